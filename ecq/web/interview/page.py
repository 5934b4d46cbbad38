"""The interview page: one question at a time, answered by one press. Which comes next is `ecq.interview`'s to decide.

Above the question stands the thread of what was said, below it the docked field, always in the same place. A press draws
the conversation alone again, as a fragment; bar, map and style of the page stay as they are.
"""

from __future__ import annotations

import streamlit as st

from ecq.base.errors import EcqError
from ecq.web.changes.moving import draw_move
from ecq.web.frame.frame import side
from ecq.web.interview.address import follow_address, name_in_address
from ecq.web.interview.conversation import draw_conversation, draw_dock, draw_script
from ecq.web.interview.end import draw_ways_on, end_html
from ecq.web.interview.notices import draw_notices, greet
from ecq.web.interview.panels import draw_colleague, draw_evidence, draw_history, draw_note
from ecq.web.interview.state import Conversation
from ecq.web.overview import page as overview_page
from ecq.web.session import unsaved
from ecq.web.session.overview_return import draw_way_back, in_overview, reviewed
from ecq.web.session.person import log_in_needed
from ecq.web.session.state import session
from ecq.web.session.visit import Pages, Visit, open_visit, say_replaced, show_failure


def draw(visit: Visit, pages: Pages) -> None:
    """Draw the interview, or its other view, with all questions."""
    if in_overview():
        overview_page.draw(visit, pages)
        return
    greet(visit)
    follow_address(visit.interview)
    draw_script()
    side(visit, _at(visit))
    draw_move(visit)
    session().page(Conversation).told = None  # whatever this page showed before, it is drawn anew now
    _conversation([visit], pages)
    draw_dock(visit)


def _at(visit: Visit) -> str | None:
    return visit.interview.current(session().question or reviewed())


@st.fragment
def _conversation(first: list[Visit], pages: Pages) -> None:
    """The conversation; `first` holds the visit with which the page is drawn, and nothing when a press redraws this alone."""
    if first:
        _draw_conversation(first.pop(), pages)
        return
    if log_in_needed():
        st.rerun()
    try:
        visit = open_visit()
        if visit.stored is None or session().go_to:
            st.rerun()
        say_replaced(visit)
        _draw_conversation(visit, pages)
        unsaved.page_drawn(visit.stored)
    except EcqError as error:
        show_failure(error)


def _draw_conversation(visit: Visit, pages: Pages) -> None:
    at = _at(visit)
    session().question = at  # keep this question on screen until the user moves on
    name_in_address(at)
    draw_way_back(visit)
    if at is None:
        draw_conversation(visit, None, end_html(visit))
        draw_notices(visit)
        draw_ways_on(visit, pages)
        return
    draw_conversation(visit, at)
    draw_notices(visit)
    question, panel = visit.rubric.by_id[at], session().panel
    if panel == "note":
        draw_note(visit, question)
    elif panel == "evidence":
        draw_evidence(visit, question)
    elif panel == "colleague":
        draw_colleague(visit, question)
    elif panel == "history":
        draw_history(visit, question)
