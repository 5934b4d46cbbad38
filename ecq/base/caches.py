"""Caches of limited size: of the newest entries, shared by threads, and by the very objects instead of their contents.

The first is guarded by a lock of its own. By the very objects, because comparing their contents would cost as much as
what is remembered.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, Generic, ParamSpec, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Recent(Generic[_Key, _Value]):
    """Values by key, at most so many; what was put longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[_Key, _Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> _Value | None:
        """The value of a key; None where there is none (any more)."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: _Key, value: _Value) -> None:
        """Keep a value, as the newest."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def drop(self, key: _Key) -> None:
        """Forget the value of a key, where there is one."""
        with self._lock:
            self._values.pop(key, None)

    def clear(self) -> None:
        """Forget all values."""
        with self._lock:
            self._values.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)


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


_Of = ParamSpec("_Of")


def once(work: Callable[Concatenate[_What, _Of], _Value]) -> Callable[Concatenate[_What, _Of], _Value]:
    """Work out once what takes long, though every language and every part of a report asks for it.

    The same for equal arguments after the very same first one. A tuple replaced as a whole is safe between threads. A
    report has up to three plans, and a press one, so eight results are kept.
    """
    known: tuple[tuple[_What, object, _Value], ...] = ()

    @wraps(work)
    def asked(what: _What, /, *of: _Of.args, **named: _Of.kwargs) -> _Value:
        nonlocal known
        given = (of, named)
        for under, same, found in known:
            if under is what and same == given:
                return found
        made = work(what, *of, **named)
        known = ((what, given, made), *known[:7])
        return made

    return asked
