"""What a plan with days is to reach, and the plan of least effort for one deadline or proof that there is none.

Knows targets, limits, the ends of open questions, who works and the search within ceilings; must not know how
deadlines follow one another. The curve and the staff needed rest on it.

One option for each question, enough points, every gate; and for every worker and every number of days T the work that
at least T days must follow within what can be spent by then. An option that breaks a ceiling by itself is left out.
Of the other ceilings only those are searched with that a choice found without them has missed; once missed, it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

from ecq.assessment.model import Assessment
from ecq.planning.calendar import Staffing, Worker
from ecq.planning.ceilings import Group, Work, least_within, out_of_reach
from ecq.planning.cheapest import Plan, PlanStep, plan, steps_of
from ecq.planning.knapsack import Capped, Choice, Option, least_cost
from ecq.planning.limits import NO_LIMITS, Limits, check_limits, check_rubric, target_of
from ecq.planning.pieces import Piece, all_looked_at, loads, ready_day, steps_in_time
from ecq.planning.problem import End, Goal, Problem, Subject, problem
from ecq.rubric.kinds import ChecklistQuestion
from ecq.rubric.kinds.base import Raise
from ecq.rubric.model import GradeBand, Rubric
from ecq.scoring.scorecard import Scorecard, score


def leads_are_too_long(rubric: Rubric, assessment: Assessment, made: Plan, days: int) -> bool:
    """Whether no plan at all is over within so many days, however many people work on it: the steps whose own lead time
    is within them do not reach the target of a plan, which can be reached without the day."""
    if not made.feasible:
        return False
    limits = made.limits
    longest = Fraction(days) if limits.max_lead_time is None else min(limits.max_lead_time, Fraction(days))
    within = plan(rubric, assessment, made.target.id, replace(limits, max_lead_time=longest), made.goal)
    return not within.feasible and not within.least.undecided


@dataclass(frozen=True, eq=False)
class Aim:
    """A target, and the problem it poses with every choice that time can make worth having.

    `most`: person-days that there are in all; None for no limit.
    """

    rubric: Rubric
    assessment: Assessment
    card: Scorecard
    problem: Problem
    target: GradeBand
    goal: Goal
    most: Fraction | None

    @property
    def need(self) -> Fraction:
        """Points that are missing, in the score that the goal counts."""
        return self.target.from_ - self.problem.low

    @property
    def reachable(self) -> bool:
        """Whether all that can be done together reaches it, days and person-days aside."""
        return not self.problem.blocked and self.problem.most >= self.need

    def steps(self, raised: Iterable[tuple[Subject, Raise]]) -> tuple[PlanStep, ...]:
        """What was chosen as steps of a plan."""
        return steps_of(self.assessment, self.card, raised, self.goal)


def aim(
    rubric: Rubric,
    assessment: Assessment,
    target: str,
    limits: Limits = NO_LIMITS,
    goal: Goal = "ready",
    end: End = "best",
) -> Aim:
    """What it takes to the target, with the open questions at one end of what they can turn out to be.

    Raises PlanningError as `cheapest.plan` does.
    """
    check_rubric(rubric, assessment)
    check_limits(rubric, limits)
    card = score(rubric, assessment)
    posed = problem(rubric, assessment, card, limits, goal, end, in_time=True)
    return Aim(rubric, assessment, card, posed, target_of(rubric, target), goal, limits.capacity)


_Ceiling = tuple[int, int]
"""A worker's place, and for how many days the work must be followed."""

Raised = tuple[tuple[Subject, Raise], ...]
"""What is done about each question that moves, in question order."""


class TimedOption(NamedTuple):
    """An option of a question in whole units: its pieces, and as `pieces.loads` has them what they ask for."""

    option: Option
    pieces: tuple[Piece, ...]
    loads: tuple[tuple[int, int], ...]

    def load(self, follow: int) -> int:
        """Work that at least so many days must follow."""
        return sum(piece.work for piece in self.pieces if piece.follow >= follow)


STAYING = TimedOption(Option(0, 0, 0, 0), (), ())

OVERHEAD = 5
"""Steps of work that one search takes for each option, however little it looks at."""

UNLIMITED = 1 << 62
"""What can be spent where nobody limits it."""


@dataclass(frozen=True)
class Answer:
    """What was found for a deadline: ranks by question, or None; by the same reading as `ceilings.Within`."""

    ranks: tuple[int, ...] | None
    floor: int | None
    exact: bool


IMPOSSIBLE = Answer(None, None, exact=True)


class ByDeadline:
    """One aim with its questions in whole units, to be asked for one deadline after another."""

    def __init__(self, aim: Aim, work: Work) -> None:
        self.aim, self.work = aim, work
        self.per_day, self.per_point = aim.problem.per_day, aim.problem.per_point
        self.subjects = tuple(subject for subject in aim.problem.subjects if subject.raises)
        self.need = ceil(aim.need * self.per_point)
        self.most = None if aim.most is None else floor(aim.most * self.per_day)
        self.options = [self._options(subject) for subject in self.subjects]
        self.complete = all(
            all_looked_at(one.question) for one in self.subjects if isinstance(one.question, ChecklistQuestion)
        )

    @cached_property
    def cheapest(self) -> Choice | None:
        """The least effort without any deadline, with as much work as a plan without days is given."""
        return least_cost([[one.option for one in options] for options in self.options], self.need)

    def _options(self, subject: Subject) -> list[TimedOption]:
        side_by_side = bool(subject.question.parts)
        return [
            STAYING if way is None else self._timed(subject, rank, way, side_by_side)
            for rank, way in subject.ranks(gates=True)
        ]

    def _timed(self, subject: Subject, rank: int, way: Raise, side_by_side: bool) -> TimedOption:
        option = Option(int(way.effort * self.per_day), int(subject.gain(way) * self.per_point), 1, rank)
        steps = steps_in_time(way.rungs, side_by_side)
        pieces = tuple(piece for step in steps for piece in step.pieces(self.per_day))
        return TimedOption(option, pieces, loads(pieces))

    def raised(self, ranks: Sequence[int]) -> Raised:
        """Ranks as what is done about each question that moves."""
        return tuple(
            (subject, subject.raises[rank - 1]) for subject, rank in zip(self.subjects, ranks, strict=True) if rank
        )

    def chosen(self, ranks: Sequence[int]) -> list[TimedOption]:
        """Ranks as options, question by question."""
        return [
            next(one for one in options if one.option.rank == rank)
            for options, rank in zip(self.options, ranks, strict=True)
        ]


class Staffed:
    """The same with everybody who works on it: which worker does which question, and what can be spent by when."""

    def __init__(self, asked: ByDeadline, staffing: Staffing) -> None:
        self.asked, self.workers = asked, staffing.workers
        self.places = [staffing.place_of(subject.question.id) for subject in asked.subjects]
        self._missed: set[_Ceiling] = set()
        self._groups: dict[tuple[int, tuple[int, ...], tuple[_Ceiling, ...]], Group] = {}

    def times(self, factor: Fraction | None) -> Staffed:
        """With everybody's person-days so many times as many; None: without a limit. What was missed stays known."""
        other = copy(self)
        other.workers = tuple(worker.times(factor) for worker in self.workers)
        return other

    def least(self, day: int, thorough: bool = False) -> Answer:
        """The least effort of what can be over by a day, counted from the first one.

        `thorough`: what is cheapest without any deadline is looked at first.
        """
        rooms, permitted = self._permitted(day)
        if not self.asked.aim.reachable:
            return IMPOSSIBLE
        cheapest = self.asked.cheapest if thorough else None
        if cheapest is not None and self._keeps(cheapest, permitted, rooms):
            return Answer(cheapest.ranks, cheapest.floor, cheapest.exact)
        answer = self._searched(permitted, rooms)
        if self.asked.complete or self.asked.cheapest is None:
            return answer
        # Where choices of items were left out, all that is proved is what holds without a deadline.
        return Answer(answer.ranks, self.asked.cheapest.floor, exact=False)

    def _searched(self, permitted: Sequence[Sequence[TimedOption]], rooms: Sequence[_Rooms]) -> Answer:
        if not self._enough(permitted):
            return IMPOSSIBLE
        work, proved = self.asked.work, 0
        work.left -= OVERHEAD * sum(map(len, permitted))
        while True:
            found = least_within(*self._ceilings(permitted, rooms), self.asked.need, self._most(rooms), work)
            if found.ranks is None:
                return Answer(None, None if found.floor is None else max(found.floor, proved), found.exact)
            missed = self._missed_by(found.ranks, rooms)
            if not missed:
                return Answer(found.ranks, found.floor, found.exact)
            proved = max(proved, found.floor or 0)
            if work.left <= 0:
                return Answer(None, proved, exact=False)
            self._missed.update(missed)

    def surely_impossible(self, day: int) -> bool:
        """Whether it is quickly proved that nothing can be over by a day."""
        rooms, permitted = self._permitted(day)
        if not self.asked.aim.reachable:
            return True
        if not self.asked.complete:
            return False
        if not self._enough(permitted):
            return True
        return out_of_reach(*self._ceilings(permitted, rooms), self.asked.need, self._most(rooms))

    def ready(self, ranks: Sequence[int]) -> int:
        """The day on which a choice can be over; it lies within the horizon."""
        days = [
            ready_day(worker, self.loads(place, ranks), self.asked.per_day)
            for place, worker in enumerate(self.workers)
            if any(ranks[at] for at, whose in enumerate(self.places) if whose == place)
        ]
        return max((day for day in days if day is not None), default=0)

    def _permitted(self, day: int) -> tuple[list[_Rooms], list[list[TimedOption]]]:
        rooms = [_Rooms(worker, day, self.asked.per_day) for worker in self.workers]
        return rooms, [
            [one for one in options if all(work <= rooms[place].by(follow) for follow, work in one.loads)]
            for options, place in zip(self.asked.options, self.places, strict=True)
        ]

    def _enough(self, permitted: Sequence[Sequence[TimedOption]]) -> bool:
        """Whether every question has an option left, and all together gain what is needed."""
        return all(permitted) and sum(max(one.option.gain for one in left) for left in permitted) >= self.asked.need

    def _most(self, rooms: Sequence[_Rooms]) -> int:
        """The person-days that can be spent in all, in units."""
        most = sum(max(room.by(0), 0) for room in rooms)
        return most if self.asked.most is None else min(self.asked.most, most)

    def _keeps(self, choice: Choice, permitted: Sequence[Sequence[TimedOption]], rooms: Sequence[_Rooms]) -> bool:
        """Whether a choice keeps every ceiling, that of all person-days too."""
        if self.asked.most is not None and choice.cost > self.asked.most:
            return False
        ranks = [{one.option.rank for one in options} for options in permitted]
        known = all(rank in left for rank, left in zip(choice.ranks, ranks, strict=True))
        return known and not self._missed_by(choice.ranks, rooms)

    def _ceilings(
        self, permitted: Sequence[Sequence[TimedOption]], rooms: Sequence[_Rooms]
    ) -> tuple[list[Group], list[int]]:
        # Where there is no day yet nothing can be spent; what would need one is not permitted.
        ceilings = [max(rooms[place].by(follow), 0) for place, follow in sorted(self._missed)]
        return [self._group(at, options) for at, options in enumerate(permitted)], ceilings

    def _group(self, at: int, options: Sequence[TimedOption]) -> Group:
        """A question's options with the loads that are searched with; remembered, since few change with the deadline."""
        key = at, tuple(one.option.rank for one in options), tuple(sorted(self._missed))
        if key not in self._groups:
            mine, missed = self.places[at], sorted(self._missed)
            asked = [tuple(one.load(days) if place == mine else 0 for place, days in missed) for one in options]
            self._groups[key] = Group(
                mine, [Capped(*one.option, load) for one, load in zip(options, asked, strict=True)]
            )
        return self._groups[key]

    def _missed_by(self, ranks: Sequence[int], rooms: Sequence[_Rooms]) -> list[_Ceiling]:
        """For each worker whose ceilings a choice misses, the one that it misses by most."""
        missed = []
        for place, room in enumerate(rooms):
            over = [(work - max(room.by(follow), 0), follow) for follow, work in self.loads(place, ranks)]
            excess, follow = max(over)
            if excess > 0:
                missed.append((place, follow))
        return missed

    def loads(self, place: int, ranks: Sequence[int]) -> tuple[tuple[int, int], ...]:
        """What a choice asks of a worker, as `pieces.loads`."""
        chosen = self.asked.chosen(ranks)
        pieces = [
            piece for one, whose in zip(chosen, self.places, strict=True) if whose == place for piece in one.pieces
        ]
        return loads(pieces)


class _Rooms:
    """What a worker can spend by so many days before a deadline."""

    def __init__(self, worker: Worker, day: int, per_day: int) -> None:
        self._worker, self._per_day = worker, per_day
        self._last = worker.calendar.on_or_before(day)
        self._by: dict[int, int] = {}

    def by(self, follow: int) -> int:
        """Whole units; below 0 where that lies before the first working day."""
        if follow not in self._by:
            self._by[follow] = self._units(-1 if self._last is None else self._last - follow)
        return self._by[follow]

    def _units(self, day: int) -> int:
        if not self._worker.calendar.count(day):
            return -1
        units = self._worker.units_by(day, self._per_day)
        return UNLIMITED if units is None else units
