"""What people really type, and what they leave out: there is always a report, and nothing is lost from it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import annotate, answer, begin
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.base.language import LANGS, Lang
from ecq.rubric.model import Node, Placed, Rubric
from ecq.telling.report.options import choose
from ecq.writers.pdf.build import Order
from tests.report.assessments import DAY, all_set_aside, filled, full_profile, taken
from tests.report.full_reports import full_model, full_report, pages_of, report_with_answers
from tests.report.pdf_reading import check_with_tools, opened, pressed, text_of


def noted(rubric: Rubric, note: str, times: int = 1) -> Assessment:
    made = begin(rubric, "青禾商城")
    for question in rubric.questions[:times]:
        made = taken(annotate(made, question, note))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_no_answer_at_all(shipped: Rubric, lang: Lang):
    assert 8 < len(pages_of(Order(shipped, begin(shipped), choose(lang, "full"), DAY)).pages) < 30


@pytest.mark.slow
def test_everything_set_aside(shipped: Rubric, tmp_path: Path):
    check_with_tools(tmp_path, full_report(shipped, all_set_aside(shipped), "zh", DAY), pages=4)


@pytest.mark.slow
def test_full_marks(shipped: Rubric):
    made = begin(shipped, "满分", full_profile(shipped), "five-star")
    for question in shipped.questions:
        best = (
            [item.id for item in question.items]
            if question.kind == "checklist"
            else str(question.bands[-1].bound)
            if question.kind == "measure"
            else question.options[-1].id
        )
        made = taken(add_evidence(taken(answer(made, question, best)), question, "都有"))
    assert "100.0" in str(full_model(shipped, made, "zh", DAY).cover)
    assert full_report(shipped, made, "zh", DAY).startswith(b"%PDF")


NAMES = {
    "rare": "𠀀𪚥龘䶮" * 50,
    "wide": "W" * 200,
    "han": "龘" * 200,
    "emoji": "😀" * 200,
    "right-to-left": "שלום مرحبا " * 18,
    "spaced": "a b " * 50,
    "invisible": "\u202e\u0301" * 50,
    "brackets": "《“（" * 66,
}


@pytest.mark.slow
def test_long_names_in_rare_characters(teaching: Rubric, tmp_path: Path):
    made = [full_report(teaching, begin(teaching, name), "zh", DAY) for name in NAMES.values()]
    assert all(opened(pdf).metadata.title.startswith("认证前准备度报告") for pdf in made)
    check_with_tools(tmp_path, *made)


@pytest.mark.slow
def test_a_note_of_ten_thousand_characters_without_a_space(teaching: Rubric, tmp_path: Path):
    note = "".join(chr(ord("a") + i % 26) for i in range(10_000))
    pdf = report_with_answers(teaching, noted(teaching, note), "en", DAY)
    shown = "".join(pressed(page.extract_text()) for page in opened(pdf).pages)
    # Page heads and feet stand between the parts, so the letters are counted.
    assert shown.count("xyzabc") > 350
    check_with_tools(tmp_path, pdf)


def test_a_row_taller_than_a_page_loses_no_line(teaching: Rubric):
    note = "\n".join(f"第{i}行" for i in range(1, 301))
    pdf = report_with_answers(teaching, noted(teaching, note), "zh", DAY)
    text = text_of(pdf)
    assert [i for i in range(1, 301) if f"第{i}行" not in text] == []


@pytest.mark.slow
def test_fifty_pieces_of_long_evidence(teaching: Rubric):
    made = begin(teaching, "证据")
    question = teaching.questions[0]
    for i in range(50):
        made = taken(add_evidence(made, question, f"<{i}>" + "证据说明" * 400))
    text = text_of(report_with_answers(teaching, made, "zh", DAY))
    assert all(f"<{i}>" in text for i in range(50))


def test_what_the_font_lacks_is_shown_and_listed(teaching: Rubric):
    text = text_of(report_with_answers(teaching, noted(teaching, "好😀的 שלום"), "en", DAY))
    assert "好[U+1F600]的[U+05E9…U+05DD,4]" in text, "several in a row are told by the first, the last and how many"
    at_the_end = text.rpartition("codepointsstandintheirplace:")[2]
    for code in ("U+1F600", "U+05E9", "U+05DC", "U+05D5", "U+05DD"):
        assert code in at_the_end


def test_control_characters_leave_no_trace(teaching: Rubric):
    text = text_of(report_with_answers(teaching, noted(teaching, "甲\u200b\u202e乙\u00ad丙"), "zh", DAY))
    assert "甲乙丙" in text


@pytest.mark.slow
def test_five_hundred_questions(teaching: Rubric):
    rubric = grown(teaching, 500)
    made = filled(rubric, seed=2)
    began = time.perf_counter()
    pdf = report_with_answers(rubric, made, "zh", DAY)
    assert time.perf_counter() - began < 20
    assert "题目499" in text_of(pdf)


def grown(rubric: Rubric, count: int) -> Rubric:
    """The rubric with so many copies of its questions, all in one more dimension each ten."""
    kinds = rubric.questions
    questions = [
        kinds[i % len(kinds)].model_copy(
            update={
                "id": f"copy-{i}",
                "text": kinds[0].text.model_copy(update={"zh": f"题目{i}", "en": f"Question {i}"}),
            }
        )
        for i in range(count)
    ]
    nodes = [
        Node(
            id=f"group-{start}",
            title=kinds[0].text,
            status="working",
            questions=tuple(Placed(question=q.id) for q in questions[start : start + 10]),
        )
        for start in range(0, count, 10)
    ]
    layout = rubric.layout.model_copy(update={"tree": tuple(nodes), "id": "grown"})
    return Rubric(
        layout=layout,
        questions=tuple(questions),
        efforts=rubric.efforts,
        profile=rubric.profile,
        sources=rubric.sources,
    )


@pytest.mark.slow
@settings(max_examples=15)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_makes_a_report(name: str, note: str):
    from ecq.rubric.loading import load_rubric
    from tests.conftest import TEACHING

    rubric = load_rubric("teaching", TEACHING)
    made = taken(annotate(begin(rubric, name), rubric.questions[0], note))
    assert report_with_answers(rubric, made, "zh", DAY).startswith(b"%PDF")
