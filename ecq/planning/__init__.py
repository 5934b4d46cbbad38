"""Exact answers about what to do: cheapest path, staircase, what-if, certainty. No clock, files, environment or screens.

What each answer means and how it is exact: docs/planning.md. The function `certainty` is taken from the module of its
name, `ecq.planning.certainty`.
"""

from ecq.planning.certainty import Certainty
from ecq.planning.cheapest import Binding, Certificate, Plan, PlanStep, Reachable, plan
from ecq.planning.ladder import Rung
from ecq.planning.limits import NO_LIMITS, LimitKind, Limits, step_ids
from ecq.planning.stairs import Frontier, FrontierPoint, Staircase, frontier, staircase
from ecq.planning.taken import apply

__all__ = [
    "NO_LIMITS",
    "Binding",
    "Certainty",
    "Certificate",
    "Frontier",
    "FrontierPoint",
    "LimitKind",
    "Limits",
    "Plan",
    "PlanStep",
    "Reachable",
    "Rung",
    "Staircase",
    "apply",
    "frontier",
    "plan",
    "staircase",
    "step_ids",
]
