"""A cache of scorecards and interviews: each state is worked out once, though several runs need it.

It relies on the store returning the same object for the same state.
"""

from __future__ import annotations

from functools import lru_cache

from ecq.assessment.model import Assessment
from ecq.base.same import Same
from ecq.interview.flow import Interview
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.scorecard import Scorecard
from ecq.scoring.unknown_facts import scorecard

REMEMBERED = 256
"""How many states are remembered; an interview needs two, the one before an answer and the one after. Each takes about 20 kB."""


def scored(rubric: Rubric, assessment: Assessment) -> Scorecard:
    """The scorecard of this assessment object under a rubric."""
    return _scored(ByDigest(rubric), Same(assessment))


def interview_of(rubric: Rubric, assessment: Assessment, core_only: bool) -> Interview:
    """The interview of this assessment object, on the usual route."""
    return _interview(ByDigest(rubric), Same(assessment), core_only)


def as_of(assessment: Assessment, day: str) -> Assessment:
    """The assessment with its figures of a day: the same object for the same two."""
    return _as_of(Same(assessment), day)


@lru_cache(maxsize=REMEMBERED)
def _as_of(this: Same[Assessment], day: str) -> Assessment:
    return this.what.on(day)


@lru_cache(maxsize=REMEMBERED)
def _scored(key: ByDigest, this: Same[Assessment]) -> Scorecard:
    return scorecard(key.rubric, this.what)


@lru_cache(maxsize=REMEMBERED)
def _interview(key: ByDigest, this: Same[Assessment], core_only: bool) -> Interview:
    return Interview(key.rubric, this.what, core_only)
