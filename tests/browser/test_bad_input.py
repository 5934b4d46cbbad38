"""What people paste: very long, emoji, right to left, HTML, Markdown, control characters, a spreadsheet. Each is kept or
refused with one clear sentence, is shown as it was typed, and stays in its field where it was refused."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.file import read
from ecq.assessment.model import EVIDENCE_LIMIT, NAME_LIMIT, NOTE_LIMIT, OWNER_LIMIT, PLACE_LIMIT
from ecq.rubric.model import Rubric
from ecq.web.frame.words import STREAMLIT_UPLOADS
from tests.browser.visitor import Come, Served, Visitor

pytestmark = pytest.mark.browser

LONG = "长" * 100_000
FAMILY = "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽"
MARKS = (
    "<img src=x onerror='window.owned=1'><script>window.owned=1</script><b id=owned>x</b>&amp; "
    "**b** [l](javascript:window.owned=1) $x^2$ :red[r] `c` # h ~~s~~ ![i](x)"
)
# What is pasted, and what is kept of it: nothing but invisible control characters may be missing.
PASTED = f"{FAMILY} \u202eשלום مرحبا\u202c 123 {MARKS} a\x00b\x07c\x1b[31md\x7f"
KEPT = f"{FAMILY} שלום مرحبا 123 {MARKS} abc[31md"
NAME, NAME_KEPT = f"\u202eשלום\u202c\x07 {MARKS}", f"שלום {MARKS}"
SHEET = '名称\t数量\t备注\r\n快递单\t3\t"a"\n=1+1\t-2\t@x'


def paste(visitor: Visitor, selector: str, text: str) -> None:
    """Put a text into a field the way a paste does: all at once, told by one input event."""
    visitor.page.locator(selector).evaluate(
        """(field, text) => {
          field.focus()
          const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement
          Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text)
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
        }""",
        text,
    )


def the_sentence(visitor: Visitor, of: str = "") -> str:
    alerts = visitor.page.get_by_role("alert")
    alerts.filter(has_text=of).first.wait_for()
    visitor.idle()
    alerts.nth(1).wait_for(state="detached")  # one that is being replaced
    sentence: str = alerts.inner_text().strip()
    assert "\n" not in sentence
    assert len(sentence) < 120
    return sentence


def inert(visitor: Visitor) -> None:
    """Nothing typed has become part of the page."""
    assert visitor.page.evaluate("window.owned ?? document.getElementById('owned')?.id ?? null") is None
    assert visitor.page.locator("main :is(img[src=x], a[href^='javascript'])").count() == 0


def fresh(visit: Come, served: Served, shipped: Rubric) -> tuple[Visitor, str]:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, "贴进来的平台")))
    return visitor, str(visitor.at)


def note_of(visitor: Visitor, question_id: str) -> str:
    return visitor.assessment.response(question_id).note


def test_any_text_pasted_as_a_note_is_saved_or_refused_with_a_sentence(visit, served, shipped):
    visitor, at = fresh(visit, served, shipped)
    field = f".st-key-note-{at} textarea"

    def note(text: str) -> None:
        visitor.chip("note").click()
        paste(visitor, field, text)
        visitor.key("note-save").locator("button").click()

    note(f"{PASTED}\n{SHEET}")
    visitor.key("panel-note").wait_for(state="detached")
    before = f"{KEPT}\n{SHEET}".replace("\r\n", "\n")
    assert note_of(visitor, at) == before
    visitor.no_trouble()
    inert(visitor)

    # Far too long: one sentence, and every character is still there to be cut, also after looking elsewhere.
    note(LONG)
    sentence = the_sentence(visitor, str(len(LONG)))
    assert str(NOTE_LIMIT) in sentence
    assert visitor.page.locator(field).input_value() == LONG
    visitor.moves(visitor.chip("skip").click)
    visitor.moves(visitor.chip("back").click)
    visitor.chip("note").click()
    visitor.page.locator(field).wait_for()
    assert visitor.page.locator(field).input_value() == LONG
    assert note_of(visitor, at) == before, "the note before is kept until another is taken"
    paste(visitor, field, "缩短了")
    visitor.key("note-save").locator("button").click()
    visitor.key("panel-note").wait_for(state="detached")
    assert note_of(visitor, at) == "缩短了"
    visitor.no_trouble()


def test_a_note_is_saved_without_pressing_save_and_half_an_emoji_does_not_lose_the_rest(visit, served, shipped):
    """Who writes a note and then answers has lost nothing. Half of an emoji, as a cut-off paste leaves it, is not valid text:
    Streamlit would drop the whole message."""
    visitor, at = fresh(visit, served, shipped)
    visitor.chip("note").click()
    field = visitor.page.locator(f".st-key-note-{at} textarea")
    field.click()
    visitor.page.keyboard.type("没有点保存")
    field.evaluate(
        """(field) => {
          Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, field.value + '\\ud83d' + '个')
          field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
        }"""
    )
    visitor.press_answer(shipped.by_id[at], shipped.by_id[at].options[0].id)
    response = visitor.assessment.response(at)
    assert (response.state, response.note) == ("answered", "没有点保存\ufffd个")


def test_any_text_typed_below_the_question_is_harmless(visit, served, shipped):
    visitor, _ = fresh(visit, served, shipped)
    field = ".ecq-typed textarea"
    for text in (PASTED, SHEET):
        at, before = str(visitor.at), visitor.assessment
        paste(visitor, field, text)
        visitor.page.locator(field).press("Enter")
        told = visitor.page.get_by_role("alert").or_(visitor.key("panel-understood")).first
        # An alert of the text before may still stand there, so each of the outcomes is waited for.
        for _ in range(40):
            visitor.idle()
            after = visitor.assessment
            noted = after.response(at).note != before.response(at).note
            if noted or told.count() or after.responses != before.responses:
                break
            visitor.page.wait_for_timeout(200)
        else:
            assert visitor.page.locator(field).input_value(), f"lost: {text!r}"
        inert(visitor)
        visitor.types(visitor.page.locator(field), "")
    at = str(visitor.at)
    paste(visitor, field, LONG)
    visitor.page.locator(field).press("Enter")
    the_sentence(visitor, str(len(LONG)))
    visitor.page.wait_for_function("selector => document.querySelector(selector).value", arg=field)
    assert visitor.page.locator(field).input_value() == LONG
    assert visitor.at == at
    paste(visitor, field, "x" * 50_000)  # no place to break the line
    width = "field => field.getBoundingClientRect().width"
    assert visitor.page.locator(field).evaluate(width) < visitor.page.locator(".ecq-typed").evaluate(width)


def test_any_text_pasted_as_evidence_is_harmless(visit, served, shipped):
    visitor, at = fresh(visit, served, shipped)
    visitor.chip("evidence").click()
    for part, text in (("owner", MARKS), ("place", MARKS), ("text", PASTED)):
        paste(visitor, f"[data-id='{part}-{at}-new']", text)
    visitor.piece("save", at).click()
    visitor.piece("mark", at, 0).wait_for()
    (held,) = visitor.assessment.response(at).evidence
    assert (held.text, held.place, held.owner) == (KEPT, MARKS, MARKS)
    panel = visitor.key("panel-evidence")
    assert KEPT in panel.inner_text(), "it is shown as it was typed"
    assert panel.locator(".pieces :is(img, script, a, b)").count() == 0
    assert visitor.piece("text", at).input_value() == "", "the field is free for the next"
    inert(visitor)
    for part, limit in (("owner", OWNER_LIMIT), ("place", PLACE_LIMIT), ("text", EVIDENCE_LIMIT)):
        visitor.types(visitor.piece("text", at), "一份证据")
        paste(visitor, f"[data-id='{part}-{at}-new']", LONG)
        visitor.piece("save", at).click()
        assert str(limit) in the_sentence(visitor, str(limit))
        assert visitor.piece(part, at).input_value() == LONG
        visitor.types(visitor.piece(part, at), "")
    assert visitor.assessment.response(at).evidence == (held,)


def test_any_text_pasted_as_the_platform_name_is_harmless_on_every_page_and_in_file_names(
    visit, served, shipped, tmp_path
):
    visitor = visit("zh")
    visitor.open("profile", served.keep(begin(shipped)))
    field = ".st-key-profile-name input"
    paste(visitor, field, NAME)
    visitor.page.locator(field).press("Enter")
    visitor.page.wait_for_function(
        "text => document.querySelector('.ecq-top .name')?.textContent.includes(text)", arg=NAME_KEPT
    )
    assert visitor.assessment.name == NAME_KEPT
    inert(visitor)
    paste(visitor, field, "名" * (NAME_LIMIT + 1))
    visitor.page.locator(field).press("Enter")
    assert str(NAME_LIMIT) in the_sentence(visitor)
    assert visitor.page.locator(field).input_value() == "名" * (NAME_LIMIT + 1)
    assert visitor.assessment.name == NAME_KEPT, "the name before is kept"
    visitor.open("results", visitor.assessment_id)
    inert(visitor)
    assert NAME_KEPT in visitor.page.locator("main").inner_text()
    visitor.open_downloads()
    for key in ("download-json", "download-pdf"):
        with visitor.page.expect_download() as download:
            visitor.key(key).locator("button").click()
        assert download.value.failure() is None
        assert re.fullmatch(r"[^/\\<>:\"|?*\x00-\x1f]+\.(json|pdf)", download.value.suggested_filename)
        download.value.save_as(tmp_path / key)
    assert read((tmp_path / "download-json").read_bytes()).name == NAME_KEPT


def test_a_file_that_is_too_large_gets_a_sentence_that_all_can_see(visit, served, tmp_path):
    too_large = tmp_path / "large.json"
    too_large.write_bytes(b"{" * 27_000_000)
    visitor = visit("zh")
    visitor.open()
    field = visitor.key("open-file")
    field.locator("input[type=file]").set_input_files(too_large)
    alert = field.get_by_text(visitor.say(STREAMLIT_UPLOADS["Error: File must be "]), exact=True)
    alert.wait_for()
    box = alert.bounding_box()
    assert box["width"] > 100
