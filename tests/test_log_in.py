"""Log-in over HTTP with a real provider: the way there and back, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.provider import LogsIn, logs_in

pytestmark = pytest.mark.slow
USER = "_streamlit_user"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogsIn]:
    with logs_in(tmp_path_factory.mktemp("log-in")) as one:
        yield one


@pytest.fixture
def browser(served: LogsIn) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, headers={"accept": "text/html"}, trust_env=False) as one:
        yield one


def to_provider(browser: httpx.Client, to: str = "/") -> str:
    """Go where one logs in; its address."""
    begun = browser.get("/login", params={"to": to})
    assert begun.status_code == 303
    return browser.get(begun.headers["location"]).headers["location"]


def logged_in_at(browser: httpx.Client, address: str, subject: str = "li.na") -> str:
    """Log in there; where that leads back to."""
    return browser.post(address, data={"sub": subject}).headers["location"]


def test_log_in_leads_back_to_the_page_one_wanted(browser, served):
    back = logged_in_at(browser, to_provider(browser, "/results?a=abc&lang=zh-Hant"))
    assert back.startswith(f"{served.address}/oauth2callback?code=")
    arrived = browser.get(back)
    assert (arrived.status_code, arrived.headers["location"]) == (303, "/results?a=abc&lang=zh-Hant")
    assert browser.cookies.get(USER)
    assert browser.cookies.get("ecq_wanted") is None
    assert "no-referrer" in arrived.headers["referrer-policy"]
