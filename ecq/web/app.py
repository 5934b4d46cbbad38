"""The app: page set-up, language, navigation. Pages draw themselves in their own modules."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

from ecq import wording as w
from ecq.errors import EcqError
from ecq.web import interview_page, overview_page, profile_page, results_page, start_page
from ecq.web.frame import follow_link
from ecq.web.inert import inert
from ecq.web.pages import Pages
from ecq.web.visit import Visit, chosen_language, open_visit
from ecq.wording import overview as wo
from ecq.wording import say

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
    )
    page = st.navigation(
        [pages.start, pages.profile, pages.interview, pages.overview, pages.results], position="hidden"
    )
    if page is not pages.start and visit.kept is None:
        st.warning(visit.say(w.NOT_FOUND))
        st.page_link(pages.start, label=visit.say(w.PAGE_START))
        return
    follow_link(visit, pages)
    page.run()
