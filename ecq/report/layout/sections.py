"""Lays out the report's parts after the figures: findings, gates, gaps, answers, method, sources, limits."""

from __future__ import annotations

from ecq.report.bilingual import flat
from ecq.report.colours import JADE, MUTED, PALE, RED
from ecq.report.layout.headings import bullets, chapter, section
from ecq.report.layout.lists import lay_brief, lay_worked
from ecq.report.layout.page import HEIGHT, LEFT, SMALL, TOP, WIDTH, Line, Sheets, Style, rule, set_line
from ecq.report.layout.tables import Column, Row, Table
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
    SignPart,
    SourcesPart,
)

_CELL = Style(9, 14)
_CELL_BOLD = Style(9, 14, bold=True)
_REMARK = Style(8.5, 13, colour=MUTED)
_SMALL_CELL, _SMALL = Style(8.5, 12.5), Style(8, 12.5, colour=MUTED)
"""For long lists to look things up in."""
_LABEL = Style(8.5, 14, colour=MUTED)
_LABEL_WIDTH = 74.0
_BEFORE_CHAPTER = 34.0
_FINDINGS = (Column(0, 196), Column(212, WIDTH - 212))
_FINDINGS_WHOLE = 0.45 * HEIGHT
"""Strengths and weaknesses of a dimension up to this height stay on one page."""
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
        section(sheets, one.title)
        if row.height <= _FINDINGS_WHOLE:
            sheets.need(row.height)
        Table(sheets, _FINDINGS, role="Texts").lay([row])
        sheets.skip(12)


def lay_gates(sheets: Sheets, part: GatesPart) -> None:
    """Gates that are failed or open as blocks, others in a table."""
    chapter(sheets, part.title)
    sheets.paragraph(part.summary, keep=bool(part.waiting or part.rows))
    sheets.skip(6)
    for gate in part.waiting:
        _lay_gap(sheets, gate)
    kind = sheets.type
    columns = (Column(0, 44), Column(48, 230, style=_SMALL_CELL), Column(288, WIDTH - 288, style=_SMALL))
    table = Table(sheets, columns, part.heads)
    table.lay([table.row(kind.lines(one.state, 44, _SMALL), one.question, one.reason, pad=2.5) for one in part.rows])
    sheets.settle()


def lay_gaps(sheets: Sheets, part: GapsPart) -> None:
    """One block per gap; a block stays on one page unless it is taller than most of it."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, keep=bool(part.gaps or part.rest))
    sheets.skip(8)
    for gap in part.gaps:
        _lay_gap(sheets, gap)
    if part.rest and part.rest_title:
        sheets.skip(10)
        section(sheets, part.rest_title)
    if part.rest:
        lay_brief(sheets, part.rest, part.rest_heads)
    if part.rest_note:
        sheets.paragraph(part.rest_note)


def _lay_gap(sheets: Sheets, gap: Gap) -> None:
    kind = sheets.type
    bad = gap.tone == "bad"
    title = (Column(0, 20), Column(22, WIDTH - 112), Column(WIDTH - 84, 84, "right"))
    body = (Column(22, _LABEL_WIDTH), Column(22 + _LABEL_WIDTH + 6, WIDTH - 28 - _LABEL_WIDTH))
    under = kind.lines(gap.place, title[1].width, _REMARK)
    if gap.gate:
        under += kind.lines(gap.gate, title[1].width, Style(8.5, 13, colour=RED if bad else MUTED))
    head = Row(
        (
            kind.lines(gap.rank, 20, Style(9.5, 15, colour=MUTED)),
            [*kind.lines(gap.question, title[1].width, Style(10, 15, bold=True)), *under],
            kind.lines(gap.gain, 84, Style(10, 15, bold=True, colour=RED if bad and not gap.gate else JADE)),
        ),
        pad=2,
        ruled=False,
    )
    rows = []
    for place, part in enumerate(gap.parts):
        style = _CELL if place < len(gap.parts) - 1 else _REMARK  # the law is for looking up
        lines = [line for text in part.lines for line in kind.lines(text, body[1].width, style)]
        rows.append(Row((kind.lines(part.label, _LABEL_WIDTH, _LABEL), lines), pad=1.5, ruled=False))
    whole = head.height + sum(row.height for row in rows) + 14
    pairs = Table(sheets, body, role="Pairs")
    sheets.need(whole if whole <= HEIGHT / 2 else head.height + pairs.lead(rows))
    # What is heard as a heading: rank, question and place, points.
    with sheets.inside(sheets.element("H3")):
        Table(sheets, title, role="Texts").lay([head])
    pairs.lay(rows)
    sheets.skip(6)
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    sheets.skip(8)


def lay_sign(sheets: Sheets, part: SignPart) -> None:
    """What is confirmed, and a line each to sign on, all on one page."""
    chapter(sheets, part.title)
    for line in part.lines:
        sheets.paragraph(line, keep=True)
        sheets.skip(5)
    sheets.need(_SIGNATURE * len(part.people))
    kind = sheets.type
    small = Style(8.5, 13, colour=MUTED)
    for one in part.people:
        top, name = sheets.y + 26, flat(one.lines[0]) if one.lines else ""
        third = (WIDTH - 2 * _BETWEEN) / 3
        for place, (label, said) in enumerate(((one.label, name), (part.signature, ""), (part.day, ""))):
            x = LEFT + place * (third + _BETWEEN)
            sheets.put(set_line(kind, Line(flat(label), small), x, top + 16, third))
            signed = kind.lines(said, third, Style(8.5, 11))
            for at, said_line in enumerate(signed):
                sheets.put(set_line(kind, said_line, x, top + 14 - 11 * (len(signed) - at), third))
            sheets.put(rule(x, top + 15, third, MUTED, 0.6))
        sheets.y += _SIGNATURE


_SIGNATURE, _BETWEEN = 62.0, 22.0


def lay_answers(sheets: Sheets, part: AnswersPart) -> None:
    """The profile, then every question with its answer, grouped by indicator."""
    chapter(sheets, part.title)
    for note in part.notes:
        sheets.paragraph(note, SMALL, keep=True)
    sheets.skip(6)
    kind = sheets.type
    facts = Table(sheets, (Column(0, 280, style=_CELL), Column(296, WIDTH - 296, style=_CELL)), role="Pairs")
    profile = [facts.row(fact.label, fact.lines[0], pad=3) for fact in part.profile]
    section(sheets, part.profile_title)
    facts.lay(profile)
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
    chapter(sheets, part.title)
    bullets(sheets, part.lines, pad=2.5)
    if part.worked:
        lay_worked(sheets, part.worked)
    for note in (*part.notes, *((part.bands,) if part.bands else ())):
        sheets.skip(8)
        section(sheets, note.label)
        bullets(sheets, note.lines)
    if part.bands:
        sheets.paragraph(part.bands_source, SMALL)


def lay_sources(sheets: Sheets, part: SourcesPart) -> None:
    """Sources with number, date, state and status."""
    chapter(sheets, part.title)
    if part.lead:
        sheets.paragraph(part.lead, SMALL, keep=True)
        sheets.skip(4)
    kind = sheets.type
    places = ((186, 144), (336, 52), (392, 44), (440, WIDTH - 440))
    columns = (Column(0, 178), *(Column(x, width, style=_SMALL_CELL) for x, width in places))
    table = Table(sheets, columns, part.heads)
    rows = []
    for one in part.rows:
        title = kind.lines(one.title, columns[0].width, _SMALL_CELL) + kind.lines(one.note, columns[0].width, _SMALL)
        rows.append(table.row(title, one.number, one.since, one.state, one.status, pad=4 if one.note else 1.5))
    table.lay(rows)


def lay_limits(sheets: Sheets, part: LimitsPart) -> None:
    """What the report is not, on one page, and at the very end the characters the fonts lacked."""
    coverage = sheets.type.coverage
    chapter(sheets, part.title)
    for line in part.lines[:-1]:
        sheets.paragraph(line, keep=True)
        sheets.skip(5)
    sheets.paragraph(part.lines[-1])
    sheets.skip(5)
    if coverage.lacking:
        sheets.paragraph(part.missing_glyphs.format(codes=coverage.codes()), SMALL)


def lay_seal(sheets: Sheets, part: SealPart) -> None:
    """The content digest in groups that can be read aloud, the files inside, and how to check them; all on one page."""
    trial = Sheets(sheets.type)
    _seal(trial, part)
    if trial.y - TOP + _BEFORE_CHAPTER > sheets.room and not sheets.fresh:
        sheets.turn()
    _seal(sheets, part)


def _seal(sheets: Sheets, part: SealPart) -> None:
    chapter(sheets, part.title)
    sheets.paragraph(part.lead)
    sheets.skip(12)
    groups = [part.digest[at : at + _GROUP] for at in range(0, len(part.digest), _GROUP)]
    half = len(groups) // 2
    sheets.paragraph(part.digest_label, _LABEL)
    for row in (groups[:half], groups[half:]):
        sheets.paragraph("\u2002".join(row), Style(13, 20, bold=True))
    sheets.skip(12)
    if part.table:
        digest = Column(212, WIDTH - 212, style=Style(7.6, 13))
        table = Table(sheets, (Column(0, 82, style=_CELL), Column(88, 116, style=_REMARK), digest), part.heads)
        table.lay([table.row(one.name, one.what, one.digest, pad=4) for one in part.rows])
        sheets.skip(12)
    for line in part.lines:
        sheets.paragraph(line)
        sheets.skip(4)
    sheets.paragraph(part.made_by, SMALL)
