"""What a screen reader hears, where the focus goes, the sheet of shortcuts, and the ways between pages on a phone."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import LANGUAGES, Lang
from ecq.interview.flow import Interview
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.collection import Collection
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.web.frame import words as access
from ecq.web.frame.browser_helper import GROUPS
from ecq.web.session.visit import FIRST_ANSWERS
from tests.browser.visitor import Come, Served, Visitor, first
from tests.in_one_language import in_one

pytestmark = pytest.mark.browser

LIVE = "document.getElementById('ecq-live').textContent"
FOCUSED = """() => {
  let e = document.activeElement
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement
  return e.textContent
}"""


def fresh(visit: Come, served: Served, shipped: Rubric, lang: Lang, **more: object) -> Visitor:
    visitor = visit(lang, **more)
    visitor.open("interview", served.keep(begin(shipped, "Harbour")))
    return visitor


def stands(visitor: Visitor) -> str:
    """The standing as it must be heard: progress at first, then the score."""
    interview = Interview(visitor.rubric, visitor.assessment).progress
    if interview.settled < FIRST_ANSWERS:
        return visitor.say(access.PROGRESS_NOW, settled=interview.settled, asked=interview.asked)
    card = score(visitor.rubric, visitor.assessment)
    low, high = score_words(card.score.low), score_words(card.score.high)
    return visitor.say(access.SCORE_NOW, low=low, high=high, grade="").strip(" .。")


def wait_to_hear(visitor: Visitor, text: str) -> str:
    visitor.page.wait_for_function(f"text => {LIVE}.includes(text)", arg=text)
    heard: str = visitor.page.evaluate(LIVE)
    return heard


@pytest.mark.parametrize("lang", in_one("en"))
def test_screen_readers_announce_each_answer_once(visit, served, shipped, lang):
    """The focus at the new question has it read; the one live region tells what the answer did and where the score is."""
    visitor = fresh(visit, served, shipped, lang)
    page = visitor.page
    page.locator("#ecq-live").wait_for(state="attached")
    assert page.locator(":is([aria-live=polite], [role=status], [role=log]):not([aria-live=off])").count() == 1, (
        "one live region, not many"
    )
    assert page.evaluate(LIVE) == "", "nothing is announced on arrival: the page is read anyway"
    visitor.moves_by_key("2")
    heard = wait_to_hear(visitor, stands(visitor))
    said = " ".join(page.locator(".ecq-said").inner_text().split())
    assert "".join(said.split()) in "".join(heard.split())
    assert visitor.heading not in heard, "the question is read by the focus; it must not be heard twice"
    assert page.evaluate(FOCUSED) == visitor.heading
    assert page.locator("#ecq-live").get_attribute("lang") == LANGUAGES[lang].tag
    # as a screen reader sees it: a status with these words, and the question as a heading
    seen = page.locator("body").aria_snapshot()
    assert re.search(rf'heading "{re.escape(visitor.heading)}" \[level=1\]', seen)
    assert len(re.findall(r"^\s*- status", seen, re.MULTILINE)) == 1


def test_typing_an_answer_keeps_focus_and_announces_the_next_question(visit, served, shipped):
    visitor = fresh(visit, served, shipped, "en")
    field = visitor.page.locator(".ecq-typed textarea")
    field.click()
    visitor.page.keyboard.type("1")
    visitor.moves(lambda: visitor.page.keyboard.press("Enter"))
    heard = wait_to_hear(visitor, visitor.heading)
    assert stands(visitor) in heard
    assert visitor.page.evaluate("document.activeElement.matches('.ecq-typed textarea')")


def test_options_expose_their_state_and_shortcut(visit, served, shipped):
    visitor = fresh(visit, served, shipped, "zh")
    visitor.moves_by_key("2")
    visitor.moves_by_key("b")
    options = visitor.page.locator(".ecq-answers .option")
    options.first.wait_for()
    visitor.page.wait_for_function("document.querySelector('.ecq-answers button[aria-pressed=true]')")
    assert [one.get_attribute("aria-pressed") for one in options.all()][:3] == ["false", "true", "false"]
    assert [one.get_attribute("aria-keyshortcuts") for one in options.all()][:3] == ["1", "2", "3"]
    mark = options.nth(1).evaluate("e => getComputedStyle(e, '::after').content")
    assert "✓" in mark, "what is chosen is told by its colour alone"


def test_digit_keys_tick_and_confirm_a_checklist_and_letter_keys_work_after_ticking(visit, served, shipped):
    """1 and 3 tick the first and third line, Enter confirms. Ticking by mouse leaves the focus in the box."""
    visitor, at = visit("zh"), first(shipped, ChecklistQuestion)
    visitor.open("interview", served.keep(begin(shipped)), q=at)
    items = [item.id for item in shipped.by_id[at].items]
    visitor.page.locator(".ecq-answers input[type=checkbox]").last.wait_for(state="attached")
    for figure, item in (("1", items[0]), ("3", items[2]), ("1", items[0])):
        before = visitor.key(f"item-{at}-{item}").locator("input").is_checked()
        visitor.page.keyboard.press(figure)
        visitor.page.wait_for_function(
            "([key, was]) => document.querySelector(`[data-key=${key}] input`).checked !== was",
            arg=[f"item-{at}-{item}", before],
        )
    visitor.moves_by_key("Enter")
    assert visitor.assessment.response(at).value == (items[2],)
    visitor.moves_by_key("b")
    assert visitor.key(f"item-{at}-{items[2]}").locator("input").is_checked(), "what was answered is ticked"
    visitor.tick(at, items[0])
    visitor.moves_by_key("s")


def test_keys_in_the_switcher_do_nothing_behind_it_and_escape_leads_back_to_its_button(visit, served, shipped):
    visitor, at = visit("zh"), first(shipped, ChecklistQuestion)
    Collection(served.store).add(begin(shipped, "另一份"), None)
    visitor.open("interview", served.keep(begin(shipped)), q=at)
    visitor.page.locator(".ecq-answers input[type=checkbox]").last.wait_for(state="attached")
    visitor.page.locator(".ecq-top .switch").first.click()
    visitor.page.locator(".ecq-switch li a").first.focus()
    visitor.page.keyboard.press("2")
    assert not visitor.page.locator(".ecq-answers input:checked").count()
    assert visitor.page.evaluate("document.activeElement.closest('.ecq-switch') !== null")
    visitor.page.keyboard.press("Escape")
    visitor.page.locator('.ecq-top .switch[aria-expanded="false"]:focus').wait_for()


def test_the_list_of_shortcuts_opens_and_closes(visit, served, shipped):
    visitor = fresh(visit, served, shipped, "en")
    page, at = visitor.page, visitor.at
    title = visitor.say(access.SHORTCUTS)
    page.locator(".ecq-answers button").first.wait_for()
    page.get_by_role("button", name=title, exact=True).wait_for()  # with it the key is listened to
    visitor.idle()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name=title)
    sheet.wait_for()
    shown = sheet.inner_text()
    for one in (one for _, group in GROUPS for one in group):
        assert visitor.words(one.does) in shown
        assert all(visitor.words(key) in shown for key in one.keys)
    ground = "sheet => getComputedStyle(sheet).backgroundColor"
    light = sheet.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert sheet.evaluate(ground) != light, "it is dark where the page is"
    page.emulate_media(color_scheme="light")
    # keys pressed now do nothing to the page behind, and the focus stays within
    for key in ("2", "s", "u"):
        page.keyboard.press(key)
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    assert visitor.at == at
    assert visitor.assessment.responses == {}
    # by the visible button too, which gets the focus back
    button = page.get_by_role("button", name=title, exact=True)
    button.click()
    sheet.wait_for()
    page.get_by_role("button", name=visitor.say(w.CLOSE)).click()
    sheet.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.ariaLabel") == title
    # in a field it is a question mark
    page.locator(".ecq-typed textarea").click()
    page.keyboard.type("?")
    assert page.locator(".ecq-typed textarea").input_value() == "?"
    assert page.get_by_role("dialog").count() == 0
