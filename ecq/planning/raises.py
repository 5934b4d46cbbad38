"""What can be done about one question within the limits of a plan: prove its answer, or raise it, and what each takes.

Knows the limits; what a step leads to, the question knows. Must not know points, targets or other questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from ecq.base.language import Text
from ecq.planning.checklist_choices import choices_of_items
from ecq.planning.limits import PROOF, Limits
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Raise, Rung, Step, Value

ZERO = Fraction(0)

Goal = Literal["ready", "score"]
"""What a plan is for. `ready`: what the readiness verdict asks, so that only what has evidence counts; `score`: the
guaranteed score and the gates alone."""


def raises(
    question: Question,
    value: Value | None,
    credit: Fraction | None,
    held: frozenset[str],
    limits: Limits,
    goal: Goal,
    in_time: bool = False,
) -> tuple[Raise, ...]:
    """Every useful thing to do within the limits, in rising credit. A `credit` of None: the question is open.

    Of a checklist the cheapest items of each number; with `in_time` every choice of items that is sooner or takes less.

    For the goal `ready`, bringing the evidence together is a step of its own. It is all there is to do for an answer
    that earns more than the pieces `held` prove; and it is part of every raise, since a new level needs new evidence.
    So nothing can be done about a question whose evidence is excluded.
    """
    if goal == "score":
        return _higher(question, value, credit, limits, in_time)
    if not _permitted(question.id, proof_rung(question, limits), limits):
        return ()
    ways = _higher(question, value, credit, limits, in_time)
    if credit and value is not None and question.credit_proved(value, held) < credit:
        ways = (Raise(value, credit, (), ZERO), *ways)
    return tuple(_with_proof(question, way, held, limits) for way in ways)


def _with_proof(question: Question, way: Raise, held: frozenset[str], limits: Limits) -> Raise:
    """The raise with bringing the pieces together that its answer needs and that are not in hand."""
    asked = [piece for name, piece in question.pieces.items() if name in question.needed(way.to) - held]
    proof = proof_rung(question, limits, asked or question.evidence)
    return replace(way, rungs=(*way.rungs, proof), in_a_row=way.in_a_row + proof.lead_time)


def _higher(
    question: Question, value: Value | None, credit: Fraction | None, limits: Limits, in_time: bool
) -> tuple[Raise, ...]:
    if question.id in limits.locked:
        return ()
    rungs = [_rung(question.id, step_id, step, limits) for step_id, step in question.steps.items()]
    permitted = {rung.id: rung for rung in rungs if _permitted(question.id, rung, limits)}
    known = None if credit is None else value
    if in_time and isinstance(question, ChecklistQuestion):
        return choices_of_items(question, known, permitted)
    return question.raises(known, permitted)


def proof_rung(question: Question, limits: Limits, pieces: Sequence[Text] = ()) -> Rung:
    """Bringing these pieces of evidence of a question together, as a step."""
    key = f"{question.id}/{PROOF}"
    advice = Text(
        zh="备齐证据：" + "；".join(one.zh for one in pieces),
        en="Bring the evidence together: " + "; ".join(one.en for one in pieces),
    )
    effort = limits.efforts.get(key, question.proof_days)
    return Rung(PROOF, advice, effort, limits.lead_times.get(key, ZERO))


def _permitted(question: str, rung: Rung, limits: Limits) -> bool:
    in_time = limits.max_lead_time is None or rung.lead_time <= limits.max_lead_time
    return in_time and limits.allows(question, rung.id)


def _rung(question: str, step_id: str, step: Step, limits: Limits) -> Rung:
    key = f"{question}/{step_id}"
    effort = limits.efforts.get(key, limits.efforts.get(question, step.effort))
    lead_time = limits.lead_times.get(key, limits.lead_times.get(question, step.lead_time))
    return Rung(step_id, step.advice, effort, lead_time)
