"""A form on a sheet, declared once: how it is written, what came back, and what stands where nothing is read.

A `SheetForm` says what is only shown, what is asked, and by which ids its rows are known again. It is written by
`head` and `guard`, read by a `FormReader`, which tells of each cell that cannot be taken where it is and what to do.
What somebody put where nothing is read, or took out (comments, cells, rows and sheets), is told with a sentence each.
Must not know what a form is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from ecq.base.day import day_written
from ecq.base.language import Lang, Text, filled, text, words
from ecq.document.blocks import TICKED, UNTICKED
from ecq.writers.sheets import words as f
from ecq.writers.sheets.reading import (
    Cell,
    Sheet,
    astray,
    comments,
    filled_rows,
    folded,
    forms,
    quoted_entry,
    read_sheet,
    remembered,
)
from ecq.writers.sheets.stamps import CELLS, ORIGIN, reading_stamps, short_stamp
from ecq.writers.sheets.writing import INPUT, LINE, Look, SheetWriter, column_letters, number_text

TOLD = 1_000
"""So many are told; of more, how many there are."""

UNREAD = text("没有读的内容", "Not read")
COMMENT = text(
    "批注{said}不会被读取；要说的请写进备注一类的单元格",
    "holds the comment {said}, which is not read; write it into a cell that is, such as a note",
)
TYPED = text("{said}写在不读的地方，没有采用", "holds {said} where nothing is read; it is not taken")
CHANGED = text("这一格只供阅读，改成{said}没有采用", "is for reading; its change to {said} is not taken")
CLEARED = text("这一格只供阅读，清空了没有影响", "is for reading; that it was cleared changes nothing")
OWN_SHEET = text("这张工作表不是 ECQ 的，没有读", "is no sheet of ECQ and was not read")
HIDDEN_OWN_SHEET = text("这张隐藏的工作表不是 ECQ 的，没有读", "is a hidden sheet that is not of ECQ; it was not read")
HIDDEN_SHEET = text(
    "这张工作表是隐藏的，里面填的照样读了", "is a hidden sheet; what is filled in there is read all the same"
)
NO_SHEET = text(
    "这张工作表删掉了，里面的没有读；不会因此删掉什么",
    "was deleted, so nothing of it is read; nothing is removed for that",
)
AND_MORE = text("另有 {count} 处没有读的内容", "further places are not read: {count}")


@dataclass(frozen=True)
class Unread:
    """Something that is not read: where, and what to know about it."""

    place: str
    sentence: Text


@dataclass
class NotRead:
    """All that is not read of one workbook, gathered while it is open.

    `own` are the names of hidden sheets of the workbook's own.
    """

    book: Any
    own: Collection[str] = ()
    found: list[Unread] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.held: Mapping[str, frozenset[str]] | None = remembered(self.book)
        self.read: list[str] = []
        self.places: set[str] = set()

    def sheets(self) -> list[Any]:
        """The sheets to look at: all but those that nobody sees."""
        unseen = {ORIGIN, CELLS, *self.own}
        return [one for one in self.book.worksheets if one.title not in unseen]

    def say(self, place: str, sentence: Text, said: str = "") -> None:
        """Add one; `said` is what stands there."""
        self.places.add(place)
        self.count += 1
        if self.count <= TOLD:
            self.found.append(Unread(place, filled(sentence, said=quoted_entry(said)) if said else sentence))

    def of_table(self, sheet: Any, table: Sheet, also_read: Collection[str] = ()) -> None:
        """What of a sheet that is read stands outside the cells that are; `also_read` are looked at by whoever reads it."""
        self.read.append(sheet.title)
        if sheet.sheet_state != "visible":
            self.say(sheet.title, HIDDEN_SHEET)
        known, held = set(table.columns.values()), self._held(sheet)
        cells = (one for one in table.rest if table.address(one.column, one.row) not in also_read)
        if held is None:
            cells = (one for one in cells if one.row > table.heading and one.column not in known)
        self._cells(sheet, cells, held or frozenset(), known)

    def of_other(self, sheet: Any, looked_at: Sheet | None = None, also_read: Collection[str] = ()) -> None:
        """What was changed in a sheet that is not read, but for the columns `looked_at` and cells that are; or that it is no sheet of ECQ."""
        self.places.update(also_read)
        held = self._held(sheet)
        if held is not None:
            cells = looked_at.rest if looked_at else (cell for _, row in filled_rows(sheet) for cell in row)
            self._cells(sheet, cells, held)
        elif self.held is not None:
            self.say(sheet.title, OWN_SHEET if sheet.sheet_state == "visible" else HIDDEN_OWN_SHEET)
            self._comments(sheet)

    def of_sheets_gone(self, but: Collection[Text]) -> None:
        """Which sheets are gone, but for those of these names, which are told otherwise or have another name now."""
        there = {one.title for one in self.book.worksheets}
        for name in self.held or ():
            if name not in there and name not in self.own and not any(folded(name) in forms(one) for one in but):
                self.say(name, NO_SHEET)

    def called(self, title: Text) -> str:
        """What the sheet of a title is called in this workbook."""
        names = (*(self.held or ()), *(one.title for one in self.book.worksheets))
        return next((name for name in names if folded(name) in forms(title)), title.zh)

    def told(self) -> tuple[Unread, ...]:
        """All of it; of very much, the first and how much more."""
        more = self.count - len(self.found)
        return (*self.found, *([Unread("…", filled(AND_MORE, count=more))] if more else []))

    def _held(self, sheet: Any) -> frozenset[str] | None:
        """What stood in the cells of a sheet; of one that has another name now, what stood in any."""
        if self.held is None or sheet.title in self.held:
            return (self.held or {}).get(sheet.title)
        return frozenset().union(*self.held.values()) if sheet.title in self.read else None

    def _cells(
        self, sheet: Any, cells: Iterable[Cell], held: frozenset[str], columns: Collection[int] | None = None
    ) -> None:
        """Formulas are somebody's own only outside the `columns` of a table: programs write those of ECQ in their own way."""
        for cell in cells:
            if cell.formula and (columns is None or cell.column in columns):
                continue
            place = f"{sheet.title}!{column_letters(cell.column - 1)}{cell.row}"
            if not cell.empty and place not in self.places and short_stamp(cell.shown) not in held:
                self.say(place, TYPED, cell.formula or cell.shown)
        self._comments(sheet)

    def _comments(self, sheet: Any) -> None:
        for cell, said in comments(sheet):
            self.say(f"{sheet.title}!{cell}", COMMENT, said.strip() or "…")


ENTRY: Look = {"bg_color": INPUT, "border": 1, "border_color": LINE, "text_wrap": True}
"""A cell to fill in."""
ID_LIMIT, STAMPS_LIMIT = 60, 100

_YES = {folded(one) for one in ("✓", "✔", "√", TICKED, "1", "true", "是", "是的", "对", "對", "y", "已有")}
_NO = {
    folded(one) for one in ("✗", "×", UNTICKED, "0", "false", "否", "不是", "不对", "不對", "没", "沒", "n", "无", "無")
}
_AFTERWARDS = ".。\ufe0f"
"""A full stop typed behind a word, and the mark that makes a picture of ✔."""


def means(text: Text, typed: str) -> bool:
    """Whether a cell says this, in any language."""
    return folded(typed) in forms(text)


def bare(typed: str) -> str:
    """What was typed as it is compared, without what is typed behind a word."""
    return folded(typed).rstrip(_AFTERWARDS)


def ticked(typed: str) -> bool | None:
    """Whether something is ticked; None where the cell is neither a yes nor a no."""
    entry = bare(typed)
    if entry in forms(f.YES) | _YES:
        return True
    return False if entry in forms(f.NO) | _NO else None


@dataclass(frozen=True)
class Trouble:
    """One cell that cannot be taken: where, and what to do about it. Of no question where its row names none."""

    place: str
    sentence: Text
    question: str | None = None


@dataclass(frozen=True)
class FormColumn:
    """A column. An `id` says of what its row is, a `stamp` what stood there; `asked` is filled in, `shown` is for reading.

    What is `tried` is filled in to see what follows, `reckoned` is for formulas; neither is read. One that is not `needed` may be
    gone. Where there are `choices`, one of them is asked for.
    """

    key: str
    head: Text
    width: float
    kind: Literal["id", "stamp", "asked", "shown", "tried", "reckoned"] = "shown"
    needed: bool = True
    hidden: bool = False
    choices: tuple[Text, ...] = ()


@dataclass(frozen=True)
class SheetForm:
    """The columns of a form in order, and the row of their heads, counted from 0."""

    columns: tuple[FormColumn, ...]
    head_row: int

    @cached_property
    def at(self) -> Mapping[str, int]:
        """Where each column is."""
        return {column.key: place for place, column in enumerate(self.columns)}

    def keys(self, *kinds: str) -> dict[str, Text]:
        """The columns of these kinds with their heads."""
        return {column.key: column.head for column in self.columns if column.kind in kinds}

    @cached_property
    def read(self) -> Mapping[str, Text]:
        """The columns that are read."""
        return self.keys("id", "stamp", "asked")

    @cached_property
    def remembered(self) -> tuple[str, ...]:
        """The columns whose cells are remembered, to tell of what is typed there: those for reading, then those for trying out."""
        return (*self.keys("shown"), *self.keys("tried"))

    @cached_property
    def optional(self) -> frozenset[str]:
        """The columns that may be gone."""
        return frozenset(column.key for column in self.columns if not column.needed)

    def head(self, sheet: SheetWriter, lang: Lang, numbers: Collection[str] = (), printed: int | None = None) -> None:
        """Widths, hidden columns and heads; those of numbers stand to the right."""
        hidden = [self.at[column.key] for column in self.columns if column.hidden]
        sheet.columns([column.width for column in self.columns], hidden, printed)
        heads = [words(column.head, lang) for column in self.columns]
        sheet.heads(self.head_row, heads, {self.at[key] for key in numbers})

    def guard(self, sheet: SheetWriter, lang: Lang, last: int, why: Text = f.FOR_READING) -> None:
        """Warn who types into cells for reading, down to a row."""
        for key in self.keys("shown"):
            at = self.at[key]
            sheet.for_reading(self.head_row + 1, at, last, at, words(f.READING_ONLY, lang), words(why, lang))

    def stamps(self, shown: Mapping[str, str]) -> str:
        """The checksums of a row's cells that are remembered."""
        return reading_stamps(shown.get(key, "") for key in self.remembered)

    def choose(self, sheet: SheetWriter, lang: Lang, last: int) -> None:
        """A list to choose from in each column that has choices, down to a row."""
        for column in self.columns:
            if column.choices:
                rule = {"validate": "list", "source": [words(choice, lang) for choice in column.choices]}
                at = self.at[column.key]
                sheet.raw.data_validation(self.head_row + 1, at, last, at, {**rule, "error_type": "warning"})

    def tick_box(self, sheet: SheetWriter, key: str, row: int, last: int, title: str, hint: str) -> None:
        """A choice of ticked or not for the cells of a column."""
        rule = {"validate": "list", "source": [UNTICKED, TICKED], "input_title": title, "input_message": hint}
        sheet.raw.data_validation(row, self.at[key], last, self.at[key], rule)


@dataclass(frozen=True)
class FormRow:
    """A row with its sheet."""

    sheet: Sheet
    cells: Mapping[str, Cell]

    @property
    def number(self) -> int:
        """Its number on the sheet, from 1."""
        return next(iter(self.cells.values())).row

    def has(self, key: str) -> bool:
        """Whether something stands there."""
        return key in self.cells and not self.cells[key].empty

    def beneath(self, key: str) -> bool:
        """Whether the cell is merged into another."""
        return key in self.cells and bool(self.cells[key].beneath)

    def place(self, key: str) -> str:
        """The address of a cell; that of the id where there is no such column."""
        return self.sheet.place(key if key in self.sheet.columns else "id", self.number)

    def name(self, key: str) -> str:
        """The text of an id or a stamp; "" where there is none."""
        return self.cells[key].text(ID_LIMIT if key != "base" else STAMPS_LIMIT) if key in self.cells else ""


@dataclass
class FormReader:
    """One pass over the sheets of a workbook, gathering every problem."""

    troubles: list[Trouble] = field(default_factory=list)

    def tell(self, place: str, sentence: Text, question: str | None = None, **marks: object) -> None:
        """Add a problem."""
        self.troubles.append(Trouble(place, filled(sentence, **marks) if marks else sentence, question))

    def table(self, sheet: Any, form: SheetForm, called: Text | None = None) -> Sheet | None:
        """The rows of a sheet; None where it is another one, or its heads are no longer those of the form, which is told.

        It is told of a sheet that is `called` so, or of any.
        """
        table = read_sheet(sheet, form.read, form.optional, form.keys("shown", "tried", "reckoned"))
        if table is None and (called is None or means(called, sheet.title)):
            missing, twice = astray(sheet, form.read, form.optional) or ((), ())
            if missing:
                self.tell(sheet.title, f.NO_HEADING, columns=heads_named(form, missing))
            elif twice:
                self.tell(sheet.title, f.HEADING_TWICE, columns=heads_named(form, twice))
        return table

    def rows(self, table: Sheet, ids: Collection[str], entries: Collection[str]) -> Iterator[FormRow]:
        """The rows that name what they are of; of others with something in `entries`, a problem."""
        for cells in table.rows:
            row = FormRow(table, cells)
            named = [key for key in (*ids, "item") if key in cells]
            formula = next((key for key in named if cells[key].formula), None)
            beneath = next(filter(row.beneath, named), None)
            if formula:
                self.tell(row.place(formula), f.FORMULA, formula=cells[formula].formula)
            elif beneath:
                self.tell(row.place(beneath), f.BENEATH, over=cells[beneath].beneath)
            elif all(row.has(key) for key in ids):
                yield row
            elif typed := next((key for key in entries if row.has(key)), None):
                self.tell(row.place(typed), f.NO_ID)

    def text(self, row: FormRow, key: str, question: str | None = None, number: bool = False) -> str | None:
        """The text of a cell, "" where it is empty; None where there is no such column or what it holds is told as a problem.

        Where a `number` is asked for, a day is none.
        """
        cell = row.cells.get(key)
        if cell is not None and cell.beneath:
            self.tell(row.place(key), f.BENEATH, question, over=cell.beneath)
            return None
        if cell is None or cell.empty:
            return None if cell is None else ""
        value = cell.value
        if cell.formula:
            self.tell(row.place(key), f.FORMULA, question, formula=cell.formula)
        elif cell.kind == "e":
            self.tell(row.place(key), f.ERROR, question, value=quoted_entry(str(value)))
        elif isinstance(value, bool):
            return str(value).upper()
        elif isinstance(value, int | float):
            return number_text(value)
        elif isinstance(value, str):
            return value.strip()
        elif number:
            self.tell(row.place(key), f.DATE, question)
        else:
            return str(value).removesuffix(" 00:00:00")
        return None

    def tick(self, row: FormRow, key: str, question: str) -> bool | None:
        """Whether a cell is ticked; None where it is empty, or what it holds is told as a problem."""
        typed = self.text(row, key, question)
        said = ticked(typed) if typed else None
        if typed and said is None:
            self.tell(row.place(key), f.NO_TICK, question, said=quoted_entry(typed))
        return said

    def day(self, row: FormRow, key: str, question: str) -> str | None:
        """ISO text, "" where the cell is empty; None where what it holds is told as a problem."""
        typed = self.text(row, key, question)
        return None if typed is None else self.day_of(typed, row.place(key), question)

    def day_of(self, value: object, place: str, question: str | None = None) -> str | None:
        """The same of what stands in a cell."""
        typed = "" if value is None else str(value.date() if isinstance(value, datetime) else value).strip()
        day = day_written(typed) if typed else ""
        if day is None:
            self.tell(place, f.NO_DAY, question, said=quoted_entry(typed))
        return day


def heads_named(form: SheetForm, keys: Collection[str]) -> Text:
    """The heads of columns, in quotes."""
    heads = [form.columns[form.at[key]].head for key in keys]
    return Text(zh="、".join(f"“{head.zh}”" for head in heads), en=", ".join(f"“{head.en}”" for head in heads))


def only_read(not_read: NotRead, form: SheetForm, row: FormRow, own: re.Pattern[str] | None = None) -> None:
    """Note what was typed into cells that are only for reading, where the row says what stood in them; not formulas of ECQ's `own`."""
    marks = row.cells["reading"].text(STAMPS_LIMIT).split() if "reading" in row.cells else []
    for key, mark in zip(form.remembered, marks, strict=False):
        cell = row.cells.get(key)
        if cell is None or (own and own.fullmatch(cell.formula)):
            continue
        if reading_stamps([cell.shown]) != mark:
            said = cell.formula or cell.shown
            not_read.say(row.place(key), CHANGED if said else CLEARED, said)
