"""The cost curve: the highest score that each number of person-days can buy, with the grades' starts across it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from ecq.base.exact import cut
from ecq.document.bilingual import first
from ecq.document.charts import CostCurve
from ecq.document.colours import GOLD, GRID, INK, JADE, JADE_MIST, MUTED
from ecq.document.drawing.figures import Point
from ecq.document.drawing.page import Figure, Line, Shape, Style, Type, Written, set_line

Place = Callable[[float, float], Point]

_AXIS = Style(7.5, 10, colour=MUTED)
_NAMES, _FOOT, _HEAD = 62.0, 26.0, 6.0
"""Room for the grades' names at the left, for the days below, and above the curve."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
_MOST_DAYS = 8
"""So many numbers stand along the days at most."""


HEIGHT = 172.0


def cost_curve(type_: Type, chart: CostCurve, x: float, top: float, width: float) -> Figure:
    """The curve in this width."""
    left, wide = x + _NAMES, width - _NAMES - 12
    foot, tall = top + HEIGHT - _FOOT, HEIGHT - _FOOT - _HEAD
    longest = float(chart.points[-1][0]) or 1.0
    lowest, highest = _scores(chart)

    def place(effort: float, score: float) -> Point:
        return left + effort / longest * wide, foot - (score - lowest) / (highest - lowest) * tall

    corners = _corners(chart, place, left + wide)
    area = ((corners[0][0], foot), *corners, (left + wide, foot))
    marks: list[Shape | Written] = [Shape(area, fill=JADE_MIST)]
    for level in chart.levels:
        if not lowest <= level.score <= highest:
            continue
        y = place(0, float(level.score))[1]
        line = Shape(((left, y), (left + wide, y)), stroke=INK if level.aim else GRID, thick=0.9 if level.aim else 0.5)
        name = Style(7.5, 10, bold=level.aim, colour=GOLD)
        words = Line(f"{first(level.title)} {cut(level.score, 0)}", name)
        marks += [line, set_line(type_, words, x, y - 5, _NAMES - 6, "right")]
    marks += [Shape((one, other), stroke=JADE, thick=1.3) for one, other in itertools.pairwise(corners)]
    marks.append(Shape(((left, foot), (left + wide, foot)), stroke=MUTED, thick=0.6))
    step = next(one for one in _STEPS if longest / one <= _MOST_DAYS)
    for days in range(0, int(longest) + 1, step):
        at = place(days, lowest)[0]
        marks.append(Shape(((at, foot), (at, foot + 3)), stroke=MUTED, thick=0.6))
        marks.append(set_line(type_, Line(str(days), _AXIS), at - 20, foot + 4, 40, "centre"))
    marks.append(set_line(type_, Line(first(chart.axis), _AXIS), left, foot + 14, wide, "right"))
    if chart.aim is not None:
        at = place(float(chart.aim), lowest)[0]
        marks.append(Shape(((at, foot), (at, top + _HEAD)), stroke=INK, thick=0.6, dashed=True))
    return Figure(tuple(marks), chart.alt)


def _scores(chart: CostCurve) -> tuple[float, float]:
    """The lowest and the highest score shown: whole tens around the curve and the target."""
    shown = [score for _, score in chart.points] + [level.score for level in chart.levels if level.aim]
    low, high = int(min(shown) // 10 * 10), -int(-max(shown) // 10 * 10)
    return float(low), float(max(high, low + 10))


def _corners(chart: CostCurve, place: Place, end: float) -> tuple[Point, ...]:
    """Each point holds until the next one is paid for."""
    placed = [place(float(effort), float(score)) for effort, score in chart.points]
    corners: list[Point] = []
    for one, other in zip(placed, [*placed[1:], (end, placed[-1][1])], strict=True):
        corners += [one, (other[0], one[1])]
    return tuple(corners)
