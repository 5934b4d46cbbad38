"""Names of the files a visitor takes away. Knows what file systems take; must not know what is in the files."""

from __future__ import annotations


def file_name(name: str) -> str:
    """A name every file system takes, without ending."""
    kept = "".join(char if char.isalnum() or char in " -_." else "_" for char in name)
    return kept.strip()[:80] or "ECQ"
