"""The plans of the present assessment, computed once per change of what they depend on."""

from __future__ import annotations

from ecq.assessment.changes import rebind
from ecq.telling.plan.work_plan import WorkPlan
from ecq.web.session.clock import today
from ecq.web.session.planned import Planned
from ecq.web.session.state import session
from ecq.web.session.visit import Visit


def planned(visit: Visit) -> Planned:
    """The plans of the present assessment; those of the last state are cached in the session.

    Where the rubric has changed since the assessment was made, the plans are those under the present one.
    """
    assert visit.stored is not None
    key = (visit.stored.id, visit.stored.revision, visit.rubric.digest)
    before = session().plans
    if before is not None and before.key == key:
        return before
    assessment = visit.assessment
    if assessment.rubric.digest != visit.rubric.digest:
        assessment = rebind(assessment, visit.rubric)
    plans = session().plans = Planned(key, visit.rubric, assessment, visit.verdict.target.id)
    if before is not None:
        plans.take_over(before)
    return plans


def plan_in_words(visit: Visit) -> WorkPlan:
    """The plan to the target."""
    return planned(visit).worded(visit.lang, today())
