"""uvicorn, which says that it listens when it does."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn


class Listening(uvicorn.Server):
    """A server that tells once it answers."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen. Ends the program where that fails."""
        await super().startup(sockets)
        self._tell()
