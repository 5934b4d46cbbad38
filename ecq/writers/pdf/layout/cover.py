"""Lays out the cover, the list of contents, and the heads and feet of all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import assert_never

from ecq.document.bilingual import Both, first, flat, joined
from ecq.document.blocks import Cover, Labelled, Number
from ecq.document.colours import INK, JADE, MUTED, RED
from ecq.document.drawing.page import (
    BODY,
    BOTTOM,
    CHAPTER,
    LEFT,
    PAGE_HEIGHT,
    RIGHT,
    SMALL,
    TOP,
    WIDTH,
    Align,
    Bookmark,
    Element,
    Figure,
    Line,
    Link,
    Mark,
    Picture,
    Shape,
    Sheets,
    Style,
    Written,
    box,
    height_of,
    rule,
    set_line,
)
from ecq.document.logo import Logo
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.tables import numbered

_NAME_SIZES = (
    (40, Style(29, 38, bold=True, level=1)),
    (90, Style(20, 28, bold=True, level=1)),
    (200, Style(14, 21, bold=True, level=1)),
)
_VALUE = Style(27, 32, bold=True)
_VERDICT = Style(16.5, 32, bold=True)
_BELOW = Style(9, 14, colour=MUTED)
_THIRD = WIDTH / 3
LOGO = (150.0, 40.0)
"""Width and height a logo may have on the cover."""
_SMALL_LOGO = (70.0, 14.0)
"""And at the head of every other page."""
_FEWEST_PAGES = 7
"""A report of fewer pages needs no list of what is in it."""
_ENTRY, _ENTRY_GAP, _ENTRY_NUMBER = Style(8.5, 15.5), 20.0, 18.0
_CONTENTS_HEAD, _CONTENTS_ABOVE = 20.0, 14.0


def masthead(
    sheets: Sheets, brand: str, product: str, not_a_certificate: str, logo: Logo | None, logo_words: str
) -> None:
    """At the head of a first page: whose paper it is at the left, what it is not at the right."""
    kind, x = sheets.type, LEFT
    name = Style(9.5, 14, bold=True)
    if logo:
        width, height = logo_size(logo, LOGO)
        # It stands on the line of the words beside it, and grows upwards.
        sheets.put(Picture(x, 57 - height / 2, width, height, flat(logo_words)))
        x += width + 12
    note = Line(not_a_certificate, Style(9.5, 14, colour=MUTED))
    left = RIGHT - x - kind.width(flat(note.text), note.style) - 16
    if brand:
        sheets.put(set_line(kind, Line(kind.one_line(brand, left, name), name), x, 50, WIDTH))
    elif not logo:
        begins, _, rest = first(product).partition(" ")
        sheets.put(set_line(kind, Line(begins, Style(9.5, 14, bold=True, colour=JADE)), x, 50, WIDTH))
        rest = kind.one_line(rest, left - kind.width(begins + " ", name), name)
        sheets.put(set_line(kind, Line(rest, name), x + kind.width(begins + " ", name), 50, WIDTH))
    sheets.put(set_line(kind, note, LEFT, 50, WIDTH, "right"))


def logo_size(logo: Logo, within: tuple[float, float]) -> tuple[float, float]:
    """Width and height of a logo, as large as it fits."""
    scale = min(within[0] / logo.width, within[1] / logo.height)
    return logo.width * scale, logo.height * scale


def lay_cover(sheets: Sheets, cover: Cover, logo: Logo | None, parts: Sequence[str]) -> None:
    """The first page. It begins higher up where that leaves room for the list of these parts, or for itself alone."""
    masthead(sheets, cover.brand, cover.product, cover.not_a_certificate, logo, cover.logo)
    lowest = 57 + (logo_size(logo, LOGO)[1] / 2 if logo else 0) + 8
    tops_there_are = tuple(max(top, lowest) for top in _COVER_TOPS)
    while _ends(sheets, cover, tops_there_are[-1]) > BOTTOM and (cover.set_aside or cover.reasons):
        # What is left out is told in the parts that follow.
        cover = replace(cover, set_aside="") if cover.set_aside else replace(cover, reasons=cover.reasons[:-1])
    heights = [_CONTENTS_ABOVE + _CONTENTS_HEAD + rows * _ENTRY.leading for rows, _ in _shapes(sheets, parts)]
    tops = [top for tall in heights for top in tops_there_are if _ends(sheets, cover, top) + tall <= BOTTOM]
    whole = [top for top in tops_there_are if _ends(sheets, cover, top) <= BOTTOM]
    _cover(sheets, cover, (tops or whole or tops_there_are[-1:])[0])


def _ends(sheets: Sheets, cover: Cover, top: float) -> float:
    """Where the cover ends that begins at this height."""
    trial = Sheets(sheets.type)
    _cover(trial, cover, top)
    return trial.y if len(trial.pages) == 1 else PAGE_HEIGHT


_COVER_TOPS = (132.0, 104.0, 70.0)
_PEOPLE_LABEL = 84.0


def _cover(sheets: Sheets, cover: Cover, top: float) -> None:
    kind = sheets.type
    sheets.y = top
    sheets.paragraph(cover.title, Style(10.5, 20, colour=MUTED))
    sheets.paragraph(cover.name, next(style for limit, style in _NAME_SIZES if len(cover.name) <= limit))
    sheets.put(box(LEFT, sheets.y + 9, 48, 2.2, JADE))
    sheets.y += 28
    sheets.paragraph(cover.based_on, Style(9.5, 16, colour=MUTED))
    sheets.paragraph(joined(cover.facts, "\u00a0\u00a0\u00a0·\u00a0\u00a0\u00a0"), Style(9.5, 16, colour=MUTED))
    if cover.notice:
        sheets.paragraph(cover.notice, Style(9.5, 16, colour=INK))
    sheets.y += 14 if top > _COVER_TOPS[-1] else 6
    for one in cover.people:
        _person(sheets, one)
    sheets.y += 24 if top > _COVER_TOPS[-1] else 10
    _columns(sheets, cover)
    if cover.interval is not None:
        sheets.put(pictures.drawn(kind, cover.interval, LEFT, sheets.y, WIDTH))
        sheets.y += 72
    if cover.bands_note:
        sheets.y -= 12 if cover.interval is not None else 0
        sheets.paragraph(cover.bands_note, SMALL)
        sheets.y += 12
    sheets.keep(0, lambda y: (Bookmark(cover.conclusion_title, 0, y),))
    sheets.paragraph(cover.conclusion_title, Style(12, 20, bold=True, level=2), keep=True)
    sheets.skip(4)
    sheets.paragraph(cover.headline, Style(10.5, 18, bold=True))
    sheets.y += 3
    if len(cover.reasons) == 1:
        sheets.paragraph(cover.reasons[0])
    else:
        numbered(sheets, cover.reasons)
    if cover.set_aside:
        sheets.skip(4)
        sheets.paragraph(cover.set_aside)


def _person(sheets: Sheets, one: Labelled) -> None:
    """A name with what it is for, or a line to write it on."""
    kind, top = sheets.type, sheets.y
    sheets.put(set_line(kind, Line(flat(one.label), Style(9.5, 19, colour=MUTED)), LEFT, top, _PEOPLE_LABEL))
    for said in one.lines:
        for line in kind.lines(said, WIDTH - _PEOPLE_LABEL, Style(9.5, 15)):
            sheets.put(set_line(kind, line, LEFT + _PEOPLE_LABEL, sheets.y + 2, WIDTH - _PEOPLE_LABEL))
            sheets.y += 15
        sheets.y -= 15
    if not one.lines:
        sheets.put(rule(LEFT + _PEOPLE_LABEL, top + 15, 200, MUTED, 0.5))
    sheets.y += 19


def _columns(sheets: Sheets, cover: Cover) -> None:
    """Grade, score and readiness side by side between two rules."""
    kind, top = sheets.type, sheets.y
    sheets.put(rule(LEFT, top, WIDTH))
    grade_words = kind.lines(cover.grade.value, _THIRD - 16, Style(10.5, 16, bold=True))
    sheets.put(set_line(kind, Line(cover.grade.label, _BELOW), LEFT, top + 22, _THIRD))
    sheets.put(pictures.stars(cover.stars, cover.grade.value, LEFT, top + 45))
    against = kind.lines(cover.against, _THIRD - 16, Style(9, 14, bold=True, colour=RED))
    lowest = _below(sheets, [*grade_words, *against], LEFT, top + 72)
    for place, (column, style) in enumerate(((cover.score, _VALUE), (cover.readiness, _VERDICT)), 1):
        x = LEFT + place * _THIRD
        lowest = max(lowest, _number_box(sheets, column, style, (x, top)))
    sheets.y = lowest + 18
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.y += 18


def _number_box(sheets: Sheets, column: Number, style: Style, at: tuple[float, float]) -> float:
    kind, (x, top) = sheets.type, at
    both = flat(column.label)
    label = both if kind.width(both, _BELOW) <= _THIRD - 8 else first(column.label)
    sheets.put(set_line(kind, Line(label, _BELOW), x, top + 22, _THIRD))
    value, under = column.value, kind.lines(column.meaning, _THIRD - 8, _BELOW)
    fitted = kind.fitting(value, _THIRD - 22, style, 11)
    if isinstance(value, Both) and kind.width(flat(value), fitted) > _THIRD - 8:
        under = [*kind.lines(value.beneath, _THIRD - 8, _BELOW), *under]
        value = value.first
        fitted = kind.fitting(value, _THIRD - 22, style, 11)
    value_top = top + 38 + (32 - fitted.leading) / 2
    sheets.put(set_line(kind, Line(value, fitted), x, value_top, _THIRD))
    return _below(sheets, under, x, top + 73)


def _below(sheets: Sheets, lines: list[Line], x: float, top: float) -> float:
    for line in lines:
        sheets.put(set_line(sheets.type, line, x, top, _THIRD))
        top += line.style.leading
    return top


def lay_contents(sheets: Sheets, title: str, front: int) -> None:
    """What is on which page: at the foot of the first of so many front pages that has room, or on a page of its own after them.

    To be called last.
    """
    if len(sheets.pages) < _FEWEST_PAGES:
        return
    entries, kind = _entries(sheets), sheets.type
    places = (
        (page, rows, wide, BOTTOM - _CONTENTS_HEAD - rows * _ENTRY.leading)
        for page, (rows, wide) in product(range(front), _shapes(sheets, [entry for entry, _ in entries]))
    )
    place = next((one for one in places if one[3] >= _foot_of(sheets.pages[one[0]]) + _CONTENTS_ABOVE), None)
    if place is None:
        sheets.pages.insert(front, [])
        _on_own_page(sheets, title, front, _entries(sheets))
        return
    page, rows, wide, top = place
    set_, contents = sheets.pages[page], sheets.element("TOC")

    def put(line: Line, at: tuple[float, float], align: Align = "left", item: Element | None = None) -> None:
        said = set_line(kind, line, *at, wide, align)
        path = (contents, item) if item else (sheets.element("P"),)
        set_.append(replace(said, within=path))

    put(Line(flat(title), Style(9, 14, colour=MUTED)), (LEFT, top))
    set_.append(rule(LEFT, top + 17, WIDTH))
    for rank, (entry, number) in enumerate(entries):
        at = LEFT + rank // rows * (wide + _ENTRY_GAP), top + _CONTENTS_HEAD + rank % rows * _ENTRY.leading
        item = sheets.element("TOCI")
        put(Line(kind.one_line(entry, wide - _ENTRY_NUMBER, _ENTRY), _ENTRY), at, item=item)
        put(Line(str(number), replace(_ENTRY, colour=MUTED)), at, "right", item)
        set_.append(Link(*at, wide, _ENTRY.leading, number))


def _shapes(sheets: Sheets, entries: Sequence[str]) -> Iterator[tuple[int, float]]:
    """How a list of contents may stand: so many rows in columns of this width, two or, where the longest entry fits, three."""
    widest = max((sheets.type.width(flat(entry), _ENTRY) for entry in entries), default=0.0)
    for columns in (2, 3):
        wide = (WIDTH - (columns - 1) * _ENTRY_GAP) / columns
        if columns == 2 or widest <= wide - _ENTRY_NUMBER:
            yield -(-len(entries) // columns), wide


def _foot_of(marks: Iterable[Mark]) -> float:
    """The lowest point of what stands on a page."""
    lowest = TOP
    for mark in marks:
        match mark:
            case Written():
                lowest = max(lowest, mark.y + mark.style.size / 3)
            case Shape():
                lowest = max(lowest, *(y for _, y in mark.points))
            case Figure():
                lowest = max(lowest, _foot_of(mark.marks))
            case Picture() | Link():
                lowest = max(lowest, mark.y + mark.height)
            case Bookmark():
                pass
            case _:
                assert_never(mark)
    return lowest


def _on_own_page(sheets: Sheets, title: str, page: int, entries: list[tuple[str, int]]) -> None:
    kind, y, contents, set_ = sheets.type, TOP, sheets.element("TOC"), sheets.pages[page]
    heading = (sheets.element("H1"),)
    for line in kind.lines(title, WIDTH, CHAPTER):
        set_.append(replace(set_line(kind, line, LEFT, y, WIDTH), within=heading))
        y += line.style.leading
    y += 10
    tall = sum(height_of(kind.lines(entry, WIDTH - 40, BODY)) for entry, _ in entries)
    pad = 5.0 if y + tall + 10 * len(entries) <= BOTTOM else 2.0
    for entry, number in entries:
        set_.append(rule(LEFT, y, WIDTH))
        lines, top, within = kind.lines(entry, WIDTH - 40, BODY), y + pad, (contents, sheets.element("TOCI"))
        for line in lines:
            set_.append(replace(set_line(kind, line, LEFT, top, WIDTH), within=within))
            top += line.style.leading
        counted = Line(str(number), replace(BODY, colour=MUTED))
        set_.append(replace(set_line(kind, counted, LEFT, y + pad, WIDTH, "right"), within=within))
        set_.append(Link(LEFT, y, WIDTH, top + pad - y, number))
        y = top + pad
    set_.append(rule(LEFT, y, WIDTH))


def _entries(sheets: Sheets) -> list[tuple[str, int]]:
    """Parts after the cover with the pages they begin on, counted from 1."""
    return [
        (mark.title, number)
        for number, marks in enumerate(sheets.pages, 1)
        for mark in marks
        if isinstance(mark, Bookmark) and mark.level == 0 and number > 1
    ]


def frame(sheets: Sheets, head: str, title: str, foot: tuple[str, str], logo: Logo | None) -> list[list[Mark]]:
    """Running heads with the brand and feet for every page, now that their number is known: what is not content."""
    kind, total = sheets.type, len(sheets.pages)
    small = Style(8, 12, colour=MUTED)
    frames: list[list[Mark]] = []
    for number in range(1, total + 1):
        counted = f"{number} / {total}"
        room, below = WIDTH - kind.width(counted, small) - 20, foot[0] if number == 1 else foot[1]
        if kind.width(flat(below), small) > room:  # whole in one language, or cut off in two
            below = first(below)
        marks: list[Mark] = [
            set_line(kind, Line(kind.one_line(below, room, small), small), LEFT, PAGE_HEIGHT - 46, WIDTH),
            set_line(kind, Line(counted, small), LEFT, PAGE_HEIGHT - 46, WIDTH, "right"),
        ]
        if number > 1:
            x = LEFT
            if logo:
                width, height = logo_size(logo, _SMALL_LOGO)
                marks.append(Picture(x, 48 - height / 2, width, height, ""))
                x += width + 8
            room, beside = RIGHT - x - 20, flat(title)
            # A name is not cut off for a second language.
            if kind.width(head, small) + kind.width(beside, small) > room:
                beside = first(title)
            marks.append(set_line(kind, Line(beside, small), LEFT, 42, WIDTH, "right"))
            name = kind.one_line(head, room - kind.width(beside, small), small)
            marks.append(set_line(kind, Line(name, small), x, 42, WIDTH))
        frames.append(marks)
    return frames
