"""What the report says on dimensions and indicators: bars from the lowest share up, and a radar. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from ecq.language import Text, words
from ecq.report import words as r
from ecq.report.charts import Chart
from ecq.report.charts.radar import Axis, Radar
from ecq.report.content.cover import View, bar_states
from ecq.report.model import NodeRow, NodesPart, Tone
from ecq.rubric.model import Node, walk
from ecq.scoring.scorecard import HUNDRED, NodeScore
from ecq.text import words as w
from ecq.text.sentences import gap_words, interval_words, node_title, placement_note, point_words, to_gain_words

FEWEST_AXES, MOST_AXES = 5, 24
"""A radar of fewer axes says no more than their bars; with more, the names at its spokes have no room."""


def nodes_part(view: View, radar: bool) -> NodesPart:
    """Dimensions and indicators with their numbers, lowest share first; a `radar` where there are spokes enough for one."""
    leaves = [node for node in view.rubric.leaves if view.card.nodes[node.id].share is not None]
    charts = tuple(_radar(view, leaves)) if radar else ()
    return NodesPart(
        title=words(r.DIMENSIONS, view.lang),
        charts=charts,
        target=target_share(view),
        states=bar_states(view),
        heads=node_heads(view, w.INDICATOR),
        rows=tuple(_rows(view)),
        points_note=view.sentences(words(r.SORTED, view.lang), *_points_notes(view)),
    )


def node_heads(view: View, first: Text) -> tuple[str, ...]:
    """The heads of bars with their numbers."""
    heads = (first, w.SHARE, r.PROVED_SHARE, r.TO_TARGET, w.TO_GAIN, w.WORTH)
    return tuple(words(head, view.lang) for head in heads)


def target_share(view: View) -> Fraction:
    """Where the target grade starts, as a share of full marks."""
    return view.verdict.target.from_ / HUNDRED


def dimension_rows(view: View) -> tuple[NodeRow, ...]:
    """The dimensions that count, lowest share first."""
    counting = [node for node in view.rubric.layout.tree if view.card.nodes[node.id].share is not None]
    return tuple(node_row(view, node, top=True) for node in _sorted(view, counting))


def _rows(view: View) -> Iterator[NodeRow]:
    for node in _sorted(view, view.rubric.layout.tree):
        yield node_row(view, node, top=True)
        below = [one for one, path in walk(node.children) if not one.children]
        yield from (node_row(view, one, top=False) for one in _sorted(view, below))


def _sorted(view: View, nodes: Iterable[Node]) -> list[Node]:
    """Lowest guaranteed share first; equal ones in the order of the rubric, and last what does not count."""

    def place(node: Node) -> tuple[bool, Fraction]:
        share = view.card.nodes[node.id].share
        return share is None, share.low if share else Fraction(0)

    return sorted(nodes, key=place)


def _points_notes(view: View) -> Iterator[str]:
    """Where points come from, and what the dimensions rest on."""
    if view.rubric.layout.points_status == "working":
        yield words(w.WORKING_POINTS, view.lang)
    placement = placement_note(view.rubric, view.lang)
    if placement:
        yield placement


def node_row(view: View, node: Node, top: bool) -> NodeRow:
    """One dimension or indicator with its numbers in words."""
    scored = view.card.nodes[node.id]
    share, title, none = scored.share, node_title(node, view.lang), "—"
    if share is None:
        reason = r.UNKNOWN_NODE if node.status == "unknown" else r.NOT_ASKED
        return NodeRow(title, None, words(reason, view.lang), none, none, none, none, "plain", top)
    missing = view.verdict.target.from_ - share.low
    proved = HUNDRED * scored.evidenced / scored.points
    return NodeRow(
        title=title,
        bar=(scored.evidenced / scored.points, share.low / HUNDRED, share.high / HUNDRED),
        share=interval_words(share.low, share.high),
        proved=interval_words(proved, proved),
        missing=gap_words(missing) if missing > 0 else "",
        to_gain=to_gain_words(scored.points, scored.low),
        worth=point_words(scored.points),
        tone=_tone(view, scored),
        dimension=top,
    )


def _tone(view: View, scored: NodeScore) -> Tone:
    """Red only where it is certain that the lowest grade with a star is not reached."""
    assert scored.share is not None
    return "bad" if scored.share.high < view.first_star else "plain"


def _radar(view: View, leaves: list[Node]) -> Iterator[Chart]:
    if not FEWEST_AXES <= len(leaves) <= MOST_AXES:
        return
    axes, said = [], []
    for node in leaves:
        share = view.card.nodes[node.id].share
        assert share is not None
        axes.append(Axis(node_title(node, view.lang), share.low / HUNDRED, share.high / HUNDRED))
        said.append(
            view.say(r.RADAR_PART, title=node_title(node, view.lang), share=interval_words(share.low, share.high))
        )
    title = words(r.ALL_INDICATORS, view.lang)
    names = (words(w.GUARANTEED_SERIES, view.lang), words(w.POSSIBLE_SERIES, view.lang))
    yield Radar(title, tuple(axes), view.say(w.RADAR_ALT, parts=view.listed(said)), names, target_share(view))
