"""The inbox in Chromium: a rule book is dropped and accepted by keys; what clashes stands side by side. An answer sheet out and back: `tests/app/test_requests.py`."""

from __future__ import annotations

import io
import re
import time
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from ecq.assessment.changes import answer, begin
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet.writing import AT
from ecq.scoring.scorecard import score
from ecq.store.proposals import Proposals
from ecq.web.inbox import words as x
from tests import building as b
from tests.browser.test_accessibility import faults
from tests.browser.test_phone import CRUSHED, too_wide
from tests.building import sampled

pytestmark = pytest.mark.browser
YEARS, SETTLING = "payment-records-years", "merchant-settlement-time"
UPLOAD = ".st-key-inbox-upload input[type=file]"
RULES = Path(__file__).parents[1] / "documents" / "mall.yaml"


def rule_book(path: Path) -> Path:
    """A document of Word: statements of a rule set, and between them lines that answer nothing. A long one: tests/test_documents.py."""
    import docx

    told = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    made = docx.Document()
    made.add_heading(told["title"])
    for number, (text, *_) in enumerate(told["statements"][:18]):
        made.add_paragraph(text)
        for line in range(2):
            made.add_paragraph(
                f"附录 {number}.{line}　会议纪要存放在行政部的档案柜，钥匙由值班同事保管，借阅时在登记簿上签名。"
            )
        if number % 2:
            made.add_page_break()
    out = io.BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_rule_book_is_dropped_read_and_accepted_by_keys(served, visit, shipped, tmp_path):
    kept = served.keep(begin(shipped, "青禾商城", {"live-commerce": "no"}, at="2026-11-24T09:00:00+00:00"))
    visitor = visit("zh", width=1440, height=900)
    visitor.open("inbox", kept)
    page = visitor.page
    begun = time.monotonic()
    visitor.brings(page.locator(UPLOAD), rule_book(tmp_path / "制度.docx"))
    page.locator("[class*=st-key-inbox-keys-]").first.wait_for(timeout=30_000)
    assert time.monotonic() - begun < 20, "from drop to first proposal"
    waiting = Proposals(served.store).waiting(kept)
    assert waiting >= 15
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visitor.idle()
    before = page.locator(".ecq-inbox-question h2").first.inner_text()
    page.keyboard.press("j")
    page.wait_for_function("old => document.querySelector('.ecq-inbox-question h2')?.innerText !== old", arg=before)
    visitor.idle()
    page.keyboard.press("a")
    page.locator("main").get_by_text(re.compile("采纳了 [12] 条")).wait_for()
    visitor.idle()
    assert 0 < waiting - Proposals(served.store).waiting(kept) <= 2, "the answer and its evidence"
    page.keyboard.press("x")
    page.locator("main").get_by_text(visitor.say(x.SENT_BACK, count=2)).wait_for()
    page.locator(".st-key-inbox-accept-all button").locator("visible=true").first.click()
    page.locator("main").get_by_text(re.compile("采纳了 [0-9]{2} 条")).wait_for()
    now = served.store.find(kept).assessment
    assert score(shipped, now).score.low > 0
    assert visitor.complaints() == []


def mall(shipped, lang):
    return sampled("qinghe-mall", shipped, lang, "2026-11-24T09:00:00+00:00")


def fill_in(path, cells):
    """Write into an answer sheet, as a department does."""
    book = load_workbook(path)
    written = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if len(row) > AT["evidence"] and row[AT["item"]].value is None:
                for name, value in cells.get(str(row[AT["id"]].value), {}).items():
                    row[AT[name]].value = value
                    written += 1
    assert written == sum(map(len, cells.values()))
    book.save(path)


def test_an_answer_that_changed_meanwhile_stands_beside_the_one_that_comes_in(served, visit, shipped, tmp_path):
    made = mall(shipped, "en")
    sheet = tmp_path / "sheet.xlsx"
    sheet.write_bytes(export_sheet(shipped, made, "en"))
    fill_in(sheet, {YEARS: {"answer": "5"}, SETTLING: {"answer": "=A1"}})
    visitor = visit("en", width=390, height=844, color_scheme="dark")
    kept = served.keep(made)
    served.store.change(kept, lambda held: b.accepted(answer(held, shipped.by_id[YEARS], "1")))
    visitor.open("inbox", kept)
    page = visitor.page
    visitor.brings(page.locator(UPLOAD), sheet)
    shown = page.locator(".ecq-inbox-side").first
    shown.wait_for()
    visitor.idle()
    assert visitor.words(x.CHANGES_ANSWER) in page.locator(".ecq-inbox-question").first.inner_text()
    assert [line.inner_text() for line in shown.locator("dd").all()[:2]] == ["1 year", "5 years"]
    assert "=A1" in page.locator(".ecq-notice[role=status]").first.inner_text(), "what cannot be taken is named"
    assert page.locator(".st-key-inbox-accept-all").count() == 0, "a conflict is never accepted with the rest"
    assert too_wide(visitor, "inbox") == []
    assert page.evaluate(CRUSHED) == []
    assert faults(visitor, {"resultTypes": ["violations"]}) == []
    page.locator("[class*=st-key-inbox-keys-] button").first.click()
    page.locator(".ecq-inbox-side").first.wait_for(state="detached")
    visitor.idle()
    assert visitor.assessment.response(YEARS).value == "5"
    assert visitor.assessment.response(SETTLING) == made.response(SETTLING)
