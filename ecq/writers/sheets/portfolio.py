"""The portfolio as a workbook: the list to sort and filter, a chart, the comparison, the benchmark.

What it says is worked out in `ecq.telling.portfolio`. Scores are numbers, cut as everywhere; texts stay texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Benchmark
from ecq.telling.portfolio.columns import COLUMNS, Day, Value
from ecq.telling.portfolio.comparison import Comparison, Otherwise
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.sentences import (
    answers_apart,
    benchmark_lines,
    best_line,
    grade_words,
    line_title,
    method_lines,
    name_words,
    next_day_line,
    open_line,
    otherwise_line,
    rubric_words,
    stand_line,
)
from ecq.telling.text import words as w
from ecq.telling.text.sentences import POINT_DECIMALS, SCORE_DECIMALS, interval_words
from ecq.telling.text.words import say
from ecq.writers.sheets.writing import JADE, LINE, QUIET, RED, Amount, Book, Live, Look, SheetWriter, bar_textures

_EDGE: Look = {"bottom": 1, "bottom_color": LINE}
_WRAP: Look = {"text_wrap": True, **_EDGE}
_BOLD: Look = {"bold": True, **_EDGE}
_HEAD_ROW = 5
_BARS = bar_textures(p.EVIDENCED, p.WITHOUT_EVIDENCE, p.OPEN_PART)

_COLUMNS = [column for column in COLUMNS if column.head is not None]


def portfolio_workbook(contents: Contents, brand: str = "", accent: str = JADE) -> bytes:
    """The workbook; `brand` and `accent` stand at the head of each sheet. The same contents give the same bytes.

    Raises EcqError where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    return _Portfolio(contents, brand, accent).to_bytes()


class _Portfolio:
    """The workbook in the making."""

    def __init__(self, contents: Contents, brand: str, accent: str) -> None:
        self._c = contents
        self._lang: Lang = contents.lang
        self._brand = brand
        self._accent = accent
        self._book = Book(self._lang, " · ".join(part for part in (contents.title, brand) if part))

    def to_bytes(self) -> bytes:
        """All sheets, as a file."""
        if self._c.rows:
            self._list(
                self._sheet(p.OVERVIEW, [stand_line(self._c.rows, self._lang), next_day_line(self._c.rows, self._lang)])
            )
        if self._c.comparison:
            self._comparison(self._c.comparison)
        for one in self._c.benchmarks:
            self._benchmark(one)
        self._about()
        return self._book.to_bytes()

    def _say(self, text: Text, **marks: object) -> str:
        return say(text, self._lang, **marks)

    def _sheet(self, title: Text, lines: Sequence[str]) -> SheetWriter:
        """A sheet with its title, whose it is, and lines of what it shows."""
        sheet = self._book.sheet(self._say(title))
        sheet.text(0, 0, self._say(title), bold=True, font_size=16, font_color=self._accent)
        about = " · ".join(part for part in (self._brand, self._c.about(), self._say(w.NOT_A_CERTIFICATE)) if part)
        sheet.text(1, 0, about, font_color=QUIET)
        for place, line in enumerate(line for line in lines if line):
            sheet.text(2 + place, 0, line)
        sheet.page(" · ".join(part for part in (self._brand, self._c.title, self._c.day) if part))
        return sheet

    # The list

    def _list(self, sheet: SheetWriter) -> None:
        sheet.columns([column.width for column in _COLUMNS])
        heads = [column.head for column in _COLUMNS if column.head is not None]
        values = [[column.value(row, self._lang) for column in _COLUMNS] for row in self._c.rows]
        numbers = [n for n, held in enumerate(zip(*values, strict=True)) if any(map(_is_number, held))]
        sheet.heads(_HEAD_ROW, [self._say(head) for head in heads], numbers)
        for place, held in enumerate(values, _HEAD_ROW + 1):
            for column, value in enumerate(held):
                _write(sheet, place, column, value)
        last, failed = _HEAD_ROW + len(values), heads.index(p.FAILED)
        sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.raw.autofilter(_HEAD_ROW, 0, last, len(heads) - 1)
        red: Look = {"font_color": RED, "bold": True}
        where = f"=${chr(ord('A') + failed)}{_HEAD_ROW + 2}>0"
        sheet.coloured_where(_HEAD_ROW + 1, failed, last, failed, where, red)
        self._chart(sheet)

    def _chart(self, of: SheetWriter) -> None:
        """A sheet of bars: with evidence, answered without, open; its numbers follow those of the list."""
        begun = [place for place, row in enumerate(self._c.rows, _HEAD_ROW + 1) if row.begun]
        if not begun:
            return
        sheet = self._sheet(p.CHART, [])
        sheet.columns([28, 16, 16, 16])
        sheet.heads(3, [self._say(title) for title in (p.CLIENT, *(title for title, _ in _BARS))], (1, 2, 3))
        for place, at in enumerate(begun, 4):
            row = self._c.rows[at - _HEAD_ROW - 1]
            name = name_words(row.name, self._lang)
            sheet.formula(place, 0, f"={of.afar(at, 0)}", name, **_EDGE)
            ends = [Fraction(cut(one, SCORE_DECIMALS)) for one in (row.evidenced.low, row.score.low, row.score.high)]
            low, high, evidenced = (of.afar(at, column) for column in (1, 2, 3))
            formulas = (f"={evidenced}", f"={low}-{evidenced}", f"={high}-{low}")
            values = (ends[0], ends[1] - ends[0], ends[2] - ends[1])
            sheet.put(place, (Live(*part, "0.0") for part in zip(formulas, values, strict=True)), 1, **_EDGE)
        states = [(self._say(title), column, texture) for column, (title, texture) in enumerate(_BARS, 1)]
        sheet.stacked_bars(4, 3 + len(begun), states, (3, 5), self._say(p.CHART))

    # The comparison

    def _comparison(self, shown: Comparison) -> None:
        sheet = self._sheet(p.COMPARE, [rubric_words(shown.rubric, self._lang), best_line(shown, self._lang)])
        count = len(shown.clients)
        sheet.columns([34, *[14] * (2 * count)])
        heads = [name_words(one.name, self._lang) for one in shown.clients]
        titles = [f"{name} · {self._say(text)}" for name in heads for text in (w.SURE, w.POSSIBLE)]
        sheet.heads(_HEAD_ROW, ["", *titles], range(1, 2 * count + 1))
        row = _HEAD_ROW + 1
        sheet.text(row, 0, self._say(w.SCORE), **_BOLD)
        self._intervals(sheet, row, [one.card.score if one.begun else None for one in shown.clients])
        for text, told in (
            (w.GRADE, lambda one: grade_words((one.card.grade.low, one.card.grade.high), self._lang)),
            (w.EVIDENCED_SCORE, lambda one: _score(one.card.evidenced.low)),
            (p.FAILED, lambda one: len(one.card.gates_in("failed"))),
        ):
            row += 1
            sheet.text(row, 0, self._say(text), **_EDGE)
            for column, one in enumerate(shown.clients):
                content = told(one)
                sheet.put(
                    row, [content], 1 + 2 * column, **_EDGE, **({"align": "right"} if isinstance(content, str) else {})
                )
                sheet.blank(row, 2 + 2 * column, **_EDGE)
        for line in shown.lines:
            row += 1
            title = words(shown.rubric.nodes[line.node].title, self._lang)
            sheet.text(row, 0, title, indent=line.depth, bold=not line.depth, **_EDGE)
            self._intervals(sheet, row, [one.share if one else None for one in line.scores])
        sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
        if shown.otherwise:
            self._otherwise(shown)

    def _intervals(self, sheet: SheetWriter, row: int, shown: Sequence[Interval | None]) -> None:
        for place, one in enumerate(shown):
            if one is None:
                sheet.put(row, "——", 1 + 2 * place, align="right", font_color=QUIET, **_EDGE)
            else:
                sheet.put(row, (_score(one.low), _score(one.high)), 1 + 2 * place, **_EDGE)

    def _otherwise(self, shown: Comparison) -> None:
        """What the best does otherwise, a row for each question of each of the others."""
        sheet = self._sheet(p.BEST_DOES, [])
        heads = (p.CLIENT, w.DIMENSION, w.INDICATOR, w.QUESTION, p.OWN_ANSWER, p.BEST_ANSWER, p.GAIN)
        sheet.columns([24, 18, 20, 44, 36, 36, 11])
        row = 2
        for one in shown.otherwise:
            for line in (otherwise_line(shown, one, self._lang), open_line(one, self._lang)):
                if line:
                    sheet.text(row, 0, line)
                    row += 1
        sheet.heads(row + 1, [self._say(head) for head in heads], (6,))
        first = row = row + 1
        for one in shown.otherwise:
            row = self._others(sheet, shown, one, row)
        sheet.raw.freeze_panes(first + 1, 0)
        sheet.raw.autofilter(first, 0, max(row, first + 1), len(heads) - 1)

    def _others(self, sheet: SheetWriter, shown: Comparison, one: Otherwise, row: int) -> int:
        for other in one.others:
            row += 1
            places = (words(shown.rubric.nodes[node].title, self._lang) for node in shown.rubric.place[other.question])
            question = words(shown.rubric.by_id[other.question].text, self._lang)
            said = answers_apart(shown, one, other.question, self._lang)
            name = name_words(shown.clients[one.client].name, self._lang)
            sheet.put(row, (name, *places, question, *said), **_WRAP)
            sheet.put(row, [Amount(Fraction(cut(other.gain, POINT_DECIMALS)))], 6, **_EDGE)
        return row

    # The benchmark

    def _benchmark(self, shown: Benchmark) -> None:
        lines = [rubric_words(shown.rubric, self._lang), *benchmark_lines(shown, self._lang)]
        sheet = self._sheet(p.BENCHMARK, [lines[0], LANGUAGES[self._lang].semicolon.join(lines[1:])])
        sheet.columns([40, 10, 14, 14, 14])
        if not shown.enough:
            return
        heads = (w.INDICATOR, p.COUNTED, p.FIRST, p.MEDIAN, p.THIRD)
        sheet.heads(_HEAD_ROW, [self._say(head) for head in heads], range(1, 5))
        for row, line in enumerate(shown.lines, _HEAD_ROW + 1):
            look: Look = {"bold": not line.depth, **_EDGE}
            sheet.text(row, 0, line_title(shown.rubric, line, self._lang), indent=line.depth, **look)
            sheet.number(row, 1, line.counted, **_EDGE)
            if line.quartiles is None:
                sheet.text(row, 2, self._say(p.TOO_FEW_HERE, needed=FEWEST), font_color=QUIET, indent=1, **_EDGE)
                for column in (3, 4):
                    sheet.blank(row, column, **_EDGE)
                continue
            sheet.put(
                row,
                (
                    _score(low) if low == high else interval_words(low, high)
                    for low, high in line.quartiles.ends.values()
                ),
                2,
                **_EDGE,
            )
        sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)

    def _about(self) -> None:
        sheet = self._sheet(p.ABOUT, [])
        sheet.columns([110])
        lines = [*self._c.notes(), *(method_lines(self._lang) if self._c.benchmarks else ())]
        for row, line in enumerate(lines, 3):
            sheet.text(row, 0, line, text_wrap=True)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Fraction)


def _write(sheet: SheetWriter, row: int, column: int, value: Value) -> None:
    """What a column of the list holds; the first one names the row."""
    match value:
        case Day():
            sheet.day(row, column, value.iso, align="left", **_EDGE)
        case Fraction():
            sheet.put(row, [_score(value)], column, **_EDGE)
        case str():
            sheet.text(row, column, value, **({**_BOLD, "text_wrap": True} if column == 0 else _WRAP))
        case _:
            sheet.put(row, [value], column, **_EDGE)


def _score(value: Fraction) -> Amount:
    """A score as it is shown everywhere: cut to one decimal."""
    return Amount(Fraction(cut(value, SCORE_DECIMALS)), "0.0")
