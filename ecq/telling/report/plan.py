"""What the report says on the plan to the target grade in waves, on effort against score, and how sure the grade is.

`ecq.planning` computes it. The curve of effort shows the most that each number of person-days can buy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document import blocks
from ecq.document.charts import CostCurve, Level, Strip, WorkShare
from ecq.planning import Frontier, FrontierPoint, Plan, fragile, frontier, plan, robustness
from ecq.planning.agreed import limits_of
from ecq.planning.problem import Goal
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import Readiness
from ecq.scoring.scorecard import ZERO, Scorecard
from ecq.telling.plan import sentences as planning_words
from ecq.telling.plan import words as p
from ecq.telling.plan.agreed import AgreedWork, agreed_work
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.work_plan import NO_FIGURE, Kind, WaveLines, WorkLine, WorkPlan, package_title, totals, work_plan
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.shown import Extent
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import anything_counts, columns, grade_inside, point_words, score_words
from ecq.telling.text.words import say

FEWEST, MOST = 2, 120
"""A curve of fewer points is no curve; more are not told apart on paper."""


def cost_curve(view: View) -> CostCurve | None:
    """The cost curve with the grades' starts; None where effort buys no choice, most is open, or facts are missing: what
    effort buys is another on every platform that they leave possible.
    """
    rubric, assessment = view.rubric, view.assessment
    if view.early or view.card.hanging:
        return None
    answers = rebind(assessment, rubric)
    goal = answers.terms.goal
    found = frontier(rubric, answers, limits_of(rubric, answers), goal)
    if len(found.points) < FEWEST or found.blocked:
        return None
    target = view.verdict.target
    reached = next((point for point in found.points if point.score >= target.from_), None)
    note = curve_said(found, goal, view.lang)
    if reached is not None and view.plans and reached.effort == view.plans[0].effort and not view.plans[0].least.gap:
        least = day_words(reached.effort)
        note = view.sentences(note, view.say(r.CURVE_TARGET, target=view.say(target.title), least=least))
    if view.card.counts.open:
        note = view.sentences(note, view.say(r.CURVE_OPEN, count=view.card.counts.open))
    levels = tuple(Level(band.from_, view.say(band.title), band.id == target.id) for band in rubric.bands if band.stars)
    aim = reached.effort if reached else None
    return CostCurve(_drawn(found.points, reached), levels, aim, axis=view.say(w.PERSON_DAYS_HEAD), alt=note)


def curve_said(curve: Frontier, goal: Goal, lang: Lang) -> str:
    """What a curve shows, in words: where it begins and ends."""
    if not curve.points:
        return words(p.FRONTIER_NONE, lang)
    first, last = curve.points[0], curve.points[-1]
    marks = {"days": day_words(last.effort), "most": score_words(last.score)}
    if first is last:
        return say(r.CURVE_ONE, lang, **marks)
    marks |= {"effort": day_words(first.effort), "first": score_words(first.score)}
    gates = words(r.CURVE_GATES_BLOCKED if curve.blocked else r.CURVE_GATES, lang)
    return say(r.CURVE_NOTES[goal], lang, **marks, gates=gates)


def curves_said(least: Frontier, enough: Frontier | None, goal: Goal, card: Scorecard, lang: Lang) -> str:
    """The same where some questions are open: `least` if all of them turn out well, `enough` if none does."""
    said = [curve_said(least, goal, lang)]
    if enough is not None:
        open_ = say(r.CURVE_OPEN, lang, count=card.counts.open)
        said += [open_, say(r.CURVE_NONE, lang, curve=curve_said(enough, goal, lang))]
    return LANGUAGES[lang].sentences(said)


def _drawn(points: Sequence[FrontierPoint], reached: FrontierPoint | None) -> tuple[tuple[Fraction, Fraction], ...]:
    """Points evenly apart up to twice the effort of the target: each is as good as its effort buys."""
    end = 2 * reached.effort if reached and reached.effort else points[-1].effort
    near = [point for point in points if point.effort <= end] if reached else list(points)
    near = near if len(near) >= FEWEST else list(points[:FEWEST])
    step, last = -(-len(near) // MOST), len(near) - 1
    return tuple(
        (point.effort, point.score)
        for place, point in enumerate(near)
        if place % step == 0 or place == last or point is reached
    )


_LINES_SHORT, PROOFS_SHOWN = 8, 5
"""Lines of the plan in the short report, and proofs named in a wave where the list of evidence has them all."""
CONFIRM_SHOWN = 12
"""So many open questions are listed one by one; all of them are in the part on what is still open."""


def plans_of(rubric: Rubric, assessment: Assessment, card: Scorecard, verdict: Readiness) -> tuple[Plan, ...]:
    """The cheapest plans to the target grade and, where that is lower, to the next star; none where no question counts."""
    if not anything_counts(card):
        return ()
    answers = rebind(assessment, rubric)
    wanted = [verdict.target]
    following = next((band for band in rubric.bands if band.stars and band.from_ > card.grade.low.from_), None)
    if following is not None and following.from_ < verdict.target.from_:
        wanted.append(following)
    limits, goal = limits_of(rubric, answers), answers.terms.goal
    return tuple(plan(rubric, answers, band.id, limits, goal) for band in wanted)


def agreed_of(view: View, day: str) -> AgreedWork | None:
    """How the agreed plan stands in words, as of the day of the report; None where none is agreed."""
    return agreed_work(view.rubric, rebind(view.assessment, view.rubric), view.plans[0], view.lang, day)


def plan_part(view: View, work: WorkPlan | None, day: str, extent: Extent, named_in: NamedIn) -> Iterator[blocks.Block]:
    """The way to the target grade in waves, and how the agreed plan stands on a day; nothing where no question counts.

    `short` has the first line of each wave; `full` has, beside all lines, when each runs and what binds the plan.
    """
    if work is None:
        return
    yield blocks.Chapter(view.say(p.PLAN), work.headline)
    dates = (view.sentences(*lines) for lines in (work.dates, work.deadline) if lines)
    for note in (*work.notes, *dates, *to_fill_in(view, work)):
        yield blocks.Paragraph(note, "note")
    if work.shares:
        shares = tuple(WorkShare(one.kind, one.label, one.amount, one.days) for one in work.shares)
        yield blocks.Figure(Strip(view.say(w.PERSON_DAYS_HEAD), shares))
    if work.waves:
        shown, proofs = _LINES_SHORT if extent == "short" else None, None if extent == "full" else PROOFS_SHOWN
        yield waves_of(view, work, shown, below=True, named_in={**named_in, "improve": ""}, proofs=proofs)
    if extent == "short":
        return
    yield from _agreed(view, day)
    cheapest, *lower = view.plans
    holds = [planning_words.binding_line(view.rubric, cheapest, one, view.lang, view.ids) for one in cheapest.binding]
    less = planning_words.less_line(cheapest, view.lang) if cheapest.settled else None
    told = [less] if less else []
    told += [] if cheapest.feasible else holds
    answers = rebind(view.assessment, view.rubric)
    told += [view.sentence(work_plan(view.rubric, answers, one, view.lang).headline) for one in lower]
    if told or work.waves:
        yield blocks.Bullets((*told, view.say(p.EFFORTS_ARE_ESTIMATES)), "note")
    if curve := cost_curve(view):
        yield blocks.Figure(curve, view.say(p.FRONTIER), curve.alt)
    if extent == "full":
        yield from _times(view, work)
        if cheapest.feasible and cheapest.steps and holds:
            yield blocks.Section(view.say(p.WHAT_BINDS))
            yield blocks.Bullets(tuple(map(view.sentence, holds)))


def _times(view: View, work: WorkPlan) -> Iterator[blocks.Block]:
    """When each step runs, as a bar, where the plan is scheduled."""
    timed = [(line, line.runs) for wave in work.waves for line in wave.lines if line.runs]
    if not timed:
        return
    length = max(runs.end for _, runs in timed) + 1
    rows = []
    for rank, (line, runs) in enumerate(timed, 1):
        days = f"{runs.start}–{runs.end}"
        bar = blocks.Span(Fraction(runs.start, length), Fraction(runs.end + 1, length), f"{line.title} {days}")
        rows.append(blocks.row(str(rank), blocks.Said(line.title, "muted", brief=True), bar, days))
    heads = (("", 4), (r.TO_DO, 50), (r.TIMES_BAR, 33), (r.TIMES_DAYS, 13))
    yield blocks.Section(view.say(p.TIMELINE))
    yield blocks.Table(columns(view.lang, *heads, right=(3,), tones={0: "muted", 3: "muted"}), tuple(rows), small=True)


def waves_of(
    view: View, work: WorkPlan, shown: int | None, below: bool, named_in: NamedIn, proofs: int | None = None
) -> blocks.Waves:
    """The waves with so many lines in all (None: all of them), the others summed up in rows; of proofs so many a wave.

    What passes a failed gate has room before all else. Where one wave has all the work, the total says for it what it comes to.
    """
    agreed = view.assessment.terms.agreed
    ticked: set[tuple[str, object, bool]] = {
        (step.question, step.to, step.proves) for step in (agreed.steps if agreed else ()) if step.done
    }
    lines = [_listed(wave, shown, proofs) for wave in work.waves]
    if shown is not None:
        gates = min(shown, sum(line.gate for line in lines[0] if line.step) if lines else 0)
        counts = _spread(shown - gates, [len(one) for one in lines[bool(gates) :]])
        counts = [gates, *counts] if gates else counts
        lines = [one[:count] for one, count in zip(lines, counts, strict=True)]
    kept = zip(work.waves, lines, strict=True)
    waves = tuple(_wave(view, wave, named, below, ticked, named_in) for wave, named in kept)
    gain = p.GAIN_HEADS[view.assessment.terms.goal]
    heads = (r.TO_DO, gain, w.PERSON_DAYS_HEAD, w.LEAD_TIME, w.OWNER, w.DONE_BY)
    total = blocks.PlanSum(view.say(w.TOTAL), work.gain, work.effort, work.after)
    working = [place for place, wave in enumerate(work.waves) if any(line.step for line in wave.lines)]
    if len(working) == 1 and waves[working[0]].lines:
        alone = waves[working[0]]
        bare = replace(alone, head=blocks.PlanSum(alone.head.label, "", "", ""))
        waves = (*waves[: working[0]], bare, *waves[working[0] + 1 :])
    sums = (total,) if working else ()
    return blocks.Waves(tuple(map(view.say, heads)), waves, sums, work.more)


def _listed(wave: WaveLines, shown: int | None, proofs: int | None) -> list[WorkLine]:
    """The lines of a wave that may be named one by one, in the order in which room is given to them."""
    kinds: dict[Kind, list[WorkLine]] = {kind: [line for line in wave.lines if line.kind == kind] for kind in KINDS}
    kinds["confirm"] = kinds["confirm"][:CONFIRM_SHOWN]
    kinds["prove"] = kinds["prove"][:proofs]
    if shown is None:
        named = {id(line) for lines in kinds.values() for line in lines}
        return [line for line in wave.lines if id(line) in named]
    # By turns, so that a short list has something of every kind.
    turns = zip_longest(*(kinds[kind] for kind in KINDS))
    return [line for turn in turns for line in turn if line is not None]


def _spread(room: int, counts: list[int]) -> list[int]:
    """Room given to waves by turns, each no more than it has lines."""
    given = [0] * len(counts)
    for _ in range(room):
        place = min((at for at in range(len(counts)) if given[at] < counts[at]), key=given.__getitem__, default=None)
        if place is None:
            break
        given[place] += 1
    return given


def to_fill_in(view: View, work: WorkPlan) -> Iterator[str]:
    """What dates rest on, and what is left to be filled in."""
    if work.schedule:
        yield work.schedule
    if work.waves:
        yield view.say(r.TO_FILL_IN)


def _wave(
    view: View,
    wave: WaveLines,
    named: list[WorkLine],
    below: bool,
    ticked: set[tuple[str, object, bool]],
    named_in: NamedIn,
) -> blocks.Wave:
    """A wave with the lines named, in its order, and the others by owner or in one row; where none is named, all of them in its head."""
    kept = [line for line in wave.lines if line in named]
    left = [line for line in wave.lines if line not in named]
    head = blocks.PlanSum(wave.title, wave.gain, wave.effort, wave.after)
    if not kept:
        told = _left(view, r.ALL_OF, left, named_in)
        label = f"{wave.title}{LANGUAGES[view.lang].colon}{told.label}"
        return blocks.Wave(head=replace(told, label=label, after=wave.after), lines=(), rest=())
    packages, others = _packages(view, left)
    return blocks.Wave(
        head=head,
        lines=(*(_plan_line(view, line, ticked, below) for line in kept), *packages),
        rest=tuple(_rest(view, others, named_in)),
    )


def _packages(view: View, left: list[WorkLine]) -> tuple[list[blocks.PlanLine], list[WorkLine]]:
    """Evidence not shown as one line for each owner, with the day on which all of it is there; and what is nobody's."""
    proofs = [line for line in left if line.kind == "prove" and line.owner]
    lines = []
    for owner in sorted({line.owner for line in proofs}):
        own = [line for line in proofs if line.owner == owner]
        told, title = totals(own), package_title(owner, len(own), view.lang)
        day = max(line.day for line in own)
        lines.append(blocks.PlanLine(False, title, (), "", "", told.gain, told.effort, "", owner, day, ""))
    return lines, [line for line in left if line not in proofs]


def _rest(view: View, left: list[WorkLine], named_in: NamedIn) -> Iterator[blocks.PlanSum]:
    """Lines not shown: evidence that is nobody's with the day on which it is there, the others in one row."""
    if proofs := [line for line in left if line.kind == "prove"]:
        told, day = _left(view, r.REST_OF, proofs, named_in), max(line.day for line in proofs)
        yield replace(told, label=told.label + (view.say(r.UNTIL, day=day) if day else ""))
    if others := [line for line in left if line.kind != "prove"]:
        yield _left(view, r.REST_OF, others, named_in)


def _left(view: View, texts: Mapping[str, Text], lines: list[WorkLine], named_in: NamedIn) -> blocks.PlanSum:
    """Lines not shown in one row: how many, where they are, and the sums of what they would show."""
    kind: Kind = next((line.kind for line in lines if line.kind != "prove"), "prove")
    told, gain = totals(lines), ""
    if not any(line.step for line in lines):
        points = {one.question: one.points for one in view.plans[0].confirm}
        gain = f"0 — {point_words(sum((points[line.question] for line in lines), ZERO))}"
    where = view.say(r.NAMED_IN, part=named_in[kind]) if named_in[kind] else ""
    return blocks.PlanSum(view.say(texts[kind], count=len(lines), where=where), gain or told.gain, told.effort, "")


KINDS: tuple[Kind, ...] = ("confirm", "prove", "improve")
NamedIn = Mapping[Kind, str]
"""The part of the report that has every line of a kind; "" where none does, or it is this one."""


def _plan_line(view: View, line: WorkLine, ticked: set[tuple[str, object, bool]], below: bool) -> blocks.PlanLine:
    """A line of the plan as the report prints it; what stands below its title is left out where there is no room."""
    step = line.step
    # What proves an answer is in the list of evidence; what is to be confirmed is a question already.
    produced = view.say(r.PRODUCES, evidence=line.evidence[0]) if line.kind == "improve" and line.evidence else ""
    return blocks.PlanLine(
        ticked=step is not None and (step.question, step.to, step.proves) in ticked,
        title=line.title,
        below=tuple(filter(None, (produced, view.listed(line.law)))) if below else (),
        gate=view.say(w.GATE) if line.gate else "",
        quick=view.say(p.QUICK) if line.quick else "",
        gain=line.gain,
        effort=line.effort,
        lead=line.lead if line.lead == NO_FIGURE else view.say(w.DAYS, days=line.lead),
        owner=line.owner,
        day=line.day,
        late=view.say(p.LATE) if line.late else "",
        id=line.question,
    )


def _agreed(view: View, day: str) -> Iterator[blocks.Block]:
    """The agreed plan: each step as it was agreed beside what it took, in the columns that say something yet; nothing where
    none is agreed.
    """
    agreed = agreed_of(view, day)
    if agreed is None:
        return
    yield blocks.Section(view.say(p.AGREED))
    yield blocks.Paragraph(view.sentence(agreed.headline))
    yield blocks.Paragraph(view.sentences(*agreed.notes), "note")
    if not agreed.lines:
        return
    days = ((p.PLANNED_DAY, 12), (p.DONE_DAY, 12), (p.NOW_DUE, 12))
    heads = ((r.TO_DO, 34), (w.STATE, 12), (p.ESTIMATED, 9), (p.TOOK, 9), *days)
    rows: list[tuple[blocks.Part, ...]] = [
        (
            blocks.Link(one.title, one.question),
            one.stands,
            one.effort,
            one.spent,
            one.planned,
            one.done_on,
            one.scheduled,
        )
        for one in agreed.lines
    ]
    told = [head for head, said in zip(heads, zip(*rows, strict=True), strict=True) if any(said)]
    right = [place for place, (head, _) in enumerate(told) if head in (p.ESTIMATED, p.TOOK)]
    shown = [blocks.row(*(one for head, one in zip(heads, row, strict=True) if head in told)) for row in rows]
    yield blocks.Table(columns(view.lang, *told, right=right), tuple(shown), small=True)


def sureness_part(view: View) -> Iterator[blocks.Block]:
    """Which claims carry the grade, how far the weights may move, what refused not-applicables would cost."""
    rubric, card, lang = view.rubric, view.card, view.lang
    if not card.counts.answered:
        return
    if card.hanging:  # what is sure over all profiles is no sum of answers
        yield blocks.Chapter(view.say(wr.HOW_SURE))
        yield blocks.Paragraph(view.say(p.SURE_ONCE_KNOWN))
        return
    fragility, claim = fragile(rubric, card), ""
    if fragility.claims and card.grade.settled:
        count, grade = len(fragility.claims), grade_inside(fragility.grade, lang)
        claim = view.say(r.CLAIM_FRAGILE_ONE if count == 1 else r.CLAIM_FRAGILE, count=count, grade=grade)
    claims = planning_words.fragile_lines(rubric, fragility, fragile(rubric, card, unproved=True), lang, ids=view.ids)
    refused = planning_words.na_lines(rubric, view.refused, lang, ids=view.ids) if view.refused else ()
    yield blocks.Chapter(view.say(wr.HOW_SURE), claim)
    for head, lines in (
        (p.ROBUST_HEAD, planning_words.robust_lines(rubric, robustness(rubric, card), lang)),
        (p.FRAGILE_HEAD, claims),
        (p.NA_HEAD, refused),
    ):
        yield blocks.Section(view.say(head))
        yield blocks.Bullets(tuple(_whole(view, line.strip()) for line in lines))


def _whole(view: View, line: str) -> str:
    """A line with its full stop, where it is neither one of a list nor introduces one."""
    return line if line.startswith("· ") or line.endswith((":", "：")) else view.sentence(line)
