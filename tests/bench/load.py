"""Many people answering at once, over the websocket: python -m tests.bench.load [--users 200] [--replicas 2]

One server on SQLite: presses as fast as they are answered, beside the same on a bare Streamlit page; then `--users` people
who come one after another and answer every `--every` seconds. With `--replicas 2` instead: one server and then two behind
nginx on PostgreSQL, each held to the same share of one core, so that client, proxy and database have the other core. With
`--apart` each replica has another core, which it shares with all else, but not its caches with the other replica.

Client and servers are kept on cores of their own. All that was acknowledged is looked for in the database at the end.
Nothing here passes or fails; each part ends by itself (Linux).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Protocol

from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment
from ecq.base.settings import BROWSER_COOKIE
from ecq.rubric.loading import load_rubric
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.bench.visitors import Process, Visitor
from tests.nginx import NGINX, proxy
from tests.replicas import Replica
from tests.serving import ecq_running, free_port, running
from tests.store.postgresql import cluster

PRESSING, MOST_ANSWERS = 24, 120
"""How many press as fast as they are answered, and how often one of them at the most: an interview has an end."""

SHARE = 0.3
"""Of one core, for each replica: so little that two find it on one core, also beside other programs."""


class Presser(Protocol):
    """Somebody who presses again and again."""

    async def come(self) -> None: ...
    async def answer(self) -> float: ...
    async def go(self) -> None: ...


class Bare:
    """Somebody on the bare page."""

    def __init__(self, address: str) -> None:
        self._page = StreamlitPage(address)

    async def come(self) -> None:
        await self._page.__aenter__()
        await self._page.run()

    async def answer(self) -> float:
        return await self._page.run(self._page.button("option-"))

    async def go(self) -> None:
        await self._page.__aexit__(None, None, None)


def _keep_on(cores: set[int], process: int) -> None:
    """Let all threads of a process run on these cores only; those it starts later are kept there too."""
    for thread in (Path("/proc") / str(process) / "task").iterdir():
        os.sched_setaffinity(int(thread.name), cores)


@contextmanager
def _share_of_a_core(process: int, share: float) -> Iterator[bool]:
    """Hold a process to a share of one core; whether the system does that for us (as root, control groups 1 or 2)."""
    group = f"ecq-load-{process}"
    for root, quota in (("/sys/fs/cgroup/cpu", "cpu.cfs_quota_us"), ("/sys/fs/cgroup", "cpu.max")):
        folder = Path(root) / group
        period = 10_000  # microseconds; short, so that it is held back often and briefly
        try:
            folder.mkdir()
        except OSError:
            continue
        try:
            if quota == "cpu.max":
                (folder / quota).write_text(f"{int(period * share)} {period}")
            else:
                (folder / "cpu.cfs_period_us").write_text(str(period))
                (folder / quota).write_text(str(int(period * share)))
            (folder / "cgroup.procs").write_text(str(process))
        except OSError:
            folder.rmdir()
            continue
        try:
            yield True
        finally:
            (folder.parent / "cgroup.procs").write_text(str(process))
            folder.rmdir()
        return
    yield False


class Rate:
    """What came of pressing as fast as is answered."""

    def __init__(self, presses: int, seconds: float, spent: float, client: float) -> None:
        self.a_second = presses / seconds
        self.processor = spent / presses
        """Seconds of the servers' processor for a press."""
        self.client = client / seconds

    def __str__(self) -> str:
        return (
            f"{self.a_second:.0f} presses a second; {self.processor * 1000:.1f} ms of processor a press, so "
            f"{1 / self.processor:.0f} a second for a whole core (client: {self.client:.0%} of its core)"
        )


async def _as_fast_as_answered(people: Sequence[Presser], servers: Sequence[Process], seconds: float) -> Rate:
    for one in people:
        await one.come()
        await one.answer()  # what is loaded once
    presses = 0
    begun, spent, client = time.perf_counter(), sum(one.seconds for one in servers), time.process_time()

    async def press(one: Presser) -> None:
        nonlocal presses
        for _ in range(MOST_ANSWERS):
            if time.perf_counter() - begun > seconds:
                break
            await one.answer()
            presses += 1

    await asyncio.gather(*map(press, people))
    taken = time.perf_counter() - begun
    rate = Rate(presses, taken, sum(one.seconds for one in servers) - spent, time.process_time() - client)
    await asyncio.gather(*(one.go() for one in people))
    return rate


async def _as_people_answer(
    people: Sequence[Visitor], every: float, arriving: float, staying: float
) -> dict[str, list[float]]:
    """Seconds, measured from when a press was due, so that a wait that delays the next one counts as well."""
    chance = random.Random(18)
    times: dict[str, list[float]] = {
        "pages opened while they arrive": [],
        "presses while they arrive": [],
        "presses in the steady state": [],
    }
    begun = time.perf_counter()

    async def person(number: int, one: Visitor) -> None:
        due = begun + arriving * number / len(people)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await one.come()
        times["pages opened while they arrive"].append(time.perf_counter() - due)
        due += chance.uniform(0.2, 1) * every
        while due < begun + arriving + staying:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await one.answer()
            while_they_arrive = due < begun + arriving
            after = "presses while they arrive" if while_they_arrive else "presses in the steady state"
            times[after].append(time.perf_counter() - due)
            due += chance.uniform(0.8, 1.2) * every

    await asyncio.gather(*(person(number, one) for number, one in enumerate(people)))
    return times


def _tell(times: dict[str, list[float]]) -> None:
    for name, values in times.items():
        if len(values) < 2:
            continue
        cuts = statistics.quantiles(values, n=100, method="inclusive")
        p50, p95, p99 = (f"{cuts[at - 1] * 1000:.0f}" for at in (50, 95, 99))
        print(f"{len(values):5} {name}: 50 % within {p50} ms, 95 % within {p95}, 99 % within {p99}")


def _people(address: str, store: DatabaseStore, about: Assessment, count: int) -> list[Visitor]:
    """Each with a browser of their own, by which the proxy tells them apart."""
    return [Visitor(address, store, about, f"{BROWSER_COOKIE}={secrets.token_urlsafe(32)}") for _ in range(count)]


def _look_for_answers(store: DatabaseStore, people: Sequence[Visitor]) -> None:
    lost = 0
    for one in people:
        kept = store.find(one.id)
        lost += one.given - (len(kept.assessment.responses) if kept else 0)
    print(f"{sum(one.given for one in people)} answers acknowledged, {lost} of them not in the database")


def _one_server(asked: argparse.Namespace, about: Assessment, servers: set[int]) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder, port = Path(name), free_port()
        command = [sys.executable, "-m", "tests.bench.serve_bare", str(port)]
        page = stack.enter_context(running(command, port, folder / "bare", health="/_stcore/health"))
        ours = stack.enter_context(ecq_running(folder / "ecq"))
        store = stack.enter_context(closing(DatabaseStore.in_folder(folder / "ecq")))
        numbers = [int((folder / one / "pid").read_text()) for one in ("bare", "ecq")]
        for number in numbers:
            _keep_on(servers, number)
        bare, ecq = map(Process, numbers)
        people = _people(ours, store, about, PRESSING)
        rates = {
            "bare": asyncio.run(_as_fast_as_answered([Bare(page) for _ in people], [bare], asked.pressing)),
            "ECQ": asyncio.run(_as_fast_as_answered(people, [ecq], asked.pressing)),
        }
        for served, rate in rates.items():
            print(f"{served:4}: {rate}")
        print(f"RATIO processor of a press, ECQ / bare  {rates['ECQ'].processor / rates['bare'].processor:.2f}")
        megabytes, files, spent, begun = ecq.megabytes, ecq.files, ecq.seconds, time.perf_counter()
        staying = _people(ours, store, about, asked.users)
        times = asyncio.run(_as_people_answer(staying, asked.every, asked.arriving, asked.staying))
        busy = (ecq.seconds - spent) / (time.perf_counter() - begun)
        print(f"{asked.users} people, one answer every {asked.every:g} s, all there after {asked.arriving:g} s:")
        _tell(times)
        print(f"server: {busy:.0%} of a core, {megabytes:.0f} to {ecq.megabytes:.0f} MB, {files} to {ecq.files} files")
        _look_for_answers(store, people + staying)


def _replicas(asked: argparse.Namespace, about: Assessment, servers: set[int]) -> None:
    if NGINX is None:
        raise SystemExit("nginx is not installed")
    rates = []
    for count in (1, asked.replicas):
        with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
            folder, database = Path(name), stack.enter_context(cluster(durable=True))
            if database is None:
                raise SystemExit("PostgreSQL is not installed")
            address = database.new()
            replicas = [Replica(folder / str(number), address) for number in range(count)]
            held = True
            for core, one in zip(cycle(sorted(servers)), replicas, strict=False):
                one.start()
                stack.callback(one.stop)
                _keep_on({core}, one.process)
                held &= stack.enter_context(_share_of_a_core(one.process, asked.share))
            (folder / "nginx").mkdir()
            front = stack.enter_context(proxy(folder / "nginx", [one.port for one in replicas]))
            store = stack.enter_context(closing(DatabaseStore(address)))
            people = _people(front, store, about, PRESSING)
            processes = [Process(one.process) for one in replicas]
            before = [one.seconds for one in processes]
            rate = asyncio.run(_as_fast_as_answered(people, processes, asked.pressing))
            share = (
                f"each held to {asked.share:.0%} of a core"
                if held
                else "not held to a share: the system does not let us"
            )
            print(f"{count} of them, {share}: {rate}")
            spent = [f"{one.seconds - was:.1f}" for one, was in zip(processes, before, strict=True)]
            print(f"   seconds of processor each: {', '.join(spent)}")
            rates.append(rate)
            _look_for_answers(store, people)
    one, several = rates
    print(
        f"RATIO presses a second, {asked.replicas} replicas / one     {several.a_second / one.a_second:.2f}  (aim 1.8)"
    )
    print(f"RATIO processor of a press, {asked.replicas} replicas / one {several.processor / one.processor:.2f}")


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--users", type=int, default=200, help="how many answer (200)")
    reading.add_argument("--every", type=float, default=5, help="seconds between two answers of one of them (5)")
    reading.add_argument("--arriving", type=float, default=20, help="seconds until all are there (20)")
    reading.add_argument("--staying", type=float, default=40, help="seconds that they stay after that (40)")
    reading.add_argument("--pressing", type=float, default=10, help="seconds of pressing as fast as is answered (10)")
    reading.add_argument("--replicas", type=int, default=1, help="servers behind nginx, against one (1: none)")
    reading.add_argument("--share", type=float, default=SHARE, help=f"of a core for each of them ({SHARE})")
    reading.add_argument(
        "--apart", action="store_true", help="each replica on another core, and all else on every core"
    )
    asked = reading.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    servers, others = (set(cores), set(cores)) if asked.apart else ({cores[0]}, set(cores[1:] or cores))
    _keep_on(others, os.getpid())
    print(f"before anything runs, {os.getloadavg()[0]:.1f} programs want a core; there are {len(cores)}")
    what = _one_server if asked.replicas == 1 else _replicas
    what(asked, begin(load_rubric("gbt31526-2025"), "Load"), servers)
