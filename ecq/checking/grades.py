"""Checks of grades: each can be reached, and each question can change one. Exact, not sampled.

A completion answers every question that applies, or sets aside what may be set aside.
Credits are discrete, so whether some completion's score lies in a band is a question about sums (totals.py).
- A grade is reached where a score lies in its band. With a cap: a grade above it also needs every gate passed, and
  the cap itself is also reached by any score from its start on with a gate failed.
- A question changes the grade if the rest can come to a total that its own points lift across the start of a band: with
  points w and start s, a total in [s - w, s). Its other credits lie between, so 0 and 1 suffice. A gate that can fail
  changes the grade by the cap wherever the cap is below the highest grade.
What the search cannot settle within its budget is reported as not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from ecq.base.exact import plain
from ecq.checking import Finding
from ecq.checking.profiles import Pattern, Profiles
from ecq.checking.totals import HIT, UNDECIDED, Bounds, Search, Total, Worth, bounds, search, sure_to_hit
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ONE, ZERO

TABLES_MADE = 5_000
"""How many sets of counted questions are worked out, for grades and again for questions."""
SEARCHES_MADE = 40_000
"""How many searches are made for each of the two."""


@dataclass
class _Budget:
    tables: int = TABLES_MADE
    searches: int = SEARCHES_MADE

    @property
    def spent(self) -> bool:
        return self.tables < 0 or self.searches < 0


@dataclass
class _Miss:
    """A grade that some pattern does not reach: the first such pattern and how many there are."""

    pattern: Pattern
    search: Search
    count: int = 0


@dataclass(frozen=True)
class _Near:
    """A total of the other questions that comes nearest to where a band starts, without the question reaching it."""

    pattern: Pattern
    counted: frozenset[str]
    place: int
    total: Total
    distance: int


class Grades:
    """Searches over the completions of a rubric, shared between the checks."""

    def __init__(self, rubric: Rubric, profiles: Profiles) -> None:
        self._rubric = rubric
        self._profiles = profiles
        self._worth = Worth(rubric)
        self._starts = [band.from_ for band in rubric.bands]
        cap = rubric.layout.gate_cap
        places = [band.id for band in rubric.bands]
        self._cap = places.index(cap) if cap in places[:-1] else None
        self._spare = frozenset(q for q in rubric.order if rubric.by_id[q].not_applicable)

    # Every grade can be reached

    def check_bands(self) -> Iterator[Finding]:
        """Grades that some pattern cannot reach; the least and the greatest always can, by the worst and best answers."""
        limits = bounds(self._rubric)
        open_bands = [place for place in range(1, len(self._starts) - 1) if not self._sure(place, limits)]
        if not open_bands:
            return
        budget = _Budget()
        missed: dict[int, _Miss] = {}
        undecided: dict[int, Pattern] = {}
        seen, finished = 0, self._profiles.complete
        for pattern in self._profiles.patterns():
            if not pattern.live:
                continue
            for place in open_bands:
                reached = self._reached(pattern.live, place, budget)
                if reached.hit is None:
                    undecided.setdefault(place, pattern)
                elif not reached.hit:
                    missed.setdefault(place, _Miss(pattern, reached)).count += 1
            seen += 1
            if budget.spent:
                finished = False
                break
        for place in open_bands:
            if place in missed:
                yield self._unreached(place, missed[place], seen, finished)
            elif place in undecided or not finished:
                yield self._undecided_band(place, undecided.get(place), seen)

    def _sure(self, place: int, limits: Mapping[str, Bounds]) -> bool:
        """Whether an argument about all patterns at once shows that the band is reached under each."""
        low, high = self._starts[place], self._starts[place + 1]
        passing = self._cap is not None and place > self._cap
        return sure_to_hit(self._rubric, self._worth, limits, high - low, high, passing)

    def _reached(self, live: frozenset[str], place: int, budget: _Budget) -> Search:
        first = self._in_band(live, place, budget)
        if first.hit:
            return first
        for counted in self._set_aside(live):
            result = self._in_band(counted, place, budget)
            if result.hit or result.hit is None:
                return result
        return first

    def _in_band(self, counted: frozenset[str], place: int, budget: _Budget) -> Search:
        if not self._afford(counted, budget):
            return UNDECIDED
        table = self._worth.table(counted)
        low, high = (int(start * table.scale) for start in self._starts[place : place + 2])
        passing = self._cap is not None and place > self._cap
        result = search(table.passing if passing else table.parts, low, high)
        if result.hit or place != self._cap:
            return result
        for part in table.parts:  # held down to the cap: everything at its best but one failed gate
            failing = [a for c, a in zip(part.credits, part.amounts, strict=True) if c < self._needed(part.question)]
            if failing and table.whole - part.amounts[-1] + failing[-1] >= low:
                return HIT
        return result

    def _needed(self, question: str) -> Fraction:
        return self._worth.needed.get(question, ZERO)

    def _unreached(self, place: int, miss: _Miss, seen: int, finished: bool) -> Finding:
        band = self._rubric.bands[place]
        every = finished and miss.count == seen
        example: dict[str, Any] = {"profile": dict(miss.pattern.profile), "band": band.id, "patterns": miss.count}
        for name, total in (("below", miss.search.below), ("above", miss.search.above)):
            if total is not None:
                example[name] = self._completion(miss.pattern.live, total)
        message = (
            f"No answers reach the grade {band.id} under any profile; change the points or credits, or the band."
            if every
            else f"Under this profile (and {miss.count - 1} more of {seen} tried) no answers reach the grade {band.id}; change the points or credits, or accept it."
        )
        return Finding("grade-unreachable", "error" if every else "warning", band.id, message, example)

    def _undecided_band(self, place: int, pattern: Pattern | None, seen: int) -> Finding:
        band = self._rubric.bands[place].id
        message = f"Whether the grade {band} can be reached under every profile was not decided: there are too many cases; {seen} patterns of applicability were tried."
        example = {"profile": dict(pattern.profile) if pattern else {}, "band": band, "tried": seen}
        return Finding("not-decided", "warning", band, message, example)

    # Every question can change the grade

    def check_questions(self) -> Iterator[Finding]:
        """Questions that apply to some profile but change no grade. (Each changes the score: points are never 0.)"""
        budget = _Budget()
        for question in self._rubric.order:
            if self._cap is not None and self._needed(question) > self._worth.credits[question][0]:
                continue  # a gate decides between full marks and the cap, wherever it applies
            outcome, nearest = self._outcome(question, budget)
            if outcome is None:
                message = "Whether this question can change the grade was not decided: there are too many cases."
                yield Finding("not-decided", "warning", question, message, {"tables": TABLES_MADE})
            elif not outcome and nearest is not None:
                yield self._changes_nothing(question, nearest)

    def _outcome(self, question: str, budget: _Budget) -> tuple[bool | None, _Near | None]:
        """Whether the question changes the grade in any case; where not, the nearest it comes in the first case."""
        nearest: _Near | None = None
        undecided = not self._profiles.complete
        for pattern, counted in self._cases(question):
            changes, near = self._changes(question, pattern, counted, budget)
            if changes:
                return True, None
            undecided = undecided or changes is None
            nearest = nearest or near
            if budget.spent:
                break
        return (None if undecided else False), nearest

    def _cases(self, question: str) -> Iterator[tuple[Pattern, frozenset[str]]]:
        """Every set of counted questions with this one: first nothing set aside, then all that may be."""
        for pattern in self._profiles.patterns(question):
            if question in pattern.live:
                yield pattern, pattern.live
        for pattern in self._profiles.patterns(question):
            if question in pattern.live:
                for counted in self._set_aside(pattern.live, question):
                    yield pattern, counted

    def _changes(
        self, question: str, pattern: Pattern, counted: frozenset[str], budget: _Budget
    ) -> tuple[bool | None, _Near | None]:
        """Whether the question changes the grade here; where not, the band it comes nearest to and how near."""
        nearest: _Near | None = None
        undecided = False
        for place in range(1, len(self._starts)):
            if not self._afford(counted, budget):
                return None, nearest
            table = self._worth.table(counted)
            own = next(part for part in table.parts if part.question == question)
            passing = self._cap is not None and place > self._cap
            others = [p for p in (table.passing if passing else table.parts) if p.question != question]
            start = int(self._starts[place] * table.scale)
            result = search(others, start - own.amounts[-1], start)
            if result.hit:
                return True, None
            undecided = undecided or result.hit is None
            total = result.below or result.above
            if total is not None and (nearest is None or abs(start - total.amount) < nearest.distance):
                nearest = _Near(pattern, counted, place, total, abs(start - total.amount))
        return (None if undecided else False), nearest

    def _changes_nothing(self, question: str, near: _Near) -> Finding:
        band = self._rubric.bands[near.place]
        worth = next(p.amounts[-1] for p in self._worth.table(near.counted).parts if p.question == question)
        credits = near.total.credits
        low = self._completion(near.counted, Total(near.total.amount, {**credits, question: ZERO}))
        high = self._completion(near.counted, Total(near.total.amount + worth, {**credits, question: ONE}))
        message = f"No answers and no profile let this question change the grade: the nearest it comes is to lift {low['score']} to {high['score']} where {band.id} starts at {plain(band.from_)}; give it more points, or accept it."
        example = {"profile": dict(near.pattern.profile), "band": band.id, "lowest": low, "highest": high}
        return Finding("question-changes-no-grade", "warning", question, message, example)

    # Shared

    def _set_aside(self, live: frozenset[str], keep: str | None = None) -> Iterator[frozenset[str]]:
        """What is left when some of the questions that permit it are set aside, few before many."""
        spare = [q for q in self._rubric.order if q in live & self._spare and q != keep]
        for size in range(1, len(spare) + 1):
            for gone in combinations(spare, size):
                if counted := live - frozenset(gone):
                    yield counted

    def _afford(self, counted: frozenset[str], budget: _Budget) -> bool:
        if not self._worth.known(counted):
            budget.tables -= 1
        budget.searches -= 1
        return not budget.spent

    def _completion(self, live: frozenset[str], total: Total) -> dict[str, Any]:
        """A total as a score with the answers that give it."""
        scale = self._worth.table(live).scale
        answers: dict[str, Value] = {
            q: self._rubric.by_id[q].answer_earning(total.credits[q]) for q in self._rubric.order if q in total.credits
        }
        return {"score": plain(Fraction(total.amount, scale)), "answers": answers}
