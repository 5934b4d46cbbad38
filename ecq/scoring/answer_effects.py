"""What another rubric does to one assessment: both scores, and every question's part in the difference.

Contributions are those of the guaranteed score: what each question is sure to add. They sum to exactly its low end
under either rubric, so their differences sum to exactly the difference of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateState, QuestionState
from ecq.scoring.scorecard import ZERO, Grade, Interval, score


@dataclass(frozen=True)
class Contribution:
    """What one question is sure to add to the score, before and after; a state of None: the rubric does not ask it."""

    question: str
    state_before: QuestionState | None
    state_after: QuestionState | None
    before: Fraction
    after: Fraction

    @property
    def difference(self) -> Fraction:
        """How much it moved the guaranteed score."""
        return self.after - self.before


@dataclass(frozen=True)
class GateMove:
    """A gate whose state changed; None: no gate that counts."""

    question: str
    before: GateState | None
    after: GateState | None


@dataclass(frozen=True)
class Effect:
    """What the change does to one assessment. Differences sum to exactly `score_after.low - score_before.low`."""

    score_before: Interval
    score_after: Interval
    grade_before: Grade
    grade_after: Grade
    contributions: tuple[Contribution, ...]
    gates: tuple[GateMove, ...]


def effect_of(old: Rubric, new: Rubric, assessment: Assessment, moved: Assessment | None = None) -> Effect:
    """Both scores of the assessment, and every question's part in their difference.

    `moved` is the assessment as it stands under the new rubric, where moving it changed its answers.
    """
    before, after = score(old, assessment), score(new, assessment if moved is None else moved)
    contributions = []
    for q in (*old.order, *(q for q in new.order if q not in old.by_id)):
        old_score, new_score = before.questions.get(q), after.questions.get(q)
        contributions.append(
            Contribution(
                q,
                None if old_score is None else old_score.state,
                None if new_score is None else new_score.state,
                ZERO if old_score is None else old_score.contribution,
                ZERO if new_score is None else new_score.contribution,
            )
        )
    gates_before, gates_after = ({gate.question: gate.state for gate in card.gates} for card in (before, after))
    gates = [
        GateMove(q, gates_before.get(q), gates_after.get(q))
        for q in dict.fromkeys((*gates_before, *gates_after))
        if gates_before.get(q) != gates_after.get(q)
    ]
    return Effect(before.score, after.score, before.grade, after.grade, tuple(contributions), tuple(gates))
