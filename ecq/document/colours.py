"""The report's colours and what an accent colour of one's own makes of them. Knows contrast; must not know pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ecq.base.errors import ReportError
from ecq.document.blocks import Tone

Colour = tuple[int, int, int]
INK: Colour = (0x16, 0x22, 0x2E)
MUTED: Colour = (0x5D, 0x6B, 0x78)
LINE: Colour = (0xE3, 0xE8, 0xEC)
GRID: Colour = (0xC6, 0xD0, 0xD6)
GOLD: Colour = (0xB7, 0x79, 0x1F)
RED: Colour = (0xB4, 0x32, 0x1F)
RED_PALE: Colour = (0xE3, 0xB4, 0xAB)
TRACK: Colour = (0xB4, 0xC2, 0xCB)
PALE: Colour = (0xF3, 0xF6, 0xF7)
WHITE: Colour = (0xFF, 0xFF, 0xFF)

JADE: Colour = (0x0F, 0x76, 0x6E)
"""The accent where none is chosen; the next three are its lighter shades."""
JADE_PALE: Colour = (0xA9, 0xD3, 0xCE)
JADE_SOFT: Colour = (0xC9, 0xE4, 0xE1)
JADE_MIST: Colour = (0xE4, 0xF1, 0xEF)
ACCENT = "#0f766e"


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


def of(text: str) -> Colour:
    """The colour that #rrggbb names."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


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
    return {
        JADE: base,
        JADE_PALE: _lighter(base, 36),
        JADE_SOFT: _lighter(base, 22),
        JADE_MIST: _lighter(base, 11),
    }


def _lighter(colour: Colour, share: int) -> Colour:
    """So many hundredths of the colour, the rest white."""
    red, green, blue = (255 - (255 - part) * share // 100 for part in colour)
    return red, green, blue
