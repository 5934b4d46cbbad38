"""On a phone: the whole way, with nothing to scroll sideways and the standing in view."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import annotate, begin
from ecq.assessment.evidence import add_evidence
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.telling.overview import words as wo
from ecq.web.start.page import FEWEST
from tests.browser.visitor import Visitor, another
from tests.building import accepted, sampled

pytestmark = pytest.mark.browser

WIDER = """() => {
  const main = document.querySelector('main')
  return {
    document: document.documentElement.scrollWidth - innerWidth,
    main: Math.max(main.scrollWidth - main.clientWidth - 1, 0),  // widths of parts of a pixel are rounded up
    sticking_out: [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
      .filter((e) => !e.closest('.ecq-scroll, .ecq-row, .js-plotly-plot, [data-testid=stFileUploader]'))
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.getBoundingClientRect().width > 0)
      .filter((e) => getComputedStyle(e).position !== 'absolute')
      .slice(0, 3).map((e) => `${e.tagName} ${e.textContent.slice(0, 40)}`),
  }
}"""

# What lies over the standing line: nothing should. Its corners and middle are looked at.
COVERED = """() => {
  const summary = document.querySelector('.ecq-phone summary'), box = summary.getBoundingClientRect()
  for (const x of [box.left + 4, box.left + box.width / 2, box.right - 4])
    for (const y of [box.top + 4, box.bottom - 4]) {
      const there = document.elementFromPoint(x, y)
      if (!there || !there.closest('.ecq-phone'))
        return `${there?.closest('[data-testid]')?.dataset.testid} at ${Math.round(x)}, ${Math.round(y)}`
    }
  return ''
}"""
# Text squeezed until it runs down the page: a cell more than 8 times as high as wide; a number broken over two lines.
CRUSHED = """() => [
  ...[...document.querySelectorAll('.ecq-rows :is(td, th), .ecq-heat caption')].filter((e) => e.checkVisibility() && e.offsetHeight > 8 * e.offsetWidth),
  ...[...document.querySelectorAll('.ecq-card span.num')].filter((e) => e.getClientRects().length && e.offsetHeight > 36),
].map((e) => `crushed to ${e.offsetWidth} x ${e.offsetHeight}: ${e.textContent.slice(0, 40)}`)"""


def too_wide(visitor: Visitor, where: str) -> list[str]:
    visitor.page.get_by_test_id("stMain").wait_for()
    wider = visitor.page.evaluate(WIDER)
    if wider["document"] <= 0 and wider["main"] <= 0 and not wider["sticking_out"]:
        return []
    return [f"{where}: {wider}"]


def open_side(visitor: Visitor) -> None:
    visitor.page.get_by_test_id("stExpandSidebarButton").click()
    visitor.page.locator(".st-key-side nav").first.wait_for()
    visitor.page.wait_for_function("document.querySelector('#stSidebar').getBoundingClientRect().left >= 0")


def close_side(visitor: Visitor) -> None:
    visitor.page.locator("#stSidebar").hover()
    visitor.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    visitor.page.wait_for_function("document.querySelector('#stSidebar').getBoundingClientRect().right <= 1")


def test_gates_that_are_open_can_be_read_on_a_phone(visit, served, shipped):
    visitor = visit("en", width=390, height=844)
    made = sampled("qinghe-mall", shipped, "en")
    few = made.model_copy(update={"responses": dict([*made.responses.items()][:20])})
    visitor.open("results", served.keep(few), view="gates")
    asked = visitor.page.locator(".ecq-rows.slim td:nth-child(2)").first
    asked.wait_for()
    assert asked.bounding_box()["width"] > 85, "beside its state a question runs down the page"


def test_an_assessment_can_be_done_on_a_phone_without_sideways_scrolling(visit, served, shipped):
    visitor = visit("en", width=320, height=844, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = visitor.page
    wide: list[str] = []
    visitor.open()
    wide += too_wide(visitor, "start")
    visitor.key("sample-qinghe-mall").locator("button").click()
    visitor.wait_for_page("results")
    page.locator(".st-key-story .outcome").wait_for()
    wide += too_wide(visitor, "results")
    wide += page.evaluate(CRUSHED)
    visitor.open("results", visitor.assessment_id, view="indicators")
    page.locator(".js-plotly-plot .legend").nth(1).wait_for()
    wide += too_wide(visitor, "results, indicators")
    wide += page.evaluate(CRUSHED)
    folded = page.locator("[data-testid=stExpander] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    page.locator(".ecq-scroll").nth(1).wait_for()
    wide += too_wide(visitor, "results with tables")

    visitor.to_page("profile")
    wide += too_wide(visitor, "profile")
    visitor.to_page("evidence")
    visitor.wait_for_page("evidence")
    visitor.unfold_evidence()
    page.locator(".ecq-ev [data-id^=edit-]").first.click()
    wide += too_wide(visitor, "evidence")
    visitor.open("overview", visitor.assessment_id)
    visitor.button(wo.UNFOLD_ALL).click()
    page.locator(".ecq-excluded > summary").click()
    wide += too_wide(visitor, "overview unfolded")
    long = annotate(visitor.assessment, shipped.questions[0], "x" * 300)
    served.store.change(visitor.assessment_id, lambda _: accepted(long))
    visitor.open("overview", visitor.assessment_id)
    visitor.types(page.get_by_role("searchbox"), "xxx")
    page.locator(".ecq-hit").wait_for()
    wide += too_wide(visitor, "overview, something found")
    visitor.open("interview", visitor.assessment_id)
    open_side(visitor)
    close_side(visitor)
    wide += too_wide(visitor, "interview")

    at = str(visitor.at)
    question = shipped.by_id[at]
    line = page.locator(".ecq-phone summary")
    assert line.is_visible()
    assert not page.locator(".ecq-aside").is_visible()
    for summary in page.locator(".ecq-question summary").all():
        summary.click()
    visitor.chip("evidence").click()
    visitor.key("panel-evidence").wait_for()
    wide += too_wide(visitor, "interview with panels open")
    # the standing stays in view when the page is scrolled
    page.locator("main").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    page.wait_for_function("document.querySelector('main').scrollTop > 50")
    covered = page.evaluate(COVERED)
    page.locator("main").evaluate("main => main.scrollTo(0, 0)")
    line.click()
    page.locator(".ecq-phone .ecq-big").wait_for()
    bars = [
        page.locator(where).get_attribute("aria-label")
        for where in (".ecq-phone summary .thin", ".cards .ecq-bar >> nth=0")
    ]
    assert bars[0] == bars[1] != "", "the bar of the lines is that of the card"
    line.click()

    value = another(question, visitor.assessment.response(at).value)
    visitor.press_answer(question, value)
    assert visitor.assessment.response(at).value == value
    assert not wide, "\n".join(wide)
    assert not covered, f"scrolled down, the standing line is covered by {covered}"


IN_VIEW = """() => {
  const [heading, dock] = ['.ecq-question h1', '.ecq-dock'].map((one) => document.querySelector(one).getBoundingClientRect())
  return heading.top > 0 && heading.bottom < dock.top
}"""


def test_by_touch_alone_the_next_question_is_in_view_and_what_records_a_checklist_never_behind_the_dock(
    visit, served, shipped
):
    """Also where the list is longer than the screen, and after answers that made the page longer. Field and strip stand still."""
    visitor = visit("zh", width=390, height=844, has_touch=True, is_mobile=True)
    visitor.open("interview", served.keep(begin(shipped)))
    page, ticked, stood = visitor.page, 0, set[tuple[int, int]]()

    def box(selector: str) -> dict[str, float]:
        return dict(page.locator(selector).bounding_box())

    while ticked < 2:
        question = shipped.by_id[str(visitor.at)]
        page.wait_for_function(IN_VIEW)
        page.wait_for_timeout(600)  # sooner, a touch in the same place would be the second of a double click
        stood.add((round(box(".ecq-typed textarea")["y"]), round(box(".ecq-phone summary")["height"])))
        if isinstance(question, MeasureQuestion):
            visitor.moves(visitor.chip("unsure").tap)
        elif isinstance(question, ChecklistQuestion):
            ticked += 1
            press = page.locator(".ecq-answers .confirm")
            assert press.evaluate(
                "one => { const box = one.getBoundingClientRect();"
                " return document.elementFromPoint(box.left + box.width / 2, box.bottom - 2)?.closest('.confirm') === one }"
            ), question.id
            visitor.key(f"item-{question.id}-{question.items[-1].id}").tap(position={"x": 8, "y": 8})
            visitor.moves(press.tap)
            assert visitor.assessment.response(question.id).value == (question.items[-1].id,)
        else:
            visitor.moves(visitor.option(question.id, question.options[0].id).tap)
    assert len(stood) == 1, f"the field has moved, or the strip: {stood}"


def test_on_a_touch_screen_what_is_asked_back_has_the_focus_so_that_no_keyboard_lies_over_it(visit, served, shipped):
    visitor = visit("zh", width=390, height=844, has_touch=True, is_mobile=True)
    visitor.open("interview", served.keep(begin(shipped)), q="data-export-basis")
    field = visitor.page.locator(".ecq-typed textarea")
    for words in ("好像没梳理过", "应该是没有梳理过吧"):
        field.tap()
        visitor.page.keyboard.insert_text(words)
        visitor.page.keyboard.press("Enter")
        visitor.page.locator("[data-panel=understood]:focus").wait_for()


def test_what_is_due_has_the_width_of_the_card_and_no_column_of_single_words(visit, served, shipped):
    question = shipped.questions[0]
    made = begin(shipped).model_copy(update={"name": "The Long-Winded Electronic Marketplace Company Limited"})
    words = "the filing certificate and the latest test report " * 2
    for _ in range(FEWEST):
        served.keep(accepted(add_evidence(made, question, words, in_hand=False, due="2026-01-31")))
    visitor = visit("en", width=390, height=844, has_touch=True, is_mobile=True)
    visitor.open()
    row = visitor.page.locator(".ecq-due tr").filter(has_text="the filing certificate").first
    row.wait_for()
    whole, what = row.bounding_box(), row.locator("td").last.bounding_box()
    assert what["width"] > 0.9 * whole["width"]
    assert row.get_attribute("role") == "row", "a grid is a table for screen readers still"
