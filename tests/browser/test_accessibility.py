"""Every page and panel is walked through once: axe finds no serious fault in light or dark, each speaks one language and has
a title of its own, and every private name of Streamlit and Plotly that ECQ leans on is seen: a renamed one fails by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from ecq.assessment.changes import answer as give
from ecq.assessment.changes import begin
from ecq.assessment.samples import load_samples
from ecq.base.language import LANGUAGES
from ecq.base.traditional import traditional
from ecq.interview.flow import Interview
from ecq.planning import plan
from ecq.planning.agreed import agree, set_day
from ecq.rubric.kinds import ChecklistQuestion
from ecq.web.results import downloads as rw
from ecq.web.session import words as k
from ecq.web.start.page import FEWEST
from tests import streamlit_parts as parts
from tests.app.test_routes import half_done
from tests.browser.visitor import Visitor, first, full_disk, private_words
from tests.building import a_value, accepted, best, sampled
from tests.in_one_language import in_one

pytestmark = pytest.mark.browser

# Less grave to axe, but what a screen reader finds its way by.
STRUCTURE = ("heading-order", "landmark-one-main", "landmark-unique", "page-has-heading-one", "empty-heading")


def faults(visitor: Visitor, rules: dict[str, Any], within: str | None = None) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    visitor.idle()
    found: dict[str, Any] = Axe().run(visitor.page, context=within, options=rules).response
    return [
        f"{violation['id']} at {node['target']}: "
        + "; ".join(item["message"] for item in (*node["any"], *node["all"], *node["none"]))
        + f" | {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical") or violation["id"] in STRUCTURE
        for node in violation["nodes"]
    ]


RULES: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {"runOnly": ["color-contrast", "link-in-text-block"]}
GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


class Looks:
    """What axe finds on the page at each state it is shown in: in light, and its colours in dark too."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.found = visitor, list[str]()

    def at(self, where: str, within: str | None = None) -> None:
        """Look at the page as it stands now, or at a part of it that is new."""
        page = self.visitor.page
        self.found += [f"{where}: {line}" for line in faults(self.visitor, RULES, within)]
        light = page.evaluate(GROUND)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"light => {GROUND} !== light", arg=light)
        page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
        self.found += [f"{where}, dark: {line}" for line in faults(self.visitor, COLOURS, within)]
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"light => {GROUND} === light", arg=light)

    def nothing(self) -> None:
        """No fault was found anywhere."""
        assert not self.found, "\n".join(self.found)


HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]+")

# Everything a reader can see or hear: texts, and attributes that are read out or drawn; the shadow tree of the sidebar
# too. The buttons of the languages are left out: they carry their own names.
EVERYTHING = """() => {
  const found = [document.title]
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { found.push(node.textContent); return }
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return
    if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'KBD'].includes(node.tagName)) return
    if (node.dataset?.id?.startsWith('lang-')) return
    if (node.classList?.contains('st-key-report-lang')) return
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-top', 'value'])
      if (node.getAttribute?.(name)) found.push(node.getAttribute(name))
    if (node.shadowRoot) walk(node.shadowRoot)
    for (const child of node.childNodes) walk(child)
  }
  walk(document.body)
  return found.map((text) => text.trim()).filter(Boolean)
}"""

# Notes every name that is ever on the page, also of what is gone or translated at once.
WATCH = """(() => {
  const seen = (window.ecqSeen = { testid: {}, attribute: {}, class: {}, label: {} })
  const look = (element) => {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('data-')) seen.attribute[name] = true
      if (name === 'data-testid') seen.testid[value] = true
      if (['aria-label', 'aria-valuetext', 'placeholder'].includes(name)) seen.label[value] = true
    }
    for (const name of element.classList) seen.class[name] = true
    if (element.matches('[data-testid=stDateInputCalendar] > span')) seen.label[element.textContent] = true
  }
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') look(change.target)
      for (const added of change.addedNodes)
        if (added.nodeType === 1) [added, ...added.querySelectorAll('*')].forEach(look)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true })
})()"""
KINDS = {"testid": parts.TEST_IDS, "attribute": parts.ATTRIBUTES, "class": parts.CLASSES}


class EveryPage(Looks):
    """Besides faults: words of another language, titles, and the names of Streamlit's parts."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(visitor)
        visitor.page.add_init_script(WATCH)
        self.own = {visitor.words(one.name) for one in load_samples()}
        self.titles: set[str] = set()
        self.names: dict[str, set[str]] = {}

    def at(self, where: str, within: str | None = None) -> None:
        visitor = self.visitor
        visitor.idle()
        visitor.page.locator("main h1").first.wait_for()
        self.titles.add(visitor.page.title())
        self.found += [f"{where}: {line}" for line in (*self.structure(), *self.other_languages(where))]
        self.take()
        super().at(where, within)

    def take(self) -> None:
        """Keep the names seen so far on this page."""
        for kind, names in self.visitor.page.evaluate("window.ecqSeen").items():
            self.names.setdefault(kind, set()).update(names)

    def structure(self) -> Iterator[str]:
        """One title, headings that leave out no level, the page's language; in Streamlit's own words no English."""
        page, lang = self.visitor.page, self.visitor.lang
        if page.locator("main h1").count() != 1 or page.locator("main").count() != 1:
            yield "not one heading of the first level"
        if not page.title().endswith(" · ECQ"):
            yield f"called {page.title()}"
        levels = page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
            "all => all.filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"
        )
        if [(a, b) for a, b in pairwise(levels) if b > a + 1]:
            yield f"headings of levels {levels}"
        page.wait_for_function("window.ecqBrowserHelper?.words")  # Streamlit's bare page says "en" to begin with
        if page.evaluate("document.documentElement.lang") != LANGUAGES[lang].tag:
            yield "said to be in another language"
        if lang != "en":
            yield from page.evaluate(
                "() => [...document.querySelectorAll('#root [aria-label], #root [placeholder]')]"
                ".flatMap((e) => [e.getAttribute('aria-label'), e.getAttribute('placeholder')])"
                ".filter((t) => t && /[A-Za-z]{4}/.test(t) && !/[\\u4e00-\\u9fff]/.test(t) && t !== 'English')"
            )

    def other_languages(self, where: str) -> Iterator[str]:
        """Texts with words of another language. The list on the start page holds what other tests have begun."""
        visitor, named = self.visitor, set[str]()
        if where.startswith("start"):  # it says what evidence is due, in the words it was named with
            kept = [
                found.assessment
                for one in private_words(visitor.served.store)
                if (found := visitor.served.store.find(one))
            ]
            named = {piece.text for one in kept for response in one.responses.values() for piece in response.evidence}
        names = sorted({*self.own, *named, *private_words(visitor.served.store)}, key=len, reverse=True)
        for text in visitor.page.evaluate(EVERYTHING):
            left = text
            for name in names:
                left = left.replace(name, "")
            if HAN.search(left) if visitor.lang == "en" else visitor.lang == "zh-Hant" and traditional(left) != left:
                yield repr(text)

    def nothing(self) -> None:
        super().nothing()
        assert len(self.titles) >= 8, self.titles
        lost = {name: what for kind, of in KINDS.items() for name, what in of.items() if name not in self.names[kind]}
        labels = self.names["label"]
        lost |= {name: "read in English" for name in parts.LABELS if not any(one.startswith(name) for one in labels)}
        assert lost == {}


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_every_page_has_no_serious_fault_speaks_one_language_and_has_the_names_we_lean_on(
    visit, served, shipped, tmp_path, lang
):
    visitor = visit(lang)
    page, looks = visitor.page, EveryPage(visitor)
    # a chosen day has a button that clears it
    full = accepted(set_day(sampled("xinghuo-live", shipped, lang, "2026-11-24T09:00:00+00:00"), "start", "2030-11-25"))
    wanted = {
        kind: next(q.id for q in shipped.questions if q.kind == kind and q.id in full.responses)
        for kind in ("level", "measure")
    }
    wanted["na"] = next(
        q.id
        for q in shipped.questions
        if q.not_applicable and isinstance(q, ChecklistQuestion) and q.id in full.responses
    )
    partly = full.model_copy(
        update={"responses": {q: r for q, r in full.responses.items() if q not in wanted.values()}}
    )
    kept = served.keep(partly)

    def asks(question_id: str, chip: str, by: str = "q") -> None:
        """Come to a question, unfold what it says, and open a panel."""
        visitor.open("interview", kept, **{by: question_id})
        for summary in page.locator(".ecq-question summary").all():
            summary.click()
        visitor.chip(chip).click()
        visitor.key(f"panel-{chip}").wait_for()

    visitor.open()
    wrong = tmp_path / ("wrong.json" if lang == "en" else "錯.json")
    wrong.write_text("{}", encoding="utf-8")
    visitor.brings(visitor.key("open-file").locator("input[type=file]"), wrong)
    page.get_by_role("alert").wait_for()
    looks.at("start, a wrong file")
    page.goto(f"{served.address}/results?a=not-there")
    visitor.key("lost").wait_for()
    looks.at("an address that leads nowhere")
    visitor.open("profile", kept)
    visitor.key("profile-name").locator("input").press_sequentially("x")
    looks.at("profile")
    visitor.open("profile", kept, turn="2")
    looks.at("a turn of the profile")
    asks(wanted["na"], "na")
    looks.at("a list to tick, not applicable")
    asks(wanted["measure"], "note")
    page.locator("[data-testid='stTextArea'] textarea").wait_for()
    looks.at("a number, note")
    asks(wanted["level"], "evidence", by="review")
    visitor.name_evidence(wanted["level"], "一份證據")
    looks.at("options, evidence, under review")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    looks.at("shortcuts", "dialog[open]")
    page.keyboard.press("Escape")
    visitor.chip("unsure").click()
    visitor.wait_for_page("overview")
    page.locator(".ecq-changed").wait_for()
    page.locator("[data-unfold]").click()
    page.locator(".ecq-excluded > summary").click()
    looks.at("overview, everything, back from a change")
    visitor.types(page.get_by_role("searchbox"), "證據" if lang != "en" else "evidence")
    page.locator(".ecq-hit").first.wait_for()
    looks.at("overview, found", ".ecq-list")
    visitor.open("evidence", kept)
    visitor.unfold_evidence()
    page.locator(".ecq-ev [data-id^=edit-]").first.click()
    page.locator(".ecq-ev [data-id^=add-]").first.click()
    for summary in page.locator(".ecq-ev .foot summary").all()[:3]:
        summary.click()
    looks.at("evidence binder")
    visitor.open("results", kept)
    looks.at("results")
    visitor.open("results", kept, view="indicators")
    page.locator(".js-plotly-plot .legend").nth(1).wait_for()
    folded = page.locator("[data-testid=stExpander] details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    page.locator(".ecq-scroll").nth(1).wait_for()
    looks.at("results, indicators")
    visitor.key("report-choices").locator("button").first.click()
    page.get_by_text(visitor.say(rw.PARTS), exact=True).click()
    page.locator("[class*=st-key-report-parts] button").first.wait_for()
    looks.take()
    visitor.open("plan", served.keep(agree(full, plan(shipped, full, "four-star"), "2026-11-24T09:00:00+00:00")))
    page.locator(".plan li").first.wait_for()
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    page.locator(".st-key-plan-cheapest .plan button[aria-expanded]").first.click()
    page.locator(".st-key-plan-curve .js-plotly-plot").wait_for()
    looks.at("plan")
    visitor.open("plan", kept)
    visitor.key("plan-limits").locator("button").nth(2).click()
    # its code is loaded when it is first needed
    page.locator("[data-testid=stDateInput] button").first.wait_for(state="attached")
    looks.take()
    served.store.add_snapshot(kept, "審核前", shipped.digest, shipped.canonical)
    served.store.change(
        kept, lambda held: give(held, shipped.by_id[wanted["level"]], best(shipped.by_id[wanted["level"]]))
    )
    visitor.open("progress", kept)
    page.locator(".st-key-chart-waterfall .main-svg").first.wait_for()
    looks.at("progress")
    visitor.open("inbox", kept)
    looks.at("files")
    page.get_by_test_id("stDateInputCalendarButton").click()
    page.get_by_test_id("stDateInputCalendar").wait_for()
    looks.take()
    visitor.open("interview", served.keep(full.model_copy(update={"name": ""})))
    looks.at("the end of the interview")
    visitor.open("interview", kept, order="failed")
    looks.at("the end of a route", "main")
    for _ in range(FEWEST):
        served.keep(full)
    visitor.open()
    visitor.key("desk-subscribe").locator("button").click()
    page.get_by_test_id("stCode").wait_for()
    looks.at("start, with what is due")
    visitor.open("interview", kept, order="failed")
    page.set_viewport_size({"width": 390, "height": 780})
    page.get_by_test_id("stExpandSidebarButton").wait_for()
    page.context.set_offline(True)
    visitor.forgiven = "WebSocket|net::ERR_|when disconnected|reaching server endpoint|is not responding"
    page.evaluate("window.ecqSocket.close()")
    page.get_by_test_id("stDialog").wait_for(state="attached")
    looks.take()
    page.context.set_offline(False)
    looks.nothing()


def test_axe_finds_no_serious_fault_in_history_conflicts_and_unsaved_changes(visit, served, shipped):
    """The history of an answer on a route, what another window did, a press that met it, and what could not be saved."""
    visitor = visit("zh")
    looks = Looks(visitor)
    made = half_done(shipped)
    unanswered = [shipped.by_id[q] for q in Interview(shipped, made).unanswered]
    asked, other = (next(q for q in unanswered if q.kind == kind) for kind in ("level", "checklist"))
    kept = served.keep(made)
    visitor.open("interview", kept, order="certainty", q=asked.id)
    visitor.press_answer(asked, best(asked))
    visitor.moves(visitor.chip("back").click)
    visitor.chip("history").click()
    visitor.page.locator(".ecq-version").first.wait_for()
    looks.at("history, on a route")
    served.store.change(kept, lambda held: give(accepted(give(held, asked, a_value(asked, 0))), other, ()))
    visitor.option(asked.id, str(a_value(asked, 1))).click()
    visitor.key("panel-conflict").wait_for()
    visitor.key("news").wait_for()
    looks.at("two windows")
    visitor.moves(visitor.chip("skip").click)
    with full_disk(served):
        visitor.chip("unsure").click()
        visitor.key("panel-unsaved").wait_for()
        visitor.page.locator(".ecq-top .saved").get_by_text(visitor.say(k.NOT_SAVED_SIDE)).wait_for()
        looks.at("not saved")
    looks.nothing()


def test_in_forced_colours_every_main_button_has_an_edge(visit, served, shipped):
    """Fills are gone there: a button without an edge is a word among others."""
    visitor = visit("en", forced_colors="active")
    asked = first(shipped, ChecklistQuestion)
    visitor.open("interview", served.keep(begin(shipped)), q=asked)
    visitor.chip("evidence").click()
    page = visitor.page
    for press in (
        page.locator(".ecq-answers .confirm"),
        page.locator(".ecq-typed button"),
        visitor.piece("save", asked),
    ):
        press.wait_for()
        assert press.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
        assert press.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1
