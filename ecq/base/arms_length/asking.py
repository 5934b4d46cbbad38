"""Having a file read by another process: some are kept ready, a few may work at once, each is ended at its limit.

A guard against what a file costs, no sandbox: the other process is ours, and its answer is unpickled. It is started as a
plain command, because `multiprocessing` would run the script of the app once more in it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, NoReturn, TypeVar

from ecq.base.arms_length.process import SIZE, Answer
from ecq.base.errors import EcqError
from ecq.base.file_limits import BY_THE_CLOCK, READ_AT_ONCE, READING, Allowance

OUTCOMES: Counter[str] = Counter()
"""How files fared since the start: read, refused for what they are, put aside for time, memory or an early end, or not read by a
mistake of ours."""

_PROGRAM = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from ecq.base.arms_length.process import main; main()"
"""It searches for modules where the one that asks does, and nowhere else."""

_UNCAUGHT = 1
"""What Python exits with where an error is caught by nobody; whatever a file does to a process, it is not that."""
_T = TypeVar("_T")
_Met = Literal["time", "memory", "ended"]
"""Which limit was met; `ended`: the process is gone, whatever the reason."""


def _outcome(answer: Answer | _Met) -> str:
    if not isinstance(answer, Answer):
        return answer
    if answer.out_of_memory:
        return "memory"
    return "read" if answer.error is None else "refused" if isinstance(answer.error, EcqError) else "mistake"


def _refuse(met: _Met, where: str, error: type[EcqError], allowance: Allowance) -> NoReturn:
    en, zh = {
        "time": (f"takes more than {allowance.seconds} seconds to read", f"读了 {allowance.seconds} 秒还没读完"),
        "memory": (f"needs more than {allowance.megabytes} MB to be read", f"要占 {allowance.megabytes} MB 以上的内存"),
        "ended": ("cannot be read", "读不下去"),
    }[met]
    raise error(
        f"{where} {en} and was put aside; take another copy of it".strip(),
        f"{where} {zh}，没有采用；请换一份文件".strip(),
    )


class _Process:
    """A process that reads one file after another."""

    def __init__(self) -> None:
        # Libraries for numbers would keep memory for threads that nobody needs.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(  # noqa: S603 # our own program
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._first = pickle.dumps(sys.path)

    @property
    def ready(self) -> bool:
        return self._process.poll() is None

    def answer(self, request: bytes, seconds: float) -> Answer | _Met:
        """Ask it and wait, so long at the most."""
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None
        assert answers is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            requests.write(self._first + len(request).to_bytes(SIZE, "big"))
            requests.write(request)
            requests.flush()
            self._first = b""
            answer: Answer = pickle.load(answers)  # noqa: S301 # written by our own program
        except (OSError, EOFError, pickle.UnpicklingError):
            code = self._process.wait()
            if late.is_set() or -code == getattr(signal, "SIGXCPU", None):
                return "time"
            if code == _UNCAUGHT:
                raise RuntimeError("the process that reads files has ended by a mistake of ECQ's own") from None
            return "ended"
        finally:
            watch.cancel()
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(BrokenPipeError):  # what it was to be asked last
                stream.close()


class Readers:
    """Processes that read files: so many at once, of which `kept` stay ready in between; further files wait."""

    def __init__(self, at_once: int, kept: int) -> None:
        self._slots = threading.BoundedSemaphore(at_once)
        self._kept = kept
        self._ready: list[_Process] = []
        atexit.register(self.end)

    def read(
        self,
        function: Callable[..., _T],
        *arguments: Any,
        where: str = "",
        error: type[EcqError] = EcqError,
        allowance: Allowance = READING,
    ) -> _T:
        """What `function(*arguments)` returns or raises, worked out in another process.

        `function` stands in a module; it, the arguments and the result are pickled. Where a limit is met, raises `error`
        with one sentence that begins with `where`, the name of the file.
        """
        request = pickle.dumps((function, arguments, allowance))
        with self._slots:
            answer = self._ask(request, allowance.seconds * BY_THE_CLOCK)
        OUTCOMES[_outcome(answer)] += 1
        if not isinstance(answer, Answer):
            _refuse(answer, where, error, allowance)
        if answer.out_of_memory:
            _refuse("memory", where, error, allowance)
        if answer.error is not None:
            raise answer.error
        value: _T = answer.value
        return value

    def _ask(self, request: bytes, seconds: float) -> Answer | _Met:
        process = self._take()
        try:
            answer = process.answer(request, seconds)
        except BaseException:  # such as Ctrl+C: what it does now nobody will read
            process.end()
            raise
        if isinstance(answer, Answer) and not answer.last and len(self._ready) < self._kept:
            self._ready.append(process)
        else:
            process.end()
        return answer

    def _take(self) -> _Process:
        """A process that is ready, or a new one."""
        while True:
            try:
                process = self._ready.pop()
            except IndexError:
                return _Process()
            if process.ready:
                return process
            process.end()

    def end(self) -> None:
        """End the processes that wait."""
        while self._ready:
            self._ready.pop().end()


read = Readers(READ_AT_ONCE, kept=1).read
"""Have a file read by the processes that all share."""
