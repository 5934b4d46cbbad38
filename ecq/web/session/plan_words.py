"""The plan to the target in words, as of today where the visitor is, for pages that say the same sentence."""

from __future__ import annotations

from ecq.telling.plan.work_plan import WorkPlan
from ecq.web.session.clock import today
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit


def plan_in_words(visit: Visit) -> WorkPlan:
    """The plan to the target."""
    return planned(visit).worded(visit.lang, today())
