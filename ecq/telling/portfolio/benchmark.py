"""The benchmark: how a consultant's own clients stand as a whole, in quartiles, from which no single one can be read.

Knows scorecards. Names nobody. Nobody is left out for an open question: a score is an interval then, and so is a quartile,
from that of all lower ends to that of all upper ends. No completion of the answers leads out of it, and both ends are reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import NamedTuple, TypeVar

from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio.summary import Client, Summary

Named = TypeVar("Named", Client, Summary)
FEWEST = 5
"""From so many clients on there are quartiles, of each line as of the whole."""


class Quartiles(NamedTuple):
    """A quarter of the values lies at or below `first`, half at or below `median`, three quarters at or below `third`; each of
    these from what it is at the least to what it is at the most.
    """

    first: Interval
    median: Interval
    third: Interval


@dataclass(frozen=True)
class Line:
    """A dimension or indicator (`node` None: the whole score), how many clients count in it, and their quartiles.

    `quartiles` is None where fewer than FEWEST count.
    """

    node: str | None
    depth: int
    counted: int
    quartiles: Quartiles | None


@dataclass(frozen=True)
class Benchmark:
    """The clients of one rubric. `clients` are those compared; `demos`, `repeated` and `unbegun` were left out of them.

    `repeated`: further self-checks of a platform of the same name; the one changed last is taken. `lines` is empty where
    there are fewer than FEWEST clients.
    """

    rubric: Rubric
    clients: int
    demos: int
    repeated: int
    unbegun: int
    lines: tuple[Line, ...]

    @property
    def enough(self) -> bool:
        """Whether there are clients enough."""
        return self.clients >= FEWEST


def quartiles(scores: Sequence[Interval]) -> Quartiles | None:
    """The quartiles of scores that are intervals, exactly; None of fewer than FEWEST.

    Between two values the place is divided in proportion, as Excel's QUARTILE.INC does.
    """
    if len(scores) < FEWEST:
        return None
    ends = (quantiles([getattr(one, end) for one in scores], n=4, method="inclusive") for end in ("low", "high"))
    return Quartiles(*map(Interval, *ends))


def benchmarks(clients: Iterable[Client]) -> tuple[Benchmark, ...]:
    """A benchmark for each rubric among the clients, the one with most clients first."""
    groups: dict[str, list[Client]] = {}
    for one in clients:
        groups.setdefault(one.rubric.digest, []).append(one)
    return tuple(sorted((_benchmark(group) for group in groups.values()), key=lambda one: -one.clients))


def _benchmark(group: Sequence[Client]) -> Benchmark:
    real = [one for one in group if not one.demo]
    begun = [one for one in real if one.begun]
    taken = one_each(sorted(begun, key=lambda one: one.assessment.updated_at or "")[::-1])
    rubric = group[0].rubric
    lines = [_line(None, 0, [one.card.score for one in taken if any(q.counts for q in one.card.questions.values())])]
    for node in rubric.nodes:
        scored = [one.card.nodes[node] for one in taken]
        if any(one.points for one in scored):
            lines.append(_line(node, scored[0].depth, [one.share for one in scored]))
    return Benchmark(
        rubric,
        len(taken),
        len(group) - len(real),
        len(begun) - len(taken),
        len(real) - len(begun),
        tuple(lines) if len(taken) >= FEWEST else (),
    )


def one_each(named: Iterable[Named]) -> list[Named]:
    """The first of each name; those without one are platforms of their own."""
    found: dict[str, Named] = {}
    for place, one in enumerate(named):
        found.setdefault(name_key(one.name) or f"\n{place}", one)
    return list(found.values())


def name_key(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.split()).casefold()


def _line(node: str | None, depth: int, shares: Sequence[Interval | None]) -> Line:
    counted = [one for one in shares if one is not None]
    return Line(node, depth, len(counted), quartiles(counted))
