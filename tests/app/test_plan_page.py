"""The plan page, as a visitor of the app meets it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.base.exact import cut
from ecq.base.language import LANGUAGES
from ecq.planning import apply, plan
from ecq.planning.agreed import agree, assign, limits_of, lock, set_day, set_limit, set_weekly, tick
from ecq.planning.cheapest import assuming
from ecq.planning.deadline_curve import by_when
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan import date_sentences
from ecq.telling.plan import sentences as told
from ecq.telling.plan import words as w
from ecq.telling.plan.work_plan import WorkPlan, effort_of, work_plan
from ecq.telling.text.sentences import interval_words, score_words
from ecq.web.session.visit import today
from tests import building as b
from tests.app.walker import Walker
from tests.building import sampled
from tests.in_one_language import in_one

AT, MONDAY = "2026-11-24T09:00:00+00:00", "2030-11-25"
TODAY = f"{today()}T09:00:00+00:00"


def drawn(walker: Walker, kind: str) -> dict[str, Any] | None:
    """What the list was told to draw."""
    return next((one for one in walker.told("ecq_plan_list") if one["kind"] == kind), None)


def rows(walker: Walker, kind: str) -> list[dict[str, Any]]:
    """Every line of a list, folded or not."""
    shown = drawn(walker, kind)
    entries = [entry for wave in shown["waves"] for entry in wave["entries"]] if shown else []
    return [row for entry in entries for row in entry.get("rows", [entry])]


def worded(walker: Walker, rubric: Rubric) -> WorkPlan:
    """The plan for the assessment as it is now, in the visitor's words."""
    assessment = walker.assessment
    found = plan(
        rubric, assessment, assessment.target or "two-star", limits_of(rubric, assessment), assessment.terms.goal
    )
    return work_plan(rubric, assessment, found, walker.lang, MONDAY)


@pytest.fixture
def sample(shipped):
    return dated(sampled("qinghe-mall", shipped, "zh", AT))


def dated(assessment: Assessment) -> Assessment:
    """With a first day, so that a test does not depend on the day it runs."""
    begun = set_day(assessment, "start", MONDAY, TODAY)
    assert not isinstance(begun, Invalid)
    return begun


def ready(rubric: Rubric, of: Assessment, target: str) -> Assessment:
    """All answered at the best, with evidence in hand, for a platform like this one."""
    assessment = begin(rubric, profile=of.profile, target=target)
    for question in rubric.questions:
        best = answer(assessment, question, question.answer_earning(Fraction(1)))
        assessment = b.prove(best, question)
    return dated(assessment)


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_plans_sentences_stand_above_its_lines_each_of_them_once_with_its_figures(
    walk, store, shipped, sample, lang
):
    walker = walk(store.add(sample).id, lang, "plan")
    expected = worded(walker, shipped)
    for said in (expected.headline, *expected.notes):
        assert said in walker.text
    shown = {row["id"]: row for row in rows(walker, "cheapest")}
    lines = list(expected.lines)
    assert len(rows(walker, "cheapest")) == len(lines)
    for line in lines:
        row = shown[line.question]
        assert row["title"] == line.title
        assert (row["gain"], row["effort"], row["lead"], row["day"]) == (line.gain, line.effort, line.lead, line.day)
        assert (row["asked"], row["rise"]) == (line.asked, line.rise)
        assert row["law"] == LANGUAGES[lang].semicolon.join(line.law)


def test_totals_grades_and_what_comes_last_are_those_of_the_plan(walk, store, shipped, sample):
    """Each total is that of its lines, points added up exactly and cut once; grades have both ends of their effort as price; the last row is for a bad turn."""
    walker = walk(store.add(sample).id, "zh", "plan")
    shown = drawn(walker, "cheapest")
    groups = [entry for wave in shown["waves"] for entry in wave["entries"] if "rows" in entry]
    assert {group["kind"] for group in groups} >= {"prove"}
    for group in groups:
        effort, gain = (sum(Fraction(row[figure]) for row in group["rows"]) for figure in ("effort", "gain"))
        assert Fraction(group["effort"]) == Fraction(cut(effort, 1))
        assert 0 <= Fraction(group["gain"]) - gain < Fraction(len(group["rows"]), 100)
    for wave in shown["waves"]:
        work = [row for entry in wave["entries"] for row in entry.get("rows", [entry]) if row["kind"] != "confirm"]
        if not work:
            assert (wave["effort"], wave["gain"], wave["after"]) == ("", "", "")
            continue
        assert Fraction(wave["effort"]) == sum(Fraction(row["effort"]) for row in work)
        assert 0 <= Fraction(wave["gain"]) - sum(Fraction(row["gain"]) for row in work) < Fraction(len(work), 100)
    assert shown["more"] == worded(walker, shipped).more != ""
    prices = [effort_of(plan(shipped, sample, band.id), "zh") for band in shipped.bands if band.stars]
    assert list(walker.app.radio(key="plan-target").proto.captions) == prices
    assert all(" — " in price for price in prices)


def test_proofs_of_a_wave_are_one_row_and_a_long_wave_folds(walk, store, shipped):
    given = sampled("lianshan-industrial", shipped, "zh", AT).model_copy(update={"target": "four-star"})
    walker = walk(store.add(dated(given)).id, "zh", "plan")
    shown = drawn(walker, "cheapest")
    for wave in shown["waves"]:
        alone = [entry["kind"] for entry in wave["entries"] if "rows" not in entry]
        assert alone.count("prove") <= 1
        assert alone.count("improve") <= 7
    titles = [entry["title"] for wave in shown["waves"] for entry in wave["entries"] if "rows" in entry]
    proofs = [row for row in rows(walker, "cheapest") if row["kind"] == "prove"]
    assert walker.words(w.PACKAGE).format(count=len(proofs)) in titles
    assert any(title.startswith("其余") for title in titles)


def test_the_first_week_and_the_months_after_it_add_up_to_the_plan(walk, store, shipped, sample):
    """Evidence is one row for each owner; a month counts the person-days spent in it and what is finished at its end."""
    proof = next(one for one in plan(shipped, sample, "four-star").steps if one.kind == "prove")
    walker = walk(store.add(set_weekly(assign(sample, proof.question, "林岚", ""), "6")).id, "zh", "plan")
    week, later = drawn(walker, "cheapest")["waves"]
    found = worded(walker, shipped)
    parts = [week, *later["entries"]]
    assert abs(sum(Fraction(one["effort"]) for one in parts) - Fraction(found.effort)) <= Fraction(len(parts), 100)
    assert abs(sum(Fraction(one["gain"]) for one in parts) - Fraction(found.gain)) < 1
    assert Fraction(week["effort"]) <= 6
    listed = [row["id"] for one in (*week["entries"], *later["entries"]) for row in one.get("rows", [one])]
    assert sorted(listed) == sorted(line.question for line in found.lines)
    assert later["entries"][-1]["after"].startswith("做完")


def test_missing_facts_stand_first(walk, store, shipped, sample):
    bare = sample.model_copy(update={"profile": dict(list(sample.profile.items())[2:])})
    walker = walk(store.add(bare).id, "zh", "plan")
    first, *_ = drawn(walker, "cheapest")["waves"]
    missing = plan(shipped, bare, "four-star").facts
    assert [row["id"] for row in first["entries"]] == [f"profile/{one.fact}" for one in missing]
    assert "先补 2 项平台画像" in walker.text


def test_while_facts_are_missing_what_some_steps_bring_is_over_all_profiles_too(walk, store, shipped, sample):
    """Not for the one platform that the steps are listed for: its scores lay outside those that stand beside it."""
    bare = sample.model_copy(update={"profile": dict(list(sample.profile.items())[2:])})
    found = plan(shipped, bare, "four-star")
    *kept, left = found.steps
    walker = walk(store.add(bare).id, "zh", "plan").in_plan("tick", left.question, False)
    after, alone = (scorecard(shipped, apply(shipped, one, kept)) for one in (bare, assuming(bare, found)))
    assert after.score != alone.score
    assert (
        f"{interval_words(after.score.low, after.score.high)} 分，有证据 {score_words(after.evidenced.low)} 分"
        in walker.text
    )


def test_with_nothing_answered_the_first_questions_are_listed_and_the_others_fold(walk, store, shipped):
    walker = walk(store.add(dated(begin(shipped, target="three-star"))).id, "zh", "plan")
    assert worded(walker, shipped).headline in walker.text
    shown = drawn(walker, "cheapest")
    _, wave = shown["waves"]
    assert [entry["kind"] for entry in wave["entries"] if "rows" not in entry] == ["confirm"] * 10
    asked = score(shipped, begin(shipped)).counts.open
    assert len(rows(walker, "cheapest")) == asked + len(shipped.facts)
    assert "plan-agree" not in walker.keys


def test_what_is_ready_has_no_work_and_says_so(walk, store, shipped, sample):
    walker = walk(store.add(ready(shipped, sample, "five-star")).id, "zh", "plan")
    target = walker.words(next(band.title for band in shipped.bands if band.id == "five-star"))
    assert walker.words(w.READY).format(target=target) in walker.text
    assert drawn(walker, "cheapest") is None
    assert set(walker.app.radio(key="plan-target").proto.captions) == {walker.words(w.REACHED)}


def test_without_evidence_the_best_answers_are_not_ready_but_reach_the_score(walk, store, shipped, sample):
    bare = ready(shipped, sample, "four-star")
    bare = bare.model_copy(
        update={"responses": {k: one.model_copy(update={"evidence": ()}) for k, one in bare.responses.items()}}
    )
    walker = walk(store.add(bare).id, "zh", "plan")
    assert {row["kind"] for row in rows(walker, "cheapest")} == {"prove"}
    walker.app.radio(key="plan-goal").set_value("score")
    walker.run()
    assert walker.assessment.terms.goal == "score"
    assert worded(walker, shipped).headline in walker.text
    assert walker.words(w.SCORE_REACHED).format(target="四星") in walker.text
    assert drawn(walker, "cheapest") is None


def test_an_unreachable_target_shows_the_best_score_and_the_obstacles(walk, store, shipped, sample):
    bound = set_limit(sample, "capacity", "3")
    walker = walk(store.add(bound).id, "zh", "plan")
    found = plan(shipped, bound, sample.target or "four-star", limits_of(shipped, bound))
    assert not found.feasible
    assert worded(walker, shipped).headline in walker.text
    for one in found.binding:
        assert told.binding_line(shipped, found, one, "zh", ids=False) in walker.text
    assert "plan-agree" not in walker.keys


def test_a_locked_question_can_be_unlocked(walk, store, shipped, sample):
    question = plan(shipped, sample, "four-star").steps[0].question
    walker = walk(store.add(lock(sample, question, True)).id, "zh", "plan")
    walker.press(f"free-{question}")
    assert walker.assessment.terms.locked == ()


def test_terms_that_make_no_sense_are_refused_in_one_sentence_and_stay_in_their_field(walk, store, sample):
    before = set_weekly(sample, "10")
    walker = walk(store.add(before).id, "zh", "plan")
    for key, typed, sentence in (
        ("plan-weekly", "0", "每周人日要大于 0"),
        ("plan-capacity", "-3", "数字要在 0 到"),
        ("plan-longest", "不久", "请填一个数字"),
        ("plan-days-off", "明天", "休息日 明天：请填一个日期"),
    ):
        walker.app.text_input(key=key).set_value(typed)
        walker.run()
        (said,) = walker.errors
        assert sentence in said
        assert walker.app.text_input(key=key).value == typed
        assert walker.assessment.terms == before.terms


def test_terms_of_a_file_that_give_no_days_are_told_in_one_sentence(walk, store, sample):
    """Each of them: tests/planning/test_schedule.py."""
    made = set_weekly(sample, "6")
    made = made.model_copy(update={"terms": made.terms.model_copy(update={"calendar": "mars"})})
    walker = walk(store.add(made).id, "zh", "plan")
    assert "没有日历 'mars'" in walker.text
    assert walker.assessment == made


def test_owners_days_are_a_table_and_give_the_days_of_the_plan(walk, store, shipped, sample):
    """Whoever has work and no days is named in one sentence."""
    steps = plan(shipped, sample, "four-star").steps
    walker = walk(store.add(set_weekly(assign(sample, steps[0].question, "林岚", ""), "6")).id, "zh", "plan")
    walker.app.text_input(key="plan-owner-days-林岚").set_value("2")
    walker.run()
    assert walker.assessment.terms.weekly_by_owner == {"林岚": "2"}
    assert "没有给其他人的人日" in walker.text
    walker.app.text_input(key="plan-owner-days-").set_value("4")
    walker.run()
    assert "每周 6 人日" in worded(walker, shipped).headline
    for owner in ("林岚", ""):
        walker.app.text_input(key=f"plan-owner-days-{owner}").set_value("")
        walker.run()
    assert (walker.assessment.terms.weekly, walker.assessment.terms.weekly_by_owner) == ("6", {})


@pytest.mark.parametrize(
    ("day", "per_week", "said"),
    [
        ("2039-01-01", "1", {"in-time", "until"}),
        ("2031-06-30", "1", {"too-late"}),
        ("2030-11-26", "", {"too-late"}),
        ("2031-06-30", "", set()),
    ],
)
def test_a_target_day_is_called_missed_only_where_no_plan_makes_it(walk, store, shipped, sample, day, per_week, said):
    """A schedule that ends later is no proof: another plan may be quicker. What is proved: tests/planning."""
    made = set_weekly(set_day(sample, "ready_by", day), per_week)
    walker = walk(store.add(made).id, "zh", "plan")
    told = {
        "in-time": walker.words(w.IN_TIME),
        "too-late": walker.words(w.NOT_IN_TIME),
        "until": walker.words(date_sentences.SCHEDULED_UNTIL).format(day=worded(walker, shipped).finish),
    }
    assert {name for name, words in told.items() if words in walker.text} == said


def test_calendar_and_days_off_are_set_on_the_page_and_the_days_follow(walk, store, shipped, sample):
    """By when, and with how many, stand beside the day to be done by."""
    made = set_weekly(set_day(sample, "ready_by", "2031-06-30"), "6")
    walker = walk(store.add(made).id, "en", "plan")
    before = worded(walker, shipped).finish
    assert re.search(rf"At the least [\d.]+ person-days, done on {before} at the earliest\.", walker.text)
    assert re.search(r"To be done by 2031-06-30 takes [\d.]+ person-days a week.", walker.text)
    assert walker.words(date_sentences.ANYONE) in walker.text
    walker.app.selectbox(key="plan-calendar").select("weekdays")
    walker.run()
    assert walker.assessment.terms.calendar == "weekdays"
    sooner = worded(walker, shipped).finish
    assert sooner < before
    assert f"done on {sooner} at the earliest" in walker.text
    walker.app.text_input(key="plan-days-off").set_value("2030-12-24, 2030-12-23")
    walker.run()
    assert walker.assessment.terms.days_off == ("2030-12-23", "2030-12-24")
    assert f"done on {worded(walker, shipped).finish} at the earliest" in walker.text


def test_the_curve_is_made_once_for_a_state_and_not_for_a_press_that_changes_no_day(
    walk, store, shipped, sample, monkeypatch
):
    made: list[str] = []
    monkeypatch.setattr("ecq.telling.plan.work_plan.by_when", lambda *given: made.append("curve") or by_when(*given))
    walker = walk(store.add(set_weekly(sample, "6")).id, "zh", "plan")
    walker.run()
    walker.press("plan-agree")
    assert made == ["curve"]
    walker.app.text_input(key="plan-weekly").set_value("7")
    walker.run()
    assert made == ["curve", "curve"]


@pytest.mark.parametrize("lang", in_one("en"))
def test_no_day_stands_on_the_page_until_it_is_said_who_works_or_a_day_is_chosen(walk, store, shipped, sample, lang):
    bare = set_day(sample, "start", "")
    walker = walk(store.add(bare).id, lang, "plan")
    listed = rows(walker, "cheapest")
    assert listed
    assert {row["day"] for row in listed} == {""}
    assert not re.search(r"20\d\d-\d\d-\d\d", walker.text)
    assert walker.app.date_input(key="plan-start").value is None
    assert walker.words(w.NO_SCHEDULE) in walker.text
    assert not offers(walker)
    for word in ("最早", "at the earliest", "本周", "This week"):
        assert word not in walker.text


def offers(walker: Walker) -> set[str]:
    """Which of a timeline and a calendar file the page offers."""
    files = {one.proto.id.rsplit("-", 1)[-1] for one in walker.app.get("download_button")}
    folds = {one.label for one in walker.app.expander}
    return {name for name, there in (("ics", "ics" in files), ("timeline", walker.words(w.TIMELINE) in folds)) if there}


def test_a_chosen_day_gives_a_calendar_and_the_person_days_a_week_a_timeline_too(walk, store, shipped, sample):
    step = plan(shipped, sample, "four-star").steps[0].question
    assert offers(walk(store.add(assign(sample, step, "", "2030-12-02")).id, "zh", "plan")) == {"ics"}
    assert offers(walk(store.add(set_weekly(sample, "6")).id, "zh", "plan")) == {"ics", "timeline"}


def test_owners_and_days_stand_in_their_line_and_a_late_one_is_marked(walk, store, shipped, sample):
    step = next(one for one in plan(shipped, sample, "four-star").steps if one.in_a_row > 20)
    given = assign(sample, step.question, "林岚（质量）", "2030-11-26")
    walker = walk(store.add(given).id, "zh", "plan")
    row = next(one for one in rows(walker, "cheapest") if one["id"] == step.question)
    assert (row["owner"], row["day"]) == ("林岚（质量）", "2030-11-26")
    assert ["gold", walker.words(w.LATE)] in row["tags"]


def test_an_agreed_plan_is_shown_with_its_progress_and_the_cheapest_is_folded(walk, store, shipped, sample):
    agreed = agree(sample, plan(shipped, sample, "four-star"), "2026-11-24T10:00:00+00:00")
    walker = walk(store.add(agreed).id, "en", "plan")
    assert len(rows(walker, "agreed")) == len(agreed.terms.agreed.steps)
    assert walker.words(w.AGREED_SAME) in walker.text
    assert drawn(walker, "cheapest") is None
    walker.press("dissolve-yes")
    assert walker.errors == []
    assert walker.assessment.terms.agreed is None


def test_what_a_step_brings_is_called_by_the_score_it_is_counted_in(walk, store, shipped, sample):
    """Evidence moves the score with evidence alone, so its “+0.65” is of that one: in the heads, and on a phone in the line."""
    agreed = agree(sample, plan(shipped, sample, "four-star"), AT)
    for kind, given in (("cheapest", sample), ("agreed", agreed)):
        shown = drawn(walk(store.add(given).id, "en", "plan"), kind)
        assert (shown["heads"][1], shown["words"]["points"]) == ("With evidence", "points with evidence")


def test_steps_agreed_on_for_questions_not_asked_any_more_are_counted(walk, store, shipped, sample):
    agreed = agree(sample, plan(shipped, sample, "four-star"), AT)
    held = agreed.terms.agreed
    gone = tuple(
        step.model_copy(update={"question": f"gone-{n}"}) if n < 2 else step for n, step in enumerate(held.steps)
    )
    older = agreed.model_copy(
        update={"terms": agreed.terms.model_copy(update={"agreed": held.model_copy(update={"steps": gone})})}
    )
    walker = walk(store.add(older).id, "zh", "plan")
    assert walker.words(w.AGREED_ELSEWHERE).format(count=2) in walker.text
    assert len(rows(walker, "agreed")) == len(held.steps) - 2
    assert walker.assessment.terms.agreed == older.terms.agreed


def test_a_done_step_that_proves_names_the_pieces_that_are_missing_and_suggests_none_as_in_hand(
    walk, store, shipped, sample
):
    found = plan(shipped, sample, "four-star")
    proof = next(one for one in found.steps if one.kind == "prove" and not sample.response(one.question).evidence)
    ticked = tick(agree(sample, found, AT), proof.question, True)
    walker = walk(store.add(ticked).id, "zh", "plan")
    row = next(one for one in rows(walker, "agreed") if one["id"] == proof.question)
    assert row["record"] == {"label": walker.words(w.ANSWER_STAYS), "unit": "", "figure": False}
    asked = shipped.by_id[proof.question]
    needed = asked.needed(sample.response(proof.question).value)
    assert [name for name, piece in asked.pieces.items() if walker.words(piece) in row["to_show"]] == [
        name for name in asked.pieces if name in needed
    ]
