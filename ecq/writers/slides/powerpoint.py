"""The slides as a PowerPoint file that can be changed, in ECQ's own looks or on a template.

Titles stand where the outline looks for them; tables and charts are native. ECQ's own template has wide slides with
one layout, faces for both scripts, and a brand's colour, name and logo.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml.etree import tostring
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.presentation import Presentation as Shown
from pptx.slide import SlideLayout
from pptx.util import Pt

from ecq.base.language import LANGUAGES, Lang
from ecq.document.blocks import Deck, Slide
from ecq.document.colours import ACCENT, GOLD, INK, JADE, JADE_MIST, JADE_PALE, LINE, MUTED, RED, WHITE, Colour, tinted
from ecq.document.drawing.page import Style
from ecq.document.logo import Logo
from ecq.writers.slides.drawing import OF_TEMPLATES, OWN, Box, Looks, Painter, lines_of
from ecq.writers.slides.pieces import Run, pieces, states_of
from ecq.writers.slides.template import as_bytes, layout_of, only_layout
from ecq.writers.word.pictures import Png, logo_picture, type_

WIDTH, HEIGHT, EDGE = 960.0, 540.0, 46.0
"""Of a slide, in points; below, places are left, top, width and height."""
TITLE = (EDGE, 58.0, WIDTH - 2 * EDGE, 66.0)
BODY = (EDGE, 130.0, WIDTH - 2 * EDGE, 366.0)
_FOOT, _NUMBER_PLACE = (EDGE, 506.0, 700.0, 22.0), (WIDTH - EDGE - 100, 506.0, 100.0, 22.0)
_HEAD, _NAME_SIZE = 20.0, 14.0
_LATIN = "Arial"
"""Every program has it or one of the same widths."""


def house(lang: Lang, accent: str, brand: str, platform: str, logo: Png | None) -> Any:
    """An empty presentation in ECQ's looks; every slide has the head with brand and platform from its layout."""
    shown: Any = Presentation()
    shown.slide_width, shown.slide_height = Pt(WIDTH), Pt(HEIGHT)
    layout: Any = only_layout(shown, next(one for one in shown.slide_layouts if one.name == "Title and Content"))
    master = layout.slide_master
    places = {"title": TITLE, "body": BODY, "ftr": _FOOT, "sldNum": _NUMBER_PLACE}
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
    return shown


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
    part, theme = _theme_of(master)
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
    chinese = _han_face(lang)
    faces = (("latin", _LATIN if lang == "en" else chinese), ("ea", chinese), ("cs", ""))
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f"{qn('a:themeElements')}/{qn('a:fontScheme')}/{qn(f'a:{kind}')}")
        fonts[:] = [parse_xml(f'<a:{tag} {nsdecls("a")} typeface="{face}"/>') for tag, face in faces]
    part._blob = tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _theme_of(master: Any) -> tuple[Any, Any]:
    """The part that holds a master's theme, and the theme."""
    (part,) = [one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")]
    return part, parse_xml(part.blob)


def _han_face(lang: Lang) -> str:
    return LANGUAGES["zh" if lang == "en" else lang].typeface


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
    shown, size = _fitted_name(text, place[2])
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


def _fitted_name(text: str, width: float) -> tuple[str, float]:
    """A name on two lines at the most: smaller where it is long, cut where it is longer still."""
    size = _NAME_SIZE
    while size > 9 and len(type_().lines(text, width * 0.92, Style(size, size, bold=True))) > (2 if size < 12 else 1):
        size -= 1
    style = Style(size, size, bold=True)
    lines = type_().lines(text, width * 0.92, style)
    if len(lines) <= 2:
        return text, size
    return type_().one_line(text, width * 1.7, style), size


_TITLE_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_READABLE = 8.0
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""Fields have an id; any will do, as long as it is the same every time."""


def powerpoint(deck: Deck, lang: Lang, accent: str, logo: Logo | None, template: bytes | None = None) -> bytes:
    """The PowerPoint file, in ECQ's looks with a brand's colour and logo, or in those of a template."""
    if template is None:
        picture = logo_picture(logo, (150.0, 30.0), deck.logo) if logo else None
        shown = house(lang, accent or ACCENT, deck.brand, deck.platform, picture)
        foot = deck.foot
    else:
        shown = Presentation(BytesIO(template))
        foot = " · ".join((deck.brand, deck.platform, deck.foot))
    layout = layout_of(shown)
    looks = Looks(LANGUAGES[lang].tag, _east_asian(layout, lang), OF_TEMPLATES if template else OWN)
    for slide in deck.slides:
        _slide(shown, layout, slide, looks, foot)
    core = shown.core_properties
    core.title, core.author, core.last_modified_by = deck.title[:255], deck.brand[:255], deck.brand[:255]
    core.created = core.modified = datetime.fromisoformat(deck.day).replace(tzinfo=UTC)
    core.language, core.revision, core.comments = LANGUAGES[lang].tag, 1, deck.foot[:255]
    core.subject = core.keywords = core.category = ""
    return as_bytes(shown)


def _east_asian(layout: SlideLayout, lang: Lang) -> str:
    """The theme's face for Han characters, or one by name where the theme has none."""
    face = _theme_of(layout.slide_master)[1].find(f".//{qn('a:minorFont')}/{qn('a:ea')}")
    return "+mn-ea" if face is not None and face.get("typeface") else _han_face(lang)


def _slide(shown: Shown, layout: Any, slide: Slide, looks: Looks, foot: str) -> None:
    drawn = shown.slides.add_slide(layout)
    title = drawn.shapes.title
    assert title is not None  # a layout without one is refused
    body = next((one for one in drawn.placeholders if one is not title and one.placeholder_format.idx), None)
    for other in list(drawn.placeholders):
        if other.placeholder_format.idx not in (0, body.placeholder_format.idx if body else 0):
            other.element.getparent().remove(other.element)
    place = _room(shown, layout, title, body)
    painter = Painter(drawn, looks, body)
    _title(title, slide.title, painter)
    painter.draw(list(pieces(slide.blocks, states_of(slide.blocks), slide.title)), place)
    if painter.unused is not None:
        painter.unused._element.getparent().remove(painter.unused._element)
    _foot(drawn, layout, foot, painter)
    frame = drawn.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "\n".join(slide.notes)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            painter.face(run._r.get_or_add_rPr())


def _room(shown: Shown, layout: Any, title: Any, body: Any) -> Box:
    """Where the layout has its text, or else what is below the title and above the foot."""
    if body is not None and body.width and body.height:
        x, y, width, height = (one.pt for one in (body.left, body.top, body.width, body.height))
        return Box(x, y, width, height)
    top = (title.top + title.height).pt + 10
    feet = [one.top.pt for one in layout.placeholders if one.top and one.top.pt > top]
    bottom = min([shown.slide_height.pt * 0.93, *feet]) - 8  # type: ignore[union-attr]
    return Box(title.left.pt, top, title.width.pt, bottom - top)


def _title(title: Any, text: str, painter: Painter) -> None:
    """The title, as large as it fits its box."""
    width, height = (title.width.pt - 16) * 0.88, title.height.pt - 8  # bold faces of other machines are wider still
    fitting = (one for one in _TITLE_SIZES if lines_of((Run(text, one, bold=True),), width) * one * 1.3 <= height)
    frame = title.text_frame
    frame.text = text
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    paragraph.line_spacing = 0.9
    (run,) = paragraph.runs
    run.font.size = Pt(next(fitting, _TITLE_SIZES[-1]))
    painter.face(run._r.get_or_add_rPr())


def _foot(drawn: Any, layout: Any, foot: str, painter: Painter) -> None:
    """Foot and number in the places that the layout has for them; without one the foot stands at the bottom."""
    held = {one.element.ph.get("type"): one for one in layout.placeholders}
    shown = drawn.part.package.presentation_part.presentation
    if "ftr" in held:
        drawn.shapes._spTree.append(_holder(held["ftr"], 901, "Foot", "<a:r><a:rPr/><a:t/></a:r>"))
    else:
        place = (36, shown.slide_height.pt - 26, shown.slide_width.pt - 72, 20)
        box = drawn.shapes.add_textbox(*map(Pt, place))
        box.name = "Foot"
        box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        box.text_frame.paragraphs[0].add_run()
    written = next(one for one in drawn.shapes if one.name == "Foot")
    run = written.text_frame.paragraphs[0].runs[0]
    size = _foot_size(foot, written.width.pt)
    if size < _READABLE:  # from the left of the title to the number, or to its right: there is no day beside it
        title, number = drawn.shapes.title, held.get("sldNum")
        right = number.left if number is not None and number.left > title.left else title.left + title.width
        top, height = written.top, written.height
        written.left, written.top, written.width, written.height = title.left, top, right - title.left, height
        size = _foot_size(foot, written.width.pt)
    run.text = foot
    run.font.size = Pt(size)
    painter.face(run._r.get_or_add_rPr())
    if "sldNum" in held:
        field = f'<a:fld id="{_NUMBER}" type="slidenum"><a:rPr/><a:t>{len(shown.slides)}</a:t></a:fld>'
        drawn.shapes._spTree.append(_holder(held["sldNum"], 902, "Number", field))


def _foot_size(foot: str, width: float) -> float:
    """The size at which a foot has one line, or else the least."""
    sizes = (10.0, 9.0, 8.0, 7.0, 6.0)
    return next((one for one in sizes if lines_of((Run(foot, one),), width - 14) == 1), sizes[-1])


def _holder(held: Any, number: int, name: str, inside: str) -> Any:
    """A placeholder of a slide for one of its layout."""
    place = held.element.ph
    kind, at = place.get("type"), place.get("idx", "0")
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" idx="{at}" sz="quarter"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{inside}</a:p></p:txBody></p:sp>"
    )
