"""What a batch is made of, in order and a little at a time: files, folders, and lines of `.jsonl` files with an assessment each.

Never holds more than a chunk of it. What lies in an archive is found out where the chunk is worked on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO
from unicodedata import category

from ecq.base.errors import AssessmentError
from ecq.base.file_limits import FILE_LIMIT
from ecq.base.language import Text
from ecq.exchange import words as b

STANDARD_INPUT = Path("-")
CHUNK_BYTES, CHUNK_FILES = 1_000_000, 50
"""A chunk is what one process works on at a time: as many lines or small files as make up these bytes."""

_AT_ONCE = 65_536

_BEGINNING = 64
"""So many bytes tell what comes from standard input."""

_LINES = (".jsonl", ".ndjson")
_NOT_MEANT = ("Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Bad:
    """A file, or what is in it, that was not taken; `why` is the whole sentence, which begins with its name.

    `empty`: there is nothing that could have been taken.
    """

    file: str
    why: Text
    empty: bool = False


@dataclass(frozen=True)
class File:
    """A file and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Lines:
    """Some lines of a file, each an assessment; the first of them is the file's line `first`."""

    name: str
    first: int
    data: bytes

    def files(self) -> Iterator[File]:
        """Each line as a file of its own; empty ones are passed over."""
        for number, line in enumerate(self.data.split(b"\n"), self.first):
            if line.strip():
                yield File(f"{self.name}:{number}", line)


Part = File | Lines | Bad


@dataclass(frozen=True)
class Chunk:
    """What is worked on together. `size` is its share of all bytes there are to read."""

    parts: tuple[Part, ...]
    size: int

    @property
    def only(self) -> File | None:
        """The file, where there is but one."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], File) else None

    def files(self) -> Iterator[File | Bad]:
        """One by one."""
        for part in self.parts:
            yield from part.files() if isinstance(part, Lines) else (part,)


def bad(name: str, why: Text, *, empty: bool = False) -> Bad:
    """What is not taken; `why` is the sentence after its name."""
    return Bad(name, Text(zh=f"{name} {why.zh}", en=f"{name} {why.en}"), empty)


def shown(path: Path) -> str:
    """The name of a file as it stands in a table: some systems permit characters in it that are in no text."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(one).startswith("C") else one for one in str(path))


def must_be_there(inputs: Iterable[Path]) -> None:
    """Raise AssessmentError where an input is not there."""
    for path in inputs:
        if path != STANDARD_INPUT and not _is_there(path):
            raise AssessmentError(
                f"{path} is not there; name files or folders with assessments", f"没有 {path}；请写出文件或文件夹"
            )


def _is_there(path: Path) -> bool:
    """Whether something is there, if only something that may not be looked at."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def paths_in(inputs: Iterable[Path], leave_out: Collection[Path] = ()) -> Iterator[Path | Bad]:
    """The files to read, without hidden ones and what is left out, and all else that is there, with why it is not taken.

    Of a folder, its files in the order of their names, then its folders likewise.
    """
    left_out = {path.resolve() for path in leave_out}
    for path in inputs:
        if not os.path.isdir(path):
            yield path
            continue
        found = False
        for one in _below(path, left_out):
            found = True
            yield one
        if not found:
            yield bad(shown(path), b.FOLDER_EMPTY, empty=True)


def _below(folder: Path, left_out: Collection[Path]) -> Iterator[Path | Bad]:
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            names = sorted(os.listdir(inside))
        except OSError:
            yield bad(shown(inside), b.FOLDER_UNREADABLE)
            continue
        meant = [Path(inside, one) for one in names if not one.startswith(".") and one not in _NOT_MEANT]
        folders = []
        for path in meant:
            if Path(os.path.realpath(path)) in left_out:
                continue
            if os.path.isdir(path) and not path.is_symlink():
                folders.append(path)
            else:
                yield path if os.path.isfile(path) else bad(shown(path), _why_no_file(path))
        waiting += reversed(folders)


def _why_no_file(path: Path) -> Text:
    if path.is_symlink():
        return b.LINK_TO_FOLDER if os.path.isdir(path) else b.LINK_TO_NOTHING
    return b.NO_PLAIN_FILE if _is_there(path) else b.UNREADABLE


def holds_lines(name: str) -> bool:
    """Whether a file of that name has an assessment on each line."""
    return name.lower().endswith(_LINES)


def chunks(paths: Iterable[Path | Bad]) -> Iterator[Chunk]:
    """All that is in these files, in order. What cannot be read is there as Bad."""
    small: list[Part] = []
    size = 0
    for part in _parts(paths):
        # A saved self-check takes about as long as others of its size, and a PDF or a ZIP does not.
        quick = isinstance(part, File) and part.data[:1] == b"{"
        if small and not (quick and len(small) < CHUNK_FILES and size < CHUNK_BYTES):
            yield Chunk(tuple(small), size)
            small, size = [], 0
        here = 0 if isinstance(part, Bad) else len(part.data)
        if quick:
            small.append(part)
            size += here
        else:
            yield Chunk((part,), here)
    if small:
        yield Chunk(tuple(small), size)


def _parts(paths: Iterable[Path | Bad]) -> Iterator[Part]:
    for path in paths:
        if isinstance(path, Bad):
            yield path
            continue
        name = shown(path)
        try:
            if path == STANDARD_INPUT:
                given = BufferedReader(sys.stdin.buffer)  # type: ignore[type-var]  # a stream of bytes
                if _is_one_file(given.peek(_BEGINNING)):
                    yield File(name, given.read(FILE_LIMIT + 1))
                else:
                    yield from _lines(given, name)
                continue
            with path.open("rb") as opened:
                if holds_lines(name):
                    yield from _lines(opened, name)
                    continue
                data = opened.read(FILE_LIMIT + 1)
            yield File(name, data)
        except OSError:
            yield bad(name, b.UNREADABLE)


def _is_one_file(beginning: bytes) -> bool:
    """Whether what comes is a single self-check over several lines, a report or a ZIP, and not a self-check on each line."""
    first, ended, _ = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return first.startswith((b"%PDF-", b"PK\x03\x04")) or (bool(ended) and first.strip() == b"{")


def _block(opened: BinaryIO) -> bytes:
    """The next bytes, read a little at a time: who waits for input is asked to end in between only."""
    parts = []
    left = CHUNK_BYTES
    while left and (some := opened.read1(min(left, _AT_ONCE))):  # type: ignore[attr-defined]  # both files and standard input have it
        parts.append(some)
        left -= len(some)
    return b"".join(parts)


def _lines(opened: BinaryIO, name: str) -> Iterator[Part]:
    """The lines of a file in blocks. A line that is too long is passed over, without being held."""
    number, anything = 1, False
    while block := _block(opened):
        runs_on = False
        if not block.endswith(b"\n"):
            rest = opened.readline(FILE_LIMIT + 1)
            runs_on = len(rest) > FILE_LIMIT and not rest.endswith(b"\n")
            block = block[: block.rfind(b"\n") + 1] if runs_on else block + rest
        anything = anything or runs_on or not block.isspace()
        yield Lines(name, number, block)
        number += block.count(b"\n")
        if runs_on:
            yield bad(f"{name}:{number}", b.TOO_LARGE)
            number += 1
            while (rest := opened.readline(CHUNK_BYTES)) and not rest.endswith(b"\n"):
                pass
    if not anything:
        yield bad(name, b.EMPTY, empty=True)
