"""Guards against small workbooks that would take hours to read: their XML is counted before anything parses it.

Must not know cells. Marks are counted while a part unpacks.
"""

from __future__ import annotations

import zipfile

from ecq.base.file_limits import MARKS_LIMIT, SHEET_MARKS_LIMIT, SHEETS_LIMIT, STYLE_MARKS_LIMIT

_STYLES, _PIECE = "xl/styles.xml", 1 << 20


def too_heavy(archive: zipfile.ZipFile) -> bool:
    """Whether reading would take much longer than any workbook of ECQ needs. Raises what zipfile raises for damage."""
    marks = sheets = largest = 0
    for entry in archive.infolist():
        here, named = _counted(archive, entry)
        marks, sheets, largest = marks + here, sheets + named, max(largest, here)
        if marks > MARKS_LIMIT or sheets > SHEETS_LIMIT or (entry.filename == _STYLES and here > STYLE_MARKS_LIMIT):
            return True
    return sheets * largest > SHEET_MARKS_LIMIT


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
            if marks > MARKS_LIMIT:
                break
    return marks, sheets
