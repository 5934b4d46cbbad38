"""The question in the address: Back leads to the question before, a reload keeps the place, a link can be sent."""

from __future__ import annotations

import streamlit as st

from ecq.interview.flow import Interview
from ecq.web.interview.state import Conversation
from ecq.web.session.going import show_question
from ecq.web.session.state import session

QUESTION_PARAM = "q"
END = "end"
"""What stands there where no question is left."""


def follow_address(interview: Interview) -> None:
    """Go to the question in the address where that is not the one this session put there: Back, Forward or a link."""
    here, named = session().page(Conversation), st.query_params.get(QUESTION_PARAM)
    if named is None or named == here.addressed:
        return
    if named in interview.states or (named == END and interview.current(None) is None):
        wanted = None if named == END else named
        if wanted != session().question:
            show_question(wanted)
        here.addressed = named


def name_in_address(at: str | None) -> None:
    """Name the question in the address, which makes an entry in the browser's history.

    The first one is named by the browser itself (conversation.js), so that Back from there leads out, as people expect.
    """
    here, named = session().page(Conversation), at or END
    if here.addressed is not None and st.query_params.get(QUESTION_PARAM, here.addressed) != named:
        st.query_params[QUESTION_PARAM] = named
    here.addressed = named
