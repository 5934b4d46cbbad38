"""The way from any page to another self-check: those changed last, those found, all of them, a new one."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ecq.base.errors import EcqError
from ecq.telling.portfolio.shelves import LONGEST, Wanted, picked
from ecq.telling.portfolio.summary import Listing
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from ecq.web.frame.state import Frame
from ecq.web.frame.top_bar import Other
from ecq.web.html.words import error_text
from ecq.web.session import overview_return
from ecq.web.session.state import session
from ecq.web.session.visit import ID_PARAM, LANG_PARAM, TURN_PARAM, Visit
from ecq.web.session.whose_list import listed, new_self_check

SHOWN = 6


def others(visit: Visit) -> list[Other] | None:
    """What the switcher shows; None where it was not opened or typed into in this run, so that other runs read no list."""
    frame = session().page(Frame)
    text, frame.looked_for = frame.looked_for, None
    if text is None:
        return None
    rows = [row for row in listed(SHOWN) if row.ready and (visit.stored is None or row.id != visit.stored.id)]
    shelves = (picked(rows, Wanted(shelf=shelf, text=text[:LONGEST])) for shelf in ("in-hand", "demos", "archived"))
    return [_other(visit, row) for shelf in shelves for row in shelf][:SHOWN]


def _other(visit: Visit, row: Listing) -> Other:
    params = {ID_PARAM: row.id}
    if LANG_PARAM in st.query_params or session().lang:
        params[LANG_PARAM] = visit.lang
    line = ""
    if row.summary:
        line = visit.say(access.DECIDED_OF, decided=row.summary.decided, applicable=row.summary.applicable)
    name = row.name or visit.say(w.UNNAMED)
    return Other(row.id, f"/{_page(row)}?{urlencode(params)}", name, line)


def _page(row: Listing) -> str:
    return "results" if row.done else "interview"


def switch_to(assessment_id: str) -> None:
    """Go on with another self-check where it was left; for callbacks."""
    row = next((row for row in listed(SHOWN) if row.id == assessment_id), None)
    session().leave_assessment()
    overview_return.go_to(_page(row) if row else "interview", **{ID_PARAM: assessment_id})


def begin_another() -> None:
    """Begin a new self-check with its profile; for callbacks."""
    try:
        made = new_self_check()
    except EcqError as error:
        session().page(Frame).refused = error_text(error)
        return
    session().leave_assessment()
    overview_return.go_to("profile", **{ID_PARAM: made, TURN_PARAM: "1"})
