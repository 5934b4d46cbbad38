"""Checking a database, writing a backup of it, and putting one in its place.

A backup is an SQLite file whatever the database, so that it also carries everything from one kind to the other.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.file import read
from ecq.errors import EcqError, StoreError
from ecq.history.journal import read_changes
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.store.failures import store_error
from ecq.store.tables import ASSESSMENTS, JOURNAL, METADATA, SESSIONS, SNAPSHOTS


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


def back_up(store: DatabaseStore, path: Path) -> None:
    """Write everything of a database, as of one moment, into an SQLite file, while others may write. Raises StoreError."""
    path.unlink(missing_ok=True)
    try:
        if store.engine.dialect.name == "sqlite":
            with store.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        else:
            with (
                closing(DatabaseStore(sa.URL.create("sqlite", database=str(path)))) as copy,
                store.engine.connect().execution_options(isolation_level="REPEATABLE READ") as source,
                copy.transaction() as target,
            ):
                _copy(source, target)
    except SQLAlchemyError as error:
        raise store_error(f"{path} could not be written", f"没能写 {path}", error) from None
    path.chmod(0o600)


def _copy(source: sa.Connection, target: sa.Connection) -> None:
    """Every row of every table, some at a time: journals can be long."""
    for table in METADATA.sorted_tables:
        for rows in source.execute(sa.select(table)).mappings().partitions(500):
            target.execute(table.insert(), [dict(row) for row in rows])
        if source.dialect.name == "sqlite" and "number" in table.primary_key.columns:
            highest = sa.select(sa.func.coalesce(sa.func.max(table.c.number), 1))
            target.execute(sa.select(sa.func.setval(f"{table.name}_number_seq", highest.scalar_subquery())))


def restore(backup: Path, folder: Path, url: str | None) -> Path | None:
    """Put a backup in the place of the file in the data folder; returns where that one is now. Raises StoreError.

    Where `url` names another database, everything is copied into it; it must hold no assessment yet. The backup is opened
    as a database first, so that nothing else can take its place. Stop the app before.
    """
    try:
        with sqlite3.connect(f"file:{backup}?mode=ro", uri=True) as connection:
            connection.execute("SELECT id, body FROM assessments LIMIT 1").fetchall()
        connection.close()
    except sqlite3.Error:
        raise StoreError(f"{backup} is not a backup of ECQ", f"{backup} 不是 ECQ 的备份") from None
    if url:
        _copy_into(url, backup)
        return None
    file, before = folder / FILE_NAME, None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists():
        before = next(path for n in range(1, 10_000) if not (path := folder / f"{FILE_NAME}.replaced-{n}").exists())
        back_up(DatabaseStore.in_folder(folder), before)
    for belonging in ("", "-wal", "-shm"):
        Path(f"{file}{belonging}").unlink(missing_ok=True)
    shutil.copyfile(backup, file)
    file.chmod(0o600)
    _log_everybody_out(file)
    return before


def _copy_into(url: str, backup: Path) -> None:
    with TemporaryDirectory() as folder, closing(DatabaseStore(url)) as store:
        # a copy, since a backup of an earlier version is brought up to date before it is read
        copied = Path(shutil.copyfile(backup, Path(folder) / FILE_NAME))
        with (
            closing(DatabaseStore(sa.URL.create("sqlite", database=str(copied)))) as source,
            source.engine.connect() as read_from,
            store.transaction() as target,
        ):
            if target.scalar(sa.select(ASSESSMENTS.c.id).limit(1)) is not None:
                raise StoreError(
                    "the database of ECQ_DATABASE_URL holds self-checks already; restore into an empty one",
                    "ECQ_DATABASE_URL 指向的数据库里已经有自评，请恢复到空的数据库里",
                )
            _copy(read_from, target)
            target.execute(SESSIONS.delete())


def _log_everybody_out(file: Path) -> None:
    """A log-in that has ended since the backup must not hold again."""
    with (
        closing(sqlite3.connect(file)) as connection,
        connection,
        suppress(sqlite3.OperationalError),
    ):  # of an earlier version
        connection.execute("DELETE FROM sessions")
