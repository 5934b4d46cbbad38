"""Connections to PostgreSQL that never wait for long: a database that is away, or keeps silent, is given up after seconds.

A network that swallows everything is noticed by the system (`tcp_user_timeout`), a server that is slow ends a statement
itself (`statement_timeout`), and one that is stopped says nothing at all, which only whoever waits can notice.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

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


def arguments(address: sa.URL) -> dict[str, Any]:
    """What a connection is made with, unless the address says otherwise."""
    return {name: value for name, value in _ARGUMENTS.items() if name not in address.query}


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
