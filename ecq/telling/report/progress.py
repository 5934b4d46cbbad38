"""What lies between two states: by indicator, and as a section of the report.

The parts by indicator sum to exactly the difference. `ecq.scoring.difference` finds it between two assessments and their rubrics; computes no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.base.frozen import Frozen
from ecq.base.language import Lang, words
from ecq.document.blocks import Block, Bullets, Chapter, Paragraph, Section, Table, row
from ecq.planning import Between, Move, difference
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import ZERO, Interval, Scorecard
from ecq.scoring.unknown_facts import scorecard
from ecq.store.stored import Snapshot, StoredAssessment
from ecq.telling.plan.sentences import difference_head, gate_move_words, hanging_line, move_words, signed
from ecq.telling.report import words as r
from ecq.telling.report.cover import View
from ecq.telling.report.plan import bound
from ecq.telling.text import words as w
from ecq.telling.text.sentences import columns, gates_words, grade_words, interval_words, score_words


@dataclass(frozen=True)
class Standing:
    """Where a state stands: guaranteed interval, evidence-backed score, guaranteed grade, how many questions are open."""

    score: Interval
    evidenced: Interval
    grade: GradeBand
    open: int


def standing_of(rubric: Rubric, assessment: Assessment) -> Standing:
    """Where an assessment stands under a rubric."""
    card = scorecard(rubric, assessment)
    return Standing(card.score, card.evidenced, card.grade.low, card.counts.open)


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
        moved = sorted((one for one in moves if one.difference), key=lambda one: -abs(one.difference))
        quiet = tuple(one for one in moves if not one.difference)
        groups.append(Group(indicator, tuple(moved), quiet, sum((one.difference for one in moved), ZERO)))
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
    found = difference(view.rubric, earlier.assessment, view.rubric, bound(view.rubric, view.assessment))
    moved = sorted((one for one in found.moves if one.difference), key=lambda one: -abs(one.difference))
    since = " · ".join(one for one in (earlier.name, earlier.day) if one)
    title = view.own(view.say(r.PROGRESS_SINCE), since) if since else view.say(r.PROGRESS)
    yield Chapter(title, difference_head(found, view.lang))
    if hanging := hanging_line(found, view.lang):
        yield Paragraph(view.sentences(hanging), "note")
    if len(moved) > SHOWN:
        yield Paragraph(view.say(r.MOVES_SHOWN, count=SHOWN, all=len(moved)))
    heads = columns(view.lang, ("", 31), (w.BEFORE_SERIES, 31), (w.NOW_HEAD, 38), tones={0: "strong"})
    shown = (w.GRADE, w.SCORE, w.EVIDENCED_SCORE, w.GATES, w.OPEN_QUESTIONS)
    sides = (_side(view, card) for card in found.surely)
    yield Table(heads, tuple(map(row, map(view.say, shown), *sides)))
    if moved:
        yield Section(view.say(r.MOVES))
        heads = columns(view.lang, ("", 87), ("", 13), right=(1,), tones={1: "strong"})
        rows = (
            row(move_words(view.rubric, view.rubric, one, view.lang, ids=view.ids), signed(one.difference))
            for one in moved[:SHOWN]
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
