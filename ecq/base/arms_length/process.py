"""The process that reads: it does what is asked on its standard input, within limits, and answers on standard output."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ecq.base.errors import EcqError
from ecq.base.file_limits import RETIRES_AT, Allowance

SIZE = 8
"""Bytes that tell how many there are of a request."""


class Answer(NamedTuple):
    """What came of a request: the value, what was raised, or that memory was not enough. `last`: ask another process next."""

    value: Any = None
    error: Exception | None = None
    out_of_memory: bool = False
    last: bool = False


def main() -> None:
    """Answer requests until there are no more: the size of each, then (function, arguments, allowance), pickled."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides
    requests, answers = sys.stdin.buffer, _answers()
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    while True:
        size = requests.read(SIZE)
        if len(size) < SIZE:
            return
        answer = _answer(requests.read(int.from_bytes(size, "big")))
        answers.write(_sent(answer._replace(last=answer.out_of_memory or _memory() > RETIRES_AT)))
        answers.flush()


def _answers() -> BinaryIO:
    """What was standard output. What a library prints goes nowhere: it may quote the file."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    return answers


def _answer(request: bytes) -> Answer:
    try:
        function, arguments, allowance = pickle.loads(request)  # noqa: S301 # pickled by our own program
        _limit(allowance)
        return Answer(function(*arguments))
    except MemoryError:
        return Answer(out_of_memory=True)
    except EcqError as error:
        return Answer(error=error)
    except Exception as error:  # a mistake of ours: it is to be found where it is logged
        error.add_note(traceback.format_exc())
        return Answer(error=error)


def _sent(answer: Answer) -> bytes:
    """An answer as it is sent. One that cannot be is a mistake of ours, and nothing to be said of the file."""
    try:
        return pickle.dumps(answer)
    except MemoryError:
        return pickle.dumps(Answer(out_of_memory=True, last=True))
    except Exception as error:
        notes = "".join(getattr(answer.error, "__notes__", ()))
        return pickle.dumps(Answer(error=RuntimeError(f"{error!r} where {answer!r:.500} was to be sent\n{notes}")))


def _limit(allowance: Allowance) -> None:
    """Limit this process from now on. Windows has no such limits: there only the one that asks watches the time."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, int(time.process_time()) + 1 + allowance.seconds),
        (resource.RLIMIT_AS, allowance.megabytes * 1_000_000),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory() -> float:
    """Megabytes this process holds, where the system tells."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (ModuleNotFoundError, OSError):
        return 0
    return pages * resource.getpagesize() / 1_000_000
