"""The overview in a browser: search as one types, filters in the address, a change and back to the same line, keys alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ecq.assessment.changes import annotate
from ecq.assessment.model import Assessment
from ecq.interview.flow import Interview
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.overview import words as wo
from ecq.telling.overview.rows import overview_rows, picked, search
from tests.app.test_overview_page import sample
from tests.browser.visitor import Visitor, another

pytestmark = pytest.mark.browser

# Where the line of a question stands on the screen, and whether it has the focus.
LINE = """id => {
  const link = document.querySelector(`.ecq-list a[data-open="question ${id}"]`)
  const box = link?.closest('li').getBoundingClientRect()
  return link && { top: Math.round(box.top), bottom: Math.round(box.bottom), focused: document.activeElement === link }
}"""


def picks(shipped: Rubric, made: Assessment, show: Any = None) -> list[str]:
    return [row.id for row in picked(overview_rows(shipped, made, score(shipped, made)), show)]


def listed(visitor: Visitor) -> list[str]:
    ids: list[str] = visitor.page.evaluate(
        "[...document.querySelectorAll('.ecq-list a[data-open^=question]')].map(a => a.dataset.open.slice(9))"
    )
    return ids


def lists(visitor: Visitor, expected: list[str]) -> None:
    """Wait until exactly these are listed."""
    visitor.page.wait_for_function(
        "ids => JSON.stringify([...document.querySelectorAll('.ecq-list a[data-open^=question]')].map(a => a.dataset.open.slice(9)))"
        " === JSON.stringify(ids)",
        arg=expected,
    )


def chip(visitor: Visitor, show: str) -> Any:
    return visitor.page.locator(f".ecq-overview .chips [data-chip={show}]")


def field(visitor: Visitor) -> Any:
    return visitor.page.get_by_role("searchbox")


def test_search_and_filters_select_questions(visit, served, shipped):
    made = annotate(sample(shipped), shipped.questions[2], "等宁波仓的回复")
    assert isinstance(made, Assessment)
    visitor = visit("zh")
    page = visitor.page
    visitor.open("overview", served.keep(made))
    everything = list(Interview(shipped, made).asked)
    assert listed(visitor) == everything
    assert not page.locator(".ecq-list a").first.is_visible(), "at first it is a map: every indicator in one line"

    # as one types, with the words of a note, in Traditional characters
    field(visitor).press_sequentially("寧波", delay=30)
    lists(visitor, [shipped.questions[2].id])
    assert page.locator(".ecq-list a").first.is_visible()
    assert "宁波仓" in page.locator(".ecq-hit").inner_text()
    assert not re.search("%E|宁|寧", page.url), (
        "what is searched for is the client's own word and no part of an address"
    )
    assert visitor.page.get_by_role("status").filter(has_text=f"1 / {len(everything)}").count() == 1

    visitor.button(wo.CLEAR).click()
    lists(visitor, everything)

    # a filter stands in the address: it survives a reload, and Back takes it away
    chip(visitor, "na").click()
    lists(visitor, picks(shipped, made, "na"))
    visitor.address_says("show=na")
    page.reload()
    visitor.wait_for_page("overview")
    lists(visitor, picks(shipped, made, "na"))
    assert chip(visitor, "na").get_attribute("aria-pressed") == "true"
    page.get_by_label(visitor.say(wo.WITHIN)).select_option("payment")
    lists(visitor, [q for q in picks(shipped, made, "na") if "payment" in shipped.place[q]])
    visitor.button(wo.CLEAR).click()
    lists(visitor, everything)
    visitor.address_says(r"^(?!.*[?&](show|in)=)")
    visitor.no_trouble()


def press_line(visitor: Visitor, question_id: str) -> float:
    """Open a question by its line; where the line stood as it was pressed, which is what is gone back to: pressing may
    bring it into view first, and the page may still be finding its height."""
    visitor.page.evaluate(
        f"id => addEventListener('click', () => (window.pressedAt = ({LINE})(id).top), {{ capture: true, once: true }})",
        question_id,
    )
    visitor.page.locator(f".ecq-list a[data-open='question {question_id}']").click()
    visitor.wait_for_page("interview")
    visitor.wait_for_question(question_id)
    top: float = visitor.page.evaluate("window.pressedAt")
    return top


def stands_at(visitor: Visitor, question_id: str, top: float) -> None:
    """The line comes to stand where it stood, once the page has found its height."""
    visitor.page.wait_for_function(f"([id, top]) => Math.abs(({LINE})(id).top - top) <= 3", arg=[question_id, top])


def test_changing_an_answer_returns_to_the_same_row(visit, served, shipped):
    made = sample(shipped)
    visitor = visit("zh", width=390, height=844, has_touch=True, is_mobile=True)
    page = visitor.page
    visitor.open("overview", served.keep(made), show="unevidenced")
    ids = picks(shipped, made, "unevidenced")
    lists(visitor, ids)
    target = ids[len(ids) * 2 // 3]
    link = page.locator(f".ecq-list a[data-open='question {target}']")
    link.scroll_into_view_if_needed()
    stood = press_line(visitor, target)
    back = visitor.key("back-to-overview").locator("button")

    # there and back without a change
    back.click()
    visitor.wait_for_page("overview")
    lists(visitor, ids)
    page.wait_for_function("id => document.activeElement?.dataset.open === `question ${id}`", arg=target)
    stands_at(visitor, target, stood)

    # and with one
    stood = press_line(visitor, target)
    question = shipped.by_id[target]
    value = another(question, made.response(target).value)
    if isinstance(question, ChecklistQuestion):
        visitor.option(str(target), "none").click()
        value = ()
    elif isinstance(question, MeasureQuestion):
        visitor.types(visitor.key(f"number-{target}").locator("input"), str(value))
        page.keyboard.press("Enter")
    else:
        visitor.option(target, str(value)).click()
    visitor.wait_for_page("overview")
    page.locator(".ecq-changed").wait_for()
    assert visitor.assessment.response(target).value == value
    visitor.address_says("show=unevidenced")
    page.wait_for_function("id => document.activeElement?.dataset.open === `question ${id}`", arg=target)
    stands_at(visitor, target, stood)
    page.locator("li.changed", has_text=visitor.say(wo.JUST_CHANGED)).wait_for()

    # a reload at the question keeps the way back
    press_line(visitor, target)
    page.reload()
    visitor.wait_for_page("interview")
    visitor.wait_for_question(target)
    visitor.key("back-to-overview").locator("button").click()
    visitor.wait_for_page("overview")
    visitor.address_says("show=unevidenced")
    visitor.no_trouble()


def test_the_overview_can_be_used_by_keyboard_alone(visit, served, shipped):
    made = sample(shipped, "en")
    visitor = visit("en")
    page = visitor.page
    visitor.open("overview", served.keep(made))
    press = page.keyboard.press
    press("/")
    page.wait_for_function("document.activeElement?.type === 'search'")
    page.keyboard.type("returned refund")
    hits = search(shipped, overview_rows(shipped, made, score(shipped, made)), "returned refund", "en").hits
    found = [q for q in Interview(shipped, made).asked if q in hits]
    assert "return-refund-deadline" in found
    lists(visitor, found)  # of the whole search, not of its first letters
    visitor.idle()

    # down from the search into the lines, to the one wanted, and in
    for _ in range(2 * len(found) + 4):
        press("ArrowDown")
        if page.evaluate("document.activeElement.dataset.open?.slice(9)") == "return-refund-deadline":
            break
    line = page.evaluate(LINE, "return-refund-deadline")
    assert line["focused"]
    outline = page.evaluate("getComputedStyle(document.activeElement.closest('li')).outlineStyle")
    assert outline == "solid", "the focus can be seen"
    press("Enter")
    visitor.wait_for_page("interview")
    visitor.wait_for_question("return-refund-deadline")
    visitor.chip("unsure").wait_for()
    press("u")
    visitor.wait_for_page("overview")
    page.wait_for_function("document.activeElement?.dataset.open === 'question return-refund-deadline'")
    assert visitor.assessment.response("return-refund-deadline").state == "unsure"
    assert field(visitor).input_value() == "returned refund", "the search is kept too"

    # again, and out with O without a change
    press("Enter")
    visitor.wait_for_page("interview")
    visitor.key("back-to-overview").locator("button").wait_for()
    press("o")
    visitor.wait_for_page("overview")

    # the filter by Tab and Space, folds by Enter
    press("/")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_function("document.querySelectorAll('.ecq-list a[data-open^=question]').length > 100")
    visitor.idle()
    for _ in range(12):
        press("Tab")
        if page.evaluate("document.activeElement.dataset.chip") == "unsure":
            break
    press("Space")
    lists(visitor, picks(shipped, visitor.assessment, "unsure"))
    assert page.evaluate("document.activeElement.dataset.chip") == "unsure", "the focus stays on the filter"
    first = page.locator(".ecq-indicator summary").first
    first.focus()
    press("Enter")
    page.wait_for_function("!document.querySelector('.ecq-indicator').open")
    press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY", "what is folded is passed over"
    visitor.no_trouble()


def test_unfolded_rows_stay_unfolded(visit, served, shipped):
    made = sample(shipped)
    visitor = visit("zh")
    page = visitor.page
    visitor.open("overview", served.keep(made))
    for node in ("delivery", "complaints"):
        page.locator(f"details[data-fold={node}] summary").click()
    target = next(q for q in listed(visitor) if shipped.place[q][1] == "complaints")
    page.locator(f".ecq-list a[data-open='question {target}']").click()
    visitor.wait_for_page("interview")
    visitor.key("back-to-overview").locator("button").click()
    visitor.wait_for_page("overview")
    page.wait_for_function(
        "JSON.stringify([...document.querySelectorAll('.ecq-indicator[open]')].map(d => d.dataset.fold))"
        " === JSON.stringify(['delivery', 'complaints'])"
    )
    # all at once, and on paper everything
    visitor.button(wo.UNFOLD_ALL).click()
    assert page.locator(".ecq-indicator:not([open])").count() == 0
    visitor.button(wo.FOLD_ALL).click()
    assert page.locator(".ecq-indicator[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".ecq-overview details:not([open])").count() == 0
    page.emulate_media(media="print")
    assert not field(visitor).is_visible()
    assert page.locator(".ecq-list li").last.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".ecq-indicator[open]").count() == 0
