"""What if: an assessment with steps taken. Knows steps and answers; must not know scores.

The result is an assessment like any other, to be scored by the scorer. Toggling a step is applying more or fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from ecq.assessment.changes import answer
from ecq.assessment.evidence import add_evidence, edit_evidence
from ecq.assessment.model import Assessment
from ecq.base.errors import PlanningError
from ecq.planning.limits import check_rubric, question_of
from ecq.rubric.kinds import Question
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

    @property
    def proves(self) -> bool:
        """Whether there is evidence in hand with it."""


def apply(rubric: Rubric, assessment: Assessment, steps: Iterable[Taken], at: str | None = None) -> Assessment:
    """The assessment with these steps taken: each question answered with the step's `to`, and evidence in hand where the
    step proves it; what there is of evidence and notes stays.

    Raises PlanningError for an unknown question, or an answer that the question does not take.
    """
    check_rubric(rubric, assessment)
    for step in steps:
        question = question_of(rubric, step.question)
        raised = answer(assessment, question, step.to, at, exact=True)
        if not isinstance(raised, Invalid) and step.proves:
            raised = _proved(raised, question, at)
        if isinstance(raised, Invalid):
            raise PlanningError(f"{step.question}: {raised.sentence.en}", f"{step.question}：{raised.sentence.zh}")
        assessment = raised
    return assessment


def _proved(assessment: Assessment, question: Question, at: str | None) -> Assessment | Invalid:
    """With evidence in hand: the first piece named that was not, or else what the bank asks for first."""
    response = assessment.response(question.id)
    if response.evidenced:
        return assessment
    if response.evidence:
        return edit_evidence(assessment, question, 0, at, in_hand=True)
    return add_evidence(assessment, question, question.evidence[0].zh, at=at)
