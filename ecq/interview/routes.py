"""Routes through the questions: which questions belong to each.

By chapter and by certainty every open question comes up; the first ones are those that settle most; the other routes lead
only to questions in a certain state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal, get_args

from ecq.assessment.changes import begin
from ecq.assessment.model import State
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.scorecard import score

RouteId = Literal["chapter", "certainty", "first", "open", "unsure", "unevidenced", "failed"]
ROUTES: tuple[RouteId, ...] = get_args(RouteId)


@dataclass(frozen=True)
class Route:
    """A way through the questions.

    `order` is that of the certainty route: open questions, the one to be asked first in front. `been` are the questions
    already shown on the way, the last one last: the way back, and the reason why a skipped question does not return at
    once.
    """

    id: RouteId = "chapter"
    order: tuple[str, ...] = ()
    been: tuple[str, ...] = ()


BY_CHAPTER = Route()

FIRST = 15
"""At most so many questions come before the first verdict."""


def first_questions(rubric: Rubric, profile: Mapping[str, ProfileValue], core_only: bool = False) -> tuple[str, ...]:
    """The questions that settle most, whatever else is answered: gates, one of which is enough for a verdict, then the
    others, each time the one worth most first, since an answer narrows the score by what its question is worth.

    What waits for a fact of the profile is not among them. docs/certainty.md.
    """
    return _first(ByDigest(rubric), tuple(sorted(profile.items())), core_only)


@lru_cache(maxsize=64)
def _first(key: ByDigest, profile: tuple[tuple[str, ProfileValue], ...], core_only: bool) -> tuple[str, ...]:
    rubric = key.rubric
    card = score(rubric, begin(rubric).model_copy(update={"profile": dict(profile)}))
    waiting = [one for one in card.questions.values() if one.state == "unanswered"]
    asked = [one for one in waiting if rubric.by_id[one.id].core or not core_only]
    ranked = sorted(asked, key=lambda one: (rubric.by_id[one.id].gate is None, -one.points))
    return tuple(one.id for one in ranked[:FIRST])


def leading_to(question: Question, state: State, credit: Fraction | None, evidenced: bool) -> tuple[RouteId, ...]:
    """The routes that lead to a question in this state, apart from the chapters, which lead everywhere.

    `credit` is that of its answer, where it is answered.
    """
    if state == "unanswered":
        return "certainty", "open"
    if state == "unsure":
        return "certainty", "open", "unsure"
    if credit is None:
        return ()
    if not credit:
        return ("failed",)
    needed = question.gate_credit
    failed: tuple[RouteId, ...] = ("failed",) if needed is not None and credit < needed else ()
    return failed if evidenced else ("unevidenced", *failed)


def trail(shown_before: tuple[str, ...], leaving: str | None, going_to: str | None) -> tuple[str, ...]:
    """The questions shown before, after leaving one for another; going back takes the last one off."""
    if shown_before and going_to == shown_before[-1]:
        return shown_before[:-1]
    if leaving is None or leaving == going_to:
        return shown_before
    return (*(shown for shown in shown_before if shown not in (leaving, going_to)), leaving)
