"""The page a board decides on, what parts claim, and a consultant's comments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ecq.assessment.changes import comment
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import LANGS, Lang, words
from ecq.document.blocks import Block, OwnPage, Paragraph, Table
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.desk_words import BODY
from ecq.telling.report import words as r
from ecq.telling.report.decision import at_stake, decision_title, threatened, ways_of
from ecq.telling.report.options import choose
from ecq.telling.report.sections import view_of
from ecq.writers.pdf.build import Order
from ecq.writers.pdf.render import lay
from ecq.writers.verify.verify import verify
from tests.planning.sentence_states import STATES, settled, staffed
from tests.report.assessments import DAY, taken
from tests.report.full_reports import model, pdf_of
from tests.report.pdf_reading import opened

SAMPLES = {sample.id: sample for sample in load_samples()}


def sample(rubric: Rubric, name: str = "qinghe-mall") -> Assessment:
    return sample_assessment(SAMPLES[name], rubric, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_what_an_article_threatens_is_said_in_each_language(shipped: Rubric, lang: Lang):
    view = view_of(shipped, sample(shipped), lang, ())
    chinese = replace(view, lang="zh")
    gates = [question for question in shipped.questions if question.gate]
    assert [bool(threatened(view, one)) for one in gates] == [bool(threatened(chinese, one)) for one in gates]
    home_page = threatened(view, shipped.by_id["rules-on-home-page"])
    assert "81" in home_page
    assert "31526" not in home_page


@pytest.mark.parametrize("name", SAMPLES)
def test_the_ways_cost_more_the_higher_they_lead_and_failed_gates_come_first(shipped: Rubric, name: str):
    view = view_of(shipped, sample(shipped, name), "en", ("decision",))
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


def test_no_days_are_spoken_of_where_the_people_there_are_reach_nothing(shipped: Rubric):
    short = staffed(STATES["too few days"](shipped))
    assert short.terms.capacity == "3"
    said = said_in(shipped, short, "en")
    assert "As things stand no plan leads to three stars" in said
    assert words(r.WAYS_IF_OPEN, "en") not in said
    assert words(r.WAYS_ESTIMATES, "en") in said
    assert words(r.DECIDE_PEOPLE_NOTE, "en") not in said
    assert words(r.WAYS_IF_OPEN, "en") in said_in(shipped, staffed(sample(shipped)), "en")


@pytest.mark.parametrize("edition", ["zh", "zh+en"])
def test_a_comment_is_printed_as_an_opinion_wherever_its_part_is(shipped: Rubric, edition: str):
    said = "先把记录保存定下来"
    made = taken(comment(sample(shipped), "gaps", said, "许棠", DAY))
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


@pytest.mark.slow
def test_the_full_report_has_an_annex_that_verifies(shipped: Rubric):
    made = pdf_of(Order(shipped, sample(shipped), choose("en", "full"), DAY))
    assert opened(made).attachments["annex.xlsx"][0].startswith(b"PK")
    found = {check.id: check.holds for check in verify(made, "report.pdf").checks}
    assert found["annex"] is True
    assert all(found.values())
