"""The rows of a portfolio: how each of several self-checks stands, on one axis and in the same columns.

A row is made of a summary, which a store keeps, so that a hundred are shown without scoring a hundred. Scores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ecq.base.day import days_between
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.readiness import Verdict
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio.client import Client
from ecq.telling.portfolio.summary import summary


@dataclass(frozen=True)
class Row:
    """One self-check. `settled` of `applicable` questions are settled, `answered` of them answered or set aside.

    `ready_by` is the day it is to be ready by, `days_left` how far off that is, below 0 where it has passed; None where
    no day is set. `changed_at` is when it was last changed, ISO 8601.
    """

    id: str
    name: str
    rubric: Rubric
    score: Interval
    evidenced: Interval
    grade: tuple[GradeBand, GradeBand]
    target: GradeBand
    verdict: Verdict
    failed: int
    gates_open: int
    settled: int
    applicable: int
    answered: int
    ready_by: str | None
    days_left: int | None
    changed_at: str
    tags: tuple[str, ...] = ()
    demo: bool = False

    @property
    def begun(self) -> bool:
        """Whether anything is answered or set aside; before that there is no score to speak of."""
        return self.answered > 0

    @property
    def open(self) -> int:
        """Questions still open."""
        return self.applicable - self.settled


def row_of_summary(
    rubric: Rubric,
    shown: Mapping[str, Any],
    day: str,
    *,
    id: str = "",
    changed_at: str = "",
    tags: tuple[str, ...] = (),
    demo: bool = False,
) -> Row:
    """The row of a summary (`ecq.telling.portfolio.summary`) as of a day."""
    lowest, highest = shown["grade"]
    ready_by = shown.get("ready_by")
    return Row(
        id=id,
        name=shown["name"],
        rubric=rubric,
        score=_interval(shown["score"]),
        evidenced=_interval(shown["evidenced"]),
        grade=(rubric.band(lowest), rubric.band(highest)),
        target=rubric.band(shown["target"]),
        verdict=shown["verdict"],
        failed=shown["gates"]["failed"],
        gates_open=shown["gates"]["open"],
        settled=shown["decided"],
        applicable=shown["applicable"],
        answered=shown["answered"],
        ready_by=ready_by,
        days_left=days_between(day, ready_by) if ready_by else None,
        changed_at=changed_at,
        tags=tags,
        demo=demo,
    )


def row_of(client: Client, day: str) -> Row:
    """The row of a client as of a day."""
    return row_of_summary(
        client.rubric,
        summary(client.rubric, client.assessment).model_dump(),
        day,
        id=client.id,
        changed_at=client.assessment.updated_at or "",
        demo=client.demo,
    )


def _interval(ends: Sequence[str]) -> Interval:
    low, high = map(Fraction, ends)
    return Interval(low, high)


Order = Literal["changed", "name", "score", "target-day", "open"]

_KEYS: dict[Order, Callable[[Row], Any]] = {
    "name": lambda row: (not row.name, row.name.casefold().encode("gb18030", "replace")),
    "score": lambda row: (-row.score.low, -row.score.high),
    "target-day": lambda row: (row.ready_by is None, row.ready_by or ""),
    "open": lambda row: -row.open,
}
ORDERS: tuple[Order, ...] = ("changed", "name", "score", "target-day", "open")


def ordered(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """The rows by name (GB 18030 has the usual Han characters in the order of their pinyin), guaranteed score, target day or open questions; last changed first among those alike."""
    newest = sorted(rows, key=lambda row: row.changed_at, reverse=True)
    return tuple(sorted(newest, key=_KEYS[order]) if order in _KEYS else newest)
