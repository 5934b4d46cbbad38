"""What each question is worth: the 100 points of a rubric, shared out exactly over the questions that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

from ecq.rubric.model import ByDigest, Node, Rubric, shares

HUNDRED = Fraction(100)


def points(rubric: Rubric, counted: frozenset[str]) -> Mapping[str, Fraction]:
    """What each counted question is worth; sums to exactly 100 unless nothing counts.

    A node without a counted question drops out and its weight goes to its siblings.
    """
    return _points(ByDigest(rubric), counted)


@dataclass(frozen=True)
class _Weighed:
    """A node with its weight among its siblings as a whole number, and all questions in it, at whatever depth."""

    weight: int
    nodes: tuple[_Weighed, ...]
    questions: tuple[tuple[str, int], ...]
    within: frozenset[str]


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
            within = frozenset(asked).union(*(one.within for one in below))
            weighed.append(_Weighed(weight, below, tuple(zip(asked, own, strict=True)), within))
        return tuple(weighed)

    return weigh(key.rubric.layout.tree, HUNDRED)


def _whole_numbers(parts: Sequence[Fraction]) -> tuple[int, ...]:
    """The smallest whole numbers in the same proportion."""
    scale = lcm(*(part.denominator for part in parts))
    numbers = [part.numerator * (scale // part.denominator) for part in parts]
    common = gcd(*numbers) or 1
    return tuple(number // common for number in numbers)


@lru_cache(maxsize=256)
def _points(key: ByDigest, counted: frozenset[str]) -> Mapping[str, Fraction]:
    worth: dict[str, Fraction] = {}

    def spread(nodes: Sequence[_Weighed], numerator: int, denominator: int) -> None:
        left = [node for node in nodes if not node.within.isdisjoint(counted)]
        whole = denominator * sum(node.weight for node in left)
        for node in left:
            here = numerator * node.weight
            spread(node.nodes, here, whole)
            asked = [(question, weight) for question, weight in node.questions if question in counted]
            among = whole * sum(weight for _, weight in asked)
            worth.update({question: Fraction(here * weight, among) for question, weight in asked})

    spread(_weighed(key), 100, 1)
    return worth
