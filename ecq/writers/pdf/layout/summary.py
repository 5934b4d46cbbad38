"""Sets the page for those who read one page: where one stands, and what to do first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ecq.document import blocks
from ecq.document.blocks import Number, OnePage, Waves
from ecq.document.colours import INK, JADE, MUTED, RED
from ecq.document.drawing.page import LEFT, SECTION, SMALL, WIDTH, Line, Sheets, Style, Type, rule, set_line
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.plan import lay_waves, waves_height
from ecq.writers.pdf.layout.tables import claim_style

_LABEL = Style(9.5, 16, bold=True, colour=JADE)
_LEAD = Style(9.5, 15.5, colour=MUTED)
_FIGURE_LABEL, _VALUE, _MEANING = Style(8, 12, colour=MUTED), Style(15, 20, bold=True), Style(8, 11.5, colour=MUTED)
_GAP, _LEAST_VALUE = 12.0, 8.5
_NAMED, _LEAST_NAMED = 4, 3
"""So many things to do are named before the dimensions may have the room; where not even the fewer are, what to do has a page of its own."""


def lay_one_page(sheets: Sheets, page: OnePage, lay_table: Callable[[Sheets, blocks.Table], None]) -> None:
    """One page: the outcome in a sentence, its numbers large, the dimensions, and the waves of work as far as they fit.

    The dimensions give way where the page would else name nothing to do; they have a part of their own. Where it would name
    hardly anything even so, as in two languages, what to do follows on the next page.
    """
    if not sheets.fresh:
        sheets.turn()
    dimensions, way = _beside_the_outcome(sheets.type, page, lay_table)
    most = _named(page.ways[0]) if page.ways else 0
    apart = way is None or _named(way) < min(_LEAST_NAMED, most)
    if apart and page.ways:
        dimensions, way = page.dimensions, _fitting(sheets.type, page)
    _outcome(sheets, page, dimensions, lay_table)
    if apart and page.ways:
        sheets.turn()
    _first_head(sheets, page)
    if way is not None:
        lay_waves(sheets, way)


def _named(way: Waves) -> int:
    """How many things to do a list names."""
    return sum(len(wave.lines) for wave in way.waves)


def _beside_the_outcome(
    kind: Type, page: OnePage, lay_table: Callable[[Sheets, blocks.Table], None]
) -> tuple[blocks.Table | None, Waves | None]:
    """The dimensions where they are shown, and the longest list of work that the same page then holds; None where it holds none."""
    most = _named(page.ways[0]) if page.ways else 0
    for dimensions in (page.dimensions, None) if page.dimensions else (None,):
        trial = Sheets(kind)
        _outcome(trial, page, dimensions, lay_table)
        way = _fitting(kind, page, trial)
        if not page.ways or (way and (not dimensions or _named(way) >= min(_NAMED, most))):
            return dimensions, way
    return None, None


def _fitting(kind: Type, page: OnePage, trial: Sheets | None = None) -> Waves | None:
    """The longest list that a page holds, below what stands on it already; on a fresh page at last the shortest."""
    sheets = trial or Sheets(kind)
    _first_head(sheets, page)
    fitting = (way for way in page.ways if waves_height(kind, way) < sheets.room)
    return next(fitting, page.ways[-1] if page.ways and trial is None else None)


def _outcome(
    sheets: Sheets,
    page: OnePage,
    dimensions: blocks.Table | None,
    lay_table: Callable[[Sheets, blocks.Table], None],
) -> None:
    kind = sheets.type
    sheets.bookmark(page.title, 0)
    sheets.paragraph(page.title, _LABEL)
    sheets.paragraph(page.headline, claim_style(kind, page.headline))
    for line in (page.lead, *page.notes):
        if line:
            sheets.paragraph(line, _LEAD)
    sheets.y += 6
    _numbers(sheets, page.numbers)
    if page.interval:
        sheets.put(pictures.drawn(kind, page.interval, LEFT, sheets.y, WIDTH))
        sheets.y += pictures.height(page.interval)
    if dimensions:
        lay_table(sheets, dimensions)


def _first_head(sheets: Sheets, page: OnePage) -> None:
    sheets.y += 12
    sheets.bookmark(page.first_title, 1)
    sheets.paragraph(page.first_title, SECTION)
    sheets.paragraph(page.first_note, SMALL)
    sheets.y += 2


def _numbers(sheets: Sheets, numbers: tuple[Number, ...]) -> None:
    """The numbers side by side between two rules: label, value, what it means."""
    kind, top = sheets.type, sheets.y
    wide = (WIDTH - _GAP * (len(numbers) - 1)) / len(numbers)
    sheets.put(rule(LEFT, top, WIDTH))
    lowest = top
    for place, number in enumerate(numbers):
        x, y = LEFT + place * (wide + _GAP), top + 8
        for lines in (
            kind.lines(number.label, wide, _FIGURE_LABEL),
            _value(kind, number, wide),
            kind.lines(number.meaning, wide, _MEANING),
        ):
            with sheets.inside(sheets.element("P")):
                for line in lines:
                    sheets.put(set_line(kind, line, x, y, wide))
                    y += line.style.leading
        lowest = max(lowest, y)
    sheets.y = lowest + 8
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.y += 12


def _value(kind: Type, number: Number, wide: float) -> list[Line]:
    """A value on one line, or two, as large as that allows."""
    style = replace(_VALUE, colour=RED if number.tone == "bad" else INK)
    while style.size > _LEAST_VALUE and len(kind.lines(number.value, wide, style)) > 1:
        style = replace(style, size=style.size - 0.5, leading=style.leading - 0.5)
    return kind.lines(number.value, wide, style)
