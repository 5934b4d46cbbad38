"""A reply to what was asked back, as a text."""

from __future__ import annotations

import pytest

from ecq.interview.facts import facts_of
from ecq.interview.typed.by_facts import reply_to
from ecq.interview.typed.deciding import answered
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies import reply, which
from ecq.rubric.loading import load_rubric

ASKED = "平台自己的文本审查过吗？"


@pytest.mark.parametrize("said", ["审查过的呀，前面讲过了", "是的是的", "係呀", "exactly", "that is correct", "都有"])
def test_yes(said: str) -> None:
    assert reply(said, ASKED) == "yes"


@pytest.mark.parametrize("said", ["没审查过", "不是的", "no, that's not it", "唔係", "不能，压根不让看"])
def test_no(said: str) -> None:
    assert reply(said, ASKED) == "no"


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
    ("own-licence-on-home-page", "devices", "website yes, app no", False),
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


def test_a_yes_that_is_limited_offers_both_answers_the_lower_first() -> None:
    rubric = load_rubric("gbt31526-2025")
    asked = rubric.by_id["answer-quality-kept"]
    facts = facts_of(asked)
    assert facts is not None
    asks = AskFact("agents-trained", (("knowledge-base", True),), 1, False)
    understood = reply_to(asks, "有，三天培训加考试，考不过不给上线", asked, facts)
    assert understood == NotUnderstood(
        (("knowledge-base",), ("knowledge-base", "agents-trained")), "有，三天培训加考试，考不过不给上线"
    )


def test_what_is_so_only_of_some_is_never_recorded_at_once() -> None:
    rubric = load_rubric("gbt31526-2025")
    said = "All taken down same day. Reported to the authority - only the knives."
    understood = understand(said, rubric.by_id["prohibited-goods-acted-on"], rubric, rubric.order)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize(
    ("message", "asked", "meant"),
    [
        ("of course there are", "平台有统一规则吗？", "yes"),
        ("obviously yes", "有投诉渠道吗？", "yes"),
        ("we do have, an Excel", "有清单吗？", "yes"),
        ("right, there is none", "有清单吗？", "no"),
        ("对，没有", "有清单吗？", "no"),
        ("usually", "每份通知都转给商家吗？", "no"),
        ("usually", "通知转给商家吗？", None),
        ("差不多", "有清单吗？", None),
        ("差不多", "", "yes"),
        ("I think so", "", "yes"),
    ],
)
def test_yes_and_no_in_further_words(message, asked, meant):
    assert reply(message, asked) == meant
