"""The scorer: (rubric, assessment) -> `Scorecard`, exactly. The only place where a score is computed.

It has no clock, languages, files or screens, so the same answers always give the same scorecard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

from ecq.assessment.model import Assessment, Response
from ecq.exact import cut
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, GradeBand, Node, Rubric, shares

QuestionState = Literal["unanswered", "answered", "unsure", "na", "hidden", "undecided"]
GateState = Literal["passed", "failed", "open", "na"]
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)


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

    @property
    def contribution(self) -> Fraction:
        """Points it is sure to add to the total."""
        return self.points * self.credit if self.credit is not None else ZERO

    @property
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
    nodes: Mapping[str, NodeScore]
    gates: tuple[GateScore, ...]
    counts: Counts

    def __repr__(self) -> str:
        low, high = cut(self.score.low, 2), cut(self.score.high, 2)
        grades = f"{self.grade.low.id} to {self.grade.high.id}"
        return f"Scorecard({low} to {high} of 100, {grades}, {self.counts.open} of {self.counts.applicable} open)"

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
    states = {
        question_id: _state(rubric.by_id[question_id], applies, assessment.response(question_id))
        for question_id, applies in rubric.applying(assessment.profile).items()
    }
    counted = frozenset(q for q, (state, _) in states.items() if state not in ("na", "hidden"))
    worth = _worth(ByDigest(rubric), counted)
    questions: dict[str, QuestionScore] = {}
    for question_id, (state, credit) in states.items():
        dimension, indicator = rubric.place[question_id]
        questions[question_id] = QuestionScore(
            question_id,
            dimension,
            indicator,
            state,
            worth.points.get(question_id, ZERO),
            credit,
            assessment.response(question_id).evidenced,
        )
    sums = _Sums(worth, questions)
    total = sums.visit(rubric.layout.tree, 0)
    gates = tuple(_gate(rubric, questions[q]) for q in rubric.order if rubric.by_id[q].gate)
    unknown = Interval(ZERO, HUNDRED)
    interval = Interval(sums.share(total.low), sums.share(total.high)) if counted else unknown
    open_points = total.high - total.low
    evidenced = Interval(sums.share(total.evidenced), sums.share(total.evidenced + open_points)) if counted else unknown
    answered_points = total.points - open_points
    return Scorecard(
        score=interval,
        evidenced=evidenced,
        so_far=Fraction(100 * total.low, answered_points) if answered_points else None,
        grade=_grade(rubric, interval, gates),
        questions=questions,
        nodes=sums.nodes,
        gates=tuple(gate for gate in gates if questions[gate.question].state != "hidden"),
        counts=_counts(questions),
    )


def _state(question: Question, applies: bool | None, response: Response) -> tuple[QuestionState, Fraction | None]:
    if applies is False:
        return "hidden", None
    if applies is None:
        return "undecided", None
    if response.state == "na" and question.not_applicable:
        return "na", None
    if response.state == "unsure":
        return "unsure", None
    credit = question.credit_of(response.value) if response.state == "answered" else None
    return ("unanswered", None) if credit is None else ("answered", credit)


def points(rubric: Rubric, counted: frozenset[str]) -> Mapping[str, Fraction]:
    """What each counted question is worth; sums to exactly 100 unless nothing counts.

    A node without a counted question drops out and its weight goes to its siblings.
    """
    return _worth(ByDigest(rubric), counted).points


@dataclass(frozen=True)
class _Worth:
    """Points as fractions, and the same as whole parts of 1/scale: adding whole numbers is what makes a score quick."""

    points: Mapping[str, Fraction]
    scale: int
    parts: Mapping[str, int]


@lru_cache(maxsize=256)
def _worth(key: ByDigest, counted: frozenset[str]) -> _Worth:
    worth: dict[str, Fraction] = {}

    def counts(node: Node) -> bool:
        return any(placed.question in counted for placed in node.questions) or any(map(counts, node.children))

    def spread(nodes: tuple[Node, ...], nominal: Fraction, actual: Fraction) -> None:
        known = [node for node in nodes if node.status != "unknown"]
        stated = shares(nominal, tuple(node.points for node in known))
        nodes_left = [(node, part) for node, part in zip(known, stated, strict=True) if counts(node)]
        whole = sum((part for _, part in nodes_left), ZERO)
        for node, part in nodes_left:
            here = actual * part / whole
            if node.children:
                spread(node.children, part, here)
                continue
            parts = shares(part, tuple(placed.points for placed in node.questions))
            asked = [(p.question, w) for p, w in zip(node.questions, parts, strict=True) if p.question in counted]
            among = sum((w for _, w in asked), ZERO)
            worth.update({question: here * w / among for question, w in asked})

    spread(key.rubric.layout.tree, HUNDRED, HUNDRED)
    scale = lcm(*(value.denominator for value in worth.values()))
    parts = {question: value.numerator * (scale // value.denominator) for question, value in worth.items()}
    return _Worth(worth, scale, parts)


@dataclass
class _Sum:
    """Whole parts of 1/(scale x fineness)."""

    points: int = 0
    low: int = 0
    high: int = 0
    evidenced: int = 0
    asked: int = 0
    open: int = 0

    def add(self, other: _Sum) -> None:
        self.points += other.points
        self.low += other.low
        self.high += other.high
        self.evidenced += other.evidenced
        self.asked += other.asked
        self.open += other.open


class _Sums:
    """Adds up questions into nodes, exactly, in whole numbers over one common denominator."""

    def __init__(self, worth: _Worth, questions: Mapping[str, QuestionScore]) -> None:
        self.nodes: dict[str, NodeScore] = {}
        self._parts = worth.parts
        self._questions = questions
        self._fineness = lcm(*(one.credit.denominator for one in questions.values() if one.credit is not None))
        self._whole = worth.scale * self._fineness

    def share(self, parts: int) -> Fraction:
        """So many parts in points."""
        return Fraction(parts, self._whole)

    def visit(self, nodes: tuple[Node, ...], depth: int) -> _Sum:
        """Sum of these nodes; each is noted on the way, parents before children."""
        total = _Sum()
        for node in nodes:
            self.nodes[node.id] = NodeScore(node.id, depth, ZERO, ZERO, ZERO, ZERO, 0, 0)
            own = self.visit(node.children, depth + 1)
            for placed in node.questions:
                self._count(own, self._questions[placed.question])
            amounts = (self.share(own.points), self.share(own.low), self.share(own.high), self.share(own.evidenced))
            self.nodes[node.id] = NodeScore(node.id, depth, *amounts, own.asked, own.open)
            total.add(own)
        return total

    def _count(self, own: _Sum, question: QuestionScore) -> None:
        if question.state == "hidden":
            return
        own.asked += 1
        worth = self._parts.get(question.id, 0) * self._fineness
        own.points += worth
        if question.open:
            own.open += 1
            own.high += worth
        elif question.credit is not None:
            gained = worth * question.credit.numerator // question.credit.denominator
            own.low += gained
            own.high += gained
            if question.evidenced:
                own.evidenced += gained


def _gate(rubric: Rubric, question: QuestionScore) -> GateScore:
    needed = rubric.by_id[question.id].gate_credit
    assert needed is not None
    state: GateState
    if question.state in ("na", "hidden"):
        state = "na"
    elif question.credit is None:
        state = "open"
    else:
        state = "passed" if question.credit >= needed else "failed"
    return GateScore(question.id, state, needed)


def _grade(rubric: Rubric, interval: Interval, gates: tuple[GateScore, ...]) -> Grade:
    low, high = rubric.grade_of(interval.low), rubric.grade_of(interval.high)
    if rubric.layout.gate_cap is not None:
        cap = rubric.band(rubric.layout.gate_cap)
        if any(gate.state in ("failed", "open") for gate in gates):
            low = min(low, cap, key=lambda band: band.from_)
        if any(gate.state == "failed" for gate in gates):
            high = min(high, cap, key=lambda band: band.from_)
    return Grade(low, high)


def _counts(questions: Mapping[str, QuestionScore]) -> Counts:
    states = [one.state for one in questions.values()]
    return Counts(
        applicable=sum(state != "hidden" for state in states),
        answered=states.count("answered"),
        na=states.count("na"),
        unsure=states.count("unsure"),
        open=sum(one.open for one in questions.values()),
    )
