"""What surrounds every page: the bar at the top, what stands above a page, and in the interview the sidebar.

The sidebar is one component instead of thirty Streamlit elements, which keeps an answer quick
(docs/decisions/0007). side.js draws it, styled by side.css, and draws counts anew when the page tells of them, without a run of the
sidebar. Above a page is said that its self-check is a sample, lies in the bin, or is not on this browser's list.

The page before log-in stands at every address, so that none tells whether there is anything at it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from html import escape
from typing import Annotated, Any, Literal, assert_never
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st
from pydantic import StringConstraints, TypeAdapter

from ecq.base.frozen import Frozen
from ecq.base.language import LANGS, LANGUAGES, Lang, Text
from ecq.interview import words as c
from ecq.interview.flow import ROUTES
from ecq.store.collection import Place
from ecq.store.person import ROLE_NAMES
from ecq.telling.due import stage
from ecq.telling.overview import words as wo
from ecq.telling.portfolio.words import PORTFOLIO
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame import top_bar
from ecq.web.frame import words as fw
from ecq.web.frame.browser_helper import draw_browser_helper
from ecq.web.frame.top_bar import BarPress, Frame, draw_bar_alone, draw_top_bar
from ecq.web.html.components import component, draw, packed, pressed
from ecq.web.html.parts import card, draw_html
from ecq.web.session import going, stores, unsaved
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.going import choose_route, show_question
from ecq.web.session.state import session
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, Pages, Visit, chosen_language, clock, say_refused, say_replaced
from ecq.web.session.whose_list import list_key, reset_demo

_component = component("ecq_side", '<div class="side"></div>', __file__, "side.js", css="side.css")


class SidePress(Frozen):
    """An indicator to go to, or an order of questions chosen."""

    kind: Literal["indicator", "route"]
    id: Annotated[str, StringConstraints(max_length=100)]


_PRESS = TypeAdapter(SidePress)


_SAID_ON = ("results", "inbox", "plan", "overview", "evidence", "progress", "profile")
"""The interview leaves it to the bar: its page begins where the question is."""
_DEMO_SAID_ON = ("results", "inbox")
"""The pages that say in a sentence that it is a sample; on all others the mark in the bar says so."""


_WAITING_SAID_ON = ("results", "overview")


def offer(visit: Visit, place: Place) -> tuple[str, str, str] | None:
    """What can be done about where it stands in the list: what, its label, why; None where nothing is to be done."""
    if visit.looks_only:
        return None
    if place.binned:
        return "restore", visit.say(w.TAKE_BACK), visit.say(fw.IN_BIN)
    if not place.listed:
        return "remember", visit.say(fw.ADD_TO_LIST), visit.say(fw.NOT_LISTED)
    return None


def draw_above_page(visit: Visit, page: str, place: Place) -> None:
    """Say it, with what can be done about it; draws nothing where nothing is to be said."""
    if visit.looks_only:
        if page != "interview":  # there it stands in place of the field to answer in
            said = looks_only_line(visit)
            if place.binned:
                said = LANGUAGES[visit.lang].sentences((said, visit.say(fw.IN_BIN)))
            with st.container(key="above-page"):
                st.html(f'<p class="ecq ecq-notice ecq-looks-only" role="note">{escape(said)}</p>')
        return
    offered = offer(visit, place) if page in _SAID_ON else None
    if offered is None and place.sample and page in _DEMO_SAID_ON:
        offered = ("reset", visit.say(fw.RESET), visit.say(fw.IS_DEMO))
    if page in _WAITING_SAID_ON and visit.stored is not None:
        _say_waiting(visit)
    if offered is None or visit.stored is None:
        return
    does, label, said = offered
    with st.container(key="above-page", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="ecq ecq-notice" role="note">{escape(said)}</p>', width="content")
        args = (does, visit.stored.id, visit.lang)
        st.button(label, key=f"above-{does}", type="tertiary", on_click=do_about, args=args)


def _say_waiting(visit: Visit) -> None:
    """Say how much waits in the inbox, and how much that was asked of others is outstanding; nothing where nothing is."""
    count = stores.proposals().waiting(visit.kept.id)
    asked = [one for one in stores.invitations().of(visit.kept.id) if stage(one) == "waiting"]
    said = [visit.say(fw.WAITS, count=count)] if count else []
    said += [visit.say(fw.OUTSTANDING, count=len(asked))] if asked else []
    if said:
        line = LANGUAGES[visit.lang].sentences(said)
        st.html(f'<p class="ecq ecq-notice" role="note">{escape(line)}</p>')


def looks_only_line(visit: Visit) -> str:
    """That one may only look, and who makes changes; "" for who makes them."""
    allowed = stores.permissions()
    if not visit.looks_only or allowed is None or visit.stored is None:
        return ""
    role = allowed.role(visit.stored.id)
    said = fw.LOOKS_AND_DECIDES if visit.may("review") else fw.LOOKS_ONLY
    return visit.say(said, role=visit.say(ROLE_NAMES[role or "reader"]))


def do_about(what: str, assessment_id: str, lang: Lang) -> None:
    """Do what was offered; for callbacks."""
    key = list_key()
    with session().page(Frame).telling():
        if what == "restore":
            stores.collection().bin(assessment_id, False)
        elif what == "reset":
            reset_demo(assessment_id, lang)
        elif what == "remember" and isinstance(key, str):
            stores.collection().remember(assessment_id, key)


def choose_language(lang: str) -> None:
    """Set the visitor's language in the session and the address."""
    if lang in LANGS:
        session().lang = lang
        st.query_params[LANG_PARAM] = lang


def top(visit: Visit, page: str) -> None:
    """Draw what stands on every page: the bar at the top, and what only the browser can do."""
    draw_browser_helper(visit.lang, page)
    reviewing = going.reviewed() if page == "interview" else None

    def pressed(press: BarPress) -> None:
        match press.kind:
            case "language":
                choose_language(press.id)
            case "find":
                session().page(Frame).looked_for = press.id.removeprefix("?")
            case "other":
                top_bar.switch_to(press.id)
            case "offer":
                if visit.stored:
                    do_about(press.id, visit.stored.id, visit.lang)
            case "ask":
                top_bar.ask(press.id)
            case "follow":
                top_bar.follow(press.id)
            case "new":
                top_bar.begin_another()
            case "out":
                st.logout()
            case "page" if press.id == "overview" and reviewing:
                going.return_from(reviewing, changed=False)
            case "page" if press.id == "overview" != page:
                going.to_overview()
            case "page" if press.id != page:
                going.go_to(press.id)
            case "page":
                pass
            case _:
                assert_never(press.kind)

    words = {name: visit.say(text) for name, text in top_bar.WORDS.items()} | {
        "brand": top_bar.brand(visit.lang),
        "back": visit.say(wo.BACK if reviewing else fw.HOME),
        "new": visit.say(fw.BEGIN_NEW) if stores.may_here("create") else "",
        "none": visit.say(fw.NONE_FOUND if session().page(Frame).looked_for else fw.NO_OTHER),
        "saved": saved_line(visit)[0],
        "portfolio": visit.say(PORTFOLIO) if stores.collection().several(list_key()) else "",
    }
    shown: dict[str, object] = {"others": top_bar.others(visit), "who": _logged_in(visit)}
    place = None
    if visit.stored is not None and page not in ("start", "portfolio", "people"):
        place = stores.collection().place(visit.stored.id, list_key())
        shown |= _of_self_check(visit, page, place, "overview" if reviewing else "start")
    draw_top_bar(visit.lang, page, words, pressed, **shown)
    say_replaced(visit)
    say_refused(visit, Frame)
    if place is not None:
        draw_above_page(visit, page, place)


def _of_self_check(visit: Visit, page: str, place: Place, back: str) -> dict[str, object]:
    """What the bar shows of a self-check."""
    name, links = visit.platform, {one: visit.say(title) for one, title in fw.PAGES.items() if one != "overview"}
    if count := stores.proposals().waiting(visit.kept.id):
        links["inbox"] += f" {count}"
    return {
        "name": f"{name} · {visit.say(w.QUICK_MARK)}" if visit.quick else name,
        "title": visit.say(fw.PAGES.get(page, fw.LOST_PAGE)),
        "query": urlencode(visit.address),
        "back": back,
        "links": list(links.items()),
        "views": (visit.say(fw.ONE_BY_ONE), visit.say(fw.ALL_AT_ONCE)),
        "asking": top_bar.told_of_asking(visit),
        "unsaved": saved_line(visit)[1],
        "demo": visit.say(fw.DEMO) if place.sample else "",
        "offer": offer(visit, place),
    }


def _logged_in(visit: Visit) -> dict[str, object] | None:
    """Who is logged in, until when, how many seconds that was at the session's begin, and what is said of it; for the bar."""
    person = stores.identity()
    if person is None:
        return None
    name, here = person.name or visit.say(k.NO_NAME), session().page(Frame)
    until = stores.log_in_until()
    if here.log_in_left is None:  # told once: the browser counts from there
        here.log_in_left = int(until - time.time())
    return {
        "name": name,
        "until": int(until),
        "left": here.log_in_left,
        "said": visit.say(k.WHO, name=name),
        "page": visit.say(fw.PEOPLE),
        "out": visit.say(k.LOG_OUT),
        "ends": visit.say(k.ENDS),
        "lead": visit.say(k.ENDS_LEAD),
        "typed": visit.say(k.ENDS_TYPED),
        "again": visit.say(k.AGAIN),
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

    def on_press(press: SidePress) -> None:
        if press.kind == "route":
            choose_route(press.id)
        else:
            show_question(visit.interview.first_of(press.id))

    titles = {route: visit.say(c.TITLES[route]) for route in ROUTES}
    ways = {route: visit.say(c.COUNTED, title=title, count="{count}") for route, title in titles.items()}
    words = {"map": visit.say(w.MAP_LABEL), "way": visit.say(c.ORDER), "ways": ways}
    data = {"kind": "side", "words": words, "dimensions": _dimensions(visit), "now": map_now(visit, at)}
    with st.sidebar:
        draw(_component, keys.SIDE, packed(data), pressed(_PRESS, on_press))


def map_now(visit: Visit, at: str | None) -> dict[str, Any]:
    """What changes in the sidebar with an answer: the indicator one is in, how many questions of each are settled, of how
    many, and how many questions each route leads to. The quick check asks less than there is, so it counts less.

    The page tells the sidebar of it as well, since that is drawn anew seldom.
    """
    interview = visit.interview
    return {
        "assessment": visit.kept.id,
        "here": visit.rubric.place[at][1] if at else "",
        "counts": {node: (count.settled, count.asked) for node, count in interview.by_indicator.items()},
        "ways": list(interview.counts.items()),
        "way": interview.route.id,
    }


def follow_link(visit: Visit, pages: Pages) -> None:
    """Go once to the page a callback asked for: a callback itself cannot change the page."""
    here = session()
    wanted, more = here.go_to, here.go_with
    here.go_to, here.go_with = None, {}
    if wanted:
        address = visit.address
        if ID_PARAM in more:  # another self-check: of this one's address only the language goes along
            address = {name: value for name, value in address.items() if name == LANG_PARAM}
        if wanted == "overview":
            wanted, address = "interview", {**address, **going.OVERVIEW}
        st.switch_page(getattr(pages, wanted), query_params={**address, **more})


def _dimensions(visit: Visit) -> list[dict[str, object]]:
    """Dimensions and indicators of what this interview asks."""
    rubric = visit.rubric
    above = {indicator: dimension for dimension, indicator in rubric.place.values()}
    found: dict[str, list[tuple[str, str]]] = {}
    for indicator in visit.interview.by_indicator:
        found.setdefault(above[indicator], []).append((indicator, visit.say(rubric.nodes[indicator].title)))
    return [{"id": one, "title": visit.say(rubric.nodes[one].title), "indicators": rows} for one, rows in found.items()]


_FAILED = "login"


def draw_log_in() -> None:
    """Draw it in place of the page of this address."""
    lang = chosen_language()
    draw_alone(lang, "log-in", say(k.LOG_IN, lang), lambda: draw_card(lang))


def draw_alone(lang: Lang, name: str, title: str, draw_page: Callable[[], None]) -> None:
    """Draw a page at whatever address it was asked for, under a bar that leads nowhere else."""
    path, title = urlsplit(st.context.url or "").path.rpartition("/")[2].strip(), f"{title} · ECQ"
    pages = [st.Page(draw_page, title=title, default=True)]
    if path:
        pages.append(st.Page(draw_page, title=title, url_path=path))
    shown = st.navigation(pages, position="hidden")
    draw_browser_helper(lang, name)
    draw_bar_alone(lang, choose_language)
    shown.run()


def draw_card(lang: Lang) -> None:
    """What this is, why one sees it, and the way on."""
    stores.tell_to_log_in()
    said: Text | None = None
    marks: Mapping[str, object] = {}
    if st.query_params.get(_FAILED):
        said = k.FAILED
    elif stores.log_in_ended():  # for somebody who just deleted their account it is the receipt
        said, marks = session().page(Frame).erased or (k.ENDED, {})
    notice = f'<p class="ecq-notice" role="status">{escape(say(said, lang, **marks))}</p>' if said else ""
    path = urlsplit(st.context.url or "").path or "/"
    kept = {name: value for name, value in st.query_params.items() if name != _FAILED}
    way = f"/login?to={quote(path + ('?' + urlencode(kept) if kept else ''), safe='')}"  # and back to this page
    with st.container(key="log-in"):
        draw_html(
            card(
                f"<h1>{escape(say(w.PRODUCT, lang))}</h1>{notice}<p>{escape(say(k.LEAD, lang))}</p>"
                f'<p><a class="ecq-way" href="{escape(way)}" target="_self">{escape(say(k.LOG_IN, lang))}</a></p>'
                f"<small>{escape(say(k.WHERE, lang))}</small>"
            )
        )
