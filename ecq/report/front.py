"""Lays the cover and the part on dimensions and indicators. Knows where things stand on the page; words come finished."""

from __future__ import annotations

from ecq.report import pictures
from ecq.report.contents import Cover, NodeRow, NodesPart, NumberBox
from ecq.report.sections import chapter
from ecq.report.sheet import (
    HEIGHT,
    INK,
    JADE,
    LEFT,
    MUTED,
    PAGE_HEIGHT,
    PALE,
    RED,
    RIGHT,
    SMALL,
    WIDTH,
    Line,
    Mark,
    Sheets,
    Style,
    box,
    rule,
    set_line,
)
from ecq.report.tables import Column, Row, Table

_NAME_SIZES = ((40, Style(29, 38, bold=True)), (90, Style(20, 28, bold=True)), (200, Style(14, 21, bold=True)))
_VALUE = Style(27, 32, bold=True)
_VERDICT = Style(16.5, 32, bold=True)
_THIRD = WIDTH / 3
_PAD = 3.0
_RADAR_HEIGHT = 198.0


def lay_cover(sheets: Sheets, cover: Cover) -> None:
    """The first page; conclusions that do not fit run on."""
    kind = sheets.type
    top = Style(9.5, 14, bold=True)
    brand, _, rest = cover.product.partition(" ")
    sheets.put(set_line(kind, Line(brand, Style(9.5, 14, bold=True, colour=JADE)), LEFT, 50, WIDTH))
    sheets.put(set_line(kind, Line(rest, top), LEFT + kind.width(brand + " ", top), 50, WIDTH))
    note = Line(cover.not_a_certificate, Style(9.5, 14, colour=MUTED))
    sheets.put(set_line(kind, note, LEFT, 50, WIDTH, "right"))
    sheets.y = 152
    sheets.paragraph(cover.title, Style(10.5, 20, colour=MUTED))
    sheets.paragraph(cover.name, next(style for limit, style in _NAME_SIZES if len(cover.name) <= limit))
    sheets.put(box(LEFT, sheets.y + 9, 48, 2.2, JADE))
    sheets.y += 28
    sheets.paragraph(cover.based_on, Style(9.5, 16, colour=MUTED))
    sheets.paragraph("    ·    ".join(cover.facts).replace("    ", "\u00a0\u00a0\u00a0"), Style(9.5, 16, colour=MUTED))
    if cover.notice:
        sheets.paragraph(cover.notice, Style(9.5, 16, colour=INK))
    sheets.y += 30
    _columns(sheets, cover)
    sheets.put(pictures.interval(kind, cover.interval, LEFT, sheets.y, WIDTH))
    sheets.y += 58
    _conclusions(sheets, cover)


def _columns(sheets: Sheets, cover: Cover) -> None:
    """Grade, score and readiness side by side between two rules."""
    kind, top = sheets.type, sheets.y
    label, below = Style(9, 14, colour=MUTED), Style(9, 14, colour=MUTED)
    sheets.put(rule(LEFT, top, WIDTH))
    grade_words = kind.lines(cover.grade.words, _THIRD - 16, Style(10.5, 16, bold=True))
    sheets.put(set_line(kind, Line(cover.grade.label, label), LEFT, top + 22, _THIRD))
    sheets.put(pictures.stars(cover.grade, LEFT, top + 45))
    lowest = _below(sheets, grade_words, LEFT, top + 72)
    for place, (column, style) in enumerate(((cover.score, _VALUE), (cover.readiness, _VERDICT)), 1):
        x = LEFT + place * _THIRD
        lowest = max(lowest, _number_box(sheets, column, style, (x, top), below))
    sheets.y = lowest + 18
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.y += 18


def _number_box(sheets: Sheets, column: NumberBox, style: Style, at: tuple[float, float], below: Style) -> float:
    kind, (x, top) = sheets.type, at
    sheets.put(set_line(kind, Line(column.label, below), x, top + 22, _THIRD))
    fitted = kind.fitting(column.value, _THIRD - 22, style, 11)
    value_top = top + 38 + (32 - fitted.leading) / 2
    sheets.put(set_line(kind, Line(column.value, fitted), x, value_top, _THIRD))
    return _below(sheets, kind.lines(column.line, _THIRD - 8, below), x, top + 73)


def _below(sheets: Sheets, lines: list[Line], x: float, top: float) -> float:
    for line in lines:
        sheets.put(set_line(sheets.type, line, x, top, _THIRD))
        top += line.style.leading
    return top


def _conclusions(sheets: Sheets, cover: Cover) -> None:
    sheets.bookmark(cover.conclusion_title, 0)
    sheets.paragraph(cover.conclusion_title, Style(12, 20, bold=True))
    sheets.y += 4
    sheets.paragraph(cover.headline, Style(10.5, 18, bold=True))
    sheets.y += 3
    rows = [
        Row(
            (sheets.type.lines(f"{n}.", 14, Style(9.5, 15.5)), sheets.type.lines(reason, WIDTH - 16)),
            pad=2,
            ruled=False,
        )
        for n, reason in enumerate(cover.reasons, 1)
    ]
    Table(sheets, (Column(0, 14), Column(16, WIDTH - 16))).lay(rows)


_HEAD = Style(7.5, 10, colour=MUTED)
_CELL = Style(8.5, 12)
_COLUMNS = (
    Column(0, 16),
    Column(18, 138),
    Column(160, 66),
    Column(228, 58, "right"),
    Column(294, 46),
    Column(340, 46, "right"),
    Column(388, 38, "right"),
    Column(428, 30, "right"),
    Column(459, WIDTH - 459, "right"),
)


def lay_nodes(sheets: Sheets, part: NodesPart) -> None:
    """Radars side by side, then dimensions and indicators as bars with their numbers."""
    chapter(sheets, part.title, room=HEIGHT)
    if part.points_note:
        sheets.paragraph(part.points_note, SMALL)
    sheets.skip(6)
    _radars(sheets, part)
    kind = sheets.type
    sheets.put(*pictures.legend(kind, (part.sure, part.possible), LEFT, sheets.y))
    sheets.y += 16
    indicator, *share_to_gain = part.heads
    head = ("", indicator, "", share_to_gain[0], "", *share_to_gain[1:])
    rows = [_node_row(sheets, row) for row in part.rows]
    Table(sheets, _COLUMNS, head).lay(rows)


def _radars(sheets: Sheets, part: NodesPart) -> None:
    kind = sheets.type
    drawn = [radar for radar in part.radars if len(radar.axes) >= pictures.FEWEST_AXES]
    for place, radar in enumerate(drawn):
        share = WIDTH / len(drawn)
        x = LEFT + share * place
        # A triangle reaches less far below its centre than above it.
        centre = (x + share / 2, sheets.y + (124 if len(radar.axes) == pictures.FEWEST_AXES else 108))
        sheets.put(set_line(kind, Line(radar.title, Style(9.5, 14, bold=True)), x, sheets.y, share, "centre"))
        sheets.put(pictures.radar(kind, radar, centre, 76, 54))
        if radar.key:
            sheets.put(set_line(kind, Line(radar.key, _HEAD), x, sheets.y + _RADAR_HEIGHT, share, "centre"))
    if drawn:
        sheets.y += _RADAR_HEIGHT + 14


def _node_row(sheets: Sheets, row: NodeRow) -> Row:
    kind = sheets.type
    style = Style(8.5, 12, bold=row.dimension)
    fill = PALE if row.dimension else None
    toned = Style(8.5, 12, bold=row.tone == "bad", colour=RED if row.tone == "bad" else INK)
    numbers = [kind.lines(text, 60, _CELL) for text in (row.sure, row.possible, row.worth, row.to_gain)]
    first = (kind.lines(row.label, 16, Style(8.5, 12, colour=MUTED)), kind.lines(row.title, _COLUMNS[1].width, style))
    if row.bar is None:
        note = kind.lines(row.level, 160, Style(8.5, 12, colour=MUTED))
        return Row((*first, note, (), (), *numbers), pad=_PAD, fill=fill)
    shares = row.bar
    level = kind.lines(row.level, _COLUMNS[4].width, Style(8, 12, colour=RED if row.tone == "bad" else MUTED))

    def draw(x: float, top: float, height: float) -> list[Mark]:
        y = top + min(height / 2, 9.5)
        return list(pictures.share_bar(shares, row.tone == "bad", x + _COLUMNS[2].x, y, _COLUMNS[2].width))

    return Row((*first, (), kind.lines(row.share, 60, toned), level, *numbers), pad=_PAD, fill=fill, draw=draw)


def frame(sheets: Sheets, head: str, title: str, foot: tuple[str, str]) -> list[list[Mark]]:
    """Running heads and feet for every page, now that their number is known: what is not content."""
    kind, total = sheets.type, len(sheets.pages)
    small = Style(8, 12, colour=MUTED)
    frames: list[list[Mark]] = []
    for number in range(1, total + 1):
        first = number == 1
        marks: list[Mark] = [
            set_line(kind, Line(foot[0] if first else foot[1], small), LEFT, PAGE_HEIGHT - 46, WIDTH),
            set_line(kind, Line(f"{number} / {total}", small), LEFT, PAGE_HEIGHT - 46, WIDTH, "right"),
        ]
        if not first:
            title_width = kind.width(title, small)
            marks.append(set_line(kind, Line(title, small), LEFT, 42, WIDTH, "right"))
            name = kind.one_line(head, RIGHT - LEFT - title_width - 20, small)
            marks.append(set_line(kind, Line(name, small), LEFT, 42, WIDTH))
        frames.append(marks)
    return frames
