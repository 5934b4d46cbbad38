"""Lent fonts: no report may see what another one wrote."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from fpdf import FPDF

from ecq.base.language import LANGS
from ecq.document.drawing.fonts import Face, face, lend
from ecq.document.drawing.line_breaking import measure
from ecq.rubric.model import Rubric
from ecq.writers.pdf.build import Order, make_report
from tests.report.assessments import DAY, filled, teaching_shop
from tests.report.full_reports import full, pdf_of


def written(text: str) -> bytes:
    pdf = FPDF(unit="pt")
    fonts = lend(pdf)
    pdf.add_page()
    pdf.set_font("report", "", 10)
    pdf.text(10, 10, text)
    for font in fonts:
        font.settle()
    return bytes(pdf.output())


def test_a_face_is_read_once():
    assert face(True) is face(True)


def test_a_report_leaves_no_trace_in_the_faces():
    before = state(face(False))
    written("甲乙丙 abc 龘")
    assert state(face(False)) == before


def state(one: Face) -> object:
    parsed = one.parsed
    return copy.deepcopy(
        (len(parsed.cw), len(parsed.cmap), len(parsed.subset), parsed.missing_glyphs, parsed.desc.font_name, parsed.i)
    )


def test_looking_up_a_missing_width_adds_nothing():
    size = len(face(False).widths)
    assert measure("\U0001f600", 10, face(False).widths) > 0
    assert len(face(False).widths) == size


@pytest.mark.slow
def test_the_cut_font_holds_the_same_outlines():
    names = {face(False).parsed.cmap[ord(c)] for c in "质量A□"}
    out = BytesIO()
    face(False).cut(names).save(out)
    out.seek(0)
    cut, whole = TTFont(out), TTFont(face(False).parsed.ttffile)
    by_width = {cut["hmtx"][name] for name in cut.getGlyphOrder()}
    assert by_width == {whole["hmtx"][name] for name in names} | {whole["hmtx"][".notdef"]}
    assert cut["maxp"].numGlyphs == len(names) + 1
    whole.close()


@pytest.mark.slow
def test_reports_made_together_equal_reports_made_alone(shipped: Rubric, teaching: Rubric):
    jobs = [Order(teaching, teaching_shop(teaching), full(lang), DAY) for lang in LANGS]
    jobs.append(Order(shipped, filled(shipped), full("zh"), DAY))
    alone = [pdf_of(job) for job in jobs]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(make_report, jobs * 2))
    assert together == alone * 2
