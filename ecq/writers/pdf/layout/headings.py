"""Headings and lists of lines: what every part begins with. A heading waits for what follows, and stands on its page."""

from __future__ import annotations

from dataclasses import replace

from ecq.document.colours import JADE
from ecq.document.drawing.page import BODY, CHAPTER, SECTION, WIDTH, Bookmark, Sheets, Style, Type
from ecq.writers.pdf.layout.tables import Column, Row, Table

_TOPIC = Style(9.5, 16, bold=True, colour=JADE)
_CLAIM, _LEAST_CLAIM = Style(16, 23, bold=True, level=1), 13.0
_ABOVE_CHAPTER, _BELOW_CHAPTER, _BELOW_SECTION = 34.0, 8.0, 2.0


def chapter(sheets: Sheets, title: str, claim: str = "") -> None:
    """A part's title, with an entry in the outline; small above what the part claims, where it claims something."""
    if not sheets.fresh:
        sheets.keep(_ABOVE_CHAPTER, lambda _y: ())
    if not claim:
        _heading(sheets, title, CHAPTER, 0, _BELOW_CHAPTER)
        return
    _heading(sheets, title, _TOPIC, 0, 0)
    sheets.paragraph(claim, claim_style(sheets.type, claim), keep=True)
    sheets.skip(_BELOW_CHAPTER)


def claim_style(kind: Type, text: str) -> Style:
    """A claim as large as two lines allow."""
    style = _CLAIM
    while style.size > _LEAST_CLAIM and len(kind.lines(text, WIDTH, style)) > 2:
        style = replace(style, size=style.size - 1, leading=style.leading - 1.2)
    return style


def section(sheets: Sheets, title: str, level: int = 1) -> None:
    """A heading inside a part."""
    _heading(sheets, title, SECTION, level, _BELOW_SECTION)


def _heading(sheets: Sheets, title: str, style: Style, level: int, below: float) -> None:
    sheets.keep(0, lambda y: (Bookmark(title, level, y),))
    sheets.paragraph(title, style, keep=True)
    sheets.skip(below)


def numbered(sheets: Sheets, lines: tuple[str, ...]) -> None:
    """Short lines with numbers before them."""
    rows = [
        Row((sheets.type.lines(f"{n}.", 14, Style(9.5, 15.5)), sheets.type.lines(line, WIDTH - 16)), pad=2, ruled=False)
        for n, line in enumerate(lines, 1)
    ]
    Table(sheets, (Column(0, 14), Column(16, WIDTH - 16)), role="List").lay(rows)


def bullets(sheets: Sheets, lines: tuple[str, ...], style: Style = BODY, pad: float = 1.0) -> None:
    """Paragraphs one below the other, of which none stands alone on a page."""
    rows = [Row((sheets.type.lines(line, WIDTH, style),), pad=pad, ruled=False) for line in lines if line]
    Table(sheets, (Column(0, WIDTH),), role="List").lay(rows)
