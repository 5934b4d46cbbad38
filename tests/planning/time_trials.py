"""Random trials of plans with days against oracles that do not use the rule they check: python -m tests.planning.time_trials.

    python -m tests.planning.time_trials NAME --cases N [--seed S]

Each trial makes one case from a seed, compares, and says what kind of case it was; the same seeds are always the same cases.
The tests run a few of each (`few`), the command as many as one likes, and prints what it saw.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from random import Random

from ecq.planning import Limits, ceilings
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import EVERY_WEEKDAY, HORIZON, Staffing, together
from ecq.planning.ceilings import Capped, Group, Work, least_within, out_of_reach
from ecq.planning.deadline_curve import Curve, curve, staff_needed
from ecq.planning.schedule import schedule
from tests.planning import brute
from tests.planning.highs import Independent
from tests.planning.random_plans import PER_WEEK, random_jobs, random_owners, random_plan, random_team

F = Fraction
Trial = Callable[[Random], Iterator[str]]


# The search within ceilings


def capped_problem(random: Random) -> tuple[list[tuple[int, list[Capped]]], list[int], int, int]:
    """A few groups in one to three parts with up to three ceilings each; often alike, proportional, or finely divided."""
    parts = [random.choice([0, 1, 1, 2, 3]) for _ in range(random.randint(1, 3))]
    kind = random.choice(["any", "alike", "proportional", "fine", "same"])
    groups = []
    for _ in range(random.randint(1, 6)):
        part, lowest = random.randrange(len(parts)), random.choice([0, 0, 0, 0, 2])
        options = []
        for rank in range(random.randint(1, 4)):
            cost, gain = {
                "any": lambda: (random.randint(0, 9), random.randint(0, 9)),
                "alike": lambda rank=rank: (2 * rank, 3 * rank),
                "proportional": lambda: (cost := random.randint(0, 12), 7 * cost + random.randint(0, 1)),
                "fine": lambda: (random.randint(0, 10**4), random.randint(0, 10**6)),
                "same": lambda: (random.choice([0, 2]), random.choice([0, 5])),
            }[kind]()
            loads = [
                random.choice([random.randint(0, cost + lowest), cost + lowest]) if at == part else 0
                for at, own in enumerate(parts)
                for _ in range(own)
            ]
            options.append(Capped(cost + lowest, gain, int(rank > 0), rank, tuple(loads)))
        groups.append((part, options))
    dearest = [
        sum(column)
        for column in zip(
            *(map(max, zip(*(o.loads for o in options), strict=True)) for _, options in groups), strict=True
        )
    ]
    ceilings = [random.randint(most // 3, most) for most in dearest]
    need = random.randint(0, sum(max(o.gain for o in options) for _, options in groups)) * 4 // 5
    most = sum(max(o.cost for o in options) for _, options in groups)
    return groups, ceilings, need, random.choice([10**9, 10**9, random.randint(0, most)])


def within_all(ceilings, chosen) -> bool:
    return all(sum(one.loads[at] for one in chosen) <= most for at, most in enumerate(ceilings))


def searching(random: Random) -> Iterator[str]:
    """The search within ceilings against every choice there is; cut short, its floor is below and its choice above the best."""
    groups, most_of, need, most = capped_problem(random)
    best = min(
        (
            (
                sum(o.cost for o in chosen),
                -sum(o.gain for o in chosen),
                sum(o.steps for o in chosen),
                [-o.rank for o in chosen],
            )
            for chosen in product(*[options for _, options in groups])
            if sum(o.gain for o in chosen) >= need and sum(o.cost for o in chosen) <= most
            if within_all(most_of, chosen)
        ),
        default=None,
    )
    asked = [Group(part, options) for part, options in groups]
    found = least_within(asked, most_of, need, most, Work(10**7))
    assert found.exact
    assert (found.ranks is None) == (best is None)
    if best is not None and found.ranks is not None:
        assert found.cost == found.floor == best[0]
        taken = [
            next(o for o in options if o.rank == rank) for (_, options), rank in zip(groups, found.ranks, strict=True)
        ]
        assert (sum(o.cost for o in taken), -sum(o.gain for o in taken)) == best[:2]
        assert within_all(most_of, taken)
        if all(len({(o.cost, o.gain) for o in options}) == len(options) for _, options in groups):
            assert [-rank for rank in found.ranks] == best[3]
            yield "ties compared"
    yield "there is a choice" if best else "there is none"
    if out_of_reach(asked, most_of, need, most):
        assert best is None
        yield "proved by prices alone"
    narrow, ceilings.NARROWEST = ceilings.NARROWEST, 2
    cut = least_within(asked, most_of, need, most, Work(0))
    ceilings.NARROWEST = narrow
    if cut.exact:
        assert (cut.ranks is None) == (best is None)
        assert best is None or cut.cost == best[0]
        return
    yield "cut short"
    assert best is None or cut.floor <= best[0]
    if cut.ranks is not None:
        assert best is not None
        assert cut.cost >= best[0]


# The day on which steps are ready, and the schedule that is ready then


def readying(random: Random) -> Iterator[str]:
    """The closed form against every interruptible schedule, ends by their definition; the schedule shown ends then too."""
    jobs, (rubric, assessment, steps), staffing, worked, per_week = random_jobs(random)
    best = brute.first_ready(jobs, worked, per_week)
    made = schedule(rubric, assessment, steps, staffing)
    assert staffing.calendar.day(made.ready) == best
    assert brute.ready_by_inequalities(jobs, worked, per_week) == best
    alone = brute.ready_by_inequalities(
        [((brute.Work(F(sum(w.effort for j in jobs for s in j for w in s)), F(0)),),)], worked, per_week
    )
    yield "lead times decide" if best > alone else "work decides"


# The curve


Ready = Callable[[brute.Choice], int | None]


def unbeaten(chosen: list[brute.Choice], ready: Ready) -> list[tuple[int, Fraction]]:
    """Day and effort of every choice that none beats: the curve."""
    best: dict[int, Fraction] = {}
    for choice in chosen:
        day = ready(choice)
        if day is not None:
            best[day] = min(best.get(day, choice.effort), choice.effort)
    points: list[tuple[int, Fraction]] = []
    for day in sorted(best):
        if not points or best[day] < points[-1][1]:
            points.append((day, best[day]))
    return points


class Case:
    """One aim with everything that can be chosen for it, small enough to be tried."""

    def __init__(self, random: Random, most: int = 4) -> None:
        self.rubric, self.assessment, self.limits = random_plan(random, random.choice([2, 3, most, most]))
        self.goal, self.end = random.choice(["ready", "ready", "score"]), random.choice(["best", "worst"])
        self.target = random.choice(
            ["none", "two-star", "two-star", "three-star", "three-star", "four-star", "five-star"]
        )
        self.aim = aim(self.rubric, self.assessment, self.target, self.limits, self.goal, self.end)
        wanted = self.rubric.band(self.target).from_
        self.choices = brute.choices(self.rubric, self.assessment, self.limits, self.goal, self.end, wanted)


def by_hand(staffing: Staffing) -> Ready:
    """The day of a choice: that of the owner who is ready last."""
    workers = {worker.owner: worker for worker in staffing.workers}

    def ready(choice: brute.Choice) -> int | None:
        days = []
        for owner, worker in workers.items():
            own = [stages for question, stages in choice.work if staffing.owners.get(question, "") == owner]
            days.append(brute.ready_by_inequalities(own, worker.calendar.worked, worker.per_week) if own else 0)
        return None if None in days else max(days)

    return ready


def same_curve(made: Curve, case: Case, ready: Ready) -> Iterator[str]:
    assert made.exact
    assert [(plan.day, plan.effort) for plan in made.plans] == unbeaten(case.choices, ready)
    for plan in made.plans:
        assert plan.effort == plan.low == sum((step.effort for step in plan.steps), F(0))
        assert plan.ready == made.staffing.calendar.date(plan.day)
        again = schedule(case.rubric, case.assessment, plan.steps, made.staffing)
        assert again.ready == plan.ready
    yield f"{min(len(made.plans), 3)} points{' or more' if len(made.plans) > 2 else ''}"


def together_trial(random: Random) -> Iterator[str]:
    """The curve for one number of person-days a week against every choice with its day; both ends, checklists item by item."""
    case = Case(random)
    start, off, per_week = random_team(random)
    staffing = together(per_week, start, EVERY_WEEKDAY, off)
    yield from same_curve(curve(case.aim, staffing), case, by_hand(staffing))


def owners_trial(random: Random) -> Iterator[str]:
    """The same by owner."""
    case = Case(random)
    staffing = random_owners(random, case.rubric, random.choice(["ab", "abc"]))
    yield from same_curve(curve(case.aim, staffing), case, by_hand(staffing))


def cut_trial(random: Random) -> Iterator[str]:
    """A search that is cut short: what it proves is true, what it finds is a plan, and the curve still falls."""
    case = Case(random)
    staffing = (
        random_owners(random, case.rubric, "ab")
        if random.random() < 0.5
        else together(F(5), "2026-12-01", EVERY_WEEKDAY)
    )
    true = unbeaten(case.choices, by_hand(staffing))
    narrow, ceilings.NARROWEST = ceilings.NARROWEST, 1
    made = curve(case.aim, staffing, work=random.choice([0, 1000]))
    ceilings.NARROWEST = narrow
    assert [plan.day for plan in made.plans] == sorted({plan.day for plan in made.plans})
    assert [plan.effort for plan in made.plans] == sorted({plan.effort for plan in made.plans}, reverse=True)
    lows = [plan.low for plan in made.plans]
    assert lows == sorted(lows, reverse=True)
    assert made.impossible < (true[0][0] if true else HORIZON + 1)
    ends = [plan.day for plan in made.plans[1:]] + [HORIZON + 1]
    for plan, end in zip(made.plans, ends, strict=False):
        for day in (plan.day, end - 1):
            least = min(effort for ready, effort in true if ready <= day)
            assert plan.low <= least <= plan.effort
            assert not plan.exact or least == plan.effort
    yield "exact all the same" if made.exact else "a gap in days" if not made.earliest_proved else "a gap in effort"


def needed_trial(random: Random) -> Iterator[str]:
    """The least person-days a week for a day, or the least factor of everybody's, against every choice."""
    case = Case(random)
    split = random.random() < 0.5
    staffing = (
        random_owners(random, case.rubric, "ab") if split else together(F(1), *random_team(random)[:1], EVERY_WEEKDAY)
    )
    day = random.choice([0, 3, 7, 14, 20, 31, 60, 90, 120, 200])
    factors = []
    for choice in case.choices:
        needs = []
        for worker in staffing.workers:
            own = [stages for question, stages in choice.work if staffing.owners.get(question, "") == worker.owner]
            needed = brute.per_week_needed(own, worker.calendar.worked, day)
            needs.append(None if needed is None else needed / worker.per_week)
        factors.append(None if None in needs else max(needs))
    least = min((one for one in factors if one is not None), default=None)
    found = staff_needed(case.aim, staffing, staffing.calendar.date(day))
    assert found.exact
    assert found.factor == least
    if least is None:
        yield "nobody would help"
        return
    assert found.too_little < least or least == 0
    if least:
        more, less = (
            Staffing(tuple(w.times(f) for w in staffing.workers), staffing.owners)
            for f in (least, found.too_little or least / 2)
        )
        assert curve(case.aim, more).by(found.date) is not None
        assert curve(case.aim, less).proved_impossible(found.date)
    yield "a whole plan" if least else "nothing to do"


# Larger plans against a solver that shares nothing with ours


class LargeCase(Case):
    """Ten to thirty questions, too many to be tried."""

    def __init__(self, random: Random) -> None:
        self.rubric, self.assessment, self.limits = random_plan(random, random.randint(10, 30))
        self.limits = Limits(efforts=self.limits.efforts, lead_times=self.limits.lead_times, locked=self.limits.locked)
        self.goal, self.end = random.choice(["ready", "score"]), random.choice(["best", "worst"])
        self.target = random.choice(["three-star", "four-star", "five-star", "five-star"])
        self.aim = aim(self.rubric, self.assessment, self.target, self.limits, self.goal, self.end)


def solver_trial(random: Random) -> Iterator[str]:
    """Each plan of a curve, and the day before it is ready, against HiGHS."""
    case = LargeCase(random)
    split = random.random() < 0.4
    staffing = (
        random_owners(random, case.rubric, "abc")
        if split
        else together(random.choice(PER_WEEK[4:]), "2026-12-01", EVERY_WEEKDAY)
    )
    made = curve(case.aim, staffing)
    assert made.exact
    other = Independent(case.rubric, case.assessment, case.limits, case.goal, case.end, staffing)
    expected, wanted = None, case.rubric.band(case.target).from_
    for plan in made.plans:
        assert plan.day == 0 or other.least(wanted, plan.day - 1) == expected
        assert other.least(wanted, plan.day) == plan.effort
        expected = plan.effort
        yield "a deadline on the curve"
        yield "a deadline the day before"
    assert other.least(wanted, HORIZON) == expected
    yield f"{'owners' if split else 'together'}, {'several plans' if len(made.plans) > 1 else 'one plan or none'}"


TRIALS: dict[str, Trial] = {
    "searching": searching,
    "readying": readying,
    "together": together_trial,
    "owners": owners_trial,
    "cut": cut_trial,
    "needed": needed_trial,
    "solver": solver_trial,
}


def few(name: str, cases: int, seed: int = 0) -> Counter[str]:
    """So many cases of a trial, and how many were of which kind."""
    seen: Counter[str] = Counter()
    for case in range(seed, seed + cases):
        try:
            seen.update(TRIALS[name](Random(case)))
        except AssertionError as error:
            raise AssertionError(f"{name}, seed {case}: {error}") from error
    return seen


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("name", choices=TRIALS)
    asked.add_argument("--cases", type=int, default=100)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    begun = time.perf_counter()
    seen = few(options.name, options.cases, options.seed)
    print(f"{options.name}: {options.cases} cases, none differs, {time.perf_counter() - begun:.0f} s")
    for kind, count in sorted(seen.items()):
        print(f"  {kind}: {count}")


if __name__ == "__main__":
    main()
