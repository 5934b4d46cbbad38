"""Evidence by piece: dropped, looked at, returned, accepted, handed over, and opened elsewhere; at a desk and on a phone."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.changes import answer as give
from ecq.assessment.model import Assessment
from ecq.exchange.dossier import take
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.files import FolderFiles
from ecq.telling.evidence import words as e
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from tests import building as b
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Q = "mlps-filing-and-test"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

PASTE = """bytes => {
  const held = new DataTransfer()
  held.items.add(new File([new Uint8Array(bytes)], '备案 _证明_.png', { type: 'image/png' }))
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true }))
}"""


def named(visitor: Visitor, key: str, text: str) -> None:
    """Fill in a field behind the button for the review, and close it again."""
    visitor.key("review-settings").locator("button").first.click()
    field = visitor.key(key).locator("input")
    visitor.types(field, text)
    field.press("Enter")
    visitor.idle()
    visitor.page.keyboard.press("Escape")


def test_a_file_is_brought_returned_accepted_and_opened_elsewhere(visit, served, shipped, tmp_path):
    visitor = visit("zh", width=390, height=900)
    made = b.accepted(answer(begin(shipped, "青禾"), shipped.by_id[Q], "filed"))
    visitor.open("evidence", served.keep(made))
    piece = visitor.page.locator(".ecq-ev .pieces > li").first
    piece.wait_for()
    assert (piece.bounding_box() or {})["y"] < 844, "the first piece is seen without scrolling"
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    put = visitor.page.locator("[data-id^=put-]").first
    put.press("Enter")
    visitor.page.keyboard.press("Escape")
    assert put.evaluate("(button) => button === document.activeElement")

    named(visitor, "my-name", "林岚")
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.page.locator("[data-testid=stFileUploaderDropzoneInput]").wait_for(state="attached")
    visitor.page.evaluate(PASTE, list(PNG))
    visitor.piece("mark", Q, 0).wait_for()
    visitor.idle()
    (thing,) = visitor.assessment.response(Q).evidence
    assert thing.file is not None
    assert (thing.file.name, thing.file.type, thing.brought_by) == ("备案 _证明_.png", "image/png", "林岚")
    assert "在手 1 件 / 要 1 件" in visitor.page.locator(".ecq-binder-head").inner_text()
    visitor.piece("see", Q, 0).click()
    visitor.key("file-seen").locator("img").wait_for()
    assert visitor.key("file-seen").inner_text().count("备案 _证明_.png") == 2, "below the picture and on the button"

    # once somebody reviews it does not count, and who brought it cannot accept it
    named(visitor, "reviewer", "周宁")
    visitor.page.locator("h1").get_by_text("已认可 0 件 / 要 1 件").wait_for()
    visitor.piece("accept", Q, 0).click()
    visitor.idle()
    assert visitor.assessment.response(Q).evidence[0].review is None
    named(visitor, "my-name", "周宁")
    for _ in range(2):
        visitor.piece("return", Q, 0).click()
    visitor.types(visitor.page.locator(f"[data-id='why-{Q}-0']"), "看不清")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_text(e.RETURNED_FOR.zh.format(words="看不清")).wait_for()
    visitor.page.set_viewport_size({"width": 390, "height": 900})
    visitor.piece("accept", Q, 0).click()
    visitor.page.locator("h1").get_by_text("已认可 1 件 / 要 1 件").wait_for()
    visitor.idle()
    assert visitor.key("room-indicators").locator("details").evaluate("(one) => one.open"), "what is open stays open"
    visitor.page.set_viewport_size({"width": 1440, "height": 900})

    # a paper of the application: shown in hand as soon as its file is kept
    visitor.key("papers").locator("button").first.click()
    licence = {"name": "执照.png", "mimeType": "image/png", "buffer": PNG}
    visitor.page.locator("[class*=st-key-paper-file-] input").set_input_files(licence)
    visitor.page.locator("[data-testid=stPopoverBody] .ecq-rows").get_by_text("执照.png").wait_for()
    visitor.idle()
    (paper,) = visitor.assessment.papers.values()
    assert paper.file is not None
    assert paper.file.name == "执照.png"
    visitor.page.keyboard.press("Escape")

    with visitor.page.expect_download() as download:
        visitor.key("download-dossier").locator("button").click()
    download.value.save_as(tmp_path / "d.zip")
    taken = []
    with (tmp_path / "d.zip").open("rb") as opened:
        take(opened, "d.zip", FolderFiles(tmp_path / "elsewhere"), lambda one: taken.append(one) or "")
    assert score(shipped, taken[0]).pieces == (1, 1)
    assert [size for _, size in FolderFiles(tmp_path / "elsewhere").all()] == [len(PNG)]  # one file, kept once


def test_by_keyboard_the_question_that_was_chosen_has_the_focus(visit, served, shipped):
    visitor = visit("en")
    visitor.open("evidence", served.keep(b.sampled("xinghuo-live", shipped, "en")))
    row = visitor.page.locator("main .ecq-rows button:not(.on)").last  # a question of the indicator, folded below
    chosen = row.locator(".title").inner_text()
    row.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_function(
        "text => document.activeElement.matches('article h2') && document.activeElement.innerText.startsWith(text)",
        arg=chosen,
    )


def test_between_a_phone_and_a_desktop_the_indicators_can_be_read(visit, served, shipped):
    visitor = visit("en", width=820, height=900)
    visitor.open("evidence", served.keep(b.sampled("xinghuo-live", shipped, "en")))
    names = visitor.key("room-indicators").locator("button")
    names.first.wait_for()
    lines = "all => Math.max(...all.map(one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)))"
    for width in (820, 769, 1024):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.idle()
        assert names.evaluate_all(lines) < 4.5, width
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def with_top_answers(rubric: Rubric, count: int) -> Assessment:
    made = begin(rubric, "改答平台")
    for question in rubric.questions[:count]:
        if hasattr(question, "options"):
            made = give(made, question, question.options[-1].id)
    return made


def shows_evidenced(visitor: Visitor, score: str) -> None:
    """Wait until this is the evidence-backed score beside the interview."""
    card = visitor.page.locator(".ecq-aside .ecq-card", has_text=visitor.say(w.EVIDENCED_SCORE))
    card.filter(has_text=re.compile(rf"(?<![\d.]){re.escape(score)}(?!\d)")).wait_for()


def test_evidence_changes_the_evidence_backed_score(visit, served, shipped):
    visitor = visit("zh")
    made = with_top_answers(shipped, 20)
    kept = served.keep(made)
    target = next(q.id for q in shipped.questions if q.id in made.responses)
    visitor.open("interview", kept, q=target)
    shows_evidenced(visitor, "0.0")
    visitor.chip("evidence").click()
    visitor.name_evidence(target, "还没拿到的证明", in_hand=False)
    shows_evidenced(visitor, "0.0")  # evidence still to be obtained backs nothing
    for tick in visitor.page.locator(f".ecq-ev fieldset.put input[data-id$='-{target}-new']").all():
        tick.check()
    visitor.name_evidence(target, "已经在手的证明", place="档案柜")
    backed = score_words(score(shipped, visitor.assessment).evidenced.low)
    assert backed != "0.0"
    shows_evidenced(visitor, backed)
    assert [e.in_hand for e in visitor.assessment.response(target).evidence] == [False, True]
    visitor.piece("drop", target, 1).click()
    visitor.piece("drop", target, 1).wait_for(state="detached")
    visitor.idle()
    shows_evidenced(visitor, "0.0")
    assert [e.text for e in visitor.assessment.response(target).evidence] == ["还没拿到的证明"]
