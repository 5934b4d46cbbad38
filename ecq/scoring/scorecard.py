"""The scorer: (rubric, assessment) -> `Scorecard`, exactly. The only place where a score is computed.

It has no clock, languages, files or screens, so the same answers always give the same scorecard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from ecq.assessment.model import NO_RESPONSE, Assessment, State
from ecq.exact import cut
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import ByDigest, GradeBand, Rubric
from ecq.scoring.table import Asked, Line, Table, table_of

QuestionState = Literal["unanswered", "answered", "unsure", "na", "hidden", "undecided"]
GateState = Literal["passed", "failed", "open", "na"]
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)

REMEMBERED = 16_384
"""How many answers, and questions with them, are remembered, at about half a kilobyte each."""


@dataclass(frozen=True)
class Interval:
    """The least and the greatest value that any completion of the open questions can give."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class QuestionScore:
    """One question. `credit` is known only when answered; `points` is what it is worth now (0 when set aside)."""

    id: str
    dimension: str
    indicator: str
    state: QuestionState
    points: Fraction
    credit: Fraction | None
    evidenced: bool

    @property
    def counts(self) -> bool:
        """Whether it carries points: it applies (or may apply) and is not set aside."""
        return self.state not in ("na", "hidden")

    @property
    def open(self) -> bool:
        """Whether its credit is still anything from 0 to 1."""
        return self.state in ("unanswered", "unsure", "undecided")

    @cached_property
    def contribution(self) -> Fraction:
        """Points it is sure to add to the total."""
        return self.points * self.credit if self.credit is not None else ZERO

    @cached_property
    def to_gain(self) -> Fraction:
        """Points between what it is sure to add and its full worth."""
        return self.points - self.contribution


@dataclass(frozen=True)
class NodeScore:
    """A dimension or indicator: what it is worth, and the points in it that are sure, possible and evidenced."""

    id: str
    depth: int
    points: Fraction
    low: Fraction
    high: Fraction
    evidenced: Fraction
    asked: int
    open: int

    @property
    def share(self) -> Interval | None:
        """Its own score from 0 to 100, as an interval; None where nothing in it applies."""
        if not self.points:
            return None
        return Interval(HUNDRED * self.low / self.points, HUNDRED * self.high / self.points)


@dataclass(frozen=True)
class GateScore:
    """A gate: `needed` is the credit from which it passes."""

    question: str
    state: GateState
    needed: Fraction


@dataclass(frozen=True)
class Counts:
    """How many questions: applicable = answered + na + open; unsure is part of open."""

    applicable: int
    answered: int
    na: int
    unsure: int
    open: int


@dataclass(frozen=True)
class Grade:
    """The grade as an interval; settled when both ends are one band."""

    low: GradeBand
    high: GradeBand

    @property
    def settled(self) -> bool:
        """Whether no completion can change it."""
        return self.low.id == self.high.id


@dataclass(frozen=True, eq=False)
class Scorecard:
    """Everything that is shown about a score, on screen, on the command line, in the report and in Excel.

    Questions and nodes are made when they are first asked for: scoring many reads the sums alone.
    """

    score: Interval
    evidenced: Interval
    so_far: Fraction | None
    grade: Grade
    gates: tuple[GateScore, ...]
    counts: Counts
    _table: Table
    _answers: Sequence[_Answer]
    _sums: Sequence[_Sum]

    def __repr__(self) -> str:
        low, high = cut(self.score.low, 2), cut(self.score.high, 2)
        grades = f"{self.grade.low.id} to {self.grade.high.id}"
        return f"Scorecard({low} to {high} of 100, {grades}, {self.counts.open} of {self.counts.applicable} open)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scorecard) and self._said == other._said

    __hash__ = None  # type: ignore[assignment]  # it has mappings

    @property
    def _said(self) -> tuple[object, ...]:
        return self.score, self.evidenced, self.so_far, self.grade, self.gates, self.counts, self.questions

    @cached_property
    def questions(self) -> Mapping[str, QuestionScore]:
        """Questions by id, in the order they are asked in."""
        table = self._table
        return dict(zip(table.rubric.order, map(_question, table.lines, self._answers), strict=True))

    @cached_property
    def nodes(self) -> Mapping[str, NodeScore]:
        """Dimensions and indicators by id, parents first."""
        share = self._table.share
        scores: dict[str, NodeScore] = {}
        for row in self._table.rows:
            own = _added(self._sums[row.start : row.end])
            low, high, evidenced = share(own.low), share(own.high), share(own.evidenced)
            scores[row.id] = NodeScore(row.id, row.depth, row.points, low, high, evidenced, row.asked, own.open)
        return scores

    @property
    def tells(self) -> bool:
        """Whether there is a score to show: something is answered or set aside, and a question is left that counts."""
        return bool(self.counts.answered or self.counts.na) and self.counts.applicable > self.counts.na

    def gates_in(self, state: GateState) -> tuple[GateScore, ...]:
        """The gates in that state, in question order."""
        return tuple(gate for gate in self.gates if gate.state == state)


def score(rubric: Rubric, assessment: Assessment) -> Scorecard:
    """Score an assessment under a rubric. Pure: the same input always gives the same scorecard.

    Source of the rules: docs/scoring.md. Where nothing counts at all (everything set aside or hidden) nothing is
    known, so the score is the widest interval, 0 to 100.
    """
    responses, applying = assessment.responses, rubric.applying(assessment.profile)
    aside = frozenset(
        q for q, one in responses.items() if one.state == "na" and applying.get(q) and rubric.by_id[q].not_applicable
    )
    table = table_of(ByDigest(rubric), tuple(sorted(assessment.profile.items())), aside)
    answers: list[_Answer] = []
    gates: list[GateScore] = []
    sums: list[_Sum] = []
    for indicator, finer in zip(table.indicators, table.finer, strict=True):
        low = evidenced = unsure = still_open = 0
        for line in indicator.lines:
            response = responses.get(line.id, NO_RESPONSE)
            answer = _answer(line.asked, response.state, response.value, response.evidenced)
            answers.append(answer)
            if answer.gate is not None:
                gates.append(answer.gate)
            if answer.open:
                unsure += line.parts
                still_open += 1
            elif answer.gained:
                gained = line.parts // answer.of * answer.gained
                low += gained
                if answer.evidenced:
                    evidenced += gained
        sums.append(_Sum(low * finer, (low + unsure) * finer, evidenced * finer, still_open))
    total = _added(sums)
    open_points = total.high - total.low
    interval = backed = Interval(ZERO, HUNDRED)
    so_far = None
    if table.counted:
        interval = Interval(table.share(total.low), table.share(total.high))
        backed = Interval(table.share(total.evidenced), table.share(total.evidenced + open_points))
        answered_points = 100 * table.scale - open_points
        so_far = Fraction(100 * total.low, answered_points) if answered_points else None
    states = [one.state for one in answers]
    counts = Counts(
        applicable=len(states) - states.count("hidden"),
        answered=states.count("answered"),
        na=len(aside),
        unsure=states.count("unsure"),
        open=total.open,
    )
    return Scorecard(
        interval, backed, so_far, _grade(rubric, interval, gates), tuple(gates), counts, table, answers, sums
    )


# What an answer adds


class _Sum(NamedTuple):
    """Whole parts that are sure, possible and evidenced, and how many questions are open."""

    low: int
    high: int
    evidenced: int
    open: int


def _added(sums: Sequence[_Sum]) -> _Sum:
    return sums[0] if len(sums) == 1 else _Sum(*map(sum, zip(*sums, strict=True))) if sums else _Sum(0, 0, 0, 0)


@dataclass(frozen=True, eq=False, slots=True)
class _Answer:
    """What is said to a question, whatever it is worth: `gained` parts `of` so many; its gate where it has one that applies."""

    asked: Asked
    state: QuestionState
    credit: Fraction | None
    evidenced: bool
    gate: GateScore | None
    open: bool
    gained: int
    of: int


@lru_cache(maxsize=REMEMBERED)
def _answer(asked: Asked, state: State, value: Value | None, evidenced: bool) -> _Answer:
    """The answer that a response comes to; remembered, since one answer leaves all others as they were."""
    return _answer_of(asked, *_state(asked, state, value), evidenced)


@lru_cache(maxsize=REMEMBERED // 4)
def _answer_of(asked: Asked, state: QuestionState, credit: Fraction | None, evidenced: bool) -> _Answer:
    """The same one for all values of the same credit, so that there are few."""
    gained, of = (0, 1) if credit is None else (credit.numerator, credit.denominator)
    still_open = state in ("unanswered", "unsure", "undecided")
    return _Answer(asked, state, credit, evidenced, _gate(asked.question, state, credit), still_open, gained, of)


@lru_cache(maxsize=REMEMBERED)
def _question(line: Line, answer: _Answer) -> QuestionScore:
    asked = line.asked
    return QuestionScore(
        asked.id, asked.dimension, asked.indicator, answer.state, line.points, answer.credit, answer.evidenced
    )


def _state(asked: Asked, state: State, value: Value | None) -> tuple[QuestionState, Fraction | None]:
    if asked.stands is False:
        return "hidden", None
    if asked.stands is None:
        return "undecided", None
    if asked.stands == "aside":
        return "na", None
    if state == "unsure":
        return "unsure", None
    credit = asked.question.credit_of(value) if state == "answered" else None
    return ("unanswered", None) if credit is None else ("answered", credit)


def _gate(question: Question, state: QuestionState, credit: Fraction | None) -> GateScore | None:
    needed = question.gate_credit
    if needed is None or state == "hidden":
        return None
    gate: GateState
    if state == "na":
        gate = "na"
    elif credit is None:
        gate = "open"
    else:
        gate = "passed" if credit >= needed else "failed"
    return GateScore(question.id, gate, needed)


def _grade(rubric: Rubric, interval: Interval, gates: Sequence[GateScore]) -> Grade:
    low, high = rubric.grade_of(interval.low), rubric.grade_of(interval.high)
    if rubric.layout.gate_cap is not None:
        cap = rubric.band(rubric.layout.gate_cap)
        if any(gate.state in ("failed", "open") for gate in gates):
            low = min(low, cap, key=lambda band: band.from_)
        if any(gate.state == "failed" for gate in gates):
            high = min(high, cap, key=lambda band: band.from_)
    return Grade(low, high)
