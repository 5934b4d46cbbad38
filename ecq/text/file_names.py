"""Names of files that are saved: made of what a person typed."""

from __future__ import annotations


def file_name(name: str) -> str:
    """A name that every file system accepts, without ending."""
    safe = "".join(char if char.isalnum() or char in " -_." else "_" for char in name)
    return safe.strip()[:80] or "ECQ"
