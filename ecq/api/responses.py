"""How a response is made: JSON with its revision as ETag, a file, or what went wrong as problem details (RFC 9457).

A problem has a stable code, and a sentence in the reader's language.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ecq.api import words as w
from ecq.api.limits import AGAIN_SECONDS, FAULTS_TOLD
from ecq.base.errors import DamagedError, EcqError, StoreError, one_line
from ecq.base.language import LANGUAGES, Lang, Text, closed, error_text, filled, language_from, words
from ecq.base.settings import API
from ecq.store.person import NotAllowedError

_Found = TypeVar("_Found")

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


def as_file(name: str) -> dict[str, str]:
    """The headers with which a response is a file to be kept under a name."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return {"content-disposition": disposition, "cache-control": "private, no-store"}


def file(content: bytes, name: str, kind: str) -> Response:
    return Response(content, 200, as_file(name), kind)


TYPE = f"{API}/#"
"""What stands before the code in `type`: the page of the API has a line on each."""

PROBLEM_JSON = "application/problem+json"


class ProblemError(Exception):
    """A request that is not done: the code, and what besides the sentence is said of it."""

    def __init__(self, code: str, detail: Text, more: Mapping[str, Any] | None = None, wait: float = 0) -> None:
        super().__init__(code)
        self.code, self.detail, self.more, self.wait = code, detail, dict(more or {}), wait


def missing() -> ProblemError:
    """There is no such self-check for whoever asks. Names no id: what one may not see is not there."""
    return ProblemError("not-found", w.NO_SUCH_SELF_CHECK)


def there(found: _Found | None) -> _Found:
    """What was found. Raises ProblemError where nothing was, since there is no such self-check for whoever asks."""
    if not found:
        raise missing()
    return found


def language_of(request: Request) -> Lang:
    return language_from(request.headers.get("accept-language"))


def path_of(scope: Scope) -> str:
    """The address within the API."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def respond(problem: ProblemError, lang: Lang) -> Response:
    status, title = w.PROBLEMS[problem.code]
    said = {
        "type": TYPE + problem.code,
        "title": words(title, lang),
        "status": status,
        "detail": words(problem.detail, lang),
    }
    headers = {"content-language": LANGUAGES[lang].tag, "vary": "accept-language", "cache-control": "no-store"}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    if problem.wait:
        headers["retry-after"] = str(math.ceil(problem.wait))
    body = json.dumps({**said, **problem.more}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, headers, PROBLEM_JSON)


def problem_of(error: Exception) -> ProblemError:
    """The problem that an error is: one of ECQ's in its own words, a mistake of ours in none, which the door logs."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, RequestValidationError):
        return _of_validation(error.errors())
    if isinstance(error, HTTPException):  # an address or method that there is not, or a body that cannot be read
        known = {404: ("not-found", w.NO_SUCH_ADDRESS), 405: ("no-such-method", w.NO_SUCH_METHOD)}
        return ProblemError(*known.get(error.status_code, ("invalid", w.NO_JSON)))
    if not isinstance(error, EcqError):
        return ProblemError("mistake", w.MISTAKE)
    detail = closed(error_text(error))
    if isinstance(error, NotAllowedError):
        return ProblemError("not-allowed", detail)
    if isinstance(error, DamagedError):
        return ProblemError("unreadable", detail)
    if isinstance(error, StoreError):
        return ProblemError("not-available", detail, wait=AGAIN_SECONDS)
    return ProblemError("invalid", detail)


def _of_validation(faults: Sequence[Any]) -> ProblemError:
    """The problem that a request is not of the form it has to be of: the first place in words, many by their pointers."""
    first = faults[0]
    detail = filled(w.FAULTS.get(first["type"], w.FAULT), where=_place(first["loc"]))
    if first["type"] == "json_invalid":
        detail = w.NO_JSON
    return ProblemError(
        "invalid", detail, {"errors": [{"at": _place(one["loc"]), "code": one["type"]} for one in faults[:FAULTS_TOLD]]}
    )


def _place(steps: Sequence[str | int]) -> str:
    """Where something stands: `body.answers.receipt`, as one line, cut where somebody sends names without end."""
    return one_line(".".join(str(step)[:80] for step in steps[:8]))


async def on_error(request: Request, error: Exception) -> Response:
    return respond(problem_of(error), language_of(request))
