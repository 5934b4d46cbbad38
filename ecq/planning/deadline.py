"""Whether lead times alone rule a day out. Says nothing of how much work can be done by a day: that needs people and a calendar."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.planning.cheapest import Plan, plan
from ecq.rubric.model import Rubric


def leads_are_too_long(rubric: Rubric, assessment: Assessment, made: Plan, days: int) -> bool:
    """Whether no plan at all is over within so many days, however many people work on it: the steps whose own lead time
    is within them do not reach the target of a plan, which can be reached without the day."""
    if not made.feasible:
        return False
    limits = made.limits
    longest = Fraction(days) if limits.max_lead_time is None else min(limits.max_lead_time, Fraction(days))
    within = plan(rubric, assessment, made.target.id, replace(limits, max_lead_time=longest), made.goal)
    return not within.feasible and not within.least.undecided
