"""What a reader sees of a PDF: each page as pixels and as text, drawn by PDFium, the program inside Chromium.

Two pages look alike where every pixel is the same. Both are drawn here by one program in one run, so nothing has to be
allowed for; and what parts, compresses or numbers a file anew changes no pixel. At 96 dots an inch, a screen's usual
size, the smallest letters of a report are nine pixels high, and edges are shaded, so that less than a pixel shows too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

from pypdfium2 import PdfDocument, PdfiumError

from ecq.errors import ReportError

DOTS_PER_INCH = 96
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""How PDFium marks a hyphen at the end of a line."""
_one_at_a_time = RLock()
"""PDFium has no threads: a second one inside it would end the process."""


@dataclass(frozen=True)
class Look:
    """A page as it is seen: its size in points, the pixels, and the text without white space."""

    size: tuple[float, float]
    pixels: bytes
    text: str


def pressed(text: str) -> str:
    """Text without white space: how lines are parted is a matter of the program that reads."""
    return re.sub(r"\s+", "", text.translate(_HYPHENS))


def looks(data: bytes, other: bytes, where: str) -> Iterator[tuple[Look, Look]]:
    """The pages of two PDFs side by side, as far as both go; pages of unlike size are not drawn, as they may be of any."""
    with _opened(data, where) as one, _opened(other, where) as two:
        for number in range(min(len(one), len(two))):
            sizes = one[number].get_size(), two[number].get_size()
            drawn = sizes[0] == sizes[1]
            yield _look(one, number, drawn), _look(two, number, drawn)


def page_texts(data: bytes, where: str, numbers: Sequence[int]) -> list[str]:
    """The text of some pages, counted from 0, without white space. Raises ReportError for a PDF that cannot be read."""
    with _opened(data, where) as pdf:
        return [_text(pdf, range(len(pdf))[number]) for number in numbers]


def _look(pdf: PdfDocument, number: int, drawn: bool) -> Look:
    page = pdf[number]
    pixels = bytes(page.render(scale=DOTS_PER_INCH / 72).buffer) if drawn else b""
    return Look(page.get_size(), pixels, _text(pdf, number))


def _text(pdf: PdfDocument, number: int) -> str:
    return pressed(pdf[number].get_textpage().get_text_range())


@contextmanager
def _opened(data: bytes, where: str) -> Iterator[PdfDocument]:
    try:
        with _one_at_a_time:
            pdf = PdfDocument(data)
            try:
                yield pdf
            finally:
                pdf.close()
    except (PdfiumError, IndexError):
        raise ReportError(
            f"{where} is damaged and its pages cannot be drawn; take another copy of the report",
            f"{where} 已损坏，页面画不出来，请换一份报告文件",
        ) from None
