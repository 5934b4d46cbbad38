"""What if: an assessment with steps taken; and what changed between two, each made with its rubric.

The result is an assessment like any other, to be scored by the scorer. Toggling a step is applying more or fewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecq.assessment.changes import answer, with_response
from ecq.assessment.model import PLACE_LIMIT, Assessment, Evidence, Review
from ecq.base.errors import PlanningError
from ecq.planning.limits import check_rubric, question_of
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid, Value
from ecq.rubric.model import Rubric
from ecq.scoring.difference import Between, between
from ecq.scoring.proof import held_pieces


@dataclass(frozen=True)
class TakenStep:
    """Which question gets which answer, of a plan or not. `proves`: with it there is evidence in hand."""

    question: str
    to: Value
    proves: bool = False


def apply(rubric: Rubric, assessment: Assessment, steps: Iterable[TakenStep], at: str | None = None) -> Assessment:
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


def _proved(assessment: Assessment, question: Question, at: str | None) -> Assessment:
    """With every piece in hand that the answer needs, as if somebody had brought it that day."""
    response = assessment.response(question.id)
    held = held_pieces(question, response.evidence, assessment.day, bool(assessment.reviewer))
    by = assessment.reviewer
    review = Review(verdict="accepted", by=by, on=assessment.day or "0001-01-01") if by else None
    brought = [
        Evidence(
            text=question.pieces[name].zh, place=question.pieces[name].zh[:PLACE_LIMIT], pieces=(name,), review=review
        )
        for name in sorted(question.needed(response.value) - held)
    ]
    return with_response(assessment, question.id, at, evidence=(*response.evidence, *brought))


def difference(rubric_a: Rubric, a: Assessment, rubric_b: Rubric, b: Assessment) -> Between:
    """What changed from assessment `a` to `b`. Raises PlanningError where one was not made with its rubric."""
    check_rubric(rubric_a, a)
    check_rubric(rubric_b, b)
    return between(rubric_a, a, rubric_b, b)
