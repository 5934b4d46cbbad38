"""A file written whole or not at all, put where its name leads; and which files a folder holds, written when.

Links, devices and permissions stay what they are. A ZIP is the same for the same files. What was read of a folder
holds until its stamps change.
"""

from __future__ import annotations

import errno
import io
import os
import secrets
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

READ_ONLY, NOT_FOR_DATA = "it is read-only", "it is no file that data can be written to"
"""Why something is not written to, as an OSError says it."""

_OPEN_FILES = (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
"""Where systems name the files that a process has open."""


@contextmanager
def whole_file(path: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """A file to write to, seen only when all is written: an error, a crash or a full disk leaves what was there.

    A link is followed and stays; a file keeps its permissions and, where the system lets it, its owner. A pipe or a device
    is written to directly. Where it is to be `new`, nothing is replaced. Raises OSError.
    """
    there = _there(path)
    if _leads_out(path, there):
        with path.open("ab") as opened:  # for appending, so that a file behind /dev/stderr is not emptied
            yield opened
        return
    target = Path(os.path.realpath(path))
    if there is not None:
        _must_be_replaceable(path, there)
    draft = target.with_name(f".ecq-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as opened:
            if there is not None:
                if hasattr(os, "chown"):
                    with suppress(PermissionError):
                        os.chown(draft, there.st_uid, there.st_gid)
                draft.chmod(stat.S_IMODE(there.st_mode))
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        _put(draft, target, new=new)
    finally:
        draft.unlink(missing_ok=True)
    with suppress(OSError):  # some systems cannot be asked
        sync_folder(target.parent)


def _there(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _leads_out(path: Path, there: os.stat_result | None) -> bool:
    """Whether what is written to it leaves for elsewhere: a pipe, a terminal, an open file of this process."""
    if there is None:
        return False
    if stat.S_ISREG(there.st_mode):
        return path.parent in _OPEN_FILES
    return stat.S_ISFIFO(there.st_mode) or stat.S_ISCHR(there.st_mode)


def _must_be_replaceable(path: Path, there: os.stat_result) -> None:
    if stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(there.st_mode):
        raise OSError(errno.EINVAL, NOT_FOR_DATA, str(path))
    if not there.st_mode & 0o222 or not os.access(path, os.W_OK):  # who may do anything is asked too what the file says
        raise PermissionError(errno.EACCES, READ_ONLY, str(path))


def _put(draft: Path, target: Path, *, new: bool) -> None:
    """Give what was written its name. A second name for it, unlike renaming, replaces nothing; some disks have no second names."""
    if not new:
        draft.replace(target)
        return
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        draft.replace(target)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system can do that; what is in its files it has kept before. Raises OSError."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of files, which carry no time. The same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


Stamps = tuple[tuple[Path, int], ...]
"""Files with the time in nanoseconds at which each was written, by name."""


def stamps(folder: str | Path, ending: str) -> Stamps:
    """The files of a folder whose names end so; none where there is no such folder, or it cannot be read."""
    try:
        with os.scandir(folder) as found:
            written = sorted([(one.name, one.stat().st_mtime_ns) for one in found if one.name.endswith(ending)])
    except OSError:
        return ()
    return tuple([(Path(folder, name), at) for name, at in written])
