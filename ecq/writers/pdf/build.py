"""The report, or a portfolio, in one call: (rubric, assessment, options, day) -> PDF bytes. Must not read the clock or any file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from ecq.assessment.model import Assessment
from ecq.base.day import day_of
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.colours import JADE, MUTED
from ecq.document.drawing.fonts import face, type_
from ecq.document.drawing.line_breaking import lacking
from ecq.document.drawing.page import LEFT, Sheets, Style, box
from ecq.document.logo import Logo
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.document import portfolio_blocks
from ecq.telling.report import words as r
from ecq.telling.report.assemble import model_of, seal_part
from ecq.telling.report.cover import View
from ecq.telling.report.model import ReportModel
from ecq.telling.report.options import RARE, Brand, Options, said_in
from ecq.telling.report.plan import bound
from ecq.telling.report.record import (
    ANNEX,
    MADE_BY,
    RECORD,
    WORKBOOK,
    Carried,
    Order,
    SignedBy,
    carried_files,
    record_of,
)
from ecq.telling.report.sections import view_of
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.pdf.layout.cover import frame, masthead
from ecq.writers.pdf.render import render, render_pages
from ecq.writers.pdf.signing import Signer


def build_report(rubric: Rubric, assessment: Assessment, lang: Lang, day: str) -> bytes:
    """The readiness report in its standard extent, with the assessment, the rubric and the scorecard inside.

    The same input gives the same bytes. Raises ReportError where `day` is not a date.
    """
    return make_report(Order(rubric, assessment, Options(lang=lang), day))


def make_report(order: Order, signer: Signer | None = None) -> bytes:
    """The report with everything a reader may choose, and signed where there is a signer."""
    model, carried, _ = sealed(order, signed_by=signer.named if signer else None)
    return render(model, carried, order.options.brand.accent, order.logo, signer)


def lacking_in(order: Order) -> str:
    """The characters of an assessment and of the choices that the fonts lack; "" where they have all."""
    said = said_in(order.assessment, order.options)
    return lacking(said, face(False).covered) if RARE.search(said) else ""


def sealed(
    order: Order, made_by: str = MADE_BY, signed_by: SignedBy | None = None
) -> tuple[ReportModel, tuple[Carried, ...], View]:
    """The whole model with its last page, the files the PDF carries, and what both were made from.

    `made_by` and `signed_by` are what a report says of itself: whoever verifies one takes them over.
    """
    order = _settled(order)
    view = view_of(order.rubric, order.assessment, order.options.lang, order.options.parts)
    model = model_of(view, order, order.options.annexed)
    carried = carried_files(view, order)
    annex_by = None
    if order.options.annexed:
        data, annex_by = order.annex or (annex_of(order), writes_annex())
        carried = (*carried, Carried(ANNEX, data, WORKBOOK, "Supplement"))
    record = record_of(model, order, carried, made_by, signed_by, annex_by)
    carried = (*carried, Carried(RECORD, record.data, relationship="Supplement"))
    return replace(model, seal=seal_part(record, carried)), carried, view


def in_print(order: Order) -> ReportModel:
    """The report for a file that carries no workbook: all answers stand in it. Its last page names the PDF."""
    pdf, _, view = sealed(order)
    if not order.options.annexed:
        return pdf
    return replace(model_of(view, _settled(order)), seal=pdf.seal)


def writes_annex() -> str:
    """The program that writes the annex, with its version."""
    return f"XlsxWriter {version('XlsxWriter')}"


def annex_of(order: Order) -> bytes:
    """The workbook of all answers and evidence. Nothing in it is packed, since packing differs between machines."""
    from ecq.writers.sheets.results.build import results_workbook

    answers, out = bound(order.rubric, order.assessment), BytesIO()
    packed = ZipFile(
        BytesIO(results_workbook(order.rubric, answers, order.options.lang, order.day, own_words=order.own_words))
    )
    with ZipFile(out, "w") as loose:
        for part in packed.infolist():
            loose.writestr(ZipInfo(part.filename, part.date_time), packed.read(part))
    return out.getvalue()


def _settled(order: Order) -> Order:
    """The order with options that say what is carried: the kind of the logo, and nothing that is not compared."""
    brand = order.options.brand.model_copy(update={"logo": order.logo.kind if order.logo else None})
    others: Sequence[Rubric] = order.others if order.options.has("editions") else ()
    compared = tuple(other for other in others if other.id != order.rubric.id)
    # Answers given under another rubric than this very one would mix two differences.
    same = order.earlier is not None and order.earlier.assessment.rubric.digest == order.rubric.digest
    earlier = order.earlier if order.options.has("progress") and same else None
    options = order.options.model_copy(update={"brand": brand})
    peers = order.peers if order.options.has("peers") else None
    dated = order.assessment.on(order.day) if day_of(order.day) == order.day else order.assessment
    own_words = order.own_words if options.annexed else ()

    return replace(
        order, assessment=dated, options=options, others=compared, earlier=earlier, peers=peers, own_words=own_words
    )


_TITLE = Style(24, 33, bold=True)
_NO_BRAND = Brand()


def portfolio_pdf(contents: Contents, brand: Brand = _NO_BRAND, logo: Logo | None = None) -> bytes:
    """The PDF. The same contents give the same bytes. Raises ReportError where the day is no date."""
    lang = contents.lang
    sheets = Sheets(type_())
    product, not_a_certificate = words(w.PRODUCT, lang), words(w.NOT_A_CERTIFICATE, lang)
    logo_words = say(r.LOGO_OF, lang, name=brand.name) if brand.name else words(r.LOGO, lang)
    masthead(sheets, brand.name, product, not_a_certificate, logo, logo_words)
    _title(sheets, contents)
    lay_blocks(sheets, tuple(portfolio_blocks(contents)))
    made_with = say(r.MADE_WITH, lang, product=product) if brand.name else product
    foot = f"{made_with} · {not_a_certificate}"
    frames = frame(sheets, brand.name or product, f"{contents.title} · {contents.day}", (foot, foot), logo)
    title = " · ".join(part for part in (contents.title, brand.name, contents.day) if part)
    return render_pages(sheets, frames, LANGUAGES[lang].tag, title, contents.day, brand.accent, logo)


def _title(sheets: Sheets, contents: Contents) -> None:
    sheets.y = 108.0
    sheets.bookmark(contents.title, 0)
    sheets.paragraph(contents.title, _TITLE)
    sheets.put(box(LEFT, sheets.y + 6, 48, 2.2, JADE))
    sheets.y += 20
    sheets.paragraph(contents.about(), Style(9.5, 16, colour=MUTED))
