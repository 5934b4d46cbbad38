"""The order to work in: failed gates first, then what brings most per person-day; in waves, by the day a step is done.

Knows steps of a plan, owners and days from a start. Scores nothing: gains of steps add up to the score exactly. What comes
before all of it, confirming what is open, is `Plan.confirm`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from ecq.planning.cheapest import Plan, PlanStep
from ecq.planning.timeline import Slot, timeline
from ecq.scoring.scorecard import ZERO

ENDS = (7, 30, 60, 90)
"""Days by which the waves end; what is done later is the last wave."""

QUICK_EFFORT, QUICK_DAYS = 2, 14
"""A quick win takes at most so many person-days, and days in a row."""


@dataclass(frozen=True)
class Work:
    """A step, when it runs, in how many days it is due, begun days as whole ones.

    `quick`: a quick win, which is an improvement of little work, soon done, and brings at least as many points per day as the plan on average.
    """

    step: PlanStep
    slot: Slot
    due_in: int
    quick: bool


@dataclass(frozen=True)
class Wave:
    """What is done by a day (`until`; None: later than all), with its person-days, and both scores when it is done.

    Failed gates are all begun in the first wave, also where they are done later.
    """

    until: int | None
    work: tuple[Work, ...]
    effort: Fraction
    score: Fraction
    evidenced: Fraction


def in_working_order(steps: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    """Failed gates first, then most points per person-day, what costs nothing before all; equals in question order."""
    return tuple(sorted(steps, key=lambda step: (not step.gate, step.effort > 0, -_per_day(step))))


def _per_day(step: PlanStep) -> Fraction:
    return step.gain / step.effort if step.effort else step.gain


def _wave_of(work: Work) -> int | None:
    """The end of a step's wave. A failed gate is in the first whenever it is done: nothing else makes ready without it."""
    return ENDS[0] if work.step.gate else next((end for end in ENDS if work.slot.end <= end), None)


def waves(plan: Plan, owners: Mapping[str, str], per_week: Fraction | None = None) -> tuple[Wave, ...]:
    """The steps of a plan in waves, in working order within each; waves without work are left out.

    Days are counted from the start, on which whoever calls knows the date. Raises PlanningError as `timeline` does.
    """
    ordered = in_working_order(plan.steps)
    average = sum((step.gain for step in ordered), ZERO) / plan.effort if plan.effort else ZERO
    work = [
        Work(
            step,
            slot,
            ceil(slot.end),
            step.kind == "improve"
            and step.effort <= QUICK_EFFORT
            and step.in_a_row <= QUICK_DAYS
            and _per_day(step) >= average,
        )
        for step, slot in zip(ordered, timeline(ordered, owners, per_week), strict=True)
    ]
    found, score, evidenced = [], plan.score_before, plan.evidenced_before
    for until in (*ENDS, None):
        done = tuple(one for one in work if _wave_of(one) == until)
        if done:
            score += sum((one.step.claimed for one in done), ZERO)
            evidenced += sum((one.step.proved for one in done), ZERO)
            found.append(Wave(until, done, sum((one.step.effort for one in done), ZERO), score, evidenced))
    return tuple(found)
