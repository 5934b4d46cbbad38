"""How much the API takes on: sizes of bodies, requests a minute, how many at a time. Each process counts for itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ecq.base.caches import Recent
from ecq.base.file_limits import FILE_LIMIT, READ_IN_PLACE

FILE_BODY, JSON_BODY = FILE_LIMIT, READ_IN_PLACE
"""Bytes of a body: a file that is brought in, and anything else. All answers of a large self-check have a tenth of the latter."""

FAULTS_TOLD = 100
"""So many places of a body are named as wrong."""

BODY_SECONDS = 60
"""Within this time a body must have arrived."""

SLOWEST = 50_000
"""Bytes a second that a file of evidence comes with at the least, after the time for a body."""

KEY_PER_MINUTE, KEY_AT_ONCE = 600, 60
"""Requests with one key: on the whole, and in one go after a pause."""

WRONG_PER_MINUTE, WRONG_AT_ONCE = 20, 20
"""Requests without a valid key from one network address, likewise."""

AT_ONCE, REPORTS_AT_ONCE = 8, 2
"""Requests worked on at a time, and of these reports and files of the portfolio, which cost seconds."""

AGAIN_SECONDS = 5
"""After how long to try again where too much is under way."""

_REMEMBERED = 10_000


class Rate:
    """Lets through so many a minute for each name, and after a pause so many in one go. Remembers the latest names only."""

    def __init__(self, per_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._every, self._ahead, self._clock = 60 / per_minute, 60 / per_minute * at_once, clock
        self._due: Recent[str, float] = Recent(_REMEMBERED)

    def wait(self, name: str, *, count: bool = True) -> float:
        """0 where it is let through, which counts unless one only asks; else for how many seconds it is not."""
        now = self._clock()
        due = max(self._due.get(name) or now, now) + self._every
        if due - now > self._ahead:
            return due - now - self._ahead
        if count:
            self._due.put(name, due)
        return 0.0


@dataclass(frozen=True)
class Rates:
    """How often requests are let in: with one key, and from one network address without a valid key."""

    of_key: Rate = field(default_factory=lambda: Rate(KEY_PER_MINUTE, KEY_AT_ONCE))
    wrong: Rate = field(default_factory=lambda: Rate(WRONG_PER_MINUTE, WRONG_AT_ONCE))
