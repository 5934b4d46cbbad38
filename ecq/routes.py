"""Ways through the questions: which questions belong to each. Pure; must not know how a route is chosen or drawn.

By chapter and by certainty every open question comes up; the other routes lead only to questions in a certain state.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from ecq.assessment import Response, State, credit_of
from ecq.rubric import Question, gate_credit

RouteId = Literal["chapter", "certainty", "open", "unsure", "unevidenced", "failed"]
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


def belongs(route: RouteId, question: Question, response: Response, state: State) -> bool:
    """Whether a question in this state is one the route leads to."""
    if route == "unsure":
        return state == "unsure"
    if route in ("unevidenced", "failed"):
        credit = credit_of(question, response.value) if state == "answered" else None
        if credit is None:
            return False
        return _failed(question, credit) if route == "failed" else credit > 0 and not response.evidenced
    return state in ("unanswered", "unsure")


def _failed(question: Question, credit: Fraction) -> bool:
    """A failed gate, or an answer without any credit."""
    needed = gate_credit(question)
    return credit == 0 or (needed is not None and credit < needed)


def trail(been: tuple[str, ...], left: str | None, to: str | None) -> tuple[str, ...]:
    """The questions shown before, after leaving one for another; going back takes the last one off."""
    if been and to == been[-1]:
        return been[:-1]
    if left is None or left == to:
        return been
    return (*(shown for shown in been if shown not in (left, to)), left)
