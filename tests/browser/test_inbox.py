"""The inbox in Chromium: a rule book of thirty pages is dropped, its proposals are accepted by keys, and the score moves; on a phone too."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path

import pytest
import yaml

from ecq.assessment.changes import begin
from ecq.scoring.scorecard import score
from ecq.store.proposals import Proposals
from ecq.web.inbox import words as x

pytestmark = pytest.mark.browser
RULES = Path(__file__).parents[1] / "documents" / "mall.yaml"
PICTURES = os.environ.get("ECQ_PICTURES", "")


def rule_book(path: Path) -> Path:
    """Thirty pages of Word: the statements of a rule set, and between them pages that answer nothing."""
    import docx

    told = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    made = docx.Document()
    made.add_heading(told["title"])
    for number, (text, *_) in enumerate(told["statements"]):
        made.add_paragraph(text)
        for line in range(8):
            made.add_paragraph(
                f"附录 {number}.{line}　会议纪要存放在行政部的档案柜，钥匙由值班同事保管，借阅时在登记簿上签名。"
            )
        if number % 2:
            made.add_page_break()
    out = io.BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())
    return path


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_rule_book_is_dropped_read_and_accepted_by_keys(served, visit, shipped, tmp_path, width):
    kept = served.keep(begin(shipped, "青禾商城", {"live-commerce": "no"}, at="2026-11-24T09:00:00+00:00"))
    visitor = visit("zh", width=width, height=900)
    visitor.open("inbox", kept)
    page = visitor.page
    begun = time.monotonic()
    visitor.brings(page.locator(".st-key-inbox-upload input[type=file]"), rule_book(tmp_path / "制度.docx"))
    page.locator("[class*=st-key-inbox-keys-]").first.wait_for(timeout=30_000)
    assert time.monotonic() - begun < 20, "from drop to first proposal"
    waiting = Proposals(served.store).waiting(kept)
    assert waiting >= 40
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, f"inbox-{width}")
    before = page.locator(".ecq-inbox-question h2").first.inner_text()
    if width > 800:
        page.keyboard.press("j")
        visitor.idle()
        assert page.locator(".ecq-inbox-question h2").first.inner_text() != before
        page.keyboard.press("a")
    else:
        page.locator("[class*=st-key-inbox-keys-] button").first.click()
    page.get_by_text(re.compile("采纳了 [12] 条")).wait_for()
    assert 0 < waiting - Proposals(served.store).waiting(kept) <= 2, "the answer and its evidence"
    page.keyboard.press("x") if width > 800 else page.locator("[class*=st-key-inbox-keys-] button").nth(2).click()
    page.get_by_text(visitor.say(x.SENT_BACK, count=2)).wait_for()
    page.locator(".st-key-inbox-accept-all button").locator("visible=true").first.click()
    page.get_by_text(re.compile("采纳了 [0-9]{2} 条")).wait_for()
    now = served.store.find(kept).assessment
    assert score(shipped, now).score.low > 3
    picture(page, f"inbox-{width}-after")
    assert visitor.complaints() == []
