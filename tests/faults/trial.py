"""Servers killed at random moments while people answer, and what must hold after each."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from ecq.rubric.loading import load_rubric
from ecq.store.backup import check
from ecq.store.database import DatabaseStore
from ecq.store.tables import ASSESSMENTS, JOURNAL
from tests.faults.people import Person, lost
from tests.faults.server import Server
from tests.nginx import proxy
from tests.serving import answers
from tests.store.postgresql import cluster

COMES_BACK = 120.0
"""Seconds after which somebody must have been served again, on a machine however busy."""

WHILE_IT_STARTS = 0.2
"""The share of kills that hit a server before anybody was served."""


@dataclass
class Found:
    """What a trial has come to."""

    kills: dict[str, int] = field(default_factory=lambda: {"SIGKILL": 0, "SIGTERM": 0})
    while_starting: int = 0
    unwilling: int = 0
    """Servers that did not end by themselves after SIGTERM."""
    acknowledged: int = 0
    broken: int = 0
    saved_unacknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Of the database: gaps in the journal, and what `ecq store check` says."""
    troubles: list[str] = field(default_factory=list)
    """Errors that pages showed."""

    @property
    def clean(self) -> bool:
        return not (self.lost or self.faults or self.troubles)

    def __str__(self) -> str:
        kills = " + ".join(f"{count} {name}" for name, count in self.kills.items())
        return (
            f"{sum(self.kills.values())} kills ({kills}; {self.while_starting} before anybody was served, "
            f"{self.unwilling} that SIGTERM did not end), {self.acknowledged} answers acknowledged, {len(self.lost)} lost, "
            f"{self.saved_unacknowledged} saved but not acknowledged, {self.broken} connections broken, "
            f"{len(self.faults)} faults of the database, {len(self.troubles)} errors on pages"
        )


@contextmanager
def somewhere(database: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of that kind, which waits for the disk at each answer as in use."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'ecq.sqlite3'}"
        return
    with cluster(durable=True) as running:
        if running is None:
            raise RuntimeError("PostgreSQL is not installed")
        yield running.new()


def trial(
    folder: Path, database: str, replicas: int, kills: int, people: int, seed: int, minutes: float = 60.0
) -> Found:
    """Kill and start until there were so many kills, or so many minutes went by."""
    with ExitStack() as ends:
        url = ends.enter_context(somewhere(database, folder))
        store = ends.enter_context(closing(DatabaseStore(url)))
        servers = [Server(folder / f"replica{number}", url) for number in range(replicas)]
        for server in servers:
            ends.callback(server.stop)
        address = servers[0].address
        if replicas > 1:
            while not all(answers(f"{server.address}/healthz") for server in servers):
                time.sleep(0.1)
            (folder / "nginx").mkdir()
            address = ends.enter_context(proxy(folder / "nginx", [server.port for server in servers]))
        rubric = load_rubric("gbt31526-2025")
        there = [Person(address, store, rubric, seed * 1000 + number) for number in range(people)]
        return asyncio.run(_kill(servers, there, url, kills, random.Random(seed), minutes))


async def _kill(
    servers: Sequence[Server], people: Sequence[Person], url: str, kills: int, chance: random.Random, minutes: float
) -> Found:
    found, served, end = Found(), asyncio.Event(), time.monotonic() + minutes * 60
    for person in people:
        person.heard = served.set
    living = [asyncio.create_task(person.live()) for person in people]
    for number in range(kills):
        if time.monotonic() > end:
            break
        if chance.random() < WHILE_IT_STARTS:
            found.while_starting += 1
            await asyncio.sleep(chance.uniform(0, 0.5))
        else:
            served.clear()
            await asyncio.wait_for(served.wait(), COMES_BACK)
            await asyncio.sleep(chance.uniform(0, 0.6))
        how = (signal.SIGKILL, signal.SIGTERM)[number % 2]
        server = chance.choice(servers)
        found.unwilling += not await asyncio.to_thread(server.kill, how)
        found.kills[how.name] += 1
        await asyncio.to_thread(look, url, people, found)
        server.start()
    served.clear()
    await asyncio.wait_for(served.wait(), COMES_BACK)  # and it works after the last
    await finish(people, living, url, found)
    return found


async def finish(people: Sequence[Person], living: Sequence[asyncio.Task[None]], url: str, found: Found) -> None:
    """Let people end, and put down what was acknowledged, what is lost and what pages said."""
    for person in people:
        person.stop = True
    await asyncio.gather(*living)
    await asyncio.to_thread(look, url, people, found)
    found.acknowledged = sum(person.acknowledged for person in people)
    found.broken = sum(person.broken for person in people)
    found.troubles = [trouble for person in people for trouble in person.troubles]


def look(url: str, people: Sequence[Person], found: Found) -> None:
    """Everything acknowledged is there, the journal has one entry for each revision, and everything can be read."""
    # as it was before the database is read: others go on meanwhile
    told = [
        (about, dict(certain), {question: tuple(all_) for question, all_ in [*person.doubtful[about].items()]})
        for person in people
        for about, certain in [*person.certain.items()]
    ]
    with closing(DatabaseStore(url)) as store:  # as another process: it knows nothing but the database
        for fault in (*check(store).faults, *gaps(store)):
            if fault not in found.faults:
                found.faults.append(fault)
        found.saved_unacknowledged = 0
        for about, certain, doubtful in told:
            kept = store.find(about)
            if kept is None:
                found.lost.append(f"{about}: all of it")
                continue
            found.lost += [f"{about}: {question}" for question in lost(certain, doubtful, kept.assessment)]
            found.saved_unacknowledged += len({*doubtful} & {*kept.assessment.responses} - {*certain})


def gaps(store: DatabaseStore) -> list[str]:
    """Self-checks whose journal has not one entry for each revision from the second."""
    of_one = (
        sa.select(
            JOURNAL.c.assessment_id,
            sa.func.count().label("entries"),
            sa.func.min(JOURNAL.c.revision).label("first"),
            sa.func.max(JOURNAL.c.revision).label("last"),
        )
        .group_by(JOURNAL.c.assessment_id)
        .subquery()
    )
    query = sa.select(
        ASSESSMENTS.c.id, ASSESSMENTS.c.revision, of_one.c.entries, of_one.c.first, of_one.c.last
    ).outerjoin(of_one, of_one.c.assessment_id == ASSESSMENTS.c.id)
    with store.engine.connect() as connection:
        rows = connection.execute(query).all()
    return [
        f"gap in the journal: {row.id}"
        for row in rows
        if (row.entries or 0) != row.revision - 1 or (row.entries and (row.first, row.last) != (2, row.revision))
    ]
