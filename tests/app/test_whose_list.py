"""Whose list a visitor sees, and what a link from elsewhere offers."""

from types import SimpleNamespace

import pytest
import streamlit as st

from ecq.assessment.changes import begin
from ecq.base.settings import BROWSER_COOKIE
from ecq.web.frame import words as access
from ecq.web.lists import words as t
from ecq.web.session import whose_list
from ecq.web.session.state import Session

OURS = "k" * 43


@pytest.fixture
def comes_with(monkeypatch):
    """Visits through a proxy, with a cookie."""
    own = Session()
    monkeypatch.setattr(whose_list, "session", lambda: own)

    def come(cookie):
        context = SimpleNamespace(
            headers={"x-forwarded-for": "192.0.2.7"},
            cookies={BROWSER_COOKIE: cookie} if cookie else {},
            locale="zh-CN",
            timezone="UTC",
            url="http://ecq.example.org/",
        )
        monkeypatch.setattr(st, "context", context)
        return whose_list.list_key()

    return come


def test_only_a_key_of_ours_is_taken_from_a_cookie(comes_with):
    assert comes_with(OURS) == OURS
    made = comes_with(None)
    assert len(made) == 43
    for foreign in ("", "short", OURS + "k", "k" * 100_000, "k" * 42 + "é", "k" * 42 + "\n", "' OR 1=1 --" + "k" * 32):
        assert comes_with(foreign) == made, foreign[:20]


def test_a_link_opens_and_offers_to_put_it_on_the_list(walk, store, mine, shipped, comes_with):
    linked = mine.add(begin(shipped, "别人的", at="2026-11-24T09:00:00+00:00"), "somebody else's")
    comes_with(OURS)
    walker = walk(linked.id, page="results")
    assert walker.words(access.NOT_LISTED) in walker.html
    walker.press("above-remember")
    assert walker.words(access.NOT_LISTED) not in walker.html
    assert mine.place(linked.id, OURS).listed
    assert OURS not in walker.html
    start = walk()
    assert any(start.words(t.OF_THIS_BROWSER) == one.value for one in start.app.caption)
    start.press("forget-all")
    assert not mine.place(linked.id, OURS).listed
    assert mine.place(linked.id, "somebody else's").listed
    assert store.find(linked.id) is not None


def test_what_lies_in_the_bin_says_so_and_can_be_taken_back(walk, mine, shipped):
    kept = mine.add(begin(shipped, "旧的", at="2026-11-24T09:00:00+00:00"), None)
    mine.bin(kept.id)
    walker = walk(kept.id, page="results")
    assert walker.words(access.IN_BIN) in walker.html
    walker.press("above-restore")
    assert not mine.place(kept.id, None).binned


def test_in_open_mode_the_list_is_the_browsers_also_where_only_this_computer_is_called(monkeypatch):
    """A proxy on the same computer may hand on what others ask."""
    context = SimpleNamespace(headers={}, cookies={BROWSER_COOKIE: OURS})
    monkeypatch.setattr(st, "context", context)
    monkeypatch.setattr(whose_list.config, "get_option", lambda _: "127.0.0.1")
    for mode, key in (("local", None), ("", None), ("open", OURS)):
        monkeypatch.setenv("ECQ_MODE", mode)
        assert whose_list.list_key() == key
