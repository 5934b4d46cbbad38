"""The credits of a question as a ladder: every credit it can give, and an answer that gives it.

Knows the four kinds of question; must not know points.
"""

from __future__ import annotations

from fractions import Fraction

from ecq.assessment.model import Value
from ecq.exact import plain
from ecq.rubric.model import ChecklistQuestion, MeasureQuestion, Question


def rungs(question: Question) -> list[tuple[str, Fraction]]:
    """Every level with its credit, as written: options, bands, or counts of ticked items from 0."""
    if isinstance(question, ChecklistQuestion):
        return [(str(count), question.credit_of_count(count)) for count in range(len(question.items) + 1)]
    levels = question.bands if isinstance(question, MeasureQuestion) else question.options
    return [(level.id, level.credit) for level in levels]


def credits_of(question: Question) -> tuple[Fraction, ...]:
    """Every credit the question can give, rising."""
    return tuple(sorted({credit for _, credit in rungs(question)}))


def answer_giving(question: Question, credit: Fraction) -> Value:
    """An answer that earns just this credit; StopIteration where none does."""
    level = next(name for name, earned in rungs(question) if earned == credit)
    if isinstance(question, ChecklistQuestion):
        return tuple(item.id for item in question.items[: int(level)])
    if isinstance(question, MeasureQuestion):
        bound = next(band.bound for band in question.bands if band.id == level)
        worst = question.least if question.better == "higher" else question.most
        return plain(worst if bound is None else bound)
    return level
