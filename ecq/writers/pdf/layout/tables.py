"""Rows of cells on sheets: repeated heads, rows that go over pages, groups kept with what follows. Must not know content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ecq.document.colours import JADE, LINE, Colour
from ecq.document.drawing.page import (
    ARTIFACT,
    BODY,
    BOTTOM,
    CHAPTER,
    HEAD,
    HEIGHT,
    LEFT,
    SECTION,
    WIDTH,
    Align,
    Bookmark,
    Element,
    Line,
    Mark,
    Sheets,
    Style,
    Type,
    Written,
    box,
    height_of,
    rule,
    set_line,
    split_lines,
)

_LEAST_ROOM = 60.0
"""A tall row starts on a page only where this much height is left."""
WHOLE = 0.2 * HEIGHT
"""A row up to this height goes to the next page whole; a taller one is split."""
_TWO = 0.3 * HEIGHT
"""The last two rows go to the next page together up to this height."""


@dataclass(frozen=True)
class Column:
    """A column from `x` (from the left margin), `width` wide; `style` is that of its texts unless a cell has its own."""

    x: float
    width: float
    align: Align = "left"
    style: Style = BODY


@dataclass(frozen=True)
class Row:
    """Cells in column order. `draw` adds a drawing at (x of the margin, top, height). `fill` colours a group's row."""

    cells: tuple[Sequence[Line], ...]
    pad: float = 5.0
    fill: Colour | None = None
    ruled: bool = True
    keep_with_next: bool = False
    draw: Callable[[float, float, float], Sequence[Mark]] | None = None

    @property
    def height(self) -> float:
        """Height with padding."""
        return max((height_of(cell) for cell in self.cells), default=0.0) + 2 * self.pad


@dataclass
class Table:
    """A table in the making. Where no `head` is given, none is drawn.

    `role` is what it is for readers who hear it: a Table, Pairs of a label and what is said of it, a List, or Texts side by
    side.
    """

    sheets: Sheets
    columns: tuple[Column, ...]
    head: tuple[str, ...] = ()
    role: Literal["Table", "Pairs", "List", "Texts"] = "Table"

    @property
    def _type(self) -> Type:
        return self.sheets.type

    def row(self, *cells: str | Sequence[Line], pad: float = 5.0) -> Row:
        """A row of texts in their columns' styles, or of lines set already."""
        lines = [
            self._type.lines(cell, column.width, column.style) if isinstance(cell, str) else cell
            for cell, column in zip(cells, self.columns, strict=True)
        ]
        return Row(tuple(lines), pad)

    def lay(self, rows: Sequence[Row]) -> None:
        """Set all rows, the head on every page they reach; what is kept stands above the first."""
        if not rows:
            return
        self.sheets.need(self.lead(rows))
        kind = {"Table": "Table", "Pairs": "Table", "List": "L"}.get(self.role)
        with self.sheets.inside(*([self.sheets.element(kind)] if kind else [])):
            self._set_head(first=True)
            for place, row in enumerate(rows):
                self._lay_row(row, self._with_next(rows, place))

    def lead(self, rows: Sequence[Row]) -> float:
        """Height that its beginning takes: head, first row, and the second where they are not tall."""
        head = self._head_row().height if self.head else 0.0
        whole = sum(row.height for row in rows)
        if whole <= WHOLE:
            return head + whole
        first = self._with_next(rows, 0)
        if len(rows) > 1 and first == rows[0].height and first + rows[1].height <= WHOLE:
            first += rows[1].height
        return head + (first if first <= _TWO else WHOLE)

    def _with_next(self, rows: Sequence[Row], place: int) -> float:
        """Height of a row and, where it must not stand alone, of the next one or its first lines.

        The last two rows stay together, so that no page begins with a head and a single row.
        """
        last, height = place, rows[place].height
        while rows[last].keep_with_next and last + 1 < len(rows):
            last += 1
            following = rows[last].height
            height += following if following <= WHOLE else _LEAST_ROOM
        if last == len(rows) - 2 and height + rows[-1].height <= _TWO:
            height += rows[-1].height
        return height

    def _tags(self, row: Row, head: bool = False) -> list[tuple[Element, ...]]:
        """What each cell is, the same for all parts of a row that goes over pages."""
        new, count = self.sheets.element, len(row.cells)
        match self.role:
            case "Texts":
                return [() if self.sheets.within else (new("P"),) for _ in row.cells]
            case "List":
                item = new("LI")
                kinds = ["Lbl"] * (count - 1) + ["LBody"]
            case "Pairs":
                item = new("TR")
                kinds = ["TH-Row"] + ["TD"] * (count - 1)
            case "Table":
                item = new("TR")
                kinds = ["TH" if head else "TD"] * count
        return [(item, new(kind)) for kind in kinds]

    def _lay_row(self, row: Row, together: float) -> None:
        sheets, tags = self.sheets, self._tags(row)
        if together > sheets.room:
            whole = (row.height <= WHOLE and together <= _TWO) or sheets.room < _LEAST_ROOM or row.keep_with_next
            if whole and not sheets.fresh:
                self._turn()
            while row.height > sheets.room:
                row = self._part_of(row, tags)
        self._set(row, tags)

    def _turn(self) -> None:
        self.sheets.turn()
        self._set_head()

    def _part_of(self, row: Row, tags: list[tuple[Element, ...]]) -> Row:
        """Set as much of a tall row as the page takes; returns what is left."""
        room = self.sheets.room - 2 * row.pad
        parts = [split_lines(cell, room) for cell in row.cells]
        begun = any(first for first, _ in parts)
        if begun:
            self._set(replace(row, cells=tuple(first for first, _ in parts), ruled=False), tags)
        rest = tuple(left for _, left in parts)
        self._turn()
        # A line beside a text goes on beside its rest; a box to tick, or a bar among cells, stands once.
        return replace(row, cells=rest, draw=row.draw if len(rest) == 1 or not begun else None)

    def _head_row(self) -> Row:
        cells = [
            self._type.lines(text, column.width, HEAD) for text, column in zip(self.head, self.columns, strict=True)
        ]
        return Row(tuple(cells), pad=4.0)

    def _set_head(self, first: bool = False) -> None:
        if self.head:
            row = self._head_row()
            self._set(row, self._tags(row, head=True) if first else [])

    def _set(self, row: Row, tags: list[tuple[Element, ...]]) -> None:
        sheets, top, height = self.sheets, self.sheets.y, row.height
        if row.fill:
            sheets.put(box(LEFT, top, WIDTH, height, row.fill))
        for place, (cell, column) in enumerate(zip(row.cells, self.columns, strict=True)):
            y = top + row.pad
            within = (*sheets.within, *tags[place]) if tags else ARTIFACT
            if not cell and tags and self.role in ("Table", "Pairs"):
                # An empty cell is one too: else those after it would be heard under other heads.
                sheets.put(Written(LEFT + column.x, y, "", column.style, within=within))
            for line in cell:
                one = set_line(self._type, line, LEFT + column.x, y, column.width, column.align)
                sheets.put(Written(one.x, one.y, one.text, one.style, one.second, within))
                y += line.style.leading
        if row.draw:
            sheets.put(*row.draw(LEFT, top, height))
        sheets.y = min(top + height, BOTTOM)
        if row.ruled:
            sheets.put(rule(LEFT, sheets.y, WIDTH, LINE))


ABOVE_CHAPTER, _BELOW_CHAPTER, _BELOW_SECTION = 34.0, 8.0, 2.0
_CLAIM, _LEAST_CLAIM = Style(16, 23, bold=True, level=1), 13.0


def chapter(sheets: Sheets, title: str, claim: str = "") -> None:
    """A part's title, with an entry in the outline; small above what the part claims, where it claims something."""
    if not sheets.fresh:
        sheets.keep(ABOVE_CHAPTER, lambda _y: ())
    if not claim:
        _heading(sheets, title, CHAPTER, 0, _BELOW_CHAPTER)
        return
    _heading(sheets, title, Style(9.5, 16, bold=True, colour=JADE), 0, 0)
    sheets.paragraph(claim, claim_style(sheets.type, claim), keep=True)
    sheets.skip(_BELOW_CHAPTER)


def claim_style(kind: Type, text: str) -> Style:
    """A claim as large as two lines allow."""
    style = _CLAIM
    while style.size > _LEAST_CLAIM and len(kind.lines(text, WIDTH, style)) > 2:
        style = replace(style, size=style.size - 1, leading=style.leading - 1.2)
    return style


def section(sheets: Sheets, title: str) -> None:
    """A heading inside a part."""
    _heading(sheets, title, SECTION, 1, _BELOW_SECTION)


def _heading(sheets: Sheets, title: str, style: Style, level: int, below: float) -> None:
    sheets.keep(0, lambda y: (Bookmark(title, level, y),))
    sheets.paragraph(title, style, keep=True)
    sheets.skip(below)


def numbered(sheets: Sheets, lines: tuple[str, ...]) -> None:
    """Short lines with numbers before them."""
    table = Table(sheets, (Column(0, 14, style=Style(9.5, 15.5)), Column(16, WIDTH - 16)), role="List")
    table.lay([replace(table.row(f"{n}.", line, pad=2), ruled=False) for n, line in enumerate(lines, 1)])


def bullets(sheets: Sheets, lines: tuple[str, ...], style: Style = BODY, pad: float = 1.0) -> None:
    """Paragraphs one below the other, of which none stands alone on a page."""
    rows = [Row((sheets.type.lines(line, WIDTH, style),), pad=pad, ruled=False) for line in lines if line]
    Table(sheets, (Column(0, WIDTH),), role="List").lay(rows)
