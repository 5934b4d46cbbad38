"""Patterns of many alternatives, tried only where one of them may begin: Python tries each at every place of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from ecq.base.patterns import later


def sought(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same pattern, tried only at characters with which a match may begin; just as it is where that may be any."""
    return later(pattern, flags, where_it_may_begin)


def where_it_may_begin(pattern: str, flags: int) -> str:
    """The pattern with a look at the next character before it, where not any may stand first."""
    try:
        first, empty = _first(import_module("re._parser").parse(pattern, flags))
    except (ImportError, KeyError):
        first, empty = "", True
    return pattern if empty else f"(?=[{first}])(?:{pattern})"


def _first(parsed: Iterable[Any]) -> tuple[str, bool]:
    """What may stand first, as between brackets, and whether nothing need stand there. Raises KeyError where it may be anything."""
    found = ""
    for kind, of in parsed:
        if kind.name in _CHARACTERS or kind.name == "IN":
            return found + "".join(
                _CHARACTERS[one.name](it) for one, it in (of if kind.name == "IN" else [(kind, of)])
            ), False
        if kind.name in ("AT", "ASSERT_NOT") or (kind.name == "ASSERT" and of[0] < 0):
            continue
        firsts = [_first(way) for way in _WAYS[kind.name](of)]
        found += "".join(first for first, _ in firsts)
        if not any(empty for _, empty in firsts) and not (kind.name.endswith("REPEAT") and of[0] == 0):
            return found, False
    return found, True


_CATEGORIES = {"CATEGORY_SPACE": r"\s", "CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w"}
_CHARACTERS: Mapping[str, Callable[[Any], str]] = {
    "LITERAL": lambda code: re.escape(chr(code)),
    "RANGE": lambda ends: "-".join(re.escape(chr(code)) for code in ends),
    "CATEGORY": lambda name: _CATEGORIES[name.name],
}
_WAYS: Mapping[str, Callable[[Any], Iterable[Any]]] = {
    "ASSERT": lambda of: [of[1]],
    "ATOMIC_GROUP": lambda of: [of],
    "BRANCH": lambda of: of[1],
    "SUBPATTERN": lambda of: {(0, 0): [of[3]]}[of[1:3]],  # not where it has flags of its own
    **dict.fromkeys(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"), lambda of: [of[2]]),
}
