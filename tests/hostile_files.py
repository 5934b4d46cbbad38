"""Files that are made to cost whoever reads them as much as can be: each is of a size that ECQ takes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

SIZE = 8_000_000


def svgs_with_ends_to_look_for() -> Iterator[bytes]:
    """Style sheets full of beginnings: patterns that look for the end go over the rest again from each."""
    for sheet in (b"/*" * 90_000, b"/*/" * 60_000, b"*" * 180_000, b"a{" * 90_000, b"{" * 180_000, b"}" * 180_000):
        yield b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>' + sheet + b"</style></svg>"


def svg_with_entities() -> bytes:
    """Nine entities, each ten times the one before: a thousand million characters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY e0 "x">{entities}]><svg viewBox="0 0 9 9"><title>&e9;</title></svg>'.encode()


def png_of_a_hundred_megapixels() -> bytes:
    """A sound picture of 10,000 by 10,000 pixels of one colour."""

    def part(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = (10_000).to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    pixels = zlib.compress(bytes(10_000 * 30_001), 1)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", pixels) + part(b"IEND", b"")


def pdf(catalogue: bytes, *objects: bytes) -> bytes:
    """A PDF of a catalogue and further objects, numbered from 2."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate((catalogue, *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    end = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(out))
    return bytes(out) + head + table + end


def pdf_carrying(stream: bytes, how: bytes) -> bytes:
    """A PDF with one attached file, packed as said."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(assessment.json) 3 0 R]>>>>>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(assessment.json)/UF(assessment.json)/EF<</F 4 0 R>>>>",
        b"<</Type/EmbeddedFile/Length %d%s>>stream\n%s\nendstream" % (len(stream), how, stream),
    )


def pdf_with_a_predictor() -> bytes:
    """A few kilobytes that unpack to rows of one byte, each worked out from the row before."""
    return pdf_carrying(
        zlib.compress(bytes(30_000_000), 9), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>"
    )


def pdf_in_letters() -> bytes:
    """An attached file in ASCII85, whose reading takes a hundred times its size."""
    return pdf_carrying(b"z" * (SIZE - 2_000) + b"~>", b"/Filter/ASCII85Decode")


def pdf_with_many_ends() -> bytes:
    """Ends of a PDF, one after another."""
    return b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * (SIZE // 19)


def pdf_with_a_deep_tree(depth: int = 100_000) -> bytes:
    """Names in a tree of one branch, level below level."""
    levels = [b"<</Kids[%d 0 R]>>" % (number + 1) for number in range(3, 3 + depth)]
    catalogue = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>"
    return pdf(catalogue, b"<</Type/Pages/Kids[]/Count 0>>", *levels, b"<</Names[]>>")


def pdf_of_nested_brackets() -> bytes:
    """A catalogue of brackets within brackets."""
    return pdf(b"<</Type/Catalog/A" + b"[" * 5_000_000 + b"]" * 5_000_000 + b">>")


def workbook_with(sheet: bytes, **more: bytes) -> bytes:
    """A workbook of one sheet whose XML is given."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument'
            f'.spreadsheetml.{kind}+xml"/>'
            for name, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        links = "http://schemas.openxmlformats.org/package/2006/relationships"
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        for name, content in (
            ("[Content_Types].xml", types + "</Types>"),
            ("_rels/.rels", _link(links, f"{office}/officeDocument", "xl/workbook.xml")),
            ("xl/_rels/workbook.xml.rels", _link(links, f"{office}/worksheet", "worksheets/sheet1.xml")),
            (
                "xl/workbook.xml",
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            ),
        ):
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}">'.encode() + sheet + b"</worksheet>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def _link(namespace: str, kind: str, target: str) -> str:
    return f'<Relationships xmlns="{namespace}"><Relationship Id="r1" Type="{kind}" Target="{target}"/></Relationships>'


def workbook_with_a_million_attributes() -> bytes:
    """One cell with a million attributes."""
    attributes = b" ".join(b'a%x=""' % number for number in range(1_000_000))
    return workbook_with(b'<sheetData><row r="1"><c r="A1" %s><v>1</v></c></row></sheetData>' % attributes)


def workbook_that_unpacks_to_much() -> bytes:
    """A sheet of forty megabytes in forty kilobytes."""
    return workbook_with(b" " * 41_000_000)


def json_of_nested_brackets() -> bytes:
    """Brackets within brackets."""
    return b"[" * SIZE


def json_of_many_answers() -> bytes:
    """A self-check with as many answers as there is room for, all wrong."""
    answers = ",".join(f'"q{number}":{{"state":7}}' for number in range(SIZE // 24))
    return (
        f'{{"format":"ecq-assessment/2","rubric":{{"id":"a","version":"1","digest":"b"}},"responses":{{{answers}}}}}'
    ).encode()
