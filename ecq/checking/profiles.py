"""Patterns of applicability: the sets of questions that can apply together, each with a profile that shows it.

Facts that one condition mentions together form a component;
components are independent, so the patterns of a rubric are all combinations of theirs, and only the components are
enumerated. Of a fact's values only those that some condition tells apart are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from ecq.rubric.conditions import Condition, ProfileValue, holds, telling_values
from ecq.rubric.model import Rubric

PROFILES_TRIED = 20_000
"""How many value combinations of one component are tried; a component with more is not decided."""

Known = dict[str, ProfileValue]


@dataclass(frozen=True)
class Pattern:
    """One set of questions that apply together, and a profile under which just these do."""

    profile: Mapping[str, ProfileValue]
    live: frozenset[str]


@dataclass(frozen=True)
class Component:
    """Facts that conditions tie together, the questions they decide, and the patterns of these, widest first."""

    facts: tuple[str, ...]
    questions: frozenset[str]
    patterns: tuple[Pattern, ...]
    complete: bool


class Profiles:
    """The applicability patterns of a rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._facts, facts = rubric.facts, rubric.profile.facts
        self._conditions = {q: rubric.by_id[q].applies for q in rubric.order}
        mentioned = [pair for condition in self._conditions.values() if condition for pair in condition.facts()]
        by_fact = {fact.id: dict.fromkeys(values for of, values in mentioned if of == fact.id) for fact in facts}
        self._values = {fact.id: telling_values(fact, list(by_fact[fact.id])) for fact in facts}
        self.always = frozenset(q for q, condition in self._conditions.items() if condition is None)
        self.components = tuple(self._component(facts) for facts in self._tied())

    @property
    def complete(self) -> bool:
        """Whether every component could be enumerated."""
        return all(component.complete for component in self.components)

    @property
    def count(self) -> int:
        """How many patterns there are."""
        return prod(len(component.patterns) for component in self.components)

    def patterns(self, asking: str | None = None) -> Iterator[Pattern]:
        """Every pattern, or those in which a question applies; the widest of each component first."""
        choices = [
            [p for p in c.patterns if asking in p.live] if asking in c.questions else c.patterns
            for c in self.components
        ]
        for chosen in product(*choices):
            profile = {fact: value for pattern in chosen for fact, value in pattern.profile.items()}
            yield Pattern(profile, self.always.union(*(pattern.live for pattern in chosen)))

    def truths(self, condition: Condition) -> frozenset[bool] | None:
        """Whether a condition can be true, false or both; None where there are too many profiles to try."""
        facts = list(dict.fromkeys(fact for fact, _ in condition.facts()))
        if self._combinations(facts) > PROFILES_TRIED:
            return None
        seen: set[bool] = set()
        for profile in self._profiles(facts):
            seen.add(bool(holds(condition, profile)))
            if len(seen) == 2:
                break
        return frozenset(seen)

    def emptying(self, questions: Iterable[str]) -> Known | None:
        """The smallest profile that rules out all of these questions; None where no profile does."""
        wanted = frozenset(questions)
        if wanted & self.always:
            return None
        profile: Known = {}
        for component in self.components:
            here = wanted & component.questions
            if not here:
                continue
            full = next((p for p in component.patterns if not here & p.live), None)
            if full is None:
                return None
            smallest = self._smallest(component, here)
            profile.update(full.profile if smallest is None else smallest)
        return profile

    def _smallest(self, component: Component, questions: frozenset[str]) -> Known | None:
        conditions = {self._conditions[q] for q in questions}
        facts = [fact for fact in component.facts if any(fact in _facts(c) for c in conditions)]
        tried = 0
        for size in range(len(facts) + 1):
            for chosen in combinations(facts, size):
                for profile in self._profiles(chosen):
                    tried += 1
                    if tried > PROFILES_TRIED:
                        return None
                    if all(holds(condition, profile, self._facts) is False for condition in conditions):
                        return profile
        return None

    def _tied(self) -> list[tuple[str, ...]]:
        """The facts of each component, in the order of the conditions."""
        groups: list[list[str]] = []
        for condition in self._conditions.values():
            facts = list(dict.fromkeys(_facts(condition)))
            touched = [group for group in groups if set(group) & set(facts)]
            merged = list(dict.fromkeys([*(fact for group in touched for fact in group), *facts]))
            groups = [group for group in groups if group not in touched] + ([merged] if merged else [])
        return [tuple(group) for group in groups]

    def _component(self, facts: tuple[str, ...]) -> Component:
        conditions = {q: c for q, c in self._conditions.items() if set(_facts(c)) & set(facts)}
        distinct = list(dict.fromkeys(conditions.values()))
        seen: dict[tuple[bool, ...], Known] = {}
        for number, profile in enumerate(self._profiles(facts)):
            if number >= PROFILES_TRIED:
                break
            seen.setdefault(tuple(bool(holds(condition, profile)) for condition in distinct), profile)
        patterns = []
        for truths, profile in seen.items():
            holding = {condition for condition, truth in zip(distinct, truths, strict=True) if truth}
            patterns.append(Pattern(profile, frozenset(q for q, c in conditions.items() if c in holding)))
        patterns.sort(key=lambda pattern: -len(pattern.live))
        complete = self._combinations(facts) <= PROFILES_TRIED
        return Component(facts, frozenset(conditions), tuple(patterns), complete)

    def _combinations(self, facts: Sequence[str]) -> int:
        return prod(len(self._values[fact]) for fact in facts if fact in self._values)

    def _profiles(self, facts: Sequence[str]) -> Iterator[Known]:
        known = [fact for fact in facts if fact in self._values]
        for values in product(*(self._values[fact] for fact in known)):
            yield dict(zip(known, values, strict=True))


def _facts(condition: Condition | None) -> list[str]:
    return [] if condition is None else [fact for fact, _ in condition.facts()]
