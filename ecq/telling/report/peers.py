"""How a self-check stands among its peers on this server. Numbers alone; names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ecq.document.blocks import Block, Chapter, Paragraph, Row, Table, cell
from ecq.telling.portfolio import words as p
from ecq.telling.portfolio.document import quartile_cells
from ecq.telling.portfolio.peers import PeerLine, Peers
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import fact_words, interval_words
from ecq.telling.text.tables import columns


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
    return Table(
        columns(view.lang, *heads, right=range(1, 5)), tuple(_row(view, line) for line in peers.lines), small=True
    )


def _row(view: View, line: PeerLine) -> Row:
    title = view.say(view.rubric.nodes[line.node].title) if line.node else view.say(p.WHOLE)
    own = interval_words(*map(Fraction, line.own))
    cells = quartile_cells(line.quartiles, view.lang)
    return Row((cell(title), cell(own), *cells), "row" if line.node else "group")


def peers_note(view: View, peers: Peers) -> str:
    """Who the peers are, and what is not known of them."""
    facts = [fact_words(view.rubric.facts.get(fact), values, view.lang) for fact, values in peers.alike.items()]
    alike = view.say(r.PEERS_ALIKE, facts=view.listed(facts)) if facts else view.say(r.PEERS_ANY)
    return view.sentences(alike, view.say(r.PEERS_NOTE))
