"""How long answering takes: by one's own pace once there is one, else by half a minute a question.

The pace is read off the times at which answers were given, so it needs no clock and no state of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from statistics import median

from ecq.assessment.model import Response
from ecq.web.session.stamps import local

USUAL_SECONDS = 30
"""A question, for somebody who has not answered any yet."""
ENOUGH, LAST = 5, 30
"""How many times between two answers make a pace, and how many of the last are looked at."""
PAUSE_SECONDS = 300
"""Who takes longer than this from one answer to the next was doing something else."""


@dataclass(frozen=True)
class Pace:
    """Seconds a question, and whether that is the operator's own pace."""

    seconds: float = USUAL_SECONDS
    own: bool = False

    def minutes(self, questions: int) -> int:
        """Whole minutes that so many questions take: upward, from ten on to the next five."""
        exact = -int(-questions * self.seconds // 60)
        return exact if exact < 10 else -(-exact // 5) * 5


def pace_of(responses: Iterable[Response]) -> Pace:
    """The median time from one answer to the next among the last ones.

    Answers that came together, as from a file, and pauses say nothing about it.
    """
    given = sorted(moment for one in responses if one.state != "unanswered" and (moment := _moment(one.at)))
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(given)]
    telling = [gap for gap in gaps if 0 < gap <= PAUSE_SECONDS][-LAST:]
    return Pace(median(telling), own=True) if len(telling) >= ENOUGH else Pace()


@lru_cache(maxsize=4096)
def _moment(at: str | None) -> datetime | None:
    """The time of an answer; in a file that was opened there may be anything."""
    try:
        return local(at, UTC) if at else None
    except ValueError:
        return None
