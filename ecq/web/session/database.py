"""The app's database, opened once per process. Knows nothing of who asks."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ecq.base.settings import data_folder, database_url
from ecq.store.database import DatabaseStore

FRESH = 1.0
"""Seconds after which memberships and log-ins are read again: a run asks several times, and who is removed is out at the next press."""


@lru_cache(maxsize=4)
def open_store(folder: Path, url: str | None = None) -> DatabaseStore:
    """The store of a data folder, or of another database, opened once per process."""
    return DatabaseStore(url) if url else DatabaseStore.in_folder(folder)


def database() -> DatabaseStore:
    """The app's database with all in it; for what asks nobody's permission. Raises StoreError."""
    return open_store(data_folder(), database_url())
