"""Whether a question applies, from the profile alone. A closed language, three-valued; nothing is evaluated as code.

Must not know answers: that applicability depends on the profile alone is what keeps the guaranteed interval exact.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecq.rubric import Condition

ProfileValue = str | tuple[str, ...]


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
