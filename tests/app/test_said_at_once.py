"""A text about several questions becomes proposals, shown as cards: nothing counts before acceptance, one undo takes all back."""

from __future__ import annotations

from typing import Any

import pytest

from ecq.assessment.changes import add_note, begin
from ecq.exchange.documents.spoken import told_in
from ecq.store.invitations import Invitations
from ecq.store.proposals import Proposals
from ecq.telling.text.sentences import interval_words
from ecq.web.session.visit import scored
from tests import building as b
from tests.app.walker import Walker

AT = "enquiry-channels-found"
SAID = (
    "首页、商品页和订单页都有客服入口，早九点到晚九点有人。商家的货款由银行直接结给商家，不进平台自己的账户。"
    "我们没有直播。网络日志留存六个月。今天天气不错。"
)


@pytest.fixture
def walker(walk, store, shipped):
    started = walk(store.add(begin(shipped)).id)
    started.go("interview", q=AT)
    return started.type(SAID)


def cards(walker: Walker) -> list[dict[str, Any]]:
    """The cards below the question."""
    return next((part["cards"] for part in walker.conversation["below"] if part["kind"] == "cards"), [])


def remembered(walker: Walker) -> list[dict[str, Any]]:
    """What is offered to be confirmed."""
    return [part for part in walker.conversation["below"] if part["kind"] == "understood"]


def test_a_text_about_several_questions_waits_as_cards_with_its_words_and_counts_for_nothing(walker, store, shipped):
    assert walker.at == AT
    shown = {one["title"]: one for one in cards(walker)}
    titles = [shipped.by_id[one].text.zh for one in (AT, "network-log-retention")]
    assert next(iter(shown)) == titles[0], "the question on screen comes first"
    assert set(shown) == {*titles, shipped.facts["live-commerce"].text.zh}
    assert shown[titles[1]]["quote"] == "网络日志留存六个月"
    assert (walker.assessment.responses, dict(walker.assessment.profile)) == ({}, {})
    assert "今天天气不错" in walker.heard[1]
    assert "还差一句，问到那一题时再提" in walker.heard[1], (
        "where the goods' money goes is said, and not whether it is checked"
    )
    assert Proposals(store).waiting(walker.assessment_id) == len(shown)


def test_what_was_not_used_is_told_in_the_marks_of_the_language(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, "en")
    walker.go("interview", q=AT)
    walker.type(f"{SAID}The weather is nice today. My cat is asleep.")
    assert "；" not in walker.heard[1].partition("Not used: ")[2]


def test_a_card_says_what_accepting_it_does_to_score_and_gates(walk, store, shipped):
    profile = {name: fact.options[0].id for name, fact in shipped.facts.items() if fact.kind == "one"}
    many = {name: (fact.options[0].id,) for name, fact in shipped.facts.items() if fact.kind == "many"}
    walker = walk(store.add(begin(shipped, profile=profile | many)).id)
    walker.go("interview", q=AT)
    walker.type("首页、商品页和订单页都有客服入口，早九点到晚九点有人。网络日志留存六个月。")
    by_title = {one["title"]: one for one in cards(walker)}
    log = by_title[shipped.by_id["network-log-retention"].text.zh]
    before, after = log["effect"].split(" · ")[0].removeprefix("分数 ").split(" → ")
    assert log["effect"].split(" · ")[1] == "红线项 未定 → 已过", log["effect"]
    card = scored(shipped, walker.assessment)
    assert before == interval_words(card.score.low, card.score.high)
    walker.press(f"accept-{log['id']}")
    card = scored(shipped, walker.assessment)
    assert after == interval_words(card.score.low, card.score.high)


def test_while_facts_are_missing_only_the_first_card_says_its_effect(walker):
    assert [("effect" in one) for one in cards(walker)] == [True, False, False]


def test_what_stands_far_on_in_a_long_text_is_read_too(shipped):
    told = told_in("我们公司在上海，员工很多，氛围不错，大家都很努力。" * 60 + "网络日志留存六个月。", shipped)
    assert [one.about for one in told.spoken] == ["network-log-retention"]


def test_what_is_accepted_together_is_taken_back_by_one_undo(walker):
    walker.press("accept-all")
    taken = walker.assessment
    assert {name: one.value for name, one in taken.responses.items()} == {
        AT: ("entry-on-key-pages", "hours-published"),
        "network-log-retention": "6",
    }
    assert taken.profile["live-commerce"] == "no"
    assert walker.at != AT
    assert cards(walker) == []
    walker.type("撤销")
    assert (walker.assessment.responses, dict(walker.assessment.profile)) == ({}, {})


def test_one_card_can_be_accepted_and_one_left_and_the_rest_waits_over_a_reload(walker, shipped):
    by_title = {one["title"]: one["id"] for one in cards(walker)}
    walker.press(f"leave-{by_title[shipped.facts['live-commerce'].text.zh]}")
    walker.press(f"accept-{by_title[shipped.by_id['network-log-retention'].text.zh]}")
    assert walker.assessment.response("network-log-retention").value == "6"
    assert "live-commerce" not in walker.assessment.profile
    assert walker.at == AT
    assert len(cards(walker.run())) == len(by_title) - 2


def test_a_fact_of_the_profile_in_a_note_is_offered_where_it_decides(walk, store, shipped):
    noted = b.accepted(add_note(begin(shipped), shipped.by_id[AT], "客服在上海，我们没有直播"))
    walker = walk(store.add(noted).id)
    walker.go("interview", q="live-room-governance")
    assert [one["words"] for one in remembered(walker)] == ["我们没有直播"]
    walker.press("understood-0")
    assert walker.assessment.profile["live-commerce"] == "no"


def test_what_is_missing_is_taken_from_a_note_by_who_says_that_it_was_said_before(walk, store, shipped):
    noted = b.accepted(add_note(begin(shipped), shipped.by_id["penalties-remedied"], "到期的都整改完了"))
    walker = (
        walk(store.add(noted).id, page="interview").to_question("penalties-remedied").type("处罚通报有台账，法务登着")
    )
    assert "到期的都整改完了吗" in walker.heard[-1]
    assert "到期的都整改完了吗" not in walker.type("前面说过了").heard[-1]


def test_a_colleague_is_asked_from_the_question_and_the_request_stands_with_the_others(walker, store):
    walker.press("chip-colleague")
    field, button = "colleague-" + AT, "colleague-make"
    walker.app.text_input(key=field).set_value("客服部 李敏")
    walker.app.button(key=button).click()
    walker.run()
    (made,) = Invitations(store).of(walker.assessment_id)
    assert (made.label, made.questions, made.kind) == ("客服部 李敏", (AT,), "sheet")
    assert walker.app.get("download_button")
    assert "客服部 李敏" in walker.html
    walker.to_question("network-log-retention").press("chip-colleague")
    assert not walker.app.get("download_button")


def test_a_colleague_who_is_named_stands_in_the_field_and_frankness_opens_none(walker):
    walker.type("这个我们做得不太好，说实话")
    assert not walker.app.text_input
    walker.to_question(AT).type("问小李")
    assert walker.app.text_input(key=f"colleague-{AT}").value == "小李"
    walker.type("转给法务部的同事")
    assert walker.app.text_input(key=f"colleague-{AT}").value == "法务部"
