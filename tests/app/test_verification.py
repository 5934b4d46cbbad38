"""A report dropped on the start page to be verified: the outcome in words, and nothing joins the visitor's list."""

from __future__ import annotations

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from ecq.assessment.changes import begin
from ecq.store.collection import Collection
from ecq.web.start import page
from ecq.writers.pdf.build import build_report
from ecq.writers.verify.words import LABELS
from tests.report.assessments import DAY
from tests.report.test_published_rubric import easier_bands, forged
from tests.report.test_reopen import foreign, rewritten
from tests.report.test_verify import remove


@pytest.fixture(scope="module")
def report(shipped):
    return build_report(shipped, begin(shipped, "青禾商城"), "zh", DAY)


def retitled(writer: PdfWriter) -> None:
    writer._info[NameObject("/Title")] = TextStringObject("五星级")


@pytest.mark.slow
def test_the_three_outcomes_are_told_apart(walk, store, shipped, report):
    walker, easier = walk(), forged(shipped, easier_bands)
    for data, follows, found in (
        (report, True, "逐字节相同"),
        (rewritten(report, retitled), False, "标题和元数据"),
        (rewritten(report, lambda writer: remove(writer, "report.json")), None, "里面没有 report.json"),
        (build_report(easier, begin(easier, "青禾商城"), "zh", DAY), None, "rubric.json 不是已发布的评价细则"),
    ):
        walker.app.file_uploader(key=page.KEY).set_value(("报告.pdf", data, "application/pdf"))
        said = walker.run().html
        assert found in said
        assert f">{LABELS[follows].zh}</span>" in said
    walker.app.file_uploader(key=page.KEY).set_value(("发票.pdf", foreign(), "application/pdf"))
    assert "里没有 ECQ 的自评数据" in "".join(one.value for one in walker.run().app.error)
    assert not Collection(store).listed(None, {}, lambda one: {"name": one.name})
