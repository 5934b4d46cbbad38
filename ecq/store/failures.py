"""What goes wrong in a database as one sentence for a person, in both languages, without a value of anybody's in it."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError

from ecq.errors import StoreError

_log = logging.getLogger("ecq.store")

_CAUSES = {
    "readonly": ("the database can only be read", "数据库只能读，不能写"),
    "read-only": ("the database can only be read", "数据库只能读，不能写"),
    "disk is full": ("the disk is full", "磁盘满了"),
    "No space left": ("the disk is full", "磁盘满了"),
    "locked": ("the database is busy", "数据库正忙"),
    "connect": ("the database does not answer", "数据库没有应答"),
    "unable to open": (
        "the database file cannot be opened; perhaps too many files are open (ulimit -n)",
        "数据库文件打不开，可能是打开的文件太多（ulimit -n）",
    ),
    "malformed": (
        "the database file is damaged; put a backup in its place with ecq restore",
        "数据库文件坏了，请用 ecq restore 放回备份",
    ),
    "disk I/O": ("the disk does not answer as it should", "磁盘读写出错"),
}


def store_error(what: str, zh: str, error: SQLAlchemyError) -> StoreError:
    """One sentence without a statement or a value in it, in both languages; it is logged as well."""
    origin = getattr(error, "orig", None) or error
    cause = str(origin).splitlines()[0]
    # The database's own words may quote a value, its name for the error does not.
    _log.error("%s: %s", what, getattr(origin, "sqlite_errorname", type(origin).__name__))
    why, why_zh = next((words for mark, words in _CAUSES.items() if mark in cause), (cause, cause))
    return StoreError(f"{what}: {why}", f"{zh}：{why_zh}")
