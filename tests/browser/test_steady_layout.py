"""Nothing jumps: the cards beside the interview stand still while the score changes, and the page does not shift."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.rubric.model import Rubric
from ecq.web.session.visit import FIRST_ANSWERS
from tests.building import a_value, accepted

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.shifts = []
  window.changed = [0]
  const asked = () => document.querySelector('.ecq-question')?.dataset.question
  let last = asked()
  new MutationObserver(() => {
    if (asked() === last) return
    last = asked()
    window.changed.push(performance.now())
  }).observe(document.querySelector('main'), { subtree: true, childList: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      window.shifts.push({
        value: entry.value,
        due: entry.hadRecentInput || window.changed.some((at) => entry.startTime - at >= -100 && entry.startTime - at < 500),
        aside: entry.sources.some((s) => s.node?.parentElement?.closest?.('.ecq-aside, .ecq-phone, .ecq-top, .st-key-side')),
        what: entry.sources.map((s) => `${s.node?.nodeName}.${s.node?.className ?? ''}`).join(' '),
      })
  }).observe({ type: 'layout-shift' })
}"""
CARDS = """() => [...document.querySelectorAll('.ecq-aside .ecq-card')].map((card) => {
  const box = card.getBoundingClientRect()
  return [Math.round(box.top), Math.round(box.height)]
})"""
MOST_SHIFT = 0.05
"""Of the whole walk. 0.1 and less is called good."""


def moved(before: list[list[int]], after: list[list[int]]) -> bool:
    """Whether a card stands elsewhere or has another height; a pixel is rounding, since the page scrolls by parts of one."""
    pairs = [(one, other) for rows in zip(before, after, strict=True) for one, other in zip(*rows, strict=True)]
    return any(abs(one - other) > 1 for one, other in pairs)


def begun(shipped: Rubric) -> Assessment:
    """With the first answers given, which bring in what was empty."""
    made = begin(shipped, "Steady")
    for question in shipped.questions[:FIRST_ANSWERS]:
        made = accepted(answer(made, question, a_value(question, 1)))
    return made


def test_the_cards_do_not_move_when_the_score_changes(visit, served, shipped):
    visitor = visit("zh", width=1280, height=900)
    visitor.open("interview", served.keep(begun(shipped)))
    first = shipped.by_id[str(visitor.at)]
    visitor.press_answer(first, a_value(first, 1))  # Streamlit loads the code of a field with the first
    visitor.page.evaluate(WATCH)
    before, standing = visitor.page.evaluate(CARDS), visitor.standing
    for turn in range(8):
        question = shipped.by_id[str(visitor.at)]
        visitor.press_answer(question, a_value(question, turn))
        assert not moved(before, visitor.page.evaluate(CARDS)), f"the cards have moved after {turn + 1} answers"
    assert visitor.standing != standing
    shifts = visitor.page.evaluate("window.shifts")
    assert [one for one in shifts if one["aside"]] == []
    # Another question may stand elsewhere; once it is there, nothing moves under the reader's hand.
    late = [one for one in shifts if not one["due"]]
    assert sum(one["value"] for one in late) <= MOST_SHIFT, late


FOLD = """async (fold) => {
  const heights = []
  for (const _ of ['closed', 'opened']) {
    fold.querySelector('summary').click()
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    heights.push(fold.offsetHeight)
    await new Promise((later) => setTimeout(later, 700))
    heights.push(fold.offsetHeight)
  }
  return heights
}"""


def test_a_fold_opens_and_closes_at_once(visit, served, shipped):
    """While it moves, a press begins on one thing and ends on another, and is lost."""
    visitor = visit("zh")
    visitor.open("results", served.keep(begun(shipped)))
    visitor.open_downloads()
    fold = visitor.key("brand").locator("details")
    fold.locator("summary").click()
    # the code of what is in it is loaded when it is first shown
    visitor.page.locator(".st-key-report-logo input[type=file]").wait_for(state="attached")
    visitor.page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    soon_closed, closed, soon, opened = fold.evaluate(FOLD)
    assert (soon_closed, soon) == (closed, opened)
    assert opened > 2 * closed


LEFT = "getComputedStyle(document.querySelector('[data-testid=stAppViewContainer]')).paddingLeft"


def test_a_page_without_a_sidebar_leaves_no_space_for_one(visit, served, shipped):
    """The bare page keeps room by its address; the address may lead nowhere, or the visitor go on to the start page."""
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped)))
    for page in ("results", "start"):
        visitor.to_page(page)
        visitor.page.locator("#stSidebar").wait_for(state="hidden")  # it may slide out first
        assert visitor.page.evaluate(LEFT) == "0px"
    visitor.page.goto(f"{served.address}/interview?a=no-such-assessment")
    visitor.key("lost").wait_for()
    assert visitor.page.evaluate(LEFT) == "0px"


def test_on_a_low_screen_the_score_stays_in_sight_and_no_suggestion_is_cut(visit, served, shipped):
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    visitor = visit("en", width=1366, height=768)
    visitor.open("interview", served.keep(demo_assessment(sample, shipped, "en", "2026-11-24T09:00:00+00:00")))
    top = visitor.page.locator(".ecq-aside .ecq-card").first.bounding_box()
    bar = visitor.page.locator(".ecq-top").bounding_box()
    assert top["y"] >= bar["height"]
    asks = visitor.page.locator(".ecq-asks")
    for width in (1366, 1280, 1120):
        visitor.page.set_viewport_size({"width": width, "height": 768})
        visitor.page.wait_for_timeout(100)  # it is measured after the page was drawn
        line = asks.bounding_box()
        for box in [one.bounding_box() for one in asks.locator("button").filter(visible=True).all()]:
            assert box["x"] + box["width"] <= line["x"] + line["width"] + 1


def test_the_bars_of_dimensions_take_the_room_there_is(visit, served, shipped):
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    visitor = visit("en", width=1440)
    visitor.open("results", served.keep(demo_assessment(sample, shipped, "en", "2026-11-24T09:00:00+00:00")))
    table = visitor.page.locator(".st-key-story .ecq-card > .ecq-scroll")
    for width, least in ((1440, 0.6), (820, 0.5), (390, 0.3)):
        visitor.page.set_viewport_size({"width": width, "height": 860})
        visitor.page.wait_for_timeout(100)
        within = table.bounding_box()
        for bar in table.locator(".ecq-bar").all():
            assert bar.bounding_box()["width"] >= least * within["width"], width
        assert table.evaluate("place => place.scrollWidth <= place.clientWidth"), width
        menu, head = visitor.key("report-choices").bounding_box(), visitor.key("results-head").bounding_box()
        assert menu["x"] + menu["width"] <= head["x"] + head["width"] + 1, width
