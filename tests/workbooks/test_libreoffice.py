"""Workbooks as LibreOffice saves them, all in one start of it: formulas come to the same, and what comes back is read the same."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

import pytest

from ecq.assessment.changes import annotate, begin, mark_unsure, set_aside
from ecq.assessment.model import Assessment
from ecq.base.language import Lang
from ecq.base.translations import Pair, Translation
from ecq.checking.law import Register
from ecq.exchange import rubric_catalogue
from ecq.exchange.answer_sheet import export_sheet
from ecq.exchange.law_texts import read_reviews
from ecq.exchange.points_table import apply_variant, export_points, unread_points
from ecq.exchange.translation.workbook import read, take, write
from ecq.rubric.model import Rubric
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.evidence.binder import binder
from ecq.telling.text.words import say
from ecq.writers.sheets import words as rb
from ecq.writers.sheets.counsel import counsel_workbook
from ecq.writers.sheets.evidence_checklist import LIST_FORMAT, checklist_xlsx
from ecq.writers.sheets.results.scorecard import LETTER, TOTAL
from ecq.writers.sheets.stamps import origin_of
from tests import building as b
from tests.building import sampled
from tests.tools import opened, saved_by_libreoffice
from tests.workbooks import test_answer_sheet as sheets
from tests.workbooks import test_points_table as tables
from tests.workbooks import test_results as results
from tests.workbooks import test_unread as unread
from tests.workbooks.test_answer_sheet import small  # noqa: F401
from tests.workbooks.test_unread import made  # noqa: F401

DAY = "2026-11-24"
Books = dict[str, bytes]
TEXTS = {Pair("完成", "Done"): "a", Pair("{count} 题\n共 {all} 题", "{count} of\n{all} questions"): "b"}
TRANSLATED = Translation("vi", "Tiếng Việt", "VI", "en", {pair: f"«{pair.en}»" for pair in TEXTS})
POINTS: Mapping[str, dict[str, object]] = {
    "points": {},
    "points formula": {"Points!D4": "=1/2"},
    "points changed": {"Points!D4": 0.65359, "Bands!C3": 65},
}
Drawn = dict[str, tuple[Rubric, Assessment, Lang]]


def sent_back_by_counsel() -> bytes:
    """Counsel's workbook with a verdict, on a day as Excel makes it of what is typed."""
    rows = Register(rubric_catalogue.library()).counsel_rows({}, {}, "zh")

    def fill(book):
        sheet = book.worksheets[0]
        sheet["B4"], sheet["B5"], sheet["B6"], sheet["H9"] = "李四", "某所", datetime.date(2026, 11, 30), "同意"

    return unread.edited(counsel_workbook(rows, "zh"), fill)


@pytest.fixture(scope="module")
def drawn(shipped: Rubric, teaching: Rubric, made: Assessment) -> Drawn:  # noqa: F811
    """What results are written of; formulas are the same in every language."""
    answers = {q.id: b.best(q) for q in teaching.questions}
    return {
        "results": (shipped, made, "zh"),
        "empty": (teaching, begin(teaching), "en"),
        "best": (teaching, b.answered(teaching, answers), "zh"),
    }


@pytest.fixture(scope="module")
def whole(shipped: Rubric, made: Assessment) -> Books:  # noqa: F811
    """Each workbook that comes back, as it went out."""
    list_of = checklist_xlsx(binder(shipped, made.on(DAY), "zh"), origin_of(shipped, made, LIST_FORMAT))
    sheet = export_sheet(shipped, made, "zh", sender="李四", deadline="2026-12-01")
    return {"sheet": sheet, "checklist": list_of, "results": results.the_book(shipped, made, "zh")}


@pytest.fixture(scope="module")
def answered(shipped: Rubric, small: Rubric) -> tuple[Assessment, Assessment]:  # noqa: F811
    """A sample with an odd note, and answers of each kind to the small rubric."""
    sample = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+00:00")
    sample = b.accepted(annotate(sample, shipped.questions[0], "一\n  二  \t三 _x0041_ 😀"))
    filled = b.answered(small, {"a": "o1", "c": ("i1",), "d": "7.5", "e": "95.5"})
    return sample, b.accepted(set_aside(mark_unsure(filled, small.by_id["b"]), small.by_id["a"], "own words"))


@pytest.fixture(scope="module")
def tried_out(shipped: Rubric, whole: Books) -> tuple[bytes, list[str]]:
    """The results with yellow cells of the scorecard changed, and which."""
    cells: list[str] = []
    return unread.edited(whole["results"], lambda book: unread.try_out(book, shipped, cells)), cells


@pytest.fixture(scope="module")
def office(shipped, small, drawn, whole, answered, tried_out, tmp_path_factory) -> Books:  # noqa: F811
    books = whole | {name: results.the_book(*one) for name, one in drawn.items() if name not in whole}
    for name in drawn:  # openpyxl drops the values that ECQ wrote, so LibreOffice works them out itself
        books[name] = unread.edited(books[name], lambda _book: None)
    empty = opened(books["empty"], values=True)
    assert empty[results.SCORECARD][f"{LETTER['sure']}{TOTAL + 1}"].value is None
    books["tried out"] = tried_out[0]
    for form, name in unread.MAIN.items():
        books[f"noted {form}"] = unread.edited(whole[form], lambda book, name=name: unread.with_notes(book, name))
    books |= {name: tables.edited(shipped, changes, "zh") for name, changes in POINTS.items()}
    books["answers"] = export_sheet(shipped, answered[0], "zh")
    books["small answers"] = sheets.filled_in(small, answered[1], {"answer8": 3, "note9": "=1+1"})
    books["merged answers"] = sheets.filled_in(small, answered[1], change=lambda book: book["all"].merge_cells("F2:F3"))
    books["counsel"] = sent_back_by_counsel()
    books["translation"] = write(TEXTS, TRANSLATED, "en")
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    for name, data in books.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(data)
    saved_by_libreoffice(sorted((folder / "in").iterdir()), folder)
    read = {name: (folder / f"{name}.xlsx").read_bytes() for name in books}
    for data in read.values():
        assert b"LibreOffice" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/app.xml")
    return read


@pytest.mark.slow
@pytest.mark.parametrize("name", ["results", "empty", "best"])
def test_every_formula_is_recalculated_to_the_same_number(drawn: Drawn, whole: Books, office: Books, name: str):
    of, made, lang = drawn[name]  # noqa: F811
    data = whole[name] if name in whole else results.the_book(of, made, lang)
    formulas, ours, theirs = (
        opened(one, values) for one, values in ((data, False), (data, True), (office[name], True))
    )
    compared = 0
    for cell in (cell for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
        one, other = (book[cell.parent.title][cell.coordinate].value for book in (ours, theirs))
        same = one == other or (one or None) == (other or None)
        near = isinstance(one, int | float) and isinstance(other, int | float) and abs(one - other) < 1e-9
        assert same or near, (cell.parent.title, cell.coordinate, cell.value, one, other)
        compared += 1
    assert compared > 50
    shown = theirs[say(rb.SCORECARD, lang)][f"{LETTER['sure']}{TOTAL + 1}"].value
    assert shown == pytest.approx(float(scorecard(of, made).score.low), abs=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("form", list(unread.MAIN))
def test_what_comes_back_as_it_went_has_nothing_to_tell(shipped, made, whole: Books, office: Books, form: str):  # noqa: F811
    """Also where another program saved it, as most people's does."""
    for workbook in (whole[form], unread.edited(whole[form], lambda _book: None), office[form]):
        back = unread.shown(workbook, shipped, made)
        told = (back.unread, back.changes, back.conflicts, back.troubles, back.notices)
        assert told == ((), (), (), (), ())
        assert back.read > 10


@pytest.mark.slow
@pytest.mark.parametrize("form", list(unread.MAIN))
def test_comments_notes_beside_and_sheets_of_ones_own_are_told(shipped, made, whole: Books, office: Books, form: str):  # noqa: F811
    name = unread.MAIN[form]
    for workbook in (unread.edited(whole[form], lambda book: unread.with_notes(book, name)), office[f"noted {form}"]):
        back = unread.shown(workbook, shipped, made)
        lines = unread.told(back)
        for line in (
            f"{name}!A5: 批注“这里要问法务”不会被读取；要说的请写进备注一类的单元格",
            f"{name}!AN6: “旁边的备注”写在不读的地方，没有采用",
            "我的: 这张工作表不是 ECQ 的，没有读",
            "藏着: 这张隐藏的工作表不是 ECQ 的，没有读",
        ):
            assert line in lines
        below = [
            one for one in (*lines, *(one.place for one in back.troubles)) if "表下面的一句话" in one or name in one
        ]
        assert any(f"{name}!B" in line for line in below), "what stands below is told, as not read or to be put right"
        assert len(lines) <= 5
        assert (back.changes, back.conflicts) == ((), ())


@pytest.mark.slow
def test_answers_changed_on_the_scorecard_are_told_and_where_to_change_them(shipped, made, tried_out, office: Books):  # noqa: F811
    """Yellow cells of the results were edited, imported, and said to be the same as now."""
    for workbook in (tried_out[0], office["tried out"]):
        back = unread.shown(workbook, shipped, made)
        assert back.changes == ()
        assert sorted(one.place for one in back.unread) == sorted([*tried_out[1], "摘要!H2"])
        assert sum("要改回答，请在“回答”页改，或者用答题表" in line for line in unread.told(back)) == 4


@pytest.mark.slow
def test_a_sheet_of_answers_reads_the_same(shipped: Rubric, small: Rubric, answered, office: Books):  # noqa: F811
    sample, filled = answered
    sheets.without_change(sheets.looked_at(office["answers"], shipped, sample), len(sheets.asked(shipped, sample)))
    shown = sheets.looked_at(office["small answers"], small, filled)
    assert [(one.about, one.value.value) for one in shown.changes] == [("d", "3")]
    (trouble,) = sheets.messages(shown)
    assert trouble.startswith(f"all!{sheets.LETTER['note']}9: holds the formula =1+1")
    book = sheets.opened(office["answers"])
    for title in ("基础保障服务", "交易过程服务"):
        assert book[title].data_validations.dataValidation
        assert book[title].column_dimensions["A"].hidden


@pytest.mark.slow
def test_answers_that_were_merged_are_named(small: Rubric, answered, office: Books):  # noqa: F811
    shown = sheets.looked_at(office["merged answers"], small, answered[1])
    assert (shown.changes, shown.conflicts) == ((), ())
    assert [line.partition(",")[0] for line in sheets.messages(shown)] == ["all!F3: is merged with F2"]


@pytest.mark.slow
def test_counsel_s_workbook_and_a_translation_read_the_same(office: Books):
    register = Register(rubric_catalogue.library())
    stamps = {f"{of.id}:{place}": register.stamp(of, place) for of in register.laws.values() for place in of.articles}
    back = read_reviews(office["counsel"], stamps)
    assert (back.troubles, back.unread) == ((), ())
    assert {(one.verdict, one.day) for one in back.reviews.values()} == {("agree", "2026-11-30")}
    taken = take(read(office["translation"]), TEXTS)
    assert (taken.wrong, taken.not_ours, taken.unread, taken.translation.texts) == ((), (), (), TRANSLATED.texts)


@pytest.mark.slow
def test_a_table_of_points_reads_the_same(shipped: Rubric, office: Books):
    for workbook in (export_points(shipped, "zh"), office["points"]):
        assert unread_points(workbook) == ()
        assert tables.numbers(apply_variant(tables.taken(workbook, shipped), shipped)) == tables.numbers(shipped)
    book = opened(office["points"], values=True)
    assert book["Points"]["F2"].value == "✓"
    assert tables.problems(office["points formula"], shipped)[0].startswith("Points!D4: holds the formula =1/2,")
    (told,) = tables.problems(office["points changed"], shipped)
    assert told.startswith(
        "Points!D3: “Technical performance” (technical-performance) has 100/17 (about 5.8823) points, but its parts"
    )
