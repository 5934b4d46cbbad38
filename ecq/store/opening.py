"""What stands in the way of opening or filling a database, looked for where it is to be and told with what to do about it.

It is for whoever starts ECQ, who may read where that is; pages and the log say less (failures.py).
"""

from __future__ import annotations

import re
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import TemporaryFile

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from ecq.base.errors import StoreError, refusal
from ecq.store.failures import store_error

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
