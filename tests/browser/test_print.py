"""Printed from the browser on A4: all there is to read, in black on white, nothing to press, nothing cut off."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO

import pytest

from ecq.base.language import Lang, words
from tests.browser.test_accessibility import faults
from tests.browser.visitor import Visitor
from tests.building import sampled

pytestmark = pytest.mark.browser

MARGINS = {"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"}
PAPER_WIDTH = 703  # of A4 within these margins, in CSS pixels

# Text that reaches over the edge of the paper, or is hidden behind the edge of what it stands in.
CUT = """() => {
  const main = document.querySelector('[data-testid=stMainBlockContainer]')
  const texts = [...main.querySelectorAll('p, li, td, th, h1, h2, h3, small, b, .ecq-tag, svg text')]
    .filter((e) => e.checkVisibility() && e.textContent.trim())
  const cut = []
  for (const e of texts) {
    const box = e.getBoundingClientRect()
    if (!box.width) continue
    if (box.right > innerWidth + 1 || box.left < -1) cut.push(`over the edge: ${e.textContent.slice(0, 40)}`)
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up)
      const around = up.getBoundingClientRect()
      if (style.overflowX !== 'visible' && !up.ownerSVGElement && box.right > around.right + 1)
        cut.push(`cut by ${up.tagName}.${up.className}: ${e.textContent.slice(0, 40)}`)
    }
  }
  if (getComputedStyle(document.querySelector('main')).overflowY !== 'visible') cut.push('the page stands in a window that scrolls')
  return [...new Set(cut)].slice(0, 5)
}"""


def printed(visitor: Visitor) -> tuple[str, int]:
    """The text on paper without its line breaks, and how many sheets it takes."""
    from pypdf import PdfReader

    made = visitor.page.pdf(format="A4", margin=MARGINS)
    with PdfReader(BytesIO(made)) as reader:
        # Most characters named by the radical that looks the same are told apart by their compatibility form.
        text = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in reader.pages))
        return "".join(text.split()), len(reader.pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def count(said: str, text: str) -> int:
    """How often something stands there. A PDF names some Han characters by the radical that looks the same, and a dash by another."""
    wanted = squeezed(unicodedata.normalize("NFKC", said))
    radicals = (f"[{char}\u2e80-\u2eff]" if char >= "\u4e00" else re.escape(char) for char in wanted)
    alike = "".join(radicals).replace("—", "[—\u2015]")
    return len(re.findall(alike, text))


# Charts are drawn anew when their place has another width.
# The page is laid out for its new width some frames later, and the charts some after that.
DRAWN = """async () => {
  const fits = (plot) => Math.abs(plot.querySelector('.main-svg').getAttribute('width') - plot.parentElement.clientWidth) < 2
  for (let frame = 0; frame < 30; frame++) {
    if (![...document.querySelectorAll('.js-plotly-plot')].every(fits)) return false
    await new Promise(requestAnimationFrame)
  }
  return true
}"""


# On a busy machine a chart may still be drawn anew after that: what is drawn then is fitted as well.
FITTED = """() => {
  if ([...document.querySelectorAll('.js-plotly-plot .main-svg')].every((one) => one.hasAttribute('viewBox'))) return true
  dispatchEvent(new Event('beforeprint'))
  return false
}"""


def as_on_paper(visitor: Visitor) -> None:
    """The page laid out as it is for A4."""
    visitor.page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    visitor.page.wait_for_function(DRAWN)
    visitor.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")
    visitor.page.wait_for_function(FITTED)


def test_the_results_print_completely_in_black_on_white(visit, served, shipped):
    lang: Lang = "en"
    visitor = visit(lang, color_scheme="dark")
    page = visitor.page
    kept = served.keep(sampled("xinghuo-live", shipped, lang, "2026-11-24T09:00:00+00:00"))
    visitor.open("results", kept, view="indicators")
    page.locator(".js-plotly-plot .legend").nth(1).wait_for()
    headline = page.locator("main h1").inner_text()
    pressed = [
        one.inner_text()
        for one in page.locator("main button:visible:not(.ecq-top *)").all()
        if one.inner_text().strip()
    ]
    links = page.locator(".ecq-top nav a").all_inner_texts()
    assert pressed
    assert len(links) > 3

    text, sheets = printed(visitor)
    assert count(headline, text)
    for leaf in shipped.leaves:
        title = words(leaf.title, lang)
        assert count(title, text), f"{title} is missing from the charts and tables"
    for label in pressed:
        assert not count(label, text), f"the button {label!r} is printed"
    assert sheets <= 16

    as_on_paper(visitor)
    assert page.evaluate(CUT) == []
    for selector in ("[data-testid=stSidebar]", "[data-testid=stHeader]", ".ecq-top", ".st-key-actions"):
        assert page.locator(selector).filter(visible=True).count() == 0, selector
    body = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert body == "rgb(255, 255, 255)"
    assert faults(visitor, {"runOnly": ["color-contrast"]}) == []
    # and the screen is as it was afterwards
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".js-plotly-plot .main-svg[viewBox]").count() == 0
    assert page.locator(".st-key-download-pdf button").is_visible()


@pytest.mark.long
def test_other_pages_print_completely_in_black_on_white(visit, served, shipped):
    visitor = visit("zh", color_scheme="dark")
    page = visitor.page
    kept = served.keep(sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00"))
    for path in ("overview", "evidence", "plan", "profile", "interview"):
        page.set_viewport_size({"width": 1280, "height": 860})
        visitor.open(path, kept)
        heading = page.locator("main h1").first
        heading.wait_for()
        said = heading.inner_text()
        text, _ = printed(visitor)
        assert count(said, text), path
        as_on_paper(visitor)
        assert page.evaluate(CUT) == [], path
        assert faults(visitor, {"runOnly": ["color-contrast"]}) == [], path
        page.emulate_media(media="screen")
