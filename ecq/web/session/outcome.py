"""What became of a change: handed back to the press that asked for it, which says on its page why nothing was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ecq.assessment.model import Assessment
from ecq.base.language import Text
from ecq.rubric.kinds.base import Invalid
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


def attempted(
    how: Callable[[Assessment], Assessment | Invalid],
    save: Callable[[Callable[[Assessment], Assessment]], StoredAssessment | None],
) -> Outcome:
    """Save a change, which the store makes to the newest state, maybe more than once. Raises what `save` raises."""
    before: Assessment | None = None
    refused: Invalid | None = None

    def apply(assessment: Assessment) -> Assessment:
        nonlocal before, refused
        result, before = how(assessment), assessment
        refused = result if isinstance(result, Invalid) else None
        return assessment if isinstance(result, Invalid) else result

    stored = save(apply)
    if refused is not None:
        return Refused(refused.sentence)
    return Barred() if stored is None or before is None else Done(stored, before)
