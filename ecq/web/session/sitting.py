"""The last sitting of an assessment, read from the journal: the run of entries up to the last one, without a long pause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecq.history.journal import Entry, in_effect

PAUSE = timedelta(hours=4)
"""How long a pause within one sitting may be."""


@dataclass(frozen=True)
class Sitting:
    """The last time somebody worked on an assessment: when it ended, which questions they answered, the last one first."""

    ended: str
    answered: tuple[str, ...] = ()


def last_sitting(newest_first: Iterable[Entry], saved_at: str) -> Sitting:
    """The last sitting of a journal; an assessment without entries was last touched when it was saved."""
    sitting: list[Entry] = []
    for entry in newest_first:
        if sitting and between(entry.at, sitting[-1].at) > PAUSE:
            break
        sitting.append(entry)
    if not sitting:
        return Sitting(saved_at)
    answered = {
        change.question: None
        for entry in in_effect(sitting)
        for change in entry.changes
        if change.part == "answer" and change.question
    }
    return Sitting(sitting[0].at, tuple(one for one in answered if one))


def between(earlier: str, later: str) -> timedelta:
    """How long lies between two moments (ISO 8601)."""
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
