"""An older browser shows the app; one that cannot says so and hands over answer sheets, and so does a page that never comes.

What an older one lacks is taken away from the present one. `python -m tests.engines` walks real older ones, and others.
"""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.web.frame import words as t
from ecq.web.frame.first_html import BLANK_SHEETS
from ecq.web.lists import words as lists

pytestmark = pytest.mark.browser

WITHOUT_SCRIPTS = """
delete Array.prototype.toSorted
delete AbortSignal.timeout
delete Element.prototype.checkVisibility
delete String.prototype.isWellFormed
delete window.Highlight
const Whole = RegExp
window.RegExp = new Proxy(Whole, { construct(target, [pattern, flags], made) {
  if (String(flags).includes('v')) throw new SyntaxError('Invalid flags')
  return Reflect.construct(target, [pattern, flags], made)
} })"""
# What a browser does not know in a style sheet it passes over, as it does with a wrong name.
WITHOUT_STYLES = """
addEventListener('DOMContentLoaded', () => document.querySelectorAll('style').forEach((sheet) => {
  sheet.textContent = sheet.textContent.replaceAll(/light-dark\\(|color-mix\\(|:has\\(|@container|\\ddvh|text-wrap|field-sizing/g, (newer) => newer.replace(/[a-z]/, 'zz'))
}))"""
CONTRAST = """(selector) => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((c) => (c / 255) ** 2.2)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0)
  const style = getComputedStyle(document.querySelector(selector))
  const [one, other] = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a)
  return (one + 0.05) / (other + 0.05)
}"""


def test_a_browser_of_chromiums_hundredth_version_shows_and_takes_answers(visit, served, shipped):
    visitor = visit("zh", color_scheme="dark")
    page = visitor.page
    page.add_init_script(WITHOUT_SCRIPTS + WITHOUT_STYLES)
    visitor.open("interview", served.keep(begin(shipped, "青禾")))
    assert (
        page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ecq-card').trim()") == "#19232b"
    )
    first = shipped.by_id[str(visitor.at)]
    visitor.press_answer(first, "none" if not hasattr(first, "levels") else first.levels[0].id)
    assert visitor.assessment.response(first.id).value is not None
    assert page.evaluate(CONTRAST, ".ecq-question") > 4.5
    visitor.to_page("results")


WITHOUT_POPOVERS = """
delete HTMLElement.prototype.showPopover
delete HTMLElement.prototype.hidePopover
new MutationObserver(() => document.querySelectorAll('[popover]').forEach((one) => one.removeAttribute('popover')))
  .observe(document, { childList: true, subtree: true })
addEventListener('DOMContentLoaded', () => document.querySelectorAll('style').forEach((sheet) => {
  sheet.textContent = sheet.textContent.replaceAll(':popover-open', ':none-open')
}))"""


def test_where_there_are_no_popovers_a_rows_menu_opens_and_closes(visit, served, shipped):
    visitor = visit("en")
    page = visitor.page
    page.add_init_script(WITHOUT_POPOVERS)
    served.keep(begin(shipped, "Shop"))
    visitor.open()
    dots, menu = page.locator(".ecq-home .dots").first, page.locator(".ecq-home .menu")
    assert not menu.is_visible()
    dots.click()
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert dots.evaluate("one => one === document.activeElement")
    dots.click()
    page.mouse.click(4, 300)
    assert not menu.is_visible()
    dots.click()
    menu.get_by_role("menuitem", name=visitor.say(lists.NAME_TAGS)).click()
    page.locator(".ecq-home dialog").wait_for()
    assert not menu.is_visible()


@pytest.mark.parametrize(("lang", "script"), [("zh", "delete Object.hasOwn"), ("en", None)])
def test_where_the_app_cannot_come_the_page_says_so_and_hands_over_answer_sheets(visit, served, lang, script):
    visitor = visit(lang)
    page = visitor.page
    visitor.forgiven = "Object.hasOwn|Failed to load resource|ERR_FAILED"
    title = t.TOO_OLD if script else t.NOT_HERE_YET
    shown = page.get_by_role("heading", name=visitor.say(title))
    if script:
        page.add_init_script(script)
        page.goto(served.address)
    else:
        page.clock.install()
        page.route("**/static/js/index.*.js", lambda route: route.abort())
        page.goto(served.address)
        assert not shown.is_visible()
        page.clock.fast_forward(20_001)
    shown.wait_for()
    assert page.locator("h1:visible").count() == 1
    with page.expect_download() as told:
        page.locator(f"a[href*='{BLANK_SHEETS['quick']}']:visible").click()
    assert told.value.suggested_filename == f"ECQ {visitor.say(t.QUICK_SHEET)}.xlsx"
    assert told.value.path().read_bytes()[:2] == b"PK"
