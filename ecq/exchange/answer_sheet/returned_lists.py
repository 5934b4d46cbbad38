"""Reads an evidence checklist or the plan of a workbook of results that came back: what was filled in, cell by cell.

Knows headings, ids and cells. Rows are matched by id, never by place. Must not know what the assessment says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ecq.assessment.model import Evidence
from ecq.base.language import Text, filled
from ecq.exchange.answer_sheet.reading import AnswerSheet, read_answers
from ecq.rubric.model import Rubric
from ecq.telling.evidence import words as e
from ecq.telling.text import words as w
from ecq.writers.sheets import words as f
from ecq.writers.sheets.evidence_checklist import CHECKLIST, LIST_FORMAT
from ecq.writers.sheets.forms import FormReader, FormRow, NotRead, SheetForm, Trouble, Unread, means, only_read
from ecq.writers.sheets.reading import Sheet, TooManyRowsError, opened, pairs, quoted_entry, read_sheet
from ecq.writers.sheets.results import build as results
from ecq.writers.sheets.results.plan import PLAN
from ecq.writers.sheets.results.scorecard import CHOICES, FORMULA, SCORECARD
from ecq.writers.sheets.stamps import ORIGIN, cell_form, short_stamp
from ecq.writers.sheets.writing import column_letters

_OWN_FORMULA = re.compile(r"=\$[A-Z]{1,2}\$\d+\+\d+")
"""How plans written earlier reckon a day nobody chose: the day work begins, and so many days."""
_DIVISION = re.compile(r"=\d+/\d+")
"""How the plan writes a number that no decimal says exactly."""


@dataclass(frozen=True)
class ReturnedPiece:
    """A row of the checklist: the piece as it stands there, and the checksum of the piece as it was written."""

    question: str
    place: str
    base: str
    piece: Evidence


@dataclass(frozen=True)
class ReturnedLine:
    """A line of the plan. None: nothing said. `base`: checksums of owner, of the day shown and of the tick as written."""

    question: str
    places: Mapping[str, str]
    base: tuple[str, ...]
    owner: str
    day: str | None
    done: bool | None


@dataclass(frozen=True)
class ReturnedList:
    """What a list says, with its problems; `origin` names the assessment it was made from. `start`: cell and day.

    `checklist` is its sheet; `held` are short checksums of what stood there when it was written, `bases` those of the pieces
    whose rows are still there. `unread` names each place that is not read.
    """

    origin: Mapping[str, str]
    pieces: tuple[ReturnedPiece, ...]
    lines: tuple[ReturnedLine, ...]
    start: tuple[str, str] | None
    troubles: tuple[Trouble, ...]
    notices: tuple[Text, ...] = ()
    checklist: str = ""
    held: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()
    unread: tuple[Unread, ...] = ()

    @property
    def read(self) -> int:
        """How many questions it speaks of."""
        return len({one.question for one in self.pieces} | {one.question for one in self.lines})


def read_list(workbook: bytes, rubric: Rubric) -> ReturnedList | None:
    """What a list says; None where the workbook is neither. Raises WorkbookError for what is no sound workbook."""
    with opened(workbook, "lists") as book:
        origin = next((pairs(sheet) for sheet in book.worksheets if sheet.title == ORIGIN), {})
        reading = _Reading(rubric=rubric, not_read=NotRead(book, own=(CHOICES,)))
        found = [reading.take_in(sheet) for sheet in reading.not_read.sheets()]
        if not any(found) and origin.get("format") not in (LIST_FORMAT, results.FORMAT):
            return None
        reading.not_read.of_sheets_gone(but=reading.lists)
        reading.lines_gone(origin.get("lines", "").split())
    return ReturnedList(
        origin,
        tuple(reading.pieces),
        tuple(reading.lines),
        reading.start,
        tuple(reading.troubles),
        checklist=reading.checklist,
        held=(reading.not_read.held or {}).get(reading.checklist, frozenset()),
        bases=frozenset(reading.bases),
        unread=reading.not_read.told(),
    )


def read_returned(workbook: bytes, rubric: Rubric) -> AnswerSheet | ReturnedList:
    """What came back: a list, or else an answer sheet. Raises WorkbookError for what is neither."""
    return read_list(workbook, rubric) or read_answers(workbook, rubric)


@dataclass
class _Reading(FormReader):
    rubric: Rubric = field(kw_only=True)
    not_read: NotRead = field(kw_only=True)
    pieces: list[ReturnedPiece] = field(default_factory=list)
    lines: list[ReturnedLine] = field(default_factory=list)
    start: tuple[str, str] | None = None
    lists: list[Text] = field(default_factory=list)
    """The names of the lists that were found."""
    checklist: str = ""
    bases: list[str] = field(default_factory=list)
    starts_on: str = ""
    """The cell with the day on which work begins."""

    def take_in(self, sheet: Any) -> bool:
        """Take a sheet in; whether it is one of the two lists."""
        try:
            if checklist := self.table(sheet, CHECKLIST, e.CHECKLIST):
                self.checklist = sheet.title
                self._list(e.CHECKLIST, checklist, CHECKLIST, CHECKLIST.keys("asked"), self._piece)
            elif planned := self.table(sheet, PLAN, f.PLAN):
                self._start(sheet)
                self._list(f.PLAN, planned, PLAN, ("owner", "day"), self._line)
            tried = None if checklist or planned else read_sheet(sheet, SCORECARD.keys("tried", "id", "stamp"))
        except TooManyRowsError:
            return False
        if table := checklist or planned:
            self.not_read.of_table(sheet, table, (self.starts_on,))
            return True
        if tried:
            for cells in tried.rows:
                self._tried(FormRow(tried, cells))
        self.not_read.of_other(sheet, tried)
        return False

    def _tried(self, row: FormRow) -> None:
        """Note what was changed on the scorecard, where it only shows what would follow."""
        for name, mark in zip(SCORECARD.keys("tried"), row.name("base").split(), strict=False):
            cell = row.cells[name]
            if short_stamp(FORMULA if cell.formula else cell.shown) != mark:
                sentence = filled(f.ONLY_TO_TRY, page=w.PAGE_ANSWERING, said="{said}")
                self.not_read.say(row.place(name), sentence, cell.shown or "—")

    def lines_gone(self, written: Collection[str]) -> None:
        """Note the lines of the plan whose rows are gone, where its sheet is still there."""
        there = {line.question for line in self.lines} | {trouble.question for trouble in self.troubles}
        for question in written if f.PLAN in self.lists else ():
            if question in self.rubric.by_id and question not in there:
                asked = self.rubric.by_id[question].text
                self.not_read.say(self.not_read.called(f.PLAN), filled(f.LINE_GONE, question=asked))

    def _list(
        self, name: Text, table: Sheet, form: SheetForm, entries: Collection[str], take: Callable[[FormRow, str], None]
    ) -> None:
        self.lists.append(name)
        for row in self.rows(table, ("id",), entries):
            question = row.name("id")
            if question in self.rubric.by_id:
                take(row, question)
                only_read(self.not_read, form, row, own=_DIVISION)
            else:
                self.tell(row.place("id"), f.UNKNOWN, id=quoted_entry(question), rubric=self.rubric.id)

    def _piece(self, row: FormRow, question: str) -> None:
        before = len(self.troubles)
        self.bases.append(row.name("base"))
        said = {key: cell_form(self.text(row, key, question) or "") for key in ("text", "place", "owner")}
        due = self.day(row, "due", question)
        in_hand = self.tick(row, "tick", question)
        if len(self.troubles) > before or not said["text"]:
            return
        try:
            piece = Evidence.model_validate({**said, "in_hand": bool(in_hand), "due": due or None})
        except ValueError:
            self.tell(row.place("text"), f.TOO_LONG, question)
            return
        self.pieces.append(ReturnedPiece(question, row.place("text"), row.name("base"), piece))

    def _line(self, row: FormRow, question: str) -> None:
        before = len(self.troubles)
        owner = cell_form(self.text(row, "owner", question) or "")
        reckoned = _OWN_FORMULA.fullmatch(row.cells["day"].formula)
        day = None if reckoned else self.day(row, "day", question)
        done = self.tick(row, "done", question)
        if len(self.troubles) == before:
            places = {key: row.place(key) for key in PLAN.keys("asked")}
            base = tuple(row.name("base").split("-"))
            self.lines.append(ReturnedLine(question, places, base, owner, day, done))

    def _start(self, sheet: Any) -> None:
        """The day on which work begins: the cell behind its label, above the table."""
        for cells in sheet.iter_rows(max_row=PLAN.head_row + 1, max_col=20):
            for label, cell in pairwise(cells):
                if isinstance(label.value, str) and means(f.STARTS_ON, label.value):
                    self.starts_on = f"{sheet.title}!{column_letters(label.column)}{label.row}"
                    day = self.day_of(cell.value, self.starts_on)
                    self.start = None if day is None else (self.starts_on, day)
                    return
