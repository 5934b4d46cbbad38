"""What the plan says on the page, in the PDF and on the command line, in every state a self-check can be in: each sentence holds, and all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import openpyxl
import pytest

from ecq.assessment.changes import begin, set_aside
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.language import Lang, Text, words
from ecq.cli import main
from ecq.cli.section_lines import plan_lines
from ecq.planning import Plan, plan
from ecq.planning.agreed import cheapest_plan, limits_of, set_goal, set_weekly
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.telling.plan import words as p
from ecq.telling.plan.work_plan import work_plan
from ecq.telling.report import words as r
from ecq.telling.report.shown import choose
from ecq.writers.text import lines
from tests import building as b
from tests.app.walker import Walker, as_read
from tests.building import accepted
from tests.planning.sentence_states import STATES, sample
from tests.report.full_reports import model
from tests.report.pdf_reading import pressed, text_of

DATES = re.compile(r"20\d\d-\d\d-\d\d")


def on_page(walk: Callable[..., Walker], kept: str, lang: Lang) -> str:
    walker = walk(kept, lang, "plan")
    listed = walker.told("ecq_plan_list")
    drawn = [row for one in listed for wave in one["waves"] for row in wave["entries"]]
    told = [one["more"] for one in listed] + [wave["title"] for one in listed for wave in one["waves"]]
    told += [str(row.get(name, "")) for row in drawn for name in ("title", "day", "tags")]
    return pressed("\n".join((walker.text, *map(as_read, told))))


def of_report(of: Rubric, made: Assessment, lang: Lang) -> str:
    """All that the standard report says."""
    told = model(of, made, choose(lang), "2026-11-24")
    return pressed("\n".join(lines(block for part in told.parts for block in part.blocks)) + told.cover.headline)


def says(text: str, told: str) -> bool:
    return pressed(told) in text


def fixed(text: Text, lang: Lang) -> str:
    """The longest part of a sentence that is the same whatever it says."""
    return max(re.split(r"\{\w+\}", words(text, lang)), key=len)


def check_everywhere(text: str, made: Assessment, found: Plan, lang: Lang) -> None:
    """What must not be said, wherever it is said."""
    assert not re.search(r"最早开工|本周|Thisweek|从周一|fromMonday", text)
    scheduled = bool(made.terms.weekly and found.steps)
    assert scheduled or not re.search(r"最早\d|attheearliest", text)
    assert says(text, words(p.NO_SCHEDULE, lang)) == (bool(found.steps) and not scheduled)
    assert says(text, fixed(p.SCHEDULE, lang)) == scheduled
    gates_bind = found.certificate is not None and found.certificate.gates and found.effort > 0
    assert not says(text, words(p.PLAN_LESS_GATES, lang)) or gates_bind
    assert says(text, fixed(p.BEST_FOUND, lang)) == bool(found.gap)
    if found.least.gap:
        assert not says(text, fixed(p.PLAN_LESS, lang))
        assert not says(text, fixed(p.PLAN_NO_LESS, lang))


ON_PAGE = {
    "nothing answered",
    "all answered and proved",
    "gate locked",
    "score alone",
    "person-days a week",
}
"""States that a page tells each by a sentence of another kind; the others repeat them, and their words are held in tests/planning."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "lang"),
    [
        pytest.param(state, lang, marks=[pytest.mark.long] * (state not in ON_PAGE))
        for state, lang in zip(STATES, cycle(("zh", "en")))
    ],
)
def test_page_and_report_say_of_the_plan_what_holds(walk, store, shipped, state, lang):
    """What commands and files say in these states is asked of their words in tests/planning/test_sentences_hold.py."""
    made = STATES[state](shipped)
    found = cheapest_plan(shipped, made)
    page = on_page(walk, store.add(made).id, lang)
    dated = work_plan(shipped, made, found, lang, "2026-11-24")
    check_everywhere(page, made, found, lang)
    if dated.finish:
        assert page.count("2026-") + page.count("2027-") > 0
    else:
        assert says(page, dated.headline)
        assert set(DATES.findall(page)) <= {one for one in (made.terms.start, made.terms.ready_by) if one}
    report = of_report(shipped, made, lang)
    if not found.early and score(shipped, made).counts.answered:
        check_everywhere(report, made, found, lang)
        assert says(report, dated.headline)
    title = words(r.TO_DO_NEXT, lang)
    assert says(report, f"{title}{dated.nothing}"), "the heading does not stand alone"


EXPECTED = {
    "all answered and proved": "四星：红线项都过了，分数和有证据的分数都到了，没有要做的事",
    "gate locked": "照现在的条件到不了四星：没过的红线项有 1 个被锁定",
    "too few days": "人日，现有的不够",
    "lead times too long": "个红线项要走的步骤周期太长",
    "all locked": "个被锁定",
}


@pytest.mark.parametrize("state", EXPECTED)
def test_each_state_is_told_by_its_cause(shipped, state):
    made = STATES[state](shipped)
    assert EXPECTED[state] in work_plan(shipped, made, cheapest_plan(shipped, made), "zh").headline


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_no_question_counts_nothing_is_said_to_be_open_or_to_do(lang):
    """Set aside is not "not answered yet"."""
    of = b.rubric([b.level("p", not_applicable=b.NA)])
    aside = accepted(set_aside(begin(of, target="five-star"), of.by_id["p"], "not-here"))
    found = cheapest_plan(of, aside)
    report = of_report(of, aside, lang)
    assert says(report, f"{words(r.TO_DO_NEXT, lang)}{words(p.NOTHING_COUNTS, lang)}")
    assert not says(report, words(p.ANSWER_FIRST, lang))
    printed = "\n".join(plan_lines(of, aside, found, lang, "2026-11-24"))
    assert words(p.LIMITS_STOP["nothing"], lang) in printed
    assert "0.0" not in printed


def test_days_past_are_said_to_be_past_and_nothing_is_said_to_be_missed(walk, store, shipped):
    page = on_page(walk, store.add(STATES["days past"](shipped)).id, "zh")
    assert says(page, p.START_PAST.zh)
    assert says(page, p.READY_BY_PAST.zh)
    assert not says(page, p.NOT_IN_TIME.zh)


def test_a_target_that_is_called_reached_is_reached_by_the_plan(shipped):
    """For the score alone evidence is left aside, and the sentence says so."""
    for state, made in ((state, make(shipped)) for state, make in STATES.items()):
        for goal in ("ready", "score"):
            of = set_goal(made, goal)
            found = plan(shipped, of, of.target or "two-star", replace(limits_of(shipped, of)), goal)
            said = work_plan(shipped, of, found, "en").headline
            reached = "nothing is left to do" in said or "is there and every gate is passed" in said
            card = score(shipped, of)
            counted = card.evidenced.low if goal == "ready" else card.score.low
            holds = counted >= found.target.from_ and not card.gates_in("failed") and not card.counts.open
            assert reached == holds, (state, goal, said)


@pytest.mark.slow
def test_whatever_is_taken_along_counts_from_the_day_the_page_counts_from(walk, store, shipped, tmp_path, capsys):
    """A self-check last changed long ago: its report was dated then, and promised a day that the page did not."""
    made = accepted(set_weekly(sample(shipped, "qinghe-mall"), "6"))
    made = made.model_copy(
        update={"created_at": "2025-03-01T09:00:00+00:00", "updated_at": "2025-03-01T09:00:00+00:00"}
    )
    file = tmp_path / "a.json"
    file.write_text(dump(made), encoding="utf-8")

    def told(*argv: str) -> str:
        assert main([argv[0], str(file), *argv[1:], "--lang", "zh"]) == 0
        return pressed(capsys.readouterr().out)

    def headline(text: str) -> str:
        (found,) = set(re.findall(r"列出的事排到(20\d\d-\d\d-\d\d)", text))
        return found

    for command, name in (("report", "a.pdf"), ("present", "a.html"), ("export", "b.json"), ("export", "a.xlsx")):
        told(command, "-o", str(tmp_path / name), *(("--extent", "short") if command == "report" else ()))
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = "".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)
    report = text_of((tmp_path / "a.pdf").read_bytes())
    page = headline(on_page(walk, store.add(made).id, "zh"))
    deck = re.sub(r"</?span[^>]*>", "", (tmp_path / "a.html").read_text(encoding="utf-8"))  # days are kept whole
    files = [pressed(deck), pressed((tmp_path / "b.json").read_text(encoding="utf-8"))]
    assert {headline(text) for text in (told("plan"), report, *files, pressed(cells))} == {page}
    assert page > "2026"
    assert "回答最近改动2025-03-01" in report
    assert "截至20" in report
    assert "2026-11-30开工" in told("plan", "--date", "2026-11-27"), "the working day after a Friday is a Monday"
