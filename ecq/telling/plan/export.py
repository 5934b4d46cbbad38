"""Plans, weak points and differences as the stable JSON that the command line prints. Shapes: docs/cli.md."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ecq.base.language import written
from ecq.planning.cheapest import Binding, Certificate, EffortEnd, Plan, PlanStep, Reachable
from ecq.planning.difference import Between, Move, Side
from ecq.planning.fragility import Fragility, NaRefused, Refusal
from ecq.planning.limits import Limits
from ecq.planning.staircase import Frontier, Staircase
from ecq.planning.weight_robustness import Robustness
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.export import rubric_data
from ecq.scoring.scorecard import Scorecard
from ecq.telling.plan.agreed import AgreedWork, agreed_data
from ecq.telling.plan.work_plan import WorkPlan


def limits_data(limits: Limits) -> dict[str, Any]:
    """The limits a plan was made within."""
    return {
        "locked": sorted(limits.locked),
        "excluded": sorted(limits.excluded),
        "efforts": {key: str(days) for key, days in sorted(limits.efforts.items())},
        "lead_times": {key: str(days) for key, days in sorted(limits.lead_times.items())},
        "max_lead_time": _exact(limits.max_lead_time),
        "capacity": _exact(limits.capacity),
    }


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan; every number an exact fraction in a string."""
    return {
        "target": plan.target.id,
        "goal": plan.goal,
        "feasible": plan.feasible,
        "effort": str(plan.effort),
        "enough": _end(plan.enough),
        "early": plan.early,
        "facts": [
            {"fact": one.fact, "questions": list(one.questions), "moves": _exact(one.moves)} for one in plan.facts
        ],
        "assumed": {fact: _value(value) for fact, value in plan.assumed.items()} if plan.facts else {},
        "confirm": [
            {"question": one.question, "state": one.state, "points": str(one.points), "gate": one.gate}
            for one in plan.confirm
        ],
        "open": {"questions": len(plan.confirm), "points": str(plan.open_points), "needed": str(plan.open_needed)},
        "score_before": str(plan.score_before),
        "score_after": str(plan.score_after),
        "evidenced_before": str(plan.evidenced_before),
        "evidenced_after": str(plan.evidenced_after),
        "grade_before": plan.grade_before.id,
        "grade_after": plan.grade_after.id,
        "lead_time": str(plan.lead_time),
        "steps": [_step(step) for step in plan.steps],
        "binding": [_binding(one) for one in plan.binding],
        "most_reachable": None if plan.most is None else _reachable(plan.most),
        "certificate": _certificate(plan.certificate),
    }


def sentences_data(work: WorkPlan, agreed: AgreedWork | None) -> dict[str, Any]:
    """What is said of a plan and of the agreed one, as every page of ECQ says it."""
    return {
        "headline": work.headline,
        "notes": list(work.notes),
        "dates": list(work.dates),
        "deadline": list(work.deadline),
        "in_time": work.in_time,
        "schedule": work.schedule,
        "begins": work.begins,
        "finish": work.finish,
        "effort": work.effort,
        "gain": work.gain,
        "after": work.after,
        "more": work.more,
        "nothing": work.nothing,
        "agreed": agreed_data(agreed),
    }


def _end(end: EffortEnd) -> dict[str, Any]:
    """The upper end of the effort."""
    return {
        "feasible": end.feasible,
        "effort": str(end.effort),
        "score": str(end.score),
        "short": str(end.short),
        "binding": [_binding(one) for one in end.binding],
        "most_reachable": None if end.most is None else _reachable(end.most),
        "certificate": _certificate(end.certificate),
    }


def _certificate(proof: Certificate | None) -> dict[str, Any] | None:
    if proof is None:
        return None
    return {
        "price": str(proof.price),
        "bound": str(proof.bound),
        "below": _exact(proof.below),
        "gap": str(proof.gap),
        "exact": proof.exact,
        "gates": proof.gates,
    }


def _step(step: PlanStep) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "question": step.question,
        "from": _value(step.from_),
        "to": _value(step.to),
        "effort": str(step.effort),
        "gain": str(step.gain),
        "claimed": str(step.claimed),
        "proved": str(step.proved),
        "lead_time": str(step.lead_time),
        "in_a_row": str(step.in_a_row),
        "credit_before": _exact(step.credit_before),
        "credit_after": str(step.credit_after),
        "gate": step.gate,
        "proves": step.proves,
        "rungs": [
            {
                "step": rung.id,
                "effort": str(rung.effort),
                "lead_time": str(rung.lead_time),
                "advice": written(rung.advice),
            }
            for rung in step.rungs
        ],
    }


def _binding(one: Binding) -> dict[str, Any]:
    return {
        "limit": one.limit,
        "questions": list(one.questions),
        "effort": _exact(one.effort),
        "points": _exact(one.points),
        "gate": one.gate,
    }


def _reachable(most: Reachable) -> dict[str, Any]:
    return {
        "score": str(most.score),
        "grade": most.grade.id,
        "effort": str(most.effort),
        "gates": list(most.gates),
        "gates_first": most.gates_first,
        "bound": str(most.bound),
    }


def stairs_data(stairs: Staircase, line: Frontier) -> dict[str, Any]:
    """The staircase and the frontier."""
    return {
        "plans": [plan_data(plan) for plan in stairs.plans],
        "top": _reachable(stairs.top),
        "frontier": {
            "complete": line.complete,
            "blocked": list(line.blocked),
            "points": [
                {"effort": str(point.effort), "score": str(point.score), "grade": point.grade.id}
                for point in line.points
            ],
        },
    }


def fragile_data(found: Fragility) -> dict[str, Any]:
    """Fragile answers."""
    return {
        "margin": str(found.margin),
        "claims": [
            {
                "question": one.question,
                "points": str(one.points),
                "evidenced": one.evidenced,
                "proof": str(one.proof),
            }
            for one in found.claims
        ],
        "alone": list(found.alone),
        "spared": str(found.spared),
        "score_after": str(found.score_after),
        "grade_after": found.grade_after.id,
        "gates": list(found.gates),
    }


def robust_data(found: Robustness) -> dict[str, Any]:
    """Robustness with its witness."""
    witness = found.witness
    return {
        "delta": str(found.delta),
        "falls": _exact(found.falls),
        "rises": _exact(found.rises),
        "witness": None
        if witness is None
        else {
            "delta": str(witness.delta),
            "factors": {one: str(factor) for one, factor in witness.factors.items()},
            "points": {one: str(points) for one, points in witness.points.items()},
            "score": str(witness.score),
            "grade": witness.grade.id,
        },
    }


def na_data(found: NaRefused) -> dict[str, Any]:
    """Refused not-applicables."""
    return {
        "each": [_refusal(one) for one in found.each],
        "together": None if found.together is None else _refusal(found.together),
    }


def _refusal(one: Refusal) -> dict[str, Any]:
    return {
        "questions": list(one.questions),
        "score": str(one.score),
        "grade": one.grade.id,
        "loss": str(one.loss),
        "gates": list(one.gates),
    }


def difference_data(rubric_a: Rubric, rubric_b: Rubric, found: Between) -> dict[str, Any]:
    """What changed; questions in which nothing did are left out, and contribute nothing."""
    return {
        "before": _card(rubric_a, found.before),
        "after": _card(rubric_b, found.after),
        "difference": str(found.difference),
        "proved": str(found.proved),
        "shifted": str(found.shifted),
        "moves": [_move(one) for one in found.moves if one.difference or one.cause != "same"],
        "gates": [{"question": one.question, "before": one.before, "after": one.after} for one in found.gates],
    }


def _card(rubric: Rubric, card: Scorecard) -> dict[str, Any]:
    return {
        "rubric": rubric_data(rubric),
        "score": {"low": str(card.score.low), "high": str(card.score.high)},
        "evidenced": {"low": str(card.evidenced.low), "high": str(card.evidenced.high)},
        "grade": {"low": card.grade.low.id, "high": card.grade.high.id},
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "question": one.question,
        "cause": one.cause,
        "difference": str(one.difference),
        "proved": str(one.proved),
        "own": str(one.own),
        "shifted": str(one.shifted),
        "before": _side(one.before),
        "after": _side(one.after),
    }


def _side(side: Side) -> dict[str, Any]:
    return {"state": side.state, "points": str(side.points), "credit": _exact(side.credit)}


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _value(value: Value | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
