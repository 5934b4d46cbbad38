"""What goes wrong in a database as one sentence for a person, in both languages, without a value of anybody's in it."""

from __future__ import annotations

import json
import logging
import sqlite3
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, DamagedError, StoreError

NOT_TEXT = "surrogateescape"
"""How bytes that are no text are read from an SQLite file: so that they can be told from all others, and written back."""

REMEMBERED = 20_000
"""How many pieces of JSON stay parsed in memory."""


def assessment_of(body: object, what: tuple[str, str]) -> Assessment:
    """The assessment that is stored as `body`; `what` names it in English and Chinese. Raises DamagedError."""
    try:
        if isinstance(body, str):
            body.encode("utf-8")  # `read` leaves out bytes that are no text, and an answer with them
            return read(body)
    except (AssessmentError, UnicodeEncodeError):  # whose words quote what is stored
        pass
    raise damaged(what)


def self_check(assessment_id: str) -> tuple[str, str]:
    """What a self-check is called where it cannot be read."""
    return f"self-check {as_text(assessment_id)}", f"自评 {as_text(assessment_id)} "


def damaged(what: tuple[str, str]) -> DamagedError:
    """The error that something stored cannot be read."""
    return DamagedError(
        f"{what[0]} cannot be read: it is damaged, or a later version of ECQ wrote it; ecq restore puts a backup in place",
        f"{what[1]}读不出来：存的内容坏了，或是更新版本的 ECQ 写的；可用 ecq restore 放回备份",
    )


def as_text(stored: str) -> str:
    """Stored text as it can be shown; bytes that are no text are question marks."""
    return stored.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=REMEMBERED)
def parsed(text: str) -> Any:
    """What stands in a column as JSON; parsed once, so never to be changed. Raises ValueError."""
    return json.loads(text.encode("utf-8"))


def must_be_times(*stored: str | None) -> None:
    """Raise ValueError or TypeError where one is no time."""
    for one in stored:
        if one is not None:
            datetime.fromisoformat(one)


_log = logging.getLogger("ecq.store")

_DAMAGED = (
    "the database file is damaged; put a backup in its place with ecq restore",
    "数据库文件坏了，请用 ecq restore 放回备份",
)
_CAUSES = {
    "readonly": ("the database can only be read", "数据库只能读，不能写"),
    "read-only": ("the database can only be read", "数据库只能读，不能写"),
    "SHMSIZE": ("the disk is full", "磁盘满了"),
    "disk is full": ("the disk is full", "磁盘满了"),
    "No space left": ("the disk is full", "磁盘满了"),
    "locked": ("the database is busy", "数据库正忙"),
    "statement timeout": ("the database is busy", "数据库正忙"),
    "connect": ("the database does not answer", "数据库没有应答"),
    "unable to open": (
        "the database file cannot be opened; perhaps too many files are open (ulimit -n)",
        "数据库文件打不开，可能是打开的文件太多（ulimit -n）",
    ),
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "disk I/O": ("the disk does not answer as it should", "磁盘读写出错"),
    "Permission denied": ("there is no permission", "没有权限"),
    "No such file": ("there is no such file or folder", "没有这个文件或文件夹"),
    "Not a directory": ("it lies in what is no folder", "路径里有一段不是文件夹"),
}


def store_error(what: str, zh: str, error: SQLAlchemyError | sqlite3.Error | OSError) -> StoreError:
    """One sentence without a statement or a value in it, in both languages; it is logged as well."""
    name, why, why_zh = cause_of(error)
    _log.error("%s: %s", what, name)
    return StoreError(f"{what}: {why}", f"{zh}：{why_zh}")


def cause_of(error: SQLAlchemyError | sqlite3.Error | OSError) -> tuple[str, str, str]:
    """The database's or the system's name for an error, and why it came, in both languages.

    Where the reason is not a known one the name stands for it: the database's own words may quote what is stored.
    """
    origin = getattr(error, "orig", None) or error
    known = origin.strerror or "" if isinstance(origin, OSError) else str(origin)
    name = getattr(origin, "sqlite_errorname", type(origin).__name__)
    why, why_zh = next((words for mark, words in _CAUSES.items() if mark in known or mark in name), (name, name))
    return name, why, why_zh
