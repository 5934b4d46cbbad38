"""Large problems against HiGHS, a solver that shares nothing with ours; and the families that are hard for ours.

HiGHS works in floating point, so what it finds is rounded to whole choices and added up again in fractions.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.planning import Limits, knapsack, plan
from ecq.scoring.scorecard import score
from tests.planning.brute import ways
from tests.planning.large import HARD, hardest, large

F = Fraction


class Independent:
    """One end as one 0-1 program: a variable for each way of each question, from tests/planning/brute.py."""

    def __init__(self, rubric, assessment, limits, goal, end):
        card = score(rubric, assessment)
        needed = {gate.question: gate.needed for gate in card.gates}
        self.rows, self.efforts, self.gains = [], [], []
        self.low = F(0)
        for question_id, one in card.questions.items():
            if not one.counts:
                continue
            group, all_of = [], ways(rubric.by_id[question_id], assessment, limits, one, goal, end)
            self.low += one.points * all_of[0].counted
            for way in all_of:
                if way.credit >= needed.get(question_id, F(0)):
                    group.append(len(self.efforts))
                    self.efforts.append(way.effort)
                    self.gains.append(one.points * (way.counted - all_of[0].counted))
            self.rows.append(group)
        self.day = lcm(*(effort.denominator for effort in self.efforts))
        self.point = lcm(*(gain.denominator for gain in self.gains))

    def best(self, goal, constraint, at_least):
        """Indices chosen to minimise `goal` with the sum of `constraint` at least so much; None where none can be."""
        count = len(self.efforts)
        places = [(row, column) for row, group in enumerate(self.rows) for column in group]
        one_each = csr_array(
            (np.ones(len(places)), ([row for row, _ in places], [column for _, column in places])),
            shape=(len(self.rows), count),
        )
        found = milp(
            np.array(goal, dtype=float),
            integrality=np.ones(count),
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(one_each, 1, 1),
                LinearConstraint(np.array([constraint], dtype=float), at_least - 0.5, np.inf),
            ],
            options={"mip_rel_gap": 0},
        )
        return None if found.x is None else [index for index, value in enumerate(found.x) if value > 0.5]

    def least(self, wanted):
        """Least effort that gains so many points."""
        efforts = [int(effort * self.day) for effort in self.efforts]
        gains = [int(gain * self.point) for gain in self.gains]
        need = -(-wanted.numerator * self.point // wanted.denominator)
        chosen = self.best(efforts, gains, need)
        assert chosen is not None
        assert sum(self.gains[index] for index in chosen) >= wanted, "HiGHS rounded a constraint away"
        return sum(self.efforts[index] for index in chosen)

    def most(self, effort):
        """Most points for at most so much effort; None where the gates take more."""
        costs = [-int(one * self.day) for one in self.efforts]
        chosen = self.best([-int(gain * self.point) for gain in self.gains], costs, -int(effort * self.day))
        if chosen is None:
            return None
        assert sum(self.efforts[index] for index in chosen) <= effort, "HiGHS rounded a constraint away"
        return self.low + sum(self.gains[index] for index in chosen)


def check(rubric, assessment, target, limits, goal="ready"):
    made = plan(rubric, assessment, target, limits, goal)
    assert made.feasible
    for found, end in ((made.least, "best"), (made.enough, "worst")):
        other = Independent(rubric, assessment, limits, goal, end)
        if not found.feasible:
            assert other.most(sum(max(other.efforts[i] for i in row) for row in other.rows)) == found.most.score
            continue
        assert found.effort == other.least(rubric.band(target).from_ - other.low)
        assert found.score == other.most(found.effort)
        assert found.certificate.below == other.most(found.effort - F(1, other.day))
        assert (found.certificate.gap, found.certificate.exact) == (0, True)


@pytest.mark.parametrize("target", ["three-star", "five-star"])
@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in (2, 3))])
def test_300_questions_have_the_optimum_that_an_independent_solver_finds(seed, target):
    rubric, assessment, limits, _ = large(seed)
    check(rubric, assessment, target, limits)
    check(rubric, assessment, target, limits, "score")


@pytest.mark.parametrize("seed", range(2))
def test_efforts_of_any_decimal_have_it_too(seed):
    rubric, assessment, limits, random = large(10 + seed, 120)
    efforts = {key: days + F(random.randint(0, 99), 100) for key, days in limits.efforts.items()}
    check(rubric, assessment, "four-star", Limits(efforts=efforts))


@pytest.mark.parametrize("rubric_id", ["gbt31526-2025", "sqe-2015"])
@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.id)
@pytest.mark.parametrize("target", ["three-star", "four-star", "five-star"])
def test_the_samples_plans_are_what_an_independent_solver_finds(library, rubric_id, sample, target):
    rubric = library.rubric(rubric_id)
    for goal in ("ready", "score"):
        check(rubric, sample_assessment(sample, rubric, "zh"), target, Limits(), goal)


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.id)
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
