"""Random people for as long as one likes: answers, undo, languages, pages, restarts. python -m tests.soak --minutes M

Nothing acknowledged may be lost, and memory must not grow: the slope of the server's memory over what was pressed is
printed from restart to restart. It ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack, closing
from pathlib import Path

from playwright.async_api import async_playwright

from ecq.rubric.loading import load_rubric
from ecq.store.database import DatabaseStore
from tests.bench.sessions import Process
from tests.browser.conftest import FLAGS
from tests.faults.in_chromium import AtBrowser
from tests.faults.people import Person
from tests.faults.server import Server
from tests.faults.trial import Found, finish, somewhere
from tests.tools import chromium

PAGES = ("start", "overview", "results", "plan", "progress", "evidence", "inbox", "portfolio")
UNDOES = 0.15
THINKING = 0.3
"""Seconds between two looks at other pages."""


class Restless(Person):
    """Answers and takes back, and between two windows opens other pages."""

    async def live(self) -> None:
        while not self.stop:
            await self.look_around(tuple(self.chance.sample(PAGES, 2)))
            await self.one_window()
            await asyncio.sleep(THINKING)


async def soak(server: Server, people: Sequence[Person], url: str, minutes: float, restarts: float) -> Found:
    """Run for so many minutes, restarting the server each `restarts` minutes."""
    found, begun, chance = Found(), time.monotonic(), random.Random(1)
    living = [asyncio.create_task(person.live()) for person in people]
    while (now := time.monotonic()) < begun + minutes * 60:
        lives_until = min(now + restarts * 60, begun + minutes * 60)
        memory: list[tuple[float, float]] = []
        while time.monotonic() < lives_until:
            await asyncio.sleep(5)
            memory.append((sum(person.acknowledged for person in people), Process(server.pid).megabytes))
        print(_told(time.monotonic() - begun, memory), flush=True)
        if time.monotonic() < begun + minutes * 60:
            how = chance.choice((signal.SIGKILL, signal.SIGTERM))
            found.unwilling += not await asyncio.to_thread(server.kill, how)
            found.kills[how.name] += 1
            server.start()
    await finish(people, living, url, found)
    return found


def _told(seconds: float, memory: list[tuple[float, float]]) -> str:
    """Memory of one life of the server by quarters; its slope over the second half, when what is loaded once has been."""
    later = memory[len(memory) // 2 :]
    quarters = ", ".join(f"{memory[(len(memory) - 1) * quarter // 4][1]:.0f}" for quarter in range(5))
    said = f"{seconds / 60:5.1f} min: {quarters} MB from the first to the last quarter"
    if len({pressed for pressed, _ in later}) < 2:
        return f"{said}, too short for a slope"
    slope = statistics.linear_regression(*zip(*later, strict=True)).slope
    return (
        f"{said}, {slope * 1000:+.1f} MB for a thousand acknowledged presses in the second half ({len(later)} readings)"
    )


async def _soak(
    asked: argparse.Namespace, server: Server, store: DatabaseStore, url: str
) -> tuple[Found, list[Person]]:
    """People over the websocket and others in Chromium."""
    rubric = load_rubric("gbt31526-2025")
    people: list[Person] = [Restless(server.address, store, rubric, number, UNDOES) for number in range(asked.people)]
    async with AsyncExitStack() as ends:
        if asked.browsers:
            playwright = await ends.enter_async_context(async_playwright())
            program = chromium()
            browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
            for number in range(asked.browsers):
                at_browser = AtBrowser(browser, server.address, store, rubric, 1_000 + number)
                at_browser.pages = PAGES
                people.append(at_browser)
        for person in people:
            person.pause = asked.pause
        return await soak(server, people, url, asked.minutes, asked.restart), people


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--minutes", type=float, default=120.0, help="how long (120)")
    reading.add_argument("--restart", type=float, default=10.0, help="minutes between restarts (10)")
    reading.add_argument("--people", type=int, default=6, help="how many over the websocket (6)")
    reading.add_argument("--browsers", type=int, default=1, help="how many in Chromium (1)")
    reading.add_argument("--pause", type=float, default=0.0, help="seconds between two presses of somebody (0)")
    reading.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = reading.parse_args()
    with ExitStack() as ends:
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="ecq-soak-")))
        url = ends.enter_context(somewhere(asked.database, folder))
        store = ends.enter_context(closing(DatabaseStore(url)))
        server = Server(folder / "home", url)
        ends.callback(server.stop)
        found, people = asyncio.run(_soak(asked, server, store, url))
    acts = sum((Counter(person.acts) for person in people), Counter[str]())
    print(
        f"{asked.minutes:g} minutes, {asked.people} people over the websocket, {asked.browsers} in Chromium, "
        f"{asked.pause:g} s between presses, {asked.database}: {found}"
    )
    print(", ".join(f"{what} {count}" for what, count in acts.most_common()))
    for what in (*found.lost, *found.faults, *found.troubles):
        print(f"  {what}")
    sys.exit(0 if found.clean else 1)
