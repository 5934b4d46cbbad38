"""What a file is that somebody drops: a self-check, a report with one inside, an answer sheet, an archive, or nothing of ECQ's.

Goes by what is in the file, never by its name. Knows bytes and the rubrics it is handed, no page and no store.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, EcqError, WorkbookError
from ecq.base.file_limits import FILE_LIMIT
from ecq.base.language import Text, filled
from ecq.exchange.answer_sheet import AnswerSheet, read_answers, sheet_origin
from ecq.exchange.batch import words as b
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w

Kind = Literal["self-check", "report", "sheet", "archive", "other"]

KINDS: Mapping[Kind, Text] = {
    "self-check": w.SELF_CHECK,
    "report": b.REPORT,
    "sheet": w.ANSWER_SHEET,
    "archive": b.ARCHIVE,
    "other": b.OTHER,
}

_ZIP, _FORMAT = b"PK", b'"ecq-assessment/'
_TYPES, _WORD = "[Content_Types].xml", "word/document.xml"


@dataclass(frozen=True)
class Recognised:
    """A file and what it is. `assessment` in a self-check or report, `sheet` in an answer sheet.

    `why_not` is the sentence, which begins with the file's name, where it is not taken; then there is neither.
    """

    file: str
    kind: Kind
    assessment: Assessment | None = None
    sheet: AnswerSheet | None = None
    why_not: Text | None = None


def may_be_sheet(data: bytes) -> bool:
    """Whether recognising it may take rubrics."""
    return data.startswith(_ZIP)


def recognise(data: bytes, file: str, rubrics: Mapping[str, Rubric]) -> Recognised:
    """What a file is. Never raises for what is in it; `rubrics` are those at hand, by id."""
    if not data:
        return refused(file, "other", b.EMPTY)
    if len(data) > FILE_LIMIT:
        return refused(file, "other", b.TOO_LARGE)
    if b"%PDF-" in data[:1024]:
        return _report(data, file)
    if data.startswith(_ZIP):
        return _packed(data, file, rubrics)
    if data.lstrip()[:1] == b"{" or data.startswith(b"\xef\xbb\xbf"):
        return _saved(data, file)
    return refused(file, "other", b.UNKNOWN)


def refused(file: str, kind: Kind, why: Text) -> Recognised:
    """A file that is not taken: `why` goes on after its name."""
    return Recognised(file, kind, why_not=Text(zh=f"{file} {why.zh}", en=f"{file} {why.en}"))


def _saved(data: bytes, file: str) -> Recognised:
    try:
        return Recognised(file, "self-check", read(data, file))
    except AssessmentError as error:
        kind: Kind = "self-check" if _FORMAT in data[:100] else "other"
        return Recognised(file, kind, why_not=Text(zh=error.zh, en=str(error)))


def _report(data: bytes, file: str) -> Recognised:
    from ecq.writers.verify.reopen import reopen

    try:
        return Recognised(file, "report", reopen(data, file).assessment)
    except EcqError as error:
        return Recognised(file, "report", why_not=Text(zh=error.zh, en=str(error)))


def _packed(data: bytes, file: str, rubrics: Mapping[str, Rubric]) -> Recognised:
    """A workbook, or an archive: they are packed alike."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # zipfile has many words for damage
        return refused(file, "archive", b.NO_ARCHIVE)
    if _TYPES not in names:
        return Recognised(file, "archive")
    if _WORD in names:
        return refused(file, "other", b.WORD)
    try:
        origin = sheet_origin(data)
        if not origin:
            return refused(file, "other", filled(b.NO_SHEET, page=w.PAGE_INBOX))
        rubric = rubrics.get(origin.get("rubric", ""))
        if rubric is None:
            return refused(file, "sheet", filled(b.SHEET_OF_NO_RUBRIC, rubric=origin.get("rubric", "?")[:60]))
        return Recognised(file, "sheet", sheet=read_answers(data, rubric))
    except WorkbookError as error:
        return refused(file, "other", Text(zh=error.zh, en=str(error)))
