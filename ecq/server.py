"""Serve the app with `ecq serve`: uvicorn set up to be fast and private.

Fast (docs/decisions/0004-serving.md): asyncio makes the listening socket itself, so connections get TCP_NODELAY; no
forced garbage collection after every script run; no file watcher.
"""

from __future__ import annotations

import logging
import re
import secrets
import socket
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ecq.errors import EcqError, not_installed
from ecq.language import LANGS
from ecq.settings import BROWSER_COOKIE, BROWSER_KEY, LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send
    from streamlit.starlette import App

SETTINGS: dict[str, object] = {
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "global.developmentMode": False,
    "browser.gatherUsageStats": False,
}

# Streamlit evaluates its own bundles and styles inline; everything else may only come from this server, so the page
# cannot reach a foreign host. The address holds the key to an assessment, so it is never sent on as a referrer.
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}


def app_script() -> Path:
    """The Streamlit script: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "app.py"
    return beside if beside.is_file() and (package.parent / "pyproject.toml").is_file() else package / "app.py"


_YEAR = 365 * 24 * 3600


class _Browser:
    """Gives each browser a random key with its pages, for a year from the last one.

    Scripts cannot read it, and it is not sent along by pages of other sites, only when a link to ECQ is followed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wants_page(scope):
            await self._app(scope, receive, send)
            return

        async def with_key(message: Message) -> None:
            if message["type"] == "http.response.start":
                key = _key_sent(scope) or secrets.token_urlsafe(32)
                secure = "; Secure" if scope["scheme"] == "https" else ""
                cookie = f"{BROWSER_COOKIE}={key}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"
                message = {**message, "headers": [*message["headers"], (b"set-cookie", cookie.encode())]}
            await send(message)

        await self._app(scope, receive, with_key)


def _key_sent(scope: Scope) -> str | None:
    """The key a browser sends, where it looks like one of ours."""
    sent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"), "")
    found = re.search(rf"(?:^|;\s*){BROWSER_COOKIE}=({BROWSER_KEY.pattern})(?:;|$)", sent)
    return found[1] if found else None


class _Headers:
    """Adds HEADERS to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, with_headers)


class _FirstPage:
    """Puts ECQ's language, title, icon and style into Streamlit's index.html (ecq/web/frame/first_html.py)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        if _wants_page(scope) and scope["path"].endswith("/start"):
            await _to_start(scope)(scope, receive, send)
            return
        begun: Message = {}
        parts: list[bytes] = []

        async def whole(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                if headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers:
                    begun = message
                    return
            if not begun:
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                body = _first_page(b"".join(parts), scope)
                changed = (b"content-length", b"etag", b"last-modified")
                others = [(n, v) for n, v in begun["headers"] if n not in changed]
                length = (b"content-length", str(len(body)).encode())
                await send({**begun, "headers": [*others, length, (b"vary", b"accept-language")]})
                await send({**message, "body": body})

        plain = [(name, value) for name, value in scope["headers"] if name not in _CONDITIONS]
        await self._app({**scope, "headers": plain} if _wants_page(scope) else scope, receive, whole)


_CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since")
"""Request headers that could get a compressed page, or none: left out, so that the whole page can be changed."""


def _wants_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _to_start(scope: Scope) -> Response:
    """The start page is at the root: of "/start" Streamlit says in English that there is no such page."""
    from starlette.responses import RedirectResponse

    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"./?{query}" if query else "./")


def _first_page(body: bytes, scope: Scope) -> bytes:
    from ecq.language import language_from
    from ecq.web.frame.first_html import WITH_SIDE, first_html

    query = parse_qs(scope["query_string"].decode("latin-1"))
    accepted = next((v.decode("latin-1") for n, v in scope["headers"] if n == b"accept-language"), None)
    lang = next((one for one in LANGS if one in query.get("lang", ())), None) or language_from(accepted)
    last = scope["path"].rpartition("/")[2]
    return first_html(body.decode("utf-8"), lang, last in WITH_SIDE).encode()


async def _health(_request: Request) -> Response:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("ok")


def _ready(_request: Request) -> Response:
    """Whether the database answers; not a coroutine, so that waiting for it holds up nobody."""
    from starlette.responses import PlainTextResponse

    from ecq.web.session.visit import store

    try:
        store().must_answer()
    except EcqError as error:
        logging.getLogger("ecq").error("not ready: %s", error)
        return PlainTextResponse("the database does not answer", status_code=503)
    return PlainTextResponse("ok")


def make_app(script: Path | None = None, hosts: Sequence[str] = LOOPBACK) -> App:
    """The ASGI application over a Streamlit script (ECQ's own by default), with SETTINGS over the script's config.toml.

    It answers only requests, websockets included, for one of the names in `hosts`: a foreign page that has its own name
    point at this computer gets nothing. Streamlit reads its environment variables only in its own command, so the settings are set on its configuration.
    """
    try:
        import streamlit as st
        from starlette.middleware import Middleware
        from starlette.middleware.gzip import GZipMiddleware
        from starlette.middleware.trustedhost import TrustedHostMiddleware
        from starlette.routing import Route
        from streamlit import config

        from ecq.static_files import compressed_files, with_compressed_files
        from ecq.web.frame.streamlit_internals import ICONS, ask_nobody_for_this_machines_address, static_files
    except ModuleNotFoundError as error:
        raise not_installed(f"the app needs {error.name}", f"网页应用需要 {error.name}", "app") from None

    app = st.App(
        script or app_script(),
        routes=[Route("/healthz", _health), Route("/readyz", _ready)],
        middleware=[
            Middleware(GZipMiddleware),  # pages; scripts and styles are compressed beforehand
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(_Headers),
            Middleware(_Browser),
            Middleware(_FirstPage),
            Middleware(with_compressed_files, folder=compressed_files(static_files(), version("streamlit"), ICONS)),
        ],
        on_script_error=_on_script_error,
    )
    for name, value in SETTINGS.items():
        config.set_option(name, value)
    ask_nobody_for_this_machines_address()
    return app


def _on_script_error(error: Exception) -> bool:
    """Log the error and show a message in the visitor's language: nothing is lost."""
    import streamlit as st

    from ecq.text import words as w
    from ecq.web.session.visit import chosen_language

    logging.getLogger("ecq").error("a page could not be drawn", exc_info=error)
    st.error(w.say(w.SCRIPT_TROUBLE, chosen_language()))
    return True


def serve(host: str, port: int, allowed: Sequence[str] = ()) -> None:
    """Serve the app until interrupted, under loopback names and those `allowed`.

    Raises EcqError where the address cannot be used, or where others can reach it and no name for it is given.
    """
    if host not in LOOPBACK and not allowed:
        raise EcqError(
            f"{host} can be reached by others: whoever opens it can begin self-checks and open those whose link they have; "
            "if that is meant, say with --allow-host under which name people open it",
            f"{host} 别人也能访问：打开它的人都能新建自评，有链接就能打开别人的；确实要这样，请用 --allow-host 写明大家用什么名字打开",
        )
    _must_be_free(host, port)
    app = make_app(hosts=(*LOOPBACK, "[::1]", *allowed))
    import uvicorn
    from streamlit import config as settings

    settings.set_option("server.address", host)
    if allowed:
        settings.set_option("browser.serverAddress", allowed[0])

    from ecq.web.frame import first_html

    first_html.put_look_in_page()

    shown = f"[{host}]" if ":" in host else host
    print(f"ECQ: http://{shown}:{port}", flush=True)  # noqa: T201  # the one line a person waits for
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        ws_per_message_deflate=False,
        lifespan="on",
    )
    _quiet_logs()
    uvicorn.Server(config).run()


def _quiet_logs() -> None:
    """Switch off access logs, which Streamlit switches on: the address is the key to an assessment."""
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.levelno >= logging.WARNING)


def _must_be_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise EcqError(f"port {port} is not a port; choose one from 1 to 65535", f"{port} 不是端口，请选 1 到 65535")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise EcqError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port or --host",
            f"不能监听 {host}:{port}（{error.strerror}），请换 --port 或 --host",
        ) from None
