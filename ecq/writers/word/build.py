"""The Word report in one call: (order, template) -> docx bytes. Must not read the clock or any file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.oxml.ns import qn
from docx.shared import Mm

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.base.whole_file import pack
from ecq.document.bilingual import both, flat
from ecq.document.blocks import Block
from ecq.document.colours import ACCENT
from ecq.telling.report.whole import Order
from ecq.writers.pdf.build import in_print
from ecq.writers.word.blocks import write_blocks, write_cover, write_original
from ecq.writers.word.look import dress
from ecq.writers.word.template import Template, take_looks, take_running
from ecq.writers.word.writing import Writer

CONTENTS_NOTE = text(
    "点标题可以跳到那一章。页码由 Word 补上：点一下目录，按 F9。",
    "A title leads to its chapter. Word fills in the page numbers: click on the contents and press F9.",
)
TABLE = text("表", "Table")
FIGURE = text("图", "Figure")
ORIGINAL = text("能核验的原件", "The original that can be verified")
NOT_THE_ORIGINAL = text(
    "这份 Word 文件供修改和补充，不能核验。能核验的原件是 PDF 报告。",
    "This Word file is a copy to work on and cannot be verified. The original that can be verified is the PDF report.",
)
ORIGINAL_LINES = (
    text(
        "同一份自评按同样的选项和日期生成的 PDF 报告，末页印有下面的内容摘要。ecq verify 用 PDF 里的回答和细则重新计算，说明印出的等级和得分是否由此得出。",
        "The PDF report made from the same self-assessment with the same choices and day carries the content digest below on its last page. ecq verify works it out again from the answers and the rubric inside the PDF and says whether the printed grade and score follow.",
    ),
    text(
        "Word 文件不能在 ECQ 中重新打开，改动也不会留下痕迹。给别人做依据时，请附上 PDF。",
        "The Word file cannot be opened again in ECQ, and changes to it leave no trace. Where others are to rely on the result, add the PDF.",
    ),
)


def make_word(order: Order, template: Template | None = None) -> bytes:
    """The report as a Word file, with what the PDF says, and all answers where that has them in a workbook. The same order and template give the same bytes."""
    model = in_print(order)
    options = order.options
    accent, beneath = options.brand.accent, options.beneath

    def say(text: Text) -> str:
        """In the language of the report, or in both."""
        said = words(text, options.lang)
        return both(said, words(text, beneath)) if beneath else said

    document = _empty(options.lang, accent, template)
    writer = Writer(document, say(TABLE), say(FIGURE))
    # Brand, whose report it is and title above every page but the first; below each what it is not, and its number.
    section = document.sections[-1]
    section.different_first_page_header_footer = True
    writer.running(section.header._element, "Header", model.running_head, model.cover.title)
    writer.running(section.first_page_header._element, "Header", "")
    for footer in (section.footer, section.first_page_footer):
        writer.running(footer._element, "Footer", model.running_foot, counted=True)
    if template:
        take_running(document, template)
    write_cover(writer, model.cover, order.logo, accent, say(NOT_THE_ORIGINAL))
    contents = writer.place_for_contents()
    for part in model.parts:
        write_blocks(writer, part.blocks, accent)
    assert model.seal is not None
    write_original(writer, model.seal, say(ORIGINAL), tuple(say(line) for line in ORIGINAL_LINES))
    writer.write_contents(contents, model.cover.contents_title, say(CONTENTS_NOTE))
    core = _properties(document, flat(model.file_title), options.brand.name or "ECQ", options.lang, model.day)
    core.subject, core.comments = flat(model.cover.title), flat(say(NOT_THE_ORIGINAL))
    core.keywords = core.category = ""
    return as_bytes(document)


def word_of(blocks: Sequence[Block], lang: Lang, title: str, foot: str, day: str) -> bytes:
    """Blocks alone as a Word file with a foot, dated a day; no report."""
    document = _empty(lang, ACCENT)
    writer = Writer(document, words(TABLE, lang), words(FIGURE, lang))
    writer.running(document.sections[-1].footer._element, "Footer", foot, counted=True)
    write_blocks(writer, blocks, ACCENT)
    _properties(document, title, "ECQ", lang, day).comments = ""
    return as_bytes(document)


def _empty(lang: Lang, accent: str, template: Template | None = None) -> Document:
    """A document to write into: A4 with the margins of the PDF in ECQ's looks, or as a template has them."""
    document = docx.Document()
    _strip_sample(document)
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(19)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(12)
    if template:
        take_looks(document, template)
    dress(document, lang, accent, own=template is None)
    return document


def _properties(document: Document, title: str, author: str, lang: Lang, day: str) -> CoreProperties:
    core: CoreProperties = document.core_properties
    core.title, core.language, core.revision = title, LANGUAGES[lang].tag, 1
    core.author = core.last_modified_by = author
    core.created = core.modified = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return core


_SAMPLE_ONLY = ("/stylesWithEffects", "/customXml", "/webSettings")
_THUMBNAIL = "/metadata/thumbnail"


def _strip_sample(document: Document) -> None:
    """Take out what the library's sample document brings along, such as a picture of its first page."""
    for owner, endings in ((document.part, _SAMPLE_ONLY), (document.part.package, (_THUMBNAIL,))):
        for number, relation in list(owner.rels.items()):
            if relation.reltype.endswith(endings):
                del owner.rels[number]
    for style in list(document.styles):
        if style.name is not None and style.element.get(qn("w:type")) == "table" and style.name != "Normal Table":
            document.styles.element.remove(style.element)
    for compatible in document.settings.element.iter(qn("w:compatSetting")):
        if compatible.get(qn("w:name")) == "compatibilityMode":
            compatible.set(qn("w:val"), "15")  # the newest there is; with less Word opens it in a mode for old files


def as_bytes(document: Document) -> bytes:
    """The file; its members carry no time of writing."""
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as read:
        return pack((name, read.read(name)) for name in read.namelist())
