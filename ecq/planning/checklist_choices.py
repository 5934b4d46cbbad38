"""Every choice of a checklist's items that a plan with days may want: none of them is beaten in work and in time at once.

Knows items with their effort and lead time; must not know points or calendars.

The cheapest items of a number are enough where only effort counts. Where days count too, dearer items that are sooner can
be the better choice. A choice is left out where another earns as much, takes no more effort, and has nowhere more work
that must be done so many days before its end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, lcm
from typing import NamedTuple

from ecq.planning.pieces import OPENING
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.kinds.base import Raise, Rung, Value

MOST_ITEMS = 10
"""Of a checklist with more items only the cheapest of each number are looked at. The shipped bank has none with as many."""


class _Chosen(NamedTuple):
    """Items by place, their effort in whole units, their longest lead time, and by lead time what must be opened before it."""

    items: tuple[int, ...]
    effort: int
    longest: int
    openings: tuple[int, ...]

    def beats(self, other: _Chosen) -> bool:
        """Whether it takes no more in anything."""
        if self.effort > other.effort or self.longest > other.longest:
            return False
        return all(map(int.__le__, self.openings, other.openings))


def choices_of_items(question: ChecklistQuestion, value: Value | None, rungs: Mapping[str, Rung]) -> tuple[Raise, ...]:
    """The raises of a checklist by every choice of these items that is worth having, in rising credit, the cheapest last."""
    ticked = tuple(value or ())
    ready = [rungs[item] for item in question.steps_left(value) if item in rungs]
    if not all_looked_at(question):
        return question.raises(value, rungs)
    ready.sort(key=lambda rung: (rung.effort, rung.lead_time))  # stable: equals stay in the question's order
    ways: list[Raise] = []
    reached = question.credit_of_count(len(ticked))
    for count, choices in enumerate(_unbeaten(ready)[1:], 1):
        credit = question.credit_of_count(len(ticked) + count)
        if credit == reached:
            continue
        reached = credit
        rows = ({ready[place].id: ready[place] for place in one.items} for one in reversed(choices))
        for chosen in rows:
            in_order = tuple(chosen[item] for item in question.steps if item in chosen)
            longest = max(rung.lead_time for rung in in_order)
            ways.append(Raise(question.choose([*ticked, *chosen]), credit, in_order, longest))
    return tuple(ways)


def all_looked_at(question: ChecklistQuestion) -> bool:
    """Whether every choice of its items is looked at."""
    return len(question.items) <= MOST_ITEMS


def _unbeaten(rungs: Sequence[Rung]) -> list[list[_Chosen]]:
    """By number of items the choices of that number that none beats, the cheapest first."""
    unit = lcm(*(rung.effort.denominator for rung in rungs))
    leads = sorted({ceil(rung.lead_time) for rung in rungs}, reverse=True)
    found = [[_Chosen((), 0, 0, (0,) * len(leads))]]
    for place, rung in enumerate(rungs):
        effort, lead = int(rung.effort * unit), ceil(rung.lead_time)
        opening = int(min(rung.effort, OPENING) * unit)
        asks = [opening if lead >= one else 0 for one in leads]
        with_it = [
            [
                _Chosen(
                    (*one.items, place),
                    one.effort + effort,
                    max(one.longest, lead),
                    tuple(map(int.__add__, one.openings, asks)),
                )
                for one in choices
            ]
            for choices in found
        ]
        found = [_least(kept, new) for kept, new in zip([*found, []], [[], *with_it], strict=True)]
    return found


def _least(kept: Sequence[_Chosen], new: Sequence[_Chosen]) -> list[_Chosen]:
    left: list[_Chosen] = []
    # Stable, so that of equals those kept come first.
    for one in sorted([*kept, *new], key=lambda chosen: (chosen.effort, chosen.longest)):
        if not any(other.beats(one) for other in left):
            left.append(one)
    return left
