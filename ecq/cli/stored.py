"""Opens the store, and finds a self-check in it by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecq.cli.command import extra_installed

if TYPE_CHECKING:
    from ecq.base.errors import AssessmentError
    from ecq.store.database import DatabaseStore
    from ecq.store.stored import StoredAssessment


def open_store() -> DatabaseStore:
    """The store of the data folder, or of ECQ_DATABASE_URL. Raises StoreError."""
    from ecq.base.settings import data_folder, database_url

    with extra_installed("app", "what the app stores", "读应用里存着的自评"):
        from ecq.store.database import DatabaseStore

    url = database_url()
    return DatabaseStore(url) if url else DatabaseStore.in_folder(data_folder())


def found(assessment_id: str, store: DatabaseStore | None = None) -> StoredAssessment:
    """The stored self-check of that id. Raises AssessmentError, and DamagedError where it cannot be read."""
    stored = (store or open_store()).find(assessment_id)
    if stored is None:
        raise not_stored(assessment_id)
    return stored


def not_stored(assessment_id: str) -> AssessmentError:
    """The error that no self-check of that id is stored."""
    from ecq.base.errors import AssessmentError

    return AssessmentError(
        f"no self-check {assessment_id!r} is stored; ecq list shows those there are",
        f"没有存着 {assessment_id!r} 这份自评；ecq list 列出现有的",
    )
