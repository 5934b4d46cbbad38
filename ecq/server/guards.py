"""What stands before the app: each keeps one limit, in the order in which a request meets them.

Streamlit holds what is uploaded in memory, so there is a limit for a session and one for all. How large one file may
be Streamlit itself watches over while it arrives (`server.maxUploadSize`), and that it is for a session that is open,
from a page of ours.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import ClassVar

from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY
from ecq.server.admission import Admission
from ecq.server.limits import Seats, browser_of
from ecq.server.own_pages import InFront
from ecq.web.frame.streamlit_internals import sessions_with, uploads, windows

READ_ANYWAY = 30_000_000
"""An upload that is refused is still read to its end where it has no more bytes than this, so that the answer is heard."""

_PATH = "/_stcore/upload_file/"


class _TooMuch(Exception):  # noqa: N818  # no error of ours
    """More would be held than may be; `status` says whose limit it is."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class Uploads(InFront):
    """Answers 413 where a session has uploaded too much, 503 where all together have."""

    refused: ClassVar[Counter[str]] = Counter()
    """How many uploads were refused, since the start, by whose limit was met: session or server."""

    def __init__(self, app: ASGIApp, of_a_session: int, in_all: int) -> None:
        super().__init__(app)
        self._of_a_session, self._in_all = of_a_session, in_all
        self._arriving: Counter[str] = Counter()
        """Bytes of files on their way, by session."""

    def _concerns(self, scope: Scope) -> bool:
        return super()._concerns(scope) and scope["method"] == "PUT" and scope["path"].startswith(_PATH)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = scope["path"].removeprefix(_PATH).partition("/")[0]
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            size = len(message.get("body", b""))
            arrived += size
            self._arriving[session] += size
            self._must_fit(session)
            return message

        said = HTTPConnection(scope).headers.get("content-length", "0")
        announced = int(said) if said.isdecimal() else 0

        async def answered(message: Message) -> None:
            """What is refused is read to its end where that is near, so that the answer is heard; else the line is cut."""
            if (
                message["type"] == "http.response.start"
                and message["status"] >= 400
                and not 0 < announced <= READ_ANYWAY
            ):
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
            await send(message)

        try:
            self._must_fit(session, announced)
            await self._app(scope, counted, answered)
        except _TooMuch as told:
            self.refused["session" if told.status == 413 else "server"] += 1
            await Response(status_code=told.status)(scope, receive, answered)
        finally:
            self._arriving[session] -= arrived
            self._arriving = +self._arriving

    def _must_fit(self, session: str, more: int = 0) -> None:
        held = held_bytes()
        if held.get(session, 0) + self._arriving[session] + more > self._of_a_session:
            raise _TooMuch(413)
        if sum(held.values()) + self._arriving.total() + more <= self._in_all:
            return
        free_uploads_of_the_gone()
        if sum(held_bytes().values()) + self._arriving.total() + more > self._in_all:
            raise _TooMuch(503)


def held_bytes() -> dict[str, int]:
    """Bytes of uploaded files that are held in memory, by the id of the session."""
    return {session: sum(len(one.data) for one in list(files.values())) for session, files in list(uploads().items())}


def free_uploads_of_the_gone() -> None:
    """Drop what was uploaded by those whose window has gone: they were read at once, and can be chosen again."""
    from streamlit.runtime import Runtime

    here = windows()
    for session in list(uploads()):
        if session not in here:
            Runtime.instance().uploaded_file_mgr.remove_session_files(session)


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


class Waiting(InFront):
    """Answers 408 where for so many seconds nothing comes of a request's body."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        super().__init__(app)
        self._seconds = seconds

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
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


class Closed(InFront):
    """Answers 404 for what is closed, as for what does not exist."""

    def __init__(self, app: ASGIApp, seats: Seats) -> None:
        super().__init__(app)
        self._seats = seats

    def _concerns(self, scope: Scope) -> bool:
        return super()._concerns(scope) and not self._may(scope)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
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
