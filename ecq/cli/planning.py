"""What to do, what could go wrong, what changed: plan, explain, diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ecq.cli.command import FILE, JSON, OTHER_RUBRIC, Command, Options, argument, many
from ecq.cli.words import Help

if TYPE_CHECKING:
    from ecq.assessment.model import Assessment
    from ecq.base.language import Lang
    from ecq.planning import Limits
    from ecq.rubric.kinds.base import Invalid
    from ecq.rubric.model import Rubric


def plan(options: Options) -> int:
    """Print the way to the target in waves, or the effort to every grade."""
    from ecq import planning
    from ecq.cli.files import day_of, print_json
    from ecq.cli.section_lines import plan_lines, stairs_lines
    from ecq.scoring.export import rubric_data
    from ecq.scoring.readiness import target_band
    from ecq.telling.plan import export as data
    from ecq.telling.plan.agreed import agreed_work
    from ecq.telling.plan.work_plan import work_plan

    day = day_of(options.date)
    assessment, rubric = _load(options.file, options.lang, options.rubric)
    assessment = _scheduled(assessment, options, day).on(day)
    limits = _limits(options, rubric, assessment)
    asked = {"rubric": rubric_data(rubric), "limits": data.limits_data(limits)}
    goal = "score" if options.score_only else assessment.terms.goal
    if options.staircase:
        stairs = planning.staircase(rubric, assessment, limits, goal)
        if options.json:
            line = planning.frontier(rubric, assessment, limits, goal)
            print_json({**asked, **data.stairs_data(stairs, line)})
        else:
            print("\n".join(stairs_lines(stairs, options.lang)))
        return 0
    target = options.target or target_band(rubric, assessment).id
    cheapest = planning.plan(rubric, assessment, target, limits, goal)
    if options.json:
        worded = work_plan(rubric, assessment, cheapest, options.lang, day)
        agreed = agreed_work(rubric, assessment, cheapest, options.lang, day)
        print_json({**asked, **data.plan_data(cheapest), "words": data.sentences_data(worded, agreed)})
    else:
        print("\n".join(plan_lines(rubric, assessment, cheapest, options.lang, day)))
    return 0


def _scheduled(assessment: Assessment, options: Options, day: str) -> Assessment:
    """With the days, the people and the working days that the options give. Raises AssessmentError."""
    from ecq.base.errors import AssessmentError
    from ecq.cli.assessments import pairs
    from ecq.planning.agreed import set_calendar, set_day, set_days_off, set_owner_days, set_weekly

    days_set: dict[Literal["start", "ready_by"], str] = {"start": "--start", "ready_by": "--ready-by"}
    for which, option in days_set.items():
        typed = getattr(options, which)
        if typed is None:
            continue
        assessment = _taken(option, set_day(assessment, which, typed))
        chosen = getattr(assessment.terms, which)
        if chosen and chosen < day:
            raise AssessmentError(
                f"{option}: {chosen} lies before {day}, the day the plan is made",
                f"{option}：{chosen} 在 {day} 以前，方案是这一天做的",
            )
    if options.per_week is not None:
        assessment = _taken("--per-week", set_weekly(assessment, options.per_week))
    if options.owner:
        days = dict(pairs(options.owner, "NAME=DAYS"))
        others = {"": options.per_week} if options.per_week else {}
        assessment = _taken("--owner", set_owner_days(assessment, {**days, **others}))
    if options.calendar is not None:
        assessment = _taken("--calendar", set_calendar(assessment, options.calendar))
    if options.days_off:
        assessment = _taken("--days-off", set_days_off(assessment, " ".join(options.days_off)))
    return assessment


def _taken(option: str, changed: Assessment | Invalid) -> Assessment:
    from ecq.base.errors import AssessmentError
    from ecq.rubric.kinds.base import Invalid

    if isinstance(changed, Invalid):
        raise AssessmentError(f"{option}: {changed.sentence.en}", f"{option}：{changed.sentence.zh}")
    return changed


def explain(options: Options) -> int:
    """Print how sure the grade is."""
    from ecq.cli.files import day_of, print_json
    from ecq.cli.section_lines import section_lines
    from ecq.planning import fragile, na_refused, robustness
    from ecq.scoring.export import rubric_data
    from ecq.scoring.scorecard import score
    from ecq.telling.plan import export as data

    assessment, rubric = _load(options.file, options.lang, options.rubric)
    if not options.json:
        print("\n".join(section_lines("explain", rubric, assessment, options.lang, day_of(None))))
        return 0
    card = score(rubric, assessment)
    print_json(
        {
            "rubric": rubric_data(rubric),
            "score": str(card.score.low),
            "grade": card.grade.low.id,
            "settled": card.grade.settled,
            "fragile": data.fragile_data(fragile(rubric, card)),
            "fragile_unproved": data.fragile_data(fragile(rubric, card, unproved=True)),
            "robustness": data.robust_data(robustness(rubric, card)),
            "na_refused": data.na_data(na_refused(rubric, assessment)),
        }
    )
    return 0


def diff(options: Options) -> int:
    """Print what changed between two assessments."""
    from ecq.cli.files import print_json
    from ecq.planning import difference
    from ecq.telling.plan.export import difference_data
    from ecq.telling.plan.sentences import difference_lines

    before, rubric_before = _load(options.before, options.lang)
    after, rubric_after = _load(options.after, options.lang)
    moved = difference(rubric_before, before, rubric_after, after)
    if options.json:
        print_json(difference_data(rubric_before, rubric_after, moved))
    else:
        print("\n".join(difference_lines(rubric_before, rubric_after, moved, options.lang)))
    return 0


def _load(path: Path, lang: Lang, other: str | None = None) -> tuple[Assessment, Rubric]:
    """An assessment bound to the present rubric, or to `other`; a note says where the rubric has changed."""
    from ecq.assessment.changes import rebind
    from ecq.cli.files import load
    from ecq.exchange import rubric_catalogue

    assessment, rubric = load(path, lang)
    if other:
        rubric = rubric_catalogue.rubric(other)
    return rebind(assessment, rubric), rubric


def _limits(options: Options, rubric: Rubric, assessment: Assessment) -> Limits:
    """The limits saved in the file, unless they are left aside, with those of the options on top."""
    from ecq.cli.assessments import pairs
    from ecq.planning import NO_LIMITS, Limits
    from ecq.planning.agreed import limits_of

    saved = NO_LIMITS if options.free else limits_of(rubric, assessment)
    form = "QUESTION=DAYS or QUESTION/STEP=DAYS"
    efforts: dict[str, Any] = dict(pairs(options.effort, form))  # Limits reads text
    lead_times: dict[str, Any] = dict(pairs(options.lead, form))
    return Limits(
        locked={*saved.locked, *options.lock},
        excluded={*saved.excluded, *options.exclude},
        efforts={**saved.efforts, **efforts},
        lead_times={**saved.lead_times, **lead_times},
        max_lead_time=saved.max_lead_time if options.max_lead is None else options.max_lead,
        capacity=saved.capacity if options.capacity is None else options.capacity,
    )


# fmt: off
COMMANDS = (
    Command("plan", Help("到一个等级最省的做法：红线项全过，分数和证据都够，投入最少。",
            "The way to a grade at the least effort: every gate passed, the score there with its evidence."), plan, (
        FILE,
        argument("--target", metavar="GRADE",
                 zh="要到的等级（默认是自评里的目标）", en="the grade to reach (default: the assessment's target)"),
        argument("--score-only", action="store_true",
                 zh="只看红线项和分数，不管证据", en="for the gates and the score alone, without evidence"),
        argument("--date", metavar="YYYY-MM-DD", zh="截至哪一天（默认今天）", en="as of which day (default: today)"),
        argument("--per-week", metavar="DAYS", zh="大家一共每周有多少人日；不给、自评里也没有，就不写日期",
                 en="person-days a week of all together; there are no dates where neither this nor the file says it"),
        many("--owner", metavar="NAME=DAYS",
             zh="每个负责人自己的每周人日；这时 --per-week 是没有负责人的事的",
             en="person-days a week of an owner; --per-week is then for what has none"),
        argument("--calendar", metavar="ID",
                 zh="工作日照哪里的：cn（默认，含调休）、hk、tw、sg、us，weekdays 是周一到周五",
                 en="whose working days: cn (default, with its shifted weekends), hk, tw, sg, us, or weekdays for Monday to Friday"),
        many("--days-off", metavar="YYYY-MM-DD", zh="另外的休息日", en="own days off beside those of the calendar"),
        argument("--start", metavar="YYYY-MM-DD", zh="开工日（默认照自评里存的；没有就是 --date 之后的第一个工作日）",
                 en="the day work begins (default: as saved, or else the first working day after --date)"),
        argument("--ready-by", metavar="YYYY-MM-DD", zh="哪天以前做完：能不能、要多少人日（默认照自评里存的）",
                 en="the day to be done by: whether, and with how many person-days a week (default: as saved)"),
        many("--lock", metavar="QUESTION", zh="回答不再变的题", en="questions that keep their present answer"),
        many("--exclude", metavar="STEP",
             zh="不做的步骤：QUESTION，或 QUESTION/STEP 表示其中一步",
             en="steps not to take: QUESTION, or QUESTION/STEP for one of its steps"),
        many("--effort", metavar="STEP=DAYS",
             zh="自己的人日：QUESTION 的每一步，或 QUESTION/STEP 一步",
             en="own person-days: of each step of QUESTION, or of QUESTION/STEP"),
        many("--lead", metavar="STEP=DAYS", zh="自己的周期，写法相同", en="own lead times, likewise"),
        argument("--max-lead", metavar="DAYS", zh="周期更长的步骤不做", en="take no step with a longer lead time"),
        argument("--capacity", metavar="DAYS", zh="一共有多少人日", en="person-days there are in all"),
        argument("--free", action="store_true",
                 zh="不管文件里存的限制", en="leave aside the limits saved in the file"),
        argument("--staircase", action="store_true",
                 zh="在限制之内，到每个等级的最少投入", en="the least effort to every grade, within the limits"),
        OTHER_RUBRIC,
        JSON,
    )),
    Command("explain", Help("等级有多稳：经不起否定的回答、权重的余地、不适用被否定时。",
            "How sure the grade is: fragile answers, robustness, refused N/A."), explain, (FILE, OTHER_RUBRIC, JSON)),
    Command("diff", Help("两份自评之间变了什么，加起来正好是差额。",
            "What changed between two assessments, adding up to the difference exactly."), diff, (
        argument("before", type=Path, metavar="A", zh="之前的自评", en="the assessment before"),
        argument("after", type=Path, metavar="B", zh="之后的自评", en="the assessment after"),
        JSON,
    )),
)
# fmt: on
