"""The report's two fonts, parsed once per process and shared by every report.

fpdf2 cuts its parsed font down to the glyphs used, in place, so a parsed font cannot be lent as it is. What is lent
here is read-only (character map, widths, raw glyphs); what a report changes it makes for itself.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fpdf import FPDF
from fpdf.fonts import SubsetMap, TTFFont

from ecq.document.drawing.line_breaking import Coverage
from ecq.document.drawing.page import Type

FAMILY = "report"
_FOLDER = Path(__file__).resolve().parents[1] / "fonts"
_FILES = {False: "NotoSansSC-Regular.ttf", True: "NotoSansSC-Bold.ttf"}
_FLAT_TABLES = ("head", "hhea", "maxp")
"""Tables of fixed size, copied as they are. A PDF needs none beyond these, the widths and the glyphs."""


class _Widths(dict[int, float]):
    """Advance widths in thousandths of an em. Unlike fpdf2's own table, a look-up never adds to it."""

    def __init__(self, known: dict[int, float], default: float) -> None:
        super().__init__(known)
        self._default = default

    def __missing__(self, _code: int) -> float:
        return self._default


class Face:
    """One font file as read: nothing of it changes afterwards, so threads can share it."""

    def __init__(self, path: Path, bold: bool) -> None:
        style = "B" if bold else ""
        self.parsed = TTFFont(FPDF(), path, f"{FAMILY}{style}", style)
        font = self.parsed.ttfont
        self.parsed.cw = _Widths(dict(self.parsed.cw), self.parsed.desc.missing_width)
        self._order: list[str] = font.getGlyphOrder()
        self._advances: dict[str, tuple[int, int]] = font["hmtx"].metrics
        self._offsets = font["loca"].locations
        self._outlines: bytes = font.reader["glyf"]
        self._flat: dict[str, bytes] = {tag: font.reader[tag] for tag in _FLAT_TABLES}
        font.close()

    @property
    def widths(self) -> dict[int, float]:
        """Advance width by code point, in thousandths of an em."""
        return self.parsed.cw

    @cached_property
    def covered(self) -> frozenset[int]:
        """The code points there is a glyph for."""
        return frozenset(self.parsed.cmap)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self._order)}

    def cut(self, names: set[str]) -> TTFont:
        """A new font of these glyphs alone (and .notdef), in the order of the file, with their original outlines."""
        order = sorted(names | {self._order[0]}, key=self._place.__getitem__)
        font = TTFont(sfntVersion="\x00\x01\x00\x00", recalcTimestamp=False, recalcBBoxes=False)
        font.setGlyphOrder(order)
        for tag, raw in self._flat.items():
            font[tag] = newTable(tag)
            font[tag].decompile(raw, font)
        font["maxp"].numGlyphs = len(order)
        font["hmtx"] = newTable("hmtx")
        font["hmtx"].metrics = {name: self._advances[name] for name in order}
        font["loca"] = newTable("loca")
        font["glyf"] = glyf = newTable("glyf")
        glyf.glyphs = {name: self._outline(name) for name in order}
        glyf.glyphOrder = order
        return font

    def _outline(self, name: str) -> Any:
        place = self._place[name]
        raw = self._outlines[self._offsets[place] : self._offsets[place + 1]]
        # A glyph made of other glyphs starts with -1 and names them by number, which cutting would make wrong.
        assert raw[:2] != b"\xff\xff", f"glyph {name} is a composite; cut() must follow its parts"
        return Glyph(raw)


class LentFont(TTFFont):
    """A face as one FPDF object holds it: its own list of used glyphs over the shared tables."""

    __slots__ = ("_face",)

    def __init__(self, face: Face, place: int) -> None:
        for slot in TTFFont.__slots__:
            if hasattr(face.parsed, slot):  # fpdf2 declares one slot it never fills
                setattr(self, slot, getattr(face.parsed, slot))
        self._face = face
        self.i = place
        self.desc = copy(face.parsed.desc)
        self.missing_glyphs = []
        self.subset = SubsetMap(self)

    def settle(self) -> None:
        """Build the font to embed from the glyphs used so far; call once, right before output."""
        self.ttfont = self._face.cut(set(self.subset.get_all_glyph_names()))


_lock = Lock()
_faces: dict[bool, Face] = {}


def face(bold: bool) -> Face:
    """The regular or the bold face; read from its file the first time it is asked for."""
    with _lock:
        if bold not in _faces:
            _faces[bold] = Face(_FOLDER / _FILES[bold], bold)
        return _faces[bold]


def type_() -> Type:
    """The two faces as text is set in them, with a list of its own of what they lack."""
    regular, bold = face(False), face(True)
    return Type(regular.widths, bold.widths, Coverage(regular.covered & bold.covered))


def lend(pdf: FPDF) -> tuple[LentFont, ...]:
    """Register both faces with an FPDF object as the family `report`, regular and bold."""
    lent = tuple(LentFont(face(bold), place) for place, bold in enumerate((False, True), 1))
    for font in lent:
        pdf.fonts[font.fontkey] = font
    return lent
