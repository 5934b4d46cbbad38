"""Guards against small workbooks that would take hours to read: their XML is counted before anything parses it.

Must not know cells. Marks are counted while a part unpacks.
"""

from __future__ import annotations

import zipfile

MOST_MARKS = 400_000
"""XML elements and their ends in all parts: many times what the answer sheet of a large rubric has."""

MOST_STYLE_MARKS = 20_000
"""Of the part with the looks, whose reading takes longer than in proportion to its length."""

MOST_SHEETS = 60
MOST_READ = 1_000_000
"""Sheets times the marks of the largest part: an entry may name one and the same part again and again."""

_STYLES, _PIECE = "xl/styles.xml", 1 << 20


def too_heavy(archive: zipfile.ZipFile) -> bool:
    """Whether reading would take much longer than any workbook of ECQ needs. Raises what zipfile raises for damage."""
    marks = sheets = largest = 0
    for entry in archive.infolist():
        here, named = _counted(archive, entry)
        marks, sheets, largest = marks + here, sheets + named, max(largest, here)
        if marks > MOST_MARKS or sheets > MOST_SHEETS or (entry.filename == _STYLES and here > MOST_STYLE_MARKS):
            return True
    return sheets * largest > MOST_READ


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
            if marks > MOST_MARKS:
                break
    return marks, sheets
