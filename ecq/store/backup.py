"""Backups of a database: written beside their place, checked, and only then in it; and put back, whole or damaged.

A backup is an SQLite file whatever the database, so that it also carries everything from one kind to the other. What
was there before is moved aside and stays.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.base.errors import StoreError
from ecq.store.check import Checked, check_in, structure
from ecq.store.database import FILE_NAME, DatabaseStore
from ecq.store.engine import BUSY_TIMEOUT, file_of, patient, reading
from ecq.store.failures import cause_of, store_error
from ecq.store.files import FolderFiles, copy_files, files_at, files_of, missing_files
from ecq.store.migration import must_be_known, revision_of
from ecq.store.places import BESIDE, alone_with, draft_folder, free_name, put_in_place
from ecq.store.tables import ASSESSMENTS, METADATA, SESSIONS


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


_FAILED = (
    "the backup could not be put in place, and the database that was there stays as it was",
    "备份没能放回，原来的数据库没有动",
)


@dataclass(frozen=True)
class Preview:
    """What a backup holds, and what stands where it is to be put; None where nothing does."""

    backup: Checked
    present: Checked | None


def preview(backup: Path, folder: Path, url: str | None) -> Preview:
    """What restoring would put in place of what. Changes nothing. Raises StoreError where the file is no whole backup."""
    place = place_of(folder, url)
    return Preview(_held_by(backup), _present(place) if place else _in_database(url or ""))


def restore(backup: Path, folder: Path, url: str | None) -> Path | None:
    """Put a backup in the place of the database; returns where the one is now that was there. Raises StoreError.

    An SQLite file is moved aside, also where it is damaged, and while the app runs: nobody writes to it meanwhile, and the
    app goes on with the new one. Into another database everything is copied; it must hold no assessment yet.
    """
    _held_by(backup)
    place = place_of(folder, url)
    try:
        copy_files(files_beside(backup), files_at(place))
        if place is None:
            _copy_into(url or "", backup)
            return None
        if place.exists() and place.samefile(backup):
            raise StoreError(f"{backup} is the database itself", f"{backup} 就是数据库本身")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with draft_folder(place) as beside:
            draft = _copied(backup, beside / place.name)
            _log_everybody_out(draft)
            _owned_as(draft, place)
            with alone_with(str(place)), _nobody_writes(place):
                return _swap(draft, place)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise store_error(*_FAILED, error) from None


def place_of(folder: Path, url: str | None) -> Path | None:
    """The SQLite file that is the database; None where it is another kind."""
    if not url:
        return folder / FILE_NAME
    address = sa.make_url(url)
    return Path(address.database).resolve() if address.get_backend_name() == "sqlite" and address.database else None


def _held_by(backup: Path) -> Checked:
    """What a backup holds. Raises StoreError where it is none, is not whole, or is of a later version."""
    if not backup.is_file():
        raise StoreError(f"there is no file {backup}; check the name", f"没有 {backup} 这个文件，请检查文件名")
    try:
        with reading(backup) as connection:
            connection.execute(sa.select(ASSESSMENTS.c.id).limit(1)).first()
            must_be_known(revision_of(connection))
            found = check_in(connection)
            page = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        if not any(fault.startswith("file: ") for fault in found.faults) and not backup.stat().st_size % page:
            return found  # of a page cut short SQLite takes the rest for zeros and says nothing
    except (SQLAlchemyError, sqlite3.Error) as error:
        if cause_of(error)[0] != "SQLITE_CORRUPT":
            raise StoreError(
                f"{backup} is not a backup of ECQ; choose a file written by ecq backup",
                f"{backup} 不是 ECQ 的备份，请选 ecq backup 写的文件",
            ) from None
    raise StoreError(f"{backup} is damaged itself; choose another backup", f"{backup} 本身坏了，请换一份备份")


def _present(place: Path) -> Checked | None:
    if not place.exists():
        return None
    try:
        with reading(place) as connection:
            return check_in(connection)
    except (SQLAlchemyError, sqlite3.Error) as error:
        return Checked(0, (f"file: {cause_of(error)[1]}",))


def _in_database(url: str) -> Checked:
    with closing(DatabaseStore(url)) as store, store.engine.connect() as connection:
        return check_in(connection)


def _copied(backup: Path, draft: Path) -> Path:
    """A copy that stands alone, though its original may have been copied by hand together with what belongs to it."""
    for end in ("", "-wal"):
        source = backup.with_name(backup.name + end)
        if source.exists():
            shutil.copyfile(source, draft.with_name(draft.name + end))
    draft.chmod(0o600)
    with closing(sqlite3.connect(draft)) as alone:
        alone.execute("PRAGMA journal_mode=DELETE")
    return draft


def _log_everybody_out(draft: Path) -> None:
    """A log-in that has ended since the backup must not hold again; a backup of an earlier version knows of none."""
    with closing(sqlite3.connect(draft)) as connection, connection, suppress(sqlite3.OperationalError):
        connection.execute("DELETE FROM sessions")


def _owned_as(draft: Path, place: Path) -> None:
    """Have a draft belong to whom the database belongs: an administrator restores for the service."""
    if place.exists() and os.name == "posix" and os.geteuid() == 0:
        owner = place.stat()
        os.chown(draft, owner.st_uid, owner.st_gid)


@contextmanager
def _nobody_writes(place: Path) -> Iterator[None]:
    """Hold the lock for writing, where the system can rename what is open and the file can still be locked."""
    if os.name != "posix" or not place.exists():
        yield
        return
    with closing(sqlite3.connect(place, timeout=BUSY_TIMEOUT / 1000, isolation_level=None)) as held:
        try:
            with suppress(sqlite3.OperationalError):
                held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            held.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname == "SQLITE_BUSY":
                raise
        yield


def _swap(draft: Path, place: Path) -> Path | None:
    """Give the database another name, with what belongs to it, and its place to the draft: at no time is there none."""
    if not place.exists():
        put_in_place(draft, place)
        return None
    before = free_name(place, "replaced")
    moved = [(before, place)]
    try:
        before.hardlink_to(place)
    except OSError:  # not every file system can do that
        place.rename(before)
    try:
        for end in BESIDE:
            belonging = place.with_name(place.name + end)
            if belonging.exists() and (belonging.stat().st_size == 0 or end == "-shm"):
                belonging.unlink()  # SQLite makes it anew
            elif belonging.exists():
                moved.append((belonging.rename(before.with_name(before.name + end)), belonging))
        put_in_place(draft, place)
    except OSError:
        for there, back in reversed(moved):
            if back.exists():
                there.unlink()
            else:
                there.rename(back)
        raise
    return before


def _copy_into(url: str, backup: Path) -> None:
    with TemporaryDirectory() as folder, closing(DatabaseStore(url)) as store:
        # a copy, since a backup of an earlier version is brought up to date before it is read
        copied = _copied(backup, Path(folder) / FILE_NAME)
        with (
            closing(DatabaseStore(sa.URL.create("sqlite", database=str(copied)))) as source,
            source.engine.connect() as read_from,
            store.transaction() as target,
            patient(target),
        ):
            if target.scalar(sa.select(ASSESSMENTS.c.id).limit(1)) is not None:
                raise StoreError(
                    "the database of ECQ_DATABASE_URL holds self-checks already; restore into an empty one",
                    "ECQ_DATABASE_URL 指向的数据库里已经有自评，请恢复到空的数据库里",
                )
            copy_rows(read_from, target)
            target.execute(SESSIONS.delete())
