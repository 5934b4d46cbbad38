"""The page that a browser gets first: Streamlit's index.html in the visitor's language, with ECQ's title, icon and style."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from ecq.assessment.changes import begin
from ecq.base.errors import EcqError
from ecq.base.language import LANGS, Lang, error_sentence, language_from, words
from ecq.exchange import rubric_catalogue
from ecq.exchange.answer_sheet import export_sheet
from ecq.rubric.model import ByDigest
from ecq.server.own_pages import InFront, policy_for
from ecq.telling.text import words as w
from ecq.telling.text.sentences import file_name
from ecq.web.frame import words as t
from ecq.web.frame.first_html import BLANK_SHEETS
from ecq.web.html.parts import MIME


def blank_sheet(request: Request) -> Response:
    """Answer a request for one of BLANK_SHEETS; not a coroutine, so that making it holds up nobody."""
    lang = next((one for one in LANGS if one == request.query_params.get("lang")), LANGS[0])
    quick = request.url.path.endswith(BLANK_SHEETS["quick"])
    try:
        made = _made(ByDigest(rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC)), quick, lang)
    except EcqError as error:
        return PlainTextResponse(words(error_sentence(error), lang), status_code=503)
    name = quote(file_name(f"ECQ {words(t.QUICK_SHEET if quick else w.ANSWER_SHEET, lang)}") + ".xlsx")
    return Response(
        made, media_type=MIME["xlsx"], headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    )


@lru_cache(maxsize=2 * len(LANGS))
def _made(key: ByDigest, quick: bool, lang: Lang) -> bytes:
    return export_sheet(key.rubric, begin(key.rubric), lang, core_only=quick)


class FirstPage(InFront):
    """Puts ECQ's language, title, icon and style into Streamlit's index.html (ecq/web/frame/first_html.py)."""

    def _concerns(self, scope: Scope) -> bool:
        return super()._concerns(scope) and scope["method"] == "GET"

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
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
            if message.get("more_body"):
                return
            if wants_page(scope) and (page := _meant_by(scope["path"])) is not None:
                query = scope["query_string"].decode("latin-1")
                await RedirectResponse(f"{page}?{query}" if query else page)(scope, receive, send)
            else:
                body = _first_page(b"".join(parts), scope)
                changed = (b"content-length", b"etag", b"last-modified")
                others = [(n, v) for n, v in begun["headers"] if n not in changed]
                added = [
                    (b"content-length", str(len(body)).encode()),
                    (b"vary", b"accept-language"),
                    (b"content-security-policy", policy_for(body.decode()).encode()),
                ]
                await send({**begun, "headers": [*others, *added]})
                await send({**message, "body": body})

        plain = [(name, value) for name, value in scope["headers"] if name not in _CONDITIONS]
        await self._app({**scope, "headers": plain} if wants_page(scope) else scope, receive, whole)


_CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since")
"""Request headers that could get a compressed page, or none: left out, so that the whole page can be changed."""


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, not for one of its parts."""
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _meant_by(path: str) -> str | None:
    """Where an address leads at which Streamlit's page cannot be, relative to it; None for any other.

    The start page is at the root: of "/start" Streamlit says in English that there is no such page. Below a page it would
    look for its own parts there, find none and stay white.
    """
    first, *below = path.strip("/").split("/")
    up = "../" * path.removeprefix("/").count("/")
    if first == "start":
        return up or "./"
    return f"{up}{quote(first)}" if below else None


def page_language(scope: Scope) -> Lang:
    """The language of the address, else the browser's."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    named = next((one for one in LANGS if one in query.get("lang", ())), None)
    return named or language_from(Headers(scope=scope).get("accept-language"))


def _first_page(body: bytes, scope: Scope) -> bytes:
    from ecq.web.frame.first_html import WITH_SIDE, first_html

    last = scope["path"].rpartition("/")[2]
    return first_html(body.decode("utf-8"), page_language(scope), last in WITH_SIDE).encode()
