"""The PDF as its readers get it: text, fonts, outline, attachment, tags, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ecq.assessment.file import dump, read
from ecq.base.language import LANGS, LANGUAGES, Lang, words
from ecq.document.blocks import Bullets, Card
from ecq.document.drawing.page import BOTTOM, LEFT, RIGHT, Figure, Shape, Written
from ecq.rubric.model import Rubric
from ecq.telling.report import words as r
from ecq.writers.pdf.render import lay
from tests.report.assessments import DAY, filled, teaching_shop
from tests.report.full_reports import blocks_of, full_model, full_report, paragraphs, rows_of, summary_of, title_of
from tests.report.pdf_reading import check_with_tools, opened, outline_of, pressed, text_of

Reports = dict[Lang, bytes]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_text_can_be_read_and_copied(reports: Reports, shipped: Rubric, lang: Lang):
    model = full_model(shipped, filled(shipped), lang, DAY)
    text = text_of(reports[lang])
    wanted = [model.cover.title, model.cover.headline, *model.cover.reasons, *paragraphs(model, "limits")]
    wanted += [line for bullets in blocks_of(model, "method", Bullets) for line in bullets.lines]
    cards = [card for part in ("gates", "gaps") for card in blocks_of(model, part, Card)]
    wanted += [card.title for card in cards] + [line for card in cards for fact in card.facts for line in fact.lines]
    wanted += [str(row.cells[1][0]) for row in rows_of(model, "passed")]
    # A row may go over a page, with the head between its halves; what is looked for here is short.
    missing = [one for one in wanted if pressed(one) not in text]
    assert missing == []


@pytest.mark.parametrize("lang", LANGS)
def test_language_title_and_date_are_set(reports: Reports, lang: Lang):
    pdf = opened(reports[lang])
    assert pdf.root_object["/Lang"] == LANGUAGES[lang].tag
    assert pdf.metadata.title == f"{words(r.TITLE, lang)} · 青禾商城"
    assert pdf.metadata.creation_date.isoformat() == f"{DAY}T00:00:00+00:00"


def test_fonts_are_embedded_as_subsets(reports: Reports):
    seen = {}
    for page in opened(reports["zh"]).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            seen[font.get_object()["/BaseFont"]] = TTFont(BytesIO(below["/FontFile2"].get_object().get_data()))
    assert len(seen) == 2
    assert all("+" in name for name in seen)
    assert all(300 < font["maxp"].numGlyphs < 3000 for font in seen.values())


@pytest.mark.parametrize("lang", LANGS)
def test_the_outline_names_every_part(reports: Reports, shipped: Rubric, lang: Lang):
    model = full_model(shipped, filled(shipped), lang, DAY)
    titles = outline_of(reports[lang])
    parts = [
        model.cover.conclusion_title,
        title_of(model.part("decision")),
        summary_of(model).title,
        *(title_of(part.blocks) for part in model.parts[2:]),
    ]
    assert [title for title in titles if title in parts] == parts


@pytest.mark.slow
def test_every_page_says_its_number_of_all(reports: Reports):
    pages = opened(reports["zh"]).pages
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page.extract_text()
    assert 25 < len(pages) < 110


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_is_the_save_file(reports: Reports, shipped: Rubric, lang: Lang):
    attached = opened(reports[lang]).attachments["assessment.json"][0]
    assert attached == dump(filled(shipped)).encode()
    assert read(attached) == filled(shipped)


def test_the_figures_have_words(reports: Reports):
    tree = opened(reports["en"]).root_object["/StructTreeRoot"]
    found = [str(node["/Alt"]) for node in nodes(tree) if node.get("/S") == "/Figure"]
    assert any(alt.startswith("With evidence") and "guaranteed" in alt for alt in found)
    assert any(alt.startswith("Person-days") and "Improve" in alt for alt in found)
    assert sum(alt.startswith("Radar chart") for alt in found) == 1
    assert any(alt.startswith("The curve is the highest") for alt in found)


def nodes(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        below = kid.get_object()
        if hasattr(below, "get"):
            yield below
            yield from nodes(below)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_lies_outside_the_margins(shipped: Rubric, lang: Lang):
    sheets = lay(full_model(shipped, filled(shipped), lang, DAY))
    for number, page in enumerate(sheets.pages, 1):
        for mark in flat(page):
            if isinstance(mark, Written):
                end = mark.x + sheets.type.width(mark.text, mark.style)
                assert mark.x >= LEFT - 0.01, (number, mark)
                assert end <= RIGHT + 0.01, (number, mark)
                assert mark.y <= BOTTOM + 1, (number, mark)


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_texts_lie_on_each_other(shipped: Rubric, lang: Lang):
    sheets = lay(full_model(shipped, filled(shipped), lang, DAY))
    for number, page in enumerate(sheets.pages, 1):
        rows: dict[float, list[tuple[float, float, str]]] = {}
        for mark in page:
            if isinstance(mark, Written):
                end = mark.x + sheets.type.width(mark.text, mark.style)
                rows.setdefault(round(mark.y, 1), []).append((mark.x, end, mark.text))
        for row in rows.values():
            row.sort()
            for (_, end, left), (start, _, right) in pairwise(row):
                assert end <= start + 0.01, (number, left, right)


def flat(marks):
    for mark in marks:
        if isinstance(mark, Figure):
            yield from flat(mark.marks)
        else:
            yield mark


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_no_heading_is_the_last_on_its_page(shipped: Rubric, lang: Lang):
    sheets = lay(full_model(shipped, filled(shipped), lang, DAY))
    for page in sheets.pages[1:]:
        texts = [mark for mark in page if isinstance(mark, Written)]
        lowest = max(texts, key=lambda mark: mark.y)
        assert lowest.style.size < 11, lowest
        assert not any(isinstance(mark, Shape) and mark.points[0][1] > BOTTOM + 1 for mark in page)


@pytest.mark.slow
def test_the_tools_find_no_fault(reports: Reports, tmp_path: Path):
    check_with_tools(reports["zh-Hant"], tmp_path)


PROGRAM = """
import hashlib, sys
from ecq.rubric.loading import load_rubric
from tests.report.full_reports import blocks_of, paragraphs, rows_of, summary_of, title_of, full_report
from tests.conftest import TEACHING
from tests.report.assessments import DAY, filled, teaching_shop
teaching, shipped = load_rubric("teaching", TEACHING), load_rubric("gbt31526-2025")
jobs = {"shop": (teaching, teaching_shop(teaching)), "full": (shipped, filled(shipped))}
for name in sys.argv[1:]:
    print(hashlib.sha256(full_report(*jobs[name], "zh", DAY)).hexdigest())
"""


def fresh(seed: str, *names: str) -> list[str]:
    """Digests of reports made one after the other in a process of their own."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "1" else "UTC", "LC_ALL": "C"}
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names], cwd=root, env=env, capture_output=True, text=True, check=True
    )
    return made.stdout.split()


@pytest.mark.slow
def test_the_same_bytes_in_every_process_and_order(reports: Reports, teaching: Rubric):
    full = hashlib.sha256(reports["zh"]).hexdigest()
    shop = hashlib.sha256(full_report(teaching, teaching_shop(teaching), "zh", DAY)).hexdigest()
    assert fresh("1", "full", "shop") == [full, shop]
    assert fresh("2", "shop", "full") == [shop, full]
    assert fresh("3", "shop") == [shop]
