"""The indicators on the results page: points still to gain, shares of full marks, and every question at a glance."""

from __future__ import annotations

import streamlit as st

from ecq.telling.text import words as w
from ecq.telling.text.sentences import placement_note, point_words, score_words, to_gain_words
from ecq.web.html import charts
from ecq.web.html.inert import inert
from ecq.web.results.heat_map import draw_heat_map
from ecq.web.results.radar_before import radar_before
from ecq.web.session.visit import Visit


def draw_indicators(visit: Visit) -> None:
    """The two charts, and the map of all questions."""
    with st.container(border=True, key="bars"):
        _to_gain(visit)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, key="radar"):
        _radar(visit)
    with right:
        draw_heat_map(visit)


def _to_gain(visit: Visit) -> None:
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    nodes = sorted(charts.shown_nodes(rubric, scorecard), key=lambda node: node.low - node.points)
    parts = "; ".join(f"{visit.words(rubric.nodes[n.id].title)} {to_gain_words(n.points, n.low)}" for n in nodes)
    rows = [
        (
            visit.words(rubric.nodes[node.id].title),
            point_words(node.points),
            point_words(node.evidenced),
            point_words(node.low),
            point_words(node.high),
            to_gain_words(node.points, node.low),
        )
        for node in nodes
    ]
    heads = [
        (w.INDICATOR, False),
        (w.WORTH, True),
        (w.EVIDENCED, True),
        (w.SURE, True),
        (w.POSSIBLE, True),
        (w.TO_GAIN, True),
    ]
    charts.draw(
        charts.to_gain(rubric, scorecard, lang),
        "chart-bars",
        charts.Named(visit.say(w.BY_INDICATOR), visit.platform, visit.day),
        visit.say(w.BARS_ALT, parts=parts),
        lang,
        charts.Numbers(heads, rows),
    )


def _radar(visit: Visit) -> None:
    rubric, scorecard, lang = visit.rubric, visit.card, visit.lang
    leaves = {leaf.id for leaf in rubric.leaves}
    nodes = [node for node in scorecard.nodes.values() if node.share is not None]
    parts = "; ".join(
        f"{visit.words(rubric.nodes[n.id].title)} {score_words(n.share.low)}"
        for n in nodes
        if n.share and n.id in leaves
    )
    before, before_alt = radar_before(visit)
    rows, top, number = [], [], 0
    for index, node in enumerate(nodes):
        assert node.share is not None
        mark = ""
        if node.id in leaves:
            number += 1
            mark = f"{number}  "
        if node.depth == 0:
            top.append(index)
        title = mark + visit.words(rubric.nodes[node.id].title)
        rows.append((title, score_words(node.share.low), score_words(node.share.high), str(node.open)))
    heads = [(w.INDICATOR, False), (w.SURE, True), (w.POSSIBLE, True), (w.OPEN_QUESTIONS, True)]
    charts.draw(
        charts.radar(rubric, scorecard, lang, visit.verdict.target, before),
        "chart-radar",
        charts.Named(visit.say(w.BY_SHARE), visit.platform, visit.day),
        visit.say(w.RADAR_ALT, parts=parts) + before_alt,
        lang,
        charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True),
    )
    placement = placement_note(rubric, lang)
    if placement:
        st.caption(inert(placement))
