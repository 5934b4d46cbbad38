"""Patterns of many alternatives, tried only where one of them may begin.

Python tries each alternative at each place of a text, though most characters begin none: that is what reading a sentence
would mostly take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any


class _AnythingError(Exception):
    """Any character may stand first, or it is not known which."""


def sought(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same pattern, tried only at characters with which a match may begin; just as it is where that may be any."""
    try:
        first, empty = _first(import_module("re._parser").parse(pattern, flags))
    except (ImportError, _AnythingError):
        return re.compile(pattern, flags)
    return re.compile(pattern if empty else f"(?=[{first}])(?:{pattern})", flags)


def _first(parsed: Iterable[Any]) -> tuple[str, bool]:
    """What may stand first, as between brackets, and whether nothing need stand there. Raises _AnythingError."""
    found = ""
    for kind, of in parsed:
        match kind.name:
            case "LITERAL" | "IN":
                return found + "".join(map(_in_brackets, of if kind.name == "IN" else [(kind, of)])), False
            case "AT" | "ASSERT_NOT":
                continue
            case "ASSERT" if of[0] < 0:
                continue
            case "ASSERT" | "ATOMIC_GROUP":
                ways, none = [of[1] if kind.name == "ASSERT" else of], False
            case "SUBPATTERN" if not (of[1] or of[2]):
                ways, none = [of[3]], False
            case "BRANCH":
                ways, none = of[1], False
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                ways, none = [of[2]], of[0] == 0
            case _:
                raise _AnythingError
        firsts = [_first(way) for way in ways]
        found += "".join(first for first, _ in firsts)
        if not (none or any(empty for _, empty in firsts)):
            return found, False
    return found, True


_CATEGORIES = {"CATEGORY_SPACE": r"\s", "CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w"}


def _in_brackets(one: tuple[Any, Any]) -> str:
    match one[0].name, one[1]:
        case "LITERAL", code:
            return re.escape(chr(code))
        case "RANGE", (low, high):
            return f"{re.escape(chr(low))}-{re.escape(chr(high))}"
        case "CATEGORY", of if of.name in _CATEGORIES:
            return _CATEGORIES[of.name]
    raise _AnythingError
