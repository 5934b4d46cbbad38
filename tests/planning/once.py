"""What the engine works out, worked out once for one question, however many surfaces and languages ask it.

Only functions that are pure: the same rubric, self-check, plan and day always give the same answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import wraps
from typing import Any

from ecq.assessment.model import Assessment
from ecq.planning.by_deadline import aim
from ecq.planning.cheapest import plan
from ecq.planning.deadline_curve import by_when, curve, over_profiles
from ecq.planning.expected import outcome
from ecq.planning.limits import Limits
from ecq.planning.problem import problem
from ecq.planning.schedule import timeline
from ecq.planning.staircase import frontier, staircase
from ecq.planning.weak_points import fragile, na_refused, robustness
from ecq.scoring.scorecard import score
from ecq.scoring.unknown_facts import scorecard, unknown_facts

PURE: tuple[Callable[..., Any], ...] = (
    aim, by_when, curve, fragile, frontier, na_refused, outcome, over_profiles, plan, problem, robustness, score,
    scorecard, staircase, timeline, unknown_facts,
)  # fmt: skip


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Each of `PURE` remembers what it gave, wherever it is imported, until the end of the block."""
    known: dict[object, tuple[bool, Any]] = {}
    asked: dict[int, tuple[object, object]] = {}
    patched: list[tuple[object, str, object]] = []
    modules = [one for name, one in sys.modules.items() if name.split(".")[0] in ("ecq", "tests", "__main__")]
    for made in PURE:
        remembered = _remembered(made, known, asked)
        for module in modules:
            for name, held in [*vars(module).items()]:
                if held is made and module.__name__ != __name__:
                    patched.append((module, name, held))
                    setattr(module, name, remembered)
    try:
        yield
    finally:
        for module, name, held in patched:
            setattr(module, name, held)


def _remembered(
    made: Callable[..., Any], known: dict[object, tuple[bool, Any]], asked: dict[int, tuple[object, object]]
) -> Callable[..., Any]:
    @wraps(made)
    def answered(*given: object, **named: object) -> Any:
        key = (made, *(_key(one, asked) for one in given), *((name, _key(one, asked)) for name, one in named.items()))
        if key not in known:
            try:
                known[key] = True, made(*given, **named)
            except Exception as why:  # what it refuses is an answer too
                known[key] = False, why
        taken, found = known[key]
        if not taken:
            raise found
        return found

    return answered


def _key(given: object, asked: dict[int, tuple[object, object]]) -> object:
    """What is the same question: self-checks and limits by what they hold, all else by being the same thing."""
    if given is None or isinstance(given, str | int | Fraction):
        return given
    if id(given) not in asked:
        key: object = id(given)
        if isinstance(given, Assessment):
            key = given.model_dump_json()
        elif isinstance(given, Limits):
            key = repr(given)
        elif isinstance(given, Sequence):
            key = tuple(_key(one, asked) for one in given)
        asked[id(given)] = key, given  # the thing is kept, so that its id stays its own
    return asked[id(given)][0]
