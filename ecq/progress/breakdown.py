"""The difference between two states by indicator: the parts sum to exactly the difference. Computes no score.

Knows two rubrics and what `ecq.planning.difference` found between two assessments of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecq.language import Lang, words
from ecq.planning import Between, Move, Side
from ecq.planning import words as p
from ecq.planning.sentences import gate_move_words
from ecq.progress import words as w
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO
from ecq.workbooks.csv_file import csv_cell, csv_file, csv_number


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


def breakdown_csv(rubric_a: Rubric, rubric_b: Rubric, between: Between, lang: Lang) -> bytes:
    """Every question that changed, as CSV in UTF-8 with a byte order mark, so that Excel reads it right.

    Numbers are decimals, cut at the twelfth place. The last row holds the sums: own + shifted = difference = the score after less the score before.
    """
    rows: list[Iterable[str]] = [[words(column, lang) for column in w.CSV_COLUMNS]]
    for group in breakdown(rubric_a, rubric_b, between):
        title = group_title(rubric_a, rubric_b, group, lang)
        rows.extend(_row(rubric_a, rubric_b, title, move, lang) for move in (*group.moves, *group.quiet))
    before, after = between.before.score.low, between.after.score.low
    own = between.difference - between.shifted
    sums = [csv_number(before), "", "", *map(csv_number, (after, own, between.shifted, between.difference))]
    rows.append(["", words(w.TOTAL, lang), "", "", "", "", *sums])
    return csv_file(rows)


def _row(rubric_a: Rubric, rubric_b: Rubric, indicator: str, move: Move, lang: Lang) -> Iterable[str]:
    rubric = rubric_b if move.question in rubric_b.by_id else rubric_a
    text = words(rubric.by_id[move.question].text, lang)
    yield from (csv_cell(indicator), csv_cell(text), move.question, words(p.CAUSES[move.cause], lang))
    yield from (*_side(move.before), *_side(move.after), *map(csv_number, (move.own, move.shifted, move.difference)))


def _side(side: Side) -> tuple[str, str, str]:
    credit = "" if side.credit is None else csv_number(side.credit)
    return (csv_number(side.points) if side.counts else "", credit, csv_number(side.contribution))
