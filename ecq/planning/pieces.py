"""What a step asks of time, as pieces of work that days must follow; and which choices of items are worth a look.

Knows efforts, lead times and the calendar of who works; must not know points, or which steps are chosen.

**Step.** One rung of a ladder, one item of a checklist, or bringing a question's evidence: effort e in person-days,
lead time L in calendar days. It may be interrupted, and several may be open at once. It is *begun* on the day by
whose end its first person-day is spent (all of it, where it takes less); its lead time counts from there. A rung is
over on the later of its last day of work and L days after the later of its begin and the day on which the rung below
is over. Its work may be done ahead once the rung below is begun, its lead time may not. Items of a checklist run side
by side. Evidence comes last.

**Pieces.** So a step is two pieces of work: its opening, after which its own lead time and those above it must
follow, and the rest, after which those above it must.

**Ready.** Steps of one worker can be ready by the working day D just when, for 0 and for every number of days T that
a piece asks for, the work that asks for at least T is within what can be spent by D − T. Proof, and what follows:
docs/planning.md.

**Choices of a checklist.** The cheapest items of a number are enough where only effort counts. Where days count too,
dearer items that are sooner can be the better choice. A choice is left out where another earns as much, takes no more
effort, and has nowhere more work that must be done so many days before its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil, lcm
from operator import itemgetter
from typing import NamedTuple

from ecq.planning.calendar import Worker
from ecq.planning.limits import PROOF
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.kinds.base import Raise, Rung, Value

OPENING = Fraction(1)
"""Person-days with which a step is begun; all of it where it takes less."""


class Piece(NamedTuple):
    """Work in whole units, and how many calendar days must still follow it."""

    work: int
    follow: int


class Step(NamedTuple):
    """A rung of a plan with how many days the rungs above it still take; `stage`: how many stages lie below it.

    A rung of a ladder is a stage; all items of a checklist are one; evidence is the last.
    """

    rung: Rung
    stage: int
    above: int

    @property
    def lead(self) -> int:
        """Its lead time in whole days."""
        return days(self.rung.lead_time)

    def pieces(self, per_day: int) -> tuple[Piece, Piece]:
        """Its opening and the rest, in units of which a person-day has so many."""
        whole = int(self.rung.effort * per_day)
        opening = min(whole, int(OPENING * per_day))
        return Piece(opening, self.lead + self.above), Piece(whole - opening, self.above)


def days(lead_time: Fraction) -> int:
    """A lead time in whole days: a day that is begun counts."""
    return ceil(lead_time)


def steps_in_time(rungs: Sequence[Rung], side_by_side: bool) -> tuple[Step, ...]:
    """The rungs of a raise with their stages; `side_by_side`: they are items of a checklist."""
    stages: list[Sequence[Rung]] = [[rung] for rung in rungs if rung.id != PROOF]
    if side_by_side and stages:
        stages = [[rung for (rung,) in stages]]
    stages += [[rung] for rung in rungs if rung.id == PROOF]
    longest = [max(days(rung.lead_time) for rung in stage) for stage in stages]
    return tuple(
        Step(rung, place, above=sum(longest[place + 1 :])) for place, stage in enumerate(stages) for rung in stage
    )


def loads(pieces: Iterable[Piece]) -> tuple[tuple[int, int], ...]:
    """For each number of days that is asked for, falling, and for 0: the work that asks for at least so many."""
    asked = sorted([*pieces, Piece(0, 0)], key=itemgetter(1), reverse=True)
    found, total = [], 0
    for follow, alike in groupby(asked, key=itemgetter(1)):
        total += sum(piece.work for piece in alike)
        found.append((follow, total))
    return tuple(found)


def ready_day(worker: Worker, asked: Iterable[tuple[int, int]], per_day: int) -> int | None:
    """The first working day on which all of it can be over; None beyond the horizon.

    `asked` is what `loads` gives: numbers of days, with the work that at least so many must follow.
    """
    over = [0]
    for follow, work in asked:
        spent = worker.day_of(work, per_day)
        if spent is None:
            return None
        over.append(spent + follow)
    return worker.calendar.on_or_after(max(over))


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
    if not all_looked_at(question):
        return question.raises(value, rungs)

    def unbeaten(ready: Sequence[Rung]) -> Iterator[Iterator[list[Rung]]]:
        for choices in _unbeaten(ready)[1:]:
            yield ([ready[place] for place in one.items] for one in reversed(choices))

    return question.raises_by(value, rungs, unbeaten)


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
