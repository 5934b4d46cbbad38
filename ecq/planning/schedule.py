"""The one schedule of a plan: the order to work in, what is worked on each working day, and when each line runs.

Knows a plan, the terms of who works on it, and the scorer; must not know words. All days are dates. Page, report,
workbook, calendar file and API show this schedule.

In order: failed gates first, then what brings most per person-day. Gains of steps add up to the score exactly. What
comes before the second wave, confirming what is open, is `Plan.confirm`.

Everybody works through their own steps by themselves. The day on which a worker's steps can all be over is known
beforehand (`pieces.py`); within it the order is free as far as no lead time is kept waiting too long. Each day the
first step is taken, in the order in which one would like to work, whose work leaves enough days for all others; a
rung after the one below it is over, if there is anything else to do. So work goes step by step, and a step is opened
in between only when its lead time can wait no longer. All of a day's capacity is spent while there is work.

A step counts in the score from its end on, which is a working day, and not before. Scores are the scorer's, of the
assessment with the steps finished by then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Literal

from ecq.assessment.model import Assessment, PlanTerms
from ecq.base.caches import once
from ecq.base.errors import PlanningError
from ecq.planning.calendar import WEEK, Staffing, Worker, staffing_of
from ecq.planning.cheapest import Plan, PlanStep
from ecq.planning.limits import PROOF
from ecq.planning.pieces import Step, loads, ready_day, steps_in_time
from ecq.planning.what_if import TakenStep, apply
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import ZERO, Scorecard, score

QUICK_EFFORT, QUICK_DAYS = 2, 14
"""A quick win takes at most so many person-days, and days in a row."""


@dataclass(frozen=True)
class Work:
    """A step, and whether it is a quick win: an improvement of little work and short lead time that brings at least as
    many points per person-day as the plan on average."""

    step: PlanStep
    quick: bool


@dataclass(frozen=True)
class Wave:
    """Work to be done before what follows, with its person-days, and both scores once this and all before it is done."""

    kind: Literal["gates", "rest"]
    work: tuple[Work, ...]
    effort: Fraction
    score: Fraction
    evidenced: Fraction


def in_working_order(steps: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    """Failed gates first, then most points per person-day, what costs nothing before all; equals in question order."""
    return tuple(sorted(steps, key=lambda step: (not step.gate, step.effort > 0, -_per_day(step))))


def _per_day(step: PlanStep) -> Fraction:
    return step.gain / step.effort if step.effort else step.gain


def waves(plan: Plan) -> tuple[Wave, ...]:
    """The steps of a plan in working order: those that pass failed gates, then the rest; a wave without work is left out."""
    ordered = in_working_order(plan.steps)
    average = sum((step.gain for step in ordered), ZERO) / plan.effort if plan.effort else ZERO
    found, score, evidenced = [], plan.score_before, plan.evidenced_before
    kinds: tuple[Literal["gates", "rest"], ...] = ("gates", "rest")
    for kind in kinds:
        done = [step for step in ordered if step.gate == (kind == "gates")]
        if done:
            score += sum((step.claimed for step in done), ZERO)
            evidenced += sum((step.proved for step in done), ZERO)
            work = tuple(Work(step, _quick(step, average)) for step in done)
            found.append(Wave(kind, work, sum((step.effort for step in done), ZERO), score, evidenced))
    return tuple(found)


def _quick(step: PlanStep, average: Fraction) -> bool:
    small = step.effort <= QUICK_EFFORT and step.in_a_row <= QUICK_DAYS
    return step.kind == "improve" and small and _per_day(step) >= average


@dataclass(frozen=True)
class ScheduledStep:
    """A step with its days. `step` is the option, band or item it leads to, or `limits.PROOF`.

    `starts` and `last` are the first and the last day it is worked on; from `begins` on its lead time counts; `over` is the
    day on which it is over, and `ends` the working day on which it counts as finished.
    """

    question: str
    step: str
    owner: str
    effort: Fraction
    lead_time: Fraction
    gate: bool
    starts: str
    begins: str
    last: str
    over: str
    ends: str


@dataclass(frozen=True)
class Spent:
    """Person-days that an owner spends on a step on one working day."""

    date: str
    owner: str
    question: str
    step: str
    days: Fraction


@dataclass(frozen=True, eq=False)
class Standing:
    """What has been finished on a day and before, as (question, step), and how the assessment then scores."""

    date: str
    finished: tuple[tuple[str, str], ...]
    card: Scorecard


@dataclass(frozen=True, eq=False)
class Schedule:
    """Steps in question order, work day by day, and the working day on which all is over; `begins` is the first one there is."""

    rubric: Rubric
    assessment: Assessment
    plan_steps: tuple[PlanStep, ...]
    steps: tuple[ScheduledStep, ...]
    spent: tuple[Spent, ...]
    begins: str
    ready: str

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The standing on the first day, and on each day on which something ends."""
        return tuple(_standings(self))

    def standing(self, date: str) -> Standing:
        """How things stand on a date: what has ended by then is finished. Before the first day nothing is."""
        return self.standings[max(bisect_right([one.date for one in self.standings], date) - 1, 0)]


def schedule(rubric: Rubric, assessment: Assessment, plan_steps: Iterable[PlanStep], staffing: Staffing) -> Schedule:
    """The schedule of the steps of a plan.

    It ends on the day of `pieces.ready_day`. Raises PlanningError where a question is the work of somebody without
    person-days, or where it would not end within ten years.
    """
    everything = tuple(plan_steps)
    shares: list[list[PlanStep]] = [[] for _ in staffing.workers]
    for plan_step in in_working_order(everything):
        shares[staffing.place_of(plan_step.question)].append(plan_step)
    worked = [
        _Worked(worker, [(one, stages_of(rubric, one)) for one in share])
        for worker, share in zip(staffing.workers, shares, strict=True)
    ]
    tracks = [track for one in worked for track in one.tracks]
    places = {question: place for place, question in enumerate(rubric.order)}
    steps = sorted((track.scheduled() for track in tracks), key=lambda step: places[step.question])
    spent = sorted((spent for track in tracks for spent in track.spendings()), key=lambda spent: spent.date)
    begins = staffing.calendar.date(0)
    ready = max((step.ends for step in steps), default=begins)
    return Schedule(rubric, assessment, everything, tuple(steps), tuple(spent), begins, ready)


def stages_of(rubric: Rubric, plan_step: PlanStep) -> tuple[Step, ...]:
    """The rungs of a step of a plan with their stages."""
    return steps_in_time(plan_step.rungs, bool(rubric.by_id[plan_step.question].parts))


class _Track:
    """A step while it is worked on: what is left of its opening and of the rest, and what is spent on which day.

    `of` is what it is part of; `below` are the tracks of the stage below it.
    """

    def __init__(self, worker: Worker, of: PlanStep, step: Step, per_day: int) -> None:
        self.worker, self.of, self.step, self._per_day = worker, of, step, per_day
        self.below: Sequence[_Track] = ()
        self.pieces = step.pieces(per_day)
        self.left = [piece.work for piece in self.pieces]
        self.spent: dict[int, int] = {}
        self.begun = None if any(self.left) else worker.calendar.worked[0]
        self._over: int | None = None

    @property
    def piece(self) -> int:
        """Which piece is worked on next."""
        return 0 if self.left[0] else 1

    def work(self, day: int, units: int) -> None:
        self.left[self.piece] -= units
        self.spent[day] = self.spent.get(day, 0) + units
        if self.begun is None and not self.left[0]:
            self.begun = day

    def may_be_worked(self, day: int, ahead: bool) -> bool:
        """Whether all below it is over by a day; `ahead`: whether it is begun."""
        if ahead:
            return all(one.begun is not None for one in self.below)
        return all(over is not None and over <= day for over in (one.over for one in self.below))

    @property
    def over(self) -> int | None:
        """The later of its last day of work, and its lead time after the later of its begin and the end of what is below."""
        if self._over is None and self.begun is not None and not any(self.left):
            below = [one.over for one in self.below]
            known = [over for over in below if over is not None]
            if len(known) == len(below):
                last = max(self.spent, default=self.begun)
                self._over = max(last, max([self.begun, *known]) + self.step.lead)
        return self._over

    def spendings(self) -> Iterator[Spent]:
        for day, units in self.spent.items():
            date, days = self.worker.calendar.date(day), Fraction(units, self._per_day)
            yield Spent(date, self.worker.owner, self.of.question, self.step.rung.id, days)

    def scheduled(self) -> ScheduledStep:
        """What is known of it in the end."""
        assert self.begun is not None
        assert self.over is not None
        rung, date = self.step.rung, self.worker.calendar.date
        ends = self.worker.calendar.on_or_after(max(self.over, 0))
        assert ends is not None
        return ScheduledStep(
            question=self.of.question,
            step=rung.id,
            owner=self.worker.owner,
            effort=rung.effort,
            lead_time=rung.lead_time,
            gate=self.of.gate,
            starts=date(min(self.spent, default=self.begun)),
            begins=date(self.begun),
            last=date(max(self.spent, default=self.begun)),
            over=date(self.over),
            ends=date(ends),
        )


class _Worked:
    """One worker's steps, in the order in which one would like to work, worked through day by day."""

    def __init__(self, worker: Worker, held: Sequence[tuple[PlanStep, Sequence[Step]]]) -> None:
        assert worker.per_week is not None
        self._worker, a_day = worker, worker.per_week / WEEK
        self._per_day = lcm(a_day.denominator, *(step.rung.effort.denominator for _, steps in held for step in steps))
        self._a_day, self._done = int(a_day * self._per_day), 0
        self.tracks = [track for of, steps in held for track in self._tracks(of, steps)]
        self._load = dict(loads(piece for track in self.tracks for piece in track.pieces))
        # For each number of days that is asked for, what can be spent before so many days are left.
        ready, count = self._ready(), worker.calendar.count
        self._room = {follow: self._a_day * count(ready - follow) for follow in self._load}
        self._open = [track for track in self.tracks if any(track.left)]
        for day in worker.calendar.worked:
            if not self._open:
                break
            self._work(day)

    def _tracks(self, of: PlanStep, steps: Iterable[Step]) -> Iterator[_Track]:
        stages: dict[int, list[_Track]] = {}
        for step in steps:
            track = _Track(self._worker, of, step, self._per_day)
            stages.setdefault(step.stage, []).append(track)
            track.below = stages.get(step.stage - 1, ())
            yield track

    def _ready(self) -> int:
        ready = ready_day(self._worker, self._load.items(), self._per_day)
        if ready is None:
            raise PlanningError(
                "the work does not end within ten years; give more person-days a week",
                "照这样十年内做不完，请增加每周人日",
            )
        return ready

    def _work(self, day: int) -> None:
        room = self._a_day
        while room and self._open:
            track, units = self._next(day, room)
            follow = track.pieces[track.piece].follow
            track.work(day, units)
            room, self._done = room - units, self._done + units
            for days in self._load:
                if days <= follow:
                    self._load[days] -= units
            if not any(track.left):
                self._open.remove(track)

    def _next(self, day: int, room: int) -> tuple[_Track, int]:
        """The first step, as one would like to work, that can be worked on without keeping another waiting too long."""
        for ahead in (False, True):
            for track in self._open:
                if track.may_be_worked(day, ahead):
                    units = min(room, track.left[track.piece], self._slack(track.pieces[track.piece].follow))
                    if units > 0:
                        return track, units
        raise AssertionError("what asks for most days can always be worked on")

    def _slack(self, follow: int) -> int:
        """How much can be spent on what must be followed by so many days, so that enough is left for what asks for more."""
        return min(
            (self._room[days] - self._done - load for days, load in self._load.items() if days > follow and load),
            default=self._done + self._load[0],
        )


# What is finished


def _standings(made: Schedule) -> Iterator[Standing]:
    reached, finished = made.assessment, list[tuple[str, str]]()
    for date in sorted({made.begins, *(step.ends for step in made.steps)}):
        finished += [(step.question, step.step) for step in made.steps if step.ends == date]
        changed = {step.question for step in made.steps if step.ends == date}
        reached = apply(
            made.rubric,
            reached.model_copy(update={"as_of": date}),  # what expires until then proves nothing any more
            [_finished(made.rubric, one, finished) for one in made.plan_steps if one.question in changed],
        )
        yield Standing(date, tuple(finished), score(made.rubric, reached))


def _finished(rubric: Rubric, plan_step: PlanStep, finished: Iterable[tuple[str, str]]) -> TakenStep:
    """A question as far as it is finished."""
    steps = [step for question, step in finished if question == plan_step.question]
    to = _answer(rubric.by_id[plan_step.question], plan_step, [step for step in steps if step != PROOF])
    return TakenStep(plan_step.question, to, PROOF in steps)


def _answer(question: Question, plan_step: PlanStep, steps: Sequence[str]) -> Value:
    """The answer that holds once these rungs of a step of a plan are finished."""
    if isinstance(question, ChecklistQuestion):
        rungs = {rung.id for rung in plan_step.rungs}
        return question.choose([*(item for item in plan_step.to if item not in rungs), *steps])
    return question.value_at(steps[-1]) if steps else plan_step.to


@dataclass(frozen=True)
class Slot:
    """The days on which work on a question begins and is finished, counted from the start of the plan; its owner ("" for nobody)."""

    owner: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Timeline:
    """The schedule of a plan, who works on it, and a slot for each of its lines, by question."""

    schedule: Schedule
    staffing: Staffing
    slots: Mapping[str, Slot]


def staffing_as_of(terms: PlanTerms, day: str) -> Staffing | None:
    """Who works from the day chosen on or, where that has passed, from the next working day on; None where nobody has said who.

    Raises PlanningError as `staffing_of` does.
    """
    if terms.start and terms.start < day:
        terms = terms.model_copy(update={"start": None})
    return staffing_of(terms, day)


@once
def timeline(rubric: Rubric, assessment: Assessment, steps: Sequence[PlanStep], day: str) -> Timeline | None:
    """When the steps of a plan run, as of a day; None without steps, or where nobody has said who works on them.

    Raises PlanningError as `staffing_of` and `schedule` do.
    """
    terms = assessment.terms
    staffing = staffing_as_of(terms, day) if steps else None
    if staffing is None:
        return None
    made = schedule(rubric, assessment, steps, staffing)
    of_line: dict[str, list[ScheduledStep]] = {}
    for step in made.steps:
        of_line.setdefault(step.question, []).append(step)
    day_of = staffing.calendar.day
    slots = {
        question: Slot(
            terms.owners.get(question, ""),
            day_of(min(step.starts for step in line)),
            day_of(max(step.ends for step in line)),
        )
        for question, line in of_line.items()
    }
    return Timeline(made, staffing, slots)
