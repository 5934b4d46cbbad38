"""What one window has seen of an assessment, and what of its changes waits to be saved or decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ecq.assessment.history.journal import ConflictError, Path
from ecq.assessment.model import Assessment
from ecq.base.errors import StoreError

How = Callable[[Assessment], Assessment]


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
