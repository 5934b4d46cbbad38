"""The last working session on an assessment, from the journal: its latest entries without a long pause between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ecq.assessment.history.journal import Entry, in_effect

PAUSE = timedelta(hours=4)
"""How long a pause within one sitting may be."""


@dataclass(frozen=True)
class Sitting:
    """The last working session: when it ended, and the questions answered in it, the last one first."""

    ended: str
    answered: tuple[str, ...] = ()


def last_sitting(newest_first: Iterable[Entry], saved_at: str) -> Sitting:
    """The last working session in a journal; without entries it ended when the assessment was saved."""
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
    """The time between two moments (ISO 8601)."""
    return datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
