"""The report as a Word file: all that the PDF says, as real headings, tables and fields, and nothing that runs or links."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.hyperlink import Hyperlink
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import begin, with_response
from ecq.assessment.file import dump
from ecq.assessment.model import Assessment
from ecq.cli import main
from ecq.document.bilingual import Both, flat
from ecq.document.blocks import Chapter, MissingCharacters, OnePage, OwnPage, unfolded
from ecq.document.charts import Chart
from ecq.document.colours import ACCENT
from ecq.exchange.rubric_catalogue import compared_with
from ecq.planning.agreed import set_day, set_weekly
from ecq.rubric.model import Rubric
from ecq.telling.report.shown import choose
from ecq.telling.report.whole import ReportModel
from ecq.writers.pdf.build import Order, in_print, sealed
from ecq.writers.word.build import make_word
from ecq.writers.word.look import dress
from ecq.writers.word.template import Template, taken_from
from ecq.writers.word.writing import Writer
from tests.building import sampled
from tests.report.assessments import DAY, answered_shop, taken, teaching_shop
from tests.tools import OFFICE, tool

NOT_IN_WORD = {"seal", "cover.footer", "lang", "beneath", "day", "file_title", "running_foot"}
"""What speaks of the PDF file itself, and the foot, which has room for one language."""
NOT_WORDS = {"id", "tone", "kind", "level", "ways"}
"""Names of colours and the like, and the plan in so many lengths."""


def lines(text: str) -> tuple[str, ...]:
    """A text by language."""
    return (text.first, text.beneath) if isinstance(text, Both) else (text,)


def said(of: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a model with where it stands in it; charts and bars are pictures, whose texts are alternative texts."""
    if path in NOT_IN_WORD or path.rpartition(".")[2] in NOT_WORDS:
        return
    if isinstance(of, str):
        yield from ((path, text) for text in lines(of))
    elif isinstance(of, tuple):
        for one in of:
            yield from said(one, path)
    elif isinstance(of, Chart):
        yield from ((f"{path}.alt", text) for text in lines(of.alt))
    elif is_dataclass(of) and not isinstance(of, MissingCharacters):
        for field in fields(of):
            yield from said(getattr(of, field.name), f"{path}.{field.name}".lstrip("."))


def all_xml(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def text_of(document: Document) -> str:
    """All that a reader or a screen reader meets, heads and feet included, without spaces."""
    section = document.sections[0]
    found: list[str] = []
    for root in (document.element, section.header._element, section.footer._element):
        for one in root.iter(qn("w:t"), qn("wp:docPr"), qn("w:noBreakHyphen")):
            shown = {qn("w:t"): one.text or "", qn("w:noBreakHyphen"): "-"}
            found.append(shown.get(one.tag, one.get("descr", "")))
    return re.sub(r"\s", "", "".join(found))


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def all_xml_of(document: Document) -> str:
    saved = io.BytesIO()
    document.save(saved)
    return "".join(all_xml(saved.getvalue()).values())


@pytest.fixture(scope="module")
def by_libreoffice(shipped: Rubric, teaching: Rubric, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Texts of reports as LibreOffice sets them, line by line, all in one start of it."""
    folder = tmp_path_factory.mktemp("office")
    planned = taken(set_day(sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+08:00"), "start", "2026-11-30"))
    orders = {
        "narrow": make_word(Order(shipped, planned, choose("zh"), DAY), own_template()),
        "full": make_word(Order(teaching, teaching_shop(teaching), choose("zh-Hant+en", "full"), DAY)),
        "empty": make_word(Order(teaching, begin(teaching, ""), choose("en", "full"), DAY)),
    }
    for name, data in orders.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [tool(*OFFICE), f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    paths = [folder / f"{name}.docx" for name in orders]
    subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True, timeout=180)
    read = {name: ["pdftotext", "-layout", folder / f"{name}.pdf", "-"] for name in orders}
    return {name: subprocess.run(one, check=True, capture_output=True).stdout.decode() for name, one in read.items()}


@pytest.fixture(scope="module")
def full(teaching: Rubric) -> tuple[ReportModel, Document]:
    """Everything there is in two languages, and the document read again."""
    paced = taken(set_weekly(answered_shop(teaching), "10"))
    order = Order(teaching, paced, choose("zh-Hant+en", "full"), DAY, compared_with(teaching))
    model = in_print(order)
    with patch("ecq.writers.word.build.in_print", return_value=model):
        return model, opened(make_word(order))


@pytest.mark.slow
def test_the_word_file_says_all_that_the_pdf_says(full: tuple[ReportModel, Document]):
    model, document = full
    whole = text_of(document)
    missing = [(path, text) for path, text in said(model) if re.sub(r"\s", "", text) not in whole]
    assert missing == []


def own_template() -> Template:
    """A template with narrow text, and none of ECQ's styles."""
    document, saved = docx.Document(), io.BytesIO()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(50), Mm(50)
    document.save(saved)
    return taken_from(saved.getvalue(), "own.docx")


@pytest.mark.slow
def test_the_command_writes_progress_since_into_the_word_file(tmp_path: Path, shipped: Rubric):
    made = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+08:00")
    before = made.model_copy(update={"responses": dict(list(made.responses.items())[:60])})
    for name, one in (("now", made), ("before", before)):
        (tmp_path / f"{name}.json").write_text(dump(one), encoding="utf-8")
    now, before_it, out = (str(tmp_path / name) for name in ("now.json", "before.json", "out.docx"))
    short = ["--extent", "short", "--with", "progress", "--lang", "zh"]
    assert main(["report", now, "--since", before_it, "-o", out, *short]) == 0
    whole = text_of(opened((tmp_path / "out.docx").read_bytes()))
    assert "和上一次比" in whole
    assert "分数变动最大的题" in whole


def test_the_contents_lead_to_every_chapter_and_say_where_page_numbers_come_from(teaching: Rubric):
    document = opened(make_word(Order(teaching, teaching_shop(teaching), choose("zh", "full"), DAY)))
    instructions = [one.text or "" for one in document.element.iter(qn("w:instrText"))]
    bookmarks = [one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))]
    assert [one.split()[1] for one in instructions if "PAGEREF" in one] == bookmarks
    (heading,) = [one for one in document.element.iter(qn("w:p")) if one.style == "TOCHeading"]
    assert heading.pPr.keepNext is not None, "its entries stay together, and it with them"
    assert "页码由Word补上：点一下目录，按F9" in text_of(document)
    begun = [one.get(qn("w:fldCharType")) for one in document.element.iter(qn("w:fldChar"))]
    assert begun.count("begin") == begun.count("separate") == begun.count("end")
    assert "updateFields" not in all_xml_of(document), "or the reader is asked whether the file may fetch from others"


@pytest.mark.parametrize("edition", ["en", "zh+en"])
def test_a_line_below_another_is_a_bullet_of_the_second_level_with_one_mark(shipped: Rubric, edition: str):
    document = opened(make_word(Order(shipped, sampled("qinghe-mall", shipped, "en", DAY), choose(edition), DAY)))
    listed = [one for one in document.paragraphs if one.style and one.style.name == "List Bullet"]
    levels = [one._p.pPr.numPr.ilvl.val for one in listed]
    assert levels.count(1) > 5 < levels.count(0)
    assert not any(line.startswith("·") for one in listed for line in one.text.split("\n"))


@pytest.mark.slow
def test_days_and_numbers_stay_on_one_line_on_a_narrow_page(by_libreoffice: dict[str, str]):
    text = by_libreoffice["narrow"]
    assert len(re.findall(r"\b20\d\d-\d\d-\d\d\b", text.replace("\u2011", "-"))) > 30
    assert re.findall(r"20\d\d[-\u2011](?:\d\d[-\u2011])?\s*$", text, re.M) == []
    assert re.findall(r"\+\d+\.\d?\s*$", text, re.M) == []


@pytest.mark.parametrize("shop", [teaching_shop, answered_shop])
def test_two_tables_stay_two_and_a_text_has_room_below_one(teaching: Rubric, shop: Callable[[Rubric], Assessment]):
    """Word makes one table of two that touch; what is to be decided is followed by who decides."""
    body = opened(make_word(Order(teaching, shop(teaching), choose("zh"), DAY))).element.body
    follow = [(first.tag, second) for first, second in pairwise(body) if first.tag == qn("w:tbl")]
    assert all(second.tag != qn("w:tbl") for _, second in follow)
    notes = [second for _, second in follow if second.style == "Note"]
    assert all(note.pPr.spacing.get(qn("w:before")) == "120" for note in notes)
    assert notes or shop is teaching_shop


def test_what_belongs_to_a_row_stays_with_it_and_a_picture_leaves_room_below_a_table(shipped: Rubric):
    made = sampled("qinghe-mall", shipped, "en", f"{DAY}T09:00:00+08:00")
    document = opened(make_word(Order(shipped, made, choose("en", "full"), DAY)))
    tables = {one.cell(0, 0).text: one for one in document.tables}
    for named, level in (("Evidence", "☐"), ("Source", "The ")):
        rows = tables[named]._tbl.tr_lst
        at = [
            place
            for place, row in enumerate(rows)
            if "".join(t.text or "" for t in row.iter(qn("w:t"))).startswith(level)
        ]
        assert len(at) > 3
        for place in at:
            assert all(one.pPr.keepNext is not None for one in rows[place - 1].iter(qn("w:p")))
            assert all(one.get(qn("w:val")) == "nil" for one in rows[place].iter(qn("w:top")))
            assert len(list(rows[place].iter(qn("w:top")))) == len(rows[place].tc_lst)
    captions = [
        one.text.partition("  ")[2].strip() for one in document.paragraphs if one.style and one.style.name == "Caption"
    ]
    assert "All answers" in captions, "not the name of the profile above it"
    for first, second in pairwise(document.element.body):
        if first.tag == qn("w:tbl") and list(second.iter(qn("w:drawing"))):
            assert second.pPr.spacing.get(qn("w:before")) == "120"


def test_a_dimension_is_bold_as_a_whole(shipped: Rubric):
    document = opened(make_word(Order(shipped, sampled("qinghe-mall", shipped, "en", DAY), choose("en"), DAY)))
    named = {dimension.title.en for dimension in shipped.layout.tree}
    (table,) = [one for one in document.tables if one.cell(0, 0).text == "Indicator" and len(one.rows) > 15]
    rows = [row for row in table.rows if row.cells[0].text in named]
    assert len(rows) == 3
    for row in rows:
        runs = [run for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs if run.text]
        assert len(runs) == 6
        assert {run.style.name for run in runs} <= {"Strong", "Failed"}


def test_it_names_the_pdf_as_the_original_and_its_digest(teaching: Rubric):
    order = Order(teaching, teaching_shop(teaching), choose("zh+en"), DAY)
    model, _, _ = sealed(order)
    assert model.seal is not None
    whole = text_of(opened(make_word(order)))
    assert model.seal.digest in whole
    assert "能核验的原件是PDF报告" in whole
    assert "TheoriginalthatcanbeverifiedisthePDFreport." in whole


@pytest.mark.slow
def test_headings_tables_and_pictures_are_real_ones(full: tuple[ReportModel, Document]):
    model, document = full
    body = document.element.body
    chapters = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    told = [block for part in model.parts for block in unfolded(part.blocks)]
    drawn = [one for block in told for one in (block.ways[0] if isinstance(block, OwnPage) else (block,))]
    assert chapters[1:-1] == [
        flat(one.claim or one.title if isinstance(one, Chapter) else one.title)
        for one in drawn
        if isinstance(one, Chapter | OnePage)
    ]
    links = [Hyperlink(one, document) for one in body.iter(qn("w:hyperlink"))]
    bookmarks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    assert [link.text.partition("\t")[0] for link in links] == chapters
    assert {link.fragment for link in links} == bookmarks
    for table in document.tables:
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        for row in table._tbl.tr_lst:
            assert row.trPr.find(qn("w:cantSplit")) is not None
            assert sum(int(one.get(qn("w:w"))) for one in row.iter(qn("w:tcW"))) == sum(grid)
    captioned = [one for one in document.paragraphs if one.style is not None and one.style.name == "Caption"]
    assert len(captioned) > 12
    repeated = [one for one in document.tables if one._tbl.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(repeated) >= 8
    assert all(one.get("descr") for one in body.iter(qn("wp:docPr")))


@pytest.mark.parametrize(
    ("lang", "east", "face"), [("zh", "zh-CN", "YaHei"), ("zh-Hant", "zh-TW", "JhengHei"), ("en", "zh-CN", "YaHei")]
)
def test_both_scripts_have_a_face_and_a_language(teaching: Rubric, lang: str, east: str, face: str):
    document = opened(make_word(Order(teaching, teaching_shop(teaching), choose(lang, "short"), DAY)))
    (defaults,) = document.styles.element.iter(qn("w:rPrDefault"))
    (fonts,), (language,) = defaults.iter(qn("w:rFonts")), defaults.iter(qn("w:lang"))
    assert face in fonts.get(qn("w:eastAsia"))
    assert language.get(qn("w:eastAsia")) == east
    assert document.core_properties.created.date().isoformat() == DAY
    assert "小店" in document.core_properties.title


FIELDS = re.compile(r'w:instr="\s*(\w+)|<w:instrText[^>]*>\s*(\w+)')


def fields_and_links(data: bytes) -> tuple[set[str], bool]:
    xml = all_xml(data)
    words = {first or second for text in xml.values() for first, second in FIELDS.findall(text)}
    return words, any('TargetMode="External"' in text for text in xml.values())


HOSTILE = (
    '=cmd|"/c calc"!A0',
    '{ DDEAUTO c:\\\\windows "x" }',
    "\x01=1+1\x0b\x1b[31m",
    "</w:t><w:fldSimple w:instr='DDE'/>",
    "\ufffe\U0001f600",
)


def test_no_note_becomes_a_field_a_link_or_markup(teaching: Rubric):
    made = begin(teaching, HOSTILE[0], {"delivers": "yes"})
    for question, note in zip(teaching.questions, HOSTILE[1:], strict=False):
        made = with_response(made, question.id, None, note=note)
    data = make_word(Order(teaching, made, choose("zh", "full"), DAY))
    assert fields_and_links(data) == ({"TOC", "PAGE", "PAGEREF", "NUMPAGES", "SEQ"}, False)
    assert "DDEAUTO" in text_of(opened(data))
    assert "=1+1" in text_of(opened(data))


@settings(max_examples=3, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=20, max_size=40).map("|".join))
def test_any_text_stands_as_it_is_but_for_what_xml_cannot_hold(text: str):
    document = docx.Document()
    dress(document, "zh", ACCENT, own=True)
    Writer(document, "表", "图").paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    read = "".join(paragraph.text for paragraph in opened(saved.getvalue()).paragraphs)
    assert read == re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text).replace("\r", "\n")


def test_the_same_order_gives_the_same_bytes(teaching: Rubric):
    order = Order(teaching, teaching_shop(teaching), choose("en"), DAY)
    assert make_word(order) == make_word(order)


@pytest.mark.slow
def test_libreoffice_opens_it(by_libreoffice: dict[str, str]):
    for name in ("full", "empty"):
        assert "Error" not in by_libreoffice[name]  # what it shows for a field it cannot work out
        assert re.search(r"\b2 ?/ ?\d+", by_libreoffice[name])


def test_who_signs_signs_on_the_page_that_says_what_is_decided(shipped: Rubric):
    made = sampled("qinghe-mall", shipped, "zh", f"{DAY}T09:00:00+08:00")
    document = opened(make_word(Order(shipped, made, choose("zh", "short"), DAY)))
    tables = list(document.element.body.iter(qn("w:tbl")))
    said = ["".join(one.text or "" for one in table.iter(qn("w:t"))) for table in tables]
    (signed,) = [at for at, one in enumerate(said) if one.startswith("决定人")]
    assert "下一次汇报的日子" in said[signed - 1]
    asked = list(tables[signed - 1].iter(qn("w:p")))
    assert all(one.pPr.keepNext is not None for one in asked)
