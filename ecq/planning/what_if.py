"""What if: an assessment with steps taken. Knows steps and answers; must not know scores.

The result is an assessment like any other, to be scored by the scorer. Toggling a step is applying more or fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ecq.assessment.model import Assessment, answer
from ecq.errors import PlanningError
from ecq.planning.limits import check_rubric, question_of
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.model import Rubric


class Taken(Protocol):
    """Anything that says which question gets which answer, such as a step of a plan."""

    @property
    def question(self) -> str:
        """The question's id."""

    @property
    def to(self) -> Value:
        """Its new answer."""


def apply(rubric: Rubric, assessment: Assessment, steps: Iterable[Taken], at: str | None = None) -> Assessment:
    """The assessment with these steps taken: each question answered with the step's `to`; evidence and notes stay.

    Raises PlanningError for an unknown question, or an answer that the question does not take.
    """
    check_rubric(rubric, assessment)
    for step in steps:
        said = answer(assessment, question_of(rubric, step.question), step.to, at)
        if isinstance(said, Invalid):
            raise PlanningError(f"{step.question}: {said.sentence.en}", f"{step.question}：{said.sentence.zh}")
        assessment = said
    return assessment
