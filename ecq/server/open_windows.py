"""Windows of a log-in that has ended are drawn anew within seconds, and show the page before log-in; one that is not by then
is closed.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.errors import StoreError
from ecq.store.access.identity import log_in_key
from ecq.store.sessions import Sessions
from ecq.web.session.person import WINDOW_HEADER, told_windows

EVERY_SECONDS, LOOKS = 2.0, 3
"""How often is looked, and after how many looks a window is closed."""

_NOT_ALLOWED = 1008


@dataclass
class _Window:
    log_in: str
    send: Send
    looks: int = 0
    """How often the log-in was found to have ended."""
    closed: bool = False


class OpenWindows:
    """Gives each window that comes with a log-in a number of its own, and ends what it shows when that log-in has ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: dict[str, _Window] = {}
        self._watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        from ecq.web.frame.streamlit_internals import claims_in

        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        claims = claims_in(HTTPConnection(scope).cookies)
        headers = [(name, value) for name, value in scope["headers"] if name != WINDOW_HEADER.encode()]
        if not claims:
            await self._app({**scope, "headers": headers}, receive, send)
            return
        number, window = secrets.token_hex(8), _Window(log_in_key(claims), send)

        async def sent(message: Message) -> None:
            if not window.closed:
                await send(message)

        self._open[number] = window
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._watch_on())
        headers.append((WINDOW_HEADER.encode(), number.encode()))
        try:
            await self._app({**scope, "headers": headers}, receive, sent)
        finally:
            del self._open[number]
            told_windows.discard(number)

    async def _watch_on(self) -> None:
        """Look every now and then, as long as there is a window."""
        while self._open:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                await self._look()
            except StoreError:  # looked at again when the database answers
                continue
            except Exception as error:
                logging.getLogger("ecq.server").error("windows could not be looked through", exc_info=error)

    async def _look(self) -> None:
        from ecq.web.frame.streamlit_internals import windows
        from ecq.web.session.database import database

        log_ins = {one.log_in for one in self._open.values()}
        holding = await asyncio.to_thread(lambda: Sessions(database()).holding(log_ins))
        sessions = {dict(context.headers).get(WINDOW_HEADER): session for session, context in windows().items()}
        for number, window in list(self._open.items()):
            if window.log_in not in holding and number not in told_windows and not window.closed:
                window.looks += 1
                await _end(window, sessions.get(number))


async def _end(window: _Window, session_id: str | None) -> None:
    from streamlit.runtime import Runtime

    session = Runtime.instance().get_app_session(session_id) if session_id else None
    if session and window.looks < LOOKS:
        session.request_rerun(None)
        return
    if session_id:
        Runtime.instance().mark_session_nonresumable(session_id)
    window.closed = True
    await window.send({"type": "websocket.close", "code": _NOT_ALLOWED})
