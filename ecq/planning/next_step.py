"""The next step of one question: work, person-days and points that belong together, as a list of gaps shows them.

Knows one question and the plan that may hold it. Must not know words, other questions or how a plan is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.planning.agreed import limits_of
from ecq.planning.cheapest import PlanStep
from ecq.planning.limits import Limits
from ecq.planning.problem import raises
from ecq.rubric.kinds.base import Rung
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import QuestionScore


@dataclass(frozen=True)
class NextStep:
    """What to do next about a question. `gain` is in the guaranteed score, of all of `effort`; `in_a_row` in days."""

    rungs: tuple[Rung, ...]
    effort: Fraction
    in_a_row: Fraction
    gain: Fraction


@dataclass(frozen=True)
class NextSteps:
    """Next steps within the limits laid down, for one assessment; those of the plan where it raises the question."""

    rubric: Rubric
    assessment: Assessment
    limits: Limits
    planned: Mapping[str, PlanStep]

    def of(self, scored: QuestionScore) -> NextStep | None:
        """The next step of an answered question with points to gain; None for any other, or where the limits allow none.

        An open question has none: only its answer says whether anything is to be done.
        """
        if scored.state != "answered" or not scored.to_gain:
            return None
        planned = self.planned.get(scored.id)
        if planned is not None:
            return NextStep(planned.rungs, planned.effort, planned.in_a_row, planned.claimed)
        question, value = self.rubric.by_id[scored.id], self.assessment.response(scored.id).value
        goal = self.assessment.terms.goal
        ways = raises(question, value, scored.credit, scored.held, self.limits, goal)
        higher = next((way for way in ways if scored.credit is not None and way.credit > scored.credit), None)
        if higher is None or scored.credit is None:
            return None
        return NextStep(higher.rungs, higher.effort, higher.in_a_row, scored.points * (higher.credit - scored.credit))


def next_steps(rubric: Rubric, assessment: Assessment, steps: Iterable[PlanStep]) -> NextSteps:
    """What gives the next step of each question, given the steps of the plan."""
    raised = {step.question: step for step in steps if step.kind == "improve"}
    return NextSteps(rubric, assessment, limits_of(rubric, assessment), raised)
