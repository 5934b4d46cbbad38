"""How far a batch has come, kept beside its table: one that was stopped goes on there, and does nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

from ecq.base.language import Text
from ecq.exchange.batch.inputs import Bad, Chunk

_Made = TypeVar("_Made")
Worked = Callable[[Iterable[Chunk]], Iterator[tuple[Chunk, list[_Made | Bad]]]]
"""Has chunks worked on; each comes back with what came of it."""


class Journal(Generic[_Made]):
    """A line for each chunk that is done, in their order: the digest of what was in it, and what came of it.

    What came of it is written as JSON by `plain` and read back by `made`. Lines hold as long as files come as they came
    before; from the first that differs on, all is done anew. `run` is all else that decides what comes of a file.
    """

    def __init__(self, path: Path, run: str, plain: Callable[[_Made], Any], made: Callable[[Any], _Made]) -> None:
        self.path, self._run, self._plain, self._made = path, run, plain, made
        self._file: IO[bytes]

    def gone_on(self, chunks: Iterable[Chunk], worked: Worked[_Made]) -> Iterator[tuple[Chunk, list[_Made | Bad]]]:
        """Each chunk with what came of it: as it stands here, and from there on as `worked`, which is noted."""
        chunks = iter(chunks)
        for chunk in chunks:
            at = self._file.tell()
            known = self._read(chunk)
            if known is None:
                self._file.seek(at)
                self._file.truncate()
                for one, made in worked(chain([chunk], chunks)):
                    yield one, made
                    self._keep(one, made)  # now that whoever took it has done with it what is to be done
            else:
                yield chunk, known

    def _read(self, chunk: Chunk) -> list[_Made | Bad] | None:
        """What came of a chunk, where the next line says so. The last line may be cut short."""
        try:
            line = json.loads(self._file.readline())
            if line["of"] != self._digest(chunk):
                return None
            return [
                self._made(one[0]) if len(one) == 1 else Bad(one[0], Text(zh=one[1], en=one[2])) for one in line["made"]
            ]
        except (ValueError, LookupError, TypeError):
            return None

    def _keep(self, chunk: Chunk, made: Iterable[_Made | Bad]) -> None:
        kept = [[one.file, one.why.zh, one.why.en] if isinstance(one, Bad) else [self._plain(one)] for one in made]
        self._file.write(json.dumps({"of": self._digest(chunk), "made": kept}).encode() + b"\n")
        self._file.flush()

    def _digest(self, chunk: Chunk) -> str:
        digest = sha256(self._run.encode())
        for part in chunk.parts:
            said = part.why.en.encode() if isinstance(part, Bad) else part.data
            name = part.file if isinstance(part, Bad) else part.name
            digest.update(f"\n{type(part).__name__} {len(said)} {name}\n".encode())
            digest.update(said)
        return digest.hexdigest()

    def __enter__(self) -> Self:
        self.path.touch()
        self._file = self.path.open("r+b")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        if kind is None:
            self.path.unlink(missing_ok=True)
