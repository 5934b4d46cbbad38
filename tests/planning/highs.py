"""Plans as 0-1 programs for HiGHS, a solver that shares nothing with ours: a variable for each way of tests/planning/brute.py.

HiGHS works in floating point, so what it finds is rounded to whole choices and added up again in fractions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, inf, lcm

from ecq.assessment.model import Assessment
from ecq.planning import Limits
from ecq.planning.calendar import Staffing
from ecq.rubric.model import Rubric
from ecq.scoring.scorecard import score
from tests.planning import brute

F = Fraction
Row = tuple[Mapping[int, int], float, float]
"""Factors of some variables, and what their sum may come to."""


class Independent:
    """One end of a plan; with those who work on it, by a day too."""

    def __init__(
        self,
        rubric: Rubric,
        assessment: Assessment,
        limits: Limits,
        goal: str,
        end: str,
        staffing: Staffing | None = None,
    ) -> None:
        self.staffing, self.low = staffing, F(0)
        self.ways: list[tuple[int, str, brute.Way]] = []
        self.gains: list[Fraction] = []
        counted = [(q, one) for q, one in score(rubric, assessment).questions.items() if one.counts]
        for row, (question_id, one) in enumerate(counted):
            question = rubric.by_id[question_id]
            every = (brute.ways_in_time if staffing else brute.ways)(question, assessment, limits, one, goal, end)
            self.low += one.points * every[0].counted
            for way in every:
                if question.gate_credit is None or way.credit >= question.gate_credit:
                    self.ways.append((row, question_id, way))
                    self.gains.append(one.points * (way.counted - every[0].counted))
        self.efforts = [way.effort for *_, way in self.ways]
        self.point = lcm(*(gain.denominator for gain in self.gains))
        self.unit = gcd(*(int(gain * self.point) for gain in self.gains)) or 1
        self.day = lcm(*(effort.denominator for effort in self.efforts), 1)
        self.one_each: list[Row] = [
            ({at: 1 for at, (place, *_) in enumerate(self.ways) if place == row}, 1, 1) for row in range(len(counted))
        ]
        self.whole_efforts = {at: int(effort * self.day) for at, effort in enumerate(self.efforts)}
        self.whole_gains = {at: int(gain * self.point) // self.unit for at, gain in enumerate(self.gains)}

    def _best(self, goal: Mapping[int, int], more: Sequence[Row], closed: Sequence[int] = ()) -> list[int] | None:
        """The variables chosen to minimise a goal; None where none can be."""
        # Imported with the first plan: other processes only look which tests there are.
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        if not all(entries for entries, *_ in self.one_each):
            return None
        rows = [*self.one_each, *more]
        places = [(row, at, value) for row, (entries, *_) in enumerate(rows) for at, value in entries.items()]
        row, at, value = zip(*places, strict=True)
        matrix, upper = csr_array((value, (row, at)), shape=(len(rows), len(self.ways))), np.ones(len(self.ways))
        upper[list(set(closed))] = 0
        found = milp(
            np.array([goal[at] for at in range(len(self.ways))], dtype=float),
            integrality=np.ones(len(self.ways)),
            bounds=Bounds(0, upper),
            constraints=LinearConstraint(matrix, [low for _, low, _ in rows], [high for *_, high in rows]),
            options={"mip_rel_gap": 0},
        )
        return None if found.x is None else [at for at, value in enumerate(found.x) if value > 0.5]

    def least(self, wanted: Fraction, deadline: int | None = None) -> Fraction | None:
        """The least effort that reaches a score, by a day where one is given; None where nothing does."""
        need = wanted - self.low
        ceilings, closed = self._by(deadline) if deadline is not None else ([], [])
        enough = (self.whole_gains, ceil(need * self.point / self.unit) - 0.5, inf)
        chosen = self._best(self.whole_efforts, [enough, *ceilings], closed)
        if chosen is None:
            return None
        assert sum(self.gains[at] for at in chosen) >= need, "HiGHS rounded a constraint away"
        return sum((self.efforts[at] for at in chosen), F(0))

    def most(self, effort: Fraction) -> Fraction | None:
        """The highest score for at most so much effort; None where the gates take more."""
        dearest = (self.whole_efforts, -inf, floor(effort * self.day) + 0.5)
        chosen = self._best({at: -gain for at, gain in self.whole_gains.items()}, [dearest])
        if chosen is None:
            return None
        assert sum(self.efforts[at] for at in chosen) <= effort, "HiGHS rounded a constraint away"
        return self.low + sum(self.gains[at] for at in chosen)

    def _by(self, deadline: int) -> tuple[list[Row], list[int]]:
        """What fits into the days of each who works, and what cannot be chosen since there is no day for it."""
        assert self.staffing is not None
        ceilings: list[Row] = []
        closed: list[int] = []
        for worker in self.staffing.workers:
            own = [at for at, (_, q, _) in enumerate(self.ways) if self.staffing.owners.get(q, "") == worker.owner]
            last = worker.calendar.on_or_before(deadline)
            asked = {at: brute.asked_of([self.ways[at][2].stages]) for at in own if self.ways[at][2].stages}
            for follow in {0, *(days for loads in asked.values() for days in loads)}:
                days = 0 if last is None else bisect_right(worker.calendar.worked, last - follow)
                loads = {
                    at: int(max((w for d, w in own_loads.items() if d >= follow), default=F(0)) * self.day)
                    for at, own_loads in asked.items()
                }
                ceilings.append((loads, -inf, floor(worker.per_week * days * self.day / 5) + 0.5))
                closed += [at for at, own_loads in asked.items() if days == 0 and max(own_loads) >= follow]
        return ceilings, closed
