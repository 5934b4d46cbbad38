"""The score beside the interview, always in view: interval, grade, evidence, gates, dimensions, progress."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.text import words as w
from ecq.text.sentences import interval_words, score_words
from ecq.web.frame import words as access
from ecq.web.html.parts import block, dimensions_card, evidence_card, gates_card, progress_card, score_bar, score_card
from ecq.web.interview.route_line import certainty_line
from ecq.web.session.visit import Visit, quick_check


def draw_standing(visit: Visit, at: str | None) -> None:
    """The cards, placed by the style sheet: at the right of a wide screen, folded under three lines atop a narrow one.

    One element for both, so that an answer redraws one thing.
    """
    progress = visit.interview.progress
    cards = (
        score_card(visit.rubric, visit.card, visit.verdict.target, visit.lang, certainty_line(visit))
        + dimensions_card(visit.rubric, visit.card, visit.verdict.target, visit.lang)
        + evidence_card(visit.card, visit.lang)
        + gates_card(visit.card, visit.lang)
        + progress_card(progress.settled, progress.asked, progress.unsure, visit.lang, quick_check())
    )
    st.html(
        block(
            f'<details class="ecq-phone" data-score-said="{escape(_said(visit))}"><summary>{_three_lines(visit, at)}</summary>{cards}</details>'
            f'<aside class="ecq-aside" aria-label="{escape(visit.say(w.SCORE))}">{cards}</aside>'
        )
    )


def _said(visit: Visit) -> str:
    """The standing as a sentence for screen readers."""
    score, grade = visit.card.score, visit.card.grade
    low, high = visit.words(grade.low.title), visit.words(grade.high.title)
    stands = visit.say(w.GRADE_SETTLED, grade=low) if grade.settled else visit.say(w.GRADE_BETWEEN, low=low, high=high)
    return visit.say(access.SCORE_NOW, low=score_words(score.low), high=score_words(score.high), grade=stands)


def _three_lines(visit: Visit, at: str | None) -> str:
    progress, card = visit.interview.progress, visit.card
    indicator = ""
    if at is not None:
        position = visit.interview.position(at)
        indicator = f"{visit.words(visit.rubric.nodes[position.indicator].title)} {position.place} / {position.of}"
    low, high = visit.words(card.grade.low.title), visit.words(card.grade.high.title)
    grade = low if card.grade.settled else f"{low} — {high}"
    line = f"{visit.say(w.GUARANTEED)} {interval_words(card.score.low, card.score.high)} · {grade}"
    return (
        f'<span class="ecq-apart"><b>{escape(indicator)}</b>'
        f'<small class="num">{progress.settled} / {progress.asked}</small></span>'
        f"{score_bar(visit.rubric, card, visit.verdict.target, visit.lang, thin=True)}"
        f"<small>{escape(line)}</small>"
    )
