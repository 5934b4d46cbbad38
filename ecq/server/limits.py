"""How much a server takes on: visitors, connections, uploads, and how long it waits for each; who of the visitors is in.

One place for the numbers; who keeps them: `Seats` (visitors), guards.py and listening.py.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from starlette.types import Scope

from ecq.base.errors import EcqError
from ecq.server.own_pages import key_sent

HEAD_SECONDS = 20
"""Within this time the head of a request must be there."""

SILENCE_SECONDS, LEAST_TAKEN = 30, 8_000
"""So long may nothing arrive of a body; and so many bytes of an answer must be taken in that time while more waits."""

MESSAGE_BYTES = 2_000_000
"""Of one message of a page, such as a press. Files do not come this way."""

UPLOADS_OF_A_SESSION = 150_000_000
"""Bytes that Streamlit holds in memory for one session: an archive of the largest kind and more."""

UPLOADS_IN_ALL = 1_000_000_000
"""Bytes held for all sessions together, or a quarter of the memory where that is less."""

SERVER_MEGABYTES, SESSION_MEGABYTES = 300, 1.5
"""Memory of a server before anybody comes, and what a visitor who answers adds, generously (docs/performance.md)."""

FILES_OF_A_RUN, FILES_OF_THE_SERVER, SESSIONS_KEPT = 3, 100, 128
"""Open files: of the loop that runs a session's script; of the server itself. And how many sessions Streamlit keeps for a
while after their window has gone."""

CONNECTIONS_OF_A_SESSION = 2
"""A window's websocket, and what the browser fetches beside it."""

MOST_SESSIONS = 2_000
"""So many windows are more than one process can serve in time, whatever memory there is."""

_log = logging.getLogger("ecq.server")


@dataclass(frozen=True)
class Limits:
    """What one server takes on."""

    sessions: int = MOST_SESSIONS
    per_address: int | None = None
    """Windows open at a time from one network address; None: any number."""
    connections: int | None = None
    """Connections of every kind; None: any number."""
    uploads_of_a_session: int = UPLOADS_OF_A_SESSION
    uploads_in_all: int = UPLOADS_IN_ALL
    head_seconds: float = HEAD_SECONDS
    silence_seconds: float = SILENCE_SECONDS


def limits_of_this_machine(sessions: int | None = None, per_address: int | None = None) -> Limits:
    """The limits for this machine's memory and open files; `sessions` and `per_address` where the operator says them.

    Takes all the open files that the system grants on request. Raises EcqError where a number makes no sense.
    """
    for option, value in (("--max-sessions", sessions), ("--max-per-address", per_address)):
        if value is not None and value < 1:
            raise EcqError(f"{option} {value}: give a number from 1", f"{option} {value}：请给 1 以上的数")
    megabytes, files = memory_megabytes(), most_open_files()
    each = FILES_OF_A_RUN + CONNECTIONS_OF_A_SESSION
    fixed = FILES_OF_THE_SERVER + FILES_OF_A_RUN * SESSIONS_KEPT
    by_files = max(1, (files - fixed) // each) if files else MOST_SESSIONS
    by_memory = int((megabytes * 0.75 - SERVER_MEGABYTES) / SESSION_MEGABYTES) if megabytes else MOST_SESSIONS
    wanted = min(MOST_SESSIONS, max(1, by_memory)) if sessions is None else sessions
    if wanted > by_files:
        _log.warning(
            "%d sessions need %d open files and the system grants %d: at most %d are let in at a time; see ulimit -n",
            wanted,
            wanted * each + fixed,
            files,
            by_files,
        )
    chosen = min(wanted, by_files)
    return Limits(
        sessions=chosen,
        per_address=per_address,
        connections=max(files - fixed - FILES_OF_A_RUN * chosen, 8) if files else None,
        uploads_in_all=min(UPLOADS_IN_ALL, int(megabytes * 250_000)) if megabytes else UPLOADS_IN_ALL,
    )


def most_open_files() -> int | None:
    """How many files this process may have open, after asking for all there are; None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        except (OSError, ValueError):  # macOS grants less than it names
            pass
    return None if soft == resource.RLIM_INFINITY else soft


def memory_megabytes() -> int | None:
    """The memory there is for this process: the machine's, or less where a container has less."""
    try:
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    except (AttributeError, OSError, ValueError):
        return None
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            sizes.append(int(Path(file).read_text(encoding="ascii")))
        except (OSError, ValueError):  # not there, or "max"
            continue
    return min(sizes) // 1_000_000


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
