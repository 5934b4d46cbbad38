"""What stands beside the interview, always in view: interval, grade, evidence, gates, dimensions, progress."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq import wording as w
from ecq.sentences import interval_words
from ecq.web.parts import (
    block,
    dimensions_card,
    evidence_card,
    gates_card,
    interval_bar,
    progress_card,
    score_card,
)
from ecq.web.visit import Visit


def draw_aside(visit: Visit) -> None:
    """The cards at the right; one element, so that an answer redraws one thing."""
    progress = visit.interview.progress
    st.html(
        block(
            '<div class="ecq-aside">'
            + score_card(visit.rubric, visit.card, visit.lang)
            + dimensions_card(visit.rubric, visit.card, visit.lang)
            + evidence_card(visit.card, visit.lang)
            + gates_card(visit.card, visit.lang)
            + progress_card(progress.settled, progress.asked, progress.unsure, visit.lang)
            + "</div>"
        )
    )


def draw_phone_head(visit: Visit, at: str | None) -> None:
    """The same in three lines at the top of a narrow screen, where the cards would be below the fold."""
    progress, card = visit.interview.progress, visit.card
    indicator = ""
    if at is not None:
        position = visit.interview.position(at)
        indicator = f"{visit.words(visit.rubric.nodes[position.indicator].title)} {position.place} / {position.of}"
    low, high = visit.words(card.grade.low.title), visit.words(card.grade.high.title)
    grade = low if card.grade.settled else f"{low} — {high}"
    line = f"{visit.say(w.GUARANTEED)} {interval_words(card.score.low, card.score.high)} · {grade}"
    st.html(
        block(
            '<div class="ecq-phone">'
            f'<div style="display:flex;justify-content:space-between"><b>{escape(indicator)}</b>'
            f'<small class="num">{progress.settled} / {progress.asked}</small></div>'
            f"{interval_bar(visit.rubric, card.score.low, card.score.high, visit.lang, thin=True)}"
            f"<small>{escape(line)}</small></div>"
        )
    )
