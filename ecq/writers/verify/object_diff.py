"""What two PDFs hold beside the drawing of their pages, object by object: tags, titles, bookmarks, actions, files, links.

Nothing is left out but what `NOT_COMPARED` names. Objects are followed from the file's root however they are numbered,
parted or compressed, since programs that save a file again do all that. A page is its number: what it holds is compared
page by page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader, generic

NOT_COMPARED = {
    "/Info/Producer": "the program that saved the file last enters itself there",
    "/Info/ModDate": "the day it did",
    "/Root/Version": "the version of PDF it keeps to, which viewers do not act on",
    "/Root/Extensions": "extensions to that version which it declares, which viewers do not act on",
    "/Root/Pages": "how pages are grouped; pages are compared one by one, and groups for what they may hold beside",
    "/ID": "the file's own number, new with every saving",
}
"""What may differ in a copy that follows, and why."""
_HOW_STORED = {"/Length", "/Filter", "/DecodeParms", "/DL"}
_HANDED_DOWN = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_GROUP = {"/Type", "/Kids", "/Count", "/Parent", *_HANDED_DOWN}
_SIGNATURE = {"/Type", "/Subtype", "/FT", "/T", "/V", "/Rect", "/F", "/P"}
_SHOWS_OR_DOES = {"/A", "/AA", "/AP", "/Contents"}
_BY_SIGNATURE = {"/AcroForm", "/Perms", "/DSS"}
_MISSING = generic.NullObject()
_SHOWN = 60
_Step = tuple[str, Any, Any]


@dataclass(frozen=True)
class Differing:
    """Where two files differ: the way there from the root or from a page (counted from 1), and what stands there; #3 is page 3."""

    path: str
    found: str
    wanted: str
    page: int | None = None

    @property
    def part(self) -> str:
        """The entry of the root, or of the page, that it belongs to."""
        return self.path.split("/")[2 if self.path.startswith("/Root/") else 1]


class Objects:
    """Compares two files; what is reached on several ways is compared once."""

    def __init__(self, theirs: PdfReader, ours: PdfReader) -> None:
        self._theirs, self._ours = theirs, ours
        self._numbers = [
            {getattr(page.indirect_reference, "idnum", None): number for number, page in enumerate(pdf.pages, 1)}
            for pdf in (theirs, ours)
        ]
        self._known: dict[tuple[int, int], tuple[Any, Any]] = {}
        """By their identity, and held, so that nothing else can come to have it."""

    def of_file(self) -> Iterator[Differing]:
        """Where they differ beside the pages."""
        theirs, ours = dict(self._theirs.root_object), dict(self._ours.root_object)
        form = entry(self._theirs.root_object, "/AcroForm", {})
        if not set(form) - {"/Fields", "/SigFlags"} and all(map(_unseen_signature, entry(form, "/Fields", ()))):
            theirs = {key: value for key, value in theirs.items() if key not in _BY_SIGNATURE}
        yield from self._entries("/Root", theirs, ours, None)
        yield from self._entries("/Pages", _pages(self._theirs), _pages(self._ours), None)
        yield from self._entries("/Info", _info(self._theirs), _info(self._ours), None)

    def of_page(self, number: int) -> Iterator[Differing]:
        """Where a page differs, but for what is drawn on it. Pages are counted from 1."""
        one, other = (_page(pdf, number) for pdf in (self._theirs, self._ours))
        yield from self._entries("", one, other, number)

    def _entries(self, path: str, one: dict[str, Any], other: dict[str, Any], page: int | None) -> Iterator[Differing]:
        steps = [step for step in _of_dicts(path, one, other) if step[0] not in NOT_COMPARED]
        while steps:
            path, one, other = steps.pop()
            numbers = [self._number(side, entry) for side, entry in enumerate((one, other))]
            if numbers != [None, None]:
                if numbers[0] != numbers[1]:
                    found, wanted = (f"#{number}" if number else "<<…>>" for number in numbers)
                    yield Differing(path, found, wanted, page)
                continue
            one, other = _resolved(one), _resolved(other)
            if isinstance(one, dict | list) and isinstance(other, dict | list):
                if (id(one), id(other)) in self._known:
                    continue
                self._known[id(one), id(other)] = one, other
            if isinstance(one, dict) and isinstance(other, dict):
                steps += reversed(list(_of_dicts(path, one, other)))
                contents = [_content(path, side) for side in (one, other)]
                if contents[0] != contents[1]:
                    yield Differing(path, _told(contents[0], contents[1]), _told(contents[1], contents[0]), page)
            elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
                pairs = zip(list.__iter__(one), list.__iter__(other), strict=True)
                steps += reversed([(f"{path}/{place}", *pair) for place, pair in enumerate(pairs)])
            elif _plain(one) != _plain(other):
                yield Differing(path, _short(one), _short(other), page)

    def _number(self, side: int, entry: Any) -> int | None:
        return self._numbers[side].get(entry.idnum) if hasattr(entry, "idnum") else None


def _of_dicts(path: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[_Step]:
    """The entries of two dictionaries, in pairs; an entry that is null is none."""
    stored = _HOW_STORED if isinstance(one, generic.StreamObject) and isinstance(other, generic.StreamObject) else set()
    for key in sorted({*one, *other} - stored):
        yield f"{path}{key}", dict.get(one, key, _MISSING), dict.get(other, key, _MISSING)


def _resolved(entry: Any) -> Any:
    found = None if entry is None else entry.get_object()
    return _MISSING if found is None else found


def _content(path: str, held: Any) -> object:
    """What a stream holds. Fonts are compared byte by byte, too: what their programs do is not seen at every size."""
    if not isinstance(held, generic.StreamObject):
        return None
    return properties(held.get_data()) if path == "/Root/Metadata" else held.get_data()


def _plain(entry: Any) -> tuple[str, object]:
    """The kind and value of what is neither dictionary nor list; a name is no text, whatever it says."""
    match entry:
        case generic.NameObject():
            return "name", str(entry)
        case str() | generic.ByteStringObject():
            return "text", entry
        case int() | float():
            return "number", float(entry)
        case list():
            return "list", len(entry)
        case dict():
            return "dictionary", None
        case generic.NullObject():
            return "nothing", None
    return "truth", getattr(entry, "value", None)


def _short(value: Any) -> str:
    """A value for people of any language, in few characters: a list by its length, a dictionary by its brackets."""
    kind, said = _plain(value)
    own = f"{said:g}" if isinstance(said, float) else str(said)
    return _cut({"list": f"[… {said}]", "dictionary": "<<…>>", "nothing": "—"}.get(kind, own))


def _told(content: object, other: object) -> str:
    """What a stream holds that another does not: the words of metadata, else a digest."""
    if isinstance(content, frozenset) and isinstance(other, frozenset):
        return _cut(" ".join(sorted(spoken(content - other)))) or "—"
    if isinstance(content, bytes):
        return f"SHA-256 {sha256(content).hexdigest()[:12]}…"
    return "—" if content is None else "XMP"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def entry(holder: Any, key: str, default: Any = None) -> Any:
    """An entry of a dictionary, wherever in the file it stands."""
    return holder[key] if key in holder else default  # noqa: SIM401  # pypdf's `get` does not follow references


def _info(pdf: PdfReader) -> dict[str, Any]:
    info = entry(pdf.trailer, "/Info", {})
    return dict(info) if isinstance(info, dict) else {"": info}


def _pages(pdf: PdfReader) -> dict[str, Any]:
    """What the groups of pages say of themselves: how many pages, and how many things that are neither page nor group."""
    top = entry(pdf.root_object, "/Pages", {})
    groups, known, strangers = [top], {id(top)}, 0
    for group in groups:
        kids = entry(group, "/Kids", [])
        for one in kids if isinstance(kids, list) else [kids]:
            kind = entry(one, "/Type") if isinstance(one, dict) else None
            strangers += kind not in ("/Page", "/Pages")
            if kind == "/Pages" and id(one) not in known:
                known.add(id(one))
                groups.append(one)
    return {**{key: entry(top, key, _MISSING) for key in ("/Type", "/Count")}, "/Kids": generic.NumberObject(strangers)}


def _page(pdf: PdfReader, number: int) -> dict[str, Any]:
    """What a page holds but for its drawing; what a group of pages hands down to it is its own."""
    page: Any = pdf.pages[number - 1]
    entries: dict[str, Any] = {key: held for key, held in dict.items(page) if key not in ("/Parent", "/Contents")}
    contents = entry(page, "/Contents", [])
    for drawing in list(contents) if isinstance(contents, list) else [contents]:
        held_beside = dict.items(drawing) if isinstance(drawing, dict) else [("", drawing)]
        entries |= {f"/Contents{key}": held for key, held in held_beside if key not in _HOW_STORED}
    above, group, passed = page, entry(page, "/Parent"), set()
    while isinstance(group, dict) and id(group) not in passed:  # a page may be said to stand above itself
        passed.add(id(group))
        for key, held in dict.items(group):
            if key in _HANDED_DOWN:
                entries.setdefault(key, held)
            elif key not in _GROUP:
                entries[f"/Parent{key}"] = held
        above, group = group, entry(group, "/Parent")
    entries["/Parent"] = generic.BooleanObject(above is entry(pdf.root_object, "/Pages"))
    if _plain(_resolved(entries.get("/Rotate", _MISSING))) == ("number", 0):
        del entries["/Rotate"]
    marks = list.__iter__(entry(page, "/Annots", []))
    entries["/Annots"] = generic.ArrayObject(mark for mark in marks if not _unseen_signature(mark.get_object()))
    return entries


def _unseen_signature(mark: Any) -> bool:
    """A field of a signature that shows nothing, says nothing and does nothing."""
    if entry(mark, "/FT") != "/Sig" or set(mark) - _SIGNATURE:
        return False
    left, bottom, right, top = entry(mark, "/Rect", (0, 0, 0, 0))
    return bool(left == right or bottom == top)


def marked(page: Any) -> bool:
    """Whether anything lies over a page but links inside the file and signatures that show nothing."""

    def plain_link(mark: Any) -> bool:
        inside = entry(mark, "/Subtype") == "/Link" and isinstance(entry(mark, "/Dest"), list)
        return inside and not _SHOWS_OR_DOES & set(mark)

    return any(not _unseen_signature(one) and not plain_link(one) for one in entry(page, "/Annots", []))


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SAVED_BY = {
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
}
"""What the program that saves a file again enters about itself."""


def properties(xmp: bytes) -> frozenset[object] | bytes:
    """All properties but those of the last saving; the bytes themselves where they are no XMP."""
    try:
        root = fromstring(xmp, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return xmp
    found: set[object] = set()
    for description in root.iter(f"{_RDF}Description"):
        found |= {(name, value) for name, value in description.attrib.items() if name not in _SAVED_BY}
        found |= {_flat(child) for child in description if child.tag not in _SAVED_BY}
    return frozenset(found)


def spoken(found: object) -> Iterator[str]:
    """The words of properties, without the names of what they belong to."""
    if isinstance(found, str):
        yield from [found] if found and not found.startswith("{") else []
    elif isinstance(found, tuple | frozenset):
        for one in found:
            yield from spoken(one)


def _flat(element: Element) -> object:
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return element.tag, text
    return element.tag, text, tuple(sorted(element.attrib.items())), tuple(map(_flat, element))
