"""Reading Excel workbooks that were sent in: tables of cells by heading. Nothing is trusted: size, formulas, own claims.

Knows files, sheets, headings and cells; must not know what the cells mean. A formula is never read as its value.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from ecq.base import file_limits
from ecq.base.errors import WorkbookError, not_installed
from ecq.base.language import Text, in_every_language, text
from ecq.writers.sheets.stamps import CELLS, SHORT
from ecq.writers.sheets.writing import column_letters, number_text

_COMMENTS = {"comments": "comment", "threadedComment": "threadedComment"}
"""What holds comments, by the end of its relation, and what one of them is called there."""
HEADING_ROWS = 20
ALMOST = 4
"""So many headings of a table make a sheet one that lost some; other workbooks of ECQ share up to three."""

_LAST_EXCEL_ROW = 1_048_576
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

TOO_LARGE = text(
    f"文件超过 {file_limits.FILE_LIMIT // 1_000_000} MB，太大了；请把自己的内容复制到重新导出的表里",
    f"is larger than {file_limits.FILE_LIMIT // 1_000_000} MB; export it again and copy what you filled in into it",
)
UNPACKS_TOO_LARGE = text(
    "文件里的内容远远超过应有的量；请重新导出，再把填好的内容复制过去",
    "holds far more than it should; export it again and copy what you filled in into it",
)
NO_WORKBOOK = text(
    "不是 Excel 工作簿；请选择存成 .xlsx 的文件", "is not an Excel workbook; choose a file saved as .xlsx"
)
OLD_OR_LOCKED = text(
    "是旧的 .xls 文件，或者设了密码；请去掉密码，另存为 .xlsx",
    "is an old .xls file or has a password; save it as .xlsx without one",
)
WITH_MACROS = text(
    "是带宏的工作簿；请另存为不带宏的 .xlsx", "is a workbook with macros; save it as .xlsx, which has none"
)
BINARY = text("是二进制工作簿（.xlsb）；请另存为 .xlsx", "is a binary workbook (.xlsb); save it as .xlsx")
OPEN_DOCUMENT = text("是 OpenDocument 表格；请另存为 .xlsx", "is an OpenDocument spreadsheet; save it as .xlsx")
DAMAGED = text(
    "已经损坏，读不出来；请用 Excel 或 LibreOffice 打开，再另存为 .xlsx",
    "is damaged and cannot be read; open it in Excel or LibreOffice and save it as .xlsx again",
)


class Cell(NamedTuple):
    """What stands in a cell. `kind` is openpyxl's: n, s, b, d, e or f; `percent`: a number that is shown as per cent.

    One that is merged into another cell and not its first lies `beneath` that one: nobody sees what it holds.
    """

    row: int
    column: int
    value: Any
    kind: str
    percent: bool = False
    beneath: str = ""

    @property
    def empty(self) -> bool:
        """Whether a person would call it empty."""
        return self.kind != "f" and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))

    @property
    def formula(self) -> str:
        """The formula in it, cut where it is long; "" where there is none."""
        if self.kind != "f":
            return ""
        text = str(getattr(self.value, "text", None) or self.value)
        return text if len(text) <= 42 else f"{text[:40]}…"

    def text(self, limit: int = file_limits.CELL_LIMIT) -> str:
        """The cell as text, one character longer than `limit` at most; whole numbers as Excel may have made them of text."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()[: limit + 1]

    @property
    def shown(self) -> str:
        """What stands in it as a person sees it: numbers as Excel shows them, days without the time."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return number_text(self.value)
        return "" if self.value is None else str(self.value).removesuffix(" 00:00:00")


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet below its headings, with cells by what their heading stands for."""

    name: str
    columns: Mapping[str, int]
    rows: Sequence[Mapping[str, Cell]]
    heading: int
    end: int
    rest: Sequence[Cell] = ()
    """What stands above the headings, and below them in other columns than those that are read."""

    def place(self, column: str, row: int) -> str:
        """The address of a cell: "Points!D4"."""
        return self.address(self.columns[column], row)

    def address(self, column: int, row: int) -> str:
        """The address of any cell, columns counted from 1."""
        return f"{self.name}!{column_letters(column - 1)}{row}"


class TooManyRowsError(Exception):
    """A sheet with more than ROWS_LIMIT rows."""


@contextmanager
def opened(workbook: bytes, what: str) -> Iterator[Any]:
    """The openpyxl workbook, formulas as formulas. Raises WorkbookError for anything that is no sound workbook, whenever that shows.

    Cells are read while it is open. `what` says what needs the library where it is not installed (EcqError).
    """
    reason = why_not(workbook)
    if reason is not None:
        raise WorkbookError(reason.en, reason.zh)
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise not_installed(f"{what} need openpyxl", "读工作簿需要 openpyxl", "excel") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep, such as drawings, is not asked for
        try:
            book = openpyxl.load_workbook(io.BytesIO(workbook), read_only=True, keep_links=False)
        except MemoryError:  # whoever limits the memory says so
            raise
        except Exception:  # a damaged file fails in the library in any way there is
            raise WorkbookError(DAMAGED.en, DAMAGED.zh) from None
        try:
            yield book
        finally:
            book.close()


def why_not(workbook: bytes) -> Text | None:
    """What is wrong with a file before anything in it is unpacked; None where nothing is."""
    if len(workbook) > file_limits.FILE_LIMIT:
        return TOO_LARGE
    if workbook.startswith(_OLD_EXCEL):
        return OLD_OR_LOCKED
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if sum(entry.file_size for entry in entries) > file_limits.WORKBOOK_LIMIT:
                return UNPACKS_TOO_LARGE if "[Content_Types].xml" in names else NO_WORKBOOK
            if "[Content_Types].xml" in names and _too_heavy(archive):
                return UNPACKS_TOO_LARGE
            kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except Exception:  # zipfile has many words for damage
        return NO_WORKBOOK
    if not kinds:
        return OPEN_DOCUMENT if "content.xml" in names and "mimetype" in names else NO_WORKBOOK
    if b"sheet.binary" in kinds:
        return BINARY
    if b"macroEnabled" in kinds or b"vbaProject" in kinds or "xl/vbaProject.bin" in names:
        return WITH_MACROS
    return None


def read_sheet(
    sheet: Any, headings: Mapping[str, Text], optional: Collection[str] = (), others: Mapping[str, Text] = {}
) -> Sheet | None:
    """The table of a sheet, located by its heading row in any language; None where no row has the headings, each once.

    `others` are headings of further columns, whose cells are handed over as well; of several alike the first is meant. Columns may
    have been moved and added, rows sorted. Raises TooManyRowsError, or WorkbookError where the sheet is damaged.
    """
    columns: dict[str, int] | None = None
    rows: list[dict[str, Cell]] = []
    rest: list[Cell] = []
    heading = end = 1
    for number, cells in filled_rows(sheet):
        if columns is None:
            columns = _columns(cells, headings, optional)
            if columns is None and number >= HEADING_ROWS:
                return None
            read = set(columns.values()) if columns is not None else set[int]()
            rest += [cell for cell in cells if columns is None or not _meant(cell, headings)]
            for cell in cells if columns is not None else ():
                for what in _meant(cell, others):
                    columns.setdefault(what, cell.column)  # type: ignore[union-attr]
            heading = end = number
            continue
        by_column = {cell.column: cell for cell in cells if not cell.empty}
        if not by_column:
            continue
        end = number
        rest += [cell for column, cell in by_column.items() if column not in read]
        rows.append(
            {what: by_column.get(column) or Cell(number, column, None, "n") for what, column in columns.items()}
        )
        if len(rows) > file_limits.ROWS_LIMIT:
            raise TooManyRowsError
    if columns is None:
        return None
    beneath = _beneath(sheet, heading, end)
    for row in rows if beneath else ():
        row.update({what: cell._replace(beneath=beneath.get(cell[:2], "")) for what, cell in row.items()})
    return Sheet(sheet.title, columns, rows, heading, end, rest)


def astray(
    sheet: Any, headings: Mapping[str, Text], optional: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """(missing, twice): what keeps a sheet from being the table it once was, by the row that comes nearest to its headings.

    None where no row has at least ALMOST of the headings, so that it never was one.
    """
    nearest: list[str] = []
    for number, cells in filled_rows(sheet):
        if number > HEADING_ROWS:
            break
        headings_here = [what for cell in cells for what in _meant(cell, headings)]
        if len(headings_here) > len(nearest):
            nearest = headings_here
    if len(set(nearest)) < ALMOST:
        return None
    missing = tuple(what for what in headings if what not in optional and what not in nearest)
    return missing, tuple(what for what in headings if nearest.count(what) > 1)


def pairs(sheet: Any, most: int = 50) -> dict[str, str]:
    """The first two columns of a small sheet as names and texts; formulas are left out."""
    values: dict[str, str] = {}
    for number, cells in filled_rows(sheet):
        by_column = {cell.column: cell for cell in cells}
        if 1 in by_column and 2 in by_column and not by_column[1].formula and not by_column[2].formula:
            values[by_column[1].text(200)] = by_column[2].text()
        if number >= most:
            break
    return values


def remembered(book: Any) -> dict[str, frozenset[str]] | None:
    """What stood in the cells of every sheet when the workbook was written, as short checksums; None where nothing says so."""
    sheet = next((one for one in book.worksheets if one.title == CELLS), None)
    if sheet is None:
        return None
    held = {}
    for _, cells in filled_rows(sheet):
        stamps = "".join(cell.text() for cell in cells[1:])
        held[cells[0].text()] = frozenset(stamps[at : at + SHORT] for at in range(0, len(stamps), SHORT))
    return held


def comments(sheet: Any) -> list[tuple[str, str]]:
    """(cell, text) of every comment on a sheet, those of a thread one by one; as far as what holds them is sound."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.xml.functions import fromstring

    archive, found = sheet.parent._archive, dict[str, list[tuple[str, str]]]()
    try:
        for relation in get_dependents(archive, get_rels_path(sheet._worksheet_path)):  # type: ignore[no-untyped-call]
            kind = relation.Type.rpartition("/")[2]
            if kind in _COMMENTS:
                found[kind] = list(_comments(fromstring(archive.read(relation.target)), _COMMENTS[kind]))
    except MemoryError:
        raise
    except Exception:  # nothing is attached to the sheet, or what is has come to harm: the cells are read all the same
        found.setdefault("comments", [])
    threads = found.get("threadedComment", [])
    in_threads = {cell for cell, _ in threads}  # such a thread is kept a second time as a comment, for older programs
    return threads + [one for one in found.get("comments", []) if one[0] not in in_threads]


def _comments(part: Any, tag: str) -> Iterator[tuple[str, str]]:
    for one in part.iter():
        if one.tag.rpartition("}")[2] == tag and one.get("ref"):
            said = (text.text or "" for text in one.iter() if text.tag.rpartition("}")[2] in ("t", "text"))
            yield one.get("ref"), "".join(said)


def _beneath(sheet: Any, heading: int, end: int) -> dict[tuple[Any, ...], str]:
    """Row and column of every cell of a table that is merged into another of it, with the address of that one.

    The library passes merged cells over where it reads a sheet as it goes.
    """
    from openpyxl.utils import column_index_from_string

    found: dict[tuple[Any, ...], str] = {}
    with sheet.parent._archive.open(sheet._worksheet_path) as part:
        content = part.read(file_limits.WORKBOOK_LIMIT).replace(b"\0", b"")
    for first, top, last, bottom in _MERGED.findall(content):
        if int(top) <= heading:
            continue
        left, right = (column_index_from_string(letters.decode()) for letters in (first, last))
        across = range(left, min(right, file_limits.COLUMNS_LIMIT) + 1)
        down = range(int(top), min(int(bottom), end) + 1)
        if len(found) + len(across) * len(down) > file_limits.MERGED_LIMIT:
            break
        at = f"{first.decode()}{int(top)}"
        found.update({(row, column): at for row in down for column in across if (row, column) != (down[0], left)})
    return found


def filled_rows(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Number and cells of every row with something in it, for as far as Excel's own rows go."""
    gap: Any = None
    rows = iter(enumerate(sheet.iter_rows(max_row=_LAST_EXCEL_ROW, max_col=file_limits.COLUMNS_LIMIT), 1))
    while True:
        try:
            number, cells = next(rows)
            if cells is gap:  # the library stands one and the same empty row in for all that are not there
                continue
            filled = []
            for column, cell in enumerate(cells, 1):
                if cell.value is not None:
                    percent = isinstance(cell.value, int | float) and "%" in str(cell.number_format)
                    filled.append(Cell(number, column, cell.value, cell.data_type, percent))
        except StopIteration:
            return
        except MemoryError:
            raise
        except Exception:  # the library reads a sheet as it goes, so damage shows here
            raise WorkbookError(DAMAGED.en, DAMAGED.zh) from None
        if filled:
            yield number, filled
        else:
            gap = cells


def _columns(cells: Sequence[Cell], headings: Mapping[str, Text], optional: Collection[str]) -> dict[str, int] | None:
    columns: dict[str, int] = {}
    for cell in cells:
        for what in _meant(cell, headings):
            if what in columns:
                return None
            columns[what] = cell.column
    return columns if all(what in columns for what in headings if what not in optional) else None


def _meant(cell: Cell, headings: Mapping[str, Text]) -> list[str]:
    """What a cell is the heading of."""
    if cell.kind != "s":
        return []
    content = folded(cell.text())
    return [what for what, heading in headings.items() if content in forms(heading)]


def folded(text: str) -> str:
    """Text as it is compared: forms of width and case do not count, nor does space at the ends or in a row."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def forms(text: Text) -> set[str]:
    """A text in every language, as it is compared; Traditional Chinese as far as it is given or can be derived."""
    return set(map(folded, in_every_language(text)))


def quoted(value: object) -> str:
    """A value in quotes, cut where it is long, for a sentence about it."""
    text = repr(value)
    return text if len(text) <= 42 else f"{text[:40]}…"


def quoted_entry(text: str) -> str:
    """What somebody typed, in quotes: cut where it is long, and what cannot be seen as its code."""
    seen = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text[:60])
    return f"“{seen}”" if len(text) <= 40 and len(seen) <= 40 else f"“{seen[:40]}…”"


def is_number(value: object) -> bool:
    """Whether a cell's value is a number that can be meant."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e15 < value < 1e15


_STYLES, _PIECE = "xl/styles.xml", 1 << 20


def _too_heavy(archive: zipfile.ZipFile) -> bool:
    """Whether reading would take much longer than any workbook of ECQ needs. Raises what zipfile raises for damage."""
    marks = sheets = largest = 0
    for entry in archive.infolist():
        here, named = _counted(archive, entry)
        marks, sheets, largest = marks + here, sheets + named, max(largest, here)
        if entry.filename == _STYLES and here > file_limits.STYLE_MARKS_LIMIT:
            return True
        if marks > file_limits.MARKS_LIMIT or sheets > file_limits.SHEETS_LIMIT:
            return True
    return sheets * largest > file_limits.SHEET_MARKS_LIMIT


def _counted(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Marks of a part, and how often it names a sheet; text in UTF-16 counts like any other."""
    marks = sheets = 0
    tail = b""
    with archive.open(entry) as part:
        while piece := part.read(_PIECE):
            whole = tail + piece.replace(b"\0", b"")
            marks += piece.count(b"<")
            sheets += whole.count(b"sheetId=")
            tail = whole[-7:]
            if marks > file_limits.MARKS_LIMIT:
                break
    return marks, sheets
