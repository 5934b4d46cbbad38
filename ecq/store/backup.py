"""Checking a database, and putting a backup of an SQLite file in its place."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from ecq.assessment.model import read
from ecq.errors import EcqError, StoreError
from ecq.history.journal import read_changes
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.store.tables import ASSESSMENTS, JOURNAL, SNAPSHOTS


@dataclass(frozen=True)
class Checked:
    """How many assessments there are, and what cannot be read: table and id, never contents."""

    assessments: int
    faults: tuple[str, ...]


def check(store: DatabaseStore) -> Checked:
    """Read every assessment, journal entry and snapshot; of an SQLite file also its structure."""
    faults = []
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "sqlite":
            faults += [
                f"file: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"
            ]
        count = 0
        for row in connection.execute(sa.select(ASSESSMENTS.c.id, ASSESSMENTS.c.body)):
            count += 1
            if not _readable(row.body):
                faults.append(f"assessments: {row.id}")
        faults += [
            f"snapshots: {row.id}"
            for row in connection.execute(sa.select(SNAPSHOTS.c.id, SNAPSHOTS.c.body))
            if not _readable(row.body)
        ]
        for entry in connection.execute(sa.select(JOURNAL.c.assessment_id, JOURNAL.c.revision, JOURNAL.c.changes)):
            try:
                read_changes(entry.changes)
            except (EcqError, ValueError, KeyError, TypeError):
                faults.append(f"journal: {entry.assessment_id} {entry.revision}")
    return Checked(count, tuple(faults))


def _readable(body: str) -> bool:
    try:
        read(body, "the stored assessment")
    except EcqError:
        return False
    return True


def restore(backup: Path, folder: Path, url: str | None) -> Path | None:
    """Put a backup in the place of the file in the data folder; returns where that one is now. Raises StoreError.

    The backup is opened as a database first, so that nothing else can take its place. Stop the app before.
    """
    if url:
        raise StoreError(
            "ECQ_DATABASE_URL names another database; restore it with that database's own means",
            "ECQ_DATABASE_URL 指向另一个数据库，请用那个数据库自己的办法恢复",
        )
    try:
        with sqlite3.connect(f"file:{backup}?mode=ro", uri=True) as connection:
            connection.execute("SELECT id, body FROM assessments LIMIT 1").fetchall()
        connection.close()
    except sqlite3.Error:
        raise StoreError(f"{backup} is not a backup of ECQ", f"{backup} 不是 ECQ 的备份") from None
    file, before = folder / FILE_NAME, None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists():
        before = next(path for n in range(1, 10_000) if not (path := folder / f"{FILE_NAME}.replaced-{n}").exists())
        DatabaseStore.in_folder(folder).copy_to(before)
    for belonging in ("", "-wal", "-shm"):
        Path(f"{file}{belonging}").unlink(missing_ok=True)
    shutil.copyfile(backup, file)
    file.chmod(0o600)
    return before
