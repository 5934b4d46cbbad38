"""From the invitation to the accepted answer, as two people see it: whoever invites, and whoever answers on a phone."""

from __future__ import annotations

import re

import pytest

from ecq.assessment.changes import begin
from ecq.scoring.scorecard import score
from ecq.store.invitations import Invitations
from ecq.telling.text.sentences import score_words
from ecq.web.answer import words as a

pytestmark = pytest.mark.browser


def shared_questions(shared, kept):
    (made,) = Invitations(shared.store).of(kept)
    return made.questions


def test_figures_choose_and_what_is_ticked_or_typed_is_kept_by_going_on(served_to_others, visit, shipped):
    shared = served_to_others
    kept = shared.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    level, number, ticks = (
        next(q for q in shipped.questions if q.kind == kind) for kind in ("level", "measure", "checklist")
    )
    _, secret = Invitations(shared.store).make(kept, [level.id, number.id, ticks.id], "李敏")

    def answers():
        return Invitations(shared.store).opened(secret).answers

    respondent = visit("en", at=shared)
    page = respondent.page
    page.goto(f"{shared.address}/answer?i={secret}")
    page.locator(f".ecq-question[data-question={level.id}]").wait_for()
    respondent.idle()
    page.keyboard.press("2")
    page.locator(".ecq-answering .option[aria-pressed=true]").wait_for()
    assert answers().response(level.id).value == level.options[1].id
    page.locator(".st-key-next button").click()
    respondent.wait_for_question(number.id)
    page.keyboard.press("7")
    page.locator(".st-key-next button").click()
    respondent.wait_for_question(ticks.id)
    page.locator(".ecq-answers input[type=checkbox]").nth(1).check()
    page.locator(".ecq-places [data-key^=place-].answered").nth(2).wait_for()
    page.locator(".st-key-next button").click()
    page.locator(".st-key-submit").wait_for()
    given = answers()
    assert given.response(number.id).state == "answered"
    assert tuple(given.response(ticks.id).value) == (ticks.items[1].id,)


def test_of_very_many_questions_the_one_asked_is_in_sight_on_a_phone(served_to_others, visit, shipped):
    shared = served_to_others
    kept = shared.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    _, secret = Invitations(shared.store).make(kept, [one.id for one in shipped.questions], "李敏")
    phone = visit("zh", width=390, height=844, at=shared).page
    phone.goto(f"{shared.address}/answer?i={secret}&q={shipped.questions[100].id}")
    phone.locator(f".ecq-question[data-question={shipped.questions[100].id}] h1").wait_for()
    boxes = [
        phone.locator(one).bounding_box() for one in (".ecq-places [aria-current]", ".ecq-places", ".ecq-question h1")
    ]
    current, places, asked = ((box["y"], box["y"] + box["height"]) for box in boxes)
    assert places[0] <= current[0] <= current[1] <= places[1] <= asked[0] <= asked[1] <= 844


def test_invited_answered_on_a_phone_and_accepted(served_to_others, visit, shipped):
    shared = served_to_others
    kept = shared.keep(begin(shipped, "青禾商城", at="2026-11-24T09:00:00+00:00"))
    owner = visit("zh", at=shared)
    owner.open("results", kept)
    owner.to_page("inbox")
    page = owner.page
    owner.types(page.locator(".st-key-team-whom input"), "客服部 李敏")
    page.locator(".st-key-team-parts input").click()
    indicator = next(place[1] for q, place in shipped.place.items() if shipped.by_id[q].kind == "level")
    page.get_by_role("option", name=re.compile(shipped.nodes[indicator].title.zh)).first.click()
    page.keyboard.press("Escape")
    page.locator(".st-key-team-make button").click()
    link = page.locator(".st-key-team-link code").inner_text().strip()

    respondent = visit("zh", width=390, height=800, at=shared)
    phone = respondent.page
    phone.goto(link)
    phone.locator(".ecq-answering .ecq-answers *").first.wait_for()
    level = next(number for number, q in enumerate(shared_questions(shared, kept)) if shipped.by_id[q].kind == "level")
    phone.locator(".ecq-places button").nth(level).click()
    phone.locator(".ecq-answering .option").first.wait_for()
    assert "青禾商城" in phone.content(), "for whom it is"
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    question = shipped.by_id[phone.locator(".ecq-question").get_attribute("data-question")]
    best = phone.locator(".ecq-answering .option").last
    best.click()
    phone.locator(".ecq-answering .option[aria-pressed=true]").wait_for()
    respondent.types(phone.locator(".st-key-answer textarea"), "见台账")
    phone.locator(".st-key-next button").click()
    phone.locator(f".ecq-question:not([data-question={question.id}])").wait_for()
    phone.reload()
    phone.locator(".ecq-answering .ecq-answers *").first.wait_for()
    assert phone.locator(".ecq-question").get_attribute("data-question") != question.id, "a reload keeps the place"
    phone.locator(".st-key-to-end button").click()
    phone.locator(".st-key-submit button").click()
    phone.get_by_role("heading", name=respondent.words(a.SUBMITTED)).wait_for()

    before = score_words(score(shipped, shared.kept(kept)).score.low)
    page.reload()
    accept = page.locator("[class*=st-key-inbox-keys-] button").first
    accept.wait_for()
    assert before == score_words(score(shipped, shared.kept(kept)).score.low)
    accept.click()
    page.locator("main").get_by_text(re.compile("采纳了 2 条")).wait_for()
    response = shared.kept(kept).response(question.id)
    assert (response.state, response.note) == ("answered", "见台账")
    assert score_words(score(shipped, shared.kept(kept)).score.low) != before
    phone.reload()
    phone.get_by_role("heading", name=respondent.words(a.ACCEPTED)).wait_for()
