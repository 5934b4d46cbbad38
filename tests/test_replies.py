"""A reply to what was asked back, as a text."""

from __future__ import annotations

import pytest

from ecq.base.language import Text
from ecq.interview.facts import facts_of
from ecq.interview.typed.deciding import answered
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies.to_offer import ToOffer, puts_down, to_offer
from ecq.interview.typed.replies.to_what_was_asked import reply_to
from ecq.interview.typed.replies.which_one import (
    Place,
    by_words,
    compared_figure,
    instead_of_it,
    list_put_right,
    named_figure,
    out_by_place,
    which,
)
from ecq.interview.typed.replies.yes_or_no import reply
from ecq.rubric.loading import load_rubric

ASKED = "平台自己的文本审查过吗？"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "审查过的呀，前面讲过了",
            "是的是的",
            "係呀",
            "exactly",
            "that is correct",
            "都有",
            "有的有的",
            "that's the one",
        ),
        *("就是这样没错", "嗯对的没有其他要补充了", "yes, nothing more to add"),
    ],
)
def test_yes(said: str) -> None:
    assert reply(said, ASKED) == "yes"


@pytest.mark.parametrize("said", ["没审查过", "不是的", "no, that's not it", "唔係", "不能，压根不让看"])
def test_no(said: str) -> None:
    assert reply(said, ASKED) == "no"


_YES = """當然 必須的 那必须的 可不是嘛 那可不 谁说不是呢 肯定的 肯定有 妥妥的 绝对 确实如此 是这么个情况 你说得对 没说错 你没听错
    是哒 欸对 啊对 昂 係囉 梗係啦 啱晒 對齁 對阿 的確 一点没错 千真万确 属实 情况就是这样 那还用说 还用问 确认无误 那是当然 真是这样
    刚查过，对 我查了，是的 我问过了，没错 翻了一下合同，是的 对的，我刚翻了一下，没错 唉，是的 是，没办法 可惜，是
    sure_thing yessir you_bet you_got_it bang_on sadly_yes sadly,_yes yes_sadly afraid_so unfortunately,_yes no_doubt for_sure
    we_sure_do naturally needless_to_say I_can_confirm_that confirmed that's_the_case that_would_be_right sounds_about_right
    guilty_as_charged uh-huh mhm hell_yes too_right very_much_so as_you_say like_I_said,_yes erm,_yes um_yes yes,_I_just_checked
    yeah_I_looked_it_up,_that's_right absolutely,_of_course ✓ 👍 yes_👍"""
_NO = """才没有 哪有啊 哪能啊 不可能 怎么可能 绝对不会 肯定没有 当然不是 並沒有 没这回事 没有的事 从没有过 一次也没有 不存在的 没影的事
    这个真的没有 可惜没有 遗憾的是没有 没办法，没有 没有诶 沒有欸 冇喎 梗係冇 緊係唔係 仲未 哪有可能 我查了，没有 刚问了同事，没有
    no_way not_even_close far_from_it absolutely_not of_course_not certainly_not no_sir never_ever not_once not_a_chance nah_mate
    I_wish if_only sadly_not sadly,_no unfortunately_not afraid_not nothing_of_the_sort nada zilch no_such_thing incorrect
    that's_not_the_case not_true hell_no um_no erm,_no like_I_said,_no ✗ 👎 not_so_far not_currently not_any_more no_longer
    not_in_our_case they_aren't"""


@pytest.mark.parametrize(
    ("said", "meant"),
    [(one.replace("_", " "), told) for told, of in (("yes", _YES), ("no", _NO)) for one in of.split()],
)
def test_yes_and_no_in_the_words_people_have_for_them(said, meant) -> None:
    assert reply(said, "有书面的预案吗？") == meant
    assert to_offer(said) == ToOffer(meant, "")


@pytest.mark.parametrize("said", ["100%", "百分百", "always", "每次都是", "一直都是", "every single time"])
def test_what_may_be_a_figure_or_tells_how_often_answers_only_what_is_asked(said: str) -> None:
    assert (reply(said, "是按流程处理的吗？"), to_offer(said)) == ("yes", None)


@pytest.mark.parametrize("said", ["not that I know of", "I don't think so", "好像没有", "应该不会吧", "doubt it"])
def test_a_no_that_is_not_quite_one_offers_both_where_a_no_would_flatter(shipped, said: str) -> None:
    question = shipped.by_id["popup-one-click-close"]
    facts = facts_of(question)
    assert (reply(said, facts.facts["again"].ask.zh), to_offer(said)) == (None, ToOffer("no", ""))
    known = (("one-click", True), ("waits", False))
    understood = reply_to(AskFact("again", known, 2, False), said, question, facts)
    assert (isinstance(understood, NotUnderstood), understood.candidates[0]) == (True, "hindered")


def test_one_that_is_not_so_says_no_of_all() -> None:
    assert reply("小程序没标呀", "各端都标了吗？") == "no"
    assert reply("小程序没标呀", "标了吗？") is None


@pytest.mark.parametrize(
    "said", ["是，不过只有一半", "yes, but not always", "也许是吧", "是，不是每次", "平台", "文本", "好像", "对不对？"]
)
def test_neither(said: str) -> None:
    assert reply(said, ASKED) is None


@pytest.mark.parametrize("said", ["第二个，不对，第一个", "选项 2", "第九个", "两个都有", "第二个，我猜的"])
def test_none_of_those_offered(said: str) -> None:
    assert which(said, 3) is None


def test_all_is_no_yes_to_an_offer() -> None:
    assert reply("都有") is None
    assert reply("是，每个月还抽查一遍并且留下记录") is None


REPLIES = [  # question, fact that is asked, what is replied, whether it holds
    ("parcel-handover", "pickup-by-consent", "没有先问，默认就放驿站了", False),
    ("waybill-masking", "merchant-view", "商家后台还是全号 没遮", False),
    ("minor-and-automatic-orders", "minor-refund-entry", "没有专门入口", False),
    ("complaint-channel-public", "published", "公开的，帮助中心写着", True),
    ("complaint-channel-public", "answered", "会推消息告诉他结果", True),
    ("recommendation-off-switch", "all", "搜索的关不了", False),
    ("tie-in-not-preticked", "preticked", "是的，退货险还是默认勾的", True),
    ("own-licence-on-home-page", "devices", "website yes, app no", False),
    ("excluded-goods-confirmed", "unified", "都是一个模板", True),
    # a part of what is asked together that is not so, and what takes nothing away
    ("deposits-returned", "terms-before-taking", "The amount, yes; the time limit isn't stated", False),
    ("deposits-returned", "returned-in-time", "It's back on time, nobody counts delays though", False),
    ("deposits-returned", "return-without-hurdles", "They ask for it online, no strings attached", True),
    # a question that the next words answer
    ("fake-promotion-control", "reported", "没怎么跟市监局报过，就是自己处理完留个档", False),
    # what only stresses something denies nothing
    ("own-licence-on-home-page", "devices", "刚才不是说了嘛，三端都有", True),
    ("own-licence-on-home-page", "devices", "三端都有，不是说过了吗", True),
    ("service-report-published", "regular", "按期啊，每季度一次雷打不动", True),
]


@pytest.mark.parametrize(("question", "fact", "replied", "holds"), REPLIES)
def test_a_reply_in_other_words_than_yes_and_no_is_taken_for_what_was_asked(
    question: str, fact: str, replied: str, holds: bool
) -> None:
    asked = load_rubric("gbt31526-2025").by_id[question]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact(fact, (), 1, False)
    assert reply_to(asks, replied, asked, facts) == answered(asked, facts, asks, holds, replied)


@pytest.mark.parametrize(
    ("asked", "yes", "no"),
    [
        ("答复定了时限吗？", "有定 定咗 係呀 冇錯", "冇 冇呀 唔會 唔可以 不行 這個倒沒有"),
        ("都处理了吗？", "", "不是全部 大部分啦"),
    ],
)
def test_yes_and_no_are_read_in_cantonese_and_where_all_is_asked(asked: str, yes: str, no: str) -> None:
    assert {reply(one, asked) for one in yes.split()} <= {"yes"}
    assert {reply(one, asked) for one in no.split()} == {"no"}


@pytest.mark.parametrize(
    ("question", "asks", "replied", "values"),
    [
        # a yes that is not quite one is not the lowest either
        ("merchants-free-to-leave", AskFact("console", (), 1, False), "差不多是的", ("free", "free-in-console")),
        # so of some and not of others
        ("waybill-masking", AskFact("waybill", (), 1, False), "平台寄的都遮，自己寄的不遮", ((), ("waybill",))),
        ("search-sort-orders", AskFact("by-credit", (), 1, False), "app yes, website no", ((), ("by-credit",))),
    ],
)
def test_a_yes_that_is_not_quite_one_offers_what_is_left_of_it(question, asks, replied, values) -> None:
    of = load_rubric("gbt31526-2025").by_id[question]
    facts = facts_of(of)
    assert facts is not None
    understood = reply_to(asks, replied, of, facts)
    assert isinstance(understood, NotUnderstood)
    assert understood.candidates == values


def test_a_hurdle_denies_that_something_is_easy_and_a_denial_agrees_with_one() -> None:
    rubric = load_rubric("gbt31526-2025")
    for question, fact, replied, holds in (
        ("auto-renewal-reminder", "cancel", "能啊，就是藏得有点深，要点五六下", False),
        ("membership-terms-kept", "kept", "嗯，都没动过", True),
    ):
        of = rubric.by_id[question]
        facts = facts_of(of)
        assert facts is not None
        asks = AskFact(fact, (), 1, False)
        understood = reply_to(asks, replied, of, facts)
        assert dict(getattr(understood, "known", ()))[fact] is holds


def test_a_yes_that_is_limited_offers_both_answers_the_lower_first() -> None:
    rubric = load_rubric("gbt31526-2025")
    asked = rubric.by_id["answer-quality-kept"]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact("agents-trained", (("knowledge-base", True),), 1, False)
    said = "有，三天培训加考试，外包的没有"
    assert reply_to(asks, said, asked, facts) == NotUnderstood(
        (("knowledge-base",), ("knowledge-base", "agents-trained")), said
    )


def test_a_yes_behind_which_what_is_asked_to_be_allowed_is_forbidden_offers_both_answers() -> None:
    asked = load_rubric("gbt31526-2025").by_id["takeaway-merchant-review"]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact("sealed", (("licence-shown", True),), 1, False)
    said = "是的。破了的不让拒收"
    assert reply_to(asks, said, asked, facts) == NotUnderstood((("licence-shown",), ("licence-shown", "sealed")), said)
    allowed = reply_to(asks, "是的，都封。破了的可以拒收", asked, facts)
    assert isinstance(allowed, Answer)
    assert allowed.value == ("licence-shown", "sealed")


@pytest.mark.parametrize(
    ("question", "fact", "replied"),
    [
        ("answer-quality-kept", "agents-trained", "有，三天培训加考试，考不过不给上线"),
        ("takeaway-merchant-review", "real-kitchen", "有的，对不上就不给开店。"),
        ("takeaway-merchant-review", "real-kitchen", "Yes. No licence, no shop."),
        ("deposits-returned", "terms-before-taking", "是的，都写在协议第五章。逾期没逾期倒是没人统计过。"),
        ("deposits-returned", "terms-before-taking", "是的，都寫在協議第五章。逾期沒逾期倒是沒人統計過。"),
        (
            "minor-and-automatic-orders",
            "unusual-order-check",
            "Yes, the face scan. And no, nothing is out there about wrong prices.",
        ),
        ("human-agent-reached", "human", "Yes, about forty of them in Hefei"),
        ("human-agent-reached", "human", "有的，大概四十来个人"),
    ],
)
def test_a_yes_stands_beside_what_limits_something_else(question: str, fact: str, replied: str) -> None:
    of = load_rubric("gbt31526-2025").by_id[question]
    facts = facts_of(of)
    assert facts is not None
    understood = reply_to(AskFact(fact, (), 1, False), replied, of, facts)
    assert dict(getattr(understood, "known", ())).get(fact) is True


@pytest.mark.parametrize(
    ("question", "fact", "replied"),
    [
        ("human-agent-reached", "human", "Yes, about 40% of the time"),
        ("deposits-returned", "terms-before-taking", "是的，写在协议第五章。几天退没写"),
        ("takeaway-merchant-review", "real-kitchen", "有的，老店没核实过"),
    ],
)
def test_a_yes_that_limits_itself_is_no_plain_one(question: str, fact: str, replied: str) -> None:
    of = load_rubric("gbt31526-2025").by_id[question]
    facts = facts_of(of)
    assert facts is not None
    understood = reply_to(AskFact(fact, (), 1, False), replied, of, facts)
    assert dict(getattr(understood, "known", ())).get(fact) is not True


@pytest.mark.parametrize(
    "replied",
    [
        "号码有，对没对过真不知道。",
        "號碼有，對沒對過真不知道。",
        "There is a number. Whether anybody compares it I don't know",
        "查没查过我也说不好",
    ],
)
def test_who_knows_not_whether_it_is_so_does_not_know(replied: str) -> None:
    of = load_rubric("gbt31526-2025").by_id["device-merchant-review"]
    facts = facts_of(of)
    assert facts is not None
    asks = AskFact("products-matched", (("platform-filed", True), ("sellers-vetted", True)), 2, False)
    assert reply_to(asks, replied, of, facts) == answered(of, facts, asks, None, replied)


@pytest.mark.parametrize("replied", ["有啊，就虚拟商品没有", "yes, just not for gift cards", "有的，唯獨團購不行"])
def test_a_yes_that_leaves_one_kind_out_is_one_where_any_is_asked_and_none_for_each(replied: str) -> None:
    asked = load_rubric("gbt31526-2025").by_id["review-channel-for-every-order"]
    facts = facts_of(asked)
    assert facts is not None
    of_any, of_each = (reply_to(AskFact(fact, (), 1, False), replied, asked, facts) for fact in ("channel", "every"))
    assert getattr(of_any, "value", None) == "some-orders"
    assert not isinstance(of_each, Answer)


@pytest.mark.parametrize("replied", ["yes bar the gift cards", "每个都能，团购除外", "all of them short of gift cards"])
def test_an_exception_is_a_no_where_it_is_asked_of_each(replied: str) -> None:
    asked = load_rubric("gbt31526-2025").by_id["review-channel-for-every-order"]
    facts = facts_of(asked)
    assert facts is not None
    understood = reply_to(AskFact("every", (("channel", True),), 1, False), replied, asked, facts)
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == ("some-orders", False)


@pytest.mark.parametrize("replied", ["yes, bar the coupon", "一点就关，生日券除外"])
def test_an_exception_offers_both_where_it_is_asked_of_none_in_particular(replied: str) -> None:
    asked = load_rubric("gbt31526-2025").by_id["popup-one-click-close"]
    facts = facts_of(asked)
    assert facts is not None
    understood = reply_to(AskFact("one-click", (), 1, False), replied, asked, facts)
    assert isinstance(understood, NotUnderstood)
    assert understood.candidates[:2] == ("hindered", "one-click")


@pytest.mark.parametrize("said", ["是的没有", "对，没有", "嗯没有", "没有，对", "yes, none", "right, there isn't any"])
def test_yes_with_none_takes_an_offer_of_none_and_answers_what_is_asked(said: str) -> None:
    assert to_offer(said, denies=True) == ToOffer("yes", "")
    assert reply(said, "有清单吗？") == "no"
    assert reply(said, "会员服务期内不加费、不减权益吗？") == "yes"
    assert reply(said, "这一条有吗：没有单方解释权、最终解释权的说法？") == "yes"
    assert reply(said, "不登录也能举报吗？") == "no"
    assert reply(said, "这一条有吗：没有按约定提供的，消费者能在线申请退余额？") == "no"


@pytest.mark.parametrize(
    "said", ["最后一种吧", "the last one I guess", "I guess the last one", "the last one, I suppose"]
)
def test_the_last_is_the_last_of_what_is_offered(said: str) -> None:
    assert which(said, 3) == Place(2, number=False)


@pytest.mark.parametrize(
    "said", ["The second of course, I said so before", "当然是第二个", "The second one, obviously"]
)
def test_a_place_is_named_with_stress(said: str) -> None:
    named = which(said, 2)
    assert named is not None
    assert (named.place, named.number) == (1, False)


@pytest.mark.parametrize("said", ["Hang on, who asks? Fine, yes.", "谁在问？好吧，是的", "誰在問？好吧，對"])
def test_a_yes_after_all_behind_a_question_takes_what_is_offered(said: str) -> None:
    assert to_offer(said) == ToOffer("yes", "")


@pytest.mark.parametrize(
    "said", ["Does it count if it is only planned? Fine, yes.", "What is that? Fine", "Is it so? Yes"]
)
def test_a_yes_behind_a_condition_or_none_takes_nothing(said: str) -> None:
    assert to_offer(said) is None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("The third one then. We do get late parcels, but nobody tells the buyer anything.", 2),
        ("第一个吧，本来说每季度看一次，不过没人记得", 0),
        ("The first, we don't meet with anybody any more.", 0),
        ("The third, but nobody tells the buyer", None),
        ("第三个，但是还没演练过", None),
        ("第三个。其实不对，应该是前一个", None),
        ("the second one, I mean we plan to", None),
    ],
)
def test_a_but_within_a_sentence_behind_a_place_takes_nothing_back(said: str, place: int | None) -> None:
    named = which(said, 4)
    assert (named and named.place) == place


@pytest.mark.parametrize("fact", ["order-rules", "pay-rules", "working-time", "penalties-appealed"])
@pytest.mark.parametrize("lacks", ["working-time", "penalties-appealed"])
def test_what_is_said_of_two_items_stands_whichever_was_asked(fact: str, lacks: str) -> None:
    asked = load_rubric("gbt31526-2025").by_id["dispatch-algorithm-fairness"]
    facts = facts_of(asked)
    assert facts is not None
    said = {"working-time": "报酬明细有，休息不强制", "penalties-appealed": "报酬明细有，申诉没有"}[lacks]
    understood = reply_to(AskFact(fact, (), 1, False), said, asked, facts)
    assert isinstance(understood, Answer)
    assert (understood.value, dict(understood.known)) == (("pay-rules",), {"pay-rules": True, lacks: False})


@pytest.mark.parametrize(
    "replied", ["合同有，退余额那段没写", "there is one, it doesn't say how the balance is returned"]
)
def test_what_stands_beside_a_reply_and_denies_what_was_known_is_asked(replied: str) -> None:
    asked = load_rubric("gbt31526-2025").by_id["prepaid-money-protected"]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact("written-contract", (("balance-refund-entry", True),), 1, False)
    understood = reply_to(asks, replied, asked, facts)
    assert isinstance(understood, AskFact)
    assert (understood.fact, dict(understood.known).keys()) == ("balance-refund-entry", {"written-contract"})


def test_a_verb_that_is_only_a_thing_in_what_is_asked_is_no_reply_to_it() -> None:
    asked = load_rubric("gbt31526-2025").by_id["ip-notice-and-action"]
    facts = facts_of(asked)
    assert facts is not None
    acted = AskFact("acted", (("forwarded", True),), 1, False)
    assert reply("不通知", "有效的侵权通知都及时处置吗？") is None
    assert reply_to(acted, "不通知", asked, facts) is None
    assert reply("不通知", "迟了会主动通知吗？") == "no"


@pytest.mark.parametrize(
    ("question", "fact", "replied"),
    [
        ("popup-one-click-close", "waits", "no, bar the splash screen"),
        ("popup-one-click-close", "waits", "不用等，开屏除外"),
        ("popup-one-click-close", "waits", "No, gone is gone. But like I said you do have to wait on the splash one."),
        ("popup-one-click-close", "waits", "不用，弹窗不用等。但是开屏广告要等五秒"),
        ("tie-in-not-preticked", "preticked", "没有，不会预先勾选。不过保险是默认勾上的"),
        ("tie-in-not-preticked", "preticked", "no, just the insurance"),
        ("tie-in-not-preticked", "preticked", "没有，运费险除外"),
        ("ip-notice-and-action", "acted", "都处置，除了没证据的"),
    ],
)
def test_an_exception_leaves_both_where_no_would_be_better_than_is_said_or_the_lowest(
    question: str, fact: str, replied: str
) -> None:
    asked = load_rubric("gbt31526-2025").by_id[question]
    facts = facts_of(asked)
    assert facts is not None
    understood = reply_to(AskFact(fact, (), 1, False), replied, asked, facts)
    assert isinstance(understood, NotUnderstood)
    assert asked.choices[0][0] in understood.candidates
    assert len(understood.candidates) > 1


def test_without_exception_is_a_yes_where_it_is_asked_of_each() -> None:
    assert {reply(said, "每笔都能评吗？") for said in ("没有例外", "no exceptions", "没有例外，都能评")} == {"yes"}


def test_what_is_so_only_of_some_is_never_recorded_at_once() -> None:
    rubric = load_rubric("gbt31526-2025")
    said = "All taken down same day. Reported to the authority - only the knives."
    understood = understand(said, rubric.by_id["prohibited-goods-acted-on"], rubric, rubric.order)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize(
    ("message", "asked", "meant"),
    [
        ("of course there are", "平台有统一规则吗？", "yes"),
        ("It has been, yes, last May", "平台有统一规则吗？", "yes"),
        ("thereabouts, yes", "", "yes"),
        ("obviously yes", "有投诉渠道吗？", "yes"),
        ("we do have, an Excel", "有清单吗？", "yes"),
        ("right, there is none", "有清单吗？", "no"),
        ("对，没有", "有清单吗？", "no"),
        ("usually", "每份通知都转给商家吗？", "no"),
        ("usually", "通知转给商家吗？", None),
        ("差不多", "有清单吗？", None),
        ("差不多", "", "yes"),
        ("I think so", "", "yes"),
        ("we'd say no on that one", "有清单吗？", "no"),
        ("那就填有吧", "有清单吗？", "yes"),
        ("我答冇", "有清单吗？", "no"),
        ("yes, sorry about that", "有清单吗？", "yes"),
        ("half of it is old, as I said, so no", "有清单吗？", "no"),
        ("财务在管，所以算是有的", "有清单吗？", "yes"),
        ("It's in the drawer, isn't it, so yes", "有清单吗？", "yes"),
        ("nothing of the kind in the app, no", "有清单吗？", "no"),
        ("it was done on time, yes, just about", "有清单吗？", "yes"),
        ("不太清楚，所以没有", "有清单吗？", None),
        ("it's only on the web, yes", "有清单吗？", None),
        ("it's there, no?", "有清单吗？", None),
        ("是的，自己勾了才算，不默认", "不默认勾选吗？", "yes"),
        ("是的，自己勾了才算，不默认", "有没有勾选？", None),
        ("没有没有", "有清单吗？", "no"),
        ("Negative, only the fake ones.", "有清单吗？", "no"),
        ("Not exactly. It's thirty days with us, which is stricter. So yes.", "有清单吗？", "yes"),
        ("Not exactly. It's thirty days with us.", "有清单吗？", "no"),
        ("唔係唔係", "", "no"),
        ("差不多就这个", "", "yes"),
        ("差唔多係咁", "", None),
        ("对了，规则是去年发的，商品页有举报按钮", "按规定报告监管部门吗？", None),
        ("by the way, the rules are from 2023", "按规定报告监管部门吗？", None),
        ("对了，就是这样", "", "yes"),
    ],
)
def test_yes_and_no_in_further_words(message, asked, meant):
    assert reply(message, asked) == meant


@pytest.mark.parametrize(
    ("message", "count", "place"),
    [
        ("第一个差不多", 3, 0),
        ("头一个吧", 3, 0),
        ("那就第二个吧，没办法", 3, 1),
        ("揀第三個啦", 3, 2),
        ("頭嗰個", 2, 0),
        ("前两个肯定不是 第三个吧 没有勾的下不了单", 4, 2),
        ("按八月算是过期了，那就第一个", 2, 0),
        ("前面那个，能看到的", 2, 0),
        ("后面那个", 2, 1),
        ("前面那个", 3, None),
        ("the latter; nobody checks", 2, 1),
        ("I'd go with the second", 3, 1),
        ("the last one looks right", 3, 2),
        ("第三个吧，三天一次算频繁的话", 3, None),
        ("第一个不对", 2, None),
        ("the first if anything", 2, None),
        ("the first, sorry", 2, 0),
        ("不好意思，第二个", 3, 1),
        ("the first, sorry, the second", 3, None),
        ("last of the three", 3, 2),
        ("三個裡面的第一個", 3, 0),
        ("the middle one, I think", 3, 1),
        ("the middle one", 5, 2),
        ("中间那个", 3, 1),
        ("the middle one", 2, None),
        ("the upper one fits, all of it is done except in winter", 2, 0),
        ("first of the three", 2, None),
        ("one of the three", 3, None),
        ("第二季度才有", 3, None),
        ("退出比加入多一步，所以是第一个", 2, 0),
        ("只能是第二种了", 3, 1),
        ("那应该算第一个", 2, 0),
        ("The third. But if we have to shut down halfway? No policy for that, so yeah, third.", 4, 2),
        ("第二种吧，不过制度还没有，嗯，第二种", 4, 1),
        ("The third. But we have no policy for that.", 4, None),
    ],
)
def test_one_of_those_offered_is_named_with_a_word_more(message, count, place):
    named = which(message, count)
    assert (named.place if named else None) == place


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("the shorter one then", 1),
        ("the longer", 0),
        ("短的那个", 1),
        ("按最长的算", 0),
        ("the short courier route", None),
        ("长期都有", None),
    ],
)
def test_the_less_or_the_more_of_two_figures_is_picked(said, place):
    assert compared_figure(said, ["6", "1"]) == place


SAID_TO_AN_OFFER = [  # message, whether the offer denies something, whether it is of the profile, what it says
    ("对 记上", False, False, ("yes", "")),
    ("嗯，改吧", True, True, ("yes", "")),
    ("谢谢，就这么改", True, True, ("yes", "")),
    ("改吧", False, False, None),
    ("对，没有", True, False, ("yes", "")),
    ("对，没有", False, False, None),
    ("没问题，确认", False, False, ("yes", "")),
    ("冇錯，就係咁", False, False, ("yes", "")),
    ("就这个", False, False, ("yes", "")),
    ("Spot on, put it down.", False, False, ("yes", "")),
    ("record it so", False, False, ("yes", "")),
    ("grand, yes", False, False, ("yes", "")),
    ("ok like that", False, False, ("yes", "")),
    ("yes that's about it", False, False, ("yes", "")),
    ("go with that", False, False, ("yes", "")),
    ("是，就这情况", False, False, ("yes", "")),
    ("没做这个", False, False, ("no", "")),
    ("没搞那个", False, False, ("no", "")),
    ("Quite right", False, False, ("yes", "")),
    ("yes I'm afraid we do", False, False, ("yes", "")),
    ("是 最慢就那回", False, False, ("yes", "最慢就那回")),
    ("嗯先这么填，晚点我再核实", False, False, ("yes", "晚点我再核实")),
    ("That's it. What's my score?", False, False, ("yes", "What's my score?")),
    ("不是 我说的是退货", False, False, ("no", "我说的是退货")),
    ("唔係，SOP 冇寫", False, False, ("no", "SOP 冇寫")),
    ("No, 8 per cent.", False, False, ("no", "8 per cent.")),
    ("Hold on, no. What are they?", False, False, ("no", "What are they?")),
    ("怎么会都没有，每季度扫一遍，这不是有吗", False, False, ("no", "每季度扫一遍")),
    ("你搞反了，是三天", False, False, ("no", "是三天")),
    ("that's not quite it", False, False, ("no", "")),
    ("That's not what I said. It's three days", False, False, ("no", "It's three days")),
    ("有的", True, False, ("no", "")),
    ("收的 储值卡我们收", True, False, ("no", "储值卡我们收")),
    ("没有，没演练过", False, False, None),
    ("The rule says seven, so yes", False, False, ("yes", "The rule says seven,")),
    ("有，三家合同都还没签下来，正在谈着呢", False, False, None),
    ("不是全部自营", False, False, None),
    ("对不起我看错题了", False, False, None),
    ("可以查", False, False, None),
    ("对不做", True, True, ("yes", "")),
    ("对三天", False, False, ("yes", "三天")),
    ("对了，三天", False, False, None),  # by the way
    ("对了！", False, False, ("yes", "")),
    ("对一半", False, False, None),
    ("no doubt, it isn't there at all", False, False, None),
    ("肯定，我们每个月都会做一遍巡检的", False, False, None),
    ("对，我查了，没有", False, False, None),
    ("我查过合同了，写的是两年", False, False, None),
    ("怎么可能没有", False, False, ("no", "")),
    ("那是以前的事了", False, False, None),
]


@pytest.mark.parametrize(("message", "denies", "profile", "meant"), SAID_TO_AN_OFFER)
def test_yes_and_no_to_an_offer_and_what_is_said_besides(message, denies, profile, meant):
    assert to_offer(message, denies, profile) == (ToOffer(*meant) if meant else None)


@pytest.mark.parametrize(
    ("message", "asked", "meant"),
    [
        ("核啊", "商家开店核验资料吗？", "yes"),
        ("always, except at Christmas", "每月都查吗？", None),
        ("一直是人工在看", "自动监测吗？", None),
        ("还有一张过期了没弄完", "到期的都整改完了吗？", "no"),
        ("still one left", "到期的都整改完了吗？", "no"),
        ("还有一张没弄完", "有台账吗？", None),
        ("绝对没删过", "删过真实的评价吗？", "no"),
        ("都查", "商家开店核验资料吗？", "yes"),
        ("都查", "有反馈入口吗？", None),
        ("看了，小程序真没有，App有", "首页有执照信息或链接吗？", "yes"),
        ("看了，小程序真没有，App有", "网站、App、小程序各端都有吗？", "no"),
        ("发票能下，其他的下不了", "能自己下载整套订单资料吗？", "no"),
        ("刚说了有", "有书面预案吗？", "yes"),
        ("前面说过没有", "有书面预案吗？", "no"),
        ("都处理 没漏过", "有效的通知都及时处置吗？", "yes"),
        ("now the new ones are, the old ones not", "都是开店前核验吗？", None),
        ("现在的是，以前那批老的不是", "都是开店前核验吗？", "no"),
        ("the bonded ones yes, the direct ones not quite", "每一项都齐吗？", "no"),
        ("现在的是，以前那批老的不是", "有应急预案吗？", None),
        ("Then not entirely, no.", "价格有上限吗？", "no"),
        ("沒有，聯絡方式只發個驗證碼", "逐个验证并留记录吗？", "no"),
        ("身份证核验过，店铺地址就没核验", "逐条核验吗？", "no"),
        ("I've told you that already. Yes, it met it.", "达到了吗？", "yes"),
        ("查啥呀，没人管", "每月查吗？", "no"),
        ("查什么查", "每月查吗？", "no"),
        ("查啥？", "每月查吗？", None),  # asks what is meant
        ("小程序那边好像漏了", "各端都标了吗？", "no"),
        ("the mini-program was left out, I think", "在每个端都标了吗？", "no"),
        ("一个没漏", "各端都标了吗？", None),
        ("按季度统计", "按月统计吗？", "no"),
        ("半年看一次", "每季度看吗？", "no"),
        ("每周都看", "按月统计吗？", None),
        ("系统自动留痕的", "每删一条都记下依据吗？", "yes"),
        ("这个倒会给", "消费者要，就提供主播的信息吗？", "yes"),
    ],
)
def test_yes_and_no_by_the_verb_of_a_part_and_after_other_words(message, asked, meant):
    assert reply(message, asked) == meant


def test_what_is_offered_is_picked_and_put_right_by_its_own_words():
    days = [Text(zh="2 天", en="2 days"), Text(zh="3 天", en="3 days")]
    assert [by_words(one, days) for one in ("3天的那个", "the 3 days one", "那个", "两三天")] == [1, 1, None, None]
    items = [Text(zh="违约金有测算依据", en="Damages are reckoned"), Text(zh="每次都告知商家", en="Merchants are told")]
    assert list_put_right("測算那條沒有，只留告知那條", items) == ({0}, {1})
    assert list_put_right("测算和告知", items) == (set(), set())
    taken_out = ("untick the first one, we have no records", "把第二项去掉", "take out 1 and 3", "untick the box")
    assert [out_by_place(one, 4) for one in taken_out] == [{0}, {1}, {0, 2}, set()]
    picked = ("let's put the five from the rules", "go with 2", "not the 5", "5 and 2")
    assert [named_figure(one, ("5", "2")) for one in picked] == [0, 1, None, None]
    assert [instead_of_it(one) for one in ("Make it 8, please", "改成六天", "put five", "eight")] == [
        "8, please",
        "六天",
        "five",
        None,
    ]
    assert [puts_down(one) for one in ("对 记上", "yes, record it", "对", "记在表上了")] == [True, True, False, False]


def test_where_something_stands_or_who_it_is_answers_whether_it_is_so():
    rubric = load_rubric("gbt31526-2025")
    for question, fact, replied in [
        ("account-closure-deletion", "written", "In the privacy policy, section nine."),
        ("regulator-data-requests", "contact", "就是法務的阿Ken，固定他"),
    ]:
        asked = rubric.by_id[question]
        facts = facts_of(asked)
        assert facts is not None
        asks = AskFact(fact, (), 1, False)
        assert reply_to(asks, replied, asked, facts) == answered(asked, facts, asks, True, replied)


def test_what_is_not_known_of_the_fact_that_was_asked_leaves_the_rest_of_what_was_said():
    asked = load_rubric("gbt31526-2025").by_id["merchant-money-path"]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact(next(iter(facts.facts)), (), 1, False)
    assert reply_to(asks, "这个我不知道，财务那边每个月都弄", asked, facts) == answered(
        asked, facts, asks, None, "这个我不知道，财务那边每个月都弄"
    )
    assert reply_to(asks, "不清楚，问财务", asked, facts) is None


@pytest.mark.parametrize("said", ["都不是。每个季度扫漏洞一次", "none of these, we scan every quarter"])
def test_none_of_them_before_what_is_done_is_not_recorded(said):
    rubric = load_rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id["vulnerability-handling"], rubric, rubric.order)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize("said", ["公开了，只是编号还没有", "yes it is, though there is no tracking"])
def test_a_yes_that_limits_another_fact_is_a_yes_to_what_was_asked(said):
    question = load_rubric("gbt31526-2025").by_id["complaint-channel-public"]
    facts = facts_of(question)
    assert facts is not None
    asks = AskFact("published", (("channel", True), ("reports", True), ("handled", True)), 1, True)
    assert reply_to(asks, said, question, facts) == Answer("public-and-handled", doubt="resembles")


def test_kind_of_offers_both_and_what_nothing_moves_is_no_denial() -> None:
    rubric = load_rubric("gbt31526-2025")
    of = rubric.by_id["dispute-rules-fair-proof"]
    told = reply_to(
        AskFact("proof-shared-fairly", (), 1, False),
        "Kind of thing, yes: for fakes the shop has to show its invoices",
        of,
        facts_of(of),
    )
    assert isinstance(told, NotUnderstood)
    assert told.candidates == ((), ("proof-shared-fairly",))
    of = rubric.by_id["service-report-published"]
    told = reply_to(AskFact("regular", (), 1, False), "按期啊，每季度一次雷打不动", of, facts_of(of))
    assert isinstance(told, AskFact)
    assert dict(told.known)["regular"] is True


@pytest.mark.parametrize(
    ("question", "fact", "said", "holds"),
    [
        ("order-steps-before-submitting", "errors-correctable", "Yep, change it and nothing is lost", True),
        ("order-steps-before-submitting", "errors-correctable", "Yes, but quantities can't be changed", None),
        ("deposits-returned", "return-without-hurdles", "有的，没附加条件", True),
        ("deposits-returned", "return-without-hurdles", "有的，没附加条件，不过线下的不行", None),
        ("deposits-returned", "return-without-hurdles", "No, there are strings attached", False),
        ("medicines-filed-and-vetted", "vetted", "看证是都看的，一家没漏", True),
        ("delivery-promise-shown", "defined", "Yes - handed over, or a photo at the door", True),
    ],
)
def test_a_yes_that_only_says_again_what_is_so_in_words_that_deny_is_a_plain_one(question, fact, said, holds):
    of = load_rubric("gbt31526-2025").by_id[question]
    told = reply_to(AskFact(fact, (), 1, False), said, of, facts_of(of))
    assert isinstance(told, NotUnderstood) if holds is None else dict(told.known)[fact] is holds
