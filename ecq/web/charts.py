"""Scorecard -> Plotly figures. The only code that imports Plotly; each figure has its numbers as a table beside it."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from ecq import wording as w
from ecq.languages import words
from ecq.rubric import Lang, Rubric
from ecq.scoring import NodeScore, Scorecard
from ecq.sentences import point_words
from ecq.wording import say

JADE, JADE_OPEN, GOLD = "#0f857b", "rgba(15,133,123,0.28)", "#b7791f"
CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}


def shown_nodes(rubric: Rubric, card: Scorecard, depth: int | None) -> list[NodeScore]:
    """The nodes to draw: of one depth (0: dimensions), or the indicators, without what nothing applies to."""
    leaves = {leaf.id for leaf in rubric.leaves}
    return [
        node
        for node in card.nodes.values()
        if node.share is not None and (node.depth == depth if depth is not None else node.id in leaves)
    ]


def _wrapped(title: str, most: int = 7) -> str:
    """A radar label in short lines, so that long titles are not cut off at the edge."""
    if title.isascii():
        return title.replace(" and ", " and<br>", 1) if len(title) > 2 * most else title
    half = -(-len(title) // 2)
    return f"{title[:half]}<br>{title[half:]}" if len(title) > most else title


def radar(rubric: Rubric, card: Scorecard, lang: Lang) -> Any:
    """Every indicator's share from 0 to 100: guaranteed, and possible where something is open."""
    nodes = shown_nodes(rubric, card, None)
    titles = [_wrapped(words(rubric.nodes[node.id].title, lang)) for node in nodes]
    low = [float(node.share.low) for node in nodes if node.share]
    high = [float(node.share.high) for node in nodes if node.share]
    figure = go.Figure()
    if high != low:
        figure.add_scatterpolar(
            r=[*high, *high[:1]],
            theta=[*titles, *titles[:1]],
            fill="toself",
            name=say(w.POSSIBLE, lang),
            line={"color": JADE, "dash": "dot", "width": 1},
            fillcolor="rgba(15,133,123,0.08)",
        )
    figure.add_scatterpolar(
        r=[*low, *low[:1]],
        theta=[*titles, *titles[:1]],
        fill="toself",
        name=say(w.GUARANTEED_SERIES, lang),
        line={"color": JADE, "width": 2},
        fillcolor="rgba(15,133,123,0.25)",
    )
    figure.update_layout(
        polar={
            "radialaxis": {"range": [0, 100], "tickvals": [0, 50, 70, 80, 90, 100], "tickfont": {"size": 10}},
            "angularaxis": {"tickfont": {"size": 11.5}},
        },
        height=440,
        margin={"l": 90, "r": 90, "t": 30, "b": 30},
        uirevision="radar",
        legend={"orientation": "h", "y": -0.08},
        dragmode=False,
    )
    return figure


def bars(rubric: Rubric, card: Scorecard, lang: Lang) -> Any:
    """Every indicator's points: guaranteed and still open, most to gain at the top."""
    nodes = sorted(shown_nodes(rubric, card, None), key=lambda node: (node.points - node.low, -node.points))
    titles = [words(rubric.nodes[node.id].title, lang) for node in nodes]
    figure = go.Figure()
    figure.add_bar(
        y=titles,
        x=[float(node.low) for node in nodes],
        orientation="h",
        name=say(w.GUARANTEED_SERIES, lang),
        marker={"color": JADE},
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )
    figure.add_bar(
        y=titles,
        x=[float(node.high - node.low) for node in nodes],
        orientation="h",
        name=say(w.POSSIBLE_SERIES, lang),
        marker={"color": JADE_OPEN, "pattern": {"shape": "/"}},
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )
    figure.add_scatter(
        y=titles,
        x=[float(node.points) for node in nodes],
        mode="markers+text",
        name=say(w.WORTH, lang),
        marker={"symbol": "line-ns", "size": 14, "line": {"color": GOLD, "width": 2}},
        text=[f"−{point_words(node.points - node.low)}" if node.low < node.points else "" for node in nodes],
        textposition="middle right",
        hovertemplate="%{y}: %{x:.2f}<extra></extra>",
    )
    most = max((float(node.points) for node in nodes), default=1.0)
    figure.update_layout(
        barmode="stack",
        height=80 + 27 * len(nodes),
        margin={"l": 10, "r": 10, "t": 10, "b": 30},
        uirevision="bars",
        legend={"orientation": "h", "y": -0.05},
        xaxis={"range": [0, most * 1.22], "fixedrange": True},
        yaxis={"automargin": True, "fixedrange": True},
        bargap=0.35,
        dragmode=False,
    )
    return figure
