"""The scorer: (rubric, assessment) -> `Scorecard`, exactly. The only place where a score is computed.

It has no clock, languages, files or screens, so the same answers always give the same scorecard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from ecq.assessment.model import NO_RESPONSE
from ecq.base.exact import cut
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import ByDigest, GradeBand, Rubric
from ecq.scoring.answers import OPEN, Answer, Answers, GateScore, GateState, QuestionState
from ecq.scoring.proof import proofs
from ecq.scoring.table import Line, Table, table_of

if TYPE_CHECKING:
    from ecq.assessment.as_scored import Scored, ScoredResponse

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
    """One question. `credit` is known only when answered; `points` is what it is worth now (0 when set aside).

    `proved` is the credit that evidence in hand proves; `held` are the pieces that are in hand, `needed` those its answer needs.
    """

    id: str
    dimension: str
    indicator: str
    state: QuestionState
    points: Fraction
    credit: Fraction | None
    proved: Fraction
    held: frozenset[str]
    needed: frozenset[str]

    @property
    def counts(self) -> bool:
        """Whether it carries points: it applies (or may apply) and is not set aside."""
        return self.state not in ("na", "hidden")

    @property
    def open(self) -> bool:
        """Whether its credit is still anything from 0 to 1."""
        return self.state in OPEN

    @cached_property
    def evidenced(self) -> bool:
        """Whether its answer earns points and evidence in hand proves all of it."""
        return bool(self.credit) and self.proved == self.credit

    @cached_property
    def unproved(self) -> bool:
        """Whether its answer earns points and evidence in hand does not prove all of it."""
        return bool(self.credit) and self.proved != self.credit

    @property
    def backed(self) -> Fraction:
        """Points that evidence in hand proves."""
        return self.points * self.proved

    @cached_property
    def contribution(self) -> Fraction:
        """Points it is sure to add to the total."""
        return self.points * self.credit if self.credit is not None else ZERO

    @cached_property
    def to_gain(self) -> Fraction:
        """Points between what it is sure to add and its full worth."""
        return self.points - self.contribution

    @property
    def gap(self) -> bool:
        """Whether points are to be gained on it: of one that hangs on a missing fact that is not known, even of its best answer."""
        return self.counts and self.state != "undecided" and self.to_gain > 0


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

    @cached_property
    def share(self) -> Interval | None:
        """Its own score from 0 to 100, as an interval; None where nothing in it applies."""
        if not self.points:
            return None
        return Interval(HUNDRED * self.low / self.points, HUNDRED * self.high / self.points)


@dataclass(frozen=True)
class Counts:
    """How many questions: applicable = answered + na + open; unsure is part of open."""

    applicable: int
    answered: int
    na: int
    unsure: int
    open: int


class Pieces(NamedTuple):
    """Pieces of evidence: in hand, of so many that are needed."""

    held: int
    needed: int


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
    _answers: Sequence[Answer]
    _proved: Sequence[int]
    _held: Sequence[frozenset[str]]
    _given: Sequence[ScoredResponse]
    _wider: Scorecard | None = None

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
        values = [one.value if said.gained else None for one, said in zip(self._given, self._answers, strict=True)]
        scores = map(_question, table.lines, table.answers, self._answers, self._proved, self._held, values)
        return dict(zip(table.rubric.order, scores, strict=True))

    def question(self, question_id: str) -> QuestionScore:
        """One question, without working out the others: after an answer no more is needed."""
        table, place = self._table, self._table.places[question_id]
        said = self._answers[place]
        value = self._given[place].value if said.gained else None
        return _question(table.lines[place], table.answers[place], said, self._proved[place], self._held[place], value)

    @cached_property
    def nodes(self) -> Mapping[str, NodeScore]:
        """Dimensions and indicators by id, parents first."""
        table, answers = self._table, self._answers
        gained = _up_to([unit * one.gained for unit, one in zip(table.units, answers, strict=True)])
        gaining = _up_to([unit * one.open for unit, one in zip(table.units, answers, strict=True)])
        certain = _up_to(map(mul, table.units, self._proved))
        count = _up_to([one.open > 0 for one in answers])
        scores: dict[str, NodeScore] = {}
        for key, depth, points, asked, start, end in table.rows:
            low = gained[end] - gained[start]
            ends = low, low + gaining[end] - gaining[start], certain[end] - certain[start]
            low_points, high_points, proved = [table.share(parts) for parts in ends]
            still_open = count[end] - count[start]
            scores[key] = NodeScore(key, depth, points, low_points, high_points, proved, asked, still_open)
        return scores

    @cached_property
    def pieces(self) -> Pieces:
        """How many pieces of evidence the answers need, and how many of these are in hand."""
        each = self.questions.values()
        return Pieces(sum(len(one.needed & one.held) for one in each), sum(len(one.needed) for one in each))

    @property
    def all_open(self) -> Scorecard:
        """The same with every question that hangs on a missing fact taken as open: what questions add sums up to its score."""
        return self._wider or self

    @property
    def hanging(self) -> int:
        """How many questions hang on missing facts of the profile: no answer to them is asked for, but the facts are."""
        return [one.state for one in self._answers].count("undecided")

    @cached_property
    def unproved(self) -> int:
        """How many answers earn points that evidence in hand does not prove in full."""
        return sum([proved != one.gained for one, proved in zip(self._answers, self._proved, strict=True)])

    @property
    def waiting(self) -> int:
        """How many questions wait for an answer: the open ones that hang on no missing fact."""
        return self.counts.open - self.hanging

    @property
    def tells(self) -> bool:
        """Whether there is a score to show: something is answered or set aside, and a question is left that counts."""
        return bool(self.counts.answered or self.counts.na) and self.counts.applicable > self.counts.na

    def gates_in(self, state: GateState) -> tuple[GateScore, ...]:
        """The gates in that state, in question order."""
        return tuple([gate for gate in self.gates if gate.state == state])


def score(rubric: Rubric, assessment: Scored) -> Scorecard:
    """Score an assessment under a rubric. Pure: the same input always gives the same scorecard.

    Source of the rules: docs/scoring.md. Where nothing counts at all (everything set aside or hidden) nothing is
    known, so the score is the widest interval, 0 to 100.
    """
    responses, applying = assessment.responses, rubric.applying(assessment.profile)
    marked = [q for q, one in responses.items() if one.state == "na"]
    aside = frozenset([q for q in marked if applying.get(q) and rubric.by_id[q].not_applicable])
    table = table_of(ByDigest(rubric), tuple(sorted(assessment.profile.items())), aside)
    said: list[ScoredResponse] = [responses.get(q, NO_RESPONSE) for q in rubric.order]
    answers = [given(known, one) for known, one in zip(table.answers, said, strict=True)]
    held, proved = held_and_proved(table.answers, assessment, said, answers)
    interval = backed = Interval(ZERO, HUNDRED)
    so_far = None
    if table.counted:
        low, still_open, certain = sums(table.units, answers, proved)
        interval = Interval(table.share(low), table.share(low + still_open))
        backed = Interval(table.share(certain), table.share(certain + still_open))
        decided = 100 * table.scale - still_open
        so_far = Fraction(100 * low, decided) if decided else None
    gates = tuple([one.gate for one in answers if one.gate is not None])
    states = [one.state for one in answers]
    applicable, answered = len(states) - states.count("hidden"), states.count("answered")
    counts = Counts(applicable, answered, len(aside), states.count("unsure"), applicable - answered - len(aside))
    return Scorecard(
        interval, backed, so_far, grade_of(rubric, interval, gates), gates, counts, table, answers, proved, held, said
    )


# What an answer adds


def given(known: Answers, response: ScoredResponse) -> Answer:
    """What a response comes to."""
    return known[response.value] if response.state == "answered" else known.otherwise[response.state]


def held_and_proved(
    asked: Sequence[Answers], assessment: Scored, said: Sequence[ScoredResponse], answers: Sequence[Answer]
) -> tuple[list[frozenset[str]], list[int]]:
    """Of each question the pieces of evidence in hand on the day, and the whole parts of its credit that they prove."""
    day, reviewed = assessment.day, bool(assessment.reviewer)
    found = proofs([known.question for known in asked], said, day, reviewed)
    return [one.held for one in found], [
        one.steps if answer.gained else 0 for one, answer in zip(found, answers, strict=True)
    ]


def _up_to(parts: Iterable[int]) -> list[int]:
    """The sum of the first parts, from none on: what lies between two places is a difference."""
    return [*accumulate(parts, initial=0)]


def sums(units: Sequence[int], answers: Sequence[Answer], proved: Sequence[int]) -> tuple[int, int, int]:
    """Whole parts that are earned, that may still be, and that are earned with evidence."""
    earned = sum([unit * one.gained for unit, one in zip(units, answers, strict=True)])
    still_open = sum([unit * one.open for unit, one in zip(units, answers, strict=True) if one.open])
    return earned, still_open, sum(map(mul, units, proved))


@lru_cache(maxsize=REMEMBERED)
def _question(
    line: Line, known: Answers, answer: Answer, proved: int, held: frozenset[str], value: Value | None
) -> QuestionScore:
    credit = Fraction(proved, known.question.credit_denominator)
    return QuestionScore(
        line.id,
        line.dimension,
        line.indicator,
        answer.state,
        line.points,
        answer.credit,
        credit,
        held,
        known.question.needed(value),
    )


def grade_of(rubric: Rubric, interval: Interval, gates: Sequence[GateScore]) -> Grade:
    """The grade of an interval, under the cap that failed and open gates lay on it where the rubric has one."""
    low, high = rubric.grade_of(interval.low), rubric.grade_of(interval.high)
    if (cap := rubric.cap) is not None:
        if any(gate.state in ("failed", "open") for gate in gates):
            low = min(low, cap, key=lambda band: band.from_)
        if any(gate.state == "failed" for gate in gates):
            high = min(high, cap, key=lambda band: band.from_)
    return Grade(low, high)
