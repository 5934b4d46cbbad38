"""Taking steps back and forth by key, word and press; coming back next week; a disk that is full."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.interview.flow import Interview
from ecq.rubric.model import Rubric
from ecq.web.session import words as k
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Served, Visitor, a_value, full_disk, said

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> Visitor:
    one = visit("zh")
    one.open("interview", served.keep(begin(shipped, "撤销平台")))
    return one


def step(visitor: Visitor, keys: str) -> str | None:
    """Press keys that take a step, once the buttons they stand for are there; which question comes."""
    visitor.page.locator(".ecq-steps button").first.wait_for()
    visitor.chip("skip").wait_for()
    return visitor.moves(lambda: visitor.page.keyboard.press(keys))


@pytest.mark.parametrize(("undo", "redo"), [("z", "yyy"), ("Control+z", ("Control+y", "Control+Shift+Z", "Control+y"))])
def test_undo_and_redo_work_by_key(visitor: Visitor, shipped: Rubric, undo: str, redo: Sequence[str]) -> None:
    given = answer_some(visitor, shipped, 3)
    asked = list(given)
    assert [step(visitor, undo) for _ in asked] == asked[::-1]
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


def test_undo_keys_take_one_step_and_leave_text_editing_alone(visitor: Visitor, shipped: Rubric) -> None:
    given = answer_some(visitor, shipped, 3)
    page = visitor.page
    box = page.locator(".ecq-typed textarea")
    box.click()
    box.press_sequentially("zy 撤回也许")
    for keys in ("Control+z", "Control+y", "Control+Shift+Z", "z", "y", "h"):
        page.keyboard.press(keys)
    page.wait_for_timeout(600)
    assert said(visitor.assessment) == given, "a key pressed in a text field took an answer back"
    visitor.chip("note").click()
    note = visitor.key("panel-note").locator("textarea")
    note.click()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(400)
    assert said(visitor.assessment) == given
    # outside of fields it takes back one answer, not two
    page.locator(".ecq-question").click()
    step(visitor, "Control+z")
    assert said(visitor.assessment) == dict(list(given.items())[:2])
    step(visitor, "z")
    assert said(visitor.assessment) == dict(list(given.items())[:1])


def test_undo_and_redo_can_be_typed(visitor: Visitor, shipped: Rubric) -> None:
    given = answer_some(visitor, shipped, 2)
    box = visitor.page.locator(".ecq-typed textarea")

    def say(words: str) -> str | None:
        visitor.types(box, words)
        return visitor.moves(lambda: box.press("Enter"))

    assert say("撤销") == list(given)[1]
    assert say("undo") == next(iter(given))
    assert said(visitor.assessment) == {}
    visitor.types(box, "重做")
    box.press("Enter")
    visitor.page.locator(".ecq-said", has_text="已重做").wait_for()
    assert said(visitor.assessment) == dict(list(given.items())[:1])


def test_an_earlier_answer_is_restored_by_one_press(visitor: Visitor, shipped: Rubric) -> None:
    asked = str(visitor.at)
    question = shipped.by_id[asked]
    for turn in (1, 2):
        visitor.press_answer(question, a_value(question, turn))
        visitor.moves(visitor.chip("back").click)
    visitor.chip("history").click()
    panel = visitor.key("panel-history")
    panel.locator(".ecq-version").nth(2).wait_for()
    visitor.idle()
    assert panel.locator(".ecq-version").count() == 3
    now, _, first = panel.locator(".ecq-version").all_inner_texts()
    assert visitor.say(k.AT_PRESENT) in now
    assert visitor.say(k.BEFORE_THAT) in first
    visitor.key(f"restore-{asked}-1").locator("button:visible").click()
    panel.locator(".ecq-version").nth(3).wait_for()
    visitor.idle()
    assert visitor.assessment.response(asked).value == a_value(question, 1)
    assert visitor.at == asked


# -- coming back


def set_back(served: Served, assessment_id: str, days: int) -> None:
    with closing(sqlite3.connect(served.home / "ecq.sqlite3")) as connection:
        for table, column, key in (("journal", "at", "assessment_id"), ("assessments", "saved_at", "id")):
            connection.execute(
                f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '-{days} days') "
                f"WHERE {key} = ?",
                (assessment_id,),
            )
        connection.commit()


def test_a_user_returning_after_a_week_continues_at_the_next_open_question(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    kept = served.keep(begin(shipped, "下周平台"))
    there = Interview(shipped, served.kept(kept)).first_of("delivery")
    for question_id in [q for q in shipped.order if shipped.place[q][1] == "delivery"][:2]:
        question = shipped.by_id[question_id]
        served.store.change(kept, lambda held, q=question: give(held, q, a_value(q, 1)))  # type: ignore[misc, arg-type]
    set_back(served, kept, 7)
    visitor = visit("en")
    visitor.open("interview", kept)
    line = visitor.page.locator(".ecq-said", has_text="Welcome back")
    line.wait_for()
    left = len(Interview(shipped, visitor.assessment).unanswered)
    assert line.inner_text().endswith(f"you answered 2 questions; {left} are open.")
    assert shipped.place[str(visitor.at)][1] == "delivery"
    assert visitor.at != there
    answer_some(visitor, shipped, 1)
    line.wait_for(state="detached")
    # and a reload right after is no return
    visitor.page.reload()
    visitor.wait_for_page("interview")
    assert line.count() == 0


# -- what cannot be saved


def test_a_full_disk_is_reported_until_it_is_solved_and_loses_nothing(
    visitor: Visitor, served: Served, shipped: Rubric
) -> None:
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
