"""Whoever answers by invitation, by keys and on a phone. From the invitation to acceptance: `tests/app/test_requests.py`, `tests/app/test_answer_page.py`."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import begin
from ecq.store.invitations import Invitations

pytestmark = pytest.mark.browser


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
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    current, places, asked = ((box["y"], box["y"] + box["height"]) for box in boxes)
    assert places[0] <= current[0] <= current[1] <= places[1] <= asked[0] <= asked[1] <= 844
