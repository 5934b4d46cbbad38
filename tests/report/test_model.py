"""The report's words and numbers: what the reader is told."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ecq.assessment.changes import annotate, begin, set_up
from ecq.base.errors import ReportError
from ecq.base.language import LANGS, Lang
from ecq.document.blocks import Card, Facts, Shares, Table, as_json
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.text.sentences import to_gain_shown
from ecq.writers.pdf.build import Order, annex_of, make_report
from ecq.writers.verify.verify import verify
from tests.building import sampled
from tests.report.assessments import DAY, all_set_aside, filled, taken, teaching_shop
from tests.report.full_reports import blocks_of, full, full_model, paragraphs, printed_model, rows_of
from tests.report.golden import GOLDEN_LANGS, current, path_of


@pytest.mark.parametrize("lang", GOLDEN_LANGS)
def test_the_model_is_the_one_that_was_approved(lang: Lang):
    assert current(lang) == path_of(lang).read_text(encoding="utf-8"), (
        "the report's words or numbers changed; where that is meant: python -m tests.report.golden"
    )


def strings(value: object):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from strings(getattr(value, one.name))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_string_is_final(shipped: Rubric, lang: Lang):
    model = full_model(shipped, filled(shipped), lang, DAY)
    unfilled = [text for text in strings(model) if "{" in text and "{codes}" not in text]
    assert not unfilled


def test_an_english_report_is_english(shipped: Rubric):
    model = full_model(shipped, sampled("qinghe-mall", shipped, "en"), "en", DAY)
    assert [text for text in strings(model) if any("\u4e00" <= c <= "\u9fff" for c in text)] == []


def test_a_traditional_report_has_no_simplified_words(shipped: Rubric):
    model = full_model(shipped, begin(shipped, "Mall"), "zh-Hant", DAY)
    assert [text for text in strings(model) if set(text) & set("务评级审网这规则报应当处说证认质颁总")] == []


def test_gaps_come_largest_first_and_add_up_to_what_is_missing(shipped: Rubric):
    made = filled(shipped)
    card = score(shipped, made)
    missing = [one for one in card.questions.values() if one.to_gain > 0]
    told = full_model(shipped, made, "en", DAY)
    cards = blocks_of(told, "gaps", Card)
    gains = [Fraction(card.side.text.split()[0].lstrip("+")) for card in cards]
    assert gains == sorted(gains, reverse=True)
    others, points = re.findall(r"\d+(?:\.\d+)?", paragraphs(told, "gaps")[-1])
    assert len(cards) + int(others) == len(missing)
    assert sum(gains) + Fraction(points) == sum(to_gain_shown(one.points, one.contribution) for one in missing)
    assert sum((one.to_gain for one in missing), Fraction(0)) == 100 - card.score.low


def test_failed_gates_stand_first_and_are_marked_in_words(shipped: Rubric):
    made = filled(shipped, seed=3)
    assert score(shipped, made).gates_in("failed"), "choose a seed that fails a gate"
    cards = blocks_of(full_model(shipped, made, "en", DAY), "gates", Card)
    failed = [card for card in cards if card.side.text == "failed"]
    assert failed
    assert cards[: len(failed)] == failed
    assert all((card.side.tone == "bad") == (card.side.text == "failed") for card in cards)


def test_every_asked_question_is_answered_in_the_appendix(shipped: Rubric):
    made = filled(shipped)
    card = score(shipped, made)
    asked = [one for one in card.questions.values() if one.state != "hidden"]
    (table,) = blocks_of(printed_model(shipped, made, "zh", DAY), "answers", Table)
    assert sum(row.level == "row" for row in table.rows) == len(asked)


def test_nothing_an_operator_wrote_is_lost(teaching: Rubric):
    said = " ".join(strings(printed_model(teaching, teaching_shop(teaching), "zh", DAY).part("answers")))
    book = load_workbook(BytesIO(annex_of(Order(teaching, teaching_shop(teaching), full("zh"), DAY))))
    annexed = " ".join(str(value) for sheet in book for row in sheet.values for value in row)
    for written in ("门口照片 2026-11-20", "网页截图", "周日另写"):
        assert written in said
        assert written in annexed


def test_the_annex_has_the_own_words_of_articles_and_the_report_still_follows(teaching: Rubric):
    own = (OwnWords(source="shop-law", article="2", paragraphs=("小店每次都给小票。",), differing=()),)
    order = Order(teaching, teaching_shop(teaching), full("zh"), DAY, own_words=own)
    sheet = load_workbook(BytesIO(annex_of(order)))["条款原文"]
    words = " ".join(str(value) for row in sheet.values for value in row)
    assert "小店每次都给小票。" in words
    assert "逐字相同" in words
    checks = {check.id: check.holds for check in verify(make_report(order), "report.pdf").checks}
    assert checks["annex"]
    assert checks["files"]


def test_marks_in_notes_are_not_filled_in(teaching: Rubric):
    question = teaching.by_id["opening-hours"]
    made = taken(annotate(teaching_shop(teaching), question, "{0} {codes} {label} %s"))
    assert "{0} {codes} {label} %s" in " ".join(strings(printed_model(teaching, made, "en", DAY)))


def test_a_profile_fact_without_an_answer_is_shown_as_open(teaching: Rubric):
    assessment = set_up(begin(teaching), teaching, profile={"delivers": "no"})
    (facts,) = blocks_of(full_model(teaching, assessment, "en", DAY), "answers", Facts)
    assert [fact.lines for fact in facts.pairs] == [("No",), ("open",)]


def test_with_everything_set_aside_nothing_is_claimed(shipped: Rubric):
    model = full_model(shipped, all_set_aside(shipped), "en", DAY)
    bars = [part for row in rows_of(model, "dimensions") for cell in row.cells for part in cell]
    assert all((bar.evidenced, bar.low) == (0, 0) for bar in bars if isinstance(bar, Shares))


def test_another_rubric_version_is_named_on_the_cover(shipped: Rubric):
    assessment = begin(shipped)
    assert full_model(shipped, assessment, "en", DAY).cover.notice == ""
    old = assessment.model_copy(
        update={"rubric": assessment.rubric.model_copy(update={"version": "0.9.0", "digest": "0" * 64})}
    )
    assert "0.9.0" in full_model(shipped, old, "en", DAY).cover.notice


def test_a_wrong_day_is_refused(shipped: Rubric):
    with pytest.raises(ReportError, match="write it like 2026-11-24"):
        full_model(shipped, begin(shipped), "zh", "24.11.2026")


def test_the_json_is_json(teaching: Rubric):
    assert json.loads(as_json(full_model(teaching, begin(teaching), "zh", DAY)))["day"] == DAY
