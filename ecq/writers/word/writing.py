"""Writes headings, paragraphs, lists, tables, pictures and fields into a Word document. Must not know what a report says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal, NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt

from ecq.document.bilingual import Both, first, flat, without
from ecq.document.colours import PALE
from ecq.writers.word.look import TABLE, element
from ecq.writers.word.pictures import Png

Align = Literal["left", "right", "center"]
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY_HYPHEN = re.compile(r"(?<=\d{4})-(?=\d\d-\d\d(?!\d))|(?<=\d{4}-\d\d)-(?=\d\d(?!\d))")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_TWIPS = 20
"""To the point: tables are measured in them."""
_BELOW_TABLE, _PART_INDENT = 6.0, 12.0
_TEXTS = frozenset(("Normal", "Lead", "Note", "Opinion", "List Bullet", "List Number"))
"""Room below a table before these texts, a picture and another table; a heading brings its own."""


class Said(NamedTuple):
    """A text in a character style, "" for the paragraph's own."""

    text: str
    look: str = ""


Part = str | Said | Png


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, a paragraph for each part, over so many columns."""

    parts: tuple[Part, ...] = ()
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A row; `strong` heads those below it and stays with them. A `part` belongs to the row above, without a line between."""

    cells: tuple[Cell, ...]
    strong: bool = False
    part: bool = False


@dataclass(frozen=True)
class Column:
    """A column: its share of the width, where its text stands, and what it has at the least, in points."""

    share: float
    align: Align = "left"
    least: float = 0


DAY, NUMBER, RANGE = 62.0, 52.0, 68.0
"""What a day, a number and a range of two numbers take in the letters of a table, margins included."""
_LEAST_TOGETHER = 0.8
"""Of a page's width, what such columns take together at the most."""


def _widths(columns: Sequence[Column], width: float) -> list[int]:
    """Widths in twips: what is to stay on one line gets it first, the rest is parted by shares."""
    least = sum(column.least for column in columns)
    scale = min(1.0, width * _LEAST_TOGETHER / least) if least else 1.0
    kept: dict[int, float] = {}
    while True:
        left = width - sum(kept.values())
        shares = sum(column.share for place, column in enumerate(columns) if place not in kept)
        short = {
            place: column.least * scale
            for place, column in enumerate(columns)
            if place not in kept and column.share / shares * left < column.least * scale
        }
        if not short:
            parted = (kept.get(place, column.share / shares * left) for place, column in enumerate(columns))
            return [int(one * _TWIPS) for one in parted]
        kept |= short


def cell(*parts: Part, span: int = 1) -> Cell:
    """A cell of what is not empty."""
    return Cell(tuple(part for part in parts if (part.text if isinstance(part, Said) else part)), span)


@dataclass
class Writer:
    """The document so far. `table_word` and `figure_word` begin captions; texts are final and in one or two languages."""

    document: Document
    table_word: str
    figure_word: str
    contents: list[tuple[str, str]] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _lists: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._end = self.document.element.body.get_or_add_sectPr()
        self._ids = {str(style.name): style.style_id for style in self.document.styles}

    @property
    def width(self) -> float:
        """Width of the text, in points."""
        section = self.document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        assert page is not None
        assert left is not None
        assert right is not None
        return float(Length(page - left - right).pt)

    # Paragraphs

    def chapter(self, title: str, topic: str = "") -> None:
        """A heading that the table of contents lists, with what it is about small above."""
        if topic:
            self.paragraph(topic, "Topic")
        name = f"_Toc{len(self.contents) + 1:08d}"
        paragraph = self.paragraph(title, "Heading 1", inline=True)
        if topic:
            paragraph.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), "0")
        number = str(len(self.contents))
        paragraph.insert_element_before(element("w:bookmarkStart", id=number, name=name), "w:r")
        paragraph.append(element("w:bookmarkEnd", id=number))
        self.contents.append((flat(title), name))

    def section(self, title: str) -> None:
        """A heading within a chapter."""
        self.paragraph(title, "Heading 2", inline=True)

    def paragraph(self, text: str, style: str = "Normal", look: str = "", *, inline: bool = False) -> CT_P:
        """A paragraph; a second language stands on lines of its own, `inline` behind the first. Nothing for ""."""
        made = self._paragraph(style)
        if text:
            if style in _TEXTS:
                self._part_from_table(made)
            self._end.addprevious(made)
            self._words(made, text, look, inline)
        return made

    @property
    def _below_a_table(self) -> bool:
        last = self._end.getprevious()
        return last is not None and last.tag == qn("w:tbl")

    def _part_from_table(self, made: CT_P) -> None:
        """Room above what follows a table."""
        if self._below_a_table:
            made.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), str(int(_BELOW_TABLE * _TWIPS)))

    def space(self, points: float) -> None:
        """Room between two things; without it a word processor makes one table of two."""
        made = self._paragraph("Normal")
        line = str(int(points * _TWIPS))
        made.get_or_add_pPr().append(element("w:spacing", before="0", after="0", line=line, lineRule="exact"))
        self._end.addprevious(made)

    def bullets(self, texts: Iterable[str]) -> None:
        """A list whose order says nothing. A line that brings its own mark stands below the one above it."""
        for text in texts:
            below = text.startswith("· ")
            self._list([without("· ", text)], "List Bullet", "bullet", int(below))

    def numbered(self, texts: Iterable[str]) -> None:
        """A list that is counted, from 1."""
        self._list(texts, "List Number", "decimal")

    def picture(self, png: Png, caption: str = "", align: Align = "center") -> None:
        """A picture as wide as it is, or as the text; its caption stands below and stays with it."""
        made = self._paragraph("Normal", align)
        self._part_from_table(made)
        self._end.addprevious(made)
        self._draw(made, png, self.width)
        if caption:
            made.get_or_add_pPr().get_or_add_keepNext()
            self._caption(self.figure_word, "Figure", caption, align)

    # Tables

    def keep_with_next(self) -> None:
        """The last table or paragraph stays on the page of what follows."""
        before = self._end.getprevious()
        for paragraph in () if before is None else before.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        heads: Sequence[str] = (),
        caption: str = "",
        *,
        together: bool = False,
        style: str = "Table Text",
    ) -> None:
        """Rows below a head that every page repeats. Widths are fixed; no row is parted over pages, `together` no table."""
        if not rows:
            return
        if self._below_a_table and not caption:
            self.space(_BELOW_TABLE)
        before = self._end.getprevious()
        if isinstance(before, CT_P) and before.style != self._ids["Caption"]:  # what introduces a table stays with it
            before.get_or_add_pPr().get_or_add_keepNext()
        if caption:
            named = self._caption(self.table_word, "Table", caption, "left")
            named.get_or_add_pPr().get_or_add_keepNext()
        widths = _widths(columns, self.width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        table = parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val='{self._ids[TABLE]}'/>"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="06{20 if heads else "00"}" w:firstRow="{int(bool(heads))}" w:lastRow="0" '
            'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
        )
        if heads:
            table.append(self._row(columns, widths, Row(tuple(map(cell, heads))), "Table Head", repeated=True))
        for place, one in enumerate(rows, 1):
            before_part = place < len(rows) and rows[place].part
            made = self._row(columns, widths, one, style, open_below=before_part)
            if one.strong or before_part or (together and place < len(rows)):
                for paragraph in made.iter(qn("w:p")):
                    paragraph.get_or_add_pPr().get_or_add_keepNext()
            table.append(made)
        self._end.addprevious(table)

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        one: Row,
        style: str,
        *,
        repeated: bool = False,
        open_below: bool = False,
    ) -> BaseOxmlElement:
        made, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if repeated:
            properties.append(OxmlElement("w:tblHeader"))
        made.append(properties)
        place = 0
        for one_cell in one.cells:
            width = sum(widths[place : place + one_cell.span])
            made.append(self._cell(one_cell, one, width, style, columns[place], open_below))
            place += one_cell.span
        if one.part:
            for paragraph in made.tc_lst[0].iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_ind().set(qn("w:left"), str(int(_PART_INDENT * _TWIPS)))
        return made

    def _cell(
        self, one: Cell, within: Row, width: int, style: str, column: Column, open_below: bool
    ) -> BaseOxmlElement:
        made, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        properties.append(element("w:tcW", w=str(width), type="dxa"))
        if one.span > 1:
            properties.append(element("w:gridSpan", val=str(one.span)))
        if within.part or open_below:
            borders = OxmlElement("w:tcBorders")
            for edge in (*(["w:top"] if within.part else ()), *(["w:bottom"] if open_below else ())):
                borders.append(element(edge, val="nil"))
            properties.append(borders)
        if within.strong:
            properties.append(element("w:shd", val="clear", color="auto", fill="{:02X}{:02X}{:02X}".format(*PALE)))
        made.append(properties)
        for part in one.parts or ("",):
            paragraph = self._paragraph(style, column.align)
            made.append(paragraph)
            if isinstance(part, Png):
                self._draw(paragraph, part, width / _TWIPS - 8)
            elif isinstance(part, Said):
                self._words(paragraph, part.text, part.look or ("Strong" if within.strong else ""))
            else:
                self._words(paragraph, part, "Strong" if within.strong else "")
        return made

    # Contents and running lines

    def place_for_contents(self) -> CT_P:
        """Where `write_contents` will put the table of contents."""
        place = self._paragraph("Normal")
        self._end.addprevious(place)
        return place

    def write_contents(self, place: CT_P, title: str, note: str) -> None:
        """The table of contents as a field, with the chapters so far in it as links, in place of `place`.

        On which pages chapters begin only a word processor knows, which works fields out
        when it is told to: `note` says how, and goes when that is done. To have it done on opening would mean that the reader is
        asked whether the file may fetch from other files.
        """
        around = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        content = around[-1]
        heading = self._paragraph("TOC Heading")
        if not isinstance(title, Both):  # in two languages the conclusions run on over the second page
            heading.get_or_add_pPr().get_or_add_pageBreakBefore()
        heading.get_or_add_pPr().get_or_add_keepNext()  # as a template's style need not say
        self._words(heading, title, "", inline=True)
        content.append(heading)
        for number, (text, bookmark) in enumerate(self.contents, 1):
            entry = self._paragraph("toc 1")
            if number == 1:
                _begin_field(entry, ' TOC \\o "1-1" \\h \\z \\u ')
            entry.get_or_add_pPr().append(self._tab_at_the_right("toc 1"))
            link = element("w:hyperlink", anchor=bookmark, history="1")
            entry.append(link)
            self._run(link, f"{text}\t", "")
            _begin_field(link, f" PAGEREF {bookmark} \\h ")
            _field_char(link, "end")
            entry.get_or_add_pPr().get_or_add_keepNext()
            content.append(entry)
        last = self._paragraph("Note")
        self._words(last, note, "")
        _field_char(last, "end")
        content.append(last)
        place.addprevious(around)
        place.getparent().remove(place)

    def running(self, element: BaseOxmlElement, style: str, left: str, right: str = "", counted: bool = False) -> None:
        """A head or foot, in one language: text at the left; at the right text, or the page's number of how many there are."""
        for old in list(element):
            element.remove(old)
        made = self._paragraph(style)
        tabs = self._tab_at_the_right(style)
        made.get_or_add_pPr().insert_element_before(tabs, "w:spacing", "w:jc", "w:rPr")
        self._run(made, first(left) + "\t" + first(right), "")
        if counted:
            _simple_field(made, "PAGE", "1")
            self._run(made, " / ", "")
            _simple_field(made, "NUMPAGES", "1")
        element.append(made)

    def _tab_at_the_right(self, style: str) -> BaseOxmlElement:
        """One tab, at the right end of the text, in place of those of a style."""
        tabs = OxmlElement("w:tabs")
        for stop in self.document.styles[style].paragraph_format.tab_stops:
            tabs.append(element("w:tab", val="clear", pos=str(int(stop.position.pt * _TWIPS))))
        tabs.append(element("w:tab", val="right", pos=str(int(self.width * _TWIPS))))
        return tabs

    # What paragraphs are made of

    def _paragraph(self, style: str, align: Align = "left") -> CT_P:
        made = OxmlElement("w:p")
        assert isinstance(made, CT_P)
        if style != "Normal":
            made.style = self._ids[style]
        if align != "left":
            made.get_or_add_pPr().append(element("w:jc", val=align))
        return made

    def _words(self, paragraph: CT_P, text: str, look: str, inline: bool = False) -> None:
        if isinstance(text, Both):
            self._run(paragraph, text.first + (" " if inline else "\n"), look)
            self._run(paragraph, text.beneath, look if look in ("Failed", "Accent") else "Second Language")
        elif text:
            self._run(paragraph, text, look)

    def _run(self, parent: BaseOxmlElement, text: str, look: str) -> None:
        clean = _NOT_IN_XML.sub("", text)
        run = OxmlElement("w:r")
        assert isinstance(run, CT_R)
        run.text = clean
        _keep_days_whole(run)
        if look:
            run.style = self._ids[look]
        if _HAN.search(clean):  # or else quotation marks, dots and dashes among Han characters are set as Latin ones
            run.get_or_add_rPr().append(element("w:rFonts", hint="eastAsia"))
        parent.append(run)

    def _draw(self, paragraph: CT_P, png: Png, at_most: float) -> None:
        scale = min(1.0, at_most / png.width)
        inline = self.document.part.new_pic_inline(BytesIO(png.data), Pt(png.width * scale), Pt(png.height * scale))
        for side in ("distT", "distB", "distL", "distR"):  # without these some programs leave room around it
            inline.set(side, "0")
        inline.docPr.set("descr", _NOT_IN_XML.sub("", flat(png.alt)).replace("\n", " "))
        paragraph.add_r().add_drawing(inline)

    def _caption(self, word: str, kind: str, text: str, align: Align) -> CT_P:
        """“Table 3  Gates”: the number is a field, so that a list of tables or figures can be made."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        made = self._paragraph("Caption", align)
        self._end.addprevious(made)
        self._run(made, f"{flat(word)} ", "")
        _simple_field(made, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        self._run(made, "  " + flat(text), "")
        return made

    def _list(self, texts: Iterable[str], style: str, kind: Literal["bullet", "decimal"], level: int = 0) -> None:
        """A new list, of bullets or counted from 1; bullets have a second level."""
        numbering = self.document.part.numbering_part.element
        if kind not in self._lists:
            self._lists[kind] = _abstract(numbering, kind)
        made = numbering.add_num(self._lists[kind])
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        for text in texts:
            properties = self.paragraph(text, style).get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = made.numId


def _abstract(numbering: BaseOxmlElement, kind: str) -> int:
    """A kind of list, added to those of the document; returns its id."""
    taken = [int(one.get(qn("w:abstractNumId"), "0")) for one in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    marks = ("•", "·") if kind == "bullet" else ("%1.",)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{340 * (level + 1)}" w:hanging="340"/></w:pPr></w:lvl>'
        for level, mark in enumerate(marks)
    )
    several = "hybridMultilevel" if len(marks) > 1 else "singleLevel"
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="{several}"/>'
        f"{levels}</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    return number


def _keep_days_whole(run: CT_R) -> None:
    """A day such as 2026-11-24 is not parted at the end of a line."""
    for text in run.findall(qn("w:t")):
        parts = _DAY_HYPHEN.split(text.text or "")
        for place, part in enumerate(parts if len(parts) > 1 else ()):
            if place:
                text.addprevious(OxmlElement("w:noBreakHyphen"))
            if part:
                text.addprevious(run.add_t(part))
        if len(parts) > 1:
            run.remove(text)


def _simple_field(paragraph: BaseOxmlElement, instruction: str, shown: str) -> None:
    """A field that the word processor works out, with what it shows until then."""
    made = element("w:fldSimple", instr=f" {instruction} ")
    run = OxmlElement("w:r")
    run.text = shown
    made.append(run)
    paragraph.append(made)


def _field_char(paragraph: BaseOxmlElement, kind: str) -> None:
    run = OxmlElement("w:r")
    run.append(element("w:fldChar", fldCharType=kind))
    paragraph.append(run)


def _begin_field(paragraph: BaseOxmlElement, instruction: str) -> None:
    """A field whose shown text follows, up to its end."""
    _field_char(paragraph, "begin")
    run, said = OxmlElement("w:r"), OxmlElement("w:instrText")
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    said.text = instruction
    run.append(said)
    paragraph.append(run)
    _field_char(paragraph, "separate")
