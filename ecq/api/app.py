"""The API as an ASGI application, to be mounted at /api/v1: its routes, behind a door that asks for a key.

The door lets in a key that holds, not too often, not too much at a time, and a body of a size that is taken.
The API describes itself: OpenAPI 3.1 in each language, and a page for people that loads nothing from elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from base64 import b64decode
from collections.abc import Callable
from functools import lru_cache
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ecq.api import assessments, clients, evidence_files, proposals, results
from ecq.api import words as w
from ecq.api.caller import IN_SCOPE, Caller, caller_of
from ecq.api.limits import (
    AGAIN_SECONDS,
    AT_ONCE,
    BODY_SECONDS,
    FILE_BODY,
    JSON_BODY,
    KEY_PER_MINUTE,
    SLOWEST,
    WRONG_PER_MINUTE,
    Rates,
)
from ecq.api.responses import (
    CALENDAR,
    PDF,
    PROBLEM_JSON,
    WORD,
    WORKBOOK,
    ProblemError,
    language_of,
    on_error,
    path_of,
    sent,
)
from ecq.api.shapes import Problem
from ecq.base.caches import Recent
from ecq.base.errors import EcqError
from ecq.base.language import LANGUAGES, Lang, filled, words
from ecq.base.settings import API
from ecq.store.database import DatabaseStore
from ecq.store.tokens import key_id
from ecq.writers.html.style import PLAIN_STYLE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


_log = logging.getLogger("ecq.api")

OPEN = ("/", "/openapi.json")
"""What is shown without a key: what the API is. Nothing of what is stored."""

FILE_PATH = "/files"
_EVIDENCE_PATH = re.compile(r"/assessments/[^/]+/files")
"""Where a file of evidence is brought: its body is streamed, and `ecq.store.files` says how large it may be."""


class Door:
    """Lets in whoever has a key, and tells everybody else why not."""

    def __init__(self, app: ASGIApp, store: Callable[[], DatabaseStore], people_log_in: bool, rates: Rates) -> None:
        self._app, self._store, self._people_log_in, self._rates = app, store, people_log_in, rates
        self._held: Recent[str, bool] = Recent(1000)
        """Ids of keys that were valid before: wrong guesses from the same address do not lock them out."""
        self._working = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            raise RuntimeError("the API has no websockets")
        request, begun = Request(scope, receive), False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._let_in(request, scope, receive, noted)
        except (ProblemError, EcqError) as error:
            await (await on_error(request, error))(scope, receive, send)
        except Exception as error:
            _log.error("a request to the API failed", exc_info=error)
            if not begun:
                await (await on_error(request, error))(scope, receive, send)

    async def _let_in(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope)
        if path in OPEN and scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        caller = await self._caller(request)
        wait = self._rates.of_key.wait(caller.token.id)
        if wait:
            raise ProblemError("too-often", filled(w.TOO_OFTEN, count=KEY_PER_MINUTE), wait=wait)
        if self._working >= AT_ONCE:
            raise ProblemError("not-available", w.TOO_MUCH_AT_ONCE, wait=AGAIN_SECONDS)
        self._working += 1
        try:
            if scope["method"] == "POST" and _EVIDENCE_PATH.fullmatch(path):
                whole = _as_it_comes(receive)
            else:
                whole = _whole(await _body(request, FILE_BODY if path == FILE_PATH else JSON_BODY), receive)
            await self._app({**scope, IN_SCOPE: caller}, whole, send)
        finally:
            self._working -= 1

    async def _caller(self, request: Request) -> Caller:
        """Whoever calls. A valid key is never refused for what others do at the same address."""
        address = request.client.host if request.client else ""
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "basic":  # the only way in that a program which subscribes to a calendar has
            kind, key = "bearer", _password(key)
        said = key_id(key.strip()) if kind.lower() == "bearer" else None
        if said is not None and (self._held.get(said) or not self._rates.wrong.wait(address, count=False)):
            caller = await run_in_threadpool(caller_of, self._store(), key.strip(), self._people_log_in)
            if caller is not None:
                self._held.put(said, True)
                return caller
        wait = self._rates.wrong.wait(address)
        if wait:
            raise ProblemError("too-often", filled(w.TOO_MANY_WRONG_KEYS, count=WRONG_PER_MINUTE), wait=wait)
        raise ProblemError("no-key", w.NO_SUCH_KEY if key else w.NO_KEY)


def _password(basic: str) -> str:
    """The password of a name and a password as browsers send them; the name is not asked for."""
    try:
        return b64decode(basic, validate=True).decode().partition(":")[2]
    except ValueError:
        return basic


async def _body(request: Request, most: int) -> bytes:
    """The whole body. Raises ProblemError where it is larger than `most`, before all of it has arrived, or comes too slowly."""
    refused = ProblemError("too-large", filled(w.TOO_LARGE, count=most // 1000))
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > most:
        raise refused
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise refused
                parts.append(part)
    except TimeoutError:
        raise ProblemError("too-slow", filled(w.TOO_SLOW, count=BODY_SECONDS)) from None
    return b"".join(parts)


def _as_it_comes(receive: Receive) -> Receive:
    """The body in pieces. Raises ProblemError where it stands still, or comes more slowly than `SLOWEST` bytes a second."""
    begun, size = time.monotonic(), 0

    async def next_message() -> Message:
        nonlocal size
        try:
            async with asyncio.timeout(max(0, begun + BODY_SECONDS + size / SLOWEST - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise ProblemError("too-slow", filled(w.TOO_SLOW, count=BODY_SECONDS)) from None
        size += len(message.get("body", b""))
        return message

    return next_message


def _whole(body: bytes, receive: Receive) -> Receive:
    """The body that was read, once; then what the connection says, such as that it is gone."""
    left = [body]

    async def next_message() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return next_message


ROOMS = (assessments, evidence_files, clients, proposals, results)


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
    for kind in (ProblemError, EcqError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, on_error)

    @app.exception_handler(405)
    async def no_such_method(request: Request, error: Exception) -> Response:
        response, path = await on_error(request, error), path_of(request.scope)
        # What there is at the address; each router names only its own.
        named = {method for one in routes() if one.path_regex.match(path) for method in one.methods or ()} or {"GET"}
        response.headers["allow"] = ", ".join(sorted(named))
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
        async with self._making:
            if self._made is None:
                assistants = await asyncio.to_thread(import_module, "ecq.api.assistants")
                self._made = assistants.OverHttp()
        await self._made(scope, receive, send)


def make_api(store: Callable[[], DatabaseStore], people_log_in: bool, rates: Rates | None = None) -> Door:
    """The API over a store, which is opened with the first request. Where people log in, only their keys hold."""
    return Door(make_routes(), store, people_log_in, rates or Rates())


def routes() -> list[APIRoute]:
    """The routes that need a key."""
    return [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]


_FILES = {"read_report": (PDF, WORD), "read_portfolio": (WORKBOOK, PDF), "read_due": (CALENDAR,)}
"""What comes besides JSON, or instead of it."""

_ALWAYS = ("no-key", "too-large", "invalid", "too-often", "not-available", "mistake", "too-slow", "not-allowed")
_ABOUT_ONE = ("not-found",)
_CHANGING = ("conflict", "not-the-newest", "which-state")


@lru_cache(maxsize=8)
def description(app: FastAPI, lang: Lang) -> dict[str, Any]:
    """The OpenAPI document, in a language. Not to be changed: it is kept."""
    from fastapi.openapi.utils import get_openapi

    said = get_openapi(title=words(w.TITLE, lang), version="1", routes=app.routes, description=words(w.ABOUT, lang))
    said["servers"] = [{"url": API}]
    said["security"] = [{"key": []}]
    parts = said["components"]
    parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer", "description": words(w.KEY, lang)}}
    parts["responses"] = {code: _problem(code, lang) for code in w.PROBLEMS}
    for name in ("HTTPValidationError", "ValidationError"):  # what FastAPI would answer by itself
        parts["schemas"].pop(name, None)
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    for name, schema in parts["schemas"].items():
        schema.pop("description", None)
        schema.pop("title", None)
        for field, one in schema.get("properties", {}).items():
            one.pop("title", None)
            one.pop("description", None)
            if name in ("Beginning", "Change"):
                one["description"] = words(w.FIELDS[field], lang)
    for path, methods in said["paths"].items():
        for operation in methods.values():
            _operation(path, operation, lang)
    return said


def _operation(path: str, operation: dict[str, Any], lang: Lang) -> None:
    name = operation["operationId"]
    operation["summary"] = words(w.OPERATIONS[name], lang)
    for one in operation.get("parameters", ()):
        one["description"] = words(w.PARAMETERS[one["name"]], lang)
        one["schema"].pop("title", None)
    answers = operation["responses"]
    answers.pop("422", None)
    for status, answer in answers.items():
        answer["description"] = words(w.STATUS_WORDS[status], lang)
    if name in _FILES:
        content = {} if name == "read_report" else answers["200"]["content"]
        binary = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in _FILES[name]}
        answers["200"]["content"] = {**content, **binary}
    if name == "read_assessment":
        answers["304"] = {"description": words(w.STATUS_WORDS["304"], lang)}
    codes = [*_ALWAYS, *(_ABOUT_ONE if "{" in path or name in ("begin_assessment", "read_portfolio") else ())]
    codes += _CHANGING if name == "change_assessment" else ()
    for code in sorted(codes, key=lambda one: w.PROBLEMS[one][0]):
        answers[str(w.PROBLEMS[code][0])] = {"$ref": f"#/components/responses/{code}"}


def _problem(code: str, lang: Lang) -> dict[str, Any]:
    _, title = w.PROBLEMS[code]
    separator = LANGUAGES[lang].colon
    return {
        "description": f"{words(title, lang)}{separator}{words(w.ABOUT_PROBLEMS[code], lang)}",
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def page(app: FastAPI, lang: Lang) -> str:
    """The page for people: every request and every problem, made of the description."""
    said = description(app, lang)
    requests = "".join(
        _request(method, path, operation, said)
        for path, methods in said["paths"].items()
        for method, operation in methods.items()
    )
    problems = "".join(
        f'<dt id="{code}"><code>{code}</code> {status} {escape(words(title, lang))}</dt>'
        f"<dd>{_with_code(words(w.ABOUT_PROBLEMS[code], lang))}</dd>"
        for code, (status, title) in w.PROBLEMS.items()
    )
    head = {name: escape(words(one, lang)) for name, one in w.HEADINGS.items()}
    title, about = escape(words(w.TITLE, lang)), escape(words(w.ABOUT, lang))
    return (
        f'<!doctype html><html lang="{LANGUAGES[lang].tag}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{about}</p>"
        f'<p>{head["whole"]}<a href="openapi.json">openapi.json</a></p>'
        f"<h2>{head['requests']}</h2>{requests}<h2>{head['problems']}</h2><dl>{problems}</dl></main></body></html>"
    )


def _request(method: str, path: str, operation: dict[str, Any], said: dict[str, Any]) -> str:
    taken = [(one["name"], one["description"], one["schema"]) for one in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = said["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
    taken += [(name, one.get("description", ""), one) for name, one in fields.items()]
    named = ""
    for name, text, schema in taken:
        listed = " | ".join(map(str, schema.get("enum", ())))
        choices = f" <small>{escape(listed)}</small>" if listed else ""
        named += f"<li><code>{escape(name)}</code> {_with_code(text)}{choices}</li>"
    return (
        f"<section><h3><b>{method.upper()}</b> <code>{escape(path)}</code></h3>"
        f"<p>{_with_code(operation['summary'])}</p><ul>{named}</ul></section>"
    )


def _with_code(text: str) -> str:
    """A sentence with what stands between backquotes as code."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", escape(text))


_STYLE = f"""{PLAIN_STYLE}main {{ max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }}
h1 {{ font-size: 1.5rem; }} h2 {{ margin-top: 2.5rem; font-size: 1.25rem; }} h3 {{ margin: 0; font-size: 1rem; font-weight: 400; }}
section {{ margin: 0 0 1rem; padding: 0.75rem 1rem; background: var(--ecq-card); border: 1px solid var(--ecq-frame); border-radius: 8px; }}
section p {{ margin: 0.5rem 0 0; }} ul {{ margin: 0.5rem 0 0; padding-left: 1.25rem; }} ul:empty {{ display: none; }}
code {{ font-size: 0.9em; overflow-wrap: anywhere; }} dt {{ margin-top: 1rem; }} dd {{ margin: 0; }}
dt:target {{ background: var(--ecq-gold-soft); }}
"""
