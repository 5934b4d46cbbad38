"""How often links that open nothing were tried, so that nobody can go on guessing. Of one process; times are handed in."""

from __future__ import annotations

from collections import deque
from threading import Lock

WINDOW = 600.0
"""Seconds for which a wrong try counts."""

OF_ONE, OF_ALL = 20, 1_000
"""Wrong tries in that time from one address, and from all together."""


class Attempts:
    """Counts wrong tries by address. Right ones count nothing, so whoever has a link is never locked out by others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._tries: deque[tuple[float, str]] = deque()
        self._counts: dict[str, int] = {}

    def allowed(self, address: str, now: float) -> bool:
        """Whether a link from this address is looked up at all. Where all together try too many, each address has one try."""
        with self._lock:
            self._forget(now)
            of_one = self._counts.get(address, 0)
            return of_one < (1 if len(self._tries) >= OF_ALL else OF_ONE)

    def failed(self, address: str, now: float) -> None:
        """Count a wrong try."""
        with self._lock:
            self._forget(now)
            self._tries.append((now, address))
            self._counts[address] = self._counts.get(address, 0) + 1
            if len(self._tries) > 2 * OF_ALL:  # memory stays bounded, whatever comes
                self._drop()

    def _forget(self, now: float) -> None:
        while self._tries and self._tries[0][0] <= now - WINDOW:
            self._drop()

    def _drop(self) -> None:
        _, address = self._tries.popleft()
        left = self._counts.pop(address) - 1
        if left:
            self._counts[address] = left
