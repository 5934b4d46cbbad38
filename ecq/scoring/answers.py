"""What comes of each thing that can be said to a question, whatever the question is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from sys import intern
from typing import Literal

from ecq.assessment.model import State
from ecq.rubric.kinds import Question
from ecq.rubric.kinds.base import Value

QuestionState = Literal["unanswered", "answered", "unsure", "na", "hidden", "undecided"]
GateState = Literal["passed", "failed", "open", "na"]
OPEN: tuple[QuestionState, ...] = ("unanswered", "unsure", "undecided")

Stands = bool | Literal["aside"] | None
"""Whether a question applies (None: not decided yet), or is set aside."""

REMEMBERED = 256
"""So many values are remembered of a question: there are more numbers than one can keep."""


@dataclass(frozen=True)
class GateScore:
    """A gate: `needed` is the credit from which it passes."""

    question: str
    state: GateState
    needed: Fraction


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """What something said comes to; its gate where the question has one that applies.

    Of the smallest steps of the question's credit, `gained` are earned and `open` may still be.
    """

    state: QuestionState
    credit: Fraction | None
    gate: GateScore | None
    gained: int
    open: int


class Answers(dict[Value | None, Answer]):
    """What a question's values come to, and `otherwise` where it is not answered. Remembered, since most is said again.

    One object for all values of the same credit, and for the same text in values, so that little memory is gone through.
    """

    __slots__ = ("_different", "otherwise", "question", "stands")

    def __init__(self, question: Question, stands: Stands) -> None:
        super().__init__()
        self.question, self.stands = question, stands
        self._different: dict[int, Answer] = {}
        self.otherwise: Mapping[State, Answer] = {
            "unanswered": self._answer("unanswered"),
            "unsure": self._answer("unsure"),
            "na": self._answer("unanswered"),  # where it is not set aside
        }

    __hash__ = object.__hash__  # type: ignore[assignment]  # a dict has none

    def __missing__(self, value: Value | None) -> Answer:
        credit = self.question.credit_of(value)
        if value is None or credit is None:  # not remembered: it may be any text
            return self.otherwise["unanswered"]
        steps = self._steps(credit)
        answer = self._different.get(steps) or self._different.setdefault(steps, self._answer("answered", credit))
        if len(self) >= REMEMBERED:
            self.clear()
        self[intern(value) if isinstance(value, str) else tuple(map(intern, value))] = answer
        return answer

    def _steps(self, credit: Fraction) -> int:
        return credit.numerator * (self.question.credit_denominator // credit.denominator)

    def _answer(self, said: Literal["unanswered", "answered", "unsure"], credit: Fraction | None = None) -> Answer:
        state: QuestionState = said
        if self.stands is not True:
            state = "hidden" if self.stands is False else "undecided" if self.stands is None else "na"
            credit = None
        gained = 0 if credit is None else self._steps(credit)
        still_open = self.question.credit_denominator if state in OPEN else 0
        return Answer(state, credit, _gate(self.question, state, credit), gained, still_open)


def _gate(question: Question, state: QuestionState, credit: Fraction | None) -> GateScore | None:
    needed = question.gate_credit
    if needed is None or state == "hidden":
        return None
    gate: GateState
    if state == "na":
        gate = "na"
    elif credit is None:
        gate = "open"
    else:
        gate = "passed" if credit >= needed else "failed"
    return GateScore(question.id, gate, needed)
