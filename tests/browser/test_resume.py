"""Nothing is lost where a server dies. A reload: `test_thread.py`."""

from __future__ import annotations

import os
import signal
from contextlib import closing

import pytest

from ecq.assessment.changes import begin
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.web.lists import words as t
from ecq.web.session import words as k
from tests.browser.visitor import Served, Visitor, kill, said
from tests.building import a_value

pytestmark = pytest.mark.browser

TYPES_WHILE_THE_PAGE_IS_ASKED_FOR = """() => {
  const waiting = setInterval(() => {
    if (ecqConversation.lost !== 'asking') return
    clearInterval(waiting)
    const field = document.querySelector('.ecq-answers input[type=text]')
    field.value = '7'
    field.dispatchEvent(new Event('input'))
    window.typed = true
  }, 1)
}"""
"""Somebody who types a number while a server that was started again draws the page."""


def answer_some(visitor: Visitor, rubric: Rubric, count: int) -> dict[str, object]:
    given: dict[str, object] = {}
    for turn in range(1, count + 1):
        at = visitor.at
        value = a_value(rubric.by_id[at], turn)
        visitor.press_answer(rubric.by_id[at], value)
        given[at] = ("answered", value, None)
    return given


def type_a_name(visitor: Visitor) -> None:
    """Open the field for the name of the last self-check in the list, and type one without entering it."""
    visitor.open()
    visitor.page.locator(".ecq-home .dots").last.press("Enter")
    visitor.page.get_by_role("menuitem", name=visitor.say(t.NAME_TAGS)).press("Enter")
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.type("East")


def next_open(visitor: Visitor, rubric: Rubric) -> str | None:
    return Interview(rubric, visitor.assessment).current()


def test_a_server_that_keeps_silent_is_told_and_takes_what_was_pressed_when_it_speaks_again(
    visit, killable, shipped, tmp_path
):
    """As without a network for a while: the browser holds the connection for open."""
    with killable() as address, closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        visitor = visit("zh", at=Served(address, tmp_path / "home", store), width=390, height=844)
        visitor.open("interview", store.add(begin(shipped)).id)
        at, pid = visitor.at, int((tmp_path / "pid").read_text())
        offline = visitor.page.locator(".ecq-offline")
        visitor.page.wait_for_timeout(3_000)
        assert not offline.is_visible()
        os.kill(pid, signal.SIGSTOP)
        try:
            visitor.page.keyboard.press("1")
            offline.wait_for(state="visible")
            assert visitor.page.locator("[data-test-connection-state=CONNECTED]").count()
            assert offline.inner_text() == visitor.say(k.OFFLINE)
            box = offline.bounding_box()
            for y in (box["y"] + 4, box["y"] + box["height"] - 4):
                assert offline.evaluate("(box, y) => document.elementFromPoint(195, y) === box", y), (
                    "nothing lies over it"
                )
        finally:
            os.kill(pid, signal.SIGCONT)
        offline.wait_for(state="hidden")
        visitor.page.wait_for_function(
            "was => document.querySelector('.ecq-question').dataset.question !== was", arg=at
        )
        assert said(visitor.assessment).keys() == {at}


def test_a_killed_server_is_told_in_the_visitors_language_and_loses_neither_answers_nor_steps_nor_a_name(
    visit, killable, shipped, tmp_path
):
    with killable() as address, closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        visitor = visit("en", at=Served(address, tmp_path / "home", store))
        store.add(begin(shipped, "另一个"))
        visitor.open("interview", store.add(begin(shipped, "重启平台")).id)
        offline = visitor.page.locator(".ecq-offline")
        assert not offline.is_visible()
        given = answer_some(visitor, shipped, 4)
        expected = visitor.at
        other = visit("en", at=visitor.served)
        type_a_name(other)
        visitor.chip("note").click()
        note = visitor.page.locator(".st-key-panel-note textarea")
        visitor.types(note, "写到一半的备注")
        visitor.page.evaluate(TYPES_WHILE_THE_PAGE_IS_ASKED_FOR)
        other.page.wait_for_load_state("networkidle")
        kill(visitor, tmp_path)
        other.forgiven = visitor.forgiven
        other.page.locator("[data-test-connection-state]:not([data-test-connection-state=CONNECTED])").wait_for()
        other.page.keyboard.press("Enter")
        offline.wait_for(state="visible")
        visitor.page.wait_for_function(
            "() => getComputedStyle(document.querySelector('.ecq-offline')).visibility === 'visible'"
        )
        assert offline.inner_text() == visitor.say(k.OFFLINE)
        visitor.page.get_by_test_id("stDialog").wait_for(state="attached")
        assert not visitor.page.get_by_test_id("stDialog").is_visible(), "Streamlit's own words lie over ours"
        heard = visitor.page.get_by_role("alert").filter(has_text=visitor.say(k.OFFLINE))
        assert heard.count() == 1, "not for a screen reader"
    with killable(), closing(DatabaseStore.in_folder(tmp_path / "home")) as store:
        visitor.served.store = store
        # the page left open comes back by itself, and its first press is taken (so it is after a long pause, too)
        visitor.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=30_000)
        offline.wait_for(state="hidden")
        assert visitor.at == expected == next_open(visitor, shipped)
        visitor.page.wait_for_function("window.typed && !ecqConversation.lost")
        visitor.idle()
        assert visitor.key(f"number-{expected}").locator("input").input_value() == "7"
        visitor.page.wait_for_function(
            "document.querySelector('.st-key-panel-note textarea')?.value === '写到一半的备注'"
        )
        assert visitor.assessment.response(str(expected)).note == "写到一半的备注"
        given |= answer_some(visitor, shipped, 1)
        assert said(visitor.assessment) == given
        # and steps back reach to before it died: the answer, the note, the last answer of then
        for _ in range(3):
            before = visitor.assessment
            visitor.page.locator(".ecq-steps button").first.wait_for()
            visitor.page.keyboard.press("z")
            for _ in range(200):
                if visitor.assessment != before:
                    break
                visitor.page.wait_for_timeout(50)
            visitor.idle()
        given = dict([*given.items()][:-2])
        assert said(visitor.assessment) == given
        # a name that was entered while the server was away stays in its field, which keeps the focus
        other.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=30_000)
        other.idle()
        other.page.wait_for_function("document.activeElement.matches('dialog input')")
        other.page.keyboard.press("Enter")
        other.page.locator(".ecq-home .name").get_by_text("East").wait_for()
        # and a page opened afresh goes on too
        visitor.page.reload()
        visitor.wait_for_page("interview")
        assert visitor.at == next_open(visitor, shipped)
        given |= answer_some(visitor, shipped, 2)
        assert said(visitor.assessment) == given
    log = (tmp_path / "home" / "server.log").read_text(encoding="utf-8", errors="replace")
    assert visitor.assessment_id not in log
    assert "重启平台" not in log
