"""Replicas behind nginx as in deploy/ are restarted one after the other under load: nobody gets a server error."""

from __future__ import annotations

import asyncio
import http.client
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from ecq.cli import main
from tests.bench.streamlit_page import StreamlitPage
from tests.nginx import proxy
from tests.replicas import Replica
from tests.serving import answers, fetched, free_port, running, until
from tests.tools import tool

pytestmark = pytest.mark.slow

PEOPLE = 6
ASKED = (("GET", "/"), ("GET", "/_stcore/health"), ("POST", "/healthz"), ("GET", "/plan?a=x"))
"""A page, what it asks, a request that nginx never sends twice, another page."""


class Load:
    """People who ask all the time, each known by an own cookie, and what they were answered."""

    def __init__(self, address: str) -> None:
        self._host = address.removeprefix("http://")
        self._stop = threading.Event()
        self.answered: Counter[int | str] = Counter()
        self._threads = [threading.Thread(target=self._ask, args=(f"{n}" * 43,)) for n in range(PEOPLE)]

    def _ask(self, browser: str) -> None:
        while not self._stop.is_set():
            for method, path in ASKED:
                self.answered[self._status(method, path, browser)] += 1
                self._stop.wait(0.15)

    def _status(self, method: str, path: str, browser: str) -> int | str:
        try:
            with closing(http.client.HTTPConnection(self._host, timeout=30)) as connection:
                connection.request(method, path, headers={"Cookie": f"ecq_browser={browser}"})
                return connection.getresponse().status
        except OSError as error:
            return type(error).__name__

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[list[Replica]]:
    tool("nginx", "/usr/sbin/nginx")
    database = f"sqlite:///{tmp_path}/kept.sqlite3"
    with ExitStack() as ends:
        both = [Replica(tmp_path / name, database, drain="3") for name in ("one", "two")]
        for one in both:
            one.start()
            ends.callback(one.stop)
        yield both


def test_no_request_meets_a_server_error_while_one_replica_after_the_other_ends(
    replicas: list[Replica], tmp_path: Path
):
    front = tmp_path / "nginx"
    front.mkdir()
    first, second = replicas
    with proxy(front, [one.port for one in replicas]) as address, Load(address) as load:

        def people_go_on() -> bool:
            before = load.answered.total()
            return until(lambda: load.answered.total() > before + 20)

        first.stop()
        first.start()
        assert until(lambda: answers(f"http://127.0.0.1:{first.port}/readyz"))
        assert people_go_on()
        second.stop()  # now all come to the one that was started again
        assert people_go_on()
    assert set(load.answered) == {200, 405}, load.answered


@pytest.fixture
def draining(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A server that goes on for four seconds after it was told to end, and its process."""
    home, port = tmp_path / "home", free_port()
    command = [sys.executable, "-m", "ecq.cli", "serve", "--drain", "4", "--port", str(port)]
    with running(command, port, home) as address:
        yield address, int((home / "pid").read_text())


def gone(address: str) -> bool:
    return not answers(f"{address}/healthz")


def test_a_server_that_is_told_to_end_says_so_and_goes_on_for_the_seconds_set(draining: tuple[str, int]):
    address, process = draining
    assert answers(f"{address}/readyz")
    begun = time.monotonic()
    os.kill(process, signal.SIGTERM)

    async def go_on() -> None:
        async with StreamlitPage(address) as page:
            while time.monotonic() < begun + 3:
                await page.run()
                await asyncio.sleep(0.2)
                assert page.errors == []
                ready = fetched(address, "/readyz")
                assert (ready.status, ready.text) == (503, "the server is about to end")
                assert fetched(address, "/").status == fetched(address, "/healthz").status == 200

    asyncio.run(go_on())
    assert until(lambda: gone(address), 10)
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    "how", [[signal.SIGINT], pytest.param([signal.SIGTERM, signal.SIGTERM], marks=pytest.mark.long)]
)
def test_who_cannot_wait_ends_it_at_once(draining: tuple[str, int], how: list[signal.Signals]):
    address, process = draining
    begun = time.monotonic()
    for one in how:
        os.kill(process, one)
        time.sleep(0.3)
    assert until(lambda: gone(address), 3)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("said", ["x", "-1", "nan", "601", "inf"])
def test_seconds_that_make_no_sense_are_refused(said: str, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setenv("ECQ_DRAIN", said)
    assert main(["serve", "--lang", "zh"]) == 2
    assert "--drain 或 ECQ_DRAIN 应是 0 到 600 的秒数" in capsys.readouterr().err
