"""Facts tell answers apart: what `ecq check` finds wrong with them, and how claims become an answer or a question."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
import yaml

from ecq.checking.bank_files import check_facts, problems
from ecq.exchange.documents.spoken import told_in
from ecq.interview.facts import Cues, OfProfile, QuestionFacts, facts_of, read_facts
from ecq.interview.typed.deciding import answered, decide, to_begin_with, turned
from ecq.interview.typed.hearing.claims import own_words
from ecq.interview.typed.hearing.sentence import hear, hear_at
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    Correction,
    FactOfProfile,
    NotApplicable,
    Note,
    NotUnderstood,
    PremiseDenied,
    Skip,
)
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies.to_what_was_asked import answered_with_words, joined, settled
from ecq.rubric.kinds.base import NO_FIGURE
from ecq.rubric.loading import load_library, rubric_home
from tests.talk.__main__ import DIGESTS, SAID, WELL, as_the_page_takes_it, outcome

LIBRARY = load_library()
LADDER = LIBRARY.questions["human-agent-reached"]
FACTS = facts_of(LADDER) or QuestionFacts()
SHIPPED = LIBRARY.rubric("gbt31526-2025")


def test_every_question_of_the_bank_has_facts_and_nothing_is_wrong_with_them() -> None:
    assert all(facts_of(question) for question in LIBRARY.questions.values())
    assert list(check_facts(LIBRARY, read_facts(rubric_home()))) == []


def test_no_word_of_a_fact_is_a_figure_or_a_measure_that_stands_anywhere() -> None:
    """Words have a space between them, so "早 9 点" were three."""
    words = {
        (question.id, word)
        for question in LIBRARY.questions.values()
        for fact in (facts_of(question) or QuestionFacts()).facts.values()
        for cues in (fact, fact.names, fact.no, fact.also)
        for word in cues.zh.split()
        if len(word) < 2 and word not in "藏拖赔券"
    }
    assert words == set()


def changed(**fields: Any) -> QuestionFacts:
    return QuestionFacts.model_validate(FACTS.model_dump(by_alias=True) | fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"options": {"bot-only": ""}}, "options must be those of the question"),
        ({"options": {**FACTS.options, "hard-to-find": "humans"}}, "humans: no fact"),
        ({"options": {**FACTS.options, "always-offered": "human -human"}}, "true in no state"),
        ({"options": {**FACTS.options, "always-offered": "human -any-time answered"}}, "read to itself"),
        ({"options": dict.fromkeys(FACTS.options, "")}, "tells no two options apart"),
        ({"set_aside": {"no-bots": {"zh": "机器人"}}}, "set_aside"),
    ],
)
def test_wrong_facts_are_named(fields: dict[str, Any], says: str) -> None:
    assert any(says in message for message in problems(LADDER, changed(**fields)))


def test_words_of_an_option_that_the_profile_does_not_have_are_named() -> None:
    read = read_facts(rubric_home())
    wrong = replace(read, profile={"technology": OfProfile(options={"robots": Cues(zh="机器人")})})
    assert [(one.where, one.message) for one in check_facts(LIBRARY, wrong)] == [
        ("technology", "robots: no option of this fact")
    ]


def test_an_option_that_fails_a_gate_must_be_led_to_by_words_of_its_own() -> None:
    question = LIBRARY.questions["incident-plan"]
    facts = facts_of(question)
    assert facts is not None
    plan = facts.facts["plan"].model_copy(update={"no": Cues()})
    silent = facts.model_copy(update={"facts": {**facts.facts, "plan": plan}})
    assert [one for one in problems(question, silent) if "fails a gate" in one] == [
        "option no-plan fails a gate, and no fact said with words of its own leads to it alone"
    ]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("没有人工", {"human": False}),
        ("不是没有人工", {"human": True}),
        ("有人工，但转不过去", {"human": True, "any-time": False}),
        ("排队时长和留言有人回都没做", {"measured": False, "called-back": False}),
        ("以前有人工", {}),
        ("打算明年上人工", {}),
        ("集团有人工坐席", {}),
        ("human agents, but nobody answers", {"human": True, "answered": False}),
        ("we will have human agents next year", {}),
        ("any time 都能转人工", {"any-time": True}),
        ("隨時能轉人工，下班後的留言沒人管", {"any-time": True, "called-back": False}),
    ],
)
def test_a_sentence_claims_what_it_says_of_today_and_of_oneself(said: str, known: dict[str, bool]) -> None:
    assert {k: v for k, v in hear(said, FACTS).known.items() if k in known or not known} == known


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("前三项都有，最后一项没有", {0, 1, 2}),
        ("除了热线都有", {0, 1, 2}),
        ("everything but the phone", {0, 1, 2}),
        ("只有热线", {3}),
        ("四项都有", {0, 1, 2, 3}),
    ],
)
def test_lists_exceptions_and_places_tick_the_items_they_name(said: str, ticked: set[int]) -> None:
    question = LIBRARY.questions["enquiry-channels-found"]
    understood = understand(said, question, LIBRARY.rubric("gbt31526-2025"), ())
    assert isinstance(understood, Answer)
    assert understood.value == tuple(item.id for place, item in enumerate(question.parts) if place in ticked)


def test_what_is_missing_is_asked_and_each_answer_leads_on_until_one_option_is_left() -> None:
    first = decide(LADDER, FACTS, {"human": True, "any-time": True}, True, "")
    assert isinstance(first, AskFact)
    assert first.fact == "answered"
    assert decide(LADDER, FACTS, {**dict(first.known), "answered": False}, True, "", first.asked) == Answer(
        "hard-to-find"
    )
    both = decide(LADDER, FACTS, {**dict(first.known), "answered": True}, True, "", first.asked)
    assert both == NotUnderstood(("always-offered", "measured-and-called-back")), (
        "no one question would tell them apart"
    )
    left = decide(LADDER, FACTS, {"human": True}, True, "", 2)
    assert left == NotUnderstood(("hard-to-find", "always-offered", "measured-and-called-back"))


def test_an_answer_that_fails_a_gate_is_never_taken_without_a_press() -> None:
    question = LIBRARY.questions["mlps-filing-and-test"]
    understood = understand("没有定级", question, LIBRARY.rubric("gbt31526-2025"), ())
    assert understood == Answer("none", doubt="resembles")


SETS = {
    **{"said": 0.9, "fifth": 0.8, "sixth": 0.8, "seventh": 0.8},
    **{"eighth": 0.75, "ninth": 0.75, "tenth": 0.75, "eleventh": 0.75, "twelfth": 0.75},
    **{"thirteenth": 0.75, "fourteenth": 0.74, "fifteenth": 0.78, "sixteenth": 0.78},
    **{
        "seventeenth": 0.8,
        "eighteenth": 0.78,
        "nineteenth": 0.81,
        "twentieth": 0.79,
        "twentyfirst": 0.8,
        "twentysecond": 0.8,
        "twentythird": 0.79,
        "twentyfourth": 0.77,
        "twentyfifth": 0.79,
        "twentysixth": 0.85,
        "twentyseventh": 0.88,
        "twentyeighth": 0.86,
        "twentyninth": 0.88,
        "thirtieth": 0.86,
        "thirtyfirst": 0.86,
        "thirtysecond": 0.86,
        "thirtythird": 0.86,
        "thirtyfourth": 0.84,
        "thirtyfifth": 0.88,
        "thirtysixth": 0.86,
        "thirtyseventh": 0.84,
        "thirtyeighth": 0.87,
        "thirtyninth": 0.86,
        "fortieth": 0.86,
        "fortyfirst": 0.84,
        "fortysecond": 0.84,
        "fortythird": 0.85,
        "fortyfourth": 0.84,
        "fortyfifth": 0.84,
        "fortysixth": 0.84,
        "fortyseventh": 0.84,
        "fortyeighth": 0.84,
        "fortyninth": 0.82,
    },
}
MOST_DANGEROUS = 2
"""Of the hundreds of a set so many may lead to an offer that is too good: 11 of 17,000 in all do."""
WITH_EVERY_RUN = ("said", "fortyfirst")


@pytest.mark.parametrize(
    ("name", "least"),
    [pytest.param(*one, marks=[pytest.mark.long] * (one[0] not in WITH_EVERY_RUN)) for one in SETS.items()],
)
def test_sentences_written_before_the_words_were_known_are_understood_and_none_is_recorded_wrong(
    name: str, least: float
) -> None:
    """The sets are regression now; what each was at its first count is in docs/reading.md. Each further set is one more
    of the long tests."""
    sentences = SAID.with_stem(name)
    assert hashlib.sha256(sentences.read_bytes()).hexdigest() == DIGESTS[name]
    became: Counter[str] = Counter()
    rubrics = [LIBRARY.rubric(name) for name in LIBRARY.layouts]
    for case in yaml.load(sentences.read_bytes(), Loader=yaml.CSafeLoader):
        rubric = next(one for one in rubrics if case["question"] in one.by_id)
        question = rubric.by_id[case["question"]]
        became[outcome(case, question, as_the_page_takes_it(case["say"], question, rubric))] += 1
    assert became["recorded wrong"] == 0
    assert became["dangerous"] <= MOST_DANGEROUS
    assert sum(became[one] for one in WELL) > least * became.total()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("elderly-health-claims", "平台上没有任何商家是卖保健品的。"),
        ("elderly-health-claims", "這個情形在我們平台不可能出現，因為都是賣五金的。"),
        ("elderly-health-claims", "没有这种情况，所以规则没写禁止，也没处置，没巡查。"),
        ("elderly-health-claims", "There's no such case on our site, so there are no rules, nothing is handled."),
        ("impact-assessment-records", "我們沒有需要做影響評估的情形，所以也談不上保存幾年。"),
        ("impact-assessment-records", "没有什么业务触发评估义务，自然没有记录"),
        ("impact-assessment-records", "We handle nothing that would call for one, so no records are kept"),
        ("impact-assessment-records", "no records, the question of how long doesn't come up"),
        ("minors-data-audit", "我们处理孩子的信息才几个月，第一次审计的日子都还没到，不适用。"),
        ("minors-data-audit", "頭一次稽核的期限還沒到,問幾次還太早啦"),
        ("minors-data-audit", "不涉及。"),
        ("sanction-publication-time", "无此情况，至今没有处理过商家。"),
        ("rule-notice-major", "打头一天起这种规则一条也没出过"),
    ],
)
def test_what_does_not_arise_is_never_answered_by_an_option_or_a_figure(question: str, said: str) -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id[question], rubric, rubric.order)
    assert isinstance(understood, PremiseDenied | NotApplicable | Note), understood


@pytest.mark.parametrize(
    ("question", "said", "holds"),
    [
        ("fake-promotion-control", "不实宣传我们有规则", ("rules", True)),
        ("stock-and-delivery-facts", "没货就下不了单", ("blocked", True)),
        ("rules-content-and-data-clauses", "条款里没正当理由就限制用户数据", ("data-rights-kept", None)),
        ("search-sort-orders", "You can't sort by sales, by credit or by price", ("by-credit", False)),
        ("account-closure-deletion", "账号能注销，条件不刁难人", ("fair", True)),
        ("large-platform-yearly-report", "監督機構那項缺", ("complete", False)),
        ("large-platform-yearly-report", "措施成效和用户申请都写了", ("complete", None)),
        ("unfair-merchant-terms-review", "逼民宿只准在我們這裡上架", ("present", True)),
        ("rights-request-limit", "不给办的讲理由", ("reasons", True)),
        ("unregistered-sellers-monitored", "没登记的销售额有统计", ("counted", True)),
        ("large-platform-yearly-report", "以前出过一份，最近这一年没出", ("yearly", False)),
        ("membership-terms-kept", "会员期内不加钱也不减东西", ("kept", True)),
        ("return-handling-points", "Opened goods we refuse, wrongly I know", ("opening-allowed", False)),
        ("return-handling-points", "if it's been opened we turn it down", ("opening-allowed", False)),
        ("return-handling-points", "拆了包裝的我們一律不收", ("opening-allowed", False)),
        ("return-handling-points", "拆封了也给退", ("opening-allowed", True)),
        ("order-steps-before-submitting", "連按兩下也只會出一張單", ("double-order-stopped", True)),
        ("deposits-returned", "有的，没附加条件", ("return-without-hurdles", True)),
        ("deposits-returned", "they need to sign a waiver", ("return-without-hurdles", False)),
        ("deposits-returned", "保证金是分开两本账的", ("separate-ledger", True)),
        ("own-licence-on-home-page", "App 和网页最下面都有执照，微信小程序那边忘了做", ("devices", False)),
        (
            "own-licence-on-home-page",
            "the licence is on the app, we forgot to put it in the mini-program",
            ("devices", False),
        ),
        ("own-licence-on-home-page", "忘了密码的也能看到首页的执照", ("shown", True)),
        ("merchant-returns-supervised", "哪有什么抽查", ("sampled", False)),
        ("merchant-returns-supervised", "Nothing formal", ("sampled", False)),
        ("marketing-message-consent", "the box on sign-up is ticked by default though", ("consent-first", False)),
        ("marketing-message-consent", "也不會換個馬甲再騷擾人家", ("stop-at-once", True)),
        ("tie-in-not-preticked", "上次買過的話這次會自動幫你勾著", ("preticked", True)),
        ("incident-and-restore-readiness", "never actually tried pulling a backup back", ("backup-elsewhere", None)),
        ("incident-and-restore-readiness", "never actually tried pulling a backup back", ("restore-tested", False)),
        ("minor-and-automatic-orders", "不想要了随手一关", ("automatic-order-opt-in", True)),
        ("delivery-promise-shown", "点菜那页就跳“预计18:40到”", ("shown", True)),
        ("privacy-rules-and-lists", "改版的時候彈窗說一聲改了哪裡", ("change-told", True)),
        ("deposits-returned", "when we dock it the seller has no way to appeal", ("deductions-explained", False)),
        ("merchant-fees-and-damages", "same goods, same terms can be paying different rates", ("equal-fees", False)),
        ("face-recognition-choice", "但不想刷的人没别的option，只能刷", ("other-way", False)),
        ("elderly-health-claims", "被投诉的一个不漏都处理", ("handled", True)),
        ("safety-report-channels", "有的没做到都收、都赶紧处理", ("both", False)),
        ("safety-report-channels", "有的没做到都收、都赶紧处理", ("met", None)),
        ("safety-report-channels", "反馈时限公布了，没做到", ("met", False)),
        (
            "vulnerability-handling",
            "哪种漏洞要告诉用户和主管部门，这块没写进制度里",
            ("users-and-authorities-told", False),
        ),
    ],
)
def test_how_far_a_denial_reaches(question: str, said: str, holds: tuple[str, bool | None]) -> None:
    heard = hear(said, facts_of(LIBRARY.questions[question]))
    assert heard.known.get(holds[0]) is holds[1]


@pytest.mark.parametrize(
    ("question", "said", "item", "holds"),
    [
        # what names an item within another's list is no claim of it
        ("parcel-handover", "派送通知、同意、签收凭证、理赔这些每个月都抽查。", "loss-compensated", None),
        ("parcel-handover", "派送通知、同意、簽收憑證、理賠每月抽查。", "handover-sampled", True),
        # what is only named states nothing where its sentence goes on with a denial
        (
            "rules-content-and-data-clauses",
            "有害内容呢，规则里没有措施，系统里也没有",
            "harmful-content-measures",
            None,
        ),
        ("reputation-monitoring", "社交平台上的议论，没看；处罚、通报都看", "media-and-social", None),
        # whether or not, and without a step, deny nothing
        ("device-merchant-review", "平台自己要不要備案已經釐清，該備的備了", "platform-filed", True),
        ("no-reason-return-rules-shown", "规则不用登录就能看全文、下载", "downloadable-in-full", True),
        ("live-room-disclosure", "商家链接不是一步就能打开", "one-jump", False),
        # a time is no place in the list
        ("incident-and-restore-readiness", "In the last 12 months we held no drill", "findings-fixed", None),
        # an item that is itself a denial
        ("minors-live-limits", "超出他们行为能力的付费服务不会提供给他们", "capacity-checked", True),
        ("minors-live-limits", "minors are not offered services beyond their legal capacity", "capacity-checked", True),
        ("fake-review-control", "就算查实了，照样算进评分", "sanction", False),
        ("promotion-price-and-choice", "不要求什么全网最低价，也不搞自动跟价", "free-pricing", True),
        ("promotion-price-and-choice", "促销不先涨价", "no-raise-first", True),
        # a part of what an item takes together is not the whole, unless another part is said too; a part denied is
        ("incident-and-restore-readiness", "每天凌晨自动备份一次", "backup-elsewhere", None),
        ("incident-and-restore-readiness", "每日凌晨備份，放喺另一個機房", "backup-elsewhere", True),
        ("incident-and-restore-readiness", "we run backups every night, to a second site", "backup-elsewhere", True),
        ("incident-and-restore-readiness", "there are no backups", "backup-elsewhere", False),
        ("incident-and-restore-readiness", "备份有，其他都没有", "backup-elsewhere", None),
        ("incident-and-restore-readiness", "备份有，其他都没有", "drill-held", False),
        ("own-goods-marked", "详情页上有个红色小标", "pages", None),
        ("own-goods-marked", "详情页有个小标", "marked", True),
        ("own-goods-marked", "详情页有标，搜索结果里也标了", "pages", True),
        ("own-goods-marked", "搜尋結果沒標", "pages", False),
        ("rule-consent-and-key-terms", "It is not ticked beforehand", "preticked", None),
        ("rule-consent-and-key-terms", "Not ticked beforehand, and silence does not count", "preticked", False),
        (
            "rule-consent-and-key-terms",
            "whoever carries on using it has agreed, by carrying on using it",
            "preticked",
            True,
        ),
        ("exclusivity-and-price-terms", "条款都查过一遍", "reviewed", None),
        ("invoices-on-request", "usually within a week", "limit", None),
        # as many parts as it takes together
        ("auto-renewal-reminder", "the mail says how much", "detailed", None),
        ("auto-renewal-reminder", "the mail says how much and the date", "detailed", None),
        ("auto-renewal-reminder", "the date and the amount are in it, but not how to cancel", "detailed", False),
        ("auto-renewal-reminder", "提醒里写明几号扣、金额、取消办法", "detailed", True),
        ("own-licence-on-home-page", "it is on the website and in the app", "devices", None),
        ("fake-review-control", "anyone can report fakes", "reporting-entry", None),
        ("fake-review-control", "刷单可以举报，举报了都反馈结果", "reporting-entry", True),
        ("marketing-message-consent", "we get consent, but we can't find the records", "consent-first", False),
        ("recommendation-off-switch", "pushes can be switched off", "all", None),
        ("recommendation-off-switch", "the feed can be turned off, search stays personal", "all", False),
        # none of it on one device is not none of all, and what is named anew is denied alone
        (
            "elderly-accessible-pages",
            "there is large type in the app, the mini program has none of it",
            "evaluated",
            None,
        ),
        # but for a few it is so of some and not of each
        ("standard-terms-fair", "one clause still gives us the final say", "no-sole-interpretation", False),
        ("standard-terms-fair", "we never claim the final say", "no-sole-interpretation", True),
        # whose, of what, and of whom
        ("account-closure-deletion", "积分得先清掉", "deleted", None),
        ("account-closure-deletion", "注销完数据就清掉", "deleted", True),
        ("review-no-deletion", "the shop is told to reply instead", "told", None),
        ("review-no-deletion", "the author of the review is told why", "told", True),
        ("merchant-money-path", "the money is split by sub-ledger", "recorded", None),
        ("rule-consent-and-key-terms", "不同意就登不进去", "forced", None),
        # what the writer does not know, or stands apart from, says nothing of the rest
        ("merchant-credit-file", "there is a credit file, they see their own but not the others'", "correction", None),
        ("search-sort-orders", "可以按销量排，别的我没留意", "by-price", None),
        ("search-sort-orders", "可以按销量排，别的都没有", "by-price", False),
        ("search-sort-orders", "sorting by sales works, that's all I can tell you", "by-price", None),
        ("privacy-rules-and-lists", "保存期限写了，我知道的就这一点", "rights-how", None),
        ("sensitive-data-consent", "敏感信息加密存，只有几个岗位能看", "effect-told", None),
        # what is there alone is stated, a denial behind it is of the rest, and a cue with a denial in its gap is its opposite
        ("incident-and-restore-readiness", "the backup to another site, none of the rest", "backup-elsewhere", True),
        ("promotion-price-and-choice", "we don't force anybody to join", "free-to-join", True),
        ("review-no-deletion", "the author isn't told", "told", False),
        ("mlps-filing-and-test", "some high-risk issues are still being fixed", "fixed", False),
        ("enquiry-reply-limit", "The limit is internal, an hour, never published", "limit", True),
        ("return-handling-points", "会拆开几笔慢慢退", "opening-allowed", None),
        ("ip-notice-and-action", "not all notices are forwarded", "forwarded", False),
    ],
)
def test_an_item_is_claimed_only_by_what_is_said_of_it(question: str, said: str, item: str, holds: bool | None) -> None:
    asked = LIBRARY.questions[question]
    claim = hear(said, facts_of(asked), own_words(asked), likely=True).claims.get(item)
    assert (claim.holds if claim and claim.stated else None) is holds


def test_written_cantonese_is_read_as_what_it_means() -> None:
    assert isinstance(read("courier-licence-and-contract", "我哋冇用速遞公司㗎"), PremiseDenied)
    known = hear("落單之後仲有人搵唔到真人", FACTS).known
    assert known == hear("下单之后还有人查不到真人", FACTS).known


def test_the_rest_leaves_out_what_an_unread_clause_may_be_about() -> None:
    understood = read("payment-care-and-errors", "付款前会显示收款方和金额，让用户核对。其他没有：没有支付确认")
    assert isinstance(understood, Answer | AskFact)
    assert dict(getattr(understood, "known", ())).get("payee-and-amount") is not False


@pytest.mark.parametrize(
    "said", ["几年一次？从来没审过，一次都没有", "we have never audited, not once in all these years"]
)
def test_what_was_never_done_is_taken_for_no_figure(said: str) -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id["privacy-audit-interval"], rubric, rubric.order)
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == (NO_FIGURE, False)


def test_what_rests_on_a_denial_among_several_clauses_waits_for_a_press() -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(
        "虚假宣传有规则也有举报入口，处置没有记录", rubric.by_id["fake-promotion-control"], rubric, ()
    )
    assert isinstance(understood, NotUnderstood)
    assert understood.candidates == ("no-rules", "rules")


@pytest.mark.parametrize(
    ("question", "said", "lacking"),
    [
        ("privacy-oversight-body", "严重违法的商家停服务，连标准带记录，也没有。", {"stop-service"}),
        ("live-room-governance", "直播间违规没有做到分级处置、留痕并按要求上报。", {"grading", "measures"}),
        ("live-room-governance", "没有做到实时巡查，主播培训，黑名单。", {"patrol", "training", "blacklist"}),
        ("live-room-governance", "We haven't managed to grade, monitor them and train hosts.", {"patrol", "training"}),
    ],
)
def test_what_is_not_achieved_is_denied_to_the_end_of_its_list(question: str, said: str, lacking: set[str]) -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id[question], rubric, rubric.order)
    match understood:
        case Answer():
            claimed = set(understood.value)
        case AskFact():
            claimed = {name for name, held in understood.known if held}
        case _:
            claimed = set.intersection(*map(set, understood.candidates))
    assert not lacking & claimed


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("human-agent-reached", "1不对，选3", "always-offered"),
        ("human-agent-reached", "我選錯了，應該是第三個", "always-offered"),
        ("human-agent-reached", "no wait, the second", "hard-to-find"),
        ("enquiry-channels-found", "both of the first two", ("entry-on-key-pages", "hours-published")),
        ("enquiry-channels-found", "第一第三有", ("entry-on-key-pages", "asking-without-account")),
        (
            "enquiry-channels-found",
            "除了hotline都有",
            ("entry-on-key-pages", "hours-published", "asking-without-account"),
        ),
        ("return-formalities-days", "马上", "1"),
        ("trade-records-kept", "we never delete them", "3"),
        ("merchant-identity-reporting", "both times", "2"),
        ("complaints-closed-in-limit", "全部", "100"),
        ("elderly-accessible-pages", "五项都没有", ()),
        ("elderly-accessible-pages", "真没有", ()),
        ("data-leak-response", "这个……真没有，出了事再说吧", "none"),
        ("reputation-negative-publicity", "没有人专门管，真的", "nobody-in-charge"),
    ],
)
def test_corrections_places_and_words_in_place_of_numbers_are_read(question: str, said: str, value: object) -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    understood = understand(said, rubric.by_id[question], rubric, ())
    assert isinstance(understood, Answer)
    assert understood.value == value


@pytest.mark.parametrize(
    "said",
    ["上一题我答错了，应该选 2", "the last one was wrong, it should be 2", "上题改成2", "change my last answer to 2"],
)
def test_a_correction_of_the_answer_before_says_what_it_is_to_be(said: str) -> None:
    assert understand(said, LADDER, LIBRARY.rubric("gbt31526-2025"), ()) == Correction("2", before=True)


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("merchant-identity-reporting", "一次都没报过", "none"),
        ("refunds-over-seven-days", "一百单里有三单退得慢，超过七天", "3"),
        ("network-log-retention", "最短的一类也存满一年零三个月", "15"),
        ("merchant-change-notice-days", "merchants can tell us whenever they like", "none"),
        ("rule-notice-ordinary", "去年到现在这一年里，最短的那回也隔了十六天", "16"),
        ("satisfaction-survey-frequency", "春天做三次，秋天四次，所以一年加起来总共是七次", "7"),
        ("refunds-over-seven-days", "收回完好商品后超过7天才退的占4%", "4"),
        ("own-sales-refund-days", "two weeks at the latest, so fourteen days and not a day more", "14"),
        ("ad-file-years", "We never set up advertising archives, so no retention period exists", "none"),
        ("overdue-returns-share", "There is no percentage, since we have not kept statistics", "none"),
        ("rule-notice-major", "由公布到生效最短嗰次係廿一日", "21"),
        ("defect-report-hours", "技术想要一个礼拜，法务非说当天，吵了两个会，最后72小时之内报主管部门", "72"),
        ("rule-notice-major", "一般三十天，国庆那次即日生效", "0"),
        ("defect-report-hours", "four hours, give or take. Used to be a full day.", "4"),
        ("return-formalities-days", "three days, more or less. Was a week once.", "3"),
        ("defect-report-hours", "Haven't had one. Three days I suppose", "72"),
    ],
)
def test_figures_and_their_lack_are_read_in_a_clause(question: str, said: str, value: str) -> None:
    understood = understand(said, LIBRARY.questions[question], LIBRARY.rubric("gbt31526-2025"), ())
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == (value, False)


@pytest.mark.parametrize(
    "said", ["商家身份信息一次都没报过，零次", "Zero. Never submitted the merchant identity info."]
)
def test_a_zero_beside_never_is_offered_beside_no_figure(said: str) -> None:
    understood = read("merchant-identity-reporting", said)
    assert isinstance(understood, NotUnderstood)
    assert understood.candidates == (NO_FIGURE, "0")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("live-room-change-updated", "电梯又等了半天，你稍等我几分钟，我们等下再接着聊"),
        ("return-handling-points", "好的，收到。我先去吃个午饭，下午再联系。"),
        ("overdue-returns-share", "之前看过，超期的占2%，不过那是老早的report了，现在什么情况真不好说"),
        (
            "invoices-on-request",
            "every order had an invoice button. That was then, couldn't tell you what's still going",
        ),
        ("own-goods-marked", "自营的想法是都标上，还只是个打算"),
        ("medicines-filed-and-vetted", "平台备案我们准备去办了，不过现在都还没弄，只是打算"),
        ("serious-incident-report-hours", "Our mother company in Hamburg has no deadline at all"),
        ("human-agent-reached", "哎我问一下，机器人转人工排队十分钟接上，这个算能找到还是不算"),
        ("food-merchant-review", "The partner marketplace does stop serving food sellers that break the law at once."),
        (
            "seller-details-given",
            "That other lot do it badly. You get a shop name. No phone number. Nobody checks them.",
        ),
        ("popup-one-click-close", "The crowd next door use pop-ups that can't be closed. It comes back on each page."),
    ],
)
def test_small_talk_and_what_is_not_so_today_or_not_here_claims_nothing(question: str, said: str) -> None:
    understood = read(question, said)
    assert isinstance(understood, Note | NotUnderstood), understood
    assert not getattr(understood, "candidates", ())


def test_what_a_clause_is_plainly_about_by_what_people_said_leads_on_and_is_never_firm() -> None:
    understood = understand("排队的时长每天都看得见", LADDER, LIBRARY.rubric("gbt31526-2025"), ())
    assert understood == AskFact("human", (("measured", True),), 1, False)


@pytest.mark.parametrize(
    ("question", "said", "known"),
    [
        # one clause without a stop: each negation reaches what stands beside it
        (
            "live-room-governance",
            "大的直播间没有技术监测也没即时巡查主播没培训严重违法的也没列黑名单",
            {"training": False, "blacklist": False},
        ),
        # a negation in the gap of a cue, of which the second word alone would be another fact's
        ("merchants-verified-before-opening", "只是联系方式没有逐一验证", {"contacts": False}),
        # what is not needed, whether or not, and without what it works all the same are no denials
        ("live-room-disclosure", "商家链接一步就开，不用关注打赏", {"one-jump": True}),
        ("review-rules-published", "谁能评能不能追评都写了", {"who-when": True}),
        ("face-recognition-choice", "不刷脸也能用别的办法验证", {"other-way": True}),
        ("sensitive-data-consent", "不满14岁先要家长同意", {"under-fourteen": True}),
        ("no-reason-return-rules-shown", "product and order pages don't link to them", {"linked-from-orders": False}),
        ("consumer-deposits-returned", "更别说在线自助退了", {"online": False}),
        ("live-identities-verified", "主播没有动态核验", {"dynamic": False}),
        ("review-no-deletion", "不合平台標準的真評價也留著", {"own-standard": False}),
        ("complaint-channel-public", "有檢舉管道，不用登入", {"channel": True, "no-login": True}),
        # what cannot be done without a step needs that step
        ("complaint-channel-public", "不登录就举报不了", {"no-login": False}),
        ("complaint-channel-public", "不登入的話不能舉報", {"no-login": False}),
        # what is the same without exception is no denial, and what "besides" adds takes nothing out
        ("review-channel-for-every-order", "手机电脑各个端都是一样的没有区别", {"devices": True}),
        ("complaint-channel-public", "除了投诉也能举报违规", {"reports": True}),
        # one thing that is said to lack is none of those named before it
        ("takeaway-merchant-review", "配送都贴封签。就一点没做，店铺页没展示执照", {"sealed": True}),
        ("important-data-duties", "负责人不是管理层的人", {"officer-and-body": False}),
        # a hyphen is written or not, what was got years ago is there, and the next sentence begins no list
        ("consent-free-choice", "nothing is pre ticked", {"preticked": False}),
        (
            "mlps-filing-and-test",
            "We got the certificate back in 2021. Two high-risk items are still open",
            {"filed": True, "fixed": False},
        ),
        (
            "consent-free-choice",
            "Nothing is ticked for people. Location and contacts are asked for separately",
            {"preticked": False, "apart": True},
        ),
        (
            "account-closure-deletion",
            "Accounts can be closed. The backups, hm, those we never clean",
            {"backups": False},
        ),
        ("excluded-goods-confirmed", "big red letters, hard to miss", {"prominent": True}),
        # an expected time of arrival is no plan
        ("delivery-promise-shown", "下单页写着预计送达", {"shown": True}),
        ("tie-in-not-preticked", "the insurance box is unticked by default", {"preticked": False}),
        ("own-goods-marked", "搜索列表、商品页、购物车都有", {"pages": True}),
        # what is thought of is planned, and what one does who waited in vain denies nothing
        ("consumer-deposits-returned", "想着弄个自助退，排期排了半年", {"online": None}),
        ("ip-notice-and-action", "15天内没等到对方投诉或起诉的，措施就解除", {"ended": True}),
        ("page-speed-and-load-test", "Whatever fails gets fixed and retested", {"fixed": True}),
        # what is vague is not written
        ("reputation-monitoring", "消委会每次出报告都看，12315转来的也登记", {"consumer-associations": True}),
        ("dispute-rules-fair-proof", "谁要出证据这块就写得很含糊", {"proof-shared-fairly": False}),
        ("dispute-rules-fair-proof", "谁要出证据写得毫不含糊", {"proof-shared-fairly": True}),
        # all but one, and what has a word of a question and asks nothing
        (
            "cosmetics-merchant-review",
            "前三项都有，就差报药监这项",
            {"registered": True, "claims-checked": True, "stop-report": False},
        ),
        ("cosmetics-merchant-review", "全做了，除了没跟药监局报", {"filings-matched": True, "stop-report": False}),
        ("fake-promotion-control", "没怎么跟市监局报过，处理完留个档", {"reported": False}),
        ("penalties-remedied", "有个Excel都登着。一张早整完了，另一张嘛……拖着呢", {"ledger": True, "remedied": False}),
        # idioms with a "not" that deny nothing, and whom it bars who has no reason
        ("service-report-published", "每季算一次，雷打不动", {"regular": True}),
        ("promotion-price-and-choice", "临时拉高价钱的系统会抓，讲不出道理就不给上档", {"no-raise-first": None}),
    ],
)
def test_how_people_speak_is_read(question: str, said: str, known: dict[str, bool | None]) -> None:
    facts = facts_of(LIBRARY.questions[question])
    assert facts is not None
    heard = hear(said, facts).known
    assert {one: heard.get(one) for one in known} == known


def read(question: str, said: str) -> Any:
    rubric = next(one for one in map(LIBRARY.rubric, LIBRARY.layouts) if question in one.by_id)
    return understand(said, rubric.by_id[question], rubric, rubric.order)


@pytest.mark.parametrize("said", ["大概一半报给主管了，另一半没报告"])
def test_what_is_so_of_one_half_and_not_of_the_other_is_not_so_of_all(said: str) -> None:
    of = LIBRARY.questions["prohibited-goods-acted-on"]
    assert hear_at(said, of, facts_of(of) or QuestionFacts()).known == {"reported": False}


def test_what_others_can_only_do_themselves_is_not_ticked() -> None:
    understood = read("minors-live-limits", "平台没有青少年模式，要管只能家长自己拔网线")
    assert isinstance(understood, AskFact)
    assert understood.fact == "guardian-tools"


def test_a_case_of_which_nothing_is_written_further_on_is_not_ticked() -> None:
    said = "唯独公司要是合并、解散、破产了，这些数据怎么护着，制度里一个字没写"
    understood = read("important-data-duties", said)
    assert isinstance(understood, AskFact)
    assert (understood.fact, understood.known) == ("disposal-plan", ())


def test_what_the_question_itself_denies_is_no_denial_where_it_is_named_again() -> None:
    understood = read("excluded-goods-confirmed", "商品页写着不支持七天无理由")
    assert isinstance(understood, AskFact), "it had offered that the platform leaves it to the merchants"
    assert understood.known == ()


@pytest.mark.parametrize("said", ["there's nothing on paper", "没写下来，都是口头的", "it is all verbal"])
def test_what_is_on_no_paper_is_not_written(said: str) -> None:
    facts = facts_of(LIBRARY.questions["reputation-negative-publicity"])
    assert hear(said, facts or QuestionFacts(), likely=True).known == {"plan": False}


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        # a plain denial of one detail leaves one answer, which needs no question about just that
        ("rule-comments-sought", "改规则每次都先在首页征求意见；新定的规则不征求", "new-rules-without"),
        # an item in its own words, and nothing else
        ("merchant-fees-and-damages", "每次收违约金都会告知商家计算依据和方法，别的没有", ("calculation-told",)),
        # an alternative of an option in its own words
        ("recommendation-off-switch", "入口難找", "not-all"),
        ("human-agent-reached", "The way to them is buried in menus.", "hard-to-find"),
        ("regulator-data-requests", "没有书面流程", "contact"),
        # what was not done is no reason that it does not arise
        ("impact-assessments-made", "个人信息影响评估没做过", "none"),
        ("impact-assessments-made", "We have never done an impact assessment", "none"),
        # a word said twice is no double negative
        ("incident-plan", "没有没有", "no-plan"),
        ("minors-platform-duties", "有青少年模式，没什么人用", ("minors-mode",)),
        # what only fills a breath says nothing, and a word of a part needs none where the whole follows
        ("mlps-filing-and-test", "Ooh well, the trading system hasn't been graded.", "none"),
        # of the months named some are done and others not
    ],
)
def test_what_was_said_is_offered_and_not_asked(question: str, said: str, value: object) -> None:
    understood = read(question, said)
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == (value, False)


@pytest.mark.parametrize(
    ("question", "said", "fact"),
    [
        ("human-agent-reached", "晚上11点以后没人工", "human"),
        ("human-agent-reached", "微信小程序里没有人工客服", "human"),
        ("human-agent-reached", "有些端没有人工客服", "human"),
        ("human-agent-reached", "at night there is no human agent", "human"),
        ("complaint-limits-published", "直播的投訴沒有定時限", "limit"),
        ("availability-target", "there is no availability target for the mini program", "target"),
        ("incident-plan", "新业务还没有应急预案", "plan"),
    ],
)
def test_what_is_denied_of_a_time_a_place_or_a_kind_alone_is_asked_of_the_rest(
    question: str, said: str, fact: str
) -> None:
    understood = read(question, said)
    assert isinstance(understood, AskFact)
    assert (understood.fact, understood.known) == (fact, ())


@pytest.mark.parametrize(
    "said", ["北京站没有人工客服", "VIP 以外的没有人工客服", "our shop in Chengdu has no human agents"]
)
def test_what_is_denied_with_something_beside_it_is_confirmed_before_it_is_the_lowest_answer(said: str) -> None:
    assert read("human-agent-reached", "我们没有人工客服").sure
    assert not read("human-agent-reached", said).sure


@pytest.mark.parametrize(
    ("question", "said", "share"),
    [
        ("complaints-closed-in-limit", "大部分能按时，一成左右会超", "90"),
        ("complaints-closed-in-limit", "有8%没在时限内办完", "92"),
        ("complaints-closed-in-limit", "5 % are late", "95"),
        ("complaints-closed-in-limit", "不到10%会拖", "90"),
        ("complaints-closed-in-limit", "95% 没超时", "95"),
        ("complaints-closed-in-limit", "沒有一單逾期的", "100"),
        ("complaints-closed-in-limit", "ninety something", "90"),
        ("complaints-closed-in-limit", "九十几吧", "90"),
        ("complaints-closed-in-limit", "the monthly report is on our site, 93 % closed in time", "93"),
        ("delivered-as-promised", "晚到的占6%", "94"),
        ("refunds-over-seven-days", "95%在7天内退完", "5"),
        ("refunds-over-seven-days", "98 percent are back within 7 days", "2"),
        ("refunds-over-seven-days", "九成七没超过7天", "3"),
        ("refunds-over-seven-days", "3% 超过7天", "3"),
        ("refunds-over-seven-days", "hardly any, maybe two in a thousand", "0.2"),
        ("complaints-closed-in-limit", "88 to be safe", "88"),
        ("complaints-closed-in-limit", "就算88吧", "88"),
        # other figures that were read as something better, or not at all
        ("incident-closing-report-days", "Template says 20 working days.", "28"),
        ("incident-closing-report-days", "about four weeks, call it 28", "28"),
        ("incident-closing-report-days", "写好了再交上去，最晚不超过20天", "20"),
        ("merchant-identity-reporting", "一月七月各报了一回", "2"),
        ("merchant-identity-reporting", "每年一月和七月都报，没有例外", "2"),
    ],
)
def test_a_figure_is_read_for_what_it_is_of(question: str, said: str, share: str) -> None:
    understood = read(question, said)
    assert isinstance(understood, Answer)
    assert (understood.value, understood.sure) == (share, False)


@pytest.mark.parametrize("said", ["一月七月都没报，零次", "每年1月、7月都没报过"])
def test_months_in_which_nothing_was_done_are_not_counted(said: str) -> None:
    assert getattr(read("merchant-identity-reporting", said), "value", None) != "2"


@pytest.mark.parametrize("said", ["超过10%会拖", "more than 10 % run over"])
def test_more_than_so_many_late_says_no_share_of_those_in_time(said: str) -> None:
    assert not isinstance(read("complaints-closed-in-limit", said), Answer)


@pytest.mark.parametrize(
    "said",
    [
        "Yes we have the certificate, level 3, but the last test was two years ago, so mostly we are fine I'd say?",
        "we have the certificate, last test spring two years ago, no?",
    ],
)
def test_what_asks_at_the_end_whether_that_will_do_is_an_answer_to_be_confirmed(said: str) -> None:
    understood = read("mlps-filing-and-test", said)
    assert isinstance(understood, NotUnderstood)
    assert "filed" in understood.candidates


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("fake-promotion-control", "专门规则"),  # what its option denies
        ("membership-terms-kept", "會員期間內喔，費用跟權益都照原來的，不會中途改"),
        ("unfair-merchant-terms-review", "Rules, fees, settings: all gone through. Forced refund-only: none left."),
    ],
)
def test_the_lowest_answer_is_not_offered_for_a_denial_that_may_be_misheard(question: str, said: str) -> None:
    lowest = LIBRARY.questions[question].choices[0][0]
    understood = read(question, said)
    assert getattr(understood, "value", None) != lowest


def test_what_follows_from_what_was_said_is_not_asked() -> None:
    for question in LIBRARY.questions.values():
        facts = facts_of(question)
        for name in facts.facts if facts and facts.options else ():
            asked = decide(question, facts, {name: True}, False, "") if facts else None
            assert not isinstance(asked, AskFact) or all(
                facts.left({name: True, asked.fact: held}) for held in (True, False)
            ), (question.id, name)


def asked_of(fact: str, **known: bool) -> AskFact:
    return AskFact(fact, tuple(known.items()), 1, False)


@pytest.mark.parametrize(
    ("question", "asks", "said", "known"),
    [
        (
            "mlps-filing-and-test",
            asked_of("graded", fixed=False),
            "定了，三级，备案证明也有",
            {"graded": True, "filed": True},
        ),
        (
            "data-export-basis",
            asked_of("consent", mapped=True),
            "It was, at checkout, and they're told who the recipient is.",
            {"consent": True, "told": True},
        ),
    ],
)
def test_what_stands_beside_a_yes_is_not_asked_again(
    question: str, asks: AskFact, said: str, known: dict[str, bool]
) -> None:
    of = LIBRARY.questions[question]
    facts = facts_of(of)
    assert facts is not None
    understood = answered_with_words(asks, True, said, of, facts, "")
    if isinstance(understood, AskFact):
        assert known.items() <= dict(understood.known).items()
        assert understood.fact not in known
    else:
        assert set(getattr(understood, "candidates", ())) <= set(facts.left({**dict(asks.known), **known}))


def test_a_further_message_goes_on_from_what_was_said_before_and_puts_it_right() -> None:
    of = LIBRARY.questions["mlps-filing-and-test"]
    facts = facts_of(of)
    assert facts is not None
    new = read("mlps-filing-and-test", "不是，还有一个高风险没整改完")
    assert isinstance(new, AskFact)
    before = {"graded": True, "filed": True, "tested": True, "fixed": True}
    further = joined(new, "测评也做了", before, "不是，还有一个高风险没整改完", of, facts)
    assert further == Answer("filed", doubt="resembles")
    assert joined(new, "测评也做了", {}, "不是，还有一个高风险没整改完", of, facts) is None
    drill = LIBRARY.questions["incident-and-restore-readiness"]
    items = facts_of(drill)
    assert items is not None
    asks = asked_of("drill-held", **{"backup-elsewhere": True})
    assert settled(asks, "备份有，演练没有", drill, items, "") == Answer(("backup-elsewhere",), doubt="unsaid")
    assert settled(asks, "备份有", drill, items, "") == asks


@pytest.mark.parametrize(
    ("question", "said", "fact"),
    [
        ("enquiry-reply-limit", "规定是两小时，看忙不忙", "published"),
        ("incident-plan", "没写过这种东西，出事打电话", "plan"),
        ("review-no-deletion", "Whatever is abusive comes down", "own-standard"),
        ("fake-review-control", "刷单这个抓，上季度封了四十几家", None),
        ("refunds-over-seven-days", "生鲜本来就不退货", ""),
        ("unfair-merchant-terms-review", "仓库消防上周刚验收过。", ""),
        ("tax-information-reporting", "客服排班最近在调，晚班改成两人一组，机器人话术也重写了一版。", ""),
        (
            "privacy-audit-regular",
            "说的是给我们供系统的那家：审计做过，多久一次写进制度，按时做，每次出书面报告，报管理层。我们自己的另说。",
            "",
        ),
    ],
)
def test_of_a_statement_in_which_nothing_was_heard_what_helps_most_is_asked(
    question: str, said: str, fact: str | None
) -> None:
    of = LIBRARY.questions[question]
    facts = facts_of(of)
    assert facts is not None
    begin = to_begin_with(said, of, facts)
    assert (begin.fact if begin else "") in ([fact] if fact is not None else list(facts.facts))


def test_what_an_unheard_clause_clearly_says_beside_others_is_proposed_and_never_recorded() -> None:
    understood = read("human-agent-reached", "有人工，随时能转，转过去有人接，等了多长每天都看，留言都会回电话")
    assert isinstance(understood, Answer | AskFact | NotUnderstood)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize(
    "said", ["都没做，只有茶水那块弄了", "都做了，唯独茶水差点意思", "none of it, apart from the tea"]
)
def test_what_limits_all_or_nothing_in_unknown_words_leaves_neither_recorded(said: str) -> None:
    understood = read("answer-quality-kept", said)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("merchant-premises-proof", "there is no way to verify that one is genuine."),
    ],
)
def test_what_was_not_done_is_no_reason_for_the_question_to_fall_away(question: str, said: str) -> None:
    assert not isinstance(read(question, said), PremiseDenied | NotApplicable)


@pytest.mark.parametrize(
    "said", ["我在這家做了八年，報告存三年", "I've been here eight years and we keep them for three"]
)
def test_how_long_the_writer_has_been_there_is_no_figure(said: str) -> None:
    assert isinstance(understood := read("impact-assessment-records", said), Answer)
    assert understood.value == "3"


def test_a_verdict_some_clauses_after_what_it_is_about_is_asked_not_overheard() -> None:
    said = "We check yearly. A contract with each, with the purpose, how, how much and their duties? Nope, not all."
    assert isinstance(understood := read("processor-contracts", said), AskFact)
    assert (understood.fact, dict(understood.known).get("contract")) == ("contract", None)
    said = "哪种漏洞要告诉用户，由谁去讲，这块没写"
    assert dict(read("vulnerability-handling", said).known) == {"users-and-authorities-told": False}


def test_a_verdict_after_a_clause_is_asked_not_overheard() -> None:
    understood = read(
        "prohibited-goods-acted-on",
        "We acted on every single one we found. Reporting to the authority, not all of them",
    )
    assert understood == AskFact("reported", (("acted", True),), 1, False)


def test_two_things_that_are_not_plain_are_asked_one_after_the_other() -> None:
    question = LIBRARY.questions["order-steps-before-submitting"]
    facts = facts_of(question)
    assert facts is not None
    first = AskFact("errors-correctable", (("steps-explained", True),), 1, False, ("double-order-stopped",))
    second = answered(question, facts, first, True, "")
    assert second == AskFact(
        "double-order-stopped", (("steps-explained", True), ("errors-correctable", True)), 2, False
    )
    assert answered(question, facts, first, None, "") == Answer(("steps-explained",), doubt="unsaid")


def test_an_item_of_a_gate_that_was_not_spoken_of_is_asked_so_that_silence_fails_no_gate() -> None:
    question = LIBRARY.questions["food-merchants-licensed"]
    facts = facts_of(question)
    assert question.gate
    assert facts is not None
    for name in facts.facts:
        asked = decide(question, facts, {name: True}, True, "")
        assert isinstance(asked, AskFact)
        assert asked.fact != name


@pytest.mark.parametrize(
    ("question", "said", "reason"),
    [
        ("merchant-identity-reporting", "Just opened, no reporting month has come yet.", "first-period-ahead"),
        ("tax-platform-details", "平台刚开张，还没到报的时候", "first-period-open"),
        ("live-identities-reported", "直播帶貨上個月才開，一月七月還沒碰到", "first-period-ahead"),
        ("merchant-identity-reporting", "我哋啱啱開咗冇耐，七月都未到，邊度報過", "first-period-ahead"),
        ("rule-comments-sought", "This year we did not make or amend any rule", "no-rules-changed"),
        ("prohibited-goods-acted-on", "天天巡，一件都沒巡到", "none-found"),
        ("courier-licence-and-contract", "没有快递公司参与，都是商家自己送", "no-courier-company"),
        ("membership-terms-kept", "我們有自動續費的服務，但不賣會員", "no-memberships"),
        ("popup-one-click-close", "我們哪有什麼彈窗跟開屏廣告，手機電腦平板都沒放，這題跳過吧。", "no-popups"),
        ("excluded-goods-confirmed", "Everything on here goes back within seven days", "all-goods-returnable"),
        ("excluded-goods-confirmed", "全部商品七天內都可以無理由退，沒有不能退的品項", "all-goods-returnable"),
    ],
)
def test_a_denied_premise_leads_to_its_reason(question: str, said: str, reason: str) -> None:
    understood = read(question, said)
    assert isinstance(understood, PremiseDenied)
    assert reason in [getattr(way, "reason_id", None) for way in understood.ways]


DENIED = [
    (
        "takeaway-merchant-review",
        "没有查过店是不是真的开着后厨也没有展示执照封签倒是贴了",
        "licence-shown real-kitchen",
    ),
    ("human-agent-reached", "没有谁能随时转人工留言没有人回电话排了多久也没有统计", "any-time called-back measured"),
    (
        "live-room-governance",
        "直播间没有分级主播没有培训黑名单也没有列违规的倒是处理了留痕上报",
        "blacklist grading training",
    ),
    (
        "marketing-message-consent",
        "不经过同意就发短信退订了也不马上停发件人也没写清楚",
        "consent-first sender-named stop-at-once",
    ),
    ("takeaway-merchant-review", "堂食后厨核过执照展示这个没做封签也没做抽查也没做", "licence-shown sampled sealed"),
    (
        "merchant-returns-supervised",
        "退货记录定期抽查这个有系统监测没有违规制止没有报市监也没有",
        "monitored reported stopped",
    ),
    (
        "answer-quality-kept",
        "客服培训考核做了咨询记录保存没有商家回复抽检没有高频问题分析也没有",
        "merchants-answers-checked records-kept topics-analysed",
    ),
    ("marketing-message-consent", "先征得同意这个做到了退订以后马上停没做到", "stop-at-once"),
    (
        "enquiry-channels-found",
        "电话热线有的服务时间公布没有不登录就能问也不行",
        "asking-without-account hours-published",
    ),
    (
        "takeaway-merchant-review",
        "yes we check there is a real kitchen showing the licence on the page no sealing the food no spot checks no",
        "licence-shown sampled sealed",
    ),
    (
        "takeaway-merchant-review",
        "the shop page showing the licence that we dont do the seal on the bag we dont do either the real shop we check",
        "licence-shown sealed",
    ),
    (
        "human-agent-reached",
        "there are human agents but getting one at any time no and messages left after hours nobody calls back",
        "any-time called-back",
    ),
    (
        "marketing-message-consent",
        "we get consent first that we do the unsubscribe stopping it at once no the sender named no",
        "sender-named stop-at-once",
    ),
    (
        "merchant-credit-file",
        "every merchant has a credit file keeping it three years we dont showing the changes we dont",
        "changes-visible kept-three-years",
    ),
    (
        "answer-quality-kept",
        "agents trained before they start yes keeping the records no sampling the answers no",
        "answers-sampled records-kept",
    ),
    (
        "complaint-channel-public",
        "there is a channel for complaints that we have the rest not really no direct link no tracking and no answer on the result",
        "answered direct track",
    ),
    ("takeaway-merchant-review", "真实门店我们核的其它的啊没有执照没展示封签没有", "licence-shown sampled sealed"),
    (
        "enquiry-channels-found",
        "phone line yes the rest well no the hours arent published and you need to log in to ask",
        "asking-without-account hours-published",
    ),
    (
        "takeaway-merchant-review",
        "真店我们 check 的 但 licence 展示 no 封签 no spot check 也 no",
        "licence-shown sampled sealed",
    ),
    (
        "merchant-returns-supervised",
        "return records 的 sampling 有做 monitoring 沒有 stop 違規沒有 report 給市監也沒有",
        "monitored reported stopped",
    ),
    ("marketing-message-consent", "用户要退订的时候，我们得让他打电话，停不了那么快", "free-opt-out stop-at-once"),
    ("human-agent-reached", "转人工嘛，机器人那关过不去，没人接", "answered any-time"),
    ("data-leak-response", "预案嘛，没写；演练呢，没做过", "drilled plan"),
    ("takeaway-merchant-review", "执照展示、封签、抽查，这些我们一样也没弄", "licence-shown sampled sealed"),
    ("availability-target", "Availability target? Nope. Measuring it? Also nope.", "measured target"),
    ("privacy-officer-training", "named officer no contact published no training staff no", "contact named training"),
    (
        "data-leak-response",
        "a plan on paper we do not have drilling it we have never done fixing what it showed neither",
        "drilled improved plan",
    ),
    ("takeaway-merchant-review", "集团那边核真实门店展示执照都做我们这边没有", "licence-shown real-kitchen"),
    ("human-agent-reached", "随时转人工是计划里的留言回电也是计划里的", "any-time called-back"),
    ("live-room-governance", "黑名单原先有现在没了", "blacklist"),
    ("live-room-governance", "we are going to grade the rooms and train the hosts we havent yet", "grading training"),
    (
        "merchant-returns-supervised",
        "at my last company they sampled return records and monitored every merchant here we dont",
        "monitored sampled",
    ),
    ("privacy-rules-and-lists", "收集了哪些信息、做什么用，没单独列过清单。注销账号怎么弄倒是写了", "collected-list"),
]
"""Invented sentences with what they deny, plan or say of others: dictated, denial first and last, the rest, topics, mixed."""


@pytest.mark.parametrize(("name", "said", "lacking"), DENIED)
def test_no_offer_and_no_question_takes_for_granted_what_a_sentence_does_not_state(
    name: str, said: str, lacking: str
) -> None:
    question, facts = LIBRARY.questions[name], facts_of(LIBRARY.questions[name])
    assert facts is not None
    understood = read(name, said)
    taken: dict[str, bool] = {}
    if isinstance(understood, AskFact):
        taken = dict(understood.known)
    elif isinstance(understood, Answer) and question.parts:
        taken = dict.fromkeys(understood.value, True)
    elif isinstance(understood, Answer):
        states = [state for state, option in facts.states if option == understood.value]
        taken = {one: states[0][one] for one in facts.facts if len({state[one] for state in states}) == 1}
    assert [one for one in lacking.split() if taken.get(one) is facts.wanted.get(one, True)] == []


def test_what_is_only_named_as_the_case_is_asked_and_not_ticked() -> None:
    understood = read("marketing-message-consent", "用户一退订，我们马上停发，不会换个名目再发")
    assert not (isinstance(understood, Answer) and "free-opt-out" in understood.value)


def test_what_was_taken_by_likeness_alone_is_asked_where_it_would_raise_the_answer() -> None:
    understood = read("listing-review-and-sampling", "每件商品上架前都审，上架后按计划抽查，高风险的要先看证件再让上架")
    assert not isinstance(understood, Answer)


@pytest.mark.parametrize(
    ("question", "said", "asked"),
    [
        ("complaint-channel-public", "投诉渠道公布了，但没更新", {"channel", "published"}),
        ("complaint-channel-public", "the channels are published but not kept up", {"channel", "published"}),
        ("complaint-channel-public", "published, but not kept up", {"published"}),
        ("own-licence-on-home-page", "执照公示了，但没更新", {"shown"}),
        ("delivery-promise-shown", "延误了赔不赔看商家", {"paid"}),
        ("delivery-promise-shown", "compensation for delays is up to the merchant", {"paid"}),
    ],
)
def test_half_of_something_is_asked_and_neither_claimed_nor_denied(question: str, said: str, asked: set[str]) -> None:
    of, rubric = LIBRARY.questions[question], LIBRARY.rubric("gbt31526-2025")
    heard = hear(said, facts_of(of) or QuestionFacts(), own_words(of), likely=True)
    assert set(heard.open) == asked
    assert not heard.claims.keys() & asked
    understood = understand(said, of, rubric, rubric.order)
    assert isinstance(understood, AskFact)
    assert understood.fact in asked


@pytest.mark.parametrize("said", ["预案有，谁干什么里面没写"])
def test_where_something_is_not_written_is_not_denied_itself(said: str) -> None:
    known = hear(said, facts_of(LIBRARY.questions["incident-plan"]) or QuestionFacts(), likely=True).known
    assert known.get("plan", True)
    assert known["roles"] is False


def test_what_somebody_can_see_in_full_is_not_masked() -> None:
    of = LIBRARY.questions["waybill-masking"]
    heard = hear("面单打了星号，不过客服后台能看到全号", facts_of(of) or QuestionFacts(), own_words(of))
    assert (heard.known["waybill"], heard.known["merchant-view"]) == (True, False)


def test_a_verdict_on_what_stands_before_it_is_about_no_other_question() -> None:
    told = told_in("执照在首页公示了，但是没更新。我们没有直播。", LIBRARY.rubric("gbt31526-2025"), "incident-plan")
    assert [one.about for one in told.spoken] == ["live-commerce"]
    assert "但是没更新" in told.unused


@pytest.mark.parametrize(
    ("question", "said", "lacking", "there"),
    [
        (
            "review-rules-published",
            "規則可從首頁規則連結進入並下載。寫了：誰能評、何時評、能否追評。沒寫：虛假評價怎麼處理、不服怎麼申訴。",
            {"sanctions-appeal"},
            {"on-show", "who-when"},
        ),
        (
            "order-steps-before-submitting",
            "Have: steps and tips clear, order page opens. Don't have: full terms to read and download.",
            {"contract-downloadable"},
            {"steps-explained"},
        ),
        (
            "guarantees-and-compensation",
            "The one thing we do have is a published quality guarantee with conditions and the amount of compensation.",
            set(),
            {"guarantee-published"},
        ),
    ],
)
def test_what_stands_behind_a_colon_is_lacking_or_there(
    question: str, said: str, lacking: set[str], there: set[str]
) -> None:
    of = LIBRARY.questions[question]
    known = hear(said, facts_of(of) or QuestionFacts(), own_words(of), likely=True).known
    assert {name for name, held in known.items() if not held} == lacking
    assert {name for name, held in known.items() if held} == there


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("recommendation-off-switch", "推荐能关，关了马上生效，搜索不个性化"),
        ("recommendation-off-switch", "recommendations can be switched off, and we have no personalised search"),
        ("recommendation-off-switch", "Nothing on the start page itself is personalised"),
        ("paid-ranking-label", "测评没有这种东西，推荐位不卖"),
        ("paid-ranking-label", "We have no such product trials, and the tips are not for sale"),
        ("impact-assessments-made", "不是不适用，就是没做过影响评估"),
        ("registered-sellers-marked", "企业店会打个“企业”标，个人的标“个人闲置”"),
        ("registered-sellers-marked", "Shops are marked “registered”, the others are labelled “private sellers”"),
    ],
)
def test_what_is_denied_of_a_part_or_beside_what_is_there_is_no_reason_why_nothing_is_asked(
    question: str, said: str
) -> None:
    assert not isinstance(read(question, said), PremiseDenied | NotApplicable)


@pytest.mark.parametrize(
    "said", ["财务那边归档存十二年，支付日志六年", "The ledgers sit in the archive for twelve years"]
)
def test_what_is_put_away_is_no_figure_of_what_users_can_look_up(said: str) -> None:
    assert isinstance(read("payment-records-years", said), Note)


@pytest.mark.parametrize(
    ("question", "said", "fact"),
    [
        ("recommendation-off-switch", "有开关的，马上生效，在设置第四层", "easy"),
        ("recommendation-off-switch", "It works at once, but it is three menus deep and I had to ask where", "easy"),
        (
            "recommendation-off-switch",
            "a switch, effective immediately, it is on the fourth page of the settings",
            "easy",
        ),
    ],
)
def test_what_a_clause_says_by_likeness_of_one_thing_or_with_a_hurdle_is_not_taken_for_known(
    question: str, said: str, fact: str
) -> None:
    understood = read(question, said)
    assert dict(getattr(understood, "known", ())).get(fact) is not True


def test_what_is_not_so_of_all_leads_to_no_reason_why_nothing_is_asked() -> None:
    rubric = LIBRARY.rubric("gbt31526-2025")
    said = "about the food sellers not every one of them has been registered under their real name yet"
    understood = understand(said, LIBRARY.questions["food-merchants-licensed"], rubric, rubric.order)
    assert isinstance(understood, AskFact)


def test_all_is_all_of_what_was_named_before_it_and_not_of_the_list() -> None:
    said = "Within last year we did the drill. Whatever issues the drill and the incidents threw up, all listed, all closed in time."
    understood = read("incident-and-restore-readiness", said)
    assert "notice-to-affected" not in str(understood)


def test_what_was_taken_for_known_and_is_turned_round_leads_to_what_the_rest_leaves() -> None:
    of = LIBRARY.questions["mlps-filing-and-test"]
    facts = facts_of(of)
    assert facts is not None
    asks = AskFact("tested", (("filed", True), ("fixed", True)), 1, True)
    assert turned(of, facts, asks, "fixed", "") == Answer("filed", doubt="resembles")
    assert turned(of, facts, asks, "filed", "") == AskFact("graded", (("filed", False), ("fixed", True)), 1, False)
    items = LIBRARY.questions["waybill-masking"]
    of_items = facts_of(items)
    assert of_items is not None
    asks = AskFact("public-pages", (("waybill", True), ("merchant-view", True)), 1, True, ("courier-terms",))
    known = (("waybill", True), ("merchant-view", False))
    assert turned(items, of_items, asks, "merchant-view", "") == replace(asks, known=known, firm=False)


def test_what_was_not_reported_is_no_sign_that_there_was_nothing_to_report() -> None:
    for question, said in (
        ("tax-platform-details", "平台自己嗰啲資料，域名、業務類型、經營主體，未報過俾稅局"),
        (
            "merchant-identity-reporting",
            "Neither in January nor in July did we file anything about the merchants' identities.",
        ),
    ):
        assert not isinstance(read(question, said), PremiseDenied), said
    assert read("popup-one-click-close", "没时间，先跳过") == Skip("没时间，先跳过")


def test_not_every_month_is_not_met() -> None:
    understood = read(
        "complaint-limits-published", "投訴設有時限，只是沒有公布，近三個月亦非月月達標。結案及逾期數每月統計。"
    )
    assert understood == Answer("internal-limits", doubt="resembles")


@pytest.mark.parametrize(
    ("question", "said", "known"),
    [
        # everyday words of a fact, or of its opposite
        ("merchants-free-to-leave", "商家说走就走", {"leave": True}),
        ("waybill-masking", "客服后台下载订单要批的", {"bulk-export": True}),
        ("rights-request-limit", "拒了都会告诉他理由", {"reasons": True}),
        ("complaint-channel-public", "there is a phone number and a mailbox", {"channel": True}),
        ("own-licence-on-home-page", "运维每个月点一遍链接", {"checked": True}),
        ("account-closure-deletion", "当天就办好了", {"prompt": True}),
        ("merchant-money-path", "it does pass through our account for two days", {"own-account": True}),
        ("merchant-money-path", "it sits with us for two days", {"own-account": True}),
        ("merchant-money-path", "持牌机构收，货款会在我们这儿过一道", {"licensed": True, "own-account": True}),
        ("rules-on-home-page", "a few of them only merchants can see", {"public": False}),
        ("complaint-limits-published", "网上写了三天给答复", {"published": True}),
        ("complaint-limits-published", "the help page says three days", {"published": True}),
        # what was once and is so no more
        ("tie-in-not-preticked", "以前有预勾保险,被骂过之后全取消了,现在什么都不勾", {"preticked": False}),
        ("tie-in-not-preticked", "They used to be ticked by default, now nothing is ticked", {"preticked": False}),
        ("tie-in-not-preticked", "默认勾选早就取消了", {"preticked": False}),
        # of some and not of each
        ("merchants-verified-before-opening", "个人卖家没核验，其他都核验了", {"verified": True, "everyone": False}),
        # a figure says that there is a limit, but not what is usual; more than the rule says is late
        ("enquiry-reply-limit", "four hours, give or take. Used to be a full day.", {"limit": True}),
        ("enquiry-reply-limit", "五分钟，内部的", {"limit": True, "published": False}),
        ("enquiry-reply-limit", "2 hours, at weekends a day", {"limit": True}),
        ("enquiry-reply-limit", "平均四十秒", {}),
        ("deposits-returned", "合同写30天退，实际20天就退了", {}),
        # what cannot be done is a case, of which something is said
        ("rule-consent-and-key-terms", "条款看不懂的打电话问，有人讲给他听", {"explained": True}),
        ("membership-terms-kept", "做不到就退会员钱", {"exit": True}),
        # where a plain word says it, the weaker ones do not say the opposite beside it
        ("popup-one-click-close", "不用等倒数，点一下就走", {"waits": False, "one-click": True}),
    ],
)
def test_what_people_say_of_a_fact_is_heard_and_waits_for_a_press(
    question: str, said: str, known: dict[str, bool]
) -> None:
    asked = SHIPPED.by_id[question]
    heard = hear(said, facts_of(asked) or QuestionFacts(), own_words(asked), likely=True).known
    assert {name: holds for name, holds in heard.items() if name in known} == known
    assert known or not heard
    understood = understand(said, asked, SHIPPED, SHIPPED.order)
    assert not (isinstance(understood, Answer) and understood.sure)


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("overdue-returns-share", "没有拖过15天的，一笔都没有", "0"),
        ("refunds-over-seven-days", "none of them took longer than seven days", "0"),
        ("overdue-returns-share", "超过15天的没有", "0"),
        ("overdue-returns-share", "百分之二点几", "3"),
        ("delivered-as-promised", "骑手97，快递91，合起来94点几", "94"),
    ],
)
def test_none_late_and_a_figure_with_a_part_are_offered(question: str, said: str, value: str) -> None:
    understood = understand(said, SHIPPED.by_id[question], SHIPPED, SHIPPED.order)
    assert isinstance(understood, Answer)
    assert understood.value == value
    assert understood.doubt


@pytest.mark.parametrize(
    ("question", "said", "asked"),
    [
        # other partners did, of whom it was not denied: not the other items
        ("courier-licence-and-contract", "同城那家没签合同，其他都签了", "contract"),
        # the others are something, which is not that they all do it
        ("own-goods-marked", "自营的有自营标，其他都是商家的", "pages"),
        # left to merchants
        # it never came up, for which all may be ready
        # of something that is there nothing more is known
        ("account-closure-deletion", "注销有的", "written"),
        # of all but a kind
        ("review-channel-for-every-order", "每单都能评，就是虚拟充值卡那类没有评价按钮", "every"),
        ("review-channel-for-every-order", "每单都能评价，不过到店套餐那种还没开放", "every"),
        # only a topic, which is put off
        ("merchant-returns-supervised", "退货记录每月抽查。系统监控嘛，工程师说明年才做", "monitored"),
        ("merchant-returns-supervised", "退货记录每月抽查。系统监控有是有，下个月才上线", "monitored"),
        (
            "merchant-returns-supervised",
            "We sample return records. Monitoring, the engineers say next year",
            "monitored",
        ),
        # of some alone
        # years ago, where the last 12 months are asked
        ("data-leak-response", "预案有。上次演练还是2022年", "drilled"),
        ("data-leak-response", "We have a plan. Last drill was 2022 though, before my time", "drilled"),
        # the name of a button
        ("account-closure-deletion", "有個「永久刪除帳戶」的按鈕，不過按下去要上傳身分證", "deleted"),
    ],
)
def test_what_is_said_of_others_or_of_less_is_asked(question: str, said: str, asked: str) -> None:
    understood = read(question, said)
    assert isinstance(understood, AskFact)
    assert (understood.fact, dict(understood.known).get(asked)) == (asked, None)


@pytest.mark.parametrize(
    ("question", "said", "asked"),
    [
        ("popup-one-click-close", "one tap, bar the birthday coupon", "one-click"),
        ("popup-one-click-close", "一点就关，生日券那个除外", "one-click"),
        ("own-licence-on-home-page", "licence always in the footer, bar the app", "shown"),
        ("tax-information-reporting", "reported every quarter, bar the second one", "quarters"),
        ("penalties-remedied", "all put right, aside from the one in May", "remedied"),
        ("seller-details-given", "都给，个人卖家除外", "given"),
        ("complaint-limits-published", "limits are published for everything bar livestream complaints", "limit"),
    ],
)
def test_what_takes_something_out_leaves_open_whether_it_is_so_of_all(question: str, said: str, asked: str) -> None:
    understood = understand(said, SHIPPED.by_id[question], SHIPPED, SHIPPED.order)
    assert isinstance(understood, AskFact)
    assert understood.fact == asked


def test_an_exception_says_of_the_rest_only_what_is_said_of_all() -> None:
    question = SHIPPED.by_id["own-licence-on-home-page"]
    facts = facts_of(question)
    assert facts is not None
    assert hear("执照一直挂在首页，小程序除外", facts).known == {"shown": True, "devices": False}
    assert hear("on every page bar the app", facts).known == {"devices": False}
    assert hear("除了小程序都做到了", facts).known.keys() == facts.facts.keys()
    for said in ("everything bar price", "all of them short of price"):
        understood = understand(said, SHIPPED.by_id["search-sort-orders"], SHIPPED, SHIPPED.order)
        assert isinstance(understood, Answer)
        assert understood.value == ("by-sales", "by-credit", "every-device", "explained")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("popup-one-click-close", "they all just close, apart from the splash screen"),
    ],
)
def test_where_something_is_taken_out_there_is_some(question: str, said: str) -> None:
    understood = understand(said, SHIPPED.by_id[question], SHIPPED, SHIPPED.order)
    assert isinstance(understood, Note | NotUnderstood)


@pytest.mark.parametrize("said", ["会删，商家不通知", "不通知"])
def test_an_act_that_is_denied_is_no_reason_why_nothing_is_asked(said: str) -> None:
    understood = understand(said, SHIPPED.by_id["ip-notice-and-action"], SHIPPED, SHIPPED.order)
    assert not isinstance(understood, PremiseDenied)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("by price no, by sales no, none of those", {"by-price": False, "by-sales": False}),
        ("没有价格排序，也没有销量排序，以上都没有", {"by-price": False, "by-sales": False}),
        ("sorting by price, none of those", {}),
    ],
)
def test_none_of_those_is_none_of_what_was_named_and_not_of_the_list(said: str, known: dict[str, bool]) -> None:
    understood = understand(said, SHIPPED.by_id["search-sort-orders"], SHIPPED, SHIPPED.order)
    assert isinstance(understood, AskFact)
    assert dict(understood.known) == known


@pytest.mark.parametrize("said", ["nearly every popup closes with one tap", "弹窗几乎都一点就关", "弹窗基本都一点就关"])
def test_what_is_so_of_nearly_all_is_not_claimed_of_all(said: str) -> None:
    assert hear(said, facts_of(SHIPPED.by_id["popup-one-click-close"]) or QuestionFacts()).known == {}


def test_a_bar_is_not_always_an_exception() -> None:
    question = SHIPPED.by_id["search-sort-orders"]
    facts = facts_of(question)
    assert facts is not None
    assert hear("in the search bar the price can be chosen", facts).known == {"by-price": True}


def test_merchants_words_are_not_the_platforms_own() -> None:
    of_shops = read("own-licence-on-home-page", "店铺的还挂营业执照，个人的没有执照")
    assert isinstance(of_shops, Note | NotUnderstood | AskFact)
    assert isinstance(read("own-licence-on-home-page", "我们的执照在网站底部，商家的在店铺页"), AskFact)


@pytest.mark.parametrize(
    "said", ["阿里云上一般留三个月，防火墙的能查半年", "usually we keep three months, the firewall logs six months"]
)
def test_what_is_usual_stands_beside_a_better_figure_where_the_shortest_is_asked(said: str) -> None:
    understood = read("network-log-retention", said)
    assert isinstance(understood, NotUnderstood)
    assert understood.candidates == ("3", "6")


@pytest.mark.parametrize(
    ("question", "said", "fact", "value"),
    [
        ("food-merchant-review", "吃的我们不让卖", "food", "no"),
        ("food-merchant-review", "我哋唔畀賣食品", "food", "no"),
    ],
)
def test_a_denied_premise_leads_to_the_one_fact_that_a_message_tells(
    question: str, said: str, fact: str, value: str
) -> None:
    understood = read(question, said)
    assert isinstance(understood, PremiseDenied)
    assert understood.ways == (FactOfProfile(fact, value),)


@pytest.mark.parametrize("said", ["杀熟？没有没有，价格都是卖家自己定的", "Secretly different prices? No, never"])
def test_what_is_named_as_a_question_and_denied_is_denied(said: str) -> None:
    understood = read("hidden-price-differences", said)
    assert dict(getattr(understood, "known", ())).get("in-use") is False


@pytest.mark.parametrize(
    ("question", "said", "known"),
    [
        ("deposits-returned", "退的话商家在后台自己点一下就行，啥条件没有", {"return-without-hurdles": True}),
    ],
)
def test_what_its_own_words_deny_or_name_as_a_question_is_not_asked_once_more(
    question: str, said: str, known: dict[str, bool]
) -> None:
    understood = read(question, said)
    assert isinstance(understood, Answer), understood
    assert known.items() <= dict(understood.known).items()


def test_who_never_counted_says_no_share() -> None:
    understood = understand("一单都没统计过", SHIPPED.by_id["overdue-returns-share"], SHIPPED, SHIPPED.order)
    assert isinstance(understood, Answer)
    assert understood.value == NO_FIGURE


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("prepaid-money-protected", "储值卡前年就停了"),
        ("prepaid-money-protected", "We stopped prepaid cards three years ago"),
        ("auto-renewal-reminder", "自动续费去年下线了"),
    ],
)
def test_what_was_given_up_does_not_arise(question: str, said: str) -> None:
    assert isinstance(understand(said, SHIPPED.by_id[question], SHIPPED, SHIPPED.order), PremiseDenied)


@pytest.mark.parametrize(
    ("question", "said", "known"),
    [
        ("search-sort-orders", "價格高低、銷量都能排", {"by-price": True, "by-sales": True}),
        ("search-sort-orders", "价格和销量都能排", {"by-price": True, "by-sales": True}),
    ],
)
def test_what_was_said_in_so_many_words_is_not_asked(question: str, said: str, known: dict[str, bool]) -> None:
    understood = read(question, said)
    assert isinstance(understood, Answer)
    assert known.items() <= dict(understood.known).items()


def test_a_quoted_label_denies_nothing() -> None:
    by_id = LIBRARY.rubric("gbt31526-2025").by_id
    question = by_id["excluded-goods-confirmed"]
    facts = facts_of(question)
    assert facts is not None
    assert not hear('页面上统一写着"不支持七天无理由"', facts, own_words(question), likely=True).claims


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("merchant-identity-reporting", "just once", "1"),
        ("merchant-identity-reporting", "so that's only twice", "2"),
        ("satisfaction-survey-frequency", "once last year", "1"),
        ("regulator-forwarded-complaints", "Nobody has ever put a figure on it", NO_FIGURE),
        ("regulator-forwarded-complaints", "就是没有", NO_FIGURE),
    ],
)
def test_how_often_and_that_there_is_no_figure_are_read_in_few_words(question: str, said: str, value: str) -> None:
    understood = read(question, said)
    assert isinstance(understood, Answer)
    assert understood.value == value


def test_a_word_of_a_question_in_what_is_a_must_asks_nothing() -> None:
    assert isinstance(read("listing-required-fields", "送货时间和坏了怎么赔，也都得写了才让过审。"), Note)
    assert read("listing-required-fields", "坏了怎么赔，都要写吗？") == NotUnderstood()


def test_three_things_before_which_a_word_ends_in_after_are_not_the_last_three() -> None:
    assert not isinstance(read("listing-required-fields", "品类模板、价格、交货售后三项都有，其他没有。"), Answer)
    last = read("listing-required-fields", "后三项都有")
    assert isinstance(last, Answer)
    assert last.value == ("safety-warnings", "use-limits", "values-checked")
