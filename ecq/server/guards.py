"""What stands before the app: each keeps one limit, in the order in which a request meets them."""

from __future__ import annotations

import asyncio

from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY
from ecq.server.admission import Admission
from ecq.server.seats import Seats, browser_of
from ecq.server.uploads import Uploads
from ecq.web.frame.streamlit_internals import sessions_with, windows


def guards(seats: Seats) -> list[Middleware]:
    """The guards of a server with so many seats."""
    limits = seats.limits
    return [
        Middleware(Waiting, seconds=limits.silence_seconds),
        Middleware(Closed, seats=seats),
        Middleware(Admission, seats=seats),
        Middleware(Uploads, of_a_session=limits.uploads_of_a_session, in_all=limits.uploads_in_all),
    ]


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


OPEN = ("stream", "health", "host-config", "upload_file")
"""What Streamlit's page asks for below `/_stcore/`: its websocket, whether there is a server and what it says of its
host, and where files go. Metrics, the interface for agents and whatever a new version adds stay closed."""

_CORE, _MEDIA, _COMPONENT = "/_stcore/", "/media/", "/component/"


class Closed:
    """Answers 404 for what is closed, as for what does not exist."""

    def __init__(self, app: ASGIApp, seats: Seats) -> None:
        self._app, self._seats = app, seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or self._may(scope):
            await self._app(scope, receive, send)
            return

        await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if _CORE in path:
            return path.startswith(_CORE) and path.removeprefix(_CORE).partition("/")[0] in OPEN
        if path.startswith(_COMPONENT):
            return False  # Streamlit's first kind of components: ECQ's are of the second, which come over the websocket
        return not path.startswith(_MEDIA) or self._own(scope, path.removeprefix(_MEDIA).partition(".")[0])

    def _own(self, scope: Scope, file_id: str) -> bool:
        """Whether a file is offered in a window of the browser that asks; or in none, between two runs of its page."""
        offered = sessions_with(file_id)
        here = windows()
        mine = browser_of(scope)
        return self._seats.knows(scope) and (
            not offered or any(browser_of_window(here[one]) == mine for one in offered if one in here)
        )


def browser_of_window(context: object) -> str:
    """Which browser a window belongs to, as `browser_of` says it of a request."""
    cookies, address = context.cookies, context.remote_ip  # type: ignore[attr-defined]
    key = cookies.get(BROWSER_COOKIE, "")
    return key if BROWSER_KEY.fullmatch(key) else str(address or "")
