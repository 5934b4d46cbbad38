"""The evidence of the question on the screen: what is named, what to have ready, a form to name more."""

from __future__ import annotations

import streamlit as st

from ecq.evidence.binder import binder_question
from ecq.rubric.kinds import Question
from ecq.web.evidence.component import draw_list, today
from ecq.web.session.visit import Visit


def draw_evidence(visit: Visit, question: Question) -> None:
    """What is named, each to tick, edit or take away; what to have ready, one press each; the form."""
    held = visit.assessment.response(question.id).evidence
    shown = binder_question(question, visit.card.questions[question.id], held, visit.lang, today())
    with st.container(border=True, key="panel-evidence"):
        draw_list(visit, [("", "", [shown])], f"evidence-{question.id}", form_open_for=question.id)
