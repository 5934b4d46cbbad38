"""What the points rest on, on the results page: whose they are, and the same answers under every edition."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.telling.text import words as w
from ecq.telling.text.sentences import placement_note
from ecq.web.html.parts import block, card
from ecq.web.results.sections import draw_editions
from ecq.web.session.visit import Visit


def draw_basis(visit: Visit) -> None:
    """The note on the points, what dimensions rest on, and the editions side by side where there are several."""
    layout = visit.rubric.layout
    lines = [visit.words(layout.points_note), placement_note(visit.rubric, visit.lang)]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    title = f'<h2 class="ecq-sub">{escape(visit.say(w.POINTS_STATUSES[layout.points_status]))}</h2>'
    st.html(block(card(f"{title}{said}")))
    draw_editions(visit)
