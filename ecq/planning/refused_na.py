"""Not applicable, refused: what the score would be if the questions that were set aside were asked after all.

Knows answers; every score is the scorer's. A refused question counts again, with its lowest answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment, Response
from ecq.planning.limits import check_rubric
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import score


@dataclass(frozen=True)
class Refusal:
    """What refusing these questions does: the guaranteed score and grade after it, the loss, and gates that then fail."""

    questions: tuple[str, ...]
    score: Fraction
    grade: GradeBand
    loss: Fraction
    gates: tuple[str, ...]


@dataclass(frozen=True)
class NaRefused:
    """Each question set aside refused alone, in question order, and all of them together; None where none is set aside."""

    each: tuple[Refusal, ...]
    together: Refusal | None


def na_refused(rubric: Rubric, assessment: Assessment) -> NaRefused:
    """What the score would be if each not-applicable were refused. Raises PlanningError for another rubric's assessment."""
    check_rubric(rubric, assessment)
    card = score(rubric, assessment)
    aside = [one.id for one in card.questions.values() if one.state == "na"]

    def refused(questions: Iterable[str]) -> Refusal:
        ids = tuple(questions)
        answers = {q: Response(state="answered", value=rubric.by_id[q].lowest_answer) for q in ids}
        after = score(rubric, assessment.model_copy(update={"responses": {**assessment.responses, **answers}}))
        failing = tuple(gate.question for gate in after.gates_in("failed") if gate.question in answers)
        return Refusal(ids, after.score.low, after.grade.low, card.score.low - after.score.low, failing)

    return NaRefused(tuple(refused([q]) for q in aside), refused(aside) if aside else None)
