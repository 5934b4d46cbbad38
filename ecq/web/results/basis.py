"""What the points rest on, on the results page: whose they are, and the same answers under every edition."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.language import LANGUAGES
from ecq.exchange import rubric_catalogue
from ecq.scoring.editions import side_by_side
from ecq.telling.text import words as w
from ecq.telling.text.sentences import edition_words, interval_words, placement_note, score_words
from ecq.web.html.parts import block, card, table
from ecq.web.session.visit import Visit


def draw_basis(visit: Visit) -> None:
    """The note on the points, what dimensions rest on, and the editions side by side where there are several."""
    layout = visit.rubric.layout
    lines = [visit.words(layout.points_note), placement_note(visit.rubric, visit.lang)]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    title = f'<h2 class="ecq-sub">{escape(visit.say(w.POINTS_STATUSES[layout.points_status]))}</h2>'
    st.html(block(card(f"{title}{said}")))
    _editions(visit)


def _editions(visit: Visit) -> None:
    standings = side_by_side(visit.assessment, visit.rubric, rubric_catalogue.rubrics())
    if len(standings) < 2:
        return
    rows = []
    for standing in standings:
        layout, scored = standing.rubric.layout, standing.card
        low, high = visit.words(scored.grade.low.title), visit.words(scored.grade.high.title)
        rows.append(
            (
                visit.words(layout.title) + LANGUAGES[visit.lang].bracketed(visit.say(w.EDITION_STATES[layout.state])),
                interval_words(scored.score.low, scored.score.high),
                score_words(scored.evidenced.low),
                low if scored.grade.settled else f"{low} — {high}",
            )
        )
    notes = [edition_words(standings[0], other, visit.lang) for other in standings[1:]]
    heads = [(w.EDITION, False), (w.GUARANTEED, True), (w.EVIDENCED_SCORE, True), (w.GRADE, True)]
    lines = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
    shown = table([(visit.say(text), number) for text, number in heads], rows, [0])
    st.html(block(card(f'<h2 class="ecq-sub">{escape(visit.say(w.EDITIONS))}</h2>{shown}{lines}')))
