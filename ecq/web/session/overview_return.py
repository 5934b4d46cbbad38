"""From the overview to a question and back to the same place. Knows the address and the session; must not know questions.

The filter stands in the address of the overview and travels along in the address of the question, so that a reload loses
neither the way back nor the filter. What was searched for is the operator's own words: it stays in the session.
"""

from __future__ import annotations

import streamlit as st

from ecq.overview import words as wo
from ecq.web.session.visit import Visit

REVIEW_PARAM, SHOW_PARAM, WITHIN_PARAM = "review", "show", "in"
PLACE, CHANGED, VIEW = "overview-place", "overview-changed", "overview-view"
_GO_TO, _GO_WITH, _BEFORE = "go_to", "go_with", "overview-before"


def view() -> dict[str, str]:
    """The filter of the address, as it must stand in the next one."""
    return {name: st.query_params[name] for name in (SHOW_PARAM, WITHIN_PARAM) if name in st.query_params}


def reviewed() -> str | None:
    """The question that was opened from the overview, where one was."""
    return st.query_params.get(REVIEW_PARAM)


def go_to(page: str, **more: str) -> None:
    """Go to a page, with more in its address; for callbacks, which cannot change the page themselves."""
    st.session_state[_GO_TO] = page
    st.session_state[_GO_WITH] = more


def wanted() -> tuple[str | None, dict[str, str]]:
    """The page a callback asked for and what must stand in its address; once."""
    return st.session_state.pop(_GO_TO, None), st.session_state.pop(_GO_WITH, None) or {}


def leave_for(question_id: str) -> None:
    """Go to the interview with the way back in the address; for callbacks."""
    st.session_state[PLACE] = question_id
    st.session_state[CHANGED] = None
    st.session_state[_BEFORE] = st.session_state.get("at")
    go_to("interview", **{REVIEW_PARAM: question_id, **view()})


def return_from(question_id: str, changed: bool) -> None:
    """Go back to the overview, to where this question stands; for callbacks."""
    st.session_state[PLACE] = question_id
    st.session_state[CHANGED] = question_id if changed else None
    st.session_state["at"] = st.session_state.pop(_BEFORE, None)  # the interview goes on where it was
    st.session_state["panel"] = None
    go_to("overview", **view())


def to_overview() -> None:
    """Go to the overview as it was left; for callbacks."""
    go_to("overview", **(view() or st.session_state.get(VIEW) or {}))


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
