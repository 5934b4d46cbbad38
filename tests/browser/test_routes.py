"""Another order of questions, chosen by keys and on a phone. What it asks: `tests/app/test_routes.py`."""

from __future__ import annotations

import pytest

from ecq.interview import words as wr
from ecq.interview.flow import Interview, RouteId
from ecq.planning.certainty import certainty
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import certainty_words
from tests.app.test_routes import half_done
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
CHOICE = ".st-key-side select"


def choose(visitor: Visitor, route: RouteId) -> None:
    visitor.moves(lambda: visitor.page.locator(CHOICE).select_option(route))


def test_a_route_is_chosen_by_keyboard_without_answering_by_accident(visit, served, shipped):
    visitor = visit("en")
    made = half_done(shipped)
    visitor.open("interview", served.keep(made))
    before = visitor.heading
    choice = visitor.page.locator(CHOICE)
    counted = {visitor.words(wr.TITLES[route]): count for route, count in Interview(shipped, made).counts.items()}
    offered = [visitor.say(wr.COUNTED, title=title, count=count) for title, count in counted.items()]
    assert choice.locator("option").all_inner_texts() == offered
    choice.focus()
    visitor.page.keyboard.press("1")
    visitor.page.keyboard.press("u")
    visitor.idle()
    assert visitor.assessment.responses == made.responses
    assert visitor.heading == before
    choice.focus()
    visitor.moves(lambda: [visitor.page.keyboard.press("ArrowDown"), visitor.page.keyboard.press("Enter")])
    visitor.address_says("order=certainty")
    here = visitor.at
    assert here
    visitor.moves_by_key("s")
    assert visitor.at != here, "after a choice the keys answer questions again"
    visitor.moves_by_key("b")
    assert visitor.at == here


def test_on_a_phone_the_route_is_chosen_in_the_drawer_and_shown_above_the_question(visit, served, shipped):
    visitor = visit("zh", width=390, height=844, is_mobile=True, has_touch=True)
    made = half_done(shipped)
    visitor.open("interview", served.keep(made))
    visitor.page.get_by_test_id("stExpandSidebarButton").tap()
    choose(visitor, "certainty")
    card = score(shipped, made)
    line = visitor.page.locator(".ecq-route")
    line.get_by_text(certainty_words(certainty(shipped, card), card, "zh")).wait_for()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
