"""Two languages in one text: the bilingual edition. Knows how two models of one shape become one; must not know words.

A Both is the two texts one below the other as a plain string; whoever draws it can set the second one apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

_Any = TypeVar("_Any")


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


class WithOwn(str):
    """A text of ECQ's with an operator's own words behind it."""

    __slots__ = ("own", "said")
    own: str
    said: str

    def __new__(cls, said: str, own: str) -> WithOwn:
        """Both in a row."""
        text = super().__new__(cls, f"{said}{own}")
        text.said, text.own = said, own
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return self.said, self.own


def both(first: str, beneath: str) -> str:
    """Two texts as one; what is the same in both languages, such as a number or an operator's own words, stands once."""
    if first == beneath or not beneath:
        return first
    if isinstance(first, WithOwn) and isinstance(beneath, WithOwn) and first.own == beneath.own:
        label, other = first.said.rstrip(), beneath.said.strip()
        return (
            f"{label[:-1]} {other.rstrip(':')}：{first.own}" if label.endswith("：") else f"{label} {other} {first.own}"
        )
    return Both(first, beneath)


def merged(one: _Any, other: _Any) -> _Any:
    """Two values of one shape as one: every text with its counterpart beneath. Raises ValueError where shapes differ."""
    if isinstance(one, str) and isinstance(other, str):
        return both(one, other)  # type: ignore[return-value]
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(merged(a, b) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]
    if type(one) is not type(other):
        raise ValueError(f"{type(one).__name__} in one language is {type(other).__name__} in the other")
    if is_dataclass(one) and not isinstance(one, type):
        parts: dict[str, Any] = {
            part.name: merged(getattr(one, part.name), getattr(other, part.name)) for part in fields(one)
        }
        return type(one)(**parts)
    if one != other:
        raise ValueError(f"{one!r} in one language is {other!r} in the other")
    return one


def flat(text: str) -> str:
    """A text for a place that has one line only."""
    return f"{text.first} {text.beneath}" if isinstance(text, Both) else text


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


def without(mark: str, text: str) -> str:
    """A text without the mark it begins with; so the second language."""
    if isinstance(text, Both):
        return Both(text.first.removeprefix(mark), text.beneath.removeprefix(mark))
    return text.removeprefix(mark)


def prefixed(mark: str, text: str) -> str:
    """A mark before a text; the second language stands beneath it without one."""
    return Both(mark + text.first, text.beneath) if isinstance(text, Both) else mark + text
