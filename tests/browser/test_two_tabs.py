"""Two tabs on one assessment: neither overwrites what the other said, each is told, one press settles what clashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecq.assessment.changes import begin
from ecq.rubric.kinds import Question
from ecq.rubric.model import Rubric
from ecq.web.session import words as k
from tests.browser.visitor import Come, Served, Visitor, said
from tests.building import a_value

pytestmark = pytest.mark.browser

Two = Callable[..., tuple[Visitor, Visitor]]


@pytest.fixture
def two(visit: Come, served: Served, shipped: Rubric) -> Two:
    """Two visitors at the first question of one assessment."""

    def open_both(first: str = "zh", second: str = "en", width: int = 1280) -> tuple[Visitor, Visitor]:
        one, other = visit(first, width=width), visit(second)
        kept = served.keep(begin(shipped, "两页平台"))
        for visitor in (one, other):
            visitor.open("interview", kept)
        return one, other

    return open_both


def at(visitor: Visitor) -> Question:
    assert visitor.at is not None
    return visitor.rubric.by_id[visitor.at]


def answer(visitor: Visitor, turn: int = 1) -> tuple[str, object]:
    question, value = at(visitor), a_value(at(visitor), turn)
    visitor.press_answer(question, value)
    return question.id, ("answered", value, None)


def late(visitor: Visitor, question: Question, value: object) -> None:
    """A press on a question that the other tab has answered meanwhile: the page stays."""
    if isinstance(value, tuple):
        for item in value:
            visitor.tick(question.id, item)
        visitor.page.locator(".ecq-answers button").first.click()
    elif question.kind == "measure":
        visitor.types(visitor.key(f"number-{question.id}").locator("input"), str(value))
        visitor.page.locator(".ecq-answers button").first.click()
    else:
        visitor.option(question.id, str(value)).click()
    visitor.key("panel-conflict").wait_for()
    visitor.idle()


def test_conflicting_answers_are_both_shown_and_settled_by_one_press(two, shipped):
    first, second = two(width=390)
    question = at(first)
    _, theirs = answer(second, 1)
    late(first, question, a_value(question, 2))
    assert said(first.assessment) == {question.id: theirs}, "a press overwrote what the page had not shown"
    assert first.at == question.id
    panel = first.key("panel-conflict")
    assert panel.get_by_role("alert").count() == 1
    told = panel.locator("dd").all_inner_texts()
    assert len(set(told)) == 2
    first.moves(first.key("conflict-mine").locator("button").click)
    assert said(first.assessment) == {question.id: ("answered", a_value(question, 2), None)}
    panel.wait_for(state="detached")
    # the other tab is told what became of its answer
    second.moves(second.chip("skip").click)
    second.key("news").wait_for()
    first.no_trouble()


def test_answers_to_different_questions_are_both_saved_and_announced(two, shipped):
    first, second = two()
    second.to_indicator("delivery")
    given = dict([answer(second), answer(second)])
    expected = [second.words(shipped.by_id[q].text) for q in given]
    own = answer(first)
    assert said(first.assessment) == {**given, own[0]: own[1]}
    news = first.key("news")
    news.wait_for()
    assert first.say(k.NEWS_ANSWERS, count=2) in news.inner_text()
    for question_id in given:
        assert first.words(shipped.by_id[question_id].text)[:20] in news.inner_text()
    assert not any(text[:20] in news.inner_text() for text in expected), "each tab reads its own language"
    answer(first)
    news.wait_for(state="detached")
    assert said(first.assessment).keys() >= given.keys()
