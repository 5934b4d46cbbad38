"""What each question is worth: the 100 points of a rubric, shared out exactly over the questions that count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from math import lcm

from ecq.rubric.model import ByDigest, Node, Rubric, shares

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
