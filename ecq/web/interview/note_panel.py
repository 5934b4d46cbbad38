"""The panel under a question for its note."""

from __future__ import annotations

import streamlit as st

from ecq.assessment.attempt import to_question
from ecq.assessment.changes import annotate
from ecq.assessment.cleaning import clean
from ecq.assessment.model import NOTE_LIMIT
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.telling.text import words as w
from ecq.web.html.words import inert
from ecq.web.interview.state import Conversation
from ecq.web.session import widget_keys as keys
from ecq.web.session.drafts import draft, drop_draft, keep_draft
from ecq.web.session.state import session
from ecq.web.session.visit import Visit, change_on


def draw_note(visit: Visit, question: Question) -> None:
    """The note's field. It saves when it loses focus, so that answering right after writing loses nothing."""
    key = keys.note(question.id)

    def save() -> None:
        _taken(question.id, keys.text_in(key))

    def close() -> None:
        if _taken(question.id, keys.text_in(key)):
            session().panel = None

    with st.container(border=True, key="panel-note"):
        draft_text = draft(key)
        value = visit.assessment.response(question.id).note if draft_text is None else draft_text
        st.text_area(visit.say(w.NOTE_PROMPT), value=value, key=key, on_change=save, disabled=visit.looks_only)
        if visit.looks_only:
            return
        refused = clean(draft_text or "", NOTE_LIMIT)
        if isinstance(refused, Invalid):
            st.error(inert(visit.words(refused.sentence)))
        st.button(visit.say(w.SAVE), key="note-save", on_click=close, type="primary")


def bring_back(question_id: str, text: str) -> None:
    """Save a note that was being written when the page was left, as leaving its field does, and show it; for callbacks."""
    _taken(question_id, text)
    session().panel = "note"


def _taken(question_id: str, text: str) -> bool:
    """Save a note; what is refused or could not be saved stays in its field."""
    key = keys.note(question_id)
    if isinstance(clean(text, NOTE_LIMIT), Invalid):
        keep_draft(key, text)
        return False
    saved = change_on(Conversation, to_question(question_id, annotate, text))
    if saved:
        drop_draft(key)
    else:
        keep_draft(key, text)
    return saved
