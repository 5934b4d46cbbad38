"""Languages that are data: translations of ECQ's texts, read once from the folder in ECQ_TRANSLATIONS.

A translation is found by the text itself, in Chinese and English, so nothing that is written needs to know of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from ecq.base.settings import translations_folder

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)
"""What the tag of a language looks like, as in `vi` or `pt-BR`."""
MARK = re.compile(r"\{([^{}]*)\}")
_LETTERS = 6
"""A text with marks is known again in a finished sentence by so many letters of its own at least."""


class Pair(NamedTuple):
    """A text as ECQ has it."""

    zh: str
    en: str


class Translation:
    """A language and its texts; `instead` is the language of what is not translated."""

    def __init__(
        self, tag: str, name: str, short_name: str, instead: Literal["zh", "en"], texts: Mapping[Pair, str]
    ) -> None:
        self.tag, self.name, self.short_name, self.instead, self.texts = tag, name, short_name, instead, dict(texts)
        self._filled = lru_cache(maxsize=10_000)(self._find_filled)

    def said(self, zh: str, en: str) -> str | None:
        """A text in this language, also one whose marks are filled in; None where it is not translated."""
        return self.texts.get(Pair(zh, en)) or self._filled(en)

    def _find_filled(self, en: str) -> str | None:
        for pieces, said in self._marked:
            values = _values(pieces, en)
            if values is not None:
                words = MARK.split(said)
                words[1::2] = [values.get(_name(mark), "") for mark in words[1::2]]
                return "".join(words)
        return None

    @cached_property
    def _marked(self) -> list[tuple[list[str], str]]:
        """Texts with marks in pieces, those with most letters of their own first."""
        marked = [(MARK.split(pair.en), said) for pair, said in self.texts.items()]
        known = [(pieces, said) for pieces, said in marked if len(pieces) > 1 and _letters(pieces) >= _LETTERS]
        return sorted(known, key=lambda each: -_letters(each[0]))

    def kept(self) -> str:
        """The file of it."""
        texts = [[*pair, said] for pair, said in sorted(self.texts.items())]
        head = {"tag": self.tag, "name": self.name, "short_name": self.short_name, "instead": self.instead}
        return json.dumps({**head, "texts": texts}, ensure_ascii=False, indent=0)


def _letters(pieces: list[str]) -> int:
    return sum(map(str.isalnum, "".join(pieces[::2])))


def _name(mark: str) -> str:
    """A mark's name, without what says how it is shown."""
    return re.split(r"\W", mark)[0]


def _values(pieces: list[str], sentence: str) -> dict[str, str] | None:
    """What was filled in for each mark, where a sentence was made of a text of these pieces: own words and marks in turn."""
    first, last = pieces[0], pieces[-1]
    end = len(sentence) - len(last)
    if not sentence.startswith(first) or not sentence.endswith(last) or end < len(first):
        return None
    values: dict[str, str] = {}
    place = len(first)
    for mark, words in zip(pieces[1::2], [*pieces[2:-1:2], None], strict=True):
        stop = end if words is None else sentence.find(words, place, end)
        if stop < 0 or values.setdefault(_name(mark), sentence[place:stop]) != sentence[place:stop]:
            return None
        place = stop + len(words or "")
    return values


def read(content: str) -> Translation:
    """A translation from its file. Raises ValueError, KeyError or TypeError where it is none."""
    data = json.loads(content)
    texts: Iterable[tuple[str, str, str]] = data["texts"]
    instead: Literal["zh", "en"] = "zh" if data["instead"] == "zh" else "en"
    pairs = {Pair(str(zh), str(en)): str(said) for zh, en, said in texts}
    return Translation(str(data["tag"]), str(data["name"]), str(data["short_name"]), instead, pairs)


def translations() -> dict[str, Translation]:
    """The translations there are, by the tags of their languages; a file that is none is passed over."""
    folder = translations_folder()
    found: dict[str, Translation] = {}
    for path in sorted(folder.glob("*.json")) if folder is not None else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            translation = read(path.read_text("utf-8"))
            if TAG.fullmatch(translation.tag) and path == file_of(translation.tag, path.parent):
                found[translation.tag] = translation
    return {tag: one for tag, one in found.items() if tag not in ("zh", "en", "zh-Hant")}


def file_of(tag: str, folder: Path) -> Path:
    """Where the translation of a language is kept."""
    return folder / f"{tag}.json"
