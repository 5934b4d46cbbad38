"""Compares the drawing of two pages that may be written differently: operators, fonts, pictures, paper. Knows no content.

Another program that saves a report again may part, compress or number everything anew; what a reader sees must not change.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont, TTLibError
from pypdf.generic import ContentStream

_PAPER = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_HOW_STORED = {"/Length", "/Length1", "/Filter", "/DecodeParms", "/Parent"}
_DEEPEST = 40


class Drawings:
    """Compares pages of two files; what many pages share, such as a font, is compared once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def alike(self, one: Any, other: Any) -> bool:
        """Whether two pages are drawn the same: same paper, same operators."""
        return all(self._same(_inherited(one, key), _inherited(other, key)) for key in _PAPER) and (
            _drawing(one) == _drawing(other) or _operators(one) == _operators(other)
        )

    def same_means(self, one: Any, other: Any) -> bool:
        """Whether they are drawn with the same fonts and pictures."""
        return self._same(_raw(one, "/Resources"), _raw(other, "/Resources"))

    def _same(self, one: Any, other: Any, deep: int = 0) -> bool:
        numbers = getattr(one, "idnum", None), getattr(other, "idnum", None)
        if None in numbers:
            return self._same_value(one, other, deep)
        pair: tuple[int, int] = numbers  # type: ignore[assignment]  # both are known by now
        if pair not in self._known:
            self._known[pair] = True  # what leads back to itself is the same unless something on the way differs
            self._known[pair] = self._same_value(one, other, deep)
        return self._known[pair]

    def _same_value(self, one: Any, other: Any, deep: int) -> bool:
        one = one.get_object() if one is not None else None
        other = other.get_object() if other is not None else None
        if deep > _DEEPEST:
            return False
        if isinstance(one, dict) and isinstance(other, dict):
            return self._same_entries(one, other, deep) and _data(one) == _data(other)
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(
                self._same(here, there, deep + 1)
                for here, there in zip(list.__iter__(one), list.__iter__(other), strict=True)
            )
        return bool(one == other)

    def _same_entries(self, one: Any, other: Any, deep: int) -> bool:
        keys = set(one) - _HOW_STORED
        return keys == set(other) - _HOW_STORED and all(
            _same_outlines(_data(one[key]), _data(other[key]))
            if key in _FONT_FILES
            else self._same(_raw(one, key), _raw(other, key), deep + 1)
            for key in sorted(keys)
        )


def _raw(holder: Any, key: str) -> Any:
    return holder.raw_get(key) if key in holder else None


def _inherited(page: Any, key: str) -> Any:
    """A page's entry, or what its parents say; no turning is a turning by nothing."""
    while key not in page and "/Parent" in page:
        page = page["/Parent"].get_object()
    entry = page.get(key)
    return None if key == "/Rotate" and entry == 0 else entry


def _data(entry: Any) -> bytes | None:
    entry = entry.get_object()
    return bytes(entry.get_data()) if hasattr(entry, "get_data") else None


def _drawing(page: Any) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else bytes(contents.get_data())


def _operators(page: Any) -> list[Any]:
    """What is drawn, one operator after the other: how numbers and lines are parted does not matter."""
    contents = page.get_contents()
    return [] if contents is None else ContentStream(contents, page.pdf).operations


def _same_outlines(one: bytes | None, other: bytes | None) -> bool:
    """Whether two font files draw the same shape for every glyph; libraries differ in the tables around them."""
    if one == other:
        return True
    try:
        return one is not None and other is not None and _outlines(one) == _outlines(other)
    except (TTLibError, ArithmeticError, AssertionError, LookupError, ValueError, TypeError):
        return False


def _outlines(data: bytes) -> list[object]:
    font = TTFont(BytesIO(data))
    glyphs = font.getGlyphSet()
    outlines: list[object] = []
    for name in font.getGlyphOrder():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        outlines.append((glyphs[name].width, pen.value))
    return outlines
