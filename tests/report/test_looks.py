"""What a reader sees on a page: a report that looks otherwise is found out, one that is only written otherwise holds."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from PIL import ImageFont
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ContentStream, NameObject, RectangleObject

from ecq.document.drawing import fonts
from ecq.rubric.model import Rubric
from ecq.writers.verify.remade import unlike
from ecq.writers.verify.verify import verify
from tests.report.assessments import DAY, teaching_shop
from tests.report.full_reports import full_report
from tests.report.tamper import PROGRAMS, refonted, with_program
from tests.report.test_reopen import rewritten
from tests.report.test_verify import failed, forged_version
from tests.tools import tool

NOTO = Path(fonts.__file__).parents[1] / "fonts" / "NotoSansSC-Regular.ttf"


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, teaching_shop(teaching), "en", DAY)


def page_messages(pdf: bytes) -> str:
    return failed(verify(pdf, "report.pdf")).get("pages", "")


def embedded(writer: PdfWriter) -> list[Any]:
    """The font files of a page."""
    fonts = writer.pages[0]["/Resources"].get_object()["/Font"].get_object()
    return [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()["/FontFile2"].get_object()
        for font in fonts.values()
    ]


def refont(change: Callable[[TTFont], None]) -> Callable[[PdfWriter], None]:
    def into(writer: PdfWriter) -> None:
        for stream in embedded(writer):
            font, out = TTFont(BytesIO(stream.get_data())), BytesIO()
            change(font)
            font.save(out)
            refonted(stream, out.getvalue())

    return into


def swap_shapes(font: TTFont) -> None:
    glyphs = font["glyf"]
    drawn = [name for name in font.getGlyphOrder() if glyphs[name].numberOfContours > 0]
    one, other = drawn[1], drawn[-1]
    glyphs[one], glyphs[other] = glyphs[other], glyphs[one]


def test_digits_exchanged_in_a_font_are_detected(shop: bytes):
    assert "looks otherwise" in page_messages(rewritten(shop, refont(swap_shapes)))


def test_a_font_with_other_tables_and_the_same_shapes_is_detected(shop: bytes):
    """Fonts are made alike by every version of the library that may be installed, so another one is no copy."""

    def restamp(font: TTFont) -> None:
        font["head"].fontRevision = 9.0

    assert "fonts and pictures" in page_messages(rewritten(shop, refont(restamp)))


def drawn(font: bytes, letter: str) -> bytes:
    """A letter of the report's font as FreeType draws it, which runs a font's programs; the font gets a table of letters for it."""
    told, out = TTFont(BytesIO(font)), BytesIO()
    whole = TTFont(NOTO)
    place = whole["glyf"][whole.getBestCmap()[ord(letter)]].coordinates
    same = [name for name in told.getGlyphOrder() if getattr(told["glyf"][name], "coordinates", None) == place]
    table = CmapSubtable.newSubtable(4)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 1, 0, {ord(letter): same[0]}
    told["cmap"] = newTable("cmap")
    told["cmap"].tableVersion, told["cmap"].tables = 0, [table]
    told.save(out)
    return bytes(ImageFont.truetype(BytesIO(out.getvalue()), 40).getmask(letter))


@pytest.mark.parametrize("what", PROGRAMS)
def test_programs_in_a_font_are_detected_though_no_pixel_here_differs(shop: bytes, what: str):
    def hint(writer: PdfWriter) -> None:
        for stream in embedded(writer):
            refonted(stream, with_program(stream.get_data(), what))

    forged = rewritten(shop, hint)
    assert list(unlike(forged, shop, "report.pdf")) == [], "PDFium draws every page as it was"
    whole, hinted = (embedded(PdfWriter(clone_from=BytesIO(pdf)))[0].get_data() for pdf in (shop, forged))
    if what == PROGRAMS[0]:
        assert any(drawn(whole, "8"))
        assert not any(drawn(hinted, "8")), "who runs the programs sees no 8"
    assert verify(forged, "report.pdf").follows is False
    assert "fonts and pictures" in page_messages(forged)


@pytest.mark.parametrize("added", [b"100 i\n", b"/Perceptual ri\n", b"q Q\n"])
def test_commands_that_pdfium_passes_over_are_detected(shop: bytes, added: bytes):
    """Curves drawn flat, say: nothing of it is seen here, and much in a viewer that obeys."""

    def draw(writer: PdfWriter) -> None:
        contents = writer.pages[0]["/Contents"].get_object()
        contents.set_data(added + contents.get_data())

    forged = rewritten(shop, draw)
    assert list(unlike(forged, shop, "report.pdf")) == [], "PDFium draws every page as it was"
    assert verify(forged, "report.pdf").follows is False
    assert "another viewer may show it otherwise" in page_messages(forged)


def test_an_invalid_font_is_detected(shop: bytes):
    def spoil(writer: PdfWriter) -> None:
        embedded(writer)[0].set_data(b"no font")

    assert "looks otherwise" in page_messages(rewritten(shop, spoil))


def test_a_page_cut_smaller_or_turned_is_detected(shop: bytes):
    def cut(writer: PdfWriter) -> None:
        writer.pages[1].cropbox = RectangleObject((0, 400, 595, 842))
        writer.pages[2].rotate(90)

    said = page_messages(rewritten(shop, cut))
    assert "Page 2 " in said
    assert "Page 3 " in said
    assert "of another size" in said
    assert "Page 4 " not in said


@pytest.mark.slow
def test_the_same_operators_on_other_lines_hold(shop: bytes):
    def respaced(writer: PdfWriter) -> None:
        for page in writer.pages:
            stream = ContentStream(page.get_contents(), writer)
            assert stream.operations
            again = stream.get_data().replace(b"\n", b"\n\n")
            page[NameObject("/Contents")].get_object().set_data(again)

    assert page_messages(rewritten(shop, respaced)) == ""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["--linearize", "--object-streams=generate", "--qdf", "--normalize-content=y"])
def test_a_report_saved_again_by_qpdf_holds(shop: bytes, tmp_path: Path, how: str):
    (tmp_path / "report.pdf").write_bytes(shop)
    subprocess.run([tool("qpdf"), how, str(tmp_path / "report.pdf"), str(tmp_path / "again.pdf")], check=True)
    found = verify((tmp_path / "again.pdf").read_bytes(), "report.pdf")
    assert found.follows, failed(found)


def test_an_annotation_on_a_report_of_another_version_is_detected(teaching: Rubric):
    def stick(writer: PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="Five stars", rect=(50, 500, 300, 600)))

    found = verify(rewritten(forged_version(teaching, "ecq 0.0.9"), stick), "report.pdf")
    assert found.follows is False, "no version of ECQ makes such a thing"
    assert "annotations, form fields or links" in failed(found)["pages"]


def test_a_page_that_stands_above_itself_is_found(shop: bytes):
    def turn(writer: PdfWriter) -> None:
        writer.pages[2][NameObject("/Parent")] = writer.pages[2].indirect_reference

    assert not verify(rewritten(shop, turn), "report.pdf").follows
