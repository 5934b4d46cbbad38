"""The portfolio in the browser: from the start page to a comparison and its files, whatever a client is called."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from ecq.assessment.samples import load_samples, sample_assessment
from tests.browser.test_accessibility import faults
from tests.browser.test_report_and_saved_file import taken
from tests.report.pdf_reading import pressed, text_of

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror=\"document.title='run'\"> =1+1 **b**"


def test_clients_are_compared_and_taken_along_as_workbook_and_pdf(visit, served, shipped, tmp_path):
    made = [sample_assessment(one, shipped, "en") for one in load_samples()[:2]]
    ids = [served.keep(of.model_copy(update={"name": f"{NAME} {n}"})) for n, of in enumerate(made)]
    visitor = visit("en")
    visitor.open()
    visitor.to_page("portfolio")
    visitor.page.locator(".ecq-checks li").nth(1).wait_for()
    assert not faults(visitor, {"resultTypes": ["violations"]})

    visitor.open("portfolio", **{"with": ",".join(ids)})
    table = visitor.page.locator(".st-key-portfolio table").first
    table.wait_for()
    assert [one.strip() for one in table.locator("thead th").all_inner_texts()][1:] == [f"{NAME} 0", f"{NAME} 1"]
    visitor.page.locator("details.ecq-more summary").first.click()
    assert not faults(visitor, {"resultTypes": ["violations"]})
    book = load_workbook(taken(visitor, "portfolio-xlsx", tmp_path))
    assert book["Compare"]["B6"].value == f"{NAME} 0 · Guaranteed"
    paper = taken(visitor, "portfolio-pdf", tmp_path)
    assert pressed(f"{NAME} 0") in pressed(text_of(paper.read_bytes()))
    assert visitor.page.title() == "Portfolio · ECQ"
    visitor.no_trouble()


def test_a_list_that_has_nothing_of_what_was_typed_says_so_in_the_language_of_the_page(visit, served, shipped):
    for of in load_samples()[:2]:
        served.keep(sample_assessment(of, shipped, "zh"))
    visitor = visit("zh")
    visitor.open("portfolio")
    field = visitor.page.locator("[data-testid=stSelectbox] input").first
    field.click()
    field.press_sequentially("zzz")
    visitor.page.locator("[role=listbox]").get_by_text("没有找到", exact=True).wait_for()
    visitor.no_trouble()
