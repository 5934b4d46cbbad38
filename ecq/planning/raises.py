"""How far a question can be raised from its present answer within the limits of a plan, and what each raise takes.

Knows the limits; what a step leads to, the question knows. Must not know points, targets or other questions.
An open question starts at the bottom, also one with a tentative answer: nothing of it is sure yet.
"""

from __future__ import annotations

from fractions import Fraction

from ecq.assessment.model import Response
from ecq.planning.limits import Limits
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Raise, Rung, Step


def raises(question: Question, response: Response, credit: Fraction | None, limits: Limits) -> tuple[Raise, ...]:
    """Every useful raise within the limits, in rising credit. `credit` is the present one; None: the question is open."""
    if question.id in limits.locked or credit == 1:
        return ()
    rungs = [_rung(question.id, step_id, step, limits) for step_id, step in question.steps.items()]
    permitted = {rung.id: rung for rung in rungs if _permitted(question.id, rung, limits)}
    return question.raises(None if credit is None else response.value, permitted)


def _permitted(question: str, rung: Rung, limits: Limits) -> bool:
    in_time = limits.max_lead_time is None or rung.lead_time <= limits.max_lead_time
    return in_time and limits.allows(question, rung.id)


def _rung(question: str, step_id: str, step: Step, limits: Limits) -> Rung:
    key = f"{question}/{step_id}"
    effort = limits.efforts.get(key, limits.efforts.get(question, step.effort))
    lead_time = limits.lead_times.get(key, limits.lead_times.get(question, step.lead_time))
    return Rung(step_id, step.advice, effort, lead_time)
