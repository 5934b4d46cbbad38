"""By when, and with how many: the answers of the curve of deadlines for a plan, once it is said who works on it.

Knows the terms of a plan; must not know words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.planning.aim import aim
from ecq.planning.cheapest import Plan, under_each
from ecq.planning.deadline_curve import WORK, Curve, curve
from ecq.planning.staff_needed import StaffNeeded, staff_needed
from ecq.planning.staffing import Staffing
from ecq.planning.timeline import staffing_as_of
from ecq.rubric.model import Rubric


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
