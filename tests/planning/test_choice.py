"""The knapsack beneath the plans, against every choice tried: numbers so small that ties are everywhere."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from random import Random

from ecq.planning.knapsack import Option, frontier, least_cost, most_gain


def groups_of(random: Random) -> list[list[Option]]:
    groups = []
    for _ in range(random.randint(2, 5)):
        cost, gain, steps = (0, 0, 0) if random.random() < 0.8 else (random.randint(0, 2), random.randint(0, 2), 1)
        options = [Option(cost, gain, steps, 0)]
        for rank in range(1, random.randint(1, 4)):
            cost, gain = cost + random.randint(0, 2), gain + random.choice([0, 1, 1, 2, 2])
            options.append(Option(cost, gain, 1, rank))
        groups.append(options)
    return groups


def tried(groups):
    """(cost, gain, steps, ranks) of every choice."""
    for chosen in product(*groups):
        yield (
            sum(one.cost for one in chosen),
            sum(one.gain for one in chosen),
            sum(one.steps for one in chosen),
            tuple(one.rank for one in chosen),
        )


def proved(groups, need, price):
    """What any choice costs at the least by the price of a unit of gain, as the docstring of knapsack.py says."""
    return sum(min(one.cost - price * one.gain for one in group) for group in groups) + price * need


def steps_of(groups, ranks):
    return sum(next(o.steps for o in group if o.rank == rank) for group, rank in zip(groups, ranks, strict=True))


def test_the_choice_is_the_best_and_ties_fall_to_gain_then_fewer_steps_then_the_first_group_raised_further():
    random, ties = Random(7), 0
    for _ in range(800):
        groups = groups_of(random)
        need = random.randint(0, sum(group[-1].gain for group in groups) + 1)
        good = [one for one in tried(groups) if one[1] >= need]
        found = least_cost(groups, need)
        if not good:
            assert found is None
            continue
        cost, gain, steps, ranks = min(good, key=lambda one: (one[0], -one[1], one[2], tuple(-r for r in one[3])))
        assert (found.cost, found.gain, steps_of(groups, found.ranks), found.ranks) == (cost, gain, steps, ranks)
        assert found.bound <= found.cost
        ties += sum(one[:3] == (cost, gain, steps) for one in good) > 1
    assert ties > 20


def test_the_most_for_a_capacity_is_the_best_and_ties_fall_alike():
    random = Random(8)
    for _ in range(800):
        groups, cap = groups_of(random), random.randint(-1, 14)
        good = [one for one in tried(groups) if one[0] <= cap]
        found = most_gain(groups, cap)
        if not good:
            assert found is None
            continue
        cost, gain, steps, ranks = min(good, key=lambda one: (-one[1], one[0], one[2], tuple(-r for r in one[3])))
        assert (found.cost, found.gain, steps_of(groups, found.ranks), found.ranks) == (cost, gain, steps, ranks)


def test_the_frontier_has_every_choice_that_nobody_beats_and_no_other():
    random = Random(9)
    for _ in range(300):
        groups = groups_of(random)
        pairs = {one[:2] for one in tried(groups)}
        unbeaten = {
            (cost, gain)
            for cost, gain in pairs
            if not any(c <= cost and g >= gain and (c, g) != (cost, gain) for c, g in pairs)
        }
        assert frontier(groups) == sorted(unbeaten)


def test_the_price_is_the_one_that_proves_most():
    random = Random(10)
    for _ in range(60):
        groups = []
        for _ in range(3):
            options = [Option(random.randint(0, 3), random.randint(0, 3), 0, 0)]
            for rank in range(1, random.randint(3, 7)):
                cost, gain, *_ = options[-1]
                options.append(Option(cost + random.randint(1, 9), gain + random.randint(1, 9), 1, rank))
            groups.append(options)
        need = random.randint(0, sum(group[-1].gain for group in groups))
        found = least_cost(groups, need)
        slopes = {
            Fraction(high.cost - low.cost, high.gain - low.gain)
            for group in groups
            for low, high in combinations(group, 2)
        }
        assert found.bound == proved(groups, need, found.price)
        assert found.bound == max(proved(groups, need, price) for price in {Fraction(0), *slopes})
