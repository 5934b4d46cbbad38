"""When the lines of a plan run: as its one schedule has it, only once it is said who works, and with what the days rest on."""

from __future__ import annotations

import pytest

from ecq.assessment.plan_terms import PlanTerms
from ecq.base.errors import PlanningError
from ecq.planning import plan
from ecq.planning.calendar import CALENDARS
from ecq.planning.timeline import timeline
from ecq.telling.plan import date_words as d
from ecq.telling.plan import work_plan_words as w
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.text.words import say
from tests.building import sampled

MONDAY = "2026-11-30"


@pytest.fixture(scope="module")
def qinghe(shipped):
    return sampled("qinghe-mall", shipped, "zh")


@pytest.fixture(scope="module")
def found(shipped, qinghe):
    return plan(shipped, qinghe, "four-star")


def under(qinghe, **terms):
    return qinghe.model_copy(update={"terms": PlanTerms(**terms)})


def shown(shipped, found, assessment):
    return work_plan(shipped, assessment, found, "en", MONDAY)


def test_each_line_runs_from_the_first_day_of_work_to_the_day_on_which_all_of_it_is_finished(shipped, qinghe, found):
    made = timeline(shipped, under(qinghe, weekly="6", owners={found.steps[0].question: "Li"}), found.steps, MONDAY)
    date = made.staffing.calendar.date
    assert set(made.slots) == {step.question for step in found.steps}
    for question, slot in made.slots.items():
        of_line = [step for step in made.schedule.steps if step.question == question]
        assert date(slot.start) == min(step.starts for step in of_line)
        assert date(slot.end) == max(step.ends for step in of_line)
        assert slot.owner == ("Li" if question == found.steps[0].question else "")
    assert max(date(slot.end) for slot in made.slots.values()) == made.schedule.ready


def test_lines_headline_and_end_say_the_days_of_the_schedule(shipped, qinghe, found):
    assessment = under(qinghe, weekly="6", start="2026-12-01")
    made, worded = timeline(shipped, assessment, found.steps, MONDAY), shown(shipped, found, assessment)
    date = made.staffing.calendar.date
    assert (worded.begins, worded.finish) == ("2026-12-01", made.schedule.ready)
    assert worded.headline.endswith(f"at 6 a week the list ends on {worded.finish}")
    for line in worded.lines:
        if line.step:
            assert line.runs == made.slots[line.question]
            assert line.day == date(line.runs.end)


@pytest.mark.parametrize("terms", [{}, {"start": "2026-12-01", "owners": {"returns-window": "Li"}}])
def test_without_person_days_there_are_no_days(shipped, qinghe, found, terms):
    assert timeline(shipped, under(qinghe, **terms), found.steps, MONDAY) is None
    worded = shown(shipped, found, under(qinghe, **terms))
    assert (worded.begins, worded.finish, worded.schedule) == ("", "", w.NO_SCHEDULE.en)
    assert not any(line.day or line.runs for line in worded.lines)


@pytest.mark.parametrize(
    ("start", "begins"),
    [
        (None, "2026-12-01"),
        ("2026-12-05", "2026-12-07"),
        (MONDAY, MONDAY),
        ("2025-01-06", "2026-12-01"),
    ],
)
def test_work_begins_on_the_day_chosen_or_the_next_working_day_and_never_in_the_past(
    shipped, qinghe, found, start, begins
):
    assert timeline(shipped, under(qinghe, weekly="6", start=start), found.steps, MONDAY).schedule.begins == begins


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ({"weekly_by_owner": {"Li": "6"}}, "nobody has person-days for what has none"),
        ({"weekly": "10001"}, "at most 10000"),
        ({"weekly": "0.001"}, "does not end within ten years"),
        ({"weekly": "6", "start": "9999-12-25"}, "begin earlier"),
        ({"weekly": "6", "calendar": "mars"}, "there is no calendar 'mars'"),
    ],
)
def test_terms_that_give_no_days_say_why_in_one_sentence_and_lose_nothing(shipped, qinghe, found, terms, why):
    assessment = under(qinghe, **terms)
    with pytest.raises(PlanningError, match=why):
        timeline(shipped, assessment, found.steps, MONDAY)
    worded, without = shown(shipped, found, assessment), shown(shipped, found, under(qinghe))
    assert why in worded.schedule
    assert worded.schedule.startswith("There are no dates: ")
    assert (worded.headline, worded.finish) == (without.headline, "")
    assert list(worded.lines) == list(without.lines)


def test_what_the_days_rest_on_is_said_and_nothing_else(shipped, qinghe, found):
    notes = {"off": w.OWN_DAYS_OFF, "anyone": d.ANYONE, "team": d.ONE_TEAM, "open": d.SCHEDULE_OPEN}
    always = {"open"}  # the sample has open questions
    owners = dict.fromkeys(shipped.order, "Li")
    for terms, expected in (
        ({"weekly": "6"}, {"anyone"}),
        ({"per_week": "6"}, {"anyone"}),
        ({"per_week": "6", "owners": owners}, {"team"}),
        ({"weekly_by_owner": {"Li": "6"}, "owners": owners}, set()),
        ({"weekly_by_owner": {"Li": "6", "": "1"}, "owners": owners}, {"team"}),
        ({"weekly": "6", "days_off": ("2026-12-25",)}, {"anyone", "off"}),
        ({"weekly": "6", "owner_days_off": {"Li": ("2026-12-25",)}}, {"anyone"}),
        ({"weekly_by_owner": {"Li": "6"}, "owners": owners, "owner_days_off": {"Li": ("2026-12-25",)}}, {"off"}),
        ({"weekly_by_owner": {"Li": "6"}, "owners": owners, "owner_days_off": {"An": ("2026-12-25",)}}, set()),
    ):
        said = shown(shipped, found, under(qinghe, **terms)).schedule
        assert {name for name, text in notes.items() if text.en in said} == expected | always


def test_a_year_whose_days_off_are_not_announced_is_named_where_a_day_rests_on_it(shipped, qinghe, found):
    slow = shown(shipped, found, under(qinghe, weekly="6"))
    assert slow.finish > "2027"
    assert say(d.NOT_ANNOUNCED, "en", years="2027") in slow.schedule
    soon = shown(shipped, found, under(qinghe, weekly="6", calendar="weekdays"))
    assert "not announced" not in soon.schedule


def test_every_calendar_there_is_has_a_name():
    assert set(w.CALENDARS) == set(CALENDARS)
