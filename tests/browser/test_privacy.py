"""A log that knows no one, and addresses that lead nowhere."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import Text
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from tests.browser.visitor import private_words

pytestmark = pytest.mark.browser


def test_the_log_contains_no_names_notes_or_links(visit, served, shipped, tmp_path):
    name, note = "绝密平台 Topsecret", "note-nobody-may-read"
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, name)))
    key = visitor.assessment_id
    visitor.press_answer(shipped.by_id[str(visitor.at)], shipped.by_id[str(visitor.at)].options[0].id)
    visitor.chip("note").click()
    visitor.types(visitor.page.locator("[data-testid='stTextArea'] textarea"), note)
    visitor.button(w.SAVE).click()
    visitor.page.locator("[data-testid='stTextArea'] textarea").wait_for(state="detached")
    visitor.page.goto(f"{served.address}/interview?a={key}wrong")
    visitor.key("lost").wait_for()
    (tmp_path / "geheim.json").write_text("{", encoding="utf-8")
    visitor.open()
    visitor.key("open-file").locator("input[type=file]").set_input_files(tmp_path / "geheim.json")
    visitor.page.get_by_role("alert").wait_for()
    secrets = [*private_words(served.store), note, "geheim", served.address.split("/")[2] + "/interview"]
    assert key in secrets
    assert name in secrets
    log = (served.home / "server.log").read_text(encoding="utf-8", errors="replace")
    assert [secret for secret in secrets if secret in log] == []


def test_an_address_that_leads_nowhere_shows_a_helpful_message_and_the_way_back(visit, served, shipped):
    """A page there is not, a self-check there is not, and a page there is not of a self-check there is."""
    visitor = visit("en")
    visitor.forgiven = "404"  # Streamlit looks for its own files below the page's path first
    page, kept = visitor.page, served.keep(begin(shipped, "Harbour Goods"))

    def leads_nowhere(address: str, told: Text) -> None:
        page.goto(f"{served.address}/{address}")
        page.get_by_role("heading", name=visitor.say(told), level=1).wait_for()
        visitor.no_trouble()

    for wrong in ("no-such-assessment", "%22%3Cscript%3E", "x" * 4000):
        leads_nowhere(f"results?a={wrong}", access.LOST_ASSESSMENT)
    visitor.button(access.TO_START).click()
    visitor.key("begin").locator("button").wait_for()
    leads_nowhere("nowhere", access.LOST_PAGE)
    assert page.title().startswith(visitor.say(access.LOST_PAGE))
    assert page.get_by_role("dialog").count() == 0
    visitor.button(access.TO_START).click()
    visitor.wait_for_page("start")
    for path in ("report.pdf", "nowhere/at/all"):
        leads_nowhere(f"{path}?a={kept}", access.LOST_PAGE)
    visitor.button(access.BACK_TO, name="Harbour Goods").click()
    visitor.wait_for_page("overview")
    assert visitor.assessment_id == kept
    page.goto(f"{served.address}/interview/below?a={kept}")
    visitor.wait_for_page("interview")
