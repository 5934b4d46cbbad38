"""The evidence binder as a checklist to work off: an Excel workbook or a CSV file.

A piece of evidence is one row; a question without any has one row for each thing to have ready.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecq.assessment.model import Evidence
from ecq.base.language import LANGUAGES, Lang, Text, words
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.sheets import list_words as lw
from ecq.writers.sheets.csv_file import csv_cell, csv_file
from ecq.writers.sheets.stamps import ORIGIN, SUGGESTED, piece_stamp, reading_stamps
from ecq.writers.sheets.writing import INPUT, JADE_SOFT, LINE, QUIET, RED, RED_SOFT, Book, Look, SheetWriter

TICKED, UNTICKED = "☑", "☐"
LIST_FORMAT = "ecq-evidence-list/1"
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
    base: str
    """The checksum of the piece as it stands here, by which it is known when the checklist comes back."""

    def cells(self) -> tuple[str, ...]:
        """The cells in the order of the columns."""
        return (TICKED if self.ticked else UNTICKED, *list(vars(self).values())[1:-1])


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
FOR_READING: Mapping[str, Text] = {
    "dimension": w.DIMENSION,
    "indicator": w.INDICATOR,
    "question": w.QUESTION,
    "gate": e.GATE,
    "state": w.STATE,
}
"""The columns that are only for reading, by the names of `Row`."""
_TICK, _TEXT, _PLACE, _OWNER, _DUE, _ID, _BASE, _READING = 0, 5, 7, 8, 9, 10, 11, 12
_TO_FILL_IN = (_TICK, _TEXT, _PLACE, _OWNER, _DUE)
_CELL: Look = {"num_format": "@", "text_wrap": True, "bottom": 1, "bottom_color": LINE}
_LOOKS: dict[int, Look] = {
    **{column: {**_CELL, "bg_color": INPUT} for column in (_TEXT, _PLACE, _OWNER)},
    _TICK: {**_CELL, "bg_color": INPUT, "font_size": 14, "align": "center"},
    _DUE: {**_CELL, "bg_color": INPUT, "align": "left"},
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
                yield Row(
                    item.in_hand,
                    *place,
                    item.text,
                    state,
                    item.place,
                    item.owner,
                    item.due or "",
                    question.id,
                    piece_stamp(item),
                )
            if question.missing:
                state = words(e.PROOF_STATES["missing"], binder.lang)
                for asked in question.asked_for:
                    base = f"{SUGGESTED}:{piece_stamp(Evidence(text=asked, in_hand=False))}"
                    yield Row(False, *place, asked, state, "", "", "", question.id, base)


def checklist_csv(binder: Binder) -> bytes:
    """The checklist as a CSV file."""
    headings = [words(column.heading, binder.lang) for column in COLUMNS]
    return csv_file([headings, *(map(csv_cell, row.cells()) for row in rows(binder))])


def checklist_xlsx(binder: Binder, origin: Mapping[str, str] = {}) -> bytes:
    """The checklist as a workbook to fill in and send back: tick boxes, filters, frozen headings, A4 across.

    `origin` says what it was made from. The same bytes for the same input. Raises EcqError where XlsxWriter is not installed.
    """
    book, lang = Book(binder.lang, words(e.CHECKLIST, binder.lang)), binder.lang
    sheet = book.sheet(words(e.CHECKLIST, lang))
    sheet.text(0, 0, title(binder), bold=True, font_size=14)
    lead = LANGUAGES[lang].sentences((counts_line(binder), words(lw.COMES_BACK, lang)))
    sheet.text(1, 0, lead, font_color=QUIET)
    sheet.columns([*(column.width for column in COLUMNS), 10, 10], [_BASE, _READING], printed=_ID)
    sheet.heads(HEAD_ROW, [words(column.heading, lang) for column in COLUMNS])
    sheet.text(HEAD_ROW, _BASE, words(lw.BASE, lang))
    sheet.text(HEAD_ROW, _READING, words(lw.READING, lang))
    number = HEAD_ROW
    for number, row in enumerate(rows(binder), HEAD_ROW + 1):
        for column, text in enumerate(row.cells()):
            write = sheet.day if column == _DUE else sheet.text
            write(number, column, text, **_LOOKS.get(column, _CELL))
        sheet.text(number, _BASE, row.base)
        sheet.text(number, _READING, reading_stamps(getattr(row, name) for name in FOR_READING))
    last = max(number, HEAD_ROW + 1)
    sheet.raw.freeze_panes(HEAD_ROW + 1, 1)
    sheet.raw.autofilter(HEAD_ROW, 0, last, _ID)
    sheet.page(binder.name)
    sheet.raw.print_area(0, 0, last, _DUE)  # the ids are for machines
    for column in set(range(_ID)) - set(_TO_FILL_IN):
        sheet.for_reading(HEAD_ROW + 1, column, last, column, words(lw.READING_ONLY, lang), words(lw.FOR_READING, lang))
    _tick_boxes(sheet, lang, last)
    _colours(sheet, last)
    if origin:
        book.hidden_pairs(ORIGIN, origin)
        book.remember_cells()
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
    """Ticked rows turn pale; rows overdue on the day the sheet is opened turn red. The words say the same."""
    cells = (HEAD_ROW + 1, 0, last, _ID)
    first = HEAD_ROW + 2
    sheet.coloured_where(*cells, f'=$A{first}="{TICKED}"', {"bg_color": JADE_SOFT}, stop=True)
    late = f'=AND(ISNUMBER($J{first}),$J{first}<TODAY(),$A{first}<>"{TICKED}")'
    sheet.coloured_where(*cells, late, {"font_color": RED, "bg_color": RED_SOFT})
