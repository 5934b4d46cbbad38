"""What a store of assessments can do. Must not know how or where it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ecq.assessment import Assessment


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

    def change(self, assessment_id: str, how: Callable[[Assessment], Assessment]) -> Kept | None:
        """Apply a change to the newest state and keep it, all or nothing; None where there is no such assessment.

        Two writers at once both succeed: each change is applied to what the other left.
        """
        ...
