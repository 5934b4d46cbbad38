"""One option from each group, so that the gains reach a need at least cost: a multiple-choice knapsack, solved exactly.

Knows whole numbers only; must not know questions, points or days.

The method: the linear relaxation gives a price per unit of gain. At that price every option has a loss of at least 0
against the best of its group, and a choice costs

    bound + losses + price x (gain beyond the need).

So every choice that costs at most `bound + budget` is made of options whose losses sum to at most `budget`. Searching
those with the smallest budget that holds any choice finds the optimum and every choice that ties with it. The budget is
mostly a sliver, so few options are left and the search is short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import gcd
from typing import NamedTuple


class Option(NamedTuple):
    """What choosing it costs and gains (whole numbers from 0), how many steps it counts, and its rank in its group."""

    cost: int
    gain: int
    steps: int
    rank: int


@dataclass(frozen=True)
class Choice:
    """The optimum: the rank chosen in each group, total cost and gain; `price` of a unit of gain and the `bound` it proves.

    Any choice reaching the need costs at least `bound`: the sum over the groups of the least `cost - price x gain`,
    plus `price x need`.
    """

    ranks: tuple[int, ...]
    cost: int
    gain: int
    price: Fraction
    bound: Fraction


def least_cost(groups: Sequence[Sequence[Option]], need: int) -> Choice | None:
    """The cheapest choice whose gains reach `need`; None where none does.

    Ties go to the higher gain, then to fewer steps, then to the higher rank in the first group where they differ.
    """
    useful = [_useful(group) for group in groups]
    if sum(group[-1].gain for group in useful) < need:
        return None
    small, least = _shrunk(useful, need)
    price, ceiling = _relaxed(small, least)
    p, q = price.numerator, price.denominator
    best = [min(q * one.cost - p * one.gain for one in group) for group in small]
    bound = sum(best) + p * least  # in 1/q of a unit of cost
    losses = [[q * one.cost - p * one.gain - low for one in group] for group, low in zip(small, best, strict=True)]
    first = -bound % q  # costs are whole, so only these budgets matter: first, first + q, first + 2q, ...
    most, units = q * ceiling - bound, 0
    while True:
        budget = min(most, first + units * q)
        ranks = _search(small, losses, least, p, budget)
        if ranks is not None:
            return _choice(useful, ranks, need, price * _scale(useful))
        assert budget < most, "the relaxed choice rounded up is itself within the largest budget"
        units = 2 * units + 1


def _choice(groups: list[list[Option]], ranks: tuple[int, ...], need: int, price: Fraction) -> Choice:
    taken = [next(one for one in group if one.rank == rank) for group, rank in zip(groups, ranks, strict=True)]
    p, q = price.numerator, price.denominator
    least = sum(min(q * one.cost - p * one.gain for one in group) for group in groups) + p * max(need, 0)
    return Choice(ranks, sum(one.cost for one in taken), sum(one.gain for one in taken), price, Fraction(least, q))


def _steps(groups: list[list[Option]]) -> tuple[int, int]:
    """The greatest common divisors of what costs, and what gains, differ by within the groups; 1 where nothing does."""
    costs = gcd(*(one.cost - group[0].cost for group in groups for one in group))
    gains = gcd(*(one.gain - group[0].gain for group in groups for one in group))
    return costs or 1, gains or 1


def _scale(groups: list[list[Option]]) -> Fraction:
    return Fraction(*_steps(groups))


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


def _relaxed(groups: list[list[Option]], need: int) -> tuple[Fraction, int]:
    """The price of gain in the linear relaxation, and the cost of one choice that reaches the need."""
    segments: list[tuple[Fraction, int, int]] = []
    for group in groups:
        hull: list[Option] = []
        for one in group:
            while len(hull) > 1 and _above(hull[-2], hull[-1], one):
                hull.pop()
            hull.append(one)
        for low, high in pairwise(hull):
            cost, gain = high.cost - low.cost, high.gain - low.gain
            segments.append((Fraction(cost, gain), cost, gain))
    segments.sort()
    reached, spent, price = sum(group[0].gain for group in groups), sum(group[0].cost for group in groups), Fraction(0)
    for slope, cost, gain in segments:
        if reached >= need:
            break
        price, spent, reached = slope, spent + cost, reached + gain
    return price, spent


def _above(low: Option, middle: Option, high: Option) -> bool:
    """Whether the middle one costs at least what a mixture of its neighbours would."""
    return (middle.cost - low.cost) * (high.gain - middle.gain) >= (high.cost - middle.cost) * (middle.gain - low.gain)


_Link = tuple[int, "_Link | None"]


def _search(
    groups: list[list[Option]], losses: list[list[int]], need: int, price: int, budget: int
) -> tuple[int, ...] | None:
    """The best choice with losses of at most the budget in all, built from the last group to the first."""
    kept = [
        [(one, loss) for one, loss in zip(group, lost, strict=True) if loss <= budget]
        for group, lost in zip(groups, losses, strict=True)
    ]
    low_before = [0, *accumulate(min(one.gain for one, _ in group) for group in kept)]
    high_before = [0, *accumulate(max(one.gain for one, _ in group) for group in kept)]
    # cost -> (gain, -steps, loss, chain of ranks); among equal costs only the best is worth keeping
    states: dict[int, tuple[int, int, int, _Link | None]] = {0: (0, 0, 0, None)}
    for at in range(len(kept) - 1, -1, -1):
        reached: dict[int, tuple[int, int, int, _Link | None]] = {}
        options = sorted(kept[at], key=lambda pair: -pair[0].rank)
        for one, lost in options:
            for cost, (gain, steps, loss, chain) in states.items():
                new_gain, new_loss = gain + one.gain, loss + lost
                if new_gain + high_before[at] < need:
                    continue
                beyond = new_gain + low_before[at] - need
                if new_loss + (price * beyond if beyond > 0 else 0) > budget:
                    continue
                held = reached.get(cost + one.cost)
                if held is None or (new_gain, steps - one.steps) > held[:2]:
                    reached[cost + one.cost] = (new_gain, steps - one.steps, new_loss, (one.rank, chain))
        states = _unbeaten(reached)
        if not states:
            return None
    return _ranks(states[min(states)][3])


def _unbeaten(
    states: dict[int, tuple[int, int, int, _Link | None]],
) -> dict[int, tuple[int, int, int, _Link | None]]:
    """Without those that cost more than another and gain no more."""
    kept: dict[int, tuple[int, int, int, _Link | None]] = {}
    best = -1
    for cost in sorted(states):
        if states[cost][0] > best:
            kept[cost] = states[cost]
            best = states[cost][0]
    return kept


def _ranks(chain: _Link | None) -> tuple[int, ...]:
    ranks = []
    while chain is not None:
        rank, chain = chain
        ranks.append(rank)
    return tuple(ranks)


def most_gain(groups: Sequence[Sequence[Option]], cap: int) -> Choice | None:
    """The choice of most gain that costs at most `cap`; None where none does. Ties go to the lower cost, then as above.

    The same problem seen from the other end: give up as little gain as possible while saving enough cost.
    """
    dearest = [max(one.cost for one in group) for group in groups]
    richest = [max(one.gain for one in group) for group in groups]
    turned = [
        [Option(most - one.gain, top - one.cost, one.steps, one.rank) for one in group]
        for group, top, most in zip(groups, dearest, richest, strict=True)
    ]
    found = least_cost(turned, sum(dearest) - cap)
    if found is None:
        return None
    return Choice(found.ranks, sum(dearest) - found.gain, sum(richest) - found.cost, found.price, found.bound)


def frontier(groups: Sequence[Sequence[Option]]) -> list[tuple[int, int]]:
    """Every (cost, gain) that no choice beats, rising: the most gain that each cost can buy. Time grows with total cost."""
    useful = sorted((_useful(group) for group in groups), key=lambda group: group[-1].cost)
    fixed = sum(group[0].cost for group in useful)
    best = [sum(group[0].gain for group in useful)]
    for group in useful:
        lowest, longer = group[0], best + [best[-1]] * (group[-1].cost - group[0].cost)
        best = longer
        for one in group[1:]:
            cost, gain = one.cost - lowest.cost, one.gain - lowest.gain
            bought = [value + gain for value in longer[: len(longer) - cost]]
            best = [*best[:cost], *map(max, best[cost:], bought)]
    return [(fixed + cost, gain) for cost, gain in enumerate(best) if cost == 0 or gain > best[cost - 1]]
