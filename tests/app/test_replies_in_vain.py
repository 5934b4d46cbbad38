"""What is said to words that settle nothing: that it was said before, where it stands, and after two of them how to go on."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import add_note, begin
from ecq.interview import words as c
from ecq.telling.text import words as w
from tests.app.walker import Walker

LEVELS, LIST, FIGURE, GATE = (
    "penalties-remedied",
    "merchant-sanction-safeguards",
    "exited-merchant-identity-kept",
    "data-leak-response",
)
TOLD = "今年吃过两张罚单，法务那有个Excel都登着。一张早整完了，另一张嘛……拖着呢"


@pytest.fixture
def at(walk, store, shipped):
    def come(question: str, *said: str, lang: str = "zh") -> Walker:
        walker = walk(store.add(begin(shipped)).id, page="interview", lang=lang).to_question(question)
        for one in said:
            walker.type(one)
        return walker

    return come


def asked(walker: Walker) -> str:
    return walker.heard[-1]


@pytest.mark.parametrize(
    "said", ["前面说过了", "看上面", "See what I said above", "I already told you", "刚才不是说了吗"]
)
def test_what_was_said_before_and_not_heard_is_told_plainly(at, said):
    walker = at(LEVELS, TOLD, said)
    assert asked(walker).startswith(c.NOT_IN_WHAT_WAS_SAID.zh)
    assert len(walker.conversation["below"][0]["values"]) == 3, "the presses are there"
    assert walker.type("还有一张没弄完").assessment.response(LEVELS).value is None
    assert walker.type("对").assessment.response(LEVELS).value is not None


def test_what_was_said_before_to_an_offer_is_told_to_be_that(at):
    walker = at(LEVELS, "没受过处罚，都干净", "看上面")
    assert asked(walker).startswith(c.MADE_OF_WHAT_WAS_SAID.zh)
    assert walker.assessment.response(LEVELS).value is None


def test_what_was_said_before_is_taken_from_the_note_where_that_tells_it(walk, store, shipped):
    noted = add_note(begin(shipped), shipped.by_id[LEVELS], "到期的都整改完了")
    walker = walk(store.add(noted).id, page="interview").to_question(LEVELS).type("处罚通报有台账，法务登着")
    assert "到期的都整改完了吗" in asked(walker)
    walker.type("前面说过了")
    assert "到期的都整改完了吗" not in asked(walker)


@pytest.mark.parametrize("question", [LEVELS, GATE])
def test_after_two_in_vain_the_same_is_never_said_a_third_time_and_skipping_is_offered(at, question):
    walker = at(question, TOLD if question == LEVELS else "没有预案")
    lines = [asked(walker.type(one)) for one in ("今天食堂的菜不错", "路上又堵了半天", "晚上还要开会")]
    assert len({*lines[:2]}) == 2
    assert "说“跳过”" in lines[1]
    assert all(one.startswith(w.KEPT_AS_NOTE.zh) for one in lines)
    here = walker.at
    assert walker.type("以后再答").at != here
    assert walker.to_question(question).heard, "it waits there still"


def test_a_question_in_between_is_no_reply_in_vain(at):
    walker = at(LEVELS, TOLD, "今天食堂的菜不错", "为什么问", "现在多少分", "路上又堵了半天")
    assert "说“跳过”" in asked(walker)
    assert "说“跳过”" not in asked(at(LEVELS, TOLD, "今天食堂的菜不错", "没有", "路上又堵了半天"))


def test_where_nothing_waits_the_way_out_stands_behind_the_second_of_the_same(at):
    walker = at(FIGURE, "说来话长")
    first = asked(walker)
    assert asked(walker.type("这个问题问得好")) == f"{first}\n{c.ANSWER_LATER.zh}"


@pytest.mark.parametrize(
    ("lang", "where", "begins"),
    [
        ("zh", "那我们算哪一档？", "到这里"),
        ("en", "So where does that put us?", "So far"),
        ("zh-Hant", "所以算第幾檔呢", "到這裡"),
    ],
)
def test_where_it_stands_so_far_is_told_with_what_is_missing(at, lang, where, begins):
    walker = at("reputation-negative-publicity", where, lang=lang)
    assert walker.heard[1] == walker.words(c.NOTHING_SO_FAR)
    walker.type("有负责人，出了事报给副总" if lang != "en" else "Mei is in charge and reports to the VP")
    missing = asked(walker)
    told = asked(walker.type(where))
    assert (told.startswith(begins), told.endswith(missing)) == (True, True)
    assert asked(walker.type(where)) == told


def test_where_a_list_or_a_gate_stands(at):
    assert "就这样记" not in asked(at(LIST, "通知写明违规事实", "那我们算哪一种？"))
    walker = at(GATE, "没有预案")
    warned = asked(walker)
    assert asked(walker.type("那我们算哪一档？")) == warned


def test_where_several_answers_are_offered_they_are_not_told_twice(at):
    walker = at("mlps-filing-and-test", "有")
    offered = asked(walker)
    assert asked(walker.type("那我们算哪一档？")) == offered
