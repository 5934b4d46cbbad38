"""Working days are those people work: shifted weekends, holidays and own days off counted, whatever machine counts them."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction

import pytest

from ecq.base.errors import PlanningError
from ecq.planning.calendar import CALENDARS, EVERY_WEEKDAY, HORIZON, together, work_calendar

WORKED_WEEKENDS_2026 = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
OFF_WEEKDAYS_2026 = [
    *("2026-01-01", "2026-01-02"),
    *("2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"),
    *("2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19", "2026-09-25"),
    *("2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"),
]
"""The notice of the State Council for 2026."""


def dates(year: int):
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def test_the_working_days_of_mainland_china_are_those_of_the_notice_for_2026():
    calendar = work_calendar("cn", "2026-01-01")
    worked = {calendar.date(day) for day in calendar.worked}
    for day in dates(2026):
        text = day.isoformat()
        expected = text in WORKED_WEEKENDS_2026 if day.weekday() >= 5 else text not in OFF_WEEKDAYS_2026
        assert (text in worked) == expected, text


@pytest.mark.parametrize(
    ("id", "off", "on"),
    [
        ("hk", ["2026-04-03", "2026-04-07", "2026-10-19"], ["2026-05-04", "2026-02-20"]),
        ("tw", ["2026-02-20", "2026-02-27", "2026-10-26"], ["2026-01-02", "2026-07-01"]),
        ("sg", ["2026-08-10", "2026-11-09"], ["2026-10-01", "2026-02-20"]),
        ("us", ["2026-11-26", "2026-07-03"], ["2026-02-17", "2026-05-01"]),
        (EVERY_WEEKDAY, ["2026-01-03", "2026-01-04"], ["2026-01-01", "2026-12-25"]),
    ],
)
def test_other_calendars_have_their_own_days_off(id, off, on):
    calendar = work_calendar(id, "2026-01-01")
    worked = {calendar.date(day) for day in calendar.worked}
    assert not worked & set(off)
    assert worked >= set(on)


@pytest.mark.parametrize("id", CALENDARS)
def test_days_are_counted_for_ten_years_and_found_again(id):
    calendar = work_calendar(id, "2026-02-16", frozenset({"2026-02-24", "2026-03-02"}))
    worked = set(calendar.worked)
    assert not worked & {calendar.day("2026-02-24"), calendar.day("2026-03-02")}
    assert (calendar.count(-1), calendar.count(HORIZON), calendar.count(HORIZON + 9)) == (0, *[len(worked)] * 2)
    count = 0
    for day in range(HORIZON + 1):
        count += day in worked
        assert calendar.count(day) == count
        assert calendar.on_or_before(day) == max((one for one in calendar.worked[:count]), default=None)
        if day in worked:
            assert calendar.working_day(count) == day == calendar.on_or_after(day)
    assert calendar.working_day(0) == calendar.working_day(1) == calendar.worked[0]
    assert calendar.working_day(count + 1) is None
    assert calendar.on_or_after(calendar.worked[-1] + 1) is None
    assert calendar.on_or_after(calendar.worked[5] + 1) == calendar.worked[6]


def test_work_begins_on_the_first_working_day():
    for calendar, start, off, first in (
        ("cn", "2026-02-15", (), "2026-02-24"),
        ("cn", "2026-02-14", (), "2026-02-14"),  # a Saturday that is worked
        (EVERY_WEEKDAY, "2026-02-14", (), "2026-02-16"),
        ("cn", "2026-12-01", ("2026-12-01", "2026-12-02"), "2026-12-03"),
    ):
        assert together(Fraction(5), start, calendar, off).calendar.first == first


def test_years_without_a_notice_are_named_and_a_day_before_them_rests_on_none():
    mainland = work_calendar("cn", "2026-01-01")
    assert 2026 not in mainland.not_announced
    assert set(mainland.not_announced) >= {2029, 2036}
    for year in range(2027, 2037):
        shifted = [day for day in mainland.worked if date.fromisoformat(mainland.date(day)).weekday() >= 5]
        assert (year in mainland.not_announced) == (not any(mainland.date(day)[:4] == str(year) for day in shifted))
    assert mainland.assumed(364) == ()
    assert mainland.assumed(mainland.day("2029-01-01"))[-1] == 2029
    assert work_calendar(EVERY_WEEKDAY, "2026-01-01").not_announced == ()
    assert work_calendar("us", "2026-01-01").not_announced == ()
    assert 2036 in work_calendar("sg", "2026-01-01").not_announced  # its moving feasts are estimated


COUNT = """
from ecq.planning.calendar import CALENDARS, work_calendar
print([(id, hash(work_calendar(id, "2026-01-01"))) for id in CALENDARS])
"""


@pytest.mark.slow
def test_the_language_and_time_zone_of_the_machine_change_nothing():
    said = set()
    for language, zone in (("C", "UTC"), ("zh_CN.UTF-8", "Asia/Shanghai"), ("th_TH.UTF-8", "America/New_York")):
        set_up = {**os.environ, "LANG": language, "LC_ALL": language, "LANGUAGE": language[:5], "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", COUNT], env={**set_up, "PYTHONHASHSEED": "0"}, capture_output=True, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1


def test_without_the_library_weekdays_are_counted_and_a_country_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert work_calendar(EVERY_WEEKDAY, "2031-03-03").worked[5] == 7
    with pytest.raises(
        PlanningError, match=r"needs the package holidays; install it with: pip install 'ecq\[calendar\]'"
    ):
        work_calendar("cn", "2033-03-07")  # of a year that no other test remembers


@pytest.mark.parametrize(
    ("id", "first", "off", "sentence"),
    [
        ("mars", "2026-12-01", (), "there is no calendar 'mars'; choose one of: cn, hk, tw, sg, us, weekdays"),
        ("cn", "2095-12-01", (), "does not know the years up to 2105; begin earlier"),
        (EVERY_WEEKDAY, "9995-12-01", (), "does not know the years up to 9999; begin earlier"),
        (EVERY_WEEKDAY, "2026-12-01", range(HORIZON + 1), "no working day within ten years"),
    ],
)
def test_a_calendar_that_cannot_be_had_is_refused_in_one_sentence(id, first, off, sentence):
    taken = frozenset((date.fromisoformat(first) + timedelta(days=day)).isoformat() for day in off)
    with pytest.raises(PlanningError, match=sentence) as refused:
        work_calendar(id, first, taken)
    assert "\n" not in refused.value.zh != str(refused.value)
