"""Which files a folder holds and when each was written: what was read of them holds until that changes."""

from __future__ import annotations

import os
from pathlib import Path

Stamps = tuple[tuple[Path, int], ...]
"""Files with the time in nanoseconds at which each was written, by name."""


def stamps(folder: Path, ending: str) -> Stamps:
    """The files of a folder whose names end so; none where there is no such folder, or it cannot be read."""
    try:
        with os.scandir(folder) as found:
            written = sorted([(one.name, one.stat().st_mtime_ns) for one in found if one.name.endswith(ending)])
    except OSError:
        return ()
    return tuple([(folder / name, at) for name, at in written])
