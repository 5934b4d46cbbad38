"""Reads an evidence checklist or the plan of a workbook of results that came back: what was filled in, cell by cell.

Knows headings, ids and cells. Rows are matched by id, never by place. Must not know what the assessment says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ecq.assessment.evidence import read_day
from ecq.assessment.model import Evidence
from ecq.base.language import Text, filled
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.cells import means, ticked
from ecq.exchange.answer_sheet.reading import AnswerSheet, Trouble, read_answers
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric
from ecq.telling.evidence import words as e
from ecq.telling.text import words as w
from ecq.writers.sheets import evidence_checklist
from ecq.writers.sheets import list_words as lw
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT
from ecq.writers.sheets.reading import Cell, Sheet, TooManyRowsError, opened, pairs, quoted_entry, read_sheet
from ecq.writers.sheets.results import build as results
from ecq.writers.sheets.results import plan, scorecard
from ecq.writers.sheets.results import words as b
from ecq.writers.sheets.stamps import ORIGIN, cell_form, short_stamp
from ecq.writers.sheets.unread import CHANGED, CLEARED, NotRead, Unread

CHECKLIST: Mapping[str, Text] = {
    "tick": e.TICK,
    "text": w.EVIDENCE,
    "place": e.WHERE,
    "owner": e.BY_WHOM,
    "due": e.UNTIL,
    "id": e.QUESTION_ID,
    "base": lw.BASE,
}
PLAN: Mapping[str, Text] = {
    "done": lw.DONE,
    "owner": b.OWNER,
    "day": b.DONE_BY,
    "id": b.ID,
    "base": lw.BASE,
}
"""The columns that are read, by name."""

SCORECARD: Mapping[str, Text] = {**scorecard.TO_TRY, "id": b.ID, "base": lw.BASE}
"""The columns of the scorecard that are looked at, by name: nothing of it is taken over."""
_FURTHER: tuple[Mapping[str, Text], Mapping[str, Text]] = (
    {**evidence_checklist.FOR_READING, "reading": lw.READING},
    {**plan.FOR_READING, **plan.OTHERS, "reading": lw.READING},
)
"""Further columns of either list, which are known and not read."""

_OWN_FORMULA = re.compile(r"=\$[A-Z]{1,2}\$\d+\+\d+")
"""How plans written earlier reckon a day nobody chose: the day work begins, and so many days."""
_DIVISION = re.compile(r"=\d+/\d+")
"""How the plan writes a number that no decimal says exactly."""
_ID_LIMIT, _BASE_LIMIT = 60, 100


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
        reading = _Reading(rubric, NotRead(book, own=(scorecard.CHOICES,)))
        found = [reading.table(sheet) for sheet in reading.not_read.sheets()]
        if not any(found) and origin.get("format") not in (LIST_FORMAT, results.FORMAT):
            return None
        reading.not_read.of_sheets_gone(but=reading.tables)
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
class _Reading:
    """One pass over the sheets, gathering every problem."""

    rubric: Rubric
    not_read: NotRead
    pieces: list[ReturnedPiece] = field(default_factory=list)
    lines: list[ReturnedLine] = field(default_factory=list)
    start: tuple[str, str] | None = None
    troubles: list[Trouble] = field(default_factory=list)
    tables: list[Text] = field(default_factory=list)
    """The names of the lists that were found."""
    checklist: str = ""
    bases: list[str] = field(default_factory=list)
    starts_on: str = ""
    """The cell with the day on which work begins."""

    def table(self, sheet: Any) -> bool:
        """Take a sheet in; whether it is one of the two lists."""
        try:
            for name, headings, take in ((e.CHECKLIST, CHECKLIST, self._piece), (b.PLAN, PLAN, self._line)):
                rows = read_sheet(sheet, headings, others=_FURTHER[headings is PLAN])
                if rows is None:
                    continue
                self.tables.append(name)
                if headings is PLAN:
                    self._start(sheet)
                else:
                    self.checklist = sheet.title
                for cells in rows.rows:
                    self._row(rows, cells, take)
                self.not_read.of_table(sheet, rows, (self.starts_on,))
                return True
            tried = read_sheet(sheet, SCORECARD)
        except TooManyRowsError:
            return False
        if tried is not None:
            for cells in tried.rows:
                self._tried(tried, cells)
        self.not_read.of_other(sheet, tried)
        return False

    def _tried(self, sheet: Sheet, cells: Mapping[str, Cell]) -> None:
        """Note what was changed on the scorecard, where it only shows what would follow."""
        marks = cells["base"].text(_BASE_LIMIT).split()
        for name, mark in zip(scorecard.TO_TRY, marks, strict=False):
            cell = cells[name]
            if short_stamp(scorecard.FORMULA if cell.formula else cell.shown) != mark:
                self.not_read.say(sheet.place(name, cell.row), lw.ONLY_TO_TRY, cell.shown or "—")

    def lines_gone(self, written: Collection[str]) -> None:
        """Note the lines of the plan whose rows are gone, where its sheet is still there."""
        there = {one.question for one in self.lines} | {one.question for one in self.troubles}
        for question in written if b.PLAN in self.tables else ():
            if question in self.rubric.by_id and question not in there:
                asked = self.rubric.by_id[question].text
                self.not_read.say(self.not_read.called(b.PLAN), filled(lw.LINE_GONE, question=asked))

    def _row(
        self, sheet: Sheet, cells: Mapping[str, Cell], take: Callable[[Sheet, Mapping[str, Cell], str], None]
    ) -> None:
        question = cells["id"].text(_ID_LIMIT)
        typed = next((name for name, one in cells.items() if name not in ("id", "base") and not one.empty), None)
        if question in self.rubric.by_id:
            take(sheet, cells, question)
            self._only_read(sheet, cells, evidence_checklist.FOR_READING if take == self._piece else plan.FOR_READING)
        elif question:
            sentence = filled(a.UNKNOWN, id=quoted_entry(question), rubric=self.rubric.id)
            self._trouble(sheet.place("id", cells["id"].row), sentence)
        elif typed and (take == self._piece or typed in ("owner", "day")):
            self._trouble(sheet.place(typed, cells["id"].row), a.NO_ID)

    def _trouble(self, place: str, sentence: Text, question: str | None = None) -> None:
        self.troubles.append(Trouble(place, sentence, question))

    def _only_read(self, sheet: Sheet, cells: Mapping[str, Cell], columns: Mapping[str, Text]) -> None:
        """Note what was typed into columns that are only for reading, where the row says what stood in them."""
        marks = cells["reading"].text(_BASE_LIMIT).split() if "reading" in cells else []
        for name, mark in zip(columns, marks, strict=False):
            cell = cells.get(name)
            if cell is not None and not _DIVISION.fullmatch(cell.formula) and short_stamp(cell.shown) != mark:
                said = cell.formula or cell.shown
                self.not_read.say(sheet.place(name, cell.row), CHANGED if said else CLEARED, said)

    def _piece(self, sheet: Sheet, cells: Mapping[str, Cell], question: str) -> None:
        row = cells["id"].row
        before = len(self.troubles)
        base = cells["base"].text(_BASE_LIMIT)
        self.bases.append(base)
        texts = {name: self._text(sheet, cells, name, question) for name in ("text", "place", "owner")}
        due = self._day(sheet, cells, "due", question)
        in_hand = self._tick(sheet, cells, "tick", question)
        if len(self.troubles) > before or not texts["text"]:
            return
        try:
            piece = Evidence.model_validate({**texts, "in_hand": bool(in_hand), "due": due or None})
        except ValueError:
            self._trouble(sheet.place("text", row), lw.TOO_LONG, question)
            return
        self.pieces.append(ReturnedPiece(question, sheet.place("text", row), base, piece))

    def _line(self, sheet: Sheet, cells: Mapping[str, Cell], question: str) -> None:
        row = cells["id"].row
        before = len(self.troubles)
        owner = self._text(sheet, cells, "owner", question)
        reckoned = _OWN_FORMULA.fullmatch(cells["day"].formula)
        day = None if reckoned else self._day(sheet, cells, "day", question)
        done = self._tick(sheet, cells, "done", question)
        if len(self.troubles) > before:
            return
        places = {name: sheet.place(name, row) for name in ("owner", "day", "done")}
        base = tuple(cells["base"].text(_BASE_LIMIT).split("-"))
        self.lines.append(ReturnedLine(question, places, base, owner, day, done))

    def _start(self, sheet: Any) -> None:
        """The day on which work begins: the cell behind its label, above the table."""
        for number, cells in enumerate(sheet.iter_rows(max_row=4, max_col=20), 1):
            texts = [cell.value for cell in cells]
            for column, value in enumerate(texts[:-1]):
                if isinstance(value, str) and means(b.STARTS_ON, value):
                    self.starts_on = place = f"{sheet.title}!{chr(ord('A') + column + 1)}{number}"
                    day = self._read_day(texts[column + 1], place, None)
                    self.start = None if day is None else (place, day)
                    return

    # Cells

    def _text(self, sheet: Sheet, cells: Mapping[str, Cell], name: str, question: str) -> str:
        cell = cells[name]
        if cell.formula:
            self._trouble(sheet.place(name, cell.row), filled(a.FORMULA, formula=cell.formula), question)
            return ""
        return cell_form("" if cell.value is None else str(cell.value))

    def _tick(self, sheet: Sheet, cells: Mapping[str, Cell], name: str, question: str) -> bool | None:
        typed = self._text(sheet, cells, name, question)
        said = ticked(typed) if typed else None
        if typed and said is None:
            self._trouble(sheet.place(name, cells[name].row), filled(lw.NO_TICK, said=quoted_entry(typed)), question)
        return said

    def _day(self, sheet: Sheet, cells: Mapping[str, Cell], name: str, question: str) -> str | None:
        """ISO text, "" where the cell is empty; None where it holds no day."""
        place = sheet.place(name, cells[name].row)
        if cells[name].formula:
            self._trouble(place, filled(a.FORMULA, formula=cells[name].formula), question)
            return None
        return self._read_day(cells[name].value, place, question)

    def _read_day(self, value: object, place: str, question: str | None) -> str | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        day = read_day(str(value).strip())
        if isinstance(day, Invalid):
            self._trouble(place, filled(lw.NO_DAY, said=quoted_entry(str(value))), question)
            return None
        return day
