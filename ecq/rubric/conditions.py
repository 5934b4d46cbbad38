"""When a question applies: profile facts and conditions over them. A closed language; nothing is evaluated as code.

Answers play no part: that applicability depends on the profile alone is what keeps the guaranteed interval exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, Self

from pydantic import Field, model_validator

from ecq.base.frozen import Frozen, Id, check_unique
from ecq.base.language import Text

ProfileValue = str | tuple[str, ...]
PROFILES_TRIED = 1_000
"""How many profiles are tried to see whether missing facts matter; a condition that takes more stays undecided."""
VALUES_TRIED = 20_000
"""How many sets of options of a fact that takes several are distinguished."""


class Condition(Frozen):
    """When a question applies, over profile facts alone. Exactly one of: fact+is, all, any, not."""

    fact: Id | None = None
    is_: tuple[Id, ...] = Field(default=(), alias="is")
    all_: tuple[Condition, ...] = Field(default=(), alias="all")
    any_: tuple[Condition, ...] = Field(default=(), alias="any")
    not_: Condition | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.fact is not None, bool(self.all_), bool(self.any_), self.not_ is not None]
        if sum(forms) != 1:
            raise ValueError("a condition has exactly one of 'fact' (with 'is'), 'all', 'any' or 'not'")
        if (self.fact is not None) != bool(self.is_):
            raise ValueError("'fact' and 'is' go together: {fact: live-commerce, is: [yes]}")
        return self

    def facts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every (fact, values) the condition mentions."""
        if self.fact is not None:
            yield self.fact, self.is_
        for part in (*self.all_, *self.any_, *((self.not_,) if self.not_ else ())):
            yield from part.facts()


class Choice(Frozen):
    """One value a profile fact can have."""

    id: Id
    text: Text


class Fact(Frozen):
    """A profile question: `one` takes one of its options, `many` any number of them, none included."""

    id: Id
    text: Text
    help: Text | None = None
    kind: Literal["one", "many"]
    options: tuple[Choice, ...] = Field(min_length=2)


class Profile(Frozen):
    """All profile facts, in the order they are asked."""

    facts: tuple[Fact, ...]

    @model_validator(mode="after")
    def _sound(self) -> Self:
        check_unique([fact.id for fact in self.facts], "fact")
        for fact in self.facts:
            check_unique([option.id for option in fact.options], f"option of {fact.id}")
        return self


def holds(
    condition: Condition | None, profile: Mapping[str, ProfileValue], facts: Mapping[str, Fact] | None = None
) -> bool | None:
    """True, False, or None where a fact that decides it is not known yet. No condition always holds.

    With `facts`, a condition that comes to the same for every value of the missing facts is decided. Without them a
    missing fact is only passed over where the known ones decide.
    """
    if condition is None:
        return True
    truth = _by_known_facts(condition, profile)
    return _whatever_is_missing(condition, profile, facts) if truth is None and facts else truth


def _by_known_facts(condition: Condition, profile: Mapping[str, ProfileValue]) -> bool | None:
    if condition.fact is not None:
        value = profile.get(condition.fact)
        if value is None:
            return None
        values = (value,) if isinstance(value, str) else value
        return any(one in condition.is_ for one in values)
    if condition.not_ is not None:
        inner = _by_known_facts(condition.not_, profile)
        return None if inner is None else not inner
    decisive = bool(condition.any_)
    truths = [_by_known_facts(part, profile) for part in (*condition.all_, *condition.any_)]
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def _whatever_is_missing(
    condition: Condition, profile: Mapping[str, ProfileValue], facts: Mapping[str, Fact]
) -> bool | None:
    """The one truth of the condition for all values of the missing facts; None where it differs or takes too long."""
    mentions: dict[str, list[tuple[str, ...]]] = {}
    for fact, values in condition.facts():
        mentions.setdefault(fact, []).append(values)
    to_try: list[Mapping[str, ProfileValue]] = [profile]
    truths: set[bool] = set()
    for _ in range(PROFILES_TRIED):
        known = to_try.pop()
        truth = _by_known_facts(condition, known)
        if truth is None:
            missing = next(fact for fact in mentions if known.get(fact) is None)
            to_try += [{**known, missing: value} for value in telling_values(facts[missing], mentions[missing])]
            continue
        truths.add(truth)
        if len(truths) == 2:
            return None
        if not to_try:
            return truth
    return None


def telling_values(fact: Fact, mentions: Sequence[tuple[str, ...]]) -> tuple[ProfileValue, ...]:
    """Values of a fact that conditions tell apart: one for each way of being among the values they mention."""
    signs: dict[frozenset[int], str] = {}
    for option in fact.options:
        signs.setdefault(frozenset(n for n, values in enumerate(mentions) if option.id in values), option.id)
    if fact.kind == "one":
        return tuple(signs.values())
    reached: dict[frozenset[int], tuple[str, ...]] = {frozenset(): ()}
    fresh = list(reached.items())
    while fresh and len(reached) <= VALUES_TRIED:
        grown: dict[frozenset[int], tuple[str, ...]] = {}
        for (sign, chosen), (more, option_id) in product(fresh, signs.items()):
            if sign | more not in reached:
                grown.setdefault(sign | more, (*chosen, option_id))
        reached.update(grown)
        fresh = list(grown.items())
    places = {option.id: n for n, option in enumerate(fact.options)}
    return tuple(tuple(sorted(chosen, key=places.__getitem__)) for chosen in reached.values())


def deciding(condition: Condition, profile: Mapping[str, ProfileValue], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The facts that settle whether a condition holds; where that is not known yet, the facts that are missing.

    `holds` gives the same under these facts alone, so naming them explains why a question is asked or is not.
    """
    if condition.fact is not None:
        return (condition.fact,)
    if condition.not_ is not None:
        return deciding(condition.not_, profile, facts)
    settled = holds(condition, profile, facts)
    parts = [part for part in (*condition.all_, *condition.any_) if holds(part, profile, facts) is settled]
    if not parts:  # only all parts together settle it
        return tuple(dict.fromkeys(fact for fact, _ in condition.facts() if profile.get(fact) is not None))
    return tuple(dict.fromkeys(fact for part in parts for fact in deciding(part, profile, facts)))
