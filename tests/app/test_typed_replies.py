"""What is typed to what was asked back: yes, no, which of those offered, and words that tell neither. How each is said: tests/test_replies.py."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import filled
from ecq.interview import words as c
from ecq.telling.text import words as w
from tests.app.walker import Walker

LEVELS = "mlps-filing-and-test"
SERVICE = "NPS每个季度跑一次，口径data team写在wiki里了，数据来源也有。对外？没发过，老板不让"


@pytest.fixture
def walker(walk, store, shipped):
    return walk(store.add(begin(shipped)).id, page="interview", q=LEVELS)


def offered(walker: Walker) -> list[str]:
    """What is offered to be pressed for the words typed last; of one list the items it would record."""
    part = next((part for part in walker.conversation["below"] if "values" in part), {"values": []})
    listed = [what for _, what, holds, _ in part.get("taken", {"facts": ()})["facts"] if holds]
    return ["；".join(listed)] if listed and len(part["values"]) == 1 else part["values"]


def waits(walker: Walker) -> Walker:
    """Several levels offered: all but the lowest."""
    walker.type("有")
    assert len(offered(walker)) == 3
    return walker


def option(walker: Walker, place: int) -> str:
    return walker.rubric.by_id[LEVELS].choices[place][0]


@pytest.mark.parametrize(
    ("said", "place"),
    [("第三个", 3), ("嗯，第二个吧，那个备案证明有", 2), ("the second one", 2), ("最后一个", 3), ("选项 2", 1)],
)
def test_a_place_is_among_those_offered_and_an_option_is_named_as_such(walker, said, place):
    waits(walker).type(said)
    assert walker.assessment.response(LEVELS).value == option(walker, place)


@pytest.mark.parametrize("said", ["2", "3", "二"])
def test_a_number_that_is_also_another_ones_is_asked_about(walker, said):
    waits(walker).type(said)
    assert (walker.assessment.responses, len(offered(walker))) == ({}, 3)
    assert "也可以是选项" in walker.heard[1]
    walker.type("第 2 个")
    assert walker.assessment.response(LEVELS).value == option(walker, 2)


def test_what_was_kept_as_the_note_already_is_not_kept_twice(walker):
    walker.to_question("consent-free-choice")
    told = "框都是用户自己打钩的，不默认。但老实说第二天又弹，挺烦的"
    walker.type(told).type("是")
    assert walker.assessment.response("consent-free-choice").note == told


def test_a_number_that_only_an_option_has_chooses_it(walker):
    asked = "review-no-deletion"
    walker.to_question(asked).type("we do all of it")
    assert len(offered(walker)) == 1
    walker.type("3")
    assert walker.assessment.response(asked).value == walker.rubric.by_id[asked].choices[2][0]


def test_a_bare_number_beside_figures_or_places_to_go_is_never_recorded_as_the_figure(walker):
    walker.to_question("own-sales-refund-days").type("规则是5天，实际有一次7天").type("2")
    assert "也可以是数字" in walker.heard[1]
    walker.type("第 2 个")
    assert walker.assessment.response("own-sales-refund-days").value == "7"
    walker.to_question("return-refund-deadline").type("去退款那块")
    wanted = offered(walker)[1]
    walker.type("2")
    assert walker.words(walker.rubric.by_id[walker.at].text) == wanted
    assert len(walker.assessment.responses) == 1


@pytest.mark.parametrize(
    "said", ["先当没对过吧。违法的东西我们下架，同时给药监局发个函", "put it down as not checked for now"]
)
def test_what_nobody_knows_may_be_counted_as_no(walker, said):
    walker.to_question("device-merchant-review")
    walker.type(
        "平台那个备案早就办下来了，商家入驻前都审核许可。商品页上号码是放了，不过跟药监局网站对没对过，我得问问。"
    )
    walker.type(said).type("是的，报的").press("understood-0")
    assert walker.assessment.response("device-merchant-review").value == (
        "platform-filed",
        "sellers-vetted",
        "stop-report",
    )


def test_a_yes_with_what_is_refused_stands_when_a_further_item_is_told(walker):
    walker.to_question("takeaway-merchant-review")
    walker.type(
        "骑手送的袋子都贴一撕就烂的贴纸，客人看到破了可以不要。上新店的时候BD会跑一趟现场，看灶台在不在，再和证上的地址比一比。"
    )
    walker.type("有的，对不上就不给开店").type("封口那个也有啊，贴纸破了客人能拒收").type("是，每单都封")
    assert walker.assessment.response("takeaway-merchant-review").value == ("real-kitchen", "sealed")


@pytest.mark.parametrize(
    ("beside", "recorded"),
    [
        ("Yes. Though we're rewriting it with severity levels in January.", False),
        ("Yes. Though we're rewriting it in January.", True),
        ("Yes. Though we're rewriting it in January, it names nobody.", False),
    ],
)
def test_a_yes_with_what_is_to_change_records_what_does_not_come_with_the_change(walker, beside, recorded):
    walker.to_question("incident-plan").type(
        "There is a written plan with levels, roles and whom to report to, I think"
    )
    walker.type(beside)
    given = walker.assessment.responses.get("incident-plan")
    assert (given is not None and given.value == "plan-with-roles") is recorded


def test_what_is_to_change_is_the_note_of_the_yes_before_it(walker):
    walker.to_question("incident-plan")
    walker.type("Yeah, there's a Word file somewhere that IT wrote after the outage in spring.")
    walker.type("Not really. It's two pages of phone numbers, no severity levels or anything.")
    walker.type("Yes, that Word file. A poor one, but it exists").type(
        "Yes. Though we're rewriting it with severity levels in January."
    )
    given = walker.assessment.response("incident-plan")
    assert (given.value, given.note.endswith("in January.")) == ("plan", True)


def test_that_item_too_adds_to_the_list_that_is_offered(walker):
    asked = "takeaway-merchant-review"
    walker.to_question(asked).type("外卖袋子都贴封签，破了客人可以拒收。").type(
        "不对，显示许可证那条也有，所以是两项。"
    )
    walker.press("understood-0")
    assert walker.assessment.response(asked).value == ("licence-shown", "sealed")


def test_the_list_with_both_is_picked_by_that(walker):
    asked = "takeaway-merchant-review"
    walker.to_question(asked).type(
        "The licence photo sits on the restaurant's page with name and address. Spot checks, yeah, ops goes out to twenty kitchens a month and writes it up."
    )
    walker.type("Yes, each month. Bags aren't sealed, we keep talking about it.")
    assert len(offered(walker)) == 2
    walker.type("The one with both, page and sampling.")
    assert walker.assessment.response(asked).value == ("licence-shown", "sampled")


@pytest.mark.parametrize(
    ("said", "value"),
    [("一小时啊，第二天那是书面的", "1"), ("一小时啊，第二天那是周末的", None), ("一小时啊，第二天那是实际的", None)],
)
def test_a_figure_is_taken_where_the_other_is_only_of_papers(walker, said, value):
    asked = "serious-incident-report-hours"
    walker.to_question(asked).type("应急预案里写的是当班一小时之内打电话报网信办，书面的材料第二天补。").type(said)
    assert walker.assessment.response(asked).value == value


def test_the_shorter_of_the_figures_offered_is_picked(walker):
    walker.to_question("network-log-retention").type("登录日志留半年，防火墙的只有90天")
    assert len(offered(walker)) == 2
    walker.type("短的那个")
    assert walker.assessment.response("network-log-retention").value == "3"


@pytest.mark.parametrize("said", ["选3吧", "那就选3", "choose 3"])
def test_who_chooses_by_number_while_something_is_asked_chooses_the_option(walker, said):
    asked = "own-goods-marked"
    walker.to_question(asked).type("自营有红标，第三方店没有这种标").type(said)
    assert walker.assessment.response(asked).value == walker.rubric.by_id[asked].choices[2][0]


def test_put_it_down_while_an_item_is_asked_offers_what_was_said(walker):
    walker.to_question("incident-and-restore-readiness")
    walker.type("有应急预案，每年演练一次，备份每天做，但是恢复从来没试过").type("就这样记吧")
    assert offered(walker) == ["最近 12 个月演练过，有过程记录"]


def test_all_in_reply_to_one_thing_is_said_of_that(walker):
    walker.to_question("registered-sellers-marked").type("店铺页有营业执照的标，没登记的个人卖家也标了")
    walker.type("都有的，入驻的时候系统自动弹声明让他签")
    assert len(offered(walker)) == 2, "nothing was said of product pages"


def test_what_follows_the_place_is_kept_as_the_note(walker):
    waits(walker).type("第三个，上个月刚测完")
    assert walker.assessment.response(LEVELS).note.endswith("上个月刚测完")


def test_yes_to_several_asks_which_and_offers_no_more(walker):
    before = offered(waits(walker))
    walker.type("是的")
    assert (offered(walker), walker.heard[1]) == (before, c.WHICH_OFFERED.zh)
    assert walker.assessment.responses == {}


def test_none_of_several_drops_them(walker):
    waits(walker).type("都不是")
    assert (offered(walker), walker.assessment.responses) == ([], {})


@pytest.mark.parametrize("said", ["一般3天到账", "平均2天", "usually 3 days"])
def test_what_is_usual_is_told_to_be_not_the_longest(walker, said):
    walker.to_question("own-sales-refund-days").type(said)
    assert walker.heard[1] == filled(c.NOT_THE_USUAL, most=c.LONGEST, unit="天").zh
    walker.type("T+5")
    assert (offered(walker), walker.assessment.responses) == (["5 天"], {}), "of which days is not said"


@pytest.mark.parametrize(
    "said", ["最久那单拖了很久，快递公司一直不回", "the slowest one took for ever, the courier never replied"]
)
def test_a_story_without_a_figure_where_one_is_asked_is_kept_and_told_so(walker, said):
    walker.to_question("courier-complaint-days").type(said)
    assert walker.heard[1] == w.KEPT_AS_NOTE.zh + filled(c.A_FIGURE, unit="天").zh
    assert walker.assessment.response("courier-complaint-days").note == said


@pytest.mark.parametrize("said", ["部分是", "有时候吧", "it depends", "mostly"])
def test_what_is_so_only_in_part_is_asked_again_with_a_word_why(walker, said):
    walker.to_question("human-agent-reached").type("有人工，随时能转")
    asked = walker.heard[1]
    walker.type(said)
    assert walker.heard[1] == filled(c.PARTLY_SO, words=said).zh + asked
    assert walker.assessment.responses == {}


def test_what_was_answered_by_yes_and_no_is_still_known_with_a_further_statement(walker):
    asked = "promotion-price-and-choice"
    walker.to_question(asked).type("先涨后降？不会的 系统卡死了").type("对啊 就是这样")
    walker.type("促销规则怎么公布就怎么执行").press("understood-0")
    assert walker.assessment.response(asked).value == ("seven-day-low", "no-raise-first", "rules-as-run")
    walker.to_question("own-goods-marked").type("商家店铺没有近似的标识").type("是").type("不知道")
    assert len(offered(walker)) == 3
    walker.type("商品页和搜索结果页都标了")
    assert len(offered(walker)) == 2, "how prominent it is was answered before"


@pytest.mark.parametrize("said", ["唔係", "没有"])
def test_no_to_what_is_offered_declines_it_and_is_not_called_not_understood(walker, said):
    walker.to_question("live-replay-kept").type("我们没有直播")
    assert offered(walker)
    walker.type(said)
    assert offered(walker) == []
    assert (walker.assessment.responses, walker.assessment.profile) == ({}, {})
    assert walker.heard[1] == c.DECLINED.zh


@pytest.mark.parametrize(("said", "left"), [("no", 0), ("不是", 0), ("都不是", 0), ("没有", 1)])
def test_no_to_several_reasons_declines_them_but_for_what_may_say_that_there_is_none(walker, said, left):
    walker.to_question("paid-ranking-label").type("我们没有竞价排名")
    assert len(offered(walker)) > 1
    walker.type(said)
    assert len(offered(walker)) == left
    assert (walker.heard[1] == c.DECLINED.zh) is (left == 0)
    assert walker.assessment.responses == {}


ASKED = "有等保备案证明，高风险问题整改完了"


@pytest.mark.parametrize("said", ["對對對", "yes, I said so"])
def test_yes_in_other_words_answers_what_was_asked(walker, said):
    walker.type(ASKED).type(said)
    given = walker.assessment.response(LEVELS)
    assert given.value == "tested"
    assert "；" not in given.note.removeprefix(ASKED)


def test_words_that_are_no_reply_leave_the_question_and_what_was_said(walker):
    walker.type(ASKED).type("哈哈哈哈")
    assert walker.heard[1] == "没有听懂“哈哈哈哈”。还差一句：测评做了、还在有效期内吗？"
    walker.type("对")
    assert walker.assessment.response(LEVELS).value == "tested"


@pytest.mark.parametrize("said", ["过了自动打款的", "我們沒有電銷"])
def test_what_is_told_beside_what_waits_is_kept_as_the_note(walker, said):
    before = offered(waits(walker))
    walker.type(said)
    assert offered(walker) == before
    assert said in walker.assessment.response(LEVELS).note


def test_words_that_are_no_reply_leave_what_is_offered(walker):
    before = offered(waits(walker))
    walker.type("哈哈哈哈")
    assert offered(walker) == before
    assert c.WHICH_OFFERED.zh in walker.heard[1]


def test_a_place_said_to_a_question_with_yes_and_no_is_asked_about(walker):
    walker.type(ASKED).type("嗯，第二个吧")
    assert walker.assessment.responses == {}
    assert "也可以是选项" in walker.heard[1]
    walker.type("是")
    assert walker.assessment.response(LEVELS).value == "tested"


def test_what_denies_what_was_just_said_takes_it_back_or_asks_it_again(walker):
    walker.to_question("ip-notice-and-action").type("会转给商家").type("不通知")
    part = next(part for part in walker.conversation["below"] if "taken" in part)
    assert [(fact, holds) for fact, _, holds, _ in part["taken"]["facts"]] == [("forwarded", False)]
    walker.to_question("prepaid-money-protected").type("停业会公告")
    assert offered(walker) == ["商家停业或迁址提前 30 天公告并告知消费者，余额可退或继续履行"]
    walker.type("消费者不通知")
    assert "停业" in walker.heard[1]
    assert "taken" not in walker.conversation["below"][0]


@pytest.mark.parametrize(
    ("said", "asked_again"),
    [
        ("进度看不到", True),
        ("合同有，余额怎么退没写", True),
        ("停业会公告，余额不退", True),
        ("没多少人退", False),
        ("不用打电话", False),
    ],
)
def test_a_later_remark_on_what_was_said_asks_it_again_and_never_turns_it_silently(walker, said, asked_again):
    walker.to_question("prepaid-money-protected").type("余额能在线退")
    item = walker.rubric.by_id["prepaid-money-protected"].choices[1][1].zh
    assert offered(walker) == [item]
    walker.type(said)
    assert (item in walker.heard[1]) is asked_again
    assert offered(walker) == (["是", "不是", "不清楚"] if asked_again else [item])


@pytest.mark.parametrize("said", ["no, bar the splash screen", "不会，除了开屏", "不会，就开屏会"])
def test_a_no_that_leaves_something_in_is_no_plain_no(walker, said):
    walker.to_question("popup-one-click-close").type("一点就关")
    assert "还会再弹吗" in walker.heard[1]
    walker.type(said)
    first = walker.rubric.by_id["popup-one-click-close"].choices[0][1].zh
    assert first in offered(walker)


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("对，销量除外", ["by-price"]),
        ("对，除了销量", ["by-price"]),
        ("yes, bar sales", ["by-price"]),
        ("对，其他也都有", ["by-price", "by-sales", "by-credit", "every-device", "explained"]),
        ("yes, and the rest is there too", ["by-price", "by-sales", "by-credit", "every-device", "explained"]),
    ],
)
def test_a_yes_to_a_list_that_takes_out_or_adds_the_rest_offers_just_that(walker, said, items):
    walker.to_question("search-sort-orders").type("价格和销量都有").type(said)
    assert walker.assessment.responses == {}
    walker.press("understood-0")
    assert list(walker.assessment.response("search-sort-orders").value) == items


def test_none_of_those_is_said_of_what_was_spoken_of_and_declines_a_list_that_is_offered(walker):
    walker.to_question("parcel-handover").type("没先问").type("以上都没有")
    taken = next(part["taken"] for part in walker.conversation["below"] if "taken" in part)
    assert [fact for fact, *_ in taken["facts"]] == ["pickup-by-consent", "inspection-prompted"], "the next is asked"
    assert offered(walker) == ["是", "不是", "不清楚"]
    walker.to_question("search-sort-orders").type("价格、销量都有").type("以上都没有")
    assert (walker.heard[1], walker.assessment.responses) == (c.DECLINED.zh, {})


def test_what_was_said_to_words_between_is_not_said_again_below_the_next_answer(walker):
    walker.type(ASKED)
    asked = walker.heard[1]
    walker.type("你几岁了？")
    assert walker.heard[1] == c.NOT_ANSWERED.zh + asked
    walker.type("啥意思啊这题")
    assert walker.heard[3] == asked


def test_a_question_in_between_is_answered_and_what_waits_stays(walker):
    walker.to_question("waybill-masking")
    walker.type("现在面单默认打星号了。商家后台能看，这个还没改。批量导单要主管批，一次最多500条，有日志")
    waits = offered(walker)
    assert waits
    walker.type("现在多少分？")
    assert walker.below == ["heard", "understood"], "the answer, and below it what was asked back"
    assert offered(walker) == waits
    walker.type("商家后台还是全号 没遮")
    assert walker.below == ["understood"]
    assert offered(walker) != waits


def test_a_reply_that_only_becomes_a_note_does_not_lose_what_waits(walker):
    walker.to_question("waybill-masking")
    walker.type("现在面单默认打星号了。商家后台能看，这个还没改。批量导单要主管批，一次最多500条，有日志")
    waits = offered(walker)
    walker.type("我们仓库换了新的打印机，王师傅在管这一摊")
    assert offered(walker) == waits
    assert "打印机" in walker.assessment.response("waybill-masking").note


def one_offered(walker, asked, said):
    """A question at which one thing is offered for what was said."""
    walker.to_question(asked).type(said)
    assert len(offered(walker)) == 1
    return walker


REFUNDS, KEPT = "own-sales-refund-days", "退货仓收到之后最慢五天退"


@pytest.mark.parametrize(
    ("said", "value", "note"),
    [
        ("是 最慢就那回", "5", "最慢就那回"),
        ("嗯先这么填，晚点我再核实", "5", "晚点我再核实"),
        ("No, 8 days.", "8", ""),
        ("Make it 8 days", "8", ""),
        ("No, put eight. Two is what we usually manage, eight is the rule.", None, ""),
        ("改成5天", "5", ""),
        ("退货仓就是五天", "5", ""),
        ("不是 我说的是退货退款 不是那个安全报告", None, "我说的是退货退款，不是那个安全报告"),
    ],
)
def test_a_yes_that_goes_on_is_kept_and_a_figure_after_a_no_is_read(walker, said, value, note):
    one_offered(walker, REFUNDS, KEPT).type(said)
    given = walker.assessment.response(REFUNDS)
    assert (given.value, given.note, offered(walker)) == (value, note, [])


def test_a_question_behind_a_yes_is_answered_after_it(walker):
    one_offered(walker, REFUNDS, KEPT).type("对，顺便问下现在多少分")
    assert walker.assessment.response(REFUNDS).value == "5"
    assert "分" in walker.heard[1]


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("是，商家后台也遮了", [[0, 1, 2]]),
        ("不是，导出那条不算", [[0]]),
        ("就第一个", [[0]]),
        ("对，导出其实没日志", [[0], [0, 2]]),
        ("都不是，商家后台是打码的", [[1]]),
    ],
)
def test_a_list_that_is_offered_is_put_right_and_offered_anew(walker, said, ticked):
    asked = "waybill-masking"
    one_offered(walker, asked, "面单打了星号，导出也要审批有日志").type(said)
    items = [item.text.zh for item in walker.rubric.by_id[asked].parts]
    assert [[at for at, item in enumerate(items) if item in one] for one in offered(walker)] == ticked
    assert walker.assessment.responses == {}


@pytest.mark.parametrize(
    ("asked", "told", "said", "asks"),
    [
        (
            "reputation-monitoring",
            "We watch Weibo and the news every week, and the App Store reviews too.",
            "Yes, plus since August compliance also files whatever penalties the market regulator publishes. Not the consumers' association, we don't follow that.",
            "regulator-bulletins",
        ),
    ],
)
def test_what_a_yes_adds_and_only_comes_near_is_asked_and_nothing_recorded(walker, asked, told, said, asks):
    before = [name for name, ticked in taken(one_offered(walker, asked, told)).items() if ticked]
    walker.type(said)
    assert (walker.assessment.responses, taken(walker)) == ({}, dict.fromkeys(before, True))
    walker.type("是").press("understood-0")
    assert {*walker.assessment.response(asked).value} == {*before, asks}


def test_what_a_yes_adds_is_offered_with_it_and_another_number_of_things_leaves_the_offer(walker):
    asked = "cosmetics-merchant-review"
    one_offered(walker, asked, "卖美妆的都要实名认证进来").type("嗯，备案号比对也做的").type("对")
    assert walker.assessment.response(asked).value == ("registered", "filings-matched")
    asked = "elderly-accessible-pages"
    one_offered(walker, asked, "去年上了个长辈版，首页右上角就能切").type("对，两样都有")
    assert (walker.assessment.response(asked).value, len(offered(walker))) == (None, 1)
    walker.type("五样都有")
    assert all(taken(walker).values())


@pytest.mark.parametrize("said", ["不对，按价格能排的", "No, not by credit, as I said"])
def test_a_no_that_only_says_what_a_list_rests_on_leaves_the_offer(walker, said):
    one_offered(walker, "search-sort-orders", "可以按价格排，不能按信用排")
    before = taken(walker)
    walker.type(said)
    assert walker.assessment.responses == {}
    assert taken(walker) == before
    assert len(offered(walker)) == 1


def test_what_is_to_be_left_out_only_becomes_a_note(walker):
    asked, told = "reputation-monitoring", "微博和新闻每周一都看，应用商店评分也看"
    before = taken(one_offered(walker, asked, told))
    walker.type("哦还有12315转来的那些，没人统计，别算")
    assert (walker.assessment.response(asked).value, taken(walker)) == (None, before)


def test_what_a_yes_adds_and_is_not_understood_leaves_the_offer(walker):
    one_offered(walker, "search-sort-orders", "价格和销量都有").type("对，另外那个小绿标也算")
    assert (walker.assessment.responses, len(offered(walker))) == ({}, 1)
    assert walker.heard[1].startswith("没有听懂")
    walker.type("对，就这两样")
    assert walker.assessment.response("search-sort-orders").note == ""


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("还有，也可以按好评排", {"by-price", "by-sales", "by-credit"}),
        ("不是，你漏了按信用排序", {"by-price", "by-sales", "by-credit"}),
        ("漏了按销量的", {"by-price", "by-sales"}),
    ],
)
def test_what_is_added_to_an_offer_without_a_yes_drops_nothing_of_it(walker, said, items):
    one_offered(walker, "search-sort-orders", "价格和销量都有").type(said)
    assert {name for name, ticked in taken(walker).items() if ticked} == items
    assert walker.assessment.responses == {}


def test_what_stands_beside_a_yes_to_one_item_and_adds_another_is_asked(walker):
    walker.to_question("dispute-rules-fair-proof").type("好像举证责任有分")
    walker.type("有的，一类一类列的").type("还有，规则是公开的，步骤和时限都写了")
    assert {name for name, ticked in taken(walker).items() if ticked} >= {"steps-and-times"}


FILED = "we identified our important data and filed the catalogue, there's a signed paper"


@pytest.mark.parametrize("said", ["Yes, all done, last November.", "Yes, all done"])
def test_that_all_is_so_is_said_of_what_is_offered(walker, said):
    one_offered(walker, "important-data-duties", FILED).type(said)
    assert walker.assessment.response("important-data-duties").value == ("identified",)


def test_who_has_a_department_asks_nobody_else_to_answer(walk, store, shipped):
    walker = walk(store.add(begin(shipped)).id, lang="en", page="interview").to_question("important-data-duties")
    walker.type(FILED).type("No, add the CTO one. He's on the board and has his own department, that's both.")
    assert len(offered(walker)) == 1
    assert c.HANDED_BELOW.en not in walker.heard


def test_yes_and_no_are_said_to_the_one_list_that_is_offered(walker):
    asked = "enquiry-channels-found"
    one_offered(walker, asked, "只有热线").type("不对")
    assert (offered(walker), walker.assessment.responses) == ([], {})
    one_offered(walker, asked, "只有热线").type("对的")
    assert len(walker.assessment.response(asked).value) == 1


def test_a_place_where_one_list_is_offered_is_no_item_of_the_question_at_once(walker):
    one_offered(walker, "waybill-masking", "导出要审批，有日志").type("只有第二项")
    assert walker.assessment.responses == {}
    assert offered(walker)


SOUNDS = ("live-replay-kept", "直播回放存两年")


@pytest.mark.parametrize("said", ["对，就是这个，选吧", "是的，两年", "that's right, put it down"])
def test_yes_to_what_it_sounded_like_records_what_fails_a_gate(walker, said):
    asked, stated = SOUNDS
    walker.to_question(asked).type(stated)
    assert (offered(walker), walker.assessment.responses) == ([], {})
    walker.type(said)
    assert walker.assessment.response(asked).value == "2"


def test_right_there_is_none_agrees_with_an_offer_that_says_so(walker):
    one_offered(walker, "penalties-remedied", "查过信用中国，没有受过处罚").type("对，没有")
    assert walker.assessment.response("penalties-remedied").value == "remedied-and-checked"


@pytest.mark.parametrize(
    "said",
    [
        *(
            "对啊，照实记",
            "唉，是啊",
            "是。等一下，法务说下个月就定一个，那先这样记，之后再改",
            "yes, and it hurts",
            "Yep, sadly",
        ),
        *("没有预案。", "真没有预案", "嗯，出了事再说"),
    ],
)
def test_a_yes_with_a_remark_or_naming_it_again_takes_what_fails_a_gate(walker, said):
    walker.to_question("data-leak-response").type("没有预案")
    assert "不替您选" in walker.type("今天下雨，路上堵得厉害").heard[-1], "a remark leaves it as it is"
    walker.type(said)
    assert walker.assessment.response("data-leak-response").value == "none"


@pytest.mark.parametrize(
    "said",
    [
        *("是，但是有一份草稿", "应该是吧，我问问法务", "不是，有预案", "有预案啊，去年写的", "没有演练过"),
        *("是，都有了", "对，那是以前", "Yes we do have one actually", "Sure, there's a plan, legal wrote it"),
    ],
)
def test_what_limits_or_denies_what_fails_a_gate_records_nothing(walker, said):
    walker.to_question("data-leak-response").type("没有预案").type(said)
    assert walker.assessment.response("data-leak-response").value is None


@pytest.mark.parametrize("said", ["别的没了", "就这些", "nothing else", "that's about it"])
def test_that_all_is_said_takes_the_list_that_is_offered(walker, said):
    asked = "waybill-masking"
    one_offered(walker, asked, "导出要审批，有日志").type(said)
    assert walker.assessment.response(asked).value == ("bulk-export",)


def test_what_is_added_behind_a_pick_or_to_what_is_recorded_is_offered_with_it(walker):
    asked = "sensitive-data-consent"
    walker.to_question(asked).type("没有单独同意，加密倒是做了").type("是，再加上监护人同意那条")
    assert walker.assessment.response(asked).value is None
    walker.type("对")
    assert walker.assessment.response(asked).value == ("strict-protection", "under-fourteen")
    walker.to_question(asked).type("漏了，敏感信息台账也有，逐项写明用途").type("对")
    assert walker.assessment.response(asked).value == ("inventory", "strict-protection", "under-fourteen")


def test_what_is_said_to_be_written_is_not_put_down_for_it(walker):
    one_offered(walker, "review-rules-published", "规则里写了怎么算分、怎么申诉").type("能改一次评价，写了")
    assert (walker.assessment.response("review-rules-published").value, len(offered(walker))) == (None, 1)


@pytest.mark.parametrize("said", ["不清楚", "我不知道", "don't know"])
def test_who_does_not_know_of_one_item_is_asked_of_another_and_then_told_that_it_is_left_open(walker, said):
    walker.to_question("minors-platform-duties").type("未成年人这块我们有个小组在管")
    first = walker.heard[-1]
    walker.type(said)
    assert walker.heard[-1] != first
    assert walker.type(said).heard[-1] == c.LEFT_OPEN.zh
    assert walker.assessment.response("minors-platform-duties").value is None


def test_a_yes_behind_which_a_but_begins_takes_nothing_that_fails_a_gate(walker):
    """不过 is no 不 of what follows it."""
    asked = "consumer-deposits-returned"
    walker.to_question(asked).type("押金拖着不退")
    assert "不替您选" in walker.heard[-1]
    assert walker.type("对，不过退款很快").assessment.response(asked).value is None


def test_a_yes_that_would_fail_a_gate_is_answered_and_not_passed_over(walker):
    asked = "consent-free-choice"
    walker.to_question(asked).type("No boxes are ticked beforehand, but the app asks again every time you open it")
    assert "不替您选" in walker.type("yes").heard[-1]
    assert walker.type("yes, it is so").assessment.response(asked).value == "bundled"


def test_what_is_not_so_on_one_device_answers_whether_it_is_so_on_each(walker):
    asked = "own-licence-on-home-page"
    walker.to_question(asked).type("footer of the website has it, the app has it under About")
    assert "不替您选" in walker.type("not in the mini program").heard[-1]
    assert walker.type("yes, it is so").assessment.response(asked).value == "some-channels"


def test_a_verb_alone_is_no_yes_to_what_it_sounded_like(walker):
    asked, stated = SOUNDS
    walker.to_question(asked).type(stated).type("有的")
    assert walker.assessment.response(asked).value is None


def test_what_turns_down_what_it_sounded_like_is_understood(walker):
    asked, stated = SOUNDS
    walker.to_question(asked).type(stated).type("能看的，不是这个")
    assert walker.heard[1] == walker.words(c.DECLINED)
    assert walker.assessment.response(asked).value is None


def test_a_hurdle_behind_a_yes_is_of_what_was_asked(walker):
    walker.to_question("auto-renewal-reminder").type("扣款前5天发短信，也能自己关").type("能啊，就是藏得有点深")
    texts = dict(walker.rubric.by_id["auto-renewal-reminder"].choices)
    assert offered(walker) == [texts[one].zh for one in ("hard-to-cancel", "no-reminder")]


def test_a_reason_beside_what_was_said_to_be_there_leaves_only_what_was_asked(walker):
    walker.to_question("tie-in-not-preticked").type("没有默认勾选的")
    walker.type("我们商家都是个人，没什么套餐")
    assert offered(walker)
    assert not any("不适用" in one for one in offered(walker))


def test_not_applicable_takes_the_reason_that_is_offered(walker):
    asked = "dispatch-algorithm-fairness"
    one_offered(walker, asked, "配送都是快递公司他们自己的人，我们不派单").type("嗯，不適用")
    given = walker.assessment.response(asked)
    assert given.state == "na"
    assert given.reason in {choice.id for choice in walker.rubric.by_id[asked].not_applicable}


def test_what_is_said_against_an_offer_that_denies_drops_it(walker):
    one_offered(walker, "live-room-governance", "平台上不做直播").type("有的")
    assert (offered(walker), walker.assessment.profile) == ([], {})


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("纸箱都是普通瓦楞纸，绿色包装没有搞，大件就打个木托，塑料袋还在用", True),
        ("不好意思刚才同事来说食堂的事，聊了半天，茶都凉了，您等我两分钟，我先去打个电话", False),
    ],
)
def test_under_a_longer_story_it_is_asked_where_that_has_words_of_the_question(walker, said, asked):
    walker.to_question("packaging-and-plastics").type(said)
    assert bool(offered(walker)) == asked


def test_a_yes_that_goes_somewhere_is_recorded_and_offers_no_questions_as_answers(walker):
    one_offered(walker, REFUNDS, KEPT).type("Yup. And take me to the reviews questions please")
    assert walker.assessment.response(REFUNDS).value == "5"


def test_the_words_of_a_button_are_the_button(walker):
    asked = walker.type(ASKED).conversation["below"]
    assert asked
    before = offered(walker)
    walker.type(before[-1])
    assert offered(walker) != before


def test_a_no_to_one_item_is_not_none_of_these_where_other_things_were_stated(walker):
    walker.to_question("deposits-returned")
    walker.type("保证金标准公开的，按类目收；退店30天内退，扣保证金要给凭据").type("没单独记")
    assert not any("以上都没有" in one for one in offered(walker))


def test_what_waits_at_a_question_that_is_left_waits_there_again(walker):
    walker.type(ASKED)
    asked, at = offered(walker), walker.at
    assert asked
    walker.type("跳过")
    assert walker.at != at
    walker.to_question(at)
    assert offered(walker) == asked


def taken(walker: Walker) -> dict[str, bool]:
    """What is shown to be taken for known, or to be in the list that is offered."""
    shown = next((part["taken"]["facts"] for part in walker.conversation["below"] if "taken" in part), [])
    return {fact: holds for fact, _, holds, _ in shown}


def test_what_was_misheard_is_put_right_by_a_press_and_what_was_asked_is_still_asked(walker):
    said = "面单打了星号，批量导出订单要审批有日志，公开的评价页面会漏出名字"
    walker.to_question("waybill-masking").type(f"{said}，商家后台看得到全的")
    before, asked = taken(walker), walker.heard[1]
    assert (before["waybill"], before["bulk-export"]) == (True, True)
    walker.press("turn-bulk-export")
    assert taken(walker) == before | {"bulk-export": False}
    assert (walker.heard[1], walker.assessment.responses) == (asked, {})
    while "understood-2" in walker.pressable:  # yes, no, not known
        walker.press("understood-1")
    [offer] = offered(walker)
    assert dict(walker.rubric.by_id["waybill-masking"].choices)["bulk-export"].zh not in offer
    walker.press("turn-bulk-export").press("understood-0")
    given = walker.assessment.response("waybill-masking").value
    assert {"waybill", "bulk-export"} <= {*given}
    assert "public-pages" not in given


def test_what_came_beside_a_list_is_still_its_note_where_an_item_is_turned_round(walker):
    walker.to_question("waybill-masking")
    item = dict(walker.rubric.by_id["waybill-masking"].choices)["waybill"].zh
    walker.type(f"{item}，供应商是老张找的，行吗？")
    assert [*taken(walker).values()] == [True, False, False, False, False]
    walker.press("turn-bulk-export").press("understood-0")
    given = walker.assessment.response("waybill-masking")
    assert ({*given.value}, given.note) == ({"waybill", "bulk-export"}, "供应商是老张找的，行吗？")


def test_an_item_that_was_turned_round_stays_so_with_a_further_statement(walker):
    walker.to_question("waybill-masking").type("面单打了星号").press("turn-public-pages")
    walker.type("导出也要审批")
    assert {name for name, holds in taken(walker).items() if holds} == {"waybill", "bulk-export", "public-pages"}


def test_what_is_taken_for_known_of_a_row_of_options_is_turned_round_and_what_it_leaves_is_asked(walker):
    walker.type(ASKED)
    before = taken(walker)
    assert before
    assert all(before.values())
    walker.press(f"turn-{next(iter(before))}")
    assert taken(walker) != before
    assert walker.assessment.responses == {}


@pytest.mark.parametrize(
    ("said", "recorded", "values"),
    [
        ("ya 5 is right. what about the rest of what I wrote?", "5", []),
        ("5天对的", "5", []),
        ("6 is right", None, ["5 天"]),
        ("yes, at Christmas it was 9", None, ["9 天", "5 天"]),
        ("5 is right, 9 at Christmas", None, ["9 天", "5 天"]),
    ],
)
def test_a_figure_that_is_called_right_is_taken_and_another_beside_it_is_offered_too(walker, said, recorded, values):
    walker.to_question("own-sales-refund-days").type("大概5天")
    walker.type(said)
    assert (walker.assessment.response("own-sales-refund-days").value, offered(walker)) == (recorded, values)


@pytest.mark.parametrize("said", ["all three yes", "三样都有", "both of them"])
def test_each_of_several_things_asked_together_is_said_yes_to(walker, said):
    walker.to_question("incident-plan").type("there is a plan in place and approved")
    walker.type(said)
    assert offered(walker) == [walker.rubric.by_id["incident-plan"].choices[2][1].zh]


@pytest.mark.parametrize("said", ["All three", "三样都有", "以上都有", "all of the above"])
def test_all_of_a_list_by_their_number_is_offered_where_one_item_is_asked(walker, said):
    asked = "merchant-sanction-safeguards"
    walker.to_question(asked).type("处罚通知写明事实和理由").type(said)
    assert (len(taken(walker)), all(taken(walker).values())) == (3, True)
    assert walker.assessment.response(asked).value is None


@pytest.mark.parametrize(
    ("said", "value"), [("第四种", "drilled"), ("第四个，每年都演练", "drilled"), ("第一个", "plan")]
)
def test_a_place_that_those_offered_do_not_have_is_the_questions_own(walker, said, value):
    asked = "data-leak-response"
    walker.to_question(asked).type("有").type(said)
    assert walker.assessment.response(asked).value == value


def test_a_place_beside_which_another_answer_is_said_is_offered_with_that(walker):
    asked = "data-leak-response"
    walker.to_question(asked).type("有").type("第三个。我们去年没有演练过。")
    assert (len(offered(walker)), walker.assessment.response(asked).value) == (3, None)


@pytest.mark.parametrize(
    ("asked", "told", "said", "value"),
    [
        ("availability-target", "没定过什么目标，挂了就修呗", "没有书面的可用性目标", "none"),
        ("own-sales-refund-days", "Usually 2 days, worst case a week", "Seven days at worst", "7"),
        ("service-report-published", SERVICE, "写成书面的，对", "written-method"),
        ("service-report-published", SERVICE, "In writing, yes.", "written-method"),
    ],
)
def test_what_is_offered_is_taken_where_it_is_only_stated_again_or_a_yes_ends_the_words(
    walker, asked, told, said, value
):
    walker.to_question(asked).type(told)
    if not offered(walker) or len(offered(walker)) > 1:
        walker.type("没有")
    if len(offered(walker)) > 1:
        walker.type("按期啊，每季度一次")
    assert len(offered(walker)) == 1
    walker.type(said)
    assert walker.assessment.response(asked).value == value


@pytest.mark.parametrize("said", ["化妆品商家实名登记", "商家实名登记", "实名登记那项有，其他不清楚"])
def test_naming_an_item_of_a_list_that_is_offered_records_no_less_than_was_said(walker, said):
    asked = "cosmetics-merchant-review"
    walker.to_question(asked).type("化妆品商家都实名登记的，上架前也核对备案").type(said)
    assert walker.assessment.response(asked).value is None
    assert sum(taken(walker).values()) == 2


@pytest.mark.parametrize(("said", "value"), [("没有", None), ("真没有", "none"), ("没有书面的", None), ("不是", None)])
def test_a_bare_there_is_none_to_an_offer_of_none_is_asked_about_and_a_firm_one_agrees(walker, said, value):
    asked = "availability-target"
    walker.to_question(asked).type("没定过什么目标，挂了就修呗").type("没有")
    assert len(offered(walker)) == 1
    walker.type(said)
    assert walker.assessment.response(asked).value == value
    assert len(offered(walker)) == (1 if said == "没有" else 0) or said == "没有书面的"


def test_what_cannot_be_so_with_what_was_known_asks_that_again_and_loses_nothing_else(walker):
    asked = "popup-one-click-close"
    walker.to_question(asked).type("The pop-ups are fine, one tap and gone.")
    walker.type("No, once it's gone it's gone. But like I said you do have to wait on the splash one.")
    texts = dict(walker.rubric.by_id[asked].choices)
    assert offered(walker) == [texts["hindered"].zh]


@pytest.mark.parametrize(
    ("asked", "told", "said"),
    [
        ("service-report-published", SERVICE, "每年也公布服务报告，对"),
        ("penalties-remedied", "没受过处罚，都干净", "去年被罚过一次，已经改了，对"),
        ("own-sales-refund-days", "about 5 days", "5 days unless it is a weekend"),
        ("own-sales-refund-days", "about 5 days", "It is 5 normally and 9 at Christmas, yes"),
        ("search-sort-orders", "价格、销量能排", "以上都有"),
    ],
)
def test_what_says_more_or_limits_beside_a_yes_to_an_offer_records_nothing(walker, asked, told, said):
    walker.to_question(asked).type(told)
    if asked == "service-report-published":
        walker.type("按期啊，每季度一次")
    walker.type(said)
    assert walker.assessment.response(asked).value is None


def test_what_is_in_the_list_already_is_told_so(walker):
    asked = "cosmetics-merchant-review"
    walker.to_question(asked).type("化妆品商家都实名登记的，上架前也核对备案").type("还有实名登记，你漏了")
    assert walker.heard[-1].startswith(c.IN_IT_ALREADY.zh)


def test_a_remark_that_would_ask_anew_what_is_known_for_the_worse_leaves_the_offer(walker):
    asked = "penalties-remedied"
    walker.to_question(asked).type("今年吃过两张罚单，法务那有个Excel都登着。一张早整完了，另一张嘛……拖着呢").type(
        "还有一张没弄完"
    )
    before = offered(walker)
    assert len(before) == 1
    assert offered(walker.type("你没懂我意思，一张整改好了，另一张超期没整完")) == before
    walker.type("不，整改完了，都整完了")
    assert offered(walker) != before, "for the better it is asked"
    assert walker.assessment.response(asked).value is None


def test_a_statement_that_none_of_those_offered_fits_is_the_note_and_asked_for_in_other_words(walker):
    waits(walker).type("都不是")
    assert walker.heard[-1] in (c.DECLINED.zh, c.DECLINED_NOTED.zh)
    assert offered(walker) == []


PRICES = "promotion-price-and-choice"


def adds(walk, store, rubric, said, lang="zh") -> Walker:
    """Two items of a list recorded, and further words about it."""
    walker = walk(store.add(begin(rubric)).id, lang=lang, page="interview").to_question(PRICES)
    walker.answer(rubric.by_id[PRICES], ("seven-day-low", "rules-as-run")).to_question(PRICES)
    return walker.type(said)


def test_what_is_added_to_a_recorded_list_leaves_out_what_the_same_words_deny(walk, store, shipped):
    walker = adds(walk, store, shipped, "还有商家自愿参加促销，不过活动规则没公布")
    assert [name for name, ticked in taken(walker).items() if ticked] == ["seven-day-low", "free-to-join"]
    walker.type("对")
    assert walker.assessment.response(PRICES).value == ("seven-day-low", "free-to-join")


def test_where_one_of_two_items_may_be_denied_it_is_asked_beside_what_was_recorded(walk, store, shipped):
    walker = adds(walk, store, shipped, "漏了一条，商家自愿参加；规则不提前公布")
    assert taken(walker) == {"seven-day-low": True, "rules-as-run": False}
    walker.type("是").type("还有先涨后降的不让参加，划线价没限定")
    assert {name for name, ticked in taken(walker).items() if ticked} == {"no-raise-first", "free-to-join"}
    walker.type("不是").type("就这样记")
    assert walker.assessment.response(PRICES).value == ("no-raise-first", "free-to-join")


def test_what_was_recorded_is_known_where_what_is_added_is_asked_about(walk, store, shipped):
    said = "I forgot one: merchants join promotions freely. The promotion rules are not published"
    walker = adds(walk, store, shipped, said, "en")
    assert taken(walker) == {"seven-day-low": True, "free-to-join": True}
    walker.type("no").type("yes")
    assert walker.assessment.response(PRICES).value == ("seven-day-low", "free-to-join")


@pytest.mark.parametrize(
    ("lang", "first", "then"),
    [("zh", "3.5年", "哦不对，我记混了，是四年"), ("en", "three and a half years", "No wait, it's four")],
)
def test_a_second_thought_offers_another_figure_where_the_last_was_recorded(walk, store, shipped, lang, first, then):
    kept = "exited-merchant-identity-kept"
    walker = walk(store.add(begin(shipped)).id, lang=lang, page="interview").to_question(kept).type(first)
    assert (walker.assessment.response(kept).value, walker.at != kept) == ("3.5", True)
    walker.type(then)
    assert (walker.at, walker.assessment.response(kept).value, len(offered(walker))) == (kept, "3.5", 1)
    walker.press("understood-0")
    assert walker.assessment.response(kept).value == "4"


def test_a_second_thought_takes_an_item_out_of_the_list_that_was_just_recorded(walker):
    told = "merchant-sanction-safeguards"
    walker.to_question(told).type("处罚通知写明事实和理由，执行的人先培训后上岗").type("对")
    before = walker.assessment.response(told).value
    walker.type("等等，外包的好像有几个还没上课")
    left = [name for name in before if name != "enforcers-trained"]
    assert (walker.at, [name for name, ticked in taken(walker).items() if ticked]) == (told, left)
    assert walker.assessment.response(told).value == before


def test_what_is_added_afterwards_is_the_note_of_the_question_it_is_about(walker):
    asked = "consent-free-choice"
    walker.to_question(asked).type("3").type("补一句：撤回同意的入口在设置里第二层，倒是好找")
    assert (walker.at, walker.assessment.response(asked).note) == (
        asked,
        "撤回同意的入口在设置里第二层，倒是好找",
    )


@pytest.mark.parametrize(
    ("said", "note", "offers"),
    [
        ("对了，上一题补一句，总结是老王执笔的", "总结是老王执笔的", []),
        ("啊更正，上一題應該是十二天", "", ["12 天"]),
        ("Correction: the last one should be twelve days", "", ["12 天"]),
        ("One more thing on the last question: Wang writes it", "Wang writes it", []),
    ],
)
def test_what_names_the_question_before_goes_there(walker, said, note, offers):
    asked = "incident-closing-report-days"
    walker.to_question(asked).type("10天").type(said)
    assert (walker.at, walker.assessment.response(asked).value, offered(walker)) == (asked, "10", offers)
    assert walker.assessment.response(asked).note == note
    assert not note or walker.heard[1] == w.KEPT_BESIDE_ANSWER.zh


def test_oh_and_about_what_was_answered_last_is_its_note(walker):
    asked, remark = "popup-one-click-close", "the countdown is gone from next month."
    walker.to_question(asked).type(
        "tap once and it's gone. The splash one makes you sit through three seconds first though."
    )
    walker.type("the first one").type(f"Oh and about the ads: {remark}")
    assert walker.assessment.response(asked).note.endswith(remark)
    assert len(walker.assessment.responses) == 1


def test_a_second_thought_about_what_is_on_screen_stays_there(walker):
    walker.to_question("consent-free-choice").type("3")
    here = walker.at
    walker.type("等等，这题什么意思")
    assert walker.at == here


def test_small_print_is_not_prominent(walker):
    walker.to_question("membership-terms-kept").type("会员期内不加钱，权益不变")
    assert "显著" in walker.heard[1]
    walker.type("续约前会寄一封信啦，但字很小")
    assert [one[-14:] for one in offered(walker)] == ["但续购前没有显著告知权益变化"]


def test_right_none_agrees_with_a_denial_that_led_to_the_offer(walker):
    asked = "penalties-remedied"
    one_offered(walker, asked, "没有受过处罚，信用中国和市监局网站都查过").type("对，没有")
    assert walker.assessment.response(asked).value == "remedied-and-checked"


def test_what_was_hardly_done_asks_nothing(walker):
    walker.to_question("fake-promotion-control").type(
        "刷单这块风控有模型在跑，每天自动拉一批可疑的出来，运营当天就处理掉"
    )
    walker.type("这块……没怎么跟市监局报过，就是自己处理完留个档")
    assert len(offered(walker)) == 2, "without what is hardly done"
    assert walker.assessment.responses == {}


def test_what_is_added_behind_a_recorded_list_is_offered_with_it(walker):
    asked = "no-reason-return-rules-shown"
    walker.to_question(asked).answer(walker.rubric.by_id[asked], ("terms-complete", "linked-from-orders"))
    walker.type("还有，与商家的合同也写了退货谁负责")
    ticked = {name for name, there in taken(walker).items() if there}
    assert (walker.at, ticked) == (asked, {"terms-complete", "merchant-agreement", "linked-from-orders"})


def test_a_note_that_holds_what_stands_there_takes_its_place(walker):
    told = "Every complaint gets tagged with the room it came from. But honestly we never wrote down how it goes."
    walker.to_question("live-room-complaints").type(told).type("no, only if the police ask").type("yes").type("第一个")
    assert walker.assessment.response("live-room-complaints").note.count("Every complaint") == 1


def test_by_the_way_is_no_yes_to_what_is_asked(walker):
    walker.to_question("fake-promotion-control").type(
        "刷单这块风控有模型在跑，每天自动拉一批可疑的出来，运营当天就处理掉"
    )
    walker.type("对了，规则是2023年发的，商品页有举报按钮")
    assert "reported" not in taken(walker)


def test_what_only_goes_on_behind_a_yes_is_the_note(walker):
    one_offered(walker, "waybill-masking", "面单打了星号，导出也要审批有日志").type("对，而且都查过")
    assert walker.assessment.response("waybill-masking").note == "而且都查过"
