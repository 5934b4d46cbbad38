"""The Word report in one call: (order, template) -> docx bytes, and which style and table each kind of block has.

Must not read the clock or any file of its own, nor know what a document says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document
from docx.opc.coreprops import CoreProperties
from docx.oxml.ns import qn
from docx.shared import Mm

from ecq.base.language import LANGUAGES, Lang, Text, text, words
from ecq.document import blocks
from ecq.document.bilingual import both, flat, joined, prefixed
from ecq.document.blocks import TICKED, UNTICKED, Block, Cover, Number
from ecq.document.charts import Key
from ecq.document.colours import ACCENT
from ecq.document.drawing.page import Figure
from ecq.document.logo import Logo
from ecq.telling.report.whole import Order
from ecq.writers.pdf.build import in_print
from ecq.writers.pdf.layout import pictures
from ecq.writers.pdf.layout.cover import LOGO
from ecq.writers.word.look import TONE_STYLES, dress
from ecq.writers.word.pictures import chart_picture, drawn, logo_picture
from ecq.writers.word.template import Template, repacked, take_looks, take_running
from ecq.writers.word.writing import DAY, NUMBER, RANGE, Cell, Column, Part, Row, Said, Writer, cell

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
    _cover(writer, model.cover, order.logo, accent, say(NOT_THE_ORIGINAL))
    contents = writer.place_for_contents()
    for part in model.parts:
        write_blocks(writer, part.blocks, accent)
    assert model.seal is not None
    _original(writer, model.seal, say(ORIGINAL), tuple(map(say, ORIGINAL_LINES)))
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
    return repacked(saved.getvalue())


_BAR_WIDTH, _CHART_WIDTH, _SPAN_WIDTH = 80.0, 480.0, 160.0
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = 12
"""So many things to do at the most stand on the page for those who read one page; all of them in the plan."""
_PLAN = (
    *(Column(5, least=18), Column(44), Column(11, "right", NUMBER), Column(9, "right", 32)),
    *(Column(9, "right", 36), Column(11, least=36), Column(13, least=DAY)),
)


def write_blocks(writer: Writer, content: Sequence[Block], accent: str) -> None:
    """A part of a document, one block after the other. A table is named by its caption or the heading above it."""
    heading = ""
    for block in blocks.unfolded(content):
        if isinstance(block, blocks.Chapter | blocks.Section):
            heading = block.title
        _write(writer, block, heading, accent)


def _write(writer: Writer, block: Block, heading: str, accent: str) -> None:
    match block:
        case blocks.Chapter():
            writer.chapter(block.claim or block.title, block.title if block.claim else "")
        case blocks.Section():
            writer.section(block.title)
        case blocks.Paragraph():
            writer.paragraph(
                block.text, {"lead": "Lead", "note": "Note", "body": "Normal", "opinion": "Opinion"}[block.kind]
            )
        case blocks.Bullets():
            writer.bullets(block.lines)
        case blocks.Facts():
            share = 58 if block.even else 17
            writer.table((Column(share), Column(100 - share)), [_pair(one) for one in block.pairs], together=True)
        case blocks.Card():
            writer.section(prefixed(f"{block.rank}　" if block.rank else "", block.title))
            side = Said(block.side.text, TONE_STYLES[block.side.tone])
            head = Row((cell(side), cell(*(Said(one.text, TONE_STYLES[one.tone]) for one in block.below))))
            writer.table((Column(17), Column(83)), [head, *map(_pair, block.facts)], together=True)
        case blocks.Table():
            _table(writer, block, heading, accent)
        case blocks.Fold():
            pass  # is unfolded
        case blocks.Figure():
            picture = chart_picture(block.chart, _CHART_WIDTH, accent)
            writer.picture(picture, block.title, "left" if isinstance(block.chart, Key) else "center")
            if block.note:
                writer.paragraph(block.note, "Note")
        case blocks.Waves():
            _waves(writer, block, heading)
        case blocks.OnePage():
            _one_page(writer, block, accent)
        case blocks.OwnPage():
            write_blocks(writer, block.ways[0], accent)
        case blocks.Signatures():
            writer.keep_with_next()  # who signs sees what for
            signature, day = cell(Said(block.signature, "Muted")), cell(Said(block.day, "Muted"))
            named = (cell(Said(one.label, "Muted"), *one.lines[:1], _BLANK) for one in block.people)
            rows = [Row((name, signature, day)) for name in named]
            writer.table((Column(40), Column(36), Column(24)), rows, together=True)
        case blocks.MissingCharacters() | blocks.Seal():
            pass  # they speak of the fonts and the bytes of the PDF
        case _:
            assert_never(block)


def _pair(pair: blocks.Labelled) -> Row:
    return Row((cell(Said(pair.label, "Muted")), cell(*pair.lines)))


def _table(writer: Writer, table: blocks.Table, heading: str, accent: str) -> None:
    columns = [
        Column(one.share, "right" if one.right else "left", _least(one, table.rows, place))
        for place, one in enumerate(table.columns)
    ]
    heads = [one.head for one in table.columns]
    rows = [_row(table, row, accent) for row in table.rows]
    writer.table(columns, rows, heads if any(heads) else (), table.caption or heading)


def _least(column: blocks.Column, rows: Sequence[blocks.Row], place: int) -> float:
    """The width that keeps what a column holds on one line, where that is days or numbers."""
    texts = [str(row.cells[place][0]) for row in rows if place < len(row.cells) and row.cells[place]]
    if any(_DAY.fullmatch(text) for text in texts):
        return DAY
    if not column.right:
        return 0.0
    return RANGE if any("—" in text for text in texts) else NUMBER


def _row(table: blocks.Table, row: blocks.Row, accent: str) -> Row:
    cells = []
    for place, parts in enumerate(row.cells):
        last = place == len(row.cells) - 1
        span = len(table.columns) - place if last else 1
        tone = table.columns[place].tone
        cells.append(Cell(tuple(one for part in parts for one in _parts(part, tone, accent)), span))
    return Row(tuple(cells), row.level in ("group", "sum"), row.level == "part")


def _parts(part: blocks.Part, tone: blocks.Tone, accent: str) -> tuple[Part, ...]:
    match part:
        case str():
            return (Said(part, TONE_STYLES[tone]),) if tone else (part,)
        case blocks.Said() | blocks.Link() | blocks.Rated():
            return (Said(part.text, TONE_STYLES[part.tone or tone]),)
        case blocks.Tagged():
            return (Said(part.whole, TONE_STYLES[part.tone or tone]),)
        case blocks.Tick():
            text = prefixed(f"{part.box} ", part.text)
            return (text, *((Said(part.below, "Muted"),) if part.below else ()))
        case blocks.Shares() | blocks.Quartiles() | blocks.Span():
            marks = pictures.bar(part, (0, 0), _SPAN_WIDTH if isinstance(part, blocks.Span) else _BAR_WIDTH)
            return (drawn(Figure(tuple(marks), flat(part.alt)), accent),)
        case _:
            assert_never(part)


def _waves(writer: Writer, waves: blocks.Waves, heading: str) -> None:
    """The waves with their lines, and the total, as a list to tick off."""
    rows: list[Row] = []
    for wave in waves.waves:
        rows += [_sum(wave.head, True, "" if wave.lines else UNTICKED)]
        rows += [*map(_line, wave.lines), *(_sum(one, False, UNTICKED) for one in wave.rest)]
    rows += [_sum(one, True) for one in waves.sums]
    writer.table(_PLAN, rows, ("", *waves.heads), waves.caption or heading)
    if waves.waves and waves.more:
        writer.paragraph(waves.more, "Note")


def _sum(one: blocks.PlanSum, strong: bool, box: str = "") -> Row:
    """A wave's head, lines not shown with a box, the total: what it is, points, person-days, and the scores afterwards."""
    start = (cell(box), cell(one.label), cell(one.gain), cell(one.effort))
    return Row((*start, cell(Said(one.after, "Muted"), span=3)), strong)


def _line(line: blocks.PlanLine) -> Row:
    late = "Failed" if line.late else ""
    return Row(
        (
            cell(TICKED if line.ticked else UNTICKED),
            cell(Said(line.title, "Strong"), *(Said(text, "Muted") for text in line.below)),
            cell(line.gain, Said(line.gate, "Failed"), Said(line.quick, "Accent")),
            cell(line.effort),
            cell(line.lead),
            cell(line.owner),
            cell(Said(line.day, late), Said(line.late, "Failed")),
        )
    )


def _one_page(writer: Writer, page: blocks.OnePage, accent: str) -> None:
    """The outcome in a sentence, its numbers and the dimensions, and what to do first."""
    writer.chapter(page.title)
    writer.paragraph(page.headline, "Lead")
    for line in (page.lead, *page.notes):
        writer.paragraph(line)
    numbers = []
    for one in page.numbers:
        value = Said(one.value, TONE_STYLES[one.tone or "strong"])
        numbers.append(Row((cell(Said(one.label, "Muted")), cell(value), cell(one.meaning))))
    writer.table((Column(24), Column(26), Column(50)), numbers)
    if page.interval:
        writer.picture(chart_picture(page.interval, _CHART_WIDTH, accent), page.numbers[0].label)
    if page.dimensions:
        _table(writer, page.dimensions, "", accent)
    writer.section(page.first_title)
    writer.paragraph(page.first_note, "Note")
    if page.ways:
        named = (way for way in page.ways if sum(bool(line.id) for wave in way.waves for line in wave.lines) <= _NAMED)
        _waves(writer, next(named, page.ways[-1]), page.first_title)


def _original(writer: Writer, seal: blocks.Seal, title: str, lines: tuple[str, ...]) -> None:
    writer.chapter(title)
    for line in lines:
        writer.paragraph(line)
    writer.paragraph(seal.digest_label, "Note")
    writer.paragraph(seal.digest, look="Strong")
    writer.paragraph(seal.made_by, "Note")


_BOX = "Cover Text"
_BLANK = "\u2003" * 12
"""Where something is to be written in."""


def _cover(writer: Writer, cover: Cover, logo: Logo | None, accent: str, original: str) -> None:
    if logo:
        writer.picture(logo_picture(logo, LOGO, cover.logo), align="left")
    writer.paragraph(cover.brand or (cover.product if not logo else ""), look="Strong")
    writer.paragraph(cover.not_a_certificate, "Note")
    writer.space(36)
    writer.paragraph(cover.title, "Subtitle")
    writer.paragraph(cover.name, "Title")
    writer.paragraph(cover.based_on, "Note")
    writer.paragraph(joined(cover.facts, " · "), "Note")
    writer.paragraph(cover.notice, "Note")
    writer.paragraph(original, "Note")
    writer.space(18)
    people = [Row((cell(Said(one.label, "Muted")), cell(*(one.lines or (_BLANK,))))) for one in cover.people]
    writer.table((Column(18), Column(82)), people, style=_BOX)
    writer.space(20)
    grade = cover.grade
    stars = drawn(pictures.stars(cover.stars, grade.value, 0, 0), accent)
    against = Said(cover.against, "Failed")
    columns = (
        cell(Said(grade.label, "Muted"), stars, Said(grade.value, "Strong"), against),
        _number(cover.score),
        _number(cover.readiness),
    )
    writer.table((Column(1), Column(1), Column(1)), [Row(columns)], style=_BOX)
    writer.space(12)
    if cover.interval is not None:
        writer.picture(chart_picture(cover.interval, _CHART_WIDTH, accent), cover.score.label)
    writer.paragraph(cover.bands_note, "Note")
    writer.chapter(cover.conclusion_title)
    writer.paragraph(cover.headline, "Lead")
    if len(cover.reasons) == 1:
        writer.paragraph(cover.reasons[0])
    else:
        writer.numbered(cover.reasons)
    writer.paragraph(cover.set_aside)


def _number(box: Number) -> Cell:
    return cell(Said(box.label, "Muted"), Said(box.value, "Number"), Said(box.meaning, "Muted"))
