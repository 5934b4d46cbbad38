"""What surrounds every page: the bar at the top, and in the interview the sidebar; moving between questions and pages."""

from __future__ import annotations

from typing import Any, assert_never
from urllib.parse import urlencode

import streamlit as st

from ecq.base.language import LANGS
from ecq.interview import words as words_of
from ecq.interview.routes import ROUTES
from ecq.telling.overview import words as wo
from ecq.telling.portfolio.words import PORTFOLIO
from ecq.telling.text import words as w
from ecq.web.frame import asking
from ecq.web.frame import top_bar as switcher
from ecq.web.frame import words as access
from ecq.web.frame.above_page import do_about, draw_above_page, offer
from ecq.web.frame.browser_helper import draw_browser_helper
from ecq.web.frame.side import SidePress, draw_side
from ecq.web.frame.top_bar import BarPress, Frame, draw_top_bar
from ecq.web.session import overview_return, unsaved
from ecq.web.session import words as k
from ecq.web.session import words as log_in_words
from ecq.web.session.clock import clock
from ecq.web.session.going import choose_route, show_question
from ecq.web.session.person import identity, log_in_until, seconds_left
from ecq.web.session.state import session
from ecq.web.session.stores import collection, may_here, proposals
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Pages, Visit, say_refused, say_replaced
from ecq.web.session.whose_list import list_key


def choose_language(lang: str) -> None:
    """Set the visitor's language in the session and the address."""
    if lang in LANGS:
        session().lang = lang
        st.query_params[LANG_PARAM] = lang


def top(visit: Visit, page: str) -> None:
    """Draw what stands on every page: the bar at the top, and what only the browser can do."""
    draw_browser_helper(visit.lang, page)
    reviewing = overview_return.reviewed() if page == "interview" else None

    def pressed(press: BarPress) -> None:
        match press.kind:
            case "language":
                choose_language(press.id)
            case "find":
                session().page(Frame).looked_for = press.id.removeprefix("?")
            case "other":
                switcher.switch_to(press.id)
            case "offer":
                if visit.stored:
                    do_about(press.id, visit.stored.id, visit.lang)
            case "ask":
                asking.ask(press.id)
            case "follow":
                asking.follow(press.id)
            case "new":
                switcher.begin_another()
            case "out":
                st.logout()
            case "page" if press.id == "overview" and reviewing:
                overview_return.return_from(reviewing, changed=False)
            case "page" if press.id == "overview" != page:
                overview_return.to_overview()
            case "page" if press.id != page:
                overview_return.go_to(press.id)
            case "page":
                pass
            case _:
                assert_never(press.kind)

    words = {name: visit.say(text) for name, text in switcher.WORDS.items()} | {
        "brand": switcher.brand(visit.lang),
        "back": visit.say(wo.BACK if reviewing else access.HOME),
        "new": visit.say(access.BEGIN_NEW) if may_here("create") else "",
        "none": visit.say(access.NONE_FOUND if session().page(Frame).looked_for else access.NO_OTHER),
        "saved": saved_line(visit)[0],
        "portfolio": visit.say(PORTFOLIO) if collection().several(list_key()) else "",
    }
    shown: dict[str, object] = {"others": switcher.others(visit), "who": _logged_in(visit)}
    if visit.stored is None or page in ("start", "portfolio", "people"):
        draw_top_bar(visit.lang, page, words, pressed, **shown)
        _say(visit)
        return
    place = collection().place(visit.stored.id, list_key())
    name, links = visit.platform, {one: visit.say(title) for one, title in access.PAGES.items() if one != "overview"}
    if count := proposals().waiting(visit.stored.id):
        links["inbox"] += f" {count}"
    shown |= {
        "name": f"{name} · {visit.say(w.QUICK_MARK)}" if visit.quick else name,
        "title": visit.say(access.PAGES.get(page, access.LOST_PAGE)),
        "query": urlencode(visit.address),
        "back": "overview" if reviewing else "start",
        "links": list(links.items()),
        "views": (visit.say(access.ONE_BY_ONE), visit.say(access.ALL_AT_ONCE)),
        "asking": asking.told_of_asking(visit),
        "unsaved": saved_line(visit)[1],
        "demo": visit.say(access.DEMO) if place.sample else "",
        "offer": offer(visit, place),
    }
    draw_top_bar(visit.lang, page, words, pressed, **shown)
    _say(visit)
    draw_above_page(visit, page, place)


def _say(visit: Visit) -> None:
    say_replaced(visit)
    say_refused(visit, Frame)


def _logged_in(visit: Visit) -> dict[str, object] | None:
    """Who is logged in, until when, how many seconds that was at the session's begin, and what is said of it; for the bar."""
    person = identity()
    if person is None:
        return None
    name, here = person.name or visit.say(log_in_words.NO_NAME), session().page(Frame)
    if here.log_in_left is None:  # told once: the browser counts from there
        here.log_in_left = int(seconds_left())
    return {
        "name": name,
        "until": log_in_until(),
        "left": here.log_in_left,
        "said": visit.say(log_in_words.WHO, name=name),
        "page": visit.say(access.PEOPLE),
        "out": visit.say(log_in_words.LOG_OUT),
        "ends": visit.say(log_in_words.ENDS),
        "lead": visit.say(log_in_words.ENDS_LEAD),
        "typed": visit.say(log_in_words.ENDS_TYPED),
        "again": visit.say(log_in_words.AGAIN),
    }


def saved_line(visit: Visit) -> tuple[str, bool]:
    """When it was saved last, and whether something waits to be saved."""
    if visit.stored is None:
        return "", False
    if unsaved.waiting(visit.stored.id):
        return visit.say(k.NOT_SAVED_SIDE), True
    return f"{visit.say(w.SAVED)} {clock(visit.stored.saved_at)}", False


def side(visit: Visit, at: str | None) -> None:
    """Draw the sidebar of the interview: where one is among dimensions and indicators, and the order of questions."""

    def pressed(press: SidePress) -> None:
        if press.kind == "route":
            choose_route(press.id)
        else:
            show_question(visit.interview.first_of(press.id))

    titles = {route: visit.say(words_of.TITLES[route]) for route in ROUTES}
    ways = {route: visit.say(words_of.COUNTED, title=title, count="{count}") for route, title in titles.items()}
    words = {"map": visit.say(w.MAP_LABEL), "way": visit.say(words_of.ORDER), "ways": ways}
    with st.sidebar:
        draw_side(words, _dimensions(visit), map_now(visit, at), pressed)


def map_now(visit: Visit, at: str | None) -> dict[str, Any]:
    """What changes in the sidebar with an answer: the indicator one is in, how many questions of each are settled, of how
    many, and how many questions each route leads to. The quick check asks less than there is, so it counts less.
    """
    assert visit.stored is not None
    interview = visit.interview
    return {
        "assessment": visit.stored.id,
        "here": visit.rubric.place[at][1] if at else "",
        "counts": {node: (count.settled, count.asked) for node, count in interview.by_indicator.items()},
        "ways": list(interview.counts.items()),
        "way": interview.route.id,
    }


def follow_link(visit: Visit, pages: Pages) -> None:
    """Go to the page a callback asked for: a callback itself cannot change the page."""
    wanted, more = overview_return.page_asked_for()
    if wanted:
        address = visit.address
        if ID_PARAM in more:  # another self-check: of this one's address only the language goes along
            address = {name: value for name, value in address.items() if name == LANG_PARAM}
        if wanted == "overview":
            wanted, address = "interview", {**address, **overview_return.OVERVIEW}
        st.switch_page(getattr(pages, wanted), query_params={**address, **more})


def _dimensions(visit: Visit) -> list[dict[str, object]]:
    """Dimensions and indicators of what this interview asks."""
    rubric = visit.rubric
    above = {indicator: dimension for dimension, indicator in rubric.place.values()}
    found: dict[str, list[tuple[str, str]]] = {}
    for indicator in visit.interview.by_indicator:
        found.setdefault(above[indicator], []).append((indicator, visit.words(rubric.nodes[indicator].title)))
    return [
        {"id": one, "title": visit.words(rubric.nodes[one].title), "indicators": rows} for one, rows in found.items()
    ]
