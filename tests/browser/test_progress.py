"""Progress from end to end: kept under a name, changed in the interview, compared, and taken away. Its figures: tests/app/test_progress_page.py, tests/test_progress.py."""

from __future__ import annotations

import pytest

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.rubric.model import Rubric
from ecq.telling.text import result_words as w
from tests.browser.visitor import Served

pytestmark = pytest.mark.browser


def worse(served: Served, shipped: Rubric, assessment_id: str) -> None:
    """Another window takes the best answer of a question back to the worst."""
    held = served.kept(assessment_id)
    best = next(q for q in shipped.questions if hasattr(q, "options") and held.response(q.id).value == q.options[-1].id)
    response = held.response(best.id).model_copy(update={"value": best.options[0].id})
    served.store.change(
        assessment_id, lambda now: now.model_copy(update={"responses": {**now.responses, best.id: response}})
    )


def test_changes_since_a_snapshot_are_shown_and_taken_along(visit, served, shipped):
    visitor = visit("zh", width=390, height=844)
    page = visitor.page
    before = sample_assessment(load_samples()[0], shipped, "zh", "2026-11-24T09:00:00+00:00")
    kept = served.keep(before)
    visitor.open("progress", kept)
    page.get_by_text(visitor.say(w.SNAPSHOTS_NONE)).wait_for()
    name = visitor.key("snapshot-name").locator("input")
    visitor.types(name, "审核前 <b>")
    name.press("Enter")
    page.locator(".ecq-table li [role=rowheader]", has_text="审核前 <b>").wait_for()
    (snapshot,) = served.store.snapshots(kept)
    assert snapshot.assessment == before

    worse(served, shipped, kept)
    visitor.open("progress", kept)
    page.locator(".ecq-total .num").wait_for()
    page.locator(".st-key-chart-line .main-svg").first.wait_for()
    with page.expect_download() as taken:
        visitor.key("compare-csv").locator("button").click()
    assert len(taken.value.path().read_text(encoding="utf-8-sig").splitlines()) > 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.locator(".ecq-table li [data-do=remove]").press("Enter")
    page.get_by_text(visitor.say(w.REMOVE_SURE)).wait_for()
    assert served.store.snapshots(kept)
    page.locator(".ecq-table dialog .main").press("Enter")
    page.get_by_text(visitor.say(w.SNAPSHOTS_NONE)).wait_for()
    assert served.store.snapshots(kept) == ()
    visitor.no_trouble()
