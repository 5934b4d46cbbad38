"""Presses that come faster than their runs are done: none is lost. Over the websocket, as a quick hand or a slow server has it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ecq.assessment.changes import begin
from ecq.assessment.model import Assessment
from ecq.interview.flow import Interview
from ecq.rubric.kinds import LevelQuestion
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.pressing import sent
from tests.serving import ecq_running

pytestmark = pytest.mark.slow

TIMES = 3
QUIET = 0.5
"""Seconds in which a server that has nothing left to do says nothing."""


class Hasty(StreamlitPage):
    """Sends one press after another, and only then listens. Its pills are sent as a browser sends them, all with each press."""

    def __init__(self, *where: Any) -> None:
        super().__init__(*where)
        self.pills: dict[str, str] = {}

    def _take(self, element: Any, fragment: str) -> None:
        super()._take(element, fragment)
        if element.WhichOneof("type") == "button_group":
            group = element.button_group
            self.pills[group.id] = group.options[0].content

    async def send(self, *widgets: WidgetState) -> None:
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.query_string = self._query
        request.rerun_script.page_script_hash = self._hash
        request.rerun_script.widget_states.widgets.extend(widgets)
        request.rerun_script.fragment_id = self._fragments.get(widgets[-1].id, "")
        await self._socket.send(request.SerializeToString())

    async def quiet(self) -> None:
        """Until nothing comes any more."""
        while True:
            try:
                raw = await asyncio.wait_for(self._socket.recv(), QUIET)
            except TimeoutError:
                return
            reply = ForwardMsg()
            reply.ParseFromString(raw)
            if reply.WhichOneof("type") == "delta" and reply.delta.WhichOneof("type") == "new_element":
                self._take(reply.delta.new_element, reply.delta.fragment_id)


class Served(NamedTuple):
    address: str
    store: DatabaseStore

    def now(self, assessment_id: str) -> Assessment:
        found = self.store.find(assessment_id)
        assert found
        return found.assessment


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home: Path = tmp_path_factory.mktemp("hasty")
    with ecq_running(home) as address:
        yield Served(address, DatabaseStore.in_folder(home))


def test_every_pill_pressed_is_kept(server: Served, shipped: Rubric) -> None:
    async def once() -> None:
        kept = server.store.add(begin(shipped, "甲"))
        async with Hasty(server.address, "profile", f"a={kept.id}&lang=zh&turn=2") as page:
            await page.run()
            pressed = [WidgetState(id=one) for one in page.pills]
            assert len(pressed) == 4
            for count, one in enumerate(pressed, 1):
                one.string_array_value.data.append(page.pills[one.id])
                await page.send(*pressed[:count])
            await page.quiet()
        told = server.now(kept.id).profile
        assert set(told) == {"business-model", "offer", "own-goods", "live-commerce"}

    for _ in range(TIMES):
        asyncio.run(once())


def test_every_answer_pressed_is_kept_and_a_button_of_the_page_does_not_stop_it(
    server: Served, shipped: Rubric
) -> None:
    async def once() -> None:
        kept = server.store.add(begin(shipped, "甲"))
        asked = [q for q in Interview(shipped, kept.assessment).asked if isinstance(shipped.by_id[q], LevelQuestion)][
            :5
        ]
        async with Hasty(server.address, "interview", f"a={kept.id}&lang=zh") as page:
            await page.run()
            conversation = page.components["ecq_conversation"].id
            for question in asked:
                press = {"mark": secrets.token_hex(4), "do": "answer", "question": question}
                await page.send(sent(conversation, "press", press | {"value": shipped.by_id[question].options[1].id}))
                await page.send(WidgetState(id="none", trigger_value=True))  # the whole page is drawn anew
            await page.quiet()
        assert list(server.now(kept.id).responses) == asked

    for _ in range(TIMES):
        asyncio.run(once())
