"""Large problems against HiGHS, a solver that shares nothing with ours; and the families that are hard for ours."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.planning import Limits, knapsack, plan
from tests.planning.highs import Independent
from tests.planning.large import HARD, hardest, large

F = Fraction


def check(rubric, assessment, target, limits, goal="ready"):
    made = plan(rubric, assessment, target, limits, goal)
    assert made.feasible
    for found, end in ((made.least, "best"), (made.enough, "worst")):
        other = Independent(rubric, assessment, limits, goal, end)
        if not found.feasible:
            assert other.most(sum(other.efforts)) == found.most.score
            continue
        assert found.effort == other.least(rubric.band(target).from_)
        assert found.score == other.most(found.effort)
        assert found.certificate.below == other.most(found.effort - F(1, other.day))
        assert (found.certificate.gap, found.certificate.exact) == (0, True)


@pytest.mark.parametrize("target", ["three-star", "five-star"])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))])
def test_300_questions_have_the_optimum_that_an_independent_solver_finds(seed, target):
    rubric, assessment, limits, _ = large(seed)
    check(rubric, assessment, target, limits)
    check(rubric, assessment, target, limits, "score")


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.long)])
def test_efforts_of_any_decimal_have_it_too(seed):
    rubric, assessment, limits, random = large(10 + seed, 120)
    efforts = {key: days + F(random.randint(0, 99), 100) for key, days in limits.efforts.items()}
    check(rubric, assessment, "four-star", Limits(efforts=efforts))


@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", pytest.param("sqe-2015", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("sample", "target"),
    [
        pytest.param(sample, target, id=f"{sample.id}-{target}", marks=() if turn == own else pytest.mark.long)
        for own, sample in enumerate(load_samples())
        for turn, target in enumerate(["three-star", "four-star", "five-star"])
    ],
)
def test_the_samples_plans_are_what_an_independent_solver_finds(library, rubric_id, sample, target):
    rubric = library.rubric(rubric_id)
    for goal in ("ready", "score"):
        check(rubric, sample_assessment(sample, rubric, "zh"), target, Limits(), goal)


@pytest.mark.parametrize(
    "sample",
    [pytest.param(one, id=one.id, marks=[pytest.mark.long] * (place > 0)) for place, one in enumerate(load_samples())],
)
def test_own_efforts_to_a_thousandth_of_a_day_have_it_too(library, sample):
    rubric, random = library.rubric("gbt31526-2025"), Random(3)
    steps = [f"{q.id}/{step}" for q in rubric.questions for step in q.steps]
    efforts = {step: F(random.randint(1, 30_000), 1000) for step in steps}
    check(rubric, sample_assessment(sample, rubric, "zh"), "four-star", Limits(efforts=efforts))


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


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        pytest.param(kind, count, marks=[pytest.mark.long] * (count == 300 and kind.startswith("proportional")))
        for kind in HARD
        for count in (40, 300)
    ],
)
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
