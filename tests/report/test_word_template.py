"""An own Word file as template: its styles, heads and page are taken; what could run, fetch or fill memory is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from ecq.base.errors import ReportError
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import choose
from ecq.writers.pdf.build import Order
from ecq.writers.word.build import make_word
from ecq.writers.word.template import read_template, taken_from
from tests.report.assessments import DAY, teaching_shop


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 20)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("1" if size[0] > 5000 else "RGB", size).save(out, kind)
    out.seek(0)
    return out


def template(change: Callable[[docx.document.Document], object] = lambda _: None) -> bytes:
    """A company's template: a large serif heading, wide margins, a head with its logo."""
    document = docx.Document()
    heading = document.styles["Heading 1"].font
    heading.size, heading.color.rgb = Pt(31), RGBColor(0x12, 0x34, 0x56)
    section = document.sections[0]
    section.left_margin = Mm(40)
    section.header.paragraphs[0].text = "咨询公司 Consulting"
    section.header.paragraphs[0].add_run().add_picture(picture())
    document.add_paragraph("Text that is not taken, with a plan of last year")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_member(data: bytes, name: str, content: bytes, replaced: tuple[bytes, bytes] | None = None) -> bytes:
    """The file with another member, or with something replaced in one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for one in read.namelist():
            part = read.read(one)
            written.writestr(one, part.replace(*replaced) if replaced and one == name else part)
        if not replaced:
            written.writestr(name, content)
    return out.getvalue()


def test_styles_head_and_page_are_taken_and_the_text_is_not(teaching: Rubric):
    order = Order(teaching, teaching_shop(teaching), choose("zh", "short"), DAY)
    data = template()
    made = make_word(order, read_template(data, "own.docx"))
    assert make_word(order, read_template(data, "own.docx")) == made
    document = docx.Document(io.BytesIO(made))
    heading = document.styles["Heading 1"].font
    assert (heading.size, heading.color.rgb) == (Pt(31), RGBColor(0x12, 0x34, 0x56))
    section = document.sections[0]
    assert round(section.left_margin.mm) == 40
    assert "咨询公司" in section.header.paragraphs[0].text
    (image,) = [one.target_part for one in section.header.part.rels.values() if one.reltype.endswith("/image")]
    assert image.blob == picture().getvalue()
    assert "last year" not in "".join(one.text for one in document.paragraphs)
    assert any(one.style.name == "Table Text" for table in document.tables for one in table.cell(0, 0).paragraphs)


def field(document: docx.document.Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    for kind, text in (("begin", ""), ("", " INCLUDE"), ("", 'TEXT "C:\\\\secret.txt" '), ("end", "")):
        inner = (
            f'<w:fldChar w:fldCharType="{kind}"/>'
            if kind
            else f'<w:instrText xml:space="preserve">{text}</w:instrText>'
        )
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def link(document: docx.document.Document) -> None:
    document.part.relate_to(
        "http://192.0.2.1/x.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )


def narrow(document: docx.document.Document) -> None:
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(90)


def embedded(document: docx.document.Document) -> None:
    document.sections[0].footer.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:object/></w:r>"))


def huge_picture(document: docx.document.Document) -> None:
    document.sections[0].footer.paragraphs[0].add_run().add_picture(picture(size=(10_000, 10_000)))


def gif(document: docx.document.Document) -> None:
    document.sections[0].footer.paragraphs[0].add_run().add_picture(picture("GIF"))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (lambda: with_member(template(), "word/vbaProject.bin", b"x"), "macros"),
    "macro type": (
        lambda: with_member(
            template(), "[Content_Types].xml", b"", (b"document.main+xml", b"document.macroEnabled.main+xml")
        ),
        "macros",
    ),
    "link": (lambda: template(link), "outside itself"),
    "field": (lambda: template(field), "INCLUDETEXT"),
    "object": (lambda: template(embedded), "embedded object"),
    "bomb": (lambda: with_member(template(), "word/media/x.xml", b"\0" * 70_000_000), "unpacks to more"),
    "entities": (
        lambda: with_member(
            template(), "word/styles.xml", b"", (b"<w:styles", b'<!DOCTYPE a [<!ENTITY b "c">]><w:styles')
        ),
        "entities",
    ),
    "100 megapixels": (lambda: template(huge_picture), "100 megapixels"),
    "gif": (lambda: template(gif), "neither PNG nor JPEG"),
    "no room": (lambda: template(narrow), "60 mm"),
    "old file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    "no zip": (lambda: b"%PDF-1.7", "no Word file"),
    "cut off": (lambda: template()[:20_000], "no Word file"),
    "a workbook": (
        lambda: with_member(
            template(), "_rels/.rels", b"", (b'Target="word/document.xml"', b'Target="xl/workbook.xml"')
        ),
        "no Word file",
    ),
    "no styles": (
        lambda: with_member(template(), "word/_rels/document.xml.rels", b"", (b'/styles"', b'/other"')),
        "no Word file",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_a_template_is_refused_with_one_sentence(case: str):
    make, sentence = REFUSED[case]
    with pytest.raises(ReportError, match=sentence) as refused:
        taken_from(make(), "own.docx")
    assert str(refused.value).startswith("own.docx ")
    assert refused.value.zh.startswith("own.docx ")
    assert "\n" not in str(refused.value)
