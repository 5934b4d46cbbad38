"""The radar of shares: what is guaranteed on each axis, and what is still open around it, with the names at the spokes."""

from __future__ import annotations

from ecq.document.bilingual import first
from ecq.document.charts import Axis, Radar
from ecq.document.colours import GRID, INK, JADE, JADE_MIST, JADE_SOFT, MUTED
from ecq.document.drawing.figures import Point, radar_point, radar_polygon
from ecq.document.drawing.page import Figure, Line, Shape, Style, Type, Written, box, height_of, set_line

_RINGS = (0.25, 0.5, 0.75, 1.0)
_RADIUS, _GAP, _APART = 78.0, 8.0, 2.0
_LABEL, _KEY = Style(7.5, 9.5), Style(7.5, 10, colour=MUTED)
_TOP = 26.0
"""What stands above the circle: the label of the first spoke."""


HEIGHT = 2 * _RADIUS + 2 * _TOP + 12


def radar(type_: Type, chart: Radar, x: float, top: float, width: float) -> Figure:
    """The radar in this width."""
    count = len(chart.axes)
    centre, radius = (x + width / 2, top + _TOP + _RADIUS), _RADIUS
    high = radar_polygon([axis.high for axis in chart.axes], centre, radius)
    low = radar_polygon([axis.low for axis in chart.axes], centre, radius)
    marks: list[Shape | Written] = []
    if high != low:
        marks.append(Shape(high, fill=JADE_MIST))
    marks.append(Shape(low, fill=JADE_SOFT))
    marks += [Shape(radar_polygon([ring] * count, centre, radius), stroke=GRID, thick=0.5) for ring in _RINGS]
    marks += [
        Shape((centre, radar_point(place, count, 1.0, centre, radius)), stroke=GRID, thick=0.5)
        for place in range(count)
    ]
    if high != low:
        marks.append(Shape(high, stroke=JADE, thick=0.7, dashed=True))
    marks.append(Shape(low, stroke=JADE, thick=1.3))
    marks.append(Shape(radar_polygon([chart.target] * count, centre, radius), stroke=INK, thick=0.8))
    for ring in _RINGS[1::2]:
        place = (centre[0], centre[1] - radius * ring)
        marks.append(
            set_line(type_, Line(f"{ring * 100:.0f}", Style(6, 8, colour=MUTED)), place[0] + 2, place[1] - 4, 20)
        )
    marks += _labels(type_, chart.axes, centre, width / 2)
    marks += _key(type_, chart.names, x, top + HEIGHT - 12)
    return Figure(tuple(marks), chart.alt)


def _labels(type_: Type, axes: tuple[Axis, ...], centre: Point, half: float) -> list[Shape | Written]:
    """The names outside the tips: those of one side in a column of their own order, moved apart where they would touch."""
    marks: list[Shape | Written] = []
    sides: dict[int, list[tuple[Point, list[Line]]]] = {-1: [], 1: []}
    for at, axis in enumerate(axes):
        tip = radar_point(at, len(axes), 1.0, centre, _RADIUS + _GAP)
        if at == 0:
            lines = type_.lines(first(axis.label), half, _LABEL)
            top = tip[1] - height_of(lines)
            marks += [
                set_line(type_, line, tip[0] - half / 2, top + place * _LABEL.leading, half, "centre")
                for place, line in enumerate(lines)
            ]
            continue
        side = 1 if tip[0] >= centre[0] - 0.01 else -1
        room = half - abs(tip[0] - centre[0])
        sides[side].append((tip, type_.lines(first(axis.label), room, _LABEL)))
    for side, labels in sides.items():
        labels.sort(key=lambda label: label[0][1])
        tops = _apart([(tip[1], height_of(lines)) for tip, lines in labels])
        for (tip, lines), top in zip(labels, tops, strict=True):
            wide = half - abs(tip[0] - centre[0])
            left = tip[0] if side > 0 else tip[0] - wide
            marks += [
                set_line(type_, line, left, top + place * _LABEL.leading, wide, "left" if side > 0 else "right")
                for place, line in enumerate(lines)
            ]
    return marks


def _apart(labels: list[tuple[float, float]]) -> list[float]:
    """Upper edges of labels given their middles and heights from the top down: none lies on the next."""
    tops: list[float] = []
    for middle, height in labels:
        least = tops[-1] + labels[len(tops) - 1][1] + _APART if tops else middle - height / 2
        tops.append(max(middle - height / 2, least))
    return tops


def _key(type_: Type, names: tuple[str, str], x: float, top: float) -> list[Shape | Written]:
    marks: list[Shape | Written] = []
    for name, colour in zip(names, (JADE_SOFT, JADE_MIST), strict=True):
        marks.append(box(x, top + 1.5, 12, 7, colour))
        marks.append(set_line(type_, Line(first(name), _KEY), x + 16, top, 120))
        x += 16 + type_.width(first(name), _KEY) + 14
    return marks
