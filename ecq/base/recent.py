"""A cache of limited size that threads share: the newest entries stay, guarded by a lock of its own."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

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
        """How many values there are."""
        with self._lock:
            return len(self._values)
