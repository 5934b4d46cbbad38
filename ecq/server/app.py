"""The ASGI application over the Streamlit script, set up to be fast and private.

Fast (docs/decisions/0004-serving.md): asyncio makes the listening socket itself, so connections get TCP_NODELAY; no
forced garbage collection after every script run, since what sessions leave behind is freed at set times: when it
happens to be collected, everybody waits, and that often; no file watcher.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse

from ecq.base.errors import EcqError, not_installed
from ecq.base.patterns import compile_all
from ecq.base.settings import API, LOOPBACK, public_url
from ecq.server.first_page import FirstPage
from ecq.server.guards import guards
from ecq.server.limits import Limits, Seats
from ecq.server.own_pages import BrowserKey, Headers, OwnCookies, OwnPages
from ecq.telling.text import words as w
from ecq.web.frame.streamlit_internals import end_what_is_forgotten, kept_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send
    from streamlit.starlette import App

    from ecq.server.metrics import Figures
    from ecq.server.settings import Provider


EVERY_SECONDS = 30

_NEVER = 1_000_000_000


@asynccontextmanager
async def freeing(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """While the server runs, end the sessions whose window has been away for too long (`server.disconnectedSessionTTL`).

    Python looks through all that lives, with 200 sessions for a third of a second and every few seconds, and nobody is
    answered meanwhile (docs/performance.md). So it looks through what is new as before, and through all here alone.
    """
    end_what_is_forgotten()
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    task = asyncio.create_task(_free_now_and_then())
    try:
        yield None
    finally:
        gc.set_threshold(young, middle, old)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _free_now_and_then() -> None:
    await asyncio.sleep(EVERY_SECONDS)
    await asyncio.to_thread(
        compile_all
    )  # who was here at once did not wait for it, and who types first need not either
    while True:
        free_forgotten()
        await asyncio.sleep(EVERY_SECONDS)


def free_forgotten() -> None:
    """End the sessions that are kept no longer, drop the files that nobody offers any more, and free what only refers to itself."""
    from streamlit.runtime import Runtime

    kept_sessions().expire()
    Runtime.instance().media_file_mgr.remove_orphaned_files()
    gc.collect()


SETTINGS: dict[str, object] = {
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "global.developmentMode": False,
    "browser.gatherUsageStats": False,
    "secrets.files": [],
}


def app_script() -> Path:
    """The Streamlit script: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "app.py"
    return beside if beside.is_file() and (package.parent / "pyproject.toml").is_file() else package / "app.py"


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


def _ready(_request: Request) -> Response:
    """Whether the database answers, and what of it is known not to be read; no coroutine, so that waiting holds up nobody."""
    from ecq.server.listening import Ending
    from ecq.web.session.stores import database

    if Ending.begun:
        return PlainTextResponse("the server is about to end", status_code=503)
    try:
        store = database()
        store.must_answer()
    except EcqError as error:
        logging.getLogger("ecq").error("not ready: %s", error)
        return PlainTextResponse(str(error), status_code=503)
    lost = len(store.damaged)
    return PlainTextResponse(f"ok\nself-checks that cannot be read: {lost}; see ecq store check" if lost else "ok")


def _api(people_log_in: bool) -> ASGIApp:
    """The API over the same store as the pages, imported here. Its keys say who calls, so that nobody is asked to log in."""
    from ecq.api.app import make_api
    from ecq.web.session.stores import database

    return make_api(database, people_log_in)


def make_app(
    script: Path | None = None,
    hosts: Sequence[str] = LOOPBACK,
    seats: Seats | None = None,
    figures: Figures | None = None,
    provider: Provider | None = None,
    token: str = "",
) -> App:
    """The ASGI application over a Streamlit script (ECQ's own by default), with SETTINGS over the script's config.toml.

    It answers only requests, websockets included, for one of the names in `hosts`, and from pages of the address that is
    asked: neither a foreign page that has its own name point at this computer gets anything, nor one of another program
    on it. With a `provider` people log in; with a `token` only whoever brings it is let in. Streamlit reads its environment variables only in its own command, so the settings are set on its configuration.
    """
    try:
        import streamlit as st
        from starlette.middleware import Middleware
        from starlette.middleware.gzip import GZipMiddleware
        from starlette.middleware.trustedhost import TrustedHostMiddleware
        from starlette.routing import Route
        from streamlit import config

        from ecq.base.static_files import compressed_files, with_compressed_files
        from ecq.server.admission import Token
        from ecq.server.first_page import blank_sheet
        from ecq.web.frame import streamlit_internals as internals
        from ecq.web.frame.first_html import BLANK_SHEETS
    except ModuleNotFoundError as error:
        raise not_installed(f"the app needs {error.name}", f"网页应用需要 {error.name}", "app") from None

    if figures:
        from ecq.server.metrics import Presses

    seats = seats or Seats(Limits())
    routes = [Route("/healthz", _health), Route("/readyz", _ready)]
    routes += [Route(f"/{path}", blank_sheet) for path in BLANK_SHEETS.values()]
    log_in: list[Middleware] = []
    if provider:
        from ecq.server.log_in import LogIn, OpenWindows, to_provider

        routes.append(Route("/login", to_provider))
        log_in += [Middleware(LogIn, provider=provider), Middleware(OpenWindows)]
    script = script or app_script()
    app = st.App(
        script,
        secrets=provider.secrets if provider else None,
        routes=routes,
        middleware=[
            *([Middleware(Presses, figures=figures)] if figures else []),
            Middleware(GZipMiddleware),  # pages; scripts and styles are compressed beforehand
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Headers),
            Middleware(OwnPages, public=provider.public_url if provider else public_url()),
            Middleware(OwnCookies, secure=provider is not None and provider.secure),
            *([Middleware(Token, token=token)] if token else []),
            *guards(seats),
            Middleware(BesidePages, make_api=partial(_api, people_log_in=provider is not None)),
            *log_in,
            Middleware(BrowserKey),
            Middleware(FirstPage),
            Middleware(
                with_compressed_files,
                folder=compressed_files(internals.static_files(), version("streamlit"), internals.ICONS),
            ),
        ],
        lifespan=freeing,
        on_script_error=_on_script_error,
    )
    _set_up(script.with_name(".streamlit") / "config.toml")
    if provider:
        config.set_option("server.cookieSecret", provider.cookie_secret)
    internals.ask_nobody_for_this_machines_address()
    internals.lose_no_press()
    internals.send_without_waiting()
    internals.send_together()
    internals.tell_again_what_was_told()
    return app


def _set_up(file: Path) -> None:
    """Have Streamlit go by the file beside the script and SETTINGS alone, whatever stands in the folder the server is
    started from or in the home of who starts it. An App must have been made: it says where the script is, and what
    was asked before that was answered without the file.
    """
    from streamlit import config

    for option in config.get_config_options(force_reparse=True).values():
        if Path(option.where_defined).name == file.name and Path(option.where_defined) != file:
            option.set_value(option.default_val)
    for name, value in SETTINGS.items():
        config.set_option(name, value)


def _on_script_error(error: Exception) -> bool:
    """Log the error and show a message in the visitor's language: nothing is lost."""
    import streamlit as st

    from ecq.web.frame.frame import draw_card
    from ecq.web.session.stores import LogInNeededError
    from ecq.web.session.visit import chosen_language, show_failure

    if isinstance(error, LogInNeededError):  # pressed after it had ended: the page says so instead
        draw_card(chosen_language())
        return True
    if isinstance(error, EcqError):  # the database went away between drawing and pressing: its own sentence says so
        show_failure(error)
        return True
    logging.getLogger("ecq").error("a page could not be drawn", exc_info=error)
    st.error(w.say(w.SCRIPT_TROUBLE, chosen_language()))
    return True


_SOON = 5.0
"""Seconds after the start at which the API is imported: whoever opened a page at once has it by then and does not wait."""


class BesidePages:
    """Hands requests below /api/v1 to the API, and all else on.

    A Mount would not do: its pattern takes no address with a line end in it, and such a one came to the pages. The API, and with
    it most of what pages need, is imported by the first request to it, or soon after the start: it takes half of that.
    """

    def __init__(self, app: ASGIApp, make_api: Callable[[], ASGIApp]) -> None:
        self._app, self._make_api = app, make_api
        self._api: ASGIApp | None = None
        self._one_makes_it = Lock()
        later = Timer(_SOON, self._made)
        later.daemon = True
        later.start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or not f"{scope['path']}/".startswith(f"{API}/"):
            await self._app(scope, receive, send)
        elif scope["path"] == API:
            from starlette.responses import RedirectResponse

            await RedirectResponse(f"{API}/", 308)(scope, receive, send)
        else:
            if (api := self._api) is None:
                api = await asyncio.to_thread(self._made)
            await api({**scope, "root_path": scope.get("root_path", "") + API}, receive, send)

    def _made(self) -> ASGIApp:
        with self._one_makes_it:
            if self._api is None:
                self._api = self._make_api()
            return self._api
