"""Creates the tables and brings those of an earlier version up to date, with Alembic; a file is backed up before.

A database of a later version is refused: nothing is written to what this version does not know.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ecq.errors import StoreError

NEWEST = "0005"
"""The revision of this version's tables."""

_LOCK = 0x454351
"""The number under which PostgreSQL lets one process migrate at a time: "ECQ"."""

_SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(engine: sa.Engine) -> None:
    """Create or migrate what is not as this version has it. Raises StoreError for a database of a later version."""
    with engine.connect() as connection:
        revision = revision_of(connection)
        filled = sa.inspect(connection).has_table("assessments")
    if revision == NEWEST:
        return
    if revision is not None and revision not in known_revisions():
        raise StoreError(
            f"the database was written by a later version of ECQ (revision {revision}); use that version or restore a backup",
            f"数据库是更新版本的 ECQ 写的（修订 {revision}），请用那个版本，或恢复备份",
        )
    if filled:
        _back_up(engine)
    with engine.connect().execution_options(ecq_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # SQLite has one writer anyway
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if revision_of(connection) != NEWEST:  # another process may have been quicker
            _migrate(connection)


def revision_of(connection: sa.Connection) -> str | None:
    """The revision a database is marked with; None for an empty one, and for those of ECQ 0.1.0."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    marked: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return marked


def known_revisions() -> set[str]:
    """The revisions that this version can bring up to date."""
    return {path.stem.partition("_")[0] for path in (_SCRIPTS / "versions").glob("[0-9]*.py")}


def _migrate(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)


def _back_up(engine: sa.Engine) -> None:
    """A copy of an SQLite file beside it, before anything in it changes. Other databases have their own means."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        return
    copy = Path(f"{file}.before-{NEWEST}")
    copy.unlink(missing_ok=True)  # of an earlier attempt that did not end
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
