"""The portfolio as PDF: the list with its bars, the comparison, the benchmark. One's own brand stands at its head.

What it says is worked out in `ecq.telling.portfolio`; here it is set on pages with the report's own means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.blocks import Shares
from ecq.document.charts import Key, axis_share
from ecq.document.colours import GRID, INK, JADE, JADE_PALE, LINE, MUTED, PALE, RED
from ecq.document.drawing.fonts import face
from ecq.document.drawing.line_breaking import Coverage
from ecq.document.drawing.page import LEFT, SMALL, WIDTH, Line, Shape, Sheets, Style, Type, box
from ecq.document.logo import Logo
from ecq.scoring.readiness import target_band
from ecq.scoring.scorecard import HUNDRED, NodeScore
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark, Quartiles
from ecq.telling.portfolio.comparison import Comparison, Otherwise
from ecq.telling.portfolio.comparison import Line as NodeLine
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.rows import Row as ClientRow
from ecq.telling.portfolio.sentences import (
    answers_apart,
    benchmark_lines,
    best_line,
    grade_words,
    left_words,
    line_title,
    method_lines,
    name_words,
    next_day_line,
    open_line,
    otherwise_line,
    rubric_words,
    score_or_none,
    share_words,
    stand_line,
    verdict_words,
)
from ecq.telling.report import words as r
from ecq.telling.report.options import Brand
from ecq.telling.text import words as w
from ecq.telling.text.sentences import point_words, score_words
from ecq.telling.text.words import say
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.cover import Masthead, frame, masthead
from ecq.writers.pdf.layout.headings import chapter, section
from ecq.writers.pdf.layout.tables import Column, Row, Table
from ecq.writers.pdf.render import render_pages

_CELL = Style(9, 14)
_BOLD = Style(9, 14, bold=True)
_BELOW = Style(8, 12, colour=MUTED)
_TITLE = Style(24, 33, bold=True)
_NO_BRAND = Brand()

_LIST = (
    Column(0, 122),
    Column(132, 120),
    Column(262, 60, style=_CELL),
    Column(328, 56, style=_CELL),
    Column(392, WIDTH - 392, style=_CELL),
)
_BAR_ROOM = 13.0
_NODES_WIDTH = 150.0
_NAME_WIDTHS = 2.6
"""A client's name in a head of the comparison is cut where it takes more than so many lines."""

_OTHERS_SHOWN = 12
_QUARTILES = (
    Column(0, 178),
    Column(184, 44, "right", _CELL),
    Column(234, 42, "right", _CELL),
    Column(280, 42, "right", _BOLD),
    Column(326, 42, "right", _CELL),
    Column(384, WIDTH - 384),
)


def portfolio_pdf(contents: Contents, brand: Brand = _NO_BRAND, logo: Logo | None = None) -> bytes:
    """The PDF. The same contents give the same bytes. Raises ReportError where the day is no date."""
    lang = contents.lang
    regular, bold = face(False), face(True)
    sheets = Sheets(Type(regular.widths, bold.widths, Coverage(regular.covered & bold.covered)))
    product, not_a_certificate = words(w.PRODUCT, lang), words(w.NOT_A_CERTIFICATE, lang)
    logo_words = say(r.LOGO_OF, lang, name=brand.name) if brand.name else words(r.LOGO, lang)
    masthead(sheets, Masthead(brand.name, logo_words, product, not_a_certificate), logo)
    _top(sheets, contents)
    if contents.rows:
        _list(sheets, contents)
    if contents.comparison:
        _comparison(sheets, contents.comparison, lang)
    if contents.benchmarks:
        _benchmarks(sheets, contents.benchmarks, lang)
    _notes(sheets, contents)
    made_with = say(r.MADE_WITH, lang, product=product) if brand.name else product
    foot = f"{made_with} · {not_a_certificate}"
    frames = frame(sheets, brand.name or product, f"{contents.title} · {contents.day}", (foot, foot), logo)
    title = " · ".join(part for part in (contents.title, brand.name, contents.day) if part)
    return render_pages(sheets, frames, LANGUAGES[lang].tag, title, contents.day, brand.accent, logo)


def _top(sheets: Sheets, contents: Contents) -> None:
    lang = contents.lang
    sheets.y = 108.0
    sheets.bookmark(contents.title, 0)
    sheets.paragraph(contents.title, _TITLE)
    sheets.put(box(LEFT, sheets.y + 6, 48, 2.2, JADE))
    sheets.y += 20
    sheets.paragraph(contents.about(), Style(9.5, 16, colour=MUTED))
    if contents.rows:
        for line in (stand_line(contents.rows, lang), next_day_line(contents.rows, lang)):
            sheets.paragraph(line)
    sheets.y += 12


def _notes(sheets: Sheets, contents: Contents) -> None:
    sheets.skip(16)
    for line in contents.notes():
        sheets.paragraph(line, SMALL)
        sheets.skip(3)
    if sheets.type.coverage.lacking:
        sheets.paragraph(say(r.MISSING_GLYPHS, contents.lang, codes=sheets.type.coverage.codes()), SMALL)


# The list


def _list(sheets: Sheets, contents: Contents) -> None:
    lang = contents.lang
    states = [words(text, lang) for text in (*r.STATES, p.TARGET)]
    sheets.put(pictures.drawn(sheets.type, Key(tuple(states)), LEFT, sheets.y, WIDTH))
    sheets.y += 18
    heads = (p.CLIENT, w.SCORE, w.GRADE, p.PROGRESS, p.READINESS)
    table = Table(sheets, _LIST, tuple(words(head, lang) for head in heads))
    several = len({row.rubric.digest for row in contents.rows}) > 1
    table.lay([_client(sheets.type, row, lang, several) for row in contents.rows])


def _client(kind: Type, row: ClientRow, lang: Lang, several: bool) -> Row:
    column = [one.width for one in _LIST]
    marks = [words(p.DEMO, lang)] if row.demo else []
    under = [LANGUAGES[lang].listed((*marks, *row.tags)), row.changed_at[:10]]
    if several:
        under.append(rubric_words(row.rubric, lang))
    name = kind.lines(name_words(row.name, lang), column[0], _BOLD)
    name += [line for text in under if text for line in kind.lines(text, column[0], _BELOW)]
    settled = say(p.SETTLED_OF, lang, settled=row.settled, applicable=row.applicable)
    if not row.begun:
        empty = kind.lines(words(p.NOT_BEGUN, lang), column[1], _BELOW)
        return Row((name, empty, (), kind.lines(settled, column[3], _CELL), _aim(kind, row, lang)))
    score = [Line(" ", Style(1, _BAR_ROOM)), *kind.lines(score_or_none(row.score, True, lang), column[1], _BOLD)]
    score += kind.lines(say(p.EVIDENCED_SCORE, lang, score=score_words(row.evidenced.low)), column[1], _BELOW)
    grade = kind.lines(grade_words(row.grade, lang), column[2], _CELL)

    def draw(left: float, top: float, _height: float) -> Sequence[Shape]:
        return _bar(row, left + _LIST[1].x, top + 9, column[1])

    cells = (name, score, grade, kind.lines(settled, column[3], _CELL), _aim(kind, row, lang))
    return Row(cells, draw=draw)


def _aim(kind: Type, row: ClientRow, lang: Lang) -> list[Line]:
    """Target and readiness, gates against it, the day it is to be ready by."""
    width = _LIST[4].width
    target = words(row.target.title, lang)
    lines = kind.lines(f"{target} · {verdict_words(row, lang)}", width, _CELL)
    if row.failed:
        lines += kind.lines(say(p.FAILED_COUNT, lang, count=row.failed), width, Style(8, 12, bold=True, colour=RED))
    if row.gates_open and row.begun:
        lines += kind.lines(say(p.OPEN_COUNT, lang, count=row.gates_open), width, _BELOW)
    if row.ready_by:
        lines += kind.lines(f"{row.ready_by} · {left_words(row, lang)}", width, _BELOW)
    return lines


def _bar(row: ClientRow, x: float, y: float, width: float) -> list[Shape]:
    """The bar of the score on the axis of the stars, the target a thick tick."""
    starred = [band for band in row.rubric.bands if band.stars]
    first = starred[0].from_ if starred else Fraction(0)
    ends = (row.evidenced.low, row.score.low, row.score.high)
    evidenced, low, high = (axis_share(end, first) for end in ends)
    bar = Shares(evidenced, low, high, axis_share(row.target.from_, first), False, "")
    marks = pictures.share_bar(bar, (x, y), width)
    starts = (x + float(axis_share(band.from_, first)) * width for band in starred)
    return [*marks, *(Shape(((at, y - 4.5), (at, y + 4.5)), stroke=GRID, thick=0.5) for at in starts)]


# The comparison


def _comparison(sheets: Sheets, shown: Comparison, lang: Lang) -> None:
    chapter(sheets, words(p.COMPARE, lang))
    sheets.paragraph(rubric_words(shown.rubric, lang), SMALL)
    sheets.skip(6)
    kind, count = sheets.type, len(shown.clients)
    room = (WIDTH - _NODES_WIDTH) / count
    columns = (
        Column(0, _NODES_WIDTH - 8),
        *(Column(_NODES_WIDTH + room * n, room - 10, style=_CELL) for n in range(count)),
    )
    names = [kind.one_line(name_words(one.name, lang), (room - 10) * _NAME_WIDTHS, _CELL) for one in shown.clients]
    table = Table(sheets, columns, ("", *names))
    rows = [
        table.row(title, *(kind.lines(cell, room - 10, _BOLD) for cell in cells), pad=3)
        for title, cells in _standing(shown, lang)
    ]
    rows += [_node(kind, shown, line, columns, lang) for line in shown.lines]
    table.lay(rows)
    _otherwise(sheets, shown, lang)


def _standing(shown: Comparison, lang: Lang) -> list[tuple[str, list[str]]]:
    """The whole of each: score, grade, evidence, gates."""
    cards = [one.card for one in shown.clients]
    return [
        (
            words(w.SCORE, lang),
            [score_or_none(one.card.score, one.begun, lang) for one in shown.clients],
        ),
        (words(w.GRADE, lang), [grade_words((card.grade.low, card.grade.high), lang) for card in cards]),
        (words(w.EVIDENCED_SCORE, lang), [score_words(card.evidenced.low) for card in cards]),
        (words(p.FAILED, lang), [str(len(card.gates_in("failed"))) for card in cards]),
    ]


def _node(kind: Type, shown: Comparison, line: NodeLine, columns: tuple[Column, ...], lang: Lang) -> Row:
    style = Style(9, 14, bold=not line.depth)
    title = kind.lines(words(shown.rubric.nodes[line.node].title, lang), columns[0].width, style)
    cells = [
        [*kind.lines(share_words(one, lang), columns[1].width, style), Line(" ", Style(1, 8))] for one in line.scores
    ]

    def draw(left: float, top: float, _height: float) -> list[Shape]:
        found: list[Shape] = []
        for one, of, at in zip(line.scores, shown.clients, columns[1:], strict=True):
            if one:
                target = target_band(of.rubric, of.assessment).from_ / HUNDRED
                found += pictures.share_bar(_shares(one, target), (left + at.x, top + 22), at.width)
        return found

    return Row((title, *cells), pad=4, fill=None if line.depth else PALE, keep_with_next=not line.depth, draw=draw)


def _shares(one: NodeScore, target: Fraction) -> Shares:
    return Shares(one.evidenced / one.points, one.low / one.points, one.high / one.points, target, False, "")


def _otherwise(sheets: Sheets, shown: Comparison, lang: Lang) -> None:
    sheets.skip(18)
    section(sheets, words(p.BEST_DOES, lang))
    sheets.paragraph(best_line(shown, lang))
    for one in shown.otherwise:
        sheets.skip(10)
        sheets.paragraph(otherwise_line(shown, one, lang), _BOLD, keep=bool(one.others))
        if line := open_line(one, lang):
            sheets.paragraph(line, SMALL, keep=bool(one.others))
        if one.others:
            _others(sheets, shown, one, lang)


def _others(sheets: Sheets, shown: Comparison, one: Otherwise, lang: Lang) -> None:
    small = Style(8.5, 13)
    columns = (
        Column(0, 176, style=small),
        Column(184, 122, style=small),
        Column(314, 122, style=small),
        Column(WIDTH - 50, 50, "right", _BOLD),
    )
    heads = (w.QUESTION, p.OWN_ANSWER, p.BEST_ANSWER, p.GAIN)
    table = Table(sheets, columns, tuple(words(head, lang) for head in heads))
    rows = []
    for other in one.others[:_OTHERS_SHOWN]:
        question = shown.rubric.by_id[other.question]
        said = answers_apart(shown, one, question.id, lang)
        rows.append(
            table.row(words(question.text, lang), *said, say(p.GAIN_POINTS, lang, gain=point_words(other.gain)))
        )
    table.lay(rows)
    left = len(one.others) - _OTHERS_SHOWN
    if left > 0:
        sheets.paragraph(say(p.SHOW_MORE, lang, count=left), SMALL)


# The benchmark


def _benchmarks(sheets: Sheets, shown: Sequence[Benchmark], lang: Lang) -> None:
    chapter(sheets, words(p.BENCHMARK, lang))
    sheets.paragraph(words(p.BENCHMARK_LEAD, lang))
    for one in shown:
        sheets.skip(10)
        section(sheets, rubric_words(one.rubric, lang))
        for line in benchmark_lines(one, lang):
            sheets.paragraph(line)
        if one.enough:
            sheets.skip(4)
            _quartiles(sheets, one, lang)
    sheets.skip(8)
    for line in method_lines(lang):
        sheets.paragraph(line, SMALL)


def _quartiles(sheets: Sheets, shown: Benchmark, lang: Lang) -> None:
    heads = [words(text, lang) for text in (w.INDICATOR, p.COUNTED, p.FIRST, p.MEDIAN, p.THIRD)]
    table = Table(sheets, _QUARTILES, (*heads, ""))
    rows = []
    for line in shown.lines:
        title = sheets.type.lines(
            line_title(shown.rubric, line, lang), _QUARTILES[0].width, _CELL if line.depth else _BOLD
        )
        counted = say(p.COUNTED_OF, lang, counted=line.counted, clients=shown.clients)
        if line.quartiles is None:
            few = sheets.type.lines(say(p.TOO_FEW_HERE, lang, needed=FEWEST), _QUARTILES[5].width, _BELOW)
            cells = (title, sheets.type.lines(counted, 44, _CELL), (), (), (), few)
            rows.append(Row(cells, pad=4, fill=None if line.depth else PALE))
            continue
        values = [score_words(value) for value in (line.quartiles.first, line.quartiles.median, line.quartiles.third)]
        laid = table.row(title, counted, *values, "", pad=4, fill=None if line.depth else PALE)
        rows.append(Row(laid.cells, laid.pad, laid.fill, draw=_drawn(line.quartiles)))
    table.lay(rows)


def _drawn(shown: Quartiles) -> Callable[[float, float, float], Sequence[Shape]]:
    def draw(left: float, top: float, height: float) -> list[Shape]:
        x, width, y = left + _QUARTILES[5].x, _QUARTILES[5].width, top + height / 2
        first, median, third = (x + float(one / HUNDRED) * width for one in (shown.first, shown.median, shown.third))
        return [
            box(x, y - 3.5, width, 7, LINE),
            box(first, y - 3.5, max(third - first, 0.8), 7, JADE_PALE),
            Shape(((median, y - 6), (median, y + 6)), stroke=INK, thick=1.6),
        ]

    return draw
