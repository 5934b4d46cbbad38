"""Several things said in one text, with real keys in Chromium: typed or pasted, accepted one by one or together, taken back, remembered."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from tests.browser.test_phone import too_wide

pytestmark = pytest.mark.browser

AT, LATER, LOG = "enquiry-channels-found", "merchant-money-path", "network-log-retention"
SAID = (
    "首页、商品页和订单页都有客服入口，早九点到晚九点有人。商家的货款由银行直接结给商家，不进平台自己的账户。"
    "我们没有直播。网络日志留存六个月。"
)


def test_a_pasted_text_is_accepted_by_keys_taken_back_at_once_and_its_half_offered_later(served, visit, shipped):
    kept = served.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    visitor = visit("zh", width=390, height=900)
    visitor.open("interview", kept, q=AT)
    page = visitor.page
    page.locator(".ecq-typed textarea").click()
    page.keyboard.insert_text(SAID)
    page.keyboard.press("Enter")
    cards = page.locator(".ecq-cards .card")
    cards.first.wait_for()
    visitor.idle()
    page.wait_for_timeout(500)  # what is said is brought out from behind the dock
    assert cards.count() == 3
    assert (
        cards.first.bounding_box()["y"] + cards.first.bounding_box()["height"]
        <= page.locator(".ecq-dock").bounding_box()["y"]
    )
    assert too_wide(visitor, "cards") == []
    assert not visitor.assessment.responses
    page.keyboard.press("Escape")  # out of the field
    page.keyboard.press("x")  # the first is left
    cards.nth(2).wait_for(state="detached")
    page.keyboard.press("l")  # all others are taken
    page.locator(".ecq-cards").wait_for(state="detached")
    visitor.idle()
    assert visitor.assessment.response(LOG).value == "6"
    assert visitor.assessment.profile["live-commerce"] == "no"
    page.keyboard.press("Control+z")
    page.wait_for_function("() => !document.querySelector('.ecq-thread .own.pressed, .ecq-thread .taken .again')")
    visitor.idle()
    assert (dict(visitor.assessment.responses), dict(visitor.assessment.profile)) == ({}, {})
    visitor.open("interview", kept, q=LATER)
    page.locator(".ecq-heard-box").wait_for()
    assert "不进平台自己的账户" in page.locator(".ecq-heard-box .own").inner_text()
    visitor.no_trouble()


def test_words_about_another_question_are_said_there_by_a_key(served, visit, shipped):
    kept = served.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    visitor = visit("zh", width=1440, height=900)
    visitor.open("interview", kept, q=LOG)
    page, about = visitor.page, "own-licence-on-home-page"
    said = "执照挂在首页最下边，App里要点到设置里才有，小程序好像还没放"
    page.locator(".ecq-typed textarea").click()
    page.keyboard.insert_text(said)
    page.keyboard.press("Enter")
    there = page.locator(".there")
    there.wait_for()
    page.wait_for_timeout(500)  # it is brought out from behind the dock
    assert there.bounding_box()["y"] < page.locator(".ecq-dock").bounding_box()["y"]
    assert page.locator(".ecq-typed textarea").input_value() == said
    there.focus()
    page.keyboard.press("Enter")
    page.locator(f"[data-question='{about}']").first.wait_for(state="attached")
    page.locator(".ecq-heard-box .own").wait_for()
    visitor.idle()
    assert page.locator(".ecq-heard-box .own").inner_text() == said
    assert page.locator(".ecq-typed textarea").input_value() == ""
    assert not visitor.assessment.responses
    assert visitor.console == []
