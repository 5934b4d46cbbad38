"""The text of a document in passages, each with its place. To be run at arm's length: a document may be anything.

By what is in the file, never by its name. What is read is data: nothing in it is followed, run or fetched.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256

from ecq.base.errors import EcqError
from ecq.base.file_limits import (
    FILE_LIMIT,
    PAGES_LIMIT,
    PASSAGE_LIMIT,
    PASSAGES_LIMIT,
    ROWS_LIMIT,
    WORD_LIMIT,
    WORD_PARTS_LIMIT,
    WORKBOOK_LIMIT,
)
from ecq.base.language import Text, error_of, filled
from ecq.base.patterns import later
from ecq.exchange import words as d


@dataclass(frozen=True)
class Passage:
    """A paragraph, cell or slide as it stands in a document. `place` is words and numbers in turn: "page 4 line 12"."""

    text: str
    place: str


@dataclass(frozen=True)
class Document:
    """A document that was read: its digest and its passages, and a sentence for what of it was not read."""

    name: str
    digest: str
    passages: tuple[Passage, ...]
    notices: tuple[Text, ...] = ()


def read_document(data: bytes, name: str) -> Document:
    """What stands in a document. Raises EcqError with one sentence where it is none that can be read, or holds no text."""
    if not data.strip():
        raise _error(d.EMPTY_DOCUMENT, name)
    if len(data) > FILE_LIMIT:
        raise _error(d.LARGE_DOCUMENT, name)
    notices: list[Text] = []
    try:
        passages = [one for one in _cut(_passages(data, name, notices)) if one.text]
    except (EcqError, MemoryError):
        raise
    except Exception:  # each library has its own words for damage
        raise _error(d.DAMAGED_DOCUMENT, name) from None
    if not passages:
        raise _error(d.NO_TEXT, name)
    if len(passages) > PASSAGES_LIMIT:
        notices.append(filled(d.ONLY_FIRST, file=name, count=PASSAGES_LIMIT))
    return Document(name, sha256(data).hexdigest(), tuple(passages[:PASSAGES_LIMIT]), tuple(notices))


def _error(why: Text, name: str) -> EcqError:
    return error_of(why, file=name)


def _passages(data: bytes, name: str, notices: list[Text]) -> Iterable[Passage]:
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data, name, notices)
    if data.startswith(b"PK"):
        return _of_office(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _error(d.OLD_OFFICE, name)
    if data[:8].startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")):
        raise _error(d.PICTURE, name)
    text = _decoded(data, name)
    if re.search(r"(?im)\A(?:[a-z-]+: .*\n(?:[ \t].*\n)*){3,}\n", text.replace("\r", "")[:20_000]):
        return _of_mail(data)
    if re.match(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", text[:5_000]):
        return _of_html(text)
    return _of_lines(text)


_BROKEN = "\ufffd"
"""What stands for half a character; it is left out, and the rest is read."""


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data[:4_000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _error(d.UNKNOWN_DOCUMENT, name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "replace")
        if text.count(_BROKEN) * 2 > sum(
            one > "\x7f" for one in text
        ):  # what is no UTF-8 breaks everywhere, not here and there
            text = data.decode("gb18030", "replace")
    return text.replace(_BROKEN, "")


def _of_lines(text: str, kind: str = "line") -> Iterator[Passage]:
    for number, line in enumerate(text.splitlines(), 1):
        yield Passage(re.sub(r"^\s*(?:#{1,6}|[-*+>])\s+", "", line).strip(), f"{kind} {number}")


def _of_pdf(data: bytes, name: str, notices: list[Text]) -> Iterator[Passage]:
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _error(
            d.LOCKED_DOCUMENT if getattr(error, "err_code", 0) == FPDF_ERR_PASSWORD else d.DAMAGED_DOCUMENT, name
        ) from None
    empty: list[int] = []
    if len(pdf) > PAGES_LIMIT:
        notices.append(filled(d.ONLY_FIRST_PAGES, file=name, count=PAGES_LIMIT, pages=len(pdf)))
    for number in range(min(len(pdf), PAGES_LIMIT)):
        page = pdf[number]
        text = page.get_textpage().get_text_bounded()
        page.close()
        if not text.strip():
            empty.append(number + 1)
        yield from _joined(text, f"page {number + 1}")
    if empty and len(empty) < len(pdf):
        shown = ", ".join(map(str, empty[:10]))
        notices.append(filled(d.PAGES_WITHOUT_TEXT, file=name, count=len(empty), pages=shown))


_BEGINS = later(
    r"\s*(?:第[一二三四五六七八九十百零0-9]+[章节条]|[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+(?:\.[0-9]+)*[ .、．)）　]|[•·●▪-])"
)


def _joined(text: str, page: str) -> Iterator[Passage]:
    """The paragraphs of a page, whose lines are broken anywhere, with the line where each begins."""
    so_far, at = "", 0
    for number, line in enumerate(map(str.strip, text.replace("\r", "").split("\n")), 1):
        if so_far and (not line or _BEGINS.match(line) or so_far.endswith(("。", "！", "？"))):
            yield Passage(so_far, f"{page} line {at}")
            so_far = ""
        if line:
            at = at if so_far else number
            gap = " " if so_far[-1:].isascii() and line[:1].isascii() and so_far else ""
            so_far += gap + line
    if so_far:
        yield Passage(so_far, f"{page} line {at}")


def _of_office(data: bytes, name: str) -> Iterator[Passage]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        names = {one.filename for one in entries}
        if any(one.flag_bits & 1 for one in entries):
            raise _error(d.LOCKED_DOCUMENT, name)
        if len(entries) > WORD_PARTS_LIMIT or sum(one.file_size for one in entries) > max(WORD_LIMIT, WORKBOOK_LIMIT):
            raise _error(d.LARGE_WITHIN, name)
    if "word/document.xml" in names:
        return _of_word(data)
    if "ppt/presentation.xml" in names:
        return _of_slides(data)
    if "xl/workbook.xml" in names:
        return _of_workbook(data)
    raise _error(d.UNKNOWN_DOCUMENT, name)


def _of_word(data: bytes) -> Iterator[Passage]:
    import docx
    from docx.table import Table

    for number, part in enumerate(docx.Document(io.BytesIO(data)).iter_inner_content(), 1):
        if isinstance(part, Table):
            for row_number, row in enumerate(part.rows, 1):
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield Passage("，".join(one for one in cells if one), f"paragraph {number} row {row_number}")
        else:
            yield Passage(part.text.strip(), f"paragraph {number}")


def _of_slides(data: bytes) -> Iterator[Passage]:
    import pptx

    for number, slide in enumerate(pptx.Presentation(io.BytesIO(data)).slides, 1):
        for shape in slide.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    yield Passage("".join(run.text for run in paragraph.runs).strip(), f"slide {number}")
            elif shape.has_table:
                for row in shape.table.rows:
                    yield Passage("，".join(cell.text.strip() for cell in row.cells if cell.text), f"slide {number}")


def _of_workbook(data: bytes) -> Iterator[Passage]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        for row in sheet.iter_rows(max_row=ROWS_LIMIT, max_col=60):
            cells = [cell for cell in row if isinstance(cell.value, str) and cell.value.strip()]
            if cells:
                text = "，".join(str(cell.value).strip() for cell in cells)
                yield Passage(text, f"sheet {sheet.title} cell {cells[0].coordinate}")


def _of_html(text: str) -> Iterator[Passage]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "noscript", "template", "head"])
    if tree.body is None:
        return iter(())
    lines = (" ".join(line.split()) for line in tree.body.text(separator="\n").splitlines())
    return _of_lines("\n".join(line for line in lines if line), "paragraph")


def _of_mail(data: bytes) -> Iterator[Passage]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    yield Passage(str(message["subject"] or ""), "subject")
    body = message.get_body(("plain", "html"))
    content = str(body.get_content()) if body else ""
    yield from _of_html(content) if body and body.get_content_subtype() == "html" else _of_lines(content)


def _cut(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages without what is no character, none longer than a page."""
    for one in passages:
        text = re.sub(r"[\ufffd\x00-\x08\x0b-\x1f\ufffe\uffff]", "", one.text).strip()
        for start in range(0, max(len(text), 1), PASSAGE_LIMIT):
            yield Passage(text[start : start + PASSAGE_LIMIT], one.place)
