"""Reading everything in a database, to say what cannot be read; backups, checked before they are in their place, put back.

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
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.base.errors import DamagedError, StoreError
from ecq.store.database import FILE_NAME, DatabaseStore, alone, entry_of
from ecq.store.engine import BUSY_TIMEOUT, file_of, patient, reading
from ecq.store.failures import as_text, assessment_of, cause_of, must_be_times, parsed, self_check, store_error
from ecq.store.files import FolderFiles, copy_files, files_at, files_of, missing_files
from ecq.store.migration import NEWEST, must_be_known, revision_of
from ecq.store.places import BESIDE, alone_with, draft_folder, free_name, put_in_place
from ecq.store.tables import ASSESSMENTS, INVITATIONS, JOURNAL, LISTINGS, METADATA, SESSIONS, SNAPSHOTS, SUMMARIES

_BODIES = {ASSESSMENTS: "body", SNAPSHOTS: "body", INVITATIONS: "answers"}
"""Where assessments stand."""

_TIMES = ("at", "saved_at", "created_at", "archived_at", "binned_at")
_TYPED = ("email", "group_name")
"""The columns of keys that hold what somebody typed."""


STRUCTURE_MOST = 3
"""How many faults of the file itself are told: one alone may bring hundreds with it."""


@dataclass(frozen=True)
class Checked:
    """What a database holds, and what of it cannot be read: table and id, never contents.

    `changed_at` is when an assessment was changed last; "" where there is none.
    """

    assessments: int
    faults: tuple[str, ...]
    changed_at: str = ""

    @property
    def readable(self) -> int:
        """How many assessments can be read."""
        return self.assessments - sum(fault.startswith(f"{ASSESSMENTS.name}: ") for fault in self.faults)


def check(store: DatabaseStore) -> Checked:
    """Read everything; of an SQLite file also its structure. What is found damaged is said so in lists from now on."""
    with store.engine.connect() as connection, patient(connection):
        found = check_in(connection)
    for fault in found.faults:
        table, _, which = fault.partition(": ")
        if table == ASSESSMENTS.name:
            store.forget_summary(which)
    return found


def check_in(connection: sa.Connection) -> Checked:
    """The same over a connection. A table that cannot be read to its end keeps no other from being read."""
    faults, count, changed_at = list(structure(connection)), 0, ""
    try:
        for table, query in _tables(connection):
            for row in _rows(connection, table, query, faults):
                if not _readable(table, row):
                    keys = (one.name for one in table.primary_key if one.name not in _TYPED)
                    faults.append(f"{table.name}: {' '.join(as_text(str(row[key]))[:64] for key in keys)}")
                if table is ASSESSMENTS:
                    count, changed_at = count + 1, max(changed_at, as_text(str(row["saved_at"] or "")))
    except SQLAlchemyError as error:
        faults.append(f"file: {cause_of(error)[1]}")
    return Checked(count, tuple(dict.fromkeys(faults)), changed_at)


def _tables(connection: sa.Connection) -> Iterator[tuple[sa.Table, sa.Select[Any]]]:
    """Each table and how all of it is read. An earlier version may lack tables and columns."""
    older, there = revision_of(connection) != NEWEST, sa.inspect(connection)
    for table in METADATA.sorted_tables:
        if not older:
            yield table, sa.select(table)
        elif there.has_table(table.name):
            names = {one["name"] for one in there.get_columns(table.name)}
            yield table, sa.select(*(one if one.name in names else sa.null().label(one.name) for one in table.c))


def _rows(
    connection: sa.Connection, table: sa.Table, query: sa.Select[Any], faults: list[str]
) -> Iterator[sa.RowMapping]:
    """The rows of a table that can be read; of assessments all, with None for what is in a damaged page."""
    read = set()
    try:
        for row in connection.execute(query).mappings():
            read.add(row.get("id"))
            yield row
    except SQLAlchemyError as error:
        if table is not ASSESSMENTS:
            faults.append(f"{table.name}: {cause_of(error)[1]}")
            return
        for assessment_id in connection.scalars(sa.select(table.c.id)).all():
            if assessment_id not in read:
                yield from (row._mapping for row in alone(connection, query.where(table.c.id == assessment_id)))


def structure(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with an SQLite file itself."""
    if connection.dialect.name != "sqlite":
        return
    try:
        rows = connection.exec_driver_sql(f"PRAGMA integrity_check({STRUCTURE_MOST})")
        lines = [line for row in rows for line in as_text(str(row[0])).splitlines() if not line.startswith("***")]
    except SQLAlchemyError as error:
        lines = [cause_of(error)[1]]
    yield from (f"file: {line}" for line in lines if line != "ok")


def _readable(table: sa.Table, row: sa.RowMapping) -> bool:
    if table is SUMMARIES:  # worked out again where it cannot be read
        return True
    try:
        for value in row.values():
            if isinstance(value, str):
                value.encode("utf-8")
        must_be_times(*(row[name] for name in _TIMES if name in row))
        if table in _BODIES:
            assessment_of(row[_BODIES[table]], self_check(""))
        elif table is JOURNAL:
            entry_of(row)
        elif table is LISTINGS:
            parsed(row["tags"])
    except (DamagedError, TypeError, ValueError):
        return False
    return True


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
            try:
                connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
            except SQLAlchemyError:
                if any(structure(connection)):  # of a page that leads nowhere SQLite says that the disk is full
                    raise sqlite3.DatabaseError("database disk image is malformed") from None
                raise
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
    place, held = place_of(folder, url), _held_by(backup)
    if place:
        return Preview(held, _present(place))
    with closing(DatabaseStore(url or "")) as store, store.engine.connect() as connection:
        return Preview(held, check_in(connection))


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
            # A log-in that has ended since the backup must not hold again; a backup of an earlier version knows of none.
            with closing(sqlite3.connect(draft)) as connection, connection, suppress(sqlite3.OperationalError):
                connection.execute("DELETE FROM sessions")
            # It belongs to whom the database belongs: an administrator restores for the service.
            if place.exists() and os.name == "posix" and os.geteuid() == 0:
                owner = place.stat()
                os.chown(draft, owner.st_uid, owner.st_gid)
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
