"""ECQ's own PowerPoint template: wide slides with one layout, faces for both scripts, and a brand's colour, name and logo."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml.etree import tostring
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.presentation import Presentation as Shown
from pptx.util import Pt

from ecq.base.language import LANGUAGES, Lang
from ecq.document.colours import GOLD, INK, JADE, JADE_MIST, JADE_PALE, LINE, MUTED, RED, WHITE, Colour, tinted
from ecq.document.drawing.page import Style
from ecq.writers.slides.package import only_layout
from ecq.writers.word.pictures import Png, type_

WIDTH, HEIGHT, EDGE = 960.0, 540.0, 46.0
TITLE = (EDGE, 58.0, WIDTH - 2 * EDGE, 66.0)
BODY = (EDGE, 130.0, WIDTH - 2 * EDGE, 366.0)
_FOOT, _NUMBER = (EDGE, 506.0, 700.0, 22.0), (WIDTH - EDGE - 100, 506.0, 100.0, 22.0)
_HEAD, _NAME_SIZE = 20.0, 14.0
_LATIN = "Arial"
"""Every program has it or one of the same widths."""
_LAYOUT = "Title and Content"


def house(lang: Lang, accent: str, brand: str, platform: str, logo: Png | None) -> Shown:
    """An empty presentation in ECQ's looks; every slide has the head with brand and platform from its layout."""
    shown: Any = Presentation()
    shown.slide_width, shown.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layout: Any = only_layout(shown, next(one for one in shown.slide_layouts if one.name == _LAYOUT))
    master = layout.slide_master
    places = {"title": TITLE, "body": BODY, "ftr": _FOOT, "sldNum": _NUMBER}
    for holder in (master, layout):
        for shape in list(holder.placeholders):
            kind = shape.element.ph.get("type", "body")
            if kind not in places:
                shape.element.getparent().remove(shape.element)
                continue
            x, y, width, height = places[kind]
            shape.left, shape.top, shape.width, shape.height = Pt(x), Pt(y), Pt(width), Pt(height)
    _dress(master)
    _theme(master, lang, accent)
    _head(layout, brand, platform, logo)
    empty: Shown = shown
    return empty


def _dress(master: Any) -> None:
    """Sizes, weights and places of title, text and foot."""
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("b", "1")
    title.find(qn("a:defRPr")).set("sz", "2600")
    for shape in master.placeholders:
        kind = shape.element.ph.get("type", "body")
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = Pt(6)
        if kind == "title":
            frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        if kind in ("ftr", "sldNum"):
            level = shape.element.txBody.find(f"{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")
            level.set("algn", "l" if kind == "ftr" else "r")
            level.find(qn("a:defRPr")).set("sz", "1000")
    for fit in master.element.iter(qn("a:normAutofit")):
        fit.getparent().remove(fit)


def _theme(master: Any, lang: Lang, accent: str) -> None:
    """Colours and faces where every shape inherits them from."""
    (part,) = [one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")]
    theme = parse_xml(part.blob)
    theme.set("name", "ECQ")
    tints = tinted(accent)
    jade, pale, mist = (tints.get(one, one) for one in (JADE, JADE_PALE, JADE_MIST))
    colours: dict[str, Colour] = {
        **{"dk1": INK, "lt1": WHITE, "dk2": MUTED, "lt2": LINE, "accent1": jade, "accent2": pale, "accent3": mist},
        **{"accent4": GOLD, "accent5": RED, "accent6": MUTED, "hlink": jade, "folHlink": MUTED},
    }
    scheme = theme.find(f"{qn('a:themeElements')}/{qn('a:clrScheme')}")
    for name, colour in colours.items():
        old = scheme.find(qn(f"a:{name}"))
        value = "{:02X}{:02X}{:02X}".format(*colour)
        scheme.replace(old, parse_xml(f'<a:{name} {nsdecls("a")}><a:srgbClr val="{value}"/></a:{name}>'))
    chinese = LANGUAGES["zh" if lang == "en" else lang].typeface
    latin = _LATIN if lang == "en" else chinese
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f"{qn('a:themeElements')}/{qn('a:fontScheme')}/{qn(f'a:{kind}')}")
        for child in list(fonts):
            fonts.remove(child)
        for tag, face in (("latin", latin), ("ea", chinese), ("cs", "")):
            fonts.append(parse_xml(f'<a:{tag} {nsdecls("a")} typeface="{face}"/>'))
    part._blob = tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _head(layout: Any, brand: str, platform: str, logo: Png | None) -> None:
    """A strip in the accent, the logo with the brand's name, and whose result it is: once, in the layout."""
    tree = layout.shapes._spTree
    tree.append(_shape(101, "Accent", (0, 0, WIDTH, 6), fill=True))
    left = EDGE + 6
    if logo is not None:
        _, name = layout.part.get_or_add_image_part(BytesIO(logo.data))
        size = (int(Pt(left)), int(Pt(_HEAD)), int(Pt(logo.width)), int(Pt(logo.height)))
        picture: Any = CT_Picture
        tree.append(picture.new_pic(102, "Logo", logo.alt, name, *size))
        left += logo.width + 8
    middle = WIDTH / 2
    tree.append(_shape(103, "Brand", (left, _HEAD, middle - left, 32), brand, "accent1"))
    tree.append(_shape(104, "Platform", (middle + 12, _HEAD, middle - EDGE - 18, 32), platform, "tx1", right=True))


def _shape(
    number: int,
    name: str,
    place: tuple[float, ...],
    text: str = "",
    colour: str = "",
    right: bool = False,
    fill: bool = False,
) -> Any:
    x, y, width, height = (int(Pt(one)) for one in place)
    ground = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>' if fill else "<a:noFill/>"
    shown, size = fitted_name(text, place[2])
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}<a:ln><a:noFill/></a:ln></p:spPr><p:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{"r" if right else "l"}"/></a:p></p:txBody></p:sp>'
    )
    if text:
        paragraph = shape.txBody.p_lst[0]
        run = paragraph.add_r(shown)
        properties = run.get_or_add_rPr()
        properties.set("sz", str(int(size * 100)))
        properties.set("b", "0" if right else "1")
        properties.append(parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="{colour}"/></a:solidFill>'))
        properties.append(parse_xml(f'<a:ea {nsdecls("a")} typeface="+mn-ea"/>'))
    return shape


def fitted_name(text: str, width: float) -> tuple[str, float]:
    """A name on two lines at the most: smaller where it is long, cut where it is longer still."""
    size = _NAME_SIZE
    while size > 9 and len(type_().lines(text, width * 0.92, Style(size, size, bold=True))) > (2 if size < 12 else 1):
        size -= 1
    style = Style(size, size, bold=True)
    lines = type_().lines(text, width * 0.92, style)
    if len(lines) <= 2:
        return text, size
    return type_().one_line(text, width * 1.7, style), size
