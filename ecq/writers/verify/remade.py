"""A report against the same report made again: its pages as they are seen and heard, and all else the file holds.

Each page is seen as pixels and as text, drawn by PDFium, the program inside Chromium. Two pages look alike where every pixel
is the same. Both are drawn here by one program in one run, so nothing has to be allowed for; and what parts, compresses or
numbers a file anew changes no pixel. At 72 dots an inch a pixel is as wide as the thinnest stroke of a letter is thick, and
edges are shaded: a mark of a twentieth of a pixel still shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from threading import RLock
from typing import Any, Literal

from pypdf import PdfReader
from pypdf.generic import ContentStream
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from ecq.base.errors import ReportError
from ecq.writers.verify import words as v
from ecq.writers.verify.object_diff import Objects, marked
from ecq.writers.verify.reopen import reading
from ecq.writers.verify.words import Check, CheckId, Outcome, Sentence, first, worst

DOTS_PER_INCH = 72
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""How PDFium marks a hyphen at the end of a line."""
_one_at_a_time = RLock()
"""PDFium has no threads: a second one inside it would end the process."""


def pressed(text: str) -> str:
    """Text without white space: how lines are parted is a matter of the program that reads."""
    return re.sub(r"\s+", "", text.translate(_HYPHENS))


def page_texts(data: bytes, where: str, numbers: Sequence[int] | None = None) -> list[str]:
    """The text of all pages or some, counted from 0, without white space; below 0 from the end, as far as there are pages.

    Raises ReportError for a PDF that cannot be read.
    """
    with _opened(data, where) as pdf:
        every = range(len(pdf))
        return [_text(pdf[every[max(number, -len(every))]]) for number in (every if numbers is None else numbers)]


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


_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_ON_PAGES = ("Annots", "Resources", *v.PAPER)
_HEARD = ("StructTreeRoot", "MarkInfo", "Lang", "StructParents", "Tabs")
_NEVER_MADE = {"AA", "AcroForm", "Collection", "JavaScript", "OCProperties"}
"""What no version of ECQ writes."""


_CHECKS: tuple[CheckId, ...] = ("pages", "heard", "rest")


@dataclass
class Compared:
    """What differs, by the check it belongs to. `foreign`: the checks where it is what no version of ECQ writes. `cover`:
    whether the first page looks as the one made again."""

    wrong: dict[CheckId, list[Sentence]] = field(default_factory=lambda: {name: [] for name in _CHECKS})
    foreign: set[CheckId] = field(default_factory=set)
    cover: bool = True


def checks(data: bytes, again: bytes, where: str, made_by: str, now: str) -> tuple[bool, list[Check]]:
    """Whether the cover looks alike, and the checks of pages, of what is heard, and of the rest of the file."""
    if data == again:
        return True, [Check(name, True, (Sentence(v.SAME_BYTES),)) for name in _CHECKS]
    with reading(data, where) as theirs, reading(again, where) as ours:
        found, count = _compared(data, again, where, theirs, ours), len(ours.pages)
    sound: dict[CheckId, Sentence] = {
        "pages": Sentence(v.PAGES_ALIKE, {"count": count, "dots": DOTS_PER_INCH}),
        "heard": Sentence(v.HEARD_ALIKE),
        "rest": Sentence(v.REST_ALIKE),
    }
    made: list[Check] = []
    for name, wrong in found.wrong.items():
        holds: Outcome = not wrong
        if wrong and made_by != now and name not in found.foreign:
            holds = None
            wrong.insert(0, Sentence(v.OTHER_VERSION, {"made": made_by, "now": now}))
        made.append(Check(name, holds, first(wrong) or (sound[name],)))
    notes, outcome = _around(data)
    rest = made.pop()
    made.append(Check("rest", worst((rest.holds, outcome)), (*rest.sentences, *notes)))
    return found.cover, made


def _compared(data: bytes, again: bytes, where: str, theirs: PdfReader, ours: PdfReader) -> Compared:
    found, looked = Compared(), list(seen(data, again, where))
    if len(theirs.pages) != len(ours.pages):
        looked.insert(0, Difference("count", len(theirs.pages), expected=len(ours.pages)))
    reworded = any(one.kind in ("text", "count") for one in looked)
    found.cover = all(one.page != 1 for one in looked)
    if any(map(marked, theirs.pages)):
        found.foreign.add("pages")
    for one in (*looked, *drawn_by(theirs, ours)):
        marks = {"page": one.page, "near": one.near, "wanted": one.expected}
        found.wrong["heard" if one.kind == "tagged" else "pages"].append(Sentence(v.DIFFERENCES[one.kind], marks))
    objects, common = Objects(theirs, ours), range(1, min(len(theirs.pages), len(ours.pages)) + 1)
    for place in chain(objects.of_file(), *map(objects.of_page, common)):
        if reworded and place.part == "Resources":
            continue  # other words need other letters, so the fonts differ too
        on_page: CheckId = "pages" if place.page and place.part in _ON_PAGES else "rest"
        check: CheckId = "heard" if place.part in _HEARD else on_page
        marks = {"part": v.part(place.path, place.part), "place": place.path, "page": place.page}
        marks |= {"found": place.found, "wanted": place.wanted}
        found.wrong[check].append(Sentence(v.PAGE_PLACE if place.page else v.PLACE, marks))
        if _NEVER_MADE & set(place.path.split("/")) or (place.part == "OpenAction" and place.found == "<<…>>"):
            found.foreign.add(check)
        found.cover = found.cover and not (place.page == 1 and place.part == "Annots")
    return found


def _around(data: bytes) -> tuple[list[Sentence], Outcome]:
    """What stands in the file beside its last state: earlier states, and bytes before and after."""
    ends = list(_END.finditer(data))
    states = sum(one[1] != b"0" for one in ends)  # a file for reading from the net has an end at its beginning, too
    notes = [Sentence(v.ADDED_TO, {"count": states - 1})] if states > 1 else []
    outside = data.index(b"%PDF-") + (len(data[ends[-1].end() :].strip()) if ends else 0)
    if outside:
        notes.append(Sentence(v.OUTSIDE, {"count": outside}))
    return notes, None if outside else True


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
    """Where the pages of a report look otherwise than those of the same made again, as far as both go.

    Pages of unlike size are not drawn, as they may be of any size.
    """
    places: dict[str, int] = {}
    with _opened(data, where) as one, _opened(again, where) as two:
        for number, pages in enumerate(zip(one, two, strict=False), 1):
            if len({page.get_size() for page in pages}) > 1:
                yield Difference("paper", number)
            elif len({bytes(page.render(scale=DOTS_PER_INCH / 72, prefer_bgrx=True).buffer) for page in pages}) > 1:
                places = places or {text: place for place, text in enumerate(page_texts(again, where), 1)}
                theirs, ours = map(_text, pages)
                if theirs == ours:
                    yield Difference("drawn", number)
                elif theirs in places:
                    yield Difference("moved", number, expected=places[theirs])
                else:
                    yield Difference("text", number, _near(theirs, ours))
            for page in pages:
                page.close()


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
