"""What a rubric asks under one profile, and what each question is worth in whole numbers; the same for every answer.

Remembered, since profiles change far less often than answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, count, repeat
from math import lcm
from typing import Literal, NamedTuple

from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Node, Rubric
from ecq.scoring.points import ZERO, indicator_points, leaf_weights

REMEMBERED = 2_048
"""How many questions, and indicators, are remembered."""

Stands = bool | Literal["aside"] | None
"""Whether a question applies (None: not decided yet), or is set aside."""


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """A question before it is answered, whatever it is worth."""

    id: str
    question: Question
    dimension: str
    indicator: str
    stands: Stands


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A question with what it is worth; `parts` is that in whole parts of its indicator's scale.

    Adding whole numbers is what makes a score quick. All credits of the question divide its parts.
    """

    id: str
    asked: Asked
    points: Fraction
    parts: int


@dataclass(frozen=True, eq=False, slots=True)
class Indicator:
    """The questions of an indicator, how many of them are asked, and how many parts a point has in it."""

    lines: tuple[Line, ...]
    asked: int
    points: Fraction
    scale: int


class Row(NamedTuple):
    """A node: how many questions are asked in it, and which of the indicators are its own (from, to)."""

    id: str
    depth: int
    points: Fraction
    asked: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Table:
    """All indicators. `scale` is how many parts a point has in sums of several, `finer` how much that is finer than in each."""

    rubric: Rubric
    indicators: tuple[Indicator, ...]
    counted: bool

    @cached_property
    def scale(self) -> int:
        """Parts of a point in sums of several indicators."""
        return lcm(*(one.scale for one in self.indicators))

    @cached_property
    def finer(self) -> tuple[int, ...]:
        """How much finer that is than in each indicator."""
        return tuple(self.scale // one.scale for one in self.indicators)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All questions, in order."""
        return tuple(chain.from_iterable(one.lines for one in self.indicators))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The nodes above them, parents first."""
        return tuple(self._rows(self.rubric.layout.tree, 0, 0))

    def _rows(self, nodes: tuple[Node, ...], depth: int, start: int) -> Iterator[Row]:
        for node in nodes:
            below = tuple(self._rows(node.children, depth + 1, start))
            end = max((row.end for row in below), default=start + bool(node.questions))
            own = self.indicators[start:end]
            points, asked = sum((one.points for one in own), ZERO), sum(one.asked for one in own)
            yield Row(node.id, depth, points, asked, start, end)
            yield from below
            start = end

    def share(self, parts: int) -> Fraction:
        """So many parts in points."""
        return Fraction(parts, self.scale)


@lru_cache(maxsize=256)
def table_of(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...], aside: frozenset[str]) -> Table:
    """The table of a rubric for a profile, given as sorted pairs, and the questions set aside."""
    stands: dict[str, Stands] = {**key.rubric.applying(dict(facts)), **dict.fromkeys(aside, "aside")}
    by_leaf = [tuple([stands[q] for q, _ in leaf]) for leaf in leaf_weights(key)]
    worth = indicator_points(key, tuple([True in leaf or None in leaf for leaf in by_leaf]))
    return Table(key.rubric, tuple(map(_indicator, repeat(key), count(), worth, by_leaf)), any(worth))


@lru_cache(maxsize=REMEMBERED)
def _indicator(key: ByDigest, place: int, worth: Fraction, stands: tuple[Stands, ...]) -> Indicator:
    """One indicator; remembered, since under most profiles it is worth the same and asks the same."""
    weights = leaf_weights(key)[place]
    asked = [_asked(key, q, stand) for (q, _), stand in zip(weights, stands, strict=True)]
    counted = [0 if stand in (False, "aside") else weight for (_, weight), stand in zip(weights, stands, strict=True)]
    points = [worth * Fraction(weight, sum(counted) or 1) for weight in counted]
    scale = lcm(*(own.denominator * one.question.credit_denominator for own, one in zip(points, asked, strict=True)))
    lines = tuple(
        Line(one.id, one, own, own.numerator * (scale // own.denominator))
        for one, own in zip(asked, points, strict=True)
    )
    return Indicator(lines, len(stands) - stands.count(False), worth, scale)


@lru_cache(maxsize=REMEMBERED)
def _asked(key: ByDigest, question_id: str, stands: Stands) -> Asked:
    return Asked(question_id, key.rubric.by_id[question_id], *key.rubric.place[question_id], stands)
