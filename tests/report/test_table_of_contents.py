"""The list of contents: it leads where it says, and links are not a way to stick something on a page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

from ecq.rubric.model import Rubric
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order
from ecq.writers.verify.verify import verify
from tests.building import sampled
from tests.report.assessments import DAY, answered_shop
from tests.report.full_reports import full_report, pdf_of
from tests.report.pdf_reading import opened, pressed
from tests.report.test_reopen import rewritten


def parts_of(pdf: PdfReader) -> dict[str, int]:
    """Titles of the outline's first level after the cover, with their pages counted from 1."""
    led = {str(one.title): pdf.get_destination_page_number(one) for one in pdf.outline if not isinstance(one, list)}
    return {title: page + 1 for title, page in led.items() if page}


def links_of(pdf: PdfReader, page: int) -> list[int]:
    """The pages that a page's links lead to, counted from 1."""
    found = [mark.get_object() for mark in pdf.pages[page].get("/Annots", ())]
    return [pdf.get_page_number(one["/Dest"][0].get_object()) + 1 for one in found if one["/Subtype"] == "/Link"]


@pytest.mark.parametrize("edition", ["zh", "zh-Hant", "en", "zh+en"])
def test_every_part_stands_on_the_page_it_is_listed_with(teaching: Rubric, edition: str):
    pdf = opened(pdf_of(Order(teaching, answered_shop(teaching), choose(edition, "full"), DAY)))
    parts = parts_of(pdf)
    assert len(parts) > 8
    (listed,) = [page for page in range(len(pdf.pages)) if links_of(pdf, page)]
    assert links_of(pdf, listed) == list(parts.values())
    text = pressed(pdf.pages[listed].extract_text())
    for title, number in parts.items():
        assert re.search(rf"{re.escape(pressed(title))}\D*{number}(\D|$)", text), title


def test_the_list_stands_at_the_foot_of_the_cover_where_there_is_room(shipped: Rubric):
    assessment = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+00:00")
    pdf = opened(pdf_of(Order(shipped, assessment, choose("zh", "standard"), DAY)))
    assert len(links_of(pdf, 0)) == len(parts_of(pdf))
    assert min(parts_of(pdf).values()) == 2


def test_a_few_pages_need_no_list(shipped: Rubric):
    assessment = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+00:00")
    pdf = opened(pdf_of(Order(shipped, assessment, choose("zh", "short"), DAY)))
    assert len(pdf.pages) < 7
    assert not any(links_of(pdf, page) for page in range(len(pdf.pages)))


@pytest.fixture(scope="module")
def shop(teaching: Rubric) -> bytes:
    return full_report(teaching, answered_shop(teaching), "en", DAY)


def marked(pdf: bytes) -> str:
    return " ".join(
        said.words("en") for one in verify(pdf, "report.pdf").checks if not one.holds for said in one.sentences
    )


def _elsewhere(one: Any, writer: PdfWriter) -> None:
    one[NameObject("/Dest")] = ArrayObject([writer.pages[-1].indirect_reference, *one["/Dest"][1:]])


def _framed(one: Any, _writer: PdfWriter) -> None:
    one[NameObject("/Border")] = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(40)])


def _dashed(one: Any, _writer: PdfWriter) -> None:
    dashes = ArrayObject([NumberObject(3)])
    one[NameObject("/Border")] = ArrayObject([NumberObject(0), NumberObject(0), NumberObject(1), dashes])


def _moved(one: Any, _writer: PdfWriter) -> None:
    one[NameObject("/Rect")] = ArrayObject([FloatObject(side) for side in (50, 500, 300, 600)])


def _saying(one: Any, _writer: PdfWriter) -> None:
    one[NameObject("/Contents")] = TextStringObject("Five stars")


@pytest.mark.slow
@pytest.mark.parametrize("change", [_elsewhere, _framed, _dashed, _moved, _saying])
def test_a_changed_link_is_detected(shop: bytes, change: Any):
    def stick(writer: PdfWriter) -> None:
        first = next(page for page in writer.pages if page.get("/Annots"))
        change(first["/Annots"][0].get_object(), writer)

    assert "annotations, form fields or links" in marked(rewritten(shop, stick))


def test_another_program_may_write_the_same_links_again(shop: bytes):
    assert marked(rewritten(shop, lambda _writer: None)) == ""
