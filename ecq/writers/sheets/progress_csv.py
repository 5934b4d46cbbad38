"""What changed between two states of an assessment, as CSV."""

from __future__ import annotations

from collections.abc import Iterable

from ecq.base.language import Lang, words
from ecq.planning import Between, Move, Side
from ecq.rubric.model import Rubric
from ecq.telling.plan import words as p
from ecq.telling.progress import words as w
from ecq.telling.progress.breakdown import breakdown, group_title
from ecq.writers.sheets.csv_file import csv_cell, csv_file, csv_number


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
