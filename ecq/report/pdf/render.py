"""Renders the report as PDF by fpdf2: marks painted, tagged, embedded. Must not know scores or words.

The same model gives the same bytes: the only date in the file is the model's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from fpdf import FPDF, FPDF_VERSION, ViewerPreferences
from fpdf.enums import OutputIntentSubType
from fpdf.output import PDFICCProfile
from fpdf.util import builtin_srgb2014_bytes

from ecq.report.bilingual import flat
from ecq.report.colours import ACCENT, Colour, tinted
from ecq.report.content.record import Carried
from ecq.report.layout.cover import frame, lay_contents, lay_cover
from ecq.report.layout.fonts import FAMILY, face, lend
from ecq.report.layout.line_breaking import Coverage, readable
from ecq.report.layout.lists import lay_editions, lay_evidence, lay_open, lay_sureness
from ecq.report.layout.nodes import lay_nodes
from ecq.report.layout.page import BOTTOM, Bookmark, Figure, Link, Mark, Picture, Shape, Sheets, Style, Type, Written
from ecq.report.layout.plan import lay_plan
from ecq.report.layout.sections import (
    lay_answers,
    lay_findings,
    lay_gaps,
    lay_gates,
    lay_limits,
    lay_method,
    lay_seal,
    lay_sign,
    lay_sources,
)
from ecq.report.layout.summary import lay_summary
from ecq.report.logo import Logo
from ecq.report.model import ReportModel
from ecq.report.pdf.metadata import xmp
from ecq.report.pdf.signing import Signer

CREATOR, PRODUCER = "ECQ", f"fpdf2 {FPDF_VERSION}"
_HEADING_SIZE = 18


def lay(model: ReportModel, logo: Logo | None = None) -> Sheets:
    """All pages of a report."""
    regular, bold = face(False), face(True)
    sheets = Sheets(Type(regular.widths, bold.widths, Coverage(regular.covered & bold.covered)))
    parts: tuple[tuple[Callable[[Sheets, Any], None], object | None], ...] = (
        (lay_summary, model.summary),
        (lay_plan, model.plan),
        (lay_nodes, model.nodes),
        (lay_gates, model.gates),
        (lay_findings, model.findings),
        (lay_gaps, model.gaps),
        (lay_sureness, model.sureness),
        (lay_evidence, model.evidence),
        (lay_open, model.open),
        (lay_sign, model.sign),
        (lay_gates, model.passed),
        (lay_answers, model.answers),
        (lay_editions, model.editions),
        (lay_method, model.method),
        (lay_sources, model.sources),
        (lay_limits, model.limits),
        (lay_seal, model.seal),
    )
    lay_cover(sheets, model.cover, logo, sum(part is not None for _, part in parts))
    cover_ends = sheets.y if len(sheets.pages) == 1 else BOTTOM
    for laid, part in parts:
        if part is not None:
            laid(sheets, part)
    lay_contents(sheets, model.cover.contents_title, cover_ends)
    return sheets


def render(
    model: ReportModel,
    carried: Sequence[Carried],
    accent: str = ACCENT,
    logo: Logo | None = None,
    signer: Signer | None = None,
) -> bytes:
    """The report as a PDF with these files inside, in an accent colour, with a logo, signed."""
    sheets = lay(model, logo)
    day = datetime.fromisoformat(model.day).replace(tzinfo=UTC)
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    fonts = lend(pdf)
    _archival(pdf)
    pdf.set_lang(model.lang)
    pdf.set_title(_one_line(model.file_title))
    pdf.set_creator(CREATOR)
    pdf.set_producer(PRODUCER)
    pdf.set_creation_date(day)
    pdf.set_xmp_metadata(xmp(_one_line(model.file_title), model.lang, CREATOR, PRODUCER, day))
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    painter = _Painter(pdf, tinted(accent), logo)
    frames = frame(sheets, model.running_head, model.cover.title, (model.cover.footer, model.running_foot), logo)
    for marks, around in zip(sheets.pages, frames, strict=True):
        painter.page(marks, around)
    described = {row.name: row.what for row in model.seal.rows} if model.seal else {}
    for one in sorted(carried, key=lambda one: one.name):  # fpdf2 writes them as a name tree, which must be in order
        pdf.embed_file(
            bytes=one.data,
            basename=one.name,
            mime_type=one.mime,
            associated_file_relationship=one.relationship,
            desc=_one_line(described.get(one.name, one.name)),
            creation_date=day,
            modification_date=day,
            compress=True,
            checksum=True,
        )
    if signer is not None:
        signer.sign(pdf, day)
    for font in fonts:
        font.settle()
    return bytes(pdf.output())


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

    def __init__(self, pdf: FPDF, tints: Mapping[Colour, Colour], logo: Logo | None) -> None:
        self._pdf = pdf
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
        for kind, group in groupby(content, key=_tag):
            self._group(kind, group)
        with self._artifact():
            self._all(around)

    def _group(self, kind: str, group: Iterable[Mark]) -> None:
        for mark in group if kind in ("outline", "Figure") else [None]:
            if isinstance(mark, Bookmark):
                self._pdf.set_y(mark.y)
                self._pdf.start_section(_one_line(mark.title), mark.level, strict=False)
            elif isinstance(mark, Figure):
                with self._tagged("Figure", _one_line(mark.alt)):
                    self._all(mark.marks)
            elif isinstance(mark, Picture):
                with self._tagged("Figure", _one_line(mark.alt)):
                    self._picture(mark)
        if kind not in ("outline", "Figure"):
            with self._tagged(kind, None):
                self._all(group)

    def _all(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            if isinstance(mark, Shape):
                self._shape(mark)
            elif isinstance(mark, Written):
                self._style(mark.style)
                self._pdf.text(mark.x, mark.y, mark.text)
            elif isinstance(mark, Picture):
                self._picture(mark)

    def _picture(self, mark: Picture) -> None:
        assert self._logo is not None
        self._pdf.image(BytesIO(self._logo.data), mark.x, mark.y, mark.width, mark.height)

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
    def _tagged(self, kind: str, alt: str | None) -> Iterator[None]:
        """Content as an element of the structure tree.

        fpdf2 tags only pictures, and a file with some tags is read by them alone, so everything is tagged here. It has
        no public call for that; the version is pinned below 2.9.
        """
        pdf = self._pdf
        number = pdf.struct_builder.next_mcid_for_page(pdf.page)
        pdf._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=alt)
        pdf._out(f"/{kind} <</MCID {number}>> BDC")
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


def _tag(mark: Mark) -> str:
    if isinstance(mark, Bookmark):
        return "outline"
    if isinstance(mark, Figure | Picture):
        return "Figure"
    assert isinstance(mark, Written)
    return "H1" if mark.style.size >= _HEADING_SIZE else "P"
