"""Files out and in with real downloads and uploads: the workbook, an answer sheet for a department, and its answers back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ecq.assessment.changes import answer
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import cut
from ecq.base.language import Lang
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.writing import AT
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from ecq.web.files import words as x
from ecq.writers.sheets.results import words as rb
from tests import building as b
from tests.browser.test_accessibility import faults
from tests.browser.test_phone import CRUSHED, too_wide
from tests.browser.visitor import Served, Visitor

pytestmark = pytest.mark.browser

YEARS, PATH, SETTLING = "payment-records-years", "merchant-money-path", "merchant-settlement-time"
UPLOAD = ".st-key-exchange-upload input[type=file]"


def sample(shipped: Rubric, lang: Lang = "zh") -> Assessment:
    one = next(one for one in load_samples() if one.id == "qinghe-mall")
    return sample_assessment(one, shipped, lang, "2026-11-24T09:00:00+00:00")


def taken(visitor: Visitor, key: str, folder: Path) -> Path:
    with visitor.page.expect_download() as download:
        visitor.key(key).locator("button").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def fill(path: Path, cells: Mapping[str, Mapping[str, Any]]) -> None:
    book = load_workbook(path)
    found = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if len(row) > AT["evidence"] and row[AT["item"]].value is None:
                for name, value in cells.get(str(row[AT["id"]].value), {}).items():
                    row[AT[name]].value = value
                    found += 1
    assert found == sum(len(one) for one in cells.values())
    book.save(path)


def bring(visitor: Visitor, path: Path) -> None:
    visitor.page.locator(UPLOAD).set_input_files(path)
    visitor.page.locator(".st-key-exchange-take button").wait_for()  # the last thing on the page
    visitor.idle()


def test_an_answer_sheet_goes_to_a_department_and_its_answers_come_back(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    made = sample(shipped)
    visitor = visit("zh")
    visitor.open("results", served.keep(made))
    visitor.to_page("exchange")
    visitor.wait_for_page("exchange")
    visitor.page.get_by_role("button", name=visitor.words(shipped.nodes["payment"].title), exact=True).click()
    visitor.idle()
    asked = [q for q in shipped.order if shipped.place[q][1] == "payment"]
    visitor.button(x.GET_SHEET, count=len(asked)).wait_for()
    sheet = taken(visitor, "exchange-sheet", tmp_path)
    assert sheet.name == f"{made.name} 答题表 支付结算服务 2026-11-24.xlsx"
    fill(sheet, {YEARS: {"answer": "5", "note": "<b>档案</b> *全部*"}, PATH: {"evidence": "对账单\n待取得：协议"}})

    bring(visitor, sheet)
    shown = visitor.page.locator(".st-key-exchange-in .ecq-changes").inner_text()
    assert "<b>档案</b> *全部*" in shown
    assert "5 年" in shown
    assert visitor.assessment == made, "looking changes nothing"
    visitor.button(x.TAKE_OVER, count=3).click()
    visitor.page.get_by_text(visitor.say(a.APPLIED, count=3), exact=True).wait_for()
    said = visitor.assessment.response(YEARS)
    assert (said.value, said.note) == ("5", "<b>档案</b> *全部*")
    assert [(one.text, one.in_hand) for one in visitor.assessment.response(PATH).evidence[-2:]] == [
        ("对账单", True),
        ("协议", False),
    ]
    (entry,) = served.store.entries(visitor.assessment_id)
    assert {change.question for change in entry.changes} == {YEARS, PATH}, (
        "all of it is one change, taken back in one step"
    )


def test_conflicting_answers_show_both_values(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    visitor = visit("en")
    made = sample(shipped, "en")
    visitor.open("exchange", served.keep(made))
    sheet = taken(visitor, "exchange-sheet", tmp_path)
    fill(sheet, {YEARS: {"answer": "5"}, SETTLING: {"answer": "=A1"}})
    served.store.change(visitor.assessment_id, lambda now: b.accepted(answer(now, shipped.by_id[YEARS], "1")))
    bring(visitor, sheet)
    page = visitor.page
    page.get_by_text("Keep: 1 year", exact=True).wait_for()
    page.get_by_text("Take: 5 years", exact=True).click()
    visitor.idle()
    assert "holds the formula =A1" in page.locator(".st-key-exchange-in").inner_text()
    take = visitor.button(x.TAKE_OVER, count=1)
    assert take.is_disabled()
    page.locator(".st-key-exchange-leave-out label").click()
    visitor.idle()
    visitor.button(x.TAKE_OVER, count=1).click()
    page.get_by_text(visitor.say(a.APPLIED, count=1), exact=True).wait_for()
    assert visitor.assessment.response(YEARS).value == "5"
    assert visitor.assessment.response(SETTLING) == made.response(SETTLING)


@pytest.mark.parametrize("key", ["results", "exchange"])
def test_the_workbook_downloads_and_contains_the_score(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path, key: str
) -> None:
    visitor = visit("zh")
    made = sample(shipped)
    visitor.open(key, served.keep(made))
    if key == "results":
        visitor.open_downloads()
    path = taken(visitor, {"results": "download-xlsx", "exchange": "exchange-xlsx"}[key], tmp_path)
    today = (
        datetime.now(UTC).astimezone().date().isoformat()
    )  # results are as of today, an answer sheet as of the last change
    names = {"results": f"{made.name} 结果 简体中文 {today}.xlsx", "exchange": f"{made.name} 2026-11-24.xlsx"}
    assert path.name == names[key]
    book = load_workbook(path, data_only=True)
    rows = {row[0].value: row for row in book[rb.SUMMARY.zh].iter_rows(max_row=12)}
    low = score(shipped, made).score.low
    assert rows[rb.SCORE_ROW.zh][3].value == float(cut(low, 1))


def macros(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))
        new.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def test_a_wrong_file_gets_one_sentence_in_the_visitors_language(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path
) -> None:
    from ecq.exchange.answer_sheet import export_sheet
    from ecq.exchange.points_table.writing import export_points

    made = sample(shipped)
    whole = export_sheet(shipped, made, "zh")
    wrong = {
        "a.xlsx": (b"nothing of the kind", "不是 Excel 工作簿"),
        "b.xlsm": (macros(whole), "带宏"),
        "c.xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "设了密码"),
        "d.xlsx": (whole[: len(whole) // 2], "不是 Excel 工作簿"),
        "e.xlsx": (export_points(shipped, "zh"), "不是 ECQ 的答题表"),
        "f.xlsx": (bytes(21_000_000), "超过 20 MB"),
    }
    visitor = visit("zh")
    kept = served.keep(made)
    for name, (data, told) in wrong.items():
        (tmp_path / name).write_bytes(data)
        visitor.open("exchange", kept)
        visitor.page.locator(UPLOAD).set_input_files(tmp_path / name)
        alert = visitor.page.get_by_role("alert").filter(has_text=re.compile(r"\S"))
        alert.wait_for()
        sentence = alert.inner_text().strip()
        assert told in sentence, (name, sentence)
        assert name in sentence
        assert "\n" not in sentence
    assert visitor.assessment == made


@pytest.mark.parametrize(("width", "lang", "scheme"), [(1280, "zh", "dark"), (390, "en", "light")])
def test_the_files_page_fits_the_screen_and_is_accessible(
    visit: Callable[..., Visitor], served: Served, shipped: Rubric, tmp_path: Path, width: int, lang: Lang, scheme: str
) -> None:
    visitor = visit(lang, width=width, height=844, color_scheme=scheme)
    visitor.open("exchange", served.keep(sample(shipped, lang)))
    sheet = taken(visitor, "exchange-sheet", tmp_path)
    fill(sheet, {YEARS: {"answer": "5"}, SETTLING: {"answer": "=A1"}, PATH: {"answer": "2"}})
    served.store.change(visitor.assessment_id, lambda now: b.accepted(answer(now, shipped.by_id[YEARS], "1")))
    bring(visitor, sheet)
    assert too_wide(visitor, "exchange") == []
    assert visitor.page.evaluate(CRUSHED) == []
    assert faults(visitor, {"resultTypes": ["violations"]}) == []
