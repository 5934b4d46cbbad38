"""The parts of the Word report: what the PDF says in the same order, as headings, paragraphs, lists and tables."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from ecq.report.bilingual import Both, flat, prefixed
from ecq.report.charts import Chart
from ecq.report.colours import JADE, LINE
from ecq.report.layout import pictures
from ecq.report.layout.page import Figure, Shape, Written, box
from ecq.report.model import (
    AnswersPart,
    BriefGap,
    EditionsPart,
    EvidencePart,
    FindingsPart,
    Gap,
    GapsPart,
    GatesPart,
    Labelled,
    LimitsPart,
    MethodPart,
    NodeRow,
    NodesPart,
    OpenPart,
    Part,
    PlanLine,
    PlanPart,
    PlanSum,
    PlanWave,
    ProgressPart,
    SealPart,
    SignPart,
    SourcesPart,
    SummaryPart,
    SurePart,
    Tone,
    WorkedPart,
)
from ecq.report.word.cover import BAR, BLANK
from ecq.report.word.pictures import drawn, type_
from ecq.report.word.writing import DAY, NUMBER, RANGE, Column, Row, Said, Writer, cell, row

_BAR, _CHART, _STRIP = 80.0, 480.0, 480.0
_EMPTY, _TICKED = "☐", "☑"
_NAMED = 12
"""So many things to do at the most stand in the summary; all of them in the plan."""


def write_part(writer: Writer, part: Part, accent: str) -> None:
    """One of the parts between cover and last page."""
    match part:
        case SummaryPart():
            write_summary(writer, part, accent)
        case PlanPart():
            write_plan(writer, part, accent)
        case NodesPart():
            write_nodes(writer, part, accent)
        case GatesPart():
            write_gates(writer, part, accent)
        case FindingsPart():
            write_findings(writer, part, accent)
        case GapsPart():
            write_gaps(writer, part, accent)
        case SurePart():
            write_sureness(writer, part, accent)
        case ProgressPart():
            write_progress(writer, part, accent)
        case EvidencePart():
            write_evidence(writer, part, accent)
        case OpenPart():
            write_open(writer, part, accent)
        case SignPart():
            write_sign(writer, part, accent)
        case AnswersPart():
            write_answers(writer, part, accent)
        case EditionsPart():
            write_editions(writer, part, accent)
        case MethodPart():
            write_method(writer, part, accent)
        case SourcesPart():
            write_sources(writer, part, accent)
        case LimitsPart():
            write_limits(writer, part, accent)
        case _:
            assert_never(part)


def _toned(text: str, tone: Tone) -> Said:
    return Said(text, "Failed" if tone == "bad" else "Muted")


def write_summary(writer: Writer, part: SummaryPart, accent: str) -> None:
    """The outcome in a sentence, its numbers and the dimensions, and what to do next."""
    writer.chapter(part.title)
    for place, line in enumerate((part.headline, part.lead, *part.notes)):
        writer.paragraph(line, "Normal" if place else "Lead")
    figures = [
        row(Said(one.label, "Muted"), Said(one.value, "Failed" if one.tone == "bad" else "Strong"), one.meaning)
        for one in part.figures
    ]
    writer.table((Column(24), Column(26), Column(50)), figures)
    figure = pictures.interval(type_(), part.interval, 0, 0, BAR)
    writer.picture(drawn(figure, accent), part.figures[0].label)
    if part.dimensions:
        _nodes(writer, part.dimension_heads, part.dimensions, part.target, accent)
    writer.section(part.first_title)
    writer.paragraph(part.first_note, "Note")
    if part.ways:
        way = next((one for one in part.ways if sum(len(wave.lines) for wave in one) <= _NAMED), part.ways[-1])
        _waves(writer, part.heads, way, part.sums, part.first_title)
        writer.paragraph(part.more, "Note")


def _brief(writer: Writer, gaps: tuple[BriefGap, ...], heads: tuple[str, ...], caption: str) -> None:
    columns = (Column(6), Column(51), Column(21), Column(11, "right", NUMBER), Column(11, "right", NUMBER))
    rows = [
        Row(
            (
                cell(Said(gap.rank, "Muted")),
                cell(gap.question, Said(gap.below, "Muted"), _toned(gap.gate, gap.tone)),
                cell(Said(gap.effort, "Muted")),
                cell(Said(gap.gain, "Accent")),
                cell(gap.whole),
            )
        )
        for gap in gaps
    ]
    writer.table(columns, rows, ("", *heads), caption)


def write_nodes(writer: Writer, part: NodesPart, accent: str) -> None:
    """Dimensions and indicators with a bar each, then charts."""
    writer.chapter(part.title)
    writer.paragraph(part.points_note, "Note")
    names = " · ".join(flat(name) for name in part.states)
    key = pictures.key(type_(), part.states, 0, 0, _STRIP)
    writer.picture(drawn(Figure(tuple(key), names), accent), align="left")
    _nodes(writer, part.heads, part.rows, part.target, accent, part.title)
    for chart in part.charts:
        _chart(writer, chart, accent)


def _chart(writer: Writer, chart: Chart, accent: str) -> None:
    writer.picture(drawn(chart.figure(type_(), 0, 0, _CHART), accent), chart.title)
    writer.paragraph(chart.note, "Note")


def _nodes(
    writer: Writer, heads: tuple[str, ...], rows: tuple[NodeRow, ...], target: Fraction, accent: str, caption: str = ""
) -> None:
    title, *numbers = heads
    columns = (Column(31), Column(17), Column(14, "right", RANGE), *(Column(9.5, "right", 38) for _ in numbers[1:]))
    writer.table(columns, [_node(one, target, accent) for one in rows], (title, "", *numbers), caption)


def _node(one: NodeRow, target: Fraction, accent: str) -> Row:
    look = "Strong" if one.dimension else ""
    title = cell(Said(one.title, look))
    if one.bar is None:
        # What says why nothing is counted has the room of the bar.
        return Row((title, cell(Said(one.share, "Muted"), span=6)))
    bad = one.tone == "bad"
    bar = Figure(tuple(pictures.share_bar(one.bar, target, bad, (0, 0), _BAR)), f"{flat(one.title)} {flat(one.share)}")
    numbers = (one.proved, one.missing or "✓", one.to_gain, one.worth)
    share = Said(one.share, "Failed" if bad else look)
    return Row((title, cell(drawn(bar, accent)), cell(share), *(cell(Said(each, look)) for each in numbers)))


def write_findings(writer: Writer, part: FindingsPart, accent: str) -> None:
    """Strengths and weaknesses, one dimension after the other."""
    writer.chapter(part.title)
    for one in part.dimensions:
        writer.section(one.title)
        for title, listed, none in (
            (part.strengths, one.strengths, one.no_strengths),
            (part.weaknesses, one.weaknesses, one.no_weaknesses),
        ):
            writer.subsection(title)
            if not listed:
                writer.paragraph(none, look="Muted")
            writer.bullets(_below(finding.text, finding.detail) for finding in listed)


def _below(text: str, detail: str) -> str:
    """A text with its detail on the next line, in each language."""
    if not detail:
        return text
    if isinstance(text, Both) and isinstance(detail, Both):
        return Both(f"{text.first}\n{detail.first}", f"{text.beneath}\n{detail.beneath}")
    return f"{text}\n{detail}"


def write_gates(writer: Writer, part: GatesPart, accent: str) -> None:
    """Gates that are failed or open one by one, the others in a table."""
    writer.chapter(part.title)
    writer.paragraph(part.summary)
    for gate in part.waiting:
        _gap(writer, gate)
    rows = [
        row(Said(gate.state, "Failed" if gate.tone == "bad" else ""), gate.question, Said(gate.reason, "Muted"))
        for gate in part.rows
    ]
    writer.table((Column(13), Column(44), Column(43)), rows, part.heads, part.title)


def write_sureness(writer: Writer, part: SurePart, accent: str) -> None:
    """Weights, claims, refusals: a few sentences each."""
    writer.chapter(part.title)
    for one in part.parts:
        _labelled(writer, one)


def _labelled(writer: Writer, one: Labelled) -> None:
    writer.section(one.label)
    for line in one.lines:
        writer.paragraph(line)


def write_gaps(writer: Writer, part: GapsPart, accent: str) -> None:
    """A heading and a table of what is to be known for each large gap, the rest as one table."""
    writer.chapter(part.title)
    writer.paragraph(part.lead)
    for gap in part.gaps:
        _gap(writer, gap)
    if part.rest_title:
        writer.section(part.rest_title)
    if part.rest:
        _brief(writer, part.rest, part.rest_heads, part.rest_title or part.title)
    writer.paragraph(part.rest_note)


def _gap(writer: Writer, gap: Gap) -> None:
    writer.section(prefixed(f"{gap.rank}　" if gap.rank else "", gap.question))
    head = Row((cell(Said(gap.gain, "Accent")), cell(Said(gap.place, "Muted"), _toned(gap.gate, gap.tone))))
    known = [Row((cell(Said(one.label, "Muted")), cell(*one.lines))) for one in gap.parts]
    writer.table((Column(17), Column(83)), [head, *known], together=True)


_PLAN = (
    *(Column(5, least=18), Column(44), Column(11, "right", NUMBER), Column(9, "right", 32)),
    *(Column(9, "right", 36), Column(11, least=36), Column(13, least=DAY)),
)


def write_plan(writer: Writer, part: PlanPart, accent: str) -> None:
    """The kinds of work as a strip, the waves as a list to tick off, then a bar for each step from its start to its end."""
    writer.chapter(part.title)
    writer.paragraph(part.headline, "Lead")
    for line in part.notes:
        writer.paragraph(line, "Note")
    if part.strip:
        figure = pictures.strip(type_(), part.strip_label, part.strip, 0, 0, _STRIP)
        writer.picture(drawn(figure, accent), part.strip_label)
    if part.waves:
        _waves(writer, part.heads, part.waves, part.sums, part.title)
        writer.paragraph(part.more, "Note")
    if part.done:
        writer.section(part.done_title)
        writer.table(_PLAN, [_line(line) for line in part.done], ("", *part.heads), part.done_title)
    writer.bullets(part.lines)
    if part.curve is not None:
        _chart(writer, part.curve, accent)
    if part.length:
        writer.section(part.times_title)
        timed = [line for wave in part.waves for line in wave.lines if line.end is not None]
        writer.table(
            (Column(6), Column(46), Column(34), Column(14, "right")),
            [_times(line, rank, part.length, accent) for rank, line in enumerate(timed, 1)],
            ("", *part.times_heads),
            part.times_title,
        )


def _waves(
    writer: Writer, heads: tuple[str, ...], waves: tuple[PlanWave, ...], sums: tuple[PlanSum, ...], caption: str
) -> None:
    """The waves with their lines, and the total, as a list to tick off."""
    rows: list[Row] = []
    for wave in waves:
        rows += [
            _sum(wave.head, True, "" if wave.lines else _EMPTY),
            *map(_line, wave.lines),
            *(_sum(one, False, _EMPTY) for one in wave.rest),
        ]
    rows += [_sum(one, True) for one in sums]
    writer.table(_PLAN, rows, ("", *heads), caption)


def _sum(one: PlanSum, strong: bool, box: str = "") -> Row:
    """A wave's head, lines not shown with a box, the total: what it is, points, person-days, and the scores afterwards."""
    start = (cell(box), cell(one.label), cell(one.gain), cell(one.effort))
    return Row((*start, cell(Said(one.after, "Muted"), span=3)), strong)


def _line(line: PlanLine) -> Row:
    late = "Failed" if line.late else ""
    return Row(
        (
            cell(_TICKED if line.ticked else _EMPTY),
            cell(Said(line.title, "Strong"), *(Said(text, "Muted") for text in line.below)),
            cell(line.gain, Said(line.gate, "Failed"), Said(line.quick, "Accent")),
            cell(line.effort),
            cell(line.lead),
            cell(line.owner),
            cell(Said(line.day, late), Said(line.late, "Failed")),
        )
    )


_TRACK = 160.0


def _times(line: PlanLine, rank: int, length: int, accent: str) -> Row:
    start, end = line.start or 0, line.end or 0
    wide = max((end + 1 - start) / length * _TRACK, 1.5)
    marks: tuple[Written | Shape, ...] = (
        box(0, 0, _TRACK, 7, LINE),
        box(start / length * _TRACK, 0, wide, 7, JADE),
    )
    bar = drawn(Figure(marks, f"{flat(line.title)} {flat(line.days)}"), accent)
    return row(Said(str(rank), "Muted"), line.title, bar, Said(line.days, "Muted"))


def write_progress(writer: Writer, part: ProgressPart, accent: str) -> None:
    """The figures before and now, the questions that moved the score most, and gates whose state changed."""
    writer.chapter(part.title)
    writer.paragraph(part.lead)
    columns = (Column(32), Column(34, "right"), Column(34, "right"))
    writer.table(columns, [row(one.what, one.before, one.after) for one in part.rows], part.heads, part.title)
    if part.moves:
        writer.section(part.moves_title)
        moves = [row(one.what, Said(one.after, "Strong")) for one in part.moves]
        writer.table((Column(84), Column(16, "right", NUMBER)), moves)
    writer.bullets(part.gates)


def write_evidence(writer: Writer, part: EvidencePart, accent: str) -> None:
    """A checklist to work off, by indicator and question."""
    writer.chapter(part.title)
    writer.paragraph(part.lead, "Note")
    writer.paragraph(part.none, "Note")
    rows: list[Row] = []
    for title, questions in part.groups:
        rows.append(Row((cell(title, span=2),), strong=True))
        for one in questions:
            rows.append(
                Row((cell(Said(one.question, "Strong")), cell(Said(one.risk, "Strong"), Said(one.gate, "Muted"))))
            )
            for proof in one.rows:
                text = prefixed(f"{_TICKED if proof.ticked else _EMPTY} ", proof.text)
                rows.append(Row((cell(text, Said(proof.where, "Muted")), cell(Said(proof.state, "Muted")))))
    writer.table((Column(76), Column(24)), rows, part.heads, part.title)


def write_open(writer: Writer, part: OpenPart, accent: str) -> None:
    """Unsure, open and set aside, a table each."""
    writer.chapter(part.title)
    writer.paragraph(part.lead)
    columns = (Column(50), Column(38), Column(12, "right", NUMBER))
    for one in part.lists:
        writer.section(one.title)
        if one.none:
            writer.paragraph(one.none, look="Muted")
        rows = [row(each.question, Said(each.said, "Muted"), each.points) for each in one.rows]
        writer.table(columns, rows, one.heads, one.title)


def write_sign(writer: Writer, part: SignPart, accent: str) -> None:
    """What is confirmed, and a row for each who signs."""
    writer.chapter(part.title)
    for line in part.lines:
        writer.paragraph(line)
    rows = [
        Row(
            (
                cell(Said(one.label, "Muted"), one.lines[0] if one.lines else "", BLANK),
                cell(Said(part.signature, "Muted")),
                cell(Said(part.day, "Muted")),
            )
        )
        for one in part.people
    ]
    writer.table((Column(40), Column(36), Column(24)), rows, together=True)


def write_answers(writer: Writer, part: AnswersPart, accent: str) -> None:
    """The profile, then every question with its answer, grouped by indicator."""
    writer.chapter(part.title)
    for note in part.notes:
        writer.paragraph(note, "Note")
    writer.section(part.profile_title)
    profile = [Row((cell(Said(fact.label, "Muted")), cell(*fact.lines))) for fact in part.profile]
    writer.table((Column(58), Column(42)), profile)
    rows: list[Row] = []
    for group in part.groups:
        rows.append(Row((cell(group.title, span=2), cell(group.points)), strong=True))
        for one in group.rows:
            remarks = [Said(remark, "Muted") for remark in one.remarks]
            asked = cell(one.question, _toned(one.gate, one.tone))
            rows.append(Row((asked, cell(*one.answer, *remarks), cell(one.points))))
    writer.table((Column(40), Column(46), Column(14, "right", NUMBER)), rows, part.heads, part.title)


def write_editions(writer: Writer, part: EditionsPart, accent: str) -> None:
    """One row per edition, and what differs."""
    writer.chapter(part.title)
    writer.paragraph(part.lead)
    columns = (Column(40), *(Column(15, "right") for _ in range(4)))
    rows = [row(Said(one.title, "Strong"), one.score, one.evidenced, one.grade, one.gates) for one in part.rows]
    writer.table(columns, rows, part.heads, part.title)
    for note in part.notes:
        writer.paragraph(note, "Note")


def write_method(writer: Writer, part: MethodPart, accent: str) -> None:
    """Rules of the score, where points and efforts come from, and the grades."""
    writer.chapter(part.title)
    writer.bullets(part.lines)
    if part.worked:
        _worked(writer, part.worked)
    for note in (*part.notes, *((part.bands,) if part.bands else ())):
        _labelled(writer, note)
    if part.bands:
        writer.paragraph(part.bands_source, "Note")


def _worked(writer: Writer, part: WorkedPart) -> None:
    writer.section(part.title)
    for line in part.lines:
        writer.paragraph(line)
    rows = [row(step.what, step.worth, step.credit, step.adds) for step in part.steps]
    rows.append(row(part.sum.what, part.sum.worth, part.sum.credit, part.sum.adds, strong=True))
    writer.table((Column(46), *(Column(18, "right", NUMBER) for _ in range(3))), rows, part.heads, part.title)
    for line in part.after:
        writer.paragraph(line)


def write_sources(writer: Writer, part: SourcesPart, accent: str) -> None:
    """Sources with number, date, state and status."""
    writer.chapter(part.title)
    writer.paragraph(part.lead, "Note")
    rows = [
        Row((cell(one.title, Said(one.note, "Muted")), *map(cell, (one.number, one.since, one.state, one.status))))
        for one in part.rows
    ]
    columns = (Column(40), Column(24), Column(13, least=DAY), Column(10), Column(13))
    writer.table(columns, rows, part.heads, part.title)


def write_limits(writer: Writer, part: LimitsPart, accent: str) -> None:
    """What the report is not."""
    writer.chapter(part.title)
    writer.bullets(part.lines)


def write_original(writer: Writer, part: SealPart, title: str, lines: tuple[str, ...]) -> None:
    """Where the report that can be verified is, and by what it is recognised."""
    writer.chapter(title)
    for line in lines:
        writer.paragraph(line)
    writer.paragraph(part.digest_label, "Note")
    writer.paragraph(part.digest, look="Strong")
    writer.paragraph(part.made_by, "Note")
