"""Figures as data: what each shows, and the geometry that paper and screen both draw it with.

Every text is final. Knows no colours, no sizes and no library that draws: where on an axis, which polygon and which
bar are pure numbers, so that report and screen show the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import cos, pi, sin
from typing import Literal

from ecq.document.bilingual import flat, joined

WorkKind = Literal["confirm", "prove", "improve", "if-not-confirmed"]
"""The kinds of work of a plan wear the textures of the score's bar: hatched, pale, track."""


@dataclass(frozen=True)
class Mark:
    """Where a grade starts on the interval bar."""

    score: Fraction
    title: str
    number: str
    stars: int


def short_names(marks: Sequence[Mark]) -> list[str]:
    """What grades are called where there is little room: their first words where these tell them apart, as in "Two stars", else their stars."""
    firsts = [flat(mark.title).split(" ")[0] for mark in marks]
    return firsts if len(set(firsts)) == len(firsts) else [f"{mark.stars}★" for mark in marks]


@dataclass(frozen=True)
class Interval:
    """The score from `low` to `high` (of 100), of it `evidenced` with evidence, with the grades' starts and the target's."""

    evidenced: Fraction
    low: Fraction
    high: Fraction
    first_star: Fraction
    target: Fraction
    marks: tuple[Mark, ...]
    states: tuple[str, ...]
    alt: str

    @property
    def squeezed(self) -> bool:
        """Whether the axis is shorter below the first grade with a star, which a stroke across the bar says."""
        return 0 < self.first_star < _FULL


@dataclass(frozen=True)
class Key:
    """What the states of a bar are called, and where there is a fifth name, what its tick is."""

    states: tuple[str, ...]

    @property
    def alt(self) -> str:
        """The names in a row."""
        return joined(self.states, " · ")


@dataclass(frozen=True)
class WorkShare:
    """A kind of work on the strip above the plan; `days` is 0 for what is only to be confirmed."""

    kind: WorkKind
    label: str
    amount: str
    days: Fraction


@dataclass(frozen=True)
class Strip:
    """The kinds of work of a plan, as long as their person-days."""

    label: str
    shares: tuple[WorkShare, ...]

    @property
    def alt(self) -> str:
        """Kinds and amounts in a row."""
        return joined((self.label, *(joined((one.label, one.amount), " ") for one in self.shares)), " · ")


@dataclass(frozen=True)
class Axis:
    """One axis of a radar, shares from 0 to 1."""

    label: str
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Radar:
    """A radar chart: the first axis points up, the others follow clockwise. `names` say what the two areas are.

    `target` is the share drawn as a ring.
    """

    axes: tuple[Axis, ...]
    names: tuple[str, str]
    target: Fraction
    alt: str


@dataclass(frozen=True)
class Level:
    """Where a grade starts; `aim` is the target's."""

    score: Fraction
    title: str
    aim: bool


@dataclass(frozen=True)
class CostCurve:
    """The highest score that each number of person-days buys: points (person-days, score), rising in both.

    `aim` is the effort of the target, where it is reached.
    """

    points: tuple[tuple[Fraction, Fraction], ...]
    levels: tuple[Level, ...]
    aim: Fraction | None
    axis: str
    alt: str


@dataclass(frozen=True)
class ScorePoint:
    """A score of 100 at a time: so much with evidence, guaranteed and possible."""

    label: str
    evidenced: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class ScoreColumns:
    """Scores one after the other in time, on an axis from 0 to 100 with the starts of the grades.

    `states` name what is with evidence, what is answered without, and what is open.
    """

    points: tuple[ScorePoint, ...]
    levels: tuple[Level, ...]
    states: tuple[str, ...]
    alt: str


@dataclass(frozen=True)
class Gain:
    """The points of an indicator: worth so many, of them so many with evidence, guaranteed and possible."""

    label: str
    worth: Fraction
    evidenced: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Gains:
    """What is still to gain by indicator, most first; `names` of what is open, and of what only work can bring."""

    rows: tuple[Gain, ...]
    names: tuple[str, str]
    alt: str


HeatKind = Literal["full", "high", "mid", "low", "none", "open", "na"]


@dataclass(frozen=True)
class HeatCell:
    """A question: how much of its points it has, a sign for it, and both in words."""

    kind: HeatKind
    failed: bool
    sign: str
    alt: str


@dataclass(frozen=True)
class HeatMap:
    """Every question at a glance, in rows with a name; `alt` says what colours and signs mean."""

    rows: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    alt: str


Chart = Interval | Key | Strip | Radar | CostCurve
"""The charts of documents; `ScoreColumns` stand on slides, `Gains` and `HeatMap` on screens alone. Every chart has `alt`: the words that say what it shows."""

_LOW_PART = Fraction(1, 4)
BREAK = Fraction(3, 25)
"""Where a white stroke across the interval bar says that its axis is squeezed, as a share of its length."""
_FULL = Fraction(100)


@lru_cache(maxsize=1_024)
def axis_share(score: Fraction, first_star: Fraction) -> Fraction:
    """Place of a score on the interval bar, from 0 to 1.

    Everything below the first grade with a star takes the left quarter, the rest up to 100 the other three, so that the
    grades, which lie close together, can be told apart. With 70 as the first: 70 -> 1/4, 80 -> 1/2, 95 -> 7/8.
    """
    held = min(max(score, Fraction(0)), _FULL)
    if not 0 < first_star < _FULL:
        return held / _FULL
    if held <= first_star:
        return _LOW_PART * held / first_star
    return _LOW_PART + (1 - _LOW_PART) * (held - first_star) / (_FULL - first_star)


Point = tuple[float, float]


def radar_point(place: int, count: int, share: float, centre: Point, radius: float) -> Point:
    """Point on axis `place` of `count` (the first points up, the others follow clockwise) at `share` of the radius."""
    angle = 2 * pi * place / count - pi / 2
    return centre[0] + radius * share * cos(angle), centre[1] + radius * share * sin(angle)


def radar_polygon(shares: Sequence[Fraction | float], centre: Point, radius: float) -> tuple[Point, ...]:
    """Corner per axis for shares from 0 to 1; of the grid, where all are one share. y grows downwards, as on paper and screen."""
    count = len(shares)
    return tuple(radar_point(place, count, float(share), centre, radius) for place, share in enumerate(shares))


def axis_break(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """The slanting stroke across the interval bar that fills this rectangle."""
    at, lean, thick = x + float(BREAK) * width, height / 3, 2.4
    return ((at + lean, y), (at + lean + thick, y), (at - lean + thick, y + height), (at - lean, y + height))


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
