"""Builds each PDF in one call: the report, a portfolio, and files of evidence bound as one.

Must not read the clock or any file of its own; the same input gives the same bytes. Bound evidence is PDF/A-3: an
index with page numbers, then every page as it was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from PIL import Image

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.day import day_of
from ecq.base.language import LANGUAGES, Lang, words
from ecq.document.blocks import Chapter, Paragraph, Row, Said, Table, cell
from ecq.document.colours import JADE, MUTED
from ecq.document.drawing.fonts import face, type_
from ecq.document.drawing.line_breaking import lacking
from ecq.document.drawing.page import BOTTOM, LEFT, SMALL, WIDTH, Picture, Sheets, Style, box
from ecq.document.logo import Logo
from ecq.rubric.model import Rubric
from ecq.telling.evidence import words as e
from ecq.telling.evidence.binder import Binder, Thing
from ecq.telling.portfolio.contents import Contents, portfolio_blocks
from ecq.telling.report import whole as report
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.shown import RARE, Brand, Options, said_in
from ecq.telling.report.whole import Carried, Order, ReportModel, SignedBy
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns
from ecq.telling.text.words import say
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.pdf.layout.cover import frame, masthead
from ecq.writers.pdf.render import render, render_pages
from ecq.writers.pdf.signatures import Signer


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
    order: Order, made_by: str = report.MADE_BY, signed_by: SignedBy | None = None
) -> tuple[ReportModel, tuple[Carried, ...], View]:
    """The whole model with its last page, the files the PDF carries, and what both were made from.

    `made_by` and `signed_by` are what a report says of itself: whoever verifies one takes them over.
    """
    order = _settled(order)
    view = report.view_of(order.rubric, order.assessment, order.options.lang, order.options.parts)
    model = report.model_of(view, order, order.options.annexed)
    carried = report.carried_files(view, order)
    annex_by = None
    if order.options.annexed:
        data, annex_by = order.annex or (annex_of(order), writes_annex())
        carried = (*carried, Carried(report.ANNEX, data, report.WORKBOOK, "Supplement"))
    record = report.record_of(model, order, carried, made_by, signed_by, annex_by)
    carried = (*carried, Carried(report.RECORD, record.data, relationship="Supplement"))
    return replace(model, seal=report.seal_part(record, carried)), carried, view


def in_print(order: Order) -> ReportModel:
    """The report for a file that carries no workbook: all answers stand in it. Its last page names the PDF."""
    pdf, _, view = sealed(order)
    if not order.options.annexed:
        return pdf
    return replace(report.model_of(view, _settled(order)), seal=pdf.seal)


def writes_annex() -> str:
    """The program that writes the annex, with its version."""
    return f"XlsxWriter {version('XlsxWriter')}"


def annex_of(order: Order) -> bytes:
    """The workbook of all answers and evidence. Nothing in it is packed, since packing differs between machines."""
    from ecq.writers.sheets.results.build import results_workbook

    answers, out = rebind(order.assessment, order.rubric), BytesIO()
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


_NO_BRAND = Brand()


def portfolio_pdf(contents: Contents, brand: Brand = _NO_BRAND, logo: Logo | None = None) -> bytes:
    """The PDF. The same contents give the same bytes. Raises ReportError where the day is no date."""
    lang = contents.lang
    sheets = Sheets(type_())
    product, not_a_certificate = words(w.PRODUCT, lang), words(w.NOT_A_CERTIFICATE, lang)
    logo_words = say(r.LOGO_OF, lang, name=brand.name) if brand.name else words(r.LOGO, lang)
    masthead(sheets, brand.name, product, not_a_certificate, logo, logo_words)
    sheets.y = 108.0
    sheets.bookmark(contents.title, 0)
    sheets.paragraph(contents.title, Style(24, 33, bold=True))
    sheets.put(box(LEFT, sheets.y + 6, 48, 2.2, JADE))
    sheets.y += 20
    sheets.paragraph(contents.about(), Style(9.5, 16, colour=MUTED))
    lay_blocks(sheets, tuple(portfolio_blocks(contents)))
    made_with = say(r.MADE_WITH, lang, product=product) if brand.name else product
    foot = f"{made_with} · {not_a_certificate}"
    frames = frame(sheets, brand.name or product, f"{contents.title} · {contents.day}", (foot, foot), logo)
    title = " · ".join(part for part in (contents.title, brand.name, contents.day) if part)
    return render_pages(sheets, frames, LANGUAGES[lang].tag, title, contents.day, brand.accent, logo)


def bound_pdf(whole: Binder, pictures: Mapping[str, Sequence[bytes]]) -> bytes:
    """The PDF as of the binder's day. `pictures` are the pages of each file by its hash, as JPEG; none where it is not to be drawn."""
    lang, day = whole.lang, whole.assessment.day
    files = {one.item.file.sha256: one.item.file for piece in whole.pieces for one in piece.things if one.item.file}
    index_pages, sheets = 0, _index(whole, {})
    while len(sheets.pages) > index_pages:  # the numbers are known when the index is as long as it was taken for
        index_pages, first, starts = len(sheets.pages), len(sheets.pages) + 1, {}
        for digest, pages in pictures.items():
            starts.update({digest: first} if pages else {})
            first += len(pages)
        sheets = _index(whole, starts)
    for _ in range(index_pages - len(sheets.pages)):
        sheets.turn()
    for digest, pages in pictures.items():
        for number, picture in enumerate(pages, 1):
            _page(
                sheets,
                picture,
                say(e.PAGE_OF, lang, name=files[digest].name, page=number, pages=len(pages)),
                number == 1,
            )
    title = " · ".join(filter(None, (words(e.BOUND, lang), whole.assessment.name, day)))
    foot = f"{words(w.PRODUCT, lang)} · {words(w.NOT_A_CERTIFICATE, lang)}"
    frames = frame(sheets, words(w.PRODUCT, lang), title, (foot, foot), None)
    return render_pages(sheets, frames, LANGUAGES[lang].tag, title, day)


def _index(whole: Binder, starts: Mapping[str, int]) -> Sheets:
    sheets, lang = Sheets(type_()), whole.lang
    heads = columns(lang, (e.INDEX_COLUMNS[3], 42), (e.INDEX_COLUMNS[5], 46), (e.ON_PAGE, 12), right=(2,))
    title = LANGUAGES[lang].colon.join(filter(None, (words(e.BOUND, lang), whole.assessment.name)))
    told = (Paragraph(whole.head), Paragraph(words(e.BOUND_HOLDS, lang), "note"))
    lay_blocks(sheets, (Chapter(title), *told, Table(heads, tuple(_rows(whole, starts)), small=True)))
    return sheets


def _rows(whole: Binder, starts: Mapping[str, int]) -> Iterator[Row]:
    for question in whole.questions:
        if question.needed:
            yield Row((cell(f"{whole.place(question)[1]} · {question.text}"),), "group")
        for piece in question.needed:
            if not piece.proving:
                state = Said(words(e.PIECE_STATES[piece.state], whole.lang), "muted")
                yield Row((cell(piece.text), cell(state), cell("")))
            for thing in piece.proving:
                kept = thing.item.file
                page = "" if kept is None else str(starts.get(kept.sha256) or words(e.IN_DOSSIER, whole.lang))
                about = Said(_about(thing, thing.ends[piece.id], whole.lang), "muted")
                yield Row((cell(piece.text), cell(thing.item.text, about), cell(page)))


def _about(thing: Thing, until: str | None, lang: Lang) -> str:
    """Where it lies, its dates, who reviewed it, and the digest of its file."""
    item, review = thing.item, thing.item.review
    parts = [item.place, say(e.DATED_DAY, lang, day=item.dated) if item.dated else ""]
    parts += [say(e.UNTIL_DAY, lang, day=until) if until else ""]
    parts += [say(e.REVIEWED_BY, lang, by=review.by, day=review.on, verdict=words(e.ACCEPTED, lang)) if review else ""]
    parts += [f"SHA-256 {item.file.sha256}"] if item.file else []
    return " · ".join(filter(None, parts))


def _page(sheets: Sheets, picture: bytes, about: str, first: bool) -> None:
    """A page with a line above it, as large as it fits."""
    sheets.turn()
    if first:
        sheets.bookmark(about, 0)
    sheets.paragraph(sheets.type.one_line(about, WIDTH, SMALL), SMALL)
    with Image.open(BytesIO(picture)) as opened:
        width, height = opened.size
    scale = min(WIDTH / width, (BOTTOM - sheets.y - 6) / height)
    x = LEFT + (WIDTH - width * scale) / 2
    sheets.put(Picture(x, sheets.y + 6, width * scale, height * scale, about, picture))
