"""The scorer: (rubric, assessment) -> `Scorecard`, exactly. The only place where a score is computed.

It has no clock, languages, files or screens, so the same answers always give the same scorecard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm
from typing import Literal, NamedTuple

from ecq.assessment.model import NO_RESPONSE, Assessment, State
from ecq.exact import cut
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import ByDigest, GradeBand, Node, Rubric
from ecq.scoring.points import points

QuestionState = Literal["unanswered", "answered", "unsure", "na", "hidden", "undecided"]
GateState = Literal["passed", "failed", "open", "na"]
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)

REMEMBERED = 16_384
"""How many questions with their answers are remembered, at about half a kilobyte each."""


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


@dataclass(frozen=True)
class Scorecard:
    """Everything that is shown about a score, on screen, on the command line, in the report and in Excel."""

    score: Interval
    evidenced: Interval
    so_far: Fraction | None
    grade: Grade
    questions: Mapping[str, QuestionScore]
    gates: tuple[GateScore, ...]
    counts: Counts
    _table: _Table = field(repr=False, compare=False)
    _sums: Sequence[_Sum] = field(repr=False, compare=False)

    def __repr__(self) -> str:
        low, high = cut(self.score.low, 2), cut(self.score.high, 2)
        grades = f"{self.grade.low.id} to {self.grade.high.id}"
        return f"Scorecard({low} to {high} of 100, {grades}, {self.counts.open} of {self.counts.applicable} open)"

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
        return bool(self.counts.answered or self.counts.na) and any(one.counts for one in self.questions.values())

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
    table = _table(ByDigest(rubric), tuple(sorted(assessment.profile.items())), aside)
    questions: dict[str, QuestionScore] = {}
    gates: list[GateScore] = []
    sums: list[_Sum] = []
    for lines in table.indicators:
        low = high = evidenced = still_open = 0
        for line in lines:
            response = responses.get(line.id, NO_RESPONSE)
            found = _scored(line, response.state, response.value, response.evidenced)
            questions[line.id] = found.question
            if found.gate is not None:
                gates.append(found.gate)
            low += found.low
            high += found.high
            evidenced += found.evidenced
            still_open += found.open
        sums.append(_Sum(low, high, evidenced, still_open))
    total = _added(sums)
    open_points = total.high - total.low
    interval = backed = Interval(ZERO, HUNDRED)
    so_far = None
    if table.counted:
        interval = Interval(table.share(total.low), table.share(total.high))
        backed = Interval(table.share(total.evidenced), table.share(total.evidenced + open_points))
        answered_points = 100 * table.scale - open_points
        so_far = Fraction(100 * total.low, answered_points) if answered_points else None
    states = [one.state for one in questions.values()]
    counts = Counts(
        applicable=len(states) - states.count("hidden"),
        answered=states.count("answered"),
        na=len(aside),
        unsure=states.count("unsure"),
        open=total.open,
    )
    return Scorecard(
        interval, backed, so_far, _grade(rubric, interval, gates), questions, tuple(gates), counts, table, sums
    )


# What is the same for every answer: worked out once for a rubric, a profile and the questions set aside


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """A question before it is answered; `parts` is its points in whole parts of 1/scale.

    Adding whole numbers is what makes a score quick. All credits of the question divide its parts.
    """

    id: str
    question: Question
    dimension: str
    indicator: str
    applies: bool | None
    aside: bool
    points: Fraction
    parts: int


class _Row(NamedTuple):
    """A node: how many questions are asked in it, and which of the indicators are its own (from, to)."""

    id: str
    depth: int
    points: Fraction
    asked: int
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class _Table:
    """All questions by indicator, and the nodes above them, parents first. `scale` is how many parts a point has."""

    scale: int
    counted: bool
    indicators: tuple[tuple[_Line, ...], ...]
    rows: tuple[_Row, ...]

    def share(self, parts: int) -> Fraction:
        """So many parts in points."""
        return Fraction(parts, self.scale)


@lru_cache(maxsize=256)
def _table(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...], aside: frozenset[str]) -> _Table:
    rubric = key.rubric
    applying = rubric.applying(dict(facts))
    worth = points(rubric, frozenset(q for q, applies in applying.items() if applies is not False) - aside)
    denominators = {q: value.denominator * rubric.by_id[q].credit_denominator for q, value in worth.items()}
    scale = lcm(*denominators.values())
    indicators: list[tuple[_Line, ...]] = []
    rows: list[_Row] = []

    def line(question_id: str) -> _Line:
        value = worth.get(question_id, ZERO)
        return _Line(
            question_id,
            rubric.by_id[question_id],
            *rubric.place[question_id],
            applying[question_id],
            question_id in aside,
            value,
            value.numerator * (scale // value.denominator),
        )

    def visit(nodes: tuple[Node, ...], depth: int) -> None:
        for node in nodes:
            row, start = len(rows), len(indicators)
            rows.append(_Row(node.id, depth, ZERO, 0, start, start))
            visit(node.children, depth + 1)
            if node.questions:
                indicators.append(tuple(line(placed.question) for placed in node.questions))
            within = [one for lines in indicators[start:] for one in lines]
            asked = sum(one.applies is not False for one in within)
            amount = Fraction(sum(one.parts for one in within), scale)
            rows[row] = _Row(node.id, depth, amount, asked, start, len(indicators))

    visit(rubric.layout.tree, 0)
    return _Table(scale, bool(worth), tuple(indicators), tuple(rows))


# What an answer adds


class _Sum(NamedTuple):
    """Whole parts that are sure, possible and evidenced, and how many questions are open."""

    low: int
    high: int
    evidenced: int
    open: int


def _added(sums: Sequence[_Sum]) -> _Sum:
    return sums[0] if len(sums) == 1 else _Sum(*map(sum, zip(*sums, strict=True))) if sums else _Sum(0, 0, 0, 0)


class _Scored(NamedTuple):
    """A question with its answer, and what it adds to the sums; its gate where it has one that applies."""

    question: QuestionScore
    gate: GateScore | None
    low: int
    high: int
    evidenced: int
    open: int


@lru_cache(maxsize=REMEMBERED)
def _scored(line: _Line, state: State, value: Value | None, evidenced: bool) -> _Scored:
    """One question; remembered, since one answer changes one question and leaves all others as they were."""
    found, credit = _state(line, state, value)
    score = QuestionScore(line.id, line.dimension, line.indicator, found, line.points, credit, evidenced)
    gained = credit.numerator * (line.parts // credit.denominator) if credit is not None else 0
    return _Scored(
        score,
        _gate(line.question, score),
        gained,
        line.parts if score.open else gained,
        gained if evidenced else 0,
        score.open,
    )


def _state(line: _Line, state: State, value: Value | None) -> tuple[QuestionState, Fraction | None]:
    if line.applies is False:
        return "hidden", None
    if line.applies is None:
        return "undecided", None
    if line.aside:
        return "na", None
    if state == "unsure":
        return "unsure", None
    credit = line.question.credit_of(value) if state == "answered" else None
    return ("unanswered", None) if credit is None else ("answered", credit)


def _gate(question: Question, scored: QuestionScore) -> GateScore | None:
    needed = question.gate_credit
    if needed is None or scored.state == "hidden":
        return None
    state: GateState
    if scored.state == "na":
        state = "na"
    elif scored.credit is None:
        state = "open"
    else:
        state = "passed" if scored.credit >= needed else "failed"
    return GateScore(question.id, state, needed)


def _grade(rubric: Rubric, interval: Interval, gates: Sequence[GateScore]) -> Grade:
    low, high = rubric.grade_of(interval.low), rubric.grade_of(interval.high)
    if rubric.layout.gate_cap is not None:
        cap = rubric.band(rubric.layout.gate_cap)
        if any(gate.state in ("failed", "open") for gate in gates):
            low = min(low, cap, key=lambda band: band.from_)
        if any(gate.state == "failed" for gate in gates):
            high = min(high, cap, key=lambda band: band.from_)
    return Grade(low, high)
