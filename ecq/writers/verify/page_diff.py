"""Compares the pages of two PDFs: how they look, what they say, and the tags it is read aloud by. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pypdf import PdfReader
from pypdf.generic import ContentStream

from ecq.writers.verify.looks import page_texts, unlike

_AROUND, _AFTER = 12, 24
"""Characters shown before and after the place where two texts part."""
_TAGS = {b"BDC", b"BMC", b"EMC", b"DP", b"MP", b"Tf", b"Do"}
_TEXTS = {b"Tj", b"TJ", b"'", b'"'}


@dataclass(frozen=True)
class Difference:
    """What differs on a page (counted from 1): how many pages there are, their size, text, order, drawing, tags, or operators."""

    kind: Literal["count", "paper", "text", "moved", "drawn", "tagged", "operators"]
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


def drawn_by(theirs: PdfReader, ours: PdfReader) -> Iterator[Difference]:
    """Where a page is drawn by other operators: read aloud otherwise, or seen otherwise elsewhere, whatever PDFium shows."""
    for number, (one, other) in enumerate(zip(theirs.pages, ours.pages, strict=False), 1):
        if _drawing(one) == _drawing(other):
            continue
        done, again = _operations(one), _operations(other)
        if list(filter(_heard, done)) != list(filter(_heard, again)):
            yield Difference("tagged", number)
        elif done != again:
            yield Difference("operators", number)


def _drawing(page: Any) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else bytes(contents.get_data())


def _operations(page: Any) -> list[tuple[bytes, str]]:
    """What draws a page, in order: each operator with its operands, however numbers and white space are written."""
    contents = page.get_contents()
    operations = [] if contents is None else ContentStream(contents, page.pdf).operations
    return [(operator, repr(_plain(operands))) for operands, operator in operations]


def _heard(operation: tuple[bytes, str]) -> bool:
    return operation[0] in _TAGS | _TEXTS


def _plain(operand: Any) -> object:
    """An operand by its kind and value; numbers by their value alone."""
    match operand:
        case list():
            return [_plain(one) for one in list.__iter__(operand)]
        case dict():
            return {key: _plain(dict.__getitem__(operand, key)) for key in sorted(operand)}
        case int() | float():
            return float(operand)
    return type(operand).__name__, getattr(operand, "original_bytes", operand)


def _near(printed: str, expected: str) -> str:
    """The first place where two texts part, with a little before and after it: "printed ≠ expected"."""
    pairs = enumerate(zip(printed, expected, strict=False))
    same = next((place for place, pair in pairs if pair[0] != pair[1]), min(len(printed), len(expected)))
    before = printed[max(0, same - _AROUND) : same]
    return f"…{before}[{printed[same : same + _AFTER]}…] ≠ …{before}[{expected[same : same + _AFTER]}…]"
