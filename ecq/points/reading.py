"""The workbook a consultant filled in -> a Variant, or every problem with its sheet and cell. Nothing is half taken.

Knows cells and headings. Formulas are never read as numbers, and nothing that the workbook computed is trusted. The
rules of points, credits and bands are in table.py.
"""

from __future__ import annotations

import io
import math
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ecq.assessment import FILE_LIMIT, NAME_LIMIT, Invalid, clean
from ecq.errors import EcqError, Problem, RubricError
from ecq.exact import parse_exact
from ecq.points import labels
from ecq.points.table import Finding, Spot, Table, findings, points_of, unknown_nodes
from ecq.points.variant import ID_LIMIT, PointsStatus, Variant, apply_variant, variant_id
from ecq.rubric import Id, Node, Rubric, Text, walk
from ecq.workbook import excel

DECIMALS = 6
UNPACKED_LIMIT = 40_000_000
ROW_LIMIT, COLUMN_LIMIT, HEADING_ROWS = 20_000, 60, 20
SHOWN_PROBLEMS = 200
_LAST_EXCEL_ROW = 1_048_576
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ID: TypeAdapter[str] = TypeAdapter(Id)
_SHEETS = (labels.POINTS, labels.CREDITS, labels.BANDS)

EMPTY: Literal["empty"] = "empty"


def import_points(
    workbook: bytes,
    rubric: Rubric,
    *,
    name: str,
    rubric_id: str = "",
    status: PointsStatus,
    file: str,
) -> Variant:
    """The variant that a filled-in workbook states over a rubric; `apply_variant` makes the rubric of it.

    `name` says whose points they are, `rubric_id` the id wanted ("": one made from the name), `file` the name to show.
    Raises RubricError with every problem, or EcqError where openpyxl is not installed.
    """
    shown = _words_of(file) or "workbook.xlsx"
    reading = _Reading(rubric, shown)
    whose = _words_of(name)
    if not whose:
        reading.problem("name", "say whose points these are, in up to 200 characters")
    wanted = rubric_id or variant_id(rubric, whose)
    try:
        _ID.validate_python(wanted, strict=True)
    except ValidationError:
        reading.problem("id", f"{_short(wanted)} is not an id; use lower-case letters, digits and single hyphens")
    if wanted == rubric.id:
        reading.problem("id", f"{wanted!r} is the id of the rubric itself; choose another")
    table = reading.table(workbook)
    problems = reading.problems()
    if problems:
        raise RubricError(problems)
    variant = Variant.model_validate(
        {
            "variant_of": rubric.id,
            "base_version": rubric.version,
            "base_digest": rubric.digest,
            "id": wanted,
            "name": whose,
            "status": status,
            "source": shown,
            "points": {one: table.points[one] for one in points_of(rubric)},
            "credits": {one: table.credits[one] for one in rubric.order if one in table.credits},
            "bands": {band.id: table.bands[band.id] for band in rubric.bands},
        }
    )
    apply_variant(variant, rubric, shown)
    return variant


def _words_of(text: str) -> str:
    kept = clean(" ".join(text.split()), NAME_LIMIT)
    return "" if isinstance(kept, Invalid) else kept


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 42 else f"{text[:40]}…"


class _Cell(NamedTuple):
    """What stands in a cell. `kind` is openpyxl's: n, s, b, d, e or f."""

    row: int
    column: int
    value: Any
    kind: str

    @property
    def empty(self) -> bool:
        return self.kind != "f" and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))

    @property
    def text(self) -> str:
        """The cell as an id, cut where it is longer than any; whole numbers as Excel may have made them from text."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()[: ID_LIMIT + 1]


@dataclass
class _Sheet:
    """The rows of one sheet below its headings, with cells by column name ("id", "number", "exact", …)."""

    name: str
    columns: Mapping[str, int]
    rows: Sequence[Mapping[str, _Cell]]
    heading: int
    end: int

    def place(self, column: str, row: int) -> str:
        return f"{self.name}!{_letters(self.columns[column])}{row}"


def _letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


_HEADINGS: Mapping[str, Mapping[str, Text]] = {
    labels.POINTS: {"id": labels.ID, "number": labels.SHARE},
    labels.CREDITS: {"id": labels.QUESTION_ID, "option": labels.OPTION_ID, "number": labels.CREDIT},
    labels.BANDS: {"id": labels.GRADE_ID, "number": labels.FROM},
}


def _forms(heading: Text) -> set[str]:
    return {form.casefold() for form in (heading.zh, heading.en, heading.hant) if form}


@dataclass
class _Reading:
    """One pass over a workbook, gathering every problem."""

    rubric: Rubric
    file: str
    found: list[tuple[tuple[int, int], Problem]] = field(default_factory=list)
    cells: dict[Spot, tuple[_Sheet, int]] = field(default_factory=dict)
    """Where each spot stands: its sheet and row."""

    def problem(self, where: str, message: str, order: tuple[int, int] = (-1, 0)) -> None:
        self.found.append((order, Problem(self.file, None, where, message)))

    def at(self, sheet: _Sheet, column: str, row: int, message: str) -> None:
        self.problem(sheet.place(column, row), message, (_SHEETS.index(sheet.name), row))

    def problems(self) -> list[Problem]:
        """All problems in the order of sheets and rows; of very many, the first and how many more."""
        ordered = [problem for _, problem in sorted(self.found, key=lambda pair: pair[0])]
        more = len(ordered) - SHOWN_PROBLEMS
        if more <= 0:
            return ordered
        rest = Problem(self.file, None, "", f"and {more} more problems; mend these first")
        return [*ordered[:SHOWN_PROBLEMS], rest]

    def table(self, workbook: bytes) -> Table:
        """What the workbook says, as far as it can be read."""
        table = Table()
        sheets = self._sheets(workbook)
        if sheets is None:
            return table
        points, credits, bands = (sheets.get(name) for name in _SHEETS)
        if points is not None:
            self._points(points, table)
        if credits is not None:
            self._credits(credits, table)
        if bands is not None:
            for spot, row in self._keyed(bands, ("id",), "bands").items():
                table.bands[spot[1]] = self._needed(bands, row)
        if points is not None and self._of_another(table):
            message = f"few or no ids here are of {self.rubric.id}; choose the rubric this table was exported from"
            self.found = [(order, one) for order, one in self.found if order[0] < 0]
            self.problem(labels.POINTS, message, (0, 0))
            return table
        for finding in findings(table, self.rubric):
            sheet = sheets.get(finding.spot[0].capitalize())
            if sheet is not None:
                self._tell(finding, sheet)
        return table

    def _of_another(self, table: Table) -> bool:
        known = points_of(self.rubric).keys() | unknown_nodes(self.rubric)
        return 2 * len(known & table.points.keys()) < len(table.points) or not table.points

    # Sheets

    def _sheets(self, workbook: bytes) -> dict[str, _Sheet] | None:
        library = excel("tables of points")
        wrong = _not_excel(workbook)
        if wrong:
            self.problem("", wrong)
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what openpyxl cannot keep, such as drawings, is not asked for
                book = library.load_workbook(io.BytesIO(workbook), read_only=True, keep_links=False)
                try:
                    return self._named_sheets(book)
                finally:
                    book.close()
        except EcqError:
            raise
        except Exception:  # a damaged file fails in the library in any way there is
            self.found.clear()
            self.problem(
                "", "is damaged and cannot be read; open it in Excel or LibreOffice and save it as .xlsx again"
            )
            return None

    def _named_sheets(self, book: Any) -> dict[str, _Sheet]:
        by_name = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        sheets = {}
        for name in _SHEETS:
            sheet = by_name.get(name.casefold())
            if sheet is None:
                message = "this sheet is missing; export the table again and copy your numbers into it"
                self.problem(name, message, (_SHEETS.index(name), 0))
                continue
            read = self._sheet(name, sheet)
            if read is not None:
                sheets[name] = read
        return sheets

    def _sheet(self, name: str, sheet: Any) -> _Sheet | None:
        wanted = {**_HEADINGS[name], "exact": labels.EXACT}
        columns: dict[str, int] | None = None
        rows: list[dict[str, _Cell]] = []
        order = (_SHEETS.index(name), 0)
        heading = end = 1
        gap: Any = None
        numbered = enumerate(sheet.iter_rows(max_row=_LAST_EXCEL_ROW, max_col=COLUMN_LIMIT), 1)
        for number, cells in numbered:
            if cells is gap:  # the library stands one and the same empty row in for all that are not there
                continue
            found = [
                _Cell(number, column, cell.value, cell.data_type)
                for column, cell in enumerate(cells, 1)
                if cell.value is not None
            ]
            if not found:
                gap = cells
                continue
            if columns is None:
                columns = self._columns(found, wanted)
                if columns is None and number >= HEADING_ROWS:
                    break
                heading = end = number
                continue
            by_column = {cell.column: cell for cell in found if not cell.empty}
            if not by_column:
                continue
            end = number
            blank = {what: _Cell(number, column, None, "n") for what, column in columns.items()}
            rows.append({what: by_column.get(cell.column, cell) for what, cell in blank.items()})
            if len(rows) > ROW_LIMIT:
                self.problem(name, f"has more than {ROW_LIMIT} rows; this is no table exported by ECQ", order)
                return None
        if columns is None:
            titles = ", ".join(repr(heading.en) for heading in _HEADINGS[name].values())
            told = f"no row has the headings {titles} (each once); put the exported heading row back"
            self.problem(f"{name}!A1", told, order)
            return None
        return _Sheet(name, columns, rows, heading, end)

    @staticmethod
    def _columns(cells: Sequence[_Cell], wanted: Mapping[str, Text]) -> dict[str, int] | None:
        columns: dict[str, int] = {}
        for cell in cells:
            for what, heading in wanted.items():
                if cell.kind == "s" and cell.text.casefold() in _forms(heading):
                    if what in columns:
                        return None
                    columns[what] = cell.column
        return columns if all(what in columns for what in wanted if what != "exact") else None

    def _keyed(self, sheet: _Sheet, by: Sequence[str], section: str) -> dict[Spot, Mapping[str, _Cell]]:
        """Rows by the ids they name; rows without an id or with one that stands above are problems."""
        keyed: dict[Spot, Mapping[str, _Cell]] = {}
        for row in sheet.rows:
            number = row["id"].row
            blank = next((what for what in by if row[what].empty), None)
            if blank is not None:
                if any(not row[what].empty for what in (*by, "number")):
                    self.at(sheet, blank, number, "this row has no id; give it one or clear the row")
                continue
            formula = next((what for what in by if row[what].kind == "f"), None)
            if formula is not None:
                self.at(sheet, formula, number, f"holds the formula {_formula(row[formula])}; paste the id as a value")
                continue
            spot = (section, *(row[what].text for what in by))
            if spot in keyed:
                first = sheet.place(by[-1], self.cells[spot][1]).partition("!")[2]
                what = " / ".join(repr(one) for one in spot[1:])
                self.at(sheet, by[-1], number, f"{what} stands in {first} already; keep one of the two rows")
                continue
            keyed[spot] = row
            self.cells[spot] = (sheet, number)
        return keyed

    # Numbers

    def _points(self, sheet: _Sheet, table: Table) -> None:
        rows = self._keyed(sheet, ("id",), "points")
        nameless = unknown_nodes(self.rubric)
        empty: set[str] = set()
        for spot, row in rows.items():
            one = spot[1]
            if one in nameless:
                if not row["number"].empty:
                    message = f"{one!r} is known by name only and no question asks it; leave its points empty"
                    self.at(sheet, "number", row["id"].row, message)
                continue
            value = self._number(sheet, row)
            if value == EMPTY:
                empty.add(one)
            table.points[one] = None if value == EMPTY else value
        for node, _ in walk(self.rubric.layout.tree):
            self._share_equally(node, table, empty)
        for one in sorted(empty):
            self.at(sheet, "number", self.cells["points", one][1], self._why_empty(one))

    @staticmethod
    def _share_equally(node: Node, table: Table, empty: set[str]) -> None:
        """All questions of an indicator left empty share its points."""
        ids = [placed.question for placed in node.questions]
        if ids and empty.issuperset(ids):
            whole = table.points.get(node.id)
            if whole is not None or (node.id in table.points and node.id not in empty):
                empty.difference_update(ids)
            if whole is not None:
                table.points.update({one: whole / len(ids) for one in ids})

    def _why_empty(self, one: str) -> str:
        if one in self.rubric.by_id:
            return "is empty; give the points, or clear all questions of its indicator to share equally"
        return "is empty; give the points"

    def _credits(self, sheet: _Sheet, table: Table) -> None:
        for spot, row in self._keyed(sheet, ("id", "option"), "credits").items():
            self.cells.setdefault(spot[:2], (sheet, row["id"].row))
            table.credits.setdefault(spot[1], {})[spot[2]] = self._needed(sheet, row)

    def _needed(self, sheet: _Sheet, row: Mapping[str, _Cell]) -> Fraction | None:
        value = self._number(sheet, row)
        if value == EMPTY:
            self.at(sheet, "number", row["id"].row, "is empty; give a number")
            return None
        return value

    def _number(self, sheet: _Sheet, row: Mapping[str, _Cell]) -> Fraction | Literal["empty"] | None:
        """The row's number: exact where it is unchanged, else as it stands in the cell. None once a problem is told."""
        cell = row["number"]
        if cell.empty:
            return EMPTY
        exact = row.get("exact")
        kept: Fraction | None = None
        if exact is not None and not exact.empty:
            try:
                if exact.kind != "s":
                    raise ValueError
                kept = parse_exact(exact.text)
            except ValueError:
                pass  # then only the number can count
        value = _read(cell, kept)
        if isinstance(value, str):
            self.at(sheet, "number", cell.row, value)
            return None
        return value

    # Findings

    def _tell(self, finding: Finding, sheet: _Sheet) -> None:
        spot = finding.spot
        known = self.cells.get(spot)
        if finding.kind == "missing":
            row = sheet.end + 1
            rows_of = (
                [at for key, (_, at) in self.cells.items() if len(key) == 3 and key[:2] == spot[:2]]
                if len(spot) == 3
                else []
            )
            near = f" (its others end in row {max(rows_of)})" if rows_of else ""
            self.at(sheet, "id", row, f"{finding.message}, in a row of its own{near}")
        elif known is None:
            listed = f" ({self._list(finding.parts)})" if finding.parts else ""
            self.at(sheet, "number", sheet.heading, f"{finding.message}{listed}")
        elif finding.kind == "unknown":
            self.at(sheet, "option" if len(spot) == 3 else "id", known[1], finding.message)
        else:
            listed = f" ({self._list(finding.parts)})" if finding.parts else ""
            self.at(sheet, "number", known[1], f"{finding.message}{listed}")

    def _list(self, parts: Sequence[Spot]) -> str:
        """The cells of these spots: "D4 to D9", or each by name."""
        sheet = self.cells[parts[0]][0]
        rows = [self.cells[part][1] for part in parts]
        letter = _letters(sheet.columns["number"])
        if len(rows) > 2 and rows == list(range(rows[0], rows[0] + len(rows))):
            return f"{letter}{rows[0]} to {letter}{rows[-1]}"
        names = [f"{letter}{row}" for row in islice(rows, 12)]
        return ", ".join(names) + ("…" if len(rows) > len(names) else "")


def _not_excel(workbook: bytes) -> str:
    """What is wrong with a file before it is unpacked; "" where nothing is."""
    if len(workbook) > FILE_LIMIT:
        return f"is larger than {FILE_LIMIT // 1_000_000} MB and cannot be a table of points"
    if workbook.startswith(_OLD_EXCEL):
        return "is an old .xls file or has a password; save it as .xlsx without one"
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except Exception:  # zipfile has many words for damage
        return "is not an Excel workbook; choose a table of points saved as .xlsx"
    if "[Content_Types].xml" not in names:
        return "is not an Excel workbook; choose a table of points saved as .xlsx"
    if unpacked > UNPACKED_LIMIT:
        return "holds far more than a table of points; export the table again and copy your numbers into it"
    return ""


def _formula(cell: _Cell) -> str:
    text = str(getattr(cell.value, "text", None) or cell.value)
    return text if len(text) <= 42 else f"{text[:40]}…"


def _read(cell: _Cell, kept: Fraction | None) -> Fraction | str:
    """The number in a cell, or the sentence that says why there is none."""
    value = cell.value
    if cell.kind == "f":
        return f"holds the formula {_formula(cell)}; copy it and paste its value only"
    if cell.kind == "e":
        return f"holds the error {_short(str(value))}; give a number"
    if isinstance(value, str):
        try:
            number = parse_exact(unicodedata.normalize("NFKC", value))
        except ValueError:
            return f"{_short(value)} is not a number; write it like 7, 0.9 or 25/18"
        return number if "/" in value or _short_enough(number) else _too_fine(value.strip())
    if isinstance(value, bool):
        return f"{str(value).upper()} is not a number; write it like 7, 0.9 or 25/18"
    if not isinstance(value, int | float):
        return "holds a date or a time; format the cell as text and write the number again"
    if not math.isfinite(value) or abs(value) >= 10**15:
        return "is not a number ECQ can use; write it like 7, 0.9 or 25/18"
    if kept is not None and math.isclose(float(kept), value, rel_tol=1e-12, abs_tol=0.0):
        return kept
    number = Fraction(f"{value:.15g}")  # what Excel shows: the binary number behind it is not the one typed
    return number if _short_enough(number) else _too_fine(f"{value:.15g}")


def _short_enough(number: Fraction) -> bool:
    return bool((number * 10**DECIMALS).denominator == 1)


def _too_fine(shown: str) -> str:
    return f"{shown} has more than {DECIMALS} decimals; round it, or write the exact share as text, such as 100/17"
