"""An interview without a mouse."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import pytest

from ecq.assessment.changes import begin
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from tests.browser.visitor import Visitor, first
from tests.building import sampled

pytestmark = pytest.mark.browser

ACTIVE = """() => {
  let e = document.activeElement
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement
  return e
}"""
PLACE = f"""() => {{
  const e = ({ACTIVE})()
  const outer = e.getRootNode().host ?? e
  const key = outer.closest('[data-key]')?.dataset.key ?? outer.closest('[class*=st-key-]')?.className.match(/st-key-([\\w-]+)/)?.[1] ?? ''
  return {{
    tag: e.tagName, key,
    name: e.dataset.id ?? e.getAttribute('aria-label') ?? (e.innerText || '').split('\\n')[0],
    box: (e.tagName === 'INPUT' && e.type === 'checkbox' ? e.closest('label') : e).getBoundingClientRect().toJSON(),
  }}
}}"""


PART = """() => {
  const e = document.activeElement
  if (e.matches('[data-testid=stSkipToContent]')) return 'skip'
  return e.closest('.ecq-top') ? 'bar' : e.closest('[data-testid=stSidebar]') ? 'map' : 'page'
}"""


class Hands:
    """Keys only, and eyes to see where the focus is."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.seen: set[tuple[str, str]] = set()

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)

    def moves(self, name: str) -> str | None:
        return self.visitor.moves_by_key(name)

    def tab_to(self, tag: str, key: str = "", name: str = "", most: int = 60) -> None:
        """Press Tab until the focus is there. Wherever it stops on the way, it must be seen."""
        for _ in range(most):
            self.key("Tab")
            place = self.page.evaluate(PLACE)
            self.must_be_seen(place)
            if place["tag"] == tag and key in place["key"] and name in place["name"]:
                return
        raise AssertionError(f"{most} times Tab and never at {tag} {key} {name}")

    def must_be_seen(self, place: dict) -> None:
        """Focused and not focused must look different. Each kind of place is looked at once."""
        kind = (place["tag"], re.sub(r"-.*", "", place["key"]))
        if kind in self.seen or place["tag"] in ("MAIN", "BODY"):  # the whole page, where the skip link leads
            return
        self.seen.add(kind)
        box = place["box"]
        for _ in range(20):  # the page may still be moving into place
            self.page.wait_for_timeout(50)
            before, box = box, self.page.evaluate(PLACE)["box"]
            if box == before:
                break
        clip = {
            "x": max(0, box["x"] - 6),
            "y": max(0, box["y"] - 6),
            "width": box["width"] + 12,
            "height": box["height"] + 12,
        }
        with_focus = self.page.screenshot(clip=clip, animations="disabled", caret="hide")
        self.page.evaluate(f"() => {{ window.was = ({ACTIVE})(); window.was.blur() }}")
        without = self.page.screenshot(clip=clip, animations="disabled", caret="hide")
        self.page.evaluate("() => { window.was.focus({focusVisible: true}); delete window.was }")
        assert with_focus != without, f"the focus cannot be seen at {place}"

    def skip_to_main(self) -> None:
        """The skip link, the first stop of a fresh page, leads to the question."""
        self.tab_to("A", most=1)
        assert self.page.evaluate(PLACE)["name"] == self.visitor.say(access.SKIP_TO_QUESTION)
        self.key("Enter")
        self.at_heading()

    def at_heading(self) -> None:
        """The focus is at the question, where it is led after every answer."""
        self.page.wait_for_function("document.activeElement.matches('.ecq-question h1')")

    def at_field(self, tag: str, key: str) -> None:
        """The focus was led into what was opened."""
        self.page.wait_for_function(
            "([tag, key]) => document.activeElement.matches(`${tag}`) && document.activeElement.closest(`.st-key-${key}, [data-key=${key}]`)",
            arg=[tag, key],
        )


def test_an_interview_can_be_done_by_keyboard_alone(visit, served, shipped):
    visitor = visit("zh")
    page, hands = visitor.page, Hands(visitor)
    visitor.open("interview", served.keep(begin(shipped, "键盘平台")))
    hands.skip_to_main()
    # Tab goes as the eye does: the bar, the map, the question; Shift+Tab the same way back.
    page.evaluate("document.querySelector('[data-testid=stSkipToContent]').focus()")
    parts = [page.evaluate(PART) for _ in range(30) if hands.key("Tab") is None]
    assert [part for part, _ in groupby(parts)][:3] == ["bar", "map", "page"]
    back = [page.evaluate(PART) for _ in range(30) if hands.key("Shift+Tab") is None]
    assert back == [*parts[-2::-1], "skip"]
    hands.key("Enter")
    hands.at_heading()
    hands.tab_to("SUMMARY", most=1)
    hands.key("Enter")
    page.get_by_text(visitor.words(shipped.questions[0].why)).wait_for()

    at = visitor.at
    for _ in range(4):
        question = shipped.by_id[at]
        if isinstance(
            question, ChecklistQuestion | MeasureQuestion
        ):  # Streamlit loads the code of a field with the first
            page.locator(".ecq-answers input").last.wait_for(state="attached")
        if isinstance(question, ChecklistQuestion):
            first, second = (item.id for item in question.items[:2])
            hands.tab_to("INPUT", f"item-{at}-{first}", most=5)
            hands.key("Space")
            hands.tab_to("INPUT", f"item-{at}-{second}", most=1)
            hands.key("Space")
            hands.tab_to("BUTTON", name=visitor.say(w.CONFIRM_ITEMS))
            following = hands.moves("Enter")
            assert visitor.assessment.response(at).value == (first, second)
        elif isinstance(question, MeasureQuestion):
            number = str(int(question.bands[-1].bound or 0))
            page.keyboard.type(number)  # figures go into the field by themselves
            hands.at_field("input", f"number-{at}")
            assert visitor.at == at, "figures typed into the field must not press options"
            following = hands.moves("Enter")
            assert visitor.assessment.response(at).value == number
        else:
            following = hands.moves(str(len(question.options)))
            assert visitor.assessment.response(at).value == question.options[-1].id
        hands.at_heading()
        at = following
    assert len(visitor.assessment.responses) == 4
    kinds = {shipped.by_id[q].kind for q in visitor.assessment.responses}
    assert kinds >= {"level", "checklist", "measure"}

    # B: back to a question already answered; its answer is marked; another one replaces it and nothing else
    back = hands.moves("b")
    assert visitor.assessment.response(back).state == "answered"
    before = visitor.assessment.responses
    hands.key("u")
    visitor.wait_for_question(str(at))
    after = visitor.assessment.responses
    assert after[back].state == "unsure"
    assert {q: r for q, r in after.items() if q != back} == {q: r for q, r in before.items() if q != back}

    # S: on without a word
    skipped = at
    at = hands.moves("s")
    assert at != skipped
    assert visitor.assessment.response(str(skipped)).state == "unanswered"

    # M: a note; letters typed into it press nothing
    hands.key("m")
    hands.at_field("textarea", f"note-{at}")
    page.keyboard.type("sunbeam 0123")
    assert visitor.at == at
    hands.tab_to("BUTTON", name=visitor.say(w.SAVE))
    hands.key("Enter")
    page.locator("[data-testid='stTextArea'] textarea").wait_for(state="detached")
    hands.at_field("button", "chip-note")
    assert visitor.assessment.response(str(at)).note == "sunbeam 0123"

    # E: evidence, saved with Enter
    hands.key("e")
    visitor.key("panel-evidence").wait_for()
    visitor.piece("text", str(at)).and_(page.locator(":focus")).wait_for()
    page.keyboard.type("buses 0123")
    hands.tab_to("INPUT", name=f"owner-{at}")
    page.keyboard.type("sub 1")
    hands.tab_to("INPUT", name=f"hand-{at}")
    hands.key("Space")
    hands.tab_to("BUTTON", name=f"save-{at}")
    hands.key("Enter")
    visitor.piece("mark", str(at), 0).wait_for()
    visitor.piece("text", str(at)).and_(page.locator(":focus")).wait_for()
    held = visitor.assessment.response(str(at)).evidence
    assert [(e.text, e.owner, e.in_hand) for e in held] == [("buses 0123", "sub 1", False)]
    assert visitor.at == at

    # The map, and N with a reason
    seen = {*visitor.assessment.responses, at, skipped}
    indicator, target = next(
        (leaf.id, placed.question)
        for leaf in shipped.leaves
        for placed in leaf.questions
        if placed.question not in seen and shipped.by_id[placed.question].not_applicable
    )
    page.evaluate("document.activeElement.blur()")
    hands.tab_to("BUTTON", "side", indicator)
    at = hands.moves("Enter")
    for _ in range(20):
        if at == target:
            break
        at = hands.moves("s")
    assert at == target
    hands.key("n")
    reason = shipped.by_id[target].not_applicable[0].id
    hands.at_field("button", f"reason-{target}-{reason}")
    hands.key("Escape")
    visitor.key("panel-na").wait_for(state="detached")
    hands.at_field("button", "chip-na")
    hands.key("n")
    hands.at_field("button", f"reason-{target}-{reason}")
    hands.moves("Enter")
    assert visitor.assessment.response(target).reason == reason

    # 0: none of these
    at = visitor.at
    while not isinstance(shipped.by_id[str(at)], ChecklistQuestion):
        at = hands.moves("s")
    hands.moves("0")
    assert visitor.assessment.response(str(at)).value == ()

    # The links, to the results
    hands.tab_to("A", "top-bar", "link-results")
    hands.key("Enter")
    visitor.wait_for_page("results")


def test_the_focus_goes_into_what_unfolds_and_is_never_lost(visit, served, shipped):
    visitor = visit("en")
    page, hands = visitor.page, Hands(visitor)
    visitor.open("results", served.keep(sampled("qinghe-mall", shipped, "en", "2026-11-24T09:00:00+00:00")))

    def at(selector: str) -> None:
        page.wait_for_function("selector => document.activeElement.matches(selector)", arg=selector)

    def told() -> str:
        return str(page.locator("#ecq-live").inner_text())

    # A button that makes a file is off meanwhile: that is told, and the focus comes back to it.
    hands.tab_to("BUTTON", "download-pdf")
    with page.expect_download():
        hands.key("Enter")
    at(".st-key-download-pdf button")
    assert told() == visitor.say(access.MAKING_FILE)
    # What a button unfolds has the focus at once; at its ends Tab closes it and leads back to the button.
    body = "[data-testid=stPopoverBody]"
    for way in ("Shift+Tab", "Escape"):
        hands.tab_to("BUTTON", "report-choices", most=1)
        hands.key("Enter")
        at(body)
        hands.tab_to("BUTTON", most=1)
        hands.key(way)
        page.locator(body).wait_for(state="detached")
        at(".st-key-report-choices button")
        hands.key("Shift+Tab")
    # The answer to a question asked in the bar does not stay in front of what is reached after it.
    hands.key("Control+k")
    at(".ecq-ask input")
    hands.tab_to("BUTTON", "download-pdf")
    page.locator(".ecq-ask").wait_for(state="hidden")
    # A title that says what it comes to is told when that changes.
    visitor.to_page("plan")
    page.locator(".st-key-terms-target button").focus()
    hands.key("Enter")
    at(body)
    hands.tab_to("INPUT", most=1)
    before = page.locator("main h1").inner_text()
    hands.key("ArrowUp")
    page.wait_for_function("old => document.querySelector('main h1').innerText !== old", arg=before)
    visitor.idle()
    assert told() == page.locator("main h1").inner_text()
    hands.key("Escape")
    at(".st-key-terms-target button")


def typed(visitor: Visitor) -> Any:
    return visitor.page.locator(".ecq-typed textarea")


def test_a_field_that_has_the_focus_is_seen_where_its_panel_is_drawn_bit_by_bit(visit, served, shipped):
    """The evidence of a question under a long thread: the panel comes first, then its list and its field."""
    visitor = visit("zh", width=1440, height=900)
    made = sampled("qinghe-mall", shipped)
    others = {one: said for one, said in made.responses.items() if one != "rule-comment-round"}
    for _ in range(3):
        visitor.open("interview", served.keep(made.model_copy(update={"responses": others})))
        for key in ("m", "Escape", "e"):
            visitor.page.wait_for_timeout(500)
            visitor.page.keyboard.press(key)
            visitor.idle()
        visitor.page.wait_for_timeout(500)
        box = visitor.page.evaluate(PLACE)["box"]
        assert box["bottom"] < visitor.page.locator(".ecq-dock").bounding_box()["y"]


def test_who_goes_on_typing_stays_in_the_field_and_a_second_enter_never_records_a_guess(visit, served, shipped):
    visitor = visit("zh")
    page, hands = visitor.page, Hands(visitor)
    visitor.open("interview", served.keep(begin(shipped)), q="data-export-basis")
    visitor.types(typed(visitor), "好像没梳理过")
    page.keyboard.press("Enter")
    panel = visitor.key("panel-understood")
    panel.wait_for()
    asked_back = panel.get_attribute("aria-label")
    page.wait_for_function("said => document.getElementById('ecq-live').textContent.includes(said)", arg=asked_back)
    page.keyboard.press("Enter")
    visitor.idle()
    assert (visitor.at, visitor.assessment.responses) == ("data-export-basis", {})
    # letters that are keys elsewhere (s leaves a question) are words here
    page.keyboard.type("yes")
    assert typed(visitor).input_value() == "yes"
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    assert typed(visitor).evaluate("field => field === document.activeElement")
    visitor.types(typed(visitor), "好像没梳理过")
    page.keyboard.press("Enter")
    panel.wait_for()
    visitor.idle()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.key") == "understood-0", "one more key leads to it"
    visitor.moves(lambda: page.keyboard.press("Enter"))
    assert visitor.assessment.response("data-export-basis").state == "answered"

    # what was taken for known is turned round by keys, which stay where they are
    visitor.open("interview", visitor.assessment_id, q="waybill-masking")
    visitor.types(typed(visitor), "面单打了星号，导出订单要审批有日志，公开的评价页面会漏出名字，商家后台看得到全的")
    page.keyboard.press("Enter")
    row = visitor.key("turn-bulk-export")
    row.wait_for()
    visitor.idle()
    page.keyboard.press("ArrowUp")
    for _ in range(12):
        if row.and_(page.locator(":focus")).count():
            break
        hands.key("Shift+Tab")
    page.keyboard.press("Enter")
    row.and_(page.locator(":focus")).get_by_text("不是").wait_for()
    assert visitor.assessment.response("waybill-masking").state == "unanswered"


def test_what_was_refused_is_never_in_the_way_of_the_next_key(visit, served, shipped):
    visitor = visit("zh")
    page = visitor.page
    visitor.open("interview", served.keep(begin(shipped)), q="availability-target")
    question = shipped.by_id["availability-target"]
    visitor.types(typed(visitor), "下雨了")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    visitor.idle()
    assert typed(visitor).input_value() == "下雨了", "it can be mended"
    page.keyboard.type("2")
    visitor.moves(lambda: page.keyboard.press("Enter"))
    assert visitor.assessment.response(question.id).value == question.choices[1][0]

    # nor at the question after it
    visitor.types(typed(visitor), "下雨了")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    visitor.moves(visitor.chip("skip").click)
    assert typed(visitor).input_value() == ""

    # nor after a reload, nor where another question is opened by its address
    for go_on in (page.reload, lambda: visitor.open("interview", visitor.assessment_id, q="data-export-basis")):
        visitor.types(typed(visitor), "下雨了")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        visitor.idle()
        go_on()
        visitor.wait_for_page("interview")
        assert typed(visitor).input_value() == ""

    # a number that was refused gives way to the figures that follow
    at = first(shipped, MeasureQuestion)
    visitor.open("interview", visitor.assessment_id, q=at)
    visitor.types(visitor.key(f"number-{at}").locator("input"), "abc")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    visitor.idle()
    page.keyboard.type("12")
    visitor.moves(lambda: page.keyboard.press("Enter"))
    assert visitor.assessment.response(at).value == "12"
    visitor.moves_by_key("b")
    assert visitor.key(f"number-{at}").locator("input").input_value() == "12", "what was answered stands in its field"
