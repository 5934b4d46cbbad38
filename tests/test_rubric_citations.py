"""A lawyer goes through every cited article: who is bound, to what, and what gate rests on it."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from ecq.checking.rubric_citations import BOUND, citation_counts, citation_data, citation_lines, question_citations
from ecq.cli import main
from ecq.rubric.loading import load_library
from ecq.writers.sheets.citations import CITATIONS, citations_workbook
from tests.test_bank_files import bank  # noqa: F401  # a fixture
from tests.test_loading import spoil


@pytest.fixture
def citations(bank):  # noqa: F811
    spoil(
        bank,
        "law/shop-law.yaml",
        "binds: courier, asks: {zh: 检查包裹, en: Check parcels}",
        "binds: courier, asks: {zh: =1+1, en: =1+1}, read: false",
    )
    return question_citations(load_library(bank))


def test_citations_are_listed_by_question_in_the_order_asked(citations):
    named = [(one.question.id, one.source.id, one.article) for one in citations]
    assert named[:2] == [("opening-hours", "shop-law", "1"), ("receipt", "shop-law", "2")]
    assert named[-1][2] == ""  # a source cited as a whole
    assert [one.question.id for one in citations if one.duty_of_gate] == ["receipt", "refund-days"]
    assert citation_counts(citations)["articles"] == 5
    assert citation_counts(citations)["unread"] == 1


def test_each_citation_says_who_must_do_what_and_whether_it_was_read(citations):
    said = list(citation_lines(citations, "en"))
    at = said.index("  Shop Law, Art. 2  [Gate]  [our working setting]")
    assert said[at - 1] == "receipt  Is a receipt always given?"
    assert said[at + 1] == "    platform operator: Give a receipt"
    assert "  Shop Law, Art. 3  [our working setting; text not read]" in said
    assert said[-1].endswith("the text was not read: 1")


@pytest.mark.parametrize("lang", ["zh", "en", "zh-Hant"])
def test_the_workbook_lists_the_citations_with_an_empty_column_for_counsel(citations, lang):
    made = citations_workbook(citations, lang)
    assert made == citations_workbook(citations, lang)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    at = CITATIONS.at
    assert len(sheet[4]) == len(at)
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(citations)
    assert all(row[at["verdict"]] is row[at["remark"]] is None for row in rows)
    assert [row[at["id"]] for row in rows] == [one.question.id for one in citations]
    assert [row[1] for row in rows] == [one.place(lang) for one in citations]
    assert sum(row[2] is not None for row in rows) == 2
    (formula_like,) = [cell for cell in sheet["E"] if cell.value == "=1+1"]
    assert formula_like.data_type == "s"


def test_as_data_an_article_without_a_line_is_null(citations, library):
    data = citation_data(citations)
    receipt = next(one for one in data["citations"] if one["question"] == "receipt")
    assert receipt == {
        "question": "receipt",
        "source": "shop-law",
        "article": "2",
        "binds": ["operator"],
        "duty": {"zh": "给小票", "en": "Give a receipt"},
        "status": "working",
        "read": True,
        "duty_of_gate": True,
    }
    whole = next(one for one in data["citations"] if one["article"] is None)
    assert whole["binds"] is whole["duty"] is whole["read"] is None


def test_every_kind_of_bound_party_has_its_own_wording():
    for lang in ("zh", "en"):
        assert len({getattr(text, lang) for text in BOUND.values()}) == len(BOUND)


def test_the_citations_command_prints_writes_and_refuses_bad_input(tmp_path, capsys):
    book = tmp_path / "counsel.xlsx"
    assert main(["sources", "--citations", "-o", str(book), "--lang", "zh"]) == 0
    assert capsys.readouterr().out.strip() == str(book)
    assert book.read_bytes().startswith(b"PK")
    assert main(["sources", "--citations", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["articles"] > 300
    assert main(["sources", "--citations", "--lang", "en"]) == 0
    assert "E-Commerce Law, Art. 31" in capsys.readouterr().out
    assert main(["sources", "--citations", "-o", str(tmp_path / "counsel.pdf")]) == 2
    assert "let it end in .xlsx" in capsys.readouterr().err
    assert main(["sources", "-o", str(book)]) == 2
    assert "goes with --citations" in capsys.readouterr().err


def test_what_counsel_says_of_each_article_is_read_back_in_any_language(citations, tmp_path, capsys):
    book = openpyxl.load_workbook(io.BytesIO(citations_workbook(citations, "zh-Hant")))
    for row, (verdict, remark) in enumerate((("同意", None), ("Reject ", "第二款"), ("maybe", "=1+1")), 5):
        book.active.cell(row, CITATIONS.at["verdict"] + 1).value = verdict
        book.active.cell(row, CITATIONS.at["remark"] + 1).value = remark
    book.save(tmp_path / "counsel.xlsx")
    returned = ["sources", "--citations", "--returned", str(tmp_path / "counsel.xlsx"), "--lang", "en"]
    assert main([*returned, "--json"]) == 2
    said = json.loads(capsys.readouterr().out)
    assert said["opinions"] == [
        {"id": "opening-hours", "cited": "shop-law 1", "verdict": "agree", "remark": ""},
        {"id": "receipt", "cited": "shop-law 2", "verdict": "reject", "remark": "第二款"},
    ]
    assert [one.partition(": ")[2] for one in said["problems"]] == [
        "holds the formula =1+1, which is not taken; paste its value",
        "“maybe” cannot be chosen; choose one of these: agree, change, reject",
    ]
    book.active["I4"] = "y"
    book.save(tmp_path / "counsel.xlsx")
    assert main(returned) == 2
    assert "counsel.xlsx has no sheet with the headings of this form" in capsys.readouterr().err
