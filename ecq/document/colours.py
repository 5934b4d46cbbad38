"""The colours of every page, document and workbook, and what an accent of one's own makes of them. Knows contrast; must not know pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ecq.base.errors import ReportError
from ecq.document.blocks import Mark, Tone

Colour = tuple[int, int, int]


class Shade(NamedTuple):
    """A colour by what it means: on a light screen and in workbooks, on a dark screen, and on paper where that differs.

    One without `dark` is the same on every ground, or not for screens.
    """

    light: str
    dark: str = ""
    paper: str = ""

    @property
    def on_paper(self) -> Colour:
        """As red, green and blue."""
        return of(self.paper or self.light)

    def clear(self, share: str) -> str:
        """So much of it, the rest what it lies on, as CSS writes it."""
        red, green, blue = of(self.light)
        return f"rgba({red},{green},{blue},{share})"


SHADES: Mapping[str, Shade] = {
    "ink": Shade("#16222e", "#e6edf2"),
    "muted": Shade("#556370", "#9fb0bd", "#5d6b78"),
    "line": Shade("#e3e8ec", "#2b3741"),
    "frame": Shade("#cfd8de", "#3a4853"),
    "edge": Shade("#8795a1", "#64747f"),
    "card": Shade("#ffffff", "#19232b"),
    "jade": Shade("#0f766e", "#5cc5b8"),
    "jade-fill": Shade("#0f766e", "#0f857b"),
    "on-jade": Shade("#ffffff", "#0d1419"),
    "jade-soft": Shade("#e3f3f0", "#16332f", "#c9e4e1"),
    "jade-faint": Shade("#f2f9f8", "#16282a", "#e4f1ef"),
    "gold": Shade("#8a5a12", "#e0ae55", "#b7791f"),
    "gold-soft": Shade("#fdf3dc", "#382c14"),
    "red": Shade("#a82d1b", "#f0907f", "#b4321f"),
    "red-soft": Shade("#fdeae6", "#3d1f1a"),
    "red-pale": Shade("#e3b4ab", "#84433a"),  # of a bar, where nothing is written on it
    "proved": Shade("#0f766e", "#3fb3a5"),
    "claimed": Shade("#93cbc2", "#20675f", "#a9d3ce"),
    "open": Shade("#5fa79e", "#3fb3a5"),
    "track": Shade("#e3e9ec", "#2b3741", "#b4c2cb"),
    "work-improve": Shade("#b3c0c9", "#55646f"),
    "ground": Shade("#f7f9fa", "#10171d", "#f3f6f7"),
    "bar": Shade("#ffffff", "#151d24"),
    "shade": Shade("#0004", "#fff4"),
    "heat-full": Shade("#0f766e", "#12796f"),
    "heat-high": Shade("#a5d8d1", "#1d5a53"),
    "heat-mid": Shade("#d3ece8", "#1a403c"),
    "heat-low": Shade("#eaf5f3", "#17302d"),
    "printed": Shade("#b6c0c8", "#b6c0c8"),  # lines of a page that is printed
    "series": Shade("#0f857b"),  # of charts on screen, which do not know the ground they lie on
    "series-beside": Shade("#7a8793"),
    "grid": Shade("#80909c", paper="#c6d0d6"),
    "sheet-head": Shade("#0f5f59"),
    "sheet-band": Shade("#eef4f3"),
    "sheet-asked": Shade("#fff7db"),
}
"""Every colour of ECQ. Accent jade, gold for grades, red for failed gates only; a word, a number or a shape says the same."""


def of(text: str) -> Colour:
    """The colour that #rrggbb names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


_PAPER = ("ink", "muted", "line", "grid", "gold", "red", "red-pale", "track", "ground", "card")
INK, MUTED, LINE, GRID, GOLD, RED, RED_PALE, TRACK, PALE, WHITE = (SHADES[name].on_paper for name in _PAPER)
_ACCENTS = ("jade", "claimed", "jade-soft", "jade-faint")
JADE, JADE_PALE, JADE_SOFT, JADE_MIST = (SHADES[name].on_paper for name in _ACCENTS)
"""The accent where none is chosen, and its lighter shades."""
ACCENT = SHADES["jade"].light


@dataclass(frozen=True)
class Look:
    """How a text of a tone looks beside plain ones; `colour` None is theirs."""

    colour: Colour | None = None
    bold: bool = False
    small: bool = False


TONES: Mapping[Tone, Look] = {
    "": Look(),
    "strong": Look(bold=True),
    "muted": Look(MUTED, small=True),
    "bad": Look(RED, bold=True, small=True),
    "accent": Look(JADE, bold=True),
}
"""What the tones of a document look like on paper: in PDF and Word."""

MARKS: Mapping[Mark, str] = {"good": "jade", "fair": "gold", "bad": "red"}
"""The shade of a label, on its soft one; a plain one has none."""

LEAST_CONTRAST = 4.5
"""WCAG 2 AA for text of this size: the accent is used for words too."""


def checked(accent: str) -> str:
    """An accent colour as #rrggbb. Raises ReportError where it is no colour, or too light to be read on white."""
    text = accent.strip().lower()
    text = text if text.startswith("#") else f"#{text}"
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise ReportError(
            f"{accent!r} is no colour; write it like {ACCENT}", f"“{accent}”不是颜色，请写成 {ACCENT} 这样"
        )
    ratio = contrast(of(text), WHITE)
    if ratio < LEAST_CONTRAST:
        darker = _readable(of(text))
        raise ReportError(
            f"{text} is too light to be read on white (contrast {ratio:.1f}, at least {LEAST_CONTRAST}); "
            f"{darker} would do",
            f"{text} 在白底上太浅，看不清（对比度 {ratio:.1f}，至少 {LEAST_CONTRAST}）；可以用 {darker}",
        )
    return text


def contrast(one: Colour, other: Colour) -> float:
    """Contrast of two colours after WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: Colour) -> str:
    """The same hue, as much darker as it takes."""
    share = 100
    while contrast(_darker(colour, share), WHITE) < LEAST_CONTRAST:
        share -= 1
    return "#{:02x}{:02x}{:02x}".format(*_darker(colour, share))


def _darker(colour: Colour, share: int) -> Colour:
    red, green, blue = (part * share // 100 for part in colour)
    return red, green, blue


def tinted(accent: str) -> Mapping[Colour, Colour]:
    """What to paint for jade and its shades where another accent is chosen; empty for jade itself."""
    if accent == ACCENT:
        return {}
    base = of(accent)
    return {JADE: base, JADE_PALE: _lighter(base, 36), JADE_SOFT: _lighter(base, 22), JADE_MIST: _lighter(base, 11)}


def _lighter(colour: Colour, share: int) -> Colour:
    """So many hundredths of the colour, the rest white."""
    red, green, blue = (255 - (255 - part) * share // 100 for part in colour)
    return red, green, blue
