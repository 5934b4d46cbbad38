"""The languages a reader can choose: what each is called, how it is punctuated, and where its texts come from.

A text is written in Simplified Chinese and English. Traditional Chinese is converted from Simplified (`ecq.base.traditional`)
unless a text overrides it. Further languages are data: translations of all texts (`ecq.base.translations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from ecq.base.errors import EcqError
from ecq.base.frozen import Frozen, Words
from ecq.base.traditional import traditional
from ecq.base.translations import Translation, translations

Lang = str
"""The tag of a language in `LANGUAGES`."""
Own = Literal["zh", "en", "zh-Hant"]
"""A language that ECQ answers for itself, and a report can be in: anybody must be able to work it out again."""


class Text(Frozen):
    """One thing said in every language. Traditional Chinese is derived from `zh` unless `hant` overrides it."""

    zh: Words
    en: Words
    hant: Words | None = None


@dataclass(frozen=True)
class Language:
    """What the program must know of a language besides its texts. `browser_tags` are the tags of Accept-Language."""

    name: str
    short_name: str
    tag: str
    browser_tags: tuple[str, ...]
    comma: str
    list_comma: str
    between_clauses: str
    semicolon: str
    colon: str
    full_stop: str
    between_sentences: str
    brackets: tuple[str, str]
    quotation_marks: tuple[str, str]
    between_quotations: str
    number_before_title: str
    before_articles: str
    inflects: bool
    typeface: str

    def sentences(self, parts: Iterable[str]) -> str:
        """Whole sentences one after the other."""
        return self.between_sentences.join(parts)

    def listed(self, parts: Iterable[str]) -> str:
        """Things of one kind in a row: 甲、乙; one, two."""
        return self.list_comma.join(parts)

    def quoted(self, text: str) -> str:
        """A text in this language's quotation marks."""
        return text.join(self.quotation_marks)

    def bracketed(self, text: str) -> str:
        """A text in this language's brackets, with the space before them that it wants."""
        return text.join(self.brackets)


_CHINESE: dict[str, Any] = {
    "comma": "，",
    "list_comma": "、",
    "between_clauses": "，",
    "semicolon": "；",
    "colon": "：",
    "full_stop": "。",
    "between_sentences": "",
    "brackets": ("（", "）"),
    "quotation_marks": ("“", "”"),
    "between_quotations": "",
    "number_before_title": "",
    "before_articles": "",
    "inflects": False,
}

_OWN: dict[Lang, Language] = {
    "zh": Language(
        name="简体中文", short_name="简", tag="zh-CN", browser_tags=("zh",), typeface="Microsoft YaHei", **_CHINESE
    ),
    "zh-Hant": Language(
        name="繁體中文",
        short_name="繁",
        tag="zh-Hant",
        browser_tags=("zh-hant", "zh-tw", "zh-hk", "zh-mo"),
        typeface="Microsoft JhengHei",
        **{**_CHINESE, "quotation_marks": ("「", "」")},
    ),
    "en": Language(
        name="English",
        short_name="EN",
        tag="en",
        browser_tags=("en",),
        comma=", ",
        list_comma=", ",
        between_clauses="; ",
        semicolon="; ",
        colon=": ",
        full_stop=".",
        between_sentences=" ",
        brackets=(" (", ")"),
        quotation_marks=("“", "”"),
        between_quotations=", ",
        number_before_title=" ",
        before_articles=", ",
        inflects=True,
        typeface="Calibri",
    ),
}


def _translated(of: Translation) -> Language:
    """A language that is data is punctuated like the one that stands in for what is not translated."""
    return replace(
        _OWN["zh" if of.instead == "zh" else "en"],
        name=of.name,
        short_name=of.short_name,
        tag=of.tag,
        browser_tags=(of.tag.lower(),),
    )


TRANSLATIONS = translations()
"""The languages that are data."""
LANGUAGES: Mapping[Lang, Language] = {**_OWN, **{tag: _translated(one) for tag, one in TRANSLATIONS.items()}}
"""Every language, in the order in which a reader is offered them."""
OWN_LANGS: tuple[Own, ...] = ("zh", "en", "zh-Hant")
LANGS: tuple[Lang, ...] = (*OWN_LANGS, *TRANSLATIONS)

WRITTEN_IN: Own = "zh"
"""The language for a reader who names none."""
FOR_OTHERS: Own = "en"
"""The language for a reader who names only languages ECQ has not."""


def text(zh: str, en: str, hant: str | None = None) -> Text:
    """A text of the program itself, in every language."""
    return Text(zh=zh, en=en, hant=hant)


def error_text(error: EcqError) -> Text:
    """The sentence of an error in every language."""
    return Text(zh=error.zh, en=str(error))


def closed(said: Text) -> Text:
    """The same with a full stop behind it where it ends with none."""

    def one(line: str, stop: str) -> str:
        return line if line.endswith(("。", "！", "？", ".", "!", "?")) else line + stop

    return Text(zh=one(said.zh, "。"), en=one(said.en, "."))


def error_sentence(error: EcqError) -> Text:
    """What an error says, as a sentence that stands by itself; a file that it begins with keeps its name."""
    told = closed(error_text(error))
    plain = re.match(r"[a-z][a-z-]* ", told.en)
    return told.model_copy(update={"en": told.en[0].upper() + told.en[1:]}) if plain else told


def error_of(sentence: Text, kind: type[EcqError] = EcqError, **marks: object) -> EcqError:
    """The error that a text tells, with its marks filled in."""
    told = filled(sentence, **marks) if marks else sentence
    return kind(told.en, told.zh)


def words(text: Text, lang: Lang) -> str:
    """A text in a language."""
    match lang:
        case "zh":
            return text.zh
        case "en":
            return text.en
        case "zh-Hant":
            return text.hant or traditional(text.zh)
        case _:
            translation = TRANSLATIONS[lang]
            return translation.said(text.zh, text.en) or words(text, translation.instead)


def in_every_language(text: Text) -> Iterator[str]:
    """A text's words in each language, to know it again in whichever it was shown; without what cannot be derived here."""
    for lang in LANGS:
        with suppress(EcqError):  # without OpenCC nobody was shown derived words
            yield words(text, lang)


_COUNTED = re.compile(
    r"\{(\w+)\} (?:(?:new|more|open) )?(?:person-days|days|points|gates|questions|indicators|answers|pieces|platforms|facts|files|reports"
    r"|proposals|articles)\b"
)


def counted(sentence: str, marks: Mapping[str, object]) -> str:
    """An English sentence with marks in which what is counted by a mark that is 1 loses its s."""
    return _COUNTED.sub(lambda match: match[0][: -(str(marks.get(match[1])) == "1") or None], sentence)


_INNER = str.maketrans("“”「」", "‘’『』")


def quoted_within(said: str) -> str:
    """A sentence in which what is quoted begins with a quotation of its own, as a question may: the inner one has marks of its own."""
    if "““" not in said and "「「" not in said:
        return said
    depth, parts = 0, []
    for char in said:
        depth += char in "“「"
        parts.append(char.translate(_INNER) if depth > 1 else char)
        depth -= char in "”」"
    return "".join(parts)


def filled(pattern: Text, /, **marks: object) -> Text:
    """A text with its marks filled in, in every language, for a sentence that is shown later."""

    def one(tag: str) -> str:
        values = {name: written(mark)[tag] if isinstance(mark, Text) else mark for name, mark in marks.items()}
        sentence = written(pattern)[tag]
        return quoted_within((counted(sentence, values) if tag == "en" else sentence).format(**values))

    return Text(zh=one("zh"), en=one("en"))


def as_written(chinese: str, lang: Lang) -> str:
    """A Chinese name that is cited as issued, such as an order's number: only the script follows the reader."""
    return traditional(chinese) if lang == "zh-Hant" else chinese


def written(text: Text) -> dict[str, str]:
    """The languages a text is written in, each with its words, for JSON."""
    return {"zh": text.zh, "en": text.en}


@lru_cache(maxsize=256)
def language_from(accepted: str | None) -> Lang:
    """The best of our languages for a browser's Accept-Language header or a locale tag; Simplified Chinese by default."""
    accepted_languages: list[tuple[float, Lang]] = []
    for entry in (accepted or "").replace("_", "-").split(","):
        tag, _, rest = entry.partition(";")
        lang = _language_of_tag(tag.strip().lower())
        weight = _weight(rest)
        if lang and weight > 0:
            accepted_languages.append((weight, lang))
    if accepted_languages:
        return max(accepted_languages, key=lambda pair: pair[0])[1]
    return FOR_OTHERS if accepted else WRITTEN_IN


def _language_of_tag(tag: str) -> Lang | None:
    """The language whose tag shares the longest beginning with this one; the script counts before the region."""
    parts = tag.split("-")
    if "hant" in parts or "hans" in parts:
        parts = [parts[0], *(part for part in parts if part in ("hant", "hans"))]
    best: tuple[int, Lang] | None = None
    for lang, language in LANGUAGES.items():
        for known in language.browser_tags:
            subtags = known.split("-")
            if parts[0] == subtags[0] and set(subtags) <= set(parts) and (best is None or len(subtags) > best[0]):
                best = (len(subtags), lang)
    return best[1] if best else None


def _weight(rest: str) -> float:
    """The q of an Accept-Language entry; 1 where there is none or it cannot be read."""
    name, _, number = rest.strip().partition("=")
    try:
        return float(number) if name.strip() == "q" else 1.0
    except ValueError:
        return 1.0
