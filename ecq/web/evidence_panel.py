"""The evidence of a question: what is named, and a form to name more."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import wording as w
from ecq.assessment import add_evidence, drop_evidence
from ecq.rubric import Question
from ecq.web.parts import block, tag
from ecq.web.visit import Visit, change


def draw_evidence(visit: Visit, question: Question) -> None:
    """What is named, each with a way to take it away, and a form for the next."""
    text_key, hand_key = f"evidence-{question.id}", f"in-hand-{question.id}"

    def save() -> None:
        text, in_hand = st.session_state.get(text_key) or "", bool(st.session_state.get(hand_key))
        change(lambda assessment, rubric, at: add_evidence(assessment, rubric.by_id[question.id], text, in_hand, at))

    def drop(index: int) -> None:
        change(lambda assessment, rubric, at: drop_evidence(assessment, rubric.by_id[question.id], index, at))

    with st.container(border=True, key="panel-evidence"):
        for index, item in enumerate(visit.assessment.response(question.id).evidence):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                state = tag(
                    "jade" if item.in_hand else "gold",
                    visit.say(w.EVIDENCE_IN_HAND if item.in_hand else w.EVIDENCE_WANTED),
                )
                st.html(block(f"{state} {escape(item.text)}"), width="content")
                st.button(
                    visit.say(w.EVIDENCE_REMOVE),
                    key=f"drop-{question.id}-{index}",
                    type="tertiary",
                    on_click=drop,
                    args=(index,),
                )
        with st.form(key=f"evidence-form-{question.id}", border=False, clear_on_submit=True):
            st.text_input(visit.say(w.EVIDENCE_PROMPT), key=text_key)
            st.checkbox(visit.say(w.EVIDENCE_IN_HAND), value=True, key=hand_key)
            st.form_submit_button(visit.say(w.EVIDENCE_ADD), on_click=save)
