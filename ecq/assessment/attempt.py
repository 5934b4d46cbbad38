"""A change as it is handed to a store: made to the newest state, maybe more than once, all in this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ecq.assessment.changes import set_up
from ecq.assessment.model import Assessment
from ecq.rubric.kinds.base import Invalid
from ecq.rubric.model import Rubric

How = Callable[[Assessment, Rubric, str], Assessment | Invalid]
"""What to do to an assessment under its rubric, and when it was asked for."""


def to_question(question_id: str, does: Callable[..., Assessment | Invalid], *given: Any) -> How:
    """Do to a question what `does` says, with what is given and the time."""
    return lambda assessment, rubric, at: does(assessment, rubric.by_id[question_id], *given, at)


def set_to(does: Callable[..., Assessment | Invalid], *given: Any) -> How:
    """Do to the assessment what `does` says, with what is given and the time; its rubric does not matter."""
    return lambda assessment, _rubric, at: does(assessment, *given, at)


def profiled(**given: Any) -> How:
    """Set the name, the target or facts of the profile."""
    return lambda assessment, rubric, at: set_up(assessment, rubric, at=at, **given)


class Attempt:
    """A change made to the newest state: what that was, and why it was refused."""

    before: Assessment | None = None
    refused: Invalid | None = None

    def __init__(self, how: Callable[[Assessment], Assessment | Invalid]) -> None:
        self._how = how

    @classmethod
    def under(cls, rubrics: Mapping[str, Rubric], how: How, at: str) -> Attempt:
        """A change under the rubric that the newest state names."""
        return cls(lambda assessment: how(assessment, rubrics[assessment.rubric.id], at))

    def __call__(self, assessment: Assessment) -> Assessment:
        """The assessment with the change; the same where it is refused."""
        result = self._how(assessment)
        self.before, self.refused = assessment, result if isinstance(result, Invalid) else None
        return assessment if isinstance(result, Invalid) else result
