"""(rubric, assessment) -> where the interview is and what comes next. A pure state machine: answers are its only state.

Must not know how a question is drawn. Back, edit, resume and reload are the same operation: look again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ecq.applicability import applying
from ecq.assessment import Assessment, State, credit_of
from ecq.rubric import Question, Rubric


@dataclass(frozen=True)
class Position:
    """Where a question stands: its indicator, and its place there (from 1) among those asked."""

    question: Question
    indicator: str
    place: int
    of: int


@dataclass(frozen=True)
class Progress:
    """How far the interview is; `settled` questions apply and are answered, or are set aside; the rest is open."""

    asked: int
    settled: int
    unsure: int

    @property
    def share(self) -> float:
        """From 0 to 1; only full when nothing is open."""
        return self.settled / self.asked if self.asked else 0.0


@dataclass(frozen=True)
class Interview:
    """One look at an interview. Questions the profile rules out are not asked; their answers are kept.

    With `core_only` only the quick check's questions are asked; what is not asked simply stays open in the score.
    """

    rubric: Rubric
    assessment: Assessment
    core_only: bool = False

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Ids of the questions that apply or may apply, in order."""
        decided = applying(self.rubric, self.assessment.profile)
        return tuple(
            question_id
            for question_id, applies in decided.items()
            if applies is not False and (self.rubric.by_id[question_id].core or not self.core_only)
        )

    @cached_property
    def states(self) -> Mapping[str, State]:
        """State of every asked question; a value the question does not know counts as unanswered."""
        return {question_id: self._state(question_id) for question_id in self.asked}

    def _state(self, question_id: str) -> State:
        question, response = self.rubric.by_id[question_id], self.assessment.response(question_id)
        if response.state == "answered" and credit_of(question, response.value) is None:
            return "unanswered"
        if response.state == "na" and not question.not_applicable:
            return "unanswered"
        return response.state

    @cached_property
    def progress(self) -> Progress:
        """How many are asked, settled and unsure."""
        states = list(self.states.values())
        settled = sum(s in ("answered", "na") and q not in self.undecided for q, s in self.states.items())
        return Progress(len(states), settled, states.count("unsure"))

    @cached_property
    def undecided(self) -> frozenset[str]:
        """Questions that stay open, answered or not, because the profile does not say yet whether they apply."""
        decided = applying(self.rubric, self.assessment.profile)
        return frozenset(question_id for question_id in self.asked if decided[question_id] is None)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Questions nothing was said on yet."""
        return tuple(q for q in self.asked if self.states[q] == "unanswered")

    @property
    def unsure(self) -> tuple[str, ...]:
        """Questions marked unsure: they come back at the end."""
        return tuple(q for q in self.asked if self.states[q] == "unsure")

    @property
    def done(self) -> bool:
        """Whether nothing is open."""
        return not self.unanswered and not self.unsure and not self.undecided

    def current(self, at: str | None = None) -> str | None:
        """The question to show: `at` where it is asked, else the first unanswered, else the first unsure; else None."""
        if at in self.states:
            return at
        return next(iter((*self.unanswered, *self.unsure)), None)

    def next_after(self, question_id: str) -> str | None:
        """The next unanswered question after this one, going round once; then the unsure ones; itself only if alone open.

        None when there is nothing left to ask.
        """
        *others, itself = self._round_from(question_id)
        for wanted in ("unanswered", "unsure"):
            for candidate in others:
                if self.states[candidate] == wanted:
                    return candidate
        return itself if self.states.get(itself) in ("unanswered", "unsure") else None

    def previous(self, question_id: str) -> str | None:
        """The question before this one in the order, whatever its state; None at the first."""
        place = self.asked.index(question_id) if question_id in self.states else 0
        return self.asked[place - 1] if place else None

    def following(self, question_id: str) -> str | None:
        """The question after this one in the order, whatever its state; None at the last."""
        place = self.asked.index(question_id) if question_id in self.states else -1
        return self.asked[place + 1] if place + 1 < len(self.asked) else None

    def first_of(self, node_id: str) -> str | None:
        """Where to go for a dimension or indicator: its first open question, else its first; None where none is asked."""
        within = [q for q in self.asked if node_id in self.rubric.place[q]]
        open_ones = [q for q in within if self.states[q] in ("unanswered", "unsure")]
        return next(iter(open_ones or within), None)

    def position(self, question_id: str) -> Position:
        """Where a question stands among those asked of its indicator."""
        indicator = self.rubric.place[question_id][1]
        within = [q for q in self.asked if self.rubric.place[q][1] == indicator]
        return Position(self.rubric.by_id[question_id], indicator, within.index(question_id) + 1, len(within))

    def recent(self, before: str, count: int) -> tuple[str, ...]:
        """The last `count` answered questions before one in the order: the part of the transcript worth drawing."""
        place = self.asked.index(before) if before in self.states else len(self.asked)
        said = [q for q in self.asked[:place] if self.states[q] != "unanswered"]
        return tuple(said[-count:]) if count else ()

    def _round_from(self, question_id: str) -> tuple[str, ...]:
        if question_id not in self.states:
            return (*self.asked, question_id)
        place = self.asked.index(question_id)
        return (*self.asked[place + 1 :], *self.asked[: place + 1])
