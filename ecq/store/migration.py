"""Creates the tables and brings those of an earlier version up to date, with Alembic; a file is backed up before.

A database of a later version is refused: nothing is written to what this version does not know.
"""

from __future__ import annotations

import filecmp
import logging
from pathlib import Path

import sqlalchemy as sa

from ecq.base.errors import StoreError
from ecq.store.engine import patient, straight, writing
from ecq.store.places import alone_with, draft_folder, free_name, put_in_place

_log = logging.getLogger("ecq.store")

NEWEST = "0006"
"""The revision of this version's tables."""

_LOCK = 0x454351
"""The number under which PostgreSQL lets one process migrate at a time: "ECQ"."""

_NO_MIGRATION = sa.select(sa.func.pg_advisory_xact_lock_shared(_LOCK))
"""Waits for a migration that is under way, and keeps another from beginning until the transaction ends."""

_REVISION = sa.text("SELECT version_num FROM alembic_version")
_SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: sa.Engine) -> None:
    """Create or migrate what is not as this version has it; of several processes one does, and the others wait for it.

    Raises StoreError for a database of a later version.
    """
    with alone_with(engine.url.database if engine.dialect.name == "sqlite" else None):
        with engine.connect() as connection:
            if not _to_do(connection):
                return
        with writing(engine) as connection, patient(connection):
            _wait_for_others(connection)
            if _to_do(connection):
                if sa.inspect(connection).has_table("assessments"):
                    _back_up(engine)  # over another connection, while this one keeps all others from writing
                from alembic import command
                from alembic.config import Config

                config = Config()
                config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
                config.attributes["connection"] = connection
                command.upgrade(config, NEWEST)


def _to_do(connection: sa.Connection) -> bool:
    revision = revision_of(connection)
    must_be_known(revision)
    return revision != NEWEST


def _wait_for_others(connection: sa.Connection) -> None:
    """With PostgreSQL one process migrates at a time; with SQLite the transaction has begun with the lock."""
    if connection.dialect.name != "postgresql":
        return
    if not connection.scalar(sa.select(sa.func.pg_try_advisory_xact_lock(_LOCK))):
        _log.warning("another ECQ brings the database up to date; waiting for it")
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def must_be_known(revision: str | None) -> None:
    """Raise StoreError for the revision of a later version."""
    if revision is not None and revision not in known_revisions():
        raise StoreError(
            f"the database was written by a later version of ECQ (revision {revision}); use that version or restore a backup",
            f"数据库是更新版本的 ECQ 写的（修订 {revision}），请用那个版本，或恢复备份",
        )


def must_be_of_this_version(connection: sa.Connection) -> None:
    """Raise StoreError where another version has changed the tables since; until a transaction ends, none can."""
    if connection.dialect.name == "postgresql":
        connection.execute(_NO_MIGRATION)
    found = straight(connection, _REVISION)
    revision = found and found.version_num
    if revision != NEWEST:
        raise StoreError(
            f"another version of ECQ has changed the tables (revision {revision}, this one knows {NEWEST}), "
            "so this one writes nothing any more; stop it and run that version",
            f"另一个版本的 ECQ 改过数据库的表（修订 {revision}，这个版本用 {NEWEST}），所以不再写入；请停掉这个，运行那个版本",
        )


def revision_of(connection: sa.Connection) -> str | None:
    """The revision a database is marked with; None for an empty one, and for those of ECQ 0.1.0."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    marked: str | None = connection.scalar(_REVISION)
    return marked


def known_revisions() -> set[str]:
    """The revisions that this version can bring up to date."""
    return {path.stem.partition("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*.py")}


def _back_up(engine: sa.Engine) -> None:
    """A copy of an SQLite file beside it, before anything in it changes. Other databases have their own means.

    A copy of before stays, unless it is the same: that of an attempt that did not end.
    """
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        return
    copy = Path(f"{file}.before-{NEWEST}")
    with draft_folder(copy) as folder:
        draft = folder / copy.name
        draft.touch(0o600)
        with engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
        if not copy.exists():
            put_in_place(draft, copy)
        elif not filecmp.cmp(draft, copy, shallow=False):
            put_in_place(draft, free_name(copy, "again"))
