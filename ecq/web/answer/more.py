"""Beside an answer given by invitation: its note and the evidence for it."""

from __future__ import annotations

import streamlit as st

from ecq.assessment.changes import annotate
from ecq.assessment.cleaning import clean
from ecq.assessment.evidence import add_evidence, drop_evidence
from ecq.assessment.model import NOTE_LIMIT, Evidence
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Invalid
from ecq.telling.text import words as w
from ecq.web.answer import words as a
from ecq.web.answer.desk import Answering, Answers, How, change
from ecq.web.html.words import inert
from ecq.web.session import widget_keys as keys
from ecq.web.session import words as k
from ecq.web.session.drafts import draft, drop_draft, keep_draft
from ecq.web.session.state import session


def draw_note(visit: Answering, question: Question) -> None:
    """The note's field, kept when it loses focus; what could not be kept stays in it."""
    key, here = keys.note(question.id), session().page(Answers)

    def save() -> None:
        text = keys.text_in(key)
        sent = change(visit, question, lambda answers, at: annotate(answers, question, text, at), saved)
        if not here.took(sent):
            keep_draft(key, text)

    def saved() -> None:
        drop_draft(key)

    kept, unsaved = visit.assessment.response(question.id).note, draft(key)
    st.text_area(visit.say(w.NOTE), value=kept if unsaved is None else unsaved, key=key, on_change=save, height=80)
    if unsaved is not None:
        refused = clean(unsaved, NOTE_LIMIT)
        if isinstance(refused, Invalid):
            st.error(inert(visit.words(refused.sentence)))
            return
        if kept and kept != unsaved:
            st.caption(inert(visit.say(a.NOTE_ELSEWHERE, note=kept)))
        st.button(visit.say(k.SAVE_AGAIN), key="note-again", on_click=save)


def with_unsaved_note(visit: Answering) -> list[int]:
    """The numbers of the questions whose note could not be kept yet."""
    return [number for number, one in enumerate(visit.questions, 1) if draft(keys.note(one.id)) is not None]


def draw_evidence(visit: Answering, question: Question) -> None:
    """What evidence there is, each piece to be removed, and the field for another."""
    pieces = visit.assessment.response(question.id).evidence
    what, in_hand = f"evidence-what-{question.id}", f"evidence-in-hand-{question.id}"
    here = session().page(Answers)

    def add() -> None:
        text, there = keys.text_in(what), bool(st.session_state.get(in_hand))
        how: How = lambda answers, at: add_evidence(answers, question, text, there, at)  # noqa: E731
        if not here.took(change(visit, question, how, saved)):
            keep_draft(what, text)  # a page that cannot be drawn meanwhile would lose it

    def saved() -> None:
        st.session_state[what] = ""
        drop_draft(what)

    def remove(index: int, piece: Evidence) -> None:
        here.took(change(visit, question, lambda answers, at: drop_evidence(answers, question, index, at, seen=piece)))

    with st.container(border=True, key="answer-evidence", gap="small"):
        for index, piece in enumerate(pieces):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                state = visit.say(w.EVIDENCE_IN_HAND if piece.in_hand else w.EVIDENCE_WANTED)
                st.markdown(f"{inert(piece.text)} · {inert(state)}", width="content")
                st.button(
                    "✕",
                    key=f"evidence-remove-{question.id}-{index}",
                    type="tertiary",
                    help=inert(visit.say(a.EVIDENCE_REMOVE, what=piece.text)),
                    on_click=remove,
                    args=(index, piece),
                )
        st.text_input(visit.say(a.EVIDENCE_WHAT), value=draft(what) or "", key=what)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.checkbox(visit.say(w.EVIDENCE_IN_HAND), value=True, key=in_hand)
            st.button(visit.say(a.EVIDENCE_ADD), key="evidence-add", on_click=add)
