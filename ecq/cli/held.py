"""A file held while a command changes it, so that two commands at once do not each write what the other has not read.

The lock is the system's: it ends with the process, however that ends, and leaves nothing behind. It is on the file itself;
on Windows, where a file that is open cannot be replaced, on one in the user's temporary folder that stands for it.
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from ecq.base.errors import AssessmentError

PATIENCE, PAUSE = 10.0, 0.02
"""Seconds to wait for another command, and between two looks whether it has ended."""

WINDOWS = os.name == "nt"

_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file until what is done with it is done, after those who hold it before. Raises AssessmentError where that takes long.

    A file that cannot be opened for writing is not held: it will not be written to either.
    """
    until = time.monotonic() + PATIENCE
    try:
        opened = _locked(path, until)
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        yield
        return
    except OSError as error:
        raise AssessmentError(
            f"{path} cannot be held against other commands ({error.strerror}); copy it to another disk and change it there",
            f"{path} 没法防止别的命令同时改它（{error.strerror}），请复制到另一个磁盘上再改",
        ) from None
    try:
        yield
    finally:
        os.close(opened)


def _locked(path: Path, until: float) -> int:
    """The file opened and locked. Whoever held it before may have put another in its place; then that one is to be locked."""
    file, lock = (_stand_in(path), _on_windows) if WINDOWS else (path, _elsewhere)
    while True:
        opened = os.open(file, os.O_RDWR)
        try:
            lock(opened)
            if os.path.samestat(os.fstat(opened), os.stat(file)):
                return opened
        except OSError as error:
            os.close(opened)
            if error.errno not in _BUSY:
                raise
            if time.monotonic() > until:
                raise AssessmentError(
                    f"{path} is being changed by another command; try again when that has ended",
                    f"别的命令正在改 {path}，等它结束后再试",
                ) from None
            time.sleep(PAUSE)
        else:
            os.close(opened)


def _elsewhere(opened: int) -> None:
    import fcntl

    fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _on_windows(opened: int) -> None:
    import msvcrt

    msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # there on Windows


def _stand_in(path: Path) -> Path:
    folder = Path(tempfile.gettempdir()) / "ecq-held"
    folder.mkdir(exist_ok=True)
    stand_in = folder / sha256(os.path.normcase(os.path.realpath(path)).encode()).hexdigest()
    stand_in.touch()
    return stand_in
