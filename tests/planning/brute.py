"""Plans found by trying everything, written from the words of docs/planning.md and apart from ecq.planning on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from ecq.assessment.model import Assessment
from ecq.planning import PROOF, Limits
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import QuestionScore, score

F = Fraction


@dataclass(frozen=True)
class Way:
    """What one question can come to: its credit, how much of it counts for the goal, the person-days, whether it moves."""

    credit: Fraction
    counted: Fraction
    effort: Fraction
    moved: bool


def ways(
    question: Question,
    assessment: Assessment,
    limits: Limits,
    scored: QuestionScore,
    goal: str = "ready",
    end: str = "worst",
) -> list[Way]:
    """Everything a question can come to within the limits, staying included, each at its least effort."""
    if scored.state != "answered" and end == "best":
        return [Way(F(1), F(1), F(0), False)]
    response = assessment.response(question.id)
    known = question.credit_of(response.value) if scored.state == "answered" else None
    now = F(0) if known is None else known
    counted = now if goal == "score" else scored.proved
    found = [Way(now, counted, F(0), False)]
    proof = F(0)
    if goal == "ready":
        key = f"{question.id}/{PROOF}"
        lead = limits.lead_times.get(key, F(0))
        late = limits.max_lead_time is not None and lead > limits.max_lead_time
        if limits.excluded & {question.id, key} or late:
            return found
        proof = limits.efforts.get(key, question.proof_days)
        if counted < now:
            found.append(Way(now, now, proof, True))
    if question.id in limits.locked:
        return found
    raised = []
    if isinstance(question, ChecklistQuestion):
        held = set(response.value or ()) if known is not None else set()
        missing = [item for item in question.items if item.id not in held]
        for count in range(1, len(missing) + 1):
            for chosen in combinations(missing, count):
                costs = [cost(question, item.id, item.step, limits) for item in chosen]
                credit = question.credit_of_count(len(held) + count)
                if None not in costs and credit > now:
                    raised.append((credit, sum(costs, F(0))))  # type: ignore[arg-type]
    else:
        levels: Any = question.bands if isinstance(question, MeasureQuestion) else question.options
        spent = F(0)
        for level in levels:
            if level.credit > now:
                one = cost(question, level.id, level.step, limits)
                if one is None:
                    break
                spent += one
                raised.append((level.credit, spent))
    least: dict[Fraction, Fraction] = {}
    for credit, effort in raised:
        least[credit] = min(effort, least.get(credit, effort))
    return [*found, *(Way(credit, credit, effort + proof, True) for credit, effort in least.items())]


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
    """Everything that can be chosen."""
    card = score(rubric, assessment)
    counted = [rubric.by_id[q] for q in rubric.order if card.questions[q].counts]
    choices = [ways(question, assessment, limits, card.questions[question.id], goal, end) for question in counted]
    for chosen in product(*choices):
        pairs = list(zip(counted, chosen, strict=True))
        gates = frozenset(
            question.id
            for question, way in pairs
            if question.gate_credit is not None and way.credit >= question.gate_credit
        )
        yield Outcome(
            sum((way.effort for way in chosen), F(0)),
            sum((card.questions[question.id].points * way.counted for question, way in pairs), F(0)),
            sum(way.moved for way in chosen),
            tuple(way.counted for way in chosen),
            gates,
            len(gates) == sum(question.gate is not None for question in counted),
        )
