"""What lies between two assessments: which answer moved the guaranteed score by how much, summing exactly to the difference.

Knows two scorecards, also under different rubrics or versions of one.

A question's contribution is its points times its credit. Its difference is split in two: its `own` part, from its answer
or from counting at all, at its points now; and the part `shifted` to it, because points moved between questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.answers import GateState, QuestionState
from ecq.scoring.scorecard import ZERO, QuestionScore, Scorecard, score
from ecq.scoring.unknown_facts import scorecard

Cause = Literal[
    "same",
    "answered",
    "raised",
    "lowered",
    "proved",
    "unproved",
    "reopened",
    "set-aside",
    "counts-again",
    "ruled-out",
    "added",
    "removed",
]
"""Why a question's own part is what it is. `raised` and `lowered` also where a rubric credits the same answer otherwise;
`proved` and `unproved` where only the evidence in hand changed, which moves the evidence-backed score alone."""


@dataclass(frozen=True)
class Side:
    """How a question stands in one of the two; a state of None: its rubric does not ask it."""

    state: QuestionState | None
    points: Fraction
    credit: Fraction | None
    credit_proved: Fraction

    @property
    def contribution(self) -> Fraction:
        """Points it is sure to add."""
        return self.points * (self.credit or ZERO)

    @property
    def proved(self) -> Fraction:
        """Points it adds to the evidence-backed score."""
        return self.points * self.credit_proved

    @property
    def counts(self) -> bool:
        """Whether it carries points."""
        return self.state not in (None, "na", "hidden")


@dataclass(frozen=True)
class Move:
    """One question's part in the difference: `own` + `shifted` is its contribution after less that before."""

    question: str
    cause: Cause
    before: Side
    after: Side
    own: Fraction
    shifted: Fraction

    @property
    def difference(self) -> Fraction:
        """How much it moved the guaranteed score."""
        return self.own + self.shifted

    @property
    def proved(self) -> Fraction:
        """How much it moved the evidence-backed score."""
        return self.after.proved - self.before.proved


@dataclass(frozen=True)
class GateMove:
    """A gate whose state changed; None: no gate that counts."""

    question: str
    before: GateState | None
    after: GateState | None


@dataclass(frozen=True)
class Between:
    """Two scorecards and every question's part in what lies between their guaranteed scores.

    `moves` holds every question that either rubric asks, in order; their differences sum to exactly
    `after.score.low - before.score.low`, and what they proved to the same of the evidence-backed scores. `gates`: those
    whose state changed. While facts are missing both scorecards take what hangs on them as open, so that each question has
    its part; `surely` are those over all profiles that agree with what is known, which are told elsewhere, and `gates` is theirs.
    """

    before: Scorecard
    after: Scorecard
    moves: tuple[Move, ...]
    gates: tuple[GateMove, ...]
    surely: tuple[Scorecard, Scorecard]

    @property
    def difference(self) -> Fraction:
        """How much the guaranteed score changed."""
        return self.after.score.low - self.before.score.low

    @property
    def proved(self) -> Fraction:
        """How much the evidence-backed score changed."""
        return self.after.evidenced.low - self.before.evidenced.low

    @property
    def shifted(self) -> Fraction:
        """Of that, what comes from points moving between questions."""
        return sum((move.shifted for move in self.moves), ZERO)


def between(rubric_a: Rubric, a: Assessment, rubric_b: Rubric, b: Assessment) -> Between:
    """What lies between assessment `a` under one rubric and `b` under the other."""
    before, after = score(rubric_a, a), score(rubric_b, b)
    asked = (*rubric_b.order, *(q for q in rubric_a.order if q not in rubric_b.by_id))
    moves = tuple(_move(q, _side(before.questions.get(q)), _side(after.questions.get(q))) for q in asked)
    surely = scorecard(rubric_a, a), scorecard(rubric_b, b)
    was, now = ({gate.question: gate.state for gate in card.gates} for card in surely)
    gates = tuple(GateMove(q, was.get(q), now.get(q)) for q in asked if was.get(q) != now.get(q))
    return Between(before, after, moves, gates, surely)


def _side(one: QuestionScore | None) -> Side:
    return Side(None, ZERO, None, ZERO) if one is None else Side(one.state, one.points, one.credit, one.proved)


def _move(question: str, before: Side, after: Side) -> Move:
    if before.counts and after.counts:
        own = after.points * ((after.credit or ZERO) - (before.credit or ZERO))
        shifted = (after.points - before.points) * (before.credit or ZERO)
    else:
        own, shifted = after.contribution - before.contribution, ZERO
    return Move(question, _cause(before, after), before, after, own, shifted)


def _cause(before: Side, after: Side) -> Cause:
    if before.state is None or after.state is None:
        return "added" if before.state is None else "removed"
    if before.counts != after.counts:
        if after.counts:
            return "counts-again"
        return "set-aside" if after.state == "na" else "ruled-out"
    if before.credit == after.credit:
        if before.credit_proved == after.credit_proved:
            return "same"
        return "proved" if after.credit_proved > before.credit_proved else "unproved"
    if before.credit is None or after.credit is None:
        return "answered" if before.credit is None else "reopened"
    return "raised" if after.credit > before.credit else "lowered"
