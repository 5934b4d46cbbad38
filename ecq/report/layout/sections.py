"""Lays out the report's parts after the figures: findings, gates, gaps, answers, method, sources, limits."""

from __future__ import annotations

from ecq.report.colours import INK, JADE, MUTED, PALE, RED
from ecq.report.layout.headings import chapter, section
from ecq.report.layout.lists import lay_brief, lay_worked
from ecq.report.layout.page import BODY, CHAPTER, HEIGHT, LEFT, SMALL, TOP, WIDTH, Line, Sheets, Style, height_of, rule
from ecq.report.layout.tables import WHOLE, Column, Row, Table
from ecq.report.model import (
    AnswerRow,
    AnswersPart,
    FindingsPart,
    Gap,
    GapsPart,
    GatesPart,
    LimitsPart,
    MethodPart,
    SealPart,
    SourcesPart,
)

_CELL = Style(9, 14)
_CELL_BOLD = Style(9, 14, bold=True)
_REMARK = Style(8.5, 13, colour=MUTED)
_LABEL = Style(8.5, 14, colour=MUTED)
_LABEL_WIDTH = 74.0
_BEFORE_CHAPTER = 34.0
_FINDINGS = (Column(0, 196), Column(212, WIDTH - 212))
_FINDINGS_WHOLE = 0.45 * HEIGHT
"""Strengths and weaknesses of a dimension up to this height stay on one page."""
_WHOLE_LIST = 8
"""A list of up to this many lines is not parted."""
_GROUP = 8
"""Digits of a digest that stand together."""


def lay_findings(sheets: Sheets, part: FindingsPart) -> None:
    """Strengths left, weaknesses right, one block per dimension."""
    chapter(sheets, part.title)
    kind = sheets.type
    for one in part.dimensions:
        cells: list[list[Line]] = []
        for column, label, listed, none in (
            (_FINDINGS[0], part.strengths, one.strengths, one.no_strengths),
            (_FINDINGS[1], part.weaknesses, one.weaknesses, one.no_weaknesses),
        ):
            cell = kind.lines(label, column.width, _LABEL)
            for finding in listed:
                cell += kind.lines(finding.text, column.width, _CELL)
                cell += kind.lines(finding.detail, column.width, _REMARK)
            cells.append(cell if listed else cell + kind.lines(none, column.width, Style(9, 14, colour=MUTED)))
        row = Row(tuple(cells), pad=5)
        section(sheets, one.title, then=row.height if row.height <= _FINDINGS_WHOLE else WHOLE)
        Table(sheets, _FINDINGS).lay([row])
        sheets.skip(12)


def lay_gates(sheets: Sheets, part: GatesPart) -> None:
    """All gates in one table."""
    chapter(sheets, part.title)
    sheets.paragraph(part.summary, BODY)
    sheets.skip(6)
    kind = sheets.type
    columns = (Column(0, 56), Column(62, 214), Column(290, WIDTH - 290))
    rows = []
    for gate in part.rows:
        bad = gate.tone == "bad"
        state = Style(9, 14, bold=bad, colour=RED if bad else INK)
        rows.append(
            Row(
                (
                    kind.lines(gate.state, columns[0].width, state),
                    kind.lines(gate.question, columns[1].width, _CELL),
                    kind.lines(gate.reason, columns[2].width, _REMARK),
                )
            )
        )
    Table(sheets, columns, part.heads).lay(rows)


def lay_gaps(sheets: Sheets, part: GapsPart) -> None:
    """One block per gap; a block stays on one page unless it is taller than most of it."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, BODY)
    sheets.skip(8)
    for gap in part.gaps:
        _lay_gap(sheets, gap)
    if part.rest and part.rest_title:
        sheets.skip(10)
        section(sheets, part.rest_title, then=WHOLE)
    if part.rest:
        lay_brief(sheets, part.rest, part.rest_heads)


def _lay_gap(sheets: Sheets, gap: Gap) -> None:
    kind = sheets.type
    title = (Column(0, 20), Column(22, WIDTH - 112), Column(WIDTH - 84, 84, "right"))
    body = (Column(22, _LABEL_WIDTH), Column(22 + _LABEL_WIDTH + 6, WIDTH - 28 - _LABEL_WIDTH))
    under = kind.lines(gap.place, title[1].width, _REMARK)
    if gap.gate:
        under += kind.lines(gap.gate, title[1].width, Style(8.5, 13, colour=RED if gap.tone == "bad" else MUTED))
    head = Row(
        (
            kind.lines(gap.rank, 20, Style(9.5, 15, colour=MUTED)),
            [*kind.lines(gap.question, title[1].width, Style(10, 15, bold=True)), *under],
            kind.lines(gap.gain, 84, Style(10, 15, bold=True, colour=JADE)),
        ),
        pad=2,
        ruled=False,
    )
    rows = []
    for place, part in enumerate(gap.parts):
        style = _CELL if place < len(gap.parts) - 2 else _REMARK  # proof and law are for looking up
        lines = [line for text in part.lines for line in kind.lines(text, body[1].width, style)]
        rows.append(Row((kind.lines(part.label, _LABEL_WIDTH, _LABEL), lines), pad=1.5, ruled=False))
    whole = head.height + sum(row.height for row in rows) + 14
    sheets.need(whole if whole <= HEIGHT / 2 else head.height + min(rows[0].height, WHOLE))
    Table(sheets, title).lay([head])
    Table(sheets, body).lay(rows)
    sheets.skip(6)
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.skip(8)


def lay_answers(sheets: Sheets, part: AnswersPart) -> None:
    """The profile, then every question with its answer, grouped by indicator."""
    chapter(sheets, part.title)
    for note in part.notes:
        sheets.paragraph(note, SMALL)
    sheets.skip(6)
    kind = sheets.type
    facts = (Column(0, 280), Column(296, WIDTH - 296))
    profile = [
        Row((kind.lines(fact.label, 280, _CELL), kind.lines(fact.lines[0], WIDTH - 296, _CELL)), pad=3)
        for fact in part.profile
    ]
    section(sheets, part.profile_title, then=Table(sheets, facts).lead(profile))
    Table(sheets, facts).lay(profile)
    sheets.skip(18)
    rows = []
    for group in part.groups:
        cells = (
            kind.lines(group.title, _ANSWERS[0].width + 200, _CELL_BOLD),
            (),
            kind.lines(group.points, 70, _CELL_BOLD),
        )
        rows.append(Row(cells, pad=4, fill=PALE, keep_with_next=True))
        rows += [_answer_row(sheets, row) for row in group.rows]
    Table(sheets, _ANSWERS, part.heads).lay(rows)


_ANSWERS = (Column(6, 176), Column(196, 222), Column(424, WIDTH - 430, "right"))


def _answer_row(sheets: Sheets, row: AnswerRow) -> Row:
    kind = sheets.type
    question = kind.lines(row.question, _ANSWERS[0].width, _CELL)
    if row.gate:
        bad = row.tone == "bad"
        tag = Style(8.5, 13, bold=bad, colour=RED if bad else MUTED)
        question += kind.lines(row.gate, _ANSWERS[0].width, tag)
    answer = [line for text in row.answer for line in kind.lines(text, _ANSWERS[1].width, _CELL)]
    for remark in row.remarks:
        answer += kind.lines(remark, _ANSWERS[1].width, _REMARK)
    return Row((question, answer, kind.lines(row.points, _ANSWERS[2].width, _CELL)), pad=5)


def lay_method(sheets: Sheets, part: MethodPart) -> None:
    """Rules of the score, where points and efforts come from, and the grades."""
    chapter(sheets, part.title, room=140)
    for line in part.lines:
        sheets.paragraph(line)
        sheets.skip(5)
    if part.worked:
        lay_worked(sheets, part.worked)
    for note in (*part.notes, *((part.bands,) if part.bands else ())):
        sheets.skip(8)
        short = len(note.lines) <= _WHOLE_LIST
        heights = [height_of(sheets.type.lines(line, WIDTH)) + 2 for line in note.lines]
        section(sheets, note.label, then=min(sum(heights) if short else heights[0], HEIGHT / 2))
        for line in note.lines:
            sheets.paragraph(line)
            sheets.skip(2)
    if part.bands:
        sheets.paragraph(part.bands_source, SMALL)


def lay_sources(sheets: Sheets, part: SourcesPart) -> None:
    """All sources with number, date, state and status."""
    chapter(sheets, part.title)
    kind = sheets.type
    columns = (Column(0, 190), Column(200, 114), Column(322, 54), Column(382, 50), Column(438, WIDTH - 438))
    rows = []
    for one in part.rows:
        title = kind.lines(one.title, columns[0].width, _CELL) + kind.lines(one.note, columns[0].width, _REMARK)
        cells = [
            kind.lines(text, column.width, Style(8.5, 13))
            for text, column in zip((one.number, one.since, one.state, one.status), columns[1:], strict=True)
        ]
        rows.append(Row((title, *cells), pad=4))
    Table(sheets, columns, part.heads).lay(rows)


def lay_limits(sheets: Sheets, part: LimitsPart) -> None:
    """What the report is not, on one page, and at the very end the characters the fonts lacked."""
    kind, coverage = sheets.type, sheets.type.coverage
    tall = sum(height_of(kind.lines(line, WIDTH)) + 5 for line in part.lines)
    chapter(sheets, part.title, room=tall + _BEFORE_CHAPTER + height_of(kind.lines(part.title, WIDTH, CHAPTER)) + 8)
    for line in part.lines:
        sheets.paragraph(line)
        sheets.skip(5)
    if coverage.lacking:
        sheets.paragraph(part.missing_glyphs.format(codes=coverage.codes()), SMALL)


def lay_seal(sheets: Sheets, part: SealPart) -> None:
    """The content digest in groups that can be read aloud, the files inside, and how to check them; all on one page."""
    trial = Sheets(sheets.type)
    _seal(trial, part, 0)
    _seal(sheets, part, HEIGHT if len(trial.pages) > 1 else trial.y - TOP + _BEFORE_CHAPTER)


def _seal(sheets: Sheets, part: SealPart, room: float) -> None:
    chapter(sheets, part.title, room=room)
    sheets.paragraph(part.lead)
    sheets.skip(12)
    kind = sheets.type
    groups = [part.digest[at : at + _GROUP] for at in range(0, len(part.digest), _GROUP)]
    half = len(groups) // 2
    sheets.paragraph(part.digest_label, _LABEL)
    for row in (groups[:half], groups[half:]):
        sheets.paragraph("\u2002".join(row), Style(13, 20, bold=True))
    sheets.skip(12)
    columns = (Column(0, 82), Column(88, 116), Column(212, WIDTH - 212))
    rows = [
        Row(
            (
                kind.lines(one.name, columns[0].width, _CELL),
                kind.lines(one.what, columns[1].width, _REMARK),
                kind.lines(one.digest, columns[2].width, Style(7.6, 13)),
            ),
            pad=4,
        )
        for one in part.rows
    ]
    if part.table:
        Table(sheets, columns, part.heads).lay(rows)
        sheets.skip(12)
    for line in part.lines:
        sheets.paragraph(line)
        sheets.skip(4)
    sheets.paragraph(part.made_by, SMALL)
