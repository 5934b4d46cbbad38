"""Lays out the parts that are lists: brief gaps, how sure the grade is, open questions, evidence, editions, the worked example."""

from __future__ import annotations

from dataclasses import replace

from ecq.report.bilingual import flat, prefixed
from ecq.report.colours import JADE, MUTED, PALE, RED
from ecq.report.layout.headings import bullets, chapter, section
from ecq.report.layout.page import SMALL, WIDTH, Sheets, Style, Type
from ecq.report.layout.tables import Column, Row, Table
from ecq.report.model import (
    BriefGap,
    EditionsPart,
    EvidencePart,
    OpenPart,
    ProgressPart,
    ProofGroup,
    Step,
    SurePart,
    WorkedPart,
)

_CELL = Style(9, 14)
_BOLD = Style(9, 14, bold=True)
_REMARK = Style(8.5, 13, colour=MUTED)
_STATE = Style(8.5, 14, colour=MUTED)
_LABEL = Style(9, 15, colour=MUTED)
_BRIEF = (
    Column(0, 20),
    Column(22, 242),
    Column(270, 120),
    Column(394, 46, "right"),
    Column(444, WIDTH - 444, "right"),
)


def lay_brief(sheets: Sheets, gaps: tuple[BriefGap, ...], heads: tuple[str, ...]) -> None:
    """Gaps in one row each: what, with its step or place, effort, points."""
    Table(sheets, _BRIEF, ("", *heads)).lay([_brief_row(sheets.type, gap) for gap in gaps])


def _brief_row(kind: Type, gap: BriefGap) -> Row:
    columns = _BRIEF
    question = kind.lines(gap.question, columns[1].width, _CELL)
    question += kind.lines(gap.below, columns[1].width, _REMARK)
    if gap.gate:
        bad = gap.tone == "bad"
        question += kind.lines(flat(gap.gate), columns[1].width, Style(8.5, 13, bold=bad, colour=RED if bad else MUTED))
    cells = (
        kind.lines(gap.rank, 20, _LABEL),
        question,
        kind.lines(gap.effort, columns[2].width, _REMARK),
        kind.lines(gap.gain, columns[3].width, Style(9, 14, bold=True, colour=JADE)),
        kind.lines(gap.whole, _BRIEF[-1].width, _CELL),
    )
    return Row(cells, pad=4)


def lay_sureness(sheets: Sheets, part: SurePart) -> None:
    """Weights, claims, refusals: a few sentences each."""
    chapter(sheets, part.title)
    for one in part.parts:
        section(sheets, one.label)
        bullets(sheets, one.lines)
        sheets.skip(8)


def lay_progress(sheets: Sheets, part: ProgressPart) -> None:
    """Before and now side by side, then what moved the score, and gates."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, keep=True)
    sheets.skip(6)
    columns = (Column(0, 150, style=_BOLD), Column(160, 150, style=_CELL), Column(320, WIDTH - 320, style=_CELL))
    table = Table(sheets, columns, part.heads)
    table.lay([table.row(one.what, one.before, one.after, pad=4) for one in part.rows])
    if part.moves:
        sheets.skip(12)
        section(sheets, part.moves_title)
        moves = Table(sheets, (Column(0, 420, style=_CELL), Column(430, WIDTH - 430, "right", _BOLD)), role="Pairs")
        moves.lay([moves.row(one.what, one.after, pad=3) for one in part.moves])
    if part.gates:
        sheets.skip(8)
        bullets(sheets, part.gates, _REMARK)


def lay_open(sheets: Sheets, part: OpenPart) -> None:
    """Unsure, open and set aside, a table each."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, keep=True)
    columns = (
        Column(0, 230, style=_CELL),
        Column(242, 196, style=_REMARK),
        Column(444, WIDTH - 444, "right", _CELL),
    )
    for one in part.lists:
        sheets.skip(14)
        if one.none:
            section(sheets, one.title)
            sheets.paragraph(one.none, SMALL)
            continue
        table = Table(sheets, columns, one.heads)
        rows = [table.row(row.question, row.said, row.points, pad=4) for row in one.rows]
        section(sheets, one.title)
        table.lay(rows)


_PROOFS = (Column(6, 388), Column(400, WIDTH - 406, "right"))


def lay_evidence(sheets: Sheets, part: EvidencePart) -> None:
    """A checklist to work off: what is in hand is ticked, the rest has an empty mark."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, SMALL, keep=True)
    if part.none:
        sheets.paragraph(part.none, SMALL, keep=bool(part.groups))
    sheets.skip(6)
    kind = sheets.type
    rows: list[Row] = []
    for title, questions in part.groups:
        rows.append(Row((kind.lines(title, WIDTH - 12, _BOLD), ()), pad=4, fill=PALE, keep_with_next=True))
        rows += [row for one in questions for row in _proofs(sheets, one)]
    Table(sheets, _PROOFS, part.heads).lay(rows)
    sheets.settle()


def _proofs(sheets: Sheets, one: ProofGroup) -> list[Row]:
    """The question with the points at risk, and a row for each piece under it."""
    kind, (left, right) = sheets.type, _PROOFS
    question = kind.lines(one.question, left.width, _CELL)
    risk = kind.lines(one.risk, right.width, _BOLD) + kind.lines(one.gate, right.width, _STATE)
    rows = [Row((question, risk), pad=2, ruled=False, keep_with_next=bool(one.rows))]
    for place, row in enumerate(one.rows):
        piece = kind.lines(prefixed("✓ " if row.ticked else "○ ", row.text), left.width - 14, _REMARK)
        piece += [replace(line, indent=12.0) for line in kind.lines(row.where, left.width - 26, _REMARK)]
        indented = [replace(line, indent=line.indent + 14) for line in piece]
        last = place == len(one.rows) - 1
        rows.append(
            Row((indented, kind.lines(row.state, right.width, _REMARK)), pad=1, ruled=False, keep_with_next=not last)
        )
    rows[-1] = replace(rows[-1], ruled=True)
    return rows


def lay_editions(sheets: Sheets, part: EditionsPart) -> None:
    """One row per edition, and what differs."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, keep=True)
    sheets.skip(6)
    places = ((206, 76), (292, 62), (364, 62), (432, WIDTH - 432))
    columns = (Column(0, 196, style=_BOLD), *(Column(x, width, "right", _CELL) for x, width in places))
    table = Table(sheets, columns, part.heads)
    table.lay([table.row(row.title, row.score, row.evidenced, row.grade, row.gates, pad=6) for row in part.rows])
    sheets.skip(8)
    for note in part.notes:
        sheets.paragraph(note, SMALL)


_STEPS = (Column(0, 222), Column(232, 96, "right"), Column(338, 46, "right"), Column(394, WIDTH - 394, "right"))


def lay_worked(sheets: Sheets, part: WorkedPart) -> None:
    """The questions of one indicator with worth, credit and what each adds; the sum; and what follows."""
    sheets.skip(8)
    rows = [_step(sheets, step, _CELL) for step in part.steps]
    rows.append(_step(sheets, part.sum, _BOLD, PALE))
    section(sheets, part.title)
    for line in part.lines:
        sheets.paragraph(line, keep=True)
    sheets.skip(4)
    Table(sheets, _STEPS, part.heads).lay(rows)
    sheets.skip(6)
    bullets(sheets, part.after)


def _step(sheets: Sheets, step: Step, style: Style, fill: tuple[int, int, int] | None = None) -> Row:
    kind = sheets.type
    cells = tuple(
        kind.lines(text, column.width, style)
        for text, column in zip((step.what, step.worth, step.credit, step.adds), _STEPS, strict=True)
    )
    return Row(cells, pad=3, fill=fill)
