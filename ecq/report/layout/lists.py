"""Lays out the summary and the parts that are lists: brief gaps, open questions, evidence, editions, the worked example."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ecq.report.bilingual import Both, first, flat, joined, prefixed
from ecq.report.colours import INK, JADE, LINE, MUTED, PALE, RED, WHITE, Colour
from ecq.report.layout import pictures
from ecq.report.layout.headings import chapter, numbered, section
from ecq.report.layout.page import (
    HEAD,
    HEIGHT,
    LEFT,
    SMALL,
    WIDTH,
    Line,
    Mark,
    Shape,
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
    PlanLine,
    PlanPart,
    PlanSum,
    PlanWave,
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
_LEAST_VALUE = 8.5
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


_BRIEF = (
    Column(0, 20),
    Column(22, 242),
    Column(270, 120),
    Column(394, 46, "right"),
    Column(444, WIDTH - 444, "right"),
)
_TO_DO = (Column(0, 20), Column(22, 306), Column(336, 92), Column(432, WIDTH - 432, "right"))
"""Gaps have the points of their next step and of the whole question; a thing to do has its own."""


def lay_brief(sheets: Sheets, gaps: tuple[BriefGap, ...], heads: tuple[str, ...], room: float | None = None) -> None:
    """Gaps or things to do in one row each: what, with its step or place, effort, points.

    With a `room`, all that it holds: where it is short, the last rows go without what stands below their title.
    """
    kind = sheets.type
    columns = _BRIEF if len(heads) == len(_BRIEF) - 1 else _TO_DO
    rows = [_brief_row(kind, gap, columns) for gap in gaps]
    if room is not None:
        left = room - max(height_of(kind.lines(head, 60, HEAD)) for head in heads) - 8
        for place in reversed(range(len(rows))):
            if sum(row.height for row in rows) > left:
                rows[place] = _brief_row(kind, replace(gaps[place], below=""), columns)
        while len(rows) > 1 and sum(row.height for row in rows) > left:
            rows.pop()
    Table(sheets, columns, ("", *heads)).lay(rows)


def _brief_row(kind: Type, gap: BriefGap, columns: tuple[Column, ...]) -> Row:
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
    return Row(cells[: len(columns)], pad=4)


_PLAN = (
    Column(0, 12),
    Column(18, 232),
    Column(252, 48, "right"),
    Column(302, 31, "right"),
    Column(335, 36, "right"),
    Column(379, 54),
    Column(441, WIDTH - 441),
    Column(335, WIDTH - 335, "right"),
    Column(18, 440),
)
"""The last two lie over others: a wave's scores where its lines have lead time, owner and day; what is below a title."""
_PLAN_ROOM = 0.45 * HEIGHT
"""What stands above the waves and the first of them: a plan begins on a page that holds this."""
_TIMES = (Column(0, 20), Column(22, 244), Column(274, 160), Column(440, WIDTH - 440, "right"))
_BOX, _LINE_PAD = 8.0, 2.0
_TAG = Style(8, 13, bold=True)


def lay_plan(sheets: Sheets, part: PlanPart) -> None:
    """The kinds of work as a strip, the waves as a list to tick off, then a bar for each step from its start to its end."""
    chapter(sheets, part.title, room=_PLAN_ROOM)
    sheets.paragraph(part.headline, Style(10.5, 18, bold=True))
    sheets.skip(2)
    for line in part.notes:
        sheets.paragraph(line, _REMARK)
    sheets.skip(6)
    if part.strip:
        sheets.need(40)
        sheets.put(pictures.strip(sheets.type, part.strip_label, part.strip, LEFT, sheets.y, WIDTH))
        sheets.y += 36
    rows = [row for wave in part.waves for row in _wave_rows(sheets.type, wave)]
    rows += [_sum_row(sheets.type, one, bold=True) for one in part.sums]
    if part.more and part.waves:
        rows.append(_sum_row(sheets.type, PlanSum(part.more, "", "", "", ""), bold=False))
    Table(sheets, _PLAN, ("", *part.heads, "", "")).lay(rows)
    if part.done:
        sheets.skip(14)
        done = [row for line in part.done for row in _line_rows(sheets.type, line)]
        section(sheets, part.done_title, then=Table(sheets, _PLAN).lead(done))
        Table(sheets, _PLAN).lay(done)
    sheets.skip(6)
    for line in part.lines:
        sheets.paragraph(line, _REMARK)
        sheets.skip(2)
    if part.length:
        sheets.skip(16)
        section(sheets, part.times_title, then=90)
        sheets.paragraph(part.times_note, SMALL)
        sheets.skip(4)
        timed = [line for wave in part.waves for line in wave.lines if line.end is not None]
        rows = [_times_row(sheets, line, rank, part.length) for rank, line in enumerate(timed, 1)]
        Table(sheets, _TIMES, ("", *part.times_heads)).lay(rows)


def _wave_rows(kind: Type, wave: PlanWave) -> list[Row]:
    head = _sum_row(kind, wave.head, bold=True, fill=PALE)
    rows = [row for line in wave.lines for row in _line_rows(kind, line)]
    return [replace(head, keep_with_next=bool(rows)), *rows, *(_sum_row(kind, one, bold=False) for one in wave.rest)]


def _sum_row(kind: Type, one: PlanSum, bold: bool, fill: Colour | None = None) -> Row:
    """A wave's head, lines not shown, the total: label, points, person-days, and the scores afterwards."""
    style, (_, title, gain, effort, *_, after, _) = _BOLD if bold else _CELL, _PLAN
    wide = title.width if one.gain or one.effort else WIDTH - title.x
    label = kind.lines(joined([one.label, one.note], " · ") if one.note else one.label, wide, style)
    numbers = (kind.lines(one.gain, gain.width, style), kind.lines(one.effort, effort.width, style))
    return Row(((), label, *numbers, (), (), (), kind.lines(one.after, after.width, _REMARK), ()), pad=4, fill=fill)


def _line_rows(kind: Type, line: PlanLine) -> list[Row]:
    """A line with its numbers, and what is to be said of it below."""
    _, title, gain, effort, lead, owner, day, _, wide = _PLAN
    points = kind.lines(line.gain, gain.width, _CELL)
    points += kind.lines(line.gate, gain.width, replace(_TAG, colour=RED))
    points += kind.lines(line.quick, gain.width, replace(_TAG, colour=JADE))
    late = Style(9, 14, bold=True, colour=RED)
    days = kind.lines(line.day, day.width, late if line.late else _CELL)
    days += kind.lines(line.late, day.width, replace(_TAG, colour=RED))
    cells = (
        (),
        kind.lines(line.title, title.width, _BOLD),
        points,
        kind.lines(line.effort, effort.width, _CELL),
        kind.lines(line.lead, lead.width, _CELL),
        kind.lines(line.owner, owner.width, _CELL),
        days,
        (),
        (),
    )
    below = [said for text in line.below for said in kind.lines(text, wide.width, _REMARK)]

    def draw(x: float, top: float, height: float) -> list[Mark]:
        y = top + _LINE_PAD + (_CELL.leading - _BOX) / 2
        marks: list[Mark] = list(_tick_box(x + 1, y, line.ticked))
        for column, filled in ((owner, line.owner), (day, line.day)):
            if not filled:
                marks.append(rule(x + column.x, top + _LINE_PAD + _CELL.leading, column.width, MUTED, 0.5))
        return marks

    first_row = Row(cells, pad=_LINE_PAD, draw=draw)
    if not below:
        return [first_row]
    return [replace(first_row, ruled=False, keep_with_next=True), Row((*[()] * (len(_PLAN) - 1), below), pad=_LINE_PAD)]


def _tick_box(x: float, y: float, ticked: bool) -> list[Shape]:
    corners = ((x, y), (x + _BOX, y), (x + _BOX, y + _BOX), (x, y + _BOX))
    if not ticked:
        return [Shape(corners, stroke=MUTED, thick=0.8)]
    knee = (x + 3.4, y + 6.2)
    tick = (((x + 1.6, y + 4.2), knee), (knee, (x + 6.6, y + 2)))
    return [Shape(corners, fill=JADE), *(Shape(stroke, stroke=WHITE, thick=1.2) for stroke in tick)]


def _times_row(sheets: Sheets, line: PlanLine, rank: int, length: Fraction) -> Row:
    kind = sheets.type
    start, end = line.start or Fraction(0), line.end or Fraction(0)
    name = kind.one_line(first(line.title), _TIMES[1].width, _REMARK)

    def draw(x: float, top: float, height: float) -> list[Mark]:
        column = _TIMES[2]
        left = x + column.x + float(start / length) * column.width
        wide = max(float((end - start) / length) * column.width, 1.5)
        middle = top + height / 2
        track = box(x + column.x, middle - 3.5, column.width, 7, LINE)
        return [track, box(left, middle - 3.5, wide, 7, JADE)]

    cells = (
        kind.lines(str(rank), 20, _LABEL),
        [Line(name, _REMARK)],
        (),
        kind.lines(line.days, _TIMES[3].width, _REMARK),
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
