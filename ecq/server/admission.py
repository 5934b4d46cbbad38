"""At the door: where the server is full a page that says so, in the visitor's language; those who are in notice nothing.

With `ecq serve --token`, whoever does not bring the token that was printed at the start is shown nothing, also on this machine.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from html import escape
from urllib.parse import parse_qs, parse_qsl

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.language import LANGUAGES, Lang, words
from ecq.base.settings import API
from ecq.server import words as t
from ecq.server.first_page import page_language, wants_page
from ecq.server.limits import Seats, Why
from ecq.server.own_pages import HEADERS, InFront, own_page
from ecq.telling.text import words as w
from ecq.writers.html.style import PLAIN_STYLE

_STYLE = f"""{PLAIN_STYLE}body {{ min-height: 100vh; display: flex; align-items: center; justify-content: center; }}
main {{ box-sizing: border-box; width: 100%; max-width: 34rem; margin: 1rem; padding: 2rem; background: var(--ecq-card);
  border: 1px solid var(--ecq-frame); border-radius: 10px; }}
h1 {{ margin: 0.25rem 0 0.75rem; font-size: 1.375rem; line-height: 1.4; }}
p {{ margin: 0.5rem 0 0; }}
small {{ color: var(--ecq-muted); font-size: 0.875rem; }}
label, input, button {{ font: inherit; }}
input {{ box-sizing: border-box; width: 100%; margin: 0.25rem 0 0.75rem; padding: 0.5rem; color: inherit;
  background: transparent; border: 1px solid var(--ecq-edge); border-radius: 6px; }}
button {{ padding: 0.5rem 1.25rem; color: #fff; background: var(--ecq-jade-fill); border: 0; border-radius: 6px; }}
"""


def plain_page(lang: Lang, title: str, body: str, *, again: str = "") -> str:
    """The page; `title` is text, `body` HTML, `again` what `http-equiv=refresh` takes: after how long, and where to."""
    refresh = f'<meta http-equiv="refresh" content="{escape(again)}">' if again else ""
    return f"""<!doctype html>
<html lang="{LANGUAGES[lang].tag}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}<title>{escape(title)} · ECQ</title><style>{_STYLE}</style></head>
<body><main><small>{escape(words(w.PRODUCT, lang))}</small><h1>{escape(title)}</h1>{body}</main></body></html>
"""


AGAIN_SECONDS = 30
"""After this time the page tries again, and whoever reads `Retry-After` is told to."""

PROBES = ("/healthz", "/readyz")
"""Answered also where nobody else is let in."""


class Admission:
    """Lets in pages and windows while there are seats."""

    def __init__(self, app: ASGIApp, seats: Seats) -> None:
        self._app, self._seats = app, seats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] == "websocket":
            await self._window(scope, receive, send)
            return
        asks = scope["type"] == "http" and scope["path"] not in PROBES and wants_page(scope)
        if asks and (why := self._seats.page(scope)) is not None:
            await self._refuse(why, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _window(self, scope: Scope, receive: Receive, send: Send) -> None:
        why = self._seats.sit(scope)
        if why is not None:
            await receive()
            await self._refuse(why, scope, receive, send)
            return

        async def binary() -> Message:
            """What pages of ours send; text would end in an error of Streamlit's, and in a page of log."""
            message = await receive()
            return {"type": "websocket.disconnect", "code": 1003} if message.get("text") is not None else message

        try:
            await self._app(scope, binary, send)
        finally:
            self._seats.leave(scope)

    async def _refuse(self, why: Why, scope: Scope, receive: Receive, send: Send) -> None:
        self._seats.refused[why] += 1
        headers = {"retry-after": str(AGAIN_SECONDS), "cache-control": "no-store", "vary": "accept-language"}
        await HTMLResponse(full_page(why, page_language(scope)), 503, headers)(scope, receive, send)


def full_page(why: Why, lang: Lang) -> str:
    """The page for somebody who cannot be let in now."""
    sentences = (words(t.BECAUSE[why], lang), words(t.AGAIN, lang).format(seconds=AGAIN_SECONDS))
    body = "".join(f"<p>{escape(one)}</p>" for one in sentences)
    return plain_page(lang, words(t.TITLE[why], lang), body, again=str(AGAIN_SECONDS))


PARAM = "token"
"""What the token is called in an address."""

_DAYS = 30


class Token(InFront):
    """Lets in whoever has the token in a cookie; who comes with it in the address gets the cookie.

    The API has keys of its own, and whoever asks whether the server is well is told that alone.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        super().__init__(app)
        self._token = token

    def _concerns(self, scope: Scope) -> bool:
        return scope["type"] in ("http", "websocket") and not self._may(scope)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._response(scope)(scope, receive, send)

    def _may(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if path in PROBES or f"{path}/".startswith(f"{API}/"):
            return True
        return self._is_it(HTTPConnection(scope).cookies.get(_cookie(scope), ""))

    def _is_it(self, said: str) -> bool:
        """Compared in the same time whatever it is."""
        return hmac.compare_digest(*(sha256(one.encode()).digest() for one in (said, self._token)))

    def _response(self, scope: Scope) -> Response:
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
    said = (words(one, lang) for one in ((t.TOKEN_WRONG, t.TOKEN_WHERE) if wrong else (t.TOKEN_WHERE,)))
    body = "".join(f"<p>{escape(one)}</p>" for one in said)
    asked = [one for one in parse_qsl(scope["query_string"].decode("latin-1")) if one[0] != PARAM]
    body += "<form>" + "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked
    )
    field = f'<input id="token" name="{PARAM}" type="password" autocomplete="off" autofocus required>'
    body += f'<p><label for="token">{escape(words(t.TOKEN, lang))}</label>{field}</p>'
    return plain_page(lang, words(t.TOKEN_ASKED, lang), f"{body}<button>{escape(words(t.OPEN, lang))}</button></form>")


def _cookie(scope: Scope) -> str:
    """Servers on one machine share their cookies, so each has a name of its own."""
    return f"ecq_token_{scope['server'][1]}"
