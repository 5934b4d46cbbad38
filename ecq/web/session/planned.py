"""The plans of one state of an assessment, each computed when it is first needed; those of the present one are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.planning import End, Frontier, Goal, Limits, Plan, Staircase, frontier, staircase
from ecq.planning import plan as cheapest
from ecq.planning.agreed import limits_of
from ecq.rubric.model import Rubric
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.web.session.state import PageState, session
from ecq.web.session.visit import Visit, today

_COMPUTED = ("staircase", "least_curve", "enough_curve")


@dataclass
class Planned:
    """All plans of one state of an assessment, each computed when it is first needed."""

    key: tuple[str, int, str]
    rubric: Rubric
    assessment: Assessment
    target: str
    _worded: dict[tuple[Lang, str], WorkPlan] = field(default_factory=dict)

    @property
    def goal(self) -> Goal:
        """What the plans are made for."""
        return self.assessment.terms.goal

    @cached_property
    def limits(self) -> Limits:
        """The saved limits of the plan."""
        return limits_of(self.rubric, self.assessment)

    @cached_property
    def staircase(self) -> Staircase:
        """The cheapest plan for every grade."""
        return staircase(self.rubric, self.assessment, self.limits, self.goal)

    @property
    def plan(self) -> Plan:
        """The cheapest plan for the target."""
        return next(one for one in self.staircase.plans if one.target.id == self.target)

    @cached_property
    def to_target(self) -> Plan:
        """The cheapest plan for the target alone, for a page that shows no other."""
        if "staircase" in self.__dict__:
            return self.plan
        return cheapest(self.rubric, self.assessment, self.target, self.limits, self.goal)

    @cached_property
    def least_curve(self) -> Frontier:
        """Score as a function of effort, if all that is open turns out well."""
        return self._curve("best")

    @cached_property
    def enough_curve(self) -> Frontier:
        """Score as a function of effort, if nothing that is open does."""
        return self._curve("worst")

    def _curve(self, end: End) -> Frontier:
        return frontier(self.rubric, self.assessment, self.limits, self.goal, end)

    def worded(self, lang: Lang, day: str) -> WorkPlan:
        """The plan for the target in words, as of a day."""
        if (lang, day) not in self._worded:
            self._worded[lang, day] = work_plan(self.rubric, self.assessment, self.to_target, lang, day)
        return self._worded[lang, day]

    def take_over(self, before: Planned) -> None:
        """Take what was computed for another state that differs only in what it does not depend on: owners, days, target."""
        if self._basis != before._basis:
            return
        self.__dict__.update({name: before.__dict__[name] for name in _COMPUTED if name in before.__dict__})
        not_agreed, not_agreed_before = (
            one.assessment.terms.model_copy(update={"agreed": None}) for one in (self, before)
        )
        if (self.target, not_agreed) == (before.target, not_agreed_before):
            self._worded = before._worded

    @property
    def _basis(self) -> tuple[object, ...]:
        assessment = self.assessment
        return (self.key[0], self.rubric.digest, assessment.responses, assessment.profile, self.limits, self.goal)


@dataclass
class LastPlanned(PageState):
    """The plans that were last needed."""

    plans: Planned | None = None


def planned(visit: Visit) -> Planned:
    """The plans of the present assessment; those of the last state are cached in the session.

    Where the rubric has changed since the assessment was made, the plans are those under the present one.
    """
    key = (visit.kept.id, visit.kept.revision, visit.rubric.digest)
    here = session().page(LastPlanned)
    before = here.plans
    if before is not None and before.key == key:
        return before
    plans = here.plans = Planned(key, visit.rubric, rebind(visit.assessment, visit.rubric), visit.verdict.target.id)
    if before is not None:
        plans.take_over(before)
    return plans


def plan_in_words(visit: Visit) -> WorkPlan:
    """The plan to the target."""
    return planned(visit).worded(visit.lang, today())
