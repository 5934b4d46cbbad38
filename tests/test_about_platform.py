"""A description of the platform is read for the facts of its profile, and for nothing that it does not say."""

import pytest

from ecq.interview.facts import platform_words
from ecq.interview.typed.about_platform import platform_said
from ecq.rubric.loading import load_rubric
from tests.talk.platforms import SETS, read

RUBRIC = load_rubric("gbt31526-2025")


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        (
            "B2C 综合平台，有直播，卖食品，420 万用户",
            {"business-model": ("b2c",), "live-commerce": "yes", "food": "yes", "size": "medium"},
        ),
        ("没有自营、直播和跨境", {"own-goods": "no", "live-commerce": "no", "cross-border": "no"}),
        ("直播和跨境都没有，有会员", {"live-commerce": "no", "cross-border": "no", "auto-renewal": "yes"}),
        ("化妆品、外卖、医疗器械，都没有", {"regulated-sales": ("none",)}),
        ("药不卖 直播也没有 卖吃的", {"drugs": "no", "live-commerce": "no", "food": "yes"}),
        ("no live streams, food or drugs; about 250k users", {"live-commerce": "no", "food": "no", "drugs": "no", "size": "small"}),
        ("You can't pay online, and we never sell anything ourselves", {"payment-role": "none", "own-goods": "no"}),
        ("还没成年的用户不少，他们的未成年人信息不处理", {"minors": "yes", "minors-data": "no"}),
        ("打算做直播，以前卖过药", {}),
        ("不知道有没有跨境", {}),
        ("不到 10 万用户", {"size": "below-100k"}),
        ("用户过千万", {"size": "large"}),
        ("Membership? we closed the paid membership in 2023", {}),
        ("没有未成年人的直播", {}),
        ("做日用品和食品的B2C平台", {"business-model": ("b2c",), "offer": ("goods",), "food": "yes"}),
        ("游戏点卡和电子书的商城，学生多", {"business-model": ("b2c",), "offer": ("digital",), "minors": "yes"}),
        ("做外卖的本地生活平台", {"offer": ("services",), "regulated-sales": ("takeaway",)}),
        ("賣美妝的跨境B2C平台，會員50萬", {"business-model": ("b2c",), "regulated-sales": ("cosmetics",), "cross-border": "yes", "size": "small"}),
        ("420万会员", {"size": "medium"}),
        ("420万会员，付费会员另算", {"size": "medium", "auto-renewal": "yes"}),
        ("B2B 平台，企业客户 3 万家，30000家企业客户", {"business-model": ("b2b",)}),
        ("二手書的C2C平台，面交付現金", {"business-model": ("c2c",), "payment-role": "none"}),
        ("主打生鮮外送，货自己进，刷卡付", {"food": "yes", "own-goods": "yes", "payment-role": "partner"}),
        ("团长带货，没有直播", {"live-commerce": "no"}),
        ("我們平臺上有賣酒和奶粉，也有藥妝", {"food": "yes", "regulated-sales": ("cosmetics",)}),
        ("All trademarks are registered. 5,000 merchants", {}),
        ("grocery app, 15m registered, card payments", {"food": "yes", "size": "large", "payment-role": "partner"}),
        ("electronics retailer; we keep pupils' data; an algorithmic feed", {"business-model": ("b2c",), "offer": ("goods",), "minors-data": "yes", "recommendation": "yes"}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_is_said_is_read_and_nothing_else(said, facts):
    assert dict(platform_said(said, RUBRIC).facts) == facts


def test_name_and_target_are_read_with_it():
    told = platform_said("我们叫青禾，想拿四星，不卖药", RUBRIC)
    assert (told.name, told.target, dict(told.facts)) == ("青禾", "four-star", {"drugs": "no"})
    told = platform_said("It's called Bluefin; four or five stars", RUBRIC)
    assert (told.name, told.target) == ("Bluefin", None), "of two grades none is meant for certain"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("We're Willow, a B2C marketplace with about 3 million users", "Willow"),
        ("We run Parts Direct and sell bearings", "Parts Direct"),
        ("我们是青禾商城，B2C 综合平台", "青禾商城"),
        ("我们是综合商城，B2C", ""),
        ("We're B2C, food", ""),
        ("We are Shenzhen-based, B2B", ""),
        ("This is Emma, from compliance", ""),
        ("I'm from Legal, we sell food", ""),
        ("We're German, B2B", ""),
    ],
)
def test_a_name_is_taken_where_one_says_who_one_is(said, name):
    assert platform_said(said, RUBRIC).name == name


def test_what_is_said_both_ways_is_left_open():
    assert not platform_said("有直播，没有直播", RUBRIC)


def test_every_word_belongs_to_a_fact_and_a_value_of_the_profile():
    for fact, values in platform_words().items():
        known = {one.id for one in RUBRIC.facts[fact].options} | ({"any"} if fact == "payment-role" else set())
        assert values.keys() <= known
    assert platform_words().keys() == RUBRIC.facts.keys()


@pytest.mark.parametrize(("name", "least", "most"), [("first", 0.95, 0), ("second", 0.88, 10), ("third", 0.9, 12)])
def test_descriptions_of_others_are_read_as_well_as_counted(name, least, most):
    became = [kind for case in SETS[name] for kind, _ in read(case, RUBRIC)]
    said = sum(kind != "besides" for kind in became)
    assert became.count("right") >= least * said
    assert became.count("wrong") + became.count("besides") <= most
