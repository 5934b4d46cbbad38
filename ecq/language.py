"""Which words a reader sees. Knows the three languages and how Traditional Chinese is derived; must not know any wording.

Traditional Chinese is converted from Simplified by OpenCC (character forms of Taiwan, vocabulary left alone: 質量 stays
質量), with a list of overrides where a conversion reads wrong.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ecq.errors import EcqError
from ecq.rubric.model import Lang, Text

LANG_NAMES: dict[Lang, str] = {"zh": "简体中文", "en": "English", "zh-Hant": "繁體中文"}
LANG_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en", "zh-Hant": "zh-Hant"}

OVERRIDES: dict[str, str] = {"几": "幾"}
"""Traditional words that replace what the conversion gives, applied after it."""


def words(text: Text, lang: Lang) -> str:
    """A text in a language."""
    if lang == "en":
        return text.en
    if lang == "zh":
        return text.zh
    return text.hant or traditional(text.zh)


@lru_cache(maxsize=20_000)
def traditional(simplified: str) -> str:
    """Simplified Chinese as Traditional Chinese."""
    converted = str(_converter().convert(simplified))
    for wrong, right in OVERRIDES.items():
        converted = converted.replace(wrong, right)
    return converted


@lru_cache(maxsize=1)
def _converter() -> Any:
    try:
        from opencc import OpenCC  # loaded only when someone reads Traditional Chinese
    except ModuleNotFoundError:
        raise EcqError("Traditional Chinese needs opencc; install it with: pip install 'ecq[hant]'") from None

    return OpenCC("s2tw")


def language_from(accepted: str | None) -> Lang:
    """The best of our languages for a browser's Accept-Language header or a locale tag; Simplified Chinese by default."""
    wanted: list[tuple[float, Lang]] = []
    for entry in (accepted or "").replace("_", "-").split(","):
        tag, _, rest = entry.partition(";")
        lang = _ours(tag.strip().lower())
        weight = _weight(rest)
        if lang and weight > 0:
            wanted.append((weight, lang))
    if wanted:
        return max(wanted, key=lambda pair: pair[0])[1]
    return "en" if accepted else "zh"


def _ours(tag: str) -> Lang | None:
    parts = tag.split("-")
    if parts[0] == "en":
        return "en"
    if parts[0] != "zh":
        return None
    if "hans" in parts:
        return "zh"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh"


def _weight(rest: str) -> float:
    """The q of an Accept-Language entry; 1 where there is none or it cannot be read."""
    name, _, number = rest.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 1.0
