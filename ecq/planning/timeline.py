"""When each step of a plan runs, given who does it. Knows days counted from the start; must not know calendar dates.

One owner works on one step at a time, in the order of the steps, so many person-days a week; a step begins when its
owner is free and ends when its lead times are over, one after another, and not before its work is done. What has no
owner is the work of one team where its person-days a week are given, and else begins at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from ecq.errors import PlanningError
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
    """A step's time: days from the start of the plan, and its owner ("" for nobody)."""

    question: str
    owner: str
    start: Fraction
    end: Fraction


def timeline(work: Iterable[Work], owners: Mapping[str, str], per_week: Fraction | None = None) -> tuple[Slot, ...]:
    """When each step starts and ends, in the order given. `owners` by question id, `per_week` person-days of each owner.

    Without `per_week` a person-day takes a day. Raises PlanningError where it is not above 0.
    """
    if per_week is not None and per_week <= 0:
        raise PlanningError(f"person-days a week are {per_week}; give more than 0", f"每周人日是 {per_week}，要大于 0")
    pace = Fraction(1) if per_week is None else 7 / per_week
    free: dict[str, Fraction] = {}
    slots = []
    for step in work:
        owner = owners.get(step.question, "")
        queued = bool(owner) or per_week is not None
        start, days = free.get(owner, ZERO) if queued else ZERO, step.effort * pace
        if queued:
            free[owner] = start + days
        slots.append(Slot(step.question, owner, start, start + max(days, step.in_a_row)))
    return tuple(slots)
