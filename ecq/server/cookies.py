"""Every cookie is for pages of this address alone, whoever sets it; and the one that says which browser it is.

By that each browser has its own list where many use one server without log-in.
"""

from __future__ import annotations

import re
import secrets

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY

_SAME_SITE = re.compile(rb";\s*samesite=[^;]*", re.IGNORECASE)


class OwnCookies:
    """Makes every cookie `SameSite=Strict`, and `Secure` where people open ECQ over HTTPS: a browser then sends it with
    nothing that another site asks for, not even with a link that is followed.
    """

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        self._app, self._secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = self._secure or scope["scheme"] == "https"

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [_strict(name, value, secure) for name, value in message["headers"]]}
            await send(message)

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


class BrowserKey:
    """Gives each browser a random key, for a year from the last page. Scripts cannot read it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or scope["path"] != GIVEN_WITH:
            await self._app(scope, receive, send)
            return

        async def with_key(message: Message) -> None:
            if message["type"] == "http.response.start":
                key = key_sent(scope) or secrets.token_urlsafe(32)
                cookie = f"{BROWSER_COOKIE}={key}; Path=/; Max-Age={_YEAR}; HttpOnly"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await self._app(scope, receive, with_key)


def key_sent(scope: Scope) -> str | None:
    """The key a browser sends, where it looks like one of ours."""
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"), "")
    found = re.search(rf"(?:^|;\s*){BROWSER_COOKIE}=({BROWSER_KEY.pattern})(?:;|$)", sent)
    return found[1] if found else None
