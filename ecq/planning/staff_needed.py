"""With how many people a deadline can be kept: the least person-days a week, exact within the model of `pieces.py`.

Knows an aim, calendars and one deadline; must not know words.

A set of steps is ready by D with c person-days a week just when c is at least 5 x work / working days for every number of
days T that it asks for: the work that at least T days must follow, over the working days up to D − T. So what is needed is
one of these fractions. It is bisected: what a plan found needs is enough, what has no plan is too little, until no such
fraction lies between. With owners everybody's person-days are multiplied by one factor, and that is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecq.planning.aim import Aim
from ecq.planning.by_deadline import ByDeadline, Raised, Staffed
from ecq.planning.ceilings import Work
from ecq.planning.staffing import WEEK, Staffing, deadline

WORK = 4_000_000
"""Up to so many options times states are looked at."""


@dataclass(frozen=True, eq=False)
class StaffNeeded:
    """What is needed to be ready by a deadline.

    `factor`: with so many times everybody's person-days a week there is a plan, `raised`; None where lead times alone are
    too long, or the person-days in all too few, whoever works on it. `too_little`: with this factor or less there is proved
    to be none; where `exact`, with any less than `factor`.
    """

    date: str
    factor: Fraction | None
    too_little: Fraction
    exact: bool
    effort: Fraction
    raised: Raised

    def per_week(self, staffing: Staffing) -> Fraction | None:
        """The same in person-days a week of all together."""
        if self.factor is None:
            return None
        return sum((self.factor * worker.per_week for worker in staffing.workers if worker.per_week), Fraction(0))


def half_day_up(per_week: Fraction) -> Fraction:
    """Person-days a week as they are shown: the next half day up, so that what is shown is enough."""
    return Fraction(-(-per_week * 2 // 1), 2)


def staff_needed(aim: Aim, staffing: Staffing, date: str, work: int = WORK) -> StaffNeeded:
    """The least factor of everybody's person-days a week with which a plan is ready by a date.

    Raises PlanningError where the date lies before the start, or where work belongs to somebody without person-days.
    """
    day = deadline(staffing, date)
    asked = ByDeadline(aim, Work(work))
    staffed = Staffed(asked, staffing)
    alone = staffed.times(None).least(day, thorough=True)
    if alone.ranks is None:
        return StaffNeeded(date, None, Fraction(0), alone.exact, Fraction(0), ())
    needs = _Needs(staffed, day)
    ranks, enough = alone.ranks, needs.of(alone.ranks)
    too_little, exact = needs.below(needs.of_effort(alone.floor or 0)), True
    while exact and (tried := needs.between(too_little, enough)) is not None:
        found = staffed.times(tried).least(day)
        if found.ranks is not None:
            ranks, enough = found.ranks, needs.of(found.ranks)
        elif found.exact:
            too_little = tried
        else:
            exact = False
    effort = Fraction(sum(one.option.cost for one in asked.chosen(ranks)), asked.per_day)
    return StaffNeeded(date, enough, too_little, exact, effort, asked.raised(ranks))


class _Needs:
    """The factors that plans can need for one deadline."""

    def __init__(self, staffed: Staffed, day: int) -> None:
        self._staffed = staffed
        self._last = [worker.calendar.on_or_before(day) for worker in staffed.workers]
        asked: list[set[int]] = [{0} for _ in staffed.workers]
        for options, place in zip(staffed.asked.options, staffed.places, strict=True):
            asked[place].update(piece.follow for one in options for piece in one.pieces)
        self._per_unit = sorted(
            {
                per_unit
                for place, follows in enumerate(asked)
                for follow in follows
                if (per_unit := self._of_unit(place, follow)) is not None
            }
        )

    def _of_unit(self, place: int, follow: int) -> Fraction | None:
        """The factor that a unit of work needs which so many days must follow; None where there is no day for it."""
        worker, last = self._staffed.workers[place], self._last[place]
        days = 0 if last is None else worker.calendar.count(last - follow)
        return (
            Fraction(WEEK) / (worker.per_week * days * self._staffed.asked.per_day)
            if days and worker.per_week
            else None
        )

    def of(self, ranks: Sequence[int]) -> Fraction:
        """The factor that a choice needs; there is a day for everything in it."""
        needs = [Fraction(0)]
        for place in range(len(self._staffed.workers)):
            for follow, work in self._staffed.loads(place, ranks):
                needs.append(work * (self._of_unit(place, follow) or Fraction(0)))
        return max(needs)

    def of_effort(self, units: int) -> Fraction:
        """The least factor with which so much can be spent by the deadline, whoever does it."""
        each = [self._of_unit(place, 0) for place in range(len(self._staffed.workers))]
        pace = sum((1 / one for one in each if one), Fraction(0))
        return units / pace if pace else Fraction(0)

    def below(self, factor: Fraction) -> Fraction:
        """The largest factor below one that a choice can need; 0 where there is none."""
        return max((per_unit * max(-(-factor // per_unit) - 1, 0) for per_unit in self._per_unit), default=Fraction(0))

    def between(self, low: Fraction, high: Fraction) -> Fraction | None:
        """A factor between two that a choice can need, about halfway; None where there is none."""
        middle = (low + high) / 2
        near = max((per_unit * (middle // per_unit) for per_unit in self._per_unit), default=low)
        return next((factor for factor in (near, self.below(high)) if low < factor < high), None)
