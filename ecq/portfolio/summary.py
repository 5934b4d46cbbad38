"""What a list shows of one self-check: score, grade, gates, progress, readiness. Takes all of it from the scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ecq.assessment.model import Assessment
from ecq.rubric.model import Rubric
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score


def summary(rubric: Rubric, assessment: Assessment) -> dict[str, Any]:
    """Plain values, exact numbers as text: `score` and `evidenced` (low, high), `grade` (ids), `gates` by state, `counts`,
    `target`, `verdict`, `ready_by`, `name`."""
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    return {
        "name": assessment.name,
        "score": [str(card.score.low), str(card.score.high)],
        "evidenced": [str(card.evidenced.low), str(card.evidenced.high)],
        "grade": [card.grade.low.id, card.grade.high.id],
        "gates": {state: len(card.gates_in(state)) for state in ("failed", "open", "passed")},
        "decided": card.counts.applicable - card.counts.open,
        "applicable": card.counts.applicable,
        "answered": card.counts.answered + card.counts.na,
        "target": verdict.target.id,
        "verdict": verdict.verdict,
        "ready_by": assessment.terms.ready_by,
    }


def summary_by(rubrics: Mapping[str, Rubric], assessment: Assessment) -> dict[str, Any]:
    """The same where the rubric is at hand; else only the name."""
    rubric = rubrics.get(assessment.rubric.id)
    return summary(rubric, assessment) if rubric else {"name": assessment.name}
