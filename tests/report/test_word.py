"""The report as a Word file: all that the PDF says, as real headings, tables and fields, and nothing that runs or links."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from ecq.assessment.changes import begin, with_response
from ecq.planning.agreed import set_per_week
from ecq.report.bilingual import Both, flat
from ecq.report.charts import Chart
from ecq.report.colours import ACCENT
from ecq.report.model import ReportModel
from ecq.report.options import choose
from ecq.report.pdf.build import Order, sealed
from ecq.report.word.build import make_word
from ecq.report.word.look import dress
from ecq.report.word.writing import Writer
from ecq.rubric.model import Rubric
from ecq.rubric_catalogue import compared_with
from tests.report.assessments import DAY, filled, taken, teaching_shop
from tests.tools import OFFICE, tool

NOT_IN_WORD = {"seal", "limits.missing_glyphs", "cover.footer", "lang", "day", "file_title", "running_foot"}
"""What speaks of the PDF file itself, and the foot, which has room for one language."""
NOT_WORDS = {"tone", "kind", "no_strengths", "no_weaknesses", "ways"}
"""Names of colours, what is said only where there is nothing else to say, and the plan in so many lengths."""


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
        yield from ((f"{path}.{name}", text) for name in ("title", "alt", "note") for text in lines(getattr(of, name)))
    elif is_dataclass(of):
        for field in fields(of):
            listed = "rows" if field.name == "heads" else field.name.removesuffix("_heads")
            if field.name.endswith("heads") and not getattr(of, listed, True):
                continue  # of a table without rows
            yield from said(getattr(of, field.name), f"{path}.{field.name}".lstrip("."))


def all_xml(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def text_of(document: Document) -> str:
    """All that a reader or a screen reader meets, heads and feet included, without spaces."""
    section = document.sections[0]
    found: list[str] = []
    for root in (document.element, section.header._element, section.footer._element):
        for one in root.iter(qn("w:t"), qn("wp:docPr")):
            found.append(one.text or "" if one.tag == qn("w:t") else one.get("descr", ""))
    return re.sub(r"\s", "", "".join(found))


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def full(shipped: Rubric) -> tuple[ReportModel, Document]:
    """Everything there is in two languages, and the document read again."""
    paced = taken(set_per_week(filled(shipped), "10"))
    order = Order(shipped, paced, choose("zh-Hant+en", "full"), DAY, compared_with(shipped))
    return sealed(order)[0], opened(make_word(order))


@pytest.mark.slow
def test_the_word_file_says_all_that_the_pdf_says(full: tuple[ReportModel, Document]):
    model, document = full
    whole = text_of(document)
    missing = [(path, text) for path, text in said(model) if re.sub(r"\s", "", text) not in whole]
    assert missing == []


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
    titles = {flat(part.title) for part in vars(model).values() if is_dataclass(part)}
    assert set(chapters[1:-1]) == titles - {flat(model.cover.title), flat(model.seal.title if model.seal else "")}
    links = list(body.iter(qn("w:hyperlink")))
    bookmarks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    assert ["".join(one.text or "" for one in link.iter(qn("w:t"))) for link in links] == chapters
    assert {link.get(qn("w:anchor")) for link in links} == bookmarks
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
    assert fields_and_links(data) == ({"TOC", "PAGE", "NUMPAGES", "SEQ"}, False)
    assert "DDEAUTO" in text_of(opened(data))
    assert "=1+1" in text_of(opened(data))


@settings(max_examples=5, deadline=None)
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
def test_libreoffice_opens_it(shipped: Rubric, teaching: Rubric, tmp_path: Path):
    for name, rubric, made, edition in (
        ("full", teaching, teaching_shop(teaching), "zh-Hant+en"),
        ("empty", shipped, begin(shipped, ""), "en"),
    ):
        order = Order(rubric, made, choose(edition, "full"), DAY)
        (tmp_path / f"{name}.docx").write_bytes(make_word(order))
    command = [tool(*OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "full.docx", tmp_path / "empty.docx"],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name in ("full", "empty"):
        text = subprocess.run(
            ["pdftotext", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True
        ).stdout.decode()
        assert "Error" not in text  # what it shows for a field it cannot work out
        assert re.search(r"\b2 ?/ ?\d+", text)
