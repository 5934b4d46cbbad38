"""Writing a backup of a database: beside its place, checked, and only then in it.

A backup is an SQLite file whatever the database, so that it also carries everything from one kind to the other.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.base.errors import StoreError
from ecq.store.check import Checked, check_in, structure
from ecq.store.database import DatabaseStore
from ecq.store.engine import file_of, reading
from ecq.store.failures import store_error
from ecq.store.files import FolderFiles, copy_files, files_of, missing_files
from ecq.store.places import draft_folder, put_in_place
from ecq.store.postgresql import patient
from ecq.store.tables import METADATA


@dataclass(frozen=True)
class Backup:
    """Where a backup was written, and what it holds. `kept` is the one that stays, since this one cannot be read whole.

    `files` of evidence lie in the folder beside it that is called like it with `.files`; of those there already only new ones
    are copied. `missing` are those that it names and that are not there, or no longer what they were.
    """

    path: Path
    checked: Checked
    files: int
    missing: tuple[str, ...]
    kept: Path | None = None


def back_up(store: DatabaseStore, path: Path) -> Backup:
    """Write everything of a database, as of one moment, into an SQLite file, while others may write. Raises StoreError.

    A file that is there is replaced when the new one is written and read through, and stays where that fails. It stays
    too where something of the new one cannot be read: that one is then put beside it as `….damaged`.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise StoreError(f"{path} is not a file; choose another name", f"{path} 不是文件，请换一个名字")
    if path.exists() and file_of(sa.URL.create("sqlite", database=str(path))) == file_of(store.engine.url):
        raise StoreError(f"{path} is the database itself; choose another name", f"{path} 就是数据库本身，请换一个名字")
    try:
        with draft_folder(path) as folder:
            draft = folder / path.name
            draft.touch(0o600)
            _write(store, draft)
            with reading(draft) as connection:
                checked = check_in(connection)
            kept = path if checked.faults and path.exists() else None
            written = path.with_name(f"{path.name}.damaged") if kept else path
            put_in_place(draft, written)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise store_error(f"{path} could not be written", f"没能写 {path}", error) from None
    beside = files_beside(path)
    copy_files(files_of(store), beside)
    with reading(written) as connection:
        missing = missing_files(connection, beside)
    return Backup(written, checked, sum(1 for _ in beside.all()), missing, kept)


def files_beside(backup: Path) -> FolderFiles:
    """The files of evidence that belong to a backup."""
    return FolderFiles(backup.with_name(f"{backup.name}.files"))


def _write(store: DatabaseStore, draft: Path) -> None:
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            _write_sqlite(connection, draft)
        return
    with (
        closing(DatabaseStore(sa.URL.create("sqlite", database=str(draft)))) as copy,
        store.engine.connect().execution_options(isolation_level="REPEATABLE READ") as source,
        patient(source),
        copy.transaction() as target,
    ):
        copy_rows(source, target)
    with closing(sqlite3.connect(draft)) as alone:
        alone.execute("PRAGMA journal_mode=DELETE")  # one file, beside which reading leaves no other


def _write_sqlite(connection: sa.Connection, draft: Path) -> None:
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
    except SQLAlchemyError:
        if any(structure(connection)):  # of a page that leads nowhere SQLite says that the disk is full
            raise sqlite3.DatabaseError("database disk image is malformed") from None
        raise


def copy_rows(source: sa.Connection, target: sa.Connection) -> None:
    """Every row of every table, some at a time: journals can be long."""
    for table in METADATA.sorted_tables:
        for rows in source.execute(sa.select(table)).mappings().partitions(500):
            target.execute(table.insert(), [dict(row) for row in rows])
        if source.dialect.name == "sqlite" and "number" in table.primary_key.columns:
            highest = sa.select(sa.func.coalesce(sa.func.max(table.c.number), 1))
            target.execute(sa.select(sa.func.setval(f"{table.name}_number_seq", highest.scalar_subquery())))
