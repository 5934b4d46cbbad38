"""Plans found by trying everything, written from the words of docs/planning.md and apart from ecq.planning on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from ecq.assessment.model import Assessment
from ecq.planning import Limits
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score

F = Fraction


@dataclass(frozen=True)
class Way:
    """A credit one question can have, the person-days it takes to get there, and whether anything is done for it."""

    credit: Fraction
    effort: Fraction
    moved: bool


def ways(question: Question, assessment: Assessment, limits: Limits, state: str) -> list[Way]:
    """Every credit within the limits, staying included, each at its least effort."""
    response = assessment.response(question.id)
    known = question.credit_of(response.value) if state == "answered" else None
    now = F(0) if known is None else known
    found = [Way(now, F(0), False)]
    if question.id in limits.locked or state == "undecided":
        return found
    if isinstance(question, ChecklistQuestion):
        held = set(response.value or ()) if known is not None else set()
        missing = [item for item in question.items if item.id not in held]
        for count in range(1, len(missing) + 1):
            for chosen in combinations(missing, count):
                costs = [cost(question, item.id, item.step, limits) for item in chosen]
                credit = question.credit_of_count(len(held) + count)
                if None not in costs and credit > now:
                    found.append(Way(credit, sum(costs, F(0)), True))  # type: ignore[arg-type]
    else:
        levels: Any = question.bands if isinstance(question, MeasureQuestion) else question.options
        spent = F(0)
        for level in levels:
            if level.credit > now:
                one = cost(question, level.id, level.step, limits)
                if one is None:
                    break
                spent += one
                found.append(Way(level.credit, spent, True))
    best: dict[Fraction, Way] = {}
    for way in found:
        if way.credit not in best or way.effort < best[way.credit].effort:
            best[way.credit] = way
    return list(best.values())


def cost(question: Question, step_id: str, step: Any, limits: Limits) -> Fraction | None:
    """Person-days of one step; None where it may not be taken."""
    own = f"{question.id}/{step_id}"
    if limits.excluded & {question.id, own}:
        return None
    lead = limits.lead_times.get(own, limits.lead_times.get(question.id, step.lead_time))
    if limits.max_lead_time is not None and lead > limits.max_lead_time:
        return None
    return limits.efforts.get(own, limits.efforts.get(question.id, step.effort))


@dataclass(frozen=True)
class Outcome:
    """One complete choice: total effort, score, number of questions raised, the credits in question order."""

    effort: Fraction
    score: Fraction
    steps: int
    credits: tuple[Fraction, ...]
    gates: bool

    @property
    def order(self) -> Any:
        """Smaller is better."""
        return self.effort, -self.score, self.steps, tuple(-credit for credit in self.credits)


def outcomes(rubric: Rubric, assessment: Assessment, limits: Limits) -> Iterator[Outcome]:
    """Everything that can be chosen."""
    card = score(rubric, assessment)
    counted = [rubric.by_id[q] for q in rubric.order if card.questions[q].counts]
    choices = [ways(question, assessment, limits, card.questions[question.id].state) for question in counted]
    for chosen in product(*choices):
        pairs = list(zip(counted, chosen, strict=True))
        gates = all(
            needed is None or (way.credit >= needed and card.questions[question.id].state != "undecided")
            for question, way in pairs
            for needed in [question.gate_credit]
        )
        yield Outcome(
            sum((way.effort for way in chosen), F(0)),
            sum((card.questions[question.id].points * way.credit for question, way in pairs), F(0)),
            sum(way.moved for way in chosen),
            tuple(way.credit for way in chosen),
            gates,
        )
