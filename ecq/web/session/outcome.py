"""What one window has seen of an assessment, what became of a change it made, and what waits to be saved or decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ecq.assessment.attempt import Attempt
from ecq.assessment.history.journal import ConflictError, Path
from ecq.assessment.model import Assessment
from ecq.base.errors import StoreError
from ecq.base.language import Text
from ecq.store.stored import StoredAssessment

How = Callable[[Assessment], Assessment]


@dataclass(frozen=True)
class Done:
    """It was made and saved; `before` is the state it was made to."""

    stored: StoredAssessment
    before: Assessment


@dataclass(frozen=True)
class Refused:
    """It was not made."""

    why: Text


@dataclass(frozen=True)
class Held:
    """It could not be saved and waits in the session."""

    cause: Text


@dataclass(frozen=True)
class Barred:
    """Nothing can be changed, and the page says so by itself: nobody is logged in, or what was to be changed is gone."""


@dataclass(frozen=True)
class Seen:
    """The revisions a window has shown: the first, the one last drawn, and its own since."""

    assessment_id: str
    first: int
    drawn: int
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Waiting:
    """A change that could not be saved: what to do, the revision it was made on, and the error.

    `tried_after`: the newest revision the window knew of when the change was sent to the database, None where it was not.
    Where the database went away then, nobody knows whether it was saved.
    """

    assessment_id: str
    how: How
    seen: int | None
    error: StoreError
    tried_after: int | None = None


@dataclass(frozen=True)
class Conflict:
    """A change that would overwrite another window's, held until the visitor chooses."""

    assessment_id: str
    error: ConflictError
    seen: int | None

    @property
    def keys(self) -> set[Path | None]:
        """The paths it is about."""
        return {change.key for change in self.error.mine} - {None}


Outcome = Done | Refused | Conflict | Held | Barred


def outcome_of(attempt: Attempt, stored: StoredAssessment | None) -> Outcome:
    """What became of a change that the store has tried."""
    if attempt.refused is not None:
        return Refused(attempt.refused.sentence)
    return Barred() if stored is None or attempt.before is None else Done(stored, attempt.before)
