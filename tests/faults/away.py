"""PostgreSQL away for a while under people who answer: pages say so, keep what was pressed, and save it afterwards."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ecq.rubric.loading import load_rubric
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.faults.people import Person, Said, said_in
from tests.faults.server import Server
from tests.faults.trial import COMES_BACK, Found, finish
from tests.serving import answers
from tests.store.postgresql import Cluster, cluster

SAYS_AWAY = ("does not answer", "没有应答", "沒有應答")
"""What a page says of it, in each language."""

BEFORE_AND_AFTER = 8
"""Answers that each person gives before it goes and after it is back."""

TRIES_EACH = 1.0
"""Seconds between two tries of somebody whose answer waits."""


class Patient(Person):
    """Somebody who is told that an answer waits, stays in the window and tries again until it is saved."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.waited: list[tuple[str, str, Said]] = []
        """Self-check, question and answer of whatever had to wait."""
        self.tries = 0
        self.unsaid: list[str] = []
        """Pages that did not go on and did not say why."""
        self.saved_at: list[float] = []

    async def _press(self, page: StreamlitPage) -> bool:
        about, question = self.id, self._parts["at"]["question"]
        if await super()._press(page):
            return True
        if not _away(page):
            self.unsaid.append(f"{about}: {question}: {page.alerts}")
            return False
        said = self.doubtful[about][question][-1]
        self.waited.append((about, question, said))
        while _away(page):
            if self.stop:
                return False
            await asyncio.sleep(TRIES_EACH)
            again = page.button("try-again")
            if again is None:
                self.unsaid.append(f"{about}: {question}: nothing to try again with")
                return False
            await page.run(press=again)
            self.tries += 1
        self._look(page)
        if page.button("save-again") is None:  # the page does not say any more that something waits
            self.certain[about][question] = said
            self.doubtful[about].pop(question)
            self.saved_at.append(time.monotonic())
        return True


def _away(page: StreamlitPage) -> bool:
    return any(words in alert for alert in page.alerts for words in SAYS_AWAY)


@dataclass
class Absence:
    """What a database's absence has come to."""

    found: Found = field(default_factory=Found)
    before: int = 0
    """Answers acknowledged before it went."""
    waited: int = 0
    tries: int = 0
    not_saved: list[str] = field(default_factory=list)
    """What had to wait and is not there afterwards."""
    unsaid: list[str] = field(default_factory=list)
    until_saved: float = 0.0
    """Seconds from its return until what waited was saved, for the middle one of the people."""
    new_page: list[str] = field(default_factory=list)
    """What a page that was opened meanwhile said."""

    @property
    def clean(self) -> bool:
        return self.found.clean and self.waited > 0 and not (self.not_saved or self.unsaid)

    def __str__(self) -> str:
        return (
            f"{self.before} answers acknowledged before and {self.found.acknowledged - self.before} after, "
            f"{len(self.found.lost)} lost; {self.waited} waited, {len(self.not_saved)} of them not saved, {self.tries} tries, "
            f"saved {self.until_saved:.1f} s after it was back; {len(self.unsaid)} pages that did not say so, "
            f"{self.found.broken} connections broken, {len(self.found.faults)} faults of the database, "
            f"{len(self.found.troubles)} errors on pages"
        )


def absence(folder: Path, seconds: float, people: int, seed: int, silent: bool = False) -> Absence:
    """Have PostgreSQL away for so long under so many people: ended, or there and `silent`."""
    with ExitStack() as ends:
        running = ends.enter_context(cluster(durable=True))
        if running is None:
            raise RuntimeError("PostgreSQL is not installed")
        url = running.new()
        store = ends.enter_context(closing(DatabaseStore(url)))
        server = Server(folder / "home", url)
        ends.callback(server.stop)
        while not answers(f"{server.address}/healthz"):
            time.sleep(0.1)
        rubric = load_rubric("gbt31526-2025")
        there = [Patient(server.address, store, rubric, seed * 1000 + number) for number in range(people)]
        return asyncio.run(_stop(running.silent() if silent else _ended(running), server.address, there, url, seconds))


@contextmanager
def _ended(running: Cluster) -> Iterator[None]:
    running.stop()
    try:
        yield
    finally:
        running.start()


async def _stop(
    gone: AbstractContextManager[None], address: str, people: Sequence[Patient], url: str, seconds: float
) -> Absence:
    seen = Absence()
    living = [asyncio.create_task(person.live()) for person in people]
    await _each_has(people, BEFORE_AND_AFTER)
    with gone:
        await asyncio.sleep(seconds)
        seen.before = sum(person.acknowledged for person in people)
        async with StreamlitPage(address, "results", f"a={people[0].id}&lang=en") as page:
            await page.run()
            seen.new_page = page.alerts
            if not _away(page):
                seen.unsaid.append(f"a new page: {page.alerts}")
    back = time.monotonic()
    await _each_has(people, seen.before // len(people) + BEFORE_AND_AFTER)
    await finish(people, living, url, seen.found)
    seen.waited, seen.tries = sum(len(one.waited) for one in people), sum(one.tries for one in people)
    seen.unsaid += [what for one in people for what in one.unsaid]
    saved = [at - back for one in people for at in one.saved_at]
    seen.until_saved = statistics.median(saved) if saved else 0.0
    with closing(DatabaseStore(url)) as store:
        for one in people:
            for about, question, said in one.waited:
                kept = store.find(about)
                # answered once more afterwards, it may say something else, but then by an answer that was acknowledged
                if kept is None or said_in(kept.assessment.response(question)) not in (
                    said,
                    one.certain[about].get(question),
                ):
                    seen.not_saved.append(f"{about}: {question}")
    return seen


async def _each_has(people: Sequence[Patient], count: int) -> None:
    """Wait until each has so many answers acknowledged."""
    end = time.monotonic() + COMES_BACK
    while any(person.acknowledged < count for person in people):
        if time.monotonic() > end:
            raise TimeoutError(f"acknowledged: {[person.acknowledged for person in people]}, wanted {count} each")
        await asyncio.sleep(0.1)
