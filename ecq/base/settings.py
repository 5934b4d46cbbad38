"""What the environment says, read once at the edge. The engine never reads the environment; it is handed what it needs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this computer that nobody outside of it reaches."""

API = "/api/v1"
"""Where the API is."""

BROWSER_COOKIE = "ecq_browser"
"""The cookie with a browser's key: whose list of self-checks it is, where many use one server without log-in."""

BROWSER_KEY = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
"""What such a key looks like; nothing else is taken for one."""

Mode = Literal["local", "open", "server"]
"""Who uses the app. local: who sits at this computer. open: many, without log-in, each browser with its own list.
server: many, each of whom an identity provider logs in."""

MODES: tuple[Mode, ...] = get_args(Mode)


def mode() -> Mode | None:
    """ECQ_MODE, which `ecq serve` sets for its process; None where nothing, or nothing known, is said."""
    said = os.environ.get("ECQ_MODE")
    return said if said in MODES else None


def login_hours() -> float:
    """For how many hours a log-in holds: ECQ_LOGIN_HOURS; NaN where that is no number."""
    return _number(os.environ.get("ECQ_LOGIN_HOURS"), 12)


def _number(said: str | None, unless_said: float) -> float:
    try:
        return float(said or unless_said)
    except ValueError:
        return float("nan")


def groups_claim() -> str:
    """What the identity provider calls the groups of a person: ECQ_OIDC_GROUPS_CLAIM; `a.b` is b within a."""
    return os.environ.get("ECQ_OIDC_GROUPS_CLAIM") or "groups"


def rubric_folders() -> tuple[Path, ...]:
    """Folders with further rubrics: ECQ_RUBRICS, one or several separated as in PATH."""
    named = os.environ.get("ECQ_RUBRICS", "")
    return tuple(Path(os.path.expanduser(part)).resolve() for part in named.split(os.pathsep) if part.strip())


def translations_folder() -> Path | None:
    """The folder with translations into further languages: ECQ_TRANSLATIONS; None where it is not set."""
    named = os.environ.get("ECQ_TRANSLATIONS", "").strip()
    return Path(os.path.expanduser(named)).resolve() if named else None


def data_folder() -> Path:
    """Where assessments live: ECQ_HOME, or the user's own data folder."""
    home = os.environ.get("ECQ_HOME")
    if home:
        return _named(home)
    return _of_user(os.environ.get("HOME"), os.environ.get("XDG_DATA_HOME"))


@lru_cache(maxsize=4)
def _of_user(_home: str | None, _named: str | None) -> Path:
    """The user's own folder, which is looked for anew where these variables, by which it is found, say otherwise."""
    from platformdirs import user_data_path  # only where assessments are kept, which is an extra

    return user_data_path("ecq")


@lru_cache(maxsize=4)
def _named(folder: str) -> Path:
    return Path(os.path.expanduser(folder))


def database_url() -> str | None:
    """Another database than the file in the data folder: ECQ_DATABASE_URL, as SQLAlchemy writes it."""
    return os.environ.get("ECQ_DATABASE_URL") or None


@dataclass(frozen=True)
class FilesLimits:
    """How many bytes one file, the files of one self-check, and all files of a server may have."""

    file: int
    check: int
    server: int


def files_limits() -> FilesLimits:
    """ECQ_FILES_LIMITS: megabytes of one file, of a self-check and of all, such as 500,5000,100000."""
    said = os.environ.get("ECQ_FILES_LIMITS", "").split(",")
    parts = [int(part) for part in said if part.strip().isdigit()]
    file, check, server = parts if len(parts) == 3 else (500, 5_000, 100_000)
    return FilesLimits(file * 1_000_000, check * 1_000_000, server * 1_000_000)


def files_url() -> str | None:
    """Where files of evidence are kept instead of beside the database: ECQ_FILES_URL, such as s3://bucket/folder."""
    return os.environ.get("ECQ_FILES_URL") or None


def scan_command() -> str | None:
    """The command that looks at a file before it is kept, and says by its exit code whether it passes: ECQ_SCAN."""
    return os.environ.get("ECQ_SCAN") or None


def metrics_address() -> str | None:
    """Where a server shows its figures: ECQ_METRICS, a port or an address and a port."""
    return os.environ.get("ECQ_METRICS") or None


def log_format() -> str | None:
    """What a server's log looks like: ECQ_LOG_FORMAT."""
    return os.environ.get("ECQ_LOG_FORMAT") or None


def drain_seconds() -> float:
    """For how long a server goes on after it was told to end: ECQ_DRAIN; NaN where that is no number."""
    return _number(os.environ.get("ECQ_DRAIN"), 0)


def webhook_url() -> str | None:
    """The robot of a chat that `ecq remind` writes to: ECQ_WEBHOOK_URL. It is a key, so it is never shown."""
    return os.environ.get("ECQ_WEBHOOK_URL") or None


def model_url() -> str | None:
    """A language model that may be asked, per self-check: ECQ_MODEL_URL, as the OpenAI interface has it (`…/v1`)."""
    return os.environ.get("ECQ_MODEL_URL") or None


def model_name_and_key() -> tuple[str, str]:
    """What the model is called there, and the key it wants: ECQ_MODEL and ECQ_MODEL_KEY, which is never shown."""
    return os.environ.get("ECQ_MODEL", ""), os.environ.get("ECQ_MODEL_KEY", "")


def public_url() -> str | None:
    """The address under which people open the app: ECQ_PUBLIC_URL."""
    return os.environ.get("ECQ_PUBLIC_URL") or None
