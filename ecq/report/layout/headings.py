"""Headings and numbered lines: what every part begins with, and how they stay with what follows."""

from __future__ import annotations

from ecq.report.layout.page import CHAPTER, HEIGHT, SECTION, WIDTH, Sheets, Style
from ecq.report.layout.tables import Column, Row, Table

_BELOW_SECTION = 2
"""The gap below a section's heading."""


def chapter(sheets: Sheets, title: str, room: float = 0.3 * HEIGHT) -> None:
    """A part's title, with an entry in the outline. It begins on a new page unless `room` is left on this one."""
    if not sheets.fresh and sheets.room < room:
        sheets.turn()
    sheets.skip(34)
    sheets.bookmark(title, 0)
    sheets.paragraph(title, CHAPTER)
    sheets.y += 8


def section(sheets: Sheets, title: str, then: float, level: int = 1) -> None:
    """A heading inside a part; `then` is the height that must follow it on the same page."""
    lines = sheets.type.lines(title, WIDTH, SECTION)
    sheets.need(len(lines) * SECTION.leading + _BELOW_SECTION + then)  # a paragraph sets every line in its own leading
    sheets.bookmark(title, level)
    sheets.paragraph(title, SECTION)
    sheets.y += _BELOW_SECTION


def numbered(sheets: Sheets, lines: tuple[str, ...]) -> None:
    """Short lines with numbers before them."""
    rows = [
        Row((sheets.type.lines(f"{n}.", 14, Style(9.5, 15.5)), sheets.type.lines(line, WIDTH - 16)), pad=2, ruled=False)
        for n, line in enumerate(lines, 1)
    ]
    Table(sheets, (Column(0, 14), Column(16, WIDTH - 16))).lay(rows)
