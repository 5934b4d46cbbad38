"""Log-in over HTTP with a real provider: the way there and back, what is refused, and what a server needs for it."""

from __future__ import annotations

import http.server
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from html import unescape
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import user_info
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from ecq.base.errors import EcqError
from ecq.cli import main
from ecq.server.log_in import own_page
from ecq.server.own_pages import OwnCookies
from ecq.server.serving import serve
from ecq.server.settings import provider_from_environment
from ecq.store.database import DatabaseStore
from ecq.store.organisations import Organisations
from ecq.web.frame import streamlit_internals as internals
from ecq.web.session import words
from tests.provider import COOKIE_SECRET, LI_NA, SETTINGS, LogsIn, command, logs_in
from tests.serving import free_port, running

USER = "_streamlit_user"
ENDED = words.ENDED.zh.encode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogsIn]:
    with logs_in(tmp_path_factory.mktemp("log-in")) as one:
        yield one


@pytest.fixture(scope="module")
def second(served: LogsIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of another server on the same database, which the provider does not answer."""
    away = f"http://127.0.0.1:{free_port()}/.well-known/openid-configuration"
    settings, port = {**served.environment, "ECQ_OIDC_METADATA_URL": away}, free_port()
    with running(command(port), port, tmp_path_factory.mktemp("second"), **settings):
        yield port


@pytest.fixture
def browser(served: LogsIn) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.address, headers={"accept": "text/html"}, trust_env=False) as one:
        yield one


def to_provider(browser: httpx2.Client, to: str = "/") -> str:
    """Go where one logs in; its address."""
    begun = browser.get("/login", params={"to": to})
    assert begun.status_code == 303
    return browser.get(begun.headers["location"]).headers["location"]


def logged_in_at(browser: httpx2.Client, address: str, subject: str = "li.na") -> str:
    """Log in there; where that leads back to."""
    return browser.post(address, data={"sub": subject}).headers["location"]


@pytest.mark.slow
def test_log_in_leads_back_to_the_page_one_wanted(browser, served):
    back = logged_in_at(browser, to_provider(browser, "/results?a=abc&lang=zh-Hant"))
    assert back.startswith(f"{served.address}/oauth2callback?code=")
    arrived = browser.get(back)
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/results?a=abc&lang=zh-Hant")
    assert browser.cookies.get(USER)
    assert browser.cookies.get("ecq_wanted") is None
    assert "no-referrer" in arrived.headers["referrer-policy"]


@pytest.mark.slow
def test_a_token_for_another_log_in_is_refused(browser, served):
    """Its nonce is that of somebody else's log-in: a code slipped in from there must not log in here."""
    address = to_provider(browser, "/plan?a=abc")
    asked = parse_qs(urlsplit(address).query)
    assert asked["nonce"], "the provider is told which log-in it is"
    other = address.replace(asked["nonce"][0], "of-another-log-in")
    arrived = browser.get(logged_in_at(browser, other))
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/plan?a=abc&login=failed")
    assert not browser.cookies.get(USER)


@pytest.mark.slow
def test_a_code_is_taken_once_and_by_the_browser_that_began(browser, served):
    back = logged_in_at(browser, to_provider(browser))
    with httpx2.Client(base_url=served.address, trust_env=False) as stranger:
        once_more = re.search(r'content="0;url=([^"]+)"', stranger.get(back).text)
        assert once_more, "without cookies it is led here once more, as by a page of ours"
        assert stranger.get(unescape(once_more[1])).headers["location"].endswith("login=failed"), "and once only"
        assert not stranger.cookies.get(USER)
    session = dict(browser.cookies)
    assert browser.get(back).headers["location"] == "/"
    with httpx2.Client(base_url=served.address, cookies=session, trust_env=False) as replayed:
        assert replayed.get(back).headers["location"].endswith("login=failed"), (
            "the provider gave the token out already"
        )
        assert not replayed.cookies.get(USER)


@pytest.mark.slow
def test_who_is_refused_by_the_provider_is_told_so(browser):
    back = browser.post(to_provider(browser, "/plan"), data={"action": "deny"}).headers["location"]
    assert "error=access_denied" in back
    assert browser.get(back).headers["location"] == "/plan?login=failed"
    assert browser.get("/oauth2callback").headers["location"] == "/", "back from logging out is no failure"


@contextmanager
def window(browser: httpx2.Client, public: str, port: int, **cookies: str) -> Iterator[ClientConnection]:
    """A window of a browser that asks a server on that port for the public address."""
    browser.get("/_stcore/health")
    xsrf = browser.cookies["_streamlit_xsrf"]
    sent = "; ".join(f"{name}={value}" for name, value in {**dict(browser.cookies), **cookies}.items())
    with connect(
        public.replace("http", "ws", 1) + "/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port)),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(xsrf)],
        origin=Origin(public),
        additional_headers={"cookie": sent},
        max_size=None,
    ) as page:
        yield page


def run(page: ClientConnection) -> bytes:
    """All that is drawn when a window asks for it; a run that another overtakes is read on to the end of that one."""
    request = BackMsg()
    request.rerun_script.query_string = ""
    page.send(request.SerializeToString())
    parts = b""
    while True:
        raw = page.recv(30)
        assert isinstance(raw, bytes)
        parts += raw
        told = ForwardMsg.FromString(raw)
        if told.WhichOneof("type") == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return parts


def drawn_at_last(page: ClientConnection) -> bytes:
    """All that is drawn until the page before log-in is there: a run that is overtaken by another ends before it is whole."""
    told = run(page)
    for _ in range(3):
        told += run(page) if ENDED not in told else b""
    return told


def drawn(browser: httpx2.Client, public: str, port: int, **cookies: str) -> bytes:
    """All that a server on that port draws for a browser that asks for the public address."""
    with window(browser, public, port, **cookies) as page:
        return run(page)


@pytest.mark.slow
def test_who_logged_in_on_one_server_is_logged_in_on_another_also_while_the_provider_is_away(browser, served, second):
    browser.get(logged_in_at(browser, to_provider(browser)))
    name = LI_NA["name"].encode()
    assert name in drawn(browser, served.address, second)
    forged = drawn(browser, served.address, second, **{USER: browser.cookies[USER][:-4] + "AAAA"})
    assert name not in forged
    assert b"/login?to=" in forged
    public = {"host": served.address.removeprefix("http://")}
    with httpx2.Client(base_url=f"http://127.0.0.1:{second}", trust_env=False) as visitor:
        begun = visitor.get("/login", params={"to": "/plan?a=abc"}, headers=public)
        wanted = {"cookie": begun.headers["set-cookie"].partition(";")[0]}
        led = visitor.get(begun.headers["location"], headers=public | wanted)
        assert led.headers["location"] == "/plan?a=abc&login=failed", "the way to the provider cannot be begun"
        elsewhere = visitor.get("/plan", headers={"accept": "text/html", "accept-language": "en"})
    assert elsewhere.status_code == 421
    assert f'ECQ is opened under this address: <a href="{served.address}">' in elsewhere.text


def copy_of(browser: httpx2.Client, address: str) -> httpx2.Client:
    """A browser of somebody who has got hold of all cookies."""
    return httpx2.Client(base_url=address, cookies=dict(browser.cookies), trust_env=False)


def told_to_log_in(page: ClientConnection, seconds: float) -> bool:
    """Whether a window is drawn as the page before log-in within so many seconds, unasked."""
    end, parts = time.monotonic() + seconds, b""
    while ENDED not in parts and time.monotonic() < end:
        with suppress(TimeoutError):
            raw = page.recv(end - time.monotonic())
            assert isinstance(raw, bytes)
            parts += raw
    return ENDED in parts


@pytest.mark.slow
def test_a_copied_cookie_logs_in_nobody_after_log_out_on_no_server(browser, served, second):
    browser.get(logged_in_at(browser, to_provider(browser)))
    name, public = LI_NA["name"].encode(), served.address
    with (
        copy_of(browser, public) as copied,
        window(copied, public, own_port(served)) as here,
        window(copied, public, second) as there,
    ):
        assert name in run(here)
        assert name in run(there)
        browser.get("/auth/logout")
        assert not browser.cookies.get(USER)
        assert told_to_log_in(here, 8), "a window that is open"
        assert told_to_log_in(there, 8), "also on another server"
        run(here), run(there)  # what was still on its way
        for told in (
            drawn_at_last(here),
            drawn_at_last(there),
            *(drawn(copied, public, asked) for asked in (own_port(served), second)),
        ):
            assert name not in told
            assert ENDED in told


@pytest.mark.slow
def test_logging_out_in_one_browser_leaves_another_logged_in(browser, served):
    browser.get(logged_in_at(browser, to_provider(browser)))
    with httpx2.Client(base_url=served.address, headers={"accept": "text/html"}, trust_env=False) as other:
        other.get(logged_in_at(other, to_provider(other)))
        with window(other, served.address, own_port(served)) as page:
            run(page)
            browser.get("/auth/logout")
            assert not told_to_log_in(page, 5)
            assert LI_NA["name"].encode() in run(page)


@pytest.mark.slow
def test_who_is_deleted_is_out_within_seconds_and_does_not_come_back_by_a_copied_cookie(browser, served):
    served.person("zhao.liu", {"name": "赵六", "email": "zhao.liu@example.org", "groups": ["deleted-soon"]})
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        Organisations(store).found("Of Zhao", {"deleted-soon": "editor"})
    browser.get(logged_in_at(browser, to_provider(browser), "zhao.liu"))
    name = "赵六".encode()
    with closing(DatabaseStore(f"sqlite:///{served.home}/kept.sqlite3")) as store:
        (person,) = [one for one in Organisations(store).members(organisation(store, "Of Zhao")) if one.name == "赵六"]
        with window(browser, served.address, own_port(served)) as page:
            assert name in run(page)
            ecq = [sys.executable, "-m", "ecq.cli", "people", "delete", person.person_id, "--lang", "en"]
            environment = {**os.environ, "ECQ_DATABASE_URL": f"sqlite:///{served.home}/kept.sqlite3"}
            receipt = subprocess.run(ecq, env=environment, capture_output=True, text=True, timeout=60, check=False)
            assert (receipt.returncode, receipt.stderr) == (0, "")
            assert "log-ins, ended at once: 1" in receipt.stdout
            assert told_to_log_in(page, 8)
            run(page)  # what was still on its way
            assert name not in run(page)
        assert name not in drawn(browser, served.address, own_port(served))
        assert Organisations(store).person(person.person_id) is None, "not made anew"


def organisation(store: DatabaseStore, name: str) -> str:
    return next(one.id for one in Organisations(store).all() if one.name == name)


def own_port(served: LogsIn) -> int:
    return int(served.address.rpartition(":")[2])


class Listener(http.server.BaseHTTPRequestHandler):
    """A provider that tells what it is and keeps what is asked of it for a token; it gives none."""

    asked: ClassVar[list[dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_address[1]}"  # type: ignore[index]
        named = {"issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token"}
        self._answer(200, named)  # nothing is said of PKCE

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.asked.append(parse_qs(body))
        self._answer(400, {"error": "invalid_grant"})

    def _answer(self, status: int, told: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.slow
def test_a_code_is_of_use_only_to_the_server_that_asked_for_it(served, tmp_path):
    """PKCE: the provider gets a digest first and what it is of with the code, whether or not it says that it looks."""
    port = free_port()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as provider:
        threading.Thread(target=provider.serve_forever, daemon=True).start()
        public, at = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{provider.server_address[1]}"
        settings = {"ECQ_OIDC_METADATA_URL": f"{at}/.well-known/openid-configuration", "ECQ_PUBLIC_URL": public}
        with (
            running(command(port), port, tmp_path, **{**served.environment, **settings}),
            httpx2.Client(base_url=public, trust_env=False) as browser,
        ):
            asked = parse_qs(urlsplit(to_provider(browser)).query)
            assert asked["code_challenge_method"] == ["S256"]
            back = browser.get("/oauth2callback", params={"code": "stolen", "state": asked["state"][0]})
            assert back.headers["location"] == "/?login=failed"
        provider.shutdown()
    (token,) = Listener.asked
    digest = urlsafe_b64encode(sha256(token["code_verifier"][0].encode()).digest()).rstrip(b"=").decode()
    assert digest == asked["code_challenge"][0]


@pytest.mark.slow
def test_who_belongs_to_hundreds_of_groups_can_log_in_too(browser, served):
    """Streamlit splits the cookie; by default no websocket is taken with so much in its headers, and the page stays empty."""
    served.person("boss", {"name": "王总", "groups": [sha256(bytes([one])).hexdigest() for one in range(200)]})
    browser.get(logged_in_at(browser, to_provider(browser), "boss"))
    assert sum(map(len, dict(browser.cookies).values())) > 16_384
    assert "王总".encode() in drawn(browser, served.address, int(served.address.rpartition(":")[2]))


@pytest.mark.slow
def test_the_log_says_nothing_that_logs_in(served, browser):
    back = logged_in_at(browser, to_provider(browser))
    browser.get(back)
    browser.get(back)
    log = (served.home / "server.log").read_text(encoding="utf-8", errors="replace")
    told = [COOKIE_SECRET, *parse_qs(urlsplit(back).query)["code"], browser.cookies[USER], "li.na@example.org"]
    assert [one for one in told if one in log] == []


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/interview?a=abc&q=q1&lang=zh-Hant", "/interview?a=abc&q=q1&lang=zh-Hant"),
        ("/plan?view=%E7%94%98", "/plan?view=%E7%94%98"),
        ("/?a=甘", "/?a=%E7%94%98"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("interview", "/"),
        ("/a\r\nset-cookie: x=1", "/"),
        ("/" + "x" * 3000, "/"),
        ("/[", "/%5B"),
        ("//[", "/"),
        ("", "/"),
    ],
)
def test_log_in_leads_to_no_page_but_ours(asked, led):
    assert own_page(asked) == led


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in [one for one in os.environ if one.startswith("ECQ_")]:
        monkeypatch.delenv(name)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def refused() -> EcqError:
    with pytest.raises(EcqError) as told:
        serve("127.0.0.1", 8765, mode="server")
    return told.value


def test_server_mode_says_all_that_is_missing_at_once_in_both_languages(environment, capsys):
    for name in SETTINGS:
        environment.delenv(name)
    for said in (str(refused()), refused().zh):
        first, *lines = said.splitlines()
        assert first.endswith((":", "："))
        assert len(lines) == len(SETTINGS)
        assert all(any(name in line for line in lines) for name in SETTINGS)
    assert main(["serve", "--mode", "server", "--lang", "zh"]) == 2
    assert "缺少 ECQ_COOKIE_SECRET" in capsys.readouterr().err
    for name, value in SETTINGS.items():
        environment.setenv(name, value)
    for name in SETTINGS:
        with environment.context() as without:
            without.delenv(name)
            _, line = str(refused()).splitlines()
            assert f"{name} is missing" in line


def test_settings_that_would_be_unsafe_are_refused_each_with_a_sentence(environment, tmp_path):
    wrong = {
        "ECQ_COOKIE_SECRET": ["short"],
        "ECQ_PUBLIC_URL": [
            "http://ecq.example.org",
            "ecq.example.org",
            "https://ecq.example.org/ecq",
            "https://[",
            "ftp://x",
        ],
        "ECQ_OIDC_METADATA_URL": ["http://id.example/.well-known/openid-configuration"],
        "ECQ_LOGIN_HOURS": ["twelve", "0", "-1", "inf", "721", "nan"],
        "ECQ_MODE": ["serverless"],
        "ECQ_COOKIE_SECRET_FILE": [str(tmp_path / "none"), str(tmp_path)],
    }
    for name, values in wrong.items():
        for value in values:
            with environment.context() as changed:
                changed.setenv(name, value)
                if name.endswith("_FILE"):
                    changed.delenv(name.removesuffix("_FILE"))
                with pytest.raises(EcqError, match=name) as told:
                    serve("127.0.0.1", 8765, mode=None if name == "ECQ_MODE" else "server")
                assert COOKIE_SECRET not in str(told.value)
                assert name in told.value.zh


def test_secrets_come_from_files_too_and_are_never_shown(environment, tmp_path):
    file = tmp_path / "secret"
    file.write_text("a secret that stands in a file, and is long\n", encoding="utf-8")
    environment.delenv("ECQ_COOKIE_SECRET")
    environment.setenv("ECQ_COOKIE_SECRET_FILE", str(file))
    database = tmp_path / "database"
    database.write_text("postgresql://ecq:password@db.example/ecq\n", encoding="utf-8")
    environment.delenv("ECQ_DATABASE_URL")
    environment.setenv("ECQ_DATABASE_URL_FILE", str(database))
    provider = provider_from_environment()
    assert provider.cookie_secret == "a secret that stands in a file, and is long"
    assert (provider.public_url, provider.host, provider.secure) == ("https://ecq.example.org", "ecq.example.org", True)
    assert provider.database_url == "postgresql://ecq:password@db.example/ecq"
    assert "password" not in repr(provider)
    assert "secret" not in repr(provider).replace("cookie_secret", "")
    assert provider.secrets["auth"]["redirect_uri"] == "https://ecq.example.org/oauth2callback"


def test_local_mode_is_for_nobody_else(environment):
    for host, allowed in (("0.0.0.0", ()), ("127.0.0.1", ("ecq.example.org",))):
        with pytest.raises(EcqError, match="local mode is for this machine only"):
            serve(host, 8765, allowed, "local")


def test_the_private_names_around_log_in_are_still_streamlits():
    assert server_util.AUTH_COOKIE_NAME == internals.LOGIN_COOKIE
    paths = {route.path for route in create_auth_routes("")}
    assert internals.LOGIN_PATHS[0] == user_info.AUTH_LOGIN_ENDPOINT
    assert {*internals.LOGIN_PATHS, internals.LOGOUT_PATH} <= paths


@pytest.mark.parametrize(
    ("asked", "public", "secure"),
    [
        ("http://127.0.0.1:8501", True, True),  # TLS ends at a proxy that the server does not believe
        ("https://ecq.example.org", False, True),
        ("http://localhost:8501", False, False),
    ],
)
def test_cookies_are_for_this_site_alone_and_go_over_https_only_where_ecq_is_opened_so(asked, public, secure):
    """Whoever sets them, and whatever they say themselves."""

    async def page(_request: Request) -> Response:
        response = PlainTextResponse("a page")
        response.set_cookie(internals.LOGIN_COOKIE, "somebody", httponly=True)
        response.set_cookie("other", "x", samesite="none", secure=True)
        return response

    served = TestClient(OwnCookies(Starlette(routes=[Route("/", page)]), public), base_url=asked)
    told = served.get("/").headers.get_list("set-cookie")
    assert len(told) == 2
    for one in told:
        assert [part for part in one.lower().split("; ") if part.startswith("samesite")] == ["samesite=strict"]
    assert ("; Secure" in told[0]) == secure
    assert "HttpOnly" in told[0]
