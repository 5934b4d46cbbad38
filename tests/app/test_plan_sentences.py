"""What the plan says on the page, in the PDF and on the command line, in every state a self-check can be in: each sentence holds, and all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import openpyxl
import pytest

from ecq.assessment.changes import begin, set_aside
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.language import Lang, words
from ecq.cli import main
from ecq.cli.section_lines import plan_lines
from ecq.planning.agreed import cheapest_plan, set_weekly
from ecq.rubric.model import Rubric
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
