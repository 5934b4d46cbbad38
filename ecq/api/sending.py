"""How a response is sent: JSON with its revision as ETag, or a file."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from ecq.base.language import LANGUAGES, Lang

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent(
    data: Any,
    *,
    status: int = 200,
    revision: int | None = None,
    lang: Lang | None = None,
    request: Request | None = None,
) -> Response:
    """Data as JSON. With `lang` it has words of that language; with `request` one that has this revision already is told so."""
    headers = {"cache-control": "private, no-cache"}
    if revision is not None:
        headers["etag"] = f'"{revision}"'
    if lang is not None:
        headers |= {"content-language": LANGUAGES[lang].tag, "vary": "accept-language"}
    if request is not None and headers.get("etag", "-") in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, status, headers, "application/json")


def file(content: bytes, name: str, kind: str) -> Response:
    """A file to be kept."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, 200, {"content-disposition": disposition, "cache-control": "private, no-store"}, kind)
