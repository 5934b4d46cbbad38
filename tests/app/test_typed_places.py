"""Going somewhere by words: to what is named or spoken of, by a press where there are several, and what is not asked about."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.telling.text import words as w


@pytest.fixture
def walker(walk, store, shipped):
    started = walk(store.add(begin(shipped)).id, page="interview")
    return started.to_question("availability-target")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("跳到假貨", "知识产权"),
        ("回等保", "等级保护"),
        ("take me to the question about removing reviews", "评价"),
        ("这题先放一放，去快递许可证那题", "快递"),
        ("我说的是押金那题，不是这个", "押金"),
    ],
)
def test_a_place_is_found_by_what_it_is_about(walker, said, title):
    walker.type(said)
    shown = " ".join((walker.heading, *walker.offered))
    assert title in shown
    assert walker.assessment.responses == {}


@pytest.mark.parametrize(("choice", "place"), [("第二个", 1), ("the last one", -1)])
def test_one_of_several_places_is_gone_to_by_a_press_or_by_its_place(walker, choice, place):
    walker.type("去点评")
    names = walker.offered
    assert len(names) > 1
    assert walker.heard[1] == w.GO_WHERE.zh
    walker.type(choice)
    titles = {node.title.zh: node.id for node in walker.rubric.nodes.values()}
    name = names[place]
    assert walker.heading == name or walker.rubric.place[str(walker.at)][1] == titles[name]
    assert walker.assessment.responses == {}


def test_the_rest_of_a_place_comes_next_and_then_the_order_as_it_was(walker):
    walker.go("interview", order="first")
    before = walker.at
    walker.type("去物流配送")
    shown = []
    while "delivery" in walker.rubric.place[str(walker.at)] and walker.at not in shown:
        shown.append(walker.at)
        walker.type("跳过")
    asked = [one for one in walker.rubric.order if "delivery" in walker.rubric.place[one]]
    assert len(shown) > 2
    assert set(shown) <= set(asked)
    assert walker.at == before


def test_of_several_questions_about_something_the_others_come_after_the_one_that_is_chosen(walker):
    walker.go("interview", order="first")
    walker.type("go to refunds")
    about = walker.offered
    walker.press("understood-1")
    first = walker.at
    walker.type("跳过")
    assert walker.at != first
    assert walker.rubric.by_id[str(walker.at)].text.zh in about


def test_a_part_of_the_questions_is_spoken_of_as_a_place(walker):
    for said in ("问问客服那块", "先说退货那部分", "聊聊投诉那块吧"):
        before = walker.at
        walker.type(said)
        assert walker.offered or walker.at != before, said
    assert walker.assessment.responses == {}


def test_a_name_with_a_slip_offers_what_is_spelled_like_it_and_leaves_nothing(walker):
    walker.type("跳到投拆")
    assert any("投诉" in one for one in walker.offered)
    walker.press("understood-0")
    assert "投诉" in walker.heading


@pytest.mark.parametrize("said", ["有没有问碳足迹的", "跳到月球基地那题", "do you have a question on biodiversity?"])
def test_what_nothing_is_asked_about_is_said_to_be_so(walker, said):
    at = walker.at
    walker.type(said)
    assert walker.heard[1].startswith("没有问“")
    assert (walker.at, walker.assessment.responses) == (at, {})
