"""At the door: where the server is full a page that says so, in the visitor's language; those who are in notice nothing."""

from __future__ import annotations

from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecq.base.language import LANGUAGES, Lang, words
from ecq.server.first_page import page_language, wants_page
from ecq.server.seats import Seats, Why
from ecq.server.words import AGAIN, BECAUSE, TITLE
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
        elif scope["type"] == "http" and scope["path"] not in PROBES and wants_page(scope):
            why = self._seats.page(scope)
            if why is None:
                await self._app(scope, receive, send)
            else:
                self._seats.refused[why] += 1
                await _refuse(why, page_language(scope), send, "http.response")
        else:
            await self._app(scope, receive, send)

    async def _window(self, scope: Scope, receive: Receive, send: Send) -> None:
        why = self._seats.sit(scope)
        if why is not None:
            self._seats.refused[why] += 1
            await receive()
            await _refuse(why, page_language(scope), send, "websocket.http.response")
            return

        async def binary() -> Message:
            """What pages of ours send; text would end in an error of Streamlit's, and in a page of log."""
            message = await receive()
            return {"type": "websocket.disconnect", "code": 1003} if message.get("text") is not None else message

        try:
            await self._app(scope, binary, send)
        finally:
            self._seats.leave(scope)


async def _refuse(why: Why, lang: Lang, send: Send, kind: str) -> None:
    page = full_page(why, lang).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"retry-after", str(AGAIN_SECONDS).encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"accept-language"),
    ]
    start: Message = {"type": f"{kind}.start", "status": 503, "headers": headers}
    await send(start)
    await send({"type": f"{kind}.body", "body": page})


def full_page(why: Why, lang: Lang) -> str:
    """The page for somebody who cannot be let in now."""
    sentences = (words(BECAUSE[why], lang), words(AGAIN, lang).format(seconds=AGAIN_SECONDS))
    body = "".join(f"<p>{escape(one)}</p>" for one in sentences)
    return plain_page(lang, words(TITLE[why], lang), body, again=str(AGAIN_SECONDS))
