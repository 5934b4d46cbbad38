"""The rows of a batch: what each self-check comes to, in columns whose names are those of `ecq score --json`."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import NamedTuple, Self

from ecq.assessment.as_scored import AsScored, digest_of
from ecq.assessment.model import Assessment
from ecq.base.exact import cut
from ecq.exchange.batch.recognise import Kind
from ecq.rubric.model import Rubric
from ecq.scoring.export import JSON_DECIMALS
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard


class Row(NamedTuple):
    """One self-check. Scores are cut to two decimals; `exact_…` are the same as fractions.

    `decided` of `applicable` questions are, by `answered` or `na`. `failed_gates` has the ids with spaces between.
    `rubric_changed`: it was answered under the same rubric with other content, and is scored under the present one.
    `digest` is the same wherever the same self-check is in the same state; `same_as` is then the file of the first.
    """

    file: str
    kind: str
    name: str
    rubric: str
    rubric_version: str
    rubric_changed: bool
    score_low: str
    score_high: str
    evidenced_low: str
    evidenced_high: str
    grade_low: str
    grade_high: str
    target: str
    verdict: str
    decided: int
    applicable: int
    answered: int
    na: int
    unsure: int
    open: int
    gates_failed: int
    gates_open: int
    failed_gates: str
    exact_low: str
    exact_high: str
    evidenced_exact_low: str
    evidenced_exact_high: str
    updated_at: str
    digest: str
    same_as: str = ""


def row_of(file: str, kind: Kind, assessment: Assessment | AsScored, rubric: Rubric) -> Row:
    """The row of a self-check."""
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    failed = card.gates_in("failed")
    counts = card.counts
    return Row(
        file=file,
        kind=kind,
        name=assessment.name,
        rubric=rubric.id,
        rubric_version=rubric.version,
        rubric_changed=assessment.rubric.digest != rubric.digest,
        score_low=cut(card.score.low, JSON_DECIMALS),
        score_high=cut(card.score.high, JSON_DECIMALS),
        evidenced_low=cut(card.evidenced.low, JSON_DECIMALS),
        evidenced_high=cut(card.evidenced.high, JSON_DECIMALS),
        grade_low=card.grade.low.id,
        grade_high=card.grade.high.id,
        target=verdict.target.id,
        verdict=verdict.verdict,
        decided=counts.applicable - counts.open,
        applicable=counts.applicable,
        answered=counts.answered,
        na=counts.na,
        unsure=counts.unsure,
        open=counts.open,
        gates_failed=len(failed),
        gates_open=len(card.gates_in("open")),
        failed_gates=" ".join(gate.question for gate in failed),
        exact_low=str(card.score.low),
        exact_high=str(card.score.high),
        evidenced_exact_low=str(card.evidenced.low),
        evidenced_exact_high=str(card.evidenced.high),
        updated_at=assessment.updated_at or "",
        digest=digest_of(assessment),
    )


class Repeats:
    """The first row of each state. However many there are, they lie on the disk and not in memory, and go with the process."""

    def __init__(self) -> None:
        self.count = 0
        """How many rows repeat another."""
        self._first = sqlite3.connect("", isolation_level=None)  # a file of its own, without a name
        self._first.execute("CREATE TABLE first (digest TEXT PRIMARY KEY, file TEXT) WITHOUT ROWID")
        self._first.execute("BEGIN")

    def marked(self, row: Row) -> Row:
        """The row, which names the first that holds the same self-check in the same state, where it is not that one."""
        new = self._first.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (row.digest, row.file)).rowcount
        if new:
            return row
        self.count += 1
        ((file,),) = self._first.execute("SELECT file FROM first WHERE digest = ?", (row.digest,))
        return row._replace(same_as=file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._first.close()
