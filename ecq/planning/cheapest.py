"""The cheapest path to a target grade: which questions to raise how far, at the least effort, with every gate passed.

Knows what a plan says and why none exists. Scores nothing itself: the score after a plan is the scorer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.exact import plain
from ecq.planning.limits import NO_LIMITS, LimitKind, Limits, check_limits, check_rubric, target_of
from ecq.planning.problem import Found, Problem, Subject, held_back, problem
from ecq.planning.what_if import apply
from ecq.rubric.kinds.base import Raise, Rung, Value
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import ZERO, Scorecard, score


@dataclass(frozen=True)
class PlanStep:
    """One question raised: answer and credit before and after (None: it was open), person-days, points, lead time in days.

    `lead_time` is the longest of its `rungs`, `in_a_row` what they take one after another. `gate`: it is a gate that
    fails or is open now and passes with this step.
    """

    question: str
    from_: Value | None
    to: Value
    credit_before: Fraction | None
    credit_after: Fraction
    effort: Fraction
    gain: Fraction
    lead_time: Fraction
    in_a_row: Fraction
    gate: bool
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Binding:
    """One thing that constrains. Which numbers it has depends on the limit and on whether the plan is feasible.

    Feasible: `target` has in `points` the margin above the target; every other limit has in `effort` the person-days
    that the plan would cost less without it (`gate`: without having to pass gates; `lock`, `exclude`: without that one).

    Not feasible: `points` is what the limit keeps out of reach, by the questions named, those that hold most first; with
    `gate` set, it keeps the question's gate from passing; `capacity` has in `effort` the person-days that would be
    needed; `target` has in `points` what is missing.
    """

    limit: LimitKind
    questions: tuple[str, ...] = ()
    effort: Fraction | None = None
    points: Fraction | None = None
    gate: bool = False


@dataclass(frozen=True)
class Reachable:
    """The highest score within the limits, with the grade it has, the least effort for it, and gates still not passed.

    Gates that can pass come first; only where the capacity does not even pay for them is the score taken without them.
    """

    score: Fraction
    grade: GradeBand
    effort: Fraction
    gates: tuple[str, ...]


@dataclass(frozen=True)
class Certificate:
    """What proves that no plan costs less; anyone can check it without the solver.

    `below` is the highest score that less effort can buy with every gate passed: it misses the target. None where less
    effort does not even pass the gates, or where the plan costs nothing. `bound` follows from `price` (days per point)
    by one line of arithmetic: any plan costs at least the sum, over the questions, of the least `effort - price x gain`
    among what may be chosen, plus `price` x the points missing.
    """

    price: Fraction
    bound: Fraction
    below: Fraction | None


@dataclass(frozen=True)
class Plan:
    """The cheapest path to the target, or why there is none. Scores are guaranteed ones; effort in person-days.

    Where it is not feasible there are no steps, effort is 0, the score stays, `most` says how far one can get and
    `binding` why no further.
    """

    target: GradeBand
    feasible: bool
    effort: Fraction
    score_before: Fraction
    score_after: Fraction
    grade_before: GradeBand
    grade_after: GradeBand
    steps: tuple[PlanStep, ...]
    binding: tuple[Binding, ...]
    most: Reachable | None = None
    certificate: Certificate | None = None

    def __repr__(self) -> str:
        how = f"{plain(self.effort)} person-days in {len(self.steps)} steps" if self.feasible else "out of reach"
        return f"Plan({self.target.id}: {how})"

    @property
    def lead_time(self) -> Fraction:
        """Days until the slowest question is done, all questions begun at once and each one's steps taken in a row."""
        return max((step.in_a_row for step in self.steps), default=ZERO)


def plan(rubric: Rubric, assessment: Assessment, target: str, limits: Limits = NO_LIMITS) -> Plan:
    """The least effort that brings the guaranteed score into the target's band with every gate passed.

    Ties go to the higher score, then to fewer steps, then to the plan that raises the first differing question further.
    Raises PlanningError where the question itself makes no sense: an unknown grade, question or step, another rubric.
    """
    check_rubric(rubric, assessment)
    check_limits(rubric, limits)
    band = target_of(rubric, target)
    card = score(rubric, assessment)
    posed = problem(rubric, assessment, card, limits)
    missing = band.from_ - card.score.low
    found = None if posed.blocked or posed.most < missing else posed.least(missing)
    if found is None or (limits.capacity is not None and found.effort > limits.capacity):
        return _impossible(rubric, assessment, card, band, limits, posed, found)
    steps = steps_of(assessment, card, found.raised)
    after = score(rubric, apply(rubric, assessment, steps))
    cheaper = posed.cheaper(found)
    below = None if cheaper is None else card.score.low + cheaper.gain
    return Plan(
        target=band,
        feasible=True,
        effort=found.effort,
        score_before=card.score.low,
        score_after=after.score.low,
        grade_before=card.grade.low,
        grade_after=after.grade.low,
        steps=steps,
        binding=_what_binds(rubric, assessment, card, limits, posed, found, missing),
        certificate=Certificate(found.price, found.bound, below),
    )


def steps_of(assessment: Assessment, card: Scorecard, raised: Iterable[tuple[Subject, Raise]]) -> tuple[PlanStep, ...]:
    """Raises as steps of a plan."""
    return tuple(_step(assessment, card, subject, way) for subject, way in raised)


def _step(assessment: Assessment, card: Scorecard, subject: Subject, way: Raise) -> PlanStep:
    question_id = subject.question.id
    before = card.questions[question_id].credit
    return PlanStep(
        question=question_id,
        from_=None if before is None else assessment.response(question_id).value,
        to=way.to,
        credit_before=before,
        credit_after=way.credit,
        effort=way.effort,
        gain=subject.gain(way),
        lead_time=way.lead_time,
        in_a_row=way.in_a_row,
        gate=subject.needed is not None and way.credit >= subject.needed,
        rungs=way.rungs,
    )


def own_efforts(step: PlanStep, days: Fraction) -> dict[str, Fraction]:
    """Entries for `Limits.efforts` that make a step of a plan take so many person-days, shared as before among its rungs."""
    parts = [rung.effort if step.effort else Fraction(1) for rung in step.rungs]
    whole = sum(parts, ZERO)
    return {f"{step.question}/{rung.id}": days * part / whole for rung, part in zip(step.rungs, parts, strict=True)}


def _what_binds(
    rubric: Rubric,
    assessment: Assessment,
    card: Scorecard,
    limits: Limits,
    posed: Problem,
    found: Found,
    missing: Fraction,
) -> tuple[Binding, ...]:
    """What the plan would cost less without, each limit lifted alone."""
    bound = [Binding("target", points=found.gain - missing)]
    gates = tuple(subject.question.id for subject, _ in found.raised if subject.needed is not None)
    if gates:
        free = posed.least(missing, gates=False)
        if free is not None and free.effort < found.effort:
            bound.append(Binding("gate", gates, found.effort - free.effort))

    def saved(without: Limits) -> Fraction:
        lifted = problem(rubric, assessment, card, without)
        if not _could_save(posed, lifted, found):
            return ZERO
        cheaper = lifted.least(missing)
        return found.effort - cheaper.effort if cheaper else ZERO

    for key in sorted(limits.locked, key=_in_order(rubric)):
        days = saved(replace(limits, locked=[one for one in limits.locked if one != key]))
        if days:
            bound.append(Binding("lock", (key,), days))
    for key in sorted(limits.excluded, key=_in_order(rubric)):
        days = saved(replace(limits, excluded=[one for one in limits.excluded if one != key]))
        if days:
            bound.append(Binding("exclude", (key,), days))
    if limits.max_lead_time is not None:
        days = saved(replace(limits, max_lead_time=None))
        if days:
            bound.append(Binding("lead-time", effort=days))
    return tuple(bound)


def _could_save(posed: Problem, lifted: Problem, found: Found) -> bool:
    """Whether new raises can lower the bound below what was found: mostly they cannot, and no search is needed."""
    least = found.bound
    for before, after in zip(posed.subjects, lifted.subjects, strict=True):
        if before.raises != after.raises:
            costs = [
                min(
                    ((way.effort if way else ZERO) - found.price * one.gain(way) for _, way in one.ranks(gates=True)),
                    default=ZERO,
                )
                for one in (before, after)
            ]
            least += costs[1] - costs[0]
    return least < found.effort


def _in_order(rubric: Rubric) -> Callable[[str], tuple[int, str]]:
    places = {question_id: place for place, question_id in enumerate(rubric.order)}
    return lambda key: (places[key.partition("/")[0]], key)


def _impossible(
    rubric: Rubric,
    assessment: Assessment,
    card: Scorecard,
    band: GradeBand,
    limits: Limits,
    posed: Problem,
    found: Found | None,
) -> Plan:
    """No plan: how far one can get, and what is in the way."""
    held = held_back(rubric, assessment, card, limits)
    why = [] if posed.subjects else [Binding("nothing")]
    if posed.most < band.from_ - card.score.low:
        why.append(Binding("target", points=band.from_ - card.score.low - posed.most))
        why += [
            Binding(kind, _most_first(questions), points=sum(questions.values(), ZERO))
            for kind, questions in held.items()
            if questions
        ]
    why += [
        Binding(_gate_blocked_by(held, subject.question.id), (subject.question.id,), gate=True)
        for subject in posed.blocked
    ]
    if found is not None:
        why.append(Binding("capacity", effort=found.effort))
    return Plan(
        target=band,
        feasible=False,
        effort=ZERO,
        score_before=card.score.low,
        score_after=card.score.low,
        grade_before=card.grade.low,
        grade_after=card.grade.low,
        steps=(),
        binding=tuple(why),
        most=reachable(rubric, assessment, card, limits, posed),
    )


def _most_first(held: Mapping[str, Fraction]) -> tuple[str, ...]:
    return tuple(sorted(held, key=lambda question: -held[question]))


def _gate_blocked_by(held: Mapping[LimitKind, Mapping[str, Fraction]], question_id: str) -> LimitKind:
    """The limit that keeps a gate from passing: the first in what a person can lift at once."""
    order: tuple[LimitKind, ...] = ("lock", "exclude", "lead-time", "profile")
    return next(kind for kind in order if question_id in held[kind])


def reachable(rubric: Rubric, assessment: Assessment, card: Scorecard, limits: Limits, posed: Problem) -> Reachable:
    """The highest score within all limits, capacity included."""
    capacity = posed.whole_effort if limits.capacity is None else limits.capacity
    found = posed.richest(capacity) or posed.richest(capacity, gates=False)
    assert found is not None  # without gates, doing nothing is within any capacity
    after = score(rubric, apply(rubric, assessment, steps_of(assessment, card, found.raised)))
    gates = tuple(gate.question for gate in after.gates if gate.state in ("failed", "open"))
    return Reachable(after.score.low, after.grade.low, found.effort, gates)
