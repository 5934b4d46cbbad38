"""What every Excel workbook of ECQ shares: text that stays text, one typeface, print set-up, the same bytes every time.

The one place that loads openpyxl. Knows cells; must not know what a workbook is about.
"""

from __future__ import annotations

import io
import re
import zipfile
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING

from ecq.errors import EcqError
from ecq.exact import cut, plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

FIXED_TIME = (2000, 1, 1, 0, 0, 0)
HEAD_FILL, INPUT_FILL, QUIET = "FFD9E2F3", "FFFFF2CC", "FF7F7F7F"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_LIMIT = 32_000
FORMULA_MARKS = ("=", "+", "-", "@")
"""What a spreadsheet program takes for the beginning of a formula."""

_CSV_MARKS = (*FORMULA_MARKS, *"＝＋－＠\t\r\n")


def excel(what: str) -> ModuleType:
    """The openpyxl package, loaded when a workbook is first needed.

    Raises EcqError saying `what` (such as "tables of points") needs it where it is not installed.
    """
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise EcqError(f"{what} need openpyxl; install it with: pip install 'ecq[excel]'") from None
    return openpyxl


def kept_text(text: str) -> str:
    """Text without what a workbook cannot hold, and no longer than a cell takes."""
    return _ILLEGAL.sub("", text)[:_CELL_LIMIT]


def csv_cell(text: str) -> str:
    """Text that no spreadsheet program takes for a formula in CSV: an apostrophe before what looks like one."""
    kept = kept_text(text)
    return f"'{kept}" if kept.startswith(_CSV_MARKS) else kept


def csv_number(value: Fraction) -> str:
    """A number in CSV: a decimal, cut at the twelfth place where it does not come out even.

    Never a fraction: spreadsheet programs take 7/10 for the seventh of October.
    """
    exact = plain(value)
    return cut(value, 12) if "/" in exact else exact


def put(cell: Cell | MergedCell, text: str) -> None:
    """Text that stays text, also where it begins like a formula."""
    cell.value = kept_text(text)
    if text.startswith(FORMULA_MARKS):
        cell.data_type = "s"
        cell.quotePrefix = True


def font(bold: bool = False, size: int = 11, color: str | None = None) -> Font:
    """The workbook's one typeface: without a name, each program would choose its own."""
    from openpyxl.styles import Font

    return Font(name="Calibri", family=2, size=size, bold=bold, color=color)


def fit_width(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as one page and as many pages long as it needs."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def timeless(workbook: bytes) -> bytes:
    """The same workbook with every time in it fixed, so that the same content is the same file."""
    fixed = io.BytesIO()
    stamp = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*FIXED_TIME).encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", part)
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.create_system = 0
            new.writestr(entry, part, zipfile.ZIP_DEFLATED, 6)
    return fixed.getvalue()
