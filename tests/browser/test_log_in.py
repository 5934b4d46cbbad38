"""Server mode in a browser: log in, land where one wanted to go, go on after the log-in has ended, log out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from ecq.assessment.changes import begin
from ecq.store.collection import Collection, HeldBy
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations
from ecq.store.person import Identity
from ecq.web import people as t
from ecq.web.session import words
from tests.app.logged_in import with_everything
from tests.provider import LI_NA, LogsIn, logs_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

PRESSABLE = """() => {
  const found = []
  const walk = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) walk(one.shadowRoot)
      if (!one.matches('button, input, textarea') || one.disabled || !one.checkVisibility({ visibilityProperty: true })) continue
      found.push(one.dataset.key ?? one.dataset.id ?? one.getAttribute('aria-label') ?? one.textContent)
    }
  }
  for (const list of document.querySelectorAll('.ecq-conversation, .ecq-dock, .ecq-ev, [class*=st-key-plan-list]')) walk(list)
  return found
}"""
"""Whatever can be pressed or typed into in the parts that draw themselves, by its name."""


@pytest.fixture(scope="module")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogsIn]:
    with logs_in(tmp_path_factory.mktemp("log-in")) as one:
        yield one


def at_the_provider(chromium: Browser, address: str) -> tuple[BrowserContext, Page]:
    """A browser of its own that wanted to go to an address and pressed log in."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    # the provider's own page wants a style sheet of another host
    context.route(re.compile(r"^https:"), lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name=words.LOG_IN.en, exact=True).click()
    return context, page


def log_in_at_provider(page: Page, who: str = "li.na") -> None:
    page.locator("input[name=sub]").press_sequentially(who)
    page.get_by_role("button", name="Authorize").click()


def test_one_lands_where_one_wanted_goes_on_after_the_log_in_has_ended_and_logs_out(chromium, served, shipped):
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        firm = Organisations(store).found("Acme", {"ecq-north": "editor"})
        mine = Collection(store).add(begin(shipped, "一家客户"), HeldBy(firm.id)).id
        Collection(store).add(begin(shipped, "另一家客户"), HeldBy(firm.id))  # with several there is a portfolio
    context, page = at_the_provider(chromium, f"{served.address}/interview?a={mine}&lang=en")
    assert "一家客户" not in page.content()
    log_in_at_provider(page)
    page.locator(".ecq-question").wait_for()
    assert f"/interview?a={mine}&lang=en" in page.url
    assert page.locator(".ecq-top .who").inner_text().split("\n")[0] == "李娜"
    question = page.locator(".ecq-question").get_attribute("data-question")

    # in the middle of an answer; the page asks by itself a minute before the server refuses
    page.locator(".ecq-typed textarea").press_sequentially("half of what I wanted to")
    page.evaluate("ecqLogIn.asks = 0")
    page.get_by_role("dialog", name=words.ENDS.en).wait_for()
    for key in ("Escape", "Escape", "Escape", "a"):
        page.keyboard.press(key)
    # it stays open, since nothing under it can be saved any more, and no key goes to the field under it
    page.get_by_role("dialog", name=words.ENDS.en).wait_for()
    page.get_by_role("link", name=words.AGAIN.en).click()
    log_in_at_provider(page)
    page.locator(".ecq-question").wait_for()
    page.wait_for_function("document.querySelector('.ecq-typed textarea').value === 'half of what I wanted to'")
    assert page.locator(".ecq-question").get_attribute("data-question") == question

    other = context.new_page()
    other.goto(served.address)
    other.locator(".ecq-top .who").wait_for()
    for lang, path in (("zh", ""), ("en", "portfolio")):
        other.goto(f"{served.address}/{path}?lang={lang}")
        other.locator(".ecq-top .who").wait_for()
        for width in (390, 320):
            other.set_viewport_size({"width": width, "height": 844})
            for pressed in other.locator(".ecq-top").get_by_role("link").or_(other.locator(".ecq-top button")).all():
                box = pressed.bounding_box() if pressed.is_visible() else None
                assert box is None or box["x"] + box["width"] <= width, f"{pressed.inner_text()} at {width} in {lang}"
    page.get_by_role("button", name=words.LOG_OUT.en).click()
    page.wait_for_url(re.compile(re.escape(served.provider)))
    page.get_by_role("button").first.click()  # the provider asks whether one means it
    page.get_by_role("link", name=words.LOG_IN.en, exact=True).wait_for()
    other.get_by_role("link", name=words.LOG_IN.en, exact=True).wait_for()
    assert "一家客户" not in page.content() + other.content()
    context.close()
    log = (served.home / "server.log").read_text(encoding="utf-8", errors="replace")
    assert [one for one in (mine, "一家客户", "李娜", "li.na") if one in log] == []
    assert "Traceback" not in log, log[-3000:]


def test_who_may_only_look_finds_nothing_to_change_with_by_hand_or_key(chromium, served, shipped):
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        firm = Organisations(store).found("South", {"ecq-south": "reader"})
        mine = with_everything(store, shipped, firm.id)
        before = store.find(mine)
    served.person("wang.wu", {**LI_NA, "name": "王五", "email": "wang.wu@example.org", "groups": ["ecq-south"]})
    context, page = at_the_provider(chromium, f"{served.address}/interview?a={mine}&lang=en")
    log_in_at_provider(page, "wang.wu")
    said = page.get_by_role("note").filter(has_text="Your role here is reader")
    said.wait_for()
    question = page.locator(".ecq-question").get_attribute("data-question")
    page.locator("[data-key=chip-evidence]").click()
    page.locator(".ecq-ev li").first.wait_for()
    held = page.evaluate(PRESSABLE)
    assert {"chip-skip", "chip-note", "chip-evidence", "chip-history"} <= set(held)
    assert [
        one for one in held if one.startswith(("option", "item", "confirm", "step-", "mark-", "ask-", "text-"))
    ] == []
    for key in ("1", "2", "u", "n", "Control+z", "Enter"):
        page.keyboard.press(key)
    assert page.locator(".ecq-question").get_attribute("data-question") == question
    page.goto(f"{served.address}/evidence?a={mine}&lang=en")
    page.locator(".ecq-ev li").first.wait_for()
    held = page.evaluate(PRESSABLE)
    assert any(one.startswith("go-") for one in held)
    assert [one for one in held if one.startswith(("mark-", "edit-", "drop-", "add-", "ask-"))] == []
    page.goto(f"{served.address}/plan?a={mine}&lang=en")
    page.locator(".plan li").first.wait_for()
    held = page.evaluate(PRESSABLE)
    assert any(one.startswith(("group ", "row ", "question ")) for one in held)
    assert [one for one in held if one.startswith(("tick ", "record ", "effort ", "lock ", "owner ", "due "))] == []
    assert said.count() == 1
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        assert store.find(mine) == before
    context.close()


def test_who_is_removed_is_shown_the_page_before_log_in_within_seconds(chromium, served, shipped):
    served.person("temp", {**LI_NA, "name": "临时工", "email": "temp@example.org", "groups": []})
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        organisations = Organisations(store)
        firm = organisations.found("West", {}, ["owner@example.org", "temp@example.org"])
        owner = organisations.log_in(Identity("https://id.test", "owner", "Owner", "owner@example.org"))
        mine = Collection(store).add(begin(shipped, "西部客户"), HeldBy(firm.id)).id
        context, page = at_the_provider(chromium, f"{served.address}/overview?a={mine}&lang=en")
        log_in_at_provider(page, "temp")
        page.locator("main").get_by_text("西部客户").first.wait_for()
        cookies = context.cookies()
        temp = next(one for one in organisations.members(firm.id) if one.email == "temp@example.org")
        organisations.remove_member(firm.id, temp.person_id, owner)
        page.locator("main").get_by_text(words.ENDED.en).wait_for(timeout=10_000)
        assert "西部客户" not in page.content()
        copied = chromium.new_context(locale="en-GB")
        copied.add_cookies(cookies)
        other = copied.new_page()
        other.goto(f"{served.address}/overview?a={mine}&lang=en")
        other.locator("main").get_by_text(words.ENDED.en).wait_for()
        assert "西部客户" not in other.content()
    copied.close()
    context.close()


def test_who_deletes_their_account_keeps_the_receipt_on_the_screen(chromium, served):
    served.person("goer", {**LI_NA, "name": "离开的人", "email": "goer@example.org", "groups": []})
    context, page = at_the_provider(chromium, f"{served.address}/people?lang=en")
    log_in_at_provider(page, "goer")
    page.get_by_role("button", name=t.ERASE.en).click()
    page.get_by_role("button", name=t.ERASE_NOW.en).click()
    receipt = page.locator("main").get_by_role("status").filter(has_text="SHA-256 of the id")
    receipt.wait_for()
    page.wait_for_timeout(6000)  # longer than it takes to close the windows of a log-in that has ended
    assert receipt.is_visible()
    page.reload()
    page.locator("main").get_by_text(words.ENDED.en).wait_for()
    context.close()
