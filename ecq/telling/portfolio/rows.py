"""The rows of a portfolio: how each of several self-checks stands, on one axis and in the same columns.

A row is made of a summary, which a store keeps, so that a hundred are shown without scoring a hundred. Scores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.day import days_between
from ecq.interview.reading_time import Length
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.expiry import Fall
from ecq.scoring.readiness import ReasonCode, Verdict
from ecq.scoring.scorecard import Grade, Interval, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.portfolio.summary import Summary, summary


@dataclass(frozen=True)
class Client:
    """A self-check with its rubric and scorecard. `demo`: made of a sample; such a one is in no statistics."""

    id: str
    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    demo: bool = False

    @property
    def name(self) -> str:
        """The platform's name; "" where it has none."""
        return self.assessment.name

    @property
    def begun(self) -> bool:
        """Whether anything is answered or set aside."""
        return bool(self.card.counts.answered or self.card.counts.na)


def client(rubric: Rubric, assessment: Assessment, *, id: str = "", demo: bool = False) -> Client:
    """A client of an assessment, scored under a rubric of its id as it is now."""
    now = assessment if assessment.rubric.digest == rubric.digest else rebind(assessment, rubric)
    return Client(id, rubric, now, scorecard(rubric, now), demo)


@dataclass(frozen=True)
class Row:
    """One self-check. `settled` of `applicable` questions are settled, `answered` of them answered or set aside.

    `reason` is the gravest against the target, with its `amount`. `left` questions are to be answered, of that `length`.
    `ready_by` is the day it is to be ready by, `days_left` how far off that is, below 0 where it has passed; None where
    no day is set. `changed_at` is when it was last changed, ISO 8601. `gone_in`: in the bin, days until it is deleted.
    `falls`: from when the grade with evidence is a lower one.
    """

    id: str
    name: str
    rubric: Rubric
    score: Interval
    evidenced: Interval
    grade: Grade
    target: GradeBand
    verdict: Verdict
    reason: ReasonCode | None
    amount: Fraction
    failed: int
    gates_open: int
    settled: int
    applicable: int
    answered: int
    left: int
    length: Length
    ready_by: str | None
    days_left: int | None
    changed_at: str
    tags: tuple[str, ...] = ()
    demo: bool = False
    gone_in: int | None = None
    falls: Fall | None = None

    @property
    def begun(self) -> bool:
        """Whether anything is answered or set aside; before that there is no score to speak of."""
        return self.answered > 0

    @property
    def open(self) -> int:
        """Questions still open."""
        return self.applicable - self.settled

    @property
    def waiting(self) -> int:
        """Questions answered of which only a missing fact of the profile says whether they count."""
        return self.open - self.left


def row_of_summary(
    rubric: Rubric,
    told: Summary,
    day: str,
    *,
    id: str = "",
    changed_at: str = "",
    tags: tuple[str, ...] = (),
    demo: bool = False,
    goes_on: str = "",
) -> Row:
    """The row of a summary as of a day."""
    return Row(
        id=id,
        name=told.name,
        rubric=rubric,
        score=_interval(told.score),
        evidenced=_interval(told.evidenced),
        grade=Grade(*map(rubric.band, told.grade)),
        target=rubric.band(told.target),
        verdict=told.verdict,
        reason=told.reason,
        amount=Fraction(told.amount or 0),
        failed=told.gates["failed"],
        gates_open=told.gates["open"],
        settled=told.decided,
        applicable=told.applicable,
        answered=told.answered,
        left=told.left,
        length=Length(*told.length),
        ready_by=told.ready_by,
        days_left=days_between(day, told.ready_by) if told.ready_by else None,
        changed_at=changed_at,
        tags=tags,
        demo=demo,
        gone_in=days_between(day, goes_on) if goes_on else None,
        falls=Fall(told.falls.day, told.falls.pieces, Fraction(told.falls.evidenced)) if told.falls else None,
    )


def row_of(client: Client, day: str) -> Row:
    """The row of a client as of a day."""
    return row_of_summary(
        client.rubric,
        summary(client.rubric, client.assessment.on(day)),
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
    "name": lambda row: as_spoken(row.name),
    "score": lambda row: (-row.score.low, -row.score.high),
    "target-day": lambda row: (row.ready_by is None, row.ready_by or ""),
    "open": lambda row: -row.open,
}
ORDERS: tuple[Order, ...] = ("changed", "name", "score", "target-day", "open")


def as_spoken(text: str) -> tuple[bool, bytes]:
    """GB 18030 has the usual Han characters in the order of their pinyin, after Latin letters; what has no name comes last."""
    return not text, text.casefold().encode("gb18030", "replace")


def ordered(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """The rows by name, guaranteed score, target day or open questions; last changed first among those alike."""
    newest = sorted(rows, key=lambda row: row.changed_at, reverse=True)
    return tuple(sorted(newest, key=_KEYS[order]) if order in _KEYS else newest)
