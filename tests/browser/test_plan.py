"""The plan page: limits plan anew at once, what-if moves the score, the agreed plan is ticked off and confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.planning import Limits, apply, plan
from ecq.planning import page_words as w
from ecq.planning.page_sentences import day_words, plan_headline
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.text.sentences import score_words
from tests.browser.visitor import Served, Visitor

pytestmark = pytest.mark.browser

Come = Callable[..., Visitor]


def opened(come: Come, served: Served, shipped: Rubric, lang: str = "zh", **size: int) -> Visitor:
    visitor = come(lang, **size)
    sample = next(one for one in load_samples() if one.id == "qinghe-mall")
    visitor.open("plan", served.keep(sample_assessment(sample, shipped, visitor.lang, "2026-11-24T09:00:00+00:00")))
    steps(visitor).first.wait_for()
    return visitor


def steps(visitor: Visitor) -> object:
    return visitor.page.get_by_role("list", name=visitor.say(w.STEPS)).locator("> li")


def agreed(visitor: Visitor) -> object:
    return visitor.page.get_by_role("list", name=visitor.say(w.AGREED)).locator("> li")


def head(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_role("heading", level=1, name=text, exact=True).wait_for()
    visitor.idle()


def test_changing_target_locks_effort_or_limits_replans_and_shows_the_changes(
    visit: Come, served: Served, shipped: Rubric
) -> None:
    visitor = opened(visit, served, shipped)
    given = visitor.assessment
    head(visitor, plan_headline(plan(shipped, given, visitor.assessment.target or "four-star"), "zh"))

    visitor.idle()
    visitor.key("plan-target").get_by_text("五星", exact=True).click()
    five = plan(shipped, given, "five-star")
    head(visitor, plan_headline(five, "zh"))
    steps(visitor).nth(len(five.steps) - 1).wait_for()
    assert steps(visitor).count() == len(five.steps)
    assert visitor.assessment.target == "five-star"

    first = steps(visitor).first
    title = first.locator("label.title").inner_text()
    first.locator("summary").click()
    first.get_by_role("button", name=visitor.say(w.LOCK)).click()
    visitor.page.get_by_text(visitor.say(w.LOCKED_COUNT, count=1)).wait_for()
    (locked,) = visitor.assessment.terms.locked
    assert visitor.words(shipped.by_id[locked].text) in title
    head(visitor, plan_headline(plan(shipped, given, "five-star", Limits(locked=[locked])), "zh"))
    visitor.button(w.UNLOCK).click()
    head(visitor, plan_headline(five, "zh"))

    effort = steps(visitor).first.locator(".rung input").first
    if not effort.is_visible():  # a step that was locked and comes back is folded
        steps(visitor).first.locator("summary").click()
    effort.fill("50")
    effort.press("Enter")
    visitor.page.get_by_text(visitor.say(w.OWN_COUNT, count=1)).wait_for()
    visitor.page.locator(".ecq-plan-changed", has_text="和刚才比").wait_for()
    assert list(visitor.assessment.terms.efforts.values()) == ["50"]

    visitor.key("plan-capacity").locator("input").fill("1.5")
    visitor.key("plan-capacity").locator("input").press("Enter")
    visitor.page.get_by_role("heading", level=1, name=re.compile("^照现在的条件到不了五星")).wait_for()
    visitor.idle()
    visitor.button(w.LIFT_ALL).click()
    head(visitor, plan_headline(five, "zh"))
    visitor.no_trouble()


def test_an_invalid_limit_is_refused_and_stays_in_its_field(visit: Come, served: Served, shipped: Rubric) -> None:
    visitor = opened(visit, served, shipped)
    box = visitor.key("plan-capacity").locator("input")
    box.fill("-3")
    box.press("Enter")
    visitor.page.get_by_role("alert").get_by_text("数字要在").wait_for()
    assert box.input_value() == "-3"
    assert visitor.assessment.terms.capacity is None


def test_leaving_a_step_out_in_what_if_shows_the_exact_score(visit: Come, served: Served, shipped: Rubric) -> None:
    visitor = opened(visit, served, shipped, "en", width=390, height=844)
    found = plan(shipped, visitor.assessment, visitor.assessment.target or "four-star")
    ordered = sorted(found.steps, key=lambda step: not step.gate)
    box = steps(visitor).first.get_by_role("checkbox")
    box.focus()
    visitor.page.keyboard.press("Space")
    rest = ordered[1:]
    after = score(shipped, apply(shipped, visitor.assessment, rest))
    said = visitor.say(
        w.WHAT_IF,
        count=len(rest),
        score=score_words(after.score.low),
        grade=visitor.words(after.grade.low.title),
        effort=day_words(found.effort - ordered[0].effort),
    )
    visitor.page.get_by_text(said).wait_for()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_step_of_the_agreed_plan_can_be_ticked_off_and_its_answer_confirmed(
    visit: Come, served: Served, shipped: Rubric
) -> None:
    visitor = opened(visit, served, shipped)
    visitor.button(w.AGREE).click()
    agreed(visitor).first.wait_for()
    plan_steps = visitor.assessment.terms.agreed.steps
    place = next(n for n, one in enumerate(plan_steps) if isinstance(shipped.by_id[one.question], MeasureQuestion))
    step = plan_steps[place]
    row = agreed(visitor).nth(place)
    before = score(shipped, visitor.assessment).score.low
    row.get_by_role("checkbox").check()
    row.get_by_text(visitor.say(w.AGREED_STATES["to-confirm"])).wait_for()
    assert visitor.assessment.response(step.question).value != step.to
    assert row.locator("input:not([type=checkbox])").input_value() == step.to
    row.get_by_role("button", name=visitor.say(w.CONFIRM_ANSWER)).click()
    row.get_by_text(visitor.say(w.AGREED_STATES["reached"])).wait_for()
    assert visitor.assessment.response(step.question).value == step.to
    assert score(shipped, visitor.assessment).score.low > before

    visitor.button(w.DISSOLVE).click()
    visitor.button(w.YES_DISSOLVE).click()
    agreed(visitor).first.wait_for(state="detached")
    assert visitor.assessment.terms.agreed is None
    assert visitor.assessment.response(step.question).value == step.to
