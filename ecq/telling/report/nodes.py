"""What the report says on dimensions and indicators: bars from the lowest share up, and a radar. Computes no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

from ecq.base.exact import cut, plain
from ecq.base.language import Text
from ecq.document.blocks import Block, Chapter, Column, Figure, Paragraph, Row, Said, Shares, Table, cell, row
from ecq.document.charts import Axis, Gain, Gains, HeatCell, HeatKind, HeatMap, Key, Radar
from ecq.rubric.model import Node, walk
from ecq.scoring.scorecard import HUNDRED, NodeScore, QuestionScore
from ecq.telling.report import words as r
from ecq.telling.report.cover import View, bar_states, dimensions_claim
from ecq.telling.text import result_words as wr
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, gap_words, interval_words, parts_notes, point_words, to_gain_words

FEWEST_AXES, MOST_AXES = 5, 24
"""A radar of fewer axes says no more than their bars; with more, the names at its spokes have no room."""

_STEPS: tuple[tuple[HeatKind, Fraction], ...] = (
    ("full", Fraction(1)),
    ("high", Fraction(2, 3)),
    ("mid", Fraction(1, 3)),
    ("low", Fraction(1, 1000)),
)


def nodes_part(view: View, radar: bool) -> Iterator[Block]:
    """Dimensions and indicators with their numbers, lowest share first; a `radar` where there are spokes enough for one."""
    rows = []
    for dimension in _sorted(view, view.rubric.layout.tree):
        below = [one for one, path in walk(dimension.children) if not one.children]
        rows.append(_row(view, dimension, "group"))
        rows += [_row(view, one, "row") for one in _sorted(view, below)]
    working = [view.say(w.WORKING_POINTS)] if view.rubric.layout.points_status == "working" else []
    bad = any(isinstance(part, Shares) and part.bad for row in rows for cell in row.cells for part in cell)
    red = [view.say(r.RED_MEANS, share=plain(view.first_star))] if bad else []
    notes = view.say(r.SORTED), *red, *working, *parts_notes(view.rubric, view.card, view.lang)
    yield Chapter(view.say(r.DIMENSIONS), dimensions_claim(view))
    yield Paragraph(view.sentences(*notes), "note")
    yield Figure(Key(bar_states(view)))
    yield nodes_table(view, w.INDICATOR, tuple(rows))
    drawn = indicators_radar(view)
    if radar and FEWEST_AXES <= len(drawn.axes) <= MOST_AXES:
        yield Figure(drawn, view.say(r.ALL_INDICATORS))


def nodes_table(view: View, first: Text, rows: tuple[Row, ...]) -> Table:
    """Bars with their numbers."""
    numbers = ((w.SHARE, 13), (w.WITH_EVIDENCE, 10), (r.TO_TARGET, 9), (w.TO_GAIN, 8), (w.WORTH, 8))
    return Table(columns(view.lang, (first, 32), ("", 25), *numbers, right=range(2, 7)), rows, small=True)


def shares_table(view: View, scored: Iterable[NodeScore]) -> Table:
    """Title, bar and share alone, in the order given; where a gate is failed, the title says so."""
    failed = {view.card.questions[gate.question].indicator for gate in view.card.gates_in("failed")}
    rows = []
    for one in scored:
        title, bar, share, *_ = _row(view, view.rubric.nodes[one.id], "row").cells
        mark = cell(Said(view.say(wr.GATE_NOT_PASSED), "bad")) if one.id in failed else ()
        rows.append(row((*title, *mark), bar, share))
    return Table((Column("", 40), Column("", 38), Column("", 22, right=True, tone="strong")), tuple(rows))


def target_share(view: View) -> Fraction:
    """Where the target grade starts, as a share of full marks."""
    return view.verdict.target.from_ / HUNDRED


def dimension_rows(view: View) -> tuple[Row, ...]:
    """The dimensions that count, lowest share first."""
    counting = [node for node in view.rubric.layout.tree if view.card.nodes[node.id].share is not None]
    return tuple(_row(view, node, "row", bold=True) for node in _sorted(view, counting))


def _sorted(view: View, nodes: Iterable[Node]) -> list[Node]:
    """Lowest guaranteed share first; equal ones in the order of the rubric, and last what does not count."""

    def place(node: Node) -> tuple[bool, Fraction]:
        share = view.card.nodes[node.id].share
        return share is None, share.low if share else Fraction(0)

    return sorted(nodes, key=place)


def _row(view: View, node: Node, level: Literal["group", "row"], bold: bool = False) -> Row:
    """One dimension or indicator with its numbers in words; red only where it surely misses the lowest grade with a star."""
    scored = view.card.nodes[node.id]
    share, title = scored.share, Said(view.say(node.title), "strong" if bold else "")
    if share is None:
        reason = r.UNKNOWN_NODE if node.status == "unknown" else w.NOT_COUNTED
        return row(title, Said(view.say(reason), "muted"), level=level)
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
    return row(title, bar, Said(said, "bad" if bad else title.tone), *numbers, level=level)


def counting_indicators(view: View) -> list[NodeScore]:
    """The indicators that count, in the order of the rubric."""
    return [node for leaf in view.rubric.leaves if (node := view.card.nodes[leaf.id]).share is not None]


def indicators_radar(view: View) -> Radar:
    """The shares of all indicators that count, in the order of the rubric."""
    axes, said = [], []
    for node in counting_indicators(view):
        share, title = node.share, view.title(node.id)
        assert share is not None
        axes.append(Axis(title, share.low / HUNDRED, share.high / HUNDRED))
        said.append(view.say(r.RADAR_PART, title=title, share=interval_words(share.low, share.high)))
    names = (view.say(w.SURE), view.say(w.POSSIBLE_SERIES))
    return Radar(tuple(axes), names, target_share(view), view.say(w.RADAR_ALT, parts=view.listed(said)))


def indicators_gains(view: View) -> Gains:
    """What is still to gain by indicator; those where nothing is left come last."""
    nodes = sorted(counting_indicators(view), key=lambda node: (node.low - node.points, node.points))
    rows = tuple(Gain(view.title(node.id), node.points, node.evidenced, node.low, node.high) for node in nodes)
    names = (view.say(w.OPEN_SERIES), view.say(w.TO_IMPROVE_SERIES))
    parts = "; ".join(f"{one.label} {to_gain_words(one.worth, one.low)}" for one in rows)
    return Gains(rows, names, view.say(w.BARS_ALT, parts=parts))


def questions_map(view: View) -> HeatMap:
    """Each question's score as a percentage; open, not applicable and failed gates carry a sign."""
    rows = []
    for leaf in view.rubric.leaves:
        scored = (view.card.questions[placed.question] for placed in leaf.questions)
        if cells := tuple(_heat_cell(view, one) for one in scored if one.state != "hidden"):
            rows.append((view.say(leaf.title), cells))
    return HeatMap(tuple(rows), view.say(wr.HEAT_LEGEND))


def _heat_cell(view: View, one: QuestionScore) -> HeatCell:
    kind: HeatKind
    if one.state == "na":
        kind, sign, state = "na", "–", view.say(w.STATES["na"])
    elif one.credit is None:
        kind, sign = "open", "?"
        state = view.say(w.STATES["unsure" if one.state == "unsure" else "unanswered"])
    else:
        credit = one.credit
        kind = next((name for name, least in _STEPS if credit >= least), "none")
        sign = cut(100 * credit, 0)
        state = f"{sign} %"
    failed = any(gate.question == one.id for gate in view.card.gates_in("failed"))
    if failed:
        sign, state = f"{sign}!", f"{state}, {view.say(w.GATE_STATES['failed'])}"
    worth = view.say(wr.HEAT_WORTH, points=point_words(one.points))
    return HeatCell(kind, failed, sign, f"{view.question(one.id)} {state}, {worth}")
