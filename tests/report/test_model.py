"""The report's words and numbers: what the reader is told, what a board decides on, and a consultant's comments."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

import pytest

from ecq.assessment.changes import annotate, begin, comment, set_up
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples
from ecq.base.errors import ReportError
from ecq.base.language import LANGS, Lang, words
from ecq.document.blocks import Block, Card, Facts, OwnPage, Paragraph, Shares, Table
from ecq.rubric.law import OwnWords
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.portfolio.words import BODY
from ecq.telling.report import words as r
from ecq.telling.report.decision import at_stake, decision_title, threatened, ways_of
from ecq.telling.report.shown import choose
from ecq.telling.report.whole import view_of
from ecq.telling.text.sentences import to_gain_shown
from ecq.writers.pdf.build import Order, annex_of, make_report, sealed
from ecq.writers.pdf.render import lay
from ecq.writers.verify.verify import verify
from tests.building import sampled
from tests.planning.sentence_states import STATES, settled, staffed
from tests.report.assessments import DAY, all_set_aside, answered_shop, filled, taken, teaching_shop
from tests.report.full_reports import blocks_of, full, full_model, model, paragraphs, printed_model, rows_of
from tests.report.golden import GOLDEN_LANGS, current, path_of
from tests.tools import opened


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


def test_every_asked_question_is_answered_in_the_appendix(teaching: Rubric):
    made = answered_shop(teaching)
    card = score(teaching, made)
    asked = [one for one in card.questions.values() if one.state != "hidden"]
    (table,) = blocks_of(printed_model(teaching, made, "zh", DAY), "answers", Table)
    assert sum(row.level == "row" for row in table.rows) == len(asked)


def test_nothing_an_operator_wrote_is_lost(teaching: Rubric):
    said = " ".join(strings(printed_model(teaching, teaching_shop(teaching), "zh", DAY).part("answers")))
    book = opened(annex_of(Order(teaching, teaching_shop(teaching), full("zh"), DAY)))
    annexed = " ".join(str(value) for sheet in book for row in sheet.values for value in row)
    for written in ("门口照片 2026-11-20", "网页截图", "周日另写"):
        assert written in said
        assert written in annexed


def test_the_annex_has_the_own_words_of_articles_and_the_report_still_follows(teaching: Rubric):
    own = (OwnWords(source="shop-law", article="2", paragraphs=("小店每次都给小票。",), differing=()),)
    order = Order(teaching, teaching_shop(teaching), full("zh"), DAY, own_words=own)
    sheet = opened(annex_of(order))["条款原文"]
    words = " ".join(str(value) for row in sheet.values for value in row)
    assert "小店每次都给小票。" in words
    assert "逐字相同" in words
    seal = sealed(order)[0].seal
    assert seal
    assert {one.name: one.what for one in seal.rows}["articles.json"] == "所引条款的原文，由用户提供"
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


@pytest.mark.parametrize("lang", LANGS)
def test_what_an_article_threatens_is_said_in_each_language(shipped: Rubric, lang: Lang):
    view = view_of(shipped, sampled("qinghe-mall", shipped), lang, ())
    chinese = replace(view, lang="zh")
    gates = [question for question in shipped.questions if question.gate]
    assert [bool(threatened(view, one)) for one in gates] == [bool(threatened(chinese, one)) for one in gates]
    home_page = threatened(view, shipped.by_id["rules-on-home-page"])
    assert "81" in home_page
    assert "31526" not in home_page


@pytest.mark.parametrize("name", [one.id for one in load_samples()])
def test_the_ways_cost_more_the_higher_they_lead_and_failed_gates_come_first(shipped: Rubric, name: str):
    view = view_of(shipped, sampled(name, shipped), "en", ("decision",))
    plans = [plan for plan, _ in ways_of(view, DAY, None).values()]
    assert [one.target.from_ for one in plans] == sorted({one.target.from_ for one in plans})
    assert view.verdict.target in [one.target for one in plans]
    efforts = [one.effort for one in plans if one.feasible]
    assert efforts == sorted(efforts)
    states = [gate.state for gate in at_stake(view)]
    assert states == sorted(states, key=["failed", "open", "passed"].index)
    assert ("gate" in decision_title(view)) == ("failed" in states)


def said_in(rubric: Rubric, made: Assessment, lang: Lang) -> str:
    (page,) = model(rubric, made, choose(lang), DAY).part("decision")
    return str(page)


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_ready_is_asked_for_the_body_and_the_day_to_apply(shipped: Rubric, lang: Lang):
    said = said_in(shipped, settled(shipped, 1, evidence=True), lang)
    assert all(words(one, lang) in said for one in (BODY, r.DECIDE_APPLY))
    assert not any(words(one, lang) in said for one in (r.DECIDE_PEOPLE, r.WAYS_NO_DATES, r.WAYS_ESTIMATES))


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_asked_for_the_evidence_alone_finds_a_line_for_it(shipped: Rubric, lang: Lang):
    said = said_in(shipped, settled(shipped, 1, evidence=False), lang)
    assert words(r.DECIDE_PROVE, lang).partition("{target}")[2] in said
    assert words(r.DECIDE_EVIDENCE, lang) in said
    assert words(r.DECIDE_EVIDENCE, lang) not in said_in(shipped, settled(shipped, 0, evidence=False), lang)


def test_no_days_are_spoken_of_where_the_people_there_are_reach_nothing(shipped: Rubric):
    short = staffed(STATES["too few days"](shipped))
    assert short.terms.capacity == "3"
    said = said_in(shipped, short, "en")
    assert "As things stand no plan leads to three stars" in said
    assert words(r.WAYS_IF_OPEN, "en") not in said
    assert words(r.WAYS_ESTIMATES, "en") in said
    assert words(r.DECIDE_PEOPLE_NOTE, "en") not in said
    assert words(r.WAYS_IF_OPEN, "en") in said_in(shipped, staffed(sampled("qinghe-mall", shipped)), "en")


@pytest.mark.parametrize("edition", ["zh", "zh+en"])
def test_a_comment_is_printed_as_an_opinion_wherever_its_part_is(shipped: Rubric, edition: str):
    said = "先把记录保存定下来"
    made = taken(comment(sampled("qinghe-mall", shipped), "gaps", said, "许棠", DAY))
    made = taken(comment(made, "decision", said))
    printed = model(shipped, read(dump(made)), choose(edition), DAY)

    def opinions(blocks: tuple[Block, ...]) -> list[str]:
        return [one.text for one in blocks if isinstance(one, Paragraph) and one.kind == "opinion"]

    (gaps,) = opinions(printed.part("gaps"))
    assert gaps.count(said) == 1
    assert "许棠、2026-11-24" in gaps
    (page,) = printed.part("decision")
    assert isinstance(page, OwnPage)
    assert all(len(opinions(way)) == 1 for way in page.ways)
    assert all(sum(isinstance(one, Table) for one in way) >= 2 for way in page.ways)
    pages = lay(printed).pages
    assert [number for number, marks in enumerate(pages, 1) if "决定人" in str(marks)] == [2]
    assert '"comments":' not in dump(taken(comment(taken(comment(made, "gaps", "")), "decision", " ")))
