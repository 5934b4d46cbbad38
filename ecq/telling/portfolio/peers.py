"""How one self-check stands among those like it on this server: exact, from summaries alone, and nobody can be recognised.

Peers are self-checks under the same state of the same rubric, begun, of other names, that are no demos and share something
with the one: its size and a business model where there are enough of these, else a business model, else the rubric alone.
There are never fewer than FEWEST of them. Scores are intervals while questions are open, and so is all that is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from ecq.base.frozen import Frozen
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio.benchmark import FEWEST, Quartiles, name_key, one_each, quartiles
from ecq.telling.portfolio.summary import SEGMENT, Ends, Summary


class PeerLine(Frozen):
    """A dimension (`node` None: the whole score): the share of the one, and the quartiles of the peers from and to, exact as text."""

    node: str | None
    own: Ends
    first: Ends
    median: Ends
    third: Ends

    @property
    def quartiles(self) -> Quartiles:
        """As numbers."""
        return Quartiles(*(Interval(*map(Fraction, one)) for one in (self.first, self.median, self.third)))


class Peers(Frozen):
    """How many peers there are, by which facts they are alike, and how many of them surely and possibly score lower.

    It holds numbers alone, so that it can go along with a report.
    """

    count: int
    alike: dict[str, tuple[str, ...]]
    below: tuple[int, int]
    lines: tuple[PeerLine, ...]


def peers_of(own: Summary, others: Iterable[Summary]) -> Peers | None:
    """The peers of one among the others; None where there are fewer than FEWEST."""
    begun = [one for one in one_each(others) if one.answered and name_key(one.name) != name_key(own.name)]
    for facts in (SEGMENT, SEGMENT[:1], ()):
        alike = {fact: own.segment[fact] for fact in facts if own.segment.get(fact)}
        found = [one for one in begun if len(alike) == len(facts) and _alike(one, alike)]
        if len(found) >= FEWEST:
            return _peers(own, found, alike)
    return None


def _alike(one: Summary, alike: Mapping[str, tuple[str, ...]]) -> bool:
    return all(set(values) & set(one.segment.get(fact, ())) for fact, values in alike.items())


def _peers(own: Summary, found: list[Summary], alike: Mapping[str, tuple[str, ...]]) -> Peers:
    low, high = map(Fraction, own.score)
    surely = sum(Fraction(one.score[1]) < low for one in found)
    possibly = sum(Fraction(one.score[0]) < high for one in found)
    lines = [_line(None, own.score, [one.score for one in found])]
    for node, ends in own.dimensions.items():
        lines.append(_line(node, ends, [one.dimensions[node] for one in found if node in one.dimensions]))
    return Peers(
        count=len(found), alike=dict(alike), below=(surely, possibly), lines=tuple(line for line in lines if line)
    )


def _line(node: str | None, own: Ends, others: list[Ends]) -> PeerLine | None:
    found = quartiles([Interval(*map(Fraction, ends)) for ends in others])
    if found is None:
        return None
    ends = {name: (str(one.low), str(one.high)) for name, one in found._asdict().items()}
    return PeerLine(node=node, own=own, **ends)
