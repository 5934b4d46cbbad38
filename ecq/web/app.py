"""The app's entry point: page set-up, language, navigation. Each page is drawn by its own module."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import streamlit as st

from ecq.base.errors import EcqError
from ecq.base.language import Text
from ecq.telling.evidence.words import BINDER
from ecq.telling.overview import words as wo
from ecq.telling.plan import words as p
from ecq.telling.portfolio.words import PORTFOLIO
from ecq.telling.text import words as w
from ecq.telling.text.result_words import PROGRESS
from ecq.web import people
from ecq.web import portfolio as portfolio_page
from ecq.web import progress as progress_page
from ecq.web.answer.page import LINK_PARAM, draw_answer
from ecq.web.evidence import page as evidence_page
from ecq.web.frame import words as fw
from ecq.web.frame.first_html import ICON, SIDE_WIDTH, look
from ecq.web.frame.frame import draw_log_in, follow_link, top
from ecq.web.frame.streamlit_internals import lose_no_press
from ecq.web.frame.words import PEOPLE
from ecq.web.inbox import page as inbox_page
from ecq.web.interview import page as interview_page
from ecq.web.plan import page as plan_page
from ecq.web.results import page as results_page
from ecq.web.session import going, unsaved
from ecq.web.session.state import session
from ecq.web.session.stores import log_in_needed
from ecq.web.session.visit import Pages, Visit, open_visit, show_failure
from ecq.web.start import page as start_page
from ecq.web.start import profile as profile_page
from ecq.web.start.files import Dropped

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


# Name in the address, title, what draws it. Every page can link to every other: see `Pages`.
PAGES: dict[str, tuple[Text, Callable[[Visit, Pages], None]]] = {
    "start": (w.PAGE_START, start_page.draw),
    "profile": (w.TO_PROFILE, profile_page.draw),
    "interview": (w.PAGE_INTERVIEW, interview_page.draw),
    "results": (w.PAGE_RESULTS, results_page.draw),
    "plan": (p.PLAN, plan_page.draw),
    "progress": (PROGRESS, progress_page.draw),
    "evidence": (BINDER, evidence_page.draw),
    "inbox": (w.PAGE_INBOX, inbox_page.draw),
    "portfolio": (PORTFOLIO, portfolio_page.draw),
    "people": (PEOPLE, people.draw),
}


MOVED = {"exchange": "inbox", "team": "inbox", "overview": "interview"}
"""Where pages of before are now, by their names in the address."""

lose_no_press()  # also where Streamlit's own command serves the script


def main() -> None:
    """Draw the page of this script run."""
    st.set_page_config(page_icon=ICON, layout="wide", initial_sidebar_state=SIDE_WIDTH)  # the title is the page's own
    if sheet := look():
        st.html(sheet)
    if LINK_PARAM in st.query_params:  # who has only an invitation sees nothing else, and needs no log-in
        draw_answer()
        return
    if log_in_needed():
        draw_log_in()
        return
    try:
        _navigate(open_visit())
    except EcqError as error:
        show_failure(error)


def _page(visit: Visit, name: str, pages: Callable[[], Pages]) -> StreamlitPage:
    title, draw = PAGES[name]
    if name == "interview" and going.in_overview():
        title = wo.PAGE_OVERVIEW
    return st.Page(
        lambda: draw(visit, pages()), title=f"{visit.say(title)} · ECQ", url_path=name, default=name == "start"
    )


def _navigate(visit: Visit) -> None:
    pages = Pages(**{name: _page(visit, name, lambda: pages) for name in PAGES})
    known = [getattr(pages, name) for name in PAGES]
    lost = _lost(visit, pages, {one.url_path for one in known})
    page = st.navigation([*known, *lost], position="hidden")
    follow_link(visit, pages)
    without = page in lost or (page not in (pages.start, pages.portfolio, pages.people) and visit.stored is None)
    all_at_once = page is pages.interview and going.in_overview()
    top(visit, "lost" if without else "overview" if all_at_once else page.url_path or "start")
    if page in lost:
        page.run()
    elif without:
        start_page.draw_no_assessment(visit, pages)
    else:
        page.run()
        unsaved.page_drawn(visit.stored)
        session().page(Dropped).opened_shown |= page is not pages.start


def _lost(visit: Visit, pages: Pages, known: Collection[str]) -> list[StreamlitPage]:
    """A page for an unknown path: Streamlit's own message is in English only."""
    path = unquote(urlsplit(st.context.url or "").path).rpartition("/")[2].strip()
    if not path or path in {*known, "start"}:
        return []
    title = f"{visit.say(fw.LOST_PAGE)} · ECQ"
    if path in MOVED:
        there, address = getattr(pages, MOVED[path]), visit.address
        if path == "overview":
            address |= {**going.view(), **going.OVERVIEW}
        return [st.Page(lambda: st.switch_page(there, query_params=address), title=title, url_path=path)]
    return [st.Page(lambda: start_page.draw_no_page(visit, pages), title=title, url_path=path)]
