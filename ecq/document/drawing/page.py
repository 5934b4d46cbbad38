"""Pages as lists of marks: where each line of text, rule and shape goes. Knows paper and breaking, not PDF nor content.

Nothing is drawn here, so the number of pages is known before the first page is written. Points (1/72 inch), y downwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from ecq.document.bilingual import Both, flat
from ecq.document.charts import Point
from ecq.document.colours import INK, LINE, MUTED, Colour
from ecq.document.drawing.line_breaking import Coverage, measure, quoted, wrap

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
"""A4, in points, as all places and sizes here."""
LEFT, TOP, BOTTOM = 51.0, 76.0, 775.0
WIDTH = PAGE_WIDTH - 2 * LEFT
RIGHT = LEFT + WIDTH
HEIGHT = BOTTOM - TOP

Align = Literal["left", "right", "centre"]

_LIST_MARKS = ("✓ ", "○ ", "· ")
"""Further lines of an item hang below its first letter."""

_WHOLE_LINES = 4
"""A paragraph of up to so many lines is not split over pages."""

_BENEATH = 0.88
"""Size of a second language beneath the first, as a share of its size."""

_RISE = 0.88
"""Baseline below the top of the letters' box, in ems: the height of a Han character above its baseline."""


@dataclass(frozen=True)
class Style:
    """How a line of text looks. `leading` is the distance to the next line's top, `level` that of a heading."""

    size: float = 9.5
    leading: float = 15.5
    bold: bool = False
    colour: Colour = INK
    level: int = 0


def beneath(style: Style) -> Style:
    """The style of the second language under a text in this style."""
    colour = MUTED if style.colour == INK else style.colour
    return Style(style.size * _BENEATH, style.leading * _BENEATH, False, colour, style.level)


BODY = Style()
SMALL = Style(8.5, 13, colour=MUTED)
HEAD = Style(8, 12, colour=MUTED)
CHAPTER = Style(18, 26, bold=True, level=1)
SECTION = Style(11.5, 18, bold=True, level=2)


@dataclass(frozen=True)
class Line:
    """One line of text that fits its column; `second`: in the second language of a bilingual edition."""

    text: str
    style: Style
    indent: float = 0.0
    second: bool = False


@dataclass(frozen=True)
class Element:
    """What a text belongs to for readers who hear it: P, H1, Table, TR and so on; the number tells two of a kind apart."""

    kind: str
    number: int


ARTIFACT = (Element("Artifact", 0),)
"""A text that is passed over: a table's head repeated on another page."""


@dataclass(frozen=True)
class Written:
    """A line of text at the left end of its baseline, with the elements it belongs to, the outermost first."""

    x: float
    y: float
    text: str
    style: Style
    second: bool = False
    within: tuple[Element, ...] = ()


@dataclass(frozen=True)
class Shape:
    """A polygon, or with two points a line."""

    points: tuple[Point, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    thick: float = 0.6
    dashed: bool = False


@dataclass(frozen=True)
class Figure:
    """Shapes and lines that are one picture, with the words that say what it shows."""

    marks: tuple[Written | Shape, ...]
    alt: str


@dataclass(frozen=True)
class Picture:
    """The logo, or the picture that is given, with the words that say what it is. Its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float
    alt: str
    data: bytes = b""


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline."""

    title: str
    level: int
    y: float


@dataclass(frozen=True)
class Link:
    """A place to press that leads to the top of a page, counted from 1. Its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float
    page: int


Mark = Written | Shape | Figure | Picture | Bookmark | Link


def box(x: float, y: float, width: float, height: float, fill: Colour) -> Shape:
    """A filled rectangle."""
    return Shape(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill=fill)


def rule(x: float, y: float, width: float, colour: Colour = LINE, thick: float = 0.6) -> Shape:
    """A horizontal line."""
    return Shape(((x, y), (x + width, y)), stroke=colour, thick=thick)


@dataclass
class Type:
    """The two faces' widths and what they cover: all that setting text needs."""

    regular: Mapping[int, float]
    bold: Mapping[int, float]
    coverage: Coverage

    def width(self, text: str, style: Style) -> float:
        """Width of a line."""
        return measure(text, style.size, self.bold if style.bold else self.regular)

    def lines(self, text: str, width: float, style: Style = BODY) -> list[Line]:
        """A text broken into lines no wider than `width`; a second language follows smaller and paler."""
        if not isinstance(text, Both):
            return self._one(text, width, style)
        first = self._one(text.first, width, style)
        hang = self.width(text.first[:2], style) if text.first[:2] in _LIST_MARKS else 0.0
        second = self._one(text.beneath, width - hang, beneath(style))
        return [*first, *(Line(line.text, line.style, line.indent + hang, second=True) for line in second)]

    def _one(self, text: str, width: float, style: Style) -> list[Line]:
        shown = self.coverage.show(text)
        widths = self.bold if style.bold else self.regular
        mark = shown[:2] if shown[:2] in _LIST_MARKS else ""
        hang = measure(mark, style.size, widths)
        first, *rest = wrap(shown[len(mark) :], width - hang, style.size, widths) or [""]
        if not mark + first:
            return []
        return [Line(mark + first, style), *(Line(line, style, hang) for line in rest)]

    def one_line(self, text: str, width: float, style: Style) -> str:
        """The text on one line, its end replaced by an ellipsis where it is too long."""
        shown = self.coverage.show(flat(text)).replace("\n", " ")
        if self.width(shown, style) <= width:
            return shown
        dots = quoted("…" + shown)[: -len(shown)]
        room = width - self.width(dots, style)
        used, fitting_chars = 0.0, 0
        for char in shown:
            used += self.width(char, style)
            if used > room:
                break
            fitting_chars += 1
        return shown[:fitting_chars].rstrip() + dots

    def fitting(self, text: str, width: float, style: Style, least: float) -> Style:
        """The style made smaller until the text fits on one line, down to the size `least`."""
        while style.size > least and self.width(flat(text), style) > width:
            style = replace(style, size=style.size - 0.5, leading=style.leading - 0.7)
        return style


@dataclass(frozen=True)
class Kept:
    """Something that stands on the same page as what follows it: set at a given height when that is known."""

    height: float
    set: Callable[[float], Iterable[Mark]]
    within: tuple[Element, ...]


@dataclass
class Sheets:
    """The pages so far and the place where the next thing goes. What is `kept` waits for what must follow it."""

    type: Type
    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    y: float = TOP
    kept: list[Kept] = field(default_factory=list)
    within: tuple[Element, ...] = ()
    elements: int = 0

    def element(self, kind: str) -> Element:
        """A new element, told from every other."""
        self.elements += 1
        return Element(kind, self.elements)

    @contextmanager
    def inside(self, *elements: Element) -> Iterator[None]:
        """What is put meanwhile belongs to these, the outermost first."""
        outer, self.within = self.within, (*self.within, *elements)
        yield
        self.within = outer

    @property
    def room(self) -> float:
        """Height left on the page below what is kept."""
        return BOTTOM - self.y - sum(one.height for one in self.kept)

    @property
    def fresh(self) -> bool:
        """Whether nothing has been set on this page yet."""
        return self.y <= TOP

    def turn(self) -> None:
        """Begin the next page; what is kept goes there."""
        self.pages.append([])
        self.y = TOP

    def need(self, height: float) -> None:
        """Make sure that so much height follows, after what is kept for it; what is taller than a page starts where it is."""
        if height > self.room and not self.fresh and height <= HEIGHT - sum(one.height for one in self.kept):
            self.turn()
        self.settle()

    def settle(self) -> None:
        """Set what is kept: what must follow it has room."""
        kept, self.kept = self.kept, []
        for one in kept:
            # A gap above a heading is none at the top of a page.
            marks = tuple(one.set(self.y))
            if marks or not self.fresh:
                outer, self.within = self.within, one.within
                self.put(*marks)
                self.within = outer
                self.y += one.height

    def keep(self, height: float, set_at: Callable[[float], Iterable[Mark]]) -> None:
        """Have something set together with what follows it, on one page."""
        self.kept.append(Kept(height, set_at, self.within))

    def skip(self, height: float) -> None:
        """Leave a gap; none at the top of a page."""
        if self.kept:
            self.keep(height, lambda _y: ())
        elif not self.fresh:
            self.y = min(self.y + height, BOTTOM)

    def put(self, *marks: Mark) -> None:
        """Add marks to this page; texts belong to what is being set, or each on its own."""
        within = self.within
        for mark in marks:
            if isinstance(mark, Written) and not mark.within:
                path = within or (self.element("P"),)
                mark = Written(mark.x, mark.y, mark.text, mark.style, mark.second, path)  # noqa: PLW2901
            self.pages[-1].append(mark)

    def bookmark(self, title: str, level: int) -> None:
        """Add an entry to the outline for this place."""
        if self.kept:
            self.keep(0, lambda y: (Bookmark(title, level, y),))
        else:
            self.put(Bookmark(title, level, self.y))

    def _set_kept(self, line: Line, y: float) -> tuple[Mark]:
        return (set_line(self.type, line, LEFT, y, WIDTH),)

    def paragraph(self, text: str, style: Style = BODY, keep: bool = False) -> None:
        """Set a text, over pages where needed; a short one stays whole, of others no line stands alone.

        With `keep` it stands on the same page as what follows.
        """
        lines, height = self.type.lines(text, WIDTH, style), style.leading
        with self.inside(*([] if self.within else [self.element(f"H{style.level}" if style.level else "P")])):
            if keep:
                for line in lines:
                    self.keep(height, partial(self._set_kept, line))
                return
            if len(lines) <= _WHOLE_LINES:
                self.need(height * len(lines))
            for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
                # Two lines stay together at the start and at the end.
                together = 2 if left >= 2 and left in (2, len(lines)) else 1
                self.need(height * together)
                self.put(set_line(self.type, line, LEFT, self.y, WIDTH))
                self.y += height


def set_line(type_: Type, line: Line, x: float, top: float, width: float, align: Align = "left") -> Written:
    """A line placed in a column whose top edge is `top`; letters sit in the middle of the leading."""
    style, text = line.style, flat(line.text)
    x += line.indent
    if align != "left":
        over = width - type_.width(text, style)
        x += over if align == "right" else over / 2
    return Written(x, top + (style.leading - style.size) / 2 + _RISE * style.size, text, style, line.second)


def height_of(lines: Iterable[Line]) -> float:
    """Height of lines one below the other."""
    return sum(line.style.leading for line in lines)


def split_lines(lines: Sequence[Line], height: float) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines that fit into a height, and the rest. No single line is left alone on either side where avoidable."""
    used, count = 0.0, 0
    for line in lines:
        if used + line.style.leading > height:
            break
        used += line.style.leading
        count += 1
    left = len(lines) - count
    if left == 1 and count > 2:
        count -= 1
    if count == 1 and len(lines) > 2:
        count = 0
    return lines[:count], lines[count:]
