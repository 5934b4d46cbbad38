"""The chosen route on the interview page: its line above the question, and what is shown at its end."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.interview import words as words_of
from ecq.overview import words as wo
from ecq.planning.certainty_sentence import certainty_words
from ecq.text import words as w
from ecq.web.frame.frame import choose_route
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block
from ecq.web.session.overview_return import to_overview
from ecq.web.session.visit import Visit


def route_html(visit: Visit) -> str:
    """The route's name and how many questions are left on it; nothing for the usual order, by chapter."""
    interview = visit.interview
    if interview.route.id == "chapter":
        return ""
    left = visit.say(words_of.LEFT, count=len(interview.ahead))
    line = f"{visit.say(words_of.TITLES[interview.route.id])} · {left}"
    return f'<div class="ecq-route"><small>{escape(line)}</small>{_certainty_html(visit)}</div>'


def _certainty_html(visit: Visit) -> str:
    """The line on certainty for a narrow screen; a wide one has it beside the score."""
    line = certainty_line(visit)
    return f'<small class="ecq-narrow">{escape(line)}</small>' if line else ""


def certainty_line(visit: Visit) -> str:
    """How many more answers settle the grade; only on the route by certainty."""
    if visit.interview.route.id != "certainty":
        return ""
    return certainty_words(visit.certainty, visit.card, visit.lang)


def at_the_end(visit: Visit) -> bool:
    """Whether the route has an end screen of its own, apart from that of the interview."""
    return visit.interview.route.id in words_of.EMPTY


def draw_end(visit: Visit, pages: Pages, reaction: str) -> None:
    """The end of a route: nothing is left on it, and where to go on."""
    interview = visit.interview
    left = len(interview.unanswered) + len(interview.unsure)
    lead = visit.say(words_of.EMPTY_LEAD, count=left) if left else visit.say(words_of.EMPTY_LEAD_DONE)
    title = visit.say(words_of.EMPTY[interview.route.id])
    inside = f"<h1>{escape(title)}</h1><p>{escape(lead)}</p>"
    st.html(block(f'{reaction}<div class="ecq-question">{inside}</div>'))
    with st.container(key="actions", horizontal=True):
        if left:
            st.button(
                visit.say(words_of.GO_ON),
                type="primary",
                key="go-on-by-chapter",
                on_click=choose_route,
                args=("chapter",),
            )
        st.button(visit.say(wo.BACK), key="to-overview", on_click=to_overview)
        if st.button(visit.say(w.TO_RESULTS), type="secondary" if left else "primary", key="to-results"):
            st.switch_page(pages.results, query_params=visit.address)
