"""What a plan with days is to reach: the target with what is missing, and everything that can be done about it.

Knows targets, limits and the ends of open questions; must not know people, days or how a plan is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.planning.cheapest import Plan, PlanStep, plan, steps_of
from ecq.planning.limits import NO_LIMITS, Limits, check_limits, check_rubric, target_of
from ecq.planning.problem import End, Problem, Subject, problem
from ecq.planning.raises import Goal
from ecq.rubric.kinds.base import Raise
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import Scorecard, score


def leads_are_too_long(rubric: Rubric, assessment: Assessment, made: Plan, days: int) -> bool:
    """Whether no plan at all is over within so many days, however many people work on it: the steps whose own lead time
    is within them do not reach the target of a plan, which can be reached without the day."""
    if not made.feasible:
        return False
    limits = made.limits
    longest = Fraction(days) if limits.max_lead_time is None else min(limits.max_lead_time, Fraction(days))
    within = plan(rubric, assessment, made.target.id, replace(limits, max_lead_time=longest), made.goal)
    return not within.feasible and not within.least.undecided


@dataclass(frozen=True, eq=False)
class Aim:
    """A target, and the problem it poses with every choice that time can make worth having.

    `most`: person-days that there are in all; None for no limit.
    """

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    problem: Problem
    target: GradeBand
    goal: Goal
    most: Fraction | None

    @property
    def need(self) -> Fraction:
        """Points that are missing, in the score that the goal counts."""
        return self.target.from_ - self.problem.low

    @property
    def reachable(self) -> bool:
        """Whether all that can be done together reaches it, days and person-days aside."""
        return not self.problem.blocked and self.problem.most >= self.need

    def steps(self, raised: Iterable[tuple[Subject, Raise]]) -> tuple[PlanStep, ...]:
        """What was chosen as steps of a plan."""
        return steps_of(self.assessment, self.card, raised, self.goal)


def aim(
    rubric: Rubric,
    assessment: Assessment,
    target: str,
    limits: Limits = NO_LIMITS,
    goal: Goal = "ready",
    end: End = "best",
) -> Aim:
    """What it takes to the target, with the open questions at one end of what they can turn out to be.

    Raises PlanningError as `cheapest.plan` does.
    """
    check_rubric(rubric, assessment)
    check_limits(rubric, limits)
    card = score(rubric, assessment)
    posed = problem(rubric, assessment, card, limits, goal, end, in_time=True)
    return Aim(rubric, assessment, card, posed, target_of(rubric, target), goal, limits.capacity)
