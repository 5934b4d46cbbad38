"""Nothing comes from another site or goes to one: whose requests are taken, cookies of this address alone, headers.

A browser says in `Origin` whose page asks, and in `Sec-Fetch-Site` also where it leaves that out; programs say
neither. Following a link to ECQ is no request of the page that has the link. By a cookie of its own each browser has
its own list where many use one server without log-in.
"""

from __future__ import annotations

import logging
import re
import secrets
from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers as Sent
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY
from ecq.web.frame.streamlit_internals import LOGOUT_PATH

_SCHEMES = {"ws": "http", "wss": "https"}
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000

_log = logging.getLogger("ecq.server")

Place = tuple[str, str, int | None]
"""Scheme, host and port."""


def with_headers(send: Send, changed: Callable[[list[tuple[bytes, bytes]]], list[tuple[bytes, bytes]]]) -> Send:
    """`send`, with the headers of a response as `changed` makes them."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": changed(message["headers"])}
        await send(message)

    return sent


class InFront:
    """What stands before the app (ASGI): it answers what concerns it, and passes all else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""
        await (self._answer if self._concerns(scope) else self._app)(scope, receive, send)

    def _concerns(self, scope: Scope) -> bool:
        """Every request over HTTP, where it says nothing else."""
        return bool(scope["type"] == "http")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError


class OwnPages(InFront):
    """Answers 403 to requests and websockets of other pages. `public` is an address under which people open ECQ besides."""

    def __init__(self, app: ASGIApp, public: str | None = None) -> None:
        super().__init__(app)
        self._public = place_of(public) if public else None

    def _concerns(self, scope: Scope) -> bool:
        return scope["type"] in ("http", "websocket") and not self._may(scope)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        sent = Sent(scope=scope)
        origins = sent.getlist("origin")
        if not origins:
            return scope["type"] == "http" and _own_or_a_link(scope)
        asked = place_of(f"{_SCHEMES.get(scope['scheme'], scope['scheme'])}://{''.join(sent.getlist('host'))}")
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
    sent = Sent(scope=scope)
    if sent.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    opens = (sent.getlist("sec-fetch-mode"), sent.getlist("sec-fetch-dest")) == (["navigate"], ["document"])
    return opens and scope["method"] in ("GET", "HEAD") and scope["path"] != LOGOUT_PATH  # not even a link of theirs


_SAME_SITE = re.compile(rb";\s*samesite=[^;]*", re.IGNORECASE)


class OwnCookies(InFront):
    """Makes every cookie `SameSite=Strict`, and `Secure` where people open ECQ over HTTPS: a browser then sends it with
    nothing that another site asks for, not even with a link that is followed.
    """

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        super().__init__(app)
        self._secure = secure

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        secure = self._secure or scope["scheme"] == "https"
        strict = with_headers(send, lambda headers: [_strict(name, value, secure) for name, value in headers])
        await self._app(scope, receive, strict)


def _strict(name: bytes, value: bytes, secure: bool) -> tuple[bytes, bytes]:
    if name.lower() != b"set-cookie":
        return name, value
    value = _SAME_SITE.sub(b"", value) + b"; SameSite=Strict"
    return name, value + b"; Secure" if secure and b"; secure" not in value.lower() else value


_YEAR = 365 * 24 * 3600


GIVEN_WITH = "/_stcore/health"
"""What every page of ours asks for before it connects. The page itself is asked for without the key where somebody follows
a link of another site, and would be given another."""


class BrowserKey(InFront):
    """Gives each browser a random key, for a year from the last page. Scripts cannot read it."""

    def _concerns(self, scope: Scope) -> bool:
        return super()._concerns(scope) and scope["path"] == GIVEN_WITH

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = key_sent(scope) or secrets.token_urlsafe(32)
        cookie = f"{BROWSER_COOKIE}={key}; Path=/; Max-Age={_YEAR}; HttpOnly".encode()
        await self._app(scope, receive, with_headers(send, lambda headers: [*headers, (b"set-cookie", cookie)]))


def key_sent(scope: Scope) -> str | None:
    """The key a browser sends, where it looks like one of ours."""
    sent = Sent(scope=scope).get("cookie", "")
    found = re.search(rf"(?:^|;\s*){BROWSER_COOKIE}=({BROWSER_KEY.pattern})(?:;|$)", sent)
    return found[1] if found else None


# Why each allowance is there: docs/operation.md. The address holds the key to an assessment, so it is never sent on as a
# referrer, and nothing of a page may come from or go to another host.
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
        "midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=64)
def policy_for(html: str) -> str:
    """The content policy of a page of ours: the scripts that stand in it, and in the slides it shows, by their hashes."""
    from ecq.writers.slides.deck import KEYS

    hashes = [b64encode(sha256(one.encode()).digest()).decode() for one in (*_INLINE.findall(html), KEYS)]
    own = "".join(f" 'sha256-{one}'" for one in hashes)
    return HEADERS["content-security-policy"].replace("script-src 'self'", f"script-src 'self'{own}")


class Headers(InFront):
    """Adds HEADERS to every HTTP response."""

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        def completed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
            present = {name.lower() for name, _ in headers}
            return [*headers, *((n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in present)]

        await self._app(scope, receive, with_headers(send, completed))
