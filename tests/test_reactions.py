"""What the assistant says after an answer: true to the numbers, short, without praise, in the reader's language."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ecq.assessment.changes import answer, clear, mark_unsure, set_aside
from ecq.base.language import LANGS, words
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.text import reactions as w
from ecq.telling.text import words as text_words
from ecq.telling.text.reactions import Press, reaction, signed_points, standing
from ecq.telling.text.sentences import point_words
from ecq.telling.text.words import say
from tests import building as b
from tests.building import F
from tests.planning.sentence_states import settled, without_facts
from tests.strategies import scored, valid_answers
from tests.test_cases import CASES, assessment_of, rubric_of
from tests.test_sentences import whole


def pressed(of, made, question_id, after):
    """The press that led from one assessment to the next, and the scorecard after it."""
    was, now = score(of, made), score(of, after)
    return Press(question_id, standing(was, question_id), standing(now, question_id)), now


def after(of, made, then: dict[str, Any]):
    """(question id, the assessment after what `then` says)."""
    ((how, what),) = then.items()
    if how == "answer":
        ((question_id, value),) = what.items()
        return question_id, b.accepted(answer(made, of.by_id[question_id], value))
    if how == "na":
        ((question_id, reason),) = what.items()
        return question_id, b.accepted(set_aside(made, of.by_id[question_id], reason))
    change = {"unsure": mark_unsure, "clear": clear}[how]
    return what, change(made, of.by_id[what])


def cases():
    path = CASES / "reactions.yaml"
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", cases())
def test_a_case_gets_the_reaction_it_states(case):
    assert set(case) <= {"name", "rubric", "profile", "before", "then", "expect"}
    of = rubric_of(case)
    made = assessment_of({"profile": case.get("profile", {}), **case.get("before", {})}, of)
    question_id, then = after(of, made, case["then"])
    press, card = pressed(of, made, question_id, then)
    assert {lang: list(reaction(of, press, card, lang)) for lang in ("zh", "en")} == case["expect"]


@st.composite
def one_press(draw):
    """A random assessment and any one thing said on one of its questions."""
    of, made = draw(scored(most=5, gate_cap=True))
    question = draw(st.sampled_from(of.questions))
    how = draw(
        st.sampled_from(["answer", "answer", "answer", "unsure", "clear", *(["na"] if question.not_applicable else [])])
    )
    if how == "answer":
        then = {"answer": {question.id: draw(valid_answers(question))}}
    else:
        then = {"na": {question.id: "not-here"}} if how == "na" else {how: question.id}
    return of, made, then


SIGNED = re.compile(r"([+−])(<?\d+\.\d\d)")


@pytest.mark.slow
@given(one_press())
def test_a_reaction_says_the_points_that_moved_and_whether_the_grade_is_settled_and_praises_nobody(case):
    of, assessment, then = case
    question_id, now = after(of, assessment, then)
    press, card = pressed(of, assessment, question_id, now)
    for lang in LANGS:
        lines = reaction(of, press, card, lang)
        assert len(lines) <= 2
        for line in lines:
            assert "None" not in whole(line)
            assert not re.search(r"[!！]|great|well done|很好|太棒", line)
            assert line.endswith("." if lang == "en" else "。")
    before = score(of, assessment)
    moved = card.score.low - before.score.low
    said = " ".join(reaction(of, press, card, "en"))
    counts = press.after.state not in ("hidden", "undecided")
    told = [("−" if moved < 0 else "+", wording_of_points(abs(moved)))] if counts and moved else []
    assert SIGNED.findall(said) == told
    settled = text_words.say(w.SETTLED, "en", grade="").rstrip(".")
    assert (settled in said) == (card.grade.settled and not before.grade.settled)
    if card.grade.low.from_ < before.grade.low.from_:
        assert any(one in said for one in ("falls from", "No longer certain", "is open again"))


def wording_of_points(value):
    """Two decimals, cut, by plain arithmetic."""
    cut = int(value * 100)
    return "<0.01" if value and not cut else f"{cut // 100}.{cut % 100:02}"


def test_a_reaction_states_whether_its_gate_passed_or_failed():
    of = b.rubric([b.yes_no("q"), b.yes_no("g", gate=b.gate("yes")), b.yes_no("h", gate=b.gate("yes"))])

    def line(answers, then):
        assessment = b.answered(of, answers)
        press, card = pressed(of, assessment, then[0], b.answered_further(of, assessment, dict([then])))
        return reaction(of, press, card, "en")[0]

    assert words(w.GATE_PASSED, "en") in line({}, ("g", "yes"))
    assert words(w.GATES_ALL_PASSED, "en") in line({"g": "yes"}, ("h", "yes"))
    assert words(w.GATE_FAILED, "en") in line({"g": "yes"}, ("g", "no"))
    assert "ate" not in line({"g": "yes"}, ("g", "yes")).replace("score", ""), "nothing happened to it"
    assert "ate passed" not in line({}, ("q", "yes"))


def test_what_is_to_be_kept_at_hand_belongs_to_the_answer_given(shipped):
    for asked, value, keeps, keeps_not in (
        ("complaint-limits-published", "kept-unpublished", "Complaint times", "The published limits"),
        ("enquiry-reply-limit", "kept-unpublished", "Reply times", "Screenshot of the published limits"),
        ("answer-quality-kept", ("agents-trained",), "", "knowledge base"),
    ):
        assessment = b.answered(shipped, {})
        press, card = pressed(shipped, assessment, asked, b.answered_further(shipped, assessment, {asked: value}))
        said = reaction(shipped, press, card, "en")[0]
        assert f"Keep at hand: {keeps}" in said
        assert keeps_not.lower() not in said.lower()


def test_while_facts_are_missing_a_reaction_says_what_the_guaranteed_score_gained_and_no_worth(shipped):
    whole_one = without_facts(settled(shipped, 1, evidence=False), 3)
    question = next(q for q, one in score(shipped, whole_one).questions.items() if one.state == "answered")
    assessment = clear(whole_one, shipped.by_id[question])
    before = standing(scorecard(shipped, assessment), question)
    for credit in (F(0), F(1)):
        value = shipped.by_id[question].answer_earning(credit)
        card = scorecard(shipped, b.answered_further(shipped, assessment, {question: value}))
        press = Press(question, before, standing(card, question))
        said = reaction(shipped, press, card, "en")[0]
        gained = say(w.GUARANTEE_UP, "en", points=point_words(press.gained)) if credit else words(w.UNMOVED, "en")
        assert said.startswith(gained)
        assert "worth" not in said


def test_points_in_a_reaction_have_a_sign_and_are_never_rounded_up():
    assert [signed_points(F(n)) for n in ("1.479", "-1.479", "1/1000", "-1/1000")] == [
        "+1.47",
        "−1.47",
        "+<0.01",
        "−<0.01",
    ]
