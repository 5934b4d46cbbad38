"""Where an interview is, which question comes next, and by which route: (rubric, assessment) -> `Interview`.

Answers are its only state, so back, edit, resume and reload are the same operation: look again. By chapter and by
certainty every open question comes up; the first ones are those that settle most; the other routes lead only to
questions in a certain state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import chain, repeat
from typing import Literal, NamedTuple, TypeVar, get_args

from ecq.assessment.changes import begin
from ecq.assessment.model import NO_RESPONSE, Assessment, Response, State
from ecq.base.caches import Known
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric
from ecq.scoring.proof import REMEMBERED, proof
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


@dataclass(frozen=True)
class Position:
    """The position of a question: its indicator, and its place there (from 1) among those asked."""

    question: Question
    indicator: str
    place: int
    of: int


class Progress(NamedTuple):
    """How far the interview is; `settled` questions apply and are answered, or are set aside; the rest is open.

    Of what is open, `waiting` is answered, and only a missing fact of the profile says whether it counts.
    """

    asked: int
    settled: int
    unsure: int
    waiting: int = 0

    @property
    def left(self) -> int:
        """How many are still to be answered, those marked unsure among them."""
        return self.asked - self.settled - self.waiting

    @property
    def share(self) -> float:
        """From 0 to 1; only full when nothing is open."""
        return self.settled / self.asked if self.asked else 0.0


class _Asked(NamedTuple):
    """What is asked under one profile: ids in order, the questions, whether each is sure to apply, those that may not, and those
    of each indicator.
    """

    order: tuple[str, ...]
    questions: tuple[Question, ...]
    decided: tuple[bool, ...]
    undecided: frozenset[str]
    within: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=256)
def _asked_under(key: ByDigest, facts: tuple[tuple[str, ProfileValue], ...], core_only: bool) -> _Asked:
    rubric = key.rubric
    decided = rubric.applying(dict(facts))
    order = tuple([q for q, one in decided.items() if one is not False and (rubric.by_id[q].core or not core_only)])
    within: dict[str, tuple[str, ...]] = {}
    for question_id in order:
        indicator = rubric.place[question_id][1]
        within[indicator] = (*within.get(indicator, ()), question_id)
    questions, sure = tuple([rubric.by_id[q] for q in order]), tuple([decided[q] is not None for q in order])
    return _Asked(order, questions, sure, frozenset(q for q in order if decided[q] is None), within)


Made = TypeVar("Made")
_STATES: Known[State] = Known(REMEMBERED)
_ROUTES: Known[tuple[RouteId, ...]] = Known(REMEMBERED)


def each_known(
    kept: Known[Made],
    work: Callable[..., Made],
    ones: Sequence[object],
    others: Sequence[object],
    *more: Iterable[object],
) -> list[Made]:
    """What `work` makes of each two objects and of what is more, in one pass; what is kept of the very same is not made again."""
    keys = [*zip(map(id, ones), map(id, others), *more, strict=False)]  # what is more may be the same for all
    return [
        known[0] if known else kept.keep(key, work(one, other, *key[2:]), one, other)
        for key, known, one, other in zip(keys, map(kept.get, keys), ones, others, strict=True)
    ]


def _state(question: Question, response: Response) -> State:
    unknown = response.state == "answered" and question.credit_of(response.value) is None
    unexplained = response.state == "na" and not question.not_applicable
    return "unanswered" if unknown or unexplained else response.state


def _routes(question: Question, response: Response, decided: bool, day: str, reviewed: bool) -> tuple[RouteId, ...]:
    """The routes that lead to a question, apart from the chapters."""
    credit = question.credit_of(response.value) if response.state == "answered" else None
    proved = bool(credit) and proof(question, response, day, reviewed).credit == credit
    return leading_to(question, _state(question, response), credit if decided else None, proved)


@dataclass(frozen=True)
class Interview:
    """An interview at one moment. Questions the profile rules out are not asked; their answers stay.

    With `core_only` only the quick check's questions are asked; what is not asked simply stays open in the score. The
    `route` says which of those asked come up, in which order; any other can still be gone to.
    """

    rubric: Rubric
    assessment: Assessment
    core_only: bool = False
    route: Route = BY_CHAPTER

    def on(self, route: Route) -> Interview:
        """The same interview on another route; what no route changes is not worked out again."""
        other = replace(self, route=route)
        for name in ("_asked", "states", "unanswered", "unsure", "progress", "by_indicator"):
            other.__dict__[name] = getattr(self, name)
        other.__dict__["_chosen_from"] = self
        return other

    @cached_property
    def _chosen_from(self) -> Interview:
        """The interview of which this is another route."""
        return self

    @cached_property
    def _asked(self) -> _Asked:
        return _asked_under(ByDigest(self.rubric), tuple(sorted(self.assessment.profile.items())), self.core_only)

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the questions that apply or may apply, in order."""
        return self._asked.order

    @cached_property
    def states(self) -> Mapping[str, State]:
        """State of every asked question; a value the question does not know counts as unanswered."""
        return dict(zip(self.asked, each_known(_STATES, _state, self._asked.questions, self._responses), strict=True))

    @property
    def _responses(self) -> list[Response]:
        """What is said to every asked question."""
        return [*map(self.assessment.responses.get, self.asked, repeat(NO_RESPONSE))]

    @property
    def _routes(self) -> Mapping[str, tuple[RouteId, ...]]:
        """The routes that lead to every asked question; the same on each of them."""
        return self._chosen_from._leading

    @cached_property
    def _leading(self) -> Mapping[str, tuple[RouteId, ...]]:
        of_now = repeat(self.assessment.day), repeat(bool(self.assessment.reviewer))
        routes = each_known(_ROUTES, _routes, self._asked.questions, self._responses, self._asked.decided, *of_now)
        return dict(zip(self.asked, routes, strict=True))

    @cached_property
    def progress(self) -> Progress:
        """How many are asked, settled and unsure."""
        return self._progress_of(self.states)

    @cached_property
    def by_indicator(self) -> Mapping[str, Progress]:
        """The same for each indicator of which something is asked: how many are asked, settled and unsure."""
        return {indicator: self._progress_of(ids) for indicator, ids in self._asked.within.items()}

    def _progress_of(self, question_ids: Collection[str]) -> Progress:
        states = [*map(self.states.__getitem__, question_ids)]
        said = states.count("answered") + states.count("na")
        unclear = self.undecided.intersection(question_ids) if self.undecided else ()
        waiting = sum(self.states[q] in ("answered", "na") for q in unclear)
        return Progress(len(question_ids), said - waiting, states.count("unsure"), waiting)

    @property
    def undecided(self) -> frozenset[str]:
        """Questions that stay open, answered or not, because the profile does not say yet whether they apply."""
        return self._asked.undecided

    @cached_property
    def unanswered(self) -> tuple[str, ...]:
        """Questions without an answer."""
        return tuple([q for q, state in self.states.items() if state == "unanswered"])

    @cached_property
    def unsure(self) -> tuple[str, ...]:
        """Questions marked unsure: they come back at the end."""
        return tuple([q for q, state in self.states.items() if state == "unsure"])

    @property
    def left(self) -> tuple[str, ...]:
        """What is still to be answered: the unanswered, and those marked unsure."""
        return (*self.unanswered, *self.unsure)

    @property
    def done(self) -> bool:
        """Whether nothing is open."""
        return not self.unanswered and not self.unsure and not self.undecided

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """The questions the route still leads to. By chapter and by certainty those marked unsure come last."""
        if self.route.id == "chapter":
            return self.left
        if self.route.id == "first":
            return tuple(q for q in self._first if q not in self.route.been)
        if self.route.id == "certainty":
            return tuple(
                q for wanted in ("unanswered", "unsure") for q in self.route.order if self.states.get(q) == wanted
            )
        return tuple(q for q, routes in self._routes.items() if self.route.id in routes)

    @property
    def _first(self) -> tuple[str, ...]:
        """Those of the first questions that have no answer yet."""
        first = first_questions(self.rubric, self.assessment.profile, self.core_only)
        return tuple(q for q in first if self.states.get(q) == "unanswered")

    @cached_property
    def counts(self) -> Mapping[RouteId, int]:
        """How many questions each route leads to; by chapter, all that are asked."""
        counted = Counter(chain.from_iterable(self._routes.values()))
        known = {"chapter": len(self.asked), "first": len(self._first)}
        return {route: known.get(route, counted[route]) for route in ROUTES}

    def current(self, at: str | None = None) -> str | None:
        """The question to show: `at` where it is asked, else the first the route leads to; None where there is none."""
        if at in self.states:
            return at
        return next(iter(self.ahead), None)

    def next_after(self, question_id: str) -> str | None:
        """The next question on the route after this one, going round once; itself only if alone; None if there is none.

        By chapter the unanswered come first, then the unsure. By certainty it is the one that narrows most, but one
        that was shown before comes after those that were not. Of the first ones each is shown once, skipped or not.
        """
        if self.route.id == "first":
            return next((q for q in self.ahead if q != question_id), None)
        if self.route.id == "certainty":
            return self._next_by_certainty(question_id)
        ways = ("unanswered", "unsure") if self.route.id == "chapter" else (None,)
        ahead = set(self.ahead)
        *others, itself = self._round_from(question_id)
        for wanted in ways:
            for candidate in others:
                if candidate in ahead and wanted in (None, self.states[candidate]):
                    return candidate
        return itself if itself in ahead else None

    def _next_by_certainty(self, question_id: str) -> str | None:
        shown = {q: place for place, q in enumerate(self.route.been)}

        def turn(candidate: str) -> tuple[bool, bool, int]:
            return candidate == question_id, self.states[candidate] == "unsure", shown.get(candidate, -1)

        return min(self.ahead, key=turn, default=None)

    def previous(self, question_id: str) -> str | None:
        """The question to go back to: by chapter the one before, whatever its state; else the one shown before."""
        if self.route.id != "chapter":
            return next((q for q in reversed(self.route.been) if q in self.states and q != question_id), None)
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
        """The position of a question among those asked of its indicator."""
        indicator = self.rubric.place[question_id][1]
        within = self._asked.within[indicator]
        return Position(self.rubric.by_id[question_id], indicator, within.index(question_id) + 1, len(within))

    def _round_from(self, question_id: str) -> tuple[str, ...]:
        if question_id not in self.states:
            return (*self.asked, question_id)
        place = self.asked.index(question_id)
        return (*self.asked[place + 1 :], *self.asked[: place + 1])
