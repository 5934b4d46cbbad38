"""Exact answers about what to do: cheapest path, staircase, what-if, weak points. No clock, files, environment or screens.

What each answer means and how it is exact: docs/planning.md. The function `certainty` is taken from the module of its
name, `ecq.planning.certainty`.
"""

from ecq.planning.cheapest import Plan, PlanStep, plan
from ecq.planning.limits import NO_LIMITS, PROOF, Limits
from ecq.planning.problem import End, Goal
from ecq.planning.staircase import Frontier, FrontierPoint, Staircase, frontier, staircase
from ecq.planning.weak_points import NaRefused, fragile, na_refused, robustness
from ecq.planning.what_if import apply, difference
from ecq.scoring.difference import Between, Move, Side

__all__ = [
    "NO_LIMITS",
    "PROOF",
    "Between",
    "End",
    "Frontier",
    "FrontierPoint",
    "Goal",
    "Limits",
    "Move",
    "NaRefused",
    "Plan",
    "PlanStep",
    "Side",
    "Staircase",
    "apply",
    "difference",
    "fragile",
    "frontier",
    "na_refused",
    "plan",
    "robustness",
    "staircase",
]
