"""Plotly charts of a scorecard, a plan and progress, and how any chart is drawn: with a description and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from html import escape
from itertools import accumulate
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ecq.base.exact import plain
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.document.charts import Gains, Radar
from ecq.document.colours import SHADES
from ecq.planning import Frontier, Plan
from ecq.rubric.model import Rubric
from ecq.telling.plan import words as p
from ecq.telling.plan.sentences import day_words, signed
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import named_file, point_words, score_words, to_gain_words
from ecq.telling.text.words import say
from ecq.web.html.parts import SAVE_PICTURE, draw_html, table

GRID, TRACK = SHADES["grid"].clear("0.35"), SHADES["grid"].clear("0.45")
"""`TRACK` is what is left to improve, as in the score's bar."""
JADE, SLATE, WHITE = (SHADES[name].light for name in ("series", "series-beside", "card"))
JADE_PALE, JADE_SOFT, JADE_FAINT = (SHADES["series"].clear(share) for share in ("0.35", "0.25", "0.08"))
GOLD = SHADES["gold"].paper
STILL = {"plot_bgcolor": "rgba(0,0,0,0)", "uirevision": "same", "dragmode": False}
"""Layout of every figure: on the ground of its card, drawn as it was left, not to be dragged."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of a chart as a table: `heads` are (text, is a number); rows listed in `top` are set in bold."""

    heads: Sequence[tuple[Text, bool]]
    rows: Sequence[Sequence[str]]
    top: Sequence[int] = ()
    title: Text = w.TABLE_OF_CHART
    unfolded: bool = False
    about: str = ""
    """Text below the table, as HTML."""


_TITLE_ROOM = 46
"""Height of title and second line, in pixels."""


def draw(
    figure: Any, key: str, title: str, about: tuple[str, str], alt: str, lang: Lang, numbers: Numbers | None = None
) -> None:
    """Draw a chart with its title, a description, its numbers, and Plotly's button that saves it as a picture; `about` is the
    platform and the day.

    The title belongs to the figure, so that a saved picture says what it shows and of whom; the page shows it without
    the second line (look.css) and has it as a heading for those who do not see it.
    """
    config = {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": named_file(about[0], title, about[1]), "scale": 3},
        "locale": LANGUAGES[lang].tag,
        "locales": {LANGUAGES[lang].tag: {"dictionary": {"Download plot as a PNG": say(SAVE_PICTURE, lang)}}},
        "responsive": True,
    }
    figure.update_layout(
        title={
            "text": f"<b>{escape(title)}</b>",
            "subtitle": {"text": escape(" · ".join(filter(None, ("ECQ", *about)))), "font": {"size": 12}},
            "font": {"size": 17},
            **{"x": 0, "xanchor": "left", "xref": "container", "y": 1, "yanchor": "top", "yref": "container"},
            "pad": {"t": 8, "l": 4},
        },
        height=figure.layout.height + _TITLE_ROOM,
        margin={"t": figure.layout.margin.t + _TITLE_ROOM},
    )
    st.html(f'<h2 class="ecq-heard">{escape(title)}</h2>')
    st.plotly_chart(figure, key=key, config=config, width="stretch", alt=alt)
    if numbers is not None:
        with st.expander(say(numbers.title, lang), expanded=numbers.unfolded):
            heads = [(say(text, lang), number) for text, number in numbers.heads]
            draw_html(table(heads, numbers.rows, numbers.top) + numbers.about)


def trace(figure: Any, xs: Sequence[Any], ys: Sequence[Fraction], says: Sequence[str], **look: Any) -> None:
    """Add points or a line, each of which says its words when it is pointed at."""
    told = {"text": says, "hovertemplate": "%{text}<extra></extra>"}
    figure.add_scatter(x=xs, y=[float(one) for one in ys], **{**told, **look})


def lay_out(figure: Any, height: int, margin: tuple[int, int, int, int], **more: Any) -> Any:
    """Give a figure its height, its margins at the left, right, top and bottom, and what more is said of it."""
    return figure.update_layout(**STILL, height=height, margin=dict(zip("lrtb", margin, strict=True)), **more)


def grade_lines(figure: Any, rubric: Rubric, low: float, high: float, lang: Lang) -> None:
    """Lines where the grades between two scores begin, with their stars at the right."""
    for band in rubric.bands:
        if band.stars and low <= float(band.from_) <= high:
            figure.add_hline(y=float(band.from_), line={"color": GOLD, "width": 1, "dash": "dot"})
            at = {"x": 1, "y": float(band.from_), "xref": "paper", "xanchor": "left", "showarrow": False}
            said = {"text": f"{band.stars}★", "hovertext": f"{words(band.title, lang)} {plain(band.from_)}"}
            figure.add_annotation(**at, **said, font={"size": 11, "color": GOLD})


def radar(told: Radar, target: str, before: Sequence[float | None], lang: Lang) -> Any:
    """Every indicator's share from 0 to 100: guaranteed, and possible where something is open; beside the target and
    shares `before` where they are given.

    Axes carry numbers; the table beside it says whose: seventeen titles around a circle would cover each other.
    """
    titles = [str(number) for number, _ in enumerate(told.axes, 1)]
    low, high = [100 * float(axis.low) for axis in told.axes], [100 * float(axis.high) for axis in told.axes]
    figure = go.Figure()

    def around(shares: Sequence[float | None], name: str, line: dict[str, Any], **look: Any) -> None:
        named = [axis.label for axis in told.axes]
        shown = {"text": [*named, *named[:1]], "hovertemplate": "%{text}: %{r:.1f}<extra></extra>", **look}
        figure.add_scatterpolar(r=[*shares, *shares[:1]], theta=[*titles, *titles[:1]], name=name, line=line, **shown)

    if high != low:
        faint = {"fill": "toself", "fillcolor": JADE_FAINT}
        around(high, told.names[1], {"color": JADE, "dash": "dot", "width": 1}, **faint)
    around(low, told.names[0], {"color": JADE, "width": 2}, fill="toself", fillcolor=JADE_SOFT)
    if before:
        around(before, say(w.BEFORE_SERIES, lang), {"color": SLATE, "width": 2, "dash": "dash"})
    level, gold = [100 * float(told.target)] * len(titles), {"color": GOLD, "width": 1.5, "dash": "dot"}
    around(level, target, gold, mode="lines", hoverinfo="skip", hovertemplate=None)
    clockwise = {"type": "category", "rotation": 90, "direction": "clockwise"}
    polar = {
        "bgcolor": "rgba(0,0,0,0)",
        "radialaxis": {"range": [0, 100], "tickvals": [50, 100], "tickfont": {"size": 10}, "gridcolor": GRID},
        "angularaxis": {**clockwise, "tickfont": {"size": 12}, "gridcolor": GRID},
    }
    return lay_out(figure, 400, (40, 40, 30, 20), polar=polar, legend={"orientation": "h", "y": -0.08})


def to_gain(told: Gains) -> Any:
    """Every indicator's points still to gain, most at the top: those that are open, and those that only work can bring."""
    rows = [one for one in reversed(told.rows) if one.low < one.worth]
    titles = [one.label for one in rows]
    figure = go.Figure()
    parts = (
        (told.names[0], [one.high - one.low for one in rows], JADE_PALE, "/"),
        (told.names[1], [one.worth - one.high for one in rows], TRACK, ""),
    )
    for name, sizes, colour, shape in parts:
        if any(sizes):
            look = {"marker": {"color": colour, "pattern": {"shape": shape}}, "name": name, "showlegend": True}
            says = {"text": [*map(point_words, sizes)], "hovertemplate": "%{y}: %{text}<extra></extra>"}
            figure.add_bar(y=titles, x=[*map(float, sizes)], orientation="h", textposition="none", **look, **says)
    gains = [float(one.worth - one.low) for one in rows]
    says = {"text": [f" {to_gain_words(one.worth, one.low)}" for one in rows], "textposition": "middle right"}
    figure.add_scatter(y=titles, x=gains, mode="text", showlegend=False, cliponaxis=False, hoverinfo="skip", **says)
    axes = {
        "xaxis": {"range": [0, max(gains, default=1.0) * 1.02], "fixedrange": True},
        "yaxis": {"automargin": True, "fixedrange": True},
        "legend": {"orientation": "h", "y": -0.05, "traceorder": "normal"},
    }
    return lay_out(figure, 80 + 27 * len(rows), (10, 52, 10, 30), barmode="stack", bargap=0.35, **axes)


def frontier(rubric: Rubric, least: Frontier, enough: Frontier | None, plan: Plan, lang: Lang) -> Any:
    """The highest score against person-days, every step an exact optimum: if all that is open turns out well (`least`), and
    if none does (`enough`, where anything is open), with the ends of the plan's effort on them."""
    figure = go.Figure()
    ends = [(least, plan.least, p.ALL_CONFIRMED, "solid")]
    if enough is not None:
        ends.append((enough, plan.enough, p.NONE_CONFIRMED, "dash"))
    for curve, end, title, dash in ends:
        name = say(title, lang) if enough is not None else ""
        says = [
            f"{name} {day_words(point.effort)} {say(w.PERSON_DAYS_HEAD, lang)}: {score_words(point.score)}"
            for point in curve.points
        ]
        look = {"line": {"shape": "hv", "color": JADE, "width": 2, "dash": dash}, "showlegend": enough is not None}
        efforts, scores = [float(point.effort) for point in curve.points], [point.score for point in curve.points]
        trace(figure, efforts, scores, says, mode="lines", name=name, **look)
        if end.feasible and end.effort:
            name = say(p.THIS_PLAN, lang)
            says = [f"{name}: {day_words(end.effort)}, {score_words(end.score)}"]
            look = {"marker": {"color": GOLD, "size": 13, "symbol": "star"}, "showlegend": False}
            trace(figure, [float(end.effort)], [end.score], says, mode="markers", name=name, **look)
    points = [point for curve, *_ in ends for point in curve.points]
    low, high = (float(end(point.score for point in points)) for end in (min, max))
    # beside the curve, which runs into the upper lines at its end
    grade_lines(figure, rubric, low - 12, high + 3, lang)
    axis = {"fixedrange": True, "gridcolor": GRID}
    axes = {
        "xaxis": {**axis, "title": say(w.PERSON_DAYS_HEAD, lang), "rangemode": "tozero"},
        "yaxis": {**axis, "title": say(p.SCORE_AXES[plan.goal], lang)},
    }
    return lay_out(figure, 300, (48, 30, 14, 44), legend={"orientation": "h", "y": 1.12, "x": 0}, **axes)


Point = tuple[str, Fraction, Fraction, Fraction]
"""Local time as text, guaranteed score, evidence-backed score, possible score."""
Mark = tuple[str, Fraction, str]
"""A snapshot: local time, guaranteed score, name."""


def line(rubric: Rubric, points: Sequence[Point], marks: Sequence[Mark], lang: Lang) -> Any:
    """Scores over time as steps: a score holds until the next change. Grades are lines, snapshots are marks."""
    figure = go.Figure()
    when, sure, evidenced, possible = zip(*points, strict=True)
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
        told = {"name": say(wr.SNAPSHOTS, lang), "mode": "markers+text", "hovertemplate": hover}
        trace(figure, days, scores, [*map(_plain, names)], cliponaxis=False, **told, **look)
    shown = [float(value) for value in (*sure, *evidenced, *possible, *(score for _, score, _ in marks))]
    low, high = max(0.0, min(shown) - 6), min(103.0, max(shown) + 8)
    grade_lines(figure, rubric, low, high, lang)
    spread = len({at[:10] for at in when} | {mark[0][:10] for mark in marks}) > 1
    axis = {"fixedrange": True, "gridcolor": GRID}
    # Hours and minutes say nothing of seconds: ticks between two minutes would repeat the first.
    first, last = (datetime.fromisoformat(at) for at in (when[0], when[-1]))
    ticks = {"dtick": 60_000} if last - first < timedelta(minutes=7) else {"nticks": 7}
    axes = {
        "xaxis": {**axis, "type": "date", "tickformat": "%m-%d" if spread else "%H:%M", **ticks},
        "yaxis": {**axis, "range": [low, high]},
    }
    return lay_out(figure, 360, (36, 30, 18, 40), legend={"orientation": "h", "y": -0.14}, **axes)


def waterfall(before: tuple[str, Fraction], parts: Sequence[tuple[str, Fraction]], after: tuple[str, Fraction]) -> Any:
    """The way from one score to another, indicator by indicator: each bar begins where the one above it ends."""
    rows = [before, *parts, after]
    totals = (0, len(rows) - 1)
    levels = list(accumulate(size for _, size in rows[:-1]))
    titles, sizes = [title for title, _ in rows], [float(size) for _, size in rows]
    starts = [0.0, *map(float, levels[:-1]), 0.0]
    texts = [point_words(size) if place in totals else signed(size) for place, (_, size) in enumerate(rows)]
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
