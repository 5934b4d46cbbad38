"""What a reader sees of a PDF: each page as pixels and as text, drawn by PDFium, the program inside Chromium.

Two pages look alike where every pixel is the same. Both are drawn here by one program in one run, so nothing has to be
allowed for; and what parts, compresses or numbers a file anew changes no pixel. At 72 dots an inch a pixel is as wide as
the thinnest stroke of a letter is thick, and edges are shaded: a mark of a twentieth of a pixel still shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from ecq.base.errors import ReportError

DOTS_PER_INCH = 72
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""How PDFium marks a hyphen at the end of a line."""
_one_at_a_time = RLock()
"""PDFium has no threads: a second one inside it would end the process."""


@dataclass(frozen=True)
class Look:
    """A page as it is seen: its size in points, and its text without white space."""

    size: tuple[float, float]
    text: str


def pressed(text: str) -> str:
    """Text without white space: how lines are parted is a matter of the program that reads."""
    return re.sub(r"\s+", "", text.translate(_HYPHENS))


def unlike(data: bytes, other: bytes, where: str) -> Iterator[tuple[int, Look, Look]]:
    """The pages of two PDFs that do not look alike, as far as both go, counted from 1.

    Pages of unlike size are not drawn, as they may be of any size.
    """
    with _opened(data, where) as one, _opened(other, where) as two:
        for number, pages in enumerate(zip(one, two, strict=False), 1):
            sizes = {page.get_size() for page in pages}
            if len(sizes) > 1 or len({_pixels(page) for page in pages}) > 1:
                here, there = (Look(page.get_size(), _text(page)) for page in pages)
                yield number, here, there
            for page in pages:
                page.close()


def page_texts(data: bytes, where: str, numbers: Sequence[int] | None = None) -> list[str]:
    """The text of all pages or some, counted from 0, without white space. Raises ReportError for a PDF that cannot be read."""
    with _opened(data, where) as pdf:
        every = range(len(pdf))
        return [_text(pdf[every[number]]) for number in (every if numbers is None else numbers)]


def _pixels(page: PdfPage) -> bytes:
    return bytes(page.render(scale=DOTS_PER_INCH / 72, prefer_bgrx=True).buffer)


def _text(page: PdfPage) -> str:
    return pressed(page.get_textpage().get_text_range())


@contextmanager
def _opened(data: bytes, where: str) -> Iterator[PdfDocument]:
    try:
        with _one_at_a_time:
            pdf = PdfDocument(data)
            try:
                if not len(pdf):
                    raise PdfiumError("no pages")
                yield pdf
            finally:
                pdf.close()
    except PdfiumError:
        raise ReportError(
            f"{where} is damaged and its pages cannot be drawn; take another copy of the report",
            f"{where} 已损坏，页面画不出来，请换一份报告文件",
        ) from None
