"""The tabs of the results page. The open one stands in the address, so that a reload and a link keep it."""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

from ecq.telling.text import result_words as w
from ecq.web.session import widget_keys as keys
from ecq.web.session.visit import Visit

View = Literal["story", "indicators", "gates", "gaps", "readiness", "basis"]
VIEWS: tuple[View, ...] = get_args(View)
VIEW_PARAM = "view"


def choose_view(visit: Visit) -> View:
    """Draw the tabs; returns the one that is open. The address decides, and a press changes the address."""
    counts = {
        "indicators": sum(1 for leaf in visit.rubric.leaves if visit.card.nodes[leaf.id].share is not None),
        "gates": sum(1 for gate in visit.card.gates if gate.state != "na"),
        "gaps": sum(1 for one in visit.card.questions.values() if one.counts and one.to_gain > 0),
    }

    def title(view: View) -> str:
        said = visit.say(w.VIEWS[view])
        return f"{said} {counts[view]}" if view in counts else said

    asked = st.query_params.get(VIEW_PARAM)
    here: View = next((view for view in VIEWS if view == asked), "story")
    st.session_state[keys.RESULTS_VIEW] = here
    st.segmented_control(
        visit.say(w.VIEWS_LABEL),
        options=list(VIEWS),
        format_func=title,
        required=True,
        key=keys.RESULTS_VIEW,
        label_visibility="collapsed",
        wrap=True,
        on_change=lambda: show_view(st.session_state[keys.RESULTS_VIEW]),
    )
    return here


def show_view(view: View) -> None:
    """Open a tab: put it into the address; for callbacks."""
    if view == "story":
        st.query_params.pop(VIEW_PARAM, None)
    else:
        st.query_params[VIEW_PARAM] = view
