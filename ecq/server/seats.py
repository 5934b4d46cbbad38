"""Who is in: windows by browser, so that a server lets in so many and those who are in are not disturbed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

from starlette.types import Scope

from ecq.server.limits import Limits
from ecq.server.own_pages import key_sent

KEPT_SECONDS = 20
"""So long the seat of a window that went away is kept for its browser: it is loaded again, or the network was away."""

MORE_WINDOWS = 2
"""So many windows more than one may a browser that is in open where the server is full."""

Why = Literal["full", "address"]


class Seats:
    """The windows that are open, and the seats kept for browsers that just went. Used by one thread: the server's loop."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits, self._clock = limits, clock
        self._open: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()
        self._kept: list[tuple[float, str]] = []
        """Until when, for which browser; in the order in which they end."""
        self.refused: dict[str, int] = {"full": 0, "address": 0}
        """How many windows and pages were turned away, since the start."""

    @property
    def open(self) -> int:
        """How many windows are open."""
        return self._open.total()

    def knows(self, scope: Scope) -> bool:
        """Whether the browser has a window open, or had one just now."""
        browser = browser_of(scope)
        return self._open[browser] > 0 or any(kept == browser for _, kept in self._still_kept())

    def page(self, scope: Scope) -> Why | None:
        """Why a page is not sent to a browser that asks for one; None where it is."""
        return None if key_sent(scope) and self.knows(scope) else self._why_not(scope)

    def sit(self, scope: Scope) -> Why | None:
        """Take a seat for a window; why not, where there is none."""
        browser = browser_of(scope)
        kept = next((one for one in self._still_kept() if one[1] == browser), None)
        if kept:
            self._kept.remove(kept)
        elif not 0 < self._open[browser] <= MORE_WINDOWS and (why := self._why_not(scope)):
            return why
        self._open[browser] += 1
        self._addresses[_address(scope)] += 1
        return None

    def leave(self, scope: Scope) -> None:
        """Give the seat of a window back; it is kept for its browser for a while."""
        browser, address = browser_of(scope), _address(scope)
        self._open[browser] -= 1
        self._addresses[address] -= 1
        self._open, self._addresses = +self._open, +self._addresses
        self._kept.append((self._clock() + KEPT_SECONDS, browser))

    def _why_not(self, scope: Scope) -> Why | None:
        most = self.limits.per_address
        if most is not None and self._addresses[_address(scope)] >= most:
            return "address"
        return "full" if self.open + len(self._still_kept()) >= self.limits.sessions else None

    def _still_kept(self) -> list[tuple[float, str]]:
        now = self._clock()
        self._kept = [one for one in self._kept if one[0] > now]
        return self._kept


def browser_of(scope: Scope) -> str:
    """The browser's key; of one that takes no cookies its address."""
    return key_sent(scope) or _address(scope)


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
