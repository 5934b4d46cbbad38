"""Which question a clause is about, by what people wrote of each question.

What stood in clauses about each fact is counted (rubrics/facts/common/said.yaml); of a question it is what stood in those
about its facts, and beside that what stood where a figure was said or where the question did not arise (questions.yaml). A
clause is about the question that makes what stands in it much more likely than it is in any clause (naive Bayes).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.said import said
from ecq.rubric.loading import rubric_home

ALIKE = 400
"""So many marks of any clause are added to those of a question, so that few clauses known of one do not say too much."""


_ROUNDED = 1e-6
"""By less than this a sum may differ with the order of what is added; what is further below nothing need not be added exactly."""


@dataclass(frozen=True)
class _Known:
    """What each mark speaks for each question that has it, and what one speaks for a question that has not."""

    having: Mapping[str, tuple[tuple[str, float], ...]]
    unknown: Mapping[str, float]


def likely(text: str) -> Mapping[str, float]:
    """How much more likely (logarithm) the questions make a clause that make it so; nothing where the rubrics are not ECQ's own."""
    told, there = known(), grams(as_read(text))
    added: dict[str, list[float]] = defaultdict(list)
    for mark in there:
        for question, weight in told.having.get(mark, ()):
            added[question].append(weight)
    unknown = {question: len(there) * told.unknown[question] for question in added}
    return {
        question: degree
        for question, weights in added.items()
        if sum(weights) + unknown[question] > -_ROUNDED
        and (degree := round(math.fsum(weights) + unknown[question], 6)) > 0
    }


@lru_cache(maxsize=1)
def known() -> _Known:
    """What is known of all questions of ECQ's own rubrics."""
    path = rubric_home() / "facts" / "common" / "questions.yaml"
    beside = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) if path.is_file() else {}
    of: dict[str, Counter[str]] = defaultdict(Counter)
    for question, facts in said().of.items():
        for counted in facts.values():
            of[question].update(counted)
    for question, times in beside.items():
        of[question].update({mark: int(many) for many, there in times.items() for mark in there.split()})
    in_all = Counter[str]()
    for counted in of.values():
        in_all.update(counted)
    total = in_all.total()
    unknown = {question: math.log(ALIKE / (counted.total() + ALIKE)) for question, counted in of.items()}
    having: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for question, counted in of.items():
        for mark, times in counted.items():
            having[mark].append((question, math.log1p(times * total / (in_all[mark] + 0.5) / ALIKE)))
    return _Known({mark: tuple(weights) for mark, weights in having.items()}, unknown)
