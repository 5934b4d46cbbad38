"""`ecq serve`: its settings are on, it asks no foreign host who it is, and an address it cannot use gets one sentence."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import brotli
import pytest
from fontTools.ttLib import TTFont
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from streamlit import config, net_util
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from ecq.assessment.model import NO_RESPONSE
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES, Lang, words
from ecq.base.static_files import compressed_files, with_compressed_files
from ecq.exchange.answer_sheet import read_answers
from ecq.exchange.rubric_catalogue import DEFAULT_RUBRIC
from ecq.rubric.loading import load_rubric
from ecq.server.app import SETTINGS, make_app
from ecq.server.own_pages import HEADERS, OwnPages, policy_for
from ecq.server.serving import serve
from ecq.telling.text import words as w
from ecq.web.frame import words as access
from ecq.web.frame.first_html import BLANK_SHEETS, LOOK, without_script
from ecq.web.frame.streamlit_internals import ICONS, static_files
from tests.serving import ecq_running, fetched, free_port, running
from tests.small_disk import small_disk


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Streamlit's settings belong to the process, so they are put back."""
    settings = {name: config.get_option(name) for name in SETTINGS}
    address = net_util._external_ip
    yield
    net_util._external_ip = address
    for name, value in settings.items():
        config.set_option(name, value)


def test_the_settings_that_make_it_fast_and_private_are_on():
    for name, value in SETTINGS.items():
        config.set_option(name, not value if isinstance(value, bool) else "auto")
    make_app()
    assert {name: config.get_option(name) for name in SETTINGS} == SETTINGS
    assert SETTINGS["browser.gatherUsageStats"] is False


def test_the_server_asks_no_other_host_for_this_machines_address(monkeypatch: pytest.MonkeyPatch):
    """Streamlit would ask a foreign host for it when a page connects under a name it does not know. What switches that
    off is private to Streamlit, so this fails where a new version calls it something else."""
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, **_: asked.append(url))
    net_util._external_ip = None
    net_util.get_external_ip()
    assert asked, "Streamlit no longer asks in this way; see ecq/web/frame/streamlit_internals.py"
    asked.clear()
    make_app()
    assert not net_util.get_external_ip()
    assert asked == []


def closed(policy: str) -> None:
    """It names no other host, and no script but those of this server and of known digests."""
    named = {part[0]: set(part[1:]) for part in (one.split() for one in policy.split(";") if one.strip())}
    assert named["default-src"] == {"'none'"}
    assert named["connect-src"] == {"'self'"}
    assert "'unsafe-inline'" not in named["script-src"]
    ours = {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "data:", "blob:"}
    assert {one for of in named.values() for one in of if not one.startswith("'sha256-")} <= ours
    assert HEADERS["referrer-policy"] == "no-referrer"
    assert HEADERS["x-content-type-options"] == "nosniff"
    assert "noindex" in HEADERS["x-robots-tag"]


def bare(address: str) -> None:
    """The page before the app has said anything: in the visitor's language, under ECQ's name, without a foreign look."""
    wanted: list[tuple[str, str, Lang]] = [
        ("/", "zh-CN,zh;q=0.9", "zh"),
        ("/interview", "zh-TW", "zh-Hant"),
        ("/results?a=x&lang=en", "zh-CN", "en"),
        ("/no/such/page", "en-GB", "en"),
    ]
    for path, accepted, lang in wanted:
        headers = {"Accept-Language": accepted, "Accept": "text/html,*/*", "Accept-Encoding": "gzip"}
        with urllib.request.urlopen(urllib.request.Request(address + path, headers=headers), timeout=10) as answered:
            assert "accept-language" in ", ".join(answered.headers.get_all("vary")).lower()
            html = gzip.decompress(answered.read()).decode("utf-8")
        assert f'<html lang="{LANGUAGES[lang].tag}">' in html, path
        assert f"<title>{words(w.PRODUCT, lang)}</title>" in html
        assert f"<noscript>{without_script(lang)}</noscript>" in html
        assert words(access.TOO_OLD, lang) in html
        assert "favicon.png" not in html
        assert ".woff2" not in html, "a font that no page uses would be fetched"
        assert html.index(LOOK) > html.index('<div id="root">'), "Streamlit's own style, in the head, would win"
        room = 'body:not(:has([data-testid="stSidebar"]' in html
        assert room == (path == "/interview"), "room is kept for the sidebar where there will be one"
    blank(address)
    # a file that is not a page comes as it is
    with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answered:
        assert answered.read() == b"ok"


def blank(address: str) -> None:
    """What a browser that cannot run the app may take along: sheets that ECQ reads, of all questions and of the quick check's."""
    rubric = load_rubric(DEFAULT_RUBRIC)
    wanted = {"whole": set(rubric.by_id), "quick": {one.id for one in rubric.questions if one.core}}
    for kind, path in BLANK_SHEETS.items():
        with urllib.request.urlopen(f"{address}/{path}?lang=en", timeout=20) as answered:
            assert answered.headers["content-disposition"].endswith(".xlsx")
            assert answered.headers.get("set-cookie") is None
            made = answered.read()
        read = read_answers(made, rubric)
        assert {one.question for one in read.filled} == wanted[kind]
        assert {one.answer for one in read.filled} == {NO_RESPONSE}
        assert (read.troubles, read.origin["rubric"]) == ((), rubric.id)


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
def test_an_invalid_port_gets_one_sentence(port: int):
    with pytest.raises(EcqError) as told:
        serve("127.0.0.1", port)
    assert str(port) in str(told.value)
    assert "1 to 65535" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_port_in_use_gets_one_sentence_that_names_it_and_says_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(EcqError) as told:
            serve("127.0.0.1", port)
    assert f"127.0.0.1:{port}" in str(told.value)
    assert "--port" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_host_that_is_not_this_machine_gets_one_sentence():
    with pytest.raises(EcqError) as told:
        serve("192.0.2.1", 8765, ["ecq.example.org"])
    assert "192.0.2.1:8765" in str(told.value)
    assert "--host" in str(told.value)


def test_listening_for_others_asks_for_the_name_it_is_opened_under():
    with pytest.raises(EcqError) as told:
        serve("0.0.0.0", 8765)  # this is what is refused
    assert "can be reached by others" in str(told.value)
    assert "--allow-host" in str(told.value)


@pytest.mark.slow
def test_only_requests_for_its_own_names_are_answered(tmp_path):
    """A foreign page can have its own name point at this computer: it must get nothing, by no kind of request."""
    port = free_port()
    command = [sys.executable, "-m", "ecq.cli", "serve", "--port", str(port), "--allow-host", "ecq.example.org"]
    with running(command, port, tmp_path, FORWARDED_ALLOW_IPS="192.0.2.1") as address:  # a proxy that nobody is
        kinds = ("/", "/interview?a=x", "/healthz", "/_stcore/health", "/_stcore/host-config", "/media/x", "/no/such")
        for path in kinds:
            for foreign in ("evil.example", "127.0.0.1.evil.example", "", f"evil.example:{port}"):
                assert fetched(address, path, Host=foreign).status == 400, (path, foreign)
        for own in ("localhost", f"127.0.0.1:{port}", f"[::1]:{port}", "ECQ.example.org"):
            assert fetched(address, "/healthz", Host=own).status == 200, own
        for name, answered in (("evil.example", False), ("ecq.example.org", True)):
            socket_address = f"ws://{name}:{port}/_stcore/stream"
            origin = Origin(f"http://{name}:{port}")
            reached = socket.create_connection(("127.0.0.1", port))
            expected = nullcontext() if answered else pytest.raises(InvalidStatus, match="400")
            with expected, connect(socket_address, sock=reached, subprotocols=["streamlit"], origin=origin):
                pass
        # nor does one that keeps its own name: its websocket is refused, and so is a file without the page's token
        reached = socket.create_connection(("127.0.0.1", port))
        with (
            pytest.raises(InvalidStatus, match="403"),
            connect(
                f"ws://localhost:{port}/_stcore/stream",
                sock=reached,
                subprotocols=["streamlit"],
                origin=Origin("https://evil.example"),
            ),
        ):
            pass
        sent = urllib.request.Request(f"{address}/_stcore/upload_file/x/y", method="PUT", data=b"x")
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(sent, timeout=10)
        refused.value.close()
        public = {"name": "ecq.example.org", "X-Forwarded-Proto": "https"}
        assert not connects(address, Origin="https://ecq.example.org", **public), "of a proxy that is not believed"
    assert "has to send X-Forwarded-Proto" in (tmp_path / "server.log").read_text(encoding="utf-8")


def connects(address: str, name: str = "", **headers: str) -> bool:
    """Whether a websocket with these headers is taken; `name`: asked under another name."""
    host = address.removeprefix("http://")
    reached = socket.create_connection(tuple(host.split(":")))
    uri = f"ws://{name or host}/_stcore/stream"
    try:
        with connect(uri, sock=reached, subprotocols=["streamlit"], additional_headers=headers):
            return True
    except InvalidStatus as refused:
        return refused.response.status_code != 403


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server for this machine, and the folder with its log."""
    home = tmp_path_factory.mktemp("local")
    with ecq_running(home) as address:
        yield address, home


@pytest.mark.slow
def test_only_pages_of_the_address_that_is_asked_are_answered(local: tuple[str, Path]):
    """Pages of another program of this machine are foreign, whatever they ask for; links of theirs may be followed."""
    with nullcontext(local[0]) as address:
        port = address.rpartition(":")[2]
        paths = ("/", "/healthz", "/_stcore/health", "/static/x.js", "/media/x", "/api/v1/", "/blank/quick-check.xlsx")
        foreign = ("http://localhost:3000", "http://127.0.0.1:5500", "http://127.0.0.1", f"https://127.0.0.1:{port}")
        for origin in (*foreign, f"http://localhost:{port}", "null", "file://", "http://[", "x"):
            assert not connects(address, Origin=origin), origin
            for method, path in [*(("GET", path) for path in paths), ("OPTIONS", "/_stcore/health")]:
                answer = fetched(address, path, method=method, Origin=origin)
                assert (answer.status, answer.getheader("access-control-allow-origin")) == (403, None), (origin, path)
        assert connects(address, Origin=address)
        assert not connects(address), "every browser says whose page it is"
        assert fetched(address, "/healthz", Origin=address).status == 200
        other = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
        for path in paths:
            assert fetched(address, path, **other).status == 403, path
            assert fetched(address, path, **{**link, "Sec-Fetch-Dest": "iframe"}).status == 403, path
            assert fetched(address, path, **link).status != 403, path
        assert fetched(address, "/auth/logout", **link).status == 403, "no link of theirs logs anybody out"
        assert fetched(address, "/", method="POST", **link).status == 403
        assert fetched(address, "/", **{**link, "Sec-Fetch-Site": "none"}).status == 200
        # HTTPS ends at a proxy: it says so, and is believed where it is one that may
        secure = f"https://127.0.0.1:{port}"
        assert connects(address, Origin=secure, **{"X-Forwarded-Proto": "https"})
        assert not connects(address, Origin=address, **{"X-Forwarded-Proto": "https"})


def test_a_proxy_that_is_not_believed_makes_no_page_ours_and_the_address_that_is_set_does(monkeypatch):
    """Its pages are asked for without the encryption that ended at the proxy."""
    public = "https://ecq.example.org"
    for said, answered in (("", 403), (f"{public}/", 200)):
        given: dict[str, Any] = {}
        monkeypatch.setenv("ECQ_PUBLIC_URL", said)
        monkeypatch.setattr("streamlit.App", lambda _script, given=given, **parts: given.update(parts))
        make_app()
        (ours,) = [one.kwargs for one in given["middleware"] if one.cls is OwnPages]
        browser = TestClient(OwnPages(PlainTextResponse("ok"), **ours), "http://ecq.example.org")
        assert browser.get("/", headers={"Origin": public}).status_code == answered
        assert browser.get("/", headers={"Origin": f"{public}:8443"}).status_code == 403


def given(address: str, cookie: str = "") -> str:
    """The key that a browser is given when its page connects, as it is set."""
    answer = fetched(address, "/_stcore/health", **({"Cookie": cookie} if cookie else {}))
    return next(one for one in answer.headers.get_all("set-cookie") if one.startswith("ecq_browser"))


@pytest.mark.slow
def test_each_browser_gets_a_key_that_only_this_server_reads(local: tuple[str, Path]):
    with nullcontext(local[0]) as address:
        first, second = (given(address) for _ in range(2))
        assert first != second
        assert re.fullmatch(r"ecq_browser=[\w-]{43}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", first)
        key = first.partition(";")[0]
        assert given(address, f"other=1; {key}") == first, "the same key for another year"
        for foreign in ("chosen-by-somebody", "x" * 44, "x" * 5000, "x" * 42 + "'", ""):
            forged = given(address, f"ecq_browser={foreign}")
            assert re.match(r"ecq_browser=[\w-]{43};", forged)
            assert not foreign or f"={foreign};" not in forged
        for path in ("/", "/interview?a=x"):  # where a link of another site leads without the key
            assert fetched(address, path, Accept="text/html").getheader("set-cookie") is None
        assert fetched(address, "/healthz").getheader("set-cookie") is None
        assert key.encode() not in (local[1] / "server.log").read_bytes()


@pytest.mark.slow
def test_every_response_forbids_foreign_hosts_and_sends_no_referrer(local: tuple[str, Path]):
    """The last that is asked of this server: its database goes."""
    address, home = local
    for path in ("/healthz", "/", "/no/such/page"):
        with urllib.request.urlopen(address + path, timeout=10) as answered:
            policy = answered.headers["content-security-policy"]
            page = path != "/healthz"  # its own scripts stand in it, told by their hashes
            assert (policy_for(answered.read().decode()) if page else HEADERS["content-security-policy"]) == policy
            others = {name: value for name, value in HEADERS.items() if name != "content-security-policy"}
            assert {name: answered.headers[name] for name in others} == others, path
            assert "server" not in answered.headers
            closed(policy)
    bare(address)
    assert fetched(address, "/readyz").status == 200
    (home / "ecq.sqlite3").unlink()
    with pytest.raises(urllib.error.HTTPError, match="503") as away:
        urllib.request.urlopen(f"{address}/readyz", timeout=10)
    assert "deleted" in away.value.read().decode(), "the process is up, its database is not, and this is why"
    away.value.close()
    assert fetched(address, "/healthz").status == 200
    assert "deleted or replaced" in (home / "server.log").read_text(encoding="utf-8")


def test_scripts_are_compressed_once_and_sent_as_each_browser_takes_them(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / name)
    originals = tmp_path / "originals"
    originals.mkdir()
    script = b"let answer = 42;\n" * 200
    (originals / "page.Ab12.js").write_bytes(script)
    folder = compressed_files(originals, "1.0", ICONS)
    assert folder is not None
    made = folder / "page.Ab12.js.br"
    before = made.stat().st_mtime_ns
    assert compressed_files(originals, "1.0", ICONS) == folder
    assert made.stat().st_mtime_ns == before, "made once for a version"
    app = with_compressed_files(PlainTextResponse("not a file"), folder)
    for accepted, encoding in (("br, gzip", "br"), ("gzip", "gzip"), ("", None)):
        headers, sent = asked(app, "/static/page.Ab12.js", accepted)
        assert headers.get("content-encoding") == encoding
        whole = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](sent)
        assert whole == script
        assert "immutable" in headers["cache-control"]
        assert "accept-encoding" in headers["vary"].lower()
    assert asked(app, "/static/../originals/page.Ab12.js", "")[1] == b"not a file"


def asked(app: ASGIApp, path: str, accepted: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer, with nothing in between that unpacks it."""
    headers: dict[str, str] = {}
    body = b""

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message) -> None:
        nonlocal body
        headers.update({n.decode().lower(): v.decode() for n, v in message.get("headers", ())})
        body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"accept-encoding", accepted.encode())],
    }
    asyncio.run(app(scope, receive, send))
    return headers, body


def test_where_nothing_can_be_written_files_go_out_as_they_are(tmp_path, monkeypatch: pytest.MonkeyPatch, caplog):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda _name: in_the_way / "ecq")
    assert compressed_files(tmp_path, "1.0", ICONS) is None
    assert "uncompressed" in caplog.text
    app = PlainTextResponse("as it is")
    assert with_compressed_files(app, None) is app


def test_a_disk_that_is_full_is_named_as_the_reason(tmp_path, monkeypatch: pytest.MonkeyPatch, caplog):
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals" / "large.js").write_bytes(bytes(500_000))
    with small_disk(tmp_path / "disk", 200) as disk:
        monkeypatch.setattr("platformdirs.user_cache_path", lambda name: disk / name)
        assert compressed_files(tmp_path / "originals", "1.0", ICONS) is None
        assert [*(disk / "ecq").iterdir()] == []
    assert "No space left" in caplog.text


@pytest.mark.slow
def test_the_font_of_icons_holds_what_is_drawn(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr("ecq.base.static_files._compress", lambda _path: None)  # which takes long, and is tested above
    folder = compressed_files(static_files(), "now", ICONS)
    assert folder is not None
    (font,) = folder.glob("media/MaterialSymbols-*.woff2")
    needed = {*ICONS, "keyboard_double_arrow_left", "upload"}
    assert needed <= ligatures(static_files() / "media" / font.name)
    assert needed <= ligatures(font)
    assert len(ligatures(font)) < 200
    assert font.stat().st_size < 40_000


def ligatures(file: Path) -> set[str]:
    """The names for which a font draws an icon."""
    with TTFont(file) as font:
        tables = [
            getattr(table, "ExtSubTable", table) for x in font["GSUB"].table.LookupList.Lookup for table in x.SubTable
        ]
        return {one.LigGlyph for table in tables for ones in table.ligatures.values() for one in ones}
