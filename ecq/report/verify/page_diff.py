"""Compares the pages of two PDFs: their text, how they are drawn, and where they differ. Knows no content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ecq.report.verify.drawing_diff import Drawings
from ecq.report.verify.reopen import reading

_AROUND = 12
"""Characters shown around the place where two texts part."""


def pressed(text: str) -> str:
    """Text without white space: how lines are parted is a matter of the program that reads."""
    return re.sub(r"\s+", "", text)


def page_texts(data: bytes, where: str, numbers: Sequence[int]) -> list[str]:
    """The text of some pages, counted from 0, without white space. Raises ReportError for a PDF that cannot be read."""
    with reading(data, where) as pdf:
        return [pressed(pdf.pages[number].extract_text()) for number in numbers]


@dataclass(frozen=True)
class Difference:
    """What differs on a page (counted from 1): how many pages there are, what was added, the text, or only the drawing."""

    kind: Literal["count", "marked", "text", "drawn"]
    page: int
    near: str = ""
    wanted: int = 0


def differences(data: bytes, again: bytes, where: str) -> Iterator[Difference]:
    """Where a report differs from the same made again. The strings are compared where the drawing is not the same."""
    with reading(data, where) as theirs, reading(again, where) as ours:
        drawings, reworded, pairs = Drawings(), False, list(zip(theirs.pages, ours.pages, strict=False))
        if len(theirs.pages) != len(ours.pages):
            reworded = True
            yield Difference("count", len(theirs.pages), wanted=len(ours.pages))
        for number, (one, other) in enumerate(pairs, 1):
            if _stuck_on(one, theirs) != _stuck_on(other, ours):
                yield Difference("marked", number)
            if drawings.alike(one, other):
                continue
            printed, wanted = pressed(one.extract_text()), pressed(other.extract_text())
            reworded = reworded or printed != wanted
            yield (
                Difference("drawn", number) if printed == wanted else Difference("text", number, _near(printed, wanted))
            )
        if reworded:
            return  # other words need other letters, so the fonts differ too
        for number, (one, other) in enumerate(pairs, 1):
            if drawings.alike(one, other) and not drawings.same_means(one, other):
                yield Difference("drawn", number)


def marked(data: bytes, where: str) -> Iterator[Difference]:
    """Pages with anything stuck on that is neither a signature nor a link to a page of the same file."""
    with reading(data, where) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            if any(kind != "/Link" or led is None for kind, _, _, led in _stuck_on(page, pdf)):
                yield Difference("marked", number)


def _stuck_on(page: Any, pdf: Any) -> list[tuple[object, ...]]:
    """What lies over a page, but for signatures: links of a contents list say where they lead, and show nothing."""
    entries: list[tuple[object, ...]] = []
    for one in (mark.get_object() for mark in page.get("/Annots", ())):
        if one.get("/FT") == "/Sig":
            continue
        to = one.get("/Dest")
        known = isinstance(to, list) and to and not {"/A", "/AP", "/AA", "/Contents"} & set(one)
        led = pdf.get_page_number(to[0].get_object()) if known else None
        entries.append((one.get("/Subtype"), _plain(one.get("/Rect")), _plain(one.get("/Border")), led))
    return entries


def _plain(entry: Any) -> object:
    """Numbers as a reader sees them, however they are written; anything else as it is written."""
    if isinstance(entry, list):
        return [_plain(one) for one in entry]
    return round(float(entry), 1) if isinstance(entry, int | float) else str(entry)


def _near(printed: str, wanted: str) -> str:
    """The first place where two texts differ, with a little before it: "said ≠ wanted"."""
    matcher = SequenceMatcher(None, printed, wanted, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind != "equal":
            before = printed[max(0, start - _AROUND) : start]
            return f"…{before}[{printed[start:end][:40]}] ≠ …{before}[{wanted[begin:stop][:40]}]"
    return ""


def signed(data: bytes, where: str) -> bool:
    """Whether a signature stands on any page; whether it is valid is for the reader's PDF program to say."""
    with reading(data, where) as pdf:
        return any(mark.get_object().get("/FT") == "/Sig" for page in pdf.pages for mark in page.get("/Annots", ()))
