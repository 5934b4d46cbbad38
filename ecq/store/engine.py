"""Connections to the database: an SQLite file made safe and patient, or PostgreSQL."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ecq.errors import StoreError, not_installed
from ecq.store.damage import NOT_TEXT
from ecq.store.pool import KEPT, MORE, WatchedPool

BUSY_TIMEOUT = 10_000
"""Milliseconds that a connection to an SQLite file waits for another that writes."""

WRITES = {"ecq_writes": True}
"""What a connection is given that is to write: in SQLite it takes the lock at once."""


def engine_of(url: str | sa.URL) -> sa.Engine:
    """An engine for the address; whoever writes says so with WRITES. With PostgreSQL a connection is asked first whether it still is one, since servers restart."""
    address = sa.make_url(url)
    pool: dict[str, Any] = {"poolclass": WatchedPool, "pool_size": KEPT, "max_overflow": MORE}
    if address.get_backend_name() != "postgresql":
        in_memory = address.database in (None, "", ":memory:")
        engine = sa.create_engine(address, hide_parameters=True, **({} if in_memory else pool))
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
            sa.event.listen(engine, "begin", _begin_immediately)
        return engine
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    try:
        return sa.create_engine(address, hide_parameters=True, pool_pre_ping=True, pool_recycle=1800, **pool)
    except ModuleNotFoundError as error:
        raise not_installed(
            f"PostgreSQL needs {error.name}", f"PostgreSQL 需要 {error.name}", "postgresql", StoreError
        ) from None


def file_of(url: sa.URL) -> tuple[int, int] | None:
    """Which file an SQLite database is, so that another one put in its place is noticed; None where there is no file."""
    try:
        found = Path(url.database or "").stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if url.get_backend_name() == "sqlite" else None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers go on while one writes; FULL makes a saved answer survive a power cut; what is deleted is overwritten."""
    connection.isolation_level = None
    connection.text_factory = partial(str, encoding="utf-8", errors=NOT_TEXT)
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: sa.Connection) -> None:
    """Take the write lock at once: a change that reads first would otherwise fail when another wrote in between.

    A connection that only reads begins nothing, so that readers never wait for a writer.
    """
    if connection.get_execution_options().get("ecq_writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
