"""The order to work in: failed gates first, then what brings most per person-day.

Knows steps of a plan. Says nothing of days, and scores nothing: gains of steps add up to the score exactly. What comes
before the second wave, confirming what is open, is `Plan.confirm`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ecq.planning.cheapest import Plan, PlanStep
from ecq.scoring.scorecard import ZERO

QUICK_EFFORT, QUICK_DAYS = 2, 14
"""A quick win takes at most so many person-days, and days in a row."""


@dataclass(frozen=True)
class Work:
    """A step, and whether it is a quick win: an improvement of little work and short lead time that brings at least as
    many points per person-day as the plan on average."""

    step: PlanStep
    quick: bool


@dataclass(frozen=True)
class Wave:
    """Work to be done before what follows, with its person-days, and both scores once this and all before it is done."""

    kind: Literal["gates", "rest"]
    work: tuple[Work, ...]
    effort: Fraction
    score: Fraction
    evidenced: Fraction


def in_working_order(steps: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    """Failed gates first, then most points per person-day, what costs nothing before all; equals in question order."""
    return tuple(sorted(steps, key=lambda step: (not step.gate, step.effort > 0, -_per_day(step))))


def _per_day(step: PlanStep) -> Fraction:
    return step.gain / step.effort if step.effort else step.gain


def waves(plan: Plan) -> tuple[Wave, ...]:
    """The steps of a plan in working order: those that pass failed gates, then the rest; a wave without work is left out."""
    ordered = in_working_order(plan.steps)
    average = sum((step.gain for step in ordered), ZERO) / plan.effort if plan.effort else ZERO
    found, score, evidenced = [], plan.score_before, plan.evidenced_before
    kinds: tuple[Literal["gates", "rest"], ...] = ("gates", "rest")
    for kind in kinds:
        done = [step for step in ordered if step.gate == (kind == "gates")]
        if done:
            score += sum((step.claimed for step in done), ZERO)
            evidenced += sum((step.proved for step in done), ZERO)
            work = tuple(Work(step, _quick(step, average)) for step in done)
            found.append(Wave(kind, work, sum((step.effort for step in done), ZERO), score, evidenced))
    return tuple(found)


def _quick(step: PlanStep, average: Fraction) -> bool:
    small = step.effort <= QUICK_EFFORT and step.in_a_row <= QUICK_DAYS
    return step.kind == "improve" and small and _per_day(step) >= average
