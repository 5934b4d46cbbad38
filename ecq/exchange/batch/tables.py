"""The rows of a batch as a file, written as they come: CSV, a JSON object on each line, or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import IO, Any, Literal, Protocol, get_args, get_type_hints

from ecq.base.errors import not_installed
from ecq.exchange.batch.rows import Row
from ecq.writers.sheets.writing import MARK, csv_cell, csv_number, csv_rows

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

ROWS_AT_ONCE = 5_000
"""So many rows of a Parquet file are held and stand together."""

_SCORES = ("score_low", "score_high", "evidenced_low", "evidenced_high")
_EXACT = ("exact_low", "exact_high", "evidenced_exact_low", "evidenced_exact_high")


class Table(Protocol):
    """A file that rows are written to."""

    def write(self, rows: Sequence[Row]) -> None:
        """Write some rows."""


@contextmanager
def table(file: IO[bytes], form: Format) -> Iterator[Table]:
    """A table in an open file; it is whole at the end. Raises EcqError where pyarrow is needed and not installed."""
    match form:
        case "csv":
            yield _Csv(file)
        case "jsonl":
            yield _JsonLines(file)
        case "parquet":
            parquet = _Parquet(file)
            yield parquet
            parquet.close()


class _Csv:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write(MARK + csv_rows([Row._fields]))

    def write(self, rows: Sequence[Row]) -> None:
        self._file.write(csv_rows(map(_cells, rows)))


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


class _JsonLines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, rows: Sequence[Row]) -> None:
        self._file.write("".join(f"{json.dumps(row._asdict(), ensure_ascii=False)}\n" for row in rows).encode())


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
            self._arrow.array(column, self._arrow.string()).cast(field.type)
            if field.name in _SCORES
            else self._arrow.array(column, field.type)
            for column, field in zip(zip(*self._held, strict=True), self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
        self._held = []

    def close(self) -> None:
        if self._held:
            self._write_held()
        self._writer.close()
