"""The portfolio as PDF, under one's own brand. What it says is told in `telling.portfolio.document`."""

from __future__ import annotations

from ecq.base.language import LANGUAGES, words
from ecq.document.colours import JADE, MUTED
from ecq.document.drawing.fonts import face
from ecq.document.drawing.line_breaking import Coverage
from ecq.document.drawing.page import LEFT, Sheets, Style, Type, box
from ecq.document.logo import Logo
from ecq.telling.portfolio.contents import Contents
from ecq.telling.portfolio.document import portfolio_blocks
from ecq.telling.report import words as r
from ecq.telling.report.options import Brand
from ecq.telling.text import words as w
from ecq.telling.text.words import say
from ecq.writers.pdf.layout.blocks import lay_blocks
from ecq.writers.pdf.layout.cover import Masthead, frame, masthead
from ecq.writers.pdf.render import render_pages

_TITLE = Style(24, 33, bold=True)
_NO_BRAND = Brand()


def portfolio_pdf(contents: Contents, brand: Brand = _NO_BRAND, logo: Logo | None = None) -> bytes:
    """The PDF. The same contents give the same bytes. Raises ReportError where the day is no date."""
    lang = contents.lang
    regular, bold = face(False), face(True)
    sheets = Sheets(Type(regular.widths, bold.widths, Coverage(regular.covered & bold.covered)))
    product, not_a_certificate = words(w.PRODUCT, lang), words(w.NOT_A_CERTIFICATE, lang)
    logo_words = say(r.LOGO_OF, lang, name=brand.name) if brand.name else words(r.LOGO, lang)
    masthead(sheets, Masthead(brand.name, logo_words, product, not_a_certificate), logo)
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
