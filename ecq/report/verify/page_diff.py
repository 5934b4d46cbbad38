"""Compares the pages of two PDFs: how they look, what they say, and the tags it is read aloud by. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pypdf import PdfReader
from pypdf.generic import ContentStream

from ecq.report.verify.looks import page_texts, unlike

_AROUND, _AFTER = 12, 24
"""Characters shown before and after the place where two texts part."""
_TAGS = {b"BDC", b"BMC", b"EMC", b"DP", b"MP", b"Tf", b"Do"}
_TEXTS = {b"Tj", b"TJ", b"'", b'"'}


@dataclass(frozen=True)
class Difference:
    """What differs on a page (counted from 1): how many pages there are, their size, text, order, drawing, or tags."""

    kind: Literal["count", "paper", "text", "moved", "drawn", "tagged"]
    page: int
    near: str = ""
    expected: int = 0


def seen(data: bytes, again: bytes, where: str) -> Iterator[Difference]:
    """Where the pages of a report look otherwise than those of the same made again."""
    places: dict[str, int] = {}
    for number, theirs, ours in unlike(data, again, where):
        places = places or {text: place for place, text in enumerate(page_texts(again, where), 1)}
        if theirs.size != ours.size:
            yield Difference("paper", number)
        elif theirs.text == ours.text:
            yield Difference("drawn", number)
        elif theirs.text in places:
            yield Difference("moved", number, expected=places[theirs.text])
        else:
            yield Difference("text", number, _near(theirs.text, ours.text))


def counted(theirs: PdfReader, ours: PdfReader) -> Iterator[Difference]:
    """Whether there are as many pages."""
    if len(theirs.pages) != len(ours.pages):
        yield Difference("count", len(theirs.pages), expected=len(ours.pages))


def heard(theirs: PdfReader, ours: PdfReader) -> Iterator[Difference]:
    """Where the order of a page's text, or the tags around it, is another. How it is drawn does not matter here."""
    for number, (one, other) in enumerate(zip(theirs.pages, ours.pages, strict=False), 1):
        if _drawing(one) != _drawing(other) and _heard(one) != _heard(other):
            yield Difference("tagged", number)


def _drawing(page: Any) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else bytes(contents.get_data())


def _heard(page: Any) -> list[tuple[bytes, object]]:
    """Tags, fonts, pictures and text of a page, in order; text between two of the others is one."""
    said: list[tuple[bytes, object]] = []
    contents = page.get_contents()
    for operands, operator in [] if contents is None else ContentStream(contents, page.pdf).operations:
        if operator in _TAGS:
            named = operands[:1] if operator == b"Tf" else operands
            said.append((operator, repr([(type(one).__name__, one) for one in named])))
        elif operator in _TEXTS:
            text = _shown(operands)
            before = said.pop()[1] if said and said[-1][0] == b"Tj" else b""
            assert isinstance(before, bytes)
            said.append((b"Tj", before + text))
    return said


def _shown(operands: Any) -> bytes:
    """The codes of the letters that an operator draws."""
    last = operands[-1] if operands else b""
    parts = list.__iter__(last) if isinstance(last, list) else [last]
    return b"".join(getattr(one, "original_bytes", b"") for one in parts)


def _near(printed: str, expected: str) -> str:
    """The first place where two texts part, with a little before and after it: "printed ≠ expected"."""
    pairs = enumerate(zip(printed, expected, strict=False))
    same = next((place for place, pair in pairs if pair[0] != pair[1]), min(len(printed), len(expected)))
    before = printed[max(0, same - _AROUND) : same]
    return f"…{before}[{printed[same : same + _AFTER]}…] ≠ …{before}[{expected[same : same + _AFTER]}…]"
