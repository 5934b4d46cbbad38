"""Whatever is changed in a report, it does not come out as following; python -m tests.report.tamper tries every value."""

from __future__ import annotations

from io import BytesIO

import pytest

from ecq.writers.verify.verify import verify
from tests.report.tamper import Change, copy, harmless, outcome, sample


@pytest.fixture(scope="module")
def some() -> list[Change]:
    """One change of each sort in each kind of object."""
    return list({(one.kind, one.what): one for one in sample()}.values())


@pytest.mark.slow
def test_no_change_of_a_report_follows(some: list[Change]):
    assert {one.kind for one in some} >= {"Page", "StructElem", "Metadata", "Info", "EmbeddedFile", "Font", "FontFile2"}
    said = {one: outcome(one) for one in some}
    assert [one for one in some if said[one] == "follows" and not harmless(one)] == []
    assert [one for one in some if said[one] == "not shown"] == [], "all of them are compared"


def test_a_report_that_is_only_written_again_follows():
    """So that what the changes are found by is the change, and not the program that writes them."""
    out = BytesIO()
    copy().write(out)
    assert verify(out.getvalue(), "report.pdf").follows
