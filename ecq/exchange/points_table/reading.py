"""Reads the table of points a consultant filled in: a Variant, or every problem with its sheet and cell, all or nothing.

Knows cells and headings. Formulas are never read as numbers, and nothing that the workbook computed is trusted. The
rules of points, credits and bands are in ecq.rubric.points_table.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ecq.assessment.cleaning import clean
from ecq.assessment.model import NAME_LIMIT
from ecq.base.errors import Problem, RubricError, WorkbookError
from ecq.base.exact import parse_exact
from ecq.base.file_limits import ROWS_LIMIT
from ecq.base.frozen import Id
from ecq.base.language import Text, text
from ecq.exchange.points_table import labels
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Node, Rubric, walk
from ecq.rubric.points_table import Finding, Spot, Table, findings, points_of, unknown_nodes
from ecq.rubric.variant import ID_LIMIT, PointsStatus, Variant, apply_variant, variant_id
from ecq.writers.sheets.reading import Cell, Sheet, TooManyRowsError, is_number, opened, quoted, read_sheet
from ecq.writers.sheets.unread import NotRead, Unread
from ecq.writers.sheets.writing import column_letters, number_text

DECIMALS = 6
SHOWN_PROBLEMS = 200
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
        reading.problem(
            "name", text("请写明是谁的分值，最多 200 个字", "say whose points these are, in up to 200 characters")
        )
    new_id = rubric_id or variant_id(rubric, whose)
    try:
        _ID.validate_python(new_id, strict=True)
    except ValidationError:
        message = text(
            f"{quoted(new_id)} 不能作编号，请用小写字母、数字和单个连字符",
            f"{quoted(new_id)} is not an id; use lower-case letters, digits and single hyphens",
        )
        reading.problem("id", message)
    if new_id == rubric.id:
        message = text(
            f"{new_id!r} 是原来那份评价细则的编号，请另取一个",
            f"{new_id!r} is the id of the rubric itself; choose another",
        )
        reading.problem("id", message)
    table = reading.table(workbook)
    problems = reading.problems()
    if problems:
        raise RubricError(problems)
    variant = Variant.model_validate(
        {
            "variant_of": rubric.id,
            "base_version": rubric.version,
            "base_digest": rubric.digest,
            "id": new_id,
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


def unread_points(workbook: bytes) -> tuple[Unread, ...]:
    """What somebody put into a table of points where nothing is read. Raises EcqError where openpyxl is not installed."""
    with opened(workbook, "tables of points") as book:
        not_read = NotRead(book)
        by_name = {name.casefold(): name for name in _SHEETS}
        for sheet in not_read.sheets():
            name = by_name.get(sheet.title.strip().casefold(), "")
            table = (
                read_sheet(sheet, {**_HEADINGS[name], "exact": labels.EXACT}, ("exact",), labels.OTHERS)
                if name
                else None
            )
            if table is None:
                not_read.of_other(sheet)
            else:
                not_read.of_table(sheet, table)
        not_read.of_sheets_gone(but=())
        return not_read.told()


def _words_of(text: str) -> str:
    cleaned = clean(" ".join(text.split()), NAME_LIMIT)
    return "" if isinstance(cleaned, Invalid) else cleaned


_HEADINGS: Mapping[str, Mapping[str, Text]] = {
    labels.POINTS: {"id": labels.ID, "number": labels.SHARE},
    labels.CREDITS: {"id": labels.QUESTION_ID, "option": labels.OPTION_ID, "number": labels.CREDIT},
    labels.BANDS: {"id": labels.GRADE_ID, "number": labels.FROM},
}


@dataclass
class _Reading:
    """One pass over a workbook, gathering every problem."""

    rubric: Rubric
    file: str
    found_problems: list[tuple[tuple[int, int], Problem]] = field(default_factory=list)
    cells: dict[Spot, tuple[Sheet, int]] = field(default_factory=dict)
    """Where each spot stands: its sheet and row."""

    def problem(self, where: str, message: Text, order: tuple[int, int] = (-1, 0)) -> None:
        self.found_problems.append((order, Problem(self.file, None, where, message.en, message.zh)))

    def at(self, sheet: Sheet, column: str, row: int, message: Text) -> None:
        self.problem(sheet.place(column, row), message, (_SHEETS.index(sheet.name), row))

    def problems(self) -> list[Problem]:
        """All problems in the order of sheets and rows; of very many, the first and how many more."""
        ordered = [problem for _, problem in sorted(self.found_problems, key=lambda pair: pair[0])]
        more = len(ordered) - SHOWN_PROBLEMS
        if more <= 0:
            return ordered
        zh = f"还有 {more} 个问题，请先改正上面这些"
        rest = Problem(self.file, None, "", f"and {more} more problems; mend these first", zh)
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
            message = text(
                f"这里的编号几乎都不是 {self.rubric.id} 的，请选导出这张表时的那份评价细则",
                f"few or no ids here are of {self.rubric.id}; choose the rubric this table was exported from",
            )
            self.found_problems = [(order, one) for order, one in self.found_problems if order[0] < 0]
            self.problem(labels.POINTS, message, (0, 0))
            return table
        for finding in findings(table, self.rubric):
            sheet = sheets.get(finding.spot[0].capitalize())
            if sheet is not None:
                self._add_finding(finding, sheet)
        return table

    def _of_another(self, table: Table) -> bool:
        known = points_of(self.rubric).keys() | unknown_nodes(self.rubric)
        return 2 * len(known & table.points.keys()) < len(table.points) or not table.points

    # Sheets

    def _sheets(self, workbook: bytes) -> dict[str, Sheet] | None:
        try:
            with opened(workbook, "tables of points") as book:
                return self._named_sheets(book)
        except WorkbookError as refused:
            self.found_problems.clear()
            self.problem("", text(refused.zh, str(refused)))
            return None

    def _named_sheets(self, book: Any) -> dict[str, Sheet]:
        by_name = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        sheets = {}
        for name in _SHEETS:
            sheet = by_name.get(name.casefold())
            order = (_SHEETS.index(name), 0)
            if sheet is None:
                message = text(
                    "没有这张工作表，请重新导出，再把数字抄进去",
                    "this sheet is missing; export the table again and copy your numbers into it",
                )
                self.problem(name, message, order)
                continue
            try:
                read = read_sheet(sheet, {**_HEADINGS[name], "exact": labels.EXACT}, ("exact",))
            except TooManyRowsError:
                message = text(
                    f"超过 {ROWS_LIMIT} 行，不会是 ECQ 导出的表",
                    f"has more than {ROWS_LIMIT} rows; this is no table exported by ECQ",
                )
                self.problem(name, message, order)
                continue
            if read is None:
                titles = ", ".join(repr(heading.en) for heading in _HEADINGS[name].values())
                chinese = "、".join(heading.zh for heading in _HEADINGS[name].values())
                message = text(
                    f"没有一行有这些表头（各一次）：{chinese}；请放回导出时的表头",
                    f"no row has the headings {titles} (each once); put the exported heading row back",
                )
                self.problem(f"{name}!A1", message, order)
                continue
            sheets[name] = replace(read, name=name)
        return sheets

    def _keyed(self, sheet: Sheet, by: Sequence[str], section: str) -> dict[Spot, Mapping[str, Cell]]:
        """Rows by the ids they name; rows without an id or with one that stands above are problems."""
        keyed: dict[Spot, Mapping[str, Cell]] = {}
        for row in sheet.rows:
            number = row["id"].row
            blank = next((what for what in by if row[what].empty), None)
            if blank is not None:
                if any(not row[what].empty for what in (*by, "number")):
                    message = text(
                        "这一行没有编号，请补上或清空这一行", "this row has no id; give it one or clear the row"
                    )
                    self.at(sheet, blank, number, message)
                continue
            formula = next((what for what in by if row[what].kind == "f"), None)
            if formula is not None:
                message = text(
                    f"是公式 {row[formula].formula}，请把编号粘贴成值",
                    f"holds the formula {row[formula].formula}; paste the id as a value",
                )
                self.at(sheet, formula, number, message)
                continue
            spot = (section, *(row[what].text(ID_LIMIT) for what in by))
            if spot in keyed:
                first = sheet.place(by[-1], self.cells[spot][1]).partition("!")[2]
                what = " / ".join(repr(one) for one in spot[1:])
                message = text(
                    f"{what} 在 {first} 已经有了，两行只留一行",
                    f"{what} stands in {first} already; keep one of the two rows",
                )
                self.at(sheet, by[-1], number, message)
                continue
            keyed[spot] = row
            self.cells[spot] = (sheet, number)
        return keyed

    # Numbers

    def _points(self, sheet: Sheet, table: Table) -> None:
        rows = self._keyed(sheet, ("id",), "points")
        nameless = unknown_nodes(self.rubric)
        empty: set[str] = set()
        for spot, row in rows.items():
            one = spot[1]
            if one in nameless:
                if not row["number"].empty:
                    message = text(
                        f"{one!r} 只知道名称，没有题目，分值请留空",
                        f"{one!r} is known by name only and no question asks it; leave its points empty",
                    )
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

    def _why_empty(self, one: str) -> Text:
        if one in self.rubric.by_id:
            return text(
                "是空的，请填分值，或把这个指标的题都清空来平分",
                "is empty; give the points, or clear all questions of its indicator to share equally",
            )
        return text("是空的，请填分值", "is empty; give the points")

    def _credits(self, sheet: Sheet, table: Table) -> None:
        for spot, row in self._keyed(sheet, ("id", "option"), "credits").items():
            self.cells.setdefault(spot[:2], (sheet, row["id"].row))
            table.credits.setdefault(spot[1], {})[spot[2]] = self._needed(sheet, row)

    def _needed(self, sheet: Sheet, row: Mapping[str, Cell]) -> Fraction | None:
        value = self._number(sheet, row)
        if value == EMPTY:
            self.at(sheet, "number", row["id"].row, text("是空的，请填一个数", "is empty; give a number"))
            return None
        return value

    def _number(self, sheet: Sheet, row: Mapping[str, Cell]) -> Fraction | Literal["empty"] | None:
        """The row's number: exact where it is unchanged, else as it stands in the cell. None where a problem was added."""
        cell = row["number"]
        if cell.empty:
            return EMPTY
        exact = row.get("exact")
        unrounded: Fraction | None = None
        if exact is not None and not exact.empty:
            try:
                if exact.kind != "s":
                    raise ValueError
                unrounded = parse_exact(exact.text(ID_LIMIT))
            except ValueError:
                pass  # then only the number can count
        value = _read(cell, unrounded)
        if isinstance(value, Text):
            self.at(sheet, "number", cell.row, value)
            return None
        return value

    # Findings

    def _add_finding(self, finding: Finding, sheet: Sheet) -> None:
        spot, message = finding.spot, finding.message
        known = self.cells.get(spot)
        if finding.kind == "missing":
            ends = [at for key, (_, at) in self.cells.items() if len(spot) == len(key) == 3 and key[:2] == spot[:2]]
            near = (
                (f"（同题的其他行到第 {max(ends)} 行）", f" (its others end in row {max(ends)})") if ends else ("", "")
            )
            alone = text(f"{message.zh}，单独占一行{near[0]}", f"{message.en}, in a row of its own{near[1]}")
            self.at(sheet, "id", sheet.end + 1, alone)
        elif known is not None and finding.kind == "unknown":
            self.at(sheet, "option" if len(spot) == 3 else "id", known[1], message)
        else:
            if finding.parts:
                listed = self._list(finding.parts)
                message = text(f"{message.zh}（{listed.zh}）", f"{message.en} ({listed.en})")
            self.at(sheet, "number", sheet.heading if known is None else known[1], message)

    def _list(self, parts: Sequence[Spot]) -> Text:
        """The cells of these spots: "D4 to D9", or each by name."""
        sheet = self.cells[parts[0]][0]
        rows = [self.cells[part][1] for part in parts]
        letter = column_letters(sheet.columns["number"] - 1)
        first, last = f"{letter}{rows[0]}", f"{letter}{rows[-1]}"
        if len(rows) > 2 and rows == list(range(rows[0], rows[0] + len(rows))):
            return text(f"{first} 到 {last}", f"{first} to {last}")
        names = [f"{letter}{row}" for row in islice(rows, 12)]
        more = "…" if len(rows) > len(names) else ""
        return text("、".join(names) + more, ", ".join(names) + more)


def _read(cell: Cell, unrounded: Fraction | None) -> Fraction | Text:
    """The number in a cell, or the sentence that says why there is none."""
    value = cell.value
    if cell.kind == "f":
        return text(
            f"是公式 {cell.formula}，请复制后只粘贴值",
            f"holds the formula {cell.formula}; copy it and paste its value only",
        )
    if cell.kind == "e":
        shown = quoted(str(value))
        return text(f"是错误值 {shown}，请填一个数", f"holds the error {shown}; give a number")
    if isinstance(value, str):
        try:
            number = parse_exact(unicodedata.normalize("NFKC", value))
        except ValueError:
            return _no_number(quoted(value))
        return number if "/" in value or _short_enough(number) else _too_fine(value.strip())
    if isinstance(value, bool):
        return _no_number(str(value).upper())
    if not isinstance(value, int | float):
        return text(
            "是日期或时间，请把单元格设成文本，再写一遍这个数",
            "holds a date or a time; format the cell as text and write the number again",
        )
    if not is_number(value):
        return text(
            "不是 ECQ 能用的数，请写成 7、0.9 或 25/18 这样",
            "is not a number ECQ can use; write it like 7, 0.9 or 25/18",
        )
    if unrounded is not None and math.isclose(float(unrounded), value, rel_tol=1e-12, abs_tol=0.0):
        return unrounded
    number = Fraction(number_text(value))
    return number if _short_enough(number) else _too_fine(number_text(value))


def _no_number(shown: str) -> Text:
    return text(
        f"{shown} 不是数，请写成 7、0.9 或 25/18 这样", f"{shown} is not a number; write it like 7, 0.9 or 25/18"
    )


def _short_enough(number: Fraction) -> bool:
    return bool((number * 10**DECIMALS).denominator == 1)


def _too_fine(shown: str) -> Text:
    return text(
        f"{shown} 超过 {DECIMALS} 位小数，请取整，或把准确的份额写成文本，如 100/17",
        f"{shown} has more than {DECIMALS} decimals; round it, or write the exact share as text, such as 100/17",
    )
