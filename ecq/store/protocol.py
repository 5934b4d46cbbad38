"""What a store of assessments can do. Must not know how or where it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ecq.assessment import Assessment
from ecq.journal import Entry


@dataclass(frozen=True)
class Kept:
    """An assessment as kept: its unguessable id, how often it changed (from 1), and when last (ISO 8601, UTC)."""

    id: str
    assessment: Assessment
    revision: int
    saved_at: str


class Store(Protocol):
    """Keeps assessments. Every method raises StoreError with one sentence when the place cannot be used."""

    def add(self, assessment: Assessment) -> Kept:
        """Keep a new assessment under a new unguessable id."""
        ...

    def find(self, assessment_id: str) -> Kept | None:
        """The assessment of that id, or None."""
        ...

    def change(
        self,
        assessment_id: str,
        how: Callable[[Assessment], Assessment],
        *,
        by: str = "",
        seen: int | None = None,
        reverses: Entry | None = None,
    ) -> Kept | None:
        """Apply a change to the newest state and keep it with its journal entry, all or nothing; None where there is no
        such assessment. Where `how` hands back the very object it was given, nothing is kept and nothing entered.

        Two writers at once both succeed: each change is applied to what the other left. `by` names the window that makes
        it; `seen` is the revision its page was drawn from: ClashError if the change would overwrite what others entered
        since. `reverses` is the entry that an undo or redo takes back.
        """
        ...

    def entries(
        self,
        assessment_id: str,
        *,
        question: str | None = None,
        since: int | None = None,
        before: int | None = None,
        limit: int | None = None,
    ) -> tuple[Entry, ...]:
        """The journal, newest first: of one question, after revision `since`, below revision `before`, at most `limit`."""
        ...
