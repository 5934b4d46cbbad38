"""The indicators on the results page: points still to gain, shares of full marks, and every question at a glance."""

from __future__ import annotations

from fractions import Fraction
from html import escape

import streamlit as st

from ecq.base.exact import cut, plain
from ecq.scoring.scorecard import QuestionScore, score
from ecq.telling.progress import words as wp
from ecq.telling.report.nodes import indicators_radar
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import placement_note, point_words, score_words, to_gain_words
from ecq.web.html import charts
from ecq.web.html.parts import block, card
from ecq.web.html.words import inert
from ecq.web.results.tabs import results_view
from ecq.web.session import stamps
from ecq.web.session.clock import zone
from ecq.web.session.past_states import snapshot_state
from ecq.web.session.stores import store
from ecq.web.session.visit import Visit

_STEPS = (("full", Fraction(1)), ("high", Fraction(2, 3)), ("mid", Fraction(1, 3)), ("low", Fraction(1, 1000)))


def draw_indicators(visit: Visit) -> None:
    """The two charts, and the map of all questions."""
    with st.container(border=True, key="bars"):
        _to_gain(visit)
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, key="radar"):
        _radar(visit)
    with right:
        _heat_map(visit)


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
    rubric, lang = visit.rubric, visit.lang
    told, target = indicators_radar(results_view(visit)), visit.verdict.target
    before, before_alt = _radar_before(visit)
    numbers = {node.id: f"{number}  " for number, node in enumerate(charts.shown_nodes(rubric, visit.card), 1)}
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
    charts.draw(
        charts.radar(told, f"{visit.words(target.title)} {plain(target.from_)}", before, lang),
        "chart-radar",
        charts.Named(visit.say(w.BY_SHARE), visit.platform, visit.day),
        told.alt + before_alt,
        lang,
        charts.Numbers(heads, rows, top, w.TABLE_OF_RADAR, unfolded=True),
    )
    placement = placement_note(rubric, lang)
    if placement:
        st.caption(inert(placement))


def _radar_before(visit: Visit) -> tuple[list[float | None], str]:
    """Shares in the newest snapshot that differs from the present state, if it is to be drawn, and what is said of it."""
    assert visit.stored is not None
    snapshots = store().snapshots(visit.stored.id)
    newest = next((one for one in snapshots if one.revision != visit.stored.revision), None)
    if newest is None:
        return [], ""
    at = stamps.minute(newest.at, zone())
    label = visit.say(wp.RADAR_BEFORE, name=inert(newest.name), at=at)
    if not st.checkbox(label, value=True, key="radar-before"):
        return [], ""
    state = snapshot_state(visit, newest)
    nodes = score(state.rubric, state.assessment).nodes
    old = [nodes[node.id].share if node.id in nodes else None for node in charts.shown_nodes(visit.rubric, visit.card)]
    return [float(share.low) if share else None for share in old], visit.say(wp.RADAR_BEFORE_ALT, name=newest.name)


def _heat_map(visit: Visit) -> None:
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
    title = escape(visit.say(wr.HEAT_MAP))
    legend = escape(visit.say(wr.HEAT_LEGEND))
    table = f'<table class="ecq-heat"><caption>{legend}</caption><tbody>{"".join(rows)}</tbody></table>'
    st.html(block(card(f'<h2 class="ecq-sub">{title}</h2>{table}')))


def _cell(visit: Visit, one: QuestionScore, failed: bool) -> str:
    text = visit.words(visit.rubric.by_id[one.id].text)
    if one.state == "na":
        kind, sign, state = "na", "–", visit.say(w.STATES["na"])
    elif one.credit is None:
        kind, sign, state = "open", "?", visit.say(w.STATES["unsure" if one.state == "unsure" else "unanswered"])
    else:
        credit = one.credit
        kind = next((name for name, least in _STEPS if credit >= least), "none")
        sign = cut(100 * credit, 0)
        state = f"{sign} %"
    if failed:
        kind, sign = f"{kind} failed", f"{sign}!"
        state = f"{state}, {visit.say(w.GATE_STATES['failed'])}"
    worth = visit.say(wr.HEAT_WORTH, points=point_words(one.points))
    label = escape(f"{text} {state}, {worth}", quote=True)
    return f'<li class="{kind}" title="{label}"><span aria-hidden="true">{sign}</span><span class="ecq-heard">{label}</span></li>'
