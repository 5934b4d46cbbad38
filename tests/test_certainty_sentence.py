"""How far the grade is from settled, as a sentence: it claims no more than is proved."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from ecq.assessment.changes import begin
from ecq.base.language import LANGS, words
from ecq.interview import words as w
from ecq.interview.flow import ROUTES
from ecq.planning.certainty import Certainty, certainty
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import FEW_ANSWERS, certainty_words
from tests import building as b
from tests.strategies import scored
from tests.test_sentences import whole


def sentence(of, made, lang="en"):
    card = score(of, made)
    return certainty_words(certainty(of, card), card, lang)


def equal(count):
    return b.rubric([b.yes_no(f"q{n}") for n in range(count)])


def test_few_answers_give_a_least_number_and_no_rate():
    of = equal(20)
    assert sentence(of, begin(of)) == "At least 7 more answers before the grade can be settled."
    assert sentence(of, begin(of), "zh") == "至少再答 7 题，等级才可能确定。"
    few = b.answered(of, {f"q{n}": "yes" for n in range(FEW_ANSWERS - 1)})
    assert "rate" not in sentence(of, few)


def test_the_rate_so_far_is_stated_once_there_are_enough_answers():
    of = equal(20)
    assessment = b.answered(of, {f"q{n}": "yes" for n in range(5)})
    assert (
        sentence(of, assessment) == "At least 7 more answers before the grade can be settled; at the rate so far, 14."
    )
    assert sentence(of, assessment, "zh") == "至少再答 7 题，等级才可能确定；照目前的得分率，要答 14 题。"


def test_a_settled_grade_says_why_to_continue_until_nothing_is_left():
    of = equal(20)
    assessment = b.answered(of, {f"q{n}": "no" for n in range(10)})
    assert sentence(of, assessment) == "The grade is settled. What is left (10) only moves the score within it."
    assert sentence(of, b.answered(of, {f"q{n}": "yes" for n in range(20)})) == ""


def test_a_grade_that_depends_on_the_profile_says_so():
    of = b.rubric([b.yes_no("q0"), b.yes_no("q1", applies={"fact": "f", "is": ("yes",)})], facts=[b.fact("f")])
    assert sentence(of, b.answered(of, {"q0": "yes"})) == words(w.NOT_BY_THESE, "en")


@pytest.mark.slow
@given(scored(most=6, gate_cap=True))
def test_the_sentence_is_complete_in_three_languages_with_the_proved_number(case):
    of, assessment = case
    card = score(of, assessment)
    found = certainty(of, card)
    for lang in LANGS:
        line = certainty_words(found, card, lang)
        assert not line or whole(line)
    if not card.grade.settled and found.earliest and found.earliest > 1:
        assert re.search(rf"\b{found.earliest}\b", certainty_words(found, card, "en"))


def test_without_a_rate_the_sentence_states_none():
    of = equal(6)
    card = score(of, b.answered(of, {f"q{n}": "yes" for n in range(5)}))
    line = certainty_words(Certainty(("q5",), 1, None), card, "en")
    assert line == "One more answer can settle the grade."


def test_every_route_has_a_title_and_those_that_can_be_empty_say_so():
    assert set(w.TITLES) == set(ROUTES)
    assert set(w.EMPTY) == {"unsure", "unevidenced", "failed"}
