"""Presses and runs of pages as they pass over the websocket: what kind, how long until the page was drawn.

Only kinds from a list of ours are told: nothing that a browser sends becomes part of a figure's name.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Protocol

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.proto.ClientState_pb2 import ClientState

CONVERSATION = {
    "answer": "answer",
    "unsure": "unsure",
    "reason": "not-applicable",
    "skip": "skip",
    "back": "back",
    "clear": "clear",
    "typed": "typed",
    "understood": "typed",
    "understood-no": "typed",
    "undo": "undo",
    "redo": "undo",
}
"""Kinds of presses in the interview, by what the page calls them; any other is "interview"."""

KINDS = tuple(dict.fromkeys((*CONVERSATION.values(), "interview", "list", "button", "field", "page")))
"""`list`: in the lists of overview, plan, evidence and start page, and in bar and sidebar; `field`: something was chosen or
filled in; `page`: a page was opened."""

ENDS = {
    ForwardMsg.FINISHED_SUCCESSFULLY: "whole",
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: "part",
    ForwardMsg.FINISHED_EARLY_FOR_RERUN: "overtaken",
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR: "broken",
}
"""How a run of a page ends: drawn whole or a part of it, overtaken by the next press, or the program cannot be read."""

_SHORT = 200
"""Bytes; the message that a run has ended has a few, and longer ones are not looked into."""


class Told(Protocol):
    """Who is told."""

    def pressed(self, kind: str, seconds: float) -> None:
        """A press has been answered."""

    def ran(self, end: str) -> None:
        """A run of a page has ended."""

    def answered(self, status: int) -> None:
        """A request has been answered."""


class Presses:
    """Tells kind and seconds of every press, how each run ended, and how requests were answered."""

    def __init__(self, app: ASGIApp, figures: Told) -> None:
        self._app, self._figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request or a websocket on (ASGI)."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._figures.answered(message["status"])
            await send(message)

        await self._app(scope, receive, answered)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        waiting: list[tuple[str, float]] = []
        page: str | None = None

        async def received() -> Message:
            nonlocal page
            message = await receive()
            sent = message.get("bytes")
            asked = _asked(sent) if sent else None
            if asked is not None:
                waiting.append((kind_of(asked, page), time.perf_counter()))
                page = asked.page_script_hash
            return message

        async def told(message: Message) -> None:
            sent = message.get("bytes")
            end = _end(sent) if sent and len(sent) <= _SHORT else None
            if end is not None:
                self._figures.ran(end)
            if end in ("whole", "part"):
                now = time.perf_counter()
                for kind, begun in waiting:
                    self._figures.pressed(kind, now - begun)
                waiting.clear()
            await send(message)

        await self._app(scope, received, told)


def _asked(sent: bytes) -> ClientState | None:
    """What a page asks for, where it asks to be run."""
    message = BackMsg()
    try:
        message.ParseFromString(sent)
    except (
        Exception
    ):  # of any kind, from a library in C: it is no message of a page, and Streamlit closes the connection
        return None
    return message.rerun_script if message.WhichOneof("type") == "rerun_script" else None


def _end(sent: bytes) -> str | None:
    message = ForwardMsg()
    message.ParseFromString(sent)
    return ENDS.get(message.script_finished) if message.WhichOneof("type") == "script_finished" else None


def kind_of(asked: ClientState, page_before: str | None) -> str:
    """What kind of press it was; `page_before`: Streamlit's name of the page that was asked for last, None for none."""
    for widget in asked.widget_states.widgets:
        if widget.trigger_value:
            return "button"
        if widget.json_trigger_value:
            return _in_component(widget.json_trigger_value)
    if page_before is None or (page_before and asked.page_script_hash != page_before):
        return "page"
    return "field"


def _in_component(told: str) -> str:
    try:
        first = json.loads(told)[0]
        if first["event"] == "press":
            return CONVERSATION.get(str(first["value"]["do"]), "interview")
    except (ValueError, LookupError, TypeError, RecursionError):  # not what a page of ours sends
        pass
    return "list"
