"""Another order of questions, chosen, gone through to its end, kept over a reload; and what is said after an answer."""

from __future__ import annotations

import pytest

from ecq.interview import words as wr
from ecq.interview.flow import Interview, RouteId
from ecq.planning.certainty import certainty
from ecq.scoring.scorecard import score
from ecq.telling.plan.sentences import certainty_words
from ecq.telling.text.reactions import signed_points
from tests.app.test_routes import half_done
from tests.browser.visitor import Visitor
from tests.building import a_value

pytestmark = pytest.mark.browser
CHOICE = ".st-key-side select"


def choose(visitor: Visitor, route: RouteId) -> None:
    visitor.moves(lambda: visitor.page.locator(CHOICE).select_option(route))


def offered(visitor: Visitor) -> list[str]:
    return visitor.page.locator(f"{CHOICE} option").all_inner_texts()


def test_the_certainty_route_shows_how_far_it_is_and_survives_a_reload(visit, served, shipped):
    visitor = visit("zh")
    made = half_done(shipped)
    visitor.open("interview", served.keep(made))
    counts = Interview(shipped, made).counts
    assert offered(visitor) == [
        visitor.say(wr.COUNTED, title=visitor.words(wr.TITLES[route]), count=count) for route, count in counts.items()
    ]
    choose(visitor, "certainty")
    visitor.address_says("order=certainty")
    for turn in range(2):
        card = score(shipped, visitor.assessment)
        found = certainty(shipped, card)
        assert visitor.at == found.order[0], "the one that narrows most"
        visitor.page.locator(".ecq-aside", has_text=certainty_words(found, card, "zh")).wait_for()
        at = shipped.by_id[found.order[0]]
        visitor.press_answer(at, a_value(at, turn + 1))
        moved = score(shipped, visitor.assessment).score.low - card.score.low
        if moved:
            visitor.page.locator(".ecq-said", has_text=signed_points(moved)).wait_for()
    came_to = visitor.at
    visitor.page.reload()
    visitor.wait_for_page("interview")
    assert visitor.at == came_to
    assert visitor.page.locator(CHOICE).input_value() == "certainty"
    visitor.no_trouble()


def test_a_route_is_chosen_by_keyboard_without_answering_by_accident(visit, served, shipped):
    visitor = visit("en")
    made = half_done(shipped)
    visitor.open("interview", served.keep(made))
    before = visitor.heading
    choice = visitor.page.locator(CHOICE)
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
