"""A request whose body does not arrive is ended, so that nobody holds a place by waiting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _Silent(Exception):  # noqa: N818  # no error of ours
    """Nothing came in time."""


class Waiting:
    """Answers 408 where for so many seconds nothing comes of a request's body."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from starlette.requests import ClientDisconnect
        from starlette.responses import Response

        whole = begun = False

        async def in_time() -> Message:
            nonlocal whole
            if whole:  # after the body only the end of the connection comes, whenever that is
                return await receive()
            try:
                async with asyncio.timeout(self._seconds):
                    message = await receive()
            except TimeoutError:
                raise _Silent from None
            whole = not message.get("more_body")
            return message

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, in_time, sent)
        except ClientDisconnect:
            return  # somebody closed the window in the middle of an upload
        except _Silent:
            if not begun:
                await Response(status_code=408, headers={"connection": "close"})(scope, receive, send)
