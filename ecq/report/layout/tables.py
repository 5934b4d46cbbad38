"""Rows of cells on sheets: repeated heads, rows that go over pages, groups kept with what follows. Must not know content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecq.report.colours import LINE, Colour
from ecq.report.layout.page import (
    BODY,
    BOTTOM,
    HEAD,
    HEIGHT,
    LEFT,
    WIDTH,
    Align,
    Line,
    Mark,
    Sheets,
    Style,
    Type,
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
    """A table in the making. Where no `head` is given, none is drawn."""

    sheets: Sheets
    columns: tuple[Column, ...]
    head: tuple[str, ...] = ()

    @property
    def _type(self) -> Type:
        return self.sheets.type

    def row(self, *cells: str | Sequence[Line], pad: float = 5.0, fill: Colour | None = None) -> Row:
        """A row of texts in their columns' styles, or of lines set already."""
        lines = [
            self._type.lines(cell, column.width, column.style) if isinstance(cell, str) else cell
            for cell, column in zip(cells, self.columns, strict=True)
        ]
        return Row(tuple(lines), pad, fill)

    def lay(self, rows: Sequence[Row]) -> None:
        """Set all rows, the head on every page they reach; what is kept stands above the first."""
        if rows:
            self.sheets.need(self._lead(rows))
            self._set_head()
        for place, row in enumerate(rows):
            self._lay_row(row, self._with_next(rows, place))

    def _lead(self, rows: Sequence[Row]) -> float:
        """Height that its beginning takes: head, first row, and the second where they are not tall."""
        head = self._head_row().height if self.head else 0.0
        whole = sum(row.height for row in rows)
        if whole <= WHOLE:
            return head + whole
        first = self._with_next(rows, 0)
        if len(rows) > 1 and first == rows[0].height and first + rows[1].height <= WHOLE:
            first += rows[1].height
        return head + min(first, WHOLE)

    def _with_next(self, rows: Sequence[Row], place: int) -> float:
        """Height of a row and, where it must not stand alone, of the next one or its first lines.

        The last two rows stay together, so that no page begins with a head and a single row.
        """
        last, height = place, rows[place].height
        while rows[last].keep_with_next and last + 1 < len(rows):
            last += 1
            following = rows[last].height
            height += following if following <= WHOLE else _LEAST_ROOM
        if 0 < last == len(rows) - 2 and height + rows[-1].height <= _TWO:
            height += rows[-1].height
        return height

    def _lay_row(self, row: Row, together: float) -> None:
        sheets = self.sheets
        if together > sheets.room:
            if (row.height <= WHOLE and together <= _TWO) or sheets.room < _LEAST_ROOM or row.keep_with_next:
                self._turn()
            while row.height > sheets.room:
                row = self._part_of(row)
        self._set(row)

    def _turn(self) -> None:
        if not self.sheets.fresh:
            self.sheets.turn()
            self._set_head()

    def _part_of(self, row: Row) -> Row:
        """Set as much of a tall row as the page takes; returns what is left."""
        room = self.sheets.room - 2 * row.pad
        parts = [split_lines(cell, room) for cell in row.cells]
        if any(first for first, _ in parts):
            self._set(Row(tuple(first for first, _ in parts), row.pad, row.fill, ruled=False))
        rest = tuple(left for _, left in parts)
        self.sheets.turn()
        self._set_head()
        return Row(rest, row.pad, row.fill, row.ruled)

    def _head_row(self) -> Row:
        cells = [
            self._type.lines(text, column.width, HEAD) for text, column in zip(self.head, self.columns, strict=True)
        ]
        return Row(tuple(cells), pad=4.0)

    def _set_head(self) -> None:
        if self.head:
            self._set(self._head_row())

    def _set(self, row: Row) -> None:
        sheets, top, height = self.sheets, self.sheets.y, row.height
        if row.fill:
            sheets.put(box(LEFT, top, WIDTH, height, row.fill))
        for cell, column in zip(row.cells, self.columns, strict=True):
            y = top + row.pad
            for line in cell:
                sheets.put(set_line(self._type, line, LEFT + column.x, y, column.width, column.align))
                y += line.style.leading
        if row.draw:
            sheets.put(*row.draw(LEFT, top, height))
        sheets.y = min(top + height, BOTTOM)
        if row.ruled:
            sheets.put(rule(LEFT, sheets.y, WIDTH, LINE))
