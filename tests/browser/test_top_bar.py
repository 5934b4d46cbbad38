"""The bar at the top: every page of an assessment is one press away, at every width, by mouse, finger and keyboard."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.samples import demo_assessment, load_samples
from ecq.base.language import Lang
from ecq.rubric.model import Rubric
from ecq.store.collection import Collection
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from tests.browser.visitor import Come, Served, Visitor

pytestmark = pytest.mark.browser

PHONE = {"height": 844, "has_touch": True, "is_mobile": True}
ROOMY = """() => {
  const bar = document.querySelector('.ecq-top'), shown = [...bar.querySelectorAll('a, button, small')].filter((e) => e.checkVisibility({ visibilityProperty: true }))
  const boxes = shown.map((e) => [e, e.getBoundingClientRect()])
  const sticking = boxes.filter(([, b]) => b.left < 0 || b.right > innerWidth + 1)
  const over = boxes.flatMap(([e, a], at) => boxes.slice(at + 1).filter(([o, b]) =>
    !e.contains(o) && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(([o]) => `${e.textContent} over ${o.textContent}`))
  const pages = bar.querySelector('nav'), cut = pages.scrollWidth > pages.clientWidth + 1 ? ['pages are cut off'] : []
  return [...sticking.map(([e]) => `${e.textContent} sticks out`), ...over, ...cut]
}"""


def opened(visit: Come, served: Served, shipped: Rubric, lang: Lang, **more: object) -> Visitor:
    visitor = visit(lang, **more)
    visitor.open("interview", served.keep(begin(shipped, "青禾 Mall")))
    return visitor


def roomy(visitor: Visitor, widths: Iterable[int]) -> dict[int, list[str]]:
    """What sticks out of the bar or lies over another part of it, at each width; the last one stays."""
    found = {}
    for width in widths:
        visitor.page.set_viewport_size({"width": width, "height": 844})
        visitor.page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        found[width] = visitor.page.evaluate(ROOMY)
    return {width: what for width, what in found.items() if what}


@pytest.mark.parametrize(
    ("lang", "widths"),
    [
        ("en", (1280, 1024, 820)),
        ("en", (390, 320)),
        pytest.param("zh-Hant", (1280, 768), marks=pytest.mark.long),  # repeats it with shorter words
    ],
)
def test_every_page_is_reached_from_every_other_through_the_bar(visit, served, shipped, lang, widths):
    width = widths[-1]
    visitor = opened(visit, served, shipped, lang, width=width, **(PHONE if width < 500 else {"height": 900}))
    page, bar = visitor.page, visitor.page.locator(".ecq-top")
    links = [path for path in access.PAGES if path not in ("interview", "overview", "profile")]  # the first comes last
    assert len(links) < 6
    for path in (*links, "interview"):
        assert roomy(visitor, widths) == {}
        visitor.to_page(path)
        page.wait_for_function(
            "path => document.querySelector('.ecq-top nav [aria-current=page]')?.dataset.id === `link-${path}`",
            arg=path,
        )
        here = bar.locator("nav [aria-current=page]")
        assert here.text_content() == visitor.say(access.PAGES[path])
        address = here.get_attribute("href")
        assert address.startswith(f"/{path}?a={visitor.assessment_id}")
        box = bar.bounding_box()
        assert (box["x"], box["y"], box["width"]) == (0, 0, width)
        page.wait_for_function("document.activeElement.matches('main h1')")  # the focus goes to the title
        below = page.locator("main h1").first.bounding_box()
        assert below["y"] >= box["height"], "the bar lies over the title"
    visitor.to_page("overview")  # beside the links it has the way back to one by one
    assert roomy(visitor, widths if width < 500 else (1090, 1024, 820, 770)) == {}
    if width < 500:
        assert page.locator("button kbd").filter(visible=True).count() == 0, "keys are shown where there is no keyboard"


@pytest.mark.parametrize(
    ("lang", "whole"),
    [
        ("en", {1440: True, 1366: False, 820: False}),
        pytest.param("zh", {1440: True, 1366: True}, marks=pytest.mark.long),  # repeats it with shorter words
    ],
)
def test_with_a_sample_open_the_bar_shows_every_page_and_ends_with_the_languages(visit, served, shipped, lang, whole):
    """At each width, with the whole brand where there is room for it."""
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    made = demo_assessment(sample, shipped, lang, "2026-11-24T09:00:00+00:00")
    visitor = visit(lang, height=768)
    visitor.open("results", Collection(served.store).add(made, None, sample.id).id)
    assert roomy(visitor, whole) == {}
    assert visitor.page.locator(".ecq-top .ecq-tag").inner_text() == visitor.say(access.DEMO)
    for width, brand in whole.items():
        visitor.page.set_viewport_size({"width": width, "height": 768})
        links = visitor.page.locator(".ecq-top nav")
        assert links.evaluate("one => one.scrollWidth - one.clientWidth") == 0, "all pages are in sight"
        last = visitor.page.locator(".ecq-top :is(.languages button, .keys)").filter(visible=True).last.bounding_box()
        assert width - last["x"] - last["width"] < 40, "nothing stands in the middle of the bar"
        assert visitor.page.locator(".ecq-top .brand span").is_visible() == brand


def test_a_page_opens_in_another_tab_the_name_leads_to_the_profile_and_the_brand_to_the_start_page(
    visit, served, shipped
):
    visitor = opened(visit, served, shipped, "zh")
    with visitor.context.expect_page() as opened_page:
        visitor.page.locator(".ecq-top [data-id=link-plan]").click(modifiers=["Control"])
    opened_page.value.locator(".st-key-plan-limits").wait_for()
    assert visitor.assessment_id in opened_page.value.url
    opened_page.value.close()
    assert visitor.page.url.partition("?")[0].endswith("/interview"), "this tab stays where it was"
    name = visitor.page.get_by_role("link", name=f"青禾 Mall · {visitor.say(w.TO_PROFILE)}")
    assert name.inner_text() == "青禾 Mall"
    name.click()
    visitor.wait_for_page("profile")
    visitor.to_page("start")
    visitor.page.go_back()
    visitor.wait_for_page("profile")
    visitor.page.go_back()
    visitor.wait_for_page("interview")
    assert visitor.page.get_by_text(visitor.say(w.SKIP)).first.is_visible()


def test_the_sheet_of_pages_on_a_phone_opens_and_closes(visit, served, shipped):
    visitor = opened(visit, served, shipped, "zh", width=390, **PHONE)
    page = visitor.page
    where = page.locator(".ecq-where")
    box = where.bounding_box()
    assert box["y"] + box["height"] <= 53, "the bar says where one is and how long it takes"
    assert visitor.words(shipped.nodes[shipped.place[str(visitor.at)][1]].title) in where.inner_text()
    assert "1 / " in where.inner_text()
    assert "分钟" in where.inner_text()
    menu, sheet = page.get_by_role("button", name=visitor.say(w.PAGES_LABEL)), page.locator(".ecq-top .rest")
    assert not sheet.is_visible()
    assert menu.get_attribute("aria-expanded") == "false"
    menu.tap()
    sheet.wait_for()
    assert menu.get_attribute("aria-expanded") == "true"
    first, *others = [visitor.say(title) for path, title in access.PAGES.items() if path != "overview"]
    views = [visitor.say(one) for one in (access.ONE_BY_ONE, access.ALL_AT_ONCE)]
    assert [one.inner_text() for one in sheet.locator("nav a").all()] == [first, *views, *others]
    assert sheet.locator(".saved").inner_text().startswith(visitor.say(w.SAVED))
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.id") == "menu"
    menu.tap()
    sheet.wait_for()
    page.touchscreen.tap(195, 830)  # beside it
    sheet.wait_for(state="hidden")
    menu.tap()
    sheet.get_by_role("button", name="English", exact=True).tap()
    page.wait_for_function("document.documentElement.lang === 'en'")


def test_back_on_a_phone_leads_one_level_up(visit, served, shipped):
    """From a question opened in the overview to its place there, else to the start page."""
    visitor = opened(visit, served, shipped, "zh", width=390, **PHONE)
    visitor.to_page("overview")
    visitor.page.locator(".ecq-indicator summary").first.tap()
    visitor.page.locator(".ecq-indicator li a").first.tap()
    visitor.wait_for_page("interview")
    visitor.page.locator(".ecq-top .back").tap()
    visitor.wait_for_page("overview")
    visitor.page.locator(".ecq-top .back").tap()
    visitor.wait_for_page("start")


def test_a_long_name_on_a_phone_leaves_the_page_its_title(visit, served, shipped):
    visitor = visit("en", width=360, **PHONE)
    visitor.open("results", served.keep(begin(shipped, "杭州青禾鲜生电子商务有限公司华东区域平台")))
    title = visitor.page.locator(".ecq-top .title")
    assert title.inner_text() == visitor.say(access.PAGES["results"])
    assert title.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
