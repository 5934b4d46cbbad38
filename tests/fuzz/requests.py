"""What a browser sends of its own: addresses, cookies and headers, through everything that ECQ puts around Streamlit."""

from __future__ import annotations

import re
from collections.abc import Coroutine
from typing import Any

from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY
from ecq.server.first_page import FirstPage
from ecq.server.log_in import LogIn, own_page
from ecq.server.own_pages import GIVEN_WITH, BrowserKey, Headers
from ecq.server.settings import Provider
from ecq.web.frame.streamlit_internals import LOGIN_COOKIE, LOGIN_PATHS

KEY = "k" * 43
PROVIDER = Provider(
    "https://id.example/.well-known/openid-configuration", "ecq", "s", "c" * 32, "https://ecq.example", ""
)
_SENT = re.compile(rf"{BROWSER_COOKIE}=({BROWSER_KEY.pattern});.*")


def read_request(data: bytes) -> object:
    """A line each: path, query, cookies, languages, and the page to come back to after a log-in."""
    path, query, cookies, languages, page = (data.split(b"\n", 4) + [b""] * 4)[:5]
    came_back_to = own_page(page.decode("utf-8", "replace"))
    assert re.fullmatch(r"/(?!/)[!-\[\]-~]*", came_back_to), came_back_to
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "https",
        "path": path.decode("utf-8", "replace"),
        "query_string": query,
        "headers": [
            (b"host", b"ecq.example"),
            (b"accept", b"text/html"),
            (b"cookie", cookies),
            (b"accept-language", languages),
        ],
    }
    start, *_ = answers = _answered(scope)
    for name, value in start["headers"]:
        assert not re.search(rb"[\x00-\x1f\x7f-\xff]", name + value), "a header that none may be"
    keys = [value for _, value in start["headers"] if _SENT.fullmatch(value.decode())]
    assert len(keys) == (scope["path"] == GIVEN_WITH), "a key where none is given, or none where one is"
    return answers


async def _streamlit(scope: dict[str, Any], _receive: object, send: Any) -> None:
    """A page as Streamlit answers it: at the end of a log-in, on to its first page with its cookie."""
    back = scope["path"] == LOGIN_PATHS[1]
    cookie = [(b"set-cookie", f"{LOGIN_COOKIE}=x; Path=/".encode()), (b"location", b"/")] if back else []
    headers = [(b"content-type", b"text/html"), *cookie]
    await send({"type": "http.response.start", "status": 302 if back else 200, "headers": headers})
    await send(
        {"type": "http.response.body", "body": b"<html><head><title>Streamlit</title></head><body></body></html>"}
    )


def _answered(scope: dict[str, Any]) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    app: Any = Headers(BrowserKey(FirstPage(LogIn(_streamlit, PROVIDER))))  # type: ignore[arg-type]
    _run(app(scope, receive, send))
    return said


def _run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run what waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    raise AssertionError("it waits")


def valid_requests() -> list[bytes]:
    """Requests as browsers send them."""
    cookies = f"{BROWSER_COOKIE}={KEY}; ecq_wanted=%2Fresults%3Fa%3D1; _xsrf=1"
    return [
        f"/results\na=1&lang=zh&view=points\n{cookies}\nzh-CN,zh;q=0.9,en;q=0.8\n/results?a=1&lang=en".encode(),
        f"{LOGIN_PATHS[1]}\ncode=1&state=2\n{cookies}\nen\n/plan?a=青".encode(),
        b"/start\nlang=en\n\nzh-Hant\n//elsewhere.example/",
        b"/\n\nx=1\n*\n/[::1]/",
    ]
