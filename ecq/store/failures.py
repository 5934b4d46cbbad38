"""What goes wrong with a database as one sentence for a person, in both languages, without a value of anybody's in it.

Where a database is opened or filled, what stands in the way is looked for where it is to be and told with what to do
about it: that is for whoever starts ECQ, who may read where that is. Pages and the log say less.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from datetime import datetime
from errno import EDQUOT, ENOSPC
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ecq.assessment.file import read
from ecq.assessment.model import Assessment
from ecq.base.errors import AssessmentError, DamagedError, StoreError, one_line, refusal

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


def self_check(assessment_id: str, name: str = "") -> tuple[str, str]:
    """What a self-check is called where it cannot be read."""
    known = as_text(assessment_id)
    return (
        (f"self-check “{name}” ({known})", f"自评“{name}”（{known}）")
        if name
        else (f"self-check {known}", f"自评 {known} ")
    )


_NAME = re.compile(r'\{"format":"[^"]*","rubric":\{[^{}]*\},"name":("(?:[^"\\]|\\.)*")')


def name_of(body: object, summary: str | None) -> str:
    """What a self-check that cannot be read is called: as its `body` begins, else as its `summary` of before says; "" where
    neither can be read so far.
    """
    found = _NAME.match(body) if isinstance(body, str) else None
    try:
        name = json.loads(found[1]) if found else ""
        return one_line(as_text(name or str(parsed(summary or "")["name"])))
    except (TypeError, ValueError, KeyError):
        return ""


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


ROOM = 1_000_000
"""Bytes: with less room SQLite cannot even be sure to read."""


def make_folder(folder: Path) -> None:
    """Make a data folder that only its owner can read, where it is missing. Raises StoreError."""
    try:
        if str(folder).startswith("~"):
            raise FileNotFoundError(2, "No such file or directory")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error, "ECQ_HOME") from None


def must_have_room(folder: Path, url: str | None) -> None:
    """Raise StoreError where nothing can be written beside the SQLite file: no room, no permission, no such folder."""
    address = sa.make_url(url) if url and _readable(url) else None
    if url and (address is None or address.get_backend_name() != "sqlite" or not address.database):
        return
    place = Path(address.database).absolute().parent if address and address.database else folder
    if address is None:
        make_folder(folder)
    try:
        with TemporaryFile(dir=place) as scratch:
            scratch.write(bytes(ROOM))
            scratch.flush()
    except OSError as error:
        raise _unusable(place, error, "ECQ_DATABASE_URL" if address else "ECQ_HOME") from None


def not_opened(url: str | sa.URL, error: SQLAlchemyError | ModuleNotFoundError | OSError) -> StoreError:
    """Why a database was not opened; the address may hold a password, which is never told."""
    address = sa.make_url(url) if isinstance(url, sa.URL) or _readable(url) else None
    if address is None or isinstance(error, ArgumentError | NoSuchModuleError | ModuleNotFoundError):
        return StoreError(
            "ECQ_DATABASE_URL names no database that ECQ can use; it begins with sqlite:/// or postgresql://",
            "ECQ_DATABASE_URL 不是 ECQ 能用的数据库地址，应以 sqlite:/// 或 postgresql:// 开头",
        )
    said = str(getattr(error, "orig", None) or error)
    if "unable to open" in said and (hindered := _hindered(Path(address.database or ""))):
        return _unusable(*hindered, "ECQ_HOME" if isinstance(url, sa.URL) else "ECQ_DATABASE_URL")
    for mark, en, zh in _FILE if address.get_backend_name() == "sqlite" else _POSTGRESQL:
        if re.search(mark, said):
            named = {
                "file": address.database,
                "host": address.query.get("host") or address.host or "localhost",
                "user": address.username or "",
                "database": address.database or "",
            }
            return StoreError(en.format(**named), zh.format(**named))
    return store_error("the database cannot be opened", "数据库打不开", error)


_FILE = (
    (
        "not a database|malformed",
        "{file} is damaged, or no database; put a backup in its place with ecq restore",
        "{file} 坏了，或者不是数据库，请用 ecq restore 放回备份",
    ),
    (
        "readonly",
        "{file} can only be read; let whoever runs ECQ write to it",
        "{file} 只能读，请让运行 ECQ 的用户能写这个文件",
    ),
)
_POSTGRESQL = (
    (
        "password authentication|no password supplied|pg_hba",
        "PostgreSQL at {host} does not let {user} in; correct name and password in ECQ_DATABASE_URL",
        "{host} 上的 PostgreSQL 不让 {user} 登录，请改正 ECQ_DATABASE_URL 里的用户名和密码",
    ),
    (
        "database .* does not exist",
        "PostgreSQL at {host} has no database {database}; make it with createdb, or correct ECQ_DATABASE_URL",
        "{host} 上的 PostgreSQL 没有数据库 {database}，请用 createdb 建好，或改正 ECQ_DATABASE_URL",
    ),
    (
        "role .* does not exist",
        "PostgreSQL at {host} knows no user {user}; make it with createuser, or correct ECQ_DATABASE_URL",
        "{host} 上的 PostgreSQL 没有用户 {user}，请用 createuser 建好，或改正 ECQ_DATABASE_URL",
    ),
    (
        "resolve|translate host name|Name or service",
        "there is no host {host}; correct ECQ_DATABASE_URL",
        "找不到主机 {host}，请改正 ECQ_DATABASE_URL",
    ),
    (
        "connect|timeout",
        "PostgreSQL at {host} does not answer; check that it runs, and that ECQ_DATABASE_URL is right",
        "{host} 上的 PostgreSQL 没有应答，请检查它是否在运行、ECQ_DATABASE_URL 是否写对",
    ),
)
"""What SQLite and PostgreSQL say, and what that means."""


def _hindered(file: Path) -> tuple[Path, OSError] | None:
    """The file with why the system does not open it; None where it would."""
    try:
        file.open("r+b").close()
    except OSError as error:
        return file, error
    return None


def _unusable(place: Path, error: OSError, setting: str) -> StoreError:
    why, why_zh = refusal(error)
    if error.errno in (ENOSPC, EDQUOT):
        do, do_zh = "make room there", "请腾出空间"
    else:
        do, do_zh = f"set {setting} to a place that can be written", f"请用 {setting} 指定能写的地方"
    return StoreError(f"nothing can be kept in {place} ({why}); {do}", f"{place} 里存不了东西（{why_zh}），{do_zh}")


def _readable(url: str) -> bool:
    try:
        sa.make_url(url)
    except ArgumentError:
        return False
    return True
