"""`ecq serve --token`: the link that is printed opens ECQ in a browser, and nothing else does."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecq.base.language import Lang, words
from ecq.cli import main
from ecq.server import words as w
from tests.provider import SETTINGS
from tests.serving import Fetched, fetched, free_port, running
from tests.test_server import connects

pytestmark = pytest.mark.slow


class Asked:
    """A server that asks for its token."""

    def __init__(self, address: str, home: Path) -> None:
        self.port, self.home = int(address.rpartition(":")[2]), home

    @property
    def link(self) -> str:
        """The path of the link that was printed."""
        found = re.search(rf"^ECQ: http://127\.0\.0\.1:{self.port}(/\?token=[\w-]{{43}})$", self.log, re.MULTILINE)
        assert found, self.log
        return found[1]

    @property
    def log(self) -> str:
        return (self.home / "server.log").read_text(encoding="utf-8")

    def get(self, path: str, **headers: str) -> Fetched:
        return fetched(f"http://127.0.0.1:{self.port}", path, **headers)

    def connects(self, cookie: str) -> bool:
        address = f"http://127.0.0.1:{self.port}"
        return connects(address, Origin=address, Cookie=cookie)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    home, port = tmp_path_factory.mktemp("token"), free_port()
    with running([sys.executable, "-m", "ecq.cli", "serve", "--token", "--port", str(port)], port, home) as address:
        yield Asked(address, home)


PATHS = (
    "/",
    "/interview?a=x",
    "/_stcore/health",
    "/_stcore/host-config",
    "/media/x",
    "/blank/quick-check.xlsx",
    "/static/x",
)


def test_without_the_token_nothing_is_shown(asked: Asked) -> None:
    wrong = ("", "ecq_token_1=x", f"ecq_token_{asked.port}=x", f"ecq_token_{asked.port}=")
    for cookie in wrong:
        for path in PATHS:
            assert asked.get(path, **({"Cookie": cookie} if cookie else {})).status == 401, (cookie, path)
            assert asked.get(f"{path.partition('?')[0]}?token=x").status == 401
        assert not asked.connects(cookie)
    assert not asked.connects(""), "the token in the address of a websocket is none"
    assert asked.get("/healthz").status == asked.get("/readyz").status == 200
    assert asked.get("/api/v1/self-checks").status == 401, "the API has keys of its own"
    assert "key" in asked.get("/api/v1/self-checks").text


def test_the_link_that_is_printed_opens_ecq_for_this_browser(asked: Asked) -> None:
    led = asked.get(f"{asked.link}&lang=en", Accept="text/html")
    assert (led.status, led.getheader("location")) == (303, "/?lang=en"), "the token does not stay in the address"
    told = led.getheader("set-cookie")
    assert told
    assert re.fullmatch(
        rf"ecq_token_{asked.port}=[\w-]{{43}}; HttpOnly; Max-Age=2592000; Path=/; SameSite=Strict", told
    )
    cookie = told.partition(";")[0]
    assert asked.get("/", Cookie=f'a=b; odd="2|1:0; [x]=@; {cookie}').status == 200
    assert asked.connects(cookie)
    assert not asked.connects(cookie.replace(str(asked.port), "1"))
    token = cookie.partition("=")[2]
    assert asked.get(f"/interview?a=x&token={token}&q=1").getheader("location") == "/interview?a=x&q=1"
    assert asked.get(f"//evil.example/?token={token}").getheader("location") == "/"
    assert token not in asked.log.replace(asked.link, ""), "printed once, and logged nowhere"


def test_the_page_says_what_is_asked_in_the_readers_language(asked: Asked) -> None:
    languages: list[tuple[str, Lang]] = [("zh-CN", "zh"), ("zh-TW", "zh-Hant"), ("en-GB", "en")]
    for accepted, lang in languages:
        page = asked.get("/?token=x", Accept="text/html", **{"Accept-Language": accepted})
        assert page.status == 401
        for said in (w.TOKEN_ASKED, w.TOKEN_WHERE, w.TOKEN_WRONG):
            assert words(said, lang) in page.text
        assert "form-action 'self'" in page.headers["content-security-policy"]
        assert words(w.TOKEN_WRONG, lang) not in asked.get("/", Accept="text/html").text


def test_who_types_the_token_comes_to_the_address_they_wanted(asked: Asked) -> None:
    page = asked.get("/plan?a=x&token=y&q=%22%3E", Accept="text/html").text
    assert re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page) == [("a", "x"), ("q", "&quot;&gt;")]
    assert 'name="token"' in page


def test_each_start_has_another_token(asked: Asked, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ecq.cli", "serve", "--token", "--log-format", "json", "--port", str(port)]
    with running(command, port, tmp_path) as address:
        other = Asked(address, tmp_path)
        assert other.link != asked.link
        assert other.get(asked.link).status == 401
        (told,) = [line for line in other.log.splitlines() if line.startswith("ECQ: ")]
        assert other.link.partition("=")[2] not in other.log.replace(told, ""), "not in the log, which is kept"


def test_where_people_log_in_there_is_no_token(capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--mode", "server", "--token", "--lang", "zh"]) == 2
    assert "请去掉 --token" in capsys.readouterr().err
