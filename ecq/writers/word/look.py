"""Styles of the Word report: fonts for both scripts, headings, lists, tables. A template's own styles go before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from ecq.base.language import LANGUAGES, Lang
from ecq.document.blocks import Tone
from ecq.document.colours import INK, JADE, LINE, MUTED, TONES, Colour, tinted

TABLE = "Report Table"
_EAST_ASIA: dict[Lang, str] = {"zh": "zh-CN", "zh-Hant": "zh-TW", "en": "zh-CN"}
"""Words of an operator are Chinese in an English report too; their script needs a language of its own."""
_LATIN_FACE = "Arial"
"""Every word processor has it or one of the same widths."""

_STANDS_IN = {"Microsoft YaHei": "Noto Sans CJK SC", "Microsoft JhengHei": "Noto Sans CJK TC"}


@dataclass(frozen=True)
class _Paragraphs:
    """How a paragraph style looks. Sizes in points."""

    size: float
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: Colour = INK
    keep: bool = False
    line: float = 1.1


_PARAGRAPHS: dict[str, _Paragraphs] = {
    "Normal": _Paragraphs(10.5, after=4),
    "Title": _Paragraphs(26, before=6, after=10, bold=True, line=1.15),
    "Subtitle": _Paragraphs(11, before=24, colour=MUTED),
    "Heading 1": _Paragraphs(18, before=28, after=8, bold=True, keep=True, line=1.15),
    "Heading 2": _Paragraphs(12.5, before=14, after=4, bold=True, keep=True, line=1.15),
    "Heading 3": _Paragraphs(11, before=10, after=2, bold=True, keep=True, line=1.15),
    "List Bullet": _Paragraphs(10.5, after=2),
    "List Number": _Paragraphs(10.5, after=2),
    "Caption": _Paragraphs(9, before=6, after=4, colour=MUTED),
    "Header": _Paragraphs(8.5, colour=MUTED, line=1.0),
    "Footer": _Paragraphs(8.5, colour=MUTED, line=1.0),
    "toc 1": _Paragraphs(10.5, after=2),
    "toc 2": _Paragraphs(10, after=1),
    "TOC Heading": _Paragraphs(12.5, before=14, after=4, bold=True, keep=True),
    "Lead": _Paragraphs(11.5, after=4, bold=True),
    "Note": _Paragraphs(9, after=3, colour=MUTED),
    "Topic": _Paragraphs(9.5, before=24, bold=True, colour=JADE, keep=True),
    "Opinion": _Paragraphs(10.5, before=4, after=6, colour=JADE),
    "Cover Text": _Paragraphs(10, before=3, after=3, line=1.0),
    "Table Text": _Paragraphs(9, before=1, after=1, line=1.0),
    "Table Head": _Paragraphs(8, before=1, after=1, colour=MUTED, keep=True, line=1.0),
}


@dataclass(frozen=True)
class _Letters:
    """How a character style looks; what is None is the paragraph's."""

    bold: bool | None = None
    colour: Colour | None = None
    size: float | None = None


TONE_STYLES: Mapping[Tone, str] = {"": "", "strong": "Strong", "muted": "Muted", "bad": "Failed", "accent": "Accent"}
"""The character style of each tone."""

_LETTERS: dict[str, _Letters] = {
    **{TONE_STYLES[tone]: _Letters(look.bold or None, look.colour) for tone, look in TONES.items() if tone},
    "Number": _Letters(bold=True, size=16),
    "Second Language": _Letters(bold=False, colour=MUTED),
}


def dress(document: Document, lang: Lang, accent: str, own: bool) -> None:
    """Give a document the styles that it lacks; `own`: it is no one's template, so all of them look as ECQ's do."""
    tints = tinted(accent)
    if own:
        _fonts_of_all(document, lang)
    for name, look in _PARAGRAPHS.items():
        style, new = _style(document, name, WD_STYLE_TYPE.PARAGRAPH)
        if own or new:
            assert isinstance(style, ParagraphStyle)
            _dress_paragraph(document, style, look)
    for name, letters in _LETTERS.items():
        style, new = _style(document, name, WD_STYLE_TYPE.CHARACTER)
        if own or new:
            style.font.bold = letters.bold
            style.font.size = Pt(letters.size) if letters.size else None
            if letters.colour:
                style.font.color.rgb = RGBColor(*tints.get(letters.colour, letters.colour))
    if TABLE not in [style.name for style in document.styles]:
        document.styles.element.append(_table_style())


def _style(document: Document, name: str, kind: WD_STYLE_TYPE) -> tuple[CharacterStyle, bool]:
    """A style by its name, and whether it had to be made."""
    for style in document.styles:
        if style.name == name and style.type == kind:
            return style, False
    return document.styles.add_style(name, kind, builtin=name[:3] in ("toc", "TOC")), True


def _dress_paragraph(document: Document, style: ParagraphStyle, look: _Paragraphs) -> None:
    if style.name != "Normal":
        style.base_style = document.styles["Normal"]
    properties = style.element.rPr
    if properties is not None:  # theme fonts, colours and italics of the library's sample document
        style.element.remove(properties)
    for tag in ("w:pBdr", "w:tabs", "w:contextualSpacing"):
        for found in style.element.get_or_add_pPr().findall(qn(tag)):
            style.element.pPr.remove(found)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(look.size), look.bold, RGBColor(*look.colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing, shape.keep_with_next, shape.keep_together = look.line, look.keep, look.keep
    shape.widow_control = True


def _fonts_of_all(document: Document, lang: Lang) -> None:
    """Faces and languages where every style inherits them from."""
    chinese = LANGUAGES["zh" if lang == "en" else lang].typeface
    latin = _LATIN_FACE if lang == "en" else chinese
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert run is not None
    for child in list(run):
        if child.tag in (qn("w:rFonts"), qn("w:lang")):
            run.remove(child)
    # The table of fonts: what stands in for a face on a machine without it.
    (part,) = [one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable")]
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{_STANDS_IN.get(face, "Liberation Sans")}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for face in sorted({latin, chinese})
    )
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
    run.insert(0, element("w:rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=chinese))
    run.append(element("w:lang", val="en-US", eastAsia=_EAST_ASIA[lang], bidi="ar-SA"))


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with its attributes, which are of the same."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _table_style() -> BaseOxmlElement:
    """Rules between rows, none between columns; a stronger one below the head."""
    line, strong = ("{:02X}{:02X}{:02X}".format(*colour) for colour in (LINE, MUTED))
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{line}"'
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{strong}"/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
