"""What lies between two assessments sums exactly to the difference of their scores."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import rebind, set_aside, set_up
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import PlanningError
from ecq.planning import difference
from ecq.scoring.scorecard import score
from tests import building as b
from tests import strategies

F = Fraction


@pytest.mark.slow
@given(st.data())
def test_the_parts_sum_to_the_difference_of_two_assessments(data):
    rubric = data.draw(strategies.rubrics())
    one, other = (data.draw(strategies.assessments(rubric)) for _ in range(2))
    check(rubric, one, rubric, other)


@pytest.mark.slow
@given(st.data())
def test_the_parts_sum_to_the_difference_across_two_versions_of_a_rubric(data):
    old, new = data.draw(strategies.rubrics()), data.draw(strategies.rubrics())
    one = data.draw(strategies.assessments(old))
    other = rebind(set_up(one, old, profile=dict.fromkeys(one.profile)), new)
    check(old, one, new, other)


def check(old, one, new, other):
    found = difference(old, one, new, other)
    assert sum(move.difference for move in found.moves) == found.difference
    assert found.difference == score(new, other).score.low - score(old, one).score.low
    assert {move.question for move in found.moves} == {*old.order, *new.order}
    for move in found.moves:
        assert move.difference == move.after.contribution - move.before.contribution
        assert move.cause != "same" or move.own == 0
    back = difference(new, other, old, one)
    assert sum(move.difference for move in back.moves) == -found.difference


@pytest.mark.slow
def test_the_sums_hold_for_the_samples_under_both_editions(library):
    current, former = library.rubric("gbt31526-2025"), library.rubric("sqe-2015")
    for sample in load_samples():
        check(current, sample_assessment(sample, current, "zh"), former, sample_assessment(sample, former, "zh"))


def test_each_change_is_named_and_points_that_move_are_kept_apart():
    rubric = b.rubric([b.yes_no(q, not_applicable=b.NA) for q in ("a", "c", "d", "e")])
    before = b.answered(rubric, {"a": "yes", "c": "no", "d": "yes"})
    after = b.answered(rubric, {"a": "yes", "c": "yes", "e": "no"})
    after = b.accepted(set_aside(after, rubric.by_id["d"], "not-here"))
    found = difference(rubric, before, rubric, after)
    moves = {move.question: (move.cause, move.own, move.shifted) for move in found.moves}
    assert moves == {
        "a": ("same", 0, F(100, 3) - 25),
        "c": ("raised", F(100, 3), 0),
        "d": ("set-aside", -25, 0),
        "e": ("answered", 0, 0),
    }
    assert (found.difference, found.shifted) == (F(200, 3) - 50, F(100, 3) - 25)


def test_a_gate_that_passes_now_is_told():
    rubric = b.rubric([b.yes_no("g", gate=b.gate("yes"))])
    found = difference(rubric, b.answered(rubric, {"g": "no"}), rubric, b.answered(rubric, {"g": "yes"}))
    assert [(gate.question, gate.before, gate.after) for gate in found.gates] == [("g", "failed", "passed")]


def test_each_side_must_come_with_its_own_rubric(shipped, teaching):
    made = b.answered(teaching, {})
    with pytest.raises(PlanningError, match="made with teaching"):
        difference(shipped, made, teaching, made)
