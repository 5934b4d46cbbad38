"""Lays out the summary: one page that says where one stands and what to do next."""

from __future__ import annotations

from dataclasses import replace

from ecq.report.colours import INK, JADE, MUTED, RED
from ecq.report.layout import pictures
from ecq.report.layout.nodes import lay_bars
from ecq.report.layout.page import LEFT, SECTION, SMALL, WIDTH, Line, Sheets, Style, Type, rule, set_line
from ecq.report.layout.plan import lay_waves, wave_rows, waves_height
from ecq.report.layout.tables import Row
from ecq.report.model import Figure, SummaryPart

_LABEL = Style(9.5, 16, bold=True, colour=JADE)
_HEADLINE, _LEAD = Style(18, 26, bold=True, level=1), Style(9.5, 15.5, colour=MUTED)
_FIGURE_LABEL, _VALUE, _MEANING = Style(8, 12, colour=MUTED), Style(15, 20, bold=True), Style(8, 11.5, colour=MUTED)
_GAP, _LEAST_VALUE, _LEAST_HEADLINE = 12.0, 8.5, 13.0
_INTERVAL = 64.0
_NAMED = 4
"""So many things to do are named before the dimensions may have the room."""


def lay_summary(sheets: Sheets, part: SummaryPart) -> None:
    """One page: the outcome in a sentence, its numbers large, the dimensions, and the waves of work as far as they fit.

    The dimensions give way where the page would else name nothing to do; they have a part of their own.
    """
    if not sheets.fresh:
        sheets.turn()
    bars, rows = _chosen(sheets.type, part)
    _outcome(sheets, part, bars)
    _first_head(sheets, part)
    if rows:
        lay_waves(sheets, part.heads, rows)


def _chosen(kind: Type, part: SummaryPart) -> tuple[bool, list[Row]]:
    """Whether the dimensions are shown, and the longest list of work that the page then holds; else the shortest there is."""
    most = sum(len(wave.lines) for wave in part.ways[0]) if part.ways else 0
    rows: list[Row] = []
    for bars in (True, False) if part.dimensions else (False,):
        trial = Sheets(kind)
        _outcome(trial, part, bars)
        _first_head(trial, part)
        for way in part.ways:
            if bars and sum(len(wave.lines) for wave in way) < min(_NAMED, most):
                break
            rows = wave_rows(kind, way, part.sums, part.more)
            if waves_height(kind, part.heads, rows) < trial.room:
                return bars, rows
        if not part.ways:
            return bars, rows
    return False, rows


def _outcome(sheets: Sheets, part: SummaryPart, bars: bool) -> None:
    kind = sheets.type
    sheets.bookmark(part.title, 0)
    sheets.paragraph(part.title, _LABEL)
    sheets.paragraph(part.headline, _headline(kind, part.headline))
    for line in (part.lead, *part.notes):
        if line:
            sheets.paragraph(line, _LEAD)
    sheets.y += 6
    _figures(sheets, part.figures)
    sheets.put(pictures.interval(kind, part.interval, LEFT, sheets.y, WIDTH))
    sheets.y += _INTERVAL
    if bars:
        lay_bars(sheets, part.dimension_heads, part.dimensions, part.target)


def _first_head(sheets: Sheets, part: SummaryPart) -> None:
    sheets.y += 12
    sheets.bookmark(part.first_title, 1)
    sheets.paragraph(part.first_title, SECTION)
    sheets.paragraph(part.first_note, SMALL)
    sheets.y += 2


def _headline(kind: Type, text: str) -> Style:
    """As large as two lines allow."""
    style = _HEADLINE
    while style.size > _LEAST_HEADLINE and len(kind.lines(text, WIDTH, style)) > 2:
        style = replace(style, size=style.size - 1, leading=style.leading - 1.2)
    return style


def _figures(sheets: Sheets, figures: tuple[Figure, ...]) -> None:
    """The numbers side by side between two rules: label, value, what it means."""
    kind, top = sheets.type, sheets.y
    wide = (WIDTH - _GAP * (len(figures) - 1)) / len(figures)
    sheets.put(rule(LEFT, top, WIDTH))
    lowest = top
    for place, figure in enumerate(figures):
        x, y = LEFT + place * (wide + _GAP), top + 8
        for lines in (
            kind.lines(figure.label, wide, _FIGURE_LABEL),
            _value(kind, figure, wide),
            kind.lines(figure.meaning, wide, _MEANING),
        ):
            with sheets.inside(sheets.element("P")):
                for line in lines:
                    sheets.put(set_line(kind, line, x, y, wide))
                    y += line.style.leading
        lowest = max(lowest, y)
    sheets.y = lowest + 8
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.y += 12


def _value(kind: Type, figure: Figure, wide: float) -> list[Line]:
    """A value on one line, or two, as large as that allows."""
    style = replace(_VALUE, colour=RED if figure.tone == "bad" else INK)
    while style.size > _LEAST_VALUE and len(kind.lines(figure.value, wide, style)) > 1:
        style = replace(style, size=style.size - 0.5, leading=style.leading - 0.5)
    return kind.lines(figure.value, wide, style)
