"""PDF/A-3U by the checks of the standard's own list; and the checks see what is wrong."""

from __future__ import annotations

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from ecq.base.language import LANGS, Lang
from ecq.rubric.model import Rubric
from tests.report.assessments import DAY, teaching_shop
from tests.report.full_reports import full_report
from tests.report.pdf_archive import complaints
from tests.report.test_reopen import foreign, rewritten


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, teaching_shop(teaching), "zh", DAY)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_reports_keep_to_pdf_a_3u(reports: dict[Lang, bytes], lang: Lang):
    assert complaints(reports[lang]) == []


def test_another_programs_pdf_does_not():
    found = " ".join(complaints(foreign()))
    for clause in ("6.6.2.1", "6.2.3", "6.2.11"):
        assert clause in found


def without(writer: PdfWriter, key: str) -> None:
    del writer.root_object[NameObject(key)]


def scripted(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AA")] = DictionaryObject()


def unrelated(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AF")] = ArrayObject()


def painted(writer: PdfWriter) -> None:
    contents = writer.pages[0]["/Contents"].get_object()
    contents.set_data(contents.get_data() + b"\n0 0 0 1 k\n")


def unmapped(writer: PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        del font.get_object()[NameObject("/ToUnicode")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "clause"),
    [
        (lambda writer: without(writer, "/Metadata"), "6.6.2.1"),
        (lambda writer: without(writer, "/OutputIntents"), "6.2.3"),
        (lambda writer: writer.add_metadata({"/Title": "x"}), "6.6.2"),
        (scripted, "6.5"),
        (unrelated, "6.8"),
        (painted, "6.2.4.3"),
        (unmapped, "6.2.11.7.2"),
    ],
    ids=["metadata", "intent", "two titles", "script", "unassociated", "cmyk", "no unicode"],
)
def test_the_archive_checks_notice_missing_parts(shop: bytes, change, clause: str):
    assert complaints(shop) == []
    found = complaints(rewritten(shop, change))
    assert any(clause in one for one in found), found
