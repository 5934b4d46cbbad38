"""One of several servers on one database, as deploy/ has them."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from tests.serving import free_port, running


class Replica:
    """One of the servers; killed and started anew with the same port."""

    def __init__(self, folder: Path, database: str, drain: str = "") -> None:
        self.port, self._folder = free_port(), folder
        self._settings = {"ECQ_DATABASE_URL": database, "ECQ_DRAIN": drain}
        self._running = ExitStack()

    def start(self) -> None:
        program = [sys.executable, "-m", "ecq.cli", "serve", "--port", str(self.port), "--allow-host", "ecq.localhost"]
        self._running = ExitStack()
        self._running.enter_context(running(program, self.port, self._folder, **self._settings))

    def kill(self, how: signal.Signals) -> None:
        os.kill(self.process, how)
        self.stop()

    def stop(self) -> None:
        self._running.close()

    @property
    def process(self) -> int:
        return int((self._folder / "pid").read_text())

    @property
    def log(self) -> str:
        return (self._folder / "server.log").read_text(encoding="utf-8", errors="replace")
