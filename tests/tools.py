"""Programs that tests need: a browser, and for a second opinion qpdf, poppler, JHOVE, OpenSSL, LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

REQUIRED = bool(os.environ.get("ECQ_REQUIRE_BROWSER"))
OFFICE = ("soffice", "libreoffice")
CHROMIUM = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The same engine without windows takes a third less of the processor; Playwright takes it too where nothing else is named."""


def chromium() -> str:
    """The browser: the one named in CHROMIUM, or the first that is there."""
    return os.environ.get("CHROMIUM") or next(filter(shutil.which, CHROMIUM), CHROMIUM[-1])


def tool(*names: str) -> str:
    """The first of these programs that is installed. Without one the test is skipped, or fails where tools are required."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        if REQUIRED:
            pytest.fail(f"{names[0]} is not installed, but ECQ_REQUIRE_BROWSER is set")
        pytest.skip(f"{names[0]} is not installed")
    return path


def saved_by_libreoffice(books: Sequence[Path], folder: Path) -> None:
    """Have LibreOffice open workbooks, recalculate them and save them as xlsx in `folder`, under their names."""
    office = os.environ.get("ECQ_SOFFICE") or tool(*OFFICE)
    home = f"-env:UserInstallation=file://{folder}/libreoffice"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = [office, "--headless", home, "--convert-to", kind, "--outdir", str(folder), *map(str, books)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def opened(workbook: bytes | Path, values: bool = False) -> Any:
    """A workbook, to be looked at or changed; its formulas, or the `values` kept with them.

    Of what we wrote ourselves no XML is hostile: Python's own parser reads it a third faster than the one that openpyxl takes.
    """
    import openpyxl

    given = io.BytesIO(workbook) if isinstance(workbook, bytes) else workbook
    with pytest.MonkeyPatch.context() as patched:
        for reader in ("worksheet._reader", "reader.strings"):
            patched.setattr(f"openpyxl.{reader}.iterparse", ElementTree.iterparse)
        return openpyxl.load_workbook(given, data_only=values)


def saved(book: Any) -> bytes:
    """A changed workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill_in_points(table: Path) -> None:
    """Let the second grade of a table of points begin a point later than in the rubric it was written of."""
    book = opened(table.read_bytes())
    book["Bands"]["C3"].value += 1
    table.write_bytes(saved(book))
