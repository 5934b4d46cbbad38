"""Figures of the report as PNG: drawn by the same code as in the PDF, at the size they stand in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import pypdfium2

from ecq.document.charts import Chart
from ecq.document.colours import ACCENT
from ecq.document.drawing import fonts
from ecq.document.drawing.page import Figure, Picture, Shape, Written
from ecq.document.logo import Logo
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.cover import logo_size
from ecq.writers.pdf.render import drawn_alone

_PER_INCH = 200
_EDGE = 1.0
"""Room around a figure, so that no line is cut in half."""


@dataclass(frozen=True)
class Png:
    """A picture with its size in points and the words that say what it shows."""

    data: bytes
    width: float
    height: float
    alt: str


type_ = cache(fonts.type_)
"""The two faces that figures are lettered in."""


def drawn(figure: Figure, accent: str) -> Png:
    """A figure, cut to what is drawn."""
    xs, ys = zip(*_corners(figure.marks), strict=True)
    left, top = min(xs) - _EDGE, min(ys) - _EDGE
    width, height = max(xs) + _EDGE - left, max(ys) + _EDGE - top
    moved = tuple(_moved(mark, -left, -top) for mark in figure.marks)
    return Png(_png(drawn_alone(moved, (width, height), accent)), width, height, figure.alt)


def chart_picture(chart: Chart, width: float, accent: str) -> Png:
    """A chart, as the PDF draws it."""
    return drawn(pictures.drawn(type_(), chart, 0, 0, width), accent)


def logo_picture(logo: Logo, within: tuple[float, float], alt: str) -> Png:
    """A logo, as large as it fits."""
    size = logo_size(logo, within)
    return Png(_png(drawn_alone([Picture(0, 0, *size, "")], size, ACCENT, logo)), *size, alt)


def _png(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=_PER_INCH / 72).to_pil()
    out = BytesIO()
    picture.save(out, "PNG", dpi=(_PER_INCH, _PER_INCH))
    return out.getvalue()


def _corners(marks: Iterable[Written | Shape]) -> Iterator[tuple[float, float]]:
    for mark in marks:
        if isinstance(mark, Shape):
            yield from mark.points
        else:
            yield mark.x, mark.y - mark.style.size
            yield mark.x + type_().width(mark.text, mark.style), mark.y + mark.style.size / 4


def _moved(mark: Written | Shape, right: float, down: float) -> Written | Shape:
    if isinstance(mark, Shape):
        return replace(mark, points=tuple((x + right, y + down) for x, y in mark.points))
    return replace(mark, x=mark.x + right, y=mark.y + down)
