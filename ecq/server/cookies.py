"""Every cookie is for pages of this address alone, whoever sets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
