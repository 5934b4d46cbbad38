"""Text at 200 %, by zoom and by the reader's own size of text: nothing is cut off, covered or out of reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import Lang
from ecq.rubric.model import Rubric
from tests.browser.test_phone import COVERED, too_wide
from tests.browser.visitor import Served, Visitor
from tests.building import sampled

pytestmark = pytest.mark.browser

PAGES = ("", "profile", "interview", "overview", "results", "evidence", "plan", "inbox")
# Text in a box that is too small for it and does not let it out.
CUT = """() => [...document.querySelectorAll('main :is(p, h1, h2, h3, li, td, th, label, small, button, summary)')]
  .filter((e) => e.checkVisibility() && e.innerText?.trim() && !e.closest('.js-plotly-plot, [data-testid=stSkeleton]'))
  .filter((e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) || ['hidden', 'clip'].includes(getComputedStyle(e).overflowY))
  .filter((e) => e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 4)
  .map((e) => `${e.tagName}: ${e.innerText.slice(0, 40)}`).slice(0, 4)"""


def look(visitor: Visitor, served: Served, shipped: Rubric) -> list[str]:
    kept = served.keep(sampled("qinghe-mall", shipped, visitor.lang, "2026-11-24T09:00:00+00:00"))
    found: list[str] = []
    for path in PAGES:
        visitor.open(path, kept if path else None)
        visitor.page.locator("main h1").first.wait_for()
        where = path or "start"
        found += too_wide(visitor, where)
        found += [f"{where}: cut off: {line}" for line in visitor.page.evaluate(CUT)]
        if path == "interview":
            covered = visitor.page.evaluate(COVERED) if visitor.page.locator(".ecq-phone").is_visible() else ""
            found += [f"the strip is covered by {covered}"] if covered else []
            for part in (".ecq-answers", ".ecq-chips", "form.ecq-typed"):
                assert visitor.page.locator(part).first.bounding_box(), f"{part} cannot be reached"
    return found


def test_nothing_is_cut_off_at_200_percent_zoom(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> None:
    """A window of 1280 pixels zoomed to 200 % is one of 640; English words are the longest."""
    visitor = visit("en", width=640, height=430, device_scale_factor=2)
    found = look(visitor, served, shipped)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 390)])
def test_nothing_is_cut_off_with_text_of_twice_the_size(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, lang: Lang, width: int
) -> None:
    """Who sets the browser's own size of text to 32 pixels gets it everywhere."""
    visitor = visit(lang, width=width, height=900)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    visitor.open("interview", served.keep(begin(shipped)))
    before = visitor.page.locator(".ecq-question h1").evaluate(size)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    assert (
        visitor.page.locator(".ecq-question h1").evaluate(size) >= 1.75 * before
    )  # a narrower layout has smaller headings
    found = look(visitor, served, shipped)
    assert not found, "\n".join(found)
