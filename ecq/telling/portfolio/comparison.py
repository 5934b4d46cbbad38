"""Two to five self-checks of one rubric side by side: dimensions and indicators, and what the best does otherwise.

Knows scorecards; scores nothing. What a question would give is exact: its points in the client's own score, times how
much more credit the best has for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecq.base.errors import PlanningError
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, NodeScore
from ecq.telling.portfolio.summary import Client

FEWEST, MOST = 2, 5


@dataclass(frozen=True)
class Line:
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
    lines: tuple[Line, ...]
    best: int | None
    otherwise: tuple[Otherwise, ...]


def must_be_comparable(count: int) -> None:
    """Raise PlanningError where so many are too few or too many to be compared."""
    if not FEWEST <= count <= MOST:
        raise PlanningError(
            f"{count} self-checks are chosen; from {FEWEST} to {MOST} can be compared",
            f"选了 {count} 份自评；一次比较 {FEWEST} 到 {MOST} 份",
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
        Line(node, scores[0].depth, tuple(one if one.points else None for one in scores))
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
