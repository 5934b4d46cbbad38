"""Lists, plans and sheets that come back: every change is shown first, and what stands where nothing is read, or is gone, is told place by place."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from ecq.assessment.evidence import edit_evidence
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.language import Lang, words
from ecq.cli import main
from ecq.exchange.answer_sheet import Preview, export_sheet, preview, read_returned, take_over
from ecq.exchange.batch.dropped import fate, recognise
from ecq.exchange.points_table import export_points, import_points, unread_points
from ecq.planning.agreed import agree, assign, cheapest_plan, set_day
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import binder
from ecq.telling.evidence.words import CHECKLIST
from ecq.writers.sheets import words as rb
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_xlsx
from ecq.writers.sheets.results.build import results_workbook
from ecq.writers.sheets.stamps import CELLS, origin_of
from tests import building as b
from tests.building import sampled
from tests.tools import opened
from tests.tools import saved as saved_book

DAY = "2026-11-24"
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def made(shipped: Rubric) -> Assessment:
    """A sample with an agreed plan that begins on a Monday, one line of which has an owner."""
    begun = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+08:00")
    begun = b.accepted(set_day(begun, "start", "2026-11-30"))
    begun = b.accepted(agree(begun, cheapest_plan(shipped, begun)))
    return b.accepted(assign(begun, begun.terms.agreed.steps[0].question, "李四", ""))


@pytest.fixture(scope="module")
def forms(shipped: Rubric, made: Assessment) -> dict[str, bytes]:
    """One of each workbook that comes back."""
    return {
        "sheet": export_sheet(shipped, made, "zh"),
        "checklist": checklist_xlsx(binder(shipped, made.on(DAY), "zh"), origin_of(shipped, made, LIST_FORMAT)),
        "results": results_workbook(shipped, made, "zh", DAY),
    }


def edited(workbook: bytes, edit: Edit) -> bytes:
    book = opened(workbook)
    edit(book)
    return saved_book(book)


def shown(workbook: bytes, of: Rubric, made: Assessment) -> Preview:
    return preview(read_returned(workbook, of), of, made)


def told(back: Preview) -> list[str]:
    return [f"{one.place}: {one.sentence.zh}" for one in back.unread]


def column(sheet: Any, head: int, heading: str) -> str:
    return next(cell.column_letter for cell in sheet[head] if cell.value == heading)


def row_where(sheet: Any, letter: str, value: object, above: int = 1) -> int:
    return next(row for row in range(above, sheet.max_row + 1) if sheet[f"{letter}{row}"].value == value)


MAIN = {"sheet": "基础保障服务", "checklist": "证据核对表", "results": "提升方案"}


def with_notes(book: Any, name: str) -> None:
    """A comment, words beside and below the table, sheets of one's own."""
    sheet = book[name]
    sheet["A5"].comment = Comment("这里要问法务", "李四")
    sheet.cell(6, 40).value = "旁边的备注"
    sheet.cell(sheet.max_row + 3, 2).value = "表下面的一句话"
    own = book.create_sheet("我的")
    own["A1"] = "草稿"
    book.create_sheet("藏着").sheet_state = "hidden"


def test_a_hidden_sheet_that_is_read_says_so(shipped, made, forms):
    def hide(book: Any) -> None:
        book.create_sheet("我的")  # one has to be seen
        book["证据核对表"].sheet_state = "hidden"

    assert told(shown(edited(forms["checklist"], hide), shipped, made)) == [
        "证据核对表: 这张工作表是隐藏的，里面填的照样读了",
        "我的: 这张工作表不是 ECQ 的，没有读",
    ]


@pytest.mark.slow
def test_sheets_and_rows_that_were_deleted_are_named(shipped, made, forms):
    def without_sheet(book: Any) -> None:
        book.remove(book["客户关系服务"])
        book.remove(book["说明"])
        book["基础保障服务"].delete_rows(2)

    lines = told(shown(edited(forms["sheet"], without_sheet), shipped, made))
    assert lines[0] == "说明: 这张工作表删掉了，里面的没有读；不会因此删掉什么"
    gone, whole = lines[1:]
    assert gone.startswith("基础保障服务: 1 题的行不在了，没有读，自评里的回答不变：“")
    assert whole.startswith("客户关系服务: ")
    assert whole.endswith("等")

    piece = next(one.evidence[0] for one in made.responses.values() if one.evidence)

    def without_piece(book: Any) -> None:
        sheet = book["证据核对表"]
        sheet.delete_rows(row_where(sheet, column(sheet, 3, "证据"), piece.text, 4))

    assert told(shown(edited(forms["checklist"], without_piece), shipped, made)) == [
        f"证据核对表: 证据“{piece.text}”的行不在了；表里删行不会删掉证据，要删请在“证据”页删"
    ]

    def without_line(book: Any) -> None:
        sheet = book["提升方案"]
        sheet.delete_rows(row_where(sheet, column(sheet, 4, "编号"), made.terms.agreed.steps[0].question, 5))
        book.remove(book["差距"])

    asked = shipped.by_id[made.terms.agreed.steps[0].question].text.zh
    lines = told(shown(edited(forms["results"], without_line), shipped, made))
    assert lines[0] == "差距: 这张工作表删掉了，里面的没有读；不会因此删掉什么"
    assert lines[1] == f"提升方案: “{asked}”这一行不在了，没有读，方案里还在"

    def without_plan(book: Any) -> None:
        book.remove(book["提升方案"])

    back = shown(edited(forms["results"], without_plan), shipped, made)
    assert told(back) == ["提升方案: 这张工作表删掉了，里面的没有读；不会因此删掉什么"]


def try_out(book: Any, shipped: Rubric, cells: list[str]) -> None:
    sheet = book["评分卡"]
    at = {cell.value: cell.column_letter for cell in sheet[4]}
    rows = [row for row in range(7, sheet.max_row + 1) if sheet[f"{at['编号']}{row}"].value in shipped.by_id]
    choices = book["ecq-choices"]
    sheet[f"{at['回答']}{rows[0]}"] = choices["A1"].value
    sheet[f"{at['得分率']}{rows[1]}"] = 0.25
    state = sheet[f"{at['状态']}{rows[2]}"]
    state.value = "未答" if state.value != "未答" else "已答"
    held = sheet[f"{at['证据在手']}{rows[3]}"]
    held.value = "否" if held.value == "是" else "是"
    cells.extend(
        f"评分卡!{at[name]}{row}" for name, row in zip(("回答", "得分率", "状态", "证据在手"), rows, strict=False)
    )
    book["摘要"]["H2"] = "给老板看"


def test_what_is_typed_into_the_first_page_is_told(shipped, made, forms):
    def edit(book: Any) -> None:
        book["说明"]["B20"] = "我们部门没有这些"

    assert "说明!B20: “我们部门没有这些”写在不读的地方，没有采用" in told(
        shown(edited(forms["sheet"], edit), shipped, made)
    )


def test_a_thread_of_comments_is_told_word_by_word(shipped, made, forms):
    """Excel keeps a thread as a part of its own, and beside it a comment for older programs that only says so."""

    def with_comment(book: Any) -> None:
        book["基础保障服务"]["F2"].comment = Comment("[Threaded comment] Your version of Excel …", "tc={1}")

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(edited(forms["sheet"], with_comment))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".rels") and b"/comments/" in part:
                thread = (
                    b'<Relationship Id="rId99" Target="/xl/threadedComments/threadedComment1.xml" Type='
                    b'"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/></Relationships>'
                )
                part = part.replace(b"</Relationships>", thread)
            new.writestr(name, part)
        new.writestr(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            '<threadedComment ref="F2" id="{1}"><text>问过法务吗？</text></threadedComment>'
            '<threadedComment ref="F2" id="{2}" parentId="{1}"><text>问了，可以。</text></threadedComment>'
            "</ThreadedComments>",
        )
    assert [line.partition("不会")[0] for line in told(shown(out.getvalue(), shipped, made))] == [
        "基础保障服务!F2: 批注“问过法务吗？”",
        "基础保障服务!F2: 批注“问了，可以。”",
    ]


def test_a_sheet_written_before_cells_were_remembered_is_read_as_before(shipped, made, forms):
    def older(book: Any) -> None:
        book.remove(book[CELLS])
        book["基础保障服务"]["P5"] = "旁边的备注"
        book.create_sheet("我的")

    back = shown(edited(forms["sheet"], older), shipped, made)
    assert told(back) == ["基础保障服务!P5: “旁边的备注”写在不读的地方，没有采用"]
    assert (back.changes, back.troubles) == ((), ())


def test_a_table_of_points_tells_what_is_not_read(teaching: Rubric, tmp_path: Path):
    def edit(book: Any) -> None:
        book["Points"]["C2"] = "改过的名称"
        book["Points"]["K3"] = "旁边的备注"
        book["Bands"]["A2"].comment = Comment("核对过", "李四")
        book["Read me"]["A30"] = "已审"
        book.create_sheet("出处")

    workbook = edited(export_points(teaching, "zh"), edit)
    import_points(workbook, teaching, name="CQC", status="body", file="table.xlsx")
    assert [one.place for one in unread_points(workbook)] == [
        "Read me!A30",
        "Points!C2",
        "Points!K3",
        "Bands!A2",
        "出处",
    ]


def test_a_sheet_dropped_on_the_start_page_with_a_comment_is_looked_at_first(shipped, made, forms):
    def edit(book: Any) -> None:
        sheet = book["基础保障服务"]
        sheet["I2"] = "新的备注"
        sheet["F2"].comment = Comment("再问一次", "李四")

    dropped = recognise(edited(forms["sheet"], edit), "s.xlsx", {shipped.id: shipped})
    assert fate(dropped, {"1": made}, {shipped.id: shipped}).does == "decide"


@pytest.mark.slow
def test_the_command_tells_it_in_lines_and_as_data(made, forms, tmp_path: Path, monkeypatch, capsys):
    def ecq(*arguments: str) -> str:
        assert main(list(arguments)) == 0
        return capsys.readouterr().out

    monkeypatch.chdir(tmp_path)

    def edit(book: Any) -> None:
        sheet = book["评分卡"]
        at = {cell.value: cell.column_letter for cell in sheet[4]}
        row = row_where(sheet, at["编号"], "network-log-retention", 7)
        sheet[f"{at['证据在手']}{row}"] = "否"

    (tmp_path / "a.json").write_text(dump(made), encoding="utf-8")
    (tmp_path / "r.xlsx").write_bytes(edited(forms["results"], edit))
    done = ecq("sheet", "import", "a.json", "r.xlsx", "--lang", "en")
    assert "Not read\n" in done
    assert "was changed to “否”: the scorecard is for trying out and is not read" in done
    assert "What was read is what the self-assessment says already" in done
    data = json.loads(ecq("sheet", "import", "a.json", "r.xlsx", "--json"))
    assert [one["cell"].partition("!")[0] for one in data["unread"]] == ["评分卡"]
    ecq("points", "export", "gbt31526-2025", "-o", "p.xlsx")

    def aside(book: Any) -> None:
        book["Points"]["K3"], book["Bands"]["C3"] = "see the annex", 61

    (tmp_path / "p.xlsx").write_bytes(edited((tmp_path / "p.xlsx").read_bytes(), aside))
    taken = ecq("points", "import", "p.xlsx", "--name", "CQC", "--status", "body", "--lang", "en")
    assert "Points!K3: holds “see the annex” where nothing is read" in taken


def test_very_much_that_is_not_read_is_told_in_part_and_counted(shipped, made, forms):
    def edit(book: Any) -> None:
        for row in range(2, 1_502):
            book["基础保障服务"].cell(row, 30).value = f"备注 {row}"

    lines = told(shown(edited(forms["sheet"], edit), shipped, made))
    assert len(lines) == 1_001
    assert lines[-1] == "…: 另有 500 处没有读的内容"


Change = Callable[[Any, dict[str, str]], None]


def saved(data: bytes, sheet: str, change: Change, head: int) -> bytes:
    """The workbook with a sheet changed; a change is given the sheet and the letters of its columns by heading."""
    return edited(
        data, lambda book: change(book[sheet], {cell.value: cell.column_letter for cell in book[sheet][head]})
    )


def checklist(shipped: Rubric, made: Assessment, change: Change, lang="zh") -> bytes:
    data = checklist_xlsx(binder(shipped, made.on(DAY), lang), origin_of(shipped, made, LIST_FORMAT))
    return saved(data, words(CHECKLIST, lang), change, 3)


def plan(shipped: Rubric, made: Assessment, change: Change, lang="zh") -> bytes:
    return saved(_results(shipped, made.model_dump_json(), lang), words(rb.PLAN, lang), change, 4)


@lru_cache(maxsize=4)
def _results(shipped: Rubric, made: str, lang: Lang) -> bytes:
    return results_workbook(shipped, Assessment.model_validate_json(made), lang, DAY)


@pytest.mark.slow
def test_pieces_ticked_named_dated_and_added_are_taken_over(shipped: Rubric, made: Assessment):
    to_obtain = next(
        (question, piece) for question, one in made.responses.items() for piece in one.evidence if not piece.in_hand
    )
    question, piece = to_obtain

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        row = row_where(sheet, at["证据"], piece.text, 4)
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
        sheet[f"{at['谁负责']}{row_where(sheet, at['证据'], piece.text)}"] = "张三"

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
            sheet[f"{at['投入（人日）']}{row_where(sheet, at['编号'], step.question, 5)}"] = 77
        sheet[f"{at['做']}{row_where(sheet, at['编号'], step.question, 5)}"] = "否"

    back = shown(plan(shipped, made, in_plan), shipped, made)
    assert (back.changes, back.troubles) == ((), ())
    assert sorted(one.place[:6] for one in back.unread) == ["提升方案!A", *["提升方案!H"] * 6]


@pytest.mark.slow
def test_owners_days_ticks_and_the_start_of_the_plan_are_taken_over(shipped: Rubric, made: Assessment):
    first, second = (step.question for step in made.terms.agreed.steps[:2])

    def fill_in(sheet: Any, at: dict[str, str]) -> None:
        row = row_where(sheet, at["编号"], first, 5)
        sheet[f"{at['负责人']}{row}"], sheet[f"{at['已完成']}{row}"] = "张三", "☑"
        row = row_where(sheet, at["编号"], second, 5)
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
