"""By when, and with how many: the answers of the curve of deadlines for a plan, once it is said who works on it.

Knows the terms of a plan; must not know words.
"""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.planning.aim import aim
from ecq.planning.cheapest import Plan
from ecq.planning.deadline_curve import Curve, curve
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
