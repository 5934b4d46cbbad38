"""The PDF as its readers get it: text, fonts, outline, attachment, tags, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ecq.assessment.file import dump, read
from ecq.base.language import LANGS, LANGUAGES, Lang, words
from ecq.document.blocks import Bullets, Card
from ecq.rubric.model import Rubric
from ecq.telling.report import words as r
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


@pytest.mark.slow
def test_the_tools_find_no_fault(reports: Reports, tmp_path: Path):
    check_with_tools(tmp_path, reports["zh-Hant"])


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
    assert fresh("1", "shop", "full") == [shop, full]
