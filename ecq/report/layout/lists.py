"""Lays out the summary and the parts that are lists: brief gaps, open questions, evidence, editions, the worked example."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ecq.report.bilingual import Both, first, prefixed
from ecq.report.colours import INK, JADE, LINE, MUTED, PALE, RED
from ecq.report.layout.headings import chapter, numbered, section
from ecq.report.layout.page import (
    HEAD,
    HEIGHT,
    LEFT,
    SMALL,
    WIDTH,
    Line,
    Mark,
    Sheets,
    Style,
    Type,
    box,
    height_of,
    rule,
)
from ecq.report.layout.tables import WHOLE, Column, Row, Table
from ecq.report.model import (
    BriefGap,
    EditionsPart,
    EvidencePart,
    Figure,
    OpenPart,
    PlanPart,
    PlanRow,
    ProofGroup,
    Step,
    SummaryPart,
    SurePart,
    WorkedPart,
)

_CELL = Style(9, 14)
_BOLD = Style(9, 14, bold=True)
_REMARK = Style(8.5, 13, colour=MUTED)
_STATE = Style(8.5, 14, colour=MUTED)
_LABEL = Style(9, 15, colour=MUTED)
_FIRST_ROOM = 170.0
"""Height that the first thing to do takes with its heading."""
_BESIDE = Style(9, 17)
"""Words beside a large number, on the same line as it."""
_VALUE = Style(15, 17, bold=True)
_LEAST_VALUE = 10.0
_TEXT = 1.6
"""Distance of lines of text, in ems."""


def lay_summary(sheets: Sheets, part: SummaryPart) -> None:
    """One page: the outcome in a sentence, its numbers large, what to do first, and why."""
    chapter(sheets, part.title, room=HEIGHT)
    sheets.paragraph(part.headline, Style(10.5, 18, bold=True))
    sheets.skip(10)
    sheets.put(rule(LEFT, sheets.y, WIDTH))
    kind = sheets.type
    two = isinstance(part.title, Both)
    columns = _FIGURES_OF_TWO if two else _FIGURES
    Table(sheets, columns).lay([_figure_row(kind, figure, columns, two) for figure in part.figures])
    # It is one page: what does not fit stands in full in the part on gaps, and the reasons on the cover.
    if sheets.room > _FIRST_ROOM:
        sheets.skip(14)
        section(sheets, part.first_title, then=80)
        if not two or not part.first:
            sheets.paragraph(part.first_note, SMALL)
            sheets.skip(4)
        lay_brief(sheets, part.first, part.first_heads, room=sheets.room)
    if part.reasons:
        lines = [line for reason in part.reasons for line in kind.lines(reason, WIDTH - 16)]
        if height_of(lines) + 4 * len(part.reasons) + 70 <= sheets.room:
            sheets.skip(18)
            section(sheets, part.reasons_title, then=40)
            numbered(sheets, part.reasons)


_FIGURES = (Column(0, 118), Column(124, 150), Column(286, WIDTH - 286))
_FIGURES_OF_TWO = (Column(0, 112), Column(118, 108), Column(234, WIDTH - 234))


def _figure_row(kind: Type, figure: Figure, columns: tuple[Column, ...], two: bool) -> Row:
    """What is counted, the number, and what it means; in two languages the second stands beneath each."""
    beside, pad = (replace(_BESIDE, leading=16), 3.0) if two else (_BESIDE, 5.5)
    style = replace(_VALUE, size=13.0, leading=16) if two else _VALUE
    while style.size > _LEAST_VALUE and len(kind.lines(figure.value, columns[1].width, style)) > 1 + two:
        style = replace(style, size=style.size - 0.5)
    value = replace(style, colour=RED if figure.tone == "bad" else INK)
    return Row(
        (
            _first_tall(kind.lines(figure.label, columns[0].width, replace(beside, colour=MUTED))),
            kind.lines(figure.value, columns[1].width, value),
            _first_tall(kind.lines(figure.meaning, columns[2].width, beside)),
        ),
        pad=pad,
    )


def _first_tall(lines: list[Line]) -> list[Line]:
    """Words beside a large number: the first line stands level with it, the others follow as text does."""
    below = [replace(line, style=replace(line.style, leading=line.style.size * _TEXT)) for line in lines[1:]]
    return [*lines[:1], *below]


_BRIEF = (Column(0, 20), Column(22, 284), Column(316, 108), Column(428, WIDTH - 428, "right"))


def lay_brief(sheets: Sheets, gaps: tuple[BriefGap, ...], heads: tuple[str, ...], room: float | None = None) -> None:
    """Gaps in one row each: question with its step or place, effort, points.

    With a `room`, all that it holds: where it is short, the last rows go without what stands below their question.
    """
    kind = sheets.type
    rows = [_brief_row(kind, gap) for gap in gaps]
    if room is not None:
        left = room - max(height_of(kind.lines(head, 60, HEAD)) for head in heads) - 8
        for place in reversed(range(len(rows))):
            if sum(row.height for row in rows) > left:
                rows[place] = _brief_row(kind, replace(gaps[place], below=""))
        while len(rows) > 1 and sum(row.height for row in rows) > left:
            rows.pop()
    Table(sheets, _BRIEF, ("", *heads)).lay(rows)


def _brief_row(kind: Type, gap: BriefGap) -> Row:
    question = kind.lines(gap.question, _BRIEF[1].width, _CELL)
    question += kind.lines(gap.below, _BRIEF[1].width, _REMARK)
    if gap.gate:
        bad = gap.tone == "bad"
        question += kind.lines(gap.gate, _BRIEF[1].width, Style(8.5, 13, bold=bad, colour=RED if bad else MUTED))
    cells = (
        kind.lines(gap.rank, 20, _LABEL),
        question,
        kind.lines(gap.effort, _BRIEF[2].width, _REMARK),
        kind.lines(gap.gain, _BRIEF[3].width, Style(9, 14, bold=True, colour=JADE)),
    )
    return Row(cells, pad=4)


_PLAN = (Column(0, 20), Column(22, 270), Column(302, 66), Column(374, 48), Column(428, WIDTH - 428, "right"))
_TIMES = (Column(0, 20), Column(22, 190), Column(222, 206), Column(434, WIDTH - 434, "right"))


def lay_plan(sheets: Sheets, part: PlanPart) -> None:
    """The steps with what each takes and brings, then a bar for each from its start to its end."""
    chapter(sheets, part.title)
    sheets.paragraph(part.headline, Style(10.5, 18, bold=True))
    sheets.skip(4)
    for line in part.lines:
        sheets.paragraph(line, _REMARK)
        sheets.skip(2)
    sheets.skip(6)
    Table(sheets, _PLAN, ("", *part.heads)).lay([_plan_row(sheets, row) for row in part.rows])
    if part.rows:
        sheets.skip(16)
        section(sheets, part.times_title, then=90)
        sheets.paragraph(part.times_note, SMALL)
        sheets.skip(4)
        Table(sheets, _TIMES, ("", *part.times_heads)).lay([_times_row(sheets, row, part.length) for row in part.rows])


def _plan_row(sheets: Sheets, row: PlanRow) -> Row:
    kind = sheets.type
    cell = kind.lines(row.question, _PLAN[1].width, _CELL) + kind.lines(row.rise, _PLAN[1].width, _REMARK)
    for text in (row.gate, row.who):
        cell += kind.lines(text, _PLAN[1].width, _REMARK)
    cells = (
        kind.lines(row.rank, 20, _LABEL),
        cell,
        kind.lines(row.effort, _PLAN[2].width, _CELL),
        kind.lines(row.lead, _PLAN[3].width, _CELL),
        kind.lines(row.gain, _PLAN[4].width, Style(9, 14, bold=True, colour=JADE)),
    )
    return Row(cells, pad=4)


def _times_row(sheets: Sheets, row: PlanRow, length: Fraction) -> Row:
    kind = sheets.type
    name = kind.one_line(first(row.question), _TIMES[1].width, _REMARK)

    def draw(x: float, top: float, height: float) -> list[Mark]:
        column = _TIMES[2]
        left = x + column.x + float(row.start / length) * column.width if length else x + column.x
        wide = max(float((row.end - row.start) / length) * column.width if length else 0.0, 1.5)
        middle = top + height / 2
        track = box(x + column.x, middle - 3.5, column.width, 7, LINE)
        return [track, box(left, middle - 3.5, wide, 7, JADE)]

    cells = (
        kind.lines(row.rank, 20, _LABEL),
        [Line(name, _REMARK)],
        (),
        kind.lines(row.days, _TIMES[3].width, _REMARK),
    )
    return Row(cells, pad=1.5, ruled=False, draw=draw)


def lay_sureness(sheets: Sheets, part: SurePart) -> None:
    """Weights, claims, refusals: a few sentences each."""
    chapter(sheets, part.title)
    for one in part.parts:
        sheets.skip(8)
        section(sheets, one.label, then=min(height_of(sheets.type.lines(one.lines[0], WIDTH)), WHOLE))
        for line in one.lines:
            sheets.paragraph(line)
            sheets.skip(2)


def lay_open(sheets: Sheets, part: OpenPart) -> None:
    """Unsure, open and set aside, a table each."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead)
    kind = sheets.type
    columns = (Column(0, 230), Column(242, 196), Column(444, WIDTH - 444, "right"))
    for one in part.lists:
        sheets.skip(14)
        if one.none:
            section(sheets, one.title, then=40)
            sheets.paragraph(one.none, SMALL)
            continue
        rows = [
            Row(
                (
                    kind.lines(row.question, columns[0].width, _CELL),
                    kind.lines(row.said, columns[1].width, _REMARK),
                    kind.lines(row.points, columns[2].width, _CELL),
                ),
                pad=4,
            )
            for row in one.rows
        ]
        table = Table(sheets, columns, one.heads)
        section(sheets, one.title, then=table.lead(rows))
        table.lay(rows)


_PROOFS = (Column(6, 366), Column(388, WIDTH - 388))


def lay_evidence(sheets: Sheets, part: EvidencePart) -> None:
    """A checklist to work off: what is in hand is ticked, the rest has an empty mark."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead, SMALL)
    sheets.skip(6)
    kind = sheets.type
    rows: list[Row] = []
    for title, questions in part.groups:
        rows.append(Row((kind.lines(title, WIDTH - 12, _BOLD), ()), pad=4, fill=PALE, keep_with_next=True))
        rows += [row for one in questions for row in _proofs(sheets, one)]
    Table(sheets, _PROOFS, part.heads).lay(rows)


def _proofs(sheets: Sheets, one: ProofGroup) -> list[Row]:
    """The question, and a row for each piece under it."""
    kind, (left, right) = sheets.type, _PROOFS
    gate = kind.lines(one.gate, right.width, _STATE)
    rows = [Row((kind.lines(one.question, left.width, _CELL), gate), pad=2, ruled=False, keep_with_next=bool(one.rows))]
    for row in one.rows:
        piece = kind.lines(prefixed("✓ " if row.ticked else "○ ", row.text), left.width - 14, _REMARK)
        piece += [replace(line, indent=12.0) for line in kind.lines(row.where, left.width - 26, _REMARK)]
        indented = [replace(line, indent=line.indent + 14) for line in piece]
        rows.append(Row((indented, kind.lines(row.state, right.width, _REMARK)), pad=1.5, ruled=False))
    rows[-1] = replace(rows[-1], ruled=True)
    return rows


def lay_editions(sheets: Sheets, part: EditionsPart) -> None:
    """One row per edition, and what differs."""
    chapter(sheets, part.title)
    sheets.paragraph(part.lead)
    sheets.skip(6)
    kind = sheets.type
    columns = (
        Column(0, 196),
        Column(206, 76, "right"),
        Column(292, 62, "right"),
        Column(364, 62, "right"),
        Column(432, WIDTH - 432, "right"),
    )
    rows = [
        Row(
            tuple(
                kind.lines(text, column.width, _BOLD if at == 0 else _CELL)
                for at, (text, column) in enumerate(
                    zip((row.title, row.score, row.evidenced, row.grade, row.gates), columns, strict=True)
                )
            ),
            pad=6,
        )
        for row in part.rows
    ]
    Table(sheets, columns, part.heads).lay(rows)
    sheets.skip(8)
    for note in part.notes:
        sheets.paragraph(note, SMALL)


_STEPS = (Column(0, 222), Column(232, 96, "right"), Column(338, 46, "right"), Column(394, WIDTH - 394, "right"))


def lay_worked(sheets: Sheets, part: WorkedPart) -> None:
    """The questions of one indicator with worth, credit and what each adds; the sum; and what follows."""
    sheets.skip(8)
    rows = [_step(sheets, step, _CELL) for step in part.steps]
    rows.append(_step(sheets, part.sum, _BOLD, PALE))
    words = [line for text in (*part.lines, *part.after) for line in sheets.type.lines(text, WIDTH)]
    whole = height_of(words) + sum(row.height for row in rows) + 60
    # An example is read as one: it goes to the next page whole where it fits there.
    section(sheets, part.title, then=whole if whole < 0.6 * HEIGHT else WHOLE)
    for line in part.lines:
        sheets.paragraph(line)
    sheets.skip(4)
    Table(sheets, _STEPS, part.heads).lay(rows)
    sheets.skip(6)
    for line in part.after:
        sheets.paragraph(line)
        sheets.skip(2)


def _step(sheets: Sheets, step: Step, style: Style, fill: tuple[int, int, int] | None = None) -> Row:
    kind = sheets.type
    cells = tuple(
        kind.lines(text, column.width, style)
        for text, column in zip((step.what, step.worth, step.credit, step.adds), _STEPS, strict=True)
    )
    return Row(cells, pad=3, fill=fill)
