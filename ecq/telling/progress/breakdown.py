"""The difference between two states by indicator: the parts sum to exactly the difference. Computes no score.

Knows two rubrics and what `ecq.planning.difference` found between two assessments of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecq.assessment.model import Assessment
from ecq.base.language import Lang, words
from ecq.planning import Between, Move
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import ZERO, Interval
from ecq.scoring.unknown_facts import scorecard
from ecq.telling.plan.sentences import gate_move_words


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
    groups = [_group(indicator, moves) for indicator, moves in by_indicator.items()]
    return tuple(sorted(groups, key=lambda group: -abs(group.difference)))


def _group(indicator: str, moves: Sequence[Move]) -> Group:
    moved = sorted((one for one in moves if one.difference), key=lambda one: -abs(one.difference))
    quiet = tuple(one for one in moves if not one.difference)
    return Group(indicator, tuple(moved), quiet, sum((one.difference for one in moved), ZERO))


def group_title(rubric_a: Rubric, rubric_b: Rubric, group: Group, lang: Lang) -> str:
    """The indicator's title."""
    nodes = rubric_b.nodes if group.indicator in rubric_b.nodes else rubric_a.nodes
    return words(nodes[group.indicator].title, lang)


def gates_lines(rubric_a: Rubric, rubric_b: Rubric, between: Between, lang: Lang) -> list[str]:
    """The gates whose state changed, in words."""
    return [gate_move_words(rubric_a, rubric_b, gate, lang, ids=False) for gate in between.gates]
