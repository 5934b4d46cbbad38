"""Sets a list of things to do: waves with boxes to tick, lines for owner and day, and sums."""

from __future__ import annotations

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
    Column(18, 232),
    Column(252, 48, "right"),
    Column(302, 31, "right"),
    Column(335, 36, "right"),
    Column(379, 54),
    Column(441, WIDTH - 441),
    Column(335, WIDTH - 335, "right"),
    Column(18, 440),
)
"""The last two lie over others: a wave's scores where its lines have lead time, owner and day; what is below a title."""
_BOX, _LINE_PAD, _HEAD_PAD = 8.0, 2.0, 4.0
_TAG = Style(8, 13, bold=True)
_LEAST_AFTER = 7.0


def lay_waves(sheets: Sheets, waves: Waves) -> None:
    """A list to tick off under its heads."""
    rows = wave_rows(sheets.type, waves)
    if rows:
        Table(sheets, _PLAN, ("", *waves.heads, "", "")).lay(rows)


def wave_rows(kind: Type, waves: Waves) -> list[Row]:
    """The waves with their lines, the total, and what is only to be done if what is open turns out badly."""
    rows = [row for wave in waves.waves for row in _wave_rows(kind, wave)]
    rows += [_sum_row(kind, one, bold=True) for one in waves.sums]
    if waves.more and waves.waves:
        rows.append(_sum_row(kind, PlanSum(waves.more, "", "", ""), bold=False))
    return rows


def waves_height(kind: Type, waves: Waves) -> float:
    """What a list to tick off takes with its heads."""
    heads = zip(waves.heads, _PLAN[1:], strict=False)
    tallest = max(height_of(kind.lines(one, column.width, HEAD)) for one, column in heads)
    return tallest + 8 + sum(row.height for row in wave_rows(kind, waves))


def _wave_rows(kind: Type, wave: Wave) -> list[Row]:
    rows = [row for line in wave.lines for row in _line_rows(kind, line)]
    head = _sum_row(kind, wave.head, bold=True, fill=PALE)
    return [
        replace(head, keep_with_next=bool(rows), draw=None if rows else _box_alone),
        *rows,
        *(replace(_sum_row(kind, one, bold=False), pad=_LINE_PAD, draw=_to_tick_off) for one in wave.rest),
    ]


def _sum_row(kind: Type, one: PlanSum, bold: bool, fill: Colour | None = None) -> Row:
    """A wave's head, lines not shown, the total: label, points, person-days, and the scores afterwards."""
    style, (_, title, gain, effort, *_, after, _) = _BOLD if bold else _CELL, _PLAN
    said = (one.after.first, one.after.beneath) if isinstance(one.after, Both) else (one.after,)
    small = kind.fitting(max(said, key=len), after.width, _REMARK, _LEAST_AFTER)
    wide = title.width if one.gain or one.effort else WIDTH - title.x
    beside = flat(one.label)
    named = kind.lines(beside if kind.width(beside, style) <= wide else one.label, wide, style)
    numbers = (kind.lines(one.gain, gain.width, style), kind.lines(one.effort, effort.width, style))
    return Row(
        ((), named, *numbers, (), (), (), kind.lines(one.after, after.width, small), ()), pad=_HEAD_PAD, fill=fill
    )


def _box_alone(x: float, top: float, height: float) -> list[Mark]:
    """A box for a wave of which no line is named; its scores stand where owner and day would."""
    return list(_tick_box(x + 1, top + _HEAD_PAD + (_CELL.leading - _BOX) / 2, ticked=False))


def _to_tick_off(x: float, top: float, height: float) -> list[Mark]:
    """A box, and lines for owner and day, for what several lines come to."""
    y = top + _LINE_PAD + (_CELL.leading - _BOX) / 2
    rules = (rule(x + one.x, top + _LINE_PAD + _CELL.leading, one.width, MUTED, 0.5) for one in (_PLAN[5], _PLAN[6]))
    return [*_tick_box(x + 1, y, ticked=False), *rules]


def _line_rows(kind: Type, line: PlanLine) -> list[Row]:
    """A line with its numbers, and what is to be said of it below."""
    _, title, gain, effort, lead, owner, day, _, wide = _PLAN
    points = kind.lines(line.gain, gain.width, _CELL)
    points += kind.lines(line.gate, gain.width, replace(_TAG, colour=RED))
    points += kind.lines(line.quick, gain.width, replace(_TAG, colour=JADE))
    late = Style(9, 14, bold=True, colour=RED)
    days = kind.lines(line.day, day.width, late if line.late else _CELL)
    days += kind.lines(line.late, day.width, replace(_TAG, colour=RED))
    cells = (
        (),
        kind.lines(line.title, title.width, _BOLD),
        points,
        kind.lines(line.effort, effort.width, _CELL),
        kind.lines(line.lead, lead.width, _CELL),
        kind.lines(line.owner, owner.width, _CELL),
        days,
        (),
        (),
    )
    below = [said for text in line.below for said in kind.lines(text, wide.width, _REMARK)]

    def draw(x: float, top: float, height: float) -> list[Mark]:
        y = top + _LINE_PAD + (_CELL.leading - _BOX) / 2
        marks: list[Mark] = list(_tick_box(x + 1, y, line.ticked))
        for column, filled in ((owner, line.owner), (day, line.day)):
            if not filled:
                marks.append(rule(x + column.x, top + _LINE_PAD + _CELL.leading, column.width, MUTED, 0.5))
        return marks

    first_row = Row(cells, pad=_LINE_PAD, draw=draw)
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
