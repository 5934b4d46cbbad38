"""Figures of a running server in Prometheus' format, on an address of their own, without anything about a client.

On an address of their own because they are for the operator alone: what stands before the app, such as a proxy or an
ingress, hands on one port, and this is another. Presses and runs of pages are counted as they pass over the
websocket: what kind, how long until the page was drawn. Only kinds from a list of ours are told: nothing that a
browser sends becomes part of a figure's name.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ecq.base.arms_length.asking import OUTCOMES
from ecq.base.errors import EcqError, refusal
from ecq.server import logs
from ecq.server.guards import Uploads, held_bytes
from ecq.server.limits import Seats
from ecq.server.listening import CutOff
from ecq.store.engine import waits
from ecq.web.frame.streamlit_internals import kept_sessions, windows

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


class Presses:
    """Tells kind and seconds of every press, how each run ended, and how requests were answered."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
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


BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
"""Seconds. A press takes about 0.01 on a quiet machine; from 0.1 on one feels it."""


class Figures:
    """What is counted as it happens; the rest is read when somebody asks."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # when each figure began, which doubles what is sent
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._seconds = Histogram(
            "ecq_press_seconds",
            "From a press, or the opening of a page, to the page drawn anew, by kind.",
            ["kind"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._runs = Counter("ecq_runs", "Runs of pages, by how they ended.", ["end"], registry=self.registry)
        self._answers = Counter(
            "ecq_http_responses",
            "Answers to requests other than websockets, by status.",
            ["status"],
            registry=self.registry,
        )
        for kind in KINDS:
            self._seconds.labels(kind)

    def pressed(self, kind: str, seconds: float) -> None:
        """A press has been answered."""
        self._seconds.labels(kind).observe(seconds)

    def ran(self, end: str) -> None:
        """A run of a page has ended."""
        self._runs.labels(end).inc()

    def answered(self, status: int) -> None:
        """A request has been answered."""
        self._answers.labels(f"{status // 100}xx").inc()


class _Now(Collector):
    """What is read at the moment somebody asks."""

    def __init__(self, seats: Seats) -> None:
        self._seats = seats

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: the server is not up yet when this is registered."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The figures of this moment; none before the app is up."""
        from streamlit.runtime import Runtime

        from ecq.web.session.stores import database

        if not Runtime.exists():
            return
        here = {"active": len(windows()), "kept": kept_sessions().currsize}
        yield _told(_GAUGE, "ecq_sessions", "Sessions: with a window open, or kept for one that went.", here, "state")
        yield _told(_GAUGE, "ecq_websockets", "Websockets that are open.", self._seats.open)
        most = self._seats.limits.sessions
        yield _told(_GAUGE, "ecq_sessions_limit", "Windows that this server takes at a time.", most)
        away = {"full": 0, "address": 0, **self._seats.refused}
        yield _told(_COUNTER, "ecq_turned_away", "Windows and pages not let in, by why.", away, "why")
        cut = {"too-many": CutOff.too_many, "slow-head": CutOff.slow_head, "slow-reader": CutOff.slow_reader}
        yield _told(_COUNTER, "ecq_connections_cut_off", "Connections closed, by why.", cut, "why")
        held = sum(held_bytes().values())
        yield _told(_GAUGE, "ecq_uploads_bytes", "Bytes of uploaded files held in memory.", held)
        refused = {"session": 0, "server": 0, **Uploads.refused}
        yield _told(_COUNTER, "ecq_uploads_refused", "Uploads refused, by whose limit was met.", refused, "limit")
        in_use, idle = database().connections
        used = {"in-use": in_use, "idle": idle}
        yield _told(_GAUGE, "ecq_database_connections", "Connections to the database.", used, "state")
        waited = "How often somebody waited for a connection to the database."
        yield _told(_COUNTER, "ecq_database_waits", waited, waits.count)
        yield _told(_COUNTER, "ecq_database_wait_seconds", "How long they waited, in all.", waits.seconds)
        files = {"read": 0, "refused": 0, "time": 0, "memory": 0, "ended": 0, "mistake": 0, **OUTCOMES}
        yield _told(_COUNTER, "ecq_files", "Files read at arm's length, by how they fared.", files, "outcome")
        yield _told(_COUNTER, "ecq_errors", "Errors in the log, by kind.", dict(logs.errors), "error")
        lines = {"warning": 0, "error": 0, "critical": 0, **logs.written}
        yield _told(_COUNTER, "ecq_log_lines", "Lines written to the log, by level.", lines, "level")


_GAUGE, _COUNTER = GaugeMetricFamily, CounterMetricFamily
_Family = type[GaugeMetricFamily] | type[CounterMetricFamily]


def _told(family: _Family, name: str, said: str, values: Mapping[str, float] | float, label: str = "") -> Metric:
    """One figure, or by the values of a label several."""
    if not isinstance(values, Mapping):
        return family(name, said, value=values)
    made = family(name, said, labels=[label])
    for value, figure in values.items():
        made.add_metric([value], figure)
    return made


def address_of(said: str) -> tuple[str, int]:
    """Address and port as the operator gives them: a port alone is for this machine only. Raises EcqError."""
    host, _, port = said.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise EcqError(
            f"--metrics {said} is neither a port nor an address and a port, such as 9464 or 0.0.0.0:9464",
            f"--metrics {said} 不是端口，也不是“地址:端口”，例如 9464 或 0.0.0.0:9464",
        )
    return host.strip("[]") or "127.0.0.1", int(port)


def show(figures: Figures, seats: Seats, said: str) -> None:
    """Serve the figures from now on, in a thread. Raises EcqError where the address cannot be used."""
    host, port = address_of(said)
    figures.registry.register(_Now(seats))
    try:
        start_http_server(port, host, registry=figures.registry)
    except OSError as error:
        why, why_zh = refusal(error)
        raise EcqError(
            f"cannot show metrics on {said} ({why}); choose another address for --metrics",
            f"不能在 {said} 上提供指标（{why_zh}），请给 --metrics 换一个地址",
        ) from None
    logging.getLogger("ecq.server").info("metrics on %s", said)
