"""Sets blocks on pages: which room, type and breaks each kind has. Must not know what a document says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import assert_never

from ecq.document import blocks
from ecq.document.bilingual import first, flat, prefixed
from ecq.document.blocks import Block
from ecq.document.charts import Interval, Key, Strip
from ecq.document.colours import INK, JADE, MUTED, PALE, RED, TONES
from ecq.document.drawing.page import (
    BODY,
    BOTTOM,
    HEIGHT,
    LEFT,
    SECTION,
    SMALL,
    TOP,
    WIDTH,
    Line,
    Mark,
    Sheets,
    Style,
    Type,
    box,
    height_of,
    rule,
    set_line,
)
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.plan import lay_waves, waves_height
from ecq.writers.pdf.layout.tables import ABOVE_CHAPTER, Column, Row, Table, bullets, chapter, claim_style, section

_CELL, _SMALL_CELL = Style(9, 14), Style(8.5, 12)
_TONES: dict[blocks.Tone, Style] = {
    tone: Style(8.5 if look.small else 9, 13 if look.small else 14, look.bold, look.colour or INK)
    for tone, look in TONES.items()
}
_LABEL = Style(8.5, 14, colour=MUTED)
_LABEL_WIDTH = 74.0
_BETWEEN = 8.0
"""Room between the columns of a table."""
_INSET = 6.0
"""Room at the left and right of a table whose groups are coloured."""
_GROUP = 8
"""Digits of a digest that stand together."""
_BAR_ROOM = 10.0
"""Room for a bar below texts in a cell."""
_OPINION_INSET, _PART_INSET = 12.0, 14.0
_MOST_KEPT = 90.0
"""A paragraph up to this height stays with the table or figure that it introduces."""

_GAPS: dict[tuple[type[Block], type[Block]], float] = {
    (blocks.Paragraph, blocks.Paragraph): 3,
    (blocks.Paragraph, blocks.Bullets): 3,
    (blocks.Paragraph, blocks.Figure): 6,
    (blocks.Figure, blocks.Table): 0,
    (blocks.Figure, blocks.Waves): 0,
    (blocks.Paragraph, blocks.Section): 10,
    (blocks.Bullets, blocks.Section): 8,
}
_BEFORE: dict[type[Block], float] = {
    blocks.Section: 14,
    blocks.Table: 6,
    blocks.Facts: 6,
    blocks.Waves: 6,
    blocks.Card: 8,
    blocks.Paragraph: 8,
    blocks.Bullets: 8,
    blocks.Figure: 12,
}
"""Room above a block that follows another; above what follows a heading there is none."""


def lay_blocks(sheets: Sheets, content: Sequence[Block]) -> None:
    """A part of a document, one block after the other. A few sentences under a title stand on one page."""
    if len(content) > 1 and all(isinstance(one, blocks.Paragraph | blocks.MissingCharacters) for one in content[1:]):
        _whole(sheets, lambda page: _lay_each(page, content))
    else:
        _lay_each(sheets, content)


def _whole(sheets: Sheets, lay: Callable[[Sheets], None]) -> None:
    """Lay what is not to be parted by the end of a page."""
    trial = Sheets(sheets.type)
    lay(trial)
    if len(trial.pages) == 1 and trial.y - TOP + ABOVE_CHAPTER > sheets.room and not sheets.fresh:
        sheets.turn()
    lay(sheets)


def _lay_each(sheets: Sheets, content: Sequence[Block]) -> None:
    last: Block | None = None
    for block, following in pairwise((*blocks.unfolded(content), None)):
        assert block is not None
        if last is not None:
            gap = _BEFORE.get(type(block), 0.0)
            if isinstance(last, (blocks.Chapter, blocks.Section)):
                gap = 0.0 if isinstance(last, blocks.Section) or not isinstance(block, blocks.Table) else 4.0
            sheets.skip(_GAPS.get((type(last), type(block)), gap))
        _lay(sheets, block, last, following)
        last = block
    sheets.need(0)  # what was kept for something that turned out empty has to fit as well


def _lay(sheets: Sheets, block: Block, last: Block | None, following: Block | None) -> None:
    match block:
        case blocks.Chapter():
            chapter(sheets, block.title, block.claim)
        case blocks.Section():
            section(sheets, block.title)
        case blocks.Paragraph():
            if block.kind == "opinion":
                lines = sheets.type.lines(block.text, WIDTH - _OPINION_INSET, BODY)
                row = Row((lines,), pad=2, ruled=False, draw=lambda x, y, height: [box(x, y, 2, height, JADE)])
                Table(sheets, (Column(_OPINION_INSET, WIDTH - _OPINION_INSET),), role="Texts").lay([row])
                return
            style = {"lead": Style(10.5, 18, bold=True), "note": SMALL, "body": BODY}[block.kind]
            sheets.paragraph(block.text, style, keep=_introduces(sheets.type, block.text, style, last, following))
        case blocks.Bullets():
            bullets(sheets, block.lines, *((_TONES["muted"],) if block.kind == "note" else (BODY, 2.0)))
        case blocks.Facts():
            label, style = (280.0, _CELL) if block.even else (_LABEL_WIDTH, _LABEL)
            columns = (Column(0, label), Column(label + 16, WIDTH - label - 16))
            rows = [_pair(sheets.type, one, columns, style, _CELL, pad=3) for one in block.pairs]
            Table(sheets, columns, role="Pairs").lay(rows)
        case blocks.Card():
            _card(sheets, block)
        case blocks.Table():
            _lay_table(sheets, block)
        case blocks.Fold():
            pass  # is unfolded
        case blocks.Figure():
            _figure(sheets, block)
        case blocks.Waves():
            lay_waves(sheets, block)
        case blocks.OnePage():
            _lay_one_page(sheets, block)
        case blocks.OwnPage():
            if not sheets.fresh:
                sheets.turn()
            for content in block.ways:
                trial = Sheets(sheets.type)
                lay_blocks(trial, content)
                if len(trial.pages) == 1:
                    break
            lay_blocks(sheets, content)
            sheets.y = BOTTOM
        case blocks.Signatures():
            _signatures(sheets, block)
        case blocks.MissingCharacters():
            coverage = sheets.type.coverage
            if coverage.lacking:
                sheets.paragraph(block.text.format(codes=coverage.codes()), SMALL)
        case blocks.Seal():
            _seal(sheets, block)
        case _:
            assert_never(block)


def _introduces(kind: Type, text: str, style: Style, last: Block | None, following: Block | None) -> bool:
    """Whether a paragraph stays with what follows it: it is short, and introduces a table or figure, or a whole chapter."""
    if following is None or isinstance(following, blocks.Bullets | blocks.Chapter):
        return False
    if isinstance(following, blocks.Section | blocks.Paragraph) and not isinstance(last, blocks.Chapter):
        return False
    return height_of(kind.lines(text, WIDTH, style)) <= _MOST_KEPT


def _pair(
    kind: Type, pair: blocks.Labelled, columns: tuple[Column, Column], label: Style, said: Style, pad: float
) -> Row:
    lines = [line for text in pair.lines for line in kind.lines(text, columns[1].width, said)]
    return Row((kind.lines(pair.label, columns[0].width, label), lines), pad=pad, ruled=pad > 2)


# Cards


def _card(sheets: Sheets, card: blocks.Card) -> None:
    """What is heard as a heading is the card's rank, title and worth; its facts are pairs below."""
    kind = sheets.type
    title = (Column(0, 20), Column(22, WIDTH - 112), Column(WIDTH - 84, 84, "right"))
    body = (Column(22, _LABEL_WIDTH), Column(22 + _LABEL_WIDTH + 6, WIDTH - 28 - _LABEL_WIDTH))
    under = [line for one in card.below for line in kind.lines(one.text, title[1].width, _TONES[one.tone])]
    head = Row(
        (
            kind.lines(card.rank, 20, Style(9.5, 15, colour=MUTED)),
            [*kind.lines(card.title, title[1].width, Style(10, 15, bold=True)), *under],
            kind.lines(card.side.text, 84, Style(10, 15, bold=True, colour=RED if card.side.tone == "bad" else JADE)),
        ),
        pad=2,
        ruled=False,
    )
    *facts, last = card.facts
    rows = [_pair(kind, one, body, _LABEL, _CELL, pad=1.5) for one in facts]
    rows.append(_pair(kind, last, body, _LABEL, _TONES["muted"], pad=1.5))  # the law is for looking up
    whole = head.height + sum(row.height for row in rows) + 6
    pairs = Table(sheets, body, role="Pairs")
    sheets.need(whole if whole <= HEIGHT / 2 else head.height + pairs.lead(rows))
    with sheets.inside(sheets.element("H3")):
        Table(sheets, title, role="Texts").lay([head])
    pairs.lay(rows)
    sheets.skip(6)
    sheets.put(rule(LEFT, sheets.y, WIDTH))


# Tables


def _lay_table(sheets: Sheets, table: blocks.Table) -> None:
    """A table: its columns by their shares, its rows by what they are."""
    if not table.rows:
        return
    coloured = any(row.level in ("group", "sum") for row in table.rows)
    columns = _columns(table, _INSET if coloured else 0.0)
    heads = tuple(one.head for one in table.columns)
    rows = [_row(sheets.type, table, columns, row) for row in table.rows]
    for place, (row, following) in enumerate(pairwise((*table.rows, None))):
        assert row is not None
        before_part = following is not None and following.level == "part"
        if row.level == "group" or before_part:
            rows[place] = replace(
                rows[place],
                pad=min(rows[place].pad, 2.0) if before_part else rows[place].pad,
                keep_with_next=following is not None,
                ruled=not before_part,
            )
    Table(sheets, columns, heads if any(heads) else (), "Table" if any(heads) else "Pairs").lay(rows)


def _columns(table: blocks.Table, inset: float) -> tuple[Column, ...]:
    count = len(table.columns)
    room = WIDTH - 2 * inset - _BETWEEN * (count - 1)
    whole = sum(one.share for one in table.columns)
    columns: list[Column] = []
    x = inset
    for one in table.columns:
        columns.append(Column(x, one.share / whole * room, "right" if one.right else "left"))
        x += columns[-1].width + _BETWEEN
    return tuple(columns)


def _row(kind: Type, table: blocks.Table, columns: tuple[Column, ...], row: blocks.Row) -> Row:
    """The cells set in their columns; the last of fewer cells than there are columns has the room of all that are left."""
    bold = row.level in ("group", "sum")
    cells: list[Sequence[Line]] = []
    drawings: list[Callable[[float, float, float], Iterable[Mark]]] = []
    for place, cell in enumerate(row.cells):
        column = columns[place]
        if place == len(row.cells) - 1 < len(columns) - 1:
            column = replace(column, width=columns[-1].x + columns[-1].width - column.x, align="left")
        inset = _PART_INSET if row.level == "part" and place == 0 else 0.0
        style = _TONES[table.columns[place].tone]
        if table.small:
            style = replace(style, size=_SMALL_CELL.size, leading=_SMALL_CELL.leading)
        style = replace(style, bold=style.bold or bold)
        lines: list[Line] = []
        for at, part in enumerate(cell):
            if isinstance(part, blocks.Shares | blocks.Span | blocks.Quartiles):
                alone = len(cell) == 1
                drawings.append(partial(_bar, part, column, None if alone else height_of(lines)))
                lines += [Line(" ", Style(1, _BAR_ROOM))] if lines or at < len(cell) - 1 else []
            else:
                lines += _lines(kind, part, column.width - inset, style, table.small)
        cells.append([replace(line, indent=line.indent + inset) for line in lines] if inset else lines)
    cells += [()] * (len(columns) - len(cells))
    pad = 1.0 if row.level == "part" else 2.0 if drawings or table.small else 4.0

    def draw(x: float, top: float, height: float) -> list[Mark]:
        return [mark for drawing in drawings for mark in drawing(x, top, height)]

    return Row(tuple(cells), pad, PALE if bold else None, draw=draw if drawings else None)


def _lines(
    kind: Type,
    part: str | blocks.Said | blocks.Link | blocks.Rated | blocks.Tagged | blocks.Tick,
    width: float,
    style: Style,
    small: bool,
) -> list[Line]:
    if isinstance(part, str):
        return kind.lines(part, width, style)
    if isinstance(part, blocks.Tick):
        muted = _TONES["muted"]
        lines = kind.lines(prefixed("✓ " if part.on else "○ ", part.text), width, muted)
        return lines + [replace(line, indent=12.0) for line in kind.lines(part.below, width - 12, muted)]
    toned = _TONES[part.tone] if part.tone else style
    if small:
        toned = replace(toned, size=min(toned.size, _SMALL_CELL.size), leading=_SMALL_CELL.leading)
    if isinstance(part, blocks.Said) and part.brief:
        return [Line(kind.one_line(first(part.text), width, toned), toned)]
    return kind.lines(part.whole if isinstance(part, blocks.Tagged) else part.text, width, toned)


def _bar(
    part: blocks.Shares | blocks.Span | blocks.Quartiles,
    column: Column,
    above: float | None,
    x: float,
    top: float,
    height: float,
) -> list[Mark]:
    """A bar in its column, below the texts `above` it in its cell; None: it is alone there."""
    left, middle = x + column.x, top + (min(height / 2, 9.5) if above is None else above + 7)
    return [*pictures.bar(part, (left, middle), column.width)]


# Figures


def _figure(sheets: Sheets, figure: blocks.Figure) -> None:
    """A key or a strip stands with the list that follows it; a chart has a title above and a note below."""
    kind, chart, height = sheets.type, figure.chart, pictures.height(figure.chart)
    if isinstance(chart, Key | Strip | Interval):
        sheets.keep(height, lambda y: (pictures.drawn(kind, chart, LEFT, y, WIDTH),))
        return
    title = Style(9.5, 14, bold=True, level=3)
    note = kind.lines(figure.note, WIDTH, SMALL)
    sheets.need(title.leading + 6 + height + len(note) * SMALL.leading)
    sheets.paragraph(figure.title, title)
    sheets.y += 4
    sheets.put(pictures.drawn(kind, chart, LEFT, sheets.y, WIDTH))
    sheets.y += height + 2
    if figure.note:
        sheets.paragraph(figure.note, SMALL)


# The page for those who read one page: where one stands, and what to do first

_FIGURE_LABEL, _VALUE, _MEANING = Style(8, 12, colour=MUTED), Style(15, 20, bold=True), Style(8, 11.5, colour=MUTED)
_NUMBERS_APART, _LEAST_VALUE = 12.0, 8.5
_NAMED, _LEAST_NAMED = 4, 3
"""So many things to do are named before the dimensions may have the room; where not even the fewer are, what to do has a page of its own."""


def _lay_one_page(sheets: Sheets, page: blocks.OnePage) -> None:
    """One page: the outcome in a sentence, its numbers large, the dimensions, and the waves of work as far as they fit.

    The dimensions give way where the page would else name nothing to do; they have a part of their own. Where it would name
    hardly anything even so, as in two languages, what to do follows on the next page.
    """
    if not sheets.fresh:
        sheets.turn()
    dimensions, way = _beside_the_outcome(sheets.type, page)
    apart = bool(page.ways) and (way is None or _named(way) < min(_LEAST_NAMED, _named(page.ways[0])))
    if apart:
        dimensions, way = page.dimensions, _fitting(sheets.type, page)
    _outcome(sheets, page, dimensions)
    if apart:
        sheets.turn()
    _first_head(sheets, page)
    if way is not None:
        lay_waves(sheets, way)


def _named(way: blocks.Waves) -> int:
    """How many things to do a list names."""
    return sum(len(wave.lines) for wave in way.waves)


def _beside_the_outcome(kind: Type, page: blocks.OnePage) -> tuple[blocks.Table | None, blocks.Waves | None]:
    """The dimensions where they are shown, and the longest list of work that the same page then holds; None where it holds none."""
    for dimensions in (page.dimensions, None) if page.dimensions else (None,):
        trial = Sheets(kind)
        _outcome(trial, page, dimensions)
        way = _fitting(kind, page, trial)
        if not page.ways or (way and (not dimensions or _named(way) >= min(_NAMED, _named(page.ways[0])))):
            return dimensions, way
    return None, None


def _fitting(kind: Type, page: blocks.OnePage, trial: Sheets | None = None) -> blocks.Waves | None:
    """The longest list that a page holds, below what stands on it already; on a fresh page at last the shortest."""
    sheets = trial or Sheets(kind)
    _first_head(sheets, page)
    if len(sheets.pages) > 1:
        return None  # the head already stands on the next one
    fitting = (way for way in page.ways if waves_height(kind, way) < sheets.room)
    return next(fitting, page.ways[-1] if page.ways and trial is None else None)


def _outcome(sheets: Sheets, page: blocks.OnePage, dimensions: blocks.Table | None) -> None:
    kind = sheets.type
    sheets.bookmark(page.title, 0)
    sheets.paragraph(page.title, Style(9.5, 16, bold=True, colour=JADE))
    sheets.paragraph(page.headline, claim_style(kind, page.headline))
    for line in (page.lead, *page.notes):
        if line:
            sheets.paragraph(line, Style(9.5, 15.5, colour=MUTED))
    sheets.y += 6
    _numbers(sheets, page.numbers)
    if page.interval:
        sheets.put(pictures.drawn(kind, page.interval, LEFT, sheets.y, WIDTH))
        sheets.y += pictures.height(page.interval)
    if dimensions:
        _lay_table(sheets, dimensions)


def _first_head(sheets: Sheets, page: blocks.OnePage) -> None:
    sheets.y += 12
    sheets.bookmark(page.first_title, 1)
    sheets.paragraph(page.first_title, SECTION)
    sheets.paragraph(page.first_note, SMALL)
    sheets.y += 2


def _numbers(sheets: Sheets, numbers: tuple[blocks.Number, ...]) -> None:
    """The numbers side by side between two rules: label, value, what it means."""
    kind, top = sheets.type, sheets.y
    wide = (WIDTH - _NUMBERS_APART * (len(numbers) - 1)) / len(numbers)
    sheets.put(rule(LEFT, top, WIDTH))
    lowest = top
    for place, number in enumerate(numbers):
        x, y = LEFT + place * (wide + _NUMBERS_APART), top + 8
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


def _value(kind: Type, number: blocks.Number, wide: float) -> list[Line]:
    """A value on one line, or two, as large as that allows."""
    style = replace(_VALUE, colour=RED if number.tone == "bad" else INK)
    while style.size > _LEAST_VALUE and len(kind.lines(number.value, wide, style)) > 1:
        style = replace(style, size=style.size - 0.5, leading=style.leading - 0.5)
    return kind.lines(number.value, wide, style)


# Pages of their own kind

_SIGNATURE, _APART = 62.0, 22.0


def _signatures(sheets: Sheets, block: blocks.Signatures) -> None:
    sheets.need(_SIGNATURE * len(block.people))
    kind, small = sheets.type, Style(8.5, 13, colour=MUTED)
    third = (WIDTH - 2 * _APART) / 3
    for one in block.people:
        name = flat(one.lines[0]) if one.lines else ""
        more = 11 * max(len(kind.lines(name, third, Style(8.5, 11))) - 2, 0)  # names stand above the line
        sheets.need(_SIGNATURE + more)
        top = sheets.y + 26 + more
        for place, (label, said) in enumerate(((one.label, name), (block.signature, ""), (block.day, ""))):
            x = LEFT + place * (third + _APART)
            sheets.put(set_line(kind, Line(flat(label), small), x, top + 16, third))
            signed = kind.lines(said, third, Style(8.5, 11))
            for at, line in enumerate(signed):
                sheets.put(set_line(kind, line, x, top + 14 - 11 * (len(signed) - at), third))
            sheets.put(rule(x, top + 15, third, MUTED, 0.6))
        sheets.y += _SIGNATURE + more


def _seal(sheets: Sheets, seal: blocks.Seal) -> None:
    """The content digest in groups that can be read aloud, the files inside, and how to check them; all on one page, closer
    together where that takes more, as in two languages.
    """
    wide = Sheets(sheets.type)
    _sealed(wide, seal, 4, 3)
    pads = (4, 3) if len(wide.pages) == 1 else (1, 0)
    _whole(sheets, lambda page: _sealed(page, seal, *pads))


def _sealed(sheets: Sheets, seal: blocks.Seal, pad: float, between: float) -> None:
    chapter(sheets, seal.title)
    sheets.paragraph(seal.lead)
    sheets.skip(7)
    groups = [seal.digest[at : at + _GROUP] for at in range(0, len(seal.digest), _GROUP)]
    half = len(groups) // 2
    sheets.paragraph(seal.digest_label, _LABEL)
    for row in (groups[:half], groups[half:]):
        sheets.paragraph("\u2002".join(row), Style(13, 20, bold=True, colour=INK))
    sheets.skip(7)
    if seal.table:
        digest = Column(212, WIDTH - 212, style=Style(7.6, 13))
        table = Table(sheets, (Column(0, 82, style=_CELL), Column(88, 116, style=_TONES["muted"]), digest), seal.heads)
        table.lay([table.row(one.name, one.what, one.digest, pad=pad) for one in seal.rows])
        sheets.skip(7)
    for line in seal.lines:
        sheets.paragraph(line)
        sheets.skip(between)
    sheets.paragraph(seal.made_by, SMALL)
