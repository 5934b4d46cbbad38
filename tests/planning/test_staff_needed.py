"""With the people that are said to be needed a day can be kept, and with any fewer it cannot."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecq.planning.aim import aim
from ecq.planning.calendar import EVERY_WEEKDAY
from ecq.planning.deadline_curve import curve
from ecq.planning.staff_needed import half_day_up, staff_needed
from ecq.planning.staffing import together
from tests.building import sampled
from tests.planning.time_trials import few

F = Fraction


@pytest.fixture(scope="module")
def qinghe(shipped):
    return sampled("qinghe-mall", shipped, "zh")


def test_how_many_are_needed_is_exact_and_shown_as_the_next_half_day_up(shipped, qinghe):
    one = together(F(1), "2026-12-01", EVERY_WEEKDAY)
    asked = aim(shipped, qinghe, "four-star")
    needed = staff_needed(asked, one, "2027-03-01")
    assert needed.exact
    assert half_day_up(needed.factor) == F(-(-needed.factor * 2 // 1), 2) >= needed.factor
    assert curve(asked, together(needed.factor, "2026-12-01", EVERY_WEEKDAY)).by("2027-03-01").effort == needed.effort
    less = together(needed.factor - F(1, 1000), "2026-12-01", EVERY_WEEKDAY)
    assert curve(asked, less).proved_impossible("2027-03-01")
    assert staff_needed(asked, one, "2026-12-10").factor is None  # lead times alone are too long
    assert [half_day_up(F(7, 2)), half_day_up(F(366, 100)), half_day_up(F(0))] == [F(7, 2), 4, 0]


@pytest.mark.slow
def test_with_the_people_that_are_said_to_be_needed_there_is_a_plan_and_with_fewer_there_is_none():
    seen = few("needed", 60)
    assert min(seen["a whole plan"], seen["nobody would help"]) >= 5
