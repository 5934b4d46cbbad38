"""What a rubric asks under one profile, and what each question is worth: its 100 points shared out exactly.

In whole numbers, the same for every answer. Remembered, since profiles change far less often than answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from math import gcd, lcm
from typing import NamedTuple

from ecq.rubric.conditions import ProfileValue
from ecq.rubric.model import ByDigest, Node, Rubric, shares
from ecq.scoring.answers import Answers, Stands

ZERO, HUNDRED = Fraction(0), Fraction(100)


def points(rubric: Rubric, counted: frozenset[str]) -> Mapping[str, Fraction]:
    """What each counted question is worth; sums to exactly 100 unless nothing counts.

    A node without a counted question drops out and its weight goes to its siblings.
    """
    return _points(ByDigest(rubric), counted)


@dataclass(frozen=True)
class _Weighed:
    """A node with its weight among its siblings as a whole number; `leaves` are all in it that have questions."""

    id: str
    weight: int
    nodes: tuple[_Weighed, ...]
    questions: tuple[tuple[str, int], ...]
    leaves: frozenset[str]


@lru_cache(maxsize=64)
def _weighed(key: ByDigest) -> tuple[_Weighed, ...]:
    """The tree in weights, which are the same whatever counts."""

    def weigh(nodes: tuple[Node, ...], nominal: Fraction) -> tuple[_Weighed, ...]:
        known = [node for node in nodes if node.status != "unknown"]
        parts = shares(nominal, tuple(node.points for node in known))
        weighed = []
        for node, part, weight in zip(known, parts, _whole_numbers(parts), strict=True):
            asked = [placed.question for placed in node.questions]
            own = _whole_numbers(shares(part, tuple(placed.points for placed in node.questions)))
            below = weigh(node.children, part)
            leaves = frozenset([node.id] if asked else []).union(*(one.leaves for one in below))
            weighed.append(_Weighed(node.id, weight, below, tuple(zip(asked, own, strict=True)), leaves))
        return tuple(weighed)

    return weigh(key.rubric.layout.tree, HUNDRED)


def _whole_numbers(parts: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole numbers in the same proportion."""
    scale = lcm(*(part.denominator for part in parts))
    return tuple(part.numerator * (scale // part.denominator) for part in parts)


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """An indicator with what it is worth, and its questions with their weights as whole numbers."""

    key: ByDigest
    points: Fraction
    weights: tuple[tuple[str, int], ...]


@lru_cache(maxsize=256)
def leaves_worth(key: ByDigest, counting: tuple[bool, ...]) -> tuple[Leaf, ...]:
    """The rubric's leaves, where those that are `counting` have a counted question; the others are worth 0."""
    left = {leaf.id for leaf, counts in zip(key.rubric.leaves, counting, strict=True) if counts}
    worth: dict[str, Fraction] = {}

    def spread(nodes: Sequence[_Weighed], numerator: int, denominator: int) -> None:
        remaining = [node for node in nodes if not node.leaves.isdisjoint(left)]
        whole = denominator * sum(node.weight for node in remaining)
        for node in remaining:
            here = numerator * node.weight
            spread(node.nodes, here, whole)
            if not node.nodes:
                worth[node.id] = Fraction(here, whole)

    spread(_weighed(key), 100, 1)
    parts = zip(key.rubric.leaves, _leaf_weights(key), strict=True)
    return tuple(Leaf(key, worth.get(leaf.id, ZERO), weights) for leaf, weights in parts)


@lru_cache(maxsize=64)
def _leaf_weights(key: ByDigest) -> tuple[tuple[tuple[str, int], ...], ...]:
    """For each of the rubric's leaves its questions with their weights as whole numbers."""

    def below(nodes: Sequence[_Weighed]) -> Iterator[tuple[tuple[str, int], ...]]:
        for node in nodes:
            yield from below(node.nodes)
            if node.questions:
                yield node.questions

    return tuple(below(_weighed(key)))


@lru_cache(maxsize=64)
def leaf_spans(key: ByDigest) -> tuple[tuple[int, int], ...]:
    """Which of the rubric's questions, in order, are those of each leaf (from, to)."""
    return tuple(pairwise(accumulate((len(leaf.questions) for leaf in key.rubric.leaves), initial=0)))


@lru_cache(maxsize=256)
def _points(key: ByDigest, counted: frozenset[str]) -> Mapping[str, Fraction]:
    asked = [[(q, weight) for q, weight in leaf if q in counted] for leaf in _leaf_weights(key)]
    worth: dict[str, Fraction] = {}
    for pairs, leaf in zip(asked, leaves_worth(key, tuple(map(bool, asked))), strict=True):
        among = leaf.points.denominator * sum(weight for _, weight in pairs)
        worth.update({question: Fraction(leaf.points.numerator * weight, among) for question, weight in pairs})
    return worth


REMEMBERED = 2_048
"""How many questions, and indicators, are remembered."""


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A question with where it stands and what it is worth."""

    id: str
    dimension: str
    indicator: str
    points: Fraction


@dataclass(frozen=True, eq=False)
class Indicator:
    """The questions of an indicator: adding whole numbers is what makes a score quick.

    A point has `scale` parts in it. `units`: how many of them a question earns for the smallest step of its credit, of
    which full credit has `credit_denominator`; 0 where it does not count.
    """

    leaf: Leaf
    answers: tuple[Answers, ...]
    scale: int
    units: tuple[int, ...]

    @property
    def asked(self) -> int:
        """How many questions apply, or may."""
        return sum(one.stands is not False for one in self.answers)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The questions with what they are worth."""
        place = self.leaf.key.rubric.place
        return tuple(
            Line(question.id, *place[question.id], Fraction(unit * question.credit_denominator, self.scale))
            for question, unit in zip([one.question for one in self.answers], self.units, strict=True)
        )


class Row(NamedTuple):
    """A node: how many questions are asked in it, and which of all are its own (from, to)."""

    id: str
    depth: int
    points: Fraction
    asked: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Table:
    """All indicators. A point has `scale` parts in sums of several; `units` are those of the questions in this scale."""

    rubric: Rubric
    indicators: tuple[Indicator, ...]
    scale: int
    units: tuple[int, ...]

    @property
    def counted(self) -> bool:
        """Whether any question counts."""
        return any(self.units)

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """What comes of what is said, question by question, in order."""
        return tuple(chain.from_iterable([one.answers for one in self.indicators]))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All questions, in order."""
        return tuple(chain.from_iterable([one.lines for one in self.indicators]))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each question stands among them, by its id."""
        return {line.id: place for place, line in enumerate(self.lines)}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The nodes above them, parents first."""
        return tuple(self._rows(self.rubric.layout.tree, 0, iter(self.indicators), 0))

    def _rows(self, nodes: tuple[Node, ...], depth: int, left: Iterator[Indicator], start: int) -> Iterator[Row]:
        for node in nodes:
            below = tuple(self._rows(node.children, depth + 1, left, start))
            if node.questions:
                own = next(left)
                row = Row(node.id, depth, own.leaf.points, own.asked, start, start + len(own.answers))
            else:
                inside = [one for one in below if one.depth == depth + 1]
                points, asked = sum((one.points for one in inside), ZERO), sum(one.asked for one in inside)
                row = Row(node.id, depth, points, asked, start, max([one.end for one in inside], default=start))
            yield row
            yield from below
            start = row.end

    def share(self, parts: int) -> Fraction:
        """So many parts in points."""
        return _share(parts, self.scale)


@lru_cache(maxsize=REMEMBERED)
def _share(parts: int, scale: int) -> Fraction:
    return Fraction(parts, scale)


@lru_cache(maxsize=256)
def table_of(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...], aside: frozenset[str]) -> Table:
    """The table of a rubric for a profile, given as sorted pairs, and the questions set aside."""
    stands: dict[str, Stands] = {**key.rubric.applying(dict(facts)), **dict.fromkeys(aside, "aside")}
    in_order = tuple(stands.values())
    by_leaf = [in_order[start:end] for start, end in leaf_spans(key)]
    worth = leaves_worth(key, tuple([True in leaf or None in leaf for leaf in by_leaf]))
    indicators = tuple(map(indicator, worth, by_leaf))
    scale = lcm(*[one.scale for one in indicators])
    units = []
    for one in indicators:
        finer = scale // one.scale
        units += [unit * finer for unit in one.units]
    return Table(key.rubric, indicators, scale, tuple(units))


@lru_cache(maxsize=REMEMBERED)
def indicator(leaf: Leaf, stands: tuple[Stands, ...]) -> Indicator:
    """One indicator; remembered, since under most profiles it is worth the same and asks the same."""
    answers = tuple([_answers(leaf.key, q, stand) for (q, _), stand in zip(leaf.weights, stands, strict=True)])
    weights = [0 if stand in (False, "aside") else own for (_, own), stand in zip(leaf.weights, stands, strict=True)]
    steps = [one.question.credit_denominator for one in answers]
    finest = lcm(*steps)
    scale = leaf.points.denominator * (sum(weights) or 1) * finest
    worth = leaf.points.numerator
    units = [worth * weight * (finest // own) for weight, own in zip(weights, steps, strict=True)]
    common = gcd(scale, *units)
    return Indicator(leaf, answers, scale // common, tuple([unit // common for unit in units]))


@lru_cache(maxsize=REMEMBERED)
def _answers(key: ByDigest, question_id: str, stands: Stands) -> Answers:
    return Answers(key.rubric.by_id[question_id], stands)
