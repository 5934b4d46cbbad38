"""What the XMP metadata of a PDF say, however they are written: as attributes or elements, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SAVED_BY = {
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{http://ns.adobe.com/xap/1.0/}ModifyDate",
    "{http://ns.adobe.com/xap/1.0/}MetadataDate",
}
"""What the program that saves a file again enters about itself."""


def properties(xmp: bytes) -> frozenset[object] | bytes:
    """All properties but those of the last saving; the bytes themselves where they are no XMP."""
    try:
        root = fromstring(xmp, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return xmp
    found: set[object] = set()
    for description in root.iter(f"{_RDF}Description"):
        found |= {(name, value) for name, value in description.attrib.items() if name not in _SAVED_BY}
        found |= {_flat(child) for child in description if child.tag not in _SAVED_BY}
    return frozenset(found)


def spoken(found: object) -> Iterator[str]:
    """The words of properties, without the names of what they belong to."""
    if isinstance(found, str):
        yield from [found] if found and not found.startswith("{") else []
    elif isinstance(found, tuple | frozenset):
        for one in found:
            yield from spoken(one)


def _flat(element: Element) -> object:
    text = (element.text or "").strip()
    if not len(element) and not element.attrib:
        return element.tag, text
    return element.tag, text, tuple(sorted(element.attrib.items())), tuple(map(_flat, element))
