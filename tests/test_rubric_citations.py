"""A lawyer goes through every cited article: who is bound, to what, and what gate rests on it."""

from __future__ import annotations

import json

import pytest

from ecq.checking.rubric_sources import BOUND, citation_counts, citation_data, citation_lines, question_citations
from ecq.cli import main
from ecq.rubric.loading import load_library
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
