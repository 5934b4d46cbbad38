"""Geometry of the figures: where on an axis, which polygon, which bar. Pure numbers, no drawing library, no words.

Report and screen draw from the same geometry, so both show the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import cos, pi, sin

Point = tuple[float, float]


def radar_point(place: int, count: int, share: float, centre: Point, radius: float) -> Point:
    """Point on axis `place` of `count` (the first points up, the others follow clockwise) at `share` of the radius."""
    angle = 2 * pi * place / count - pi / 2
    return centre[0] + radius * share * cos(angle), centre[1] + radius * share * sin(angle)


def radar_polygon(shares: Sequence[Fraction | float], centre: Point, radius: float) -> tuple[Point, ...]:
    """Corner per axis for shares from 0 to 1; of the grid, where all are one share. y grows downwards, as on paper and screen."""
    count = len(shares)
    return tuple(radar_point(place, count, float(share), centre, radius) for place, share in enumerate(shares))


def stripes(x: float, y: float, width: float, height: float) -> tuple[tuple[Point, ...], ...]:
    """Slanting stripes that fill a rectangle, one polygon each: what is open is hatched, also where nothing has colour."""
    thick = 1.6
    count = int((width + height) // (2 * thick)) + 1
    found = []
    for place in range(count):
        foot = x - height + 2 * thick * place
        band = ((foot, y + height), (foot + thick, y + height), (foot + thick + height, y), (foot + height, y))
        within = _beyond(_beyond(band, x, 1), x + width, -1)
        if len(within) > 2:
            found.append(within)
    return tuple(found)


def _beyond(points: Sequence[Point], edge: float, side: int) -> tuple[Point, ...]:
    """The part of a convex polygon to the right (1) or left (-1) of an upright line."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in zip(points, [*points[1:], *points[:1]], strict=True):
        if (ax - edge) * side >= 0:
            kept.append((ax, ay))
        if (ax - edge) * (bx - edge) < 0:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return tuple(kept)


def star(centre: Point, radius: float) -> tuple[Point, ...]:
    """The ten corners of a five-pointed star, first point up."""
    inner = 0.4
    return tuple(radar_point(place, 10, 1.0 if place % 2 == 0 else inner, centre, radius) for place in range(10))
