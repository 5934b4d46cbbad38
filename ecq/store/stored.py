"""What the store hands out: a stored assessment with its revision, and a snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from ecq.assessment.model import Assessment


@dataclass(frozen=True)
class StoredAssessment:
    """An assessment in the store: its unguessable id, how often it changed (from 1), and when last (ISO 8601, UTC)."""

    id: str
    assessment: Assessment
    revision: int
    saved_at: str


@dataclass(frozen=True)
class Snapshot:
    """A state stored under a name: after which revision, when (ISO 8601, UTC), and the digest of the rubric it was read with.

    All but the name never changes.
    """

    id: str
    name: str
    at: str
    revision: int
    rubric: str
    assessment: Assessment
