"""By when a plan can be ready, at which effort for every deadline, and with how many people: exact within `pieces.py`.

Knows an aim, the terms of a plan and who works on it; scores nothing and words nothing.

    staffing = staffing_of(assessment.terms, as_of)          # None: no capacity is said, so there are no days
    made = curve(aim(rubric, assessment, target), staffing)
    made.least, made.earliest, made.by("2027-03-01")         # plans with their day, effort and steps
    schedule_of(made.aim, made.earliest, staffing)           # `schedule.py`: who does what on which day

**Curve.** The least effort falls as the deadline moves away. So the curve is a row of plans: before the first no plan
is ready, from the last on nothing is gained by waiting. It is built from its right end: the plan of least effort
within the horizon; then that with the working day before it was ready as the deadline; and so on, until no plan makes
it. Each is one search (`by_deadline.py`). The work is counted. Where it runs out, a plan is the best found, and `low`
is what any plan for its deadline takes at least.

**Staff.** A set of steps is ready by D with c person-days a week just when c is at least 5 x work / working days for
every number of days T that it asks for: the work that at least T days must follow, over the working days up to D − T.
So what is needed is one of these fractions. It is bisected: what a plan found needs is enough, what has no plan is
too little, until no such fraction lies between. With owners everybody's person-days are multiplied by one factor, and
that is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.caches import once
from ecq.base.errors import PlanningError
from ecq.planning.by_deadline import Aim, ByDeadline, Raised, Staffed, aim
from ecq.planning.calendar import HORIZON, WEEK, Staffing, deadline
from ecq.planning.ceilings import Work
from ecq.planning.cheapest import Plan, PlanStep, under_each
from ecq.planning.schedule import staffing_as_of
from ecq.rubric.model import Rubric

WORK = 2_000_000
"""Up to so many options times states are looked at for one curve."""


@dataclass(frozen=True, eq=False)
class DatedPlan:
    """A plan and the first day on which all of it can be over, by the closed form of `pieces.py`.

    `low`: any plan for a deadline from `ready` up to the next plan of the curve takes at least so many person-days. `exact`:
    this one takes no more, and ties are decided as promised.
    """

    aim: Aim
    ready: str
    day: int
    effort: Fraction
    gain: Fraction
    low: Fraction
    exact: bool
    raised: Raised

    def __repr__(self) -> str:
        return f"DatedPlan({self.ready}: {float(self.effort):g} person-days, {len(self.raised)} questions)"

    @property
    def gap(self) -> Fraction:
        """Person-days that it may be above the least possible."""
        return self.effort - self.low

    @cached_property
    def steps(self) -> tuple[PlanStep, ...]:
        """Its steps, in question order."""
        return self.aim.steps(self.raised)


@dataclass(frozen=True, eq=False)
class Curve:
    """Plans by their day, rising, and by effort, falling: each is the least effort for the deadlines up to the next one's day.

    `impossible`: the last day, counted from the first, by which there is proved to be no plan; -1 where there is none such.
    Empty where no plan at all is ready within the horizon; where `aim.reachable` is False no day and nobody would help.
    """

    aim: Aim
    staffing: Staffing
    plans: tuple[DatedPlan, ...]
    impossible: int

    def __repr__(self) -> str:
        return f"Curve({', '.join(map(repr, self.plans))})"

    @property
    def least(self) -> DatedPlan | None:
        """The plan of least effort; the soonest of these."""
        return self.plans[-1] if self.plans else None

    @property
    def earliest(self) -> DatedPlan | None:
        """The plan that is ready first; of these that of least effort."""
        return self.plans[0] if self.plans else None

    @property
    def exact(self) -> bool:
        """Whether every plan is proved to be the least, and that none is ready before the first."""
        return self.earliest_proved and all(plan.exact for plan in self.plans)

    @property
    def earliest_proved(self) -> bool:
        """Whether no plan can be ready before the first one's day."""
        return self.impossible == (self.plans[0].day - 1 if self.plans else HORIZON)

    def by(self, date: str) -> DatedPlan | None:
        """The plan of least effort that is ready by a date. Raises PlanningError where the date lies before the start."""
        day = deadline(self.staffing, date)
        return next((plan for plan in reversed(self.plans) if plan.day <= day), None)

    def proved_impossible(self, date: str) -> bool:
        """Whether there is proved to be no plan by a date. Raises PlanningError as `by` does."""
        return deadline(self.staffing, date) <= self.impossible


def curve(aim: Aim, staffing: Staffing, work: int = WORK) -> Curve:
    """The least effort for every deadline within ten years of the start.

    Raises PlanningError where a question that can be worked on belongs to somebody without person-days.
    """
    asked = ByDeadline(aim, Work(work))
    staffed = Staffed(asked, staffing)
    plans: list[DatedPlan] = []
    day, impossible = HORIZON, None
    while day >= 0 and impossible is None:
        found = staffed.least(day, thorough=not plans)
        if found.ranks is None:
            impossible = day if found.exact else None
            break
        plan = _dated(asked, staffed, found.ranks, found.floor or 0, found.exact)
        while plans and plans[-1].effort >= plan.effort:
            later = plans.pop()
            plan = replace(plan, low=min(plan.low, later.low), exact=plan.exact and later.exact)
        if plans:
            plan = replace(plan, low=max(plan.low, plans[-1].low))
        plans.append(plan)
        day = plan.day - 1
    if impossible is None:
        impossible = _last_surely_impossible(staffed, day)
    return Curve(aim, staffing, tuple(reversed(plans)), impossible)


def _dated(asked: ByDeadline, staffed: Staffed, ranks: tuple[int, ...], floor: int, exact: bool) -> DatedPlan:
    chosen = asked.chosen(ranks)
    cost, gain = sum(one.option.cost for one in chosen), sum(one.option.gain for one in chosen)
    day = staffed.ready(ranks)
    return DatedPlan(
        asked.aim,
        staffed.workers[0].calendar.date(day),
        day,
        Fraction(cost, asked.per_day),
        Fraction(gain, asked.per_point),
        Fraction(floor, asked.per_day),
        exact,
        asked.raised(ranks),
    )


def _last_surely_impossible(staffed: Staffed, day: int) -> int:
    """The last day up to this one for which it is quickly proved that there is no plan; -1 where there is none."""
    low, high = -1, day
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if staffed.surely_impossible(middle) else (low, middle - 1)
    return low


STAFF_WORK = 4_000_000
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


def staff_needed(aim: Aim, staffing: Staffing, date: str, work: int = STAFF_WORK) -> StaffNeeded:
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


@dataclass(frozen=True, eq=False)
class ByWhen:
    """The curve, with the open questions at their best; and the day to be done by, with what it takes to make it.

    `needed` is None without such a day, and where it lies before the work begins.
    """

    curve: Curve
    ready_by: str | None
    needed: StaffNeeded | None

    @property
    def staffing(self) -> Staffing:
        """Who works on it."""
        return self.curve.staffing


@dataclass(frozen=True)
class OverProfiles:
    """The earliest day under every profile that agrees while facts are missing: the `first` and the `last` of these; "" where a
    profile has none. `made`: under how many of them a plan is done by the day that was set; None without such a day."""

    staffing: Staffing
    first: str
    last: str
    ready_by: str | None
    made: Literal["all", "some", "none"] | None
    is_open: bool


@once
def over_profiles(rubric: Rubric, assessment: Assessment, plan: Plan, day: str) -> OverProfiles | PlanningError | None:
    """The earliest days of a plan over its `profiles`, as of a day; None where one of them is not proved, or something is
    not to be done at all, and where no date may be said. `assessment` is the one that lacks the facts."""
    try:
        staffing = staffing_as_of(assessment.terms, day) if plan.steps and plan.profiles else None
        if staffing is None:
            return None
        aims = [aim(rubric, one, plan.target.id, plan.limits, plan.goal) for one in under_each(assessment, plan)]
        found = [curve(one, staffing, WORK // len(aims)) for one in aims]
    except PlanningError as why:
        return why
    earliest = [one.earliest for one in found]
    proved = all(one.earliest_proved and (one.plans or not one.aim.reachable) for one in found)
    if not proved or any(one and not one.effort for one in earliest):
        return None
    days = [one.ready for one in earliest if one]
    ready_by = assessment.terms.ready_by
    made: Literal["all", "some", "none"] | None = None
    if ready_by and ready_by >= staffing.calendar.first:
        in_time = [bool(one and one.ready <= ready_by) for one in earliest]
        made = "all" if all(in_time) else "some" if any(in_time) else "none"
    last = max(days) if len(days) == len(found) else ""
    return OverProfiles(
        staffing, min(days, default=""), last, ready_by, made, any(one.card.counts.open for one in aims)
    )


@once
def by_when(rubric: Rubric, assessment: Assessment, plan: Plan, day: str) -> ByWhen | PlanningError | None:
    """The answers for a plan as of a day, or why there are none; None where no date may be said:
    without steps, and until somebody has said who works on them."""
    try:
        staffing = staffing_as_of(assessment.terms, day) if plan.steps else None
        if staffing is None:
            return None
        found = curve(aim(rubric, assessment, plan.target.id, plan.limits, plan.goal), staffing)
        ready_by = assessment.terms.ready_by
        begun = ready_by is not None and ready_by >= staffing.calendar.first
        return ByWhen(found, ready_by, staff_needed(found.aim, staffing, ready_by) if ready_by and begun else None)
    except PlanningError as why:
        return why
