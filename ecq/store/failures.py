"""What goes wrong in a database as one sentence for a person, in both languages, without a value of anybody's in it."""

from __future__ import annotations

import logging
import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from ecq.base.errors import StoreError

_log = logging.getLogger("ecq.store")

_DAMAGED = (
    "the database file is damaged; put a backup in its place with ecq restore",
    "数据库文件坏了，请用 ecq restore 放回备份",
)
_CAUSES = {
    "readonly": ("the database can only be read", "数据库只能读，不能写"),
    "read-only": ("the database can only be read", "数据库只能读，不能写"),
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
    why, why_zh = next((words for mark, words in _CAUSES.items() if mark in known), (name, name))
    return name, why, why_zh
