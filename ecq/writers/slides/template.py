"""A PowerPoint file of one's own as a template: its looks are taken, its slides are not.

The file is not trusted. It is read in a process of its own; what could run or fetch something (macros, links to other
files, embedded objects, sound and film) is refused with one sentence, and what is left is written anew.

What is written is one layout, nothing left over, no clock, the same bytes for the same input.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Shown
from pptx.slide import SlideLayout

from ecq.base import arms_length
from ecq.base.errors import ReportError
from ecq.base.file_limits import PIXELS_LIMIT, SLIDES_LIMIT, SLIDES_PARTS_LIMIT
from ecq.writers.word.template import DAMAGED_ARCHIVE, members_of, must_fit, refuse, refuse_link, repacked

_LEFT_OUT = ("/thumbnail", "/printerSettings", "/custom-properties", "/customXml", "/commentAuthors", "/tags")
_WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def only_layout(shown: Shown, kept: SlideLayout) -> SlideLayout:
    """Leave one layout with its master, and no slide; what nothing leads to any more is not written."""
    for number in list(shown.slides._sldIdLst):
        shown.part.drop_rel(number.rId)
        shown.slides._sldIdLst.remove(number)
    masters = shown.element.sldMasterIdLst
    for number in list(masters):
        if shown.part.related_part(number.rId) is not kept.slide_master.part:
            shown.part.drop_rel(number.rId)
            masters.remove(number)
    for layout in list(kept.slide_master.slide_layouts):
        if layout.part is not kept.part:
            kept.slide_master.slide_layouts.remove(layout)
    for owner in (shown.part, shown.part.package):
        for number, relation in list(owner._rels.items()):
            if relation.reltype.endswith(_LEFT_OUT):
                owner._rels.pop(number)
    return kept


def as_bytes(shown: Shown) -> bytes:
    """The file; its members, and the workbooks of its charts, carry no time of writing."""
    saved = BytesIO()
    shown.save(saved)
    return repacked(saved.getvalue(), lambda name, held: repacked(held, _undated) if name.endswith(".xlsx") else held)


def _undated(name: str, held: bytes) -> bytes:
    return _WRITTEN_AT.sub(rb"\g<1>1980-01-01T00:00:00Z", held) if name == "docProps/core.xml" else held


LEAST_WIDTH, LEAST_HEIGHT = 400, 300
"""Points that slides must be wide and high."""
_KINDS = ("obj", "titleOnly")
"""Layouts that suit, the best first: title and content, title alone."""
_ALIVE = ("/vbaProject", "/control", "/oleObject", "/package", "/audio", "/video", "/media", "/externalLink")
_KEPT = ("/slideLayout", "/slideMaster", "/theme", "/image")
_DAMAGE = (*DAMAGED_ARCHIVE, PythonPptxError, UnidentifiedImageError, AttributeError, TypeError, IndexError)


def read_template(data: bytes, where: str) -> bytes:
    """What is left of a pptx or potx file, read in a process of its own: one layout with its master, as a pptx file without
    slides. Raises ReportError naming `where`.
    """
    return arms_length.read(taken_from, data, where, where=where, error=ReportError)


def taken_from(data: bytes, where: str) -> bytes:
    """The same in this process."""
    must_fit(data, where, ".ppt")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            plain = _checked(archive, where)
        return _taken(Presentation(BytesIO(plain)), where)
    except _DAMAGE:
        refuse(
            where,
            "is damaged or no PowerPoint file; save it anew as .pptx",
            "已损坏或不是 PowerPoint 文件，请重新存成 .pptx",
        )


def layout_of(shown: Shown) -> SlideLayout:
    """The layout that slides are made on. Raises LookupError where none has a title."""
    layouts: list[Any] = [one for master in shown.slide_masters for one in master.slide_layouts]
    titled = [one for one in layouts if any(shape.element.ph.get("type") == "title" for shape in one.placeholders)]
    if not titled:
        raise LookupError
    suited = [one for kind in _KINDS for one in titled if one.element.get("type") == kind]
    best: SlideLayout = suited[0] if suited else min(titled, key=lambda one: len(list(one.placeholders)))
    return best


def _checked(archive: zipfile.ZipFile, where: str) -> bytes:
    """The file, with nothing in it that runs or fetches; a template or a show made an ordinary presentation."""
    names = members_of(archive, where, SLIDES_PARTS_LIMIT, SLIDES_LIMIT)
    if "ppt/presentation.xml" not in names:
        refuse(where, "is no PowerPoint file; choose a .pptx", "不是 PowerPoint 文件，请选 .pptx")
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types or any("vba" in name.lower() for name in names):
        refuse(where, "carries macros; save a copy as .pptx without them", "带有宏，请另存一份不带宏的 .pptx")
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in names:
            content = archive.read(name)
            if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
                refuse(
                    where, "defines entities, which PowerPoint does not write", "里有实体定义，PowerPoint 不会这样写"
                )
            if name.endswith(".rels"):
                _no_links(content, name, where)
            if name == "[Content_Types].xml":
                for kind in (b"template", b"slideshow"):
                    content = content.replace(b"presentationml." + kind + b".main", b"presentationml.presentation.main")
            written.writestr(name, content)
    return out.getvalue()


def _no_links(relations: bytes, name: str, where: str) -> None:
    """Refuse what is fetched from elsewhere or runs, but for what belongs to slides alone: they are not taken."""
    if not name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/", "ppt/_rels/", "_rels/")):
        return
    for one in parse_xml(relations):
        if one.get("TargetMode") == "External":
            refuse_link(one.get("Target", ""), where)
        if one.get("Type", "").endswith(_ALIVE) and not name.startswith("_rels/"):
            refuse(
                where,
                "has an embedded object in its master or layouts; take it out",
                "的母版或版式里有嵌入对象，请去掉",
            )


def _taken(shown: Shown, where: str) -> bytes:
    width, height = shown.slide_width, shown.slide_height
    if width is None or height is None or width.pt < LEAST_WIDTH or height.pt < LEAST_HEIGHT:
        refuse(where, "has slides that are too small for text; make them larger", "的页面太小，放不下文字，请设大一些")
    try:
        layout = layout_of(shown)
    except LookupError:
        refuse(where, "has no layout with a title; add one", "没有带标题的版式，请加一个")
    only_layout(shown, layout)
    for part in (layout.part, layout.slide_master.part):
        for number, relation in list(part.rels.items()):
            if not relation.reltype.endswith(_KEPT):
                part.rels.pop(number)
            elif relation.reltype.endswith("/image"):
                _picture(relation.target_part, where)
    return as_bytes(shown)


def _picture(part: Any, where: str) -> None:
    """Refuse pictures that fill memory or that PowerPoint alone can draw."""
    try:
        with Image.open(BytesIO(part.blob)) as picture:  # reads the size alone
            pixels = picture.width * picture.height
    except UnidentifiedImageError:
        pixels = 0  # a drawing in vectors, which is not unpacked here
    if pixels > PIXELS_LIMIT:
        refuse(
            where,
            f"has a picture of {pixels // 1_000_000} megapixels, at most {PIXELS_LIMIT // 1_000_000} are taken",
            f"有一张 {pixels // 1_000_000} 百万像素的图片，最多 {PIXELS_LIMIT // 1_000_000}",
        )
