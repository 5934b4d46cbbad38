"""Files and standard streams: assessments read and written, whole or not at all; stored ones found by their id.

A file is held while a command changes it, so that two commands at once do not each write what the other has not read.
The lock is the system's: it ends with the process, however that ends, and leaves nothing behind. It is on the file itself;
on Windows, where a file that is open cannot be replaced, on one in the user's temporary folder that stands for it.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ecq.assessment.evidence import read_day
from ecq.assessment.file import dump, read
from ecq.assessment.model import Assessment, unknown_questions
from ecq.base import arms_length
from ecq.base.errors import AssessmentError, one_line, refusal
from ecq.base.file_limits import FILE_LIMIT, READ_IN_PLACE
from ecq.base.language import Lang
from ecq.base.whole_file import whole_file as written_whole
from ecq.cli import words as w
from ecq.cli.command import STANDARD, Options, store_installed
from ecq.cli.words import Help, in_language
from ecq.exchange import rubric_catalogue
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

if TYPE_CHECKING:
    from ecq.store.database import DatabaseStore
    from ecq.store.stored import StoredAssessment


_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{21}", re.ASCII)
"""What the store gives a self-check as its id."""

FILE_ENDINGS = (".json", ".pdf", ".docx", ".pptx", ".xlsx", ".csv", ".ics", ".html", ".jsonl", ".parquet", ".zip")
"""The endings of the files that commands write."""

TRIES = 20
"""How often a change of a stored self-check is made anew because others changed it meanwhile."""


def print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_either(options: Options, data: Any, lines: Iterable[str]) -> None:
    """Print data as JSON where `--json` asks for it, lines of text otherwise."""
    if options.json:
        print_json(data)
    else:
        print("\n".join(lines))


def now() -> str:
    """The time, as assessments keep it: the command line is an edge and may read the clock."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def day_of(text: str | None) -> str:
    """A day that was typed, or today. Raises AssessmentError."""
    day = read_day(text) if text else datetime.now(UTC).astimezone().date().isoformat()
    if isinstance(day, Invalid):
        raise AssessmentError(f"{text!r} is not a date like 2026-11-24", f"{text!r} 不是 2026-11-24 这样的日期")
    return day


def called(path: Path) -> Help:
    """What a file is called in a sentence."""
    name = one_line(str(path))
    return w.STANDARD_INPUT if path == STANDARD else Help(name, name)


def read_bytes(path: Path) -> bytes:
    """A file, or standard input. Raises AssessmentError."""
    try:
        if path == STANDARD:
            return sys.stdin.buffer.read(FILE_LIMIT + 1)
        with path.open("rb") as opened:
            return opened.read(FILE_LIMIT + 1)  # one more than is taken, so that whoever reads it says it is too large
    except OSError as error:
        raise not_read(path, error) from None


def not_read(path: Path, error: OSError) -> AssessmentError:
    why = refusal(error)
    return AssessmentError(
        f"{path} cannot be read ({why.en}); check the name", f"{path} 读不了（{why.zh}），请检查文件名"
    )


def not_written(path: Path, error: OSError) -> AssessmentError:
    why = refusal(error)
    return AssessmentError(
        f"{path} cannot be written ({why.en}); choose another place", f"{path} 写不了（{why.zh}），请换个地方"
    )


def read_assessment(path: Path, lang: Lang) -> Assessment:
    """An assessment from its file, or of that id from the store. Raises AssessmentError."""
    if _is_id(path):
        return found(str(path)).assessment
    content = read_bytes(path)
    if content.startswith(b"%PDF-"):
        raise AssessmentError(
            f"{path} is a PDF; restore the assessment in it with: ecq open {path} -o FILE",
            f"{path} 是 PDF，先恢复里面的自评：ecq open {path} -o FILE",
        )
    name = in_language(called(path), lang)
    if len(content) <= READ_IN_PLACE:
        return read(content, name)
    return arms_length.read(read, content, name, where=name, error=AssessmentError)


def _is_id(path: Path) -> bool:
    """Whether the id of a stored self-check stands in the place of a file; a file of that name comes first."""
    return bool(_ID.fullmatch(str(path))) and not os.path.lexists(path)


def load(path: Path, lang: Lang) -> tuple[Assessment, Rubric]:
    """An assessment with its figures of today, and the rubric it names."""
    assessment, rubric = load_as_it_was(path, lang)
    return assessment.on(day_of(None)), rubric


def load_as_it_was(path: Path, lang: Lang) -> tuple[Assessment, Rubric]:
    """The same with its figures of the day it was last changed."""
    assessment = read_assessment(path, lang)
    return assessment, rubric_for(assessment, path, lang)


def change(path: Path, lang: Lang, how: Callable[[Assessment], Assessment | None]) -> None:
    """Change an assessment where it is, in its file or in the store, and overwrite nothing that others did meanwhile.

    Where `how` returns None, nothing is written; it is asked again where others changed it meanwhile. Raises AssessmentError.
    """
    if _is_id(path):
        _change_stored(str(path), how)
        return
    before = read_assessment(path, lang)
    after = how(before)  # takes longer than writing it, so others may write meanwhile
    with held(path) if path != STANDARD else nullcontext():
        if path != STANDARD and (present := read_assessment(path, lang)) != before:
            after = how(present)
        if after is not None:
            write(path, dump(after).encode(), quiet=True)


def _change_stored(assessment_id: str, how: Callable[[Assessment], Assessment | None]) -> None:
    """Change a stored assessment, once more where others changed it meanwhile."""
    from ecq.assessment.history.journal import ConflictError

    store = open_store()
    for _ in range(TRIES):
        before = found(assessment_id, store)
        after = how(before.assessment)
        if after is None:
            return
        with suppress(ConflictError):
            if store.change(assessment_id, partial(_instead, after), seen=before.revision, exact=True) is not None:
                return
    raise AssessmentError(
        f"{assessment_id} is being changed by others all the time; try again later",
        f"别人一直在改 {assessment_id}，请过一会儿再试",
    )


def _instead(after: Assessment, _before: Assessment) -> Assessment:
    return after


def same_place(one: Path, other: Path) -> bool:
    """Whether both lead to the same file, or are the same id."""
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False


def rubric_for(assessment: Assessment, path: Path, lang: Lang, target: str | None = None) -> Rubric:
    """The rubric an assessment names; says on standard error where that one has changed since. Raises RubricError.

    A `target` that takes the place of the assessment's lets one be opened that aims at a grade the rubric does not have.
    """
    name = in_language(called(path), lang)
    rubric = rubric_catalogue.rubric_of_file(assessment.rubric.id, target or assessment.target, name)
    if assessment.rubric.digest != rubric.digest:
        note(
            Help(
                f"{name} 是用内容不同的 {rubric.id} {assessment.rubric.version} 作答的，现在按 {rubric.version} 读；"
                "ecq move 列出有什么影响，并把它换过来",
                f"{name} was made with {rubric.id} {assessment.rubric.version} of other content; "
                f"it is now read with {rubric.version}; ecq move says what that changes and moves it over",
            ),
            lang,
        )
    unknown = ", ".join(unknown_questions(assessment, rubric))
    if unknown:
        note(
            Help(
                f"{rubric.id} 不问这些，回答保留但不计分：{unknown}",
                f"not asked by {rubric.id}, kept but not scored: {unknown}",
            ),
            lang,
        )
    return rubric


def note(text: Help, lang: Lang) -> None:
    """Say something beside the output, on standard error."""
    print(f"ecq: {in_language(w.NOTE, lang)}{in_language(text, lang)}", file=sys.stderr)


def must_be_free(options: Options, *endings: str) -> None:
    """Raise AssessmentError where the file to write is there and `--force` is not given, or ends in none of the endings."""
    out: Path = options.output
    if endings:
        must_end(out, *endings)
    if out != STANDARD and not options.force and (os.path.isfile(out) or os.path.isdir(out)):
        raise _exists(out)


def must_end(path: Path, *endings: str) -> None:
    """Raise AssessmentError where the ending of a file says that it holds something else than what is written to it."""
    ending = path.suffix.lower()
    if path != STANDARD and ending and ending not in endings:
        en, zh = " or ".join(endings), " 或 ".join(endings)
        raise AssessmentError(
            f"{path} ends in {ending}, which is not what is written; let it end in {en}",
            f"{path} 以 {ending} 结尾，写出的却不是这种文件；请以 {zh} 结尾",
        )


def must_be_called_as_folder(path: Path) -> None:
    """Raise AssessmentError where a folder that is to be made is called like a file."""
    if path.suffix.lower() in FILE_ENDINGS and not path.is_dir():
        raise AssessmentError(
            f"{path} is to be a folder, and ends like a file; give the folder another name",
            f"{path} 要作为文件夹，名字却像一个文件；请给文件夹另取一个名字",
        )


def _exists(path: Path) -> AssessmentError:
    return AssessmentError(
        f"{path} exists already; choose another name or add --force", f"{path} 已经存在，请换一个名字，或加上 --force"
    )


def write_assessment(options: Options, assessment: Assessment, about: str) -> None:
    """Write an assessment to a file that is new, or replaced by `--force`; print a line about it or, with `--json`, its name."""
    out: Path = options.output
    as_json = getattr(options, "json", False)
    write(out, dump(assessment).encode(), f"{out}: {about}", quiet=as_json, new=not options.force)
    if as_json:
        print_json({"file": str(out)})


def write_or_name(options: Options, data: bytes) -> None:
    """Write what a command is for; with `--json` the file's name is an object."""
    write(options.output, data, quiet=options.json)
    if options.json:
        print_json({"file": str(options.output)})


def write(path: Path, data: bytes, line: str = "", *, quiet: bool = False, new: bool = False) -> None:
    """Write all or nothing; where it is to be `new`, nothing is replaced.

    Then print a line, the file's name by default, unless `quiet` or the file itself goes to standard output.
    """
    with whole_file(path, new=new) as opened:
        opened.write(data)
    if path != STANDARD and not quiet:
        print(line or path)


@contextmanager
def whole_file(path: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """A file to write to, all or nothing, or standard output; where it is to be `new`, nothing is replaced. Raises AssessmentError."""
    if path == STANDARD:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with written_whole(path, new=new) as opened:
            yield opened
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise not_written(path, error) from None


def open_store() -> DatabaseStore:
    """The store of the data folder, or of ECQ_DATABASE_URL. Raises StoreError."""
    from ecq.base.settings import data_folder, database_url

    with store_installed():
        from ecq.store.database import DatabaseStore

    logging.getLogger("ecq").addHandler(logging.NullHandler())  # what is logged for a server, a command says itself
    url = database_url()
    return DatabaseStore(url) if url else DatabaseStore.in_folder(data_folder())


def found(assessment_id: str, store: DatabaseStore | None = None) -> StoredAssessment:
    """The stored self-check of that id. Raises AssessmentError, and DamagedError where it cannot be read."""
    stored = (store or open_store()).find(assessment_id)
    if stored is None:
        raise not_stored(assessment_id)
    return stored


def not_stored(assessment_id: str) -> AssessmentError:
    return AssessmentError(
        f"no self-check {assessment_id!r} is stored; ecq list shows those there are",
        f"没有存着 {assessment_id!r} 这份自评；ecq list 列出现有的",
    )


PATIENCE, PAUSE = 10.0, 0.02
"""Seconds to wait for another command, and between two looks whether it has ended."""

WINDOWS = os.name == "nt"

_BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file until what is done with it is done, after those who hold it before. Raises AssessmentError where that takes long.

    A file that cannot be opened for writing is not held: it will not be written to either.
    """
    until = time.monotonic() + PATIENCE
    try:
        opened = _locked(path, until)
    except (FileNotFoundError, PermissionError, IsADirectoryError):
        yield
        return
    except OSError as error:
        raise AssessmentError(
            f"{path} cannot be held against other commands ({error.strerror}); copy it to another disk and change it there",
            f"{path} 没法防止别的命令同时改它（{error.strerror}），请复制到另一个磁盘上再改",
        ) from None
    try:
        yield
    finally:
        os.close(opened)


def _locked(path: Path, until: float) -> int:
    """The file opened and locked. Whoever held it before may have put another in its place; then that one is to be locked."""
    file, lock = (_stand_in(path), _on_windows) if WINDOWS else (path, _elsewhere)
    while True:
        opened = os.open(file, os.O_RDWR)
        try:
            lock(opened)
            if os.path.samestat(os.fstat(opened), os.stat(file)):
                return opened
        except OSError as error:
            os.close(opened)
            if error.errno not in _BUSY:
                raise
            if time.monotonic() > until:
                raise AssessmentError(
                    f"{path} is being changed by another command; try again when that has ended",
                    f"别的命令正在改 {path}，等它结束后再试",
                ) from None
            time.sleep(PAUSE)
        else:
            os.close(opened)


def _elsewhere(opened: int) -> None:
    import fcntl

    fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _on_windows(opened: int) -> None:
    import msvcrt

    msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # there on Windows


def _stand_in(path: Path) -> Path:
    folder = Path(tempfile.gettempdir()) / "ecq-held"
    folder.mkdir(exist_ok=True)
    stand_in = folder / sha256(os.path.normcase(os.path.realpath(path)).encode()).hexdigest()
    stand_in.touch()
    return stand_in
