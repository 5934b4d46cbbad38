"""The evidence checklist and the plan go out as workbooks and come back like answer sheets: every change shown first."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

from ecq.assessment.evidence import edit_evidence
from ecq.assessment.model import Assessment
from ecq.base.language import LANGS, Lang, words
from ecq.exchange.answer_sheet import Preview, preview, read_returned, take_over
from ecq.planning.agreed import agree, assign, cheapest_plan, set_day
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import binder
from ecq.telling.evidence.words import CHECKLIST
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_xlsx
from ecq.writers.sheets.results import results_workbook
from ecq.writers.sheets.results import words as rb
from ecq.writers.sheets.stamps import origin_of
from tests import building as b
from tests.building import sampled

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
DAY = "2026-11-24"
Change = Callable[[Any, dict[str, str]], None]


@pytest.fixture(scope="module")
def made(shipped: Rubric) -> Assessment:
    """A sample with an agreed plan that begins on a Monday, one line of which has an owner."""
    made = sampled("qinghe-mall", shipped, "zh", "2026-11-24T09:00:00+08:00")
    made = b.accepted(set_day(made, "start", "2026-11-30"))
    made = b.accepted(agree(made, cheapest_plan(shipped, made)))
    return b.accepted(assign(made, made.terms.agreed.steps[0].question, "李四", ""))


def saved(data: bytes, sheet: str, change: Change, head: int) -> bytes:
    """The workbook with a sheet changed; a change is given the sheet and the letters of its columns by heading."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    table = book[sheet]
    change(table, {cell.value: cell.column_letter for cell in table[head]})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def checklist(shipped: Rubric, made: Assessment, change: Change, lang="zh") -> bytes:
    data = checklist_xlsx(binder(shipped, made, lang, DAY), origin_of(shipped, made, LIST_FORMAT))
    return saved(data, words(CHECKLIST, lang), change, 3)


def plan(shipped: Rubric, made: Assessment, change: Change, lang="zh") -> bytes:
    return saved(_results(shipped, made.model_dump_json(), lang), words(rb.PLAN, lang), change, 4)


@lru_cache(maxsize=4)
def _results(shipped: Rubric, made: str, lang: Lang) -> bytes:
    return results_workbook(shipped, Assessment.model_validate_json(made), lang, DAY)


def shown(workbook: bytes, shipped: Rubric, now: Assessment) -> Preview:
    return preview(read_returned(workbook, shipped), shipped, now)


def told(back: Preview) -> list[str]:
    """What is not read, in Chinese."""
    return [f"{one.place}: {one.sentence.zh}" for one in back.unread]


def row_of(sheet: Any, letter: str, value: str, above: int = 4) -> int:
    return next(row for row in range(above, sheet.max_row + 1) if sheet[f"{letter}{row}"].value == value)


def nothing(_sheet: Any, _at: dict[str, str]) -> None:
    """Leave it as it is."""


@pytest.mark.slow
@pytest.mark.parametrize("lang", [one if one == "en" else pytest.param(one, marks=pytest.mark.long) for one in LANGS])
def test_what_comes_back_as_it_went_changes_nothing(shipped: Rubric, made: Assessment, lang):
    for workbook in (checklist(shipped, made, nothing, lang), plan(shipped, made, nothing, lang)):
        back = shown(workbook, shipped, made)
        assert (back.notices, back.changes, back.conflicts, back.troubles, back.unread) == ((), (), (), (), ())
        assert back.read > 10


@pytest.mark.slow
def test_pieces_ticked_named_dated_and_added_are_taken_over(shipped: Rubric, made: Assessment):
    to_obtain = next(
        (question, piece) for question, one in made.responses.items() for piece in one.evidence if not piece.in_hand
    )
    question, piece = to_obtain

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        row = row_of(sheet, at["证据"], piece.text)
        for heading, value in (
            ("核对", "☑"),
            ("放在哪里", "档案柜 3"),
            ("谁负责", "张三"),
            ("期限", datetime.date(2026, 12, 1)),
        ):
            sheet[f"{at[heading]}{row}"] = value
        new = next(row for row in range(4, sheet.max_row) if sheet[f"{at['状态']}{row}"].value == "还没有写明")
        sheet[f"{at['谁负责']}{new}"] = "王五"
        fill_in.named = sheet[f"{at['证据']}{new}"].value
        sheet.append([None] * sheet.max_column)
        last = sheet.max_row + 1
        sheet[f"{at['证据']}{last}"], sheet[f"{at['题号']}{last}"] = "=新的证据", question
        sheet[f"{at['证据']}{last}"].data_type = "s"

    back = shown(checklist(shipped, made, fill_in), shipped, made)
    assert [one.sentence.zh for one in back.troubles] == []
    taken = b.accepted(take_over(back, shipped, made))
    pieces = {one.text: one for response in taken.responses.values() for one in response.evidence}
    changed = pieces[piece.text]
    assert (changed.in_hand, changed.place, changed.owner, changed.due) == (True, "档案柜 3", "张三", "2026-12-01")
    assert (pieces[fill_in.named].in_hand, pieces[fill_in.named].owner) == (False, "王五")
    assert pieces["=新的证据"] in taken.response(question).evidence
    assert len(back.changes) == 3


@pytest.mark.slow
def test_a_piece_changed_in_both_places_is_not_overwritten(shipped: Rubric, made: Assessment):
    question, piece = next((key, one.evidence[0]) for key, one in made.responses.items() if one.evidence)

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        sheet[f"{at['谁负责']}{row_of(sheet, at['证据'], piece.text)}"] = "张三"

    now = b.accepted(edit_evidence(made, shipped.by_id[question], 0, owner="赵六"))
    (trouble,) = shown(checklist(shipped, made, fill_in), shipped, now).troubles
    assert "改过或删掉" in trouble.sentence.zh
    assert trouble.question == question
    also = b.accepted(edit_evidence(made, shipped.by_id[question], 0, owner="张三"))
    assert shown(checklist(shipped, made, fill_in), shipped, also).changes == ()


@pytest.mark.slow
def test_what_cannot_be_read_of_a_list_is_told_with_its_cell(shipped: Rubric, made: Assessment):
    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        sheet[f"{at['核对']}4"], sheet[f"{at['期限']}5"] = "vielleicht", "Donnerstag"
        sheet[f"{at['谁负责']}6"], sheet[f"{at['题号']}7"] = "=1+1", "no-such-question"
        sheet[f"{at['证据']}{sheet.max_row + 2}"] = "nobody knows of what"

    back = shown(checklist(shipped, made, fill_in), shipped, made)
    assert [one.place.partition("!")[2] for one in back.troubles][:4] == ["A4", "J5", "I6", "K7"]
    assert len(back.troubles) == 5


@pytest.mark.slow
def test_what_is_typed_where_nothing_is_read_is_told_with_its_cells(shipped: Rubric, made: Assessment):
    def in_checklist(sheet: Any, at: dict[str, str]) -> None:
        sheet[f"{at['状态']}4"], sheet[f"{at['评价项']}6"] = "已有", sheet[f"{at['评价项']}6"].value + "（王五去办）"
        sheet["N5"] = "一句话"

    back = shown(checklist(shipped, made, in_checklist), shipped, made)
    assert (back.changes, back.troubles) == ((), ())
    changed, longer, stray = told(back)
    assert changed == "证据核对表!G4: 这一格只供阅读，改成“已有”没有采用"
    assert longer.startswith("证据核对表!D6: 这一格只供阅读，改成“")
    assert stray == "证据核对表!N5: “一句话”写在不读的地方，没有采用"

    def in_plan(sheet: Any, at: dict[str, str]) -> None:
        for step in made.terms.agreed.steps[:6]:
            sheet[f"{at['投入（人日）']}{row_of(sheet, at['编号'], step.question, 5)}"] = 77
        sheet[f"{at['做']}{row_of(sheet, at['编号'], step.question, 5)}"] = "否"

    back = shown(plan(shipped, made, in_plan), shipped, made)
    assert (back.changes, back.troubles) == ((), ())
    assert sorted(one.place[:6] for one in back.unread) == ["提升方案!A", *["提升方案!H"] * 6]


@pytest.mark.slow
def test_owners_days_ticks_and_the_start_of_the_plan_are_taken_over(shipped: Rubric, made: Assessment):
    first, second = (step.question for step in made.terms.agreed.steps[:2])

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        row = row_of(sheet, at["编号"], first, 5)
        sheet[f"{at['负责人']}{row}"], sheet[f"{at['已完成']}{row}"] = "张三", "☑"
        row = row_of(sheet, at["编号"], second, 5)
        sheet[f"{at['完成日']}{row}"] = "2027年1月15日"
        sheet[f"{at['完成日']}1"] = datetime.date(2026, 12, 7)

    workbook = plan(shipped, made, fill_in)
    back = shown(workbook, shipped, made)
    assert back.troubles == ()
    assert sorted(one.part for one in back.changes) == ["day", "done", "owner", "start"]
    terms = b.accepted(take_over(back, shipped, made)).terms
    assert (terms.owners[first], terms.due[second], terms.start) == ("张三", "2027-01-15", "2026-12-07")
    assert [step.done for step in terms.agreed.steps if step.question == first] == [True]
    others = b.accepted(assign(made, first, "赵六", ""))
    assert [one.part for one in shown(workbook, shipped, others).conflicts] == ["owner"]
    unplanned = made.model_copy(update={"terms": made.terms.model_copy(update={"agreed": None})})
    (trouble,) = shown(workbook, shipped, unplanned).troubles
    assert "定下的方案" in trouble.sentence.zh


@pytest.mark.slow
def test_a_list_comes_back_on_the_command_line(shipped: Rubric, made: Assessment, tmp_path, capsys):
    from ecq.assessment.file import dump
    from ecq.cli import main

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        sheet[f"{at['完成日']}1"] = datetime.date(2026, 12, 7)

    (tmp_path / "a.json").write_text(dump(made), encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(plan(shipped, made, fill_in))
    paths = [str(tmp_path / "a.json"), str(tmp_path / "plan.xlsx")]
    assert main(["sheet", "import", *paths, "--apply", "--lang", "zh"]) == 0
    assert "开工日" in capsys.readouterr().out
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["terms"]["start"] == "2026-12-07"
