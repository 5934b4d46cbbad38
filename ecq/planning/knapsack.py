"""One option from each group, so that the gains reach a need at least cost: a multiple-choice knapsack, solved exactly.

Knows whole numbers only; must not know questions, points or days.

The method: the linear relaxation gives a price per unit of gain. At that price every option has a loss of at least 0
against the best of its group, and a choice costs

    bound + losses + price x (gain beyond the need).

So every choice that costs at most `bound + budget` is made of options whose losses sum to at most `budget`. Searching
those with the smallest budget that holds any choice finds the optimum and every choice that ties with it. The budget is
mostly a sliver, so few options are left and the search is short.

Where very many options are equally good, the search is too wide. Then a table over every cost is built, which takes no
more than the number of options times the number of costs; and where that is too large as well, the best choice found
is given with the cost below which there is proved to be none. All three are counted in steps, so the time has a bound
and the same problem always has the same answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import NamedTuple

WORK = 1_000_000
"""Up to so many options times states are looked at in one search; beyond, the likeliest are, and it is not exact."""

CELLS = 6_000_000
"""Up to so many options times costs, a table over every cost is built."""


class Option(NamedTuple):
    """What choosing it costs and gains (whole numbers from 0), how many steps it counts, and its rank in its group."""

    cost: int
    gain: int
    steps: int
    rank: int


class Capped(NamedTuple):
    """An option and its loads, one for each ceiling (`ceilings.py`)."""

    cost: int
    gain: int
    steps: int
    rank: int
    loads: tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """The rank chosen in each group, total cost and gain; `price` of a unit of gain and the `bound` it proves.

    Any choice reaching the need costs at least `bound`: the sum over the groups of the least `cost - price x gain`,
    plus `price x need`. None costs less than `floor`; that is the cost itself unless the search had to be cut short.
    `exact`: it is the optimum, ties included.
    """

    ranks: tuple[int, ...]
    cost: int
    gain: int
    price: Fraction
    bound: Fraction
    floor: int
    exact: bool


def least_cost(groups: Sequence[Sequence[Option]], need: int, work: int = WORK) -> Choice | None:
    """The cheapest choice whose gains reach `need`; None where none does. With less `work`, nothing but a search of that.

    Ties go to the higher gain, then to fewer steps, then to the higher rank in the first group where they differ.
    """
    useful = [_useful(group) for group in groups]
    if sum(group[-1].gain for group in useful) < need:
        return None
    choice = _searched(useful, need, work)
    if choice.exact or work < WORK:
        return choice
    table = _table(useful, choice.cost)
    return choice if table is None else _taken(choice, useful, table.cheapest(need))


def most_gain(groups: Sequence[Sequence[Option]], cap: int) -> Choice | None:
    """The choice of most gain that costs at most `cap`; None where none does. Ties go to the lower cost, then as above.

    The same problem seen from the other end: give up as little gain as possible while saving enough cost.
    """
    useful = [_useful(group) for group in groups]
    if sum(group[0].cost for group in useful) > cap:
        return None
    dearest, richest = sum(group[-1].cost for group in useful), sum(group[-1].gain for group in useful)
    turned = [
        [Option(group[-1].gain - one.gain, group[-1].cost - one.cost, one.steps, one.rank) for one in reversed(group)]
        for group in useful
    ]
    found = _searched(turned, dearest - cap, WORK)
    choice = replace(found, cost=dearest - found.gain, gain=richest - found.cost)
    table = None if choice.exact else _table(useful, cap)
    return choice if table is None else _taken(choice, useful, table.richest())


def frontier(groups: Sequence[Sequence[Option]]) -> list[tuple[int, int]] | None:
    """Every (cost, gain) that no choice beats, rising: the most gain that each cost can buy. None where that is too much."""
    useful = [_useful(group) for group in groups]
    table = _table(useful, sum(group[-1].cost for group in useful))
    return None if table is None else table.frontier()


def _taken(choice: Choice, groups: list[list[Option]], ranks: tuple[int, ...]) -> Choice:
    taken = [next(one for one in group if one.rank == rank) for group, rank in zip(groups, ranks, strict=True)]
    cost, gain = sum(one.cost for one in taken), sum(one.gain for one in taken)
    return replace(choice, ranks=ranks, cost=cost, gain=gain, floor=cost, exact=True)


def _searched(groups: list[list[Option]], need: int, work: int) -> Choice:
    """The best choice the search can find; `exact` where it never became too wide. The groups can reach the need."""
    small, least = _shrunk(groups, need)
    price, ceiling, rounded = _relaxed(small, least)
    p, q = price.numerator, price.denominator
    best = [min(q * one.cost - p * one.gain for one in group) for group in small]
    bound = sum(best) + p * least  # in 1/q of a unit of cost
    losses = [[q * one.cost - p * one.gain - low for one in group] for group, low in zip(small, best, strict=True)]
    first = -bound % q  # costs are whole, so only these budgets matter: first, first + q, first + 2q, ...
    most, units, floor, exact = q * ceiling - bound, 0, (bound + first) // q, True
    while True:
        budget = min(most, first + units * q) if exact else most
        kept = [
            [one for one, loss in zip(group, lost, strict=True) if loss <= budget]
            for group, lost in zip(small, losses, strict=True)
        ]
        ranks, whole = _search(kept, least, p, q, budget + sum(best), work)
        exact = exact and whole
        if ranks is not None:
            break
        if exact:
            assert budget < most, "the relaxed choice rounded up is itself within the largest budget"
            floor = (bound + budget) // q + 1
        elif budget == most:
            ranks = rounded
            break
        units = 2 * units + 1
    return _choice(groups, ranks, need, price * Fraction(*_steps(groups)), floor, exact)


def _choice(
    groups: list[list[Option]], ranks: tuple[int, ...], need: int, price: Fraction, floor: int, exact: bool
) -> Choice:
    taken = [next(one for one in group if one.rank == rank) for group, rank in zip(groups, ranks, strict=True)]
    p, q = price.numerator, price.denominator
    least = sum(min(q * one.cost - p * one.gain for one in group) for group in groups) + p * need
    cost, gain = sum(one.cost for one in taken), sum(one.gain for one in taken)
    proved = cost if exact else floor * _steps(groups)[0] + sum(group[0].cost for group in groups)
    return Choice(ranks, cost, gain, price, Fraction(least, q), min(proved, cost), exact)


def _steps(groups: list[list[Option]]) -> tuple[int, int]:
    """The greatest common divisors of what costs, and what gains, differ by within the groups; 1 where nothing does."""
    costs = gcd(*(one.cost - group[0].cost for group in groups for one in group))
    gains = gcd(*(one.gain - group[0].gain for group in groups for one in group))
    return costs or 1, gains or 1


def _shrunk(groups: list[list[Option]], need: int) -> tuple[list[list[Option]], int]:
    """The same problem from 0 and in the largest whole units there are, which keeps the numbers of the search small."""
    costs, gains = _steps(groups)
    small = [
        [
            Option((one.cost - group[0].cost) // costs, (one.gain - group[0].gain) // gains, one.steps, one.rank)
            for one in group
        ]
        for group in groups
    ]
    return small, -((sum(group[0].gain for group in groups) - need) // gains)


def _useful(group: Sequence[Option]) -> list[Option]:
    """The options of a group that no other beats, rising in cost and gain."""
    kept: list[Option] = []
    for one in sorted(group, key=lambda option: (option.cost, -option.gain, option.steps, -option.rank)):
        if not kept or one.gain > kept[-1].gain:
            kept.append(one)
    return kept


def _segments(groups: list[list[Option]]) -> list[tuple[int, Option, Option]]:
    """The rises of the relaxation, cheapest gain first: group, from, to."""
    found: list[tuple[int, Option, Option]] = []
    for at, group in enumerate(groups):
        hull: list[Option] = []
        for one in group:
            while len(hull) > 1 and _above(hull[-2], hull[-1], one):
                hull.pop()
            hull.append(one)
        found += [(at, low, high) for low, high in pairwise(hull)]
    common = lcm(*{high.gain - low.gain for _, low, high in found})  # whole numbers sort faster than fractions
    found.sort(key=lambda one: ((one[2].cost - one[1].cost) * (common // (one[2].gain - one[1].gain)), *one))
    return found


def _relaxed(groups: list[list[Option]], need: int) -> tuple[Fraction, int, tuple[int, ...]]:
    """The price of gain in the linear relaxation, and cost and ranks of one choice that reaches the need; groups from 0."""
    reached, spent, price, ranks = 0, 0, Fraction(0), [group[0].rank for group in groups]
    for at, low, high in _segments(groups):
        if reached >= need:
            break
        dearer, more = high.cost - low.cost, high.gain - low.gain
        price, spent, reached, ranks[at] = Fraction(dearer, more), spent + dearer, reached + more, high.rank
    return price, spent, tuple(ranks)


def _above(low: Option, middle: Option, high: Option) -> bool:
    """Whether the middle one costs at least what a mixture of its neighbours would."""
    return (middle.cost - low.cost) * (high.gain - middle.gain) >= (high.cost - middle.cost) * (middle.gain - low.gain)


class Packing:
    """Gain, steps and ranks of a choice as one whole number, greater for the better one; those of its options add up.

    From the top: the gain, how many steps fewer than the most there can be, the rank in the first group, in the second ...
    """

    def __init__(self, groups: Sequence[Sequence[Option | Capped]]) -> None:
        widths = [max(one.rank for one in group).bit_length() for group in groups]
        self._places = [sum(widths[at + 1 :]) for at in range(len(groups))]
        self._masks = [(1 << width) - 1 for width in widths]
        self._ranks = sum(widths)
        steps = sum(max(one.steps for one in group) for group in groups)
        self.shift = self._ranks + steps.bit_length()
        self.start = steps << self._ranks

    def packed(self, at: int, one: Option | Capped) -> int:
        """An option of a group."""
        return (one.gain << self.shift) - (one.steps << self._ranks) + (one.rank << self._places[at])

    def ranks(self, packed: int) -> tuple[int, ...]:
        """The ranks of a whole choice."""
        return tuple(packed >> place & mask for place, mask in zip(self._places, self._masks, strict=True))


def _search(
    groups: list[list[Option]], need: int, p: int, q: int, limit: int, work: int
) -> tuple[tuple[int, ...] | None, bool]:
    """The best choice with `q x cost - p x gain` of at most the limit less `p x` what is gained beyond the need.

    Also whether all such choices were looked at: where a group leaves too many states, the likeliest stay.
    """
    packing, whole = Packing(groups), True
    width = max(work // sum(len(group) for group in groups), 100) if groups else 1
    low, high = (sum(pick(one.gain for one in group) for group in groups) for pick in (min, max))
    left = sum(min(q * one.cost - p * one.gain for one in group) for group in groups)
    states = {0: packing.start}  # cost -> the best choice of that cost
    # Groups that decide most come first: what the rest can still gain is then soon little, and few states can reach the need.
    order = sorted(range(len(groups)), key=lambda at: groups[at][0].gain - groups[at][-1].gain)
    for at in order:
        group = groups[at]
        low, high = low - group[0].gain, high - group[-1].gain
        left -= min(q * one.cost - p * one.gain for one in group)
        within = limit - left
        most = (within + p * (need - low)) // q
        enough = need - high << packing.shift
        reached: dict[int, int] = {}
        for one in group:
            value = packing.packed(at, one)
            for before, packed in states.items():
                cost = before + one.cost
                if cost > most:
                    break
                new = packed + value
                if new >= enough and new > reached.get(cost, -1):
                    reached[cost] = new
        states = _unbeaten(reached, packing.shift, p, q, within)
        if not states:
            return None, whole
        if len(states) > width:
            whole = False
            states = _likeliest(states, width, packing.shift, p, q)
    return packing.ranks(next(iter(states.values()))), whole


def _unbeaten(states: dict[int, int], shift: int, p: int, q: int, within: int) -> dict[int, int]:
    """Without those that cost more than another and gain no more, or lose more than they may; rising in cost."""
    kept: dict[int, int] = {}
    best = -1
    for cost in sorted(states):
        gain = states[cost] >> shift
        if gain > best:
            best = gain
            if q * cost - p * gain <= within:
                kept[cost] = states[cost]
    return kept


def _likeliest(states: dict[int, int], width: int, shift: int, p: int, q: int) -> dict[int, int]:
    """Those that lose least, rising in cost."""
    losing = sorted(states, key=lambda cost: q * cost - p * (states[cost] >> shift))
    return {cost: states[cost] for cost in sorted(losing[:width])}


class _Table:
    """The best choice for every cost up to a limit, built group by group from all of them."""

    def __init__(self, groups: list[list[Option]], room: int) -> None:
        self._packing = Packing(groups)
        self._fixed = sum(group[0].cost for group in groups)
        best = [self._packing.start]
        for at in sorted(range(len(groups)), key=lambda at: groups[at][-1].cost - groups[at][0].cost):
            lowest = groups[at][0]
            grown = min(room + 1, len(best) + groups[at][-1].cost - lowest.cost)
            before = best + [best[-1]] * (grown - len(best))
            best = [one + self._packing.packed(at, lowest) for one in before]
            for option in groups[at][1:]:
                value, cost = self._packing.packed(at, option), option.cost - lowest.cost
                best[cost:] = map(max, best[cost:], (one + value for one in before))
        self._best = best

    def cheapest(self, need: int) -> tuple[int, ...]:
        """The ranks of the cheapest choice that reaches the need."""
        return self._packing.ranks(self._best[bisect_left(self._best, need << self._packing.shift)])

    def richest(self) -> tuple[int, ...]:
        return self.cheapest(self._best[-1] >> self._packing.shift)

    def frontier(self) -> list[tuple[int, int]]:
        gains = [one >> self._packing.shift for one in self._best]
        return [(self._fixed + at, gain) for at, gain in enumerate(gains) if at == 0 or gain > gains[at - 1]]


def _table(groups: list[list[Option]], cost: int) -> _Table | None:
    """The table up to a total cost; None where it would be too large."""
    room = cost - sum(group[0].cost for group in groups)
    return _Table(groups, room) if room * sum(len(group) - 1 for group in groups) <= CELLS else None
