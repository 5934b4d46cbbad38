"""The same characters as a report, written by others the way their manuals show: ReportLab and WeasyPrint; and slides by python-pptx alone.

Neither is needed by ECQ or its tests: install the extra `bench` to compare. Each gets every string of the report's model
as a paragraph of its own, with the same fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from html import escape
from io import BytesIO
from pathlib import Path

import ecq.document

FONTS = Path(ecq.document.__file__).parent / "fonts"
Writer = Callable[[list[str]], bytes]


def strings(value: object) -> Iterator[str]:
    """Every text of a report's model, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from strings(getattr(value, one.name))


def bare_fpdf2(texts: list[str]) -> bytes:
    """fpdf2 alone, a paragraph a text."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_font("sans", "", FONTS / "NotoSansSC-Regular.ttf")
    pdf.add_page()
    pdf.set_font("sans", "", 9.5)
    for text in texts:
        if text.strip():
            pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def bare_slides(slides: list[tuple[str, list[str]]]) -> bytes:
    """python-pptx alone, as its manual begins: a title and a text box a slide, no chart and no table."""
    from pptx import Presentation
    from pptx.util import Pt

    shown = Presentation()
    for title, texts in slides:
        drawn = shown.slides.add_slide(shown.slide_layouts[5])
        drawn.shapes.title.text = title
        drawn.shapes.add_textbox(Pt(40), Pt(120), Pt(600), Pt(350)).text_frame.text = "\n".join(texts)
    out = BytesIO()
    shown.save(out)
    return out.getvalue()


def reportlab(texts: list[str]) -> bytes:
    """ReportLab's platypus; the font is registered once, as its manual says."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    if "sans" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("sans", FONTS / "NotoSansSC-Regular.ttf"))
    style = ParagraphStyle("body", fontName="sans", fontSize=9.5, leading=14, wordWrap="CJK")
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(escape(text), style) for text in texts if text.strip()])
    return out.getvalue()


def weasyprint(texts: list[str]) -> bytes:
    """WeasyPrint from HTML, the font by @font-face."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    source = (FONTS / "NotoSansSC-Regular.ttf").as_uri()
    looks = f'@font-face {{ font-family: sans; src: url("{source}") }} p {{ font: 9.5pt/14pt sans; margin: 0 }}'
    body = "".join(f"<p>{escape(text)}</p>" for text in texts if text.strip())
    page = HTML(string=f'<html lang="zh-CN"><body>{body}</body></html>')
    made: bytes = page.write_pdf(stylesheets=[CSS(string=looks, font_config=fonts)], font_config=fonts)
    return made


WRITERS: dict[str, Writer] = {"fpdf2": bare_fpdf2, "reportlab": reportlab, "weasyprint": weasyprint}
