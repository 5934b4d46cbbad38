"""Outlines of documents: every question is one of the bank's, none is told twice, and the Word file says what the bank says."""

from __future__ import annotations

from io import BytesIO

import docx

from ecq.assessment.changes import set_aside
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import Lang, words
from ecq.document.blocks import Facts, Paragraph, Section
from ecq.rubric.model import Rubric
from ecq.telling.papers import BLANK, Outline, outline_blocks, outlines
from ecq.writers.word.build import word_of

DAY = "2026-11-28"
QINGHE = next(one for one in load_samples() if one.id == "qinghe-mall")


def outline(id_: str) -> Outline:
    return next(one for one in outlines() if one.id == id_)


def told(
    rubric: Rubric, made: Assessment, id_: str, lang: Lang = "en"
) -> tuple[str, dict[str, dict[str, tuple[str, ...]]]]:
    """The text above the questions, and the rows of each question by their label."""
    above, rows, heading = "", {}, ""
    for block in outline_blocks(rubric, made, outline(id_), lang, DAY):
        if isinstance(block, Section):
            heading = block.title
        elif isinstance(block, Facts):
            rows[heading] = {pair.label: pair.lines for pair in block.pairs}
        elif isinstance(block, Paragraph):
            above += block.text + "\n"
    return above, rows


def test_twenty_documents_settle_questions_of_the_bank_each_once(shipped: Rubric):
    asked = [id_ for one in outlines() for id_ in one.questions]
    assert len(outlines()) == len({one.id for one in outlines()}) == 20
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(shipped.by_id)


def test_an_outline_as_a_word_file_has_a_heading_and_the_law_for_each_question(shipped: Rubric):
    made = sample_assessment(QINGHE, shipped, "zh")
    one = outlines()[0]
    file = word_of(tuple(outline_blocks(shipped, made, one, "zh", DAY)), "zh", one.title.zh, "提纲", DAY)
    document = docx.Document(BytesIO(file))
    headings = [part.text for part in document.paragraphs if part.style.name.startswith("Heading")]
    asked = [id_ for id_ in one.questions if shipped.applying(made.profile)[id_]]
    assert headings == [one.title.zh, *(words(shipped.by_id[id_].text, "zh") for id_ in asked)]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("个人信息保护法" in text for text in cells)
    assert "不是法律意见" in "".join(part.text for part in document.paragraphs)


def test_an_outline_leaves_out_what_does_not_apply_and_says_by_which_fact(shipped: Rubric):
    made = sample_assessment(QINGHE, shipped, "en")
    above, rows = told(shipped, made, "live-commerce")
    assert rows == {}
    assert "Ruled out by the profile and not listed: 7 (“Is there live-stream selling on the platform?” No)." in above
    assert "nothing is left" in above
    above, rows = told(shipped, made, "privacy-policy")
    assert "not listed: 1 (“How many people's personal information does the platform process?”" in above
    assert len(rows) == len([*outline("privacy-policy").questions]) - 1


def test_an_outline_counts_what_was_set_aside_as_not_applicable(shipped: Rubric):
    made = sample_assessment(QINGHE, shipped, "en")
    first = next(id_ for one in outlines() for id_ in one.questions if shipped.by_id[id_].not_applicable)
    piece = next(one for one in outlines() if first in one.questions)
    aside = set_aside(made, shipped.by_id[first], shipped.by_id[first].not_applicable[0].id)
    assert isinstance(aside, Assessment)
    above, rows = told(shipped, aside, piece.id)
    assert "Set aside as not applicable and not listed: 1." in above
    assert words(shipped.by_id[first].text, "en") not in rows


def test_an_outline_says_on_which_missing_fact_a_question_hangs(shipped: Rubric):
    made = sample_assessment(QINGHE, shipped, "en")
    profile = {fact: value for fact, value in made.profile.items() if fact != "live-commerce"}
    above, rows = told(shipped, made.model_copy(update={"profile": profile}), "live-commerce")
    assert "not listed" not in above
    assert len(rows) == 7
    fact = words(shipped.facts["live-commerce"].text, "en")
    assert all(fact in "".join(one["Answer now"]) for one in rows.values())
    assert not any("open" in one["Answer now"] for one in rows.values())


def test_an_outline_names_platform_day_and_edition_each_law_once_and_has_room_to_write(shipped: Rubric):
    made = sample_assessment(QINGHE, shipped, "en")
    above, rows = told(shipped, made, "privacy-policy")
    assert f"{made.name} · As of {DAY} · Rubric gbt31526-2025 version {shipped.version}" in above
    for one in rows.values():
        laws = [line.split(", Art.")[0] for line in one["Basis"]]
        assert len(laws) == len(set(laws))
        assert one["Who"] == one["From when"] == (BLANK,)
        assert len(one["Text"]) > 3
    listed = rows["What does the published privacy policy contain?"]["Answer now"]
    assert listed[0] == "5 of 6"
    assert len(listed) == 6


def test_an_outline_does_not_list_twice_what_is_settled_already(shipped: Rubric):
    made = sample_assessment(next(one for one in load_samples() if one.id == "xinghuo-live"), shipped, "en")
    rows = told(shipped, made, "privacy-policy")[1]
    assert rows["What does the published privacy policy contain?"]["Answer now"] == ("6 of 6",)
    assert rows["How do users close their account, and what then happens to their information?"]["Answer now"] == (
        "Already so",
    )
    for one in rows.values():
        assert not {*one["To settle"]} <= {*one["Answer now"]}
