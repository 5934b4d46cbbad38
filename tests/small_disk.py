"""A disk of a few hundred kilobytes that really is full when they are used up: a file system of its own, in memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REQUIRED = bool(os.environ.get("ECQ_REQUIRE_SMALL_DISK"))
"""Set where a system that lets nobody mount one is a failure, not a reason to skip."""


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of that size, mounted on a new folder until the block ends; skips the test where the system does not permit it."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        if REQUIRED:
            raise RuntimeError(mounted.stderr.decode())
        pytest.skip("mounting a small disk is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def free(folder: Path) -> int:
    """How many bytes there is room for."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
