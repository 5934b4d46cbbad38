"""The cookie that says which browser it is, so that each has its own list where many use one server without log-in."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from ecq.server.first_page import wants_page
from ecq.settings import BROWSER_COOKIE, BROWSER_KEY

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR = 365 * 24 * 3600


class BrowserKey:
    """Gives each browser a random key with its pages, for a year from the last one.

    Scripts cannot read it, and it is not sent along by pages of other sites, only when a link to ECQ is followed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or not wants_page(scope):
            await self._app(scope, receive, send)
            return

        async def with_key(message: Message) -> None:
            if message["type"] == "http.response.start":
                key = key_sent(scope) or secrets.token_urlsafe(32)
                secure = "; Secure" if scope["scheme"] == "https" else ""
                cookie = f"{BROWSER_COOKIE}={key}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await self._app(scope, receive, with_key)


def key_sent(scope: Scope) -> str | None:
    """The key a browser sends, where it looks like one of ours."""
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"), "")
    found = re.search(rf"(?:^|;\s*){BROWSER_COOKIE}=({BROWSER_KEY.pattern})(?:;|$)", sent)
    return found[1] if found else None
