"""A server that can be killed a thousand times: its modules are imported once, and each start is a fork of that process."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import socket
from pathlib import Path

from ecq.cli.running import run

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.preloaded"])

PATIENCE = 30.0
"""Seconds that a server may take to end after SIGTERM."""


class Server:
    """`ecq serve` on a port of its own, with its data in `home` or in the database of `url`."""

    def __init__(self, home: Path, url: str | None = None) -> None:
        self.port, self._home, self._url = _quiet_port(), home, url
        home.mkdir(parents=True, exist_ok=True)
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process.pid
        return self._process.pid

    def start(self) -> None:
        self._process = _CONTEXT.Process(target=_serve, args=(self.port, self._home, self._url), daemon=True)
        self._process.start()

    def stop(self) -> None:
        self._process.kill()
        self._process.join()

    def kill(self, how: signal.Signals) -> bool:
        """Send the signal and wait until the server is gone; False where it had to be killed after all."""
        if not self._process.is_alive():
            raise RuntimeError(f"a server ended by itself, exit code {self._process.exitcode}")
        os.kill(self.pid, how)
        self._process.join(PATIENCE)
        willing = not self._process.is_alive()
        self.stop()
        return willing


def _quiet_port() -> int:
    """A free port that no outgoing connection is given (those begin at 32768 on Linux).

    Who tries to reach a port of theirs while its server is gone may be given that port, be connected to themselves, and
    keep the server from coming back.
    """
    while True:
        with socket.socket() as probe:
            port = random.randrange(20_000, 32_000)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def _serve(port: int, home: Path, url: str | None) -> None:
    """The whole server, in the process just forked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["ECQ_HOME"] = str(home)
    if url:
        os.environ["ECQ_DATABASE_URL"] = url
    log = os.open(home / f"server-{port}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    raise SystemExit(run(["serve", "--port", str(port), "--allow-host", "ecq.localhost"]))
