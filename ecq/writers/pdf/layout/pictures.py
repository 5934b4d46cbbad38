"""Figures as marks on paper: each kind of chart, stars, bars of table rows.

A bar has four states, here and wherever ECQ draws it: with evidence, answered without, open (hatched), to improve.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import assert_never

from ecq.base.exact import cut
from ecq.document import charts
from ecq.document.bilingual import first, flat
from ecq.document.blocks import Quartiles, Shares, Span, Stars
from ecq.document.colours import (
    GOLD,
    GRID,
    INK,
    JADE,
    JADE_MIST,
    JADE_PALE,
    JADE_SOFT,
    LINE,
    MUTED,
    RED,
    RED_PALE,
    TRACK,
    WHITE,
    Colour,
)
from ecq.document.drawing.page import Align, Figure, Line, Shape, Style, Type, Written, box, height_of, set_line

_KEY = Style(8, 12, colour=MUTED)
_SWATCH = 14.0


def height(chart: charts.Chart) -> float:
    """Height that a chart takes."""
    return _kind(chart)[0]


def drawn(type_: Type, chart: charts.Chart, x: float, top: float, width: float) -> Figure:
    """A chart in this width."""
    return _kind(chart)[1](type_, x, top, width)


def _kind(chart: charts.Chart) -> tuple[float, Callable[[Type, float, float, float], Figure]]:
    """The height a chart takes, and how it is drawn."""
    match chart:
        case charts.Interval():
            return 64.0, partial(_interval, chart)
        case charts.Key():
            return 16.0, partial(_names, chart)
        case charts.Strip():
            return 36.0, partial(_strip, chart)
        case charts.Radar():
            return _RADAR_HEIGHT, partial(_radar, chart)
        case charts.CostCurve():
            return _CURVE_HEIGHT, partial(_cost_curve, chart)
        case _:
            assert_never(chart)


def stars(grade: Stars, words: str, x: float, top: float) -> Figure:
    """Stars of the grade: full where sure, outlined where still possible, grey beyond; not in gold where a gate is failed."""
    colour, size = MUTED if grade.against else GOLD, 15.0
    marks = []
    for place in range(grade.all):
        points = charts.star((x + size * (0.5 + 1.28 * place), top + size / 2), size / 2)
        if place < grade.sure:
            marks.append(Shape(points, fill=colour))
        elif place < grade.possible:
            marks.append(Shape(points, stroke=colour, thick=0.9))
        else:
            marks.append(Shape(points, fill=LINE))
    return Figure(tuple(marks), words)


def _interval(drawn: charts.Interval, type_: Type, x: float, top: float, width: float) -> Figure:
    """The score as a bar in four states: grades' names above, their numbers below, the target's start a thick tick."""
    ends = [float(charts.axis_share(one, drawn.first_star)) * width for one in (drawn.evidenced, drawn.low, drawn.high)]
    y, thick = top + 13, 9.0
    marks: list[Shape | Written] = [*_states(ends, (JADE, JADE_PALE), (x, y), width, thick)]
    if drawn.squeezed:
        marks.append(Shape(charts.axis_break(x, y, width, thick), fill=WHITE))
    for mark in drawn.marks:
        at = x + float(charts.axis_share(mark.score, drawn.first_star)) * width
        aim = mark.score == drawn.target
        reach, line = (4, 1.6) if aim else (2, 0.5)
        marks.append(Shape(((at, y - reach), (at, y + thick + reach)), stroke=INK, thick=line))
        marks.append(_beside(type_, mark.title, (at, top - 2 if aim else top), Style(7.5, 10, bold=True, colour=GOLD)))
        marks.append(_beside(type_, mark.number, (at, y + thick + reach), Style(7.5, 10, colour=MUTED)))
    return Figure((*marks, *_key(type_, drawn.states, x, top + 40, width)), drawn.alt)


def _states(
    ends: Sequence[float], colours: tuple[Colour, Colour], at: charts.Point, width: float, thick: float
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
    ground = box(x, y, width, thick, WHITE)
    return [ground, *(Shape(stripe, fill=colour) for stripe in charts.stripes(x, y, width, thick))]


def _beside(type_: Type, text: str, at: charts.Point, style: Style) -> Written:
    """A text centred on a point of the axis, `at` being the middle of its upper edge."""
    return set_line(type_, Line(type_.coverage.show(flat(text)), style), at[0] - 50, at[1], 100, "centre")


def bar(part: Shares | Quartiles | Span, at: charts.Point, width: float) -> list[Shape]:
    """The bar of a table row; `at` is its left middle."""
    match part:
        case Shares():
            return _share_bar(part, at, width)
        case Quartiles():
            return _quartiles(part, at, width)
        case Span():
            return _span(part, at, width)


def _share_bar(shares: Shares, at: charts.Point, width: float) -> list[Shape]:
    """The four states, with a tick where the target starts."""
    (x, y), thick = at, 7.0
    colours = (RED, RED_PALE) if shares.bad else (JADE, JADE_PALE)
    ends = [float(share) * width for share in (shares.evidenced, shares.low, shares.high)]
    bar = _states(ends, colours, (x, y - thick / 2), width, thick)
    tick = x + float(shares.target) * width
    starts = (x + float(share) * width for share in shares.starts)
    marks = [Shape(((at, y - 4.5), (at, y + 4.5)), stroke=GRID, thick=0.5) for at in starts]
    return [*bar, Shape(((tick, y - thick / 2 - 2), (tick, y + thick / 2 + 2)), stroke=INK, thick=1.2), *marks]


def _quartiles(shown: Quartiles, at: charts.Point, width: float) -> list[Shape]:
    """The middle half of the values on a track, the median a tick."""
    x, y = at
    first, median, third = (x + float(one / 100) * width for one in (shown.first, shown.median, shown.third))
    return [
        box(x, y - 3.5, width, 7, LINE),
        box(first, y - 3.5, max(third - first, 0.8), 7, JADE_PALE),
        Shape(((median, y - 6), (median, y + 6)), stroke=INK, thick=1.6),
    ]


def _span(shown: Span, at: charts.Point, width: float) -> list[Shape]:
    """A part of a track."""
    (x, y), wide = at, max(float(shown.end - shown.start) * width, 1.5)
    return [box(x, y - 3.5, width, 7, LINE), box(x + float(shown.start) * width, y - 3.5, wide, 7, JADE)]


def _names(chart: charts.Key, type_: Type, x: float, top: float, width: float) -> Figure:
    return Figure(tuple(_key(type_, chart.states, x, top, width)), flat(chart.alt))


def _key(type_: Type, names: Sequence[str], x: float, top: float, width: float) -> list[Shape | Written]:
    """What the four states of a bar are called, and where there is a fifth name, what its thick tick is.

    Where two languages have no room, the first stands alone.
    """
    if sum(_named(type_, name, 0, 0)[1] for name in names) > width:
        names = [first(name) for name in names]
    marks: list[Shape | Written] = []
    y = top + 2.5
    for place, name in enumerate(names):
        if place == _OPEN:
            marks += _hatched(x, y, _SWATCH, 7, JADE)
        elif place < len(_SOLID):
            marks.append(box(x, y, _SWATCH, 7, _SOLID[place]))
        else:
            marks.append(Shape(((x + _SWATCH - 2, y - 1), (x + _SWATCH - 2, y + 8)), stroke=INK, thick=1.6))
        written, x = _named(type_, name, x, top)
        marks.append(written)
    return marks


_OPEN = 2
_SOLID: tuple[Colour, ...] = (JADE, JADE_PALE, LINE, LINE)


def _named(type_: Type, name: str, x: float, top: float) -> tuple[Written, float]:
    line = Line(type_.coverage.show(flat(name)), _KEY)
    return set_line(type_, line, x + _SWATCH + 4, top, 300), x + _SWATCH + 4 + type_.width(line.text, _KEY) + 14


_CONFIRM_WIDTH, _STRIP = 16.0, 9.0


def _strip(chart: charts.Strip, type_: Type, x: float, top: float, width: float) -> Figure:
    """The kinds of work in the textures of the bar, as long as their person-days; below it their names and amounts."""
    shares = chart.shares
    confirm = _CONFIRM_WIDTH if any(one.days for one in shares) else width
    fixed = sum(confirm for one in shares if not one.days)
    whole = float(sum(one.days for one in shares)) or 1.0
    room = width - fixed - 2 * (len(shares) - 1)
    heading = Line(type_.coverage.show(flat(chart.label)), _KEY)
    marks: list[Shape | Written] = [set_line(type_, heading, x, top + _STRIP + 5, 200)]
    at, name_at = x, x + type_.width(heading.text, _KEY) + 14
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


def _texture(kind: charts.WorkKind, x: float, y: float, width: float, thick: float) -> list[Shape]:
    if kind == "confirm":
        return _hatched(x, y, width, thick, JADE)
    if kind == "if-not-confirmed":
        return _hatched(x, y, width, thick, TRACK)
    return [box(x, y, width, thick, JADE_PALE if kind == "prove" else TRACK)]


_RINGS = (0.25, 0.5, 0.75, 1.0)
_RADIUS, _GAP, _APART = 78.0, 8.0, 2.0
_RADAR_LABEL, _RADAR_KEY = Style(7.5, 9.5), Style(7.5, 10, colour=MUTED)
_TOP = 26.0
"""What stands above the circle: the label of the first spoke."""
_RADAR_HEIGHT = 2 * _RADIUS + 2 * _TOP + 12


def _radar(chart: charts.Radar, type_: Type, x: float, top: float, width: float) -> Figure:
    count = len(chart.axes)
    centre, radius = (x + width / 2, top + _TOP + _RADIUS), _RADIUS
    high = charts.radar_polygon([axis.high for axis in chart.axes], centre, radius)
    low = charts.radar_polygon([axis.low for axis in chart.axes], centre, radius)
    marks: list[Shape | Written] = []
    if high != low:
        marks.append(Shape(high, fill=JADE_MIST))
    marks.append(Shape(low, fill=JADE_SOFT))
    marks += [Shape(charts.radar_polygon([ring] * count, centre, radius), stroke=GRID, thick=0.5) for ring in _RINGS]
    marks += [
        Shape((centre, charts.radar_point(place, count, 1.0, centre, radius)), stroke=GRID, thick=0.5)
        for place in range(count)
    ]
    if high != low:
        marks.append(Shape(high, stroke=JADE, thick=0.7, dashed=True))
    marks.append(Shape(low, stroke=JADE, thick=1.3))
    marks.append(Shape(charts.radar_polygon([chart.target] * count, centre, radius), stroke=INK, thick=0.8))
    for ring in _RINGS[1::2]:
        said = Line(f"{ring * 100:.0f}", Style(6, 8, colour=MUTED))
        marks.append(set_line(type_, said, centre[0] + 2, centre[1] - radius * ring - 4, 20))
    marks += _labels(type_, chart.axes, centre, width / 2)
    key_top = top + _RADAR_HEIGHT - 12
    for name, colour in zip(chart.names, (JADE_SOFT, JADE_MIST), strict=True):
        marks.append(box(x, key_top + 1.5, 12, 7, colour))
        marks.append(set_line(type_, Line(first(name), _RADAR_KEY), x + 16, key_top, 120))
        x += 16 + type_.width(first(name), _RADAR_KEY) + 14
    return Figure(tuple(marks), chart.alt)


def _labels(type_: Type, axes: tuple[charts.Axis, ...], centre: charts.Point, half: float) -> list[Shape | Written]:
    """The names outside the tips: those of one side in a column of their own order, moved apart where they would touch."""
    marks: list[Shape | Written] = []
    sides: dict[int, list[tuple[charts.Point, list[Line]]]] = {-1: [], 1: []}

    def put(lines: list[Line], left: float, top: float, wide: float, align: Align) -> None:
        for place, line in enumerate(lines):
            marks.append(set_line(type_, line, left, top + place * _RADAR_LABEL.leading, wide, align))

    for at, axis in enumerate(axes):
        tip = charts.radar_point(at, len(axes), 1.0, centre, _RADIUS + _GAP)
        if at == 0:
            lines = type_.lines(first(axis.label), half, _RADAR_LABEL)
            put(lines, tip[0] - half / 2, tip[1] - height_of(lines), half, "centre")
            continue
        side = 1 if tip[0] >= centre[0] - 0.01 else -1
        room = half - abs(tip[0] - centre[0])
        sides[side].append((tip, type_.lines(first(axis.label), room, _RADAR_LABEL)))
    for side, labels in sides.items():
        labels.sort(key=lambda label: label[0][1])
        tops = _apart([(tip[1], height_of(lines)) for tip, lines in labels])
        for (tip, lines), top in zip(labels, tops, strict=True):
            wide = half - abs(tip[0] - centre[0])
            put(lines, tip[0] if side > 0 else tip[0] - wide, top, wide, "left" if side > 0 else "right")
    return marks


def _apart(labels: list[tuple[float, float]]) -> list[float]:
    """Upper edges of labels given their middles and heights from the top down: none lies on the next."""
    tops: list[float] = []
    for middle, height in labels:
        least = tops[-1] + labels[len(tops) - 1][1] + _APART if tops else middle - height / 2
        tops.append(max(middle - height / 2, least))
    return tops


_CURVE_AXIS = Style(7.5, 10, colour=MUTED)
_NAMES, _FOOT, _HEAD = 62.0, 26.0, 6.0
"""Room for the grades' names at the left, for the days below, and above the curve."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
_MOST_DAYS = 8
"""So many numbers stand along the days at most."""
_CURVE_HEIGHT = 172.0


def _cost_curve(chart: charts.CostCurve, type_: Type, x: float, top: float, width: float) -> Figure:
    left, wide = x + _NAMES, width - _NAMES - 12
    foot, tall = top + _CURVE_HEIGHT - _FOOT, _CURVE_HEIGHT - _FOOT - _HEAD
    longest = float(chart.points[-1][0]) or 1.0
    # Whole tens around the curve and the target.
    shown = [score for _, score in chart.points] + [level.score for level in chart.levels if level.aim]
    lowest = int(min(shown) // 10 * 10)
    highest = max(-int(-max(shown) // 10 * 10), lowest + 10)

    def place(effort: float, score: float) -> charts.Point:
        return left + effort / longest * wide, foot - (score - lowest) / (highest - lowest) * tall

    placed = [place(float(effort), float(score)) for effort, score in chart.points]
    corners: list[charts.Point] = []
    for one, other in itertools.pairwise((*placed, (left + wide, placed[-1][1]))):
        corners += [one, (other[0], one[1])]  # each point holds until the next one is paid for
    area = ((corners[0][0], foot), *corners, (left + wide, foot))
    marks: list[Shape | Written] = [Shape(area, fill=JADE_MIST)]
    levels = sorted((one for one in chart.levels if lowest <= one.score <= highest), key=lambda one: -one.score)
    tops = _apart([(place(0, float(level.score))[1], _CURVE_AXIS.leading) for level in levels])
    for level, name_top in zip(levels, tops, strict=True):
        y = place(0, float(level.score))[1]
        line = Shape(((left, y), (left + wide, y)), stroke=INK if level.aim else GRID, thick=0.9 if level.aim else 0.5)
        name = Style(7.5, 10, bold=level.aim, colour=GOLD)
        words = Line(f"{first(level.title)} {cut(level.score, 0)}", name)
        marks += [line, set_line(type_, words, x, name_top, _NAMES - 6, "right")]
    marks += [Shape((one, other), stroke=JADE, thick=1.3) for one, other in itertools.pairwise(corners)]
    marks.append(Shape(((left, foot), (left + wide, foot)), stroke=MUTED, thick=0.6))
    step = next(one for one in _STEPS if longest / one <= _MOST_DAYS)
    for days in range(0, int(longest) + 1, step):
        at = place(days, lowest)[0]
        marks.append(Shape(((at, foot), (at, foot + 3)), stroke=MUTED, thick=0.6))
        marks.append(set_line(type_, Line(str(days), _CURVE_AXIS), at - 20, foot + 4, 40, "centre"))
    marks.append(set_line(type_, Line(first(chart.axis), _CURVE_AXIS), left, foot + 14, wide, "right"))
    if chart.aim is not None:
        at = place(float(chart.aim), lowest)[0]
        marks.append(Shape(((at, foot), (at, top + _HEAD)), stroke=INK, thick=0.6, dashed=True))
    return Figure(tuple(marks), chart.alt)
