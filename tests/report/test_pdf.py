"""The PDF as its readers get it: text, contents, outline, fonts, tags, files, by the archive's rules, and the same bytes every time."""

from __future__ import annotations

import copy
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from fpdf import FPDF
from pypdf import PdfReader

from ecq.assessment.changes import begin
from ecq.assessment.file import dump
from ecq.base.language import LANGS, LANGUAGES, Lang, words
from ecq.document.blocks import Bullets, Card, Figure
from ecq.document.drawing.fonts import Face, face, lend
from ecq.document.drawing.line_breaking import measure
from ecq.document.logo import read_logo
from ecq.rubric.model import Rubric
from ecq.telling.report import words as r
from ecq.telling.report.shown import SECTIONS, choose
from ecq.telling.report.whole import ANNEX, ASSESSMENT, RECORD, RUBRIC, SCORECARD, sha256
from ecq.writers.pdf.build import Order, make_report
from ecq.writers.verify.reopen import reopen
from tests.building import sampled
from tests.report.assessments import DAY, all_set_aside, answered_shop, teaching_shop
from tests.report.full_reports import (
    blocks_of,
    full,
    full_report,
    paragraphs,
    pdf_of,
    report_with_answers,
    rows_of,
    sealed_of,
    summary_of,
    title_of,
)
from tests.report.pdf_archive import complaints
from tests.report.pdf_reading import check_with_tools, opened, outline_of, pressed, text_of
from tests.report.test_hostile_input import NAMES, UNBROKEN, noted
from tests.report.test_options import png
from tests.report.test_reopen import foreign

Reports, Orders, Element = dict[Lang, bytes], dict[Lang, Order], Any


@pytest.fixture(scope="module")
def bilingual(teaching: Rubric) -> bytes:
    return pdf_of(Order(teaching, answered_shop(teaching), choose("zh+en", "full"), DAY))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_text_title_outline_and_answers_are_there_in_every_language(reports: Reports, orders: Orders, lang: Lang):
    model, text, pdf = sealed_of(orders[lang]), text_of(reports[lang]), opened(reports[lang])
    wanted = [model.cover.title, model.cover.headline, *model.cover.reasons, *paragraphs(model, "limits")]
    wanted += [line for bullets in blocks_of(model, "method", Bullets) for line in bullets.lines]
    cards = [card for part in ("gates", "gaps") for card in blocks_of(model, part, Card)]
    wanted += [card.title for card in cards] + [line for card in cards for fact in card.facts for line in fact.lines]
    wanted += [str(row.cells[1][0]) for row in rows_of(model, "passed")]
    # A row may go over a page, with the head between its halves; what is looked for here is short.
    assert [one for one in wanted if pressed(one) not in text] == []
    assert pdf.root_object["/Lang"] == LANGUAGES[lang].tag
    assert pdf.metadata.title == f"{words(r.TITLE, lang)} · {orders[lang].assessment.name}"
    assert pdf.metadata.creation_date.isoformat() == f"{DAY}T00:00:00+00:00"
    parts = [model.cover.conclusion_title, title_of(model.part("decision")), summary_of(model).title]
    parts += [title_of(part.blocks) for part in model.parts[2:]]
    assert [title for title in outline_of(reports[lang]) if title in parts] == parts
    again = reopen(reports[lang], "report.pdf")
    assert (again.assessment, again.record.options.lang) == (orders[lang].assessment, lang)
    assert pdf.attachments[ASSESSMENT][0] == dump(orders[lang].assessment).encode()
    for number, page in enumerate(pdf.pages, 1):
        assert f"{number} / {len(pdf.pages)}" in page.extract_text()
    if lang == "zh":
        assert 10 < len(pdf.pages) < 60
    described = {one["/Alt"] for one in elements(pdf.root_object["/StructTreeRoot"]) if one["/S"] == "/Figure"}
    charts = {one.chart.alt for part in model.parts for one in blocks_of(model, part.id, Figure)}
    assert charts
    assert charts <= described


# The files inside


def test_the_digests_can_be_checked_without_ecq_and_every_file_belongs_to_the_document(reports: Reports):
    pdf = opened(reports["en"])
    files = {name: data[0] for name, data in pdf.attachments.items()}
    assert list(files) == [ANNEX, ASSESSMENT, RECORD, RUBRIC, SCORECARD], "out of order, readers do not find them"
    text, last = text_of(reports["en"]), re.sub(r"[\n \u2002]", "", pdf.pages[-1].extract_text())
    assert all(sha256(data) in text for data in files.values())
    assert sha256(files[RECORD]) in last
    kinds = {one.get_object()["/F"]: one.get_object()["/AFRelationship"] for one in pdf.root_object["/AF"]}
    told = dict.fromkeys((ASSESSMENT, RUBRIC), "/Source") | dict.fromkeys((ANNEX, RECORD), "/Supplement")
    assert kinds == {**told, SCORECARD: "/Data"}


# The contents


def parts_of(pdf: PdfReader) -> dict[str, int]:
    """Titles of the outline's first level after the cover, with their pages counted from 1."""
    led = {str(one.title): pdf.get_destination_page_number(one) for one in pdf.outline if not isinstance(one, list)}
    return {title: page + 1 for title, page in led.items() if page}


def links_of(pdf: PdfReader, page: int) -> list[int]:
    """The pages that a page's links lead to, counted from 1."""
    found = [mark.get_object() for mark in pdf.pages[page].get("/Annots", ())]
    return [pdf.get_page_number(one["/Dest"][0].get_object()) + 1 for one in found if one["/Subtype"] == "/Link"]


def test_every_part_stands_on_the_page_it_is_listed_with(reports: Reports, bilingual: bytes):
    for pdf in map(opened, (*reports.values(), bilingual)):
        parts = parts_of(pdf)
        assert len(parts) > 8
        (listed,) = [page for page in range(len(pdf.pages)) if links_of(pdf, page)]
        assert links_of(pdf, listed) == list(parts.values())
        text = pressed(pdf.pages[listed].extract_text())
        for title, number in parts.items():
            assert re.search(rf"{re.escape(pressed(title))}\D*{number}(\D|$)", text), title


def test_the_list_stands_at_the_foot_of_the_cover_where_there_is_room_and_a_few_pages_need_none(shipped: Rubric):
    assessment = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+00:00")
    pdf, few = (
        opened(pdf_of(Order(shipped, assessment, choose("zh", extent), DAY))) for extent in ("standard", "short")
    )
    assert len(links_of(pdf, 0)) == len(parts_of(pdf))
    assert min(parts_of(pdf).values()) == 2
    assert len(few.pages) < 7
    assert not any(links_of(few, page) for page in range(len(few.pages)))


# Tags: what readers hear


def kids(element: Element) -> list[Element]:
    held = element.get("/K", [])
    return [one.get_object() for one in (held if isinstance(held, list) else [held])]


def elements(element: Element) -> Iterator[Element]:
    for kid in kids(element):
        if hasattr(kid, "get"):
            yield kid
            yield from elements(kid)


def every(pdf: PdfReader, kind: str) -> list[Element]:
    return [one for one in elements(pdf.root_object["/StructTreeRoot"]) if one["/S"] == f"/{kind}"]


def test_headings_lists_contents_and_tables_are_what_they_are_and_the_second_language_is_named(bilingual: bytes):
    pdf = opened(bilingual)
    tables = every(pdf, "Table")
    assert len(tables) > 8
    for table in tables:
        rows = kids(table)
        assert {row["/S"] for row in rows} == {"/TR"}
        assert len({len(kids(row)) for row in rows}) == 1
        assert {cell["/S"] for row in rows for cell in kids(row)} <= {"/TH", "/TD"}
    assert {cell["/A"]["/Scope"] for cell in every(pdf, "TH")} == {"/Column", "/Row"}
    assert [len(every(pdf, kind)) > 2 for kind in ("H1", "H2", "H3", "LI")] == [True] * 4
    assert all([one["/S"] for one in kids(item)][-1] == "/LBody" for item in every(pdf, "LI"))
    assert len(every(pdf, "TOCI")) > 5
    spoken = [one["/Lang"] for one in every(pdf, "Span") if one.get("/Lang")]
    assert len(spoken) > 50
    assert (set(spoken), pdf.root_object["/Lang"]) == ({"en"}, "zh-CN")


def test_every_piece_of_content_is_entered_once_under_its_page(bilingual: bytes):
    pdf = opened(bilingual)
    tree = pdf.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    entered = {int(tree[at]): tree[at + 1] for at in range(0, len(tree), 2)}
    for page in pdf.pages:
        content, owners = page.get_contents().get_data(), entered[page["/StructParents"]]
        assert content.count(b"/MCID ") == len(owners)
        for number, owner in enumerate(owners):
            element = owner.get_object()
            assert element.raw_get("/Pg") == page.indirect_reference
            assert number in kids(element)
            assert f"{element['/S']} <</MCID {number}>> BDC".encode() in content


# Sound for other programs, and by the archive's own list


@pytest.mark.slow
def test_the_tools_find_no_fault(teaching: Rubric, shipped: Rubric, reports: Reports, bilingual: bytes, tmp_path: Path):
    """Reports of every kind in one start of each, since JHOVE takes long to begin."""
    bare = Order(teaching, teaching_shop(teaching), choose("zh", "short", leave_out=SECTIONS), DAY)
    set_aside = Order(shipped, all_set_aside(shipped), choose("zh", "short"), DAY)
    named = [Order(teaching, begin(teaching, name), choose("zh", "short"), DAY) for name in NAMES.values()]
    logo = Order(teaching, teaching_shop(teaching), choose("zh", "short"), DAY, (), read_logo(png(), "logo"))
    made = [pdf_of(one) for one in (bare, set_aside, *named, logo)]
    assert all(opened(pdf).metadata.title.startswith("认证前准备度报告") for pdf in made)
    long = report_with_answers(teaching, noted(teaching, UNBROKEN), "en", DAY)
    check_with_tools(tmp_path, reports["zh-Hant"], bilingual, long, *made)


@pytest.mark.slow
def test_reports_keep_to_pdf_a_3u_and_another_programs_pdf_does_not(reports: Reports, bilingual: bytes):
    assert [complaints(one) for one in (bilingual, reports["zh-Hant"], reports["en"])] == [[]] * 3
    found = " ".join(complaints(foreign()))
    assert all(clause in found for clause in ("6.6.2.1", "6.2.3", "6.2.11"))


# Fonts: subsets, lent to each report, which none may leave changed


def test_fonts_are_embedded_as_subsets(reports: Reports):
    seen = {}
    for page in opened(reports["zh"]).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            seen[font.get_object()["/BaseFont"]] = TTFont(BytesIO(below["/FontFile2"].get_object().get_data()))
    assert len(seen) == 2
    assert all("+" in name for name in seen)
    assert all(300 < font["maxp"].numGlyphs < 3000 for font in seen.values())


def state(one: Face) -> object:
    parsed = one.parsed
    held = (
        len(parsed.cw),
        len(parsed.cmap),
        len(parsed.subset),
        parsed.missing_glyphs,
        parsed.desc.font_name,
        parsed.i,
    )
    return copy.deepcopy(held)


def test_a_report_leaves_no_trace_in_the_faces_nor_does_looking_up_a_missing_width():
    assert face(True) is face(True), "a face is read once"
    before = state(face(False)), len(face(False).widths)
    pdf = FPDF(unit="pt")
    fonts = lend(pdf)
    pdf.add_page()
    pdf.set_font("report", "", 10)
    pdf.text(10, 10, "甲乙丙 abc 龘")
    for font in fonts:
        font.settle()
    pdf.output()
    assert measure("\U0001f600", 10, face(False).widths) > 0
    assert (state(face(False)), len(face(False).widths)) == before


@pytest.mark.slow
def test_the_cut_font_holds_the_same_outlines():
    names, out = {face(False).parsed.cmap[ord(c)] for c in "质量A□"}, BytesIO()
    face(False).cut(names).save(out)
    with TTFont(BytesIO(out.getvalue())) as cut, TTFont(face(False).parsed.ttffile) as whole:
        by_width = {cut["hmtx"][name] for name in cut.getGlyphOrder()}
        assert by_width == {whole["hmtx"][name] for name in names} | {whole["hmtx"][".notdef"]}
        assert cut["maxp"].numGlyphs == len(names) + 1


# The same bytes


@pytest.mark.slow
def test_reports_made_together_equal_reports_made_alone(teaching: Rubric):
    jobs = [Order(teaching, teaching_shop(teaching), full(lang), DAY) for lang in LANGS]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(make_report, jobs)) == [pdf_of(job) for job in jobs]


PROGRAM = """
import hashlib
from ecq.rubric.loading import load_rubric
from tests.conftest import TEACHING
from tests.report.assessments import DAY, answered_shop
from tests.report.full_reports import full_report
teaching = load_rubric("teaching", TEACHING)
for lang in ("en", "zh"):
    print(hashlib.sha256(full_report(teaching, answered_shop(teaching), lang, DAY)).hexdigest())
"""


@pytest.mark.slow
def test_the_same_bytes_in_every_process_and_order(teaching: Rubric):
    env = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", PROGRAM], cwd=root, env=env, capture_output=True, text=True, check=True)
    here = {
        lang: hashlib.sha256(full_report(teaching, answered_shop(teaching), lang, DAY)).hexdigest()
        for lang in ("zh", "en")
    }
    assert run.stdout.split() == [here["en"], here["zh"]]
