"""Damages an SQLite file as a failing disk does: bytes change in their place, behind the program's back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

NO_TEXT = b"\xff"
"""A byte that stands in no UTF-8 text."""


def flip(file: Path, stored: bytes, at: int = 200) -> None:
    """Change one byte of some stored text, so many bytes after where it begins."""
    whole = file.read_bytes()
    assert whole.count(stored) == 1, f"{whole.count(stored)} places in {file.name}"
    place = whole.index(stored) + at
    file.write_bytes(whole[:place] + NO_TEXT + whole[place + 1 :])


def flip_body(file: Path, assessment_id: str) -> None:
    """Change one byte of a stored self-check; where it has several pages, on the first."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    # in its row the body follows the id
    flip(file, assessment_id.encode() + b'{"format"', len(assessment_id) + 200)


def spoil_pages(file: Path, assessment_id: str) -> None:
    """Overwrite the pages that hold nothing but a part of a stored self-check, as bad sectors do."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (body,) = connection.execute(
            "SELECT CAST(body AS BLOB) FROM assessments WHERE id = ?", (assessment_id,)
        ).fetchone()
    whole = file.read_bytes()
    pages = [whole[start : start + size] for start in range(0, len(whole), size)]
    held = [page[4:] in body for page in pages]  # a page begins with the number of the next
    assert any(held)
    file.write_bytes(b"".join(NO_TEXT * size if one else page for one, page in zip(held, pages, strict=True)))
