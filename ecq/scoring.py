"""(rubric, assessment) -> Scorecard, exactly. The only place where a score is computed.

Knows points, credits, intervals, gates and grades. Must not know the clock, languages, files or screens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ecq.applicability import holds
from ecq.assessment import Assessment, credit_of
from ecq.rubric import GradeBand, Node, Rubric, gate_credit, shares

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

    def gates_in(self, state: GateState) -> tuple[GateScore, ...]:
        """The gates in that state, in question order."""
        return tuple(gate for gate in self.gates if gate.state == state)


def score(rubric: Rubric, assessment: Assessment) -> Scorecard:
    """Score an assessment under a rubric. Pure: the same input always gives the same scorecard.

    Source of the rules: docs/scoring.md. Where nothing counts at all (everything set aside or hidden) nothing is
    known, so the score is the widest interval, 0 to 100.
    """
    states = {question_id: _state(rubric, assessment, question_id) for question_id in rubric.order}
    counted = frozenset(q for q, (state, _) in states.items() if state not in ("na", "hidden"))
    worth = points(rubric, counted)
    questions: dict[str, QuestionScore] = {}
    for question_id, (state, credit) in states.items():
        dimension, indicator = rubric.place[question_id]
        questions[question_id] = QuestionScore(
            question_id,
            dimension,
            indicator,
            state,
            worth.get(question_id, ZERO),
            credit,
            assessment.response(question_id).evidenced,
        )
    nodes: dict[str, NodeScore] = {}
    total = _sum_nodes(rubric.layout.tree, questions, nodes, 0)
    gates = tuple(_gate(rubric, questions[q]) for q in rubric.order if rubric.by_id[q].gate)
    interval = Interval(total.low, total.high) if counted else Interval(ZERO, HUNDRED)
    answered = [one for one in questions.values() if one.state == "answered"]
    answered_points = sum((one.points for one in answered), ZERO)
    return Scorecard(
        score=interval,
        evidenced=Interval(total.evidenced, total.evidenced + _open_points(questions)) if counted else interval,
        so_far=HUNDRED * total.low / answered_points if answered_points else None,
        grade=_grade(rubric, interval, gates),
        questions=questions,
        nodes=nodes,
        gates=tuple(gate for gate in gates if questions[gate.question].state != "hidden"),
        counts=_counts(questions),
    )


def _state(rubric: Rubric, assessment: Assessment, question_id: str) -> tuple[QuestionState, Fraction | None]:
    question = rubric.by_id[question_id]
    applies = holds(question.applies, assessment.profile)
    if applies is False:
        return "hidden", None
    if applies is None:
        return "undecided", None
    response = assessment.response(question_id)
    if response.state == "na" and question.not_applicable:
        return "na", None
    if response.state == "unsure":
        return "unsure", None
    credit = credit_of(question, response.value) if response.state == "answered" else None
    return ("unanswered", None) if credit is None else ("answered", credit)


def points(rubric: Rubric, counted: frozenset[str]) -> Mapping[str, Fraction]:
    """What each counted question is worth; sums to exactly 100 unless nothing counts.

    A node without a counted question drops out and its weight goes to its siblings.
    """
    return _points(_ByDigest(rubric), counted)


class _ByDigest:
    """A rubric as a key: two of one digest say the same, so hashing the whole tree each time would be waste."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric

    def __hash__(self) -> int:
        return hash(self.rubric.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and other.rubric.digest == self.rubric.digest


@lru_cache(maxsize=256)
def _points(key: _ByDigest, counted: frozenset[str]) -> Mapping[str, Fraction]:
    worth: dict[str, Fraction] = {}

    def live(node: Node) -> bool:
        return any(placed.question in counted for placed in node.questions) or any(map(live, node.children))

    def spread(nodes: tuple[Node, ...], nominal: Fraction, actual: Fraction) -> None:
        known = [node for node in nodes if node.status != "unknown"]
        stated = shares(nominal, tuple(node.points for node in known))
        alive = [(node, part) for node, part in zip(known, stated, strict=True) if live(node)]
        whole = sum((part for _, part in alive), ZERO)
        for node, part in alive:
            here = actual * part / whole
            if node.children:
                spread(node.children, part, here)
                continue
            parts = shares(part, tuple(placed.points for placed in node.questions))
            kept = [(p.question, w) for p, w in zip(node.questions, parts, strict=True) if p.question in counted]
            among = sum((w for _, w in kept), ZERO)
            worth.update({question: here * w / among for question, w in kept})

    spread(key.rubric.layout.tree, HUNDRED, HUNDRED)
    return worth


@dataclass
class _Sum:
    points: Fraction = ZERO
    low: Fraction = ZERO
    high: Fraction = ZERO
    evidenced: Fraction = ZERO
    asked: int = 0
    open: int = 0


def _sum_nodes(
    nodes: tuple[Node, ...], questions: Mapping[str, QuestionScore], into: dict[str, NodeScore], depth: int
) -> _Sum:
    total = _Sum()
    for node in nodes:
        into[node.id] = NodeScore(node.id, depth, ZERO, ZERO, ZERO, ZERO, 0, 0)
        own = _sum_nodes(node.children, questions, into, depth + 1)
        for placed in node.questions:
            _add_question(own, questions[placed.question])
        into[node.id] = NodeScore(node.id, depth, own.points, own.low, own.high, own.evidenced, own.asked, own.open)
        total.points += own.points
        total.low += own.low
        total.high += own.high
        total.evidenced += own.evidenced
        total.asked += own.asked
        total.open += own.open
    return total


def _add_question(own: _Sum, question: QuestionScore) -> None:
    if question.state == "hidden":
        return
    own.asked += 1
    own.points += question.points
    if question.open:
        own.open += 1
        own.high += question.points
    elif question.credit is not None:
        gained = question.contribution
        own.low += gained
        own.high += gained
        if question.evidenced:
            own.evidenced += gained


def _open_points(questions: Mapping[str, QuestionScore]) -> Fraction:
    return sum((one.points for one in questions.values() if one.open), ZERO)


def _gate(rubric: Rubric, question: QuestionScore) -> GateScore:
    needed = gate_credit(rubric.by_id[question.id])
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
