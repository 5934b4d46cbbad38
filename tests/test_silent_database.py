"""A PostgreSQL that is there and says nothing, as one on a machine that hangs: everybody is told so within seconds."""

from __future__ import annotations

import asyncio
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from ecq.assessment.changes import begin
from ecq.base.errors import StoreError
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.store.engine import REST, patient
from ecq.store.tokens import Tokens
from tests.faults.window import Window
from tests.serving import free_port, running
from tests.store.postgresql import REQUIRED, Cluster, cluster, programs

pytestmark = pytest.mark.slow

WITHIN = 5.0
"""Seconds in which everybody has their answer."""


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Cluster]:
    if programs() is None and not REQUIRED:
        pytest.skip("PostgreSQL is not installed")
    with cluster() as one:
        assert one
        yield one


@pytest.fixture
def store(postgresql: Cluster) -> Iterator[DatabaseStore]:
    with closing(DatabaseStore(postgresql.new())) as one:
        yield one


def took(begun: float) -> float:
    return time.monotonic() - begun


def test_reading_and_writing_end_in_a_sentence_and_go_on_when_it_speaks_again(
    postgresql: Cluster, store: DatabaseStore, shipped: Rubric
) -> None:
    kept = store.add(begin(shipped))
    with postgresql.silent():
        begun = time.monotonic()
        with pytest.raises(StoreError, match="the database does not answer"):
            store.find(kept.id)
        for _ in range(3):  # a page asks several times and waits once
            with pytest.raises(StoreError, match="the database does not answer"):
                store.add(kept.assessment)
        assert took(begun) < WITHIN
    time.sleep(REST)
    assert store.find(kept.id) == kept


def test_a_statement_that_takes_too_long_is_ended_unless_everything_is_copied(store: DatabaseStore) -> None:
    begun = time.monotonic()
    with pytest.raises(StoreError, match="the database is busy"), store.transaction() as connection:
        connection.execute(sa.select(sa.func.pg_sleep(20)))
    assert took(begun) < WITHIN
    with store.engine.connect() as connection, patient(connection):
        connection.execute(sa.select(sa.func.pg_sleep(WITHIN)))


def test_an_address_that_takes_no_connection_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(StoreError, match=r"192\.0\.2\.1 does not answer"):
        DatabaseStore("postgresql://ecq@192.0.2.1/ecq")  # kept free for documents: nobody is there
    assert took(begun) < WITHIN


def test_pages_the_api_and_readiness_of_a_server_say_so_within_seconds(
    postgresql: Cluster, store: DatabaseStore, shipped: Rubric, tmp_path: Path
) -> None:
    about = store.add(begin(shipped)).id
    key = Tokens(store).add("local", "read")[1]
    port = free_port()
    program = [sys.executable, "-m", "ecq.cli", "serve", "--port", str(port)]
    url = store.engine.url.render_as_string(hide_password=False)
    with running(program, port, tmp_path, ECQ_DATABASE_URL=url) as address:
        asyncio.run(_told(address, about, key, postgresql))
    assert len(store.entries(about)) == 2, "what was pressed is saved once"


async def _told(address: str, about: str, key: str, postgresql: Cluster) -> None:
    async with Window(address, about) as window:
        await window.run()
        await window.press("unsure")
        before = window.at
        with postgresql.silent():
            asked = (
                window.press("unsure"),
                asyncio.to_thread(_refused, f"{address}/readyz"),
                asyncio.to_thread(_refused, f"{address}/api/v1/assessments/{about}", key),
            )
            pressed, ready, api = await asyncio.gather(*asked)
            assert pressed < WITHIN
            assert window.alerts[0].endswith(r"the database does not answer\."), window.alerts
            assert ready[0] == api[0] == 503
            assert max(ready[1], api[1]) < WITHIN
            assert b"the database does not answer" in ready[2]
            async with Window(address, about) as new:
                assert await new.run() < WITHIN
                assert new.alerts[0].endswith(r"the database does not answer\.")
        await asyncio.sleep(REST)
        await window.again("try-again")
        assert window.alerts == []
        assert window.at == before, "the page is where it was"
        with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answered:
            assert answered.status == 200


def _refused(address: str, key: str = "") -> tuple[int, float, bytes]:
    """Status, seconds and body of what is refused."""
    begun = time.monotonic()
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {key}"} if key else {})
    with ExitStack() as ends:
        try:
            answered = ends.enter_context(urllib.request.urlopen(request, timeout=30))
        except urllib.error.HTTPError as error:
            answered = ends.enter_context(error)
        return answered.status, took(begun), answered.read()
