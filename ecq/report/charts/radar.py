"""The radar of shares: what is guaranteed on each axis, and what is still open around it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import dist
from typing import ClassVar

from ecq.report.charts import Chart
from ecq.report.colours import GRID, JADE, JADE_MIST, JADE_SOFT, MUTED
from ecq.report.layout.figures import Point, radar_point, radar_polygon, radar_ring
from ecq.report.layout.page import Figure, Line, Shape, Style, Type, Written, height_of, set_line

_FEWEST_AXES = 3
"""Fewer span no area."""

_RINGS = (0.25, 0.5, 0.75, 1.0)
_RADIUS, _LABEL_WIDTH, _LABEL_GAP = 76.0, 54.0, 4.0


@dataclass(frozen=True)
class Axis:
    """One axis, shares from 0 to 1."""

    label: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Radar(Chart):
    """A radar chart; `alt` says all its numbers."""

    height: ClassVar[float] = 198.0
    title: str
    axes: tuple[Axis, ...]
    alt: str
    key: str

    @property
    def drawable(self) -> bool:
        """Whether the axes span an area."""
        return len(self.axes) >= _FEWEST_AXES

    def figure(self, type_: Type, x: float, top: float, width: float) -> Figure:
        """The chart in this width, below its title."""
        count = len(self.axes)
        # A triangle reaches less far below its centre than above it.
        centre, radius = (x + width / 2, top + (124 if count == _FEWEST_AXES else 108)), _RADIUS
        high = radar_polygon([axis.high for axis in self.axes], centre, radius)
        low = radar_polygon([axis.low for axis in self.axes], centre, radius)
        marks: list[Shape | Written] = []
        if high != low:
            marks.append(Shape(high, fill=JADE_MIST))
        marks.append(Shape(low, fill=JADE_SOFT))
        marks += [Shape(radar_ring(count, ring, centre, radius), stroke=GRID, thick=0.5) for ring in _RINGS]
        marks += [
            Shape((centre, radar_point(place, count, 1.0, centre, radius)), stroke=GRID, thick=0.5)
            for place in range(count)
        ]
        if high != low:
            marks.append(Shape(high, stroke=JADE, thick=0.7, dashed=True))
        marks.append(Shape(low, stroke=JADE, thick=1.3))
        for ring in _RINGS[1::2]:
            place = (centre[0], centre[1] - radius * ring)
            marks.append(
                set_line(type_, Line(f"{ring * 100:.0f}", Style(6, 8, colour=MUTED)), place[0] + 2, place[1] - 4, 20)
            )
        for at, axis in enumerate(self.axes):
            marks += _axis_label(type_, axis.label, radar_point(at, count, 1.0, centre, radius), centre)
        return Figure(tuple(marks), self.alt)


def _axis_label(type_: Type, label: str, tip: Point, centre: Point) -> list[Shape | Written]:
    """The label outside the tip of its axis, moved outwards by half its own size so that it does not touch the chart."""
    style = Style(8, 10.5)
    lines = type_.lines(label, _LABEL_WIDTH, style)
    wide, high = max((type_.width(line.text, style) for line in lines), default=0.0), height_of(lines)
    reach = dist(tip, centre)
    along, down = (tip[0] - centre[0]) / reach, (tip[1] - centre[1]) / reach
    x = tip[0] + along * (_LABEL_GAP + wide / 2) - wide / 2
    top = tip[1] + down * (_LABEL_GAP + high / 2) - high / 2
    return [set_line(type_, line, x, top + i * style.leading, wide, "centre") for i, line in enumerate(lines)]
