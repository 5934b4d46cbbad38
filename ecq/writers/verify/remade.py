"""A report against the same report made again: its pages as they are seen and heard, and all else the file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfReader

from ecq.writers.verify import words as v
from ecq.writers.verify.looks import DOTS_PER_INCH
from ecq.writers.verify.object_diff import Objects, Place, marked
from ecq.writers.verify.outcome import Check, Outcome, Sentence, first, worst
from ecq.writers.verify.page_diff import Difference, counted, drawn_by, seen
from ecq.writers.verify.reopen import reading

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_ON_PAGES = ("Annots", "Resources", *v.PAPER)
_HEARD = ("StructTreeRoot", "MarkInfo", "Lang", "StructParents", "Tabs")
_NEVER_MADE = {"AA", "AcroForm", "Collection", "JavaScript", "OCProperties"}
"""What no version of ECQ writes."""


@dataclass
class Compared:
    """What differs, by the check it belongs to. `foreign`: the checks where it is what no version of ECQ writes. `cover`:
    whether the first page looks as the one made again."""

    pages: list[Sentence] = field(default_factory=list)
    heard: list[Sentence] = field(default_factory=list)
    rest: list[Sentence] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    cover: bool = True


def checks(data: bytes, again: bytes, where: str, made_by: str, now: str) -> tuple[bool, list[Check]]:
    """Whether the cover looks alike, and the checks of pages, of what is heard, and of the rest of the file."""
    if data == again:
        same = (Sentence(v.SAME_BYTES),)
        return True, [Check("pages", True, same), Check("heard", True, same), Check("rest", True, same)]
    with reading(data, where) as theirs, reading(again, where) as ours:
        found, count = _compared(data, again, where, theirs, ours), len(ours.pages)
    other = Sentence(v.OTHER_VERSION, {"made": made_by, "now": now}) if made_by != now else None
    sound = {
        "pages": Sentence(v.PAGES_ALIKE, {"count": count, "dots": DOTS_PER_INCH}),
        "heard": Sentence(v.HEARD_ALIKE),
        "rest": Sentence(v.REST_ALIKE),
    }
    made: list[Check] = []
    for name in ("pages", "heard", "rest"):
        wrong = getattr(found, name)
        holds: Outcome = not wrong
        if wrong and other is not None and name not in found.foreign:
            holds, wrong = None, [other, *wrong]
        made.append(Check(name, holds, first(wrong) or (sound[name],)))
    notes, outcome = _around(data)
    rest = made.pop()
    made.append(Check("rest", worst((rest.holds, outcome)), (*rest.sentences, *notes)))
    return found.cover, made


def _compared(data: bytes, again: bytes, where: str, theirs: PdfReader, ours: PdfReader) -> Compared:
    found, looked = Compared(), [*counted(theirs, ours), *seen(data, again, where)]
    reworded = any(one.kind in ("text", "count") for one in looked)
    found.pages += [_of_difference(one) for one in looked]
    found.cover = all(one.page != 1 for one in looked)
    if any(map(marked, theirs.pages)):
        found.foreign.add("pages")
    for one in drawn_by(theirs, ours):
        (found.heard if one.kind == "tagged" else found.pages).append(_of_difference(one))
    for place in _places(theirs, ours):
        if reworded and place.part == "Resources":
            continue  # other words need other letters, so the fonts differ too
        check = "heard" if place.part in _HEARD else "pages" if place.page and place.part in _ON_PAGES else "rest"
        getattr(found, check).append(_of_place(place))
        if _NEVER_MADE & set(place.path.split("/")) or (place.part == "OpenAction" and place.found == "<<…>>"):
            found.foreign.add(check)
        found.cover = found.cover and not (place.page == 1 and place.part == "Annots")
    return found


def _places(theirs: PdfReader, ours: PdfReader) -> Iterator[Place]:
    objects = Objects(theirs, ours)
    yield from objects.of_file()
    for number in range(1, min(len(theirs.pages), len(ours.pages)) + 1):
        yield from objects.of_page(number)


def _of_difference(one: Difference) -> Sentence:
    return Sentence(v.DIFFERENCES[one.kind], {"page": one.page, "near": one.near, "wanted": one.expected})


def _of_place(place: Place) -> Sentence:
    marks = {"part": v.part(place.path, place.part), "place": place.path, "found": place.found, "wanted": place.wanted}
    if place.page is None:
        return Sentence(v.PLACE, marks)
    return Sentence(v.PAGE_PLACE, {**marks, "page": place.page})


def _around(data: bytes) -> tuple[list[Sentence], Outcome]:
    """What stands in the file beside its last state: earlier states, and bytes before and after."""
    ends = list(_END.finditer(data))
    states = sum(
        1 for one in ends if one[1] != b"0"
    )  # a file for reading from the net has an end at its beginning, too
    notes = [Sentence(v.ADDED_TO, {"count": states - 1})] if states > 1 else []
    outside = data.index(b"%PDF-") + (len(data[ends[-1].end() :].strip()) if ends else 0)
    if outside:
        notes.append(Sentence(v.OUTSIDE, {"count": outside}))
    return notes, None if outside else True
