"""An evidence binder -> the checklist to work off: an Excel workbook or a CSV file.

Knows rows, columns and looks. A piece of evidence is one row; a question without any has one row for each thing an
auditor would ask for. Text that looks like a formula stays text in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ecq.evidence import words as e
from ecq.evidence.binder import Binder
from ecq.language import Lang, Text, words
from ecq.text.words import say
from ecq.workbooks.common import (
    HEAD_FILL,
    QUIET,
    csv_cell,
    excel,
    fit_width,
    font,
    kept_text,
    put,
    timeless,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TICKED, UNTICKED = "☑", "☐"
HEAD_ROW = 3
_FIRST_YEAR = "1900-03-01"
"""Excel reckons days from 1900 and counts one in its February that never was."""
_RED, _RED_FILL, _DONE_FILL = "FFA82D1B", "FFFDEAE6", "FFE3F3F0"


@dataclass(frozen=True)
class Row:
    """One line of the checklist, in the binder's language; `due` is ISO 8601 text or empty."""

    ticked: bool
    dimension: str
    indicator: str
    question: str
    gate: str
    evidence: str
    state: str
    place: str
    owner: str
    due: str
    question_id: str

    def cells(self) -> tuple[str, ...]:
        """The cells in the order of the columns."""
        return (TICKED if self.ticked else UNTICKED, *list(vars(self).values())[1:])


@dataclass(frozen=True)
class _Column:
    heading: Text
    width: int


COLUMNS = (
    _Column(e.TICK, 6),
    _Column(e.DIMENSION, 16),
    _Column(e.INDICATOR, 18),
    _Column(e.QUESTION, 38),
    _Column(e.GATE, 8),
    _Column(e.EVIDENCE_PIECE, 46),
    _Column(e.STATE, 13),
    _Column(e.WHERE, 24),
    _Column(e.BY_WHOM, 14),
    _Column(e.UNTIL, 12),
    _Column(e.QUESTION_ID, 26),
)
_TICK, _DUE, _ID = 1, 10, 11


def rows(made: Binder) -> Iterator[Row]:
    """The lines of the checklist, in the order of the rubric."""
    for group in made.groups:
        for question in group.questions:
            gate = words(e.GATE, made.lang) if question.gate else ""
            place = (group.dimension, group.title, question.text, gate)
            for proof in question.proofs:
                item = proof.item
                state = words(e.PROOF_STATES[proof.state], made.lang)
                said = (item.text, state, item.place, item.owner, item.due or "")
                yield Row(item.in_hand, *place, *said, question.id)
            if question.missing:
                state = words(e.PROOF_STATES["missing"], made.lang)
                for asked in question.asked_for:
                    yield Row(False, *place, asked, state, "", "", "", question.id)


def checklist_csv(made: Binder) -> bytes:
    """The checklist as CSV in UTF-8 with a byte order mark, so that Excel reads it right when it is opened by a click."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(words(column.heading, made.lang) for column in COLUMNS)
    writer.writerows([csv_cell(cell) for cell in row.cells()] for row in rows(made))
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def checklist_xlsx(made: Binder) -> bytes:
    """The checklist as a workbook: tick boxes, filters, frozen headings, A4 across. The same bytes for the same binder.

    Raises EcqError where openpyxl is not installed.
    """
    book = excel("checklists").Workbook()
    sheet = book.active
    sheet.title = words(e.CHECKLIST, made.lang)
    _top(sheet, made)
    _head(sheet, made.lang)
    last = HEAD_ROW
    body = _Body(sheet)
    for last, row in enumerate(rows(made), HEAD_ROW + 1):
        body.line(last, row)
    _tools(sheet, made, last)
    book.properties.creator = "ECQ"
    book.properties.title = sheet.title
    saved = io.BytesIO()
    book.save(saved)
    return timeless(saved.getvalue())


def _top(sheet: Worksheet, made: Binder) -> None:
    put(sheet.cell(1, 1), title(made))
    sheet.cell(1, 1).font = font(bold=True, size=14)
    put(sheet.cell(2, 1), counts_line(made))
    sheet.cell(2, 1).font = font(color=QUIET)


def title(made: Binder) -> str:
    """What the list is, of whom, of which day, and what it was narrowed to."""
    parts = [words(e.CHECKLIST, made.lang), made.name, made.day]
    if made.show != "all":
        parts.append(words(e.SHOWS[made.show], made.lang))
    if made.owner is not None:
        parts.append(made.owner or words(e.NOBODY, made.lang))
    return " · ".join(part for part in parts if part)


def counts_line(made: Binder) -> str:
    """How many questions and pieces there are, in one line."""
    return say(e.CHECKLIST_COUNTS, made.lang, **vars(made.counts))


def _head(sheet: Worksheet, lang: Lang) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEAD_ROW, number)
        put(cell, words(column.heading, lang))
        cell.font = font(bold=True)
        cell.fill = PatternFill("solid", fgColor=HEAD_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width


class _Body:
    """Writes the lines, each column in a look made once: a new look for each cell would take most of the time."""

    def __init__(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment, Border, Side

        self._sheet = sheet
        self._border = Border(bottom=Side("hair", color=QUIET))
        self._places = {side: Alignment(wrap_text=True, vertical="top", horizontal=side) for side in ("left", "center")}
        self._fonts = {_TICK: font(size=14), _ID: font(size=9, color=QUIET)}
        self._font = font(size=10)

    def line(self, number: int, row: Row) -> None:
        from openpyxl.utils.datetime import from_ISO8601

        for column, text in enumerate(row.cells(), 1):
            cell = self._sheet.cell(number, column)
            if column == _DUE and text >= _FIRST_YEAR:
                cell.value = from_ISO8601(text)  # type: ignore[no-untyped-call]
                cell.number_format = "yyyy-mm-dd"
            else:
                cell.number_format = "@"
                put(cell, text)
            cell.alignment = self._places["center" if column == _TICK else "left"]
            cell.border = self._border
            cell.font = self._fonts.get(column, self._font)


def _tools(sheet: Worksheet, made: Binder, last: int) -> None:
    """What makes it a list to work with and to print."""
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    fit_width(sheet)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    footer = sheet.oddFooter
    assert footer is not None
    footer.left.text = kept_text(made.name).replace("&", "&&")[:120]
    footer.right.text = "&P / &N"
    body = max(last, HEAD_ROW + 1)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:K{body}"
    sheet.print_area = f"A1:J{body}"  # the ids are for machines
    _tick_boxes(sheet, made.lang, body)
    _colours(sheet, body)


def _tick_boxes(sheet: Worksheet, lang: Lang, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=f'"{UNTICKED},{TICKED}"', allow_blank=True, showErrorMessage=True)
    choice.promptTitle, choice.prompt = words(e.TICK, lang), words(e.TICK_HINT, lang)
    choice.showInputMessage = True
    choice.add(f"A{HEAD_ROW + 1}:A{last}")
    sheet.add_data_validation(choice)


def _colours(sheet: Worksheet, last: int) -> None:
    """What is ticked steps back; what is overdue on the day the sheet is looked at is red. The words say the same."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    first = HEAD_ROW + 1
    cells = f"A{first}:K{last}"
    done = PatternFill(bgColor=_DONE_FILL)
    ticked = FormulaRule([f'$A{first}="{TICKED}"'], fill=done, stopIfTrue=True)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(cells, ticked)
    late = f'AND(ISNUMBER($J{first}),$J{first}<TODAY(),$A{first}<>"{TICKED}")'
    red = {"font": Font(color=_RED), "fill": PatternFill(bgColor=_RED_FILL)}
    overdue = FormulaRule([late], **red)  # type: ignore[no-untyped-call]
    sheet.conditional_formatting.add(cells, overdue)
