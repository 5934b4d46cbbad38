"""A page of a Streamlit app without a browser: speaks its websocket protocol, so that a press is timed to the end of the run."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LIMIT = 60.0


class StreamlitPage:
    """One visitor on one page. `buttons` maps a button's widget id to its label, as of the last run."""

    def __init__(self, address: str, page: str = "", query: str = "") -> None:
        self._address, self._page, self._query = address, page, query
        self.buttons: dict[str, str] = {}
        self.errors: list[str] = []
        self.received = 0
        """Bytes of the last run."""

    async def __aenter__(self) -> Self:
        stream = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(stream, max_size=None, subprotocols=["streamlit"])  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def run(self, press: str | None = None) -> float:
        """Run the page's script once, pressing a button by its widget id if given; seconds until it finished."""
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.query_string = self._query
        if press is not None:
            widget = request.rerun_script.widget_states.widgets.add()
            widget.id = press
            widget.trigger_value = True
        self.buttons, self.received = {}, 0
        begun = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        while True:
            reply = ForwardMsg()
            raw = await asyncio.wait_for(self._socket.recv(), LIMIT)
            self.received += len(raw)
            reply.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = reply.WhichOneof("type")
            if kind == "delta" and reply.delta.WhichOneof("type") == "new_element":
                self._take(reply.delta.new_element)
            elif kind == "script_finished":
                return time.perf_counter() - begun

    def _take(self, element: object) -> None:
        kind = element.WhichOneof("type")  # type: ignore[attr-defined]
        if kind == "button":
            button = element.button  # type: ignore[attr-defined]
            self.buttons[button.id] = button.label
        elif kind == "exception":
            self.errors.append(element.exception.message)  # type: ignore[attr-defined]

    def button(self, part: str) -> str | None:
        """The id of the first button whose id contains `part`."""
        return next((one for one in self.buttons if part in one), None)
