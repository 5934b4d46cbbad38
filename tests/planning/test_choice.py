"""The knapsack beneath the plans: against every choice tried, and where it is hard: little is searched, and where that is cut short it says how far it got."""

from __future__ import annotations

from fractions import Fraction
from functools import partialmethod
from itertools import combinations, islice, product
from random import Random

import pytest

from ecq.planning import Limits, knapsack, plan
from ecq.planning.knapsack import Option, frontier, least_cost, most_gain
from ecq.planning.problem import Problem
from tests import building as b
from tests.planning.large import hardest


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


F = Fraction


def test_the_price_leaves_few_choices_to_be_searched(monkeypatch):
    """Sixty groups of unlike options: some 375 states each, where there are 2^60 choices and more. A change that needs more has made the search wider."""
    random, states, unbeaten = Random(6), [], knapsack._unbeaten
    monkeypatch.setattr(knapsack, "_unbeaten", lambda found, *more: states.append(len(found)) or unbeaten(found, *more))
    for _ in range(20):
        groups = []
        for _ in range(60):
            options, cost, gain = [Option(0, 0, 0, 0)], 0, 0
            for rank in range(1, random.randint(2, 4)):
                cost, gain = cost + random.randint(1, 1000), gain + random.randint(1, 1000)
                options.append(Option(cost, gain, 1, rank))
            groups.append(options)
        most = sum(group[-1].gain for group in groups)
        found = least_cost(groups, random.randint(1, most))
        assert found.exact
        assert found.cost == found.floor >= found.bound
    assert sum(states) <= 7506


def alike(random, kind):
    """Groups in which price alone decides little, since many options are equally good."""
    groups = []
    for _ in range(60):
        options, cost, gain = [Option(0, 0, 0, 0)], 0, 0
        for rank in range(1, 4):
            more = random.choice([1, 2, 4, 6, 8, 10, 12])
            cost += {"same": 10, "proportional": more, "shifted": more + 3}[kind]
            gain += {"same": 1000, "proportional": more * 7000, "shifted": more * 7000}[kind]
            options.append(Option(cost, gain, 1, rank))
        groups.append(options)
    return groups


@pytest.mark.parametrize("kind", ["same", "proportional", "shifted"])
@pytest.mark.parametrize("part", [F(1, 10), F(1, 2), F(9, 10)])
def test_options_that_are_all_alike_are_still_solved_exactly(kind, part):
    groups = alike(Random(1), kind)
    need = int(part * sum(group[-1].gain for group in groups)) + 1
    line = frontier(groups)  # built up from every cost, with no price or bound
    cost, gain = next(pair for pair in line if pair[1] >= need)
    found = least_cost(groups, need)
    assert (found.cost, found.gain) == (cost, gain)
    below = max(pair for pair in line if pair[0] < cost)
    most = most_gain(groups, cost - 1)
    assert (most.cost, most.gain) == below


def proportional(random):
    """A few groups with so many different costs that a search of little work is cut short."""
    groups = []
    for _ in range(random.randint(10, 14)):
        lowest = random.choice([0, 0, 7])
        options, cost, gain = [Option(lowest, 2 * lowest, 0, 0)], lowest, 2 * lowest
        for rank in range(1, random.randint(2, 4)):
            more = random.randint(1, 400)
            cost, gain = cost + more + random.choice([0, 0, 1, 3]), gain + more
            options.append(Option(cost, gain, 1, rank))
        groups.append(options)
    return groups


def added(groups, ranks):
    taken = [next(one for one in group if one.rank == rank) for group, rank in zip(groups, ranks, strict=True)]
    return sum(one.cost for one in taken), sum(one.gain for one in taken)


def problems():
    """Groups, a need and a cap, and what is best for each: from the table over every cost, and searched in full."""
    random = Random(5)
    while True:
        groups = proportional(random)
        line = frontier(groups)
        need = random.randint(1, line[-1][1])
        cap = random.randint(line[0][0], line[-1][0])
        cheapest = next(pair for pair in line if pair[1] >= need)
        richest = max(pair for pair in line if pair[0] <= cap)
        yield groups, need, cap, cheapest, richest


def test_a_search_cut_short_says_how_far_from_the_best_it_may_be(monkeypatch):
    monkeypatch.setattr(knapsack, "WORK", 1)
    seen, unproved = set(), 0
    for groups, need, cap, cheapest, richest in list(islice(problems(), 20)):
        with monkeypatch.context() as too_large:
            too_large.setattr(knapsack, "CELLS", 0)
            found, most = least_cost(groups, need, work=1), most_gain(groups, cap)
        assert added(groups, found.ranks) == (found.cost, found.gain)
        assert found.gain >= need
        assert found.bound <= found.floor <= cheapest[0] <= found.cost <= found.floor * F(11, 10)
        assert added(groups, most.ranks) == (most.cost, most.gain)
        assert most.cost <= cap
        given_up = sum(group[-1].gain for group in groups) - richest[1]
        assert most.floor <= given_up
        assert richest[1] * F(9, 10) <= most.gain <= richest[1]
        for one, best in ((found, cheapest), (most, richest)):
            assert not one.exact or (one.cost, one.gain) == best
            seen.add((one.exact, (one.cost, one.gain) == best))
        unproved += found.cost - found.floor
    assert seen >= {(True, True), (False, True), (False, False)}
    assert 0 < unproved <= 3


def test_no_more_states_are_kept_than_the_work_allows(monkeypatch):
    kept, likeliest = [], knapsack._likeliest
    monkeypatch.setattr(
        knapsack, "_likeliest", lambda states, width, *more: kept.append(width) or likeliest(states, width, *more)
    )
    for groups, need, *_ in islice(problems(), 10):
        least_cost(groups, need, work=4000)
    assert kept
    assert all(100 < width <= 400 for width in kept)  # ten options and more in each problem


def test_where_a_search_is_cut_short_a_table_over_every_cost_finds_the_same_choice_as_a_search_in_full(monkeypatch):
    for groups, need, cap, cheapest, richest in islice(problems(), 10):
        in_full = least_cost(groups, need), most_gain(groups, cap)
        with monkeypatch.context() as little:
            little.setattr(knapsack, "WORK", 1)
            tables = least_cost(groups, need, work=1), most_gain(groups, cap)
        for searched, table, best in zip(in_full, tables, (cheapest, richest), strict=True):
            assert (table.ranks, table.cost, table.gain, table.exact) == (searched.ranks, *best, True)
            assert (searched.cost, searched.gain, searched.exact) == (*best, True)


def sliver(random, count):
    """A unit that must be taken, so many options of the same price, and a dear one that is a tenth of a step finer."""
    sizes = [random.randint(1, 10**6) for _ in range(count)]
    return [
        [Option(1, 1, 1, 1)],
        *([Option(0, 0, 0, 0), Option(30 * size, 20 * size, 1, 1)] for size in sizes),
        [Option(0, 0, 0, 0), Option(60, 10, 1, 1)],
    ]


def test_where_even_the_first_search_is_cut_short_the_floor_is_the_bound_in_whole_steps():
    """All costs but the unit's are thirties, all gains tens: a ten is had for fifteen, so for half a step."""
    for seed in range(10):
        groups = sliver(Random(seed), 20)
        tens = sum(group[-1].gain for group in groups) // 20 | 1
        found = least_cost(groups, 1 + 10 * tens - 7, work=1)
        assert not found.exact
        assert found.floor == 1 + 30 * -(-tens // 2)
        assert found.floor < found.cost < found.floor * F(1001, 1000)


@pytest.mark.parametrize(("more", "taken"), [(0, 12), (10, 13)])
def test_where_a_search_cut_short_finds_nothing_the_rounded_relaxation_is_given(more, taken):
    groups = sliver(Random(3), 24)
    groups[1] = [Option(0, 0, 0, 0), Option(15_000, 20_000, 1, 1), Option(15_000 + 30_000, 40_000, 1, 2)]
    groups[13] = [Option(0, 0, 0, 0), Option(30, 20, 1, 1)]
    need = sum(group[-1].gain for group in groups[:13]) + more
    found = least_cost(groups, need, work=1)
    assert found.ranks == (1, 2) + (taken - 1) * (1,) + (25 - taken) * (0,)
    assert (found.gain, found.cost, found.exact) == (need + more, 1 + 3 * (need + more - 1) // 2 - 15_000, False)
    assert found.floor == found.cost


def test_a_search_that_is_just_wide_enough_is_exact(monkeypatch):
    cells, options, unbeaten, search = [], [0], knapsack._unbeaten, knapsack._search

    def note_states(*more):
        found = unbeaten(*more)
        cells.append(len(found) * options[-1])
        return found

    def note_options(kept, *more):
        options.append(sum(len(group) for group in kept))
        return search(kept, *more)

    monkeypatch.setattr(knapsack, "_unbeaten", note_states)
    monkeypatch.setattr(knapsack, "_search", note_options)
    for groups, need, *_ in islice(problems(), 12):
        cells.clear()
        least_cost(groups, need)
        enough = max(cells)
        if enough > 101 * sum(len(group) for group in groups):
            assert least_cost(groups, need, work=enough).exact
            assert not least_cost(groups, need, work=enough - 1).exact
            break
    else:
        pytest.fail("no problem is wide")


def test_a_table_is_built_up_to_its_ceiling_and_no_further(monkeypatch):
    """Two groups with three options above staying, up to 12 in cost above the lowest: 36 cells."""
    groups = [[Option(1, 0, 0, 0), Option(4, 3, 1, 1), Option(6, 4, 1, 2)], [Option(0, 0, 0, 0), Option(7, 5, 1, 1)]]
    monkeypatch.setattr(knapsack, "CELLS", 36)
    assert frontier(groups) == [(1, 0), (4, 3), (6, 4), (8, 5), (11, 8), (13, 9)]
    monkeypatch.setattr(knapsack, "CELLS", 35)
    assert frontier(groups) is None


def test_a_plan_of_a_search_cut_short_does_not_claim_to_be_the_cheapest(monkeypatch):
    rubric, assessment, limits = hardest("all but proportional", 14)
    asked = (rubric, assessment, "two-star", limits, "score")
    best = plan(*asked)
    assert (best.certificate.exact, best.certificate.gap) == (True, 0)
    monkeypatch.setattr(knapsack, "CELLS", 0)
    monkeypatch.setattr(Problem, "least", partialmethod(Problem.least, work=1))
    found = plan(*asked)
    assert not found.certificate.exact
    assert (found.certificate.below, found.score_after >= 70) == (None, True)
    assert 0 < found.effort - best.effort <= found.certificate.gap <= found.effort / 10
    assert found.certificate.price == best.certificate.price
    assert found.certificate.bound == best.certificate.bound
    monkeypatch.undo()
    monkeypatch.setattr(knapsack, "CELLS", 0)
    monkeypatch.setattr(knapsack, "WORK", 1)
    assert (plan(*asked).effort, plan(*asked).certificate.below) == (best.effort, None)


def test_limits_that_cannot_save_anything_are_lifted_without_a_search(monkeypatch):
    """The price tells it: of thirty locked questions that take a quarter of a day too much, none is searched for again."""
    ids = [f"q{n}" for n in range(40)]
    rubric = b.rubric([b.yes_no(q) for q in ids], bands=(b.BANDS[0], b.BANDS[1] | {"from": F(20)}))
    made = b.answered(rubric, {q: "no" if n < 33 else "yes" for n, q in enumerate(ids)})
    searches, least = [], Problem.least
    monkeypatch.setattr(Problem, "least", lambda self, *more: searches.append(self) or least(self, *more))
    efforts = dict.fromkeys(ids[3:], F(9, 4)) | {"q0": F(2), "q1": F(4), "q2": F(1)}
    found = plan(rubric, made, "two-star", Limits(efforts=efforts, locked=ids[2:33]), "score")
    assert found.effort == 2
    assert [(one.questions, one.effort) for one in found.binding if one.limit == "lock"] == [(("q2",), 1)]
    assert len(searches) == 2
