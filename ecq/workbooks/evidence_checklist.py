"""The evidence binder as a checklist to work off: an Excel workbook or a CSV file.

A piece of evidence is one row; a question without any has one row for each thing to have ready.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecq.evidence import words as e
from ecq.evidence.binder import Binder
from ecq.language import Lang, Text, words
from ecq.text import words as w
from ecq.text.words import say
from ecq.workbooks.csv_file import csv_cell, csv_file
from ecq.workbooks.writing import JADE_SOFT, LINE, QUIET, RED, RED_SOFT, Book, Look, SheetWriter

TICKED, UNTICKED = "☑", "☐"
HEAD_ROW = 2
"""The row of the headings, counted from 0."""


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
    _Column(w.DIMENSION, 16),
    _Column(w.INDICATOR, 18),
    _Column(w.QUESTION, 38),
    _Column(e.GATE, 8),
    _Column(w.EVIDENCE, 46),
    _Column(w.STATE, 13),
    _Column(e.WHERE, 24),
    _Column(e.BY_WHOM, 14),
    _Column(e.UNTIL, 12),
    _Column(e.QUESTION_ID, 26),
)
_TICK, _DUE, _ID = 0, 9, 10
_CELL: Look = {"num_format": "@", "text_wrap": True, "bottom": 1, "bottom_color": LINE}
_LOOKS: dict[int, Look] = {
    _TICK: {**_CELL, "font_size": 14, "align": "center"},
    _DUE: {**_CELL, "align": "left"},
    _ID: {**_CELL, "font_size": 9, "font_color": QUIET},
}


def rows(binder: Binder) -> Iterator[Row]:
    """The lines of the checklist, in the order of the rubric."""
    for group in binder.groups:
        for question in group.questions:
            gate = words(e.GATE, binder.lang) if question.gate else ""
            place = (group.dimension, group.title, question.text, gate)
            for proof in question.proofs:
                item = proof.item
                state = words(e.PROOF_STATES[proof.state], binder.lang)
                yield Row(item.in_hand, *place, item.text, state, item.place, item.owner, item.due or "", question.id)
            if question.missing:
                state = words(e.PROOF_STATES["missing"], binder.lang)
                for asked in question.asked_for:
                    yield Row(False, *place, asked, state, "", "", "", question.id)


def checklist_csv(binder: Binder) -> bytes:
    """The checklist as a CSV file."""
    headings = [words(column.heading, binder.lang) for column in COLUMNS]
    return csv_file([headings, *(map(csv_cell, row.cells()) for row in rows(binder))])


def checklist_xlsx(binder: Binder) -> bytes:
    """The checklist as a workbook: tick boxes, filters, frozen headings, A4 across. The same bytes for the same binder.

    Raises EcqError where XlsxWriter is not installed.
    """
    book = Book(binder.lang, words(e.CHECKLIST, binder.lang))
    sheet = book.sheet(words(e.CHECKLIST, binder.lang))
    sheet.text(0, 0, title(binder), bold=True, font_size=14)
    sheet.text(1, 0, counts_line(binder), font_color=QUIET)
    sheet.columns([column.width for column in COLUMNS])
    sheet.heads(HEAD_ROW, [words(column.heading, binder.lang) for column in COLUMNS])
    number = HEAD_ROW
    for number, row in enumerate(rows(binder), HEAD_ROW + 1):
        for column, text in enumerate(row.cells()):
            write = sheet.day if column == _DUE else sheet.text
            write(number, column, text, **_LOOKS.get(column, _CELL))
    last = max(number, HEAD_ROW + 1)
    sheet.raw.freeze_panes(HEAD_ROW + 1, 1)
    sheet.raw.autofilter(HEAD_ROW, 0, last, _ID)
    sheet.page(binder.name)
    sheet.raw.print_area(0, 0, last, _DUE)  # the ids are for machines
    _tick_boxes(sheet, binder.lang, last)
    _colours(sheet, last)
    return book.to_bytes()


def title(binder: Binder) -> str:
    """What the list is, of whom, of which day, and what it was narrowed to."""
    parts = [words(e.CHECKLIST, binder.lang), binder.name, binder.day]
    if binder.show != "all":
        parts.append(words(e.SHOWS[binder.show], binder.lang))
    if binder.owner is not None:
        parts.append(binder.owner or words(e.NOBODY, binder.lang))
    return " · ".join(part for part in parts if part)


def counts_line(binder: Binder) -> str:
    """How many questions and pieces there are, in one line."""
    return say(e.CHECKLIST_COUNTS, binder.lang, **vars(binder.counts))


def _tick_boxes(sheet: SheetWriter, lang: Lang, last: int) -> None:
    choice = {"validate": "list", "source": [UNTICKED, TICKED]}
    hint = {"input_title": words(e.TICK, lang), "input_message": words(e.TICK_HINT, lang)}
    sheet.raw.data_validation(HEAD_ROW + 1, _TICK, last, _TICK, {**choice, **hint})


def _colours(sheet: SheetWriter, last: int) -> None:
    """What is ticked steps back; what is overdue on the day the sheet is looked at is red. The words say the same."""
    cells = (HEAD_ROW + 1, 0, last, _ID)
    first = HEAD_ROW + 2
    sheet.coloured_where(*cells, f'=$A{first}="{TICKED}"', {"bg_color": JADE_SOFT}, stop=True)
    late = f'=AND(ISNUMBER($J{first}),$J{first}<TODAY(),$A{first}<>"{TICKED}")'
    sheet.coloured_where(*cells, late, {"font_color": RED, "bg_color": RED_SOFT})
