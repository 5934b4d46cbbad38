"""The page of files without a browser: what is offered, what a sheet's preview shows, and that it is taken over as one change."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any

import pytest

from ecq.assessment.changes import answer, begin
from ecq.assessment.model import Assessment
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import LANGS, Lang, words
from ecq.base.language import filled as in_all
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.answer_sheet import words as a
from ecq.exchange.answer_sheet.writing import AT
from ecq.rubric.model import Rubric
from ecq.store.database import DatabaseStore
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.web.files import page
from ecq.web.files import words as x
from ecq.web.frame.words import FILES
from ecq.writers.sheets import form_words as f
from ecq.writers.sheets.results import results_workbook
from ecq.writers.sheets.results import words as rb
from ecq.writers.sheets.unread import UNREAD
from tests import building as b
from tests.app.walker import Walker

openpyxl = pytest.importorskip("openpyxl")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEARS, DEPOSITS, PATH = "payment-records-years", "deposits-returned", "merchant-money-path"
Cells = Mapping[str, Mapping[str, Any]]


def sample(shipped: Rubric, lang: Lang = "en") -> Assessment:
    one = next(one for one in load_samples() if one.id == "qinghe-mall")
    return sample_assessment(one, shipped, lang, "2026-11-24T09:00:00+00:00")


def filled(of: Rubric, made: Assessment, cells: Cells, lang: Lang = "en") -> bytes:
    """The sheet of the payment indicator with cells of main rows filled in: {question: {column: value}}."""
    book = openpyxl.load_workbook(io.BytesIO(export_sheet(of, made, lang, ["payment"])))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            if len(row) > AT["evidence"] and row[AT["item"]].value is None:
                for name, value in cells.get(str(row[AT["id"]].value), {}).items():
                    row[AT[name]].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def brought(walker: Walker, data: bytes, name: str = "back.xlsx") -> Walker:
    walker.app.file_uploader(key=page.UPLOAD).set_value((name, data, XLSX))
    return walker.run()


def text(walker: Walker) -> str:
    return unescape(walker.html)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_offers_results_and_sheets_in_every_language(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, lang: Lang
) -> None:
    walker = walk(store.add(sample(shipped, lang)).id, lang, "exchange")
    assert walker.errors == []
    for title in (FILES, x.TAKE_AWAY, x.SEND_OUT, x.TAKE_IN):
        assert say(title, lang) in text(walker)
    assert walker.app.selectbox(key=page.LANGUAGE).value == lang


def test_only_indicators_with_questions_to_answer_can_be_chosen(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    walker = walk(store.add(begin(shipped)).id, "en", "exchange")
    offered = set(walker.app.button_group(key=page.NODES).options)
    assert words(shipped.nodes["payment"].title, "en") in offered
    assert words(shipped.nodes["unknown-indicator"].title, "en") not in offered


@pytest.mark.slow
def test_an_answer_sheet_is_previewed_and_imported_as_one_change(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = sample(shipped)
    walker = walk(store.add(made).id, "en", "exchange")
    cells = {YEARS: {"answer": "5", "note": "in *the* archive"}, PATH: {"evidence": "Statement 2026"}}
    brought(walker, filled(shipped, made, cells))
    assert "Changes: 3; changed on both sides: 0; to be put right: 0." in text(walker)
    assert "in *the* archive" in text(walker)
    assert "5 years" in text(walker)
    assert walker.assessment == made, "a preview changes nothing"
    walker.press("exchange-take")
    assert [one.value for one in walker.app.success] == [say(a.APPLIED, "en", count=3)]
    said = walker.assessment.response(YEARS)
    assert (said.value, said.note) == ("5", "in *the* archive")
    assert walker.assessment.response(PATH).evidence[-1].text == "Statement 2026"
    assert say(a.NO_CHANGE, "en") in text(walker)
    assert "exchange-take" not in walker.keys
    walker.run()
    assert not walker.app.success


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_what_of_a_workbook_is_not_read_stands_on_the_page_before_anything_is_taken_over(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, lang: Lang
) -> None:
    """Yellow cells of the results workbook were edited, imported, and said to be the same as now."""
    made = sample(shipped, lang)
    book = openpyxl.load_workbook(io.BytesIO(results_workbook(shipped, made, lang, "2026-11-24")))
    scorecard = book[say(rb.SCORECARD, lang)]
    at = {cell.value: cell.column_letter for cell in scorecard[4]}
    row = next(n for n in range(7, 60) if scorecard[f"{at[say(rb.ID, lang)]}{n}"].value == "network-log-retention")
    cell = f"{at[say(w.ANSWER, lang)]}{row}"
    scorecard[cell] = "99"
    out = io.BytesIO()
    book.save(out)
    walker = walk(store.add(made).id, lang, "exchange")
    brought(walker, out.getvalue())
    assert walker.errors == []
    for line in (
        say(UNREAD, lang),
        f"{scorecard.title}!{cell}",
        words(in_all(f.ONLY_TO_TRY, said="“99”"), lang),
        say(a.NO_CHANGE, lang),
    ):
        assert line in text(walker)
    assert "exchange-take" not in walker.keys


def test_conflicting_answers_are_decided_one_by_one(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = sample(shipped)
    data = filled(shipped, made, {YEARS: {"answer": "5", "note": "theirs"}, DEPOSITS: {"note": "theirs too"}})
    now = b.accepted(answer(made, shipped.by_id[YEARS], "1"))
    walker = walk(store.add(now).id, "en", "exchange")
    brought(walker, data)
    assert "Changes: 2; changed on both sides: 1;" in text(walker)
    radio = walker.app.radio(key=f"exchange-conflict-{YEARS}-answer")
    assert [one.replace("\\", "") for one in radio.options] == ["Keep: 1 year", "Take: 5 years"]
    assert walker.app.button(key="exchange-take").label == say(x.TAKE_OVER, "en", count=2)
    radio.set_value(True)
    walker.run()
    assert walker.app.button(key="exchange-take").label == say(x.TAKE_OVER, "en", count=3)
    walker.press("exchange-take")
    assert (walker.assessment.response(YEARS).value, walker.assessment.response(DEPOSITS).note) == ("5", "theirs too")


def test_conflicting_answers_stay_unless_the_sheets_are_chosen(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = sample(shipped)
    now = b.accepted(answer(made, shipped.by_id[YEARS], "1"))
    walker = walk(store.add(now).id, "en", "exchange")
    brought(walker, filled(shipped, made, {YEARS: {"answer": "5", "note": "theirs"}}))
    walker.press("exchange-take")
    assert (walker.assessment.response(YEARS).value, walker.assessment.response(YEARS).note) == ("1", "theirs")


@pytest.mark.slow
def test_mistakes_block_the_import_until_they_are_excluded(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = sample(shipped)
    walker = walk(store.add(made).id, "en", "exchange")
    brought(walker, filled(shipped, made, {YEARS: {"answer": "=A1", "note": "kept"}}))
    assert "holds the formula =A1, which is not taken" in text(walker)
    assert walker.app.button(key="exchange-take").disabled
    walker.app.checkbox(key=page.LEAVE_OUT).set_value(True)
    walker.run()
    walker.press("exchange-take")
    said = walker.assessment.response(YEARS)
    assert (said.value, said.note) == (made.response(YEARS).value, "kept")


@pytest.mark.slow
def test_a_change_made_after_the_preview_is_not_overwritten(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    made = sample(shipped)
    walker = walk(store.add(made).id, "en", "exchange")
    brought(walker, filled(shipped, made, {YEARS: {"answer": "5"}}))
    store.change(walker.assessment_id, lambda now: b.accepted(answer(now, shipped.by_id[YEARS], "1")))
    walker.press("exchange-take")
    assert [say(a.CHANGED_MEANWHILE, "en")] == [one.replace("\\", "") for one in walker.errors]
    assert walker.assessment.response(YEARS).value == "1"
    assert "changed on both sides: 1" in text(walker)


def test_the_sheet_of_another_platform_is_pointed_out(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric
) -> None:
    other = begin(shipped, "Other & Co", at="2026-01-01T00:00:00+00:00")
    walker = walk(store.add(sample(shipped)).id, "en", "exchange")
    brought(walker, filled(shipped, other, {}))
    (warning,) = walker.app.warning
    assert "Other & Co" in warning.value.replace("\\", "")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.xlsx", b"no workbook", {"zh": "不是 Excel 工作簿", "en": "is not an Excel workbook"}),
        ("x.xls", b"\xd0\xcf\x11\xe0" + bytes(600), {"zh": "设了密码", "en": "has a password"}),
        ("[x](y).xlsx", b"", {"zh": "不是 Excel 工作簿", "en": "is not an Excel workbook"}),
    ],
)
def test_a_wrong_file_gets_one_sentence_in_the_visitors_language(
    walk: Callable[..., Walker], store: DatabaseStore, shipped: Rubric, lang: Lang, name: str, data: bytes, told: Any
) -> None:
    walker = walk(store.add(sample(shipped, lang)).id, lang, "exchange")
    brought(walker, data, name)
    (sentence,) = walker.errors
    assert told[lang] in sentence.replace("\\", "")
    assert name in sentence.replace("\\", "")
    assert "exchange-take" not in walker.keys
