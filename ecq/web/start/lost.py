"""The page for an address without an assessment or page: possible reasons, and where to go on."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.language import Text
from ecq.web.frame import words as access
from ecq.web.frame.pages import Pages
from ecq.web.html.parts import block, card
from ecq.web.session.stores import organisation
from ecq.web.session.visit import LANG_PARAM, Visit, show_trouble


def draw_no_assessment(visit: Visit, pages: Pages) -> None:
    """The page for an address whose assessment does not exist, or cannot be read."""
    if visit.unreadable:
        _draw(visit, pages, access.UNREADABLE_ASSESSMENT, f"<p>{escape(visit.words(visit.unreadable))}</p>")
        return
    known = access.LOST_REASONS_WITH_LOG_IN if organisation() else access.LOST_REASONS
    reasons = "".join(f"<li>{escape(visit.say(reason))}</li>" for reason in known)
    _draw(visit, pages, access.LOST_ASSESSMENT, f"<p>{escape(visit.say(access.LOST_LEAD))}</p><ul>{reasons}</ul>")


def draw_no_page(visit: Visit, pages: Pages) -> None:
    """The page for an unknown path."""
    _draw(visit, pages, access.LOST_PAGE, f"<p>{escape(visit.say(access.LOST_PAGE_LEAD))}</p>")


def _draw(visit: Visit, pages: Pages, title: Text, inside: str) -> None:
    show_trouble(visit)
    with st.container(key="lost"):
        advice = f"<p>{escape(visit.say(access.LOST_ADVICE))}</p>"
        st.html(block(card(f"<h1>{escape(visit.say(title))}</h1>{inside}{advice}")))
        if st.button(visit.say(access.TO_START), type="primary", key="to-start"):
            st.switch_page(pages.start, query_params={LANG_PARAM: visit.lang})
