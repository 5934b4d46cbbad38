"""What the environment says, read once at the edge. The engine never reads the environment; it is handed what it needs."""

from __future__ import annotations

import os
import re
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this computer that nobody outside of it reaches."""

BROWSER_COOKIE = "ecq_browser"
"""The cookie with a browser's key: whose list of self-checks it is, where many use one server without log-in."""

BROWSER_KEY = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
"""What such a key looks like; nothing else is taken for one."""


def rubric_folders() -> tuple[Path, ...]:
    """Folders with further rubrics: ECQ_RUBRICS, one or several separated as in PATH."""
    named = os.environ.get("ECQ_RUBRICS", "")
    return tuple(Path(part).expanduser().resolve() for part in named.split(os.pathsep) if part.strip())


def data_folder() -> Path:
    """Where assessments live: ECQ_HOME, or the user's own data folder."""
    home = os.environ.get("ECQ_HOME")
    if home:
        return Path(home).expanduser()
    from platformdirs import user_data_path  # only where assessments are kept, which is an extra

    return user_data_path("ecq")


def database_url() -> str | None:
    """Another database than the file in the data folder: ECQ_DATABASE_URL, as SQLAlchemy writes it."""
    return os.environ.get("ECQ_DATABASE_URL") or None
