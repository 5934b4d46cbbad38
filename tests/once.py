"""Plans worked out once, however many tests, languages and surfaces ask for those of the same answers.

What is remembered is pure: the same rubric, self-check, choices and day always come to the same. That a plan is right, how
long it takes and when it is worked out anew is tested in tests/planning, where nothing of this holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from typing import Any

import pytest

from ecq.assessment.model import Assessment, PlanTerms
from ecq.planning.cheapest import Plan
from ecq.rubric.model import Rubric

DATED = "ecq.telling.plan.work_plan.outcome"
SLOW = ("ecq.planning.cheapest._plan", "ecq.telling.report.plan.frontier", "ecq.web.session.planned.frontier", DATED)
"""Who owns the steps, and when, changes none but the last."""

KEPT = 500
_known: dict[object, tuple[object, Any]] = {}


@contextmanager
def plans_once() -> Iterator[None]:
    """Until the end of the block the slow parts of a plan are worked out only where they were not before."""
    with pytest.MonkeyPatch.context() as patched:
        for path in SLOW:
            module, _, name = path.rpartition(".")
            patched.setattr(path, _remembered(getattr(import_module(module), name), name, path == DATED))
        yield


def _remembered(work: Callable[..., Any], name: str, dated: bool) -> Callable[..., Any]:
    @wraps(work)
    def asked(*of: Any, **named: Any) -> Any:
        key = (name, *(_same(one, dated) for one in (*of, *sorted(named.items()))))
        if key not in _known:
            plans = [one for one in of if isinstance(one, Plan)]  # they are kept, so that the id of each stays its own
            _known[key] = plans, work(*of, **named)
            if len(_known) > KEPT:
                del _known[next(iter(_known))]
        return _known[key][1]

    return asked


def _same(given: Any, dated: bool) -> object:
    if isinstance(given, Rubric):
        return given.digest
    if isinstance(given, Assessment):
        what = {"name": "", "created_at": None, "updated_at": None, **({} if dated else {"terms": PlanTerms()})}
        return given.day, given.model_copy(update=what).model_dump_json()
    return id(given) if isinstance(given, Plan) else repr(given)
