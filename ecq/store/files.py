"""Files that were brought as evidence: each kept once, by the SHA-256 of what it holds, beside the database or in a bucket.

What is kept was read to its end, is on the disk and was passed by the scanner where there is one; only then is it told of.
Knows bytes; never runs, unpacks or renders any.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import time
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from ecq.assessment.model import FILE_NAME_LIMIT, Assessment, KeptFile
from ecq.base.errors import EcqError, StoreError, not_installed, refusal
from ecq.base.settings import data_folder, files_limits, files_url, scan_command
from ecq.base.whole_file import sync_folder
from ecq.store.tables import ASSESSMENTS, INVITATIONS, JOURNAL, PROPOSALS, SNAPSHOTS

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from ecq.store.database import DatabaseStore

CHUNK = 1 << 20
DRAFTS = ".arriving"
"""The folder of what has not been kept yet."""

STALE = 24 * 3600.0
"""Seconds after which what never finished arriving is taken for given up, where the system has no locks."""

SCAN_SECONDS = 600
_NAMED = re.compile(r"[0-9a-f]{64}")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, marks that turn the direction of writing, halves of characters."""


class FileRefusedError(EcqError):
    """A file that is not kept, and why, in one sentence."""


class _ChangedError(EcqError):
    """A file does not hold any more what its name says."""


def safe_name(given: str) -> str:
    """A file's name as given, without folders and what could not be written or would deceive; at most 255 bytes, its ending kept."""
    name = _HIDDEN.sub("", unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]).strip(" .")
    name = re.sub(r'[<>:"|?*]', "_", name) or "file"
    stem, dot, ending = name.rpartition(".")
    while len(name.encode()) > FILE_NAME_LIMIT:
        stem, ending = (stem[:-1], ending) if dot and len(stem) > 1 else (stem, ending[:-1])
        name = f"{stem}{dot}{ending}"
    return name


def type_of(beginning: bytes) -> str:
    """What a file is by its content; text where it reads as text, else nothing is said of it."""
    import puremagic

    try:
        found = str(puremagic.from_string(beginning, mime=True))
    except (puremagic.PureError, ValueError):
        found = ""
    if re.fullmatch(r"[a-z0-9.+-]{1,60}/[a-zA-Z0-9.+-]{1,100}", found) and not found.startswith("text/"):
        return found
    try:
        beginning[: len(beginning) - 3].decode("utf-8")  # a character may be cut at the end
    except UnicodeDecodeError:
        return "application/octet-stream"
    return "application/octet-stream" if b"\x00" in beginning else "text/plain"


class Files(ABC):
    """Where files are kept."""

    def __init__(self, drafts: Path) -> None:
        self._drafts = drafts

    @contextmanager
    def arriving(self, chunks: Iterable[bytes], given_name: str, room: int | None = None) -> Iterator[KeptFile]:
        """Keep a file that comes in pieces; what names it is to be stored before this ends, since nothing else keeps it from `check_files`.

        `room`: bytes that its self-check may still take. Raises FileRefusedError or StoreError, and then nothing was kept.
        """
        name, digest, size, beginning = safe_name(given_name), sha256(), 0, b""
        try:
            self._drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._drafts, delete=False) as draft:
                path = Path(draft.name)
                if fcntl is not None:
                    fcntl.flock(draft.fileno(), fcntl.LOCK_EX)
                try:
                    for chunk in chunks:
                        size += len(chunk)
                        _must_fit(name, size, room)
                        digest.update(chunk)
                        beginning = beginning or bytes(chunk[: 1 << 16])
                        draft.write(chunk)
                    self._must_be_taken(name, digest.hexdigest(), size)
                    draft.flush()
                    os.fsync(draft.fileno())
                    _scan(path, name)
                    self._put(path, digest.hexdigest())
                    yield KeptFile(name=name, sha256=digest.hexdigest(), size=size, type=type_of(beginning))
                finally:
                    for one in (path, path.with_name(f"{digest.hexdigest()}{path.name}")):
                        one.unlink(missing_ok=True)
        except OSError as error:
            en, zh = refusal(error)
            raise StoreError(
                f"{name} could not be kept ({en}); nothing else has changed", f"没能存下 {name}（{zh}），其他都没有变"
            ) from None

    def _must_be_taken(self, name: str, digest: str, size: int) -> None:
        if not size:
            raise FileRefusedError(f"{name} is empty; choose another file", f"{name} 是空的，请换一个文件")
        if not self.holds(digest) and self.size + size > files_limits().server:
            raise StoreError("the store has no room for more files; ask who runs it", "存放处已经满了，请找管理人员")

    def give_up(self) -> None:
        """Remove what began to arrive and never did."""
        for one in self._drafts.glob("*"):
            if not is_arriving(one):
                one.unlink(missing_ok=True)

    def is_arriving(self, digest: str) -> bool:
        """Whether somebody is just bringing that file."""
        return any(is_arriving(one) for one in self._drafts.glob(f"{digest}*"))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(size for _, size in self.all())

    @abstractmethod
    def _put(self, draft: Path, digest: str) -> None: ...

    @abstractmethod
    def holds(self, digest: str) -> bool:
        """Whether that file is there."""

    @abstractmethod
    def read(self, digest: str) -> Iterator[bytes]:
        """A file in pieces. Raises StoreError where it is not there."""

    @abstractmethod
    def remove(self, digest: str) -> None:
        """Remove a file; nothing where it is not there."""

    @abstractmethod
    def all(self) -> Iterator[tuple[str, int]]:
        """Every file with its bytes."""


class FolderFiles(Files):
    """Files in a folder, those that begin alike in one of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / DRAFTS)
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where a file lies."""
        return self.folder / digest[:2] / digest

    def _put(self, draft: Path, digest: str) -> None:
        path = self.path(digest)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.replace(path)
        sync_folder(path.parent)
        sync_folder(self.folder)

    def is_arriving(self, digest: str) -> bool:
        """Whether somebody is just bringing that file: it is locked from when it began to arrive."""
        return is_arriving(self.path(digest))

    def holds(self, digest: str) -> bool:
        return bool(_NAMED.fullmatch(digest)) and self.path(digest).is_file()

    def read(self, digest: str) -> Iterator[bytes]:
        try:
            with self.path(digest).open("rb") as opened:
                while chunk := opened.read(CHUNK):
                    yield chunk
        except OSError:
            raise _gone(digest) from None

    def remove(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def all(self) -> Iterator[tuple[str, int]]:
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            if _NAMED.fullmatch(path.name):
                yield path.name, path.stat().st_size


class BucketFiles(Files):
    """Files in a store that speaks S3 or alike, at an address as obstore takes it."""

    def __init__(self, url: str, drafts: Path) -> None:
        super().__init__(drafts)
        self._url = url

    @cached_property
    def _bucket(self) -> Any:
        try:
            from obstore.store import from_url
        except ModuleNotFoundError:
            raise not_installed("ECQ_FILES_URL needs obstore", "ECQ_FILES_URL 需要 obstore", "bucket") from None
        return from_url(self._url, retry_config=_RETRIES)

    def _do(self, what: str, *given: Any) -> Any:
        import obstore

        try:
            return getattr(obstore, what)(self._bucket, *given)
        except FileNotFoundError:
            raise
        except Exception as error:  # of many kinds, from a library in Rust
            raise StoreError(
                "the store of files does not answer; try again, or check ECQ_FILES_URL",
                "存放文件的地方没有回应；请再试一次，或检查 ECQ_FILES_URL",
            ) from error

    def _put(self, draft: Path, digest: str) -> None:
        self._do("put", digest, draft)
        draft.replace(draft.with_name(f"{digest}{draft.name}"))

    def holds(self, digest: str) -> bool:
        try:
            self._do("head", digest)
        except FileNotFoundError:
            return False
        return True

    def read(self, digest: str) -> Iterator[bytes]:
        try:
            yield from map(bytes, self._do("get", digest).stream(min_chunk_size=CHUNK))
        except FileNotFoundError:
            raise _gone(digest) from None

    def remove(self, digest: str) -> None:
        try:
            self._do("delete", digest)
        except FileNotFoundError:
            return

    def all(self) -> Iterator[tuple[str, int]]:
        for page in self._do("list"):
            yield from ((one["path"], one["size"]) for one in page if _NAMED.fullmatch(one["path"]))


_RETRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}


def files_of(store: DatabaseStore) -> Files:
    """Where the files of a database are kept: at ECQ_FILES_URL, else beside its file, else in the data folder."""
    database = store.engine.url.database
    return files_at(Path(database) if store.engine.dialect.name == "sqlite" and database else None)


def files_at(database: Path | None) -> Files:
    """The same for the file of a database; None where the database is another kind."""
    beside = Path(f"{database}.files") if database else data_folder() / "files"
    url = files_url()
    return BucketFiles(url, beside / DRAFTS) if url else FolderFiles(beside)


def read_file(path: Path) -> Iterator[bytes]:
    """A file of this computer in pieces. Raises FileRefusedError where somebody writes to it meanwhile."""
    with path.open("rb") as opened:
        before = os.fstat(opened.fileno())
        while chunk := opened.read(CHUNK):
            yield chunk
        after = os.fstat(opened.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileRefusedError(
            f"{path.name} changed while it was read; try again", f"{path.name} 在读的时候被改了，请再试一次"
        )


def files_in(assessment: Assessment) -> dict[str, KeptFile]:
    """The files an assessment names, by hash."""
    things = (thing for response in assessment.responses.values() for thing in response.evidence)
    return {thing.file.sha256: thing.file for thing in chain(things, assessment.papers.values()) if thing.file}


def room_left(assessment: Assessment) -> int:
    """How many bytes more the files of an assessment may take."""
    return files_limits().check - sum(one.size for one in files_in(assessment).values())


_WHERE_NAMED = (ASSESSMENTS.c.body, SNAPSHOTS.c.body, JOURNAL.c.changes, INVITATIONS.c.answers, PROPOSALS.c.body)


def named_in(connection: sa.Connection, assessment_id: str | None = None) -> set[str] | None:
    """The hashes of all files that a database names, or one assessment: as it is, was, or may become by taking a change back or accepting.

    None where part of it cannot be read: then nobody can say which files are named no more.
    """
    found: set[str] = set()
    for column in _WHERE_NAMED:
        query = sa.select(column).where(column.contains('"sha256"'))
        if assessment_id is not None:
            own = "id" if column.table is ASSESSMENTS else "assessment_id"
            query = query.where(column.table.c[own] == assessment_id)
        try:
            for text in connection.scalars(query):
                found.update(re.findall(r'"sha256": ?"([0-9a-f]{64})"', text))
        except SQLAlchemyError:
            return None
    return found


def remove_unnamed(store: DatabaseStore, digests: Iterable[str]) -> int:
    """Remove those of the files that nothing in the database names any more; how many that were."""
    wanted = set(digests)
    if not wanted:
        return 0
    with store.engine.connect() as connection:
        named = named_in(connection)
    unnamed = set() if named is None else wanted - named
    files = files_of(store)
    for digest in unnamed:
        files.remove(digest)
    return len(unnamed)


@dataclass(frozen=True)
class FilesChecked:
    """How many files there are; those that are not what their name says, those missing, and orphans that were removed."""

    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    orphans: int


def check_files(store: DatabaseStore) -> FilesChecked:
    """Read every file and compare its hash; remove what nothing names, but not what may just be arriving."""
    files = files_of(store)
    there = {digest for digest, _ in files.all()}
    with store.engine.connect() as connection:
        readable = named_in(connection)
    named = there if readable is None else readable
    orphans = {one for one in there - named if not files.is_arriving(one)}
    changed = tuple(sorted(one for one in there & named if _digest(files.read(one)) != one))
    files.give_up()
    return FilesChecked(len(there & named), changed, tuple(sorted(named - there)), remove_unnamed(store, orphans))


def copy_files(source: Files, target: Files) -> None:
    """Bring over what is not there yet, but nothing that is no longer what its name says."""
    for digest, _ in source.all():
        if not target.holds(digest):
            with suppress(_ChangedError), target.arriving(_as_named(source.read(digest), digest), digest):
                pass


def missing_files(connection: sa.Connection, files: Files) -> tuple[str, ...]:
    """The hashes of files that a database names and that are not there."""
    return tuple(sorted((named_in(connection) or set()) - {digest for digest, _ in files.all()}))


def _as_named(chunks: Iterable[bytes], digest: str) -> Iterator[bytes]:
    made = sha256()
    for chunk in chunks:
        made.update(chunk)
        yield chunk
    if made.hexdigest() != digest:
        raise _ChangedError(f"{digest} holds something else now", f"{digest} 的内容变了")


def _digest(chunks: Iterable[bytes]) -> str:
    made = sha256()
    for chunk in chunks:
        made.update(chunk)
    return made.hexdigest()


def is_arriving(path: Path) -> bool:
    """Whether a file is still held by who brings it: the lock ends with the process. Without locks, whether it is young."""
    try:
        if fcntl is None:
            return time.time() - path.stat().st_mtime < STALE
        with path.open("rb") as opened:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _must_fit(name: str, size: int, room: int | None) -> None:
    most = files_limits().file
    if size > most:
        limit = most // 1_000_000
        raise FileRefusedError(
            f"{name} is larger than {limit} MB, the most a file may have", f"{name} 超过 {limit} MB，单个文件最多这么大"
        )
    if room is not None and size > room:
        raise FileRefusedError(
            f"with {name} the files of this self-check would take more than they may",
            f"加上 {name}，这份自评的文件就超过了总量上限",
        )


def _scan(path: Path, name: str) -> None:
    """Have the scanner look at a file before it is kept; its exit code says whether it passes."""
    command = scan_command()
    if not command:
        return
    try:
        done = subprocess.run(  # noqa: S603  # the command that who runs ECQ has set
            [*shlex.split(command), str(path)], capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise StoreError(
            f"the scanner of ECQ_SCAN did not answer, so {name} was not kept",
            f"ECQ_SCAN 的扫描程序没有回应，没有存 {name}",
        ) from None
    if done.returncode:
        raise FileRefusedError(f"the scanner refused {name}; it was not kept", f"扫描没有通过，{name} 没有存下")


def _gone(digest: str) -> StoreError:
    return StoreError(
        f"the file {digest[:8]}… is not in the store; ecq store check names all that are missing",
        f"存放处没有文件 {digest[:8]}…；用 ecq store check 可以列出所有缺的",
    )
