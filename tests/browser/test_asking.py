"""Asking from every page with Ctrl+K, and the two views of the interview, with real keys."""

from __future__ import annotations

import pytest

from ecq.scoring.scorecard import score
from ecq.telling.plan import asked
from ecq.telling.text.sentences import score_words
from tests.building import sampled

pytestmark = pytest.mark.browser


def test_ctrl_k_answers_on_three_pages_and_the_interview_has_two_views(visit, served, shipped):
    made = sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+00:00")
    visitor = visit("zh", width=1280)
    page = visitor.page
    panel, answer = page.locator(".ecq-ask"), page.locator(".ecq-ask .answer[aria-live=polite]")

    def ask(words: str, says: str) -> None:
        page.keyboard.press("Control+k")
        panel.locator("input").wait_for()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        answer.get_by_text(says).first.wait_for()
        visitor.idle()

    visitor.open("results", served.keep(made))
    ask("为什么是这个分数", f"可以保证 {score_words(score(shipped, made).score.low)} 分")
    assert str(answer.locator("a").first.get_attribute("href")).startswith("/results?a=")
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    page.wait_for_function("!document.activeElement.matches('.ecq-ask *')")
    page.locator(".ecq-top .ask").press("Enter")
    page.keyboard.type("为什么是这个分数")
    page.keyboard.press("Enter")
    answer.locator("a").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(".ecq-top .ask:focus").wait_for()
    visitor.to_page("plan")
    ask("今天天气怎么样", visitor.say(asked.CANNOT))
    panel.locator(".examples button").nth(8).click()
    answer.get_by_text("用户信息").first.wait_for()
    answer.locator("a").first.click()
    visitor.wait_for_page("interview")
    before = visitor.heading
    ask("12", visitor.say(asked.CANNOT))
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert (visitor.heading, visitor.assessment) == (before, made), "a figure typed there answers no question"

    visitor.to_page("overview")
    assert "view=all" in page.url
    assert page.locator(".ecq-top nav [aria-current=page]").inner_text() == "回答"
    page.locator(".ecq-top [data-id=view-interview]").click()
    visitor.wait_for_page("interview")
    visitor.open("overview", visitor.assessment_id, show="gate")
    visitor.address_says(r"/interview\?.*show=gate.*view=all")
    assert page.locator(".ecq-overview [aria-pressed=true]").first.inner_text().startswith("红线项")
