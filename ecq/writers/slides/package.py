"""The pptx file as a package: one layout, nothing left over, no clock, the same bytes for the same input."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from ecq.base.whole_file import pack

_LEFT_OUT = ("/thumbnail", "/printerSettings", "/custom-properties", "/customXml", "/commentAuthors", "/tags")
_WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def only_layout(shown: Presentation, kept: SlideLayout) -> SlideLayout:
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


def as_bytes(shown: Presentation) -> bytes:
    """The file; its members, and the workbooks of its charts, carry no time of writing."""
    saved = BytesIO()
    shown.save(saved)
    return _settled(saved.getvalue())


def _settled(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as read:
        workbook = "xl/workbook.xml" in read.namelist()
        return pack((name, _member(name, read.read(name), workbook)) for name in read.namelist())


def _member(name: str, content: bytes, of_workbook: bool) -> bytes:
    if name.endswith(".xlsx"):
        return _settled(content)
    if name == "docProps/core.xml" and of_workbook:
        return _WRITTEN_AT.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
    return content
