"""A cache key that is the object itself: comparing contents would cost as much as what is remembered."""

from __future__ import annotations

from typing import Generic, TypeVar

_What = TypeVar("_What")


class Same(Generic[_What]):
    """This very object; the cache keeps it alive, so that no other can come to stand for it."""

    __slots__ = ("what",)

    def __init__(self, what: _What) -> None:
        self.what = what

    def __hash__(self) -> int:
        return id(self.what)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.what is self.what
