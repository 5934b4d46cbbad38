"""Every report test fails where fpdf2 logs a warning: a missing glyph is a box nobody announced.

The teaching rubric counts as published in them, so that a report under it can follow.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from ecq.base.language import LANGS, Lang
from ecq.rubric.model import Rubric
from ecq.rubric.released import published
from ecq.telling.report.shown import choose
from ecq.writers.pdf.build import Order
from tests.report.assessments import DAY, answered_shop, filled
from tests.report.full_reports import full, made_again_once, pdf_of


@pytest.fixture(autouse=True)
def no_fpdf_warnings(caplog: pytest.LogCaptureFixture):
    yield
    said = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.name.startswith("fpdf") and record.levelno >= logging.WARNING
    ]
    assert said == []


@pytest.fixture(autouse=True)
def teaching_is_published(monkeypatch: pytest.MonkeyPatch, teaching: Rubric) -> None:
    monkeypatch.setattr("ecq.writers.verify.verify.published", lambda: {**published(), "teaching": teaching.digest})


@pytest.fixture(scope="package", autouse=True)
def _made_again_once() -> Iterator[None]:
    with made_again_once():
        yield


@pytest.fixture(scope="session")
def orders(shipped: Rubric, teaching: Rubric) -> dict[Lang, Order]:
    """A report in every language: of the shipped rubric in one; of the teaching rubric, with every part, in the others."""
    whole = {lang: Order(teaching, answered_shop(teaching), full(lang), DAY) for lang in LANGS}
    return whole | {"zh": Order(shipped, filled(shipped), choose("zh"), DAY)}


@pytest.fixture(scope="session")
def reports(orders: dict[Lang, Order]) -> dict[Lang, bytes]:
    return {lang: pdf_of(order) for lang, order in orders.items()}
