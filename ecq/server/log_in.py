"""Log-in over HTTP: to the identity provider, back to the page that one wanted, and its end in every open window.

Streamlit does the log-in itself and leads back to its first page; the page that one wanted stands in a cookie
meanwhile. The way back comes from the provider's site, so the browser sends no cookie along with it: it is led here
once more, by a page of ours. Windows of a log-in that has ended are drawn anew within seconds, and show the page
before log-in; one that is not by then is closed.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.errors import StoreError
from ecq.base.language import words
from ecq.base.settings import login_hours
from ecq.server.admission import plain_page
from ecq.server.first_page import page_language, wants_page
from ecq.server.own_pages import InFront, own_page
from ecq.server.settings import Provider
from ecq.server.words import GO_ON, LOGGING_IN
from ecq.store.organisations import Sessions
from ecq.store.person import log_in_key
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.frame.streamlit_internals import LOGIN_COOKIE, LOGIN_PATHS, LOGOUT_PATH, claims_in
from ecq.web.session.stores import WINDOW_HEADER, identity_of, told_windows

WANTED = "ecq_wanted"
"""The cookie with the page that one wanted, for as long as a log-in may take."""

FAILED = "login=failed"
"""What stands in the address of the page to which a failed log-in leads back."""

ONCE_MORE = "returned"
"""In the address of the way back: it has been led here once more."""

_MINUTES = 15


async def to_provider(request: Request) -> Response:
    """`/login?to=…`: on to the identity provider; `to` is the page to come back to."""
    from ecq.web.frame.streamlit_internals import login_address

    wanted = own_page(request.query_params.get("to", ""))
    response = RedirectResponse(login_address(), status_code=303)
    response.set_cookie(WANTED, quote(wanted, safe=""), max_age=_MINUTES * 60, httponly=True)
    return response


class LogIn(InFront):
    """Leads back to the page that one wanted, says where a log-in failed, and where the address is not the public one."""

    def __init__(self, app: ASGIApp, provider: Provider) -> None:
        super().__init__(app)
        self._provider = provider

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if wants_page(scope) and HTTPConnection(scope).headers.get("host") != self._provider.address:
            await _elsewhere(scope, self._provider.public_url)(scope, receive, send)
            return
        if _comes_without_cookies(scope):
            await _once_more(scope)(scope, receive, send)
            return
        if scope["path"] == LOGOUT_PATH:
            await _end(scope)
        led_back = False

        async def changed(message: Message) -> None:
            nonlocal led_back
            if message["type"] == "http.response.start":
                wanted = await _led_back(scope, message)
                led_back, message = wanted is not None, wanted or message
            elif led_back:
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, changed)


async def _led_back(scope: Scope, message: Message) -> Message | None:
    """The end of Streamlit's log-in with the page that one wanted in place of its first page; None where this is none."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    failed = message["status"] >= 400
    asked, answered = (scope["path"] == one for one in LOGIN_PATHS)
    if not (asked and failed) and not (answered and query.keys() & {"code", "error"}):
        return None  # something else: the way to the provider, or back from logging out
    kept = [(name, value) for name, value in message["headers"] if name == b"set-cookie"]
    sought = re.search(rf"(?:^|;\s*){WANTED}=([^;]*)", HTTPConnection(scope).headers.get("cookie", ""))
    wanted = own_page(unquote(sought[1]) if sought else "/")
    if failed or not await _begun(kept):
        kept = [one for one in kept if not one[1].startswith(LOGIN_COOKIE.encode())]
        wanted += f"{'&' if '?' in wanted else '?'}{FAILED}"
    else:
        kept.append((b"set-cookie", f"{WANTED}=; Path=/; Max-Age=0; HttpOnly".encode()))
    headers = [*kept, (b"location", wanted.encode("ascii")), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    return {**message, "status": 303, "headers": headers}


async def _begun(set_cookies: list[tuple[bytes, bytes]]) -> bool:
    """Note the log-in that these cookies are for; False where they are for none, or it could not be noted."""
    from ecq.web.session.stores import database

    pairs = (value.decode("latin-1").partition(";")[0].partition("=") for _, value in set_cookies)
    claims = claims_in({name: value for name, _, value in pairs})
    person = identity_of(claims) if claims else None
    if person is None:
        return False
    try:
        await asyncio.to_thread(lambda: Sessions(database()).begin(person, log_in_key(claims), login_hours()))
    except StoreError:
        return False
    return True


async def _end(scope: Scope) -> None:
    """End the log-in of whoever logs out; whatever has a copy of their cookies logs in nobody any more."""
    from ecq.web.session.stores import database

    if claims := claims_in(HTTPConnection(scope).cookies):
        with suppress(StoreError):  # which is in the log; the browser forgets its cookies all the same
            await asyncio.to_thread(lambda: Sessions(database()).end(log_in_key(claims)))


def _comes_without_cookies(scope: Scope) -> bool:
    """Whether this is the way back from the provider, and the cookies with which it began were held back."""
    if scope["path"] != LOGIN_PATHS[1] or f"{WANTED}=" in HTTPConnection(scope).headers.get("cookie", ""):
        return False
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return bool(query.keys() & {"code", "error"}) and ONCE_MORE not in query


def _once_more(scope: Scope) -> Response:
    lang = page_language(scope)
    here = f"{scope['path']}?{scope['query_string'].decode('latin-1')}&{ONCE_MORE}=1"
    link = f'<p><a href="{escape(here)}">{escape(words(GO_ON, lang))}</a></p>'
    page = plain_page(lang, words(LOGGING_IN, lang), link, again=f"0;url={here}")
    return HTMLResponse(page, headers={"cache-control": "no-store"})


def _elsewhere(scope: Scope, public: str) -> Response:
    """For an address that is not the public one: a log-in would not hold there."""
    from ecq.web.session.words import ELSEWHERE

    lang = page_language(scope)
    link = f'<a href="{escape(public)}">{escape(public)}</a>'
    said = escape(say(ELSEWHERE, lang, address="\0")).replace("\0", link)
    return HTMLResponse(plain_page(lang, say(w.PRODUCT, lang), f"<p>{said}</p>"), status_code=421)


LOOK_SECONDS, LOOKS = 2.0, 3
"""How often is looked, and after how many looks a window is closed."""

_NOT_ALLOWED = 1008


@dataclass
class _Window:
    log_in: str
    send: Send
    looks: int = 0
    """How often the log-in was found to have ended."""
    closed: bool = False


class OpenWindows(InFront):
    """Gives each window that comes with a log-in a number of its own, and ends what it shows when that log-in has ended."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app)
        self._open: dict[str, _Window] = {}
        self._watch: asyncio.Task[None] | None = None

    def _concerns(self, scope: Scope) -> bool:
        return bool(scope["type"] == "websocket")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
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
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look()
            except StoreError:  # looked at again when the database answers
                continue
            except Exception as error:
                logging.getLogger("ecq.server").error("windows could not be looked through", exc_info=error)

    async def _look(self) -> None:
        from ecq.web.frame.streamlit_internals import windows
        from ecq.web.session.stores import database

        log_ins = {one.log_in for one in self._open.values()}
        holding = await asyncio.to_thread(lambda: Sessions(database()).holding(log_ins))
        sessions = {dict(context.headers).get(WINDOW_HEADER): session for session, context in windows().items()}
        for number, window in list(self._open.items()):
            if window.log_in not in holding and number not in told_windows and not window.closed:
                window.looks += 1
                await _end_window(window, sessions.get(number))


async def _end_window(window: _Window, session_id: str | None) -> None:
    from streamlit.runtime import Runtime

    session = Runtime.instance().get_app_session(session_id) if session_id else None
    if session and window.looks < LOOKS:
        session.request_rerun(None)
        return
    if session_id:
        Runtime.instance().mark_session_nonresumable(session_id)
    window.closed = True
    await window.send({"type": "websocket.close", "code": _NOT_ALLOWED})
