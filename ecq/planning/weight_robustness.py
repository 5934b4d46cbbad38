"""Robustness: how far the indicators' weights may move before the guaranteed grade changes. Exact, with a witness.

Knows the indicators' points and scores. Must not know questions. Every indicator's weight may be multiplied by its own
factor from 1 - delta to 1 + delta; then all are renormalised to 100.

With weights w, scores s and factors f the score is below a line L just when the sum of f w (s - L) is negative. The least
that sum can be is D - delta x M, with D the sum of w (s - L) and M the sum of w |s - L|: factors 1 - delta above the line
and 1 + delta below it. So the grade can fall just when delta is above D / M for its lower end, and rise just when
delta is at least -D / M for its upper end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import HUNDRED, ONE, ZERO, Scorecard

BEYOND = Fraction(1, 1000)
"""A fall begins just above its delta, so its witness goes this part of the way from there to 1."""


@dataclass(frozen=True)
class Weighting:
    """Weights that flip the grade: `factors` by indicator, all within `delta` of 1; `points` they give, summing to 100."""

    delta: Fraction
    factors: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    score: Fraction
    grade: GradeBand


@dataclass(frozen=True)
class Robustness:
    """`delta` (0 to 1): the guaranteed grade is the same under all weights that move by less; 1: under all weights above 0.

    `falls`: above this delta the grade can fall; `rises`: from this delta on it can rise; None where it cannot. `delta` is
    the smaller. At a delta equal to `falls` the grade still stands. `witness` flips the grade; None where nothing does.
    `open`: questions are open, so that what is guaranteed need not be the grade.
    """

    grade: GradeBand
    score: Fraction
    delta: Fraction
    falls: Fraction | None
    rises: Fraction | None
    witness: Weighting | None
    open: bool


@dataclass(frozen=True)
class _Part:
    indicator: str
    points: Fraction
    score: Fraction


def robustness(rubric: Rubric, card: Scorecard) -> Robustness:
    """How far the weights of the indicators may move before the guaranteed grade changes."""
    card = card.all_open
    parts = [
        _Part(leaf.id, node.points, HUNDRED * node.low / node.points)
        for leaf in rubric.leaves
        for node in [card.nodes[leaf.id]]
        if node.points
    ]
    grade = card.grade.low
    falls = _turn(parts, grade.from_) if grade.from_ else None
    upper = _upper(rubric, card)
    rises = None if upper is None else _turn(parts, upper.from_)
    delta = min((one for one in (falls, rises) if one is not None), default=ONE)
    witness = None
    if rises is not None and upper is not None and rises == delta:
        witness = _weighted(rubric, card, parts, rises, upper.from_, up=True)
    elif falls is not None:
        witness = _weighted(rubric, card, parts, falls + (1 - falls) * BEYOND, grade.from_, up=False)
    return Robustness(grade, card.score.low, delta, falls, rises, witness, card.score.low < card.score.high)


def _upper(rubric: Rubric, card: Scorecard) -> GradeBand | None:
    """The band the grade would rise into; None at the top, and where a gate holds the grade down whatever the score."""
    cap, held = rubric.layout.gate_cap, card.gates_in("failed") or card.gates_in("open")
    if cap is not None and held and card.grade.low.from_ >= rubric.band(cap).from_:
        return None
    return next((band for band in rubric.bands if band.from_ > card.grade.low.from_), None)


def _turn(parts: list[_Part], line: Fraction) -> Fraction | None:
    """The delta at which the score can be brought onto a line; None where no weights above 0 bring it across."""
    distance = abs(sum((part.points * (part.score - line) for part in parts), ZERO))
    spread = sum((part.points * abs(part.score - line) for part in parts), ZERO)
    return None if distance == spread else distance / spread


def _weighted(
    rubric: Rubric, card: Scorecard, parts: list[_Part], delta: Fraction, line: Fraction, up: bool
) -> Weighting:
    """The weights within delta that bring the score furthest up, or down, against a line."""
    factors = {part.indicator: 1 + delta if (part.score > line) == up else 1 - delta for part in parts}
    whole = sum((factors[part.indicator] * part.points for part in parts), ZERO)
    points = {part.indicator: HUNDRED * factors[part.indicator] * part.points / whole for part in parts}
    score = sum((points[part.indicator] * part.score / HUNDRED for part in parts), ZERO)
    grade = rubric.grade_of(score)
    cap = rubric.layout.gate_cap
    if cap is not None and (card.gates_in("failed") or card.gates_in("open")):
        grade = min(grade, rubric.band(cap), key=lambda band: band.from_)
    return Weighting(delta, factors, points, score, grade)
