"""Two languages in one text: the bilingual edition. Knows how two models of one shape become one; must not know words.

A Both is the two texts one below the other as a plain string; whoever draws it can set the second one apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

_Any = TypeVar("_Any")
_HAN = ("\u3400", "\u9fff")


class Both(str):
    """A text with the same in another language beneath."""

    __slots__ = ("beneath", "first")
    first: str
    beneath: str

    def __new__(cls, first: str, beneath: str) -> Both:
        """Both texts; as a string they stand one below the other."""
        text = super().__new__(cls, f"{first}\n{beneath}")
        text.first, text.beneath = first, beneath
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return self.first, self.beneath

    def __deepcopy__(self, _seen: object) -> Both:
        return self


def both(first: str, beneath: str) -> str:
    """Two texts as one; what is the same in both languages, such as a number or an operator's own words, stands once."""
    if first == beneath or not beneath:
        return first
    shared = _shared_end(first, beneath)
    if shared:
        label, other = first[: -len(shared)].rstrip(), beneath[: -len(shared)].strip()
        return f"{label[:-1]} {other.rstrip(':')}：{shared}" if label.endswith("：") else f"{label} {other}{shared}"
    return Both(first, beneath)


def _shared_end(first: str, beneath: str) -> str:
    """What both end with, where it is an operator's own words: English words of ECQ's own have no Han characters."""
    length = 0
    while length < min(len(first), len(beneath)) and first[-1 - length] == beneath[-1 - length]:
        length += 1
    shared = first[len(first) - length :]
    return shared if sum(_HAN[0] <= char <= _HAN[1] for char in shared) >= 2 else ""


def merged(one: _Any, other: _Any) -> _Any:
    """Two values of one shape as one: every text with its counterpart beneath."""
    if isinstance(one, str):
        return both(one, str(other))  # type: ignore[return-value]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(merged(a, b) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]
    if is_dataclass(one) and not isinstance(one, type) and type(one) is type(other):
        parts: dict[str, Any] = {
            part.name: merged(getattr(one, part.name), getattr(other, part.name)) for part in fields(one)
        }
        return type(one)(**parts)
    return one


def flat(text: str, between: str = " ") -> str:
    """A text for a place that has one line only."""
    return f"{text.first}{between}{text.beneath}" if isinstance(text, Both) else text


def first(text: str) -> str:
    """The first language alone, for a place with no room for two."""
    return text.first if isinstance(text, Both) else text


def joined(parts: Iterable[str], between: str) -> str:
    """Parts in a row, each language with its own."""
    texts = list(parts)
    if not any(isinstance(part, Both) for part in texts):
        return between.join(texts)
    return Both(
        between.join(part.first if isinstance(part, Both) else part for part in texts),
        between.join(part.beneath if isinstance(part, Both) else part for part in texts),
    )


def prefixed(mark: str, text: str) -> str:
    """A mark before a text; the second language stands beneath it without one."""
    return Both(mark + text.first, text.beneath) if isinstance(text, Both) else mark + text
