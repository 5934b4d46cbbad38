"""Which self-checks of the visitor's list the portfolio looks at, and what is worked out of them, kept between runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ecq.base.errors import DamagedError
from ecq.base.recent import Recent
from ecq.rubric.model import Rubric
from ecq.telling.portfolio.benchmark import Benchmark, benchmarks
from ecq.telling.portfolio.client import Client, client
from ecq.telling.portfolio.shelves import rubric_of_listed
from ecq.telling.portfolio.summary import Listing
from ecq.web.session.database import database
from ecq.web.session.stores import store

State = tuple[int, str, int, str, bool]
"""What a client is worked out from: the opening of the database, id, revision, the rubric's digest, whether a demo."""

_CLIENTS: Recent[State, Client] = Recent(128)
_BENCHMARKS: Recent[frozenset[State], tuple[Benchmark, ...]] = Recent(8)


def clients_of(rubrics: Mapping[str, Rubric], rows: Iterable[Listing]) -> list[Client]:
    """The clients of these rows; without those deleted meanwhile, that cannot be read, or whose rubric is not at hand. Raises StoreError."""
    found = (_client(rubric, row) for row in rows if (rubric := rubric_of_listed(rubrics, row)))
    return [one for one in found if one is not None]


def benchmarks_of(rubrics: Mapping[str, Rubric], rows: Sequence[Listing]) -> tuple[Benchmark, ...]:
    """The benchmarks of these rows, worked out once for the same states. Raises StoreError."""
    key = frozenset(_state(rubric, row) for row in rows if (rubric := rubric_of_listed(rubrics, row)))
    shown = _BENCHMARKS.get(key)
    if shown is None:
        shown = benchmarks(clients_of(rubrics, rows))
        _BENCHMARKS.put(key, shown)
    return shown


def _state(rubric: Rubric, row: Listing) -> State:
    return database().openings, row.id, row.listed.revision, rubric.digest, row.listed.demo


def _client(rubric: Rubric, row: Listing) -> Client | None:
    state = _state(rubric, row)
    known = _CLIENTS.get(state)
    if known is None:
        try:
            stored = store().find(row.id)
        except DamagedError:  # the list says so when it is next drawn
            return None
        if stored is None:
            return None
        known = client(rubric, stored.assessment, id=row.id, demo=row.listed.demo)
        _CLIENTS.put(state, known)
    return known
