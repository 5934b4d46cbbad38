"""The `ecq` command. Knows arguments, files and what to print; computes nothing itself.

Bad input ends with exit code 2 and one clear sentence on standard error, never with a traceback.
"""

from __future__ import annotations

import gc
import os
import sys

from ecq import TYPE_CHECKING, __version__
from ecq.cli.streams import NOT_SAID, OutputError, give_up_output, standard_streams

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, 2 for bad input, 4 where standard output does not take it, others of its own."""
    if argv is None:
        _read_names_as_utf8()
    given = list(sys.argv[1:] if argv is None else argv)
    if argv is None and given[:1] != ["serve"]:
        gc.set_threshold(50_000)  # a command makes much, keeps most of it and ends soon
    try:
        with standard_streams():
            if given == ["--version"]:
                print(f"ecq {__version__}")
                return 0
            from ecq.cli.running import run

            return run(given)
    except OutputError as error:
        from ecq.cli.running import say_not_said

        give_up_output()
        say_not_said(error.why, given)
        return NOT_SAID


def _read_names_as_utf8() -> None:
    """Start anew where the locale knows ASCII only, in which no Chinese name can be read or opened."""
    if sys.getfilesystemencoding() == "ascii" and os.environ.get("PYTHONUTF8") != "1":
        os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606  # this very program, in UTF-8
