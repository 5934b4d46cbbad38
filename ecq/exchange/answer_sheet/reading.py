"""Reads an answer sheet that came back: an answer for each question, and a sentence for each cell that cannot be taken.

Knows headings, ids and words in cells. Only literal values are read; formulas are reported and never taken. Rows are matched by
id, never by place. Must not know what the assessment says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, assert_never

from ecq.assessment.model import NO_RESPONSE, Response, State
from ecq.base.errors import WorkbookError
from ecq.base.exact import parse_exact, plain
from ecq.base.file_limits import ROWS_LIMIT
from ecq.base.language import Text, error_of, filled
from ecq.exchange.answer_sheet import cells
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.writing import ANSWERS, FORMAT, LISTS
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Value
from ecq.rubric.model import Rubric
from ecq.telling.text.sentences import unit_words
from ecq.writers.sheets import forms
from ecq.writers.sheets import words as f
from ecq.writers.sheets.reading import Cell, Sheet, TooManyRowsError, folded, is_number, opened, pairs, quoted_entry
from ecq.writers.sheets.stamps import ORIGIN, cell_form, reading_stamp
from ecq.writers.sheets.writing import number_text

_ENTRIES = tuple(ANSWERS.keys("asked"))
_WITH_VALUE: tuple[State, ...] = ("answered", "unsure")
_NAMED = 8
"""So many questions are named whose rows are gone; the others are counted."""


@dataclass(frozen=True)
class Filled:
    """One question as filled in. None: left empty, or not readable. `places` are the cells.

    `base` are the marks of answer and note as they were exported; None where the sheet has lost them.
    """

    question: str
    base: tuple[str, str] | None
    answer: Response | None
    note: str | None
    evidence: tuple[tuple[str, bool], ...]
    places: Mapping[str, str]


@dataclass(frozen=True)
class AnswerSheet:
    """A sheet as it came back, with its problems; `origin` names the assessment and rubric it was exported from.

    `notices` say what was not read of it as a whole, `unread` names each place.
    """

    origin: Mapping[str, str]
    filled: tuple[Filled, ...]
    troubles: tuple[forms.Trouble, ...]
    notices: tuple[Text, ...] = ()
    unread: tuple[forms.Unread, ...] = ()


def sheet_origin(workbook: bytes) -> Mapping[str, str]:
    """What an answer sheet was exported from; empty where no workbook of answers says so. Raises WorkbookError for what is no workbook."""
    with opened(workbook, "answer sheets") as book:
        return _origin(book)


def _origin(book: Any) -> Mapping[str, str]:
    return next((pairs(sheet) for sheet in book.worksheets if sheet.title == ORIGIN), {})


def read_answers(workbook: bytes, rubric: Rubric) -> AnswerSheet:
    """What a filled-in answer sheet says under a rubric. Raises WorkbookError for what is no answer sheet at all."""
    reading = _Reading(rubric=rubric)
    with opened(workbook, "answer sheets") as book:
        origin = _origin(book)
        made_as = origin.get("format", FORMAT)
        if made_as != FORMAT and made_as.startswith(FORMAT.partition("/")[0]):
            raise error_of(a.NEWER, WorkbookError)
        not_read = forms.NotRead(book, own=(LISTS,))
        sheets = list[Sheet]()
        for one in not_read.sheets():
            table = reading.answers(one)
            if table is None:
                not_read.of_other(one)
            else:
                not_read.of_table(one, table, reading.asked_about(table))
                sheets.append(table)
        not_read.of_sheets_gone(but=[top.title for top in rubric.layout.tree])
    # Another workbook may share some headings, as the results do; what lacks the record of origin as well is no answer sheet.
    if not sheets and not (made_as == FORMAT and origin and reading.troubles):
        raise error_of(a.NO_SHEET, WorkbookError)
    for sheet in sheets:
        reading.take_in(sheet)
    filled = tuple(reading.filled())
    for title, sentence in reading.rows_gone(origin.get("questions", "").split()):
        not_read.say(not_read.called(title), sentence)
    return AnswerSheet(origin, filled, tuple(reading.troubles), tuple(reading.notices), not_read.told())


@dataclass
class _Reading(forms.FormReader):
    rubric: Rubric = field(kw_only=True)
    mains: dict[str, forms.FormRow] = field(default_factory=dict)
    items: dict[str, dict[str, forms.FormRow]] = field(default_factory=dict)
    notices: list[Text] = field(default_factory=list)

    def answers(self, sheet: Any) -> Sheet | None:
        """The rows of a sheet; None where it is another one, or its headings are no longer those of an answer sheet."""
        try:
            rows = self.table(sheet, ANSWERS)
        except TooManyRowsError:
            raise error_of(a.TOO_LONG, WorkbookError, most=ROWS_LIMIT) from None
        lost = [name for name in ("note", "evidence") if rows and name not in rows.columns]
        if lost:
            self.notices.append(filled(a.NOTICE_NO_COLUMN, sheet=sheet.title, columns=forms.heads_named(ANSWERS, lost)))
        return rows

    # Rows

    def take_in(self, sheet: Sheet) -> None:
        """Sort the rows of a sheet in; one that only repeats rows of others, such as a copy, is one problem as a whole."""
        rows = list(self.rows(sheet, ("id",), (*_ENTRIES, "item")))
        again = [twice for row in rows for twice in self._sort_in(row, row.name("id"))]
        if 1 < len(rows) == len(again):
            others = sorted({first.sheet.name for *_, first in again})
            self.tell(sheet.name, a.SHEET_AGAIN, other=quoted_entry(others[0]))
            return
        for row, question_id, name, first in again:
            self.tell(row.place("answer"), f.TWICE, question_id, id=quoted_entry(name), first=first.place("answer"))

    def _sort_in(self, row: forms.FormRow, question_id: str) -> list[tuple[forms.FormRow, str, str, forms.FormRow]]:
        """File a row under its ids; returned is the row with the one already filed under the same id, if there is one."""
        question = self.rubric.by_id.get(question_id)
        if question is None:
            self.tell(row.place("id"), f.UNKNOWN, id=quoted_entry(question_id), rubric=self.rubric.id)
            return []
        if not row.has("item"):
            known, name = self.mains, question_id
        else:
            known, name = self.items.setdefault(question_id, {}), row.name("item")
            if name not in {item.id for item in question.parts}:
                self.tell(row.place("item"), a.UNKNOWN_ITEM, question_id, item=quoted_entry(name), id=question_id)
                return []
        if name in known:
            return [(row, question_id, name, known[name])]
        known[name] = row
        return []

    # Questions

    def filled(self) -> list[Filled]:
        """Every question of the sheet, in the order of the rubric."""
        rows = []
        for question_id in self.rubric.order:
            main = self.mains.get(question_id)
            if main is not None:
                rows.append(self._filled(self.rubric.by_id[question_id], main))
                continue
            for item_row in self.items.get(question_id, {}).values():
                if item_row.has("answer"):
                    self.tell(item_row.place("id"), a.NO_MAIN_ROW, question_id, id=question_id)
                    break
        return rows

    def rows_gone(self, asked: Collection[str]) -> Iterator[tuple[Text, Text]]:
        """(dimension, sentence) of the questions asked whose rows are gone, or some of whose items' are, by dimension."""
        gone: dict[str, list[Text]] = {}
        for question_id in asked:
            question = self.rubric.by_id.get(question_id)
            if question is None or not self._is_gone(question):
                continue
            gone.setdefault(self.rubric.place[question_id][0], []).append(question.text)
        for dimension, texts in gone.items():
            named = Text(
                zh="".join(f"“{one.zh}”" for one in texts[:_NAMED]),
                en=", ".join(f"“{one.en}”" for one in texts[:_NAMED]),
            )
            sentence = a.ROWS_GONE if len(texts) <= _NAMED else a.MORE_ROWS_GONE
            yield self.rubric.nodes[dimension].title, filled(sentence, questions=named, count=len(texts))

    def _is_gone(self, question: Question) -> bool:
        if question.id not in self.mains:
            return True
        there = self.items.get(question.id, {})
        told = any(one.question == question.id for one in self.troubles)
        return not told and any(item.id not in there for item in question.parts)

    def _filled(self, question: Question, row: forms.FormRow) -> Filled:
        for item in self.items.get(question.id, {}).values():
            for name in _ENTRIES[1:]:
                if item.has(name):
                    self.tell(item.place(name), a.NOT_ON_ITEM, question.id, main=row.place(name))
        self._only_read(question, row)
        note = self.text(row, "note", question.id)
        evidence = self.text(row, "evidence", question.id)
        places = {name: row.place(name) for name in _ENTRIES}
        if question.parts:
            first = next(iter(self.items.get(question.id, {}).values()), None)
            places["answer"] = first.place("answer") if first else places["answer"]
        return Filled(
            question.id,
            _base(row.cells.get("base")),
            self._answer(question, row),
            None if note is None else cell_form(note),
            tuple(cells.evidence_lines(evidence or "")),
            places,
        )

    @staticmethod
    def asked_about(table: Sheet) -> set[str]:
        """The cells that `_only_read` asks about."""
        columns = [name for name in a.TYPED_HERE if {name, "base"} <= table.columns.keys()]
        return {table.place(name, row["id"].row) for row in table.rows if not row["id"].empty for name in columns}

    def _only_read(self, question: Question, row: forms.FormRow) -> None:
        """Ask about what was typed into columns that are only for reading."""
        marks = row.cells["base"].text(forms.STAMPS_LIMIT).split("-")[2:] if "base" in row.cells else []
        for column, mark in zip(a.TYPED_HERE, marks, strict=False):
            cell = row.cells.get(column)
            if cell is not None and reading_stamp("" if cell.value is None else str(cell.value)) != mark:
                self.tell(row.place(column), a.TYPED_HERE[column], question.id, main=row.place("evidence"))

    def _answer(self, question: Question, row: forms.FormRow) -> Response | None:
        before = len(self.troubles)
        entry = self._value(question, row)
        value = None if isinstance(entry, _Gone) else entry
        mark = self.text(row, "mark", question.id)
        reason = self.text(row, "reason", question.id)
        if mark and not forms.means(a.UNSURE, mark) and not forms.means(a.NOT_APPLICABLE, mark):
            no_mark = a.NO_MARK if question.not_applicable else a.NO_MARK_BUT_UNSURE
            self.tell(row.place("mark"), no_mark, question.id, said=quoted_entry(mark))
        aside = bool(mark) and forms.means(a.NOT_APPLICABLE, mark or "")
        if value is not None and aside:
            self.tell(row.place("mark"), a.BOTH, question.id)
        elif reason and not aside and (value is not None or mark):
            self.tell(row.place("reason"), a.STRAY_REASON, question.id)
        if len(self.troubles) > before or (isinstance(entry, _Gone) and not mark and not reason):
            return None
        if aside or reason:
            return Response(state="na", reason=cells.reason_of(question, reason or "") or None)
        if mark:
            return Response(state="unsure", value=value)
        return NO_RESPONSE if value is None else Response(state="answered", value=value)

    def _items(self, question: ChecklistQuestion, main: forms.FormRow) -> Value | _Gone | None:
        shown = "" if main.beneath("answer") else self.text(main, "answer", question.id, number=True)
        if shown and not forms.means(a.BY_ITEM, shown):
            self.tell(main.place("answer"), a.NOT_BY_ITEM, question.id)
        rows = self.items.get(question.id, {})
        answers = {item: self._ticked(question, row) for item, row in rows.items()}
        if not rows:
            return _Gone()
        if all(one is None for one in answers.values()):
            return None
        for item in question.items:
            if item.id not in answers:
                self.tell(main.place("id"), a.ITEM_MISSING, question.id, item=item.id)
            elif answers[item.id] is None and not (rows[item.id].has("answer") or rows[item.id].beneath("answer")):
                self.tell(rows[item.id].place("answer"), a.ITEM_BLANK, question.id)
        return tuple(item.id for item in question.items if answers.get(item.id))

    def _ticked(self, question: Question, row: forms.FormRow) -> bool | None:
        text = self.text(row, "answer", question.id, number=True)
        if not text:
            return None
        answer = forms.ticked(text)
        if answer is None:
            self.tell(row.place("answer"), cells.not_an_answer(text, a.NO_YES_NO), question.id, said=quoted_entry(text))
        return answer

    def _value(self, question: Question, row: forms.FormRow) -> Value | _Gone | None:
        match question:
            case LevelQuestion() | YesNoQuestion():
                return self._option(question, row)
            case ChecklistQuestion():
                return self._items(question, row)
            case MeasureQuestion():
                return self._within(question, row, self._number(question, row))
            case _:
                assert_never(question)

    def _option(self, question: LevelQuestion | YesNoQuestion, row: forms.FormRow) -> Value | None:
        text = self.text(row, "answer", question.id, number=True)
        option = cells.option_of(question, text) if text else None
        if text and option is None:
            self.tell(row.place("answer"), cells.not_an_answer(text, a.NO_OPTION), question.id, said=quoted_entry(text))
        return option

    def _number(self, question: MeasureQuestion, row: forms.FormRow) -> str | None:
        cell = row.cells["answer"]
        if is_number(cell.value) and not cell.beneath:
            return self._counted(question, row, Fraction(number_text(cell.value)), cell.percent)
        text = self.text(row, "answer", question.id, number=True)
        if not text:
            return None
        try:
            bare = cells.without_unit(question, text)
            number = cells.option_of(question, text) or plain(parse_exact(bare))
            if "/" in bare and not _as_exported(row, number):
                raise ValueError  # 5/7 may be meant as "5 or 7", or as a day
            return number if bare != folded(text) else self._not_a_share(question, row, number)
        except ValueError:
            self.tell(row.place("answer"), cells.not_an_answer(text, a.NO_NUMBER), question.id, said=quoted_entry(text))
            return None

    def _within(self, question: MeasureQuestion, row: forms.FormRow, number: str | None) -> Value | None:
        """The number, unless the question takes none so low or high."""
        if number is None or number == NO_FIGURE or question.least <= parse_exact(number) <= question.most:
            return number
        said = {"said": quoted_entry(number), "least": plain(question.least), "most": plain(question.most)}
        self.tell(row.place("answer"), a.OUT_OF_RANGE, question.id, **said)
        return None

    def _counted(self, question: MeasureQuestion, row: forms.FormRow, number: Fraction, percent: bool) -> str | None:
        """A number that a spreadsheet program holds as one: 0.95 shown as 95 % is 95 where the unit is per cent."""
        if not percent:
            return self._not_a_share(question, row, plain(number))
        if question.unit == "percent":
            return plain(number * 100)
        unit = Text(zh=unit_words(question, "zh"), en=unit_words(question, "en"))
        self.tell(row.place("answer"), a.PER_CENT, question.id, unit=unit)
        return None

    def _not_a_share(self, question: MeasureQuestion, row: forms.FormRow, number: str) -> str | None:
        """The number, unless it looks like a share of one in a question asked in per cent: 0.95 may mean 95 %."""
        if question.unit != "percent" or number == NO_FIGURE or not 0 < parse_exact(number) <= 1:
            return number
        share = plain(parse_exact(number) * 100)
        self.tell(row.place("answer"), a.SHARE, question.id, said=number, meant=share)
        return None


class _Gone:
    """Marks an answer whose rows are not in the sheet, so that it is not even empty."""


def _as_exported(row: forms.FormRow, number: str) -> bool:
    """Whether a number is the one that the sheet was made with."""
    base = _base(row.cells.get("base")) or ("", "")
    return base[0] in (cells.answer_stamp(Response(state=state, value=number)) for state in _WITH_VALUE)


def _base(cell: Cell | None) -> tuple[str, str] | None:
    text = "" if cell is None or cell.kind != "s" else cell.text(forms.STAMPS_LIMIT)
    answer, note = (*text.split("-"), "", "")[:2]
    return (answer, note) if len(answer) == len(note) == 16 else None
