"""The portfolio as a workbook: the list to sort and filter, a chart, the comparison, the benchmark.

What it says is worked out in `ecq.telling.portfolio`. Scores are numbers, cut as everywhere; texts stay texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ecq.base.exact import cut
from ecq.base.language import Text, words
from ecq.document.lists import Of, SheetList
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.contents import Contents, clients_list, portfolio_lists
from ecq.telling.portfolio.sentences import method_lines, name_words
from ecq.telling.text import words as w
from ecq.telling.text.sentences import SCORE_DECIMALS
from ecq.writers.sheets.lists import write_list
from ecq.writers.sheets.writing import JADE, LINE, QUIET, Book, Live, Look, SheetWriter, bar_textures

_EDGE: Look = {"bottom": 1, "bottom_color": LINE}
_HEAD_ROW = 5
_BARS = bar_textures(w.WITH_EVIDENCE, w.NO_EVIDENCE_IN_HAND, pf.OPEN_PART)


def portfolio_workbook(contents: Contents, brand: str = "", accent: str = JADE) -> bytes:
    """The workbook; `brand` and `accent` stand at the head of each sheet. The same contents give the same bytes.

    Raises EcqError where XlsxWriter (or, for Traditional Chinese, OpenCC) is not installed.
    """
    return _Portfolio(contents, brand, accent).to_bytes()


class _Portfolio:
    """The workbook in the making."""

    def __init__(self, contents: Contents, brand: str, accent: str) -> None:
        self._c = contents
        self._lang = contents.lang
        self._brand = brand
        self._accent = accent
        self._book = Book(self._lang, " · ".join(part for part in (contents.title, brand) if part))

    def to_bytes(self) -> bytes:
        """All sheets, as a file."""
        if self._c.rows:
            told = clients_list(self._c)
            self._chart(self._list(told, frozen=1))
        for other in portfolio_lists(self._c):
            self._list(other, frozen=int(other.depth is not None))
        sheet = self._sheet(w.ABOUT, [])
        sheet.columns([110])
        lines = [*self._c.notes(), *(method_lines(self._lang) if self._c.benchmarks else ())]
        for row, line in enumerate(lines, 3):
            sheet.text(row, 0, line, text_wrap=True)
        return self._book.to_bytes()

    def _say(self, text: Text) -> str:
        return words(text, self._lang)

    def _sheet(self, title: Text, lines: Sequence[str]) -> SheetWriter:
        """A sheet with its title, whose it is, and lines of what it shows."""
        sheet = self._book.sheet(self._say(title))
        sheet.text(0, 0, self._say(title), bold=True, font_size=16, font_color=self._accent)
        about = " · ".join(part for part in (self._brand, self._c.about(), self._say(w.NOT_A_CERTIFICATE)) if part)
        sheet.text(1, 0, about, font_color=QUIET)
        for place, line in enumerate(lines):
            sheet.text(2 + place, 0, line)
        sheet.page(" · ".join(part for part in (self._brand, self._c.title, self._c.day) if part))
        return sheet

    def _list(self, told: SheetList[Of], frozen: int) -> SheetWriter:
        sheet = self._sheet(told.title, told.lines)
        if told.columns:
            # Below the lines above it, of which there are few but for what the best does otherwise.
            write_list(sheet, told, max(_HEAD_ROW, len(told.lines) + 3), frozen=frozen)
        return sheet

    def _chart(self, of: SheetWriter) -> None:
        """A sheet of bars: with evidence, answered without, open; its numbers follow those of the list."""
        first = _HEAD_ROW + 1
        begun = [place for place, row in enumerate(self._c.rows, first) if row.begun]
        if not begun:
            return
        sheet = self._sheet(pf.CHART, [])
        sheet.columns([28, 16, 16, 16])
        sheet.heads(3, [self._say(title) for title in (pf.CLIENT, *(title for title, _ in _BARS))], (1, 2, 3))
        for place, at in enumerate(begun, 4):
            row = self._c.rows[at - first]
            sheet.formula(place, 0, f"={of.afar(at, 0)}", name_words(row.name, self._lang), **_EDGE)
            ends = [Fraction(cut(one, SCORE_DECIMALS)) for one in (row.evidenced.low, row.score.low, row.score.high)]
            low, high, evidenced = (of.afar(at, column) for column in (1, 2, 3))
            formulas = (f"={evidenced}", f"={low}-{evidenced}", f"={high}-{low}")
            values = (ends[0], ends[1] - ends[0], ends[2] - ends[1])
            sheet.put(place, (Live(*part, "0.0") for part in zip(formulas, values, strict=True)), 1, **_EDGE)
        states = [(self._say(title), column, texture) for column, (title, texture) in enumerate(_BARS, 1)]
        sheet.stacked_bars(4, 3 + len(begun), states, (3, 5), self._say(pf.CHART))
