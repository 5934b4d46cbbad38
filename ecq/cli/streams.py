"""Standard output and error as commands write to them. Where one takes nothing more, that is told apart from every other error.

Loads nothing: `ecq --help` is to be quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress

from ecq import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

NOT_SAID = 4
"""Exit code where standard output did not take all that was to be printed."""


class OutputError(Exception):
    """Standard output takes nothing more."""

    def __init__(self, why: OSError) -> None:
        self.why = why
        super().__init__(str(why))


class _Output:
    """A stream to print to that raises OutputError where it takes nothing more."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: Any) -> int:
        try:
            written: int = self._stream.write(text)
        except OSError as error:
            raise OutputError(error) from None
        return written

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            raise OutputError(error) from None

    @property
    def buffer(self) -> _Output:
        """The stream beneath, for bytes."""
        return _Output(self._stream.buffer)


class _Errors(_Output):
    """Standard error: where it takes nothing more, there is nowhere left to say so."""

    def write(self, text: Any) -> int:
        with suppress(OutputError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OutputError):
            super().flush()


@contextmanager
def standard_streams() -> Iterator[None]:
    """Both streams in UTF-8. Raises OutputError at the end at the latest where not all was taken, also where output is closed."""
    if sys.stdout is None:
        raise OutputError(OSError(0, "it is closed"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    output: Any = _Output(sys.stdout)
    errors: Any = _Errors(sys.stderr) if sys.stderr else _Errors(open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    with redirect_stdout(output), redirect_stderr(errors):
        try:
            yield
        finally:
            output.flush()


def give_up_output() -> None:
    """Let what is still held go nowhere, so that Python does not try to write it once more when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
