"""The evidence panel under a question: the pieces its answer needs, what is put to them, a form to add more."""

from __future__ import annotations

import streamlit as st

from ecq.rubric.kinds import Question
from ecq.telling.evidence.room import room_question
from ecq.web.evidence.component import draw_list
from ecq.web.session.visit import Visit


def draw_evidence(visit: Visit, question: Question) -> None:
    """Draw the evidence to put, tick, edit or remove, and the form."""
    scored = visit.card.questions[question.id]
    shown = room_question(question, scored, visit.assessment, visit.lang)
    with st.container(border=True, key="panel-evidence"):
        draw_list(visit, [("", "", [shown])], f"evidence-{question.id}", form_open_for=question.id)
