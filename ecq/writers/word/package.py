"""The docx file as a package: nothing of the library's sample document, no clock, the same bytes for the same input."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml.ns import qn

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_SAMPLE_ONLY = ("/stylesWithEffects", "/customXml", "/webSettings")
_THUMBNAIL = "/metadata/thumbnail"


def strip_sample(document: Document) -> None:
    """Take out what the library's sample document brings along, such as a picture of its first page."""
    for owner, endings in ((document.part, _SAMPLE_ONLY), (document.part.package, (_THUMBNAIL,))):
        for number, relation in list(owner.rels.items()):
            if relation.reltype.endswith(endings):
                del owner.rels[number]
    for style in list(document.styles):
        if style.name is not None and style.element.get(qn("w:type")) == "table" and style.name != "Normal Table":
            document.styles.element.remove(style.element)
    for compatible in document.settings.element.iter(qn("w:compatSetting")):
        if compatible.get(qn("w:name")) == "compatibilityMode":
            compatible.set(qn("w:val"), "15")  # the newest there is; with less Word opens it in a mode for old files


def as_bytes(document: Document) -> bytes:
    """The file; its members carry no time of writing."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            member = ZipInfo(name, _LONG_AGO)
            member.compress_type = ZIP_DEFLATED
            written.writestr(member, read.read(name))
    return out.getvalue()
