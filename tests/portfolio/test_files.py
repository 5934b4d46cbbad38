"""The portfolio as workbook, PDF, JSON and on the command line: the same numbers, and names that are nothing but text."""

import io
import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from ecq.assessment.file import dump
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.exact import cut
from ecq.base.language import LANGS, words
from ecq.cli import main
from ecq.document.drawing.fonts import type_
from ecq.document.drawing.page import Sheets, Written
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.comparison import benchmarks, compare
from ecq.telling.portfolio.contents import Contents, portfolio_blocks
from ecq.telling.portfolio.summary import client, row_of
from ecq.telling.report.shown import Brand
from ecq.telling.text.sentences import interval_words, point_words, score_words
from ecq.writers.pdf.build import portfolio_pdf
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.sheets.portfolio import portfolio_workbook
from tests.in_one_language import in_one
from tests.report.pdf_reading import opened, pressed, text_of

DAY = "2026-11-25"
HOSTILE = ('=HYPERLINK("http://x","y")', "<script>alert(1)</script>", "**bold** [x](http://x)", "+1-2", "@SUM(A1)")


@pytest.fixture(scope="module")
def clients(shipped):
    """Five of the samples' answers under hostile names, and one nothing is answered in."""
    samples = load_samples()
    made = []
    for place, name in enumerate(HOSTILE):
        of = sample_assessment(samples[place % len(samples)], shipped, "en", f"2026-11-{10 + place}T09:00:00+00:00")
        settled = {
            q: one.model_copy(update={"state": "answered"}) if one.value is not None else one
            for q, one in of.responses.items()
        }
        made.append(client(shipped, of.model_copy(update={"name": name, "responses": settled}), DAY, id=str(place)))
    empty = samples[0]
    fresh = sample_assessment(empty, shipped, "en", DAY).model_copy(update={"responses": {}, "name": "Empty"})
    return [*made, client(shipped, fresh, DAY, id="empty")]


def contents(clients, lang="en"):
    rows = tuple(row_of(one) for one in clients)
    return Contents(lang, DAY, rows, compare(clients[:3]), benchmarks(clients))


def sheets(data):
    book = load_workbook(io.BytesIO(data), data_only=False)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_the_workbook_holds_the_numbers_of_the_rows_and_names_are_text(clients):
    of = contents(clients)
    shown = sheets(portfolio_workbook(of, "A & B"))
    assert list(shown) == ["Overview", "Chart", "Compare", words(p.BEST_DOES, "en"), "Benchmark", "About"]
    rows = {row[0]: row for row in shown["Overview"][6:]}
    for row in of.rows:
        numbers = rows[row.name][1:4]
        if row.begun:
            ends = (row.score.low, row.score.high, row.evidenced.low)
            assert [cut(Fraction(str(number)), 1) for number in numbers] == [score_words(end) for end in ends]
        else:
            assert numbers == [None] * 3
            assert "Nothing answered yet" in rows[row.name]
    formulas = [cell for sheet in shown.values() for row in sheet for cell in row if str(cell).startswith("=")]
    assert formulas
    assert set(HOSTILE) <= set(rows), "written as they are, as strings"
    book = load_workbook(io.BytesIO(portfolio_workbook(of)))
    assert {cell.data_type for cell in book["Overview"]["A"][6:]} == {"s"}
    assert portfolio_workbook(of) == portfolio_workbook(of)


def test_the_workbook_lists_every_question_that_the_best_does_otherwise(clients):
    of = contents(clients)
    rows = [row for row in sheets(portfolio_workbook(of))[words(p.BEST_DOES, "en")] if isinstance(row[6], int | float)]
    assert len(rows) == sum(len(one.others) for one in of.comparison.otherwise)
    assert cut(Fraction(str(rows[0][6])), 2) == point_words(of.comparison.otherwise[0].others[0].gain)


def test_intervals_of_the_benchmark_stand_on_one_line(shipped):
    sample = sample_assessment(load_samples()[0], shipped, "en", f"{DAY}T09:00:00+00:00")
    many = [client(shipped, sample.model_copy(update={"name": str(place)}), DAY, id=str(place)) for place in range(5)]
    drawn = Sheets(type_())
    lay_blocks(drawn, tuple(portfolio_blocks(Contents("en", DAY, benchmarks=benchmarks(many)))))
    said = [mark.text for page in drawn.pages for mark in page if isinstance(mark, Written)]
    assert sum(bool(re.fullmatch(r"[0-9.]+ — [0-9.]+", text)) for text in said) > 10
    assert not any(text.endswith("—") for text in said)


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_of_the_benchmark_end_with_one_sign(clients, lang):
    told = sheets(portfolio_workbook(contents(clients, lang), ""))[words(p.BENCHMARK, lang)]
    said = " ".join(str(cell) for row in told for cell in row if cell)
    assert not re.search(r"[.。]\s*[;；]", said)


def test_a_target_day_stands_on_one_line(clients):
    rows = tuple(replace(row_of(one), ready_by="2027-03-31") for one in clients)
    laid = Sheets(type_())
    lay_blocks(laid, tuple(portfolio_blocks(Contents("zh", DAY, rows))))
    assert "2027-03-31" in {mark.text for page in laid.pages for mark in page if isinstance(mark, Written)}


def test_the_benchmark_never_names_a_client(clients):
    only = Contents("en", DAY, benchmarks=benchmarks(clients))
    assert only.benchmarks[0].enough
    book = str(sheets(portfolio_workbook(only)))
    paper = text_of(portfolio_pdf(only))
    for name in (*HOSTILE, "Empty"):
        assert name not in book
        assert pressed(name) not in pressed(paper)
    quartile = next(line.quartiles for line in only.benchmarks[0].lines if line.quartiles)
    assert score_words(quartile.median.low) in paper


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_the_pdf_says_the_rows_in_every_language_under_ones_own_brand(clients, lang):
    of = contents(clients, lang)
    data = portfolio_pdf(of, Brand(name="远见 & Co", accent="#7a3b8f"))
    text = pressed(text_of(data))
    for row in of.rows:
        assert pressed(row.name) in text
        if row.begun:
            assert pressed(interval_words(row.score.low, row.score.high)) in text
    assert "远见&Co" in text
    assert pressed(words(p.NOT_BEGUN, lang)) in text
    assert opened(data).metadata.title.startswith(words(p.PORTFOLIO, lang))
    assert data == portfolio_pdf(of, Brand(name="远见 & Co", accent="#7a3b8f"))


# The command line


@pytest.fixture
def folder(tmp_path, clients):
    home = tmp_path / "clients"
    home.mkdir()
    for one in clients:
        (home / f"{one.id}.json").write_text(dump(one.assessment), encoding="utf-8")
    return home


def test_the_command_prints_what_the_engine_says(folder, clients, capsys):
    options = ["portfolio", str(folder), "--compare", "0", "1.json", "--benchmark", "--date", DAY, "--lang", "en"]
    assert main(options) == 0
    shown = capsys.readouterr().out
    row = row_of(clients[0])
    assert f"{row.name} [{row.id}.json]  Score {interval_words(row.score.low, row.score.high)}" in shown
    assert main([*options, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    told = {one["id"]: one for one in data["clients"]}
    assert told["0.json"]["exact"] == {"low": str(row.score.low), "high": str(row.score.high)}
    shown = compare(clients[:2])
    gains = [Fraction(one["gain"]) for one in data["comparison"]["otherwise"]]
    assert gains == [one.gain for one in shown.otherwise]
    (whole, *_) = data["benchmarks"][0]["lines"]
    assert whole["counted"] == benchmarks(clients)[0].lines[0].counted


def test_a_bad_file_is_named_and_the_rest_is_read(folder, tmp_path, capsys):
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "other.json").write_text(
        '{"format": "ecq-assessment/2", "rubric": {"id": "x", "version": "1", "digest": ""}}'
    )
    out = tmp_path / "out.xlsx"
    assert main(["portfolio", str(folder), "-o", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "Files that were not read: 2" in said
    assert "broken.json is not a JSON file" in said
    assert "other.json" in said
    assert len(sheets(out.read_bytes())["Overview"]) == 6 + len(HOSTILE) + 1
    assert main(["portfolio", str(folder), "-o", str(out), "--lang", "en"]) == 2, "it is there already"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--compare", "0"), "from 2 to 5 can be compared"),
        (("--compare", "0", "nobody"), "there is no self-check 'nobody'"),
        (("-o", "out.doc"), "neither in .xlsx nor in .pdf"),
        (("-o", "out.pdf", "--accent", "red"), "is no colour"),
        (("-o", "out.xlsx", "--brand", "x" * 61), "up to 60 characters"),
        (("--date", "2026-02-30"), "is not a date"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(folder, options, said, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert main(["portfolio", str(folder), *options, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_samples_in_the_folder_are_demos_and_not_counted(folder, shipped, capsys):
    for lang in LANGS:
        of = sample_assessment(load_samples()[0], shipped, lang, DAY)
        (folder / f"sample-{lang}.json").write_text(dump(of), encoding="utf-8")
    assert main(["portfolio", str(folder), "--benchmark", "--json", "--lang", "en"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["benchmarks"]
    assert (shown["clients"], shown["demos_left_out"]) == (len(HOSTILE), len(LANGS))
    renamed = of.model_copy(update={"name": "A shop of its own"})
    (folder / "own.json").write_text(dump(renamed), encoding="utf-8")
    assert main(["portfolio", str(folder), "--benchmark", "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["benchmarks"][0]["clients"] == len(HOSTILE) + 1


def test_a_folder_without_assessments_says_so(tmp_path, capsys):
    for folder in (tmp_path, tmp_path / "none"):
        assert main(["portfolio", str(folder), "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
