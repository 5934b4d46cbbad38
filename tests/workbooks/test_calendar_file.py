"""The days of a plan in a calendar: what a calendar program reads is what the plan says, and nothing about the client."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from ecq.assessment.file import dump
from ecq.base.errors import PlanningError
from ecq.base.language import LANGS
from ecq.cli import main
from ecq.planning import plan
from ecq.planning.agreed import assign, set_day, set_weekly
from ecq.telling.plan.work_plan import work_plan
from ecq.writers.sheets.calendar_file import plan_calendar
from tests import building as b

DAY = "2026-11-30"


def events_of(calendar):
    return Calendar.from_ical(calendar).walk("VEVENT")


@pytest.mark.parametrize("lang", LANGS)
def test_each_line_of_a_schedule_has_an_entry_on_its_day_and_none_is_on_a_weekend(shipped, mall, lang):
    paced = b.accepted(set_weekly(mall, "6"))
    made = plan(shipped, paced, "four-star")
    events = events_of(plan_calendar(shipped, paced, made, lang, DAY))
    worded = work_plan(shipped, paced, made, lang, DAY)
    lines = [line for line in worded.lines if line.kind != "confirm"]
    assert lines
    for event, line in zip(events, lines, strict=True):
        assert str(event["summary"]) == line.title
        assert event.decoded("dtstart").isoformat() == line.day
        assert event.decoded("dtstart").weekday() < 5
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert line.asked in str(event["description"])
        assert worded.schedule in str(event["description"])
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_until_it_is_said_who_works_only_what_somebody_dated_has_an_entry(shipped, mall):
    """Also an open question: the day on which it is to be confirmed is chosen and never reckoned."""
    made = plan(shipped, mall, "four-star")
    step, question = made.steps[0].question, made.confirm[0].question
    dated = b.accepted(assign(b.accepted(assign(mall, step, "林岚", "2026-12-04")), question, "", "2026-12-02"))
    events = events_of(plan_calendar(shipped, dated, made, "zh", DAY))
    assert sorted(event.decoded("dtstart").isoformat() for event in events) == ["2026-12-02", "2026-12-04"]
    assert "排期" not in "".join(str(event["description"]) for event in events), "these days were chosen"


def test_a_plan_without_days_is_no_calendar_and_the_command_says_what_to_do(shipped, mall, tmp_path, capsys):
    with pytest.raises(PlanningError, match="the plan has no dates"):
        plan_calendar(shipped, mall, plan(shipped, mall, "four-star"), "zh", DAY)
    file, out = tmp_path / "a.json", tmp_path / "plan.ics"
    file.write_text(dump(mall), encoding="utf-8")
    assert main(["export", str(file), "-o", str(out), "--lang", "en"]) == 2
    assert "say how many person-days a week there are" in capsys.readouterr().err
    assert not out.exists()


def test_a_calendar_names_no_client_and_the_same_plan_gives_the_same_file(shipped, mall):
    named = b.accepted(set_weekly(mall.model_copy(update={"name": "不该出现的客户"}), "6"))
    made = plan(shipped, named, "four-star")
    first = plan_calendar(shipped, named, made, "zh", DAY)
    assert "不该出现的客户" not in first.decode().replace("\r\n ", "")
    assert first == plan_calendar(shipped, named, made, "zh", DAY)


def test_where_no_days_can_be_reckoned_the_reason_is_said(shipped, mall):
    late = b.accepted(set_weekly(b.accepted(set_day(mall, "start", "9999-12-25")), "6"))
    made = plan(shipped, late, "four-star")
    with pytest.raises(PlanningError, match="begin earlier"):
        plan_calendar(shipped, late, made, "en", DAY)


def test_the_last_day_there_is_can_be_chosen(shipped, mall):
    question = plan(shipped, mall, "four-star").steps[0].question
    chosen = b.accepted(assign(mall, question, "", "9999-12-31"))
    assert len(events_of(plan_calendar(shipped, chosen, plan(shipped, chosen, "four-star"), "en", DAY))) == 1
