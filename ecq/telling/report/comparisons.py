"""What a self-check is compared with: an earlier state, by indicator and as a section of the report, and its peers on a server or in a folder.

The parts by indicator sum to exactly the difference. `ecq.scoring.difference` finds it between two assessments and their rubrics; computes no score.

Peers are self-checks under the same state of the same rubric, begun, of other names, that are no demos and share
something with the one: its size and a business model where there are enough of these, else a business model, else the
rubric alone. There are never fewer than FEWEST of them, and nobody can be recognised: all is said from summaries alone. Scores are
intervals while questions are open, and so is all that is said of peers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from ecq.assessment.changes import rebind
from ecq.assessment.model import Assessment
from ecq.base.frozen import Frozen
from ecq.base.language import Lang, words
from ecq.document.blocks import Block, Bullets, Chapter, Paragraph, Section, Table, row
from ecq.planning import Between, Move, difference
from ecq.rubric.kinds.base import is_nothing
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, Grade, Interval, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.store.stored import Snapshot, StoredAssessment
from ecq.telling.plan.sentences import difference_head, gate_move_words, hanging_line, move_words, moved, signed
from ecq.telling.portfolio import words as pf
from ecq.telling.portfolio.comparison import FEWEST, Quartiles, name_key, one_each, quartiles
from ecq.telling.portfolio.contents import quartile_cells
from ecq.telling.portfolio.summary import SEGMENT, Ends, Summary
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, fact_words, gates_words, grade_words, interval_words, score_words


@dataclass(frozen=True)
class StateScores:
    """Where a state stands: guaranteed interval, evidence-backed score, grade, how many questions are open."""

    score: Interval
    evidenced: Interval
    grade: Grade
    open: int


def standing_of(rubric: Rubric, assessment: Assessment) -> StateScores:
    """Where an assessment stands under a rubric."""
    card = scorecard(rubric, assessment)
    return StateScores(card.score, card.evidenced, card.grade, card.counts.open)


@dataclass(frozen=True)
class Group:
    """An indicator's part: the questions that moved the score, the largest first, and those that changed without doing so.

    `difference` is the sum of its moves' differences.
    """

    indicator: str
    moves: tuple[Move, ...]
    quiet: tuple[Move, ...]
    difference: Fraction


def breakdown(rubric_a: Rubric, rubric_b: Rubric, between: Between) -> tuple[Group, ...]:
    """The difference by indicator, the largest part first; a question is where the later rubric places it, if it does."""
    by_indicator: dict[str, list[Move]] = {}
    for move in between.moves:
        if move.difference or move.cause != "same":
            rubric = rubric_b if move.question in rubric_b.by_id else rubric_a
            by_indicator.setdefault(rubric.place[move.question][1], []).append(move)
    groups = []
    for indicator, moves in by_indicator.items():
        changed = tuple(moved(moves))
        quiet = tuple(one for one in moves if not one.difference)
        groups.append(Group(indicator, changed, quiet, sum((one.difference for one in changed), ZERO)))
    return tuple(sorted(groups, key=lambda group: -abs(group.difference)))


def group_title(rubric_a: Rubric, rubric_b: Rubric, group: Group, lang: Lang) -> str:
    """The indicator's title."""
    nodes = rubric_b.nodes if group.indicator in rubric_b.nodes else rubric_a.nodes
    return words(nodes[group.indicator].title, lang)


def gates_lines(rubric_a: Rubric, rubric_b: Rubric, between: Between, lang: Lang) -> list[str]:
    """The gates whose state changed, in words."""
    return [gate_move_words(rubric_a, rubric_b, gate, lang, ids=False) for gate in between.gates]


GATES_SHOWN = 6
"""So many gates whose state changed are named."""
SHOWN = 10
"""So many questions are named, those that moved the score most."""


class Earlier(Frozen):
    """An earlier state to compare with, given under the same rubric: what it is called, its day, and its answers."""

    name: str = ""
    day: str = ""
    assessment: Assessment


def earlier_of(stored: StoredAssessment, snapshots: Iterable[Snapshot], rubric: Rubric) -> Earlier | None:
    """The newest snapshot that differs from the present answers and was given under the same rubric; they come newest first."""
    for one in snapshots:
        if one.revision != stored.revision and one.assessment.rubric.digest == rubric.digest:
            return Earlier(name=one.name, day=one.at[:10], assessment=one.assessment)
    return None


def progress_part(view: View, earlier: Earlier | None) -> Iterator[Block]:
    """Scores, grade and gates before and now, and the questions that moved the score; nothing without an earlier state."""
    if earlier is None:
        return
    found = difference(view.rubric, earlier.assessment, view.rubric, rebind(view.assessment, view.rubric))
    changed = moved(found.moves)
    since = " · ".join(one for one in (earlier.name, earlier.day) if one)
    title = view.own(view.say(r.PROGRESS_SINCE), since) if since else view.say(r.PROGRESS)
    yield Chapter(title, difference_head(found, view.lang))
    if hanging := hanging_line(found, view.lang):
        yield Paragraph(view.sentences(hanging), "note")
    if len(changed) > SHOWN:
        yield Paragraph(view.say(r.MOVES_SHOWN, count=SHOWN, all=len(changed)))
    heads = columns(view.lang, ("", 31), (w.BEFORE_SERIES, 31), (w.NOW_HEAD, 38), tones={0: "strong"})
    shown = (w.GRADE, w.SCORE, w.EVIDENCED_SCORE, w.GATES, w.OPEN_QUESTIONS_HEAD)
    sides = (_side(view, card) for card in found.surely)
    yield Table(heads, tuple(map(row, map(view.say, shown), *sides)))
    if changed:
        yield Section(view.say(r.MOVES))
        heads = columns(view.lang, ("", 87), ("", 13), right=(1,), tones={1: "strong"})
        rows = (
            row(move_words(view.rubric, view.rubric, one, view.lang, ids=view.ids), signed(one.difference))
            for one in changed[:SHOWN]
        )
        yield Table(heads, tuple(rows))
    gates = tuple(
        gate_move_words(view.rubric, view.rubric, one, view.lang, ids=view.ids)
        for one in sorted(found.gates, key=lambda one: (one.after != "failed", one.before != "failed"))
    )
    if len(gates) > GATES_SHOWN:
        yield Paragraph(view.say(r.GATES_MOVED, all=len(gates), count=GATES_SHOWN), "note")
    if gates:
        yield Bullets(gates[:GATES_SHOWN], "note")


def _side(view: View, card: Scorecard) -> tuple[str, ...]:
    return (
        grade_words(card.grade, view.lang),
        interval_words(card.score.low, card.score.high),
        score_words(card.evidenced.low),
        gates_words(card, view.lang),
        str(card.counts.open),
    )


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
    heads = ((w.DIMENSION, 30), (r.YOU, 15), (pf.FIRST, 13), (pf.MEDIAN, 13), (pf.THIRD, 13), ("", 24))
    rows = (
        row(
            view.title(line.node) if line.node else view.say(pf.WHOLE),
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
