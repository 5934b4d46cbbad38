"""What a list shows of one self-check: score, grade, gates, progress, readiness. Takes all of it from the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ecq.assessment.model import Assessment
from ecq.interview.flow import Interview
from ecq.interview.reading_time import length
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score

FORM = 3
"""Raised when a summary holds something else than before, so that stored ones are worked out again."""


def bases(rubrics: Iterable[Rubric]) -> dict[str, str]:
    """What a summary rests on, by rubric: the rubric's content and the form of summaries."""
    return {one.id: sha256(f"{FORM} {one.digest}".encode()).hexdigest() for one in rubrics}


def summary(rubric: Rubric, assessment: Assessment) -> dict[str, Any]:
    """Plain values, exact numbers as text: `name`, `score` and `evidenced` (low, high), `grade` (ids), `gates` by state,
    `decided` of `applicable` questions, `left` to be answered with the `length` of these (characters, words), `answered`, `target`, `verdict`, its gravest `reason` with its `amount` (None where it
    has none), `ready_by` (None where no day is set).
    """
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    left = Interview(rubric, assessment).left
    gravest = verdict.reasons[0] if verdict.reasons else None
    return {
        "name": assessment.name,
        "score": [str(card.score.low), str(card.score.high)],
        "evidenced": [str(card.evidenced.low), str(card.evidenced.high)],
        "grade": [card.grade.low.id, card.grade.high.id],
        "gates": {state: len(card.gates_in(state)) for state in ("failed", "open", "passed")},
        "decided": card.counts.applicable - card.counts.open,
        "applicable": card.counts.applicable,
        "left": len(left),
        "length": length(rubric, left),
        "answered": card.counts.answered + card.counts.na,
        "target": verdict.target.id,
        "verdict": verdict.verdict,
        "reason": gravest.code if gravest else None,
        "amount": str(gravest.amount) if gravest and gravest.amount is not None else None,
        "ready_by": assessment.terms.ready_by,
    }


def summary_by(rubrics: Mapping[str, Rubric], assessment: Assessment) -> dict[str, Any]:
    """The same where the rubric is at hand; else only the name."""
    rubric = rubrics.get(assessment.rubric.id)
    return summary(rubric, assessment) if rubric else {"name": assessment.name}
