"""What surrounds every page: brand and language, and in an assessment the sidebar; moving between questions and pages."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from ecq.evidence.words import BINDER
from ecq.interview import words as words_of
from ecq.interview.flow import Interview
from ecq.interview.routes import ROUTES, trail
from ecq.language import LANGS, LANGUAGES
from ecq.overview import words as wo
from ecq.planning import page_words as wp
from ecq.progress.words import PROGRESS
from ecq.text import words as w
from ecq.text.reactions import Press, standing
from ecq.web.frame import words as access
from ecq.web.frame.browser_helper import draw_browser_helper
from ecq.web.frame.pages import Pages
from ecq.web.frame.side import Language, Link, MapRow, SideWords, Way, draw_side
from ecq.web.frame.words import FILES
from ecq.web.html.parts import block
from ecq.web.session import overview_return, unsaved
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.clock import clock
from ecq.web.session.score_cache import scored
from ecq.web.session.state import session
from ecq.web.session.visit import (
    LANG_PARAM,
    ROUTE_PARAM,
    Visit,
    chosen_route,
    newest_interview,
    newest_visit,
    quick_check,
)


def choose_language(lang: str) -> None:
    """Set the visitor's language in the session and the address."""
    if lang in LANGS:
        session().lang = lang
        st.query_params[LANG_PARAM] = lang


def language_switch(visit: Visit) -> None:
    """The choice of language, for pages without a sidebar."""
    key = keys.START_LANGUAGE
    st.session_state[key] = visit.lang
    st.segmented_control(
        visit.say(w.LANGUAGE),
        options=list(LANGUAGES),
        format_func=lambda lang: LANGUAGES[lang].short_name,
        key=key,
        on_change=lambda: choose_language(st.session_state[key]),
        label_visibility="collapsed",
        required=True,
    )


def head_without_side(visit: Visit, page: str) -> None:
    """The top of a page that has no sidebar: brand and languages."""
    draw_browser_helper(visit.lang, page)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(block(brand(visit)), width="content")
        language_switch(visit)


def brand(visit: Visit) -> str:
    """The product's name."""
    return f'<div class="ecq-brand"><i>ECQ</i>{escape(_product(visit))}</div>'


def _product(visit: Visit) -> str:
    return visit.say(w.PRODUCT).removeprefix("ECQ")


def side(visit: Visit, pages: Pages, current: str, at: str | None = None) -> None:
    """Draw the sidebar: the assessment's name, links, progress by indicator, language, saved state."""
    titles = {
        "interview": w.PAGE_INTERVIEW,
        "overview": wo.PAGE_OVERVIEW,
        "results": w.PAGE_RESULTS,
        "evidence": BINDER,
        "plan": wp.PLAN,
        "progress": PROGRESS,
        "exchange": FILES,
        "profile": w.TO_PROFILE,
    }
    query = urlencode(visit.address)
    links = [Link(page, visit.say(title), f"/{page}?{query}", page == current) for page, title in titles.items()]
    name = visit.assessment.name or visit.say(w.UNNAMED)
    if quick_check():
        name = f"{name} · {visit.say(w.QUICK_MARK)}"
    standard = visit.rubric.source_by_id[visit.rubric.layout.standard].number
    words = SideWords(
        brand=_product(visit),
        home=visit.say(access.HOME),
        about=f"{name} · {standard}",
        links=visit.say(w.PAGES_LABEL),
        map=visit.say(w.MAP_LABEL),
        language=visit.say(w.LANGUAGE),
        way=visit.say(words_of.ORDER),
        shortcuts=visit.say(access.SHORTCUTS),
        saved=_saved(visit),
        unsaved=bool(visit.kept and unsaved.waiting(visit.kept.id)),
    )
    languages = [
        Language(lang, row.short_name, row.name, row.tag, lang == visit.lang) for lang, row in LANGUAGES.items()
    ]

    def pressed(kind: str, pressed_id: str) -> None:
        if kind == "language":
            choose_language(pressed_id)
            return
        if kind == "route":
            choose_route(pressed_id)
            return
        if kind == "indicator":
            show_question(visit.interview.first_of(pressed_id))
        wanted = "interview" if kind == "indicator" else pressed_id
        if wanted == "overview" != current:
            overview_return.to_overview()
        elif wanted != current:
            overview_return.go_to(wanted)

    draw_browser_helper(visit.lang, current, links, lambda page: pressed("page", page))
    with st.sidebar:
        draw_side(words, links, _rows(visit, at), languages, pressed, _ways(visit) if current == "interview" else ())


def _saved(visit: Visit) -> str:
    if visit.kept is None:
        return ""
    if unsaved.waiting(visit.kept.id):
        return visit.say(k.NOT_SAVED_SIDE)
    return f"{visit.say(w.SAVED)} · {clock(visit.kept.saved_at)}"


def follow_link(visit: Visit, pages: Pages) -> None:
    """Go to the page a callback asked for: a callback itself cannot change the page."""
    wanted, more = overview_return.wanted()
    if wanted:
        st.switch_page(getattr(pages, wanted), query_params={**visit.address, **more})


def show_question(question_id: str | None) -> None:
    """Make a question the current one and close its panels, except evidence on the route for missing evidence."""
    here = session()
    here.trail = trail(here.trail, here.question, question_id)
    here.question = question_id
    here.panel = "evidence" if chosen_route() == "unevidenced" else None
    here.reacted = here.unfolded = here.proposed = here.resume = here.heard = None


def go_on_from(question_id: str) -> None:
    """After an answer, go to the next question of the route or back to the overview; for callbacks."""
    visit = newest_visit()
    if visit is None:
        return
    session().press = _press(visit, question_id)
    if overview_return.reviewed() == question_id:
        overview_return.return_from(question_id, changed=True)
        return
    show_question(_next(visit.interview, question_id))
    session().reacted = question_id


def stay_at(question_id: str) -> None:
    """After an answer, keep the question on screen and show what the answer did; for callbacks."""
    visit = newest_visit()
    if visit is not None:
        session().press = _press(visit, question_id)
        show_question(question_id)
        session().reacted = question_id


def skip_from(question_id: str) -> None:
    """Go to the next question of the route without answering; for callbacks."""
    interview = newest_interview()
    if interview is not None:
        show_question(_next(interview, question_id))


def _next(interview: Interview, question_id: str) -> str | None:
    """Where the interview goes on: after a change in the thread where it was before, else at the next question."""
    resumed = session().resume
    return resumed if resumed in interview.states else interview.next_after(question_id)


def _press(visit: Visit, question_id: str) -> Press | None:
    """What the last change did to a question."""
    before, session().changed_from = session().changed_from, None
    if before is None:
        return None
    was, now = scored(visit.rubric, before), visit.card
    return Press(question_id, standing(was, question_id), standing(now, question_id))


def choose_route(route: str) -> None:
    """Ask the questions in another order, from its first on; the choice stands in the address."""
    if route not in ROUTES:
        return
    if route == "chapter":
        st.query_params.pop(ROUTE_PARAM, None)
    else:
        st.query_params[ROUTE_PARAM] = route
    show_question(None)
    session().trail = ()


def _ways(visit: Visit) -> list[Way]:
    """The routes through the questions, each with its number of questions."""
    interview = visit.interview
    return [
        Way(
            route,
            visit.say(words_of.COUNTED, title=visit.say(words_of.TITLES[route]), count=count),
            route == interview.route.id,
        )
        for route, count in interview.counts.items()
    ]


def _rows(visit: Visit, at: str | None) -> list[MapRow]:
    rubric = visit.rubric
    here = rubric.place[at][1] if at else None
    counts = visit.interview.by_indicator  # of what this interview asks: the quick check asks less than there is
    rows: list[MapRow] = []
    for node in visit.card.nodes.values():
        title = visit.words(rubric.nodes[node.id].title)
        if node.depth == 0 and node.asked:
            rows.append(MapRow(node.id, title, heading=True))
        if node.id in counts:
            count = counts[node.id]
            percent = 100 * count.settled // count.asked
            rows.append(MapRow(node.id, title, False, percent, f"{count.settled}/{count.asked}", node.id == here))
    return rows
