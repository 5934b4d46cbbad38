"""Coming back without the address: as an operator next week, and as a consultant among twelve clients."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import read
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.store.collection import Collection
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from ecq.web.lists import words as t
from ecq.web.start import words as ts
from tests.browser.visitor import Visitor
from tests.building import a_value

pytestmark = pytest.mark.browser

AT = "2026-11-24T09:00:00+00:00"


def test_an_operator_who_comes_back_next_week_goes_on_at_the_same_question(served_to_others, chromium, shipped):
    served = served_to_others
    theirs = Collection(served.store).add(begin(shipped, "别人的", at=AT), "somebody else's")
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 860})
    visitor = Visitor(context, served, shipped, "zh")
    visitor.open()
    assert visitor.page.locator(".ecq-home").count() == 0, "nothing of others"
    visitor.key("begin").locator("button").click()
    visitor.wait_for_page("profile")
    visitor.to_page("interview")
    for turn in range(1, 4):
        at = visitor.at
        visitor.press_answer(shipped.by_id[at], a_value(shipped.by_id[at], turn))
    question, kept = visitor.at, visitor.assessment_id
    cookies = context.storage_state()
    assert visitor.complaints() == visitor.foreign() == []
    context.close()

    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, storage_state=cookies)
    visitor = Visitor(context, served, shipped, "zh")
    visitor.open()
    counts = f"3 / {len(shipped.questions)}"
    assert counts in visitor.key("start-go-on").inner_text()
    assert visitor.page.locator(".ecq-home li").count() == 1
    visitor.key("go-on").locator("button").click()
    visitor.wait_for_page("interview")
    assert (visitor.assessment_id, visitor.at) == (kept, question)
    # somebody sends a link: it opens, and is put on the list on request only
    visitor.open("results", theirs.id)
    visitor.key("above-remember").locator("button").click()
    visitor.key("above-page").wait_for(state="detached")
    visitor.open()
    assert visitor.page.locator(".ecq-home li").count() == 2
    key = next(one["value"] for one in cookies["cookies"] if one["name"] == "ecq_browser")
    assert key not in visitor.page.content() + visitor.page.evaluate("document.cookie")
    assert key not in (served.home / "server.log").read_text(encoding="utf-8")
    assert visitor.complaints() == visitor.foreign() == []
    context.close()


def test_a_consultant_finds_sorts_and_clears_up_among_twelve_clients(served_to_others, chromium, shipped):
    mine = Collection(served_to_others.store)
    with closing(chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 860})) as context:
        visitor = Visitor(context, served_to_others, shipped, "zh")
        page = visitor.page
        visitor.open()
        key = next(one["value"] for one in context.cookies() if one["name"] == "ecq_browser")
        samples = [sample_assessment(one, shipped, "zh", AT) for one in load_samples()]
        for number in range(12):
            made = samples[number % 3].model_copy(update={"name": f"客户 {number:02} <i>&"})
            mine.tag(mine.add(made, key).id, ["华东" if number % 2 else "华南"])
        visitor.open()
        rows = page.locator(".ecq-home li")
        names = page.locator(".ecq-home li .name a")
        assert rows.count() == 12
        choose = page.locator("[data-testid=stFileUploaderDropzone] button").first
        assert choose.get_attribute("aria-label") == visitor.say(w.CHOOSE_FILE), "its name has no English in it"

        def settles(expected: list[int]) -> None:
            page.wait_for_function(
                "count => document.querySelectorAll('.ecq-home li').length === count"
                " && !document.querySelector('.ecq-home[aria-busy]')",
                arg=len(expected),
            )
            visitor.idle()
            assert [int(name[3:5]) for name in names.all_inner_texts()] == expected

        search = page.locator(".ecq-home input[type=search]")
        page.locator(".ecq-home .order select").select_option("name")
        settles(list(range(12)))
        visitor.types(search, "客户 1")
        settles([1, 10, 11])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('label').className") == "tag", "Tab leads on"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("End")
        page.keyboard.type("1")
        settles([11])
        page.keyboard.press("Backspace")
        page.keyboard.press("Enter")
        settles([1, 10, 11])
        page.locator(".ecq-home .tag select").select_option("华东")
        settles([1, 11])
        page.get_by_role("button", name=visitor.say(t.CLEAR)).click()
        settles(list(range(12)))

        # a menu by keyboard, a file, another name
        page.locator(".ecq-home .dots").nth(3).focus()
        page.keyboard.press("Enter")
        page.locator(".ecq-home .menu").wait_for()
        assert page.evaluate("document.activeElement.textContent") == visitor.say(t.CONTINUE)
        with page.expect_download() as handed:
            page.get_by_role("menuitem", name=visitor.say(t.EXPORT)).click()
        assert re.fullmatch(r"客户 03 _i__ \d{4}-\d\d-\d\d\.json", handed.value.suggested_filename)
        assert read(Path(handed.value.path()).read_bytes()).name == "客户 03 <i>&"
        visitor.idle()
        page.locator(".ecq-home .dots").nth(3).focus()
        page.keyboard.press("Enter")
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == visitor.say(t.NAME_TAGS)
        page.keyboard.press("Enter")
        visitor.types(page.get_by_label(visitor.say(t.NAME), exact=True), "客户 99")
        page.keyboard.press("Enter")
        settles([0, 1, 2, *range(4, 12), 99])

        # two are archived at once and taken back, one goes for good with a receipt
        for nth in (0, 1):
            page.locator(".ecq-home .pick").nth(nth).click()
        page.locator(".ecq-home footer").get_by_role("button", name=visitor.say(t.ARCHIVE)).click()
        settles([2, *range(4, 12), 99])
        visitor.key("list-undo").locator("button").click()
        settles([0, 1, 2, *range(4, 12), 99])
        # by keyboard: where a dialog is left the page stands where it stood, and where a row goes the next has the focus
        page.locator(".ecq-home .dots").nth(0).focus()
        stood = page.evaluate("document.querySelector('main').scrollTop")
        for key in ("Enter", "ArrowDown", "ArrowDown", "Enter", "Escape"):
            page.keyboard.press(key)
        assert page.evaluate("document.querySelector('main').scrollTop") == stood
        assert page.locator(".ecq-home .dots").nth(0).evaluate("(dots) => dots === document.activeElement")
        page.keyboard.press("Enter")
        page.get_by_role("menuitem", name=visitor.say(w.DELETE)).press("Enter")
        settles([1, 2, *range(4, 12), 99])
        page.locator("#ecq-live").get_by_text("客户 00").wait_for()  # that it lies in the bin
        assert page.locator(".ecq-home .dots").nth(0).evaluate("(dots) => dots === document.activeElement")
        page.locator(".ecq-home .chips [data-chip=bin]").click()
        settles([0])
        page.locator(".ecq-home .dots").click()
        page.get_by_role("menuitem", name=visitor.say(t.FOR_GOOD)).click()
        focused = page.locator("dialog :focus")
        assert focused.inner_text() == visitor.say(w.CANCEL), "Enter held too long does not agree"
        page.get_by_role("dialog").get_by_role("button", name=visitor.say(t.FOR_GOOD)).click()
        visitor.key("save-receipt").wait_for()
        settles([1, 2, *range(4, 12), 99])
        visitor.key("receipts").get_by_text("SHA-256").first.wait_for()

        # to another client from any page, through the switcher
        names.first.click()
        visitor.wait_for_page("interview")
        page.locator(".ecq-top .switch").first.click()
        page.locator(".ecq-switch li").first.wait_for()
        page.keyboard.type("客户 07")  # its field has the focus
        page.wait_for_function("document.querySelectorAll('.ecq-switch li').length === 1")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('.ecq-top .name')?.textContent.startsWith('客户 07')")
        visitor.idle()
        assert visitor.assessment.name == "客户 07 <i>&"
        # a sample stands apart
        visitor.to_page("start")
        visitor.key("sample-qinghe-mall").locator("button").click()
        visitor.wait_for_page("results")
        assert visitor.page.locator(".ecq-top .ecq-tag").inner_text() == visitor.say(access.DEMO)
        visitor.open()
        assert visitor.say(t.IN_HAND, count=11) in visitor.key("home-head").inner_text()
        assert visitor.button(ts.BEGIN).is_visible()


def test_starting_and_going_back_leaves_nothing_behind(served_to_others, chromium, shipped):
    with closing(chromium.new_context(locale="en-GB")) as context:
        visitor = Visitor(context, served_to_others, shipped, "en")
        page = visitor.page
        visitor.open()
        begun = set()
        for _ in range(2):
            visitor.key("begin").locator("button").dblclick()
            visitor.wait_for_page("profile")
            begun.add(visitor.assessment_id)
            page.go_back()
            visitor.wait_for_page("start")
            assert page.locator(".ecq-home").count() == 0, "there is no self-check yet"
        assert len(begun) == 1
        # what something was said in is kept, and the next one is another
        visitor.key("begin").locator("button").click()
        visitor.wait_for_page("profile")
        visitor.types(visitor.key("profile-name").locator("input"), "Harbour Goods")
        page.keyboard.press("Enter")
        page.locator(".ecq-top .name", has_text="Harbour Goods").wait_for()
        page.go_back()
        page.locator(".ecq-home li .name", has_text="Harbour Goods").wait_for()
        assert page.locator(".ecq-home li").count() == 1
        visitor.key("begin").locator("button").click()
        visitor.wait_for_page("profile")
        assert visitor.assessment_id not in begun
