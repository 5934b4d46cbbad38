"""Answers saved a second in SQLite and in PostgreSQL, against bare commits of as many bytes; and how long an answer takes while a backup is written.

Both databases wait for the disk at each answer, as in use. Every answer is of a self-check with all questions answered.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg
import sqlalchemy as sa

from ecq.assessment.changes import annotate
from ecq.assessment.file import compact
from ecq.assessment.model import Assessment
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.loading import load_rubric
from ecq.store.database import DatabaseStore
from tests.serving import ROOT
from tests.store.postgresql import cluster

WRITERS = 8
"""How many write at once."""


class Long(NamedTuple):
    """How often and how many seconds each is measured, and how many self-checks a backup has to copy."""

    rounds: int = 3
    seconds: float = 1.5
    stored: int = 1000


Save = Callable[[int], None]


def saving(folder: Path, full: Assessment, long: Long) -> None:
    """Print both databases, one after the other; PostgreSQL only where it is installed."""
    _database("SQLite", folder / "home", None, full, _bare_sqlite(folder / "bare.sqlite3", full), long)
    with cluster(durable=True) as running:
        if running is None:
            print("PostgreSQL is not installed")
            return
        url = running.new()
        _database("PostgreSQL", folder / "home", url, full, _bare_postgresql(running.new(), full), long)


def _database(
    name: str, home: Path, url: str | None, full: Assessment, bare: AbstractContextManager[Save], long: Long
) -> None:
    with bare as commit, closing(DatabaseStore(url) if url else DatabaseStore.in_folder(home)) as store:
        ids = [store.add(full).id for _ in range(max(long.stored, WRITERS))]
        number = count()
        questions = list(load_rubric("gbt31526-2025").questions)

        def answer(place: int) -> None:
            turn = next(number)
            question = questions[turn % 20]

            def how(assessment: Assessment) -> Assessment:
                changed = annotate(assessment, question, f"note {turn}", "2026-01-01T00:00:00+00:00")
                assert not isinstance(changed, Invalid)
                return changed

            assert store.change(ids[place], how) is not None

        rates: dict[str, list[float]] = {"bare": [], "one": [], "several": []}
        for _ in range(long.rounds):  # in turn, so that a slow moment of the machine hits all alike
            rates["bare"].append(_rate(commit, 1, long.seconds))
            rates["one"].append(_rate(answer, 1, long.seconds))
            rates["several"].append(_rate(answer, WRITERS, long.seconds))
        bare_one, one, several = (statistics.median(values) for values in rates.values())
        print(
            f"{name}: {one:.0f} answers saved a second by one writer, {several:.0f} by {WRITERS}, {bare_one:.0f} bare commits"
        )
        print(f"RATIO {name} answers / bare commits          {one / bare_one:.2f}")
        quiet = _latencies(answer, lambda taken: sum(taken) > 2 * long.seconds)
        with _backup(home, url, home.parent / f"{name}.backup", long.stored) as ended:
            during = _latencies(answer, lambda _: ended())
        for when, taken in (("quiet", quiet), ("while a backup is written", during)):
            middle, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            print(
                f"{name}, an answer {when}: median {middle * 1000:.1f} ms, 95 % {late * 1000:.1f} ms, of {len(taken)}"
            )
        print(f"RATIO {name} answer during backup / quiet  {statistics.median(during) / statistics.median(quiet):.2f}")


def _rate(save: Save, writers: int, seconds: float) -> float:
    """So many a second, by writers at once, each with a self-check of its own."""
    end = time.perf_counter() + seconds

    def write(place: int) -> int:
        done = 0
        while time.perf_counter() < end:
            save(place)
            done += 1
        return done

    with ThreadPoolExecutor(writers) as pool:
        return sum(pool.map(write, range(writers))) / seconds


def _latencies(save: Save, enough: Callable[[list[float]], bool]) -> list[float]:
    """Seconds of each, one after the other."""
    taken: list[float] = []
    while len(taken) < 5 or not enough(taken):
        begun = time.perf_counter()
        save(0)
        taken.append(time.perf_counter() - begun)
    return taken


@contextmanager
def _backup(home: Path, url: str | None, to: Path, stored: int) -> Iterator[Callable[[], bool]]:
    """`ecq backup` in a process of its own, as it is run beside the app; yields whether it has ended."""
    environment = {**os.environ, "ECQ_HOME": str(home), "PYTHONPATH": str(ROOT)} | (
        {"ECQ_DATABASE_URL": url} if url else {}
    )
    command = [sys.executable, "-m", "ecq.cli", "backup", "-o", str(to)]
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        yield lambda: process.poll() is not None
        if process.wait():
            raise RuntimeError("the backup failed")
    print(f"a backup of {stored} self-checks: {time.perf_counter() - begun:.1f} s, {to.stat().st_size / 1e6:.0f} MB")


@contextmanager
def _bare_sqlite(file: Path, full: Assessment) -> Iterator[Save]:
    """The same bytes written and committed through sqlite3 alone."""
    body, number = compact(full).decode(), count()
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("INSERT INTO bare VALUES (1, ?)", (body,))

        def commit(_: int) -> None:
            connection.execute(
                "UPDATE bare SET body = ? WHERE id = 1", (f"{body}{next(number)}",)
            )  # the same would not be written

        yield commit


@contextmanager
def _bare_postgresql(url: str, full: Assessment) -> Iterator[Save]:
    """The same bytes written and committed through psycopg alone."""
    body, number, address = compact(full).decode(), count(), sa.make_url(url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("CREATE TABLE bare (id integer PRIMARY KEY, body text)")
        connection.execute("INSERT INTO bare VALUES (1, %s)", (body,))

        def commit(_: int) -> None:
            connection.execute("UPDATE bare SET body = %s WHERE id = 1", (f"{body}{next(number)}",))

        yield commit
