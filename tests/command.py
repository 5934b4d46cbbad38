"""`ecq` as somebody at a shell runs it, in this process: only output and exit code are known. Processes: `tests/commands`."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple
from unittest.mock import patch

from ecq.cli import main
from ecq.store.database import DatabaseStore


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def ecq(*arguments: object, **settings: str) -> Done:
    """Run a command in English; `settings` are environment variables. No command may end in a traceback."""
    out, err = io.StringIO(), io.StringIO()
    opened: list[DatabaseStore] = []
    as_before = DatabaseStore.__init__

    def noted(store: DatabaseStore, *given: Any, **named: Any) -> None:
        as_before(store, *given, **named)
        opened.append(store)

    kept = patch.object(DatabaseStore, "__init__", noted)
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, settings), kept:
        code = main([*map(str, arguments), "--lang", "en"])
    for store in opened:  # as where a process ends
        store.close()
    assert "Traceback" not in err.getvalue(), err.getvalue()
    return Done(code, out.getvalue(), err.getvalue())


def printed(*arguments: object) -> str:
    """What a command that must succeed prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = main([*map(str, arguments)])
    assert code == 0, arguments
    return out.getvalue()
