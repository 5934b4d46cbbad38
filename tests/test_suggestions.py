"""ECQ's own content is called that, what is inferred is said beside what rests on it, and nobody predicts an auditor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ecq.assessment.file import dump
from ecq.assessment.samples import load_samples, sample_assessment
from ecq.base.language import words
from ecq.cli import main
from ecq.telling.report.shown import choose
from ecq.telling.report.whole import Order, model_of, view_of
from ecq.telling.text import words as w
from ecq.telling.text.sentences import bands_note, placement_note
from ecq.writers.sheets.results.build import results_workbook
from tests.in_one_language import in_one
from tests.report.full_reports import paragraphs
from tests.tools import opened

ROOT = Path(__file__).resolve().parents[1]
UNDERSTOOD, CHECKED = "interview/typed/wanted/commands.py", "checking/bank_files.py"
"""What operators type, and what is looked for in a bank."""
PREDICTS = re.compile(r"审核员(会|要看|还可能)|审核(时|中)?会(?!议)|auditors? (will|would|may|looks?|asks?|wants?)\b")


def test_no_text_of_the_program_or_its_guides_predicts_an_auditor():
    paths = [
        *ROOT.glob("ecq/**/*.py"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("README*.md"),
        *ROOT.glob("rubrics/**/*.yaml"),
    ]
    told = []
    for path in paths:
        name = path.relative_to(ROOT).as_posix()
        if name.removeprefix("ecq/") in (UNDERSTOOD, CHECKED):
            continue
        found = PREDICTS.findall(path.read_text(encoding="utf-8"))
        told += [name] if found else []
    assert told == []


@pytest.fixture(scope="module")
def assessment(shipped):
    return sample_assessment(load_samples()[0], shipped, "en")


@pytest.mark.parametrize("lang", in_one("zh-Hant"))
def test_inferred_dimensions_and_bands_are_marked_as_such(shipped, assessment, lang, tmp_path, capsys):
    placement, bands = placement_note(shipped, lang), bands_note(shipped, lang)
    assert placement == words(w.PLACEMENT_INFERRED, lang)
    assert bands
    file = tmp_path / "made.json"
    file.write_text(dump(assessment), encoding="utf-8")
    assert main(["score", str(file), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert placement in said
    assert bands in said
    options = choose(lang)
    model = model_of(
        view_of(shipped, assessment, options.lang, options.parts),
        Order(shipped, assessment, options, "2026-11-25"),
    )
    assert model.cover.bands_note == bands
    assert any(placement in one for one in paragraphs(model, "dimensions"))
    assert words(w.SUGGESTIONS_NOTE, lang) in paragraphs(model, "gaps")[0]
    book = opened(results_workbook(shipped, assessment, lang, "2026-11-25"))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=60) for cell in row if cell.value]
    for sentence in (placement, bands, words(w.SUGGESTIONS_NOTE, lang)):
        assert any(sentence in cell for cell in cells), sentence


def test_a_rubric_without_inferred_placement_shows_no_note(teaching):
    assert placement_note(teaching, "en") == ""
    assert bands_note(teaching, "en") == ""
