"""The sentences people repeat: true, complete and in the reader's language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import begin, set_aside
from ecq.assessment.model import Response
from ecq.base.language import LANGS, text
from ecq.scoring.readiness import readiness
from ecq.scoring.scorecard import score
from ecq.telling.text import sentences as s
from tests import building as b
from tests.building import F
from tests.strategies import scored

EMPTY_MARK = re.compile(r"[{}]|  |；；|; ;|：$|\(\)|（）")


def whole(text):
    assert text
    assert not EMPTY_MARK.search(text), text
    return text


@pytest.mark.parametrize(
    ("number", "shown"),
    [("79.99", "79.9"), ("89.99", "89.9"), ("69.999", "69.9"), ("100", "100.0"), ("0", "0.0"), ("1/3", "0.3")],
)
def test_a_shown_score_never_claims_a_band_that_was_not_reached(number, shown):
    assert s.score_words(F(number)) == shown


def test_points_too_small_to_show_are_not_shown_as_zero():
    assert s.point_words(F(1, 1000)) == "<0.01"
    assert s.point_words(F(0)) == "0.00"
    assert s.point_words(F(100, 17)) == "5.88"


def test_an_interval_of_one_value_is_one_number():
    assert s.interval_words(F(80), F(80)) == "80.0"
    assert s.interval_words(F(0), F(100)) == "0.0 — 100.0"


@given(st.fractions(0, 100, max_denominator=2000), st.sampled_from([70, 80, 90, 95]))
def test_the_shown_gap_and_score_add_up_to_the_target(total, target):
    gap = target - total
    if gap > 0:
        assert F(s.score_words(total)) + F(s.gap_words(gap)) == target
        assert F(s.gap_words(gap)) >= gap


@pytest.mark.slow
@given(scored(gate_cap=True))
def test_the_headline_and_every_reason_are_complete_in_three_languages(case):
    rubric, assessment = case
    card = score(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    for lang in LANGS:
        assert "None" not in whole(s.headline(rubric, card, verdict, lang))
        for reason in verdict.reasons:
            whole(s.reason_line(rubric, reason, lang))


TREE = [b.node("all", ("seventy", F(70)), ("most", F(999, 100)), ("rest", F(2001, 100)))]
QUESTIONS = [b.yes_no("seventy"), b.yes_no("most"), b.yes_no("rest", gate=b.gate("yes"))]
RUBRIC = b.rubric(QUESTIONS, TREE)
CAPPED = b.rubric(QUESTIONS, TREE, gate_cap="two-star")


def head(answers, target=None, lang="en", rubric=RUBRIC):
    assessment = b.answered(rubric, answers, target=target)
    card = score(rubric, assessment)
    return s.headline(rubric, card, readiness(rubric, assessment, card), lang)


@pytest.mark.parametrize(
    ("answers", "target", "told"),
    [
        ({}, None, "No scored answer yet; the grade is open"),
        ({"seventy": "yes"}, None, "Between two stars and five stars; 2 questions still open"),
        (
            {"seventy": "yes", "most": "yes", "rest": "no"},
            "three-star",
            "two stars settled; 1 gate failed; 0.1 points short of three stars",
        ),
        (
            {"seventy": "yes", "most": "yes", "rest": "yes"},
            None,
            "five stars settled; 30.0 points above the target two stars; with evidence alone it is 70.0 points short",
        ),
        ({"seventy": "no", "most": "no", "rest": "no"}, None, "On these answers, two stars is not reached"),
    ],
)
def test_the_headline_states_the_grade_and_the_distance_to_the_target(answers, target, told):
    assert told in head(answers, target)


def test_the_headline_does_not_call_a_capped_grade_the_target_reached():
    told = head({"seventy": "yes", "most": "no", "rest": "no"}, "two-star", rubric=CAPPED)
    assert "above the target two stars" in told
    best_but_gate = b.rubric(
        [b.yes_no("ninety"), b.yes_no("gate", gate=b.gate("yes"))],
        [b.node("all", ("ninety", F(90)), ("gate", F(10)))],
        gate_cap="two-star",
    )
    told = head({"ninety": "yes", "gate": "no"}, "four-star", rubric=best_but_gate)
    assert "above the target" not in told
    assert "two stars settled" in told


def test_the_headline_is_in_the_readers_language():
    answers = {"seventy": "yes", "most": "yes", "rest": "no"}
    assert "红线项未过" in head(answers, lang="zh")
    assert "紅線項未過" in head(answers, lang="zh-Hant")


# Answers in words


LEVEL = RUBRIC.questions[0]
LIST = b.rubric([b.checklist("list", 3)]).questions[0]
DAYS = b.rubric([b.measure("days", none=b.text("never measured"))]).questions[0]
SHARE = b.rubric(
    [b.measure("share", ((None, F(0)), (90, F(1, 2)), (99, F(1))), unit="percent", most=F(100))]
).questions[0]


def test_an_answer_is_shown_in_words():
    assert s.value_words(LEVEL, Response(state="answered", value="yes"), "en") == "yes"
    assert s.value_words(LIST, Response(state="answered", value=("i0", "i2")), "en") == "2 of 3: i0, i2"
    assert s.value_words(LIST, Response(state="answered", value=("i0", "i2")), "zh") == "2 / 3 项：i0、i2"
    assert s.value_words(LIST, Response(state="answered", value=()), "en") == "None of these"
    assert s.value_words(DAYS, Response(state="answered", value="7"), "zh") == "7 天"
    assert s.value_words(DAYS, Response(state="answered", value="none"), "en") == "never measured"
    assert s.value_words(DAYS, Response(), "en") == ""


def test_answer_words_include_unsure_and_not_applicable():
    assert s.answer_words(LEVEL, Response(), "en") == "open"
    assert s.answer_words(LEVEL, Response(state="unsure", value="yes"), "en") == "Unsure (tentative: yes)"
    assert s.answer_words(LEVEL, Response(state="unsure", value="yes"), "zh") == "待确认（暂定：yes）"
    assert s.answer_words(LEVEL, Response(state="unsure"), "en") == "Unsure"
    assert s.answer_words(LEVEL, Response(state="na", reason="we sell no goods"), "zh") == "不适用：we sell no goods"


def test_a_permitted_reason_is_shown_in_the_readers_language(teaching):
    question = teaching.by_id["parcel-checks"]
    assessment = b.accepted(set_aside(begin(teaching), question, "carrier-checks"))
    assert s.answer_words(question, assessment.response(question.id), "en") == "Not applicable: The carrier checks"
    assert s.answer_words(question, assessment.response(question.id), "zh-Hant") == "不適用：由快遞公司檢查"


def test_bands_are_worded_as_the_numbers_they_contain():
    assert [s.band_words(DAYS, band, "en") for band in DAYS.bands] == ["Less than 7 days", "7 days or more"]
    assert [s.band_words(DAYS, band, "zh") for band in DAYS.bands] == ["不足 7 天", "7 天及以上"]
    assert [s.band_words(SHARE, band, "zh") for band in SHARE.bands] == ["不足 90 %", "90 % 及以上", "99 % 及以上"]


def test_every_band_of_the_shipped_rubric_has_complete_wording(shipped):
    for question in shipped.questions:
        for lang in LANGS:
            for level in question.scale:
                whole(s.level_words(question, level, lang))


def test_a_citation_names_the_article_and_whether_it_was_read(teaching):
    citation = teaching.by_id["receipt"].sources[0]
    assert s.citation_words(teaching, citation, "zh") == "《小店法》第 2 条（工作设定）"
    assert s.citation_words(teaching, citation, "en") == "Shop Law, Art. 2 (our working setting)"


def test_every_citation_of_the_shipped_rubric_has_complete_wording(shipped):
    for question in shipped.questions:
        for citation in question.sources:
            for lang in LANGS:
                whole(s.citation_words(shipped, citation, lang))


def test_the_points_of_a_checklist_stand_apart_though_one_holds_a_comma():
    items = tuple(one.model_copy(update={"text": text("甲、乙", "one, two")}) for one in LIST.items[:1])
    listed = LIST.model_copy(update={"items": (*items, *LIST.items[1:])})
    said = Response(state="answered", value=("i0", "i2"))
    assert s.value_words(listed, said, "zh") == "2 / 3 项：甲、乙；i2"
    assert s.value_words(listed, said, "en") == "2 of 3: one, two; i2"
