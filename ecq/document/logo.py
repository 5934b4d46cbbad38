"""Logos for the cover: checked, and written anew so that only what is drawn is left.

A file someone gives is not trusted: size and pixels are limited before anything is unpacked, and of an SVG only plain
shapes in flat colours are taken. Whatever else it holds is either dropped without a trace or refused with one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, NoReturn
from xml.etree.ElementTree import Element, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ecq.base.errors import ReportError
from ecq.base.file_limits import LOGO_LIMIT, PIXELS_LIMIT, SVG_DEPTH_LIMIT, SVG_LIMIT, SVG_PARTS_LIMIT

_LARGEST = (1200, 400)
"""A picture is scaled to fit this many pixels: 300 to the inch at the largest size it is drawn."""

_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_TAGS = {"svg", "g", "style", *_SHAPES}
_DROPPED = {"title", "desc", "metadata", "namedview"}
"""Taken out without a word: they draw nothing."""
_PAINT = {
    *("fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    *("stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity"),
}
_PLACE = {
    *("d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "ry", "cx", "cy", "r", "points", "transform"),
    *("viewBox", "preserveAspectRatio", "class", "style"),
}


@dataclass(frozen=True)
class Logo:
    """A logo that may be drawn; `data` is what was written anew. Width and height say its shape, in any unit."""

    kind: Literal["png", "svg"]
    data: bytes
    width: float
    height: float

    @property
    def mime(self) -> str:
        """Its media type."""
        return "image/png" if self.kind == "png" else "image/svg+xml"


def read_logo(data: bytes, where: str) -> Logo:
    """A logo from a PNG, JPEG or SVG file. Raises ReportError with one sentence naming `where`."""
    if len(data) > LOGO_LIMIT:
        _refuse(where, f"is larger than {LOGO_LIMIT // 1_000_000} MB", f"超过 {LOGO_LIMIT // 1_000_000} MB")
    for begins, kind in _KINDS.items():
        if data.startswith(begins):
            return _pixels(data, kind, where)
    if b"<svg" in data[:4096] or data.lstrip()[:1] == b"<":
        return _svg(data, where)
    return _refuse(where, "is neither PNG, JPEG nor SVG", "不是 PNG、JPEG 或 SVG")


def carried_logo(data: bytes, kind: Literal["png", "svg"], where: str) -> Logo:
    """The logo that a report carries, checked like any other but taken as it is."""
    logo = read_logo(data, where)
    if logo.kind != kind:
        _refuse(where, f"is no {kind.upper()}", f"不是 {kind.upper()}")
    return Logo(kind, data, logo.width, logo.height)


def _refuse(where: str, why: str, zh: str) -> NoReturn:
    raise ReportError(
        f"{where} {why}; take a PNG, a JPEG or a plain SVG as logo", f"{where} {zh}，标志请用 PNG、JPEG 或简单的 SVG"
    )


def _pixels(data: bytes, kind: str, where: str) -> Logo:
    """A picture of pixels, as a PNG on white, upright."""
    from PIL import Image, ImageOps  # as fpdf2 below: who reads a report or scores has no logo to draw

    try:
        with Image.open(BytesIO(data), formats=[kind]) as opened:
            width, height = opened.size
            if width * height > PIXELS_LIMIT:
                millions = width * height / 1_000_000
                _refuse(
                    where,
                    f"has {millions:.0f} megapixels, at most {PIXELS_LIMIT // 1_000_000} are taken",
                    f"有 {millions:.0f} 百万像素，最多 {PIXELS_LIMIT // 1_000_000}",
                )
            drawn = ImageOps.exif_transpose(opened).convert("RGBA")
    except (MemoryError, ReportError):  # whoever limits the memory says so
        raise
    except Exception:  # Pillow raises many kinds of error for damaged files
        _refuse(where, "is damaged", "已损坏")
    on_white = Image.new("RGB", drawn.size, "white")
    on_white.paste(drawn, mask=drawn.getchannel("A"))
    on_white.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    out = BytesIO()
    on_white.save(out, "PNG")
    return Logo("png", out.getvalue(), *on_white.size)


def _svg(data: bytes, where: str) -> Logo:
    if len(data) > SVG_LIMIT:
        _refuse(where, f"is an SVG larger than {SVG_LIMIT // 1000} KB", f"是超过 {SVG_LIMIT // 1000} KB 的 SVG")
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        _refuse(where, "defines entities or names a file outside itself", "里有实体定义或外部文件的引用")
    except (ParseError, ValueError, LookupError, RecursionError):
        _refuse(where, "is damaged", "已损坏")
    if _local(root) != "svg":
        _refuse(where, "is XML, but no SVG", "是 XML，但不是 SVG")
    if sum(1 for _ in root.iter()) > SVG_PARTS_LIMIT:
        _refuse(where, f"has more than {SVG_PARTS_LIMIT} parts", f"超过 {SVG_PARTS_LIMIT} 个图形")
    clean = _cleaned(root, where, 0)
    width, height = _size(root, where)
    clean.set("xmlns", "http://www.w3.org/2000/svg")
    clean.set("viewBox", root.get("viewBox") or f"0 0 {width:g} {height:g}")
    clean.set("width", f"{width:g}")
    clean.set("height", f"{height:g}")
    written = tostring(clean, encoding="utf-8")
    _draw(written, where)
    return Logo("svg", written, width, height)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _cleaned(element: Element, where: str, depth: int) -> Element:
    """The element with what is drawn and nothing else."""
    if depth > SVG_DEPTH_LIMIT:
        _refuse(where, "is nested too deep", "嵌套太深")
    cleaned = Element(_local(element))
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        if plain.lower().startswith("on"):
            _refuse(where, "carries a script", "里有脚本")
        if plain == "href" or re.search(r"url\(|javascript:|@import|expression\(", value, re.IGNORECASE):
            _refuse(
                where, "refers to something else (a link, a gradient or a file)", "里有引用（链接、渐变或外部文件）"
            )
        if "}" not in name and (plain in _PAINT or plain in _PLACE):
            cleaned.set(plain, value)
    if _local(element) == "style":
        cleaned.text = _rules(element.text or "", where)
    for child in element:
        name = _local(child)
        if name == "script":
            _refuse(where, "carries a script", "里有脚本")
        if name in _DROPPED and not any(_local(below) in _TAGS - {"style"} for below in child.iter()):
            continue
        if name == "defs":  # all else in it is drawn by reference alone, which is refused
            cleaned.extend([_cleaned(below, where, depth + 1) for below in child if _local(below) == "style"])
        elif name in _TAGS:
            cleaned.append(_cleaned(child, where, depth + 1))
        elif name in ("text", "tspan", "textPath"):
            _refuse(
                where,
                "holds text, which would need its font: save it with text as paths",
                "里有文字，要有它的字体才能画：请把文字转成路径再存",
            )
        else:
            _refuse(
                where, f"holds <{name[:20]}>, and only plain shapes are taken", f"里有 <{name[:20]}>，只能用简单图形"
            )
    return cleaned


def _rules(text: str, where: str) -> str:
    """A style sheet of plain rules for classes, whole ones alone: fpdf2 looks for ends again and again where there is none."""
    sheet = _without_comments(text)
    if re.search(r"url\(|@|javascript:|expression\(|<", sheet, re.IGNORECASE):
        _refuse(where, "has a style sheet that refers to something else", "的样式表引用了别的内容")
    rules = []
    for rule in sheet.split("}")[:-1]:
        before, opened, declarations = rule.rpartition("{")
        selectors = before.rpartition("{")[2].strip()
        if opened and selectors:
            rules.append(f"{selectors} {{{declarations.strip()}}}")
    return "\n".join(rules)


def _without_comments(sheet: str) -> str:
    """What a style sheet says, in one pass."""
    parts, end = [], 0
    while (begin := sheet.find("/*", end)) >= 0:
        parts.append(sheet[end:begin])
        closing = sheet.find("*/", begin + 2)
        end = closing + 2 if closing >= 0 else len(sheet)
    return " ".join((*parts, sheet[end:]))


def _size(root: Element, where: str) -> tuple[float, float]:
    """Width and height from the view box, or else from the size."""
    box = re.findall(r"[-+]?[\d.]+(?:e[-+]?\d+)?", root.get("viewBox", ""))
    given = box[2:4] if len(box) == 4 else [re.sub(r"[a-z%]+$", "", root.get(key, "")) for key in ("width", "height")]
    try:
        width, height = (float(one) for one in given)
    except ValueError:
        _refuse(where, "does not say how large it is", "没有写明大小")
    if not (0 < width < 1e6 and 0 < height < 1e6):
        _refuse(where, "does not say how large it is", "没有写明大小")
    return width, height


def _draw(svg: bytes, where: str) -> None:
    """Draw it once on a throw-away page, so that what fpdf2 cannot draw is refused now and not in the middle of a report."""
    from fpdf import FPDF

    try:
        pdf = FPDF(unit="pt")
        pdf.add_page()
        pdf.image(BytesIO(svg), 0, 0, 100, 30)
        pdf.output()
    except Exception:  # fpdf2 raises many kinds of error for values it does not know
        _refuse(where, "has shapes or colours that cannot be drawn", "里有画不出来的图形或颜色")
