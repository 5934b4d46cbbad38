"""Switching the language in the middle loses nothing. That each page speaks one language: `test_accessibility.py`."""

from __future__ import annotations

import re

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


def test_a_field_for_days_asks_for_them_in_chinese_on_a_chinese_page(visit, served, shipped):
    visitor = visit("zh")
    visitor.open("inbox", served.keep(begin(shipped)))
    shown = "part => getComputedStyle(document.querySelector(`.react-aria-DateField [data-type=${part}]`), '::after').content"
    for lang, asked in (("zh", ['"年"', '"月"', '"日"']), ("en", ["none"] * 3)):
        switch(visitor, lang)
        visitor.page.locator(".react-aria-DateField [data-type=day]").first.wait_for()
        assert [visitor.page.evaluate(shown, part) for part in ("year", "month", "day")] == asked


def test_a_field_for_days_and_its_calendar_are_read_out_in_the_language_of_the_page(visit, served, shipped):
    from playwright.sync_api import expect

    visitor = visit("zh")
    visitor.open("inbox", served.keep(begin(shipped)))
    field, calendar = (visitor.page.get_by_test_id(one) for one in ("stDateInput", "stDateInputCalendar"))
    field.locator("[data-type=day]").wait_for()
    visitor.idle()
    heard = """one => [one, ...one.querySelectorAll('*')].flatMap((each) => [
      each.ariaLabel, each.ariaValueText, !each.matches('[data-placeholder]') && !each.childElementCount && each.textContent,
    ]).filter((said) => /[A-Za-z]{3}/.test((said || '').replace(/Enter|Esc/g, '')))"""
    field.locator("[data-type=day]").wait_for()
    visitor.idle()
    assert field.evaluate(heard) == []
    field.get_by_role("button").click()
    expect(calendar).to_have_attribute("aria-label", "选择日期")
    assert calendar.evaluate(heard) == []
    calendar.locator("[slot=next]").click()
    visitor.page.wait_for_timeout(300)  # the month moves
    assert calendar.evaluate(heard) == []
    calendar.locator("td [role=button]").nth(10).click()
    visitor.idle()
    expect(field.locator("[data-type=month]")).to_have_attribute("aria-valuetext", re.compile("^[1-9][0-2]? 月$"))
    assert field.evaluate(heard) == []


def test_the_order_of_questions_is_read_whole_in_the_map(visit, served, shipped):
    visitor = visit("zh", width=1440, height=900)
    visitor.open("interview", served.keep(begin(shipped)), order="first")
    room = """() => {
      const field = document.querySelector('.st-key-side [data-testid=stBidiComponentRegular], .st-key-side').querySelector('select')
        ?? [...document.querySelectorAll('.st-key-side *')].find((one) => one.shadowRoot)?.shadowRoot.querySelector('select')
      const text = document.createElement('canvas').getContext('2d')
      text.font = getComputedStyle(field).font
      return field.clientWidth - text.measureText(field.selectedOptions[0].text).width
    }"""
    assert visitor.page.evaluate(room) > 24, "beside the words there is the arrow"


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
