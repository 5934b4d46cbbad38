"""Plans, weak points and differences as the stable JSON that the command line prints. Shapes: docs/cli.md."""

from __future__ import annotations

from typing import Any

from ecq.planning.cheapest import EffortEnd, Plan, PlanStep, Reachable
from ecq.planning.limits import Limits
from ecq.planning.staircase import Frontier, Staircase
from ecq.planning.weak_points import Fragility, NaRefused, Robustness
from ecq.rubric.model import Rubric
from ecq.scoring.difference import Between, Move
from ecq.scoring.export import as_data, exact_interval, fields, rubric_data
from ecq.scoring.scorecard import Scorecard
from ecq.telling.plan.agreed import AgreedWork, agreed_data
from ecq.telling.plan.work_plan import WorkPlan


def limits_data(limits: Limits) -> dict[str, Any]:
    """The limits a plan was made within."""
    return {
        "locked": sorted(limits.locked),
        "excluded": sorted(limits.excluded),
        "efforts": as_data(dict(sorted(limits.efforts.items()))),
        "lead_times": as_data(dict(sorted(limits.lead_times.items()))),
        **fields(limits, "max_lead_time capacity"),
    }


def plan_data(plan: Plan) -> dict[str, Any]:
    """A plan; every number an exact fraction in a string. While facts are missing it has no scores: they would be those of the
    platform that the steps are listed for.
    """
    scores = "score_before score_after evidenced_before evidenced_after grade_before grade_after"
    return {
        **fields(plan, "target goal feasible effort"),
        "enough": {**fields(plan.enough, "feasible effort score short"), **_bounds(plan.enough)},
        "early": plan.early,
        "facts": [fields(one, "fact questions moves") for one in plan.facts],
        "assumed": as_data(plan.assumed) if plan.facts else {},
        "confirm": [fields(one, "question state points gate") for one in plan.confirm],
        "open": {"questions": len(plan.confirm), "points": str(plan.open_points), "needed": str(plan.open_needed)},
        **(dict.fromkeys(scores.split()) if plan.facts else fields(plan, scores)),
        **fields(plan, "lead_time"),
        "steps": [_step(step) for step in plan.steps],
        **_bounds(plan),
    }


def sentences_data(work: WorkPlan, agreed: AgreedWork | None) -> dict[str, Any]:
    """What is said of a plan and of the agreed one, as every page of ECQ says it."""
    said = "headline notes dates deadline in_time schedule begins finish effort gain after more nothing"
    return {**fields(work, said), "agreed": agreed_data(agreed)}


def _bounds(end: Plan | EffortEnd) -> dict[str, Any]:
    """What binds a plan, how far one gets where there is none, and why no other is cheaper."""
    proof = end.certificate
    return {
        "binding": [fields(one, "limit questions effort points gate") for one in end.binding],
        "most_reachable": None if end.most is None else _reachable(end.most),
        "certificate": None if proof is None else fields(proof, "price bound below gap exact gates"),
    }


def _step(step: PlanStep) -> dict[str, Any]:
    told = "kind question from_ to effort gain claimed proved lead_time in_a_row credit_before credit_after gate proves"
    rungs = [{"step": rung.id, **fields(rung, "effort lead_time advice")} for rung in step.rungs]
    return {**fields(step, told), "rungs": rungs}


def _reachable(most: Reachable) -> dict[str, Any]:
    return fields(most, "score grade effort gates gates_first bound")


def stairs_data(stairs: Staircase, line: Frontier | None) -> dict[str, Any]:
    """The staircase and the frontier, where there is one."""
    points = [fields(point, "effort score grade") for point in line.points] if line else []
    return {
        "plans": [plan_data(plan) for plan in stairs.plans],
        "top": stairs.top and _reachable(stairs.top),
        "frontier": line and {**fields(line, "complete blocked"), "points": points},
    }


def fragile_data(found: Fragility) -> dict[str, Any]:
    """Fragile answers."""
    claims = [fields(one, "question points evidenced proof") for one in found.claims]
    after = fields(found, "alone spared score_after grade_after gates")
    return {"margin": str(found.margin), "claims": claims, **after}


def robust_data(found: Robustness) -> dict[str, Any]:
    """Robustness with its witness."""
    witness = None if found.witness is None else fields(found.witness, "delta factors points score grade")
    return {**fields(found, "delta falls rises"), "witness": witness}


def na_data(found: NaRefused) -> dict[str, Any]:
    """Refused not-applicables."""
    told = "questions score grade loss gates"
    return {
        "each": [fields(one, told) for one in found.each],
        "together": None if found.together is None else fields(found.together, told),
    }


def difference_data(rubric_a: Rubric, rubric_b: Rubric, found: Between) -> dict[str, Any]:
    """What changed; questions in which nothing did are left out, and contribute nothing."""

    def side(rubric: Rubric, card: Scorecard) -> dict[str, Any]:
        ends = {name: exact_interval(getattr(card, name)) for name in ("score", "evidenced")}
        return {"rubric": rubric_data(rubric), **ends, "grade": fields(card.grade, "low high")}

    def move(one: Move) -> dict[str, Any]:
        sides = {name: fields(getattr(one, name), "state points credit") for name in ("before", "after")}
        return {**fields(one, "question cause difference proved own shifted"), **sides}

    before, after = found.surely
    return {
        "before": side(rubric_a, before),
        "after": side(rubric_b, after),
        **fields(found, "difference proved shifted"),
        "moves": [move(one) for one in found.moves if one.difference or one.cause != "same"],
        "gates": [fields(one, "question before after") for one in found.gates],
    }
