"""What the report says on dimensions and indicators: bars from the lowest share up, and a radar. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

from ecq.base.language import Text, words
from ecq.document.blocks import Block, Chapter, Column, Figure, Paragraph, Row, Said, Shares, Table, cell
from ecq.document.charts import Axis, Key, Radar
from ecq.rubric.model import Node, walk
from ecq.scoring.scorecard import HUNDRED, NodeScore
from ecq.telling.report import words as r
from ecq.telling.report.claims import dimensions_claim
from ecq.telling.report.cover import View, bar_states
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import gap_words, interval_words, node_title, placement_note, point_words, to_gain_words

FEWEST_AXES, MOST_AXES = 5, 24
"""A radar of fewer axes says no more than their bars; with more, the names at its spokes have no room."""


def nodes_part(view: View, radar: bool) -> Iterator[Block]:
    """Dimensions and indicators with their numbers, lowest share first; a `radar` where there are spokes enough for one."""
    yield Chapter(words(r.DIMENSIONS, view.lang), dimensions_claim(view))
    yield Paragraph(view.sentences(words(r.SORTED, view.lang), *_points_notes(view)), "note")
    yield Figure(Key(bar_states(view)))
    yield nodes_table(view, w.INDICATOR, tuple(_rows(view)))
    drawn = indicators_radar(view)
    if radar and FEWEST_AXES <= len(drawn.axes) <= MOST_AXES:
        yield Figure(drawn, words(r.ALL_INDICATORS, view.lang))


def nodes_table(view: View, first: Text, rows: tuple[Row, ...]) -> Table:
    """Bars with their numbers."""
    heads = (w.SHARE, w.WITH_EVIDENCE, r.TO_TARGET, w.TO_GAIN, w.WORTH)
    numbers = (
        Column(words(head, view.lang), share, right=True) for head, share in zip(heads, (13, 10, 9, 8, 8), strict=True)
    )
    return Table((Column(words(first, view.lang), 32), Column("", 25), *numbers), rows, small=True)


def shares_table(view: View, scored: Iterable[NodeScore]) -> Table:
    """Title, bar and share alone, in the order given; where a gate is failed, the title says so."""
    failed = {view.card.questions[gate.question].indicator for gate in view.card.gates_in("failed")}
    rows = []
    for one in scored:
        title, bar, share, *_ = _row(view, view.rubric.nodes[one.id], "row").cells
        mark = cell(Said(words(wr.GATE_NOT_PASSED, view.lang), "bad")) if one.id in failed else ()
        rows.append(Row(((*title, *mark), bar, share)))
    return Table((Column("", 40), Column("", 38), Column("", 22, right=True, tone="strong")), tuple(rows))


def target_share(view: View) -> Fraction:
    """Where the target grade starts, as a share of full marks."""
    return view.verdict.target.from_ / HUNDRED


def dimension_rows(view: View) -> tuple[Row, ...]:
    """The dimensions that count, lowest share first."""
    counting = [node for node in view.rubric.layout.tree if view.card.nodes[node.id].share is not None]
    return tuple(_row(view, node, "row", bold=True) for node in _sorted(view, counting))


def _rows(view: View) -> Iterator[Row]:
    for node in _sorted(view, view.rubric.layout.tree):
        yield _row(view, node, "group")
        below = [one for one, path in walk(node.children) if not one.children]
        yield from (_row(view, one, "row") for one in _sorted(view, below))


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


def _row(view: View, node: Node, level: Literal["group", "row"], bold: bool = False) -> Row:
    """One dimension or indicator with its numbers in words; red only where it surely misses the lowest grade with a star."""
    scored = view.card.nodes[node.id]
    share, title = scored.share, Said(node_title(node, view.lang), "strong" if bold else "")
    if share is None:
        reason = r.UNKNOWN_NODE if node.status == "unknown" else r.NOT_ASKED
        return Row((cell(title), cell(Said(words(reason, view.lang), "muted"))), level)
    missing = view.verdict.target.from_ - share.low
    proved = HUNDRED * scored.evidenced / scored.points
    bad = share.high < view.first_star
    said = interval_words(share.low, share.high)
    bar = Shares(
        scored.evidenced / scored.points,
        share.low / HUNDRED,
        share.high / HUNDRED,
        target_share(view),
        bad,
        f"{title.text} {said}",
    )
    numbers = (
        interval_words(proved, proved),
        gap_words(missing) if missing > 0 else "✓",
        to_gain_words(scored.points, scored.low),
        point_words(scored.points),
    )
    return Row((cell(title), (bar,), cell(Said(said, "bad" if bad else title.tone)), *map(cell, numbers)), level)


def indicators_radar(view: View) -> Radar:
    """The shares of all indicators that count, in the order of the rubric."""
    axes, said = [], []
    for node in view.rubric.leaves:
        share, title = view.card.nodes[node.id].share, node_title(node, view.lang)
        if share is not None:
            axes.append(Axis(title, share.low / HUNDRED, share.high / HUNDRED))
            said.append(view.say(r.RADAR_PART, title=title, share=interval_words(share.low, share.high)))
    names = (words(w.SURE, view.lang), words(w.POSSIBLE_SERIES, view.lang))
    return Radar(tuple(axes), names, target_share(view), view.say(w.RADAR_ALT, parts=view.listed(said)))
