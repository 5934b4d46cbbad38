"""Reads the table of points a consultant filled in: a Variant, or every problem with its sheet and cell, all or nothing.

Knows cells and headings. Formulas are never read as numbers, and nothing that the workbook computed is trusted. The
rules of points, credits and bands are in ecq.rubric.points_table.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from string import ascii_letters
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ecq.assessment.changes import clean
from ecq.assessment.model import NAME_LIMIT
from ecq.base.errors import Problem, RubricError, WorkbookError
from ecq.base.exact import parse_exact
from ecq.base.file_limits import ROWS_LIMIT
from ecq.base.frozen import Id
from ecq.base.language import Text, error_text, text
from ecq.exchange.points_table import labels
from ecq.exchange.points_table.writing import FORMS
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Node, Rubric, walk
from ecq.rubric.points_table import Finding, Spot, Table, findings, points_of, unknown_nodes
from ecq.rubric.variant import ID_LIMIT, PointsStatus, Variant, apply_variant, variant_id
from ecq.writers.sheets import words as w
from ecq.writers.sheets.forms import FormReader, FormRow, NotRead, Trouble, Unread, heads_named
from ecq.writers.sheets.reading import (
    Cell,
    Sheet,
    TooManyRowsError,
    is_number,
    opened,
    quoted,
    quoted_entry,
    read_sheet,
)

DECIMALS = 6
SHOWN_PROBLEMS = 200
_ID: TypeAdapter[str] = TypeAdapter(Id)

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
    reading = _Reading(rubric=rubric, file=shown)
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
    table = reading.read(workbook)
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


def is_as_exported(variant: Variant, rubric: Rubric) -> bool:
    """Whether no number differs from the rubric's own, so that they are nobody else's."""
    credits = {one.id: one.own_credits for one in rubric.questions if one.own_credits}
    bands = {band.id: band.from_ for band in rubric.bands}
    return (variant.points, variant.credits, variant.bands) == (points_of(rubric), credits, bands)


def unread_points(workbook: bytes) -> tuple[Unread, ...]:
    """What somebody put into a table of points where nothing is read. Raises EcqError where openpyxl is not installed."""
    with opened(workbook, "tables of points") as book:
        not_read = NotRead(book)
        by_name = {name.casefold(): form for name, form in FORMS.items()}
        for sheet in not_read.sheets():
            form = by_name.get(sheet.title.strip().casefold())
            table = read_sheet(sheet, form.read, form.optional, form.keys("shown")) if form else None
            if table is None:
                not_read.of_other(sheet)
            else:
                not_read.of_table(sheet, table)
        not_read.of_sheets_gone(but=())
        return not_read.told()


def _words_of(text: str) -> str:
    cleaned = clean(" ".join(text.split()), NAME_LIMIT)
    return "" if isinstance(cleaned, Invalid) else cleaned


@dataclass
class _Reading(FormReader):
    """One pass over a workbook; its problems are told in the order of sheets and rows."""

    rubric: Rubric = field(kw_only=True)
    about: list[Problem] = field(default_factory=list)
    """Problems of what was said beside the workbook."""
    file: str = field(kw_only=True)
    cells: dict[Spot, FormRow] = field(default_factory=dict)
    """Where each spot stands."""

    def problem(self, where: str, message: Text) -> None:
        """Add a problem of something beside the workbook."""
        self.about.append(Problem(self.file, None, where, message.en, message.zh))

    def problems(self) -> list[Problem]:
        """All problems; of very many, the first and how many more."""

        def place(trouble: Trouble) -> tuple[int, int]:
            sheet, _, cell = trouble.place.partition("!")
            return list(FORMS).index(sheet), int(cell.lstrip(ascii_letters) or 0)

        ordered = sorted(self.troubles, key=place)
        told = [Problem(self.file, None, one.place, one.sentence.en, one.sentence.zh) for one in ordered]
        found = [*self.about, *told]
        more = len(found) - SHOWN_PROBLEMS
        if more <= 0:
            return found
        zh = f"还有 {more} 个问题，请先改正上面这些"
        rest = Problem(self.file, None, "", f"and {more} more problems; mend these first", zh)
        return [*found[:SHOWN_PROBLEMS], rest]

    def read(self, workbook: bytes) -> Table:
        """What the workbook says, as far as it can be read."""
        table = Table()
        try:
            with opened(workbook, "tables of points") as book:
                sheets = self._sheets(book)
        except WorkbookError as refused:
            self.about.clear()
            self.problem("", error_text(refused))
            return table
        points, credits, bands = (sheets.get(name) for name in FORMS)
        if points is not None:
            self._points(points, table)
        if credits is not None:
            for spot, row in self._keyed(credits, "id", "option").items():
                self.cells.setdefault(spot[:2], row)
                table.credits.setdefault(spot[1], {})[spot[2]] = self._needed(row)
        if bands is not None:
            for spot, row in self._keyed(bands, "id").items():
                table.bands[spot[1]] = self._needed(row)
        known = points_of(self.rubric).keys() | unknown_nodes(self.rubric)
        if points is not None and (not table.points or 2 * len(known & table.points.keys()) < len(table.points)):
            self.troubles.clear()
            self.tell(
                labels.POINTS,
                text(
                    f"这里的编号几乎都不是 {self.rubric.id} 的，请选导出这张表时的那份评价细则",
                    f"few or no ids here are of {self.rubric.id}; choose the rubric this table was exported from",
                ),
            )
            return table
        for finding in findings(table, self.rubric):
            sheet = sheets.get(finding.spot[0].capitalize())
            if sheet is not None:
                self._add_finding(finding, sheet)
        return table

    def _sheets(self, book: Any) -> dict[str, Sheet]:
        by_name = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        sheets = {}
        for name, form in FORMS.items():
            sheet = by_name.get(name.casefold())
            if sheet is None:
                self.tell(name, labels.NO_SHEET)
                continue
            try:
                read = read_sheet(sheet, form.read, form.optional)
            except TooManyRowsError:
                self.tell(name, labels.TOO_LONG, most=ROWS_LIMIT)
                continue
            if read is None:
                needed = [column.key for column in form.columns if column.key in form.read and column.needed]
                self.tell(f"{name}!A1", labels.NO_HEADINGS, columns=heads_named(form, needed))
                continue
            sheets[name] = replace(read, name=name)
        return sheets

    def _keyed(self, sheet: Sheet, *by: str) -> dict[Spot, FormRow]:
        """Rows by the ids they name; rows without an id or with one that stands above are problems."""
        keyed: dict[Spot, FormRow] = {}
        for row in self.rows(sheet, by, (*by, "number")):
            spot = (sheet.name.lower(), *(row.name(key) for key in by))
            if spot in keyed:
                first = keyed[spot].place(by[-1]).partition("!")[2]
                self.tell(row.place(by[-1]), w.TWICE, id=quoted_entry(" / ".join(spot[1:])), first=first)
            else:
                self.cells[spot] = keyed[spot] = row
        return keyed

    # Numbers

    def _points(self, sheet: Sheet, table: Table) -> None:
        nameless = unknown_nodes(self.rubric)
        empty: set[str] = set()
        for (_, one), row in self._keyed(sheet, "id").items():
            if one in nameless:
                if row.has("number"):
                    self.tell(row.place("number"), labels.NAMELESS, id=quoted_entry(one))
                continue
            value = self._number(row)
            if value == EMPTY:
                empty.add(one)
            table.points[one] = None if value == EMPTY else value
        for node, _ in walk(self.rubric.layout.tree):
            self._share_equally(node, table, empty)
        for one in empty:
            sentence = labels.EMPTY_QUESTION if one in self.rubric.by_id else labels.EMPTY_NODE
            self.tell(self.cells["points", one].place("number"), sentence)

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

    def _needed(self, row: FormRow) -> Fraction | None:
        value = self._number(row)
        if value == EMPTY:
            self.tell(row.place("number"), labels.EMPTY_NUMBER)
            return None
        return value

    def _number(self, row: FormRow) -> Fraction | Literal["empty"] | None:
        """The row's number: exact where it is unchanged, else as it stands in the cell. None where a problem was added."""
        place, value = row.place("number"), row.cells["number"].value
        typed = self.text(row, "number", number=True)
        if not typed:
            return None if typed is None else EMPTY
        if is_number(value):
            exact = _exact(row.cells.get("exact"))
            if exact is not None and math.isclose(float(exact), value, rel_tol=1e-12, abs_tol=0.0):
                return exact
        try:
            number = parse_exact(unicodedata.normalize("NFKC", typed))
        except ValueError:
            self.tell(place, labels.NO_NUMBER, said=quoted_entry(typed))
            return None
        if "/" in typed or (number * 10**DECIMALS).denominator == 1:
            return number
        self.tell(place, labels.TOO_FINE, said=quoted_entry(typed), most=DECIMALS)
        return None

    # Findings

    def _add_finding(self, finding: Finding, sheet: Sheet) -> None:
        spot, message = finding.spot, finding.message
        known = self.cells.get(spot)
        if finding.kind == "missing":
            same = [row for key, row in self.cells.items() if len(spot) == len(key) == 3 and key[:2] == spot[:2]]
            sentence = labels.MISSING_AMONG if same else labels.MISSING
            last = max((row.number for row in same), default=0)
            self.tell(sheet.place("id", sheet.end + 1), sentence, missing=message, last=last)
        elif known is not None and finding.kind == "unknown":
            self.tell(known.place("option" if len(spot) == 3 else "id"), message)
        else:
            if finding.parts:
                listed = self._list(finding.parts)
                message = text(f"{message.zh}（{listed.zh}）", f"{message.en} ({listed.en})")
            self.tell(known.place("number") if known else sheet.place("number", sheet.heading), message)

    def _list(self, parts: Sequence[Spot]) -> Text:
        """The cells of these spots: "D4 to D9", or each by name."""
        names = [self.cells[part].place("number").partition("!")[2] for part in parts]
        rows = [self.cells[part].number for part in parts]
        if len(rows) > 2 and rows == list(range(rows[0], rows[0] + len(rows))):
            return text(f"{names[0]} 到 {names[-1]}", f"{names[0]} to {names[-1]}")
        more = "…" if len(names) > 12 else ""
        return text("、".join(names[:12]) + more, ", ".join(names[:12]) + more)


def _exact(cell: Cell | None) -> Fraction | None:
    """The exact number that was written beside the one shown; None where it says nothing sound."""
    try:
        return parse_exact(cell.text(ID_LIMIT)) if cell is not None and cell.kind == "s" else None
    except ValueError:
        return None
