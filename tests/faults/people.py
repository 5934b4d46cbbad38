"""People who answer over the websocket, come back when their server is gone, and know what they were told is saved.

What a page has acknowledged (it went on to the next question) is certain. What was pressed when the connection broke is in
doubt: it may be saved or not, and both are right.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from websockets.exceptions import WebSocketException

from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment, Response
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.pressing import sent

Said = tuple[str, str] | None
"""The state of a response and its value; None where nothing is said."""

AWAY = (OSError, WebSocketException, TimeoutError, EOFError)
PAUSE = 0.15
"""Seconds before somebody tries again to reach a server that is gone."""


class Person:
    """Somebody who answers one self-check after another until `stop`."""

    def __init__(self, address: str, store: DatabaseStore, rubric: Rubric, seed: int, undoes: float = 0.0) -> None:
        self.address, self._store, self._rubric, self._undoes = address, store, rubric, undoes
        self.chance = random.Random(seed)
        self._cookie = f"ecq_browser={self.chance.getrandbits(128):032x}"
        self.certain: dict[str, dict[str, Said]] = {}
        """By self-check and question: what was acknowledged last."""
        self.doubtful: dict[str, dict[str, list[Said]]] = {}
        self.acknowledged = self.broken = self.refused = 0
        self.troubles: list[str] = []
        """What pages said of errors."""
        self.acts: dict[str, int] = defaultdict(int)
        self._turn, self.stop = 0, False
        self.pause = 0.0
        """Seconds between two presses."""
        self.heard: Callable[[], None] = lambda: None
        """Called at each acknowledgement."""
        self._anew()

    def _anew(self) -> None:
        self.id = self._store.add(begin(self._rubric, f"Person {self._cookie[-4:]}")).id
        self.certain[self.id], self.doubtful[self.id] = {}, defaultdict(list)

    async def live(self) -> None:
        while not self.stop:
            await self.one_window()

    async def one_window(self) -> None:
        try:
            await self._window()
        except AWAY:
            self.broken += 1
            await asyncio.sleep(PAUSE)

    async def _window(self) -> None:
        """One window, until it is left, all is answered or the server goes."""
        language = self.chance.choice(("zh", "en", "zh-Hant"))
        async with StreamlitPage(self.address, "interview", f"a={self.id}&lang={language}", self._cookie) as page:
            self._parts: dict[str, Any] = {}
            await page.run()
            self._look(page)
            self.acts[f"interview in {language}"] += 1
            while not self.stop and self._undoes <= self.chance.random() * 4:  # who takes back also leaves now and then
                if self._parts["at"]["question"] is None or len(self.certain[self.id]) >= 60:
                    self._anew()
                    return
                if not await self._press(page):
                    return
                await asyncio.sleep(self.pause)

    async def look_around(self, pages: tuple[str, ...]) -> None:
        """Open other pages of the self-check, each in a window of its own."""
        for name in pages:
            try:
                async with StreamlitPage(self.address, name, f"a={self.id}", self._cookie) as page:
                    await page.run()
                    self.acts[name] += 1
                    self._complain(page)
            except AWAY:
                self.broken += 1
                await asyncio.sleep(PAUSE)

    async def _press(self, page: StreamlitPage) -> bool:
        """Answer the question that is shown, or take the last change back; whether the page acknowledged it."""
        about, undo = self.id, next((one for one in self._parts["steps"] if one["name"] == "undo"), None)
        at, answers = self._parts["at"]["question"], self._parts["answers"]
        said: Said
        self._turn += 1
        press = {"mark": f"{self._turn}-{self.chance.getrandbits(32)}", "question": at}
        taking_back = undo is not None and self.chance.random() < self._undoes
        if taking_back:
            question, said = self._undone_by(about, undo["entry"]), None
            press |= {"do": "undo", "entry": undo["entry"]}
        elif "options" in answers:
            value = self.chance.choice(answers["options"])[0]
            question, said = at, ("answered", str(value))
            press |= {"do": "answer", "value": value}
        else:
            question, said = at, ("unsure", "None")
            press |= {"do": "unsure"}
        self.doubtful[about][question].append(said)  # until it is told
        await page.run(sends=sent(page.components["ecq_conversation"].id, "press", press))
        self._complain(page)
        self._look(page)
        went_on = self._parts["at"]["question"] == question if taking_back else self._parts["at"]["question"] != at
        if not went_on:
            self.refused += 1
            return False
        self.certain[about][question] = said
        self.doubtful[about].pop(question)
        self.acknowledged += 1
        self.acts["undo" if taking_back else "answer"] += 1
        self.heard()
        return True

    def _undone_by(self, about: str, entry: int) -> str:
        """The question that an entry answered; it was open before, since nobody here answers twice."""
        return self._store.entries(about, before=entry + 1, limit=1)[0].questions[0]

    def _complain(self, page: StreamlitPage) -> None:
        self.troubles += page.errors
        page.errors.clear()

    def _look(self, page: StreamlitPage) -> None:
        told = json.loads(page.components["ecq_conversation"].bytes)
        self._parts = told["parts"] if told["after"] == 0 else {**self._parts, **told["parts"]}


def said_in(response: Response) -> Said:
    """What a response says, to compare."""
    return None if response.state == "unanswered" else (response.state, str(response.value))


def lost(certain: Mapping[str, Said], doubtful: Mapping[str, Sequence[Said]], kept: Assessment) -> list[str]:
    """Questions that stand otherwise than was acknowledged, and not as is in doubt."""
    return [
        question
        for question, said in certain.items()
        if said_in(kept.response(question)) not in (said, *doubtful.get(question, ()))
    ]
