"""The app: page set-up, language, navigation. Pages draw themselves in their own modules."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import streamlit as st

from ecq import wording as w
from ecq.errors import EcqError
from ecq.web import binder_page, interview_page, lost_page, overview_page, profile_page, results_page, start_page
from ecq.web.frame import follow_link
from ecq.web.inert import inert
from ecq.web.pages import Pages
from ecq.web.visit import Visit, chosen_language, open_visit
from ecq.wording import access, say
from ecq.wording import overview as wo
from ecq.wording.evidence import BINDER

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_LOOK = f"<style>{Path(__file__).with_name('look.css').read_text(encoding='utf-8')}</style>"
# As a data address: a file would be read and hashed on every run, a Material icon fetched from a foreign host.
_ICON = "data:image/svg+xml;base64," + b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()


def main() -> None:
    """Draw the page of this script run."""
    st.set_page_config(page_icon=_ICON, layout="wide")  # the title is the page's own
    st.html(_LOOK)
    try:
        _navigate(open_visit())
    except EcqError as error:
        st.error(inert(say(w.TROUBLE, chosen_language(), cause=error)))


def _navigate(visit: Visit) -> None:
    pages = Pages(
        start=st.Page(
            lambda: start_page.draw(visit, pages),
            title=f"{visit.say(w.PAGE_START)} · ECQ",
            url_path="start",
            default=True,
        ),
        profile=st.Page(
            lambda: profile_page.draw(visit, pages), title=f"{visit.say(w.TO_PROFILE)} · ECQ", url_path="profile"
        ),
        interview=st.Page(
            lambda: interview_page.draw(visit, pages),
            title=f"{visit.say(w.PAGE_INTERVIEW)} · ECQ",
            url_path="interview",
        ),
        overview=st.Page(
            lambda: overview_page.draw(visit, pages),
            title=f"{visit.say(wo.PAGE_OVERVIEW)} · ECQ",
            url_path="overview",
        ),
        results=st.Page(
            lambda: results_page.draw(visit, pages), title=f"{visit.say(w.PAGE_RESULTS)} · ECQ", url_path="results"
        ),
        evidence=st.Page(
            lambda: binder_page.draw(visit, pages), title=f"{visit.say(BINDER)} · ECQ", url_path="evidence"
        ),
    )
    known = [pages.start, pages.profile, pages.interview, pages.overview, pages.results, pages.evidence]
    lost = _lost(visit, pages, {one.url_path for one in known})
    page = st.navigation([*known, *lost], position="hidden")
    if page in lost:
        page.run()
        return
    if page is not pages.start and visit.kept is None:
        lost_page.draw_no_assessment(visit, pages)
        return
    follow_link(visit, pages)
    page.run()


def _lost(visit: Visit, pages: Pages, known: Collection[str]) -> list[StreamlitPage]:
    """A page for an address below which there is none: without it Streamlit says so itself, in English only."""
    asked = unquote(urlsplit(st.context.url or "").path).rpartition("/")[2].strip()
    if not asked or asked in {*known, "start"}:
        return []
    title = f"{visit.say(access.LOST_PAGE)} · ECQ"
    return [st.Page(lambda: lost_page.draw_no_page(visit, pages), title=title, url_path=asked)]
