"""The whole staircase: the least effort to every grade, and the most score that each effort can buy.

Knows grades and how to ask for each; must not know how an optimum is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.planning.cheapest import Plan, Reachable, plan, reachable
from ecq.planning.knapsack import WORK
from ecq.planning.knapsack import frontier as frontier_of
from ecq.planning.limits import NO_LIMITS, Limits, check_limits, check_rubric
from ecq.planning.problem import End, Goal, Problem, problem
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, score


@dataclass(frozen=True)
class Staircase:
    """A plan for each grade that earns a star, rising; those that cannot be reached say why. `top` is the highest score, None
    while facts are missing: it is another on each platform that these leave possible.
    """

    goal: Goal
    plans: tuple[Plan, ...]
    top: Reachable | None


@dataclass(frozen=True)
class FrontierPoint:
    """The highest score that this effort (person-days) can buy, and its grade; no less effort buys it."""

    effort: Fraction
    score: Fraction
    grade: GradeBand


@dataclass(frozen=True)
class Frontier:
    """Score as a function of effort, rising in both. Every point is an exact optimum with all gates passed.

    So the first point is the cheapest way to pass the gates. `blocked` names gates that cannot be passed within the
    limits; the points are then without them. `complete` is False where own efforts are so finely divided that only
    some of the points are listed: the cheapest for each whole score and for the highest, as far as they can be proved.
    """

    points: tuple[FrontierPoint, ...]
    blocked: tuple[str, ...]
    complete: bool

    def __repr__(self) -> str:
        return f"Frontier({len(self.points)} points)"


def staircase(rubric: Rubric, assessment: Assessment, limits: Limits = NO_LIMITS, goal: Goal = "ready") -> Staircase:
    """The cheapest plan for every grade with a star. Raises PlanningError as `plan` does."""
    plans = tuple(plan(rubric, assessment, band.id, limits, goal) for band in rubric.bands if band.stars)
    if any(one.facts for one in plans):
        return Staircase(goal, plans, None)
    posed = problem(rubric, assessment, score(rubric, assessment), limits, goal, "best")
    return Staircase(goal, plans, reachable(rubric, limits, posed))


def frontier(
    rubric: Rubric, assessment: Assessment, limits: Limits = NO_LIMITS, goal: Goal = "ready", end: End = "best"
) -> Frontier:
    """Score as a function of effort, up to the capacity where there is one. Raises PlanningError as `plan` does.

    It is the score that the goal counts, with open questions taken at this end, as in `Plan.least` and `Plan.enough`.
    """
    check_rubric(rubric, assessment)
    check_limits(rubric, limits)
    posed = problem(rubric, assessment, score(rubric, assessment), limits, goal, end)
    whole = frontier_of(posed.groups())
    pairs = (
        _for_each_score(posed)
        if whole is None
        else [(Fraction(cost, posed.per_day), Fraction(gain, posed.per_point)) for cost, gain in whole]
    )
    blocked = tuple(subject.question.id for subject in posed.blocked)
    points = []
    for effort, gain in pairs:
        if limits.capacity is None or effort <= limits.capacity:
            reached = posed.low + gain
            points.append(FrontierPoint(effort, reached, rubric.grade_of(reached)))
    return Frontier(tuple(points), blocked, whole is not None)


def _for_each_score(posed: Problem) -> list[tuple[Fraction, Fraction]]:
    """The cheapest way to each whole score above the present one, and to the highest."""
    wanted = [Fraction(whole) - posed.low for whole in range(int(posed.low), int(HUNDRED) + 1)]
    pairs: dict[Fraction, Fraction] = {}
    for gain in [*(one for one in wanted if one < posed.most), posed.most]:
        found = posed.least(gain, work=WORK // 25)
        if found is not None and found.exact:
            pairs[found.effort] = found.gain
    return sorted(pairs.items())
