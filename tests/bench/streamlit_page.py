"""A page of a Streamlit app without a browser: speaks its websocket protocol, so that a press is timed to the end of the run.

Like a browser it sends no more with a press than the press, and what fragment of the page it is in.
"""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.pressing import sent

LIMIT = 60.0


class StreamlitPage:
    """One visitor on one page. `buttons` maps a button's widget id to its label, as of the last run."""

    def __init__(self, address: str, page: str = "", query: str = "", cookie: str = "", **connecting: Any) -> None:
        self._address, self._page, self._query = address, page, query
        self._headers = {"Cookie": cookie} if cookie else {}
        self._connecting = connecting
        """What else `websockets.connect` takes, as `local_addr`."""
        self.session = ""
        """Streamlit's name of the session."""
        self.buttons: dict[str, str] = {}
        self.alerts: list[str] = []
        """What the last run said in coloured boxes."""
        self.components: dict[str, Any] = {}
        """The components drawn since the page was opened, by name, as Streamlit's messages."""
        self._fragments: dict[str, str] = {}
        self._hash = ""
        """Streamlit's name of the page."""
        self.errors: list[str] = []
        self.received = 0
        """Bytes of the last run."""

    async def __aenter__(self) -> Self:
        stream = self._address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(
            stream,
            max_size=None,
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=self._address,  # type: ignore[arg-type]
            **{"additional_headers": self._headers, **self._connecting},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def run(self, press: str | None = None, sends: WidgetState | None = None) -> float:
        """Run the page's script once, pressing a button by its widget id if given, or with what a component sends;
        seconds until it finished.
        """
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.query_string = self._query
        request.rerun_script.page_script_hash = self._hash
        if press is not None:
            widget = request.rerun_script.widget_states.widgets.add()
            widget.id = press
            widget.trigger_value = True
            request.rerun_script.fragment_id = self._fragments.get(press, "")
        if sends is not None:
            request.rerun_script.widget_states.widgets.append(sends)
            request.rerun_script.fragment_id = self._fragments.get(sends.id, "")
        self.buttons, self.alerts, self.received = {}, [], 0
        begun = time.perf_counter()
        await self._socket.send(request.SerializeToString())
        while True:
            reply = ForwardMsg()
            raw = await asyncio.wait_for(self._socket.recv(), LIMIT)
            self.received += len(raw)
            reply.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = reply.WhichOneof("type")
            if kind == "delta" and reply.delta.WhichOneof("type") == "new_element":
                self._take(reply.delta.new_element, reply.delta.fragment_id)
            elif kind == "new_session":
                self.session = reply.new_session.initialize.session_id
            elif kind == "navigation":
                self._hash = reply.navigation.page_script_hash
            elif kind == "script_finished":
                return time.perf_counter() - begun

    def _take(self, element: object, fragment: str) -> None:
        kind = element.WhichOneof("type")  # type: ignore[attr-defined]
        if kind == "button":
            button = element.button  # type: ignore[attr-defined]
            self.buttons[button.id] = button.label
            self._fragments[button.id] = fragment
        elif kind == "alert":
            self.alerts.append(element.alert.body)  # type: ignore[attr-defined]
        elif kind == "bidi_component":
            component = element.bidi_component  # type: ignore[attr-defined]
            self.components[component.component_name] = component
            self._fragments[sent(component.id, "", None).id] = fragment
        elif kind == "exception":
            self.errors.append(element.exception.message)  # type: ignore[attr-defined]

    def button(self, part: str) -> str | None:
        """The id of the first button whose id contains `part`."""
        return next((one for one in self.buttons if part in one), None)
