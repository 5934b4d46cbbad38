"""When steps run: an owner's work walked through day by day, nothing on a weekend, nothing over before its lead time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.base.errors import PlanningError
from ecq.telling.plan.timeline import begin_day, timeline

F = Fraction
MONDAY = "2026-11-30"


@dataclass(frozen=True)
class Work:
    question: str
    effort: Fraction
    in_a_row: Fraction


def walked(work, owners, per_week, begins):
    """Begin and end of each piece of work by spending a fifth of a week's person-days on every Monday to Friday."""
    found = {}
    for owner in {owners.get(one.question, "") for one in work}:
        queue = [one for one in work if owners.get(one.question, "") == owner]
        day, left = date.fromisoformat(begins), F(0)
        for one in queue:
            if not left:  # the day before is used up
                while day.weekday() > 4:
                    day += timedelta(days=1)
                left = per_week / 5
            begun, to_spend, last = day, one.effort, day
            while to_spend > left:
                to_spend, last = to_spend - left, day
                day += timedelta(days=1)
                while day.weekday() > 4:
                    day += timedelta(days=1)
                left = per_week / 5
            if to_spend:
                last = day
            left -= to_spend
            over = begun + timedelta(days=-(-one.in_a_row // 1))
            while over.weekday() > 4:
                over += timedelta(days=1)
            found[one.question] = (begun, max(last, over))
            if not left:
                day += timedelta(days=1)
    return found


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90), st.sampled_from(["", "IT", "Law"])), max_size=8),
    st.sampled_from([F(1, 2), F(3), F(5), F(6), F(40, 3)]),
    st.integers(0, 4),
)
def test_work_is_done_as_when_it_is_walked_through_day_by_day(drawn, per_week, weekday):
    work = [Work(f"q{n}", F(effort, 2), F(lead)) for n, (effort, lead, _) in enumerate(drawn)]
    owners = {f"q{n}": owner for n, (_, _, owner) in enumerate(drawn) if owner}
    begins = date.fromisoformat(MONDAY) + timedelta(days=weekday)
    expected = walked(work, owners, per_week, begins.isoformat())
    for slot in timeline(work, owners, per_week, begins.isoformat()):
        days = tuple(begins + timedelta(days=one) for one in (slot.start, slot.end))
        assert days == expected[slot.question]
        assert all(day.weekday() < 5 for day in days)
        assert slot.owner == owners.get(slot.question, "")


def test_five_days_of_one_owner_at_five_a_week_are_monday_to_friday():
    work = [Work("a", F(5), F(0)), Work("b", F(1), F(0)), Work("c", F(1), F(5))]
    slots = timeline(work, {"c": "Law"}, F(5), MONDAY)
    assert [(slot.start, slot.end) for slot in slots] == [(0, 4), (7, 7), (0, 7)]


@pytest.mark.parametrize(
    ("start", "day", "begins"),
    [
        (None, "2026-11-27", "2026-11-30"),
        (None, "2026-11-30", "2026-12-01"),
        ("2026-12-05", "2026-11-30", "2026-12-07"),
        ("2026-11-30", "2026-11-30", "2026-11-30"),
        ("2025-01-06", "2026-11-30", "2026-12-01"),
    ],
)
def test_work_begins_on_the_day_chosen_or_the_working_day_after_and_never_in_the_past(start, day, begins):
    assert begin_day(start, day) == begins


def test_no_person_days_a_week_get_a_sentence():
    with pytest.raises(PlanningError, match="give more than 0"):
        timeline([Work("a", F(1), F(1))], {}, F(0), MONDAY)


def test_the_end_of_the_calendar_is_no_fault():
    (slot,) = timeline([Work("a", F(100_000), F(100_000))], {}, F(1, 1000), MONDAY)
    assert slot.end > 0
