"""The profile as the first part of the conversation, in a browser: by keyboard, with Back and Forward, after a reload."""

from __future__ import annotations

import pytest

from ecq.web.start import words as t
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def asked(visitor: Visitor) -> str:
    return visitor.page.locator(".ecq-leaves").inner_text()


def test_turns_keep_their_place_and_say_what_they_leave(visit, served, shipped):
    visitor = visit("zh")
    page = visitor.page
    visitor.open()
    visitor.key("begin").locator("button").click()
    visitor.wait_for_page("profile")
    assert visitor.heading == visitor.say(t.TURN_PLATFORM)
    page.wait_for_function("document.activeElement.matches('.ecq-question h1')")
    visitor.moves(visitor.key("turn-next").locator("button").click)
    assert visitor.heading == visitor.say(t.TURN_TRADES)
    visitor.address_says("turn=2")

    before = asked(visitor)
    visitor.key("fact-live-commerce").get_by_text("没有直播", exact=True).click()
    page.wait_for_function("before => document.querySelector('.ecq-leaves').textContent !== before", arg=before)
    visitor.idle()
    now = asked(visitor)
    page.wait_for_function("line => document.querySelector('#ecq-live').textContent.includes(line)", arg=now)

    page.reload()
    visitor.wait_for_page("profile")
    assert visitor.heading == visitor.say(t.TURN_TRADES)
    assert asked(visitor) == now
    visitor.moves(visitor.key("turn-next").locator("button").click)
    visitor.moves(page.go_back)
    assert visitor.heading == visitor.say(t.TURN_TRADES)
    visitor.moves(page.go_forward)
    assert visitor.heading == visitor.say(t.TURN_GOODS)
    visitor.moves(visitor.key("change-turn-2").locator("button").click)
    assert visitor.heading == visitor.say(t.TURN_TRADES)
    visitor.key("turn-later").locator("button").click()
    visitor.wait_for_page("interview")
    assert visitor.assessment.profile == {"live-commerce": "no"}
