"""Assessments in a database through SQLAlchemy: an SQLite file by default. Knows tables; must not know questions or scores."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment import Assessment, read
from ecq.errors import StoreError
from ecq.store.protocol import Kept

REMEMBERED = 128
"""How many assessments one process keeps parsed; they are immutable, and only used while their revision is the newest."""

_metadata = sa.MetaData()
_assessments = sa.Table(
    "assessments",
    _metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("created_at", sa.String(40), nullable=False),
    sa.Column("saved_at", sa.String(40), nullable=False),
)


class DatabaseStore:
    """A store over any SQLAlchemy URL. Safe to share between threads."""

    def __init__(self, url: str | sa.URL, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the database and create what is missing. Raises StoreError."""
        self._clock = clock
        self._read_before: OrderedDict[str, Kept] = OrderedDict()
        try:
            self._engine = sa.create_engine(url)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _prepare_sqlite)
                sa.event.listen(self._engine, "begin", _begin_immediately)
            _metadata.create_all(self._engine)
        except SQLAlchemyError as error:
            raise StoreError(f"the database cannot be opened: {_short(error)}") from None

    @classmethod
    def in_folder(cls, folder: Path) -> DatabaseStore:
        """The SQLite file `ecq.sqlite3` in a folder that only its owner can read; the folder is made where it is missing."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the data folder {folder} cannot be made ({error.strerror}); set ECQ_HOME to another"
            ) from None
        return cls(sa.URL.create("sqlite", database=str(folder / "ecq.sqlite3")))

    def add(self, assessment: Assessment) -> Kept:
        """Keep a new assessment under a new id of 128 random bits."""
        kept = Kept(secrets.token_urlsafe(16), assessment, 1, self._now())
        with self._transaction() as connection:
            connection.execute(
                _assessments.insert().values(
                    id=kept.id, body=_body(assessment), revision=1, created_at=kept.saved_at, saved_at=kept.saved_at
                )
            )
        return kept

    def find(self, assessment_id: str) -> Kept | None:
        """The assessment of that id, or None."""
        try:
            with self._engine.connect() as connection:
                return self._read(connection, assessment_id)
        except SQLAlchemyError as error:
            raise StoreError(f"the answers could not be read: {_short(error)}") from None

    def change(self, assessment_id: str, how: Callable[[Assessment], Assessment]) -> Kept | None:
        """Apply a change to the newest state inside one transaction."""
        with self._transaction() as connection:
            before = self._read(connection, assessment_id, lock=True)
            if before is None:
                return None
            after = how(before.assessment)
            if after is before.assessment:
                return before
            kept = Kept(assessment_id, after, before.revision + 1, self._now())
            connection.execute(
                _assessments.update()
                .where(_assessments.c.id == assessment_id)
                .values(body=_body(after), revision=kept.revision, saved_at=kept.saved_at)
            )
        self._remember(kept)
        return kept

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def _read(self, connection: sa.Connection, assessment_id: str, lock: bool = False) -> Kept | None:
        """The newest state. What was read or written before is parsed again only if its revision has changed since."""
        known = self._read_before.get(assessment_id)
        columns = [_assessments.c.revision] if known else [_assessments]
        query = sa.select(*columns).where(_assessments.c.id == assessment_id)
        row = connection.execute(query.with_for_update() if lock else query).mappings().first()
        if row is None:
            return None
        if known:
            if row["revision"] == known.revision:
                return known
            row = connection.execute(sa.select(_assessments).where(_assessments.c.id == assessment_id)).mappings().one()
        kept = Kept(row["id"], read(row["body"], "the stored assessment"), row["revision"], row["saved_at"])
        self._remember(kept)
        return kept

    def _remember(self, kept: Kept) -> None:
        self._read_before[kept.id] = kept
        self._read_before.move_to_end(kept.id)
        while len(self._read_before) > REMEMBERED:
            self._read_before.popitem(last=False)

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect().execution_options(**_WRITES) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"the answers could not be saved: {_short(error)}") from None

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _body(assessment: Assessment) -> str:
    return assessment.model_dump_json()


def _short(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None)
    return str(cause or error).splitlines()[0]


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers go on while one writes; FULL makes a saved answer survive a power cut."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


_WRITES = {"ecq_writes": True}


def _begin_immediately(connection: sa.Connection) -> None:
    """Take the write lock at once: a change that reads first would otherwise fail when another wrote in between.

    A connection that only reads begins nothing, so that readers never wait for a writer.
    """
    if connection.get_execution_options().get("ecq_writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
