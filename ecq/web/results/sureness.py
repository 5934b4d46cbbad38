"""How robust the grade is: evidence, weights, the answers it depends on, refused not-applicables.

All of it is worked out in `ecq.planning`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from ecq.planning import fragile, na_refused, robustness
from ecq.telling.plan import sentences
from ecq.telling.plan import words as p
from ecq.telling.text import result_words as w
from ecq.web.html.parts import block, card
from ecq.web.session.plan_cache import planned
from ecq.web.session.visit import Visit


def draw_sureness(visit: Visit) -> None:
    """Fragile answers, a weighting that would change the grade, and what refused not-applicables would cost."""
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    claims = fragile(rubric, scorecard)
    unproved = fragile(rubric, scorecard, unproved=True)
    robust = robustness(rubric, scorecard)
    refused = na_refused(rubric, planned(visit).assessment)
    parts = [
        _part(visit.say(p.FRAGILE_HEAD), sentences.fragile_lines(rubric, claims, unproved, lang, ids=False), True),
        _part(visit.say(p.ROBUST_HEAD), sentences.robust_lines(rubric, robust, lang)),
        _part(visit.say(p.NA_HEAD), sentences.na_lines(rubric, refused, lang, ids=False)),
    ]
    title = f'<h2 class="ecq-sub">{escape(visit.say(w.HOW_SURE))}</h2>'
    st.html(block(card(title + "".join(parts))))


def _part(title: str, lines: Iterable[str], unfolded: bool = False) -> str:
    """A fold; lines that begin with a dot become a list."""
    inside, listed = "", ""
    for line in lines:
        text = line.strip()
        if text.startswith("· "):
            listed += f"<li>{escape(text[2:])}</li>"
            continue
        inside += f'<ul class="ecq-lines">{listed}</ul>' if listed else ""
        listed = ""
        inside += f"<p>{escape(text)}</p>"
    inside += f'<ul class="ecq-lines">{listed}</ul>' if listed else ""
    return f"<details{' open' if unfolded else ''}><summary>{escape(title)}</summary>{inside}</details>"
