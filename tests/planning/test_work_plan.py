"""A plan in words says in every state what is so: its sentence, the range, the kinds of work, waves and their totals."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, begin, mark_unsure, set_up
from ecq.assessment.samples import load_samples
from ecq.base.day import day_after
from ecq.base.language import LANGS
from ecq.planning import Limits, plan
from ecq.planning.agreed import assign, cheapest_plan, set_day, set_goal, set_weekly
from ecq.rubric.kinds.base import Invalid
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.plan.work_plan import effort_of, totals, work_plan
from ecq.telling.text.sentences import point_words
from tests import building as b
from tests.planning.making import grades, planned

F = Fraction
START = "2026-11-30"


@pytest.fixture(scope="module")
def rubric():
    """Four questions of 25 points with grades from 50 (bronze) and 90 (gold) points, as `tests.building` has them."""
    return b.rubric([b.level(one) for one in "pqrs"])


def proved(rubric, assessment, *questions):
    for one in questions:
        assessment = b.prove(assessment, rubric.by_id[one])
    return assessment


def shown(rubric, assessment, target, lang="en", goal="ready", start=START, limits=None):
    return work_plan(rubric, assessment, plan(rubric, assessment, target, limits or Limits(), goal), lang, start)


def top(rubric):
    return rubric.bands[-1].id


def test_everything_answered_best_without_evidence_is_not_called_done(rubric):
    """Finding 2: evidence-backed 0.0 and yet "nothing more to do"."""
    best = b.answered(rubric, {one: b.best(rubric.by_id[one]) for one in "pqrs"})
    words = shown(rubric, best, top(rubric))
    assert "nothing is left" not in words.headline
    assert {line.kind for line in words.lines} == {"prove"}
    assert words.more == ""
    assert words.notes == ()
    done = proved(rubric, best, *"pqrs")
    assert "nothing is left to do" in shown(rubric, done, top(rubric)).headline
    assert shown(rubric, done, top(rubric)).nothing == "There is nothing to do."
    assert readiness(rubric, set_up(done, rubric, target=top(rubric)), score(rubric, done)).verdict == "ready"
    for_score = shown(rubric, best, top(rubric), goal="score")
    assert "evidence is left aside" in for_score.headline
    assert not list(for_score.lines)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_answered_lists_no_steps_but_what_to_answer(rubric, lang):
    words = shown(rubric, begin(rubric), top(rubric), lang)
    assert [line.kind for line in words.lines] == ["confirm"] * 4
    assert [share.kind for share in words.shares] == ["confirm"]
    counted = {"zh": "4 题", "zh-Hant": "4 題", "en": "4 questions"}
    assert [share.amount for share in words.shares] == [counted[lang]], "beside person-days it is none"
    assert (words.finish, words.schedule, words.nothing) == ("", "", "")
    assert words.waves[0].effort == ""
    assert len(words.notes) == 3


def test_an_open_question_is_confirmed_and_never_built(rubric):
    """Finding 4: for an unsure question the plan's step was the lowest rung above nothing."""
    worst = b.answered(rubric, {one: b.worst(rubric.by_id[one]) for one in "pqr"})
    made = b.accepted(mark_unsure(worst, rubric.by_id["s"]))
    words = shown(rubric, made, top(rubric))
    (line,) = [one for one in words.lines if one.question == "s"]
    assert (line.kind, line.actions, line.effort, line.rise) == ("confirm", (), "—", "Unsure")
    (confirm,) = [wave for wave in words.waves if line in wave.lines]
    assert (confirm.lines, confirm.effort, confirm.after) == ((line,), "", "")


def test_only_what_is_open_is_left_to_confirm(rubric):
    best = proved(rubric, b.answered(rubric, {one: b.best(rubric.by_id[one]) for one in "pqr"}), *"pqr")
    words = shown(rubric, best, top(rubric))
    assert words.headline.startswith("To ")
    assert "confirm what is open (1)" in words.headline
    assert words.more
    assert effort_of(plan(rubric, best, top(rubric)), "en").startswith("0 — ")


def test_what_is_out_of_reach_says_how_far_one_gets(rubric):
    worst = b.answered(rubric, {one: b.worst(rubric.by_id[one]) for one in "pqrs"})
    limits = Limits(locked={"p", "q", "r", "s"})
    words = shown(rubric, worst, top(rubric), limits=limits)
    assert "cannot be reached now: at most 0.0 points with evidence" in words.headline
    assert words.nothing == "Nothing is listed, since five stars cannot be reached as things stand."
    assert (words.notes, words.more, words.waves) == ((), "", ())
    assert effort_of(plan(rubric, worst, top(rubric), limits), "en") == "out of reach"


def test_where_nothing_counts_there_is_no_score_to_speak_of():
    rubric = b.rubric([b.level("p", applies={"fact": "live", "is": ("yes",)})], facts=[b.fact("live")])
    ruled_out = begin(rubric, profile={"live": "no"})
    words = shown(rubric, ruled_out, top(rubric))
    assert words.headline == "Every question is set aside or ruled out by the profile, so there is no score"
    assert "0.0" not in words.headline
    assert (words.notes, words.waves, words.more) == ((), (), "")


def test_open_questions_never_have_to_bring_more_than_they_are_shown_to_be_worth(shipped):
    """41.666… points are shown as 41.66; needing all of them must not read 41.67."""
    profile = next(one for one in load_samples() if one.id == "qinghe-mall").profile
    worst = begin(shipped, profile=profile)
    for question in shipped.questions[3:]:
        worst = b.accepted(answer(worst, question, b.worst(question)))
    made = plan(shipped, worst, "four-star")
    assert made.feasible
    assert made.open_needed > 0
    (line,) = [one for one in work_plan(shipped, worst, made, "en").notes if "must be earned" in one]
    needed, worth = (F(one) for one in re.findall(r"(\d+\.\d\d)", line))
    assert needed <= worth


def test_there_are_no_dates_until_it_is_said_who_works(rubric):
    """ "81 person-days, ready the day after tomorrow": nobody had said that anybody works on it."""
    made = b.answered(rubric, {one: b.worst(rubric.by_id[one]) for one in "pqrs"})
    for lang in LANGS:
        words = shown(rubric, b.accepted(set_day(made, "start", "2027-01-04")), top(rubric), lang)
        assert not re.search(r"\d{4}-\d\d-\d\d", " ".join((words.headline, *words.notes, words.schedule, words.more)))
        assert (words.begins, words.finish) == ("", "")
        assert {line.day for line in words.lines} == {""}
        assert {line.runs for line in words.lines} == {None}
        assert words.schedule


def test_dates_follow_the_person_days_a_week_and_rest_on_what_is_said(rubric):
    """A Saturday is no day of work: 30 November 2026 is a Monday, and work begins on the Tuesday after it is reported."""
    made = b.accepted(set_weekly(b.answered(rubric, {one: b.worst(rubric.by_id[one]) for one in "pqrs"}), "2"))
    words = shown(rubric, made, top(rubric))
    assert words.begins == "2026-12-01"
    assert words.finish == max(line.day for line in words.lines) == "2026-12-21"
    assert f"at 2 a week the list ends on {words.finish}" in words.headline
    assert "work begins on 2026-12-01" in words.schedule
    assert "mainland China, with its shifted weekends" in words.schedule
    assert all(date.fromisoformat(line.day).weekday() < 5 for line in words.lines)
    own = b.accepted(set_day(made, "start", "2027-01-04"))
    assert work_plan(rubric, own, plan(rubric, own, top(rubric)), "en", START).begins == "2027-01-04"
    opened = b.accepted(mark_unsure(made, rubric.by_id["s"]))
    assert "What is open is taken to turn out well." in shown(rubric, opened, top(rubric)).schedule
    assert work_plan(rubric, made, plan(rubric, made, top(rubric)), "en").finish == "", "without a day there is no date"


@pytest.mark.parametrize(("per_week", "first"), [(None, "2026-12-01"), ("1", "2026-12-10")])
def test_a_chosen_day_stands_and_is_late_only_where_the_work_ends_after_it(rubric, per_week, first):
    """By the schedule; without one, where not even a lead time of one day from the day of the plan is over by then."""
    made = b.answered(rubric, {one: b.worst(rubric.by_id[one]) for one in "pqrs"})
    made = b.accepted(set_weekly(made, per_week or ""))
    for day, late in ((START, True), (first, False), ("2029-01-01", False)):
        chosen = b.accepted(assign(made, "p", "", day))
        (line,) = [one for one in shown(rubric, chosen, top(rubric)).lines if one.question == "p"]
        assert (line.day, line.late) == (day, late)


def test_start_pace_and_goal_are_saved_and_wrong_ones_refused_in_one_sentence(rubric):
    made = begin(rubric)
    assert isinstance(set_weekly(made, "0"), Invalid)
    assert isinstance(set_day(made, "start", "tomorrow"), Invalid)
    assert isinstance(assign(made, "p", "x" * 500, ""), Invalid)
    saved = set_goal(b.accepted(set_weekly(b.accepted(set_day(made, "ready_by", "2027/3/31")), "10")), "score")
    assert (saved.terms.ready_by, saved.terms.weekly, saved.terms.goal) == ("2027-03-31", "10", "score")
    assert cheapest_plan(rubric, saved).goal == "score"
    assert b.accepted(set_day(saved, "ready_by", " ")).terms.ready_by is None
    assert day_after("9999-12-30", 400) == "9999-12-31"


def test_a_total_is_no_other_figure_than_the_score_beside_it():
    """Lines are cut one by one; their shown figures added up came to 99.96 beside "100.0 with evidence"."""
    rubric = b.rubric([b.level(f"q{number}") for number in range(6)])
    best = b.answered(rubric, {one.id: b.best(one) for one in rubric.questions})
    words = shown(rubric, best, top(rubric))
    (wave,) = words.waves
    assert {line.gain for line in wave.lines} == {"+16.66"}
    assert words.gain == wave.gain == words.shares[0].gain == totals(wave.lines).gain == "+100.00"
    assert words.after.endswith("100.0 with evidence")


@pytest.mark.slow
@given(st.data())
def test_totals_are_exact_and_cut_once_and_the_shares_are_the_effort(data):
    rubric, assessment, limits = data.draw(planned())
    made = plan(rubric, assessment, data.draw(grades(rubric)), limits, data.draw(st.sampled_from(["ready", "score"])))
    words = work_plan(rubric, assessment, made, "en", START)
    lines = [line for line in words.lines if line.kind != "confirm"]
    assert words.gain == f"+{point_words(sum((step.gain for step in made.steps), F(0)))}"
    assert bool(words.nothing) != bool(words.waves)
    for wave in words.waves:
        worked = [line for line in wave.lines if line.kind != "confirm"]
        if worked:
            assert wave.gain == f"+{point_words(sum((line.step.gain for line in worked), F(0)))}"
    assert sorted(line.question for line in lines) == sorted(step.question for step in made.steps)
    assert [line.question for line in words.lines if line.kind == "confirm"] == [one.question for one in made.confirm]
    if not made.early:
        worth = sum((share.days for share in words.shares if share.kind in ("prove", "improve")), F(0))
        assert worth == made.effort
    if not made.feasible:
        nothing = any(one.limit == "nothing" for one in made.binding)
        assert ("there is no score" if nothing else "cannot be reached") in words.headline
