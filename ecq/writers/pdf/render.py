"""Renders the report as PDF by fpdf2: marks painted, tagged, embedded. Must not know scores or words.

The same model gives the same bytes: the only date in the file is the model's day.

The structure tree is what readers hear as headings, paragraphs, lists, tables and figures, in reading order. fpdf2 tags
pictures alone and has no call for anything else; what this uses of it is internal, and its version is pinned. What the tree
cannot have by it, and a report to reproduce that, is in docs/report.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from fpdf import FPDF, FPDF_VERSION, ViewerPreferences
from fpdf.enums import OutputIntentSubType
from fpdf.fonts import TTFFont
from fpdf.output import PDFICCProfile
from fpdf.structure_tree import StructElem, StructureTreeBuilder
from fpdf.syntax import PDFArray, PDFObject, PDFString
from fpdf.util import builtin_srgb2014_bytes

from ecq.document.bilingual import flat
from ecq.document.blocks import Block, Chapter, OnePage, OwnPage
from ecq.document.colours import ACCENT, Colour, tinted
from ecq.document.drawing.fonts import FAMILY, lend, type_
from ecq.document.drawing.line_breaking import SQUEEZE, readable, squeezed
from ecq.document.drawing.page import (
    ARTIFACT,
    Bookmark,
    Element,
    Figure,
    Link,
    Mark,
    Picture,
    Shape,
    Sheets,
    Style,
    Written,
)
from ecq.document.logo import Logo
from ecq.telling.report.whole import Carried, ReportModel
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.pdf.layout.cover import frame, lay_contents, lay_cover
from ecq.writers.pdf.signatures import Signer

_SCOPES = {"TH": "/Column", "TH-Row": "/Row"}


class _Kids(PDFArray):
    """What an element holds: numbers of marked content on its page, and elements."""

    def serialize(self, *_args: Any, **_more: Any) -> str:
        return f"[{' '.join(one.ref if isinstance(one, PDFObject) else str(one) for one in list.__iter__(self))}]"


class _Node(StructElem):
    """An element with what fpdf2's own leaves out: its language, and whose head a cell is."""

    def __init__(self, kind: str, parent: PDFObject, page: int, alt: str | None = None, lang: str = "") -> None:
        super().__init__(f"/{kind.partition('-')[0]}", parent, [], page_number=page, alt=alt)
        self.k: PDFArray = _Kids()
        self.scope = _SCOPES.get(kind, "")
        self.lang = lang

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        """By hand, since there are thousands."""
        said = f"/Type {self.type} /S {self.s} /P {self.p.ref} /K {self.k.serialize()}"
        if self.pg is not None:
            said += f" /Pg {self.pg.ref}"
        if self.alt is not None:
            said += f" /Alt {self.alt.serialize(_security_handler=_security_handler, _obj_id=self.id)}"
        if self.scope:
            said += f" /A <</O /Table /Scope {self.scope}>>"
        if self.lang:
            said += f" /Lang {PDFString(self.lang).serialize(_security_handler=_security_handler, _obj_id=self.id)}"
        return f"{self.id} 0 obj\n<<{said}>>\nendobj"


class _Top(_Kids):
    """The elements of the document. fpdf2 goes over them to tell each its page: it is shown the inner ones too."""

    def __init__(self, every: list[_Node]) -> None:
        super().__init__()
        self.every = every

    def __iter__(self) -> Iterator[Any]:
        return iter(self.every)


class Structure(StructureTreeBuilder):
    """Builds the tree while pages are painted, in the place of fpdf2's own builder."""

    def __init__(self) -> None:
        super().__init__()
        self._every: list[_Node] = []
        self._known: dict[Element, _Node] = {}
        self.doc_struct_elem.k = _Top(self._every)

    def marked(
        self, page: int, within: tuple[Element, ...], alt: str | None = None, lang: str = ""
    ) -> tuple[str, int, int]:
        """Enter a piece of content; returns its tag, its number on the page, and the number of the page's tree.

        What an element holds on a further page, or in another language than the document, stands in a Span of its own.
        """
        owner: Any = self.doc_struct_elem
        for element in within:
            if element not in self._known:
                self._known[element] = self._add(_Node(element.kind, owner, page, alt), owner)
            owner = self._known[element]
        if lang or owner.page_number() != page:
            owner = self._add(_Node("Span", owner, page, lang=lang), owner)
        tree = self.spid_per_page_number.setdefault(page, len(self.spid_per_page_number))
        entered = self.struct_tree_root.parent_tree.nums[tree]
        owner.k.append(len(entered))
        entered.append(owner)
        return owner.s, len(entered) - 1, tree

    def _add(self, node: _Node, owner: Any) -> _Node:
        list.append(owner.k, node)
        self._every.append(node)
        return node

    def empty(self) -> bool:
        """Whether nothing is entered."""
        return not self._every

    def __iter__(self) -> Iterator[PDFObject]:
        """Every object of the tree, its root first, as fpdf2 writes them."""
        yield self.struct_tree_root
        yield self.doc_struct_elem
        yield self.struct_tree_root.parent_tree
        yield from self._every


_FRONT = ("decision", "summary")
"""What is read before anything else stands before the list of contents."""
CREATOR, PRODUCER = "ECQ", f"fpdf2 {FPDF_VERSION}"


def lay(model: ReportModel, logo: Logo | None = None) -> Sheets:
    """All pages of a report."""
    sheets = Sheets(type_())
    titles = [_title(part.blocks[0]) for part in model.parts]
    lay_cover(sheets, model.cover, logo, [*titles, *([model.seal.title] if model.seal else [])])
    front = len(sheets.pages)
    for part in model.parts:
        if part.id not in _FRONT and front == len(sheets.pages) and not sheets.fresh:
            sheets.turn()
        lay_blocks(sheets, part.blocks)
        front = len(sheets.pages) if part.id in _FRONT else front
    if model.seal:
        lay_blocks(sheets, (model.seal,))
    lay_contents(sheets, model.cover.contents_title, front)
    return sheets


def _title(first: Block) -> str:
    """What the list of contents calls a part, by its first block."""
    if isinstance(first, OwnPage):
        return _title(first.ways[0][0])
    return first.title if isinstance(first, Chapter | OnePage) else ""


def render(
    model: ReportModel,
    carried: Sequence[Carried],
    accent: str = ACCENT,
    logo: Logo | None = None,
    signer: Signer | None = None,
) -> bytes:
    """The report as a PDF with these files inside, in an accent colour, with a logo, signed."""
    sheets = lay(model, logo)
    frames = frame(sheets, model.running_head, model.cover.title, (model.cover.footer, model.running_foot), logo)
    told = {row.name: row.what for row in model.seal.rows} if model.seal else {}
    files = [(one, told.get(one.name, one.name)) for one in carried]
    made = render_pages(
        sheets, frames, model.lang, model.file_title, model.day, accent, logo, beneath=model.beneath, files=files
    )
    return made if signer is None else signer.signed(made, _moment(model.day))


def render_pages(
    sheets: Sheets,
    frames: Sequence[list[Mark]],
    lang: str,
    title: str,
    day: str,
    accent: str = ACCENT,
    logo: Logo | None = None,
    beneath: str = "",
    files: Iterable[tuple[Carried, str]] = (),
) -> bytes:
    """Pages as a PDF, with what stands around each. `beneath` is the language of the lines beneath, `files` are carried inside,
    each with what it is.
    """
    title, moment = _one_line(title), _moment(day)
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    fonts = lend(pdf)
    _archival(pdf)
    pdf.set_lang(lang)
    pdf.set_title(title)
    pdf.set_creator(CREATOR)
    pdf.set_producer(PRODUCER)
    pdf.set_creation_date(moment)
    told = {"creator": CREATOR, "producer": PRODUCER, "day": moment.isoformat(timespec="seconds")}
    pdf.set_xmp_metadata(_PACKET.format(title=escape(title), lang=lang, **told))
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    painter = _Painter(pdf, tinted(accent), logo, beneath)
    for marks, around in zip(sheets.pages, frames, strict=True):
        painter.page(marks, around)
    for one, what in sorted(files, key=lambda pair: pair[0].name):  # fpdf2 writes a name tree, which must be in order
        pdf.embed_file(
            bytes=one.data,
            basename=one.name,
            mime_type=one.mime,
            associated_file_relationship=one.relationship,
            desc=_one_line(what),
            creation_date=moment,
            modification_date=moment,
            compress=True,
            checksum=True,
        )
    for font in fonts:
        font.settle()
    return bytes(pdf.output())


def _moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _archival(pdf: FPDF) -> None:
    """What PDF/A-3 asks of the file as a whole, beside the metadata and the relationships of the files inside.

    fpdf2 does this by itself where told to enforce PDF/A, but then leaves out the document information that viewers
    take the window's title from, and writes the time of writing. tests/report/pdf_archive.py checks the outcome.
    """
    pdf.pdf_version = "1.7"
    pdf.add_output_intent(
        OutputIntentSubType.PDFA,
        output_condition_identifier="sRGB",
        output_condition="IEC 61966-2-1:1999",
        registry_name="http://www.color.org",
        dest_output_profile=PDFICCProfile(contents=builtin_srgb2014_bytes(), n=3, alternate="DeviceRGB"),
        info="sRGB2014 (v2)",
    )


class _Painter:
    """Paints pages, changing font and colours only where they differ from the last mark's."""

    def __init__(self, pdf: FPDF, tints: Mapping[Colour, Colour], logo: Logo | None, beneath: str) -> None:
        self._pdf = pdf
        self._beneath = beneath
        self._structure = pdf.struct_builder = Structure()
        self._figures = 0
        self._tints = tints
        self._logo = logo
        self._font: tuple[bool, float] | None = None
        self._fill: Colour | None = None
        self._stroke: tuple[Colour, float, bool] | None = None

    def page(self, marks: list[Mark], around: list[Mark]) -> None:
        """One page: its rules and boxes first, then text and figures in reading order, then head and foot."""
        self._pdf.add_page()
        with self._artifact():
            for mark in marks:
                if isinstance(mark, Shape):
                    self._shape(mark)
        for mark in marks:
            if isinstance(mark, Link):
                there = self._pdf.add_link(page=mark.page)
                self._pdf.link(mark.x, mark.y, mark.width, mark.height, there)
        content = [mark for mark in marks if not isinstance(mark, Shape | Link)]
        for (within, second), group in groupby(content, key=_belongs):
            if within:
                with self._tagged(within, None, self._beneath if second else ""):
                    self.draw(group)
                continue
            for mark in group:
                if isinstance(mark, Bookmark):
                    self._pdf.set_y(mark.y)
                    self._pdf.start_section(_one_line(mark.title), mark.level, strict=False)
                elif isinstance(mark, Figure | Picture):
                    self._figures += 1
                    with self._tagged((Element("Figure", -self._figures),), _one_line(mark.alt)):
                        self.draw(mark.marks if isinstance(mark, Figure) else [mark])
        with self._artifact():
            self.draw(around)

    def draw(self, marks: Iterable[Mark]) -> None:
        """Shapes, letters and pictures, one after another."""
        for mark in marks:
            if isinstance(mark, Shape):
                self._shape(mark)
            elif isinstance(mark, Written) and mark.text:
                self._style(mark.style)
                self._text(mark)
            elif isinstance(mark, Picture):
                data = mark.data or (self._logo.data if self._logo else b"")
                self._pdf.image(BytesIO(data), mark.x, mark.y, mark.width, mark.height)

    def _text(self, mark: Written) -> None:
        """A line of text; full-width signs next to each other move together, which fpdf2 has no call for."""
        pieces = squeezed(mark.text)
        if len(pieces) == 1:
            self._pdf.text(mark.x, mark.y, mark.text)
            return
        pdf, font = self._pdf, self._pdf.current_font
        assert isinstance(font, TTFFont)
        if not pdf.current_font_is_set_on_page:
            pdf._out(pdf._set_font_for_page(font, pdf.font_size_pt))
        moved = f" {SQUEEZE} ".join(font.encode_text(piece).removesuffix(" Tj") for piece in pieces)
        pdf._out(f"BT {mark.x:.2f} {pdf.h - mark.y:.2f} Td [{moved}] TJ ET")

    def _style(self, style: Style) -> None:
        if self._font != (style.bold, style.size):
            self._font = (style.bold, style.size)
            self._pdf.set_font(FAMILY, "B" if style.bold else "", style.size)
        self._filled(style.colour)

    def _filled(self, colour: Colour) -> None:
        colour = self._tints.get(colour, colour)
        if self._fill != colour:
            self._fill = colour
            self._pdf.set_fill_color(*colour)
            # fpdf2 wraps every line in its own graphics state where the two differ.
            self._pdf.set_text_color(*colour)

    def _shape(self, shape: Shape) -> None:
        if shape.fill:
            self._filled(shape.fill)
            self._pdf.polygon(shape.points, style="F")
        if shape.stroke:
            stroke = (self._tints.get(shape.stroke, shape.stroke), shape.thick, shape.dashed)
            if self._stroke != stroke:
                self._stroke = stroke
                self._pdf.set_draw_color(*stroke[0])
                self._pdf.set_line_width(shape.thick)
                self._pdf.set_dash_pattern(2.2 if shape.dashed else 0, 1.8 if shape.dashed else 0)
            if len(shape.points) == 2:
                (x, y), (to_x, to_y) = shape.points
                self._pdf.line(x, y, to_x, to_y)
            else:
                self._pdf.polygon(shape.points, style="D")

    @contextmanager
    def _tagged(self, within: tuple[Element, ...], alt: str | None, lang: str = "") -> Iterator[None]:
        """Content as part of the structure tree: a file with some tags is read by them alone, so everything is tagged."""
        if within == ARTIFACT:
            with self._artifact():
                yield
            return
        pdf = self._pdf
        kind, number, tree = self._structure.marked(pdf.page, within, alt, lang)
        pdf.pages[pdf.page].struct_parents = tree
        pdf._out(f"{kind} <</MCID {number}>> BDC")
        yield
        pdf._out("EMC")

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        """What a screen reader passes over: rules, boxes, running heads and feet."""
        self._pdf._out("/Artifact BMC")
        yield
        self._pdf._out("EMC")


def _one_line(text: str) -> str:
    """A text for where there are no lines: outline entries and alternative texts."""
    return readable(flat(text)).replace("\n", " ")


def _belongs(mark: Mark) -> tuple[tuple[Element, ...], bool]:
    """What marks one after the other must share to be one piece of content; empty for what is none, or a piece alone."""
    return (mark.within, mark.second) if isinstance(mark, Written) else ((), False)


def drawn_alone(marks: Sequence[Mark], size: tuple[float, float], accent: str, logo: Logo | None = None) -> bytes:
    """Marks on a page of this size and nothing else: for who wants a picture of a figure or of the logo."""
    pdf = FPDF(unit="pt", format=size)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    # Fonts are cut only where there are letters: a plan has a bar for each step, and none is lettered.
    fonts = lend(pdf) if any(isinstance(mark, Written) for mark in marks) else ()
    pdf.add_page()
    _Painter(pdf, tinted(accent), logo, "").draw(marks)
    for font in fonts:
        font.settle()
    return bytes(pdf.output())


_PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="ECQ">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <xmp:MetadataDate>{day}</xmp:MetadataDate>
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>"""
"""The XMP packet, without the wrapping that fpdf2 adds."""
