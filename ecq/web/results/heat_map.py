"""The heat map of all questions: a row for each indicator, a cell for each question."""

from __future__ import annotations

from fractions import Fraction
from html import escape

import streamlit as st

from ecq.base.exact import cut
from ecq.scoring.scorecard import QuestionScore
from ecq.telling.text import result_words as w
from ecq.telling.text import words as ww
from ecq.telling.text.sentences import point_words
from ecq.web.html.parts import block, card
from ecq.web.session.visit import Visit

_STEPS = (("full", Fraction(1)), ("high", Fraction(2, 3)), ("mid", Fraction(1, 3)), ("low", Fraction(1, 1000)))


def draw_heat_map(visit: Visit) -> None:
    """Draw each question's score as a cell with a percentage; open, not applicable and failed gates carry a sign."""
    failed = {gate.question for gate in visit.card.gates_in("failed")}
    rows = []
    for leaf in visit.rubric.leaves:
        scored = [visit.card.questions[placed.question] for placed in leaf.questions]
        shown = [one for one in scored if one.state != "hidden"]
        if not shown:
            continue
        cells = "".join(_cell(visit, one, one.id in failed) for one in shown)
        rows.append(f'<tr><th scope="row">{escape(visit.words(leaf.title))}</th><td><ul>{cells}</ul></td></tr>')
    title = escape(visit.say(w.HEAT_MAP))
    legend = escape(visit.say(w.HEAT_LEGEND))
    table = f'<table class="ecq-heat"><caption>{legend}</caption><tbody>{"".join(rows)}</tbody></table>'
    st.html(block(card(f'<h2 class="ecq-sub">{title}</h2>{table}')))


def _cell(visit: Visit, one: QuestionScore, failed: bool) -> str:
    text = visit.words(visit.rubric.by_id[one.id].text)
    if one.state == "na":
        kind, sign, state = "na", "–", visit.say(ww.STATES["na"])
    elif one.credit is None:
        kind, sign, state = "open", "?", visit.say(ww.STATES["unsure" if one.state == "unsure" else "unanswered"])
    else:
        credit = one.credit
        kind = next((name for name, least in _STEPS if credit >= least), "none")
        sign = cut(100 * credit, 0)
        state = f"{sign} %"
    if failed:
        kind, sign = f"{kind} failed", f"{sign}!"
        state = f"{state}, {visit.say(ww.GATE_STATES['failed'])}"
    worth = visit.say(w.HEAT_WORTH, points=point_words(one.points))
    label = escape(f"{text} {state}, {worth}", quote=True)
    return f'<li class="{kind}" title="{label}"><span aria-hidden="true">{sign}</span><span class="ecq-heard">{label}</span></li>'
