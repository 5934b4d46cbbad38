"""Two to five self-checks of one rubric side by side: dimensions and indicators, and what the best does otherwise.

Knows scorecards; scores nothing. What a question would give is exact: its points in the client's own score, times how
much more credit the best has for it.

And the benchmark: how a consultant's own clients stand as a whole, in quartiles, from which no single one can be read. It names
nobody. Nobody is left out for an open question: a score is an interval then, and so is a quartile, from that of all lower ends to
that of all upper ends. No completion of the answers leads out of it, and both ends are reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import quantiles
from typing import NamedTuple, TypeVar

from ecq.base.errors import PlanningError
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, Interval, NodeScore
from ecq.telling.portfolio.summary import Client, Summary

FEWEST_COMPARED, MOST_COMPARED = 2, 5


@dataclass(frozen=True)
class NodeLine:
    """A dimension or indicator; the client's score of it each, None where nothing in it counts for that client."""

    node: str
    depth: int
    scores: tuple[NodeScore | None, ...]


@dataclass(frozen=True)
class Other:
    """A question that client and best have both answered, the best with more credit; `gain` is in the client's points."""

    question: str
    gain: Fraction


@dataclass(frozen=True)
class Otherwise:
    """What the best does otherwise than one client, most points first.

    `open` questions of the client are answered by the best with some credit, worth at most `open_points` to the client.
    """

    client: int
    others: tuple[Other, ...]
    open: int
    open_points: Fraction

    @property
    def gain(self) -> Fraction:
        """What answering these as the best does would add to the client's guaranteed score."""
        return sum((one.gain for one in self.others), ZERO)


@dataclass(frozen=True)
class Comparison:
    """`best` has the highest guaranteed score, and of those the highest with evidence; None where all are alike.

    `otherwise` has one entry for each of the others; empty without a best.
    """

    rubric: Rubric
    clients: tuple[Client, ...]
    lines: tuple[NodeLine, ...]
    best: int | None
    otherwise: tuple[Otherwise, ...]


def must_be_comparable(count: int) -> None:
    """Raise PlanningError where so many are too few or too many to be compared."""
    if not FEWEST_COMPARED <= count <= MOST_COMPARED:
        raise PlanningError(
            f"{count} self-checks are chosen; from {FEWEST_COMPARED} to {MOST_COMPARED} can be compared",
            f"选了 {count} 份自评；一次比较 {FEWEST_COMPARED} 到 {MOST_COMPARED} 份",
        )


def compare(clients: Sequence[Client]) -> Comparison:
    """Compare clients. Raises PlanningError where they are too few, too many, or of different rubrics."""
    chosen = tuple(clients)
    must_be_comparable(len(chosen))
    if len({one.rubric.digest for one in chosen}) > 1:
        names = list(dict.fromkeys(f"{one.rubric.id} {one.rubric.version}" for one in chosen))
        raise PlanningError(
            f"these self-checks are of different rubrics ({', '.join(names)}), whose scores mean different things; "
            "choose some of one rubric",
            f"这几份自评用的评价细则不同（{'、'.join(names)}），分数的含义不同，请选用同一份评价细则的",
        )
    rubric = chosen[0].rubric
    scored = {node: [one.card.nodes[node] for one in chosen] for node in rubric.nodes}
    lines = tuple(
        NodeLine(node, scores[0].depth, tuple(one if one.points else None for one in scores))
        for node, scores in scored.items()
        if any(one.points for one in scores)
    )
    standing = [(one.card.score.low, one.card.evidenced.low) for one in chosen]
    best = None if len(set(standing)) == 1 else standing.index(max(standing))
    others = () if best is None else tuple(n for n in range(len(chosen)) if n != best)
    otherwise = tuple(_otherwise(n, chosen[n], chosen[best]) for n in others if best is not None)
    return Comparison(rubric, chosen, lines, best, otherwise)


def _otherwise(number: int, client: Client, best: Client) -> Otherwise:
    others, waiting = [], []
    for question, own in client.card.questions.items():
        theirs = best.card.questions[question].credit
        if not own.counts or theirs is None:
            continue
        if own.credit is None:
            waiting.append(own.points * theirs)
        elif theirs > own.credit:
            others.append(Other(question, own.points * (theirs - own.credit)))
    open_ones = [points for points in waiting if points]
    others.sort(key=lambda one: -one.gain)
    return Otherwise(number, tuple(others), len(open_ones), sum(open_ones, ZERO))


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
class QuartileLine:
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
    lines: tuple[QuartileLine, ...]

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


def _line(node: str | None, depth: int, shares: Sequence[Interval | None]) -> QuartileLine:
    counted = [one for one in shares if one is not None]
    return QuartileLine(node, depth, len(counted), quartiles(counted))
