"""What a store of assessments can do. Must not know how or where it keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ecq.assessment.model import Assessment
from ecq.history.journal import Entry
from ecq.history.remarks import Remark


@dataclass(frozen=True)
class Kept:
    """An assessment as kept: its unguessable id, how often it changed (from 1), and when last (ISO 8601, UTC)."""

    id: str
    assessment: Assessment
    revision: int
    saved_at: str


@dataclass(frozen=True)
class Snapshot:
    """A state kept under a name: after which revision, when (ISO 8601, UTC), and the digest of the rubric it was read with.

    All but the name never changes.
    """

    id: str
    name: str
    at: str
    revision: int
    rubric: str
    assessment: Assessment


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
        it; `seen` is the revision its page was drawn from: ConflictError if the change would overwrite what others entered
        since. `reverses` is the entry that an undo or redo takes back.
        """
        ...

    def back_from(self, state: Kept) -> Iterator[Entry]:
        """The journal of a state from its newest entry back, read only as far as it is asked for."""
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

    def add_remark(self, assessment_id: str, remark: Remark) -> None:
        """Keep a remark of the conversation after those kept before."""
        ...

    def remarks(self, assessment_id: str) -> tuple[Remark, ...]:
        """The remarks of an assessment, oldest first."""
        ...

    def add_snapshot(self, assessment_id: str, name: str, rubric: str, rubric_text: str) -> Snapshot | None:
        """Keep the newest state under a name; None where there is no such assessment.

        `rubric` is the digest of the rubric it is read with and `rubric_text` all that rubric says, kept once for each
        digest, so that a snapshot is still read with the same rubric when that has changed.
        """
        ...

    def snapshots(self, assessment_id: str) -> tuple[Snapshot, ...]:
        """The snapshots of an assessment, newest first."""
        ...

    def rename_snapshot(self, assessment_id: str, snapshot_id: str, name: str) -> bool:
        """Give a snapshot another name; False where the assessment has no such snapshot."""
        ...

    def remove_snapshot(self, assessment_id: str, snapshot_id: str) -> bool:
        """Remove a snapshot; False where the assessment has no such snapshot. The assessment itself is not touched."""
        ...

    def rubric_text(self, digest: str) -> str | None:
        """What the rubric of that digest says, where a snapshot was read with it; else None."""
        ...
