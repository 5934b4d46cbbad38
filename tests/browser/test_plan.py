"""The plan page: settings plan anew at once, what-if moves the score, work is handed out, done and recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from ecq.assessment.model import Assessment
from ecq.planning import Limits, apply, plan
from ecq.planning.agreed import agree, limits_of, set_day, set_weekly
from ecq.rubric.kinds import MeasureQuestion
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan import words as w
from ecq.telling.plan.sentences import day_words
from ecq.telling.plan.work_plan import WorkPlan, work_plan
from ecq.telling.text import words as text_words
from ecq.telling.text.sentences import interval_words, score_words
from ecq.telling.text.words import TO_PROFILE
from tests.browser.visitor import Come, Served, Visitor
from tests.building import accepted, prove, sampled

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

AT, START = "2026-11-24T09:00:00+00:00", "2030-11-25"


def sample(rubric: Rubric, lang: str = "zh") -> Assessment:
    begun = set_day(sampled("qinghe-mall", rubric, lang, AT), "start", START)
    assert not isinstance(begun, Invalid)
    return begun


def opened(come: Come, served: Served, given: Assessment, lang: str = "zh", **size: int) -> Visitor:
    visitor = come(lang, **size)
    visitor.open("plan", served.keep(given))
    lines(visitor).first.wait_for()
    return visitor


def lines(visitor: Visitor) -> Locator:
    """The lines of a list, folded ones as one."""
    return visitor.page.locator(".plan > ol > li")


def line(visitor: Visitor, title: str) -> Locator:
    """The line whose title this is, folded or not."""
    return visitor.page.locator(".plan li.row", has=visitor.page.get_by_role("button", name=title, exact=True)).last


def unfold_all(visitor: Visitor) -> None:
    folded = visitor.page.locator(".plan .group > .what button[aria-expanded=false]")
    while folded.count():
        folded.first.click()


@contextmanager
def terms(visitor: Visitor, name: str) -> Iterator[None]:
    """With one of the terms above the headline unfolded."""
    visitor.key(f"terms-{name}").get_by_role("button").first.click()
    yield
    visitor.idle()
    visitor.page.keyboard.press("Escape")


def now(visitor: Visitor, rubric: Rubric, target: str = "four-star", limits: Limits | None = None) -> WorkPlan:
    given = visitor.assessment
    found = plan(rubric, given, target, limits or limits_of(rubric, given))
    return work_plan(rubric, given, found, visitor.lang, START)


def head(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_role("heading", level=1, name=text, exact=True).wait_for()
    visitor.idle()


def no_scrolling_sideways(visitor: Visitor) -> None:
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_changing_target_locks_effort_or_limits_replans_and_shows_the_changes(visit, served, shipped):
    visitor = opened(visit, served, sample(shipped))
    head(visitor, now(visitor, shipped).headline)

    with terms(visitor, "target"):
        visitor.key("plan-target").get_by_text("五星", exact=True).click()
    five = now(visitor, shipped, "five-star")
    head(visitor, five.headline)
    unfold_all(visitor)
    assert visitor.page.locator(".plan li.row:not(.group)").count() == len(list(five.lines))
    assert visitor.assessment.target == "five-star"

    raised = next(one for one in five.lines if one.kind == "improve")
    assert raised.step is not None
    row = line(visitor, raised.title)
    row.get_by_role("button", name=raised.title, exact=True).click()
    row.get_by_role("button", name=visitor.say(w.LOCK)).click()
    visitor.key("terms-limits").get_by_text(visitor.say(w.LIMITS_COUNT, count=1)).wait_for()
    assert visitor.assessment.terms.locked == (raised.question,)
    head(visitor, now(visitor, shipped, "five-star", Limits(locked=[raised.question])).headline)
    visitor.page.locator(".ecq-plan-changed", has_text="和刚才比").wait_for()
    with terms(visitor, "limits"):
        visitor.page.get_by_text(visitor.say(w.LOCKED_COUNT, count=1)).wait_for()
        visitor.button(w.UNLOCK).click()
    head(visitor, five.headline)

    effort = line(visitor, raised.title).locator(".rung input").first  # it comes back unfolded
    visitor.types(effort, "0.1234")
    effort.press("Enter")
    line(visitor, raised.title).get_by_role("alert").get_by_text("三位小数").wait_for()
    assert effort.input_value() == "0.1234"
    assert visitor.assessment.terms.efforts == {}
    visitor.types(effort, "50")
    effort.press("Enter")
    visitor.key("terms-limits").get_by_text(visitor.say(w.LIMITS_COUNT, count=1)).wait_for()
    assert list(visitor.assessment.terms.efforts.values()) == ["50"]

    with terms(visitor, "limits"):
        visitor.types(visitor.key("plan-capacity").locator("input"), "1.5")
        visitor.key("plan-capacity").locator("input").press("Enter")
        visitor.page.get_by_role("heading", level=1, name=re.compile("^照现在的条件到不了五星")).wait_for()
    with terms(visitor, "limits"):
        visitor.button(w.LIFT_ALL).click()
    head(visitor, five.headline)
    visitor.no_trouble()


def test_unticking_one_line_or_all_proofs_of_a_wave_shows_the_exact_score(visit, served, shipped):
    visitor = opened(visit, served, sample(shipped, "en"), "en", width=390, height=844)
    found = plan(shipped, visitor.assessment, "four-star")

    def shows(left_out: set[str]) -> None:
        rest = [step for step in found.steps if step.question not in left_out]
        after = score(shipped, apply(shipped, visitor.assessment, rest))
        told = visitor.say(
            w.WHAT_IF,
            count=len(rest),
            score=interval_words(after.score.low, after.score.high),
            evidenced=score_words(after.evidenced.low),
            grade=visitor.words(after.grade.low.title),
            effort=day_words(sum(step.effort for step in rest)),
        )
        visitor.page.locator(".ecq-plan-if").get_by_text(told).wait_for()
        visitor.idle()

    proofs = visitor.page.locator(".plan .group.prove").first
    proofs.get_by_role("checkbox").first.focus()
    visitor.page.keyboard.press("Space")
    first = next(wave for wave in now(visitor, shipped).waves if any(one.kind == "prove" for one in wave.lines))
    left_out = {one.question for one in first.lines if one.kind == "prove"}
    shows(left_out)
    raised = next(one for one in now(visitor, shipped).lines if one.kind == "improve")
    line(visitor, raised.title).get_by_role("checkbox").uncheck()
    shows({*left_out, raised.question})
    proofs.locator(".what button").first.click()
    one = proofs.locator("ol > li.row").first
    one.get_by_role("checkbox").check()
    proofs.locator("> .tick input:indeterminate").wait_for()
    no_scrolling_sideways(visitor)


def test_a_line_is_handed_out_and_dated_and_too_long_a_name_is_refused_in_its_field(visit, served, shipped):
    visitor = opened(visit, served, sample(shipped), width=820, height=900)
    raised = next(one for one in now(visitor, shipped).lines if one.kind == "improve")
    row = line(visitor, raised.title)
    row.get_by_role("button", name=f"{visitor.say(w.ASSIGN)} {raised.title}").click()
    owner = row.get_by_label(visitor.say(text_words.OWNER))
    assert owner.evaluate("input => input === input.getRootNode().activeElement")
    visitor.types(owner, "林" * 500)
    owner.press("Enter")
    row.get_by_role("alert").get_by_text("最多 200 个").wait_for()
    assert owner.input_value() == "林" * 500
    assert visitor.assessment.terms.owners == {}
    visitor.types(owner, "林岚（质量）")
    owner.press("Tab")
    row.get_by_role("button", name="林岚（质量）", exact=True).wait_for()
    due = row.get_by_label(visitor.say(text_words.DONE_BY))
    visitor.types_day(due, "2030-11-26")
    due.blur()
    row.locator(".cells .day").get_by_text("2030-11-26").wait_for()
    visitor.idle()
    assert visitor.assessment.terms.owners == {raised.question: "林岚（质量）"}
    assert visitor.assessment.terms.due == {raised.question: "2030-11-26"}
    no_scrolling_sideways(visitor)


def test_an_open_question_leads_to_its_place_a_missing_fact_to_the_profile_and_the_days_to_a_calendar(
    visit, served, shipped
):
    full = sample(shipped)
    visitor = opened(visit, served, full)
    first = next(one for one in now(visitor, shipped).lines if one.kind == "confirm")
    visitor.page.get_by_role("button", name=first.title, exact=True).click()
    head(visitor, visitor.words(shipped.by_id[first.question].text))
    paced = accepted(set_weekly(full, "6"))
    visitor.open("plan", served.keep(paced.model_copy(update={"profile": dict(list(full.profile.items())[1:])})))
    with visitor.page.expect_download() as taken:
        visitor.key("plan-download-ics").get_by_role("button").click()
    assert taken.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert taken.value.suggested_filename.endswith(".ics")
    lines(visitor).first.get_by_role("button").click()
    head(visitor, visitor.say(TO_PROFILE))


def test_a_done_step_is_recorded_with_its_new_answer_and_its_evidence(visit, served, shipped):
    given = sample(shipped)
    found = plan(shipped, given, "four-star")
    agreed = agree(given, found, AT)
    assert not isinstance(agreed, Invalid)
    assert agreed.terms.agreed is not None
    proof = next(one for one in found.steps if one.kind == "prove" and not given.response(one.question).evidence)
    raised = next(
        one for one in found.steps if one.kind == "improve" and isinstance(shipped.by_id[one.question], MeasureQuestion)
    )
    visitor = opened(visit, served, agreed)
    unfold_all(visitor)

    def row(question: str) -> Locator:
        asked = visitor.words(shipped.by_id[question].text)
        return visitor.page.locator(".plan li.row:not(.group)", has_text=asked)

    row(proof.question).get_by_role("checkbox").check()
    told = row(proof.question)
    told.get_by_text(visitor.say(w.ANSWER_STAYS)).wait_for()
    asked = shipped.by_id[proof.question]
    needed = asked.needed(given.response(proof.question).value)
    assert needed
    for name in needed:
        assert visitor.words(asked.pieces[name]) in told.inner_text(), "each piece that is missing is named"
    told.get_by_label(visitor.say(w.SPENT)).click()
    visitor.page.keyboard.type("2")
    told.get_by_role("button", name=visitor.say(w.RECORD)).click()
    told.get_by_text("实际 2").wait_for()
    visitor.idle()
    assert visitor.assessment.response(proof.question) == given.response(proof.question), "nothing is proved by a tick"
    served.store.change(visitor.assessment_id, lambda held: prove(held, asked))
    visitor.open("plan", visitor.assessment_id)
    unfold_all(visitor)
    told.get_by_text(visitor.say(w.AGREED_STATES["reached"])).wait_for()

    row(raised.question).get_by_role("checkbox").check()
    figure = row(raised.question).get_by_label(visitor.say(w.NEW_FIGURE))
    assert figure.input_value() == "", "what the plan aims at is no figure that anybody measured"
    before = score(shipped, visitor.assessment)
    kept = visitor.assessment.response(raised.question)
    assert kept.value != raised.to
    row(raised.question).get_by_role("button", name=visitor.say(w.RECORD)).click()
    row(raised.question).get_by_role("alert").wait_for()
    assert visitor.assessment.response(raised.question) == kept
    figure.click()
    visitor.page.keyboard.type(raised.to)
    row(raised.question).get_by_role("button", name=visitor.say(w.RECORD)).click()
    figure.wait_for(state="detached")
    visitor.idle()
    assert visitor.assessment.response(raised.question).value == raised.to
    visitor.idle()
    after = score(shipped, visitor.assessment)
    assert after.score.low > before.score.low

    visitor.button(w.DISSOLVE).click()
    visitor.button(w.YES_DISSOLVE).click()
    visitor.key("agreed").wait_for(state="detached")
    assert visitor.assessment.terms.agreed is None
    assert visitor.assessment.response(raised.question).value == raised.to


def test_everything_unfolded_stays_within_a_narrow_page(visit, served, shipped):
    visitor = opened(visit, served, sample(shipped), width=820, height=844)
    names = visitor.page.locator(".ecq-work-names i")
    sizes = {(size["width"], size["height"]) for size in (one.bounding_box() for one in names.all()) if size}
    assert (names.count(), sizes) == (4, {(16, 11)}), "kinds of work are named with samples of one size"
    unfold_all(visitor)
    for title in visitor.page.locator(".plan .row.improve:not(.group) button.title").all()[:3]:
        title.click()
    visitor.page.locator(".plan .fold").first.wait_for()
    no_scrolling_sideways(visitor)
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    no_scrolling_sideways(visitor)
    stairs = visitor.page.locator(".ecq-stairs .ecq-scroll").evaluate("one => one.scrollWidth - one.clientWidth")
    assert stairs <= 0, "the least for each grade needs no scrolling in Chinese"
    assert visitor.page.locator(".plan .more").inner_text() == now(visitor, shipped).more
    assert visitor.page.get_by_text(visitor.words(w.KINDS["prove"]), exact=False).first.is_visible()


SCREENS = {"en": (1280, 800, 1), "zh-Hant": (390, 844, 2), "zh": (1280, 800, 1)}
"""Width and height of a screen, and on how many of them later weeks begin."""


@pytest.mark.parametrize("lang", ["en", "zh-Hant", pytest.param("zh", marks=pytest.mark.long)])  # as wide as English
def test_terms_headline_kinds_of_work_and_this_week_are_one_screen(visit, served, shipped, lang):
    """On a wide screen all later weeks with their totals too; on a narrow one they begin on the second.

    Each sample in another state, and in all three languages together each in every state."""
    width, height, screens = SCREENS[lang]
    visitor = visit(lang, width=width, height=height)
    for turn, name in enumerate(("qinghe-mall", "xinghuo-live", "lianshan-industrial"), [*SCREENS].index(lang)):
        given = bare = sampled(name, shipped, lang, AT)
        if turn % 3 < 2:
            staffed = accepted(set_day(accepted(set_weekly(bare, "6")), "start", START))
            given = accepted(set_day(staffed, "ready_by", "2031-03-31"))
        if turn % 3 == 1:
            given = accepted(agree(given, plan(shipped, given, "four-star"), AT))
        visitor.open("plan", served.keep(given))
        lines(visitor).first.wait_for()
        assert in_order(visitor, ".st-key-plan-limits", "h1.ecq-lead", ".plan > ol")
        boxes = [one.bounding_box() for one in visitor.page.locator(".plan > ol > li.group").all()]
        top, bottom = boxes[0], boxes[-1]
        assert top["y"] <= screens * height, (name, lang)
        if screens == 1 and given is not bare:  # without people there are no weeks, but what is to be done in its order
            assert bottom["y"] + bottom["height"] <= height, (name, lang)
    no_scrolling_sideways(visitor)


def in_order(visitor: Visitor, *places: str) -> bool:
    """Whether one stands below the other."""
    tops = [box["y"] for one in places if (box := visitor.page.locator(one).first.bounding_box())]
    return tops == sorted(tops) and len(tops) == len(places)
