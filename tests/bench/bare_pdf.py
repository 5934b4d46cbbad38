"""The yardstick for the report: fpdf2 alone, the way its manual shows it, writing the same answers with the same fonts."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

import ecq.report
from ecq.assessment import Assessment
from ecq.languages import words
from ecq.rubric import Rubric
from ecq.sentences import answer_words, citation_words

FONTS = Path(ecq.report.__file__).parent / "fonts"


def bare_pdf(rubric: Rubric, assessment: Assessment) -> bytes:
    """One paragraph a text: question, answer, note, evidence, advice, sources."""
    pdf = FPDF()
    pdf.add_font("sans", "", FONTS / "NotoSansSC-Regular.ttf")
    pdf.add_font("sans", "B", FONTS / "NotoSansSC-Bold.ttf")
    pdf.add_page()
    for question in rubric.questions:
        response = assessment.response(question.id)
        lines = [
            answer_words(question, response, "zh"),
            response.note,
            *(item.text for item in response.evidence),
            *(words(item, "zh") for item in question.evidence),
            *(citation_words(rubric, citation, "zh") for citation in question.sources),
        ]
        pdf.set_font("sans", "B", 10)
        pdf.multi_cell(0, 6, words(question.text, "zh"), new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("sans", "", 9.5)
        for line in lines:
            if line:
                pdf.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())
