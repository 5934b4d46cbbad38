"""`ecq` as somebody at a shell runs it: a process of its own, of which only output and exit code are known."""

from __future__ import annotations

import os
import subprocess
import sys

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
