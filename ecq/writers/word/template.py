"""A Word file of one's own as a template: only its styles, its heads and feet and its page are taken.

The file is not trusted. It is read in a process of its own, nothing in it is ever run, and what could run or fetch
something (macros, links to other files, embedded objects, fields that read files) is refused with one sentence.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Literal, NoReturn

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError
from docx.image.image import Image
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError, tostring

from ecq.base import arms_length
from ecq.base.errors import ReportError
from ecq.base.file_limits import FILE_LIMIT, PIXELS_LIMIT, WORD_LIMIT, WORD_PARTS_LIMIT
from ecq.base.whole_file import pack

LEAST_WIDTH = 60
"""Millimetres of text a page must leave."""

_FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR"}
"""Fields that show something of the document itself; others read files, run programs or ask."""
_ACTIVE = ("w:object", "w:control", "w:altChunk", "w:subDoc", "w:movie", "w:frameset")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TWIPS_PER_MM = 56.7

DAMAGED_ARCHIVE = (
    *(zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError, RuntimeError, zlib.error),
    LxmlError,
)
"""What the libraries raise for files that are none; a member with a password is a RuntimeError."""
_DAMAGE = (*DAMAGED_ARCHIVE, InvalidImageStreamError, UnexpectedEndOfFileError)

Place = Literal["header", "footer", "first header", "first footer"]
_PLACES: dict[tuple[str, str], Place] = {
    ("headerReference", "default"): "header",
    ("footerReference", "default"): "footer",
    ("headerReference", "first"): "first header",
    ("footerReference", "first"): "first footer",
}


@dataclass(frozen=True)
class Running:
    """A head or foot: its XML, and the pictures that it names."""

    xml: bytes
    pictures: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Template:
    """What is taken of a template, as XML."""

    styles: bytes
    theme: bytes | None
    numbering: bytes | None
    page: bytes
    running: tuple[tuple[Place, Running], ...]


def read_template(data: bytes, where: str) -> Template:
    """A template from a docx or dotx file, read in a process of its own. Raises ReportError naming `where`."""
    return arms_length.read(taken_from, data, where, where=where, error=ReportError)


def taken_from(data: bytes, where: str) -> Template:
    """The same in this process."""
    must_fit(data, where, ".doc")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(archive, where).template()
    except _DAMAGE:
        refuse(where, "is damaged or no Word file; save it anew as .docx", "已损坏或不是 Word 文件，请重新存成 .docx")


def refuse(where: str, en: str, zh: str) -> NoReturn:
    """Say what is wrong with a template. Raises ReportError."""
    raise ReportError(f"{where} {en}", f"{where} {zh}")


def must_fit(data: bytes, where: str, old: str) -> None:
    """Refuse a file that is too large, or has the `old` format or a password."""
    if len(data) > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        refuse(where, f"is larger than {limit} MB; take a smaller one", f"超过 {limit} MB，请换小一些的")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(
            where, f"is an old {old} or has a password; save it as {old}x", f"是旧的 {old} 或有密码，请另存为 {old}x"
        )


def members_of(archive: zipfile.ZipFile, where: str, parts: int, size: int) -> list[str]:
    """The names of the members. Refuses more of them than `parts`, or more than `size` bytes in all; raises BadZipFile where one is twice."""
    members = archive.infolist()
    if len(members) > parts or sum(one.file_size for one in members) > size:
        limit = size // 1_000_000
        en, zh = (
            f"unpacks to more than {limit} MB; take one with less in it",
            f"解压后超过 {limit} MB，请换一个内容少的",
        )
        refuse(where, en, zh)
    names = [one.filename for one in members]
    if len(set(names)) < len(names):
        raise zipfile.BadZipFile
    return names


def refuse_link(target: str, where: str) -> NoReturn:
    """Say that something is fetched from elsewhere. Raises ReportError."""
    refuse(
        where,
        f"refers to something outside itself ({target[:60]}); take the link out, or save a copy without it",
        f"引用了外面的内容（{target[:60]}），请去掉这个链接，或另存一份没有它的",
    )


def repacked(file: bytes, changed: Callable[[str, bytes], bytes] = lambda _name, held: held) -> bytes:
    """A file with its members as they are to be; none carries its time of writing."""
    with zipfile.ZipFile(BytesIO(file)) as read:
        return pack((name, changed(name, read.read(name))) for name in read.namelist())


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, where: str) -> None:
        self._archive, self._where = archive, where
        self._names = set(members_of(archive, where, WORD_PARTS_LIMIT, WORD_LIMIT))

    def _refuse(self, en: str, zh: str) -> NoReturn:
        refuse(self._where, en, zh)

    def template(self) -> Template:
        """All that is taken, everything checked."""
        types = self._read("[Content_Types].xml")
        active = any("vba" in name.lower() or "activex" in name.lower() for name in self._names)
        if active or b"macroEnabled" in types or b"vbaProject" in types:
            self._refuse("carries macros; save a copy as .docx without them", "带有宏，请另存一份不带宏的 .docx")
        document = dict(dict(self._relations("")).values()).get("officeDocument", "")
        if not document.startswith("word/"):
            self._refuse("is no Word file; choose a .docx", "不是 Word 文件，请选 .docx")
        for name in self._names:
            if name.endswith(".rels"):
                self._no_links(name, document)
        related = dict(self._relations(document))
        by_kind = dict(related.values())
        styles = by_kind.get("styles")
        if styles is None:
            raise zipfile.BadZipFile
        theme = self._read(by_kind["theme"]) if "theme" in by_kind else None
        sections: list[BaseOxmlElement] = self._parse(document).findall(f".//{qn('w:sectPr')}")
        if not sections:
            raise zipfile.BadZipFile
        return Template(
            styles=tostring(self._parse(styles)),
            theme=theme if theme and b"<!DOCTYPE" not in theme and b"r:embed" not in theme else None,
            numbering=self._numbering(by_kind["numbering"]) if "numbering" in by_kind else None,
            page=self._page(sections[-1]),
            running=tuple(self._running(sections[-1], related)),
        )

    def _read(self, name: str) -> bytes:
        if name not in self._names:
            raise zipfile.BadZipFile
        return self._archive.read(name)

    def _parse(self, name: str) -> BaseOxmlElement:
        data = self._read(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            self._refuse("defines entities, which no word processor writes", "里有实体定义，文字处理软件不会这样写")
        root = parse_xml(data)
        if "purl.oclc.org" in str(root.tag):
            self._refuse(
                "is saved as Strict Open XML; save it as an ordinary .docx", "是严格 Open XML 格式，请存成普通的 .docx"
            )
        return root

    def _relations(self, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """Id, kind and target of what a part names."""
        folder, _, name = part.rpartition("/")
        relations = join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return
        for one in self._parse(relations):
            if one.get("TargetMode") != "External":
                target = normpath(join("/", dirname(part), one.get("Target", ""))).lstrip("/")
                yield one.get("Id", ""), (one.get("Type", "").rpartition("/")[2], target)

    def _no_links(self, relations: str, document: str) -> None:
        """Refuse what is fetched from elsewhere. A link in the text is not: the text is not taken."""
        of_text = join(dirname(document), "_rels", document.rpartition("/")[2] + ".rels")
        for one in self._parse(relations):
            harmless = relations == of_text and one.get("Type", "").endswith("/hyperlink")
            if one.get("TargetMode") == "External" and not harmless:
                refuse_link(one.get("Target", ""), self._where)

    def _page(self, section: BaseOxmlElement) -> bytes:
        """Size and margins, where they leave room for text."""
        kept = parse_xml(tostring(section))
        for child in list(kept):
            if child.tag not in (qn("w:pgSz"), qn("w:pgMar")):
                kept.remove(child)
        size, margins = kept.find(qn("w:pgSz")), kept.find(qn("w:pgMar"))
        if size is None or margins is None:
            raise zipfile.BadZipFile
        width, height = (float(size.get(qn(f"w:{side}"), "0")) for side in ("w", "h"))
        left, right = (float(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right"))
        if width - left - right < LEAST_WIDTH * _TWIPS_PER_MM or height < 2 * LEAST_WIDTH * _TWIPS_PER_MM:
            self._refuse(
                f"leaves less than {LEAST_WIDTH} mm for text; make the page wider or its margins smaller",
                f"的页面留给正文不到 {LEAST_WIDTH} 毫米，请加宽页面或减小页边距",
            )
        return bytes(tostring(kept))

    def _numbering(self, name: str) -> bytes:
        """Kinds of lists, without pictures as bullets."""
        root = self._parse(name)
        for tag in ("w:numPicBullet", "w:lvlPicBulletId"):
            for found in list(root.iter(qn(tag))):
                found.getparent().remove(found)
        return bytes(tostring(root))

    def _running(
        self, section: BaseOxmlElement, related: dict[str, tuple[str, str]]
    ) -> Iterator[tuple[Place, Running]]:
        first = section.find(qn("w:titlePg")) is not None
        for (tag, kind), place in _PLACES.items():
            for reference in section.findall(qn(f"w:{tag}")):
                if reference.get(qn("w:type"), "default") != kind or (kind == "first" and not first):
                    continue
                _, target = related.get(reference.get(f"{_R}id", ""), ("", ""))
                if running := self._one_running(target):
                    yield place, running

    def _one_running(self, name: str) -> Running | None:
        """A head or foot; None where it is empty."""
        root = self._parse(name)
        pictures: list[tuple[str, bytes]] = []
        for tag in _ACTIVE:
            if root.find(f".//{qn(tag)}") is not None:
                self._refuse(
                    "has an embedded object in its head or foot; take it out", "的页眉页脚里有嵌入对象，请去掉"
                )
        for instruction in _instructions(root):
            word = (instruction.split() or [""])[0].upper()
            if word not in _FIELDS:
                self._refuse(
                    f"has the field {word[:20]} in its head or foot; take it out",
                    f"的页眉页脚里有域 {word[:20]}，请去掉",
                )
        for number, (kind, target) in dict(self._relations(name)).items():
            if kind != "image":
                self._refuse(
                    "has more than text and pictures in its head or foot; take it out",
                    "的页眉页脚里不只有文字和图片，请去掉其余的",
                )
            pictures.append((number, self._picture(target)))
        known = {number for number, _ in pictures}
        named = {value for one in root.iter() for key, value in one.attrib.items() if key.startswith(_R)}
        if not named <= known:
            raise zipfile.BadZipFile
        if not pictures and not "".join(root.itertext()).strip():
            return None
        return Running(tostring(root), tuple(pictures))

    def _picture(self, name: str) -> bytes:
        data = self._read(name)
        if not data.startswith(_PICTURES):
            self._refuse(
                "has a picture in its head or foot that is neither PNG nor JPEG", "页眉页脚里的图片不是 PNG 或 JPEG"
            )
        shape = Image.from_blob(data)  # reads the size alone
        millions = shape.px_width * shape.px_height / 1_000_000
        if millions * 1_000_000 > PIXELS_LIMIT:
            self._refuse(
                f"has a picture of {millions:.0f} megapixels in its head or foot, at most {PIXELS_LIMIT // 1_000_000} are taken",
                f"页眉页脚里的图片有 {millions:.0f} 百万像素，最多 {PIXELS_LIMIT // 1_000_000}",
            )
        return data


def _instructions(root: BaseOxmlElement) -> Iterator[str]:
    """What the fields of a part say, however their words are spread over runs."""
    open_fields: list[str] = []
    for one in root.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        if one.tag == qn("w:fldSimple"):
            yield one.get(qn("w:instr"), "")
        elif one.tag != qn("w:fldChar"):
            if open_fields:
                open_fields[-1] += one.text or ""
            else:
                yield one.text or ""
        elif one.get(qn("w:fldCharType")) == "begin":
            open_fields.append("")
        elif one.get(qn("w:fldCharType")) == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


# Taking over


def take_looks(document: Document, template: Template) -> None:
    """Styles, fonts, kinds of lists and the page of a template."""
    part = document.part
    part._styles_part._element = parse_xml(template.styles)
    if template.numbering is not None:
        part.numbering_part._element = parse_xml(template.numbering)
    for relation in part.rels.values():
        if relation.reltype.endswith("/theme") and template.theme is not None:
            relation.target_part._blob = template.theme
    section, page = document.sections[-1]._sectPr, parse_xml(template.page)
    for child in list(page):
        old = section.find(child.tag)
        if old is not None:
            section.replace(old, child)


def take_running(document: Document, template: Template) -> None:
    """Heads and feet of a template in place of ECQ's."""
    section = document.sections[-1]
    places = {
        "header": section.header,
        "footer": section.footer,
        "first header": section.first_page_header,
        "first footer": section.first_page_footer,
    }
    for place, running in template.running:
        block = places[place]
        names = {old: block.part.get_or_add_image(BytesIO(data))[0] for old, data in running.pictures}
        root = parse_xml(running.xml)
        for one in root.iter():
            for key, value in one.attrib.items():
                if key.startswith(_R):
                    one.set(key, names[value])
        block._element[:] = list(root)
