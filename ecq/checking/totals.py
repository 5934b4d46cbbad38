"""What questions can add to a total, in whole numbers under one pattern and for all, and which totals can be reached.

The question is always: can the total lie in the window [low, high)?

Lemma. Let a part add amounts from 0 to `span` whose neighbours are at most `high - low` apart. A sum `s` with
`low - span <= s < high` can then be brought into the window: if it is below, take the least amount that lifts it to
`low` or more; the amount before left it below `low`, so it is lifted by less than the width past `low`.
So such a part may be left out if the window is widened downwards by its span, and the wider window takes in coarser
parts. What is left after that are parts too coarse for the window; their sums are listed one by one. The answer is
exact in both directions; only where too many sums would have to be listed is it "not decided".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm
from typing import Any

from ecq.rubric.conditions import Condition
from ecq.rubric.model import Node, Rubric, shares, walk
from ecq.scoring.scorecard import HUNDRED, ONE, ZERO
from ecq.scoring.table import points

SUMS_LISTED = 50_000


@dataclass(frozen=True)
class Part:
    """What one question can add to the total: amounts, rising, and the credit that each stands for."""

    question: str
    credits: tuple[Fraction, ...]
    amounts: tuple[int, ...]

    @cached_property
    def gap(self) -> int:
        """The widest distance between neighbouring amounts."""
        return max((b - a for a, b in pairwise(self.amounts)), default=0)

    @property
    def span(self) -> int:
        """From the least to the greatest amount."""
        return self.amounts[-1] - self.amounts[0]


@dataclass(frozen=True)
class Total:
    """A total that can be reached, and the credits that reach it."""

    amount: int
    credits: Mapping[str, Fraction]


@dataclass(frozen=True)
class Search:
    """Whether the window can be hit (None: not decided); where not, the nearest totals on either side."""

    hit: bool | None
    below: Total | None = None
    above: Total | None = None


HIT, UNDECIDED = Search(True), Search(None)


def search(parts: Sequence[Part], low: int, high: int) -> Search:
    """Whether a total of one amount from each part lies in [low, high). Exact; see the lemma above."""
    ordered = sorted(parts, key=lambda part: part.gap)
    base = sum(part.amounts[0] for part in parts)
    reach, fine = high - low, 0
    for part in ordered:
        if part.gap > reach:
            break
        reach += part.span
        fine += 1
    return _listed(ordered[:fine], ordered[fine:], base, low, high)


def _listed(fine: Sequence[Part], coarse: Sequence[Part], base: int, low: int, high: int) -> Search:
    """`coarse` parts one by one; `fine` ones only widen the window downwards, to `floor`."""
    floor = low - sum(part.span for part in fine)
    if floor <= base < high:
        return HIT
    sums: dict[int, Any] = {base: None}
    left = sum(part.span for part in coarse)
    for part in coarse:
        left -= part.span
        grown: dict[int, Any] = {}
        for total, chain in sums.items():
            for place, amount in enumerate(part.amounts):
                reached = total + amount - part.amounts[0]
                if floor <= reached < high:
                    return HIT
                grown.setdefault(reached, (chain, place))
        sums = _useful(grown, floor - left, high)
        if len(sums) > SUMS_LISTED:
            return UNDECIDED
    below = max((total for total in sums if total < floor), default=None)
    above = min((total for total in sums if total >= high), default=None)
    return Search(
        False,
        None if below is None else Total(below + low - floor, _credits(fine, -1, coarse, sums[below])),
        None if above is None else Total(above, _credits(fine, 0, coarse, sums[above])),
    )


def _useful(sums: dict[int, Any], least: int, high: int) -> dict[int, Any]:
    """Sums that can still end in the window; of those past it or out of its reach, only the nearest."""
    useful = {total: chain for total, chain in sums.items() if least <= total < high}
    past = min((total for total in sums if total >= high), default=None)
    short = max((total for total in sums if total < least), default=None)
    useful.update({total: sums[total] for total in (past, short) if total is not None})
    return useful


def _credits(fine: Sequence[Part], end: int, coarse: Sequence[Part], chain: Any) -> dict[str, Fraction]:
    credits = {part.question: part.credits[end] for part in fine}
    for part in reversed(coarse):
        chain, place = chain
        credits[part.question] = part.credits[place]
    return credits


TABLES_CACHED = 400


@dataclass(frozen=True)
class Table:
    """The questions that count together: what each adds, by credit, in parts of 1/scale of a point."""

    scale: int
    parts: tuple[Part, ...]
    needed: Mapping[str, Fraction]

    @cached_property
    def passing(self) -> tuple[Part, ...]:
        """The same where every gate is passed."""
        return tuple(self._passing(part) for part in self.parts)

    def _passing(self, part: Part) -> Part:
        needed = self.needed.get(part.question, ZERO)
        passing = [(c, a) for c, a in zip(part.credits, part.amounts, strict=True) if c >= needed]
        return Part(part.question, tuple(c for c, _ in passing), tuple(a for _, a in passing))

    @cached_property
    def whole(self) -> int:
        """100 points."""
        return sum(part.amounts[-1] for part in self.parts)


class Worth:
    """The credits of a rubric's questions, and tables of what they add."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self.credits = {q: tuple(sorted(set(rubric.by_id[q].scale.values()))) for q in rubric.order}
        self.needed = {q: needed for q in rubric.order if (needed := rubric.by_id[q].gate_credit) is not None}
        credits = [credit for one in self.credits.values() for credit in one]
        self._unit = lcm(*(number.denominator for number in (*credits, *(band.from_ for band in rubric.bands))))
        self._tables: dict[frozenset[str], Table] = {}

    def table(self, counted: frozenset[str]) -> Table:
        """The table of the questions that count; the last few hundred are remembered."""
        if counted not in self._tables:
            if len(self._tables) >= TABLES_CACHED:
                self._tables.clear()
            self._tables[counted] = self._worked_out(counted)
        return self._tables[counted]

    def known(self, counted: frozenset[str]) -> bool:
        """Whether the table is at hand."""
        return counted in self._tables

    def _worked_out(self, counted: frozenset[str]) -> Table:
        worth = points(self._rubric, counted)
        scale = lcm(*(value.denominator for value in worth.values())) * self._unit
        parts = []
        for q in (q for q in self._rubric.order if q in counted):
            credits, whole = self.credits[q], int(worth[q] * scale)  # divisible by every credit's denominator
            parts.append(Part(q, credits, tuple(whole * c.numerator // c.denominator for c in credits)))
        return Table(scale, tuple(sorted(parts, key=lambda part: part.gap)), self.needed)


@dataclass(frozen=True)
class Bounds:
    """The least and greatest points a question is worth under any pattern in which it applies."""

    least: Fraction
    most: Fraction


def bounds(rubric: Rubric) -> Mapping[str, Bounds]:
    """Bounds on each question's points. Sound, not tight: siblings that may drop out are taken to do so independently.

    A sibling counts for sure beside a question if it always applies or applies under just the same condition.
    """
    by_question: dict[str, Bounds] = {}
    conditions = {question.id: question.applies for question in rubric.questions}

    def descend(
        nodes: tuple[Node, ...], whole: Fraction, least: dict[str, Fraction], most: dict[str, Fraction]
    ) -> None:
        known = [node for node in nodes if node.status != "unknown"]
        parts = shares(whole, tuple(node.points for node in known))
        under = [
            (part, frozenset(placed.question for inner, _ in walk((node,)) for placed in inner.questions))
            for node, part in zip(known, parts, strict=True)
        ]
        for (part, questions), node in zip(under, known, strict=True):
            own_least, own_most = {}, {}
            for q in questions:
                own_least[q], own_most[q] = _share(part, under, questions, conditions, q, least[q], most[q])
            if node.children:
                descend(node.children, part, own_least, own_most)
            else:
                single = shares(part, tuple(placed.points for placed in node.questions))
                leaf = [(w, frozenset([p.question])) for w, p in zip(single, node.questions, strict=True)]
                for (w, one), placed in zip(leaf, node.questions, strict=True):
                    q = placed.question
                    by_question[q] = Bounds(*_share(w, leaf, one, conditions, q, own_least[q], own_most[q]))

    everything = dict.fromkeys(rubric.order, HUNDRED)
    descend(rubric.layout.tree, HUNDRED, everything, dict(everything))
    return by_question


def _share(
    part: Fraction,
    siblings: list[tuple[Fraction, frozenset[str]]],
    own: frozenset[str],
    conditions: Mapping[str, Condition | None],
    question: str,
    least: Fraction,
    most: Fraction,
) -> tuple[Fraction, Fraction]:
    """Least and greatest points of what `own` gets, of which `question` is one, from the points of its parent."""
    beside = [(w, questions) for w, questions in siblings if questions != own]
    sure = sum((w for w, qs in beside if any(conditions[q] in (None, conditions[question]) for q in qs)), ZERO)
    possible = sum((w for w, _ in beside), ZERO)
    return least * part / (part + possible), most * part / (part + sure)


def sure_to_hit(
    rubric: Rubric, worth: Worth, limits: Mapping[str, Bounds], width: Fraction, below: Fraction, passing: bool
) -> bool:
    """Whether under every pattern some total lies in any window of this width that starts above the least total.

    The lemma of totals.py with bounds in place of amounts: a question that may not apply widens nothing, and every
    one must be fine enough at its dearest. `below` is where the window ends: with `passing`, credits start at what the
    gates need, and these must not already add up to it. False says only that this argument does not decide it.
    """
    spread: list[tuple[Fraction, Fraction]] = []
    start = ZERO
    for question, bound in limits.items():
        floor = worth.needed.get(question, ZERO) if passing else ZERO
        credits = [credit for credit in worth.credits[question] if credit >= floor]
        gap = max((b - a for a, b in pairwise(credits)), default=ZERO)
        always = rubric.by_id[question].applies is None
        spread.append((gap * bound.most, (ONE - floor) * bound.least if always else ZERO))
        start += floor * bound.most
    reach = width
    for gap, span in sorted(spread):
        if gap > reach:
            return False
        reach += span
    return start < below
