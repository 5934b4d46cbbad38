"""Changing one's mind: through a bubble, through the map, taking back; evidence and notes of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.assessment.evidence import add_evidence
from ecq.assessment.file import read
from ecq.assessment.model import NOTE_LIMIT, Assessment
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.web.session.visit import FIRST_ANSWERS
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Served, Visitor, said

pytestmark = pytest.mark.browser


def with_top_answers(rubric: Rubric, count: int) -> Assessment:
    made = begin(rubric, "改答平台")
    for question in rubric.questions[:count]:
        if hasattr(question, "options"):
            made = give(made, question, question.options[-1].id)  # type: ignore[assignment]
    return made


def shows_evidenced(visitor: Visitor, score: str) -> None:
    """Wait until this is the evidence-backed score beside the interview."""
    card = visitor.page.locator(".ecq-aside .ecq-card", has_text=visitor.say(w.EVIDENCED_SCORE))
    card.filter(has_text=re.compile(rf"(?<![\d.]){re.escape(score)}(?!\d)")).wait_for()


def test_an_earlier_answer_can_be_changed_from_the_transcript(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped)))
    given = answer_some(visitor, shipped, 5)
    came_from = visitor.at
    assert visitor.page.locator(".ecq-thread .line").count() == 5
    changed = list(given)[-2]
    visitor.moves(visitor.said_again(changed).click)
    assert visitor.at == changed
    question = shipped.by_id[changed]
    old = given[changed]
    value = (
        "0"
        if isinstance(question, MeasureQuestion)
        else next(
            v
            for v in (
                [o.id for o in question.options] if hasattr(question, "options") else [(), (question.items[0].id,)]
            )
            if v != old[1]  # type: ignore[index]
        )
    )
    visitor.press_answer(question, value)
    assert visitor.at == came_from, "after a change the interview goes on where it was"
    assert said(visitor.assessment) == {**given, changed: ("answered", value, None)}


def test_an_earlier_answer_can_be_changed_and_removed_from_the_map(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    sole = next(leaf for leaf in shipped.leaves if len(leaf.questions) <= 5)
    made = begin(shipped, profile={"business-model": ("b2c",)})
    for placed in sole.questions:
        question = shipped.by_id[placed.question]
        value = question.answer_earning(Fraction(1))
        taken = give(made, question, value)
        made = taken  # type: ignore[assignment]
    others = [one for one in shipped.questions if one.id not in {placed.question for placed in sole.questions}]
    for question in others[:FIRST_ANSWERS]:  # the score is shown from so many answers on
        made = give(made, question, question.answer_earning(Fraction(1)))  # type: ignore[assignment]
    visitor.open("interview", served.keep(made))
    before = score(shipped, visitor.assessment).score
    target = visitor.to_indicator(sole.id)
    assert target == sole.questions[0].question
    question = shipped.by_id[target]
    if isinstance(question, MeasureQuestion):
        assert visitor.key(f"number-{target}").locator("input").input_value() == question.answer_earning(Fraction(1))
    elif isinstance(question, ChecklistQuestion):
        for item in question.items:
            box = visitor.key(f"item-{target}-{item.id}").get_by_role("checkbox")
            box.wait_for(state="attached")
            assert box.is_checked()
    else:
        assert visitor.page.locator(".ecq-answers .option[aria-pressed=true]").count() == 1
    visitor.chip("clear").click()
    visitor.key("chip-clear").wait_for(state="detached")
    assert visitor.at == target, "taking back stays at the question"
    assert visitor.assessment.response(str(target)).state == "unanswered"
    after = score(shipped, visitor.assessment).score
    assert after.low < before.low
    visitor.page.locator(".ecq-aside .ecq-big", has_text=score_words(after.low)).wait_for()


def test_evidence_changes_the_evidence_backed_score(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    made = with_top_answers(shipped, 20)
    kept = served.keep(made)
    visitor.open("interview", kept)
    target = next(q.id for q in shipped.questions if q.id in visitor.assessment.responses)
    while visitor.at != target:
        visitor.moves(visitor.chip("back").click)
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


WILD = {
    "marks": '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>fett</b></div></section> '
    "# Title **bold** [link](javascript:window.hacked=1) ![i](http://example.com/x.png) $x^2$ :red[rot]",
    "characters": "👩‍👩‍👧‍👦 🏴‍☠️ 𠮷 שלום \u202etxet desrever\u202c مرحبا a\x00b\x07c\x1bd\u2028e\uffff",
}
PASTE = """(field, text) => {
  const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, text)
  field.dispatchEvent(new Event('input', {bubbles: true}))
}"""


def test_markup_in_notes_and_evidence_is_saved_and_shown_as_text(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, "")))
    for kind, text in WILD.items():
        at = str(visitor.at)
        visitor.chip("note").click()
        field = visitor.page.locator("[data-testid='stTextArea'] textarea")
        field.evaluate(PASTE, text)
        visitor.button(w.SAVE).click()
        field.wait_for(state="detached")
        note = visitor.assessment.response(at).note
        assert note, kind
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\uffff]", note), kind

        visitor.chip("evidence").click()
        for part in ("place", "owner", "text"):
            visitor.piece(part, at).evaluate(PASTE, text)
        visitor.piece("text", at).press("Enter")
        visitor.piece("drop", at, 0).wait_for()
        held = visitor.assessment.response(at).evidence[0]
        panel = visitor.key("panel-evidence").locator(".pieces")
        shown = " ".join((panel.text_content() or "").split())
        assert all(" ".join(said.split()) in shown for said in (held.text, held.place, held.owner)), kind
        assert panel.locator("img, script, a, b").count() == 0, kind
        visitor.moves(visitor.chip("skip").click)

    # the platform's name stands in the bar, above the results, in file names and in the report
    visitor.open("profile", visitor.assessment_id)
    field = visitor.key("profile-name").locator("input")
    field.evaluate(PASTE, WILD["marks"][60:160] + WILD["characters"])
    field.press("Enter")
    visitor.page.locator(".ecq-top .name").get_by_text(visitor.say(w.UNNAMED)).wait_for(state="detached")
    assert visitor.assessment.name
    visitor.open("results", visitor.assessment_id)
    assert visitor.assessment.name in visitor.page.locator(".ecq small").first.inner_text()
    visitor.open_downloads()
    for key in ("download-json", "download-pdf"):
        with visitor.page.expect_download() as download:
            visitor.key(key).locator("button").click()
        assert download.value.failure() is None
        assert re.fullmatch(r"[^/\\<>:\"|?*\x00-\x1f]+\.(json|pdf)", download.value.suggested_filename)
        download.value.save_as(tmp_path / key)
    assert said(read((tmp_path / "download-json").read_bytes())) == said(visitor.assessment)
    assert visitor.page.locator(".ecq :is(img, script)").count() == 0
    assert visitor.page.evaluate("window.hacked") is None


def test_a_note_that_is_too_long_is_refused(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> None:
    """100,000 characters: one sentence says that it is too much."""
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped)))
    at = str(visitor.at)
    visitor.chip("note").click()
    field = visitor.page.locator("[data-testid='stTextArea'] textarea")
    field.fill("长" * 100_000)  # pasted: nobody types so much
    visitor.button(w.SAVE).click()
    trouble = visitor.page.get_by_role("alert")
    trouble.wait_for()
    assert str(NOTE_LIMIT) in trouble.inner_text()
    assert visitor.assessment.response(at).note == ""
    visitor.page.reload()
    visitor.wait_for_page("interview")


def test_a_wrong_number_shows_an_error_and_stays_at_the_question(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped)))
    while not isinstance(shipped.by_id[str(visitor.at)], MeasureQuestion):
        visitor.moves(visitor.chip("skip").click)
    at = str(visitor.at)
    question = shipped.by_id[at]
    assert isinstance(question, MeasureQuestion)
    field = visitor.key(f"number-{at}").locator("input")
    alert = visitor.page.get_by_role("alert")
    for wrong in ("abc", "", str(int(question.most) + 1), "1/0", "1e5", "-1"):
        visitor.types(field, wrong)
        visitor.button(w.RECORD).click()
        alert.wait_for()
        assert alert.count() == 1
        assert visitor.at == at
        assert visitor.assessment.response(at).state == "unanswered"
        visitor.page.keyboard.press("Tab")
    visitor.types(field, "１２")  # full-width figures, as Chinese keyboards make them
    visitor.moves(visitor.button(w.RECORD).click)
    assert visitor.assessment.response(at).value == "12"
    visitor.no_trouble()


def test_evidence_added_elsewhere_is_shown(visit: Callable[..., Visitor], served: Served, shipped: Rubric) -> None:
    visitor = visit("zh")
    made = add_evidence(begin(shipped), shipped.questions[0], "从别处来的证据")
    visitor.open("interview", served.keep(made))  # type: ignore[arg-type]
    assert "1" in visitor.chip("evidence").inner_text()
    visitor.chip("evidence").click()
    visitor.page.get_by_text("从别处来的证据").wait_for()
