"""The due dates of a plan in a calendar: what a calendar program reads is what the plan says, and nothing about the client."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.language import LANGS
from ecq.planning import plan
from ecq.planning.agreed import set_day
from ecq.planning.work_plan import work_plan
from ecq.workbooks.calendar_file import plan_calendar
from tests import building as b

START = "2026-11-30"


@pytest.fixture
def sample(shipped):
    one = next(one for one in load_samples() if one.id == "qinghe-mall")
    return sample_assessment(one, shipped, "zh", "2026-11-24T09:00:00+00:00")


@pytest.mark.parametrize("lang", LANGS)
def test_each_line_has_an_entry_on_its_day(shipped, sample, lang):
    made = plan(shipped, sample, "four-star")
    events = Calendar.from_ical(plan_calendar(shipped, sample, made, lang, START)).walk("VEVENT")
    lines = [line for line in work_plan(shipped, sample, made, lang, START).lines if line.kind != "confirm"]
    assert len(events) == len(lines) + 1, "what is to be confirmed is one entry"
    assert events[0].decoded("dtstart") == date(2026, 12, 7)
    for event, line in zip(events[1:], lines, strict=True):
        assert str(event["summary"]) == line.title
        assert event.decoded("dtstart").isoformat() == line.day
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert line.asked in str(event["description"])
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_calendar_names_no_client_and_the_same_plan_gives_the_same_file(shipped, sample):
    named = sample.model_copy(update={"name": "不该出现的客户"})
    made = plan(shipped, named, "four-star")
    first = plan_calendar(shipped, named, made, "zh", START)
    assert "不该出现的客户" not in first.decode().replace("\r\n ", "")
    assert first == plan_calendar(shipped, named, made, "zh", START)


def test_the_last_day_of_the_calendar_is_no_fault(shipped, sample):
    late = b.accepted(set_day(sample, "start", "9999-12-25"))
    made = plan(shipped, late, "four-star")
    assert Calendar.from_ical(plan_calendar(shipped, late, made, "en", START)).walk("VEVENT")
