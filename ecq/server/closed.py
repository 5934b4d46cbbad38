"""Doors of Streamlit that ECQ does not need are closed, and a file for download is handed only to the browser it was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.server.seats import browser_of
from ecq.web.frame.streamlit_internals import sessions_with, windows

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from ecq.server.seats import Seats

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
        from starlette.responses import PlainTextResponse

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
    from ecq.base.settings import BROWSER_COOKIE, BROWSER_KEY

    cookies, address = context.cookies, context.remote_ip  # type: ignore[attr-defined]
    key = cookies.get(BROWSER_COOKIE, "")
    return key if BROWSER_KEY.fullmatch(key) else str(address or "")
