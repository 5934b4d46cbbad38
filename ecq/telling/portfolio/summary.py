"""How each self-check of a list stands: its summary, which a store keeps, and the row that is made of it.

Takes all of it from the scorecard. A row is made of a summary, so that a hundred are shown without scoring a hundred.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.caches import Recent
from ecq.base.day import days_between
from ecq.base.frozen import Frozen
from ecq.interview.flow import Interview
from ecq.interview.reading_time import Length, length
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.expiry import Fall, ends, first_fall, holds
from ecq.scoring.readiness import ReasonCode, Verdict, readiness
from ecq.scoring.scorecard import Grade, Interval, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.due import Due, dues_of

if TYPE_CHECKING:  # so that who tells of one self-check loads no database
    from ecq.store.collection import Listed


GateState = Literal["failed", "open", "passed"]
Ends = tuple[str, str]
SEGMENT = ("business-model", "size")
"""The facts of the profile by which self-checks are alike, the coarser first."""


class Falls(Frozen):
    """As `Fall`, as text."""

    day: str
    pieces: tuple[tuple[str, str], ...]
    evidenced: str


class Summary(Frozen):
    """What is stored of one self-check for lists; exact numbers as text."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    score: Ends
    """Low and high."""
    evidenced: Ends
    """Low and high."""
    grade: Ends
    """The ids of the lowest and the highest."""
    gates: dict[GateState, int]
    """How many there are, by state."""
    decided: int
    """Questions, of those that are applicable."""
    applicable: int
    left: int
    """Questions to be answered."""
    length: tuple[int, int]
    """Characters and words of these."""
    answered: int
    """Questions, or set aside."""
    target: str
    verdict: Verdict
    reason: ReasonCode | None
    """The gravest."""
    amount: str | None
    """That of the reason, where it has one."""
    ready_by: str | None
    """A day, where one is set."""
    segment: dict[str, tuple[str, ...]]
    """What is said of the facts by which self-checks are alike."""
    dimensions: dict[str, Ends]
    """Low and high share of each dimension that counts."""
    stage: str
    """How far it is with the client; "" where that is not said."""
    due: tuple[Due, ...]
    """What of it has a day."""
    holds: Ends
    """The first and the last day of which all of it is true; "" where no evidence ends it."""
    falls: Falls | None
    """From when the grade with evidence is a lower one."""

    @property
    def waiting(self) -> int:
        """How many questions are answered, and only a missing fact of the profile says whether they count."""
        return self.applicable - self.decided - self.left


@cache
def form(shape: type[BaseModel] = Summary) -> str:
    """Another one where a summary holds something else, or the words of a field say that it means something else: stored
    summaries are then worked out again.
    """
    return sha256(json.dumps(shape.model_json_schema(), sort_keys=True).encode()).hexdigest()


def bases(rubrics: Iterable[Rubric]) -> dict[str, str]:
    """What a summary rests on, by rubric: the rubric's content and the form of summaries."""
    return {one.id: sha256(f"{form()} {one.digest}".encode()).hexdigest() for one in rubrics}


def summary(rubric: Rubric, assessment: Assessment) -> Summary:
    """The summary of a self-check."""
    card = scorecard(rubric, assessment)
    fall, ending = first_fall(rubric, assessment, card), ends(rubric, assessment, card)
    verdict = readiness(rubric, assessment, card)
    left = Interview(rubric, assessment).left
    gravest = verdict.reasons[0] if verdict.reasons else None
    return Summary(
        name=assessment.name,
        score=(str(card.score.low), str(card.score.high)),
        evidenced=(str(card.evidenced.low), str(card.evidenced.high)),
        grade=(card.grade.low.id, card.grade.high.id),
        gates={state: len(card.gates_in(state)) for state in get_args(GateState)},
        decided=card.counts.applicable - card.counts.open,
        applicable=card.counts.applicable,
        left=len(left),
        length=length(rubric, left),
        answered=card.counts.answered + card.counts.na,
        target=verdict.target.id,
        verdict=verdict.verdict,
        reason=gravest.code if gravest else None,
        amount=str(gravest.amount) if gravest and gravest.amount is not None else None,
        ready_by=assessment.terms.ready_by,
        segment={
            fact: (said,) if isinstance(said, str) else said
            for fact in SEGMENT
            if (said := assessment.profile.get(fact))
        },
        dimensions={
            node.id: (str(node.share.low), str(node.share.high))
            for node in card.nodes.values()
            if not node.depth and node.share is not None
        },
        stage=assessment.client.stage or "",
        due=tuple(dues_of(rubric, assessment, ending)),
        holds=holds(ending, assessment.day),
        falls=Falls(day=fall.day, pieces=fall.pieces, evidenced=str(fall.evidenced)) if fall else None,
    )


@dataclass(frozen=True)
class Listing:
    """A self-check on a list. `summary` is None where its rubric is not at hand, it cannot be read or is still to be scored."""

    listed: Listed
    name: str
    rubric: str
    unreadable: bool
    summary: Summary | None

    @property
    def id(self) -> str:
        """Its id."""
        return self.listed.id

    @property
    def ready(self) -> bool:
        """Whether what it shows is worked out, as far as that can be."""
        return bool(self.listed.summary)

    @property
    def scored(self) -> bool:
        """Whether there is a score to show: its rubric is at hand and something is answered."""
        return self.summary is not None and self.summary.answered > 0

    @property
    def left(self) -> int:
        """How many questions are still to be answered."""
        return self.summary.left if self.summary else 0

    @property
    def waiting(self) -> int:
        """How many are answered, and only a missing fact of the profile says whether they count."""
        return self.summary.waiting if self.summary else 0

    @property
    def done(self) -> bool:
        """Whether everything is answered and counts or not."""
        return self.scored and not self.left and not self.waiting


def listing(row: Listed) -> Listing:
    """A row of the store with what it holds read once."""
    told = row.summary
    try:
        read = _checked(told) if "score" in told else None
    except ValidationError:  # damaged
        return Listing(row, str(told.get("name", "")), "", True, None)
    return Listing(row, str(told.get("name", "")), str(told.get("rubric", "")), bool(told.get("unreadable")), read)


MOST_CHECKED = 4_096
"""So many stored summaries are held as they were checked."""
_CHECKED: Recent[int, tuple[dict[str, Any], Summary]] = Recent(MOST_CHECKED)


def _checked(told: dict[str, Any]) -> Summary:
    """A stored summary. What the store hands out again is the same object, never changed, and is checked once: that is most of a long list."""
    known = _CHECKED.get(id(told))
    if known is not None and known[0] is told:
        return known[1]
    read = Summary.model_validate({key: value for key, value in told.items() if key != "rubric"}, strict=False)
    _CHECKED.put(id(told), (told, read))  # holds it, so that its place in memory is nobody else's
    return read


def summary_by(rubrics: Mapping[str, Rubric], assessment: Assessment) -> dict[str, Any]:
    """The summary as it is stored where the rubric is at hand; else only the name."""
    rubric = rubrics.get(assessment.rubric.id)
    return summary(rubric, assessment).model_dump(mode="json") if rubric else {"name": assessment.name}


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


def client(rubric: Rubric, assessment: Assessment, day: str, *, id: str = "", demo: bool = False) -> Client:
    """A client of an assessment, scored as of a day under a rubric of its id as it is now."""
    now = rebind(assessment, rubric).on(day)
    return Client(id, rubric, now, scorecard(rubric, now), demo)


@dataclass(frozen=True)
class SelfCheckRow:
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
) -> SelfCheckRow:
    """The row of a summary as of a day."""
    return SelfCheckRow(
        id=id,
        name=told.name,
        rubric=rubric,
        score=Interval(*map(Fraction, told.score)),
        evidenced=Interval(*map(Fraction, told.evidenced)),
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


def row_of(client: Client) -> SelfCheckRow:
    """The row of a client."""
    return row_of_summary(
        client.rubric,
        summary(client.rubric, client.assessment),
        client.assessment.day,
        id=client.id,
        changed_at=client.assessment.updated_at or "",
        demo=client.demo,
    )


Order = Literal["changed", "name", "score", "target-day", "open"]

_KEYS: dict[Order, Callable[[SelfCheckRow], Any]] = {
    "name": lambda row: as_spoken(row.name),
    "score": lambda row: (-row.score.low, -row.score.high),
    "target-day": lambda row: (row.ready_by is None, row.ready_by or ""),
    "open": lambda row: -row.open,
}
ORDERS: tuple[Order, ...] = get_args(Order)


def as_spoken(text: str) -> tuple[bool, bytes]:
    """GB 18030 has the usual Han characters in the order of their pinyin, after Latin letters; what has no name comes last."""
    return not text, text.casefold().encode("gb18030", "replace")


def ordered(rows: Iterable[SelfCheckRow], order: Order) -> tuple[SelfCheckRow, ...]:
    """The rows by name, guaranteed score, target day or open questions; last changed first among those alike."""
    newest = sorted(rows, key=lambda row: row.changed_at, reverse=True)
    return tuple(sorted(newest, key=_KEYS[order]) if order in _KEYS else newest)
