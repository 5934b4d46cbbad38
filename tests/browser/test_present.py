"""In a meeting: one press from the results shows the slides, keys flip them, and nothing is asked of the server any more."""

from __future__ import annotations

from io import BytesIO

import pytest

from ecq.base.brand import BrandKit
from ecq.telling.slides import deck, result, slides
from ecq.web.results import downloads as w
from ecq.writers.slides.deck import presentation
from tests.building import sampled

pytestmark = pytest.mark.browser

TOO_TALL = "[...document.querySelectorAll('section')].filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.id)"


def test_slides_are_shown_by_one_press_flip_without_the_server_and_leave_by_escape(visit, served, shipped):
    made = sampled("xinghuo-live", shipped, "en", "2026-11-24T09:00:00+00:00")
    visitor = visit("en")
    visitor.open("results", served.keep(made))
    page = visitor.page
    button = page.get_by_role("button", name=visitor.say(w.PRESENT), exact=True)
    ids = [one.id for one in slides(result(shipped, made, "en", "2026-11-24"))]
    sent, asked = page.evaluate("window.ecqSent"), len(visitor.requests)
    page.context.set_offline(True)
    button.click()
    here = page.frame_locator("dialog iframe").locator("section.here")

    def shows(key: str, wanted: str) -> None:
        page.keyboard.press(key)
        here.and_(page.frame_locator("dialog iframe").locator(f"#{wanted}")).wait_for()

    here.wait_for()
    there = page.frame_locator("dialog iframe").locator("section").evaluate_all("all => all.map(one => one.id)")
    assert [one for one in there if one in ids] == ids, "what else is kept on this server may add the slide of peers"
    ids = there
    for wanted in ids[1:]:
        shows("ArrowRight", wanted)
    shows("ArrowRight", ids[-1])
    for key, wanted in (("Home", 0), ("PageDown", 1), ("Space", 2), ("PageUp", 1), ("End", -1), ("ArrowLeft", -2)):
        shows(key, ids[wanted])
    frame = next(one for one in page.frames if one is not page.main_frame)
    assert frame.evaluate(TOO_TALL) == []
    page.keyboard.press("Escape")
    page.locator("dialog.ecq-presentation").wait_for(state="detached")
    assert (page.evaluate("window.ecqSent"), len(visitor.requests)) == (sent, asked)
    button.and_(page.locator(":focus")).wait_for()
    page.context.set_offline(False)
    page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=30_000)


def test_the_slides_print_one_to_a_page(visit, shipped):
    from pypdf import PdfReader

    shown = result(shipped, sampled("xinghuo-live", shipped, "zh", "2026-11-24T09:00:00+00:00"), "zh", "2026-11-24")
    visitor = visit("zh")
    visitor.page.set_content(presentation(deck(shown, "衡准咨询"), "zh", BrandKit("衡准咨询", "#7a1f5c")))
    visitor.page.emulate_media(media="print")
    with PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True))) as reader:
        texts = ["".join(page.extract_text().split()) for page in reader.pages]
    count = len(slides(shown))
    assert [f"{number}/{count}" in text for number, text in enumerate(texts, 1)] == [True] * count
