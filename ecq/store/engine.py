"""Connections to the database: an SQLite file made safe and patient, or PostgreSQL that is never waited for long.

Of PostgreSQL, a network that swallows everything is noticed by the system (`tcp_user_timeout`), a server that is slow
ends a statement itself (`statement_timeout`), and one that is stopped says nothing at all, which only whoever waits
can notice.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from shutil import disk_usage
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from ecq.base.errors import StoreError, not_installed
from ecq.store.failures import NOT_TEXT

if TYPE_CHECKING:
    import psycopg


SILENCE, CONNECTING, STATEMENT, POOL = 3.5, 3, 3.0, 3.0
"""Seconds that a server may say nothing, that connecting may take, a statement, and a turn for a connection."""

REST = 2.0
"""Seconds after which a database that was given up is asked again: a page asks several times, and waits only once."""

COPYING = 600.0
"""Seconds that a server may say nothing where everything is copied or tables are changed."""

_ARGUMENTS = {
    "connect_timeout": CONNECTING,
    "tcp_user_timeout": int(SILENCE * 1000),
    "keepalives_idle": 10,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}


def give_up_in_time(engine: sa.Engine) -> None:
    """Have the connections of an engine wait no longer than that."""
    import psycopg

    rests_until = 0.0

    def rest() -> None:
        nonlocal rests_until
        rests_until = time.monotonic() + REST

    def connect(_dialect: Any, _record: Any, given: list[Any], named: dict[str, Any]) -> psycopg.Connection[Any]:
        begun = time.monotonic()
        if begun < rests_until:
            raise psycopg.OperationalError("no connection: the database kept silent just now")
        try:
            made = impatient(rest).connect(*given, **named)
        except psycopg.OperationalError:
            if time.monotonic() - begun > 1:  # one that refuses at once costs nobody any time
                rest()
            raise
        with made.transaction():
            made.execute(f"SET statement_timeout = {int(STATEMENT * 1000)}")
        return made

    sa.event.listen(engine, "do_connect", connect)


def impatient(silent: Callable[[], None]) -> type[psycopg.Connection[Any]]:
    """The driver's connection, which is closed and raises OperationalError when the server says nothing for too long.

    `silent` is called then.
    """
    import psycopg

    class Impatient(psycopg.Connection[Any]):
        silence = SILENCE

        def wait(self, gen: Any, *args: Any, **named: Any) -> Any:
            return super().wait(self._heard(gen), *args, **named)

        def _heard(self, asked: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
            """Pass on what the server says. The driver asks again every 0.1 s also where there is nothing."""
            heard = time.monotonic()
            try:
                wanted = next(asked)
                while True:
                    ready = yield wanted
                    if ready:
                        heard = time.monotonic()
                    elif time.monotonic() - heard > self.silence:
                        silent()
                        self.pgconn.finish()
                        raise psycopg.OperationalError("the connection was given up: the database keeps silent")
                    wanted = asked.send(ready)
            except StopIteration as end:
                return end.value

    return Impatient


@contextmanager
def patient(connection: sa.Connection) -> Iterator[None]:
    """Let statements of this transaction take as long as copying everything takes."""
    if connection.dialect.name != "postgresql":
        yield
        return
    raw: Any = connection.connection.driver_connection
    raw.silence = COPYING
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    try:
        yield
    finally:
        raw.silence = SILENCE


KEPT, MORE = 5, 10
"""Connections that stay open, and those that may be opened beside them where all are in use."""


@dataclass
class Waits:
    """How often all connections were in use and somebody waited, and how long, since the start."""

    count: int = 0
    seconds: float = 0.0


waits = Waits()


class WatchedPool(QueuePool):
    """SQLAlchemy's own pool; who has to wait is counted."""

    def connect(self) -> PoolProxiedConnection:
        """A connection, at once or when one is given back."""
        if self.checkedout() < KEPT + MORE:
            return super().connect()
        begun = time.monotonic()
        try:
            return super().connect()
        finally:
            waits.count += 1
            waits.seconds += time.monotonic() - begun


BUSY_TIMEOUT = 10_000
"""Milliseconds that a connection to an SQLite file waits for another that writes."""

AS_IT_STANDS = partial(str, encoding="utf-8", errors=NOT_TEXT)
"""How stored text is read: bytes that are no text raise nothing, and are told from all others later."""

_AT_ONCE = "BEGIN IMMEDIATE"
_BEGIN = sa.text(_AT_ONCE)

AUTOCHECKPOINT = 1000
"""Pages after which SQLite begins its write-ahead log anew, over what is there."""


def engine_of(url: str | sa.URL) -> sa.Engine:
    """An engine for the address; whoever writes does it within `writing`. With PostgreSQL a connection is asked first whether it still is one, since servers restart."""
    address = sa.make_url(url)
    pool: dict[str, Any] = {"poolclass": WatchedPool, "pool_size": KEPT, "max_overflow": MORE}
    if address.get_backend_name() != "postgresql":
        in_memory = address.database in (None, "", ":memory:")
        engine = sa.create_engine(address, hide_parameters=True, **({} if in_memory else pool))
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    try:
        engine = sa.create_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_recycle=1800,
            pool_timeout=POOL,
            connect_args={name: value for name, value in _ARGUMENTS.items() if name not in address.query},
            **pool,
        )
        give_up_in_time(engine)
    except ModuleNotFoundError as error:
        raise not_installed(
            f"PostgreSQL needs {error.name}", f"PostgreSQL 需要 {error.name}", "postgresql", StoreError
        ) from None
    return engine


File = tuple[int, int] | None
"""Which file it is, whatever it is called; None where there is none."""


def file_of(url: sa.URL, end: str = "") -> File:
    """Which file an SQLite database is, or what belongs to it by the end of the name: another one in its place is noticed."""
    if url.get_backend_name() != "sqlite":
        return None
    try:
        found = os.stat((url.database or "") + end)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_no_file(engine: sa.Engine) -> None:
    """Have later connections open an SQLite file that is there and make none where it is gone."""
    if file_of(engine.url) is not None:
        sa.event.listen(engine, "do_connect", _only_what_is_there)


def _only_what_is_there(_dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]) -> None:
    arguments[0] = f"{Path(arguments[0]).absolute().as_uri()}?mode=rw"
    named["uri"] = True


def holds_assessments(url: sa.URL) -> bool:
    """Whether an SQLite file is one of ECQ's; nothing is written to it."""
    try:
        with reading(Path(url.database or "")) as connection:
            return sa.inspect(connection).has_table("assessments")
    except (sa.exc.SQLAlchemyError, sqlite3.Error):
        return False


@contextmanager
def reading(file: Path) -> Iterator[sa.Connection]:
    """An SQLite file that is only read, damaged or not. Beside one that nobody writes to nothing is left."""
    alone = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro{alone}", uri=True, isolation_level=None)
        connection.text_factory = AS_IT_STANDS
        return connection

    engine = sa.create_engine("sqlite://", creator=opened, poolclass=sa.NullPool, hide_parameters=True)
    with engine.connect() as connection:
        yield connection


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers go on while one writes; FULL makes a saved answer survive a power cut; what is deleted is overwritten."""
    connection.isolation_level = None
    connection.text_factory = AS_IT_STANDS
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_TIMEOUT}", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def lengthen_log(engine: sa.Engine) -> None:
    """Give the write-ahead log of an SQLite file its full length at once, by a large change that is taken back.

    Writing over what is there takes a disk a fraction of the time that making a file longer takes. Where there is not room
    for twice as much the log stays as short as it was: the server's own log and files may have to be kept there too.
    """
    if file_of(engine.url) is None:
        return
    with suppress(sa.exc.SQLAlchemyError), engine.connect() as connection:
        size = AUTOCHECKPOINT * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        if disk_usage(Path(engine.url.database or "").absolute().parent).free < 2 * size:
            return
        connection.exec_driver_sql(_AT_ONCE)
        kept = connection.exec_driver_sql("PRAGMA cache_size").scalar()
        try:
            # Pages beyond this many are written to the log before the change has ended.
            connection.exec_driver_sql("PRAGMA cache_size=8")
            connection.exec_driver_sql("CREATE TABLE long (log BLOB)")
            connection.execute(sa.text("INSERT INTO long VALUES (zeroblob(:size))"), {"size": size})
        finally:
            connection.rollback()
            connection.exec_driver_sql(f"PRAGMA cache_size={kept}")


def straight(connection: sa.Connection, statement: Any, values: Mapping[str, Any] | None = None) -> Any:
    """Execute a statement that was made once, and return the first row it gives, if any, its columns as attributes.

    SQLite's driver is asked itself: what SQLAlchemy does around a statement takes longer than SQLite, and of plain text and
    numbers, as they stand in the tables, it makes nothing else. For statements at each answer, which take long text as its
    bytes where they cast it.
    """
    if connection.dialect.name != "sqlite":
        plain = {name: one.decode() if isinstance(one, bytes) else one for name, one in (values or {}).items()}
        given = connection.execute(statement, plain)
        return given.first() if given.returns_rows else None
    text, names = _in_sqlite(statement)
    driver: Any = connection.connection.driver_connection
    try:
        found = driver.execute(text, [(values or {})[name] for name in names])
        row = found.fetchone()
    except sqlite3.Error as error:
        raise sa.exc.DBAPIError.instance(text, None, error, sqlite3.Error) from error
    return row and SimpleNamespace(**{about[0]: value for about, value in zip(found.description, row, strict=True)})


@lru_cache(maxsize=64)
def _in_sqlite(statement: Any) -> tuple[str, Sequence[str]]:
    compiled = statement.compile(dialect=sqlite.dialect())
    return str(compiled), compiled.positiontup or ()


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that takes SQLite's write lock at once: a change that reads first would otherwise fail when another wrote in between.

    A connection that only reads begins nothing, so that readers never wait for a writer.
    """
    # Said here and not by an event of the engine, with which SQLAlchemy asks for events at each statement.
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            straight(connection, _BEGIN)
        yield connection
