"""A rubric -> the Excel workbook of its points, credits and bands, for a consultant to fill in.

Knows layout and looks of the workbook. The sums in it are for the reader's eyes; nothing here is read back as truth.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ecq.language import Lang, Text, words
from ecq.rubric.model import ChecklistQuestion, Node, Question, Rubric
from ecq.text import words as w
from ecq.text.sentences import levels
from ecq.workbooks.common import (
    HEAD_FILL,
    INPUT_FILL,
    QUIET,
    excel,
    fit_width,
    font,
    kept_text,
    put,
    timeless,
)
from ecq.workbooks.points_table import labels
from ecq.workbooks.points_table.table import credits_of, points_of

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

NUMBER, PLAIN_TEXT = "0.00####", "@"
TOLERANCE = "0.0000005"


def export_points(rubric: Rubric, lang: Lang) -> bytes:
    """The workbook of a rubric's numbers in a language: the same bytes for the same rubric and language.

    Raises EcqError where openpyxl (or, for Traditional Chinese, OpenCC) is not installed.
    """
    return _Writing(rubric, lang).workbook()


@dataclass(frozen=True)
class _Column:
    """One column: heading, width, and how its cells look."""

    heading: Text
    width: int
    look: str = "text"  # "text", "id", "input", "shown" or "hidden"
    number_format: str = PLAIN_TEXT


class _Writing:
    """One workbook in the making."""

    def __init__(self, rubric: Rubric, lang: Lang) -> None:
        self._rubric = rubric
        self._lang = lang
        self._book = excel("tables of points").Workbook()
        self._book.calculation.fullCalcOnLoad = True

    def workbook(self) -> bytes:
        self._readme(self._book.active)
        self._points(self._book.create_sheet(labels.POINTS))
        self._credits(self._book.create_sheet(labels.CREDITS))
        self._bands(self._book.create_sheet(labels.BANDS))
        self._book.active = 0
        self._book.properties.creator = "ECQ"
        self._book.properties.title = kept_text(words(self._rubric.layout.title, self._lang))
        saved = io.BytesIO()
        self._book.save(saved)
        return timeless(saved.getvalue())

    def _say(self, text: Text, **marks: object) -> str:
        return w.say(text, self._lang, **marks)

    # Sheets

    def _readme(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment

        layout = self._rubric.layout
        status = self._say(w.POINTS_STATUSES[layout.points_status])
        title = self._say(layout.title)
        made_from = self._say(labels.MADE_FROM, id=layout.id, version=layout.version, status=status)
        lines: list[tuple[str, Font | None]] = [
            (self._say(labels.HEADING, title=title), font(bold=True, size=14)),
            (made_from, font(color=QUIET)),
            (self._say(layout.points_note), font(color=QUIET)),
        ]
        for heading, told in labels.GUIDE:
            lines += [("", None), (self._say(heading), font(bold=True)), *((self._say(one), None) for one in told)]
        sheet.title = labels.README
        sheet.column_dimensions["A"].width = 100
        sheet.sheet_view.showGridLines = False
        fit_width(sheet)
        for row, (line, look) in enumerate(lines, 1):
            cell = sheet.cell(row, 1)
            put(cell, line)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if look is not None:
                cell.font = look

    def _points(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment
        from openpyxl.worksheet.properties import Outline

        columns = (
            _Column(labels.ID, 34, "id"),
            _Column(labels.KIND, 11),
            _Column(labels.TITLE, 70),
            _Column(labels.SHARE, 12, "input", NUMBER),
            _Column(labels.SUM, 14, "shown", NUMBER),
            _Column(labels.CHECK, 8, "shown", "General"),
            _Column(labels.EXACT, 16, "hidden"),
        )
        self._head(sheet, columns)
        worth = points_of(self._rubric)
        rows = list(self._tree(self._rubric.layout.tree, 0))
        row_of = {one: row for row, (one, *_) in enumerate(rows, 2)}
        for row, (one, kind, title, depth, below) in enumerate(rows, 2):
            value = worth.get(one)
            parts = [row_of[part] for part in below]
            sums = (_sum(parts), _check(row, parts)) if parts else ("", "")
            self._row(sheet, row, columns, (one, kind, title, value, *sums, value))
            sheet.cell(row, 3).alignment = Alignment(
                horizontal="left", indent=2 * depth, wrap_text=True, vertical="top"
            )
            sheet.row_dimensions[row].outlineLevel = min(depth, 7)
            if below:
                sheet.cell(row, 3).font = font(bold=True)
        last = len(rows) + 2
        top = [row_of[node.id] for node in self._rubric.layout.tree if node.id in worth]
        self._row(
            sheet, last, columns, ("", "", self._say(labels.TOTAL), None, _sum(top), _check(last, top, "100"), None)
        )
        sheet.cell(last, 3).font = sheet.cell(last, 5).font = font(bold=True)
        sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
        _only_numbers(sheet, f"D2:D{len(rows) + 1}", "0.000001", "100", self._say(labels.POINTS_HINT))

    def _tree(self, nodes: Sequence[Node], depth: int) -> Iterator[tuple[str, str, str, int, tuple[str, ...]]]:
        """(id, kind, title, depth, ids of the parts) of every node and question, in order."""
        for node in nodes:
            children = tuple(child.id for child in node.children if child.status != "unknown")
            below = children or tuple(placed.question for placed in node.questions)
            kind = labels.UNKNOWN if not below else labels.INDICATOR if node.questions else labels.DIMENSION
            yield node.id, self._say(kind), self._say(node.title), depth, below
            yield from self._tree(node.children, depth + 1)
            for placed in node.questions:
                text = self._say(self._rubric.by_id[placed.question].text)
                yield placed.question, self._say(labels.QUESTION), text, depth + 1, ()

    def _credits(self, sheet: Worksheet) -> None:
        columns = (
            _Column(labels.QUESTION_ID, 34, "id"),
            _Column(labels.QUESTION_TEXT, 50),
            _Column(labels.OPTION_ID, 26, "id"),
            _Column(labels.OPTION_TEXT, 60),
            _Column(labels.CREDIT, 12, "input", NUMBER),
            _Column(labels.EXACT, 16, "hidden"),
        )
        self._head(sheet, columns)
        row = 1
        for question_id in self._rubric.order:
            question = self._rubric.by_id[question_id]
            text = self._say(question.text)
            for (option, credit), said in zip(credits_of(question).items(), self._options(question), strict=False):
                row += 1
                self._row(sheet, row, columns, (question_id, text, option, said, credit, credit))
        _only_numbers(sheet, f"E2:E{max(row, 2)}", "0", "1", self._say(labels.CREDIT_HINT))

    def _options(self, question: Question) -> list[str]:
        if isinstance(question, ChecklistQuestion):
            most = len(question.items)
            ticked = [self._say(w.ITEMS_OF, count=count, all=most) for count in range(1, most + 1)]
            return [self._say(w.NO_ITEM), *ticked]
        return [said for _, said, _ in levels(question, self._lang)]

    def _bands(self, sheet: Worksheet) -> None:
        columns = (
            _Column(labels.GRADE_ID, 26, "id"),
            _Column(labels.GRADE_TITLE, 30),
            _Column(labels.FROM, 12, "input", "General"),
            _Column(labels.EXACT, 16, "hidden"),
        )
        self._head(sheet, columns)
        for row, band in enumerate(self._rubric.bands, 2):
            self._row(sheet, row, columns, (band.id, self._say(band.title), band.from_, band.from_))
        _only_numbers(sheet, f"C2:C{len(self._rubric.bands) + 1}", "0", "100", self._say(labels.FROM_HINT))

    # Rows

    def _head(self, sheet: Worksheet, columns: Sequence[_Column]) -> None:
        from openpyxl.styles import Alignment, PatternFill
        from openpyxl.utils import get_column_letter

        for number, column in enumerate(columns, 1):
            cell = sheet.cell(1, number)
            put(cell, self._say(column.heading))
            cell.font = font(bold=True)
            cell.fill = PatternFill("solid", fgColor=HEAD_FILL)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width = column.width
            dimension.hidden = column.look == "hidden"
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        fit_width(sheet)

    @staticmethod
    def _row(sheet: Worksheet, row: int, columns: Sequence[_Column], values: Sequence[str | Fraction | None]) -> None:
        from openpyxl.styles import Alignment, PatternFill

        for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
            cell = sheet.cell(row, number)
            cell.number_format = column.number_format
            if column.look == "shown":
                cell.value = str(value) if value else None  # a formula of our own
                cell.font = font(color=QUIET)
            elif isinstance(value, Fraction) and column.look == "input":
                cell.value = int(value) if value.denominator == 1 else float(value)
                cell.fill = PatternFill("solid", fgColor=INPUT_FILL)
            elif value is not None:
                put(cell, str(value))
            if column.look == "id":
                cell.font = font(color=QUIET)
            cell.alignment = Alignment(vertical="top", wrap_text=column.look == "text")


def _ranges(rows: Sequence[int]) -> str:
    """Rows of the points column as ranges: "D3:D9,D12"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(f"D{first}" if first == last else f"D{first}:D{last}" for first, last in runs)


def _sum(parts: Sequence[int]) -> str:
    return f"=SUM({_ranges(parts)})"


def _check(row: int, parts: Sequence[int], whole: str = "") -> str:
    wanted = whole or f"D{row}"
    ready = f"AND(ISNUMBER({wanted}),COUNT({_ranges(parts)})={len(parts)})"
    return f'=IF({ready},IF(ABS(E{row}-{wanted})<{TOLERANCE},"✓","✗"),"?")'


def _only_numbers(sheet: Worksheet, cells: str, low: str, high: str, hint: str) -> None:
    """Warn, but do not stop: a share such as 100/17 is typed as text."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="decimal",
        operator="between",
        formula1=low,
        formula2=high,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="ECQ",
        error=hint[:225],
    )
    rule.add(cells)
    sheet.add_data_validation(rule)
