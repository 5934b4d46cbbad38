"""What readers hear: headings, lists and tables in reading order, and the second language as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ecq.rubric.model import Rubric
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order
from tests.report.assessments import DAY, answered_shop
from tests.report.full_reports import pdf_of
from tests.report.pdf_reading import opened

Element = Any


@pytest.fixture(scope="module")
def report(teaching: Rubric) -> Any:
    return opened(pdf_of(Order(teaching, answered_shop(teaching), choose("zh+en", "full"), DAY)))


def kids(element: Element) -> list[Element]:
    held = element.get("/K", [])
    listed = held if isinstance(held, list) else [held]
    return [one.get_object() for one in listed]


def elements(element: Element) -> Iterator[Element]:
    for kid in kids(element):
        if hasattr(kid, "get"):
            yield kid
            yield from elements(kid)


def every(report: Any, kind: str) -> list[Element]:
    return [one for one in elements(report.root_object["/StructTreeRoot"]) if one["/S"] == f"/{kind}"]


def test_tables_are_tables_of_rows_with_as_many_cells_as_their_heads(report: Any):
    tables = every(report, "Table")
    assert len(tables) > 8
    for table in tables:
        rows = kids(table)
        assert {row["/S"] for row in rows} == {"/TR"}
        assert len({len(kids(row)) for row in rows}) == 1
        assert {cell["/S"] for row in rows for cell in kids(row)} <= {"/TH", "/TD"}
    scopes = {cell["/A"]["/Scope"] for cell in every(report, "TH")}
    assert scopes == {"/Column", "/Row"}


def test_headings_lists_and_contents_are_what_they_are(report: Any):
    assert [len(every(report, kind)) > 2 for kind in ("H1", "H2", "H3", "LI")] == [True] * 4
    assert all([one["/S"] for one in kids(item)][-1] == "/LBody" for item in every(report, "LI"))
    assert len(every(report, "TOCI")) > 5


def test_every_piece_of_content_is_entered_once_under_its_page(report: Any):
    tree = report.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    entered = {int(tree[at]): tree[at + 1] for at in range(0, len(tree), 2)}
    for page in report.pages:
        content = page.get_contents().get_data()
        owners = entered[page["/StructParents"]]
        assert content.count(b"/MCID ") == len(owners)
        for number, owner in enumerate(owners):
            element = owner.get_object()
            assert element.raw_get("/Pg") == page.indirect_reference
            assert number in kids(element)
            assert f"{element['/S']} <</MCID {number}>> BDC".encode() in content


def test_the_second_language_is_named_where_it_is_spoken(report: Any):
    spoken = [one for one in every(report, "Span") if one.get("/Lang")]
    assert len(spoken) > 50
    assert {one["/Lang"] for one in spoken} == {"en"}
    assert report.root_object["/Lang"] == "zh-CN"


def test_the_reproduction_for_fpdf2_still_shows_what_it_cannot_do():
    """Where this fails fpdf2 has learned it, and `ecq.writers.pdf.structure` can go."""
    from tests.report.fpdf2_tags import tags_of_a_table

    assert tags_of_a_table() == []
