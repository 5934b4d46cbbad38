"""Writing Excel workbooks: sheets, cell formats, text that stays text, formulas with their values, A4 print set-up; CSV files.

Every workbook of ECQ is written through `Book`. The same calls give the same bytes: no clock is read. Must not know what
a workbook is about.
"""

from __future__ import annotations

import csv
import io
import math
import re
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from ecq.base.day import day_of
from ecq.base.errors import not_installed
from ecq.base.exact import cut, plain
from ecq.base.language import LANGUAGES, Lang, Text
from ecq.document import lists
from ecq.document.colours import SHADES
from ecq.document.lists import Day, Exact
from ecq.writers.sheets.stamps import CELLS, SHORT, short_stamp

FIXED_TIME = datetime(2000, 1, 1)  # noqa: DTZ001  # the format knows no zones
TEXT_LIMIT = 31_900
"""A cell holds 32,767 UTF-16 units; what is longer than this is cut, with an ellipsis."""

INK, QUIET, LINE = (SHADES[name].light for name in ("ink", "muted", "frame"))
SOFT, INPUT, WHITE = (SHADES[name].light for name in ("sheet-band", "sheet-asked", "card"))
JADE, CLAIMED, GOLD, RED = (SHADES[name].light for name in ("jade", "claimed", "gold", "red"))
JADE_SOFT, RED_SOFT = SHADES["jade-soft"].light, SHADES["red-soft"].light

FORMULA_MARKS = ("=", "+", "-", "@")
"""What a spreadsheet program takes for the beginning of a formula."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = "1900-03-01"
"""Excel reckons days from 1900 and counts one in its February that never was."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SHEET_NAME_LIMIT = 31
_USUAL_WIDTH = 8.43
_TITLE_LIMIT, _PROMPT_LIMIT, _FOOT_LIMIT = 32, 250, 180
_STAMPS_IN_A_CELL = 3_000 * SHORT
_PAGE_ACROSS, _NARROW = 200, 13
"""Characters on a page across that can still be read, and the width that a column of text keeps."""

Look = dict[str, Any]
HEAD: Look = {"bold": True, "font_color": WHITE, "bg_color": SHADES["sheet-head"].light}


@dataclass(frozen=True)
class Live:
    """A cell that is worked out: its formula, the value it has, and how that is shown."""

    formula: str
    value: Fraction | str
    shape: str = "0.00"


Content = lists.Content | Fraction | Live


def storable(text: str) -> str:
    """Text without the characters that XML, and so a workbook, cannot hold."""
    return _ILLEGAL.sub("", text)


def cell_text(text: str) -> str:
    """Text as a cell can hold it: without control characters, cut where it is too long."""
    plain = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if _units(plain) <= TEXT_LIMIT else _cut(plain, TEXT_LIMIT - 1) + "…"


def _units(text: str) -> int:
    """Excel counts in units of UTF-16: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


class Book:
    """One workbook. Rows and columns count from 0, as in XlsxWriter; `cell` gives an address for formulas.

    Raises EcqError where XlsxWriter, which is loaded when first needed, is not installed.
    """

    def __init__(self, lang: Lang, title: str) -> None:
        try:
            from xlsxwriter import Workbook
        except ModuleNotFoundError:
            raise not_installed("workbooks need XlsxWriter", "写工作簿需要 XlsxWriter", "excel") from None
        self._file = io.BytesIO()
        plain = {"font_name": LANGUAGES[lang].typeface, "font_size": 10.5, "valign": "top", "font_color": INK}
        self._book: Any = Workbook(self._file, {"in_memory": True, "default_format_properties": plain})
        self._plain = plain
        self._looks: dict[tuple[Any, ...], Any] = {}
        self._names: set[str] = set()
        self._sheets: list[SheetWriter] = []
        self._book.set_properties({"title": cell_text(title)[:200], "author": "ECQ", "created": FIXED_TIME})
        self._book.set_size(2000, 1300)

    def sheet(self, name: str) -> SheetWriter:
        """A new sheet; its name is changed where Excel would not accept it or another sheet has it."""
        allowed = _cut(_NO_SHEET_NAME.sub(" ", name), _SHEET_NAME_LIMIT).strip(" '") or "ECQ"
        free, number = allowed, 1
        while free.casefold() in self._names:
            number += 1
            free = f"{_cut(allowed, _SHEET_NAME_LIMIT - 4)} {number}"
        self._names.add(free.casefold())
        made = SheetWriter(self, self._book.add_worksheet(free), free)
        self._sheets.append(made)
        return made

    def hidden_pairs(self, name: str, entries: Mapping[str, str]) -> None:
        """A sheet that nobody sees, of names and texts: where the workbook comes from."""
        sheet = self.sheet(name)
        for row, (key, value) in enumerate(entries.items()):
            sheet.text(row, 0, key)
            sheet.text(row, 1, value)
        sheet.raw.very_hidden()

    def remember_cells(self) -> None:
        """A sheet that nobody sees, of what stands in the cells of each one: so that what is typed or changed is known later."""
        written = tuple(self._sheets)
        remembered = self.sheet(CELLS)
        for row, sheet in enumerate(written):
            stamps = "".join(sorted(set(map(short_stamp, sheet.held))))
            parts = [stamps[at : at + _STAMPS_IN_A_CELL] for at in range(0, len(stamps), _STAMPS_IN_A_CELL)]
            for column, text in enumerate((sheet.name, *parts)):
                remembered.text(row, column, text)
        remembered.raw.very_hidden()

    def bars(self) -> Any:
        """A chart of stacked bars, to be put on a sheet."""
        return self._book.add_chart({"type": "bar", "subtype": "stacked"})

    def look(self, look: Look, plain: bool = True) -> Any:
        """The format of these properties, over the workbook's plain one unless it is to lie over another; made once."""
        key = (plain, *sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format({**(self._plain if plain else {}), **look})
        return self._looks[key]

    def to_bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._file.getvalue()


class SheetWriter:
    """One sheet of a `Book`. `raw` is XlsxWriter's own, for what has no word here."""

    def __init__(self, book: Book, raw: Any, name: str) -> None:
        self._book = book
        self.raw = raw
        self.name = name
        self.held: list[str] = []
        """What stands in its cells, but for formulas."""
        self._widths: list[float] = []
        self._leads: list[tuple[int, str]] = []

    def text(self, row: int, column: int, text: str, **look: Any) -> None:
        """Text, and nothing but text: also where it begins like a formula or an address."""
        content = cell_text(text)
        if content.startswith(FORMULA_MARKS):
            look["quote_prefix"] = True
        if "indent" in look:
            look.setdefault("align", "left")  # or the indent is not heeded
        if content:
            self.held.append(content)
            self.raw.write_string(row, column, content, self._book.look(look))
        else:
            self.raw.write_blank(row, column, None, self._book.look(look))

    def titled(self, row: int, column: int, title: str, lines: Sequence[tuple[str, Look]], **look: Any) -> None:
        """A bold title with further lines below it in the same cell, each with its own look."""
        parts: list[Any] = [self._book.look({"bold": True}), cell_text(title)]
        for line, own in lines:
            parts += [self._book.look(own), "\n" + cell_text(line)]
        if len(parts) < 4 or sum(_units(part) for part in parts[1::2]) > TEXT_LIMIT:
            self.text(row, column, "\n".join([title, *(line for line, _ in lines)]), **look)
        else:
            self.held.append("".join(parts[1::2]))
            self.raw.write_rich_string(row, column, *parts, self._book.look(look))

    def across(self, row: int, column: int, last_column: int, text: str, **look: Any) -> None:
        """Text over several cells of a row."""
        self.raw.merge_range(row, column, row, last_column, "", self._book.look(look))
        self.text(row, column, text, **look)

    def number(self, row: int, column: int, value: Fraction | float, **look: Any) -> str:
        """A number; a fraction that no decimal says exactly stands as the division it is. Returns what stands there, "" for a formula."""
        exact = Fraction(value)
        short = max(abs(exact.numerator), exact.denominator) < 10**15
        comes_out_even = (exact * 10**6).denominator == 1  # a decimal of few digits says it exactly
        if isinstance(value, Fraction) and short and not comes_out_even:
            self.formula(row, column, f"={exact}", exact, **look)
            return ""
        self.held.append(number_text(float(exact)))
        self.raw.write_number(row, column, float(exact), self._book.look(look))
        return self.held[-1]

    def day(self, row: int, column: int, day: str, **look: Any) -> None:
        """A day given as ISO 8601 text: a date to sort and calculate with; as text where it is none, or none that Excel knows."""
        if day >= _FIRST_DAY and day_of(day) == day:
            date = datetime.fromisoformat(day)
            self.held.append(date.date().isoformat())
            self.raw.write_datetime(row, column, date, self._book.look({**look, "num_format": "yyyy-mm-dd"}))
        else:
            self.text(row, column, day, **look)

    def formula(self, row: int, column: int, formula: str, value: Fraction | int | str, **look: Any) -> None:
        """A formula of ECQ's own with the value it has, for programs that show a workbook without calculating."""
        shown = value if isinstance(value, str) else float(value)
        self.raw.write_formula(row, column, formula, self._book.look(look), shown)

    def put(self, row: int, contents: Iterable[Content], column: int = 0, **look: Any) -> None:
        """Cells of a row from a column on, each written as what it is."""
        for at, content in enumerate(contents, column):
            match content:
                case Live():
                    self.formula(row, at, content.formula, content.value, num_format=content.shape, **look)
                case Exact():
                    value, shape = content.shown
                    self.number(row, at, value, num_format=shape, **look)
                case Day():
                    self.day(row, at, content.iso, **{**look, "align": "left"})
                case int() | Fraction():
                    self.number(row, at, content, **look)
                case str() | None:
                    self.text(row, at, content or "", **look)
                case _:
                    raise TypeError(f"{content} is to be told as a formula")

    def stacked_bars(
        self,
        first: int,
        last: int,
        states: Sequence[tuple[str, int, Look]],
        at: tuple[int, int],
        alt: str,
        title: str = "",
    ) -> None:
        """A chart of shares of 100, a bar for each row: the states with the columns of their numbers and their textures."""
        chart = self._book.bars()
        for name, column, texture in states:
            names, values = ([self.name, first, place, last, place] for place in (0, column))
            chart.add_series({"name": name, "categories": names, "values": values, **texture, "gap": 45})
        if title:
            chart.set_title({"name": title, "name_font": {"size": 11}, "overlay": False})
        chart.set_x_axis({"min": 0, "max": 100, "major_gridlines": {"visible": True, "line": {"color": LINE}}})
        chart.set_y_axis(
            {"reverse": True, "major_tick_mark": "none", "num_font": {"size": 9}, "crossing": "max", "interval_unit": 1}
        )
        chart.set_legend({"position": "bottom"})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": 780, "height": 105 + 22 * (last - first + 1)})
        self.raw.insert_chart(*at, chart, {"object_position": 2, "description": alt})

    def columns(self, widths: Iterable[float], hidden: Iterable[int] = (), printed: int | None = None) -> None:
        """Widths in characters, from the first column on. Of so many columns that are printed, wide ones give way.

        A sheet is printed as wide as a page, so what is too wide is printed too small to be read.
        """
        hidden, self._widths = set(hidden), _legible(list(widths), hidden, printed)
        self._across = [width for column, width in enumerate(self._widths[:printed]) if column not in hidden]
        for column, width in enumerate(self._widths):
            self.raw.set_column(column, column, width, None, {"hidden": column in hidden})

    def width(self, column: int) -> float:
        """How wide a column is, in characters."""
        return self._widths[column]

    def heads(self, row: int, titles: Sequence[str], numbers: Collection[int] = (), indent: int = 0) -> None:
        """The heading row, repeated on every printed page; those of columns with numbers stand to the right, as far in as these."""
        look: Look = {**HEAD, "border": 1, "border_color": HEAD["bg_color"]}
        for column, title in enumerate(titles):
            side: Look = {"align": "right", "indent": indent} if column in numbers else {"align": "left"}
            self.text(row, column, title, text_wrap=True, valign="vcenter", **side, **look)
        widths = [*self._widths, *[_USUAL_WIDTH] * len(titles)]
        lines = max(_lines(title, width) for title, width in zip(titles, widths, strict=False))
        self.raw.set_row(row, max(34, 4 + 15 * lines))
        self.raw.repeat_rows(row)
        for above, text in self._leads:
            self.across(above, 0, len(self._across) - 1, text, text_wrap=True, font_color=QUIET, font_size=9.5)
            self.raw.set_row(above, 14 * lines_of(text, sum(self._across)))

    def lead(self, row: int, text: str) -> None:
        """What is to be known of a table, above its heading row: over all columns that are printed."""
        self._leads.append((row, text))

    def for_reading(self, row: int, column: int, last_row: int, last_column: int, title: str, why: str) -> None:
        """Cells that are not for writing: Excel warns, but lets a person go on."""
        rule = {"validate": "custom", "value": "=FALSE", "error_type": "warning"}
        warning = {"error_title": title[:_TITLE_LIMIT], "error_message": why[:_PROMPT_LIMIT]}
        self.raw.data_validation(row, column, last_row, last_column, {**rule, **warning})

    def coloured(self, row: int, column: int, last_row: int, last_column: int, word: str, look: Look) -> None:
        """Colour the cells that hold just this word, as long as they hold it; the colour only repeats what the word says."""
        rule = {"type": "cell", "criteria": "==", "value": quoted(word), "format": self._book.look(look, plain=False)}
        self.raw.conditional_format(row, column, last_row, last_column, rule)

    def coloured_where(
        self, row: int, column: int, last_row: int, last_column: int, condition: str, look: Look, stop: bool = False
    ) -> None:
        """Colour the cells for which a formula is true, written for the first of them; `stop`: no later rule counts then."""
        rule = {"type": "formula", "criteria": condition, "format": self._book.look(look, plain=False)}
        self.raw.conditional_format(row, column, last_row, last_column, {**rule, "stop_if_true": stop})

    def page(self, foot: str, portrait: bool = False, pages: int = 0) -> None:
        """A4, as wide as the page, on so many pages or as many as it takes; the foot says what it is and which page."""
        if portrait:
            self.raw.set_portrait()
        else:
            self.raw.set_landscape()
        self.raw.set_paper(9)
        self.raw.fit_to_pages(1, pages)
        self.raw.set_margins(left=0.35, right=0.35, top=0.5, bottom=0.6)
        self.raw.set_footer(f"&L&8{_cut(cell_text(foot).replace('&', '&&'), _FOOT_LIMIT)}&R&8&P / &N")
        self.raw.hide_gridlines(2)

    def cell(self, row: int, column: int, fixed: bool = False) -> str:
        """The address of a cell of this sheet for a formula of the same sheet."""
        mark = "$" if fixed else ""
        return f"{mark}{column_letters(column)}{mark}{row + 1}"

    def afar(self, row: int, column: int) -> str:
        """The address of a cell for a formula of another sheet."""
        quoted = self.name.replace("'", "''")
        return f"'{quoted}'!{self.cell(row, column)}"


def _legible(widths: list[float], hidden: Collection[int], printed: int | None) -> list[float]:
    """Widths with which a page across is printed in letters of seven points."""
    shown = [place for place in range(len(widths) if printed is None else printed) if place not in hidden]
    wide = [place for place in shown if widths[place] > _NARROW]
    over = sum(widths[place] for place in shown) - _PAGE_ACROSS
    room = sum(widths[place] - _NARROW for place in wide)
    if over > 0 and room > 0:
        for place in wide:
            widths[place] -= (widths[place] - _NARROW) * min(over / room, 1)
    return widths


def number_text(value: float) -> str:
    """What Excel shows of a number: the binary number behind it is not the one typed. A number no cell can hold stands as it is."""
    return f"{value:.15g}" if abs(value) < 1e300 else str(value)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in cells of this width: Han characters are twice as wide and break anywhere."""
    return max(1, math.ceil(sum(2 if char > "\u2e7f" else 1 for char in text) / width))


def _lines(title: str, width: float) -> int:
    """How many lines a bold heading takes in a column: Han characters are twice as wide and break anywhere."""
    if any(char > "\u2e7f" for char in title):
        return math.ceil(sum(2.2 if char > "\u2e7f" else 1.2 for char in title) / max(width - 1, 1))
    return len(textwrap.wrap(title, max(int(width / 1.1), 1))) or 1


def column_letters(column: int) -> str:
    """The letters of a column, from 0: "A", "AA"."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(65 + rest) + name
    return name


def bar_textures(proved: Text, claimed: Text, still_open: Text) -> tuple[tuple[Text, dict[str, Any]], ...]:
    """The states of the score's bar in a chart, each with its texture: solid is with evidence, pale is claimed, hatched is open."""
    hatched = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": JADE, "bg_color": WHITE}}
    return (proved, {"fill": {"color": JADE}}), (claimed, {"fill": {"color": CLAIMED}}), (still_open, hatched)


def quoted(text: str) -> str:
    """A text as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'


def ranges(letter: str, rows: Sequence[int]) -> list[str]:
    """Cells of one column as ranges, rows counted from 0: ["D3:D9", "D12"]."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [f"{letter}{a + 1}" if a == b else f"{letter}{a + 1}:{letter}{b + 1}" for a, b in runs]


def total(letter: str, rows: Sequence[int]) -> str:
    """A sum over cells of one column, rows counted from 0: "SUM(D3:D9,D12)"; sums of sums where Excel would not take it."""
    parts = ranges(letter, rows)
    while len(parts) > 200:
        parts = [f"SUM({','.join(parts[at : at + 200])})" for at in range(0, len(parts), 200)]
    return f"SUM({','.join(parts)})" if parts else "0"


MARK = b"\xef\xbb\xbf"
"""What a file begins with, so that spreadsheet programs read it as UTF-8."""

_CELL_LIMIT = 32_000
_RISKY_MARKS = (*FORMULA_MARKS, *"＝＋－＠\t\r\n")


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as a file; cells with what people typed are to come from `csv_cell`."""
    return MARK + csv_rows(rows)


def csv_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Further rows of such a file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode()


def csv_cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: an apostrophe before what looks like one."""
    cell = storable(text)[:_CELL_LIMIT]
    return f"'{cell}" if cell.startswith(_RISKY_MARKS) else cell


def csv_number(value: Fraction) -> str:
    """A number as a decimal, cut at the twelfth place where it does not come out even.

    Never a fraction: spreadsheet programs take 7/10 for the seventh of October.
    """
    exact = plain(value)
    return cut(value, 12) if "/" in exact else exact
