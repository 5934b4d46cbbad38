"""Many clients: the list and what is due this week, for 1,000 clients against 10.

Each client is a sample under another name, with a stage, contacts, a certificate and days of audits of its own; their scores
are worked out before anything is timed, as they are on a server in use. Timed are the parts (reading the list, searching it
for several words, what is due) and a whole start page, opened, searched and paged, over the websocket.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ecq.assessment.model import Assessment, with_said
from ecq.base.day import day_after
from ecq.rubric.loading import load_rubric
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.store.invitations import Invitations
from ecq.telling.portfolio.shelves import Wanted, due_with, in_hand, picked
from ecq.telling.portfolio.summary import Listing, bases, listing, summary_by
from tests.bench.streamlit_page import StreamlitPage
from tests.building import sampled
from tests.pressing import sent
from tests.serving import ecq_running

FEW, MANY = 10, 1_000
STAGES = ("contract", "self-check", "improving", "applying", "certified", "surveillance", "renewal")
WORDS = "mall east 7"
"""What is looked for: each word must be there."""
SAMPLES = ("qinghe-mall", "xinghuo-live", "lianshan-industrial")


def client(number: int, day: str) -> Assessment:
    """The nth client, with days that lie spread over a year."""
    rubric = load_rubric("gbt31526-2025")
    made = sampled(SAMPLES[number % len(SAMPLES)], rubric, "en")
    said = {
        "stage": STAGES[number % len(STAGES)],
        "contacts": [{"name": f"Contact {number}", "role": "quality"}],
        "contract": f"C-{number}",
        "valid_until": day_after(day, number * 7 % 360),
        "surveillance": [day_after(day, number * 3 % 360)],
    }
    name = f"{made.name} {('east', 'west')[number % 2]} {number}"
    return made.model_copy(update={"name": name, "client": with_said(made.client, said)})


def rows_of(store: DatabaseStore, day: str) -> tuple[Listing, ...]:
    """The list as pages read it."""
    known = {one.id: one for one in (load_rubric("gbt31526-2025"), load_rubric("sqe-2015"))}
    found = Collection(store).listed(None, bases(known.values()), lambda one: summary_by(known, one.on(day)), None, day)
    return tuple(map(listing, found))


@contextmanager
def kept(folder: Path, count: int, day: str) -> Iterator[DatabaseStore]:
    """A store with so many clients, some asked something, and all scores worked out."""
    store = DatabaseStore.in_folder(folder)
    lists, asked = Collection(store), Invitations(store)
    for number in range(count):
        stored = lists.add(client(number, day), None)
        if number % 5 == 0:
            asked.make(stored.id, [next(iter(stored.assessment.responses))], f"Department {number}", due=day)
    rows_of(store, day)
    yield store
    store.close()


def parts(store: DatabaseStore, day: str) -> dict[str, Callable[[], object]]:
    """What is timed in this process."""
    rows = rows_of(store, day)
    wanted, asked = Wanted(text=WORDS), Invitations(store)
    return {
        "the list, read": lambda: rows_of(store, day),
        f"looked for “{WORDS}”": lambda: picked(rows, wanted),
        "what is due": lambda: due_with(in_hand(rows), asked.open_ones(), day, store.now()),
    }


async def page(address: str, rounds: int) -> dict[str, list[float]]:
    """The start page opened anew by a visitor, searched, and asked for more rows; seconds of each, and kB of the first."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds + 1):
        async with StreamlitPage(address) as visitor:
            found = {"start page, opened": await visitor.run()}
            found["kB of it"] = visitor.received / 1000
            name = next(one for one in visitor.components if "home" in one)
            presses = {
                f"start page, searched for “{WORDS}”": {"kind": "look", "text": WORDS},
                "start page, the search cleared": {"kind": "look"},
                "start page, more rows": {"kind": "more"},
            }
            for what, press in presses.items():
                found[what] = await visitor.run(sends=sent(visitor.components[name].id, "press", press))
            if visitor.errors:
                raise RuntimeError(f"the page has failed: {visitor.errors}")
        for what, value in found.items():
            times.setdefault(what, []).append(value)
    return {what: values[1:] for what, values in times.items()}


def clients(folder: Path, rounds: int, many: int = MANY, day: str = "") -> None:
    """Print each for few and for many clients, and how many times as long it takes."""
    day = day or time.strftime("%Y-%m-%d")
    middle: dict[int, dict[str, float]] = {}
    for count in (FEW, many):
        home = folder / str(count)
        home.mkdir()
        with kept(home, count, day) as store:
            middle[count] = {what: statistics.median(_seconds(do, rounds)) for what, do in parts(store, day).items()}
        with ecq_running(home) as address:
            opened = asyncio.run(page(address, rounds))
        middle[count] |= {what: statistics.median(values) for what, values in opened.items()}
    for what, few in middle[FEW].items():
        lot, unit, by = middle[many][what], *(("kB", 1.0) if what.startswith("kB") else ("ms", 1000.0))
        print(f"{what}: {FEW} {few * by:.1f} {unit}, {many} {lot * by:.1f} {unit}, RATIO {lot / few:.1f}")


def _seconds(do: Callable[[], object], rounds: int) -> Iterator[float]:
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        do()
        yield time.perf_counter() - begun
