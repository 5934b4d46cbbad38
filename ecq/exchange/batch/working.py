"""Chunks worked on by all cores, or by a cluster, and handed back in the order they came in.

However many chunks there are, only a few are under way. Each is worked on at arm's length, wherever that is; where that
does not come back (a file that takes too long, or brings the process down), its files are worked on one by one, so that
one of them costs none of the others.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from ecq import __version__
from ecq.base.arms_length import Readers
from ecq.base.errors import EcqError, not_installed
from ecq.base.file_limits import READING, Allowance
from ecq.base.language import error_of, error_text, filled
from ecq.exchange import words as b
from ecq.exchange.batch.assessments import at_hand
from ecq.exchange.batch.inputs import Bad, Chunk, File, bad

_Made = TypeVar("_Made")


Work = Callable[[File], Iterable[_Made | Bad]]
"""What is done with a file: what comes of it, and what of it is not taken. A function of a module, or an object that can be pickled."""


class _NoWorkError(EcqError):
    """The process that worked on it did not come back with anything."""


@dataclass(frozen=True)
class _Task(Generic[_Made]):
    work: Work[_Made]
    stand: str
    """What whoever works has to have too; "" where that is this machine."""
    allowance: Allowance


@dataclass(frozen=True)
class Team:
    """Who works, and how many chunks may be under way."""

    executor: Executor
    under_way: int
    lost: tuple[type[Exception], ...] = ()
    """What is raised where others have not come back with anything: it is then done here."""
    elsewhere: bool = False
    """Whether these are other machines, which may have other rubrics."""


def worked(
    work: Work[_Made], chunks: Iterable[Chunk], team: Team, allowance: Allowance = READING
) -> Iterator[tuple[Chunk, list[_Made | Bad]]]:
    """Each chunk with what came of it, in order."""
    task: _Task[_Made] = _Task(work, stand() if team.elsewhere else "", allowance)
    waiting: deque[tuple[Chunk, Future[list[_Made | Bad]]]] = deque()

    def first() -> tuple[Chunk, list[_Made | Bad]]:
        chunk, future = waiting.popleft()
        try:
            return chunk, future.result()
        except team.lost:
            return chunk, _at_arms_length(task, chunk)

    try:
        for chunk in chunks:
            waiting.append((chunk, team.executor.submit(_at_arms_length, task, chunk)))
            if len(waiting) >= team.under_way:
                yield first()
        while waiting:
            yield first()
    finally:
        for _, future in waiting:
            future.cancel()


@contextmanager
def all_cores() -> Iterator[Team]:
    """All cores of this machine."""
    cores = _cores()
    try:
        with ThreadPoolExecutor(cores, initializer=_leave_signals_alone) as executor:
            yield Team(executor, 3 * cores)
    finally:
        _readers().end()


def _leave_signals_alone() -> None:
    """Leave it to the thread that reads to be asked to end: one that waits for input hears of nothing that another took."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@lru_cache(maxsize=1)
def _readers() -> Readers:
    return Readers(_cores(), kept=_cores())


def stand() -> str:
    """What scores depend on beside the assessments."""
    return " ".join((__version__, *sorted(one.digest for one in at_hand().values())))


def _at_arms_length(task: _Task[_Made], chunk: Chunk) -> list[_Made | Bad]:
    """What comes of a chunk: of all of it together, or else of its files one by one."""
    only = chunk.only
    where = only.name if only else ""
    try:
        return _readers().read(_done, task, chunk, where=where, error=_NoWorkError, allowance=task.allowance)
    except _NoWorkError as error:
        if only is not None:
            return [Bad(only.name, error_text(error))]
    made: list[_Made | Bad] = []
    for one in chunk.files():
        if isinstance(one, Bad):
            made.append(one)
        else:
            alone = _at_arms_length(task, Chunk((one,), len(one.data)))
            made += alone
    return made


def _done(task: _Task[_Made], chunk: Chunk) -> list[_Made | Bad]:
    """What comes of a chunk, file by file. Runs at arm's length."""
    if task.stand not in ("", stand()):
        raise error_of(b.OTHER_STAND)
    made: list[_Made | Bad] = []
    for one in chunk.files():
        if isinstance(one, Bad):
            made.append(one)
            continue
        try:
            made += task.work(one)
        except MemoryError:
            raise
        except Exception as error:  # a mistake of ours is to cost none of the other files
            made.append(bad(one.name, filled(b.OUR_MISTAKE, error=f"{type(error).__name__}: {error}"[:200])))
    return made


PATIENCE = 10
"""Seconds within which the scheduler has to answer."""

_EACH = 3
"""Chunks under way for each thread of the cluster: enough that none waits for the next to be sent."""


@contextmanager
def cluster(address: str) -> Iterator[Team]:
    """All machines of a cluster. Raises EcqError where it cannot be reached or nobody works for it."""
    try:
        import distributed
        from distributed.scheduler import KilledWorker
    except ModuleNotFoundError as error:
        raise not_installed(f"--cluster needs {error.name}", f"--cluster 需要 {error.name}", "cluster") from None
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise error_of(b.NO_CLUSTER, address=address, why=str(error) or type(error).__name__) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise error_of(b.NO_WORKERS, address=address)
        yield Team(client.get_executor(), _EACH * threads, lost=(KilledWorker,), elsewhere=True)
