"""Each section is told once and shown where the table says, and a writer of its blocks loses no word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any, get_args

import pytest

from ecq.assessment.model import Assessment
from ecq.cli.section_lines import section_lines
from ecq.document.blocks import Block, MissingCharacters, Quartiles, Shares, Span
from ecq.document.charts import Chart, Key
from ecq.exchange.rubric_catalogue import compared_with
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.comparison import FEWEST
from ecq.telling.portfolio.summary import summary
from ecq.telling.report.comparisons import Earlier, peers_of
from ecq.telling.report.shown import EXTENTS, LENGTHS, SECTIONS, SHOWN, Printing, SectionId, SheetId, choose, printed_by
from ecq.telling.report.whole import ReportModel
from ecq.writers.html.blocks import html
from ecq.writers.pdf.build import Order, sealed
from ecq.writers.sheets.lists import write_blocks
from ecq.writers.sheets.writing import Book
from ecq.writers.text import lines
from tests.report.assessments import DAY, filled
from tests.report.full_reports import model as report_model
from tests.report.pdf_reading import pressed

NOT_WORDS = {"kind", "tone", "level", "id", "rank", "ways"}
"""Fields that say how something is drawn, or what a command takes for it; the ways of one page are the same lines again."""
DRAWN = (Shares, Span, Quartiles, Key, MissingCharacters)
"""What stands beside its numbers, or is about a picture."""


@pytest.fixture(scope="module")
def full(shipped: Rubric) -> ReportModel:
    earlier = Earlier(name="spring", day="2026-03-01", assessment=filled(shipped, seed=3))
    order = Order(shipped, filled(shipped), choose("en", "full"), DAY, compared_with(shipped), None, earlier)
    own = summary(shipped, order.assessment)
    others = [own.model_copy(update={"name": str(number)}) for number in range(FEWEST)]
    order = replace(order, peers=peers_of(own, others))
    return sealed(order)[0]


def said(of: Any) -> Iterator[str]:
    """Every text of blocks; charts say their alternative text."""
    if isinstance(of, str):
        yield from of.split("\n")
    elif isinstance(of, tuple):
        for one in of:
            yield from said(one)
    elif isinstance(of, DRAWN):
        return
    elif isinstance(of, Chart):
        yield of.alt
    elif is_dataclass(of):
        for field in fields(of):
            if field.name not in NOT_WORDS:
                yield from said(getattr(of, field.name))


def as_text(blocks: Iterable[Block]) -> str:
    return "\n".join(lines(blocks))


def as_html(blocks: Iterable[Block]) -> str:
    written = html(blocks)
    described = " ".join(re.findall(r'aria-label="([^"]*)"', written))
    return unescape(f"{re.sub(r'<[^>]*>', ' ', written)} {described}")


def as_sheet(blocks: Iterable[Block]) -> str:
    book = Book("en", "")
    sheet = book.sheet("x")
    write_blocks(sheet, tuple(blocks))
    return "\n".join(sheet.held)


def test_the_table_has_every_section_on_every_surface() -> None:
    assert tuple(SHOWN) == SECTIONS
    for extent, longer in zip(LENGTHS, (*LENGTHS[1:], "full"), strict=True):
        assert set(EXTENTS[extent]) <= set(EXTENTS[longer])
    assert {SHOWN[one].command for one in SECTIONS} >= {"score", "plan", "explain"}
    assert {SHOWN[one].sheet for one in SECTIONS} == {None, *get_args(SheetId)}


WRITTEN = [
    (section, write)
    for section in SECTIONS
    for write in (as_text, as_html, as_sheet)
    if write is not as_html or SHOWN[section].page
]
"""As HTML a section is written for its page."""


@pytest.mark.parametrize(("section", "write"), WRITTEN)
def test_a_writer_loses_no_word_of_a_section(
    full: ReportModel, section: SectionId, write: Callable[[Iterable[Block]], str]
) -> None:
    blocks = full.part(section)
    assert blocks, "the report of this test has every section"
    written = pressed(write(blocks))
    lost = {text for text in said(blocks) if text.strip(" —") and pressed(text) not in written}
    tables = [getattr(one, "dimensions", one) for one in blocks]
    heads = {column.head for one in tables for column in getattr(one, "columns", ())}
    assert lost <= heads | {head for one in blocks for head in getattr(one, "heads", ())}, "heads of empty columns only"


@pytest.mark.parametrize("command", ["score", "plan", "explain"])
def test_a_command_prints_its_sections_as_the_report_says_them(shipped: Rubric, command: Printing) -> None:
    made: Assessment = filled(shipped)
    printed = pressed("\n".join(section_lines(command, shipped, made, "en", DAY)))
    model = report_model(shipped, made, choose("en", "full"), DAY)
    for section in printed_by(command):
        titles = [getattr(block, "title", "") for block in model.part(section)]
        assert any(titles)
        assert all(pressed(title) in printed for title in titles), section
