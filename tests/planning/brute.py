"""Plans and days found by trying everything, written from docs/planning.md and apart from ecq.planning on purpose.

Work is in whole units, so many to a working day and to a person-day; days are counted from the first one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import ceil, lcm
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.day import day_after, weekday
from ecq.planning import PROOF, Limits
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import QuestionScore, score

F = Fraction
FAR = 3652


@dataclass(frozen=True)
class Work:
    """A step: effort in person-days, lead time in days."""

    effort: Fraction
    lead: Fraction


Stages = tuple[tuple[Work, ...], ...]
"""Steps of a question: stage after stage; those of one stage side by side."""


@lru_cache(maxsize=1_000)
def weekdays(first: str, off: tuple[str, ...] = (), far: int = FAR) -> list[int]:
    """Working days Monday to Friday but for the days off, counted from the first day."""
    dates = ((n, day_after(first, n)) for n in range(far + 1))
    return [n for n, date in dates if weekday(date) < 5 and date not in off]


# Every schedule there is, ends by their definition


def first_ready(questions: Sequence[Stages], worked: Sequence[int], per_week: Fraction) -> int:
    """The first working day on which all steps of some schedule are over; every schedule in whole units is tried."""
    day_units = per_week / 5
    unit = lcm(day_units.denominator, *(work.effort.denominator for stages in questions for s in stages for work in s))
    room, opening = int(day_units * unit), unit
    steps = [(q, n, work) for q, stages in enumerate(questions) for n, stage in enumerate(stages) for work in stage]
    efforts = tuple(int(work.effort * unit) for _, _, work in steps)
    begun = tuple(worked[0] if not effort else None for effort in efforts)
    states: set[Any] = {(efforts, begun, begun)}
    best: int | None = None
    for day in worked:
        finished = [state for state in states if not any(state[0])]
        for _, begins, lasts in finished:
            ready = over_by_definition(steps, begins, lasts)
            ready = next(n for n in worked if n >= ready)
            best = ready if best is None else min(best, ready)
        states = {state for state in states if any(state[0])}
        if not states or (best is not None and best <= day):
            break
        states = {new for state in states for new in _day(steps, state, day, room, efforts, opening)}
    assert best is not None
    return best


def _day(steps, state, day, room, efforts, opening):
    """Every way to spend a day's units: all of them, while there is work."""
    left, begins, lasts = state
    amount = min(room, sum(left))
    for spent in _shares(left, amount):
        after = tuple(have - done for have, done in zip(left, spent, strict=True))
        new_begins = tuple(
            day if begun is None and whole - rest >= min(whole, opening) else begun
            for begun, rest, whole in zip(begins, after, efforts, strict=True)
        )
        ahead = any(
            done and below_begun is None
            for (question, stage, _), done in zip(steps, spent, strict=True)
            for (other, under, _), below_begun in zip(steps, new_begins, strict=True)
            if other == question and under == stage - 1
        )
        if not ahead:
            new_lasts = tuple(
                None if rest else day if done else last for rest, done, last in zip(after, spent, lasts, strict=True)
            )
            yield after, new_begins, new_lasts


def _shares(left: tuple[int, ...], amount: int) -> Iterator[tuple[int, ...]]:
    if not left:
        if amount == 0:
            yield ()
        return
    for here in range(min(left[0], amount) + 1):
        for rest in _shares(left[1:], amount - here):
            yield (here, *rest)


def over_by_definition(steps, begins, lasts) -> int:
    """The day on which the last step is over: stage by stage, as the definition says."""
    latest = 0
    for question in {q for q, _, _ in steps}:
        below: int | None = None
        for stage in sorted({n for q, n, _ in steps if q == question}):
            ends = []
            for (q, n, work), begun, last in zip(steps, begins, lasts, strict=True):
                if (q, n) == (question, stage):
                    start = begun if below is None else max(begun, below)
                    ends.append(max(last, start + ceil(work.lead)))
            below = max(ends)
        latest = max(latest, below or 0)
    return latest


# The day of a choice, by the inequalities alone


def asked_of(questions: Sequence[Stages]) -> dict[int, Fraction]:
    """For 0 and each T that occurs, the work that at least T days must follow; 0 is asked of what takes no work."""
    pieces = [(F(0), 0)]
    for stages in questions:
        above = 0
        for stage in reversed(stages):
            for work in stage:
                first = min(work.effort, F(1))
                pieces += [(first, above + ceil(work.lead)), (work.effort - first, above)]
            above += max(ceil(work.lead) for work in stage)
    return {follow: sum((work for work, days in pieces if days >= follow), F(0)) for _, follow in pieces}


def ready_by_inequalities(questions: Sequence[Stages], worked: Sequence[int], per_week: Fraction) -> int | None:
    """The first working day D by which, for each T, the work that T days must follow fits into the days up to D - T."""
    asked = asked_of(questions)

    def fits(day: int) -> bool:
        for follow, work in asked.items():
            days = bisect_right(worked, day - follow)
            if days == 0 or work > per_week * days / 5:
                return False
        return True

    low, high = 0, len(worked)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(worked[middle]) else (middle + 1, high)
    return worked[low] if low < len(worked) else None


def per_week_needed(questions: Sequence[Stages], worked: Sequence[int], day: int) -> Fraction | None:
    """The person-days a week with which all of it is ready by a day; None where lead times alone are too long."""
    last = worked[bisect_right(worked, day) - 1] if worked[0] <= day else None
    needed = F(0)
    for follow, work in asked_of(questions).items():
        days = 0 if last is None else bisect_right(worked, last - follow)
        if days == 0 and questions:
            return None
        needed = max(needed, 5 * work / days) if days else needed
    return needed


# Everything that can be chosen


@dataclass(frozen=True)
class Way:
    """What one question can come to: credit, how much of it counts for the goal, and the work it takes."""

    credit: Fraction
    counted: Fraction
    stages: Stages

    @property
    def effort(self) -> Fraction:
        return sum((work.effort for stage in self.stages for work in stage), F(0))


def ways(
    question: Question, assessment: Assessment, limits: Limits, scored: QuestionScore, goal: str, end: str
) -> list[Way]:
    """Everything a question can come to within the limits, staying first, each at its least effort."""
    least: dict[Any, Way] = {}
    for way in ways_in_time(question, assessment, limits, scored, goal, end):
        key = way.credit, way.counted, bool(way.stages)
        if key not in least or way.effort < least[key].effort:
            least[key] = way
    return list(least.values())


def ways_in_time(
    question: Question, assessment: Assessment, limits: Limits, scored: QuestionScore, goal: str, end: str
) -> list[Way]:
    """Everything a question can come to within the limits, staying included, with every choice of items."""
    if scored.state != "answered" and end == "best":
        return [Way(F(1), F(1), ())]
    response = assessment.response(question.id)
    known = question.credit_of(response.value) if scored.state == "answered" else None
    now = F(0) if known is None else known
    counted = now if goal == "score" else scored.proved
    found = [Way(now, counted, ())]
    proof: Stages = ()
    if goal == "ready":
        bring = step_of(question.id, PROOF, question.proof_days, F(0), limits)
        if bring is None:
            return found
        proof = ((bring,),)
        if counted < now:
            found.append(Way(now, now, proof))
    if question.id in limits.locked:
        return found
    for credit, stages in raises(question, response.value if known is not None else None, now, limits):
        found.append(Way(credit, credit, (*stages, *proof)))
    return found


def raises(question: Question, value: Any, now: Fraction, limits: Limits) -> Iterator[tuple[Fraction, Stages]]:
    if isinstance(question, ChecklistQuestion):
        missing = [item for item in question.items if item.id not in (value or ())]
        for count in range(1, len(missing) + 1):
            credit = question.credit_of_count(len(value or ()) + count)
            for chosen in combinations(missing, count):
                works = [step_of(question.id, i.id, i.step.effort, i.step.lead_time, limits) for i in chosen]
                if None not in works and credit > now:
                    yield credit, (tuple(works),)  # type: ignore[arg-type]
        return
    levels: Any = question.bands if isinstance(question, MeasureQuestion) else question.options
    climbed: list[tuple[Work, ...]] = []
    for level in levels:
        if level.credit > now:
            work = step_of(question.id, level.id, level.step.effort, level.step.lead_time, limits)
            if work is None:
                return
            climbed.append((work,))
            yield level.credit, tuple(climbed)


def step_of(question: str, step: str, effort: Fraction, lead: Fraction, limits: Limits) -> Work | None:
    """A step with own efforts and lead times; None where it may not be taken."""
    own = f"{question}/{step}"
    if limits.excluded & {question, own}:
        return None
    if step == PROOF:
        lead, effort = limits.lead_times.get(own, lead), limits.efforts.get(own, effort)
    else:
        lead = limits.lead_times.get(own, limits.lead_times.get(question, lead))
        effort = limits.efforts.get(own, limits.efforts.get(question, effort))
    if limits.max_lead_time is not None and lead > limits.max_lead_time:
        return None
    return Work(effort, lead)


@dataclass(frozen=True)
class Choice:
    """One complete choice: its effort, the score that counts, and by question its work."""

    effort: Fraction
    score: Fraction
    work: tuple[tuple[str, Stages], ...]


def choices(
    rubric: Rubric, assessment: Assessment, limits: Limits, goal: str, end: str, wanted: Fraction
) -> list[Choice]:
    """Every choice that passes all gates and reaches the score that is wanted."""
    card = score(rubric, assessment)
    counted = [rubric.by_id[q] for q in rubric.order if card.questions[q].counts]
    all_of = [
        [
            way
            for way in ways_in_time(question, assessment, limits, card.questions[question.id], goal, end)
            if question.gate_credit is None or way.credit >= question.gate_credit
        ]
        for question in counted
    ]
    found = []
    for chosen in product(*all_of):
        reached = sum((card.questions[q.id].points * way.counted for q, way in zip(counted, chosen, strict=True)), F(0))
        if reached >= wanted:
            effort = sum((way.effort for way in chosen), F(0))
            if limits.capacity is None or effort <= limits.capacity:
                work = tuple((q.id, way.stages) for q, way in zip(counted, chosen, strict=True) if way.stages)
                found.append(Choice(effort, reached, work))
    return found


@dataclass(frozen=True)
class Outcome:
    """One complete choice: total effort, the score that counts, questions that move, each one's counted credit in order."""

    effort: Fraction
    score: Fraction
    steps: int
    credits: tuple[Fraction, ...]
    gates: frozenset[str]
    passes: bool

    @property
    def order(self) -> Any:
        """Smaller is better."""
        return self.effort, -self.score, self.steps, tuple(-credit for credit in self.credits)


def outcomes(
    rubric: Rubric, assessment: Assessment, limits: Limits, goal: str = "ready", end: str = "worst"
) -> Iterator[Outcome]:
    """Everything that can be chosen, whether or not it is enough."""
    card = score(rubric, assessment)
    counted = [rubric.by_id[q] for q in rubric.order if card.questions[q].counts]
    for chosen in product(*[ways(one, assessment, limits, card.questions[one.id], goal, end) for one in counted]):
        pairs = list(zip(counted, chosen, strict=True))
        gates = frozenset(q.id for q, way in pairs if q.gate_credit is not None and way.credit >= q.gate_credit)
        yield Outcome(
            sum((way.effort for way in chosen), F(0)),
            sum((card.questions[q.id].points * way.counted for q, way in pairs), F(0)),
            sum(bool(way.stages) for way in chosen),
            tuple(way.counted for way in chosen),
            gates,
            len(gates) == sum(question.gate is not None for question in counted),
        )
