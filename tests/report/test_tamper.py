"""Whatever is changed in a report, it does not come out as following; python -m tests.report.tamper tries every value."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from ecq.writers.verify.verify import verify
from tests.report.tamper import Change, copy, harmless, outcome, sample


def of_each_kind() -> list[Change]:
    """One change in each kind of object, of one sort after the other."""
    kinds: dict[str, dict[str, Change]] = {}
    for one in sample():
        kinds.setdefault(one.kind, {})[one.what] = one
    return [list(sorts.values())[place % len(sorts)] for place, sorts in enumerate(kinds.values())]


def of_each_sort() -> list[Change]:
    """One change of each sort in each kind of object; long, as the same comparison finds the others of a kind."""
    return list({(one.kind, one.what): one for one in sample()}.values())


@pytest.mark.slow
@pytest.mark.parametrize("changes", [of_each_kind, pytest.param(of_each_sort, marks=pytest.mark.long)])
def test_no_change_of_a_report_follows(changes: Callable[[], list[Change]]):
    some = changes()
    assert {one.kind for one in some} >= {"Page", "StructElem", "Metadata", "Info", "EmbeddedFile", "Font", "FontFile2"}
    assert {one.what for one in some} >= {"taken out", "changed", "added", "other bytes"}
    said = {one: outcome(one) for one in some}
    assert [one for one in some if said[one] == "follows" and not harmless(one)] == []
    assert [one for one in some if said[one] == "not shown"] == [], "all of them are compared"


def test_a_report_that_is_only_written_again_follows():
    """So that what the changes are found by is the change, and not the program that writes them."""
    out = BytesIO()
    copy().write(out)
    assert verify(out.getvalue(), "report.pdf").follows
