"""Going from the overview, the interview's other view, to a question and back to the same place.

The filter stands in the address of the overview and of the question, so that a reload loses neither the way back nor the
filter. The search text is the operator's own words: it stays in the session.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ecq.telling.overview import words as wo
from ecq.web.session.state import session
from ecq.web.session.visit import Visit

REVIEW_PARAM, SHOW_PARAM, WITHIN_PARAM = "review", "show", "in"
OVERVIEW = {"view": "all"}
"""What makes the interview's address that of the overview."""


def in_overview() -> bool:
    """Whether the address is that of the overview."""
    return OVERVIEW.items() <= st.query_params.to_dict().items()


def view() -> dict[str, str]:
    """The filter in the address, to be carried on to the next one."""
    return {name: st.query_params[name] for name in (SHOW_PARAM, WITHIN_PARAM) if name in st.query_params}


def reviewed() -> str | None:
    """The question that was opened from the overview, if any."""
    return st.query_params.get(REVIEW_PARAM)


def go_to(page: str, **more: str) -> None:
    """Go to a page, with `more` in its address; for callbacks, which cannot change the page themselves."""
    session().go_to, session().go_with = page, more


def page_asked_for() -> tuple[str | None, Mapping[str, str]]:
    """The page a callback asked for, and its address parameters; returned once."""
    here = session()
    page_and_params = here.go_to, here.go_with
    here.go_to, here.go_with = None, {}
    return page_and_params


def leave_for(question_id: str) -> None:
    """Open a question in the interview, with the way back in the address; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed, here.question_before = question_id, None, here.question
    go_to("interview", **{REVIEW_PARAM: question_id, **view()})


def return_from(question_id: str, changed: bool) -> None:
    """Go back to this question's place in the overview; for callbacks."""
    here = session()
    here.overview_place, here.overview_changed = question_id, question_id if changed else None
    here.question, here.question_before = here.question_before, None  # the interview goes on where it was
    here.panel = None
    go_to("overview", **view())


def to_overview() -> None:
    """Go to the overview with its last filter; for callbacks."""
    go_to("overview", **(view() or session().overview_filter))


def draw_way_back(visit: Visit) -> None:
    """The button back to the overview, above a question opened from there."""
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
