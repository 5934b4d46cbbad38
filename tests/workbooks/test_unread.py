"""What somebody puts into a workbook where nothing is read, or takes out of it, is told place by place before anything is taken over."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.base.language import LANGS, Lang
from ecq.cli import main
from ecq.exchange.answer_sheet import Preview, export_sheet, preview, read_returned
from ecq.exchange.batch.fate import fate
from ecq.exchange.batch.recognise import recognise
from ecq.exchange.points_table import export_points, import_points, unread_points
from ecq.planning.agreed import agree, cheapest_plan, set_day
from ecq.rubric.model import Rubric
from ecq.telling.evidence.binder import binder
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_xlsx
from ecq.writers.sheets.results import results_workbook
from ecq.writers.sheets.stamps import CELLS, origin_of
from tests import building as b
from tests.building import sampled
from tests.tools import saved_by_libreoffice

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")
DAY = "2026-11-24"
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def made(shipped: Rubric) -> Assessment:
    """A sample with an agreed plan that begins on a Monday."""
    begun = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+08:00")
    begun = b.accepted(set_day(begun, "start", "2026-11-30"))
    return b.accepted(agree(begun, cheapest_plan(shipped, begun)))


@pytest.fixture(scope="module")
def forms(shipped: Rubric, made: Assessment) -> dict[str, bytes]:
    """One of each workbook that comes back."""
    return {
        "sheet": export_sheet(shipped, made, "zh"),
        "checklist": checklist_xlsx(binder(shipped, made, "zh", DAY), origin_of(shipped, made, LIST_FORMAT)),
        "results": results_workbook(shipped, made, "zh", DAY),
    }


def edited(workbook: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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


@pytest.fixture(scope="module")
def noted(forms: dict[str, bytes]) -> dict[str, bytes]:
    return {form: edited(forms[form], lambda book, name=name: with_notes(book, name)) for form, name in MAIN.items()}


@pytest.fixture(scope="module")
def tried_out(shipped: Rubric, forms: dict[str, bytes]) -> tuple[bytes, list[str]]:
    """The results with yellow cells of the scorecard changed, and which."""
    cells: list[str] = []
    return edited(forms["results"], lambda book: try_out(book, shipped, cells)), cells


@pytest.fixture(scope="module")
def by_libreoffice(noted, tried_out, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All of them as LibreOffice saves them, in one start of it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    books = {**noted, "tried out": tried_out[0]}
    for name, data in books.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(data)
    saved_by_libreoffice(sorted((folder / "in").iterdir()), folder)
    return {name: (folder / f"{name}.xlsx").read_bytes() for name in books}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", *(pytest.param(one, marks=pytest.mark.long) for one in LANGS if one != "zh")])
def test_what_comes_back_as_it_went_has_nothing_to_tell(shipped, made, lang: Lang, tmp_path: Path):
    """Also where another program saved it, as most people's does."""
    out = tmp_path / "out"
    out.mkdir()
    checklist = checklist_xlsx(binder(shipped, made, lang, DAY), origin_of(shipped, made, LIST_FORMAT))
    whole = {
        "sheet": export_sheet(shipped, made, lang, sender="李四", deadline="2026-12-01"),
        "checklist": checklist,
        "results": results_workbook(shipped, made, lang, DAY),
    }
    for name, data in whole.items():
        (out / f"{name}.xlsx").write_bytes(data)
    (out / "points.xlsx").write_bytes(export_points(shipped, lang))
    saved_by_libreoffice(sorted(out.iterdir()), tmp_path)
    for name, data in whole.items():
        for workbook in (data, edited(data, lambda _book: None), (tmp_path / f"{name}.xlsx").read_bytes()):
            back = shown(workbook, shipped, made)
            assert (name, back.unread, back.changes, back.conflicts, back.troubles) == (name, (), (), (), ())
    for workbook in (export_points(shipped, lang), (tmp_path / "points.xlsx").read_bytes()):
        assert unread_points(workbook) == ()


@pytest.mark.slow
@pytest.mark.parametrize("by", ["noted", "by_libreoffice"])
@pytest.mark.parametrize("form", list(MAIN))
def test_comments_notes_beside_and_sheets_of_ones_own_are_told(shipped, made, form: str, by: str, request):
    workbook = request.getfixturevalue(by)[form]
    back = shown(workbook, shipped, made)
    lines, name = told(back), MAIN[form]
    for line in (
        f"{name}!A5: 批注“这里要问法务”不会被读取；要说的请写进备注一类的单元格",
        f"{name}!AN6: “旁边的备注”写在不读的地方，没有采用",
        "我的: 这张工作表不是 ECQ 的，没有读",
        "藏着: 这张隐藏的工作表不是 ECQ 的，没有读",
    ):
        assert line in lines
    below = [
        line for line in (*lines, *(one.place for one in back.troubles)) if "表下面的一句话" in line or name in line
    ]
    assert any(f"{name}!B" in line for line in below), "what stands below is told, as not read or to be put right"
    assert len(lines) <= 5
    assert (back.changes, back.conflicts) == ((), ())


@pytest.mark.slow
def test_a_hidden_sheet_that_is_read_says_so(shipped, made, forms):
    for form, name in MAIN.items():

        def hide(book: Any, name: str = name) -> None:
            book.create_sheet("我的")  # one has to be seen
            book[name].sheet_state = "hidden"

        assert told(shown(edited(forms[form], hide), shipped, made)) == [
            f"{name}: 这张工作表是隐藏的，里面填的照样读了",
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


@pytest.mark.slow
@pytest.mark.parametrize("resaved", [False, True])
def test_answers_changed_on_the_scorecard_are_told_and_where_to_change_them(
    shipped, made, tried_out, by_libreoffice, resaved
):
    """Yellow cells of the results were edited, imported, and said to be the same as now."""
    workbook, cells = tried_out
    workbook = by_libreoffice["tried out"] if resaved else workbook
    back = shown(workbook, shipped, made)
    assert back.changes == ()
    assert sorted(one.place for one in back.unread) == sorted([*cells, "摘要!H2"])
    assert sum("要改回答，请在“回答”页改，或者用答题表" in line for line in told(back)) == 4


def test_what_is_typed_into_the_first_page_is_told(shipped, made, forms):
    def edit(book: Any) -> None:
        book["说明"]["B20"] = "我们部门没有这些"

    assert "说明!B20: “我们部门没有这些”写在不读的地方，没有采用" in told(
        shown(edited(forms["sheet"], edit), shipped, made)
    )


def test_a_thread_of_comments_is_told_word_by_word(shipped, made, forms):
    """Excel keeps a thread as a part of its own, and beside it a comment for older programs that only says so."""
    import zipfile

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
        book["Points"]["K3"] = "see the annex"

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
