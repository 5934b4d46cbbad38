"""By when and with how many, in words: each sentence in a state in which it holds, and none in which it does not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ecq.assessment.model import PlanTerms
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.errors import PlanningError
from ecq.planning import plan
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import HORIZON
from ecq.planning.deadline_curve import ByWhen, by_when, curve, staff_needed
from ecq.planning.schedule import timeline
from ecq.telling.plan import date_sentences as w
from ecq.telling.plan.date_sentences import assumptions, date_lines, deadline_lines, too_late
from ecq.telling.text.words import say

F = Fraction
DAY, START = "2026-11-28", "2026-12-01"


@pytest.fixture(scope="module")
def samples(shipped):
    return {one.id: sample_assessment(one, shipped, "zh") for one in load_samples()}


@pytest.fixture(scope="module")
def lianshan(samples):
    return samples["lianshan-industrial"]


def under(assessment, **terms):
    return assessment.model_copy(update={"terms": PlanTerms(start=START, **terms)})


def answered(shipped, assessment):
    """What was found for an assessment, and the end of the schedule of its plan."""
    made = plan(shipped, assessment, assessment.target)
    try:
        dated = timeline(shipped, assessment, made.steps, DAY)
    except PlanningError:
        dated = None
    return by_when(shipped, assessment, made, DAY), dated.schedule.ready if dated else ""


def of_dates(shipped, assessment):
    return list(date_lines(*answered(shipped, assessment), "en"))


def of_deadline(shipped, assessment):
    return list(deadline_lines(*answered(shipped, assessment), "en"))


def test_the_ends_of_the_curve_and_its_last_step_are_told(shipped, lianshan):
    """As found by trying every deadline: none sooner, none for less."""
    assessment = under(lianshan, weekly="10")
    assert of_dates(shipped, assessment) == [
        "Done on 2027-01-15 at the earliest, with 66 person-days.",
        "At the least 57.5 person-days, done on 2027-02-01.",
        "8.5 person-days more, and it is done 17 days earlier, on 2027-01-15.",
    ]
    found, _ = answered(shipped, assessment)
    assert found.curve.by("2027-01-14") is None
    assert found.curve.by("2027-01-31").effort == 66


def test_where_least_effort_is_soonest_too_nothing_is_said_to_be_bought_by_more(shipped, samples):
    (line,) = of_dates(shipped, under(samples["xinghuo-live"], weekly="6"))
    assert line == "At the least 45.5 person-days, done on 2027-01-22 at the earliest."


@pytest.mark.parametrize("terms", [{}, {"calendar": "hk", "days_off": ("2026-12-24",), "ready_by": "2027-03-01"}])
def test_nothing_is_said_until_somebody_works_on_it(shipped, lianshan, terms):
    assert answered(shipped, under(lianshan, **terms))[0] is None
    assert of_dates(shipped, under(lianshan, **terms)) == of_deadline(shipped, under(lianshan, **terms)) == []
    # Nor where no steps are listed
    barely = under(lianshan, weekly="6").model_copy(update={"responses": {}})
    assert of_dates(shipped, barely) == of_deadline(shipped, barely) == []


def test_a_search_cut_short_claims_no_earliest_and_no_least(shipped, samples):
    whole, finish = answered(shipped, under(samples["qinghe-mall"], weekly="60"))
    assert "at the earliest" in " ".join(date_lines(whole, finish, "en"))
    some = 0
    for work in (1, 1_000, 3_000, 10_000, 30_000):
        cut = curve(whole.curve.aim, whole.staffing, work)
        told = " ".join(date_lines(ByWhen(cut, None, None), finish, "en"))
        assert ("at the earliest" in told) == (bool(cut.plans) and cut.earliest_proved)
        assert ("At the least" in told) == (bool(cut.plans) and not cut.least.gap)
        some += "The earliest found is done on" in told
        for line in [
            one for one in date_lines(ByWhen(cut, None, None), finish, "en") if "by " in one and "; by" in one
        ]:
            assert cut.proved_impossible(line.rpartition("; by ")[2][:10])
    assert some


def test_the_best_found_is_said_to_be_that_with_its_distance(shipped, lianshan):
    whole, finish = answered(shipped, under(lianshan, weekly="10"))
    loose = replace(whole.curve.plans[-1], low=F("55.5"), exact=False)
    told = list(
        date_lines(ByWhen(replace(whole.curve, plans=(*whole.curve.plans[:-1], loose)), None, None), finish, "en")
    )
    assert told[1:] == [
        "The best found takes 57.5 person-days, done on 2027-02-01, at most 2 person-days above the least possible."
    ]


def test_another_day_than_that_of_the_list_is_said_to_need_other_steps(shipped, samples):
    found, finish = answered(shipped, under(samples["xinghuo-live"], weekly="6"))
    assert w.OTHER_STEPS.en not in list(date_lines(found, finish, "en"))
    assert w.OTHER_STEPS.en in list(date_lines(found, "2026-12-30", "en"))


@pytest.mark.parametrize(
    ("weekly", "ready_by", "expected"),
    [
        ("10", "2027-03-01", "The work listed is scheduled until 2027-02-01."),
        (
            "10",
            "2027-01-29",
            "The work listed is scheduled until 2027-02-01, after 2027-01-29; another way, of 66 person-days, is done by then.",
        ),
        ("10", "2027-01-14", "It cannot be done by 2027-01-14; the earliest day is 2027-01-15."),
        ("6", "2026-11-30", "The day to be done by, 2026-11-30, lies before the day work begins, 2026-12-01."),
    ],
)
def test_a_day_is_called_too_late_only_where_every_plan_misses_it(shipped, lianshan, weekly, ready_by, expected):
    assessment = under(lianshan, weekly=weekly, ready_by=ready_by)
    assert of_deadline(shipped, assessment)[0] == expected
    assert too_late(answered(shipped, assessment)[0]) == expected.startswith("It cannot be done")


def test_where_the_earliest_is_not_proved_it_is_called_found_and_a_day_between_is_left_open(shipped, lianshan):
    whole, finish = answered(shipped, under(lianshan, weekly="10", ready_by="2027-01-08"))
    unproved = replace(whole, curve=replace(whole.curve, impossible=whole.staffing.calendar.day("2027-01-11")))
    assert next(deadline_lines(unproved, finish, "en")) == (
        "It cannot be done by 2027-01-08; the earliest day found is 2027-01-15."
    )
    open_day = replace(
        unproved, ready_by="2027-01-13", needed=staff_needed(whole.curve.aim, whole.staffing, "2027-01-13")
    )
    assert next(deadline_lines(open_day, finish, "en")) == f"The work listed is scheduled until {finish}."
    assert not too_late(open_day)
    without = replace(whole, curve=replace(whole.curve, plans=(), impossible=HORIZON))
    assert next(deadline_lines(without, finish, "en")) == "It cannot be done by 2027-01-08."


def test_a_number_that_is_not_proved_least_is_only_called_enough(shipped, lianshan):
    whole, finish = answered(shipped, under(lianshan, weekly="6", ready_by="2027-03-01"))
    cut = replace(whole, needed=replace(whole.needed, exact=False))
    assert list(deadline_lines(cut, finish, "en"))[-1] == "To be done by 2027-03-01, 5 person-days a week will do."


def test_where_lead_times_alone_are_too_long_nobody_makes_it_and_else_nothing_is_said_of_that(shipped, samples):
    found, finish = answered(shipped, under(samples["qinghe-mall"], weekly="20", ready_by="2026-12-25"))
    never = "However many people work on it, it cannot be done by 2026-12-25."
    assert list(deadline_lines(found, finish, "en"))[-1] == never
    cut = replace(found, needed=replace(found.needed, exact=False))
    assert never not in list(deadline_lines(cut, finish, "en"))


def test_one_number_holds_if_anyone_can_do_anything_and_owners_share_theirs(shipped, lianshan):
    owned = under(lianshan, weekly_by_owner={"": "4", "Li": "2"}, ready_by="2027-03-01")
    found, finish = answered(shipped, owned)
    assert list(deadline_lines(found, finish, "en"))[-1].endswith(" a week in all, shared out as now.")
    said = list(assumptions(found.staffing, "2026-12-31", False, "en"))
    assert said == [w.ONE_TEAM.en]
    alone, _ = answered(shipped, under(lianshan, weekly="6"))
    assert list(assumptions(alone.staffing, "2027-01-28", True, "en")) == [
        w.ANYONE.en,
        say(w.NOT_ANNOUNCED, "en", years="2027"),
        w.SCHEDULE_OPEN.en,
    ]


def test_work_of_somebody_without_days_gives_no_earliest_day_and_says_why(shipped, lianshan):
    """The work listed can have its days all the same."""
    listed = {step.question for step in plan(shipped, lianshan, lianshan.target).steps}
    other = next(
        one.question.id
        for one in aim(shipped, lianshan, lianshan.target).problem.subjects
        if one.raises and one.question.id not in listed
    )
    owners = {**dict.fromkeys(shipped.order, "Li"), other: "An"}
    assessment = under(lianshan, weekly_by_owner={"Li": "6"}, owners=owners)
    (line,) = of_dates(shipped, assessment)
    assert line.startswith("It cannot be said by when it can be done at the earliest: An has work")
    assert answered(shipped, assessment)[1]
