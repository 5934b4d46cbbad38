"""A request is taken only from a page of the address that it asks: no other page is answered, also none of this machine.

A browser says in `Origin` whose page asks, and in `Sec-Fetch-Site` also where it leaves that out; programs say neither.
Following a link to ECQ is no request of the page that has the link.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import quote, urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ecq.web.frame.streamlit_internals import LOGOUT_PATH

_SCHEMES = {"ws": "http", "wss": "https"}
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000

_log = logging.getLogger("ecq.server")

Place = tuple[str, str, int | None]
"""Scheme, host and port."""


class OwnPages:
    """Answers 403 to requests and websockets of other pages. `public` is an address under which people open ECQ besides."""

    def __init__(self, app: ASGIApp, public: str | None = None) -> None:
        self._app, self._public = app, place_of(public) if public else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] not in ("http", "websocket") or self._may(scope):
            await self._app(scope, receive, send)
            return

        await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        origins = _values(scope, b"origin")
        if not origins:
            return scope["type"] == "http" and _own_or_a_link(scope)
        asked = place_of(f"{_SCHEMES.get(scope['scheme'], scope['scheme'])}://{''.join(_values(scope, b'host'))}")
        pages = {place_of(one) for one in origins}
        if pages <= {asked, self._public} - {None}:
            return True
        if asked and any(page and page[1] == asked[1] for page in pages):
            _log.warning(
                "a request of a page with this host's name, but another scheme or port, was refused; where a proxy speaks "
                "HTTPS it has to send X-Forwarded-Proto and be named in FORWARDED_ALLOW_IPS, or ECQ_PUBLIC_URL has to be set"
            )
        else:
            _log.warning("a request of another page was refused")
        return False


def place_of(address: str) -> Place | None:
    """Scheme, host and port of an address; None where it is none."""
    try:
        parts = urlsplit(address.strip().lower())
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None


def own_page(address: str) -> str:
    """The address, where it is that of a page of ours (path and query); else the first page."""
    if not re.match(r"/(?!/)[^\\]*\Z", address) or not address.isprintable() or len(address) > _LONGEST:
        return "/"
    return quote(address, safe="/?=&%+-_.~")


def _own_or_a_link(scope: Scope) -> bool:
    """For a request without `Origin`: that it comes from no other page, or that somebody followed a link there."""
    site = _values(scope, b"sec-fetch-site")
    if not site or site[0] in ("same-origin", "none"):
        return True
    opens = (_values(scope, b"sec-fetch-mode"), _values(scope, b"sec-fetch-dest")) == (["navigate"], ["document"])
    return opens and scope["method"] in ("GET", "HEAD") and scope["path"] != LOGOUT_PATH  # not even a link of theirs


def _values(scope: Scope, wanted: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]
