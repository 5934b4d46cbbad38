"""The report's small figures as marks: interval bar, stars, bars of table rows. Charts are in `report/charts`."""

from __future__ import annotations

from fractions import Fraction

from ecq.report.bilingual import flat
from ecq.report.colours import GOLD, INK, JADE, JADE_PALE, LINE, MUTED, RED
from ecq.report.layout.figures import Point, axis_share, bar, star
from ecq.report.layout.page import Figure, Line, Shape, Style, Type, Written, box, set_line
from ecq.report.model import GradeBox, IntervalBar

_TICK = Style(7.5, 10, colour=MUTED)
_TICK_GOLD = Style(7.5, 10, bold=True, colour=GOLD)


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
    return set_line(type_, Line(type_.coverage.show(flat(text)), style), at[0] - 50, at[1], 100, "centre")


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
        line = Line(type_.coverage.show(flat(name)), style)
        marks.append(set_line(type_, line, x + 18, top, 200))
        x += 18 + type_.width(line.text, style) + 16
    return marks
