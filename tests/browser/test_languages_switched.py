"""Three languages: switching in the middle loses nothing, and each page speaks one language only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from ecq.assessment.changes import begin
from ecq.assessment.model import Evidence
from ecq.assessment.samples import load_samples
from ecq.base.language import LANGUAGES, Lang
from ecq.base.traditional import traditional
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.web.results import words as rw
from ecq.web.results.page import VIEWS
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Served, Visitor, private_words, said
from tests.building import sampled

pytestmark = pytest.mark.browser

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


def switch(visitor: Visitor, lang: Lang) -> None:
    visitor.page.locator(f".ecq-top button[data-id=lang-{lang}]").click()
    visitor.page.wait_for_function("tag => document.documentElement.lang === tag", arg=LANGUAGES[lang].tag)
    visitor.idle()
    visitor.lang = lang


def well_titled(visitor: Visitor) -> str:
    """One title, and headings that leave out no level; in Streamlit's own words too no English. What the page is called."""
    page = visitor.page
    page.locator("main h1").first.wait_for()
    assert page.locator("main").count() == 1
    assert page.locator("main h1").count() == 1
    assert page.title().endswith(" · ECQ")
    levels = page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => Number(e.tagName[1]))"
    )
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == [], levels
    if visitor.lang != "en":
        left = page.evaluate(
            "() => [...document.querySelectorAll('#root [aria-label], #root [placeholder]')]"
            ".flatMap((e) => [e.getAttribute('aria-label'), e.getAttribute('placeholder')])"
            ".filter((t) => t && /[A-Za-z]{4}/.test(t) && !/[\\u4e00-\\u9fff]/.test(t) && t !== 'English')"
        )
        assert left == []
    return str(page.title())


def html_lang(visitor: Visitor) -> str:
    """The language the page says it is in, once it has said so: Streamlit's bare page says "en" to begin with."""
    visitor.page.wait_for_function("window.ecqBrowserHelper?.words")
    return str(visitor.page.evaluate("document.documentElement.lang"))


def test_switching_language_during_an_interview_loses_nothing(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, "Three Tongues")))
    assert html_lang(visitor) == "zh-CN"
    given = answer_some(visitor, shipped, 6)  # enough for the score to be shown
    at, standing = visitor.at, visitor.standing.split()[0]
    for lang in ("en", "zh-Hant", "zh", "en"):
        switch(visitor, lang)  # type: ignore[arg-type]
        visitor.wait_for_question(str(at))
        assert visitor.standing.split()[0] == standing
        assert said(visitor.assessment) == given
        if lang != "zh":
            given |= answer_some(visitor, shipped, 1)
            at, standing = visitor.at, visitor.standing.split()[0]
    # the choice is in the address: it survives a reload, and goes along to the other pages
    visitor.page.reload()
    visitor.wait_for_page("interview")
    assert visitor.heading == visitor.words(shipped.by_id[str(at)].text)
    assert html_lang(visitor) == "en"
    visitor.to_page("results")
    visitor.wait_for_page("results")
    assert html_lang(visitor) == "en"
    visitor.page.get_by_role("button", name=visitor.say(rw.DOWNLOAD)).wait_for()


def test_unsaved_text_survives_a_language_switch(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric
) -> None:
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, "Half Typed")))
    while not isinstance(shipped.by_id[str(visitor.at)], MeasureQuestion):
        visitor.moves(visitor.chip("skip").click)
    field = visitor.key(f"number-{visitor.at}").locator("input")
    visitor.types(field, "7")
    switch(visitor, "en")
    assert field.input_value() == "7"


def evidence_of(served: Served) -> Iterator[tuple[Evidence, ...]]:
    """The evidence of all that is kept: the start page says what of it is due, in the words it was named with."""
    for assessment_id in private_words(served.store):
        if (stored := served.store.find(assessment_id)) is not None:
            yield from (response.evidence for response in stored.assessment.responses.values())


@pytest.mark.parametrize("lang", ["en", "zh-Hant"])
def test_each_page_is_in_one_language(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, lang: Lang
) -> None:
    visitor = visit(lang)
    full = sampled("qinghe-mall", shipped, lang)
    own = {visitor.words(one.name) for one in load_samples()}
    wanted = ["level", "checklist", "measure"]
    shown = [next(q.id for q in shipped.questions if q.kind == kind and q.id in full.responses) for kind in wanted]
    shown.append(next(q.id for q in shipped.questions if q.not_applicable and q.id in full.responses))
    partly = full.model_copy(update={"responses": {q: r for q, r in full.responses.items() if q not in shown}})

    titles: set[str] = set()

    def look(where: str) -> None:
        visitor.idle()
        titles.add(well_titled(visitor))
        assert html_lang(visitor) == LANGUAGES[lang].tag, where
        # The list on the start page holds what other tests have begun.
        named = {piece.text for one in evidence_of(served) for piece in one} if where == "start" else set()
        names = sorted({*own, *named, *private_words(served.store)}, key=len, reverse=True)
        for text in visitor.page.evaluate(EVERYTHING):
            for name in names:
                text = text.replace(name, "")  # noqa: PLW2901
            if lang == "en":
                assert not HAN.search(text), f"{where}: {text!r}"
            else:
                assert traditional(text) == text, f"{where}: Simplified characters in {text!r}"

    visitor.open("")
    look("start")
    kept = served.keep(partly)
    visitor.open("profile", kept)
    look("profile")
    visitor.open("interview", kept)
    for question_id in shown:
        while visitor.at != question_id:
            visitor.moves(visitor.chip("skip").click)
        for summary in visitor.page.locator(".ecq-question summary").all():
            summary.click()
        if shipped.by_id[question_id].not_applicable:
            visitor.chip("na").click()
            visitor.key("panel-na").wait_for()
        look(f"interview at {question_id}")
    visitor.chip("note").click()
    visitor.page.locator("[data-testid='stTextArea'] textarea").wait_for()
    look("note")
    visitor.chip("evidence").click()
    visitor.key("panel-evidence").wait_for()
    look("evidence")
    for view in VIEWS:
        visitor.open("results", kept, view=view)
        if view == "indicators":
            visitor.page.locator(".js-plotly-plot .legend").nth(1).wait_for()
        look(f"results, {view}")
    visitor.open("evidence", kept)
    visitor.unfold_evidence()
    visitor.page.locator(".ecq-ev [data-id^=edit-]").first.click()
    for summary in visitor.page.locator(".ecq-ev .foot summary").all():
        summary.click()
    look("evidence binder")
    for path in ("overview", "plan", "inbox"):
        visitor.open(path, kept)
        look(path)
    visitor.page.goto(f"{served.address}/results?a=not-there")
    visitor.key("lost").wait_for()
    look("an address that leads nowhere")
    assert len(titles) >= 8, titles
