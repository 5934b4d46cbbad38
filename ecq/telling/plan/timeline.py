"""When each step of a plan runs, once it is said how many person-days a week each owner has. Before that nobody knows a date.

One owner works on one step at a time, in the order of the steps, Monday to Friday, a fifth of the week's person-days a day.
A step begins when its owner is free and ends when its lead times are over, one after another from the day it begins, and
not before its work is done; an end on a weekend moves to Monday. What has no owner is the work of one team. Public holidays
are not known here, and whoever shows a day says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

from ecq.base.day import WORKING_DAYS, day_after, days_between, working_day, working_days_on
from ecq.base.errors import PlanningError
from ecq.scoring.scorecard import ZERO


class Work(Protocol):
    """What takes time, such as a step of a plan: person-days, and days from its start to its end at the least."""

    @property
    def question(self) -> str:
        """The question's id."""

    @property
    def effort(self) -> Fraction:
        """Person-days."""

    @property
    def in_a_row(self) -> Fraction:
        """Lead times of its steps one after another, in days."""


@dataclass(frozen=True)
class Slot:
    """A step's time: the days on which it begins and is done, counted from the start of the plan; its owner ("" for nobody)."""

    question: str
    owner: str
    start: int
    end: int


def begin_day(start: str | None, day: str) -> str:
    """The day work begins: the one chosen unless it has passed by `day`, else the day after; never on a weekend."""
    return working_day(start if start and start >= day else day_after(day, 1))


def timeline(work: Iterable[Work], owners: Mapping[str, str], per_week: Fraction, begins: str) -> tuple[Slot, ...]:
    """When each step starts and ends, in the order given. `owners` by question id, `per_week` person-days of each owner.

    `begins` is a working day. Raises PlanningError where `per_week` is not above 0.
    """
    if per_week <= 0:
        raise PlanningError(f"person-days a week are {per_week}; give more than 0", f"每周人日是 {per_week}，要大于 0")
    free: dict[str, Fraction] = {}
    slots = []
    for step in work:
        owner = owners.get(step.question, "")
        start = free.get(owner, ZERO)
        end = free[owner] = start + step.effort * WORKING_DAYS / per_week
        begun = working_days_on(begins, floor(start))
        worked = working_days_on(begins, max(ceil(end) - 1, floor(start)))
        over = working_day(day_after(begun, ceil(step.in_a_row)))
        slots.append(Slot(step.question, owner, days_between(begins, begun), days_between(begins, max(worked, over))))
    return tuple(slots)
