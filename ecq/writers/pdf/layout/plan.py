"""Sets the plan as a list to tick off: waves with boxes to tick, lines for owner and day, and sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ecq.document.bilingual import Both, flat
from ecq.document.blocks import PlanLine, PlanSum, Wave, Waves
from ecq.document.colours import JADE, MUTED, PALE, RED, WHITE, Colour
from ecq.document.drawing.page import HEAD, WIDTH, Mark, Shape, Sheets, Style, Type, height_of, rule
from ecq.writers.pdf.layout.tables import Column, Row, Table

_CELL = Style(9, 14)
_BOLD = Style(9, 14, bold=True)
_REMARK = Style(8.5, 13, colour=MUTED)

_PLAN = (
    Column(0, 12),
    Column(18, 230),
    Column(250, 47, "right"),
    Column(298, 31, "right"),
    Column(333, 40, "right"),
    Column(379, 54),
    Column(441, WIDTH - 441),
    Column(335, WIDTH - 335, "right"),
    Column(18, 440),
)
"""The last two lie over others: a wave's scores where its lines have lead time, owner and day; what is below a title."""
_OWNER, _DAY = _PLAN[5:7]
_BOX, _LINE_PAD, _HEAD_PAD = 8.0, 2.0, 4.0
_TAG = Style(8, 13, bold=True)


def lay_waves(sheets: Sheets, waves: Waves) -> None:
    """A list to tick off under its heads."""
    Table(sheets, _PLAN, ("", *waves.heads, "", "")).lay(_rows(sheets.type, waves))


def _rows(kind: Type, waves: Waves) -> list[Row]:
    """The waves with their lines, the total, and what is only to be done if what is open turns out badly."""
    rows = [row for wave in waves.waves for row in _wave_rows(kind, wave)]
    ends = [_sum_row(kind, one, bold=True) for one in waves.sums]
    if waves.more and waves.waves:
        ends.append(_sum_row(kind, PlanSum(waves.more, "", "", ""), bold=False))
    kept = len(rows) - 1 if ends else len(rows)  # a total does not begin a page
    return [*rows[:kept], *(replace(row, keep_with_next=True) for row in (*rows[kept:], *ends[:-1])), *ends[-1:]]


def waves_height(kind: Type, waves: Waves) -> float:
    """What a list to tick off takes with its heads."""
    heads = zip(waves.heads, _PLAN[1:], strict=False)
    tallest = max(height_of(kind.lines(one, column.width, HEAD)) for one, column in heads)
    return tallest + 8 + sum(row.height for row in _rows(kind, waves))


def _wave_rows(kind: Type, wave: Wave) -> list[Row]:
    rows = [row for line in wave.lines for row in _line_rows(kind, line)]
    head = _sum_row(kind, wave.head, bold=True, fill=PALE)
    # A wave of which no line is named has its box itself; its scores stand where owner and day would.
    rest = _to_tick_off(ticked=False, to_fill_in=(_OWNER, _DAY))
    return [
        replace(head, keep_with_next=bool(rows), draw=None if rows else _to_tick_off(ticked=False, pad=_HEAD_PAD)),
        *rows,
        *(replace(_sum_row(kind, one, bold=False), pad=_LINE_PAD, draw=rest) for one in wave.rest),
    ]


def _sum_row(kind: Type, one: PlanSum, bold: bool, fill: Colour | None = None) -> Row:
    """A wave's head, lines not shown, the total: label, points, person-days, and the scores afterwards."""
    style, (_, title, gain, effort, *_, after, _) = _BOLD if bold else _CELL, _PLAN
    said = (one.after.first, one.after.beneath) if isinstance(one.after, Both) else (one.after,)
    small = kind.fitting(max(said, key=len), after.width, _REMARK, 7.0)
    wide = title.width if one.gain or one.effort else WIDTH - title.x
    beside = flat(one.label)
    named = kind.lines(beside if kind.width(beside, style) <= wide else one.label, wide, style)
    numbers = (kind.lines(one.gain, gain.width, style), kind.lines(one.effort, effort.width, style))
    return Row(
        ((), named, *numbers, (), (), (), kind.lines(one.after, after.width, small), ()), pad=_HEAD_PAD, fill=fill
    )


def _to_tick_off(
    ticked: bool, pad: float = _LINE_PAD, to_fill_in: Sequence[Column] = ()
) -> Callable[[float, float, float], list[Mark]]:
    """Draws a box in a row, and a line to write on in each of these columns."""

    def draw(x: float, top: float, height: float) -> list[Mark]:
        rules = (rule(x + one.x, top + pad + _CELL.leading, one.width, MUTED, 0.5) for one in to_fill_in)
        return [*_tick_box(x + 1, top + pad + (_CELL.leading - _BOX) / 2, ticked), *rules]

    return draw


def _line_rows(kind: Type, line: PlanLine) -> list[Row]:
    """A line with its numbers, and what is to be said of it below."""
    _, title, gain, effort, lead, *_, wide = _PLAN
    points = kind.lines(line.gain, gain.width, _CELL)
    points += kind.lines(line.gate, gain.width, replace(_TAG, colour=RED))
    points += kind.lines(line.quick, gain.width, replace(_TAG, colour=JADE))
    late = Style(9, 14, bold=True, colour=RED)
    days = kind.lines(line.day, _DAY.width, late if line.late else _CELL)
    days += kind.lines(line.late, _DAY.width, replace(_TAG, colour=RED))
    cells = (
        (),
        kind.lines(line.title, title.width, _BOLD),
        points,
        kind.lines(line.effort, effort.width, _CELL),
        kind.lines(line.lead, lead.width, _CELL),
        kind.lines(line.owner, _OWNER.width, _CELL),
        days,
        (),
        (),
    )
    below = [said for text in line.below for said in kind.lines(text, wide.width, _REMARK)]
    to_fill_in = [column for column, filled in ((_OWNER, line.owner), (_DAY, line.day)) if not filled]
    first_row = Row(cells, pad=_LINE_PAD, draw=_to_tick_off(line.ticked, to_fill_in=to_fill_in))
    if not below:
        return [first_row]
    return [replace(first_row, ruled=False, keep_with_next=True), Row((*[()] * (len(_PLAN) - 1), below), pad=_LINE_PAD)]


def _tick_box(x: float, y: float, ticked: bool) -> list[Shape]:
    corners = ((x, y), (x + _BOX, y), (x + _BOX, y + _BOX), (x, y + _BOX))
    if not ticked:
        return [Shape(corners, stroke=MUTED, thick=0.8)]
    knee = (x + 3.4, y + 6.2)
    tick = (((x + 1.6, y + 4.2), knee), (knee, (x + 6.6, y + 2)))
    return [Shape(corners, fill=JADE), *(Shape(stroke, stroke=WHITE, thick=1.2) for stroke in tick)]
