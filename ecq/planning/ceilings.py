"""One option from each group at least cost, with enough gain, while other sums stay within ceilings; solved exactly.

Knows whole numbers only; must not know questions, points, days or people.

The method is that of `knapsack.py` with a price for every ceiling too. At any prices from 0, for gain (p) and for each
load (l), every choice within the ceilings costs

    bound + losses + p x (gain beyond the need) + l x (ceiling less load),

where a loss is what an option has above the best of its group at these prices. So every choice that costs at most
`bound + budget` has losses of at most `budget` in all. Those are searched with the smallest budget that can hold a choice,
then with larger ones, until the best found is within the budget: then nothing was left out. Which prices are taken makes
the search wide or narrow, never wrong.

Work is counted in steps. Where it runs out, the likeliest choices are looked at, and `floor` says below which cost there is
proved to be none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor, isqrt
from typing import NamedTuple

from ecq.planning.knapsack import Capped, Packing

FINE = 16384
"""Prices of loads are multiples of 1/FINE of a unit of cost for each unit of load."""

DEAREST = 1 << 36
"""The highest price of a load that is tried: what cannot keep a ceiling even then costs more than anything there is."""

TRIED = 10
"""So many prices of a load are tried, each time it is its turn."""

TURNS = 3
"""So often each load has its turn."""

NARROWEST = 100
"""So many states are kept of each group however little work is left."""

COMPARED = 60
"""With so many others a state is compared, to see whether it is beaten."""


class Group:
    """Options of which one is chosen: those that no other beats, rising in cost. No ceiling is loaded by two parts.

    `least` and `most` are the lowest and the highest cost and loads of any; `loaded` says which ceilings they load.
    """

    def __init__(self, part: int, options: Iterable[Capped]) -> None:
        self.part, self.options = part, _useful(options)
        sums = list(zip(*((one.cost, *one.loads) for one in self.options), strict=True))
        self.least, self.most = tuple(map(min, sums)), tuple(map(max, sums))
        self.loaded = tuple(place for place, load in enumerate(self.most[1:]) if load)
        self.most_gain = max(one.gain for one in self.options)
        self._rises: dict[tuple[int, ...], tuple[Capped, list[_Rise]]] = {}

    def rises(self, rates: Sequence[int]) -> tuple[Capped, list[_Rise]]:
        """The option to begin with at these prices of the loads, and how one rises from there."""
        own = tuple(rates[place] for place in self.loaded)
        if own not in self._rises:
            hull = _hull(self.options, rates)
            self._rises[own] = hull[0][1], [_rise(low, high) for low, high in pairwise(hull)]
        return self._rises[own]


@dataclass
class Work:
    """How many steps are left, an option looked at for a state being one."""

    left: int


@dataclass(frozen=True)
class Within:
    """What was found: the rank chosen in each group, or None. No choice costs less than `floor`.

    `floor` is None where no choice at all is proved to be within the ceilings. `exact`: the choice is the optimum, ties
    included, or there is proved to be none.
    """

    ranks: tuple[int, ...] | None
    cost: int
    floor: int | None
    exact: bool


NONE = Within(None, 0, None, exact=True)


def least_within(groups: Sequence[Group], ceilings: Sequence[int], need: int, most: int, work: Work) -> Within:
    """The cheapest choice of at most the cost `most` that gains what is needed within every ceiling.

    Ties go to the higher gain, then to fewer steps, then to the higher rank in the first group where they differ.
    """
    if _plainly_none(groups, ceilings, need):
        return NONE
    priced = _priced(groups, ceilings, need)
    scale, bound = priced.scale, priced.bound
    search = _Search(groups, ceilings, need, most, work, priced)
    last = scale * min(most, sum(group.most[0] for group in groups)) - bound
    first = -bound % scale  # costs are whole, so only these budgets matter: first, first + scale, first + 2 scale, ...
    units, floor_, budget = 0, -(-bound // scale), first
    while budget <= last:
        found, whole = search.within(budget)
        cost, ranks = found or (0, None)
        if not whole:
            return Within(ranks, cost, floor_ if ranks is None else min(floor_, cost), exact=False)
        if ranks is not None and scale * cost - bound <= budget:
            return Within(ranks, cost, cost, exact=True)
        floor_, units = (bound + budget) // scale + 1, 2 * units + 1
        following = min(first + units * scale, last) if budget < last else last + 1
        # No more than what was found need cost.
        budget = following if ranks is None else min(following, scale * cost - bound)
    return NONE


def out_of_reach(groups: Sequence[Group], ceilings: Sequence[int], need: int, most: int) -> bool:
    """Whether the prices alone prove that no choice of at most that cost is within the ceilings."""
    if _plainly_none(groups, ceilings, need):
        return True
    priced = _priced(groups, ceilings, need)
    return -(-priced.bound // priced.scale) > most


def _plainly_none(groups: Sequence[Group], ceilings: Sequence[int], need: int) -> bool:
    """Whether all gains together are too little, or the least loads together too much."""
    least = _summed(group.least[1:] for group in groups)
    return sum(group.most_gain for group in groups) < need or any(map(int.__gt__, least, ceilings))


def _useful(options: Iterable[Capped]) -> list[Capped]:
    """Those that no other beats in cost, gain and loads at once, rising in cost."""
    kept: list[Capped] = []
    for one in sorted(options, key=lambda one: (one.cost, -one.gain, one.loads, one.steps, -one.rank)):
        if not any(other.gain >= one.gain and all(map(int.__le__, other.loads, one.loads)) for other in kept):
            kept.append(one)
    return kept


# The prices


class _Rise(NamedTuple):
    """From one option to the next on the hull of its group: what it adds, at prices and of each load; `slope` to sort by."""

    slope: int
    priced: int
    gain: int
    loads: tuple[int, ...]


def _rise(low: tuple[int, Capped], high: tuple[int, Capped]) -> _Rise:
    priced, gain = high[0] - low[0], high[1].gain - low[1].gain
    return _Rise((priced << 64) // gain, priced, gain, tuple(map(int.__sub__, high[1].loads, low[1].loads)))


def _hull(options: Sequence[Capped], rates: Sequence[int]) -> list[tuple[int, Capped]]:
    """The options that are cheapest for their gain, mixtures of two included; with what they cost at these prices."""
    hull: list[tuple[int, Capped]] = []
    for cost, _, one in sorted((FINE * one.cost + _times(rates, one.loads), -one.gain, one) for one in options):
        if hull and one.gain <= hull[-1][1].gain:
            continue
        while len(hull) > 1:
            (low_cost, low), (middle_cost, middle) = hull[-2:]
            if (middle_cost - low_cost) * (one.gain - middle.gain) < (cost - middle_cost) * (middle.gain - low.gain):
                break
            hull.pop()
        hull.append((cost, one))
    return hull


def _times(rates: Sequence[int], sums: Sequence[int]) -> int:
    return sum(map(int.__mul__, rates, sums))


def _relaxed(groups: Sequence[Group], rates: Sequence[int], need: int) -> tuple[Fraction, list[int]]:
    """The linear relaxation at these prices of the loads: the price of a gain, and the loads it comes to, cut."""
    left, loads, rises = need, [0] * len(rates), list[_Rise]()
    for group in groups:
        first, above = group.rises(rates)
        left -= first.gain
        loads = list(map(int.__add__, loads, first.loads))
        rises += above
    price = Fraction(0)
    for rise in sorted(rises):
        if left <= 0:
            break
        part = Fraction(left, rise.gain) if rise.gain > left else 1
        price, left = Fraction(rise.priced, rise.gain), left - rise.gain
        loads = [held + floor(load * part) for held, load in zip(loads, rise.loads, strict=True)]
    return price, loads


@dataclass(frozen=True)
class _Priced:
    """Whole prices of a unit of cost (`scale`), of gain and of each load; the least of each group at them; the bound they prove."""

    scale: int
    gain: int
    loads: tuple[int, ...]
    best: tuple[int, ...]
    bound: int

    def of_option(self, option: Capped) -> int:
        """What an option comes to."""
        return self.scale * option.cost + _times(self.loads, option.loads) - self.gain * option.gain


def _priced(groups: Sequence[Group], ceilings: Sequence[int], need: int) -> _Priced:
    """The prices with the highest bound that was found. Each load in turn gets the least price at which it keeps its ceiling."""
    rates = [0] * len(ceilings)
    price, loads = _relaxed(groups, rates, need)
    best = _at(groups, ceilings, need, price, rates)
    for place in [*range(len(ceilings))] * min(len(ceilings), TURNS):
        if loads[place] <= ceilings[place] and not rates[place]:
            continue
        low, high = -1, DEAREST
        for tried in range(TRIED):
            rates[place] = isqrt((low + 1) * (high + 1)) if tried else 0
            if _relaxed(groups, rates, need)[1][place] > ceilings[place]:
                low = rates[place]
            else:
                high = rates[place]
        rates[place] = high
        price, loads = _relaxed(groups, rates, need)
        best = max(best, _at(groups, ceilings, need, price, rates), key=lambda one: Fraction(one.bound, one.scale))
    return best


def _at(groups: Sequence[Group], ceilings: Sequence[int], need: int, price: Fraction, rates: Sequence[int]) -> _Priced:
    scale, gain = FINE * price.denominator, price.numerator
    loads = tuple(rate * price.denominator for rate in rates)
    unbound = _Priced(scale, gain, loads, (), 0)
    best = tuple(min(map(unbound.of_option, group.options)) for group in groups)
    return _Priced(scale, gain, loads, best, sum(best) + gain * need - _times(loads, ceilings))


# The search


class _Sums:
    """Cost and loads of a choice as one whole number, the cost on top; those of its options add up.

    Above each is a bit of its own, its guard: set before another number is taken away, it stays set where nothing had to
    be borrowed. So all sums are compared at once.
    """

    def __init__(self, most: Sequence[int]) -> None:
        self._places: list[tuple[int, int]] = []
        self.guards = place = 0
        for one in reversed(most):
            self._places.append((place, (1 << one.bit_length()) - 1))
            place += one.bit_length() + 1
            self.guards |= 1 << place - 1
        self._places.reverse()
        self.top = self._places[0][0]

    def packed(self, sums: Sequence[int]) -> int:
        return sum(one << place for one, (place, _) in zip(sums, self._places, strict=True))

    def load(self, key: int, ceiling: int) -> int:
        place, mask = self._places[ceiling + 1]
        return key >> place & mask

    def only(self, ceilings: Iterable[int]) -> int:
        """What leaves nothing but the cost and these loads."""
        return sum(mask << place for place, mask in (self._places[one] for one in (0, *(at + 1 for at in ceilings))))

    def within(self, key: int, other: int) -> bool:
        """Whether every sum is at most the other's."""
        return ((other | self.guards) - key) & self.guards == self.guards


class _Front(NamedTuple):
    """Choices in some groups that no other beats: sums -> the best packed choice with these.

    Of all choices in these groups: the least sums, the most gain, and the least that one comes to at the prices, less the
    ceilings that nothing else loads.
    """

    states: Mapping[int, int]
    least: int
    gain: int
    base: int


class _Search:
    """The choices within a budget of losses: group after group within a part, then part after part."""

    def __init__(
        self, groups: Sequence[Group], ceilings: Sequence[int], need: int, most: int, work: Work, priced: _Priced
    ) -> None:
        self.groups, self.need, self.work, self.priced = groups, need, work, priced
        self.packing = Packing([group.options for group in groups])
        dearest, least = (_summed(sums) for sums in zip(*((one.most, one.least) for one in groups), strict=True))
        self.sums = _Sums(dearest)
        self.spare = [min(pair) - low for *pair, low in zip((most, *ceilings), dearest, least, strict=True)]
        self.ceilings = [load * ceiling for load, ceiling in zip(priced.loads, ceilings, strict=True)]
        self.losses = [
            [priced.of_option(one) - least for one in group.options]
            for group, least in zip(groups, priced.best, strict=True)
        ]

    def within(self, budget: int) -> tuple[tuple[int, tuple[int, ...]] | None, bool]:
        """The cheapest choice within the budget with its cost, and whether all that are were looked at."""
        if min(self.spare) < 0:
            return None, True
        kept = [
            [one for one, loss in zip(group.options, losses, strict=True) if loss <= budget]
            for group, losses in zip(self.groups, self.losses, strict=True)
        ]
        self.budget, self.whole = budget, True
        self.width = max(self.work.left // sum(map(len, kept)), NARROWEST)
        self.enough = self.need - sum(max(one.gain for one in options) for options in kept)
        none = found = _Front({0: self.packing.start}, 0, 0, 0)
        for part in sorted({group.part for group in self.groups}):
            front = none
            for at, last, live in self._in_order(part, kept):
                front = self._joined(front, self._of_group(at, kept[at]), last, live)
            found = self._joined(found, front)
        if not found.states:
            return None, self.whole
        best = min(found.states)
        return (best >> self.sums.top, self.packing.ranks(found.states[best])), self.whole

    def _in_order(self, part: int, kept: Sequence[Sequence[Capped]]) -> Iterator[tuple[int, set[int], set[int]]]:
        """The groups of a part, with the loads that none after them has, and with those that some after them have.

        First those with one option left, then by their loads, and those that decide most before others: what the rest can
        still gain is then soon little.
        """

        def place(at: int) -> tuple[bool, bool, tuple[int, ...], int]:
            gains, loaded = [one.gain for one in kept[at]], self.groups[at].loaded
            return len(gains) > 1, not loaded, loaded, min(gains) - max(gains)

        order = sorted((at for at, group in enumerate(self.groups) if group.part == part), key=place)
        lasts = {load: at for at in order for load in self.groups[at].loaded}
        live = set(lasts)
        for at in order:
            last = {load for load in self.groups[at].loaded if lasts[load] == at}
            live = live - last
            yield at, last, live

    def _of_group(self, at: int, kept: Sequence[Capped]) -> _Front:
        states = {
            self.sums.packed((one.cost, *one.loads)): self.packing.start + self.packing.packed(at, one) for one in kept
        }
        least = self.sums.packed(self.groups[at].least)
        return _Front(states, least, max(one.gain for one in kept), self.priced.best[at])

    def _joined(self, front: _Front, other: _Front, last: Collection[int] = (), live: Collection[int] = ()) -> _Front:
        """Each choice with each of the other: those that can still be within everything, and that no other beats.

        The loads that nothing else has (`last`) are forgotten; `live` are those that something else has.
        """
        least, gain = front.least + other.least, front.gain + other.gain
        base = front.base + other.base - sum(self.ceilings[load] for load in last)
        self.work.left -= len(front.states) * len(other.states)
        guards, only = self.sums.guards, self.sums.only(live)
        most, enough = self.sums.packed(self.spare) + least | guards, self.enough + gain << self.packing.shift
        reached: dict[int, int] = {}
        for added, more in other.states.items():
            value = more - self.packing.start
            for before, packed in front.states.items():
                key, new = before + added, packed + value
                if new >= enough and (most - key) & guards == guards:
                    key &= only
                    if new > reached.get(key, -1):
                        reached[key] = new
        states = self._unbeaten(reached, live, self.budget + base)
        if len(states) > self.width:
            self.whole = False
            states = dict(
                sorted(states.items(), key=lambda state: self._comes_to(state[0], state[1], live))[: self.width]
            )
        return _Front(states, least, gain, base)

    def _unbeaten(self, states: Mapping[int, int], live: Collection[int], limit: int) -> dict[int, int]:
        """Without those that lose more than they may, and without most of those that another beats in everything."""
        kept: dict[int, int] = {}
        better: deque[tuple[int, int]] = deque(maxlen=COMPARED)
        top, shift, within, best = self.sums.top, self.packing.shift, self.sums.within, -1
        for key, packed in sorted(states.items(), key=lambda state: (state[0] >> top, -state[1])):
            gain = packed >> shift
            if gain > best or not any(held >= gain and within(less, key) for held, less in better):
                best = max(best, gain)
                better.appendleft((gain, key))
                if self._comes_to(key, packed, live) <= limit:
                    kept[key] = packed
        return kept

    def _comes_to(self, key: int, packed: int, live: Iterable[int]) -> int:
        """A state at the prices of cost, gain and the loads that still count."""
        loads = sum(self.priced.loads[load] * self.sums.load(key, load) for load in live)
        return self.priced.scale * (key >> self.sums.top) + loads - self.priced.gain * (packed >> self.packing.shift)


def _summed(rows: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]
