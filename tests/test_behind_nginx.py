"""Behind nginx as in deploy/: limits for an address count people's own addresses, and nobody can claim another."""

from __future__ import annotations

import asyncio
import http.client
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, closing

import pytest
from websockets.exceptions import InvalidStatus

from ecq.api.limits import WRONG_AT_ONCE
from ecq.base.settings import BROWSER_COOKIE
from tests.bench.streamlit_page import StreamlitPage
from tests.nginx import proxy
from tests.serving import free_port, running
from tests.tools import tool

pytestmark = pytest.mark.slow

ONE, OTHER = "127.0.0.1", "127.0.0.2"
CLAIMED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")
"""Where somebody may claim to come from elsewhere."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of nginx and of the server behind it, which lets in two windows for each address."""
    tool("nginx", "/usr/sbin/nginx")
    home, port = tmp_path_factory.mktemp("behind"), free_port()
    command = [sys.executable, "-m", "ecq.cli", "serve", "--max-per-address", "2", "--port", str(port)]
    with running(command, port, home), proxy(tmp_path_factory.mktemp("nginx"), [port, port]) as address:
        yield int(address.rpartition(":")[2]), port


def wrong_key(port: int, comes_from: str, claims: str = "") -> int:
    """What is answered to a key that there is not."""
    headers = {"Authorization": "Bearer ecq_nothing", **(dict.fromkeys(CLAIMED, claims) if claims else {})}
    with closing(http.client.HTTPConnection(ONE, port, timeout=20, source_address=(comes_from, 0))) as connection:
        connection.request("GET", "/api/v1/self-checks", headers=headers)
        return connection.getresponse().status


async def let_in(port: int, comes_from: str, browser: str, stack: AsyncExitStack, claims: str = "") -> bool:
    """Whether a window of a browser is let in."""
    headers = {"Cookie": f"{BROWSER_COOKIE}={browser * 43}", **(dict.fromkeys(CLAIMED, claims) if claims else {})}
    page = StreamlitPage(f"http://{ONE}:{port}", local_addr=(comes_from, 0), additional_headers=headers)
    try:
        await stack.enter_async_context(page)
    except InvalidStatus:
        return False
    return True


def test_each_address_has_its_own_wrong_keys(served: tuple[int, int]) -> None:
    nginx, behind = served
    tried = [wrong_key(nginx, OTHER, f"198.51.100.{number}") for number in range(WRONG_AT_ONCE + 5)]
    assert tried[:WRONG_AT_ONCE] == [401] * WRONG_AT_ONCE
    assert set(tried[WRONG_AT_ONCE:]) == {429}, "another address claimed each time does not help"
    assert wrong_key(nginx, ONE) == 401
    assert wrong_key(behind, OTHER, "198.51.100.77") == 429, "and none is believed of whoever is no proxy"


def test_each_address_has_its_own_windows(served: tuple[int, int]) -> None:
    async def come(nginx: int) -> tuple[list[bool], list[bool], list[bool]]:
        async with AsyncExitStack() as stack:
            first = [await let_in(nginx, OTHER, browser, stack) for browser in "abc"]
            claiming = [
                await let_in(nginx, OTHER, browser, stack, claimed)
                for browser, claimed in (("d", "198.51.100.1"), ("e", "198.51.100.2"))
            ]
            return first, claiming, [await let_in(nginx, ONE, browser, stack) for browser in "fg"]

    assert asyncio.run(come(served[0])) == ([True, True, False], [False, False], [True, True])
