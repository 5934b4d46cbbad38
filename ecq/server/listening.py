"""uvicorn as ECQ runs it: connections that keep it waiting are closed, and nobody is cut off when the server ends.

Whoever leads people to several servers (a proxy, Kubernetes) has to hear that one ends before it is gone: for so many
seconds `/readyz` says so, and everybody is answered as before.

uvicorn itself waits for connections as long as it takes. A few hundred that send a byte of a head now and then would
keep all open files; a reader who takes nothing of an answer keeps it in memory, and a websocket like that its
session. What holds for bodies of requests is in guards.py.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ecq.server.limits import HEAD_SECONDS, LEAST_TAKEN, MESSAGE_BYTES, SILENCE_SECONDS, Limits

LAST_SECONDS = 0.5
"""So long is waited for the requests of those who connected just before nobody was let in any more."""


class Ending:
    """Whether this server was told to end, and so is not to be sent anybody any more."""

    begun = False


class Listening(uvicorn.Server):
    """A server that tells once it answers, and goes on for `drain` seconds after SIGTERM. Another signal ends that."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None], drain: float = 0) -> None:
        super().__init__(config)
        self._tell, self._drain = tell, drain
        self._ends: float | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen. Ends the program where that fails."""
        await super().startup(sockets)
        self._tell()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal has come."""
        if sig == signal.SIGTERM and self._drain and not Ending.begun:
            Ending.begun, self._ends = True, time.monotonic() + self._drain
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is over."""
        if self._ends is not None and time.monotonic() >= self._ends:
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in any more, and end when those who are in have their answers."""
        if self._ends is not None:
            for connection in self._waiting():
                await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
            await asyncio.sleep(LAST_SECONDS)
        await super().shutdown(sockets)

    def _waiting(self) -> list[socket.socket]:
        """Stop listening; the connections that the system has taken meanwhile, which it would break off."""
        found: list[socket.socket] = []
        for server in self.servers:
            listeners = [one.dup() for one in server.sockets]
            server.close()
            for listener in listeners:
                with listener, suppress(BlockingIOError):
                    while True:
                        found.append(listener.accept()[0])
        return found

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


_log = logging.getLogger("ecq.server")

# No sentence: this is met by floods, and nothing of the request has been read.
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 30\r\ncontent-length: 0\r\n\r\n"


class CutOff:
    """How many connections were closed for a reason, since the start."""

    too_many = slow_head = slow_reader = 0


class _Stall:
    """Ends a connection whose other end takes less than LEAST_TAKEN bytes in SILENCE_SECONDS."""

    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    silence_seconds: float = SILENCE_SECONDS
    _stall: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """More is to be sent than is taken."""
        super().pause_writing()  # type: ignore[misc]
        self._watch()

    def resume_writing(self) -> None:
        """The other end has caught up."""
        self._stop_watching()
        super().resume_writing()  # type: ignore[misc]

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is to be sent any more."""
        self._stop_watching()
        super().connection_lost(exc)  # type: ignore[misc]

    def _watch(self) -> None:
        left = self.transport.get_write_buffer_size()
        self._stop_watching()
        self._stall = self.loop.call_later(self.silence_seconds, self._still_stalled, left)

    def _still_stalled(self, before: int) -> None:
        if before - self.transport.get_write_buffer_size() < LEAST_TAKEN:
            CutOff.slow_reader += 1
            self.transport.abort()
        else:
            self._watch()

    def _stop_watching(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None


class ImpatientWebsocket(_Stall, WebSocketsSansIOProtocol):
    """Websockets whose other end has to take what is sent. That it is there at all, uvicorn asks with pings."""

    async def send(self, message: Any) -> None:
        """Send something; who is refused before the websocket is open has been answered with that."""
        await super().send(message)
        self.handshake_complete = (
            self.handshake_complete or self.close_sent
        )  # else uvicorn logs an error and answers twice


class ImpatientHttp(_Stall, H11Protocol):
    """HTTP whose every head must come within HEAD_SECONDS, over at most so many connections."""

    most: int | None = None
    """Connections at a time; None: any number."""
    head_seconds: float = HEAD_SECONDS
    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        if self.most is not None and len(self.connections) > self.most:
            if not CutOff.too_many:
                _log.error("%d connections are open: further ones are turned away; see ulimit -n", self.most)
            CutOff.too_many += 1
            transport.write(_FULL)
            transport.close()
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """A head that is whole ends the wait; the beginning of another, after an answer, begins a new one."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before or self.transport.get_protocol() is not self:
            self._stop_waiting()
        elif self._head is None and (before is None or before.response_complete):
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head = self.loop.call_later(self.head_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _give_up(self) -> None:
        self._head = None
        if not self.transport.is_closing():
            CutOff.slow_head += 1
            self.transport.abort()


def held(limits: Limits) -> dict[str, Any]:
    """The settings of uvicorn under which connections are held to the limits."""
    ImpatientHttp.most, ImpatientHttp.head_seconds = limits.connections, limits.head_seconds
    _Stall.silence_seconds = limits.silence_seconds
    return {"http": ImpatientHttp, "ws": ImpatientWebsocket, "ws_max_size": MESSAGE_BYTES}
