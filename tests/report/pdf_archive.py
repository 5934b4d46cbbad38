"""What ISO 19005-3 (PDF/A-3, level U) asks for, as checks on a whole file. Each complaint names the clause.

Written from the standard's own list, for want of a validator. Not checked here: the syntax of the file (qpdf does that).
Of catalog, pages, graphics states, pictures and streams only that is allowed which a report holds: what the standard
forbids (scripts, forms drawn by the reader's program, optional content, transparency, alternates …) is all among the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import accumulate
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject, NameObject, StreamObject, TextStringObject

ALLOWED = {
    "the catalog (6.4, 6.5, 6.9 to 6.11)": """/AF /AcroForm /Lang /MarkInfo /Metadata /Names /OpenAction /Outlines
        /OutputIntents /PageLayout /Pages /StructTreeRoot /Type /ViewerPreferences""",
    "names of the catalog (6.10)": "/EmbeddedFiles",
    "the form of signatures (6.4.1)": "/Fields /SigFlags",
    "a page (6.2, 6.5)": "/Annots /Contents /Group /MediaBox /Parent /Resources /StructParents /Type",
    "resources, with colour as plain RGB and grey alone (6.2.4)": "/ExtGState /Font /ProcSet /XObject",
    "a graphics state (6.2.5, 6.2.10)": "/LC /LW /Type",
    "a picture (6.2.8)": "/BitsPerComponent /ColorSpace /DecodeParms /Filter /Height /Length /Subtype /Type /Width",
    "operators (6.2.2)": "BDC BMC BT Do EMC ET J Q RG S TJ Td Tf Tj cm d f gs h l m q re rg w",
}
"""What may stand in a part of the file, with the clauses that forbid other things there."""
FILTERS = {"/DCTDecode", "/FlateDecode"}
RELATIONSHIPS = {"/Source", "/Data", "/Alternative", "/Supplement", "/EncryptedPayload", "/FormData", "/Unspecified"}
XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
KNOWN_PROPERTIES = {
    "dc": {"format", "title", "language", "creator", "description"},
    "xmp": {"CreatorTool", "CreateDate", "ModifyDate", "MetadataDate"},
    "pdf": {"Producer", "Keywords"},
    "pdfaid": {"part", "conformance"},
}


def complaints(data: bytes) -> list[str]:
    """Everything in the file that PDF/A-3U does not allow, or misses; empty for a file that passes all checks."""
    pdf = PdfReader(BytesIO(data), strict=True)
    objects = list(_objects(pdf))
    found = [*_file(data, pdf), *_limits(objects), *_streams(objects), *_catalog(pdf), *_metadata(pdf)]
    found += [*_intents(pdf), *_files(pdf)]
    for number, page in enumerate(pdf.pages, 1):
        found += [f"page {number}: {one}" for one in _page(pdf, page)]
    found += _fonts(pdf)
    return found


def _more(held: Iterable[str], part: str) -> Iterator[str]:
    """What a part of the file holds that may not stand there."""
    if more := sorted(set(held) - set(ALLOWED[part].split())):
        yield f"{part} has {more}"


def _objects(pdf: PdfReader) -> Iterator[Any]:
    """Every object of the file, with the dictionaries and arrays inside."""
    for number in sorted(pdf.xref[0]):
        yield from _within(pdf.get_object(IndirectObject(number, 0, pdf)))


def _within(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, DictionaryObject):
        for key, below in value.items():
            yield key
            if not isinstance(below, IndirectObject):
                yield from _within(below)
    elif isinstance(value, list):
        for below in value:
            if not isinstance(below, IndirectObject):
                yield from _within(below)


def _file(data: bytes, pdf: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", data):
        yield "6.1.2: the header is not %PDF-1.n followed by a comment of four high bytes"
    if not re.search(rb"%%EOF\r?\n?\Z", data):
        yield "6.1.3: something follows %%EOF"
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield "6.1.3: the trailer has no ID"
    if "/Encrypt" in pdf.trailer:
        yield "6.1.3: the file is encrypted"


def _limits(objects: list[Any]) -> Iterator[str]:
    for one in objects:
        if isinstance(one, NameObject) and len(one.encode()) - 1 > 127:
            yield f"6.1.13: a name longer than 127 bytes: {one[:20]}"
        elif isinstance(one, TextStringObject) and len(one.original_bytes) > 32_767:
            yield "6.1.13: a string longer than 32767 bytes"
        elif isinstance(one, int) and not -(2**31) <= one < 2**31:
            yield "6.1.13: an integer out of range"
    if len(objects) > 8_388_607:
        yield "6.1.13: too many objects"


def _streams(objects: list[Any]) -> Iterator[str]:
    for one in objects:
        if isinstance(one, StreamObject):
            if {"/F", "/FFilter", "/FDecodeParms"} & set(one):
                yield "6.1.7.1: a stream that stands outside the file"
            filters = one.get("/Filter", [])
            for name in [filters] if isinstance(filters, str) else filters:
                if name not in FILTERS:
                    yield f"6.1.7.2: filter {name}"


def _catalog(pdf: PdfReader) -> Iterator[str]:
    root = pdf.root_object
    yield from _more(root, "the catalog (6.4, 6.5, 6.9 to 6.11)")
    yield from _more(root.get("/Names", {}), "names of the catalog (6.10)")
    yield from _more(root.get("/AcroForm", {}), "the form of signatures (6.4.1)")
    if not root.get("/Lang"):
        yield "6.7.4: no document language (asked for in level A, kept here)"
    if isinstance(root.get("/OpenAction"), DictionaryObject):
        yield "6.5.1: an action as the file is opened"


def _metadata(pdf: PdfReader) -> Iterator[str]:
    stream = pdf.root_object.get("/Metadata")
    if stream is None:
        yield "6.6.2.1: no metadata"
        return
    stream = stream.get_object()
    if "/Filter" in stream:
        yield "6.6.2.1: the metadata stream has a filter"
    if (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML"):
        yield "6.6.2.1: the metadata stream is not marked as XML metadata"
    text = stream.get_data().decode("utf-8")
    header = re.match(r"<\?xpacket begin=\"\ufeff?\" id=\"W5M0MpCehiHzreSzNTczkc9d\"\?>", text)
    if header is None or "encoding=" in header.group() or "bytes=" in header.group():
        yield "6.6.2.2: the packet's header is not as it must be"
    body = ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", text).strip())
    description = body.find(".//rdf:Description", XMP)
    assert description is not None
    said = {name: description.findtext(f"pdfaid:{name}", "", XMP) for name in ("part", "conformance")}
    if said != {"part": "3", "conformance": "U"}:
        yield f"6.6.4: the file says it is {said}"
    known = {f"{{{XMP[prefix]}}}{name}" for prefix, names in KNOWN_PROPERTIES.items() for name in names}
    unknown = {child.tag for child in description} - known
    if unknown:
        yield f"6.6.2.3: properties without an extension schema: {unknown}"
    info = pdf.metadata or {}
    title = description.findtext("dc:title/rdf:Alt/rdf:li", "", XMP)
    if (info.get("/Title"), info.get("/Producer"), info.get("/Creator")) != (
        title,
        description.findtext("pdf:Producer", "", XMP),
        description.findtext("xmp:CreatorTool", "", XMP),
    ):
        yield "6.6.2: document information and metadata say different things"
    made = pdf.metadata.creation_date.isoformat() if pdf.metadata and pdf.metadata.creation_date else None
    if made != description.findtext("xmp:CreateDate", "", XMP):
        yield "6.6.2: two dates of creation"


def _intents(pdf: PdfReader) -> Iterator[str]:
    intents = [one.get_object() for one in pdf.root_object.get("/OutputIntents", ())]
    archival = [one for one in intents if one.get("/S") == "/GTS_PDFA1"]
    if len(archival) != 1:
        yield "6.2.3: not exactly one output intent for PDF/A"
        return
    profile = archival[0]["/DestOutputProfile"].get_object()
    icc = profile.get_data()
    if profile.get("/N") != 3 or icc[16:20] != b"RGB " or icc[36:40] != b"acsp" or icc[12:16] not in (b"mntr", b"prtr"):
        yield "6.2.3: the output profile is no RGB profile of a display or printer"
    if int.from_bytes(icc[:4], "big") != len(icc) or icc[8] > 4:
        yield "6.2.3: the output profile is not whole"


def _files(pdf: PdfReader) -> Iterator[str]:
    names = pdf.root_object.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    keys, specs = names[::2], [one.get_object() for one in names[1::2]]
    if list(keys) != sorted(keys):
        yield "ISO 32000-1 7.9.6: the tree of names is not in order"
    associated = [one.get_object() for one in pdf.root_object.get("/AF", ())]
    for spec in specs:
        name = spec.get("/F")
        if not name or not spec.get("/UF"):
            yield "6.8: a file without its two names"
        if spec.get("/AFRelationship") not in RELATIONSHIPS:
            yield f"6.8: {name} has no relationship to the document"
        if spec not in associated:
            yield f"6.8: {name} is not associated with the document"
        stream = spec["/EF"]["/F"].get_object()
        if not re.fullmatch(r"/[a-z]+(/|#2F)[a-z0-9.+-]+", str(stream.get("/Subtype", "")), re.IGNORECASE):
            yield f"6.8: {name} has no MIME type"
        if "/ModDate" not in stream.get("/Params", {}):
            yield f"6.8: {name} has no date of modification"


def _page(pdf: PdfReader, page: Any) -> Iterator[str]:
    for mark in page.get("/Annots", ()):
        one = mark.get_object()
        leads = one.get("/Subtype") == "/Link" and "/Dest" in one and not {"/A", "/AA", "/AP"} & set(one)
        if not leads and (one.get("/FT") != "/Sig" or any(one["/Rect"])):
            yield "6.3: annotations (none but links inside the report and an invisible signature expected)"
        if not one.get("/F", 0) & 4 or one.get("/F", 0) & 0b100011:
            yield "6.3.2: an annotation that is not printed, or hidden"
    if any(not 3 <= side <= 14_400 for side in (page.mediabox.width, page.mediabox.height)):
        yield "6.1.13: page size"
    yield from _more(page, "a page (6.2, 6.5)")
    resources = page["/Resources"]
    yield from _more(resources, "resources, with colour as plain RGB and grey alone (6.2.4)")
    for state in resources.get("/ExtGState", {}).values():
        yield from _more(state.get_object(), "a graphics state (6.2.5, 6.2.10)")
    for name, held in resources.get("/XObject", {}).items():
        picture = held.get_object()
        yield from _more(picture, "a picture (6.2.8)")
        if (picture.get("/Subtype"), picture.get("/ColorSpace")) != ("/Image", "/DeviceRGB"):
            yield f"6.2.4: {name} is no picture in RGB"
    words = [operator.decode() for _, operator in ContentStream(page.get_contents(), pdf).operations]
    yield from _more(words, "operators (6.2.2)")
    depths = [0, *accumulate((word == "q") - (word == "Q") for word in words)]
    if depths[-1] or max(depths) > 28:
        yield "6.1.13: q and Q do not match, or are nested too deep"


def _fonts(pdf: PdfReader) -> Iterator[str]:
    fonts: dict[str, Any] = {}
    used: dict[str, set[int]] = {}
    for page in pdf.pages:
        local = {key: font.get_object() for key, font in page["/Resources"].get("/Font", {}).items()}
        current = ""
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator == b"Tf":
                current = str(local[operands[0]]["/BaseFont"])
                fonts[current] = local[operands[0]]
            elif operator in (b"Tj", b"'", b"TJ"):
                shown = operands[0] if operator == b"TJ" else operands
                for raw in (piece.original_bytes for piece in shown if hasattr(piece, "original_bytes")):
                    used.setdefault(current, set()).update(
                        int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)
                    )
    for name, font in fonts.items():
        yield from (f"{name}: {one}" for one in _font(font, used.get(name, set())))


def _font(font: Any, used: set[int]) -> Iterator[str]:
    if (font["/Subtype"], font["/Encoding"]) != ("/Type0", "/Identity-H"):
        yield "6.2.11.3: another kind of font than Type 0 with Identity-H (none expected)"
        return
    below = font["/DescendantFonts"][0].get_object()
    descriptor = below["/FontDescriptor"].get_object()
    if below["/Subtype"] != "/CIDFontType2" or "/FontFile2" not in descriptor:
        yield "6.2.11.4: the font program is not embedded"
        return
    mapping = below.get("/CIDToGIDMap")
    if mapping is None:
        yield "6.2.11.3.2: no CIDToGIDMap"
        return
    program = TTFont(BytesIO(descriptor["/FontFile2"].get_object().get_data()))
    order, metrics = program.getGlyphOrder(), program["hmtx"].metrics
    scale = 1000 / program["head"].unitsPerEm
    glyphs = None if mapping == "/Identity" else mapping.get_object().get_data()
    widths = _widths(below.get("/W", []))
    unicode = _unicode(font["/ToUnicode"].get_object().get_data()) if "/ToUnicode" in font else {}
    for cid in sorted(used):
        glyph = cid if glyphs is None else int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big")
        if not 0 < glyph < len(order):
            yield f"6.2.11.8: code {cid} draws .notdef or nothing"
            continue
        drawn, said = metrics[order[glyph]][0] * scale, widths.get(cid, below.get("/DW", 1000))
        if abs(drawn - said) > 1:
            yield f"6.2.11.5: code {cid} is {drawn} wide in the font and {said} in the PDF"
        if cid not in unicode:
            yield f"6.2.11.7.2: code {cid} has no Unicode"
        elif unicode[cid] in ("", "\x00", "\ufeff", "\ufffe"):
            yield f"6.2.11.7.2: code {cid} stands for U+0000, U+FEFF or U+FFFE"


def _widths(listed: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    rest = list(listed)
    while rest:
        first, second = int(rest.pop(0)), rest.pop(0)
        if isinstance(second, list):
            widths.update({first + place: float(width) for place, width in enumerate(second)})
        else:
            width = float(rest.pop(0))
            widths.update(dict.fromkeys(range(first, int(second) + 1), width))
    return widths


def _unicode(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    text = cmap.decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = int.from_bytes(bytes.fromhex(target)[-2:], "big")
            for place in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + place] = chr(start + place)
    return found
