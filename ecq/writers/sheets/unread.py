"""What somebody put into a workbook where nothing is read, or took out of it: comments, cells, rows and sheets, each with a sentence.

Goes by what the workbook held when it was written. Knows no meaning of cells: whoever reads a sheet says which cells it reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecq.base.language import Text, filled, text
from ecq.writers.sheets.reading import Cell, Sheet, comments, filled_rows, folded, forms, quoted_entry, remembered
from ecq.writers.sheets.stamps import CELLS, ORIGIN, short_stamp
from ecq.writers.sheets.writing import column_letters

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

    def of_other(self, sheet: Any, looked_at: Sheet | None = None) -> None:
        """What was changed in a sheet that is not read, but for the columns `looked_at`; or that it is no sheet of ECQ."""
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
