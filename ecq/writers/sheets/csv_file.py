"""CSV files that a spreadsheet program opens right by a click: UTF-8 with its mark, text that stays text, plain decimals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from fractions import Fraction

from ecq.base.exact import cut, plain
from ecq.writers.sheets.writing import FORMULA_MARKS, storable

MARK = b"\xef\xbb\xbf"
"""What a file begins with, so that spreadsheet programs read it as UTF-8."""

_CELL_LIMIT = 32_000
_RISKY_MARKS = (*FORMULA_MARKS, *"＝＋－＠\t\r\n")


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as a file; cells with what people typed are to come from `csv_cell`."""
    return MARK + csv_rows(rows)


def csv_rows(rows: Iterable[Iterable[str]]) -> bytes:
    """Further rows of such a file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode()


def csv_cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: an apostrophe before what looks like one."""
    cell = storable(text)[:_CELL_LIMIT]
    return f"'{cell}" if cell.startswith(_RISKY_MARKS) else cell


def csv_number(value: Fraction) -> str:
    """A number as a decimal, cut at the twelfth place where it does not come out even.

    Never a fraction: spreadsheet programs take 7/10 for the seventh of October.
    """
    exact = plain(value)
    return cut(value, 12) if "/" in exact else exact
