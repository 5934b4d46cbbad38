"""The plans of the present assessment, computed once per change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ecq.assessment.model import Assessment, rebind
from ecq.planning import Frontier, Limits, Plan, Staircase, frontier, staircase
from ecq.planning import plan as cheapest
from ecq.planning.agreed import limits_of
from ecq.rubric.model import Rubric
from ecq.web.session.state import session
from ecq.web.session.visit import Visit


@dataclass
class Planned:
    """All plans of one state of an assessment, each computed when it is first needed."""

    key: tuple[str, int, str]
    rubric: Rubric
    assessment: Assessment
    target: str

    @cached_property
    def limits(self) -> Limits:
        """The saved limits of the plan."""
        return limits_of(self.rubric, self.assessment)

    @cached_property
    def staircase(self) -> Staircase:
        """The cheapest plan for every grade."""
        return staircase(self.rubric, self.assessment, self.limits)

    @property
    def plan(self) -> Plan:
        """The cheapest plan for the target."""
        return next(one for one in self.staircase.plans if one.target.id == self.target)

    @cached_property
    def to_target(self) -> Plan:
        """The cheapest plan for the target alone, for a page that shows no other."""
        if "staircase" in self.__dict__:
            return self.plan
        return cheapest(self.rubric, self.assessment, self.target, self.limits)

    @cached_property
    def frontier(self) -> Frontier:
        """Score as a function of effort."""
        return frontier(self.rubric, self.assessment, self.limits)


def planned(visit: Visit) -> Planned:
    """The plans of the present assessment; those of the last state are cached in the session.

    Where the rubric has changed since the assessment was made, the plans are those under the present one.
    """
    assert visit.kept is not None
    key = (visit.kept.id, visit.kept.revision, visit.rubric.digest)
    plans = session().plans
    if plans is None or plans.key != key:
        assessment = visit.assessment
        if assessment.rubric.digest != visit.rubric.digest:
            assessment = rebind(assessment, visit.rubric)
        plans = session().plans = Planned(key, visit.rubric, assessment, visit.verdict.target.id)
    return plans
