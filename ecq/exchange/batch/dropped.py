"""A file that somebody drops: what it is, what is in it where it is an archive, and what will happen to it.

It is a self-check, a report with one inside, an answer sheet, an archive, or nothing of ECQ's. Goes by what is in the
file, never by its name; an archive is unpacked within limits. It is opened as a self-check, taken over into one of
the list, or nothing is done, and why. Knows bytes and the rubrics it is handed, no page and no store.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ecq.assessment.changes import no_target
from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, EcqError, WorkbookError
from ecq.base.file_limits import ARCHIVE_FILES_LIMIT, ARCHIVE_LIMIT, FILE_LIMIT
from ecq.base.language import Text, error_text, filled
from ecq.exchange import words as b
from ecq.exchange.answer_sheet import AnswerSheet, Preview, preview, read_answers, sheet_origin
from ecq.rubric.model import Rubric
from ecq.telling.text import words as w

_NOT_MEANT = ("__MACOSX/",)
_NOT_MEANT_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems put into archives on their own."""

_LOCKED, _UTF8 = 0x1, 0x800
"""Flags of a packed file: it has a password; its name is UTF-8."""


@dataclass(frozen=True)
class Unpacked:
    """The files of an archive by name; `refused` are those not read, each with the sentence after its name."""

    files: tuple[tuple[str, bytes], ...]
    refused: tuple[tuple[str, Text], ...]


def unpack(data: bytes, name: str) -> Unpacked:
    """The files in an archive. Raises EcqError with one sentence where it is damaged or holds too much. Writes nothing to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, name)
    except (EcqError, MemoryError):
        raise
    except Exception:  # zipfile has many words for damage
        raise _error(name, b.NO_ARCHIVE) from None


def _unpacked(archive: zipfile.ZipFile, name: str) -> Unpacked:
    entries = [(entry, _name(entry)) for entry in archive.infolist() if not entry.is_dir()]
    meant = [
        (entry, path)
        for entry, path in entries
        if not path.startswith(_NOT_MEANT) and path.rpartition("/")[2] not in _NOT_MEANT_NAMES
    ]
    if not meant:
        raise _error(name, b.ARCHIVE_EMPTY)
    if len(meant) > ARCHIVE_FILES_LIMIT:
        raise _error(name, b.ARCHIVE_TOO_MANY)
    files: list[tuple[str, bytes]] = []
    refused: list[tuple[str, Text]] = []
    left = ARCHIVE_LIMIT
    for entry, path in meant:
        content = _content(archive, entry, path, min(FILE_LIMIT, left))
        if isinstance(content, Text):
            refused.append((path, content))
            continue
        left -= len(content)
        if left < 0:
            raise _error(name, b.ARCHIVE_TOO_LARGE)
        if len(content) > FILE_LIMIT:
            refused.append((path, b.TOO_LARGE))
        elif is_archive(content):
            refused.append((path, b.NESTED))
        else:
            files.append((path, content))
    return Unpacked(tuple(files), tuple(refused))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, most: int) -> bytes | Text:
    """A file unpacked, one byte more than `most` at the most, or why it is not read. What an entry says of its size is not believed."""
    # Nothing is written by a name that points outside of the archive; but who makes such names means harm.
    forward = path.replace("\\", "/")
    if ".." in forward.split("/") or re.match("/|[A-Za-z]:", forward):
        return b.LEADS_OUT
    if entry.flag_bits & _LOCKED:
        return b.LOCKED
    try:
        with archive.open(entry) as opened:
            return opened.read(most + 1)
    except MemoryError:
        raise
    except Exception:
        return b.DAMAGED


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows in China packs names in GBK, without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def is_archive(content: bytes) -> bool:
    """Whether it is a ZIP that is no document of an office program."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            return "[Content_Types].xml" not in inner.namelist()
    except Exception:
        return True


def _error(name: str, why: Text) -> EcqError:
    return EcqError(f"{name} {why.en}", f"{name} {why.zh}")


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
    """A file that is not taken; `why` is the sentence after its name."""
    return Recognised(file, kind, why_not=Text(zh=f"{file} {why.zh}", en=f"{file} {why.en}"))


def _saved(data: bytes, file: str) -> Recognised:
    try:
        return Recognised(file, "self-check", read(data, file))
    except AssessmentError as error:
        kind: Kind = "self-check" if _FORMAT in data[:100] else "other"
        return Recognised(file, kind, why_not=error_text(error))


def _report(data: bytes, file: str) -> Recognised:
    from ecq.writers.verify.reopen import reopen

    try:
        return Recognised(file, "report", reopen(data, file).assessment)
    except EcqError as error:
        return Recognised(file, "report", why_not=error_text(error))


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
        return refused(file, "other", error_text(error))


Does = Literal[
    "open",
    "open-beside",
    "here",
    "take-over",
    "decide",
    "nothing-new",
    "no-self-check",
    "no-rubric",
    "no-target",
    "not",
]
"""`open-beside`: another state of it is on the list. `here`: it is on the list as it is. `decide`: a sheet with cells that
somebody has to decide on. `no-self-check`: a sheet whose self-check is not on the list. `no-target`: it aims at a grade that
its rubric does not have."""


@dataclass(frozen=True)
class Fate:
    """What will happen, and to which self-check of the list; `preview` is what a sheet would change."""

    does: Does
    of: str = ""
    preview: Preview | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody can have it done."""
        return self.does in ("open", "open-beside", "take-over")


def begun(file: Recognised) -> str:
    """When the self-check that a file is, or belongs to, was begun: by that it is found on the list. "" where nothing says so."""
    if file.assessment is not None:
        return file.assessment.created_at or ""
    return file.sheet.origin.get("created", "") if file.sheet is not None else ""


def fate(file: Recognised, there: Mapping[str, Assessment], rubrics: Mapping[str, Rubric]) -> Fate:
    """What will happen to a file. `there` are the self-checks of the list begun at the same time, by id, newest first."""
    if file.assessment is not None:
        if file.assessment.rubric.id not in rubrics:
            return Fate("no-rubric")
        if no_target(rubrics[file.assessment.rubric.id], file.assessment.target):
            return Fate("no-target")
        same = next((one for one, state in there.items() if state == file.assessment), None)
        if same is not None:
            return Fate("here", same)
        return Fate("open-beside", next(iter(there))) if there else Fate("open")
    if file.sheet is not None:
        return _fate_of_sheet(file, there, rubrics)
    return Fate("not")


def _fate_of_sheet(file: Recognised, there: Mapping[str, Assessment], rubrics: Mapping[str, Rubric]) -> Fate:
    assert file.sheet is not None
    origin = file.sheet.origin
    named = (one for one, state in there.items() if state.name == origin.get("name"))
    of = next(named, next(iter(there), None))
    if of is None:
        return Fate("no-self-check")
    rubric = rubrics.get(there[of].rubric.id)
    if rubric is None or rubric.id != origin.get("rubric"):
        return Fate("decide", of)
    shown = preview(file.sheet, rubric, there[of])
    if shown.conflicts or shown.troubles or shown.notices or shown.not_counted or shown.unread:
        return Fate("decide", of, shown)
    return Fate("take-over" if shown.changes else "nothing-new", of, shown)
