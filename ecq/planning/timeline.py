"""When each step of a plan runs, given who does it. Knows days counted from the start; must not know calendar dates.

Everything begins at once, except that one owner works on one step at a time, a person-day a day, in the order of the
steps. A step ends when its lead time is over, and not before its work is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

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


def timeline(work: Iterable[Work], owners: Mapping[str, str]) -> tuple[Slot, ...]:
    """When each step starts and ends, in the order given. `owners` by question id; nobody's steps begin at once."""
    free: dict[str, Fraction] = {}
    slots = []
    for step in work:
        owner = owners.get(step.question, "")
        start = free.get(owner, ZERO) if owner else ZERO
        if owner:
            free[owner] = start + step.effort
        slots.append(Slot(step.question, owner, start, start + max(step.effort, step.in_a_row)))
    return tuple(slots)
