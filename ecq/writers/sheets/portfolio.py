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
from ecq.telling.portfolio.comparison import Comparison, Otherwise
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.rows import Row
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
    verdict_words,
)
from ecq.telling.text import words as w
from ecq.telling.text.sentences import POINT_DECIMALS, SCORE_DECIMALS, interval_words
from ecq.telling.text.words import say
from ecq.writers.sheets.writing import JADE, LINE, QUIET, RED, Book, Look, SheetWriter, bar_textures

_EDGE: Look = {"bottom": 1, "bottom_color": LINE}
_SCORE: Look = {"num_format": "0.0", **_EDGE}
_POINTS: Look = {"num_format": "0.00", **_EDGE}
_WRAP: Look = {"text_wrap": True, **_EDGE}
_BOLD: Look = {"bold": True, **_EDGE}
_HEAD_ROW = 5
_BARS = bar_textures(p.EVIDENCED, p.WITHOUT_EVIDENCE, p.OPEN_PART)

_COLUMNS: tuple[tuple[Text, int], ...] = (
    (p.CLIENT, 26),
    (w.SURE, 9),
    (w.POSSIBLE, 9),
    (p.EVIDENCED, 9),
    (p.GRADE_AT_LEAST, 11),
    (p.GRADE_AT_MOST, 11),
    (p.TARGET, 9),
    (p.READINESS, 15),
    (p.FAILED, 9),
    (p.GATES_OPEN, 9),
    (p.SETTLED, 9),
    (p.APPLICABLE, 9),
    (p.TARGET_DAY, 12),
    (p.DAYS_LEFT, 8),
    (p.CHANGED, 12),
    (p.TAGS, 12),
    (p.RUBRIC, 22),
)
_NUMBERS = (1, 2, 3, 8, 9, 10, 11, 13)


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
        sheet.columns([width for _, width in _COLUMNS])
        sheet.heads(_HEAD_ROW, [self._say(title) for title, _ in _COLUMNS], _NUMBERS)
        for place, row in enumerate(self._c.rows, _HEAD_ROW + 1):
            self._client(sheet, place, row)
        last = _HEAD_ROW + len(self._c.rows)
        sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
        sheet.raw.autofilter(_HEAD_ROW, 0, last, len(_COLUMNS) - 1)
        sheet.coloured_where(_HEAD_ROW + 1, 8, last, 8, f"=$I{_HEAD_ROW + 2}>0", {"font_color": RED, "bold": True})
        self._chart(sheet)

    def _client(self, sheet: SheetWriter, place: int, row: Row) -> None:
        demo = LANGUAGES[self._lang].bracketed(self._say(p.DEMO)) if row.demo else ""
        sheet.text(place, 0, name_words(row.name, self._lang) + demo, **_BOLD, text_wrap=True)
        for column, value in enumerate((row.score.low, row.score.high, row.evidenced.low), 1):
            if row.begun:
                _score(sheet, place, column, value)
            else:
                sheet.blank(place, column, **_EDGE)
        low, high = (words(one.title, self._lang) if row.begun else "" for one in row.grade)
        texts = (low, high, words(row.target.title, self._lang), verdict_words(row, self._lang))
        for column, text in enumerate(texts, 4):
            sheet.text(place, column, text, **_WRAP)
        for column, count in enumerate((row.failed, row.gates_open, row.settled, row.applicable), 8):
            sheet.number(place, column, count, **_EDGE)
        sheet.day(place, 12, row.ready_by or "", align="left", **_EDGE)
        if row.days_left is None:
            sheet.blank(place, 13, **_EDGE)
        else:
            sheet.number(place, 13, row.days_left, **_EDGE)
        sheet.day(place, 14, row.changed_at[:10], align="left", **_EDGE)
        sheet.text(place, 15, LANGUAGES[self._lang].listed(row.tags), **_WRAP)
        sheet.text(place, 16, rubric_words(row.rubric, self._lang), **_WRAP)

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
            parts = (f"={evidenced}", f"={low}-{evidenced}", f"={high}-{low}")
            for column, (formula, value) in enumerate(
                zip(parts, (ends[0], ends[1] - ends[0], ends[2] - ends[1]), strict=True), 1
            ):
                sheet.formula(place, column, formula, value, **_SCORE)
        self._bars(sheet, 4, 3 + len(begun))

    def _bars(self, sheet: SheetWriter, first: int, last: int) -> None:
        chart = self._book.chart({"type": "bar", "subtype": "stacked"})
        for column, (title, texture) in enumerate(_BARS, 1):
            chart.add_series(
                {
                    "name": self._say(title),
                    "categories": [sheet.name, first, 0, last, 0],
                    "values": [sheet.name, first, column, last, column],
                    **texture,
                    "gap": 45,
                }
            )
        chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": LINE}}})
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none", "num_font": {"size": 9}, "crossing": "max"})
        chart.set_legend({"position": "bottom"})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": 760, "height": 110 + 24 * (last - first + 1)})
        sheet.raw.insert_chart(3, 5, chart, {"object_position": 2, "description": self._say(p.CHART)})

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
            (w.EVIDENCED_SCORE, lambda one: one.card.evidenced.low),
            (p.FAILED, lambda one: len(one.card.gates_in("failed"))),
        ):
            row += 1
            sheet.text(row, 0, self._say(text), **_EDGE)
            for place, one in enumerate(shown.clients):
                self._either(sheet, row, 1 + 2 * place, told(one))
                sheet.blank(row, 2 + 2 * place, **_EDGE)
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
            for column in (1 + 2 * place, 2 + 2 * place):
                if one is None:
                    sheet.text(row, column, "—", align="right", font_color=QUIET, **_EDGE)
                else:
                    _score(sheet, row, column, one.low if column % 2 else one.high)

    def _either(self, sheet: SheetWriter, row: int, column: int, value: str | int | Fraction) -> None:
        if isinstance(value, str):
            sheet.text(row, column, value, align="right", **_EDGE)
        elif isinstance(value, int):
            sheet.number(row, column, value, **_EDGE)
        else:
            _score(sheet, row, column, value)

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
            for column, text in enumerate((name, *places, question, *said)):
                sheet.text(row, column, text, **_WRAP)
            sheet.number(row, 6, Fraction(cut(other.gain, POINT_DECIMALS)), **_POINTS)
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
            for column, (low, high) in enumerate(line.quartiles.ends.values(), 2):
                if low == high:
                    _score(sheet, row, column, low)
                else:
                    sheet.text(row, column, interval_words(low, high), align="right", **_EDGE)
        sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)

    def _about(self) -> None:
        sheet = self._sheet(p.ABOUT, [])
        sheet.columns([110])
        lines = [*self._c.notes(), *(method_lines(self._lang) if self._c.benchmarks else ())]
        for row, line in enumerate(lines, 3):
            sheet.text(row, 0, line, text_wrap=True)


def _score(sheet: SheetWriter, row: int, column: int, value: Fraction) -> None:
    """A score as it is shown everywhere: cut to one decimal."""
    sheet.number(row, column, Fraction(cut(value, SCORE_DECIMALS)), **_SCORE)
