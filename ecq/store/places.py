"""Files of the store put in their place: whole, on the disk, and never half of one in the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of the names."""


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """A folder beside a file, for what is to take its place; gone in the end with whatever is left in it."""
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        yield Path(folder)


def put_in_place(draft: Path, path: Path) -> None:
    """Have a finished database take the place of a file, so that a power cut leaves the one or the other."""
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    for end in BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)  # of what was there: it would be read into the new one
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
