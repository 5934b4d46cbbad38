"""What it costs to begin all that mends failed gates before anything else, as a difference of two days.

The schedule prefers failed gates, but keeps no lead time waiting for them. As a rule without exception, the first steps of
these gates are opened before any other work: their openings then come before every other piece, whatever days that asks
for. That is still a sum for each number of days, so the day is as exact as the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import lcm

from ecq.planning.cheapest import PlanStep
from ecq.planning.pieces import Piece, Step, loads, ready_day
from ecq.planning.schedule import stages_of
from ecq.planning.staffing import Staffing, Worker
from ecq.rubric.model import Rubric


def ready_with_gates_first(rubric: Rubric, plan_steps: Iterable[PlanStep], staffing: Staffing) -> str | None:
    """The day on which the steps of a plan are over if failed gates are begun before all else; None beyond ten years."""
    shares: list[list[tuple[bool, Step]]] = [[] for _ in staffing.workers]
    for plan_step in plan_steps:
        steps = stages_of(rubric, plan_step)
        shares[staffing.place_of(plan_step.question)] += [(plan_step.gate and step.stage == 0, step) for step in steps]
    days = [_ready(worker, share) for worker, share in zip(staffing.workers, shares, strict=True) if share]
    known = [day for day in days if day is not None]
    return staffing.calendar.date(max(known, default=0)) if len(known) == len(days) else None


def _ready(worker: Worker, share: Sequence[tuple[bool, Step]]) -> int | None:
    """The day of one worker's steps, each with whether it mends a failed gate and lies lowest."""
    per_day = lcm(*(step.rung.effort.denominator for _, step in share))
    first: list[Piece] = []
    others: list[Piece] = []
    for before_all, step in share:
        opening, rest = step.pieces(per_day)
        (first if before_all else others).append(opening)
        others.append(rest)
    before = sum(piece.work for piece in first)
    waiting = loads(piece for piece in others if piece.work)
    idle = loads(piece for piece in others if not piece.work)
    asked = [*loads(first), *idle, *((follow, work + before) for follow, work in waiting)]
    return ready_day(worker, asked, per_day)
