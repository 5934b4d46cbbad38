"""Whether a question applies, from the profile alone. A closed language, three-valued; nothing is evaluated as code.

Must not know answers: that applicability depends on the profile alone is what keeps the guaranteed interval exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ecq.rubric.model import ByDigest, Condition, Rubric

ProfileValue = str | tuple[str, ...]


def applying(rubric: Rubric, profile: Mapping[str, ProfileValue]) -> Mapping[str, bool | None]:
    """Every question of the rubric -> whether it applies under the profile (None: not decided yet), in order."""
    return _applying(ByDigest(rubric), tuple(sorted(profile.items())))


@lru_cache(maxsize=256)
def _applying(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...]) -> Mapping[str, bool | None]:
    profile = dict(facts)
    return {q: holds(key.rubric.by_id[q].applies, profile) for q in key.rubric.order}


def holds(condition: Condition | None, profile: Mapping[str, ProfileValue]) -> bool | None:
    """True, False, or None where a fact that decides it is not known yet. No condition always holds."""
    if condition is None:
        return True
    if condition.fact is not None:
        value = profile.get(condition.fact)
        if value is None:
            return None
        held = (value,) if isinstance(value, str) else value
        return any(one in condition.is_ for one in held)
    if condition.not_ is not None:
        inner = holds(condition.not_, profile)
        return None if inner is None else not inner
    if condition.all_:
        return _fold([holds(part, profile) for part in condition.all_], settled_by=False)
    return _fold([holds(part, profile) for part in condition.any_], settled_by=True)


def _fold(results: list[bool | None], settled_by: bool) -> bool | None:
    if settled_by in results:
        return settled_by
    return None if None in results else not settled_by


def deciding(condition: Condition, profile: Mapping[str, ProfileValue]) -> tuple[str, ...]:
    """The facts that settle whether a condition holds; where that is not known yet, the facts that are missing.

    Under these facts alone `holds` says the same: naming them is saying why a question is asked or is not.
    """
    if condition.fact is not None:
        return (condition.fact,)
    if condition.not_ is not None:
        return deciding(condition.not_, profile)
    settled = holds(condition, profile)
    parts = [part for part in (*condition.all_, *condition.any_) if holds(part, profile) is settled]
    return tuple(dict.fromkeys(fact for part in parts for fact in deciding(part, profile)))
