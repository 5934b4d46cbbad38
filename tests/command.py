"""`ecq` as somebody at a shell runs it, in a process of its own or in this one: only output and exit code are known."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stdout

from ecq.cli import main
from tests.serving import ROOT


def ecq(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command in English; `settings` are environment variables. No command may end in a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "ecq.cli", *map(str, arguments), "--lang", "en"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def printed(*arguments: object) -> str:
    """What a command that must succeed prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = main([*map(str, arguments)])
    assert code == 0, arguments
    return out.getvalue()
