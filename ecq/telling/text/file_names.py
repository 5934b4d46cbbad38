"""Names of files that are saved: made of what a person typed."""

from __future__ import annotations

_NAME_LONGEST = 40


def file_name(name: str) -> str:
    """A name that every file system accepts, without ending."""
    safe = "".join(char if char.isalnum() or char in " -_.()（）" else "_" for char in name)
    return safe.strip()[:80] or "ECQ"


def named_file(platform: str, *further: str) -> str:
    """The name of a file to take along, without ending: of which platform, what, in which language, of which day.

    A long name of a platform is cut, never what stands behind it.
    """
    return file_name(" ".join((file_name(platform)[:_NAME_LONGEST].strip(), *filter(None, further))))
