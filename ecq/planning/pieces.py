"""What a step asks of time: pieces of work, each with the days that must still follow it; and the day all of it can be ready.

Knows efforts, lead times and the calendar of who works; must not know points, or which steps are chosen.

**Step.** One rung of a ladder, one item of a checklist, or bringing a question's evidence: effort e in person-days, lead
time L in calendar days. It may be interrupted, and several may be open at once. It is *begun* on the day by whose end its
first person-day is spent (all of it, where it takes less); its lead time counts from there. A rung is over on the later of
its last day of work and L days after the later of its begin and the day on which the rung below is over. Its work may be
done ahead once the rung below is begun, its lead time may not. Items of a checklist run side by side. Evidence comes last.

**Pieces.** So a step is two pieces of work: its opening, after which its own lead time and those above it must follow, and
the rest, after which those above it must.

**Ready.** Steps of one worker can be ready by the working day D just when, for 0 and for every number of days T that a
piece asks for, the work that asks for at least T is within what can be spent by D − T. Proof, and what follows: docs/planning.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from ecq.planning.limits import PROOF
from ecq.planning.staffing import Worker
from ecq.rubric.kinds.base import Rung

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
    return tuple(_with_above(stages))


def _with_above(stages: Sequence[Sequence[Rung]]) -> Iterator[Step]:
    longest = [max(days(rung.lead_time) for rung in stage) for stage in stages]
    for place, stage in enumerate(stages):
        above = sum(longest[place + 1 :])
        yield from (Step(rung, place, above) for rung in stage)


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
