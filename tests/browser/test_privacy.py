"""Nothing leaves: no foreign host, headers that make sure of it, and a log that knows no one."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import LANGUAGES, Lang
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from tests.browser.visitor import Served, Visitor, private_words

pytestmark = pytest.mark.browser


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.parametrize("path", ["/", "/interview?a=x", "/healthz", "/_stcore/health", "/no/such/page"])
def test_every_response_forbids_foreign_hosts(served: Served, path: str) -> None:
    try:
        with urllib.request.urlopen(served.address + path, timeout=10) as reply:
            headers = reply.headers
    except urllib.error.HTTPError as error:
        headers = error.headers
        error.close()
    policy = directives(headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    for name, sources in policy.items():
        named = {source for source in sources if not source.startswith("'sha256-")}
        assert named <= {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "data:", "blob:"}, name
    assert "'unsafe-inline'" not in policy["script-src"]
    assert policy["connect-src"] == ["'self'"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]
    assert "server" not in headers


def test_the_log_contains_no_names_notes_or_links(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    name, note = "绝密平台 Topsecret", "note-nobody-may-read"
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, name)))
    key = visitor.assessment_id
    visitor.press_answer(shipped.by_id[str(visitor.at)], shipped.by_id[str(visitor.at)].options[0].id)  # type: ignore[union-attr]
    visitor.chip("note").click()
    visitor.types(visitor.page.locator("[data-testid='stTextArea'] textarea"), note)
    visitor.button(w.SAVE).click()
    visitor.page.locator("[data-testid='stTextArea'] textarea").wait_for(state="detached")
    visitor.open("results", key)
    with visitor.page.expect_download():
        visitor.key("download-pdf").locator("button").click()
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


@pytest.mark.parametrize(("lang", "page"), [("zh-Hant", "profile"), ("en", "results")])
def test_an_unknown_assessment_address_shows_a_helpful_message(
    visit: Callable[..., Visitor], served: Served, lang: Lang, page: str
) -> None:
    visitor = visit(lang)
    visitor.page.goto(f"{served.address}/{page}?a=no-such-assessment")
    visitor.page.get_by_role("heading", name=visitor.say(access.LOST_ASSESSMENT), level=1).wait_for()
    visitor.page.wait_for_function("tag => document.documentElement.lang === tag", arg=LANGUAGES[lang].tag)
    visitor.button(access.TO_START).click()
    visitor.key("begin").locator("button").wait_for()


def test_an_unknown_page_gets_a_message_in_the_visitors_language(visit: Callable[..., Visitor], served: Served) -> None:
    visitor = visit("zh")
    visitor.forgiven = "404"  # Streamlit looks for its own files below the page's path first
    visitor.page.goto(f"{served.address}/nowhere")
    visitor.page.get_by_role("heading", name=visitor.say(access.LOST_PAGE), level=1).wait_for()
    assert visitor.page.title().startswith(visitor.say(access.LOST_PAGE))
    assert visitor.page.get_by_role("dialog").count() == 0
    visitor.button(access.TO_START).click()
    visitor.wait_for_page("start")


def test_an_unknown_page_of_a_self_check_leads_back_to_it(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("en")
    visitor.forgiven = "404"
    kept = served.keep(begin(shipped, "Harbour Goods"))
    for path in ("report.pdf", "a b", "nowhere/at/all"):
        visitor.page.goto(f"{served.address}/{path}?a={kept}")
        visitor.page.get_by_role("heading", name=visitor.say(access.LOST_PAGE), level=1).wait_for()
        visitor.no_trouble()
    visitor.button(access.BACK_TO, name="Harbour Goods").click()
    visitor.wait_for_page("overview")
    assert visitor.assessment_id == kept
    visitor.page.goto(f"{served.address}/interview/below?a={kept}")
    visitor.wait_for_page("interview")
    for wrong in ("%00", "%22%3Cscript%3E", "x" * 4000):
        visitor.page.goto(f"{served.address}/results?a={wrong}")
        visitor.page.get_by_role("heading", name=visitor.say(access.LOST_ASSESSMENT), level=1).wait_for()
        visitor.no_trouble()
