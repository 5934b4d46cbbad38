"""The days of a plan: what steps ask of time, who works, the one schedule, when its lines run, and how many people a day takes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import dump, read
from ecq.assessment.model import PlanTerms
from ecq.base.day import day_after
from ecq.base.errors import AssessmentError, PlanningError
from ecq.base.language import LANGS
from ecq.planning import PROOF, Limits, apply, deadline_curve, plan
from ecq.planning.agreed import set_weekly
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import CALENDARS, EVERY_WEEKDAY, MAINLAND, by_owner, deadline, staffing_of, together
from ecq.planning.cheapest import package_efforts
from ecq.planning.deadline_curve import curve, half_day_up, staff_needed
from ecq.planning.limits import check_limits
from ecq.planning.pieces import choices_of_items, loads, ready_day, steps_in_time
from ecq.planning.schedule import schedule, timeline
from ecq.rubric.kinds.base import Raise, Rung
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan import date_sentences as d
from ecq.telling.plan import words as w
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.text.words import say
from tests import building as b
from tests.building import accepted, sampled
from tests.planning.time_trials import few

F = Fraction
ADVICE = b.rubric([b.yes_no("q")]).by_id["q"].step.advice


def raised(*rungs: tuple[object, object], proof: object = None) -> Raise:
    """A raise by rungs of (effort, lead time), with evidence where it takes something."""
    made = [Rung(f"r{n}", ADVICE, F(effort), F(lead)) for n, (effort, lead) in enumerate(rungs)]
    if proof is not None:
        made.append(Rung(PROOF, ADVICE, F(proof), F(0)))
    return Raise("to", F(1), tuple(made), F(0))


def ready(per_week, *ways: Raise, side_by_side=False, start="2026-11-30"):
    """The day on which all is ready, counted from a Monday."""
    worker = together(F(per_week), start, EVERY_WEEKDAY).workers[0]
    steps = [step for way in ways for step in steps_in_time(way.rungs, side_by_side)]
    return ready_day(worker, loads(piece for step in steps for piece in step.pieces(10)), 10)


def test_a_lead_time_counts_from_the_first_person_day_and_the_rest_of_the_work_fits_in_before_its_end():
    assert ready(5, raised(("0.5", 90))) == 91  # 90 days after a Monday is a Sunday, so the Monday after it
    assert ready("2.5", raised(("0.5", 90))) == 91
    assert ready("2.5", raised((1, 90))) == 91  # begun on the Tuesday, over on the Monday 90 days later
    assert ready(5, raised((12, 60))) == 60  # one day opens it; the other eleven are done long before
    assert ready(1, raised((12, 60))) == 7 * 11 + 4  # here the work takes longer than the lead time
    assert ready(5, raised((0, 30))) == 30
    assert ready(5, raised((0, 0))) == 0


def test_lead_times_of_a_ladder_follow_one_another_and_those_of_a_checklist_run_side_by_side():
    assert (
        ready(5, raised((1, 30), (1, 14))) == 44
    )  # a Wednesday; the second rung is worked on while the first one waits
    assert ready(5, raised((1, 30), (1, 14)), side_by_side=True) == 30
    assert ready(5, raised((1, 14), (1, 30), (1, 30)), side_by_side=True) == 31


def test_steps_may_be_interrupted_so_that_many_long_lead_times_do_not_add_up():
    """Five steps of twelve days with two months each, at three a week: done with the work, not with lead times in a row."""
    assert ready(3, *[raised((12, 60))] * 5) == 7 * 19 + 4


@pytest.mark.parametrize("seed", range(12))
def test_of_a_checklists_items_every_choice_is_kept_that_none_beats(seed):
    random = Random(seed)
    question = b.rubric([b.checklist("q", random.randint(2, 6))]).by_id["q"]
    rungs = {
        item: Rung(item, ADVICE, F(random.randint(0, 6), 2), F(random.choice([7, 14, 30]))) for item in question.steps
    }
    held = tuple(random.sample(sorted(rungs), random.randint(0, len(rungs) - 1)))
    found = choices_of_items(question, held, rungs)
    left = [item for item in rungs if item not in held]

    def asks(items):
        return {
            0: sum(rungs[item].effort for item in items),
            **{lead: sum(min(rungs[i].effort, 1) for i in items if rungs[i].lead_time >= lead) for lead in (7, 14, 30)},
            "longest": max(rungs[item].lead_time for item in items),
        }

    for count in range(1, len(left) + 1):
        kept = [asks([rung.id for rung in way.rungs]) for way in found if len(way.rungs) == count]
        assert kept
        for items in combinations(left, count):
            wanted = asks(items)
            assert any(all(one[key] <= wanted[key] for key in wanted) for one in kept)
        assert not any(
            one is not other and all(one[key] <= other[key] for key in one) for one in kept for other in kept
        )
    cheapest = question.raises(held, rungs)
    last = {len(way.rungs): way for way in found}
    assert [last[len(way.rungs)].effort for way in cheapest] == [way.effort for way in cheapest]
    assert [way.credit for way in found] == sorted(way.credit for way in found)


AS_OF = "2026-11-27"  # a Friday


def who_works(staffing):
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
    assert who_works(staffing_of(terms, AS_OF)) == expected


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
        (PlanTerms(weekly_by_owner={"Li": "50000"}), "person-days a week are 50000"),
        (PlanTerms(weekly="6", start="2026-11-26"), "the plan begins on 2026-11-26, before 2026-11-27"),
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


# Evidence


def test_an_own_effort_of_a_package_is_shared_among_its_questions_and_sums_up_exactly(steps, shipped):
    proofs = [step for step in steps if step.kind == "prove"]
    shared = package_efforts(proofs, F("7.3"))
    assert sum(shared.values()) == F("7.3")
    assert set(shared) == {f"{step.question}/{PROOF}" for step in proofs}
    check_limits(shipped, Limits(efforts=shared))  # not finer than efforts may be
    first, *_ = proofs
    cut = int(F("7.3") * first.effort / sum(step.effort for step in proofs) * 1000)
    assert shared[f"{first.question}/{PROOF}"] == F(cut, 1000)
    free = [replace(step, effort=F(0)) for step in proofs[:2]]
    assert [*package_efforts(free, F(5)).values()] == [F(5, 2), F(5, 2)]


# Against every schedule there is


@pytest.mark.slow
def test_no_schedule_is_ready_before_the_day_that_is_said_and_the_one_shown_is_ready_then():
    seen = few("readying", 40)
    assert min(seen["lead times decide"], seen["work decides"]) >= 4


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
    seen = few("needed", 40)
    assert min(seen["a whole plan"], seen["nobody would help"]) >= 4


def test_the_search_within_ceilings_finds_what_trying_everything_finds():
    seen = few("searching", 250)
    assert min(seen[kind] for kind in ("there is a choice", "there is none", "cut short", "ties compared")) >= 12


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


@pytest.mark.parametrize(
    ("start", "begins"),
    [(None, "2026-12-01"), ("2026-12-05", "2026-12-07"), (MONDAY, MONDAY), ("2025-01-06", "2026-12-01")],
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


DAY = "2026-12-01"


def test_a_plan_told_in_three_languages_is_worked_out_once(shipped: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    curve = deadline_curve.curve
    monkeypatch.setattr(deadline_curve, "curve", lambda *given: asked.append(given) or curve(*given))
    made = sampled("lianshan-industrial", shipped, "zh", "2026-11-24T09:00:00+00:00")
    finish = {}
    for weekly in ("5", "6", "5"):
        held = accepted(set_weekly(made, weekly))
        found = plan(shipped, held, "four-star")
        finish[weekly] = {work_plan(shipped, held, found, lang, DAY).finish for lang in LANGS}
    assert len(finish["5"]) == len(finish["6"]) == 1
    assert finish["5"] != finish["6"]
    assert len(asked) <= 2, "once for each pace, though it was told six times and three"
