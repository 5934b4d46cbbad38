"""Charts of progress: scores over time, and the difference between two states by indicator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from itertools import accumulate
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from ecq.base.language import Lang
from ecq.rubric.model import Rubric
from ecq.telling.plan.sentences import signed
from ecq.telling.text import result_words as wp
from ecq.telling.text import words as w
from ecq.telling.text.sentences import score_words
from ecq.telling.text.words import say
from ecq.web.html.charts import GRID, JADE, JADE_FAINT, SLATE, WHITE, grade_lines, lay_out, trace

Point = tuple[str, Fraction, Fraction, Fraction]
"""Local time as text, guaranteed score, evidence-backed score, possible score."""
Mark = tuple[str, Fraction, str]
"""A snapshot: local time, guaranteed score, name."""


def line(rubric: Rubric, points: Sequence[Point], marks: Sequence[Mark], lang: Lang) -> Any:
    """Scores over time as steps: a score holds until the next change. Grades are lines, snapshots are marks."""
    figure = go.Figure()
    when = [at for at, _, _, _ in points]
    sure, evidenced = [low for _, low, _, _ in points], [backed for _, _, backed, _ in points]
    possible = [high for _, _, _, high in points]
    series = (
        (possible, say(w.POSSIBLE, lang), {"color": JADE, "width": 1, "dash": "dot"}, None),
        (sure, say(w.SURE, lang), {"color": JADE, "width": 2.5}, "tonexty"),
        (evidenced, say(w.WITH_EVIDENCE, lang), {"color": SLATE, "width": 2, "dash": "dash"}, None),
    )
    for values, name, style, fill in series:
        says = [f"{at} · {name} {score_words(value)}" for at, value in zip(when, values, strict=True)]
        dots = {"mode": "lines+markers" if values is sure else "lines", "marker": {"size": 5, "color": JADE}}
        line = {**style, "shape": "hv"}
        trace(figure, when, values, says, name=name, line=line, fill=fill, fillcolor=JADE_FAINT, **dots)
    if marks:
        days, scores, names = zip(*marks, strict=True)
        hover = [f"{_plain(at)} · {_plain(name)} · {score_words(score)}<extra></extra>" for at, score, name in marks]
        look: dict[str, Any] = {
            "textposition": ["top right" if at < when[len(when) // 3] else "top left" for at in days],
            "marker": {"symbol": "diamond", "size": 11, "color": SLATE, "line": {"width": 1.5, "color": WHITE}},
            "textfont": {"size": 11},
        }
        told = {"name": say(wp.SNAPSHOTS, lang), "mode": "markers+text", "hovertemplate": hover}
        trace(figure, days, scores, [*map(_plain, names)], cliponaxis=False, **told, **look)
    shown = [float(value) for value in (*sure, *evidenced, *possible, *(score for _, score, _ in marks))]
    low, high = max(0.0, min(shown) - 6), min(103.0, max(shown) + 8)
    grade_lines(figure, rubric, low, high, lang)
    spread = len({at[:10] for at in when} | {mark[0][:10] for mark in marks}) > 1
    axis = {"fixedrange": True, "gridcolor": GRID}
    # Hours and minutes say nothing of seconds: ticks between two minutes would repeat the first.
    ticks = {"dtick": 60_000} if _minutes(when[0], when[-1]) < 7 else {"nticks": 7}
    axes = {
        "xaxis": {**axis, "type": "date", "tickformat": "%m-%d" if spread else "%H:%M", **ticks},
        "yaxis": {**axis, "range": [low, high]},
    }
    return lay_out(figure, 360, (36, 30, 18, 40), legend={"orientation": "h", "y": -0.14}, **axes)


def _minutes(first: str, last: str) -> float:
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds() / 60


def waterfall(before: tuple[str, Fraction], parts: Sequence[tuple[str, Fraction]], after: tuple[str, Fraction]) -> Any:
    """The way from one score to another, indicator by indicator: each bar begins where the one above it ends."""
    rows = [before, *parts, after]
    totals = (0, len(rows) - 1)
    levels = list(accumulate(size for _, size in rows[:-1]))
    titles, sizes = [title for title, _ in rows], [float(size) for _, size in rows]
    starts = [0.0, *map(float, levels[:-1]), 0.0]
    texts = [score_words(size) if place in totals else signed(size) for place, (_, size) in enumerate(rows)]
    colours = [SLATE if place in totals or size < 0 else JADE for place, size in enumerate(sizes)]
    shapes = ["" if place in totals or size > 0 else "/" for place, size in enumerate(sizes)]
    figure = go.Figure()
    hover = [f"{_plain(title)}: {text}<extra></extra>" for title, text in zip(titles, texts, strict=True)]
    look = {"marker": {"color": colours, "pattern": {"shape": shapes}}, "cliponaxis": False, "showlegend": False}
    told = {"text": texts, "textposition": "outside", "constraintext": "none", "hovertemplate": hover}
    figure.add_bar(y=list(range(len(titles))), x=sizes, base=starts, orientation="h", **look, **told)
    edges = [start + size for start, size in zip(starts, sizes, strict=True)] + starts[1:-1]
    low, high = min(edges), max(edges)
    room = max(high - low, 1.0) * 0.4
    rows_down = {"autorange": "reversed", "automargin": True, "fixedrange": True}
    named = ["<br>".join(_plain(part) for part in wrap(title, 22)) for title in titles]
    axes = {
        "xaxis": {"range": [max(0.0, low - room), high + room], "fixedrange": True, "gridcolor": GRID},
        "yaxis": {**rows_down, "tickvals": list(range(len(titles))), "ticktext": named},
    }
    return lay_out(figure, 60 + 30 * len(titles), (10, 20, 6, 30), bargap=0.35, **axes)


def _plain(text: str) -> str:
    """The text with markup escaped: Plotly reads some tags in labels."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("%{", "%&#123;")
