"""Asking in the bar, on a page without a question: the answer, what it rests on, and the way to what it says."""

from fractions import Fraction

import pytest

from ecq.assessment.changes import answer, begin
from ecq.interview.words import NO_PERSON
from ecq.scoring.scorecard import score
from ecq.telling.plan import asked
from ecq.telling.plan.sentences import signed


def press(walker, kind, words):
    return walker.press_in_bar(kind, words).told("ecq_top_bar")[0]["asking"]


@pytest.fixture
def changed(store, shipped):
    """A self-check with one answer, given today."""
    question = next(one for one in shipped.questions if not one.applies)
    kept = store.add(begin(shipped, "青禾"))
    store.change(kept.id, lambda made: answer(made, question, question.answer_earning(Fraction(1)), store.now(), True))
    return kept.id, question


def test_what_changed_is_read_from_the_record_of_changes_and_leads_to_progress(walk, shipped, changed):
    kept, question = changed
    walker = walk(kept, page="results")
    told = press(walker, "ask", "从昨天以来改了什么？")
    points = walker.words(asked.SINCE_MOVE).format(
        question=question.text.zh.rstrip("？"),
        points=signed(score(shipped, begin(shipped)).questions[question.id].points),
    )
    assert points in told["lines"][1][0]
    assert told["lines"][0][1].startswith(f"/progress?a={kept}")
    assert told["source"] == walker.words(asked.FROM_JOURNAL)
    assert press(walker, "ask", "2099-01-01")["lines"][0][0] == "2099-01-01 还没有到。"


def test_a_line_leads_to_its_question_and_what_cannot_be_answered_says_what_can(walk, shipped, changed):
    kept, question = changed
    walker = walk(kept, page="results")
    told = press(walker, "ask", f"{question.text.zh.rstrip('？')}值多少分")
    assert told["lines"][0][1].endswith(f"q={question.id}")
    assert press(walker, "ask", "你是机器人吗")["lines"][0][0] == walker.words(NO_PERSON)
    assert press(walker, "ask", "how is the weather")["cannot"] == walker.words(asked.CANNOT)
    press(walker, "ask", f"{question.text.zh.rstrip('？')}值多少分")
    press(walker, "follow", "0")
    assert walker.at == question.id
