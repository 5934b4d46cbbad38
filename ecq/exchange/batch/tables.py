"""The table of a batch: its rows, the file they are written to as they come, and how far it has come.

A row is what a self-check comes to, in columns whose names are those of `ecq score --json`. The file is CSV, a JSON
object on each line, or Parquet. The journal beside it says what is done: a batch that was stopped goes on there, and
does nothing twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, Literal, NamedTuple, Self, TypeVar, get_args, get_type_hints

from ecq.assessment.as_scored import Scored, digest_of
from ecq.base.errors import not_installed
from ecq.base.exact import cut
from ecq.base.language import Text
from ecq.exchange.batch.dropped import Kind
from ecq.exchange.batch.inputs import Bad, Chunk
from ecq.rubric.model import Rubric
from ecq.scoring.export import JSON_DECIMALS
from ecq.scoring.readiness import readiness
from ecq.scoring.unknown_facts import scorecard
from ecq.writers.sheets.writing import csv_cell, csv_file, csv_number, csv_rows


class Row(NamedTuple):
    """One self-check. Scores are cut to two decimals; `exact_…` are the same as fractions.

    `decided` of `applicable` questions are, by `answered` or `na`. `failed_gates` has the ids with spaces between.
    `rubric_changed`: it was answered under the same rubric with other content, and is scored under the present one.
    `digest` is the same wherever the same self-check is in the same state; `same_as` is then the file of the first.
    """

    file: str
    kind: str
    name: str
    rubric: str
    rubric_version: str
    rubric_changed: bool
    score_low: str
    score_high: str
    evidenced_low: str
    evidenced_high: str
    grade_low: str
    grade_high: str
    target: str
    verdict: str
    decided: int
    applicable: int
    answered: int
    na: int
    unsure: int
    open: int
    gates_failed: int
    gates_open: int
    failed_gates: str
    exact_low: str
    exact_high: str
    evidenced_exact_low: str
    evidenced_exact_high: str
    updated_at: str
    digest: str
    same_as: str = ""


def row_of(file: str, kind: Kind, assessment: Scored, rubric: Rubric) -> Row:
    """The row of a self-check."""
    card = scorecard(rubric, assessment)
    verdict = readiness(rubric, assessment, card)
    failed = card.gates_in("failed")
    counts = card.counts
    return Row(
        file=file,
        kind=kind,
        name=assessment.name,
        rubric=rubric.id,
        rubric_version=rubric.version,
        rubric_changed=assessment.rubric.digest != rubric.digest,
        score_low=cut(card.score.low, JSON_DECIMALS),
        score_high=cut(card.score.high, JSON_DECIMALS),
        evidenced_low=cut(card.evidenced.low, JSON_DECIMALS),
        evidenced_high=cut(card.evidenced.high, JSON_DECIMALS),
        grade_low=card.grade.low.id,
        grade_high=card.grade.high.id,
        target=verdict.target.id,
        verdict=verdict.verdict,
        decided=counts.applicable - counts.open,
        **vars(counts),
        gates_failed=len(failed),
        gates_open=len(card.gates_in("open")),
        failed_gates=" ".join(gate.question for gate in failed),
        exact_low=str(card.score.low),
        exact_high=str(card.score.high),
        evidenced_exact_low=str(card.evidenced.low),
        evidenced_exact_high=str(card.evidenced.high),
        updated_at=assessment.updated_at or "",
        digest=digest_of(assessment),
    )


class Repeats:
    """The first row of each state. However many there are, they lie on the disk and not in memory, and go with the process."""

    def __init__(self) -> None:
        self.count = 0
        """How many rows repeat another."""
        self._first = sqlite3.connect("", isolation_level=None)  # a file of its own, without a name
        self._first.execute("CREATE TABLE first (digest TEXT PRIMARY KEY, file TEXT) WITHOUT ROWID")
        self._first.execute("BEGIN")

    def marked(self, row: Row) -> Row:
        """The row, which names the first that holds the same self-check in the same state, where it is not that one."""
        new = self._first.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (row.digest, row.file)).rowcount
        if new:
            return row
        self.count += 1
        ((file,),) = self._first.execute("SELECT file FROM first WHERE digest = ?", (row.digest,))
        return row._replace(same_as=file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._first.close()


Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

ROWS_AT_ONCE = 5_000
"""So many rows of a Parquet file are held and stand together."""

_SCORES = ("score_low", "score_high", "evidenced_low", "evidenced_high")
_EXACT = ("exact_low", "exact_high", "evidenced_exact_low", "evidenced_exact_high")


@contextmanager
def table(file: IO[bytes], form: Format) -> Iterator[Callable[[Sequence[Row]], object]]:
    """Writes rows to a table in an open file; it is whole at the end. Raises EcqError where pyarrow is needed and not installed."""
    match form:
        case "csv":
            file.write(csv_file([Row._fields]))
            yield lambda rows: file.write(csv_rows(map(_cells, rows)))
        case "jsonl":
            yield lambda rows: file.writelines(
                f"{json.dumps(row._asdict(), ensure_ascii=False)}\n".encode() for row in rows
            )
        case "parquet":
            parquet = _Parquet(file)
            yield parquet.write
            parquet.close()


def _cells(row: Row) -> Iterator[str]:
    """Fractions as decimals, as spreadsheet programs take them for days."""
    for name, value in zip(Row._fields, row, strict=True):
        match value:
            case bool():
                yield "true" if value else "false"
            case int():
                yield str(value)
            case str():
                yield csv_number(Fraction(value)) if name in _EXACT else csv_cell(value)


class _Parquet:
    """Scores as decimals, exact ones as text."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            import pyarrow
            from pyarrow.parquet import ParquetWriter
        except ModuleNotFoundError:
            raise not_installed("Parquet needs pyarrow", "写 Parquet 需要 pyarrow", "batch") from None
        self._arrow: Any = pyarrow
        types = {bool: pyarrow.bool_(), int: pyarrow.int32(), str: pyarrow.string()}
        score = pyarrow.decimal128(5, 2)
        hints = get_type_hints(Row)
        self._schema = pyarrow.schema(
            [(name, score if name in _SCORES else types[hints[name]]) for name in Row._fields]
        )
        self._writer = ParquetWriter(file, self._schema, compression="zstd")
        self._held: list[Row] = []

    def write(self, rows: Sequence[Row]) -> None:
        self._held += rows
        if len(self._held) >= ROWS_AT_ONCE:
            self._write_held()

    def _write_held(self) -> None:
        columns = [
            self._arrow.array(column, self._arrow.string() if field.name in _SCORES else field.type).cast(field.type)
            for column, field in zip(zip(*self._held, strict=True), self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
        self._held = []

    def close(self) -> None:
        if self._held:
            self._write_held()
        self._writer.close()


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
            if known is not None:
                yield chunk, known
                continue
            self._file.seek(at)
            self._file.truncate()
            for one, made in worked(chain([chunk], chunks)):
                yield one, made
                self._keep(one, made)  # now that whoever took it has done with it what is to be done

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
