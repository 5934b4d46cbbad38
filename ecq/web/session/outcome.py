"""What became of a change: handed back to the press that asked for it, which says on its page why nothing was done."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.attempt import Attempt
from ecq.assessment.model import Assessment
from ecq.base.language import Text
from ecq.store.stored import StoredAssessment
from ecq.web.session.revisions import Conflict


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


Outcome = Done | Refused | Conflict | Held | Barred


def outcome_of(attempt: Attempt, stored: StoredAssessment | None) -> Outcome:
    """What became of a change that the store has tried."""
    if attempt.refused is not None:
        return Refused(attempt.refused.sentence)
    return Barred() if stored is None or attempt.before is None else Done(stored, attempt.before)
