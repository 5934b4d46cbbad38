"""Which self-checks of a batch came before in the same state, such as a saved file and its report."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self

from ecq.exchange.batch.rows import Row


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
