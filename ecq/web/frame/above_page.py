"""What stands above a page of a self-check that is a sample, lies in the bin, or is not on this browser's list."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.language import LANGUAGES, Lang
from ecq.store.access.person import ROLE_NAMES
from ecq.store.collection import Place
from ecq.telling.team.due import stage
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from ecq.web.frame.top_bar import Frame
from ecq.web.session.state import session
from ecq.web.session.stores import collection, invitations, permissions, proposals
from ecq.web.session.visit import Visit
from ecq.web.session.whose_list import list_key, reset_demo

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
        return "restore", visit.say(w.TAKE_BACK), visit.say(access.IN_BIN)
    if not place.listed:
        return "remember", visit.say(access.ADD_TO_LIST), visit.say(access.NOT_LISTED)
    return None


def draw_above_page(visit: Visit, page: str, place: Place) -> None:
    """Say it, with what can be done about it; draws nothing where nothing is to be said."""
    if visit.looks_only:
        if page != "interview":  # there it stands in place of the field to answer in
            _say_looks_only(visit, place)
        return
    offered = offer(visit, place) if page in _SAID_ON else None
    if offered is None and place.sample and page in _DEMO_SAID_ON:
        offered = ("reset", visit.say(access.RESET), visit.say(access.IS_DEMO))
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
    assert visit.stored is not None
    count = proposals().waiting(visit.stored.id)
    asked = [one for one in invitations().of(visit.stored.id) if stage(one) == "waiting"]
    said = [visit.say(access.WAITS, count=count)] if count else []
    said += [visit.say(access.OUTSTANDING, count=len(asked))] if asked else []
    if said:
        line = LANGUAGES[visit.lang].sentences(said)
        st.html(f'<p class="ecq ecq-notice" role="note">{escape(line)}</p>')


def looks_only_line(visit: Visit) -> str:
    """That one may only look, and who makes changes; "" for who makes them."""
    allowed = permissions()
    if not visit.looks_only or allowed is None or visit.stored is None:
        return ""
    role = allowed.role(visit.stored.id)
    said = access.LOOKS_AND_DECIDES if visit.may("review") else access.LOOKS_ONLY
    return visit.say(said, role=visit.say(ROLE_NAMES[role or "reader"]))


def _say_looks_only(visit: Visit, place: Place) -> None:
    said = looks_only_line(visit)
    if place.binned:
        said = LANGUAGES[visit.lang].sentences((said, visit.say(access.IN_BIN)))
    with st.container(key="above-page"):
        st.html(f'<p class="ecq ecq-notice ecq-looks-only" role="note">{escape(said)}</p>')


def do_about(what: str, assessment_id: str, lang: Lang) -> None:
    """Do what was offered; for callbacks."""
    key = list_key()
    with session().page(Frame).telling():
        if what == "restore":
            collection().bin(assessment_id, False)
        elif what == "reset":
            reset_demo(assessment_id, lang)
        elif what == "remember" and isinstance(key, str):
            collection().remember(assessment_id, key)
