"""Only talking: a self-check begun, asked back, answered, put right and asked about, and what a screen reader is told."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ecq.assessment.changes import begin
from tests.browser.test_phone import too_wide
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LISTENS = """() => {
  window.ecqHeard = []
  const said = (text) => text?.trim() && window.ecqHeard.at(-1) !== text.trim() && window.ecqHeard.push(text.trim())
  const live = document.getElementById('ecq-live')
  new MutationObserver(() => said(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true })
  const alerts = (node) => [node, ...node.querySelectorAll('*')].filter((each) => each.matches('[role=alert]'))
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.nodeType === 1) for (const one of alerts(node)) said(one.textContent)
  }).observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', ({ target }) => said(target.ariaLabel ?? target.labels?.[0]?.textContent ?? target.textContent))
}"""
"""What a screen reader says of its own accord: the live region, alerts that come, and the name of what gets the focus."""
AGENT = "human-agent-reached"
TAKEN = """([asked, words]) => document.querySelector('.ecq-question')?.dataset.question !== asked ||
  [...document.querySelectorAll('.ecq-heard-box .own')].some((own) => own.textContent.includes(words))"""
"""Whether words answered a question, or stand below it with what is made of them."""


def says(visitor: Visitor, words: str) -> None:
    """Say it as dictation does: into the field, at once, and Enter."""
    page = visitor.page
    page.locator(".ecq-typed textarea").click()
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.ecq-typed textarea').value === ''")
    visitor.idle()


def saves(visitor: Visitor, question: str, value: str) -> None:
    """Wait until an answer is saved: on a busy machine the server may take long to begin with what was said."""
    for _ in range(100):
        if visitor.assessment.response(question).value == value:
            return
        visitor.page.wait_for_timeout(100)
    raise AssertionError(f"{question} is {visitor.assessment.response(question).value}, not {value}")


def test_who_only_talks_answers_is_asked_back_puts_right_and_is_answered(served, visit, shipped):
    kept = served.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    visitor = visit("zh", width=390, height=900)
    visitor.open("interview", kept, q=AGENT)
    page = visitor.page
    page.locator("#ecq-live").wait_for(state="attached")
    page.evaluate(LISTENS)
    says(visitor, "有人工，随时能转")
    page.locator(".ecq-heard-box").get_by_text("服务时间内有人应答吗", exact=False).wait_for()
    says(visitor, "有人接，排队时长每天统计，留言也有人回")
    page.wait_for_function(TAKEN, arg=[AGENT, "排队时长每天统计"])
    if AGENT not in visitor.assessment.responses:
        says(visitor, "对的")
    saves(visitor, AGENT, "measured-and-called-back")
    page.wait_for_function("asked => document.querySelector('.ecq-question')?.dataset.question !== asked", arg=AGENT)
    says(visitor, "上一题答错了，应该选 2")
    saves(visitor, AGENT, "hard-to-find")
    says(visitor, "现在多少分")
    assert page.locator(".ecq-heard-box .reply").inner_text()
    says(visitor, "离五星还差多少")
    reply = page.locator(".ecq-heard-box .reply").filter(has_text="五星（95 分起）")
    assert len(reply.inner_text().splitlines()) > 1, "what is told in several lines stands in several"
    says(visitor, "为什么问这个")
    page.locator("#ecq-live").get_by_text(shipped.by_id[str(visitor.at)].why.zh).wait_for()
    says(visitor, "谢谢")
    heard: list[str] = page.evaluate("() => window.ecqHeard")
    assert len(heard) >= 5, heard
    assert any("服务时间内有人应答吗" in one for one in heard), "what is asked back is announced"
    assert all(first != second for first, second in pairwise(heard)), "nothing is told twice"
    assert page.evaluate("document.activeElement.matches('.ecq-typed textarea')"), "the field keeps the focus"
    assert too_wide(visitor, "talking") == []
