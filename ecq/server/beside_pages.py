"""The API beside the pages: what is asked of it never comes to them, nor to what is made for browsers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.base.settings import API

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class BesidePages:
    """Hands requests below /api/v1 to the API, and all else on.

    A Mount would not do: its pattern takes no address with a line end in it, and such a one came to the pages.
    """

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self._app, self._api = app, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or not f"{scope['path']}/".startswith(f"{API}/"):
            await self._app(scope, receive, send)
        elif scope["path"] == API:
            from starlette.responses import RedirectResponse

            await RedirectResponse(f"{API}/", 308)(scope, receive, send)
        else:
            await self._api({**scope, "root_path": scope.get("root_path", "") + API}, receive, send)
