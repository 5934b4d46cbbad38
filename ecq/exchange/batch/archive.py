"""Archives: the files in a ZIP that somebody drops, within limits and never by their names; and files packed into one."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from ecq.base.errors import EcqError
from ecq.base.file_limits import ARCHIVE_FILES_LIMIT, ARCHIVE_LIMIT, FILE_LIMIT
from ecq.base.language import Text
from ecq.exchange.batch import words as b

_NOT_MEANT = ("__MACOSX/",)
_NOT_MEANT_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems put into archives on their own."""

_LOCKED, _UTF8 = 0x1, 0x800
"""The date of every packed file: the same files give the same bytes."""


@dataclass(frozen=True)
class Unpacked:
    """The files of an archive by name; `refused` are those not read, each with the sentence after its name."""

    files: tuple[tuple[str, bytes], ...]
    refused: tuple[tuple[str, Text], ...]


def unpack(data: bytes, name: str) -> Unpacked:
    """The files in an archive. Raises EcqError with one sentence where it is damaged or holds too much. Writes nothing to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, name)
    except (EcqError, MemoryError):
        raise
    except Exception:  # zipfile has many words for damage
        raise _error(name, b.NO_ARCHIVE) from None


def _unpacked(archive: zipfile.ZipFile, name: str) -> Unpacked:
    entries = [(entry, _name(entry)) for entry in archive.infolist() if not entry.is_dir()]
    meant = [(entry, path) for entry, path in entries if _is_meant(path)]
    if not meant:
        raise _error(name, b.ARCHIVE_EMPTY)
    if len(meant) > ARCHIVE_FILES_LIMIT:
        raise _error(name, b.ARCHIVE_TOO_MANY)
    files: list[tuple[str, bytes]] = []
    refused: list[tuple[str, Text]] = []
    left = ARCHIVE_LIMIT
    for entry, path in meant:
        content = _content(archive, entry, path, min(FILE_LIMIT, left))
        if isinstance(content, Text):
            refused.append((path, content))
            continue
        left -= len(content)
        if left < 0:
            raise _error(name, b.ARCHIVE_TOO_LARGE)
        if len(content) > FILE_LIMIT:
            refused.append((path, b.TOO_LARGE))
        elif is_archive(content):
            refused.append((path, b.NESTED))
        else:
            files.append((path, content))
    return Unpacked(tuple(files), tuple(refused))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, most: int) -> bytes | Text:
    """A file unpacked, one byte more than `most` at the most, or why it is not read. What an entry says of its size is not believed."""
    if _leads_out(path):
        return b.LEADS_OUT
    if entry.flag_bits & _LOCKED:
        return b.LOCKED
    try:
        with archive.open(entry) as opened:
            return opened.read(most + 1)
    except MemoryError:
        raise
    except Exception:
        return b.DAMAGED


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows in China packs names in GBK, without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_meant(path: str) -> bool:
    return not path.startswith(_NOT_MEANT) and path.rpartition("/")[2] not in _NOT_MEANT_NAMES


def _leads_out(path: str) -> bool:
    """Whether a name points outside of the archive. Nothing is written by its name; but who makes such names means harm."""
    forward = path.replace("\\", "/")
    return ".." in forward.split("/") or bool(re.match("/|[A-Za-z]:", forward))


def is_archive(content: bytes) -> bool:
    """Whether it is a ZIP that is no document of an office program."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            return "[Content_Types].xml" not in inner.namelist()
    except Exception:
        return True


def _error(name: str, why: Text) -> EcqError:
    return EcqError(f"{name} {why.en}", f"{name} {why.zh}")
