"""People in the interview over the websocket, and what the system says of the process that serves them (Linux: /proc)."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ecq.assessment.model import Assessment
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.pressing import sent


class Process:
    """What the system says of a process."""

    def __init__(self, number: int) -> None:
        self._of = Path("/proc") / str(number)

    @property
    def megabytes(self) -> float:
        for line in (self._of / "status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the system does not tell the memory of a process")

    @property
    def seconds(self) -> float:
        """Of a processor, since it began."""
        after_name = (self._of / "stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def files(self) -> int:
        return len(list((self._of / "fd").iterdir()))


class Visitor:
    """Somebody in the interview of a self-check of their own."""

    def __init__(self, address: str, store: DatabaseStore, about: Assessment, cookie: str = "") -> None:
        self.id = store.add(about).id
        self.page = StreamlitPage(address, "interview", f"a={self.id}", cookie)
        self.given = 0
        """How many answers."""
        self._parts: dict[str, object] = {}

    async def come(self) -> None:
        await self.page.__aenter__()
        await self.page.run()
        self._look()

    async def answer(self) -> float:
        """Answer the question that is shown; seconds until the next is."""
        at, answers = self._parts["at"], self._parts["answers"]
        assert isinstance(at, dict)
        assert isinstance(answers, dict)
        done = {"do": "answer", "value": answers["options"][0][0]} if "options" in answers else {"do": "unsure"}
        press = {"mark": str(self.given), "question": at["question"], **done}
        self.given += 1
        seconds = await self.page.run(sends=sent(self.page.components["ecq_conversation"].id, "press", press))
        if self.page.errors:
            raise RuntimeError(f"the page has failed: {self.page.errors}")
        self._look()
        return seconds

    def _look(self) -> None:
        told = json.loads(self.page.components["ecq_conversation"].bytes)
        self._parts = told["parts"] if told["after"] == 0 else {**self._parts, **told["parts"]}

    async def go(self) -> None:
        await self.page.__aexit__(None, None, None)
