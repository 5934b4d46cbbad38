"""Chromium, one server for all browser tests, and visitors whose every request and console line is watched."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ecq.base.language import Lang
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from tests import tools
from tests.browser.visitor import Come, Served, Visitor, private_words
from tests.serving import ecq_running, free_port, running
from tests.store.postgresql import Cluster, cluster

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--process-per-site",  # see `contexts`
    "--lang=en-US",  # in which a field for days asks for them: month, day, year
]
NEEDED = ("playwright", "axe_playwright_python", "pypdf")


def _missing() -> str | None:
    for name in NEEDED:
        if importlib.util.find_spec(name) is None:
            return f"the Python package {name} is not installed"
    program = tools.chromium()
    return None if shutil.which(program) else f"there is no browser at {program}; name one in CHROMIUM"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    missing = _missing()
    if missing and os.environ.get("ECQ_REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    from playwright.sync_api import Page, sync_playwright

    from tests.browser.polling import wait_for_function

    Page.wait_for_function = wait_for_function  # type: ignore[assignment, method-assign]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server all tests share. When it ends, its log must have kept every secret."""
    home = tmp_path_factory.mktemp("ecq")
    with ecq_running(home) as address:
        store = DatabaseStore.in_folder(home)
        yield Served(address, home, store)
        told = private_words(store)
        store.close()
    log = (home / "server.log").read_text(encoding="utf-8", errors="replace")
    assert [word for word in told if word in log] == []
    assert "Traceback" not in log, log[-3000:]


@pytest.fixture(scope="package")
def served_to_others(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that others may open, so that each browser has a list of its own: a new context begins with an empty one."""
    home, port = tmp_path_factory.mktemp("others"), free_port()
    names = ("--allow-host", "ecq.example.org", "--allow-host", "ecq.localhost")
    command = [sys.executable, "-m", "ecq.cli", "serve", "--port", str(port), "--mode", "open", *names]
    with running(command, port, home) as address, closing(DatabaseStore.in_folder(home)) as store:
        yield Served(address, home, store)


@pytest.fixture(scope="package")
def postgresql() -> Iterator[Cluster]:
    with cluster() as running:
        if running is None:
            pytest.skip("PostgreSQL is not installed")
        yield running


@pytest.fixture(scope="package")
def contexts(chromium: Browser, served: Served) -> Iterator[Callable[..., BrowserContext]]:
    """One context for each kind of visitor: a new one would load and compile all of Streamlit again. Size and colours are the
    page's own. Its pages share a process, which one of them keeps open from test to test: each would compile it again.

    Two visitors of one test never share one (`nth`): a page behind another is drawn seldom.
    """
    made: dict[object, BrowserContext] = {}

    def context(nth: int, lang: str, **more: Any) -> BrowserContext:
        kind = (nth, lang, *sorted(more.items()))
        if kind not in made:
            locale = {"zh": "zh-CN", "zh-Hant": "zh-TW", "en": "en-GB"}[lang]
            made[kind] = chromium.new_context(locale=locale, **more)
            made[kind].set_default_timeout(20_000)
            made[kind].new_page().goto(f"{served.address}/healthz")
        return made[kind]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext], served: Served, shipped: Rubric) -> Iterator[Come]:
    """Makes visitors: `visit("en", width=390)`. At the end of the test each must have stayed at home, without errors."""
    visitors: list[Visitor] = []

    def come(
        lang: Lang = "zh",
        width: int = 1280,
        height: int = 860,
        at: Served | None = None,
        color_scheme: Any = "light",
        **more: Any,
    ) -> Visitor:
        visitors.append(Visitor(contexts(len(visitors), lang, **more), at or served, shipped, lang))
        page = visitors[-1].page
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=color_scheme)
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.forget()
        visitor.page.close()
    for visitor in visitors:
        assert visitor.foreign() == []
        assert visitor.complaints() == []


@pytest.fixture
def killable(tmp_path: Path) -> Callable[[], AbstractContextManager[str]]:
    """Starts a server always with the same data and port. Its process id is in `tmp_path/pid`."""
    home, port = tmp_path / "home", free_port()
    # exec: the shell's process becomes the server's, so that its id is known
    command = ["sh", "-c", f'echo $$ > "{tmp_path}/pid"; exec "{sys.executable}" -m ecq.cli serve --port {port}']
    return lambda: running(command, port, home)
