"""Terms of a plan say who works and how much; what contradicts itself is refused in one sentence, and nothing is guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.assessment.plan_terms import PlanTerms
from ecq.base.errors import AssessmentError, PlanningError
from ecq.planning.calendar import EVERY_WEEKDAY
from ecq.planning.staffing import by_owner, deadline, staffing_of, together

F = Fraction
AS_OF = "2026-11-27"  # a Friday


def told(staffing):
    return [(worker.owner, worker.per_week) for worker in staffing.workers]


def test_without_a_capacity_nobody_works_and_there_are_no_days():
    assert staffing_of(PlanTerms(), AS_OF) is None
    assert staffing_of(PlanTerms(start="2026-12-01", owners={"a": "Li"}, calendar="hk"), AS_OF) is None


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (PlanTerms(weekly="6"), [("", F(6))]),
        (PlanTerms(weekly="6", owners={"a": "Li"}), [("", F(6))]),
        (PlanTerms(weekly_by_owner={"Li": "2.5", "": "1"}, weekly="6"), [("Li", F(5, 2)), ("", F(1))]),
        (PlanTerms(per_week="3"), [("", F(3))]),
        (PlanTerms(per_week="3", owners={"a": "Li", "b": "An", "c": "Li"}), [("", F(3)), ("An", F(3)), ("Li", F(3))]),
        (PlanTerms(per_week="3", weekly="6", owners={"a": "Li"}), [("", F(6))]),
    ],
)
def test_capacity_is_one_number_or_by_owner_or_what_earlier_plans_said_of_each(terms, expected):
    assert told(staffing_of(terms, AS_OF)) == expected


def test_work_begins_on_the_start_or_on_the_working_day_after_the_day_of_the_figures():
    assert staffing_of(PlanTerms(weekly="6"), AS_OF).calendar.first == "2026-11-30"
    assert staffing_of(PlanTerms(weekly="6"), "2026-12-31").calendar.first == "2027-01-04"
    assert staffing_of(PlanTerms(weekly="6", start=AS_OF), AS_OF).calendar.first == AS_OF
    assert staffing_of(PlanTerms(weekly="6", start="2026-12-05"), AS_OF).calendar.first == "2026-12-07"
    off = PlanTerms(weekly="6", days_off=("2026-11-30", "2026-12-01"), calendar="weekdays")
    assert staffing_of(off, AS_OF).calendar.first == "2026-12-02"


def test_an_owner_has_days_off_of_their_own_and_all_count_from_the_same_day():
    terms = PlanTerms(weekly_by_owner={"Li": "5", "An": "5"}, owner_days_off={"An": ("2026-11-30", "2026-12-01")})
    li, an = staffing_of(terms, AS_OF).workers
    assert li.calendar.first == an.calendar.first == "2026-11-30"
    assert (li.calendar.worked[:3], an.calendar.worked[:3]) == ((0, 1, 2), (2, 3, 4))


def test_a_week_has_its_capacity_a_holiday_week_less_and_a_week_with_a_worked_saturday_more():
    worker = together(F(6), "2026-09-14").workers[0]
    weeks = [worker.units_by(7 * n + 6, 10) for n in range(4)]
    assert [after - before for before, after in zip([0, *weeks], weeks, strict=False)] == [72, 48, 36, 36]
    # With a Sunday worked; Friday the 25th off; 1 and 2 October off; 5 to 7 off and a Saturday worked


def test_the_day_of_an_amount_is_the_first_by_which_it_can_be_spent():
    for per_week in (F(1, 5), F(5, 2), F(6), F(7), F(10_000)):
        worker = together(per_week, "2026-12-01", EVERY_WEEKDAY).workers[0]
        for units in range(0, 60, 7):
            day = worker.day_of(units, 2)
            assert worker.units_by(day, 2) >= units
            earlier = worker.calendar.on_or_before(day - 1)
            assert earlier is None or units == 0 or worker.units_by(earlier, 2) < units
    assert worker.times(None).day_of(10**9, 2) == 0
    assert worker.times(F(1, 10**9)).day_of(10**6, 2) is None


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (PlanTerms(weekly="10001"), "person-days a week are 10001; give more than 0 and at most 10000"),
        (PlanTerms(weekly_by_owner={"Li": "50000"}), "person-days a week are 50000"),
        (PlanTerms(weekly="6", start="2026-11-26"), "the plan begins on 2026-11-26, before 2026-11-27"),
        (PlanTerms(weekly="6", calendar="mars"), "there is no calendar 'mars'"),
        (PlanTerms(weekly="6", start="2099-12-01"), "does not know the years up to 2109"),
    ],
)
def test_terms_that_contradict_themselves_are_refused_in_one_sentence(terms, sentence):
    with pytest.raises(PlanningError, match=sentence):
        staffing_of(terms, AS_OF)


@pytest.mark.parametrize("per_week", [F(0), F(-1), F(10_001)])
def test_nobody_works_for_nothing_or_for_too_much(per_week):
    with pytest.raises(PlanningError, match="give more than 0 and at most 10000"):
        together(per_week, "2026-12-01")


def test_work_of_somebody_without_days_is_refused_by_name():
    staffing = by_owner({"Li": F(3)}, {"a": "Li", "b": "An"}, "2026-12-01")
    assert staffing.place_of("a") == 0
    with pytest.raises(PlanningError, match="An has work but no person-days a week"):
        staffing.place_of("b")
    with pytest.raises(PlanningError, match="some work has no owner"):
        staffing.place_of("c")
    assert by_owner({"Li": F(3), "": F(1)}, {"a": "Li"}, "2026-12-01").place_of("c") == 1


def test_a_deadline_before_the_start_is_refused():
    staffing = together(F(6), "2026-12-01")
    assert deadline(staffing, "2026-12-01") == 0
    with pytest.raises(PlanningError, match="2026-11-30 lies before the start, 2026-12-01"):
        deadline(staffing, "2026-11-30")


def test_terms_are_read_back_from_the_file_and_are_not_in_it_where_nobody_set_them(shipped):
    plain = begin(shipped)
    assert not {"weekly", "weekly_by_owner", "calendar", "days_off", "owner_days_off"} & set(dump(plain).split('"'))
    terms = PlanTerms(
        weekly="6",
        weekly_by_owner={"王芳": "2.5", "": "1"},
        calendar="hk",
        days_off=("2026-12-24",),
        owner_days_off={"王芳": ("2026-12-28", "2026-12-29")},
    )
    saved = plain.model_copy(update={"terms": terms})
    assert read(dump(saved)) == saved


@pytest.mark.parametrize(
    ("key", "value"), [("weekly", "0"), ("weekly", "much"), ("weekly_by_owner", {"Li": "-1"}), ("days_off", ["soon"])]
)
def test_damaged_terms_are_refused_with_their_place(shipped, key, value):
    text = dump(begin(shipped)).replace(
        '"start": null', f'"start": null, "{key}": {str(value).replace(chr(39), chr(34))}'
    )
    if isinstance(value, str):
        text = text.replace(f'"{key}": {value}', f'"{key}": "{value}"')
    with pytest.raises(AssessmentError, match=rf"the file is damaged at terms\.{key}"):
        read(text)
