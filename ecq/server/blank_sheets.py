"""Answer sheets with nothing filled in, for a browser that cannot run the app: all questions, or the quick check's.

They hold nothing of anybody, so no session is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from ecq.assessment.changes import begin
from ecq.base.errors import EcqError
from ecq.base.language import LANGS, Lang, Text, words
from ecq.exchange import rubric_catalogue
from ecq.exchange.answer_sheet import export_sheet
from ecq.rubric.model import ByDigest
from ecq.telling.text.file_names import file_name
from ecq.web.frame import words as t
from ecq.web.frame.first_html import BLANK_SHEETS
from ecq.web.html.downloads import XLSX

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def blank_sheet(request: Request) -> Response:
    """Answer a request for one of BLANK_SHEETS; not a coroutine, so that making it holds up nobody."""
    from starlette.responses import PlainTextResponse, Response

    lang = next((one for one in LANGS if one == request.query_params.get("lang")), LANGS[0])
    quick = request.url.path.endswith(BLANK_SHEETS["quick"])
    try:
        made = _made(ByDigest(rubric_catalogue.rubric(rubric_catalogue.DEFAULT_RUBRIC)), quick, lang)
    except EcqError as error:
        return PlainTextResponse(words(Text(zh=error.zh, en=str(error)), lang), status_code=503)
    name = quote(file_name(f"ECQ {words(t.QUICK_SHEET if quick else t.WHOLE_SHEET, lang)}") + ".xlsx")
    return Response(made, media_type=XLSX, headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"})


@lru_cache(maxsize=2 * len(LANGS))
def _made(key: ByDigest, quick: bool, lang: Lang) -> bytes:
    return export_sheet(key.rubric, begin(key.rubric), lang, core_only=quick)
