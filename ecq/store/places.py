"""Files of the store put in their place: whole, on the disk, and never half of one in the place of another."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ecq.base.errors import StoreError
from ecq.base.whole_file import sync_folder

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger("ecq.store")

LONGEST_WAIT = 600.0
"""Seconds that opening a database waits for others who open it: copying and migrating a large one takes its time."""

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


def free_name(path: Path, mark: str) -> Path:
    """The first name beside a file with a mark and a number that nothing has yet."""
    return next(one for n in range(1, 10_000) if not (one := path.with_name(f"{path.name}.{mark}-{n}")).exists())


@contextmanager
def alone_with(file: str | None) -> Iterator[None]:
    """Have no other process open, migrate or replace the database file meanwhile; who has it open already goes on.

    The lock is on its folder, which leaves nothing behind and ends with the process. Raises StoreError after LONGEST_WAIT.
    Where the system has no such locks, or the folder is not there, nothing is held.
    """
    if fcntl is None or not file or not Path(file).parent.is_dir():
        yield
        return
    folder = os.open(Path(file).parent, os.O_RDONLY)
    try:
        _wait_for(folder)
        yield
        fcntl.flock(folder, fcntl.LOCK_UN)  # at once, also where a process was forked meanwhile
    finally:
        os.close(folder)


def _wait_for(folder: int) -> None:
    begun, said = time.monotonic(), False
    while not _locked(folder):
        waited = time.monotonic() - begun
        if waited > LONGEST_WAIT:
            raise StoreError(
                "another ECQ has been opening the database for long; try again, or end that one",
                "另一个 ECQ 一直在打开数据库，请稍后再试，或结束那一个",
            )
        if waited > 1 and not said:
            _log.warning("another ECQ opens the database or brings it up to date; waiting for it")
            said = True
        time.sleep(0.05)


def _locked(folder: int) -> bool:
    assert fcntl
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without such locks: nothing can be held
        return True
    return True
