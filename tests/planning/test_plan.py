"""The cheapest path is the cheapest: against everything tried on small rubrics, and by its own certificate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.planning import Limits, apply, frontier, plan, staircase
from ecq.scoring.scorecard import score
from tests import building as b
from tests.planning.brute import outcomes, ways
from tests.planning.making import grades, planned

F = Fraction


@pytest.mark.slow
@given(st.data())
def test_no_choice_is_cheaper_and_ties_fall_as_promised(data):
    rubric, assessment, limits = data.draw(planned())
    target = rubric.band(data.draw(grades(rubric)))
    all_of = list(outcomes(rubric, assessment, limits))
    good = [one for one in all_of if one.gates and one.score >= target.from_]
    within = [one for one in good if limits.capacity is None or one.effort <= limits.capacity]
    found = plan(rubric, assessment, target.id, limits)
    assert found.feasible == bool(within)
    if within:
        best = min(within, key=lambda one: one.order)
        assert (found.effort, found.score_after, len(found.steps)) == (best.effort, best.score, best.steps)
        after = score(rubric, apply(rubric, assessment, found.steps))
        reached = tuple(one.credit or F(0) for one in after.questions.values() if one.counts)
        assert reached == best.credits
    else:
        assert (found.steps, found.effort, found.score_after) == ((), 0, found.score_before)
        affordable = [one for one in all_of if limits.capacity is None or one.effort <= limits.capacity]
        passable = max(sum(gates_passed(rubric, assessment, limits, one)) for one in all_of)
        passing = [o for o in affordable if sum(gates_passed(rubric, assessment, limits, o)) == passable]
        best = min(passing or affordable, key=lambda one: (-one.score, one.effort))
        assert (found.most.score, found.most.effort) == (best.score, best.effort)


def gates_passed(rubric, assessment, limits, outcome):
    """Which gates an outcome passes, those of undecided questions never."""
    card = score(rubric, assessment)
    counted = [q for q in rubric.order if card.questions[q].counts]
    needed = {gate.question: gate.needed for gate in card.gates}
    for question_id, credit in zip(counted, outcome.credits, strict=True):
        if question_id in needed:
            yield credit >= needed[question_id] and card.questions[question_id].state != "undecided"


@pytest.mark.slow
@given(st.data())
def test_a_plan_keeps_what_it_says_when_its_steps_are_scored_again(data):
    rubric, assessment, limits = data.draw(planned())
    target = data.draw(grades(rubric))
    found = plan(rubric, assessment, target, limits)
    if not found.feasible:
        return
    after = score(rubric, apply(rubric, assessment, found.steps))
    before = score(rubric, assessment)
    assert after.score.low == found.score_after == found.score_before + sum(step.gain for step in found.steps)
    assert found.effort == sum(step.effort for step in found.steps)
    assert after.score.low >= rubric.band(target).from_
    assert (found.grade_before, found.grade_after) == (before.grade.low, after.grade.low)
    assert found.grade_after.from_ >= rubric.band(target).from_
    assert not after.gates_in("failed")
    assert not after.gates_in("open")
    assert [step.question for step in found.steps] == [
        q for q in rubric.order if q in {s.question for s in found.steps}
    ]
    for step in found.steps:
        assert step.effort == sum(rung.effort for rung in step.rungs)
        assert step.lead_time == max(rung.lead_time for rung in step.rungs) <= step.in_a_row
        assert before.questions[step.question].credit == step.credit_before
        assert after.questions[step.question].credit == step.credit_after


@pytest.mark.slow
@given(st.data())
def test_the_certificate_is_what_it_claims(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    target = rubric.band(data.draw(grades(rubric)))
    found = plan(rubric, assessment, target.id, limits)
    if not found.feasible:
        return
    cheaper = [o.score for o in outcomes(rubric, assessment, limits) if o.gates and o.effort < found.effort]
    assert found.certificate.below == max(cheaper, default=None)
    assert found.certificate.below is None or found.certificate.below < target.from_
    assert found.certificate.bound == dual(rubric, assessment, limits, target, found.certificate.price) <= found.effort


def dual(rubric, assessment, limits, target, price):
    """The bound as docs/planning.md writes it."""
    card = score(rubric, assessment)
    needed = {gate.question: gate.needed for gate in card.gates}
    total = price * max(target.from_ - card.score.low, 0)
    for question_id, one in card.questions.items():
        if one.counts:
            now = one.credit or F(0)
            total += min(
                way.effort - price * one.points * (way.credit - now)
                for way in ways(rubric.by_id[question_id], assessment, limits, one.state)
                if way.credit >= needed.get(question_id, F(0))
            )
    return total


@pytest.mark.slow
@given(st.data())
def test_every_point_of_the_frontier_is_one_nobody_beats_and_none_is_missing(data):
    rubric, assessment, limits = data.draw(planned())
    found = frontier(rubric, assessment, limits)
    if found.blocked:
        return
    tried = [o for o in outcomes(rubric, assessment, limits) if o.gates]
    tried = [o for o in tried if limits.capacity is None or o.effort <= limits.capacity]
    unbeaten = []
    for effort in sorted({one.effort for one in tried}):
        best = max(one.score for one in tried if one.effort <= effort)
        if not unbeaten or best > unbeaten[-1][1]:
            unbeaten.append((effort, best))
    assert found.complete
    assert [(point.effort, point.score) for point in found.points] == unbeaten


@pytest.mark.slow
@given(st.data())
def test_the_staircase_stands_on_the_frontier(data):
    rubric, assessment, limits = data.draw(planned())
    stairs, line = staircase(rubric, assessment, limits), frontier(rubric, assessment, limits)
    for step in stairs.plans:
        reaching = [point for point in line.points if point.score >= step.target.from_]
        assert step.feasible == (bool(reaching) and not line.blocked)
        if step.feasible:
            assert (step.effort, step.score_after) == (reaching[0].effort, reaching[0].score)
    if line.points:
        assert stairs.top.score == line.points[-1].score


@pytest.mark.slow
@given(st.data())
def test_what_binds_is_what_the_plan_would_save_without_it(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    target = data.draw(grades(rubric))
    found = plan(rubric, assessment, target, limits)
    if not found.feasible:
        return
    told = {(one.limit, *one.questions): one.effort for one in found.binding if one.limit != "target"}
    expected = {}
    for key in limits.locked:
        expected["lock", key] = without(rubric, assessment, target, limits, locked=limits.locked - {key})
    for key in limits.excluded:
        expected["exclude", key] = without(rubric, assessment, target, limits, excluded=limits.excluded - {key})
    if limits.max_lead_time is not None:
        expected["lead-time",] = without(rubric, assessment, target, limits, max_lead_time=None)
    saved = {key: found.effort - effort for key, effort in expected.items() if effort < found.effort}
    assert {key: days for key, days in told.items() if key[0] != "gate"} == saved
    free = min(o.effort for o in outcomes(rubric, assessment, limits) if o.score >= rubric.band(target).from_)
    gates = [one.effort for one in found.binding if one.limit == "gate"]
    assert gates == ([found.effort - free] if free < found.effort else [])


def without(rubric, assessment, target, limits, **lifted):
    loose = Limits(**{**{name: getattr(limits, name) for name in limits.__dataclass_fields__}, **lifted})
    good = [o.effort for o in outcomes(rubric, assessment, loose) if o.gates and o.score >= rubric.band(target).from_]
    return min(good)


@pytest.mark.slow
@given(st.data())
def test_what_keeps_the_score_down_adds_up_to_what_cannot_be_reached(data):
    rubric, assessment, limits = data.draw(planned(capacity=False))
    found = plan(rubric, assessment, "five-star", limits)
    kept = [one for one in found.binding if one.limit in ("lock", "exclude", "lead-time", "profile") and not one.gate]
    if not found.feasible and any(one.limit == "target" for one in found.binding):
        nothing = any(one.limit == "nothing" for one in found.binding)
        assert sum(one.points for one in kept) == (0 if nothing else 100 - found.most.score)
    blocked = {question for one in found.binding if one.gate for question in one.questions}
    assert blocked <= set(found.most.gates if found.most else ())
    assert found.feasible or found.binding


@pytest.mark.slow
@given(st.data())
def test_asking_twice_gives_the_same_plan(data):
    rubric, assessment, limits = data.draw(planned())
    target = data.draw(grades(rubric))
    assert plan(rubric, assessment, target, limits) == plan(rubric, assessment, target, limits)


def test_the_bound_is_the_documented_sum_also_where_the_missing_points_are_no_whole_number():
    """40 points for 1 day and 60 for 3; 50 1/2 are missing. The price is 1/20 day per point, so Σ is -1 + 0 and the
    bound -1 + 50 1/2 / 20 = 1 21/40, below the 3 days of the one plan that is enough."""
    bands = (b.BANDS[0], b.BANDS[1] | {"from": F(101, 2)})
    tree = [b.node("all", b.node("part", ("a", F(40)), ("b", F(60))))]
    rubric = b.rubric([b.yes_no("a"), b.yes_no("b")], tree, bands=bands)
    found = plan(rubric, b.answered(rubric, {}), "two-star", Limits(efforts={"b": F(3)}))
    assert [step.question for step in found.steps] == ["b"]
    assert (found.effort, found.certificate.price, found.certificate.bound) == (3, F(1, 20), F(61, 40))
