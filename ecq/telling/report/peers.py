"""How a self-check stands among its peers on a server or in a folder: exact, from summaries alone, and nobody can be recognised.

Peers are self-checks under the same state of the same rubric, begun, of other names, that are no demos and share
something with the one: its size and a business model where there are enough of these, else a business model, else the
rubric alone. There are never fewer than FEWEST of them. Scores are intervals while questions are open, and so is all
that is said here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from ecq.base.frozen import Frozen
from ecq.document.blocks import Block, Chapter, Paragraph, Table, row
from ecq.rubric.kinds.base import is_nothing
from ecq.scoring.scorecard import Interval
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.benchmark import FEWEST, Quartiles, name_key, one_each, quartiles
from ecq.telling.portfolio.document import quartile_cells
from ecq.telling.portfolio.summary import SEGMENT, Ends, Summary
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, fact_words, interval_words


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

    It holds numbers alone, so that it can go along with a report. `of_folder`: they come from a folder of files, and not from
    the server.
    """

    count: int
    alike: dict[str, tuple[str, ...]]
    below: tuple[int, int]
    lines: tuple[PeerLine, ...]
    of_folder: Annotated[bool, Field(exclude_if=is_nothing)] = False


def peers_of(own: Summary, others: Iterable[Summary], of_folder: bool = False) -> Peers | None:
    """The peers of one among the others; None where there are fewer than FEWEST."""
    begun = [one for one in one_each(others) if one.answered and name_key(one.name) != name_key(own.name)]
    for facts in (SEGMENT, SEGMENT[:1], ()):
        alike = {fact: own.segment[fact] for fact in facts if own.segment.get(fact)}
        found = [
            one for one in begun if all(set(values) & set(one.segment.get(fact, ())) for fact, values in alike.items())
        ]
        if len(alike) == len(facts) and len(found) >= FEWEST:
            return _peers(own, found, alike, of_folder)
    return None


def _peers(own: Summary, found: list[Summary], alike: dict[str, tuple[str, ...]], of_folder: bool) -> Peers:
    low, high = map(Fraction, own.score)
    surely = sum(Fraction(one.score[1]) < low for one in found)
    possibly = sum(Fraction(one.score[0]) < high for one in found)
    lines = [_line(None, own.score, [one.score for one in found])]
    for node, ends in own.dimensions.items():
        lines.append(_line(node, ends, [one.dimensions[node] for one in found if node in one.dimensions]))
    return Peers(
        count=len(found), alike=alike, below=(surely, possibly), lines=tuple(filter(None, lines)), of_folder=of_folder
    )


def _line(node: str | None, own: Ends, others: list[Ends]) -> PeerLine | None:
    found = quartiles([Interval(*map(Fraction, ends)) for ends in others])
    if found is None:
        return None
    ends = {name: (str(one.low), str(one.high)) for name, one in found._asdict().items()}
    return PeerLine(node=node, own=own, **ends)


def peers_part(view: View, peers: Peers | None) -> Iterator[Block]:
    """Score and dimensions beside the quartiles of the peers; nothing where there are too few."""
    if peers is None:
        return
    yield Chapter(view.say(r.PEERS), peers_claim(view, peers))
    yield peers_table(view, peers)
    yield Paragraph(peers_note(view, peers), "note")


def peers_claim(view: View, peers: Peers) -> str:
    """Than how many of the peers the score is higher, surely and possibly."""
    surely, possibly = peers.below
    text = r.ABOVE_PEERS if surely == possibly else r.ABOVE_PEERS_BETWEEN
    return view.say(text, count=peers.count, low=surely, high=possibly)


def peers_table(view: View, peers: Peers) -> Table:
    """The whole and the dimensions, each with its own share and the quartiles of the peers."""
    heads = ((w.DIMENSION, 30), (r.YOU, 15), (p.FIRST, 13), (p.MEDIAN, 13), (p.THIRD, 13), ("", 24))
    rows = (
        row(
            view.title(line.node) if line.node else view.say(p.WHOLE),
            interval_words(*map(Fraction, line.own)),
            *quartile_cells(line.quartiles, view.lang),
            level="row" if line.node else "group",
        )
        for line in peers.lines
    )
    return Table(columns(view.lang, *heads, right=range(1, 5)), tuple(rows), small=True)


def peers_note(view: View, peers: Peers) -> str:
    """Who the peers are, and what is not known of them."""
    facts = [fact_words(view.rubric.facts.get(fact), values, view.lang) for fact, values in peers.alike.items()]
    alike = view.say(r.PEERS_ALIKE, facts=view.listed(facts)) if facts else view.say(r.PEERS_ANY)
    where = view.say(r.PEERS_OF_FOLDER if peers.of_folder else r.PEERS_OF_SERVER)
    return view.sentences(alike, view.say(r.PEERS_NOTE, where=where))
