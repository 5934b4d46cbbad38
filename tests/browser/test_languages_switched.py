"""Switching the language in the middle loses nothing. That each page speaks one language: `test_accessibility.py`."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.base.language import LANGUAGES, Lang
from ecq.rubric.kinds import MeasureQuestion
from ecq.web.results import downloads as rw
from tests.browser.test_resume import answer_some
from tests.browser.visitor import Visitor, first, said

pytestmark = pytest.mark.browser


def in_language(visitor: Visitor, lang: Lang) -> None:
    """Wait until the page says it is in this language: Streamlit's bare page says "en" to begin with."""
    visitor.page.wait_for_function("window.ecqBrowserHelper?.words")
    visitor.page.wait_for_function("tag => document.documentElement.lang === tag", arg=LANGUAGES[lang].tag)


def switch(visitor: Visitor, lang: Lang) -> None:
    visitor.page.locator(f".ecq-top button[data-id=lang-{lang}]").click()
    in_language(visitor, lang)
    visitor.idle()
    visitor.lang = lang


def test_switching_language_during_an_interview_loses_nothing(visit, served, shipped):
    visitor = visit("zh")
    visitor.open("interview", served.keep(begin(shipped, "Three Tongues")))
    in_language(visitor, "zh")
    given = answer_some(visitor, shipped, 5)  # enough for the score to be shown
    at, standing = visitor.at, visitor.standing.split()[0]
    for lang in ("en", "zh-Hant", "zh", "en"):
        switch(visitor, lang)
        visitor.wait_for_question(str(at))
        assert visitor.standing.split()[0] == standing
        assert said(visitor.assessment) == given
    given |= answer_some(visitor, shipped, 1)
    assert said(visitor.assessment) == given
    # what is not sent yet stays in its field
    at = first(shipped, MeasureQuestion, not_applicable=True)
    visitor.open("interview", visitor.assessment_id, q=at, lang="en")
    field = visitor.key(f"number-{at}").locator("input")
    visitor.types(field, "7")
    switch(visitor, "zh")
    assert field.input_value() == "7"
    switch(visitor, "en")
    # the choice is in the address: it survives a reload, and goes along to the other pages
    visitor.page.reload()
    visitor.wait_for_page("interview")
    assert visitor.heading == visitor.words(shipped.by_id[at].text)
    visitor.to_page("results")
    in_language(visitor, "en")
    visitor.page.get_by_role("button", name=visitor.say(rw.DOWNLOAD)).wait_for()
