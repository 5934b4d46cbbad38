"""The families of problems that are hard for our solver: it stays within its bounds, and says how far it got."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from ecq.planning import knapsack, plan
from ecq.planning.knapsack import Option, frontier, least_cost, most_gain
from tests.planning.large import HARD, hardest

F = Fraction


@pytest.fixture
def counted(monkeypatch):
    """How many states the searches look at, and cells the tables have."""
    tally = {"states": 0, "cells": 0}
    unbeaten, table = knapsack._unbeaten, knapsack._Table.__init__

    def count_states(states, *more):
        tally["states"] += len(states)
        return unbeaten(states, *more)

    def count_cells(self, groups, room):
        tally["cells"] += room * sum(len(group) - 1 for group in groups)
        table(self, groups, room)

    monkeypatch.setattr(knapsack, "_unbeaten", count_states)
    monkeypatch.setattr(knapsack._Table, "__init__", count_cells)
    return tally


@pytest.mark.parametrize("kind", HARD)
@pytest.mark.parametrize("count", [40, 300])
def test_the_hardest_efforts_take_bounded_work_and_say_how_far_from_proved_they_are(counted, kind, count):
    rubric, assessment, limits = hardest(kind, count)
    for goal in ("ready", "score"):
        counted.update(states=0, cells=0)
        made = plan(rubric, assessment, "two-star", limits, goal)
        proof = made.certificate
        assert made.score_after >= 70
        assert proof.bound <= made.effort
        assert 0 <= proof.gap <= made.effort - proof.bound + F(1, 1000)
        assert proof.gap <= made.effort / 100
        assert counted["states"] <= 8 * knapsack.WORK
        assert counted["cells"] <= 2 * knapsack.CELLS
        if kind in ("equal", "unlike"):
            assert proof.exact


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
