"""Lays out the part on dimensions and indicators: bars with their numbers, and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ecq.report.charts import Chart
from ecq.report.colours import INK, MUTED, PALE, RED
from ecq.report.layout import pictures
from ecq.report.layout.headings import chapter
from ecq.report.layout.page import LEFT, SMALL, WIDTH, Mark, Sheets, Style, Type
from ecq.report.layout.tables import Column, Row, Table
from ecq.report.model import NodeRow, NodesPart

_CELL, _MUTED = Style(8.5, 12), Style(8.5, 12, colour=MUTED)
_TITLE = Style(9.5, 14, bold=True, level=3)
_COLUMNS = (
    Column(6, 148),
    Column(160, 118),
    Column(282, 56, "right"),
    Column(340, 42, "right"),
    Column(384, 36, "right"),
    Column(424, 32, "right"),
    Column(458, WIDTH - 464, "right"),
)
KEY_HEIGHT = 16.0


def lay_nodes(sheets: Sheets, part: NodesPart) -> None:
    """Dimensions and indicators as bars with their numbers, then the charts."""
    chapter(sheets, part.title)
    if part.points_note:
        sheets.paragraph(part.points_note, SMALL, keep=True)
    sheets.skip(6)
    lay_key(sheets, part.states)
    rows = node_rows(sheets.type, part.rows, part.target)
    last = [*(row.dimension for row in part.rows[1:]), True]
    kept = [
        replace(laid, keep_with_next=row.dimension and not end)
        for laid, row, end in zip(rows, part.rows, last, strict=True)
    ]
    title, *numbers = part.heads
    Table(sheets, _COLUMNS, (title, "", *numbers)).lay(kept)
    for chart in part.charts:
        lay_chart(sheets, chart)


def lay_key(sheets: Sheets, states: tuple[str, ...]) -> None:
    """What the states of a bar are called, above the bars."""
    sheets.keep(KEY_HEIGHT, lambda y: pictures.key(sheets.type, states, LEFT, y, WIDTH))


def lay_chart(sheets: Sheets, chart: Chart) -> None:
    """A chart below its title, with its note."""
    sheets.skip(16)
    note = sheets.type.lines(chart.note, WIDTH, SMALL)
    sheets.need(_TITLE.leading + 6 + chart.height + len(note) * SMALL.leading)
    sheets.paragraph(chart.title, _TITLE)
    sheets.y += 4
    sheets.put(chart.figure(sheets.type, LEFT, sheets.y, WIDTH))
    sheets.y += chart.height + 2
    if chart.note:
        sheets.paragraph(chart.note, SMALL)


def node_rows(kind: Type, rows: Sequence[NodeRow], target: Fraction, filled: bool = True) -> list[Row]:
    """A row for each dimension and indicator: its bar with the target, and its numbers."""
    return [_row(kind, row, target, filled) for row in rows]


def _row(kind: Type, row: NodeRow, target: Fraction, filled: bool) -> Row:
    style = replace(_CELL, bold=row.dimension)
    fill = PALE if row.dimension and filled else None
    title = kind.lines(row.title, _COLUMNS[0].width, style)
    if row.bar is None:
        # What says why nothing is counted has the room of the bar.
        return Row((title, kind.lines(row.share, _COLUMNS[1].width, _MUTED), *[()] * 5), pad=2, fill=fill)
    shares, bad = row.bar, row.tone == "bad"
    toned = Style(8.5, 12, bold=bad or row.dimension, colour=RED if bad else INK)
    numbers = (row.proved, row.missing or "✓", row.to_gain, row.worth)
    cells = [kind.lines(one, column.width, _CELL) for one, column in zip(numbers, _COLUMNS[3:], strict=True)]

    def draw(x: float, top: float, height: float) -> list[Mark]:
        at = (x + _COLUMNS[1].x, top + min(height / 2, 9.5))
        return list(pictures.share_bar(shares, target, bad, at, _COLUMNS[1].width))

    return Row((title, (), kind.lines(row.share, _COLUMNS[2].width, toned), *cells), pad=2, fill=fill, draw=draw)


def lay_bars(sheets: Sheets, heads: tuple[str, ...], rows: Sequence[NodeRow], target: Fraction) -> None:
    """The dimensions alone, for the summary."""
    laid = [replace(row, ruled=False, pad=2) for row in node_rows(sheets.type, rows, target, filled=False)]
    title, *numbers = heads
    Table(sheets, _COLUMNS, (title, "", *numbers)).lay(laid)
