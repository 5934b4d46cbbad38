"""What opens under a question: reasons why it does not apply, and the note. One panel at a time."""

from __future__ import annotations

import streamlit as st

from ecq import wording as w
from ecq.assessment import annotate, set_aside
from ecq.languages import words
from ecq.rubric import Question
from ecq.web.frame import go_on_from
from ecq.web.inert import inert
from ecq.web.visit import Visit, change


def toggle(panel: str) -> None:
    """Open a panel, or close it where it is open."""
    st.session_state["panel"] = None if st.session_state.get("panel") == panel else panel


def draw_reasons(visit: Visit, question: Question) -> None:
    """The permitted reasons, one press each."""

    def aside(reason: str) -> None:
        if change(lambda assessment, rubric, at: set_aside(assessment, rubric.by_id[question.id], reason, at)):
            go_on_from(question.id)

    with st.container(border=True, key="panel-na"):
        st.write(visit.say(w.WHY_NOT_APPLICABLE))
        for reason in question.not_applicable:
            st.button(
                inert(words(reason.text, visit.lang)),
                key=f"reason-{question.id}-{reason.id}",
                width="stretch",
                on_click=aside,
                args=(reason.id,),
            )
        st.button(visit.say(w.CANCEL), key="reason-cancel", type="tertiary", on_click=toggle, args=("na",))


def draw_note(visit: Visit, question: Question) -> None:
    """The note, in full."""
    key = f"note-{question.id}"

    def save() -> None:
        text = st.session_state.get(key) or ""
        if change(lambda assessment, rubric, at: annotate(assessment, rubric.by_id[question.id], text, at)):
            st.session_state["panel"] = None

    with st.container(key="panel-note"), st.form(key=f"note-form-{question.id}"):
        st.text_area(visit.say(w.NOTE_PROMPT), value=visit.assessment.response(question.id).note, key=key)
        st.form_submit_button(visit.say(w.SAVE), on_click=save, type="primary")
