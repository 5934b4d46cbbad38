"""What was said at a question, by words and by presses, stays known until the question is answered or it is declined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecq.assessment.changes import begin
from tests.app.walker import Walker

LEVELS, LIST = "human-agent-reached", "promotion-price-and-choice"
SAID = {
    LEVELS: {"zh": "有人工，随时能转", "en": "there are human agents, any time"},
    LIST: {"zh": "先涨后降？不会的 系统卡死了", "en": "prices are not raised first, I think the system locks that"},
}
"""What is asked back about, by question and language."""


@pytest.fixture
def at(walk, store, shipped) -> Callable[..., Walker]:
    """A visitor at a question of a new self-check."""

    def come(question: str, lang: str = "zh") -> Walker:
        return walk(store.add(begin(shipped)).id, lang=lang, page="interview").to_question(question)

    return come


def waits(walker: Walker) -> list[dict[str, object]]:
    """What stands below the question and waits for a press."""
    return [part for part in walker.conversation["below"] if part["kind"] == "understood"]


@pytest.mark.parametrize("away", ["返回", "go back", "打开计划", "去物流那块", "撤销", "跳过"])
def test_what_waits_at_a_question_that_is_left_by_words_waits_there_again(at, away):
    walker = at(LEVELS).type(SAID[LEVELS]["zh"])
    before = waits(walker)
    walker.type(away)
    assert waits(walker.go("interview").to_question(LEVELS)) == before != []


def test_words_beside_the_matter_leave_what_waits(at):
    walker = at(LEVELS).type(SAID[LEVELS]["zh"])
    before = waits(walker)
    walker.type("备注：下周再核对")
    assert (waits(walker), walker.assessment.response(LEVELS).note) == (before, "下周再核对")
    walker.type("证据：排班表")
    assert waits(walker) == before


def test_places_that_are_offered_give_way_to_what_waited_before(at):
    walker = at(LEVELS).type(SAID[LEVELS]["zh"])
    before = waits(walker)
    walker.type("去退款").type("去物流和退款")
    assert waits(walker) != before
    walker.press("understood-no")
    assert waits(walker) == before
    walker.type("去退款").press("understood-1")
    assert walker.at != LEVELS
    assert waits(walker.to_question(LEVELS)) == before


@pytest.mark.parametrize("question", [LEVELS, LIST])
def test_an_answer_by_any_way_ends_what_waits(at, question, shipped):
    walker = at(question).type(SAID[question]["zh"])
    of = shipped.by_id[question]
    walker.answer(of, of.choose([of.choices[-1][0]])).to_question(question)
    assert waits(walker) == []
    walker.type(SAID[question]["zh"])
    assert waits(walker)
    walker.press("chip-clear")
    assert waits(walker) == []
    assert walker.assessment.response(question).state == "unanswered"


def test_what_is_declined_is_not_asked_again(at):
    walker = at(LEVELS).type(SAID[LEVELS]["zh"]).press("understood-no")
    assert (waits(walker), walker.assessment.response(LEVELS).note) == ([], SAID[LEVELS]["zh"])
    walker.to_question(LIST).to_question(LEVELS)
    assert waits(walker) == []
