"""Which words a reader sees. Knows the three languages and how Traditional Chinese is derived; must not know any wording.

Traditional Chinese is converted from Simplified by OpenCC (character forms of Taiwan, vocabulary left alone: 質量 stays
質量), with a list of overrides where a conversion reads wrong.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ecq.rubric import Lang, Text

LANG_NAMES: dict[Lang, str] = {"zh": "简体中文", "en": "English", "zh-Hant": "繁體中文"}
LANG_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en", "zh-Hant": "zh-Hant"}

OVERRIDES: dict[str, str] = {}
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
    from opencc import OpenCC  # loaded only when someone reads Traditional Chinese

    return OpenCC("s2tw")


def language_from(accepted: str | None) -> Lang:
    """The best of our languages for a browser's Accept-Language header or locale tag; Simplified Chinese by default."""
    for entry in (accepted or "").replace("_", "-").split(","):
        tag = entry.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            hant = any(part in tag for part in ("hant", "-tw", "-hk", "-mo"))
            return "zh-Hant" if hant else "zh"
        if tag.startswith("en"):
            return "en"
    return "zh" if not accepted else "en"
