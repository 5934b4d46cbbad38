"""How much a server takes on: visitors, connections, uploads, and how long it waits for each.

One place for the numbers; who keeps them: seats.py (visitors), guards.py and listening.py.
"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ecq.base.errors import EcqError

HEAD_SECONDS = 20
"""Within this time the head of a request must be there."""

SILENCE_SECONDS, LEAST_TAKEN = 30, 8_000
"""So long may nothing arrive of a body; and so many bytes of an answer must be taken in that time while more waits."""

MESSAGE_BYTES = 2_000_000
"""Of one message of a page, such as a press. Files do not come this way."""

UPLOADS_OF_A_SESSION = 150_000_000
"""Bytes that Streamlit holds in memory for one session: an archive of the largest kind and more."""

UPLOADS_IN_ALL = 1_000_000_000
"""Bytes held for all sessions together, or a quarter of the memory where that is less."""

SERVER_MEGABYTES, SESSION_MEGABYTES = 300, 1.5
"""Memory of a server before anybody comes, and what a visitor who answers adds, generously (docs/performance.md)."""

FILES_OF_A_RUN, FILES_OF_THE_SERVER, SESSIONS_KEPT = 3, 100, 128
"""Open files: of the loop that runs a session's script; of the server itself. And how many sessions Streamlit keeps for a
while after their window has gone."""

CONNECTIONS_OF_A_SESSION = 2
"""A window's websocket, and what the browser fetches beside it."""

MOST_SESSIONS = 2_000
"""More than one process serves in time, whatever memory there is."""

_log = logging.getLogger("ecq.server")


@dataclass(frozen=True)
class Limits:
    """What one server takes on."""

    sessions: int = MOST_SESSIONS
    per_address: int | None = None
    """Windows open at a time from one network address; None: any number."""
    connections: int | None = None
    """Connections of every kind; None: any number."""
    uploads_of_a_session: int = UPLOADS_OF_A_SESSION
    uploads_in_all: int = UPLOADS_IN_ALL
    head_seconds: float = HEAD_SECONDS
    silence_seconds: float = SILENCE_SECONDS


def limits_of_this_machine(sessions: int | None = None, per_address: int | None = None) -> Limits:
    """The limits for this machine's memory and open files; `sessions` and `per_address` where the operator says them.

    Takes all the open files that the system grants on request. Raises EcqError where a number makes no sense.
    """
    for option, value in (("--max-sessions", sessions), ("--max-per-address", per_address)):
        if value is not None and value < 1:
            raise EcqError(f"{option} {value}: give a number from 1", f"{option} {value}：请给 1 以上的数")
    megabytes, files = memory_megabytes(), most_open_files()
    each = FILES_OF_A_RUN + CONNECTIONS_OF_A_SESSION
    fixed = FILES_OF_THE_SERVER + FILES_OF_A_RUN * SESSIONS_KEPT
    by_files = max(1, (files - fixed) // each) if files else MOST_SESSIONS
    by_memory = int((megabytes * 0.75 - SERVER_MEGABYTES) / SESSION_MEGABYTES) if megabytes else MOST_SESSIONS
    wanted = min(MOST_SESSIONS, max(1, by_memory)) if sessions is None else sessions
    if wanted > by_files:
        _log.warning(
            "%d sessions need %d open files and the system grants %d: at most %d are let in at a time; see ulimit -n",
            wanted,
            wanted * each + fixed,
            files,
            by_files,
        )
    chosen = min(wanted, by_files)
    return Limits(
        sessions=chosen,
        per_address=per_address,
        connections=max(files - fixed - FILES_OF_A_RUN * chosen, 8) if files else None,
        uploads_in_all=min(UPLOADS_IN_ALL, int(megabytes * 250_000)) if megabytes else UPLOADS_IN_ALL,
    )


def most_open_files() -> int | None:
    """How many files this process may have open, after asking for all there are; None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
            soft = hard
        except (OSError, ValueError):  # macOS grants less than it names
            pass
    return None if soft == resource.RLIM_INFINITY else soft


def memory_megabytes() -> int | None:
    """The memory there is for this process: the machine's, or less where a container has less."""
    try:
        sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    except (AttributeError, OSError, ValueError):
        return None
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            sizes.append(int(Path(file).read_text(encoding="ascii")))
        except (OSError, ValueError):  # not there, or "max"
            continue
    return min(sizes) // 1_000_000
