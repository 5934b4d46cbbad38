"""Other machines as those who work: a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ecq.base.errors import EcqError, not_installed
from ecq.base.language import filled
from ecq.exchange.batch import words as b
from ecq.exchange.batch.working import Team

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
        sentence = filled(b.NO_CLUSTER, address=address, why=str(error) or type(error).__name__)
        raise EcqError(sentence.en, sentence.zh) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            sentence = filled(b.NO_WORKERS, address=address)
            raise EcqError(sentence.en, sentence.zh)
        yield Team(client.get_executor(), _EACH * threads, lost=(KilledWorker,), elsewhere=True)
