"""The evidence panel under a question: what is named, suggestions, a form to add more."""

from __future__ import annotations

import streamlit as st

from ecq.rubric.kinds import Question
from ecq.telling.evidence.binder import binder_question
from ecq.web.evidence.component import draw_list
from ecq.web.session.clock import today
from ecq.web.session.visit import Visit


def draw_evidence(visit: Visit, question: Question) -> None:
    """Draw the evidence to tick, edit or remove, a button for each suggestion, and the form."""
    evidence = visit.assessment.response(question.id).evidence
    binder_entry = binder_question(question, visit.card.questions[question.id], evidence, visit.lang, today())
    with st.container(border=True, key="panel-evidence"):
        draw_list(visit, [("", "", [binder_entry])], f"evidence-{question.id}", form_open_for=question.id)
