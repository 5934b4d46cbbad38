"""For every deadline the plan of least effort that is ready by it: the whole curve, exact within the model of `pieces.py`.

Knows an aim and who works on it; scores nothing and words nothing.

    staffing = staffing_of(assessment.terms, as_of)          # None: no capacity is said, so there are no days
    made = curve(aim(rubric, assessment, target), staffing)
    made.least, made.earliest, made.by("2027-03-01")         # plans with their day, effort and steps
    schedule_of(made.aim, made.earliest, staffing)           # `schedule.py`: who does what on which day

The least effort falls as the deadline moves away. So the curve is a row of plans: before the first no plan is ready, from
the last on nothing is gained by waiting. It is built from its right end: the plan of least effort within the horizon; then
that with the working day before it was ready as the deadline; and so on, until no plan makes it. Each is one search
(`ceilings.py`): one option for each question, enough points, and for every number of days T the work that at least T days
must follow within what can be spent by then. Ceilings that the plan found keeps anyway are left out of the search.

The work is counted. Where it runs out, a plan is the best found, and `low` is what any plan for its deadline takes at least.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from ecq.planning.aim import Aim
from ecq.planning.by_deadline import ByDeadline, Raised, Staffed
from ecq.planning.calendar import HORIZON
from ecq.planning.ceilings import Work
from ecq.planning.cheapest import PlanStep
from ecq.planning.staffing import Staffing, deadline

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
