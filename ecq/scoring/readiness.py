"""Readiness for the target grade: ready, conditional or not ready, with the reasons, gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import NodeScore, Scorecard

if TYPE_CHECKING:
    from ecq.assessment.as_scored import Scored


def strengths(rubric: Rubric, card: Scorecard, target: GradeBand) -> tuple[NodeScore, ...]:
    """Indicators whose guaranteed share reaches the target and in which no gate is failed, strongest first."""
    failed = _with_failed_gate(card)
    strong = [
        node
        for node in _indicators(rubric, card)
        if node.share and node.share.low >= target.from_ and node.id not in failed
    ]
    return tuple(sorted(strong, key=lambda node: -node.low / node.points))


def weaknesses(rubric: Rubric, card: Scorecard, target: GradeBand) -> tuple[NodeScore, ...]:
    """Indicators with a failed gate, then those that miss the target however what is open turns out; lowest share first.

    So no indicator is weak merely because its questions are open.
    """
    failed = _with_failed_gate(card)
    weak = [
        node
        for node in _indicators(rubric, card)
        if node.share and (node.id in failed or node.share.high < target.from_)
    ]
    return tuple(sorted(weak, key=lambda node: (node.id not in failed, node.low / node.points)))


def _indicators(rubric: Rubric, card: Scorecard) -> list[NodeScore]:
    return [card.nodes[leaf.id] for leaf in rubric.leaves]


def _with_failed_gate(card: Scorecard) -> set[str]:
    return {card.questions[gate.question].indicator for gate in card.gates_in("failed")}


Verdict = Literal["ready", "conditional", "not-ready"]
ReasonCode = Literal[
    "gate-failed",
    "out-of-reach",
    "below-target",
    "gate-cap",
    "gate-open",
    "facts-missing",
    "questions-open",
    "evidence-below-target",
    "margin",
]


class Reason(NamedTuple):
    """Why a verdict is what it is. `amount` is in points, except for questions-open and facts-missing, where it counts."""

    code: ReasonCode
    question: str | None = None
    amount: Fraction | None = None


@dataclass(frozen=True)
class Readiness:
    """The verdict against a target grade."""

    verdict: Verdict
    target: GradeBand
    reasons: tuple[Reason, ...]

    def __repr__(self) -> str:
        codes = ", ".join(dict.fromkeys(reason.code for reason in self.reasons))
        return f"Readiness({self.verdict} for {self.target.id}: {codes})"


def target_band(rubric: Rubric, assessment: Scored) -> GradeBand:
    """The grade aimed at: the operator's, or the lowest that earns a star where none is named."""
    starred = [band for band in rubric.bands if band.stars] or list(rubric.bands)
    return next((band for band in starred if band.id == assessment.target), starred[0])


def readiness(rubric: Rubric, assessment: Scored, card: Scorecard) -> Readiness:
    """The verdict for the assessment's target grade, gravest reason first."""
    target = target_band(rubric, assessment)
    against = [Reason("gate-failed", gate.question) for gate in card.gates_in("failed")]
    if card.score.high < target.from_:
        against.append(Reason("out-of-reach", amount=target.from_ - card.score.high))
    elif card.score.low < target.from_:
        against.append(Reason("below-target", amount=target.from_ - card.score.low))
    reached = card.grade.low.from_ >= target.from_
    if card.score.low >= target.from_ and not reached:
        against.append(Reason("gate-cap"))
    conditions = [Reason("gate-open", gate.question) for gate in card.gates_in("open")]
    if card.hanging:
        conditions.append(Reason("facts-missing", amount=Fraction(card.hanging)))
    if card.waiting:
        conditions.append(Reason("questions-open", amount=Fraction(card.waiting)))
    if card.evidenced.low < target.from_:
        conditions.append(Reason("evidence-below-target", amount=target.from_ - card.evidenced.low))
    margin = [Reason("margin", amount=card.score.low - target.from_)] if reached else []
    verdict: Verdict = "not-ready" if against else "conditional" if conditions else "ready"
    return Readiness(verdict, target, (*against, *conditions, *margin))
