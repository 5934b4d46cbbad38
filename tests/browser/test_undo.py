"""Taking steps back and forth by key."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.rubric.model import Rubric
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Come, Served, Visitor, said

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(visit: Come, served: Served, shipped: Rubric) -> Visitor:
    one = visit("zh")
    one.open("interview", served.keep(begin(shipped, "撤销平台")))
    return one


def step(visitor: Visitor, keys: str) -> str | None:
    """Press keys that take a step, once the buttons they stand for are there; which question comes."""
    visitor.page.locator(".ecq-steps button").first.wait_for()
    visitor.chip("skip").wait_for()
    return visitor.moves(lambda: visitor.page.keyboard.press(keys))


def test_undo_and_redo_work_by_key(visitor, shipped):
    given, redo = answer_some(visitor, shipped, 3), ("y", "Control+y", "Control+Shift+Z")
    asked = list(given)
    assert [step(visitor, undo) for undo in ("z", "Control+z", "z")] == asked[::-1]
    assert said(visitor.assessment) == {}
    visitor.page.locator(".ecq-said", has_text=re.compile("^已撤销")).wait_for()
    visitor.page.keyboard.press(redo[0])  # the first question is on the screen, and stays there
    visitor.page.locator(".ecq-said", has_text="已重做").wait_for()
    visitor.idle()
    assert visitor.at == asked[0]
    assert said(visitor.assessment) == {asked[0]: given[asked[0]]}
    assert [step(visitor, keys) for keys in redo[1:]] == asked[1:]
    assert said(visitor.assessment) == given
    visitor.key("step-redo").wait_for(state="detached")


def test_undo_keys_take_one_step_and_leave_text_editing_alone(visitor, shipped):
    given = answer_some(visitor, shipped, 3)
    page = visitor.page
    box = page.locator(".ecq-typed textarea")
    box.click()
    box.press_sequentially("zy 撤回也许")
    for keys in ("Control+z", "Control+y", "Control+Shift+Z", "z", "y", "h"):
        page.keyboard.press(keys)
    visitor.idle()
    assert said(visitor.assessment) == given, "a key pressed in a text field took an answer back"
    visitor.chip("note").click()
    note = visitor.key("panel-note").locator("textarea")
    note.click()
    page.keyboard.press("Control+z")
    visitor.idle()
    assert said(visitor.assessment) == given
    # outside of fields it takes back one answer, not two
    page.locator(".ecq-question").click()
    step(visitor, "Control+z")
    assert said(visitor.assessment) == dict(list(given.items())[:2])
