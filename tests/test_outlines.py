"""Outlines of documents: every question is one of the bank's, none is told twice, and the Word file says what the bank says."""

from __future__ import annotations

from io import BytesIO

import docx

from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import words
from ecq.rubric.model import Rubric
from ecq.telling.outlines import outline_blocks, outlines
from ecq.writers.word.build import word_of


def test_twenty_documents_settle_questions_of_the_bank_each_once(shipped: Rubric):
    asked = [id_ for one in outlines() for id_ in one.questions]
    assert len(outlines()) == len({one.id for one in outlines()}) == 20
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(shipped.by_id)


def test_an_outline_as_a_word_file_has_a_heading_and_the_law_for_each_question(shipped: Rubric):
    made = sample_assessment(load_samples()[0], shipped, "zh")
    one = outlines()[0]
    file = word_of(tuple(outline_blocks(shipped, made, one, "zh")), "zh", one.title.zh, "提纲", "2026-11-28")
    document = docx.Document(BytesIO(file))
    headings = [part.text for part in document.paragraphs if part.style.name.startswith("Heading")]
    assert headings == [one.title.zh, *(words(shipped.by_id[id_].text, "zh") for id_ in one.questions)]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("个人信息保护法" in text for text in cells)
    assert "不是法律意见" in "".join(part.text for part in document.paragraphs)
