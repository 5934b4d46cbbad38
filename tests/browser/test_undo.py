"""Taking steps back and forth by key; a disk that is full."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.rubric.model import Rubric
from ecq.web.session import words as k
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Come, Served, Visitor, full_disk, said
from tests.building import a_value

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
    step(visitor, "z")
    assert said(visitor.assessment) == dict(list(given.items())[:1])


def test_a_full_disk_is_reported_until_it_is_solved_and_loses_nothing(visitor, served, shipped):
    question = shipped.by_id[str(visitor.at)]
    value = a_value(question, 1)
    saved = visitor.page.locator(".ecq-top .saved")
    unsaved = saved.filter(has_text=visitor.say(k.NOT_SAVED_SIDE))  # the bar is drawn beside the panel, not with it
    assert saved.inner_text().startswith("已保存")
    with full_disk(served):
        visitor.option(question.id, str(value)).click()
        visitor.key("panel-unsaved").wait_for()
        unsaved.wait_for()
        visitor.moves(visitor.chip("skip").click)
        box = visitor.page.locator(".ecq-typed textarea")
        visitor.types(box, "这是我想了很久才写下来的一段说明，还没有答案")
        box.press("Enter")
        visitor.key("panel-unsaved").get_by_text("想了很久").wait_for()
        unsaved.wait_for()
        noted = str(visitor.at)
    visitor.key("save-again").locator("button").click()
    visitor.key("panel-unsaved").wait_for(state="detached")
    saved.filter(has_text=re.compile("^已保存")).wait_for()
    assert visitor.assessment.response(question.id).value == value
    assert "想了很久" in visitor.assessment.response(noted).note
    visitor.no_trouble()
