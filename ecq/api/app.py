"""The API as an ASGI application, to be mounted at /api/v1."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ecq.api import assessments, clients, evidence_files, portfolio, proposals, results, rubrics
from ecq.api.documentation import description, page
from ecq.api.door import Door
from ecq.api.limits import Rates
from ecq.api.problems import (
    ProblemError,
    language_of,
    on_ecq_error,
    on_http_error,
    on_mistake,
    on_problem,
    on_validation_error,
    path_of,
)
from ecq.api.sending import sent
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES
from ecq.store.database import DatabaseStore

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

ROOMS = (rubrics, assessments, evidence_files, clients, proposals, results, portfolio)


def make_routes() -> FastAPI:
    """The routes with their errors, without the door before them."""
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    for room in ROOMS:
        app.include_router(room.router)
    for kind, answer in (
        (ProblemError, on_problem),
        (EcqError, on_ecq_error),
        (RequestValidationError, on_validation_error),
        (HTTPException, on_http_error),
        (Exception, on_mistake),
    ):
        app.add_exception_handler(kind, answer)

    @app.exception_handler(405)
    async def no_such_method(request: Request, error: Exception) -> Response:
        response = await on_http_error(request, error)
        response.headers["allow"] = ", ".join(sorted(_methods(path_of(request.scope))))
        return response

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        lang = language_of(request)
        return sent(description(app, lang), lang=lang)

    @app.get("/", include_in_schema=False)
    def about(request: Request) -> Response:
        lang = language_of(request)
        headers = {"content-language": LANGUAGES[lang].tag, "vary": "accept-language"}
        return HTMLResponse(page(app, lang), headers=headers)

    if find_spec("mcp"):
        app.router.routes.append(Route("/mcp", _Assistants()))
    return app


class _Assistants:
    """The way in for assistants, made for the first that comes: loading it would be a quarter of every start of a server."""

    def __init__(self) -> None:
        self._made: ASGIApp | None = None
        self._making = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        async with self._making:
            if self._made is None:
                self._made = await asyncio.to_thread(_over_http)
        await self._made(scope, receive, send)


def _over_http() -> ASGIApp:
    from ecq.api.assistants import OverHttp

    return OverHttp()


def make_api(store: Callable[[], DatabaseStore], people_log_in: bool, rates: Rates | None = None) -> Door:
    """The API over a store, which is opened with the first request. Where people log in, only their keys hold."""
    return Door(make_routes(), store, people_log_in, rates or Rates())


def _methods(path: str) -> set[str]:
    """What there is at an address; each router names only its own."""
    return {method for one in routes() if one.path_regex.match(path) for method in one.methods or ()} or {"GET"}


def routes() -> list[APIRoute]:
    """The routes that need a key."""
    return [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
