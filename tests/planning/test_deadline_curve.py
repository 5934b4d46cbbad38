"""The curve of least efforts is that of all choices, that of another solver, and exact for the samples and 300 questions."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from ecq.base.errors import PlanningError
from ecq.planning import Limits, plan
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import EVERY_WEEKDAY, HORIZON, by_owner, together
from ecq.planning.deadline_curve import curve
from ecq.planning.pieces import MOST_ITEMS
from tests import building as b
from tests.building import sampled
from tests.planning.large import HARD, hardest, large
from tests.planning.time_trials import few

F = Fraction


def test_of_a_very_long_checklist_the_cheapest_items_are_taken_and_no_more_is_claimed_than_without_a_deadline():
    question = b.checklist("q", 12)
    rubric = b.rubric([question, b.yes_no("other")])
    assert MOST_ITEMS < 12
    made = b.answered(rubric, {"q": (), "other": "no"})
    efforts = {f"q/i{n}": F(n + 1) for n in range(12)}
    leads = {f"q/i{n}": F(60 - 5 * n) for n in range(12)}
    limits = Limits(efforts=efforts, lead_times=leads)
    asked = aim(rubric, made, "two-star", limits, "score")
    found = curve(asked, together(F(20), "2026-12-01", EVERY_WEEKDAY))
    assert [way.effort for way in asked.problem.subjects[0].raises] == [n * (n + 1) // 2 for n in range(1, 13)]
    assert found.least.effort == plan(rubric, made, "two-star", limits, "score").effort == found.least.low
    assert not found.exact
    assert all(one.low == found.least.effort for one in found.plans)
    assert found.impossible == -1


@pytest.mark.slow
@pytest.mark.parametrize("trial", ["together", "owners"])
def test_the_curve_is_that_of_all_choices(trial):
    seen = few(trial, 50)
    assert min(seen["2 points"], seen["0 points"]) >= 2


@pytest.mark.slow
def test_a_curve_that_is_cut_short_claims_no_more_than_is_true():
    seen = few("cut", 80)
    assert seen["a gap in days"]
    assert seen["a gap in effort"]


@pytest.mark.slow
def test_larger_curves_are_what_an_independent_solver_finds_on_each_day_and_the_day_before():
    seen = few("solver", 6)
    assert seen["a deadline the day before"] >= 8


# The shipped rubric and its samples


@pytest.fixture(scope="module")
def qinghe(shipped):
    return sampled("qinghe-mall", shipped, "zh")


def drawn(made):
    return [(one.ready, one.effort) for one in made.plans]


def test_where_people_are_many_lead_times_open_the_curve_up(shipped, qinghe):
    staffing = together(F(20), "2026-12-01", EVERY_WEEKDAY)
    made = curve(aim(shipped, qinghe, "four-star"), staffing)
    assert drawn(made) == [("2027-01-15", F(263, 2)), ("2027-02-01", F(241, 2)), ("2027-03-01", 117)]
    assert made.exact
    assert (made.earliest, made.least) == (made.plans[0], made.plans[-1])
    assert made.by("2027-01-31").effort == F(263, 2)
    assert made.by("2027-02-01").effort == F(241, 2)
    assert made.by("2035-01-01") is made.least
    assert made.by("2027-01-14") is None
    assert made.proved_impossible("2027-01-14")
    assert not made.proved_impossible("2027-01-15")
    for one in made.plans:
        assert one.effort == sum(step.effort for step in one.steps)
        assert (one.gap, one.exact) == (0, True)
    with pytest.raises(PlanningError, match="lies before the start"):
        made.by("2026-11-30")


def test_where_people_are_few_the_work_alone_decides(shipped, qinghe):
    made = curve(aim(shipped, qinghe, "four-star"), together(F(6), "2026-12-01", EVERY_WEEKDAY))
    assert [one.effort for one in made.plans] == [117]
    assert made.least is made.earliest


@pytest.mark.parametrize(("sample", "end"), [("qinghe-mall", "best"), ("lianshan-industrial", "worst")])
def test_the_right_end_is_the_plan_without_days(shipped, sample, end):
    assessment = sampled(sample, shipped, "zh")
    without = plan(shipped, assessment, "four-star")
    expected = without.least if end == "best" else without.enough
    for per_week in (F(6), F(200)):
        made = curve(aim(shipped, assessment, "four-star", end=end), together(per_week, "2026-12-01", EVERY_WEEKDAY))
        assert made.least.effort == expected.effort


def test_a_target_out_of_reach_has_no_plan_and_no_day_would_help(shipped, qinghe):
    locked = Limits(locked=set(shipped.order))
    made = curve(aim(shipped, qinghe, "five-star", locked), together(F(6), "2026-12-01", EVERY_WEEKDAY))
    assert (made.plans, made.least, made.earliest, made.impossible) == ((), None, None, HORIZON)
    assert made.exact
    assert not made.aim.reachable


def test_what_is_reached_already_is_ready_on_the_first_day(shipped, qinghe):
    made = curve(aim(shipped, qinghe, "two-star", goal="score"), together(F(6), "2026-12-05", EVERY_WEEKDAY))
    assert drawn(made) == [("2026-12-07", 0)]
    assert made.exact


def test_where_nothing_can_be_done_what_is_reached_is_ready_and_what_is_not_never_is():
    rubric = b.rubric([b.yes_no("q"), b.yes_no("p")])
    staffing = together(F(6), "2026-12-01", EVERY_WEEKDAY)
    done = curve(aim(rubric, b.answered(rubric, {"q": "yes", "p": "yes"}), "five-star", goal="score"), staffing)
    assert drawn(done) == [("2026-12-01", 0)]
    locked = Limits(locked=["q", "p"])
    never = aim(rubric, b.answered(rubric, {"q": "no", "p": "yes"}), "five-star", locked, "score")
    assert (curve(never, staffing).plans, curve(never, staffing).impossible) == ((), HORIZON)


def test_the_person_days_there_are_in_all_cut_the_curve_at_its_left_end(shipped, qinghe):
    staffing = together(F(20), "2026-12-01", EVERY_WEEKDAY)
    made = curve(aim(shipped, qinghe, "four-star", Limits(capacity=F(125))), staffing)
    assert drawn(made) == [("2027-02-01", F(241, 2)), ("2027-03-01", 117)]
    assert made.exact
    assert curve(aim(shipped, qinghe, "four-star", Limits(capacity=F(110))), staffing).plans == ()


def test_so_few_people_that_it_takes_more_than_ten_years_have_no_day(shipped, qinghe):
    made = curve(aim(shipped, qinghe, "four-star"), together(F(1, 10), "2026-12-01", EVERY_WEEKDAY))
    assert (made.plans, made.impossible) == ((), HORIZON)
    assert made.aim.reachable


def test_work_of_an_owner_without_days_is_refused_by_name(shipped, qinghe):
    staffing = by_owner({"Li": F(6)}, {"delivery-promise-shown": "Li"}, "2026-12-01", EVERY_WEEKDAY)
    with pytest.raises(PlanningError, match="has no owner, and nobody has person-days"):
        curve(aim(shipped, qinghe, "four-star"), staffing)


@pytest.mark.slow
def test_300_questions_have_an_exact_curve_also_by_owner():
    rubric, assessment, limits, random = large(0)
    leads = {f"{q.id}/{step}": F(random.choice([7, 14, 21, 30, 60, 90])) for q in rubric.questions for step in q.steps}
    asked = aim(rubric, assessment, "three-star", Limits(efforts=limits.efforts, lead_times=leads))
    owners = {q: random.choice("abc") for q in rubric.order}
    for staffing in (
        together(F(60), "2026-12-01", EVERY_WEEKDAY),
        by_owner(dict.fromkeys("abc", F(20)), owners, "2026-12-01", EVERY_WEEKDAY),
    ):
        made = curve(asked, staffing)
        assert made.exact
        assert len(made.plans) > 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", [pytest.param(one, marks=[pytest.mark.long] * (one[:4] == "prop")) for one in HARD])
def test_the_hardest_efforts_take_bounded_work_and_say_how_far_from_proved_they_are(kind):
    """Thousandths of a day, all but proportional to the points, and quick or slow without regard to that."""
    rubric, assessment, limits = hardest(kind, 60)
    random = Random(kind)
    leads = {f"q{n}/yes": F(random.choice([7, 14, 30, 60, 90])) for n in range(60)}
    asked = aim(rubric, assessment, "two-star", Limits(efforts=limits.efforts, lead_times=leads), "score")
    made = curve(asked, together(F(200), "2026-12-01", EVERY_WEEKDAY))
    for one in made.plans:
        assert 0 <= one.gap <= one.effort / 100
    assert made.impossible < made.plans[0].day
    assert kind not in ("equal", "unlike") or made.exact
