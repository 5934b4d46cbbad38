"""Caches by the very objects: comparing their contents would cost as much as what is remembered."""

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


class Known(Generic[_What]):
    """What was worked out, by keys that name objects by their `id`; all is forgotten where it grows beyond `most`.

    Each value is kept with these objects, so that no other can come to have the same `id`.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[tuple[object, ...], tuple[_What, object]] = {}
        self.get = self._kept.get
        """A value, with the objects that its key names; None where it is not known."""

    def keep(self, key: tuple[object, ...], value: _What, *named: object) -> _What:
        """Keep a value with the objects that its key names; the value."""
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (value, named)
        return value
