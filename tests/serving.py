"""Real servers for tests and benchmarks: started on a free port, waited for, ended cleanly."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    home: Path,
    wait: float = 120.0,
    health: str = "/healthz",
    start: Path = ROOT,
    **settings: str,
) -> Iterator[str]:
    """Run a server command until the block ends; its address once its health page answers. `settings`: environment variables.

    `start` is the folder it is started from. The number of its process stands in the file `pid` in its home.
    """
    environment = {
        **os.environ,
        "ECQ_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "default",
        **settings,
    }
    log = home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    address = f"http://127.0.0.1:{port}"
    with (
        log.open("ab") as out,
        subprocess.Popen(command, cwd=start, env=environment, stdout=out, stderr=out) as process,
    ):
        try:
            (home / "pid").write_text(str(process.pid))
            end = time.monotonic() + wait
            while not answers(f"{address}{health}"):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def ecq_running(home: Path, port: int | None = None) -> Iterator[str]:
    """`ecq serve` on a free port (or a given one), with its data in `home`."""
    chosen = port or free_port()
    with running([sys.executable, "-m", "ecq.cli", "serve", "--port", str(chosen)], chosen, home) as address:
        yield address


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait for something to be true; whether it is in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@dataclass(frozen=True)
class Fetched:
    """What was answered to a request."""

    status: int
    headers: HTTPMessage
    text: str

    def getheader(self, name: str) -> str | None:
        """A header; where it is there several times all of it."""
        return ", ".join(self.headers.get_all(name, ())) or None


def fetched(address: str, path: str, method: str = "GET", body: Any = None, **headers: str) -> Fetched:
    """The answer of a server at `http://host:port` to one request, without following it anywhere."""
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=10)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Fetched(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))


def answers(address: str) -> bool:
    """Whether something answers there."""
    try:
        with urllib.request.urlopen(address, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
