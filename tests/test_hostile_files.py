"""Files made to cost much end with one sentence, within the time and memory that a file is allowed."""

from __future__ import annotations

import time

import pytest

from ecq.assessment.file import read as read_assessment
from ecq.base.arms_length import read
from ecq.base.errors import EcqError
from ecq.base.file_limits import DRAWING, FILE_LIMIT, READING, Allowance
from ecq.document.logo import read_logo
from ecq.exchange.answer_sheet import read_answers
from ecq.rubric.model import Rubric
from ecq.writers.verify.reopen import reopen
from tests import hostile_files

SECONDS = 1
ALLOWED = Allowance(SECONDS, 1_000)
STOPPED = "takes more than|needs more than|cannot be read and"
LATEST = 30
"""When there must be an answer, by the clock of a machine that may be busy."""


def told(function, *arguments, allowance=ALLOWED) -> str:
    """The one sentence a file gets, and that it comes in time."""
    assert len(arguments[0]) <= FILE_LIMIT
    began = time.monotonic()
    with pytest.raises(EcqError) as caught:
        read(function, *arguments, where="a file", allowance=allowance)
    assert time.monotonic() - began < LATEST
    assert "\n" not in str(caught.value)
    assert caught.value.zh != str(caught.value)
    return str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (hostile_files.pdf_with_a_predictor, STOPPED),
        (hostile_files.pdf_in_letters, f"damaged|not a JSON file|unpacks to far more|larger than|{STOPPED}"),
        (hostile_files.pdf_with_many_ends, f"damaged|{STOPPED}"),
        (hostile_files.pdf_with_a_deep_tree, f"without an ECQ assessment|damaged|{STOPPED}"),
        (hostile_files.pdf_of_nested_brackets, f"damaged|{STOPPED}"),
    ],
)
def test_a_pdf_that_costs_much(made, sentence) -> None:
    said = told(reopen, made(), "a file")
    assert any(part in said for part in sentence.split("|")), said


@pytest.mark.slow
def test_a_workbook_that_costs_much(shipped: Rubric) -> None:
    said = told(read_answers, hostile_files.workbook_with_a_million_attributes(), shipped)
    assert any(part in said for part in STOPPED.split("|"))
    # It is refused for what it holds: the time that every file has is enough to see that, also on a busy machine.
    said = told(read_answers, hostile_files.workbook_that_unpacks_to_much(), shipped, allowance=READING)
    assert "far more than it should" in said


@pytest.mark.slow
def test_a_saved_file_that_costs_much() -> None:
    assert "not a JSON file" in told(read_assessment, hostile_files.json_of_nested_brackets(), "a file")
    said = told(read_assessment, hostile_files.json_of_many_answers(), "a file")
    assert any(part in said for part in STOPPED.split("|"))


@pytest.mark.slow
def test_a_logo_that_costs_much() -> None:
    assert "100 megapixels" in told(read_logo, hostile_files.png_of_a_hundred_megapixels(), "a file", allowance=DRAWING)
    assert "entities" in told(read_logo, hostile_files.svg_with_entities(), "a file", allowance=DRAWING)


def test_a_style_sheet_without_ends_costs_nothing() -> None:
    for one in hostile_files.svgs_with_ends_to_look_for():
        began = time.process_time()
        assert b"<style />" in read_logo(one, "a file").data, "the report draws it again"
        assert time.process_time() - began < 1, "looking for ends again and again takes minutes"
