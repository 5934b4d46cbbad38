"""The report as the save file: what comes out is what went in, and what is not a report gets one sentence."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from fpdf import FPDF
from pypdf import PdfWriter

from ecq.assessment.file import dump
from ecq.base.errors import AssessmentError, ReportError
from ecq.rubric.loading import read_rubric
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.report.whole import ASSESSMENT, RUBRIC
from ecq.writers.verify import reopen as reopen_module
from ecq.writers.verify.reopen import reopen
from tests.report.assessments import DAY, teaching_shop
from tests.report.full_reports import full_report


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, teaching_shop(teaching), "en", DAY)


def rewritten(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """The PDF written again by another program after a change."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def foreign(text: str = "Invoice") -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text=text)
    return bytes(pdf.output())


def test_the_rubric_inside_scores_the_answers_to_the_same_scorecard(shop: bytes, teaching: Rubric):
    inside = reopen(shop, "report.pdf")
    rubric = read_rubric(inside.files[RUBRIC], RUBRIC)
    assert rubric == teaching
    assert rubric.digest == teaching.digest
    assert score(rubric, inside.assessment) == score(teaching, teaching_shop(teaching))


def test_a_report_saved_again_by_another_program_still_opens(shop: bytes, teaching: Rubric):
    again = rewritten(shop, lambda writer: writer.add_metadata({"/Producer": "another program"}))
    assert reopen(again, "x.pdf").assessment == teaching_shop(teaching)


def test_bytes_appended_by_mail_programs_do_no_harm(shop: bytes, teaching: Rubric):
    assert reopen(b"\r\n" + shop + b"\r\n--boundary--\r\n", "x.pdf").assessment == teaching_shop(teaching)


def test_a_report_of_an_earlier_ecq_opens(shop: bytes, teaching: Rubric):
    old = FPDF()
    old.add_page()
    old.embed_file(bytes=dump(teaching_shop(teaching)).encode(), basename=ASSESSMENT)
    inside = reopen(bytes(old.output()), "old.pdf")
    assert (inside.assessment, inside.record) == (teaching_shop(teaching), None)


def spoilt(shop: bytes) -> dict[str, tuple[bytes, str]]:
    """Files that are no report, with words of the sentence each must get."""
    locked = PdfWriter(clone_from=BytesIO(shop))
    locked.encrypt("", "owner", algorithm="RC4-128")
    sealed = BytesIO()
    locked.write(sealed)

    def swap(writer: PdfWriter) -> None:
        for one in writer.attachment_list:
            if one.name == ASSESSMENT:
                one.content = one.content.replace(b"on-request", b"always-open")

    return {
        "nothing": (b"", "is not a PDF"),
        "text": (b"hello", "is not a PDF"),
        "head alone": (b"%PDF-1.7\n", "is damaged"),
        "cut short": (shop[: len(shop) // 2], "is damaged|without an ECQ assessment"),
        "noise": (b"%PDF-1.4\n" + bytes(range(256)) * 40, "is damaged"),
        "another program": (foreign(), "without an ECQ assessment"),
        "encrypted": (sealed.getvalue(), "protected with a password"),
        "answers swapped": (rewritten(shop, swap), "was altered"),
    }


@pytest.mark.parametrize(
    "case", ["nothing", "text", "head alone", "cut short", "noise", "another program", "encrypted", "answers swapped"]
)
def test_what_is_no_report_gets_one_sentence(shop: bytes, case: str, caplog: pytest.LogCaptureFixture):
    data, wanted = spoilt(shop)[case]
    with pytest.raises(ReportError, match=wanted) as caught:
        reopen(data, "Bericht 1.pdf")
    assert str(caught.value).startswith("Bericht 1.pdf ")
    assert caught.value.zh.startswith("Bericht 1.pdf ")
    assert "\n" not in str(caught.value)
    assert [one for one in caplog.records if one.name.startswith("pypdf")] == [], "nothing is said behind the back"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = FPDF()
    bomb.add_page()
    bomb.embed_file(bytes=b"0" * 40_000_000, basename=ASSESSMENT, compress=True)
    data = bytes(bomb.output())
    assert len(data) < 200_000
    with pytest.raises(ReportError, match="unpacks to far more"):
        reopen(data, "bomb.pdf")


@pytest.mark.slow
def test_a_bomb_in_two_stages_is_not_unpacked(shop: bytes):
    def twice(writer: PdfWriter) -> None:
        for one in writer.attachment_list:
            if one.name == ASSESSMENT:
                stream = one.pdf_object["/EF"]["/F"].get_object()
                stream._data = zlib.compress(zlib.compress(b"0" * 60_000_000))
                from pypdf.generic import ArrayObject, NameObject

                stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * 2)

    with pytest.raises(ReportError, match=r"unpacks to far more|is damaged"):
        reopen(rewritten(shop, twice), "bomb.pdf")


def test_a_file_larger_than_any_report_is_not_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reopen_module, "FILE_LIMIT", 1000)
    with pytest.raises(ReportError, match="cannot be an ECQ report"):
        reopen(b"%PDF-1.4" + b" " * 1000, "large.pdf")


def test_two_assessments_in_one_file_are_refused(shop: bytes):
    with pytest.raises(ReportError, match="twice"):
        reopen(rewritten(shop, lambda writer: writer.add_attachment(ASSESSMENT, b"{}")), "x.pdf")


def test_an_invalid_assessment_inside_is_refused_with_its_file_name():
    pdf = FPDF()
    pdf.add_page()
    pdf.embed_file(bytes=b'{"format": "ecq-assessment/1"}', basename=ASSESSMENT)
    with pytest.raises(AssessmentError, match=r"assessment\.json in x\.pdf is damaged"):
        reopen(bytes(pdf.output()), "x.pdf")
