"""The page for an address without a self-check or page: possible reasons, and where to go on."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.language import Text
from ecq.web.frame import words as access
from ecq.web.html.parts import block, card
from ecq.web.html.words import inert
from ecq.web.session.overview_return import OVERVIEW
from ecq.web.session.stores import organisation
from ecq.web.session.visit import LANG_PARAM, Pages, Visit


def draw_no_assessment(visit: Visit, pages: Pages) -> None:
    """The page for an address whose self-check does not exist, or cannot be read."""
    if visit.unreadable:
        _draw(visit, pages, access.UNREADABLE_ASSESSMENT, f"<p>{escape(visit.words(visit.unreadable))}</p>")
        return
    known = access.LOST_REASONS_WITH_LOG_IN if organisation() else access.LOST_REASONS
    reasons = "".join(f"<li>{escape(visit.say(reason))}</li>" for reason in known)
    lead = (
        f"<p>{escape(visit.say(access.LOST_LEAD))}</p><ul>{reasons}</ul><p>{escape(visit.say(access.LOST_ADVICE))}</p>"
    )
    _draw(visit, pages, access.LOST_ASSESSMENT, lead)


def draw_no_page(visit: Visit, pages: Pages) -> None:
    """The page for an unknown path; where the address names a self-check, the way back to it."""
    lead = access.LOST_PAGE_LEAD if visit.stored is None else access.LOST_PAGE_OF_A_SELF_CHECK
    _draw(visit, pages, access.LOST_PAGE, f"<p>{escape(visit.say(lead))}</p>")


def _draw(visit: Visit, pages: Pages, title: Text, inside: str) -> None:
    with st.container(key="lost"):
        st.html(block(card(f"<h1>{escape(visit.say(title))}</h1>{inside}")))
        known = visit.stored is not None
        if known and st.button(visit.say(access.BACK_TO, name=inert(visit.platform)), type="primary", key="to-known"):
            st.switch_page(pages.interview, query_params={**visit.address, **OVERVIEW})
        if st.button(visit.say(access.TO_START), type="secondary" if known else "primary", key="to-start"):
            st.switch_page(pages.start, query_params={LANG_PARAM: visit.lang})
