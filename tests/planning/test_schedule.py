"""The one schedule of a plan: who does what on which day, what is finished when, and how the assessment then scores."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest

from ecq.base.day import day_after
from ecq.base.errors import PlanningError
from ecq.planning import PROOF, Limits, apply, plan
from ecq.planning.aim import aim
from ecq.planning.calendar import EVERY_WEEKDAY, MAINLAND
from ecq.planning.cheapest import package_efforts
from ecq.planning.deadline_curve import curve
from ecq.planning.limits import check_limits
from ecq.planning.schedule import Begun, schedule
from ecq.planning.staffing import by_owner, together
from ecq.scoring.scorecard import score
from tests import building as b
from tests.building import sampled
from tests.planning.gates_first import ready_with_gates_first
from tests.planning.time_trials import few

F = Fraction
MONDAY = "2026-11-30"


@pytest.fixture(scope="module")
def qinghe(shipped):
    return sampled("qinghe-mall", shipped, "zh")


@pytest.fixture(scope="module")
def steps(shipped, qinghe):
    return plan(shipped, qinghe, "four-star").steps


@pytest.fixture(scope="module")
def owners(shipped):
    return {question: "Li" if place % 3 else "An" for place, question in enumerate(shipped.order)}


@pytest.fixture(scope="module", params=["6", "20", "owners"], ids=["6 a week", "20 a week", "by owner"])
def staffing(request, owners):
    if request.param != "owners":
        return together(F(request.param), "2026-12-01", MAINLAND, ["2026-12-25"])
    days_off = {"An": ["2026-12-03", "2026-12-04"]}
    return by_owner({"An": F(5, 2), "Li": F(7)}, owners, "2026-12-01", MAINLAND, ["2026-12-25"], days_off)


@pytest.fixture(scope="module")
def made(shipped, qinghe, steps, staffing):
    return schedule(shipped, qinghe, steps, staffing)


def two_rungs(efforts, leads, per_week="5", start=MONDAY):
    """A question on a ladder of two rungs, and its schedule without evidence to bring."""
    rubric = b.rubric([b.level("q", (F(0), F(1, 2), F(1)))])
    assessment = b.answered(rubric, {"q": "o0"})
    limits = Limits(
        efforts={f"q/o{n}": F(effort) for n, effort in enumerate(efforts, 1)},
        lead_times={f"q/o{n}": F(lead) for n, lead in enumerate(leads, 1)},
    )
    steps = plan(rubric, assessment, "five-star", limits, "score").steps
    return schedule(rubric, assessment, steps, together(F(per_week), start, EVERY_WEEKDAY))


def told(step):
    return step.starts, step.begins, step.last, step.over, step.ends


# By hand


def test_a_rung_is_worked_on_while_the_one_below_waits_and_its_lead_time_begins_when_that_is_over():
    made = two_rungs((2, 3), (10, 4))
    first, second = made.steps
    assert told(first) == (MONDAY, MONDAY, "2026-12-01", "2026-12-10", "2026-12-10")  # ten days after Monday
    assert told(second) == ("2026-12-02", "2026-12-02", "2026-12-04", "2026-12-14", "2026-12-14")
    assert made.ready == "2026-12-14"


def test_what_is_over_on_a_weekend_counts_from_monday_on():
    (only, last) = two_rungs((1, 0), (5, 0)).steps
    assert told(only) == (MONDAY, MONDAY, MONDAY, "2026-12-05", "2026-12-07")
    assert last.ends == "2026-12-07"


def test_less_than_a_person_day_a_day_begins_a_step_on_the_day_its_first_one_is_spent():
    made = two_rungs((2, 0), (7, 0), per_week="2.5")
    assert told(made.steps[0]) == (MONDAY, "2026-12-01", "2026-12-03", "2026-12-08", "2026-12-08")


def test_a_step_under_way_keeps_its_begin_and_only_what_is_left_of_it_is_scheduled():
    rubric = b.rubric([b.yes_no("q")])
    assessment = b.answered(rubric, {"q": "no"})
    limits = Limits(efforts={"q/yes": F(5)}, lead_times={"q/yes": F(30)})
    steps = plan(rubric, assessment, "five-star", limits, "score").steps
    staffing = together(F(5), MONDAY, EVERY_WEEKDAY)
    (step,) = schedule(rubric, assessment, steps, staffing, {("q", "yes"): Begun("2026-11-20", F(2))}).steps
    assert told(step) == (MONDAY, "2026-11-20", "2026-12-01", "2026-12-20", "2026-12-21")
    assert step.effort == 2


def test_work_that_takes_more_than_ten_years_is_refused_with_what_to_do():
    with pytest.raises(PlanningError, match="give more person-days a week"):
        two_rungs((10_000, 0), (0, 0), per_week="1")


# What holds of every schedule


def test_nobody_works_on_a_day_off_or_more_than_their_day_and_every_effort_is_spent_in_full(made, steps, staffing):
    a_day, by_step = defaultdict(F), defaultdict(F)
    for spent in made.spent:
        a_day[spent.owner, spent.date] += spent.days
        by_step[spent.question, spent.step] += spent.days
    workers = {worker.owner: worker for worker in staffing.workers}
    for (owner, date), days in a_day.items():
        worker = workers[owner]
        assert worker.calendar.day(date) in worker.calendar.worked
        assert days <= worker.per_week / 5
    expected = {(step.question, rung.id): rung.effort for step in steps for rung in step.rungs if rung.effort}
    assert by_step == expected


def test_it_ends_on_the_day_of_the_plan_and_nothing_ends_on_a_day_off(made, shipped, qinghe, steps, staffing):
    assert made.ready == max(step.ends for step in made.steps)
    for step in made.steps:
        worker = next(worker for worker in staffing.workers if worker.owner == step.owner)
        assert worker.calendar.day(step.ends) in worker.calendar.worked
        assert step.starts <= step.begins <= step.last <= step.over <= step.ends
    found = curve(aim(shipped, qinghe, "four-star"), staffing)
    assert (
        found.earliest.ready <= found.least.ready <= made.ready
    )  # the least effort, and of plans that take it the soonest
    assert found.least.effort == sum(step.effort for step in steps)


def test_the_score_of_a_day_is_that_of_what_is_finished_by_then(made, shipped, qinghe, steps):
    first, *_, last = made.standings
    assert first.card.score == score(shipped, qinghe).score
    after = score(shipped, apply(shipped, qinghe, steps))
    assert (last.card.score, last.card.evidenced) == (after.score, after.evidenced)
    assert last.date == made.ready
    assert {(step.question, step.step) for step in made.steps} == set(last.finished)
    for standing in made.standings:
        assert set(standing.finished) == {(one.question, one.step) for one in made.steps if one.ends <= standing.date}
        assert made.standing(standing.date) is standing
    lows = [standing.card.evidenced.low for standing in made.standings]
    assert lows == sorted(lows)
    assert made.standing(day_after(first.date, -9)) is first
    assert made.standing("2035-01-01") is last


def test_whoever_wants_failed_gates_begun_before_all_else_is_never_ready_earlier(made, shipped, steps, staffing):
    assert ready_with_gates_first(shipped, steps, staffing) >= made.ready


# Evidence


def test_an_own_effort_of_a_package_is_shared_among_its_questions_and_sums_up_exactly(steps, shipped):
    proofs = [step for step in steps if step.kind == "prove"]
    shared = package_efforts(proofs, F("7.3"))
    assert sum(shared.values()) == F("7.3")
    assert set(shared) == {f"{step.question}/{PROOF}" for step in proofs}
    check_limits(shipped, Limits(efforts=shared))  # not finer than efforts may be


# Against every schedule there is


@pytest.mark.slow
def test_no_schedule_is_ready_before_the_day_that_is_said_and_the_one_shown_is_ready_then():
    seen = few("readying", 60)
    assert min(seen["lead times decide"], seen["work decides"], seen["gates first cost nothing"]) >= 5
