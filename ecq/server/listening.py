"""uvicorn, which says that it listens when it does, and goes on for a while after it was told to end.

Whoever leads people to several servers (a proxy, Kubernetes) has to hear that one ends before it is gone: for so many
seconds `/readyz` says so, and everybody is answered as before.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import uvicorn

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
