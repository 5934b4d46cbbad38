"""The panel under a question for asking somebody else: it makes a request as the inbox does, and what comes back waits there."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.interview.conversation import words as c
from ecq.rubric.kinds import Question
from ecq.store.invitations import LABEL_LIMIT, Kind
from ecq.web.html.parts import block
from ecq.web.inbox import words as t
from ecq.web.inbox.asking import Requests, draw_made, request
from ecq.web.session import widget_keys as keys
from ecq.web.session.stores import invitations
from ecq.web.session.visit import Visit, say_refused
from ecq.web.session.whose_list import list_key


def draw_colleague(visit: Visit, question: Question) -> None:
    """For whom, the button, the link or sheet just made, and who was asked before."""
    assert visit.stored is not None
    key, alone = f"colleague-{question.id}", list_key() is None

    def make() -> None:
        kind: Kind = "sheet" if alone else "link"
        if request(visit, [question.id], keys.text_in(key), kind):
            st.session_state[key] = ""

    of_it = [one for one in invitations().of(visit.stored.id) if question.id in one.questions]
    with st.container(border=True, key="panel-colleague"):
        say_refused(visit, Requests)
        st.text_input(visit.say(t.WHOM), placeholder=visit.say(t.WHOM_HINT), max_chars=LABEL_LIMIT, key=key)
        st.button(visit.say(t.MAKE_SHEET if alone else t.MAKE), key="colleague-make", type="primary", on_click=make)
        draw_made(visit, [one for one in of_it if one.questions == (question.id,)])
        if alone:
            st.caption(visit.say(t.ALONE))
        waiting = [one.label for one in of_it if one.takes_answers]
        if waiting:
            asked = visit.say(c.ASKED_ALREADY, names="、".join(waiting) if visit.lang != "en" else ", ".join(waiting))
            st.html(block(f"<p><small>{escape(asked)}</small></p>"))
