"""Breaks text into lines that fit a width, by Unicode's rules (UAX #14). Knows characters and widths, not pages or fonts' files.

Also what to do with characters a font lacks: they are shown by their code points and listed at the end of the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from itertools import groupby

from uniseg.linebreak import line_break_breakables

_SHORT = 400
"""Breaks of texts up to this length are cached: a rubric's words recur in every report."""
_CHUNK = 120
"""uniseg looks back over whole runs, so its cost grows with the square of a piece; no piece is longer than this."""
_WIDOW_EMS, _SHORT_WORD_EMS = 1.6, 3.0

_SPACES = re.compile(r"[ \t\u2000-\u200a\u202f\u205f]+")
_LINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")

_LATIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|[\U00020000-\U0003ffff]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")

_OPENING, _CLOSING = set("（《「『【〈〔"), set("，。、；：？！）》」』】〉〕")
_UNITS = set("条條款项項天年月日分题題个個人小秒次星%")
"""Signs that stay with the number before them."""
_COUNT = re.compile(r"(?:^|(?<=· ))(?:\d[\d.]* (?=[^\W\d])|[^\W\d]{1,12} (?=\d[\d.]*(?: ·|$)))")
"""In a row of parts with dots between them a number and the word beside it: 1 open · 42 passed, 未定 1 · 已过 42."""
_HAN, _WORD, _SPACE, _STOP, _OPEN, _CLOSE, _OTHER = "HWSIOC?"


def readable(text: str) -> str:
    """Text without control and invisible formatting characters; runs of spaces become one; line ends become \\n."""
    cleaned = _SPACES.sub(" ", _LINES.sub("\n", text))
    if cleaned.isascii() and cleaned.replace("\n", "").isprintable():
        return cleaned
    return "".join(c for c in cleaned if c == "\n" or not _invisible(c))


def _invisible(char: str) -> bool:
    # Variation selectors only choose between two drawings of the character before them.
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0000"


def quoted(text: str) -> str:
    """The text with straight quotes and plain dots where it is not Chinese: the fonts' own are as wide as a Han character.

    In a text with Chinese they are its own and stay; only an apostrophe inside a word changes.
    """
    if text.isascii():
        return text
    return _APOSTROPHE.sub("'", text) if _EAST_ASIAN.search(text) else text.translate(_LATIN)


def _codes(run: list[str]) -> str:
    """Characters that cannot be drawn, by their code points; a row of many by its ends and their number."""
    first, last = f"U+{ord(run[0]):04X}", f"U+{ord(run[-1]):04X}"
    return f"[{first}]" if len(run) == 1 else f"[{first} … {last}, {len(run)}]"


class Coverage:
    """Names what the fonts lack by its code point, and remembers it for the notice at the end of the report."""

    def __init__(self, covered: Container[int]) -> None:
        self._covered = covered
        self.lacking: set[str] = set()

    def show(self, text: str) -> str:
        """The text as it can be drawn."""
        shown = quoted(readable(text))
        lacking = {c for c in set(shown) if c != "\n" and ord(c) not in self._covered}
        if not lacking:
            return shown
        self.lacking |= lacking
        return "".join(
            _codes(list(run)) if is_lacking else "".join(run)
            for is_lacking, run in groupby(shown, key=lacking.__contains__)
        )

    def codes(self) -> str:
        """The characters that were replaced, as code points in order."""
        return " ".join(f"U+{ord(c):04X}" for c in sorted(self.lacking))


def lacking(text: str, covered: Container[int]) -> str:
    """The characters of a text that cannot be drawn, each with its code point; "" where all can."""
    shown = quoted(readable(text))
    return " ".join(f"{c} U+{ord(c):04X}" for c in sorted(set(shown)) if c != "\n" and ord(c) not in covered)


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    if char in _OPENING:
        return _OPEN
    if char in _CLOSING:
        return _CLOSE
    if "\u3400" <= char <= "\u4dbf" or "\u4e00" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3":
        return _HAN
    if char.isascii() and char.isalnum():
        return _WORD
    if char == " ":
        return _SPACE
    return _STOP if char in ",.;:" else _OTHER


def _plain_break(before: str, prev: str, here: str) -> bool | None:
    """Whether a line may end between two kinds; None where the full algorithm is needed.

    `before` is the kind in front of `prev`. Each line is UAX #14 for kinds whose neighbours further off do not matter;
    a test compares the outcome with the full algorithm. One thing is stricter: no line begins with a full-width sign
    even where a space stands before it.
    """
    if here in (_SPACE, _CLOSE):
        return False
    if prev == _SPACE:
        return True if before in (_HAN, _WORD, _CLOSE, _STOP) and here in (_HAN, _WORD, _OPEN) else None
    if prev == _OPEN and here != _OTHER:
        return False
    if prev in (_HAN, _WORD, _CLOSE) and here in (_HAN, _WORD, _OPEN):
        return not prev == here == _WORD
    return False if prev in (_HAN, _WORD, _CLOSE) and here == _STOP else None


@lru_cache(maxsize=16_384)
def _full_breaks(piece: str) -> tuple[bool, ...]:
    return tuple(bool(b) for b in line_break_breakables(piece))


def _breaks(text: str) -> list[bool]:
    """For every character of a text without line ends: may a line end before it."""
    kinds = [_kind(c) for c in text]
    breaks = [False, *map(_plain_break, ["", *kinds], kinds, kinds[1:])] if text else []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and end - start < _CHUNK and breaks[end] is not True:
            end += 1
        if None in breaks[start:end]:
            # The piece ends where a break is certain, so the algorithm sees all the context it uses.
            full = _full_breaks(text[start:end])
            breaks[start:end] = [known if known is not None else full[i] for i, known in enumerate(breaks[start:end])]
        if end < len(text) and breaks[end] is None:
            breaks[end] = False
        start = end
    return [bool(b) and not _glued(text, i) for i, b in enumerate(breaks)]


def _glued(text: str, i: int) -> bool:
    """Whether a break before `i`, though allowed, would part what is read as one: GB/T 31526, 第 23 条, 12 %, Art. 40, · 42 passed;
    or would begin a line with a dot between two parts.

    A web address may still break behind its strokes.
    """
    if text[i - 1] == "/":
        return _letter(text[i - 2 : i - 1]) and _letter(text[i]) and not _letter(text[i + 1 : i + 2])
    if " · " in text and any(match.start() < i <= match.end() for match in _COUNT.finditer(text)):
        return True
    if text[i - 1] != " ":
        return False
    if text[i : i + 2] == "· ":
        return True
    before = text[max(0, i - 5) : i - 1]
    if "0" <= text[i] <= "9":
        return before.endswith(("第", "/T", "Art."))
    return text[i] in _UNITS and before[-1:].isdigit()


def _letter(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _units(text: str) -> tuple[str, ...]:
    starts = [0, *(i for i, may in enumerate(_breaks(text)) if may and i)]
    return tuple(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True))


_cached_units = lru_cache(maxsize=16_384)(_units)


def units(text: str) -> tuple[str, ...]:
    """The pieces of a text that must not be cut, each with the spaces that follow it. The text has no line ends."""
    return _cached_units(text) if len(text) <= _SHORT else _units(text)


_SQUEEZED = re.compile(
    r"(?<=[，。、；：？！）》」』】〉〕”’])(?=[，。、；：？！）》」』】〉〕”’（《「『【〈〔“‘])|(?<=[（《「『【〈〔“‘])(?=[（《「『【〈〔“‘])"
)
"""Between two full-width signs, of which one leaves half of its square white there."""
SQUEEZE = 500
"""Thousandths of an em by which they move together."""


def squeezed(text: str) -> list[str]:
    """The pieces of a text that move together by SQUEEZE."""
    return [text] if text.isascii() else _SQUEEZED.split(text)


def measure(text: str, size: float, widths: Mapping[int, float]) -> float:
    """Width of a text at a font size, in the size's unit; `widths` are thousandths of an em by code point."""
    get = widths.__getitem__
    whole = sum(map(get, map(ord, text)))
    return (whole if text.isascii() else whole - SQUEEZE * len(_SQUEEZED.findall(text))) * size / 1000


def wrap(text: str, width: float, size: float, widths: Mapping[int, float]) -> list[str]:
    """Lines of a text, none wider than `width` unless a single character is. An empty text has no lines."""
    if not text.strip():
        return []

    def wide(piece: str) -> float:
        return measure(piece, size, widths)

    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph.strip(), width, size, wide))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _wrapped(text: str, width: float, size: float, wide: Callable[[str], float]) -> list[str]:
    whole = wide(text)
    if whole <= width:
        return [text]
    rows: list[list[str]] = [[]]
    used = 0.0
    for unit in units(text):
        bare = wide(unit.rstrip(" "))
        if used + bare > width and rows[-1]:
            rows.append([])
            used = 0.0
        if bare > width:
            *full, rest = _cut(unit, width, wide)
            rows[-1:] = [*([piece] for piece in full), [rest]]
            used = wide(rest)
            continue
        rows[-1].append(unit)
        used += wide(unit)
    _mend_widow(rows, width, size, wide)
    return ["".join(row).rstrip(" ") for row in rows]


def _cut(unit: str, width: float, wide: Callable[[str], float]) -> list[str]:
    """A piece without a break of its own, cut where the line is full; a mark stays with the letter it sits on."""
    pieces, start, used = [], 0, 0.0
    for i, char in enumerate(unit):
        step = wide(char)
        if used + step > width and i > start and not unicodedata.combining(char):
            pieces.append(unit[start:i])
            start, used = i, 0.0
        used += step
    return [*pieces, unit[start:]]


def _mend_widow(rows: list[list[str]], width: float, size: float, wide: Callable[[str], float]) -> None:
    """Avoid a last line of one Han character or one short word by moving the unit before it down."""
    if len(rows) < 2 or len(rows[-2]) < 3:
        return
    last, before = "".join(rows[-1]), rows[-2][-1]
    short = _SHORT_WORD_EMS if last.isascii() else _WIDOW_EMS + 0.9
    if wide(last) < short * size and wide(before + last) <= width:
        rows[-1].insert(0, rows[-2].pop())
