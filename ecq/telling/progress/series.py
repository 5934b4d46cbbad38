"""The few figures of a state that are followed over time."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import Interval
from ecq.scoring.unknown_facts import scorecard


@dataclass(frozen=True)
class Standing:
    """Where a state stands: guaranteed interval, evidence-backed score, guaranteed grade, how many questions are open."""

    score: Interval
    evidenced: Interval
    grade: GradeBand
    open: int


def standing_of(rubric: Rubric, assessment: Assessment) -> Standing:
    """Where an assessment stands under a rubric."""
    card = scorecard(rubric, assessment)
    return Standing(card.score, card.evidenced, card.grade.low, card.counts.open)
