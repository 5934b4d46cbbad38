"""Typed text made comparable: one width, one case, Simplified characters.

Folding changes lengths, so what is kept as a note is always cut from the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from ecq.base.language import Text, in_every_language
from ecq.base.patterns import later

LONGEST_CLAUSE = 600
"""Characters looked at for an answer; what stands further on can only be explanation."""

_KEPT_FOLDED = 300
"""Up to this length a folded text is remembered; longer ones are a person's and come once."""

MOST_CLAUSES = 12

HAN = later(r"[\u3400-\u9fff]")
_INVISIBLE = later("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f\u20e3\u00ad\ud800-\udfff]")
"""What shows nothing, half a character of another system's among it."""
_CAUSE = r"因为|由于|原因是|理由是|because\b|since\b|as we\b|due to\b"
_BREAK = later(
    rf"\s*(?:[，。；;：:！!？?\n\r（(]|,(?![0-9]{3}(?![0-9]))|(?<=\b[0-9a-z])[)）]|——|\.\s|\s[-–—]\s)\s*|\s*(?=(?:{_CAUSE}))",
    re.IGNORECASE,
)
CAUSE = later(rf"\s*(?:{_CAUSE})")


class _Bare(dict[int, int | None]):
    """A table for `str.translate` that takes out spaces, punctuation and control characters, filled as it is asked."""

    def __missing__(self, code: int) -> int | None:
        mapped = None if unicodedata.category(chr(code))[0] in "PZC" else code
        if len(self) < 20_000:
            self[code] = mapped
        return mapped


_BARE = _Bare()


def fold(text: str) -> str:
    """Full width to half, capitals to small, Traditional to Simplified (where OpenCC is at hand), one space at most."""
    return _short_folded(text) if len(text) <= _KEPT_FOLDED else _folded(text)


_SCOTS_NOT = later(r"\b(is|are|was|were|does|did|has|had|have|could|would|should|ca)n?nae\b")
"""The "not" of "isnae", "arenae", "cannae"."""


def _folded(text: str) -> str:
    plain = text
    if not text.isascii():
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).replace("’", "'"))
    plain = plain.lower()
    plain = _SCOTS_NOT.sub(r"\1n't", plain) if "nae" in plain else plain
    return " ".join(_simplified(plain).split())


_short_folded = lru_cache(maxsize=4_000)(_folded)


def bare(text: str) -> str:
    """Folded, without spaces and punctuation. Symbols stay: a cross before an option's words is not those words."""
    return fold(text).translate(_BARE)


def says_anything(text: str) -> bool:
    """Whether a text has more than spaces and punctuation."""
    return _LETTER.search(text) is not None or bare(text) != ""


_LETTER = later(r"[a-zA-Z0-9\u3400-\u9fff]")


@lru_cache(maxsize=4_000)
def forms(text: Text) -> tuple[str, ...]:
    """The bare forms of a text in every language, each once."""
    return tuple(dict.fromkeys(map(bare, in_every_language(text))))


def clauses(message: str) -> Iterator[tuple[str, str]]:
    """(beginning, rest) for every place where a message may be parted into answer and explanation, longest first."""
    part = message[:LONGEST_CLAUSE]
    breaks = list(dict.fromkeys((cut.start(), cut.end()) for cut in _BREAK.finditer(part)))[:MOST_CLAUSES]
    if len(message) <= LONGEST_CLAUSE:
        yield message.strip(), ""
    for start, end in reversed(breaks):
        head, rest = message[:start].strip(), message[end:].strip().lstrip("，,、。；;：:！!")
        if head and says_anything(rest[:LONGEST_CLAUSE]):
            yield head, rest if "（" in rest or "(" in rest else rest.rstrip("）)")


def _simplified(text: str) -> str:
    convert, traditional = _conversion()
    if not (traditional.search(text) and HAN.search(text)):
        return text
    return _PARTICLE.sub("着", convert(text))


_PARTICLE = later(r"(?<![显名巨原编土论专译遗])著(?![作名述称者])")
"""In Taiwan and Hong Kong the particle is written like the word for a work, and the conversion leaves it."""

_IN_PHRASES = "著衹甦瞭坏沈覆哩藉"
"""The particle, and the characters that are converted in some words only."""


@lru_cache(maxsize=1)
def _conversion() -> tuple[Callable[[str], str], re.Pattern[str]]:
    """Traditional to Simplified, and the characters without any of which a text stays as it is."""
    try:
        from opencc import OpenCC
    except ModuleNotFoundError:
        return str, re.compile("(?!)")
    convert: Callable[[str], str] = OpenCC("t2s").convert
    alone = "\n".join(map(chr, range(0x2E80, 0xD800)))  # each on a line, so that no two make a word
    changed = (a for a, b in zip(alone, convert(alone), strict=True) if a != b)
    return convert, re.compile(f"[{_IN_PHRASES}{''.join(changed)}\uf900-\uffff\U00010000-\U0010ffff]")
