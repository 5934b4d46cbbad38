"""Exact answers about what to do: cheapest path, staircase, what-if, weak points. No clock, files, environment or screens.

What each answer means and how it is exact: docs/planning.md. The function `certainty` is taken from the module of its
name, `ecq.planning.certainty`.
"""

from ecq.planning.certainty import Certainty
from ecq.planning.cheapest import Binding, Certificate, Confirm, EffortEnd, Plan, PlanStep, Reachable, own_efforts, plan
from ecq.planning.limits import NO_LIMITS, PROOF, LimitKind, Limits
from ecq.planning.problem import End, Goal
from ecq.planning.staircase import Frontier, FrontierPoint, Staircase, frontier, staircase
from ecq.planning.weak_points import (
    Claim,
    Fragility,
    NaRefused,
    Refusal,
    Robustness,
    Weighting,
    fragile,
    na_refused,
    robustness,
)
from ecq.planning.what_if import apply, difference
from ecq.scoring.difference import Between, Cause, Move, Side

__all__ = [
    "NO_LIMITS",
    "PROOF",
    "Between",
    "Binding",
    "Cause",
    "Certainty",
    "Certificate",
    "Claim",
    "Confirm",
    "EffortEnd",
    "End",
    "Fragility",
    "Frontier",
    "FrontierPoint",
    "Goal",
    "LimitKind",
    "Limits",
    "Move",
    "NaRefused",
    "Plan",
    "PlanStep",
    "Reachable",
    "Refusal",
    "Robustness",
    "Side",
    "Staircase",
    "Weighting",
    "apply",
    "difference",
    "fragile",
    "frontier",
    "na_refused",
    "own_efforts",
    "plan",
    "robustness",
    "staircase",
]
