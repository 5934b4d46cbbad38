"""Log-in over HTTP with a real provider: the way there and back, what is refused, and what a server needs for it."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
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
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from ecq.cli import main
from ecq.errors import EcqError
from ecq.server.cookies import OwnCookies
from ecq.server.log_in import own_page
from ecq.server.provider import provider_from_environment
from ecq.server.serving import serve
from ecq.web.frame import streamlit_internals as internals
from tests.provider import COOKIE_SECRET, LI_NA, SETTINGS, LogsIn, command, logs_in
from tests.serving import free_port, running

USER = "_streamlit_user"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogsIn]:
    with logs_in(tmp_path_factory.mktemp("log-in")) as one:
        yield one


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


def drawn(browser: httpx2.Client, public: str, port: int, **cookies: str) -> bytes:
    """All that a server on that port draws for a browser that asks for the public address."""
    browser.get("/_stcore/health")
    xsrf = browser.cookies["_streamlit_xsrf"]
    sent = "; ".join(f"{name}={value}" for name, value in {**dict(browser.cookies), **cookies}.items())
    request = BackMsg()
    request.rerun_script.query_string = ""
    with connect(
        public.replace("http", "ws", 1) + "/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", port)),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(xsrf)],
        origin=Origin(public),
        additional_headers={"cookie": sent},
        max_size=None,
    ) as page:
        page.send(request.SerializeToString())
        parts = b""
        while True:
            raw = page.recv(30)
            assert isinstance(raw, bytes)
            parts += raw
            if ForwardMsg.FromString(raw).WhichOneof("type") == "script_finished":
                return parts


@pytest.mark.slow
def test_who_logged_in_on_one_server_is_logged_in_on_another_also_while_the_provider_is_away(browser, served, tmp_path):
    browser.get(logged_in_at(browser, to_provider(browser)))
    name, port = LI_NA["name"].encode(), free_port()
    away = f"http://127.0.0.1:{free_port()}/.well-known/openid-configuration"
    with running(command(port), port, tmp_path, **{**served.environment, "ECQ_OIDC_METADATA_URL": away}) as second:
        assert name in drawn(browser, served.address, port)
        cookie = browser.cookies[USER]
        forged = drawn(browser, served.address, port, **{USER: cookie[:-4] + "AAAA"})
        assert name not in forged
        assert b"/login?to=" in forged
        public = {"host": served.address.removeprefix("http://")}
        with httpx2.Client(base_url=second, trust_env=False) as visitor:
            begun = visitor.get("/login", params={"to": "/plan?a=abc"}, headers=public)
            wanted = {"cookie": begun.headers["set-cookie"].partition(";")[0]}
            led = visitor.get(begun.headers["location"], headers=public | wanted)
            assert led.headers["location"] == "/plan?a=abc&login=failed", "the way to the provider cannot be begun"
            elsewhere = visitor.get("/plan", headers={"accept": "text/html", "accept-language": "en"})
        assert elsewhere.status_code == 421
        assert f'ECQ is opened under this address: <a href="{served.address}">' in elsewhere.text


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
    assert set(internals.LOGIN_PATHS) <= paths


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
