"""What is typed about the interview and the matter is answered where one looks, and leaves question and answers alone."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.interview.terms import TERMS
from ecq.telling.plan.asked import SINCE_LOST
from ecq.telling.text import words as w
from tests.app.walker import Walker

QUESTION = "availability-target"


@pytest.fixture
def walker(walk, store, shipped):
    started = walk(store.add(begin(shipped)).id, page="interview")
    return started.type(f"去 {shipped.by_id[QUESTION].text.zh}")


def informed(walker: Walker) -> list[str]:
    """What is said to the words typed last."""
    return walker.heard[1:]


def test_a_term_is_explained_beside_the_question(walker):
    at = walker.at
    walker.type("什么是等保")
    term = next(term for term in TERMS if term.name.zh == "等保")
    assert informed(walker) == [f"等保：{term.meaning.zh}"]
    assert (walker.at, walker.assessment.responses, walker.errors) == (at, {}, [])
    walker.type("什么是等保护")
    assert informed(walker) == [walker.words(w.TERM_UNKNOWN).format(terms="等保")]


def test_a_question_about_the_interview_is_answered_and_changes_nothing(walker):
    at = walker.at
    for asked in ("还剩多少题", "还要多久", "我现在多少分", "我能说什么"):
        walker.type(asked)
        assert len(informed(walker)) == 1
        assert (walker.at, walker.assessment.responses, walker.errors) == (at, {}, [])


def test_evidence_named_by_typing_is_saved_and_shown(walker):
    at = walker.at
    assert at
    walker.type("证据：监控月报")
    assert [one.text for one in walker.assessment.response(at).evidence] == ["监控月报"]
    assert walker.at == at


def test_a_statement_matching_no_option_is_saved_as_a_note(walker):
    at = walker.at
    assert at
    stated = "我们的目标写在年度计划里，每个月都有人看数据"
    walker.type(stated)
    assert walker.assessment.responses == {}
    walker.press("understood-no")
    assert walker.assessment.response(at).note == stated


def test_results_can_be_opened_by_typing(walker):
    walker.type("看结果")
    assert walker.words(w.HEAD_BEGIN) in walker.html
    assert walker.assessment.responses == {}


@pytest.mark.parametrize(
    "said",
    [
        "没有个人信息出境",
        pytest.param("沒有個人信息出境", marks=pytest.mark.long),
        "no personal information goes abroad",
    ],
)
def test_a_denied_premise_offers_the_reason_why_the_question_does_not_apply(walker, shipped, said):
    walker.to_question("data-export-basis").type(said)
    reason = shipped.by_id["data-export-basis"].not_applicable[0]
    assert walker.offered[0] == f"{walker.words(w.NOT_APPLICABLE)}：{walker.words(reason.text)}"
    walker.press("understood-0")
    given = walker.assessment.response("data-export-basis")
    assert (given.state, given.reason) == ("na", reason.id)


def test_a_denied_premise_offers_the_fact_of_the_profile_and_the_interview_goes_on(walker, shipped):
    walker.to_question("live-replay-kept").type("我们没有直播")
    skipped = [one.id for one in shipped.questions if shipped.applying({"live-commerce": "no"})[one.id] is False]
    assert walker.offered == [f"画像改为：平台上有直播卖货吗？ 没有直播（不再问 {len(skipped)} 题）"]
    walker.press("understood-0")
    assert walker.assessment.profile["live-commerce"] == "no"
    assert walker.assessment.responses == {}
    assert walker.at not in (None, "live-replay-kept")
    assert walker.heard[0] == "我们没有直播"
    assert "没有直播" in walker.heard[1]


def test_an_option_of_the_profile_that_is_denied_is_taken_out_of_it_by_one_press(walk, store, shipped):
    sold = {"regulated-sales": ("takeaway", "devices")}
    walker = walk(store.add(begin(shipped, profile=sold)).id, page="interview")
    walker.to_question("device-merchant-review").type("我们不卖医疗器械")
    assert walker.offered == ["画像改为：平台上还卖下列哪些？ 餐饮外卖（不再问 1 题）"]
    walker.press("understood-0")
    assert walker.assessment.profile["regulated-sales"] == ("takeaway",)
    assert walker.assessment.responses == {}
    assert walker.at != "device-merchant-review"


@pytest.mark.parametrize(
    ("said", "state"),
    [("那就改画像吧", "unanswered"), ("Change the profile, then.", "unanswered"), ("嗯，不适用", "na")],
)
def test_what_is_offered_can_be_named_by_its_kind(walker, said, state):
    walker.to_question("auto-renewal-reminder").type("自动续费我们没有")
    assert len(walker.offered) == 2
    walker.type(said)
    assert walker.assessment.response("auto-renewal-reminder").state == state
    assert walker.assessment.profile.get("auto-renewal") == (None if state == "na" else "no")


def test_no_message_goes_without_an_answer(walker):
    for said in ("为什么问", "依据哪条法律", "这个要问 security team，我不知道", "有哪些选项", "什么叫应退未退"):
        walker.type(said)
        assert informed(walker), said
    walker.type("how many points is this one worth, and does it block anything?")
    assert "\n" in informed(walker)[0]
    assert (walker.assessment.responses, walker.errors) == ({}, [])


@pytest.mark.parametrize("said", ["我们不做外卖", "不适用，没有餐饮"])
def test_what_only_the_profile_can_say_leads_to_its_page(walker, said):
    walker.to_question("takeaway-merchant-review").type(said)
    assert walker.offered == ["在画像里选：平台上还卖下列哪些？"]
    walker.press("understood-0")
    assert "ecq-leaves" in walker.html  # how much the profile leaves to ask
    assert (walker.assessment.responses, walker.errors) == ({}, [])


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_guess_that_fails_a_gate_stands_neither_first_nor_alone(walker, shipped, every):
    gates = [question for question in shipped.questions if question.gate and question.answered_by == "choice"]
    for question in gates[::every]:
        walker.to_question(question.id)
        for said in ("没有", question.choices[0][1].zh[:12]):
            walker.type(said)
            if walker.at != question.id:  # its own words were typed
                walker.go("interview").to_question(question.id)
                continue
            proposal = walker.session.proposed
            first = proposal.values[0] if proposal and proposal.values else None
            assert not isinstance(first, str) or not question.fails_gate(first), (question.id, said)


def test_a_sentence_that_sounds_like_a_failed_gate_says_so_and_leaves_the_answer_to_the_operator(walker, shipped):
    walker.to_question("paid-ranking-label").type("没有标广告")
    worst = shipped.by_id["paid-ranking-label"].choices[0][1]
    assert walker.offered == []
    assert walker.heard == ["没有标广告", w.UNDERSTOOD_FAILS_GATE.zh.format(answer=worst.zh)]
    assert walker.assessment.responses == {}


def test_of_a_self_check_of_an_earlier_version_is_told_what_would_be_and_what_changed(walk, store, shipped):
    made = begin(shipped)
    earlier = made.rubric.model_copy(update={"version": "0.0.1", "digest": "0" * 64})
    walker = walk(store.add(made.model_copy(update={"rubric": earlier})).id, page="interview")
    walker.to_question(QUESTION).press(f"option-{QUESTION}-measured")
    walker.type("如果物流都改好呢？")
    assert "做到最好时（" in walker.heard[1], walker.heard
    walker.type("从昨天以来改了什么？")
    assert SINCE_LOST.zh not in walker.heard[1]
    assert shipped.by_id[QUESTION].text.zh[:6] in "".join(walker.heard[1:]), walker.heard
    assert walker.errors == []


FIGURES = [
    ("为什么是 83 分？", "现在的分数不是 83 分"),
    ("why is my score so low?", "可以保证"),
    ("应该先做什么？", "有 75 题要看没填的平台画像"),
    ("这题值多少分？", "这一题现在值"),
    ("还差什么？", ""),
    ("哪些题能定等级？", ""),
    ("总结一下", ""),
    ("关于可用性怎么答的？", "“平台能不能正常打开和下单（可用性）"),
    ("what did we say about pirates?", "没有问“pirates”的题"),
    ("what did we say about deposits?", "题目里有“deposits”的"),
    ("谢谢", "不客气"),
    ("答案同上", "每一题的选项不一样"),
    ("保存一下", "每个回答"),
    ("先到这里吧", "已答的都在"),
    ("做完这些是不是就有认证证书了？", "平台按“"),
    ("监管能看到我们填的这些吗？", "不用注册。回答存在这台"),
    ("要是这题我不清楚怎么办？", "不知道就说“不清楚”"),
    ("明天会下雨吗？", "这个答不了"),
]


def test_a_question_about_the_self_check_is_answered_from_its_figures(walker):
    walker.to_question("availability-target").press("option-availability-target-measured")
    before = walker.assessment.responses
    for asked, starts in FIGURES:
        walker.type(asked)
        assert walker.heard[1].startswith(starts), walker.heard
        assert walker.heard[1]
        assert (walker.assessment.responses, walker.errors) == (before, [])


@pytest.mark.parametrize(
    "said", ["B2C 综合平台，有直播，卖食品，420 万用户", "b2c platform, live streaming, food, 4.2 million users"]
)
def test_the_profile_can_be_said_in_a_sentence_and_is_taken_by_one_press(walker, said):
    walker.type(said)
    assert len(walker.offered) == 1
    assert walker.assessment.responses == {}
    walker.press("understood-0")
    taken = {"business-model": ("b2c",), "live-commerce": "yes", "food": "yes", "size": "medium"}
    assert {name: walker.assessment.profile[name] for name in taken} == taken


def test_the_answer_before_is_put_right_by_words_and_the_interview_goes_on_where_it_was(walker):
    first = walker.at
    assert first
    walker.type("1")
    second = walker.at
    walker.type("上一题我答错了，应该选 2")
    assert walker.assessment.response(first).value == walker.rubric.by_id[first].choices[1][0]
    assert walker.at == second


@pytest.mark.parametrize("said", ["唔知呀", "不知道问小周"])
def test_what_nobody_knows_is_marked_unsure(walker, said):
    walker.to_question("mlps-filing-and-test").type(said)
    given = walker.assessment.response("mlps-filing-and-test")
    assert given.state == "unsure"
    assert ("小周" in given.note) is ("小周" in said)
