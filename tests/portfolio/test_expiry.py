"""Evidence that expires: the figures of every day of a year, told beforehand where the grade falls and nowhere else."""

from __future__ import annotations

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.evidence import add_evidence
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.day import day_after
from ecq.base.language import Lang, words
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.store.collection import Collection
from ecq.store.database import DatabaseStore
from ecq.telling.due import lines_of
from ecq.telling.evidence.binder import fall_sentence
from ecq.telling.portfolio.columns import Way, data, groups
from ecq.telling.portfolio.summary import SelfCheckRow, bases, listing, row_of_summary, summary, summary_by
from ecq.telling.report.standing import summary_part
from ecq.telling.report.whole import view_of
from ecq.writers.sheets.calendar_file import desk_calendar
from tests import building as b
from tests.building import F
from tests.in_one_language import in_one

DAY = "2026-11-28"


@pytest.fixture(scope="module")
def proved(shipped):
    """Everything answered and proved; every fifth day the evidence of a question ends."""
    profile = sample_assessment(load_samples()[0], shipped, "zh").profile
    made = begin(shipped, at=f"{DAY}T08:00:00+00:00").model_copy(update={"profile": profile})
    for number, question in enumerate(shipped.questions):
        made = b.accepted(answer(made, question, question.answer_earning(F(1)), exact=True))
        until = day_after(DAY, 5 * number + 3) if number < 60 else ""
        pieces = tuple(question.pieces)
        made = b.accepted(add_evidence(made, question, "all", place="cabinet", pieces=pieces, until=until))
    return made


def said(shipped: Rubric, made: Assessment, day: str, lang: Lang = "en") -> str:
    return fall_sentence(shipped, made.on(day), score(shipped, made.on(day)), lang)


def test_what_is_told_beforehand_comes_on_its_day_and_not_before(shipped, proved):
    days = [day_after(DAY, n) for n in range(366)]
    grades = [shipped.grade_of(score(shipped, proved.on(day)).evidenced.low).id for day in days]
    falls = [day for before, day in zip(range(365), days[1:], strict=True) if grades[before + 1] != grades[before]]
    assert falls
    for day in (DAY, *falls):
        after = next((one for one in falls if one > day), None)
        assert said(shipped, proved, day)[:15] == (f"From {after}"[:15] if after else "")
    assert "4 pieces, among them" in said(shipped, proved, DAY)


@pytest.fixture
def store(tmp_path):
    kept = DatabaseStore(f"sqlite:///{tmp_path / 'ecq.sqlite3'}")
    yield kept
    kept.close()


def of_list(store: DatabaseStore, shipped: Rubric, day: str) -> SelfCheckRow:
    at_hand = {shipped.id: shipped}
    lists = Collection(store)
    (found,) = lists.listed(None, bases([shipped]), lambda made: summary_by(at_hand, made.on(day)), day=day)
    told = listing(found).summary
    return row_of_summary(shipped, told, day)


@pytest.mark.parametrize("lang", in_one("en"))
def test_a_stored_list_says_it_beforehand_and_has_the_figures_of_its_day(store, shipped, proved, lang):
    store.add(proved)
    row = of_list(store, shipped, DAY)
    sentence = said(shipped, proved, DAY, lang)
    assert sentence in str(groups(row, Way(lang)))
    (page,) = summary_part(view_of(shipped, proved.on(DAY), lang, ()), None, {})
    assert sentence in page.notes
    later = data(row)["falls"]["day"]
    for day in (later, DAY, day_after(DAY, 10)):
        assert of_list(store, shipped, day).evidenced == score(shipped, proved.on(day)).evidenced
    assert data(of_list(store, shipped, "2028-01-01"))["falls"] is None


def test_evidence_that_ends_is_among_what_is_due_and_stays_there_until_renewed(shipped, proved):
    on, first = day_after(DAY, 20), shipped.questions[0]
    for made in (proved, proved.on(on)):
        lines = lines_of({"a": ("Qinghe", summary(shipped, made).due)}, on)
        assert (first.id, -17) in [(line.due.question, line.left) for line in lines if line.due.kind == "expiry"]
    calendar = desk_calendar(lines, {shipped.id: shipped}, "zh", on).replace(b"\r\n ", b"")
    assert words(next(iter(first.pieces.values())), "zh")[:6].encode() in calendar
