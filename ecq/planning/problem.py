"""What can be done about each question within a plan's limits, as whole numbers to choose from, and choices as work.

Knows which questions count, what each raise gains and costs, which gates must pass, and what is taken of open
questions. Must not know targets' names, sentences or how the optimum is found.

Everything is about one score, the one that the goal asks for: for `ready` the evidence-backed score, for `score` the
guaranteed one. Readiness asks for both, and for every gate; but the evidence-backed score is never above the
guaranteed one, since it is the same sum with the unproved answers left out, and gates are asked question by question.
So the evidence-backed score alone decides, and readiness is one knapsack.

Open questions are taken at one of the two ends of what they can turn out to be: `best`, all of their points with
evidence in hand and their gates passed, nothing left to do; or `worst`, no points and no evidence, to be raised like
any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm
from typing import Literal

from ecq.assessment.model import Assessment
from ecq.base.language import Text
from ecq.planning.knapsack import WORK, Choice, Option, least_cost, most_gain
from ecq.planning.limits import PROOF, LimitKind, Limits
from ecq.planning.pieces import choices_of_items
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Raise, Rung, Step, Value
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, QuestionScore, Scorecard

_NO_DAYS = Fraction(0)

Goal = Literal["ready", "score"]
"""What a plan is for. `ready`: what the readiness verdict asks, so that only what has evidence counts; `score`: the
guaranteed score and the gates alone."""


def raises(
    question: Question,
    value: Value | None,
    credit: Fraction | None,
    held: frozenset[str],
    limits: Limits,
    goal: Goal,
    in_time: bool = False,
) -> tuple[Raise, ...]:
    """Every useful thing to do within the limits, in rising credit. A `credit` of None: the question is open.

    Of a checklist the cheapest items of each number; with `in_time` every choice of items that is sooner or takes less.

    For the goal `ready`, bringing the evidence together is a step of its own. It is all there is to do for an answer
    that earns more than the pieces `held` prove; and it is part of every raise, since a new level needs new evidence.
    So nothing can be done about a question whose evidence is excluded.
    """
    if goal == "score":
        return _higher(question, value, credit, limits, in_time)
    if not _permitted(question.id, proof_rung(question, limits), limits):
        return ()
    ways = _higher(question, value, credit, limits, in_time)
    if credit and value is not None and question.credit_proved(value, held) < credit:
        ways = (Raise(value, credit, (), _NO_DAYS), *ways)
    return tuple(_with_proof(question, way, held, limits) for way in ways)


def _with_proof(question: Question, way: Raise, held: frozenset[str], limits: Limits) -> Raise:
    """The raise with bringing the pieces together that its answer needs and that are not in hand."""
    asked = [piece for name, piece in question.pieces.items() if name in question.needed(way.to) - held]
    proof = proof_rung(question, limits, asked or question.evidence)
    return replace(way, rungs=(*way.rungs, proof), in_a_row=way.in_a_row + proof.lead_time)


def _higher(
    question: Question, value: Value | None, credit: Fraction | None, limits: Limits, in_time: bool
) -> tuple[Raise, ...]:
    if question.id in limits.locked:
        return ()
    rungs = [_rung(question.id, step_id, step, limits) for step_id, step in question.steps.items()]
    permitted = {rung.id: rung for rung in rungs if _permitted(question.id, rung, limits)}
    known = None if credit is None else value
    if in_time and isinstance(question, ChecklistQuestion):
        return choices_of_items(question, known, permitted)
    return question.raises(known, permitted)


def proof_rung(question: Question, limits: Limits, pieces: Sequence[Text] = ()) -> Rung:
    """Bringing these pieces of evidence of a question together, as a step."""
    key = f"{question.id}/{PROOF}"
    advice = Text(
        zh="备齐证据：" + "；".join(one.zh for one in pieces),
        en="Bring the evidence together: " + "; ".join(one.en for one in pieces),
    )
    effort = limits.efforts.get(key, question.proof_days)
    return Rung(PROOF, advice, effort, limits.lead_times.get(key, _NO_DAYS))


def _permitted(question: str, rung: Rung, limits: Limits) -> bool:
    in_time = limits.max_lead_time is None or rung.lead_time <= limits.max_lead_time
    return in_time and limits.allows(question, rung.id)


def _rung(question: str, step_id: str, step: Step, limits: Limits) -> Rung:
    key = f"{question}/{step_id}"
    effort = limits.efforts.get(key, limits.efforts.get(question, step.effort))
    lead_time = limits.lead_times.get(key, limits.lead_times.get(question, step.lead_time))
    return Rung(step_id, step.advice, effort, lead_time)


End = Literal["best", "worst"]
"""How the open questions turn out."""

Known = dict[tuple[str, Value | None, Fraction | None, frozenset[str]], tuple[Raise, ...]]
"""What can be done about questions, by question, answer, its credit and the pieces in hand."""


@dataclass(frozen=True)
class Subject:
    """A question that counts: its worth, the credit that counts now, what can be done within the limits.

    `needed` is the credit its gate still has to reach; None where it has no gate or the gate is passed.
    """

    question: Question
    points: Fraction
    credit: Fraction
    needed: Fraction | None
    raises: tuple[Raise, ...]

    def gain(self, to: Raise | None) -> Fraction:
        """Points gained by a raise; none for staying."""
        return self.points * (to.credit - self.credit) if to else ZERO

    @property
    def most(self) -> Fraction:
        """The highest credit within the limits."""
        return self.raises[-1].credit if self.raises else self.credit

    @property
    def blocked(self) -> bool:
        """Whether its gate cannot be passed within the limits."""
        return self.needed is not None and self.most < self.needed

    def ranks(self, gates: bool) -> Iterable[tuple[int, Raise | None]]:
        """What may be chosen: 0 for staying, or a raise; with `gates`, only what passes a gate that can be passed."""
        least = self.needed if gates and not self.blocked else None
        if least is None:
            yield 0, None
        for rank, one in enumerate(self.raises, 1):
            if least is None or one.credit >= least:
                yield rank, one


@dataclass(frozen=True)
class Found:
    """A choice in days and points: what is done about each question that moves, in question order.

    `price` is in days per point (of `most`: points per day), `bound` what it proves, `floor` below which there is proved
    to be nothing (days; of `most` in points given up), `exact` whether it is proved to be the optimum: see `knapsack.py`.
    """

    raised: tuple[tuple[Subject, Raise], ...]
    effort: Fraction
    gain: Fraction
    price: Fraction
    bound: Fraction
    floor: Fraction
    exact: bool


def subjects(
    rubric: Rubric,
    assessment: Assessment,
    card: Scorecard,
    limits: Limits,
    goal: Goal,
    end: End,
    in_time: bool = False,
    known: Known | None = None,
) -> tuple[Subject, ...]:
    """Every question that counts and can leave something to do, in order: at the end `best` the open ones leave nothing.

    `in_time`: with every choice of a checklist's items, as `raises` has them. `known` is what the same limits and goal let
    do about a question in the same state, which other facts of the platform do not change; what is found is added to it.
    """
    known = {} if known is None else known
    short = {gate.question: gate.needed for gate in card.gates if gate.state in ("failed", "open")}
    found = []
    for question_id in rubric.order:
        scored = card.questions[question_id]
        if not scored.counts or (scored.open and end == "best"):
            continue
        question, value = rubric.by_id[question_id], assessment.response(question_id).value
        state = (question_id, value, scored.credit, scored.held)
        if state not in known:
            known[state] = raises(question, value, scored.credit, scored.held, limits, goal, in_time)
        found.append(Subject(question, scored.points, counted(scored, goal), short.get(question_id), known[state]))
    return tuple(found)


def counted(scored: QuestionScore, goal: Goal) -> Fraction:
    """The credit that counts now."""
    return scored.credit or ZERO if goal == "score" else scored.proved


@dataclass(frozen=True)
class Problem:
    """What can be chosen, for every question that leaves something to do, and the score before anything is done."""

    subjects: tuple[Subject, ...]
    low: Fraction

    @property
    def blocked(self) -> tuple[Subject, ...]:
        """Questions whose gate cannot be passed within the limits."""
        return tuple(subject for subject in self.subjects if subject.blocked)

    @property
    def most(self) -> Fraction:
        """Points that everything there is to do gains together."""
        return sum((subject.points * (subject.most - subject.credit) for subject in self.subjects), ZERO)

    @cached_property
    def _open(self) -> tuple[Subject, ...]:
        return tuple(subject for subject in self.subjects if subject.raises)

    @cached_property
    def _gains(self) -> list[list[Fraction]]:
        return [[one.gain(way) for way in one.raises] for one in self._open]

    @cached_property
    def per_day(self) -> int:
        """Into how many whole units a person-day is cut, so that every effort is whole."""
        return lcm(*(rung.effort.denominator for one in self._open for way in one.raises for rung in way.rungs))

    @cached_property
    def per_point(self) -> int:
        """Into how many whole units a point is cut, so that every gain is whole."""
        return lcm(*(gain.denominator for gains in self._gains for gain in gains))

    @cached_property
    def _whole(self) -> list[list[Option]]:
        """Every option of every question with a raise in whole units, by rank: 0 is staying."""

        def whole(part: Fraction, units: int) -> int:
            return part.numerator * (units // part.denominator)

        return [
            [
                Option(0, 0, 0, 0),
                *(
                    Option(whole(way.effort, self.per_day), whole(gain, self.per_point), 1, rank)
                    for rank, (way, gain) in enumerate(zip(one.raises, gains, strict=True), 1)
                ),
            ]
            for one, gains in zip(self._open, self._gains, strict=True)
        ]

    def groups(self, gates: bool = True) -> list[list[Option]]:
        """One group of options for each question with a raise, in whole units."""
        return [
            [whole[rank] for rank, _ in one.ranks(gates)] for one, whole in zip(self._open, self._whole, strict=True)
        ]

    def least(self, gain: Fraction, gates: bool = True, work: int = WORK) -> Found | None:
        """The cheapest way to gain at least so many points; None where there is none."""
        whole = gain * self.per_point
        choice = least_cost(self.groups(gates), ceil(whole), work)
        if choice is None:
            return None
        found = self._found(choice, Fraction(self.per_point, self.per_day), self.per_day)
        # The bound is for the points that are missing, not for the next whole unit that was searched for.
        beyond = ceil(whole) - whole
        return replace(found, bound=found.bound - choice.price * beyond / self.per_day)

    def richest(self, capacity: Fraction, gates: bool = True) -> Found | None:
        """The most points for at most so many person-days; None where even the gates take more."""
        choice = most_gain(self.groups(gates), floor(capacity * self.per_day))
        return None if choice is None else self._found(choice, Fraction(self.per_day, self.per_point), self.per_point)

    def cheaper(self, found: Found) -> Found | None:
        """The most points for less effort than was found; None where nothing costs less."""
        return self.richest(found.effort - Fraction(1, self.per_day))

    @property
    def whole_effort(self) -> Fraction:
        """Person-days of raising everything as far as it goes."""
        return sum((one.raises[-1].effort for one in self._open), ZERO)

    def _found(self, choice: Choice, scale: Fraction, unit: int) -> Found:
        raised = tuple((one, one.raises[rank - 1]) for one, rank in zip(self._open, choice.ranks, strict=True) if rank)
        effort, gain = Fraction(choice.cost, self.per_day), Fraction(choice.gain, self.per_point)
        floor_ = Fraction(choice.floor, unit)
        return Found(raised, effort, gain, choice.price * scale, choice.bound / unit, floor_, choice.exact)

    def gates_short(self, found: Found) -> tuple[str, ...]:
        """The gates that a choice leaves unpassed."""
        reached = {one.question.id: way.credit for one, way in found.raised}
        return tuple(
            one.question.id
            for one in self.subjects
            if one.needed is not None and reached.get(one.question.id, ZERO) < one.needed
        )


def problem(
    rubric: Rubric,
    assessment: Assessment,
    card: Scorecard,
    limits: Limits,
    goal: Goal,
    end: End,
    in_time: bool = False,
    known: Known | None = None,
) -> Problem:
    """The problem an assessment poses within the limits; `in_time` and `known` as in `subjects`."""
    posed = subjects(rubric, assessment, card, limits, goal, end, in_time, known)
    low = sum((one.points * counted(one, goal) for one in card.questions.values()), ZERO)
    return Problem(posed, low + (open_points(card) if end == "best" else ZERO))


def open_points(card: Scorecard) -> Fraction:
    """What the open questions are worth together; of a score over all profiles, how wide it is."""
    if card.all_open is not card:
        return card.score.high - card.score.low
    return sum((one.points for one in card.questions.values() if one.open), ZERO)


def held_back(
    rubric: Rubric, assessment: Assessment, card: Scorecard, limits: Limits, goal: Goal, end: End
) -> Mapping[LimitKind, Mapping[str, Fraction]]:
    """By limit (lock, exclude, lead-time): question -> points that it keeps out of reach.

    A question is charged to the lead-time limit as far as that alone holds it, the rest to exclusions, then to its lock;
    so all of it sums to exactly the points that nothing can gain.
    """
    alone = Limits(lead_times=limits.lead_times, max_lead_time=limits.max_lead_time)
    unlocked = Limits(excluded=limits.excluded, lead_times=limits.lead_times, max_lead_time=limits.max_lead_time)
    held: dict[LimitKind, dict[str, Fraction]] = {"lock": {}, "exclude": {}, "lead-time": {}}
    rows = zip(*(subjects(rubric, assessment, card, one, goal, end) for one in (alone, unlocked, limits)), strict=True)
    for by_lead, by_steps, by_all in rows:
        question_id, points = by_lead.question.id, by_lead.points
        lead, steps, all_ = points * (1 - by_lead.most), points * (1 - by_steps.most), points * (1 - by_all.most)
        parts: dict[LimitKind, Fraction] = {"lead-time": lead, "exclude": steps - lead, "lock": all_ - steps}
        for limit, amount in parts.items():
            if amount:
                held[limit][question_id] = amount
    return held
