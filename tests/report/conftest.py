"""Every report test fails where fpdf2 logs a warning: a missing glyph is a box nobody announced.

The teaching rubric counts as published in them, so that a report under it can follow.
"""

from __future__ import annotations

import logging

import pytest

from ecq.base.language import LANGS, Lang
from ecq.rubric.model import Rubric
from ecq.rubric.released import published
from tests.report.assessments import DAY, filled
from tests.report.full_reports import full_report


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
    monkeypatch.setattr("ecq.writers.verify.rubrics.published", lambda: {**published(), "teaching": teaching.digest})


@pytest.fixture(scope="session")
def reports(shipped: Rubric) -> dict[Lang, bytes]:
    """The full assessment as a report in every language."""
    return {lang: full_report(shipped, filled(shipped), lang, DAY) for lang in LANGS}
