"""What people really type, and what they leave out: there is always a report, and nothing is lost from it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, begin
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.base.language import LANGS
from ecq.rubric.loading import load_rubric
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import choose
from ecq.writers.pdf.build import Order
from tests import building as b
from tests.conftest import TEACHING
from tests.report.assessments import DAY, filled, taken
from tests.report.full_reports import pages_of, report_with_answers
from tests.report.pdf_reading import opened, pressed, text_of

NAMES = {
    "rare": "𠀀𪚥龘䶮" * 50,
    "wide": "W" * 200,
    "emoji": "😀" * 200,
    "right-to-left": "שלום مرحبا " * 18,
    "invisible": "\u202e\u0301" * 50,
    "brackets": "《“（" * 66,
}
"""Names of platforms that are long and rare, for tests/report/test_pdf.py."""
UNBROKEN = "".join(chr(ord("a") + i % 26) for i in range(10_000))


def noted(rubric: Rubric, note: str) -> Assessment:
    return taken(annotate(begin(rubric, "青禾商城"), rubric.questions[0], note))


def test_no_answer_at_all(shipped: Rubric):
    for lang in LANGS:
        assert 8 < len(pages_of(Order(shipped, begin(shipped), choose(lang, "full"), DAY)).pages) < 30


def test_a_note_of_ten_thousand_characters_without_a_space(teaching: Rubric):
    pdf = report_with_answers(teaching, noted(teaching, UNBROKEN), "en", DAY)
    shown = "".join(pressed(page.extract_text()) for page in opened(pdf).pages)
    # Page heads and feet stand between the parts, so the letters are counted.
    assert shown.count("xyzabc") > 350


def test_a_row_taller_than_a_page_and_fifty_pieces_of_long_evidence_lose_no_line(teaching: Rubric):
    made = noted(teaching, "\n".join(f"第{i}行" for i in range(1, 301)))
    for i in range(50):
        made = taken(add_evidence(made, teaching.questions[0], f"<{i}>" + "证据说明" * 100))
    text = text_of(report_with_answers(teaching, made, "zh", DAY))
    assert [i for i in range(1, 301) if f"第{i}行" not in text] == []
    assert all(f"<{i}>" in text for i in range(50))


def test_what_the_font_lacks_is_shown_and_listed_and_control_characters_leave_no_trace(teaching: Rubric):
    note = "好😀的 שלום 甲\u200b\u202e乙\u00ad丙"
    text = text_of(report_with_answers(teaching, noted(teaching, note), "en", DAY))
    assert "甲乙丙" in text
    assert "好[U+1F600]的[U+05E9…U+05DD,4]" in text, "several in a row are told by the first, the last and how many"
    at_the_end = text.rpartition("codepointsstandintheirplace:")[2]
    for code in ("U+1F600", "U+05E9", "U+05DC", "U+05D5", "U+05DD"):
        assert code in at_the_end


@pytest.mark.long
def test_five_hundred_questions():
    ids = [f"q{n}" for n in range(500)]
    tree = [b.node("all", *(b.node(f"n{start}", *ids[start : start + 10]) for start in range(0, 500, 10)))]
    rubric = b.rubric([b.checklist(one) if n % 3 else b.level(one) for n, one in enumerate(ids)], tree)
    began = time.process_time()
    sheets = pages_of(Order(rubric, filled(rubric, seed=2), choose("zh", "full"), DAY))
    assert time.process_time() - began < 20
    assert len(sheets.pages) > 10


@settings(max_examples=10)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_makes_a_report(name: str, note: str):
    rubric = load_rubric("teaching", TEACHING)
    made = taken(annotate(begin(rubric, name), rubric.questions[0], note))
    assert report_with_answers(rubric, made, "zh", DAY).startswith(b"%PDF")
