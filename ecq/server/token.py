"""`ecq serve --token`: whoever does not bring the token that was printed at the start is shown nothing, also on this machine."""

from __future__ import annotations

import hmac
from hashlib import sha256
from html import escape
from urllib.parse import parse_qs, parse_qsl

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ecq.base.language import words
from ecq.base.settings import API
from ecq.server import words as w
from ecq.server.admission import PROBES, plain_page
from ecq.server.first_page import page_language, wants_page
from ecq.server.own_pages import HEADERS, own_page

PARAM = "token"
"""What the token is called in an address."""

_DAYS = 30


class Token:
    """Lets in whoever has the token in a cookie; who comes with it in the address gets the cookie.

    The API has keys of its own, and whoever asks whether the server is well is told that alone.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] not in ("http", "websocket") or self._may(scope):
            await self._app(scope, receive, send)
        else:
            await self._answer(scope)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        path: str = scope["path"]
        return path in PROBES or f"{path}/".startswith(f"{API}/") or self._is_it(_in_cookie(scope))

    def _is_it(self, said: str) -> bool:
        """Compared in the same time whatever it is."""
        return hmac.compare_digest(*(sha256(one.encode()).digest() for one in (said, self._token)))

    def _answer(self, scope: Scope) -> Response:
        query = scope["query_string"].decode("latin-1")
        said = parse_qs(query).get(PARAM, [""])[0]
        if scope["type"] == "http" and self._is_it(said):
            rest = "&".join(part for part in query.split("&") if not part.startswith(f"{PARAM}="))
            response = RedirectResponse(own_page(f"{scope['path']}?{rest}" if rest else scope["path"]), 303)
            response.set_cookie(_cookie(scope), self._token, max_age=_DAYS * 24 * 3600, httponly=True)
            response.headers["cache-control"] = "no-store"
            return response
        if scope["type"] == "websocket" or not wants_page(scope):
            return PlainTextResponse("the token is missing", 403 if scope["type"] == "websocket" else 401)
        policy = HEADERS["content-security-policy"].replace("form-action 'none'", "form-action 'self'")
        headers = {"content-security-policy": policy, "cache-control": "no-store"}
        return HTMLResponse(_page(scope, wrong=bool(said)), 401, headers)


def _page(scope: Scope, wrong: bool) -> str:
    lang = page_language(scope)
    said = (words(one, lang) for one in ((w.TOKEN_WRONG, w.TOKEN_WHERE) if wrong else (w.TOKEN_WHERE,)))
    body = "".join(f"<p>{escape(one)}</p>" for one in said)
    asked = [one for one in parse_qsl(scope["query_string"].decode("latin-1")) if one[0] != PARAM]
    body += "<form>" + "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked
    )
    field = f'<input id="token" name="{PARAM}" type="password" autocomplete="off" autofocus required>'
    body += f'<p><label for="token">{escape(words(w.TOKEN, lang))}</label>{field}</p>'
    return plain_page(lang, words(w.TOKEN_ASKED, lang), f"{body}<button>{escape(words(w.OPEN, lang))}</button></form>")


def _in_cookie(scope: Scope) -> str:
    return HTTPConnection(scope).cookies.get(_cookie(scope), "")


def _cookie(scope: Scope) -> str:
    """Servers on one machine share their cookies, so each has a name of its own."""
    return f"ecq_token_{scope['server'][1]}"
