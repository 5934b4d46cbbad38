"""What to do, what could go wrong, what changed: plan, explain, diff."""

from __future__ import annotations

from typing import Any

from ecq import planning
from ecq.assessment.changes import rebind, valid
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError
from ecq.cli.assessments import pairs
from ecq.cli.command import Options
from ecq.cli.files import day_of, load, load_as_it_was, print_either, print_json
from ecq.cli.section_lines import plan_lines, section_lines, stairs_lines
from ecq.exchange import rubric_catalogue
from ecq.planning import NO_LIMITS, Limits, difference, fragile, na_refused, robustness
from ecq.planning.agreed import limits_of, set_calendar, set_day, set_days_off, set_owner_days, set_weekly
from ecq.planning.calendar import start_of
from ecq.rubric.model import Rubric
from ecq.scoring.export import rubric_data
from ecq.scoring.readiness import target_band
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import export as data
from ecq.telling.plan.agreed import agreed_work
from ecq.telling.plan.export import difference_data
from ecq.telling.plan.sentences import difference_lines
from ecq.telling.plan.work_plan import work_plan


def plan(options: Options) -> None:
    day = day_of(options.date)
    assessment, rubric = _load(options)
    assessment = _scheduled(assessment, options, day).on(day)
    limits = _limits(options, rubric, assessment)
    asked = {"rubric": rubric_data(rubric), "limits": data.limits_data(limits)}
    goal = "score" if options.score_only else assessment.terms.goal
    if options.staircase:
        stairs = planning.staircase(rubric, assessment, limits, goal)
        if options.json:
            line = planning.frontier(rubric, assessment, limits, goal) if stairs.top else None
            print_json({**asked, **data.stairs_data(stairs, line)})
        else:
            print("\n".join(stairs_lines(stairs, options.lang)))
        return
    target = options.target or target_band(rubric, assessment).id
    cheapest = planning.plan(rubric, assessment, target, limits, goal)
    if options.json:
        worded = work_plan(rubric, assessment, cheapest, options.lang, day)
        agreed = agreed_work(rubric, assessment, cheapest, options.lang, day)
        print_json({**asked, **data.plan_data(cheapest), "words": data.sentences_data(worded, agreed)})
    else:
        print("\n".join(plan_lines(rubric, assessment, cheapest, options.lang, day)))


def _scheduled(assessment: Assessment, options: Options, day: str) -> Assessment:
    """With the days, the people and the working days that the options give. Raises AssessmentError."""
    if options.start is not None:
        assessment = valid(set_day(assessment, "start", options.start), "--start")
        start_of(assessment.terms, day)
    if options.ready_by is not None:
        assessment = valid(set_day(assessment, "ready_by", options.ready_by), "--ready-by")
        if assessment.terms.ready_by and assessment.terms.ready_by < day:
            raise AssessmentError(
                f"--ready-by: {options.ready_by} lies before {day}, the day of the plan's figures; choose a later day",
                f"--ready-by：{options.ready_by} 早于方案的数据日期 {day}，请选晚一些的日子",
            )
    if options.per_week is not None:
        assessment = valid(set_weekly(assessment, options.per_week), "--per-week")
    if options.owner:
        days = dict(pairs(options.owner, "NAME=DAYS"))
        others = {"": options.per_week} if options.per_week else {}
        assessment = valid(set_owner_days(assessment, {**days, **others}), "--owner")
    if options.calendar is not None:
        assessment = valid(set_calendar(assessment, options.calendar), "--calendar")
    if options.days_off:
        assessment = valid(set_days_off(assessment, " ".join(options.days_off)), "--days-off")
    return assessment


def explain(options: Options) -> None:
    assessment, rubric = _load(options)
    if not options.json:
        print("\n".join(section_lines("explain", rubric, assessment, options.lang, day_of(None))))
        return
    card = scorecard(rubric, assessment)
    known = not card.hanging  # what is sure over all profiles is no sum of answers
    print_json(
        {
            "rubric": rubric_data(rubric),
            "score": str(card.score.low),
            "grade": card.grade.low.id,
            "settled": card.grade.settled,
            "fragile": data.fragile_data(fragile(rubric, card)) if known else None,
            "fragile_unproved": data.fragile_data(fragile(rubric, card, unproved=True)) if known else None,
            "robustness": data.robust_data(robustness(rubric, card)) if known else None,
            "na_refused": data.na_data(na_refused(rubric, assessment)) if known else None,
        }
    )


def diff(options: Options) -> None:
    (before, rubric_before), (after, rubric_after) = (
        load_as_it_was(path, options.lang) for path in (options.before, options.after)
    )
    before, after = rebind(before, rubric_before), rebind(after, rubric_after)
    moved = difference(rubric_before, before, rubric_after, after)
    lines = difference_lines(rubric_before, rubric_after, moved, options.lang)
    print_either(options, difference_data(rubric_before, rubric_after, moved), lines)


def _load(options: Options) -> tuple[Assessment, Rubric]:
    """The assessment bound to the present rubric, or to the one asked for; a note says where the rubric has changed."""
    assessment, rubric = load(options.file, options.lang)
    if options.rubric:
        rubric = rubric_catalogue.rubric(options.rubric)
    return rebind(assessment, rubric), rubric


def _limits(options: Options, rubric: Rubric, assessment: Assessment) -> Limits:
    """The limits saved in the file, unless they are left aside, with those of the options on top."""
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
