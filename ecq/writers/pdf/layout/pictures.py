"""Figures as marks on paper: each kind of chart, stars, bars of table rows.

A bar has four states, here and wherever ECQ draws it: with evidence, answered without, open (hatched), to improve.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from ecq.base.exact import cut
from ecq.document.bilingual import first, flat
from ecq.document.blocks import Quartiles, Shares, Stars
from ecq.document.charts import Chart, CostCurve, Interval, Key, Radar, ScoreColumns, Strip, WorkKind, axis_share
from ecq.document.colours import GOLD, GRID, INK, JADE, JADE_PALE, LINE, MUTED, RED, RED_PALE, TRACK, Colour
from ecq.document.drawing.figures import Point, star, stripes
from ecq.document.drawing.page import Figure, Line, Shape, Style, Type, Written, box, set_line
from ecq.writers.pdf.layout import cost_curve, radar

_TICK = Style(7.5, 10, colour=MUTED)
_TICK_GOLD = Style(7.5, 10, bold=True, colour=GOLD)
_KEY = Style(8, 12, colour=MUTED)
_SWATCH = 14.0


_HEIGHTS: dict[type[Chart], float] = {
    Interval: 64.0,
    Key: 16.0,
    Strip: 36.0,
    Radar: radar.HEIGHT,
    CostCurve: cost_curve.HEIGHT,
    ScoreColumns: 190.0,
}


def height(chart: Chart) -> float:
    """Height that a chart takes."""
    return _HEIGHTS[type(chart)]


def drawn(type_: Type, chart: Chart, x: float, top: float, width: float) -> Figure:
    """A chart in this width."""
    match chart:
        case Interval():
            return _interval(type_, chart, x, top, width)
        case Key():
            return Figure(tuple(_key(type_, chart.states, x, top, width)), flat(chart.alt))
        case Strip():
            return _strip(type_, chart, x, top, width)
        case Radar():
            return radar.radar(type_, chart, x, top, width)
        case CostCurve():
            return cost_curve.cost_curve(type_, chart, x, top, width)
        case ScoreColumns():
            return _columns(type_, chart, x, top, width)
        case _:
            assert_never(chart)


def stars(grade: Stars, words: str, x: float, top: float) -> Figure:
    """Stars of the grade: full where sure, outlined where still possible, grey beyond; not in gold where a gate is failed."""
    colour, size = MUTED if grade.against else GOLD, 15.0
    marks = []
    for place in range(grade.all):
        points = star((x + size * (0.5 + 1.28 * place), top + size / 2), size / 2)
        if place < grade.sure:
            marks.append(Shape(points, fill=colour))
        elif place < grade.possible:
            marks.append(Shape(points, stroke=colour, thick=0.9))
        else:
            marks.append(Shape(points, fill=LINE))
    return Figure(tuple(marks), words)


def _interval(type_: Type, drawn: Interval, x: float, top: float, width: float) -> Figure:
    """The score as a bar in four states: grades' names above, their numbers below, the target's start a thick tick."""
    ends = [float(axis_share(one, drawn.first_star)) * width for one in (drawn.evidenced, drawn.low, drawn.high)]
    y, thick = top + 13, 9.0
    marks: list[Shape | Written] = [*_states(ends, (JADE, JADE_PALE), (x, y), width, thick)]
    for mark in drawn.marks:
        at = x + float(axis_share(mark.score, drawn.first_star)) * width
        aim = mark.score == drawn.target
        reach, line = (4, 1.6) if aim else (2, 0.5)
        marks.append(Shape(((at, y - reach), (at, y + thick + reach)), stroke=INK, thick=line))
        marks.append(_beside(type_, mark.title, (at, top - 2 if aim else top), _TICK_GOLD))
        marks.append(_beside(type_, mark.number, (at, y + thick + reach), _TICK))
    return Figure((*marks, *_key(type_, drawn.states, x, top + 40, width)), drawn.alt)


def _states(
    ends: Sequence[float], colours: tuple[Colour, Colour], at: Point, width: float, thick: float
) -> list[Shape]:
    """A bar from its left end: solid to the first end, pale to the second, hatched to the third, the track beyond."""
    (x, y), (evidenced, low, high), (solid, pale) = at, ends, colours
    marks = [box(x, y, width, thick, LINE)]
    if high > low:
        marks += _hatched(x + low, y, high - low, thick, JADE)
    if low > evidenced:
        marks.append(box(x + evidenced, y, low - evidenced, thick, pale))
    if evidenced > 0:
        marks.append(box(x, y, evidenced, thick, solid))
    return marks


def _hatched(x: float, y: float, width: float, thick: float, colour: Colour) -> list[Shape]:
    ground = box(x, y, width, thick, (0xFF, 0xFF, 0xFF))
    return [ground, *(Shape(stripe, fill=colour) for stripe in stripes(x, y, width, thick))]


def _beside(type_: Type, text: str, at: Point, style: Style) -> Written:
    """A text centred on a point of the axis, `at` being the middle of its upper edge."""
    return set_line(type_, Line(type_.coverage.show(flat(text)), style), at[0] - 50, at[1], 100, "centre")


def share_bar(shares: Shares, at: Point, width: float) -> list[Shape]:
    """One horizontal bar of a table row in its four states, with a tick where the target starts; `at` is its left middle."""
    (x, y), thick = at, 7.0
    colours = (RED, RED_PALE) if shares.bad else (JADE, JADE_PALE)
    ends = [float(share) * width for share in (shares.evidenced, shares.low, shares.high)]
    bar = _states(ends, colours, (x, y - thick / 2), width, thick)
    tick = x + float(shares.target) * width
    starts = (x + float(share) * width for share in shares.starts)
    marks = [Shape(((at, y - 4.5), (at, y + 4.5)), stroke=GRID, thick=0.5) for at in starts]
    return [*bar, Shape(((tick, y - thick / 2 - 2), (tick, y + thick / 2 + 2)), stroke=INK, thick=1.2), *marks]


def quartiles(shown: Quartiles, at: Point, width: float) -> list[Shape]:
    """The middle half of the values on a track, the median a tick; `at` is the track's left middle."""
    x, y = at
    first, median, third = (x + float(one / 100) * width for one in (shown.first, shown.median, shown.third))
    return [
        box(x, y - 3.5, width, 7, LINE),
        box(first, y - 3.5, max(third - first, 0.8), 7, JADE_PALE),
        Shape(((median, y - 6), (median, y + 6)), stroke=INK, thick=1.6),
    ]


def _key(type_: Type, names: Sequence[str], x: float, top: float, width: float) -> list[Shape | Written]:
    """What the four states of a bar are called, and where there is a fifth name, what its thick tick is.

    Where two languages have no room, the first stands alone.
    """
    if sum(_named(type_, name, 0, 0)[1] for name in names) > width:
        names = [first(name) for name in names]
    marks: list[Shape | Written] = []
    for place, name in enumerate(names):
        marks += _swatch(place, x, top + 2.5)
        written, x = _named(type_, name, x, top)
        marks.append(written)
    return marks


def _swatch(place: int, x: float, y: float) -> list[Shape]:
    if place == _OPEN:
        return _hatched(x, y, _SWATCH, 7, JADE)
    if place < len(_SOLID):
        return [box(x, y, _SWATCH, 7, _SOLID[place])]
    return [Shape(((x + _SWATCH - 2, y - 1), (x + _SWATCH - 2, y + 8)), stroke=INK, thick=1.6)]


_OPEN = 2
_SOLID: tuple[Colour, ...] = (JADE, JADE_PALE, LINE, LINE)


def _named(type_: Type, name: str, x: float, top: float) -> tuple[Written, float]:
    line = Line(type_.coverage.show(flat(name)), _KEY)
    return set_line(type_, line, x + _SWATCH + 4, top, 300), x + _SWATCH + 4 + type_.width(line.text, _KEY) + 14


_AXIS, _COLUMNS = 60.0, 140.0
"""Room for the grades' names at the left, and the height of a full column."""


def _columns(type_: Type, chart: ScoreColumns, x: float, top: float, width: float) -> Figure:
    """Columns in the states of the bar, with lines where grades start and the guaranteed score above each."""
    ground = top + 12 + _COLUMNS
    marks: list[Shape | Written] = []
    for level in chart.levels:
        y = ground - float(level.score) / 100 * _COLUMNS
        marks.append(
            Shape(((x + _AXIS, y), (x + width, y)), stroke=INK if level.aim else GRID, thick=1.2 if level.aim else 0.5)
        )
        marks.append(
            set_line(type_, Line(type_.coverage.show(flat(level.title)), _TICK_GOLD), x, y - 5, _AXIS - 6, "right")
        )
    step = (width - _AXIS) / max(len(chart.points), 1)
    for place, point in enumerate(chart.points):
        left, wide, below = x + _AXIS + step * (place + 0.2), step * 0.6, Fraction(0)
        for state, end in enumerate((point.evidenced, point.low, point.high)):
            if end > below:
                y, high = ground - float(end) / 100 * _COLUMNS, float(end - below) / 100 * _COLUMNS
                marks += (
                    _hatched(left, y, wide, high, JADE) if state == _OPEN else [box(left, y, wide, high, _SOLID[state])]
                )
                below = end
        middle = left + wide / 2
        marks.append(_beside(type_, cut(point.low, 1), (middle, ground - float(below) / 100 * _COLUMNS - 11), _TICK))
        marks.append(_beside(type_, point.label, (middle, ground + 3), _TICK))
    marks.append(Shape(((x + _AXIS, ground), (x + width, ground)), stroke=INK, thick=0.8))
    return Figure((*marks, *_key(type_, chart.states, x + _AXIS, ground + 18, width)), flat(chart.alt))


_CONFIRM_WIDTH, _STRIP = 16.0, 9.0


def _strip(type_: Type, chart: Strip, x: float, top: float, width: float) -> Figure:
    """The kinds of work in the textures of the bar, as long as their person-days; below it their names and amounts."""
    shares = chart.shares
    confirm = _CONFIRM_WIDTH if any(one.days for one in shares) else width
    fixed = sum(confirm for one in shares if not one.days)
    whole = float(sum(one.days for one in shares)) or 1.0
    room = width - fixed - 2 * (len(shares) - 1)
    marks: list[Shape | Written] = []
    at, name_at = x, x
    heading = Line(type_.coverage.show(flat(chart.label)), _KEY)
    marks.append(set_line(type_, heading, x, top + _STRIP + 5, 200))
    name_at += type_.width(heading.text, _KEY) + 14
    names = [f"{flat(one.label)} {flat(one.amount)}" for one in shares]
    if name_at - x + sum(_named(type_, name, 0, 0)[1] for name in names) > width:
        names = [f"{first(one.label)} {first(one.amount)}" for one in shares]
    for one, name in zip(shares, names, strict=True):
        wide = float(one.days) / whole * room if one.days else confirm
        marks += _texture(one.kind, at, top, wide, _STRIP)
        at += wide + 2
        marks += _texture(one.kind, name_at, top + _STRIP + 7.5, _SWATCH, 7)
        written, name_at = _named(type_, name, name_at, top + _STRIP + 5)
        marks.append(written)
    return Figure(tuple(marks), flat(chart.alt))


def _texture(kind: WorkKind, x: float, y: float, width: float, thick: float) -> list[Shape]:
    if kind == "confirm":
        return _hatched(x, y, width, thick, JADE)
    if kind == "if-not-confirmed":
        return _hatched(x, y, width, thick, TRACK)
    return [box(x, y, width, thick, JADE_PALE if kind == "prove" else TRACK)]
