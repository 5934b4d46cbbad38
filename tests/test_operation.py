"""What an operator sees of a server, and what it takes on: figures, log, who is let in, uploads, files, slow connections."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ecq.assessment.changes import begin
from ecq.base.language import Lang, words
from ecq.base.settings import BROWSER_COOKIE
from ecq.rubric.model import Rubric
from ecq.server.words import BECAUSE, TITLE
from ecq.store.database import DatabaseStore
from tests.bench.streamlit_page import StreamlitPage
from tests.bench.visitors import Process, Visitor
from tests.serving import Fetched, fetched, free_port, running, until

pytestmark = pytest.mark.slow

NAME, SECRET = "绝密平台 Topsecret", "nobody-may-read-this"


class Server(NamedTuple):
    """A server of its own program, with limits that tests meet."""

    address: str
    home: Path
    metrics: str = ""

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text(encoding="utf-8", errors="replace")

    @property
    def process(self) -> Process:
        return Process(int((self.home / "pid").read_text()))

    def asked(self, method: str, path: str, body: Any = None, **headers: str) -> Fetched:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return fetched(self.address, path, method, body, **named)

    def figures(self) -> dict[str, float]:
        with urllib.request.urlopen(self.metrics, timeout=5) as answer:
            told = answer.read().decode()
        return {name: float(value) for name, _, value in (x.rpartition(" ") for x in told.splitlines() if x[0] != "#")}


def cookie(browser: str) -> str:
    return f"{BROWSER_COOKIE}={browser * 43}"


def started(home: Path, *arguments: str, metrics: str = "") -> Iterator[Server]:
    port = int(arguments[-1])
    # exec: the shell's process becomes the server's, so that its id is known
    command = ["sh", "-c", 'echo $$ > "$0/pid"; exec "$@"', str(home), sys.executable, "-m", *arguments]
    with running(command, port, home) as address:
        yield Server(address, home, metrics)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """ECQ with three seats, figures and a log in JSON."""
    metrics = free_port()
    options = ("--max-sessions", "3", "--log-format", "json", "--metrics", str(metrics), "--port", str(free_port()))
    home = tmp_path_factory.mktemp("operated")
    yield from started(home, "ecq.cli", "serve", *options, metrics=f"http://127.0.0.1:{metrics}/metrics")


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A page with a file, behind ECQ's guards, with limits of seconds."""
    yield from started(tmp_path_factory.mktemp("impatient"), "tests.impatient_server", str(free_port()))


# Who is let in. First, since a seat is kept for a while for whoever was here; those who come in the tests below are the same browsers.


def test_where_the_server_is_full_newcomers_are_told_and_nobody_else_notices(served: Server):
    asyncio.run(_fill(served))


async def _fill(served: Server) -> None:
    pages = [StreamlitPage(served.address, cookie=cookie(one)) for one in "defg"]

    def first(browser: str, accepted: str = "en") -> Fetched:
        return served.asked("GET", "/", Accept="text/html", Accept_Language=accepted, Cookie=cookie(browser))

    assert first("g").status == 200
    for page in pages[:3]:
        await page.__aenter__()
        await page.run()
    languages: list[tuple[str, Lang]] = [("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("en-GB", "en")]
    for accepted, lang in languages:
        answer = first("g", accepted)
        assert (answer.status, answer.getheader("retry-after")) == (503, "30")
        assert f"<h1>{words(TITLE['full'], lang)}</h1><p>{words(BECAUSE['full'], lang)}</p>" in answer.text
    with pytest.raises(InvalidStatus, match="503"):
        await pages[3].__aenter__()
    assert served.asked("GET", "/healthz").status == 200
    # those who are in go on, load their page again and may open another window
    await pages[0].run()
    await pages[0].__aexit__(None, None, None)
    with pytest.raises(InvalidStatus, match="503"):
        await pages[3].__aenter__()  # the seat is kept for the one who loads the page again
    assert first("d").status == 200
    async with (
        StreamlitPage(served.address, cookie=cookie("d")) as again,
        StreamlitPage(served.address, cookie=cookie("e")) as more,
    ):
        await again.run()
        await more.run()
    for page in pages[1:3]:
        await page.__aexit__(None, None, None)
    figures = served.figures()
    assert figures['ecq_turned_away_total{why="full"}'] == 5


def test_so_many_windows_from_one_address():
    from ecq.server.limits import Limits, Seats

    clock = [0.0]
    seats = Seats(Limits(sessions=10, per_address=2), lambda: clock[0])

    def at(address: str, browser: str) -> dict[str, Any]:
        return {"type": "websocket", "client": (address, 1), "headers": [(b"cookie", cookie(browser).encode())]}

    assert [seats.sit(at("192.0.2.1", one)) for one in "abc"] == [None, None, "address"]
    assert seats.sit(at("192.0.2.2", "c")) is None
    seats.leave(at("192.0.2.1", "a"))
    assert seats.sit(at("192.0.2.1", "c")) is None, "a browser that is in may open another window"
    assert seats.sit(at("192.0.2.1", "d")) == "address"
    seats.leave(at("192.0.2.1", "c"))
    assert seats.sit(at("192.0.2.1", "d")) is None


# Figures and log


def test_figures_tell_what_was_pressed_and_nothing_of_whom(served: Server, shipped: Rubric):
    async def press() -> str:
        with closing(DatabaseStore.in_folder(served.home)) as store:
            visitor = Visitor(served.address, store, begin(shipped, NAME), cookie("d"))
            await visitor.come()
            for _ in range(4):
                await visitor.answer()
            before = served.figures()
            await visitor.go()
            return visitor.id, before

    before = served.figures()
    assessment, there = asyncio.run(press())
    pressed = {kind: there[f'ecq_press_seconds_count{{kind="{kind}"}}'] for kind in ("answer", "unsure", "page")}
    assert pressed["answer"] + pressed["unsure"] == 4
    assert pressed["answer"] >= 1
    assert pressed["page"] == before['ecq_press_seconds_count{kind="page"}'] + 1
    assert there['ecq_runs_total{end="part"}'] == 4
    assert 0 < there['ecq_press_seconds_sum{kind="answer"}'] < 60
    assert there['ecq_sessions{state="active"}'] == there["ecq_websockets"] == 1
    assert there["ecq_sessions_limit"] == 3
    assert there['ecq_database_connections{state="idle"}'] >= 1
    assert there["process_open_fds"] < there["process_max_fds"]
    assert until(lambda: served.figures()["ecq_websockets"] == 0)
    assert served.figures()['ecq_sessions{state="kept"}'] >= 1
    with urllib.request.urlopen(served.metrics, timeout=5) as answer:
        told = answer.read().decode()
    assert not [one for one in (assessment, NAME, "Topsecret", "d" * 43, *shipped.by_id) if one in told]
    assert set(re.findall(r'(\w+)="', told)) <= {
        "kind",
        "le",
        "end",
        "status",
        "state",
        "why",
        "limit",
        "outcome",
        "error",
        "level",
    }
    assert "ecq_press" not in served.asked("GET", "/metrics").text, "on an address of their own only"


async def _misbehave(served: Server) -> None:
    """Everything that is refused, each time with a secret in it."""
    stream = served.address.replace("http", "ws") + f"/_stcore/stream?a={SECRET}"
    with pytest.raises(InvalidStatus):
        await connect(stream, origin=f"http://{SECRET}.example", additional_headers={"Cookie": cookie("e")})  # type: ignore[arg-type]
    with pytest.raises(InvalidStatus):
        await connect(stream, additional_headers={"Host": f"{SECRET}.example"})
    for frame in (SECRET.encode(), SECRET, b"\x12\xff" + SECRET.encode(), SECRET.encode() * 200_000):
        headers = {"Cookie": f"{cookie('e')}; x={SECRET}"}
        async with connect(
            stream,
            subprotocols=["streamlit", SECRET, SECRET],  # type: ignore[list-item]
            origin=served.address,  # type: ignore[arg-type]
            additional_headers=headers,
        ) as page:
            with suppress(ConnectionClosed):
                await page.send(frame)
                await page.recv()
    for bad in (
        f"GET /{SECRET} HTTP/9.9\r\n\r\n",
        f"GET /?a={SECRET} HTTP/1.1\r\nHost: localhost\r\nX: {SECRET * 5_000}\r\n\r\n",
        f"{SECRET}\r\n\r\n",
        f"PUT /_stcore/upload_file/{SECRET}/{SECRET} HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        f"GET /_stcore/../../{SECRET} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"GET /media/{SECRET}.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(bad.encode())
        await reader.read(100)
        writer.close()


def test_the_log_is_json_and_says_what_was_refused_but_not_what_was_sent(served: Server):
    asyncio.run(_misbehave(served))
    lines = [json.loads(line) for line in served.log.splitlines()]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    told = " ".join(line["message"] for line in lines)
    assert "a request of another page was refused" in told
    assert "Invalid HTTP request" in told
    (error,) = {line["error"] for line in lines if "error" in line}
    assert error == "DecodeError"
    assert not [one for one in (SECRET, "e" * 43, "Traceback", "streamlit run") if one in served.log]
    assert not [line for line in lines if line["level"] in ("error", "critical")]


# Doors, files, uploads, slow connections


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/_stcore/metrics", 404),
        ("/_stcore/script-health-check", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/_stcore/agent/mcp", 404),
        ("/results/_stcore/agent/mcp", 404),
        ("/_stcore/allowed-message-origins", 404),
        ("/_stcore/bidi-components/x/y.js", 404),
        ("/component/x/index.html", 404),
        ("/media/none.pdf", 404),
    ],
)
def test_only_what_the_page_needs_is_open(served: Server, path: str, status: int):
    assert served.asked("GET", path).status == status
    if status == 404:
        assert served.asked("POST", path).status in (404, 405)


class Offered(StreamlitPage):
    """A page with a file to download."""

    file = ""

    def _take(self, element: Any, fragment: str) -> None:
        super()._take(element, fragment)
        if element.WhichOneof("type") == "download_button":
            self.file = element.download_button.url


def test_a_file_is_handed_to_its_own_browser_and_gone_with_the_session(impatient: Server):
    async def visit() -> str:
        async with Offered(impatient.address, cookie=cookie("h")) as one:
            await one.run()
            assert impatient.asked("GET", one.file, Cookie=cookie("h")).text == "only for you"
            assert impatient.asked("GET", one.file).status == 404, "without a session"
            async with StreamlitPage(impatient.address, cookie=cookie("i")):
                assert impatient.asked("GET", one.file, Cookie=cookie("i")).status == 404, "with a session of another"
            return one.file

    file = asyncio.run(visit())
    assert re.fullmatch(r"/media/[0-9a-f]{32,}\.\w+", file)

    # whoever comes back in the same browser finds nothing once the session is over
    async def back() -> None:
        async with StreamlitPage(impatient.address, cookie=cookie("h")):
            assert await asyncio.to_thread(
                until, lambda: impatient.asked("GET", file, Cookie=cookie("h")).status == 404
            )

    asyncio.run(back())


def upload(server: Server, session: str, size: int, name: str = "f", announced: bool = True) -> tuple[int, int]:
    """Send a file of so many bytes as a browser does; the status, and how many bytes were sent until it came."""
    token = re.search(r"_streamlit_xsrf=([^;]+)", server.asked("GET", "/_stcore/health").getheader("set-cookie") or "")
    assert token
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="f.bin"\r\n\r\n'
    tail = b"\r\n--b--\r\n"
    length = f"Content-Length: {len(head) + size + len(tail)}" if announced else "Transfer-Encoding: chunked"
    request = (
        f"PUT /_stcore/upload_file/{session}/{name} HTTP/1.1\r\nHost: localhost\r\n{length}\r\n"
        f"Cookie: _streamlit_xsrf={token[1]}\r\nX-Xsrftoken: {token[1]}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    ).encode()
    pieces = [head, *[b"\0" * 1_000_000] * (size // 1_000_000), tail]
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request)
        with suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece if announced else b"%x\r\n%b\r\n" % (len(piece), piece))
                sent += len(piece)
            if not announced:
                connection.sendall(b"0\r\n\r\n")
        try:
            answer = connection.recv(100)
        except ConnectionError:  # it was cut off while much was still being sent
            return 0, sent
    return int(answer.split()[1]), sent


def test_uploads_are_limited_for_a_session_and_in_all_and_freed_with_it(impatient: Server):
    async def visit() -> None:
        async with StreamlitPage(impatient.address) as one, StreamlitPage(impatient.address) as two:
            for page in (one, two):
                await page.run()
            put = lambda page, *more, **how: asyncio.to_thread(upload, impatient, page.session, *more, **how)  # noqa: E731
            before = impatient.process.megabytes
            # a gigabyte, announced or not, is refused before it has come, and nothing of it is kept
            assert (await put(one, 1_000_000_000))[0] == 413
            status, sent = await put(one, 1_000_000_000, announced=False)
            assert status in (413, 0)
            assert sent < 100_000_000
            assert impatient.process.megabytes < before + 70
            assert (await put(one, 20_000_000))[0] == 204
            assert (await put(one, 20_000_000, "g"))[0] == 413, "30 MB for a session"
            assert (await put(two, 20_000_000))[0] == 204
            assert (await put(two, 9_000_000, "g"))[0] == 204
            async with StreamlitPage(impatient.address) as three:
                await three.run()
                assert (await put(three, 9_000_000))[0] == 503, "52 MB in all"
            assert (await put(one, 1_000_000))[0] == 204, "a file that is small enough is still taken"
        async with StreamlitPage(impatient.address) as three:
            await three.run()
            assert (await put(three, 20_000_000))[0] == 204, "those who have gone make room"
        assert upload(impatient, "no-such-session", 1_000)[0] in (400, 403)

    asyncio.run(visit())


def test_slow_and_many_connections_hold_up_nobody(impatient: Server):
    def connected(said: bytes) -> socket.socket:
        one = socket.create_connection(("127.0.0.1", impatient.port), timeout=10)
        one.sendall(said)
        return one

    async def visit() -> None:
        async with StreamlitPage(impatient.address) as page:
            await page.run()
            half = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "
            body = b"PUT /_stcore/upload_file/x/y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
            slow = [await asyncio.to_thread(connected, said) for said in [half, b"", body] * 15]
            await page.run()
            extra = [
                await asyncio.to_thread(connected, b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                for _ in range(40)
            ]
            answers = [await asyncio.to_thread(one.recv, 20) for one in extra]
            assert b"HTTP/1.1 503 Service" in answers, "60 connections at a time"
            await page.run()
            for one in slow:  # one byte now and then changes nothing
                with suppress(ConnectionError):
                    one.sendall(b"x")
            for one in (*slow, *extra):
                with suppress(ConnectionError):
                    while await asyncio.to_thread(one.recv, 4_096):
                        pass
                one.close()
            await page.run()
        assert impatient.asked("GET", "/healthz").status == 200

    asyncio.run(visit())
    assert until(lambda: impatient.process.files < 60)
