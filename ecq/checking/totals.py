"""Totals that can be reached when each part adds one of a few whole amounts.

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
from typing import Any

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
