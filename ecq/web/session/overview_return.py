"""From the overview to a question and back to the same place. Knows the address and the session; must not know questions.

The filter stands in the address of the overview and travels along in the address of the question, so that a reload loses
neither the way back nor the filter. What was searched for is the operator's own words: it stays in the session.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ecq.overview import words as wo
from ecq.web.session.state import session
from ecq.web.session.visit import Visit

REVIEW_PARAM, SHOW_PARAM, WITHIN_PARAM = "review", "show", "in"


def view() -> dict[str, str]:
    """The filter of the address, as it must stand in the next one."""
    return {name: st.query_params[name] for name in (SHOW_PARAM, WITHIN_PARAM) if name in st.query_params}


def reviewed() -> str | None:
    """The question that was opened from the overview, where one was."""
    return st.query_params.get(REVIEW_PARAM)


def go_to(page: str, **more: str) -> None:
    """Go to a page, with more in its address; for callbacks, which cannot change the page themselves."""
    session().go_to, session().go_with = page, more


def wanted() -> tuple[str | None, Mapping[str, str]]:
    """The page a callback asked for and what must stand in its address; once."""
    here = session()
    wanted_now = here.go_to, here.go_with
    here.go_to, here.go_with = None, {}
    return wanted_now


def leave_for(question_id: str) -> None:
    """Go to the interview with the way back in the address; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed, here.question_before = question_id, None, here.question
    go_to("interview", **{REVIEW_PARAM: question_id, **view()})


def return_from(question_id: str, changed: bool) -> None:
    """Go back to the overview, to where this question stands; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed = question_id, question_id if changed else None
    here.question, here.question_before = here.question_before, None  # the interview goes on where it was
    here.panel = None
    go_to("overview", **view())


def to_overview() -> None:
    """Go to the overview as it was left; for callbacks."""
    go_to("overview", **(view() or session().overview_filter))


def draw_way_back(visit: Visit) -> None:
    """The way back, above a question that was opened from the overview."""
    question_id = reviewed()
    if question_id:
        st.button(
            visit.say(wo.BACK),
            key="back-to-overview",
            type="tertiary",
            icon=":material/arrow_back:",
            shortcut="O",
            on_click=return_from,
            args=(question_id, False),
        )
