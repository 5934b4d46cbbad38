"""The indicators on the results page: points still to gain, shares of full marks, and every question at a glance."""

from __future__ import annotations

from html import escape

import streamlit as st

from ecq.base.exact import plain
from ecq.scoring.scorecard import score
from ecq.telling.report import nodes
from ecq.telling.report.cover import View
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import parts_notes, point_words, score_words, to_gain_words
from ecq.web.html import charts
from ecq.web.html.parts import block, card
from ecq.web.html.words import inert
from ecq.web.results.tabs import results_view
from ecq.web.session import clock
from ecq.web.session.clock import zone
from ecq.web.session.past_states import snapshot_state
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit
from ecq.writers.html.blocks import heat_map


def draw_indicators(visit: Visit) -> None:
    """The two charts, and the map of all questions."""
    view = results_view(visit)
    with st.container(border=True, key="bars"):
        _to_gain(visit, view)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, key="radar"):
        _radar(visit, view)
    with right:
        title = escape(visit.say(wr.HEAT_MAP))
        st.html(block(card(f'<h2 class="ecq-sub">{title}</h2>{heat_map(nodes.questions_map(view))}')))


def _to_gain(visit: Visit, view: View) -> None:
    told = nodes.indicators_gains(view)
    rows = [
        (
            one.label,
            *(point_words(points) for points in (one.worth, one.evidenced, one.low, one.high)),
            to_gain_words(one.worth, one.low),
        )
        for one in told.rows
    ]
    heads = [(head, head != w.INDICATOR) for head in (w.INDICATOR, w.WORTH, w.EVIDENCED, w.SURE, w.POSSIBLE, w.TO_GAIN)]
    figure, numbers = charts.to_gain(told), charts.Numbers(heads, rows)
    charts.draw(figure, "chart-bars", visit.say(w.BY_INDICATOR), visit.about, told.alt, visit.lang, numbers)


def _radar(visit: Visit, view: View) -> None:
    rubric, lang = visit.rubric, visit.lang
    told, target = nodes.indicators_radar(view), visit.verdict.target
    before, before_alt = _radar_before(visit, view)
    numbers = {node.id: f"{number}  " for number, node in enumerate(nodes.counting_indicators(view), 1)}
    rows: list[tuple[str, ...]] = []
    top = []
    for node in visit.card.nodes.values():
        if node.share is None:
            continue
        if node.depth == 0:
            top.append(len(rows))
        title = numbers.get(node.id, "") + visit.words(rubric.nodes[node.id].title)
        rows.append((title, score_words(node.share.low), score_words(node.share.high), str(node.open)))
    heads = [(w.INDICATOR, False), (w.SURE, True), (w.POSSIBLE, True), (w.OPEN_QUESTIONS, True)]
    figure = charts.radar(told, f"{visit.words(target.title)} {plain(target.from_)}", before, lang)
    table = charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True)
    charts.draw(figure, "chart-radar", visit.say(w.BY_SHARE), visit.about, told.alt + before_alt, lang, table)
    for note in parts_notes(rubric, visit.card, lang):
        st.caption(inert(note))


def _radar_before(visit: Visit, view: View) -> tuple[list[float | None], str]:
    """Shares in the newest snapshot that differs from the present state, if it is to be drawn, and what is said of it."""
    assert visit.stored is not None
    snapshots = store().snapshots(visit.stored.id)
    newest = next((one for one in snapshots if one.revision != visit.stored.revision), None)
    if newest is None:
        return [], ""
    at = clock.minute(newest.at, zone())
    label = visit.say(wr.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return [], ""
    state = snapshot_state(visit, newest)
    then = score(state.rubric, state.assessment).nodes
    old = [then[node.id].share if node.id in then else None for node in nodes.counting_indicators(view)]
    return [float(share.low) if share else None for share in old], visit.say(wr.RADAR_BEFORE_ALT, name=newest.name)
