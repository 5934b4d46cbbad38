"""The report's figures as marks: interval bar, stars, radar, bars. Geometry comes from figures; no PDF here."""

from __future__ import annotations

from fractions import Fraction

from ecq.report.contents import GradeBox, IntervalBar, Radar
from ecq.report.figures import Point, axis_share, bar, radar_point, radar_polygon, radar_ring, star
from ecq.report.sheet import (
    GOLD,
    INK,
    JADE,
    JADE_PALE,
    LINE,
    MUTED,
    RED,
    Align,
    Figure,
    Line,
    Shape,
    Style,
    Type,
    Written,
    box,
    set_line,
)

_TICK = Style(7.5, 10, colour=MUTED)
_TICK_GOLD = Style(7.5, 10, bold=True, colour=GOLD)
_RINGS = (0.25, 0.5, 0.75, 1.0)
_FEWEST_AXES = 3


def stars(grade: GradeBox, x: float, top: float, size: float = 15.0) -> Figure:
    """Stars of the grade: full where sure, outlined where still possible, grey beyond."""
    marks = []
    for place in range(grade.stars_all):
        points = star((x + size * (0.5 + 1.28 * place), top + size / 2), size / 2)
        if place < grade.stars_sure:
            marks.append(Shape(points, fill=GOLD))
        elif place < grade.stars_possible:
            marks.append(Shape(points, stroke=GOLD, thick=0.9))
        else:
            marks.append(Shape(points, fill=LINE))
    return Figure(tuple(marks), grade.words)


def interval(type_: Type, drawn: IntervalBar, x: float, top: float, width: float) -> Figure:
    """The interval bar: grades' names above, their numbers below, guaranteed part full, the open part pale."""
    low = float(axis_share(drawn.low, drawn.first_star))
    high = float(axis_share(drawn.high, drawn.first_star))
    y, thick = top + 13, 9.0
    marks: list[Shape | Written] = [box(x, y, width, thick, LINE)]
    if high > low:
        marks.append(box(x + low * width, y, (high - low) * width, thick, JADE_PALE))
    if low > 0:
        marks.append(box(x, y, low * width, thick, JADE))
    for mark in drawn.marks:
        at = x + float(axis_share(mark.score, drawn.first_star)) * width
        marks.append(Shape(((at, y - 2), (at, y + thick + 2)), stroke=INK, thick=0.5))
        marks.append(_beside(type_, mark.title, (at, top), _TICK_GOLD))
        marks.append(_beside(type_, mark.number, (at, y + thick + 2), _TICK))
    return Figure(tuple(marks), drawn.alt)


def _beside(type_: Type, text: str, at: Point, style: Style) -> Written:
    """A text centred on a point of the axis, `at` being the middle of its upper edge."""
    return set_line(type_, Line(type_.coverage.show(text), style), at[0] - 50, at[1], 100, "centre")


def radar(type_: Type, drawn: Radar, centre: Point, radius: float, label_width: float) -> Figure | None:
    """A radar chart; None where there are fewer than three axes, which span no area."""
    count = len(drawn.axes)
    if count < _FEWEST_AXES:
        return None
    high = radar_polygon([axis.high for axis in drawn.axes], centre, radius)
    low = radar_polygon([axis.low for axis in drawn.axes], centre, radius)
    marks: list[Shape | Written] = []
    if high != low:
        marks.append(Shape(high, fill=(0xE4, 0xF1, 0xEF)))
    marks.append(Shape(low, fill=(0xC9, 0xE4, 0xE1)))
    marks += [Shape(radar_ring(count, ring, centre, radius), stroke=LINE, thick=0.5) for ring in _RINGS]
    marks += [
        Shape((centre, radar_point(place, count, 1.0, centre, radius)), stroke=LINE, thick=0.5)
        for place in range(count)
    ]
    if high != low:
        marks.append(Shape(high, stroke=JADE, thick=0.7, dashed=True))
    marks.append(Shape(low, stroke=JADE, thick=1.3))
    for ring in _RINGS:
        place = (centre[0], centre[1] - radius * ring)
        marks.append(
            set_line(type_, Line(f"{ring * 100:.0f}", Style(6, 8, colour=MUTED)), place[0] + 2, place[1] - 4, 20)
        )
    for place, axis in enumerate(drawn.axes):
        marks += _axis_label(type_, axis.label, radar_point(place, count, 1.0, centre, radius), centre, label_width)
    return Figure(tuple(marks), drawn.alt)


def _axis_label(type_: Type, label: str, tip: Point, centre: Point, width: float) -> list[Shape | Written]:
    """The label outside the tip of its axis: beside it on the sides, above or below it at top and bottom."""
    style = Style(8, 10.5)
    lines = type_.lines(label, width, style)
    height = style.leading * len(lines)
    aside = (tip[0] - centre[0]) / 4
    shift = max(-1.0, min(1.0, aside / 4))
    top = tip[1] - height / 2
    if abs(shift) < 1:
        upward = tip[1] < centre[1]
        top = (tip[1] - height - 2) if upward else tip[1] + 2
    x = tip[0] - width / 2 + shift * (width / 2 + 4)
    align: Align = "left" if shift >= 1 else "right" if shift <= -1 else "centre"
    return [set_line(type_, line, x, top + i * style.leading, width, align) for i, line in enumerate(lines)]


def share_bar(shares: tuple[Fraction, Fraction], bad: bool, x: float, y: float, width: float) -> list[Shape]:
    """One horizontal bar of a table row: guaranteed, still open, the rest."""
    part = bar(*shares, width)
    thick = 7.0
    marks = [box(x, y - thick / 2, width, thick, LINE)]
    if part.possible > part.sure:
        marks.append(box(x + part.sure, y - thick / 2, part.possible - part.sure, thick, JADE_PALE))
    if part.sure > 0:
        marks.append(box(x, y - thick / 2, part.sure, thick, RED if bad else JADE))
    return marks


def legend(type_: Type, names: tuple[str, str], x: float, top: float) -> list[Shape | Written]:
    """What the two parts of bars and radars mean."""
    style = Style(8, 12, colour=MUTED)
    marks: list[Shape | Written] = []
    for name, colour in zip(names, (JADE, JADE_PALE), strict=True):
        marks.append(box(x, top + 2.5, 14, 7, colour))
        line = Line(type_.coverage.show(name), style)
        marks.append(set_line(type_, line, x + 18, top, 200))
        x += 18 + type_.width(line.text, style) + 16
    return marks
