"""Changes every value of a report, one at a time, and asks `ecq verify` about each: python -m tests.report.tamper [sample] [COUNT].

Every object of the file is walked through. Of each dictionary every entry is taken out and changed, and one is added; of
each list every item; each stream gets other bytes, one of a kind that suits it; fonts get programs that move the points of their
shapes besides. None may come out as following but those of `HARMLESS`, where the reason stands. `sample` is what the tests take of them: one change of each kind in each place.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from ecq.base.errors import ReportError
from ecq.document.logo import read_logo
from ecq.rubric.loading import load_rubric
from ecq.writers.verify import verify as verifying
from tests.report.assessments import DAY, teaching_shop
from tests.report.full_reports import full_report, made_again_once

TEACHING = Path(__file__).parents[1] / "cases" / "rubric"
FONT_FILES = ("FontFile2", "Length1")
PROGRAMS = ("a program in every glyph", "a program for the font")
OTHER_KIND = NameObject("/Tampered")
HARMLESS = {
    r"Info/Producer .*": "the program that saved the file last; anyone may enter itself",
    r"Pages?/MediaBox taken out": "pypdf writes the size of the paper twice, at the page and at the group of pages",
    r"XObject/DecodeParms/?.*": "how a picture is compressed: it is compared as it comes out, and as it is seen",
}
"""Changes that follow all the same, and why: nothing of them is seen, heard or carried."""


class Change(NamedTuple):
    """One change: of which object, on what way inside it, and what is done there."""

    number: int
    way: tuple[str | int, ...]
    what: str
    kind: str
    """What the object is: its type, or the part of the file it belongs to."""


@cache
def report() -> bytes:
    """A small report with all that reports hold: pictures, a list of contents, links, tags, bookmarks, files."""
    rubric, picture = load_rubric("teaching", TEACHING), BytesIO()
    Image.effect_mandelbrot((40, 20), (-2, -1, 1, 1), 50).save(picture, "PNG")
    return full_report(rubric, teaching_shop(rubric), "en", DAY, logo=read_logo(picture.getvalue(), "logo.png"))


def copy() -> PdfWriter:
    """The report, to be changed and written again."""
    return PdfWriter(clone_from=BytesIO(report()))


def changes() -> Iterator[Change]:
    """Every change there is."""
    writer = copy()
    kinds = _kinds(writer)
    for number, held in enumerate(writer._objects, 1):
        if held is not None:
            kind = kinds.get(number, "")
            if kind in FONT_FILES:
                yield from (Change(number, (), what, kind) for what in PROGRAMS)
            yield from (Change(number, way, what, kind) for way, what in _of_value(held, ()))


def _kinds(writer: PdfWriter) -> dict[int, str]:
    """What the objects are: by their type, or by the entry that leads to them."""
    found = {writer._info.indirect_reference.idnum: "Info", writer.root_object.indirect_reference.idnum: "Catalog"}
    for held in writer._objects:
        for key, value in held.items() if isinstance(held, DictionaryObject) else ():
            for one in value if isinstance(value, list) else [dict.get(held, key)]:
                if isinstance(one, IndirectObject):
                    found.setdefault(one.idnum, str(key).strip("/"))
    for number, held in enumerate(writer._objects, 1):
        if isinstance(held, DictionaryObject) and "/Type" in held:
            found[number] = str(held["/Type"]).strip("/")
    return found


def _of_value(held: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if way:
        yield way, "taken out"
        if not isinstance(held, DictionaryObject | ArrayObject):
            yield way, "changed"
    if isinstance(held, StreamObject):
        yield way, "other bytes"
    if isinstance(held, DictionaryObject):
        yield way, "added"
        for key, value in dict.items(held):
            if key not in ("/Length", "/Filter"):  # they follow from the bytes, and are written anew
                yield from _of_value(value, (*way, str(key)))
    elif isinstance(held, ArrayObject):
        yield way, "added"
        for place, value in enumerate(list.__iter__(held)):
            yield from _of_value(value, (*way, place))


def made(change: Change) -> bytes:
    """The report with one change."""
    writer = copy()
    held: Any = writer._objects[change.number - 1]
    for step in change.way[:-1]:
        held = dict.__getitem__(held, step) if isinstance(held, dict) else list.__getitem__(held, step)
    if change.what in ("taken out", "changed"):
        step: Any = change.way[-1]
        step = NameObject(step) if isinstance(step, str) else step
        if change.what == "taken out":
            del held[step]
        else:
            before = dict.__getitem__(held, step) if isinstance(held, dict) else list.__getitem__(held, step)
            held[step] = _other(before, writer)
    else:
        for step in change.way[-1:]:
            held = dict.__getitem__(held, step) if isinstance(held, dict) else list.__getitem__(held, step)
        if change.what in PROGRAMS:
            refonted(held, with_program(held.get_data(), change.what))
        elif change.what == "other bytes":
            held.set_data(_other_bytes(held.get_data(), change.kind))
        elif isinstance(held, dict):
            held[NameObject("/Tampered")] = TextStringObject("Five stars")
        else:
            held.append(TextStringObject("Five stars"))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _other(value: Any, writer: PdfWriter) -> Any:
    match value:
        case IndirectObject():
            return writer._objects[value.idnum % len(writer._objects)].indirect_reference
        case BooleanObject():
            return BooleanObject(not value.value)
        case NameObject():
            return OTHER_KIND
        case ByteStringObject():
            return ByteStringObject(b"x" + value)
        case str():
            return TextStringObject(f"{value}x")
        case int():
            return NumberObject(value + 1)
        case float():
            return FloatObject(value + 1)
        case NullObject():
            return NumberObject(1)
    raise TypeError(type(value))


def _other_bytes(data: bytes, kind: str) -> bytes:
    """Other bytes that are still of their kind."""
    if kind in FONT_FILES:
        font, out = TTFont(BytesIO(data)), BytesIO()
        glyphs = font["glyf"]
        drawn = [name for name in font.getGlyphOrder() if glyphs[name].numberOfContours > 0]
        glyphs[drawn[1]], glyphs[drawn[-1]] = glyphs[drawn[-1]], glyphs[drawn[1]]
        font.save(out)
        return out.getvalue()
    if kind == "Contents":
        return data + b"\n1 0 0 rg 60 60 1 1 re f\n"
    if kind == "Metadata":
        return re.sub(rb"(<rdf:li xml:lang=\"x-default\">)", rb"\1Five stars ", data)
    if kind == "EmbeddedFile" and data.startswith(b"{"):
        return json.dumps({**json.loads(data), "more": 1}).encode()
    return data[:-1] + bytes([data[-1] ^ 1])


def refonted(stream: Any, data: bytes) -> None:
    """Put another font into a stream, which says how long it is."""
    stream.set_data(data)
    stream[NameObject("/Length1")] = NumberObject(len(data))


def with_program(data: bytes, what: str) -> bytes:
    """A font whose shapes are as they were until its programs are run at another size than the one PDFium runs them at."""
    font, out = TTFont(BytesIO(data)), BytesIO()
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        if glyphs[name].numberOfContours > 0 and what == PROGRAMS[0]:
            glyphs[name].program = collapsing(len(glyphs[name].coordinates))
    font["fpgm"] = newTable("fpgm")  # without one FreeType leaves the glyphs' programs alone
    font["fpgm"].program = program("PUSHB[ ] 0", "POP[ ]")
    font["maxp"].maxStackElements, font["maxp"].maxSizeOfInstructions = 512, 4096
    font.save(out)
    return out.getvalue()


def collapsing(points: int) -> Program:
    """Moves every point of a shape to the base line, but where a letter is 64 pixels high, as PDFium has it."""
    moves = [line for point in range(points) for line in (f"PUSHW[ ] {point} 0", "SCFS[ ]")]
    return program("SVTCA[0]", "MPPEM[ ]", "PUSHB[ ] 64", "NEQ[ ]", "IF[ ]", *moves, "EIF[ ]")


def program(*lines: str) -> Program:
    """What a font tells whoever draws it to do."""
    made = Program()
    made.fromAssembly(list(lines))
    return made


def outcome(change: Change) -> str:
    """What verifying says of the report with a change."""
    with (
        made_again_once(),
        patch.object(verifying, "published", lambda: {"teaching": load_rubric("teaching", TEACHING).digest}),
    ):
        try:
            found = verifying.verify(made(change), "report.pdf").follows
        except ReportError:
            return "refused"
    return {True: "follows", False: "does not follow", None: "not shown"}[found]


def harmless(change: Change) -> str | None:
    """Why a change may follow all the same."""
    named = "/".join((change.kind, *(str(step).strip("/") for step in change.way)))
    return next((why for what, why in HARMLESS.items() if re.fullmatch(what, f"{named} {change.what}")), None)


def sample() -> list[Change]:
    """One change of each: what is done, in which kind of object, to which entry."""
    found: dict[tuple[str, ...], Change] = {}
    for one in changes():
        named = tuple(str(step) for step in one.way if isinstance(step, str))
        found.setdefault((one.kind, one.what, *named), one)
    return list(found.values())


if __name__ == "__main__":
    every = sample() if "sample" in sys.argv[1:] else list(changes())
    most = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    every = every[: most[0]] if most else every
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(2) as pool:
        for one, said in zip(every, pool.map(outcome, every, chunksize=5), strict=True):
            counts["follows, and may" if said == "follows" and harmless(one) else said] += 1
            if said == "follows" and not harmless(one):
                print("FOLLOWS:", one, flush=True)
    print(len(every), "changes:", dict(counts))
