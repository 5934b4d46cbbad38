"""Text at 200 %, by zoom and by the reader's own size of text: nothing is cut off, covered or out of reach."""

from __future__ import annotations

import pytest

from tests.browser.test_phone import COVERED, too_wide
from tests.building import sampled

pytestmark = pytest.mark.browser

PAGES = ("", "profile", "interview", "overview", "results", "evidence", "plan", "inbox")
# Text in a box that is too small for it and does not let it out.
CUT = """() => [...document.querySelectorAll('main :is(p, h1, h2, h3, li, td, th, label, small, button, summary)')]
  .filter((e) => e.checkVisibility() && e.innerText?.trim() && !e.closest('.js-plotly-plot, [data-testid=stSkeleton]'))
  .filter((e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) || ['hidden', 'clip'].includes(getComputedStyle(e).overflowY))
  .filter((e) => e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 4)
  .map((e) => `${e.tagName}: ${e.innerText.slice(0, 40)}`).slice(0, 4)"""


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", {640: 16, 390: 32}),
        ("en", {1280: 32}),
        pytest.param("zh", {1280: 32}, marks=pytest.mark.long),
    ],  # repeats it where it is wider
)
def test_nothing_is_cut_off_at_200_percent_zoom_or_with_text_of_twice_the_size(visit, served, shipped, lang, shown):
    """A window of 1280 pixels zoomed to 200 % is one of 640. Who sets the size of text to 32 pixels gets it everywhere."""
    visitor = visit(lang, width=[*shown][-1], height=900)
    page = visitor.page
    session = visitor.context.new_cdp_session(page)

    def heading(text: int) -> float:
        """How large it is with this size of text."""
        session.send("Page.setFontSizes", {"fontSizes": {"standard": text}})
        visitor.idle()
        return float(page.locator("main h1").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))

    kept = served.keep(sampled("qinghe-mall", shipped, lang, "2026-11-24T09:00:00+00:00"))
    found: list[str] = []
    for path in PAGES:
        visitor.open(path, kept if path else None)
        page.locator("main h1").first.wait_for()
        for width, text in shown.items():
            page.set_viewport_size({"width": width, "height": 430 if width == 640 else 900})
            before = heading(16)
            assert text == 16 or heading(text) >= 1.75 * before, path  # a narrower layout has smaller headings
            where = f"{path or 'start'} with text of {text} in {width}"
            found += too_wide(visitor, where)
            found += [f"{where}: cut off: {line}" for line in page.evaluate(CUT)]
            if path == "interview":
                covered = page.evaluate(COVERED) if page.locator(".ecq-phone").is_visible() else ""
                found += [f"{where}: the strip is covered by {covered}"] if covered else []
                for part in (".ecq-answers", ".ecq-chips", "form.ecq-typed"):
                    assert page.locator(part).first.bounding_box(), f"{part} cannot be reached"
    assert not found, "\n".join(found)
