"""Checks of texts: each is there in every language, and Traditional Chinese can be derived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ecq.base.errors import EcqError
from ecq.base.frozen import Frozen
from ecq.base.language import Text, words
from ecq.checking.finding import Finding
from ecq.rubric.model import Rubric

_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FALLBACK = re.compile("[\ufffd\u25a1\u3013]")
"""Signs that stand where a character could not be given."""

_STANDING = ("questions", "tree", "children", "facts", "sources")
"""Lists of things that a person looks for by their own id."""


def check_texts(rubric: Rubric) -> Iterator[Finding]:
    """Texts missing in a language, English with Chinese characters, and Traditional Chinese that cannot be derived."""
    derivable = True
    for where, path, text in texts(rubric, rubric.id, ""):
        example = {"path": path, "zh": text.zh, "en": text.en}
        for lang, written in (("zh", text.zh), ("en", text.en)):
            if not written.strip():
                message = f"{path} has no words in {lang}; write them."
                yield Finding("text-missing", "error", where, message, {**example, "lang": lang})
        han = _HAN.search(text.en)
        if han:
            message = f"{path} has the Chinese character {han.group()} in its English; write it in English."
            yield Finding("text-not-english", "error", where, message, example)
        if derivable and text.zh.strip():
            try:
                derived = words(text, "zh-Hant")
            except EcqError as error:
                derivable = False
                message = f"Traditional Chinese was not checked: {error}."
                yield Finding("not-decided", "warning", rubric.id, message, example)
                continue
            yield from _traditional(where, path, text, derived)


def _traditional(where: str, path: str, text: Text, derived: str) -> Iterator[Finding]:
    lost = _FALLBACK.search(derived)
    if not derived.strip() or (lost and lost.group() not in text.zh):
        message = f"{path} cannot be derived in Traditional Chinese; give it in `hant`."
        yield Finding("text-not-derived", "error", where, message, {"path": path, "zh": text.zh, "zh-Hant": derived})


def texts(of: Any, where: str, path: str) -> Iterator[tuple[str, str, Text]]:
    """Every Text in a model or list, with the id of the question, node, fact or source that has it and the path from there."""
    if isinstance(of, Text):
        yield where, path, of
    elif isinstance(of, Frozen):
        for field in type(of).model_fields:
            yield from texts(getattr(of, field), where, f"{path}.{field}" if path else field)
    elif isinstance(of, tuple):
        for place, one in enumerate(of, 1):
            own_id = getattr(one, "id", None)
            if own_id is not None and path.rsplit(".", 1)[-1] in _STANDING:
                yield from texts(one, own_id, "")
            else:
                yield from texts(one, where, f"{path}[{own_id or place}]")
