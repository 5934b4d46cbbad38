"""A language model by choice, in the conversation: asked only where it was switched on and ECQ did not understand; its finds are cards."""

from __future__ import annotations

import json

import pytest

from ecq.assessment.changes import begin
from ecq.interview import words as c
from ecq.store.proposals import Proposals
from tests.app.walker import Walker
from tests.test_model import answers, content, said

__all__ = ["answers"]
AT = "trade-records-kept"
WORDS = "那些单子的来龙去脉，咱家保存得挺久，三个寒暑肯定是有的。"


@pytest.fixture
def walker(walk, store, shipped, answers, monkeypatch):
    monkeypatch.setenv("ECQ_MODEL_URL", answers[2].url)
    return walk(store.add(begin(shipped)).id)


def switched_on(walker: Walker) -> Walker:
    walker.go("inbox")
    (switch,) = [one for one in walker.app.toggle if (one.key or "").startswith("inbox-model")]
    switch.set_value(True)
    return walker.run()


def test_nothing_is_sent_before_it_is_switched_on(walker, answers):
    walker.go("interview", q=AT).type(WORDS)
    assert answers[1] == []


def test_who_asks_what_becomes_of_the_answers_is_told_of_the_model_where_there_is_one(
    walk, walker, store, shipped, monkeypatch
):
    assert c.SENT_TO_MODEL.zh in walker.go("interview", q=AT).type("Who can see what we put in here?").heard[1]
    monkeypatch.delenv("ECQ_MODEL_URL")
    other = walk(store.add(begin(shipped)).id, page="interview", q=AT).type("Who can see what we put in here?")
    assert c.SENT_BY_ITSELF.zh in other.heard[1]
    assert c.SENT_TO_MODEL.zh not in other.heard[1]


def test_what_it_finds_waits_as_a_card_with_its_words(walker, store, shipped, answers):
    answers[0]["reply"] = said(content({"question": AT, "value": "3", "quote": "保存得挺久，三个寒暑肯定是有的"}))
    switched_on(walker).go("interview", q=AT).type(WORDS)
    sent = json.loads(answers[1][0][2])["messages"][1]["content"]
    assert WORDS in sent
    assert AT in sent
    (kept,) = Proposals(store).of(walker.assessment_id)
    assert (kept.proposal.about, kept.proposal.source.kind, kept.state) == (AT, "model", "waiting")
    (cards,) = [part["cards"] for part in walker.conversation["below"] if part["kind"] == "cards"]
    assert [one["quote"] for one in cards] == ["保存得挺久，三个寒暑肯定是有的"]
    assert AT not in walker.assessment.responses


@pytest.mark.parametrize("reply", [500, said(content({"question": AT, "value": "3", "quote": "三年"}))])
def test_where_it_fails_or_makes_up_the_words_are_taken_as_before_and_it_is_said(walker, store, answers, reply):
    answers[0]["reply"] = reply
    switched_on(walker).go("interview", q=AT).type(WORDS)
    assert Proposals(store).waiting(walker.assessment_id) == 0
    assert "上的模型" in json.dumps(walker.conversation, ensure_ascii=False)


def test_what_is_understood_is_not_sent(walker, answers):
    switched_on(walker).go("interview", q=AT).type("3 年")
    assert answers[1] == []
