"""Random plans: small and larger rubrics with answers, efforts, lead times and people, the same for the same seed."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from ecq.assessment.model import Assessment
from ecq.base.day import day_after
from ecq.planning import PROOF, Limits
from ecq.planning.by_deadline import aim
from ecq.planning.calendar import EVERY_WEEKDAY, Staffing, by_owner, together
from ecq.planning.problem import Subject
from ecq.rubric.kinds.base import Raise
from ecq.rubric.model import Rubric
from tests import building as b
from tests.planning.brute import Stages, Work, weekdays

F = Fraction
EFFORTS = {
    "days": lambda random: F(random.choice([0, 1, 1, 2, 3, 5, 8])),
    "half days": lambda random: F(random.choice([0, 1, 1, 2, 3, 4, 6, 10]), 2),
    "thousandths": lambda random: F(random.randint(0, 6000), 1000),
    "equal": lambda random: F(2),
}
LEADS = {
    "any": lambda random: F(random.choice([0, 1, 3, 7, 14, 30, 60])),
    "long": lambda random: F(random.choice([2, 10, 21, 45, 90])),
    "equal": lambda random: F(14),
    "none": lambda random: F(0),
    "fractions": lambda random: F(random.randint(0, 40), 4),
    "quick-dear": None,
}


BANDS = tuple(band | {"from": F(20 * n)} for n, band in enumerate(b.BANDS))
"""Grades from 20, 40, 60 and 80 points, so that there is more than one way to most of them."""


def random_plan(random: Random, count: int) -> tuple[Rubric, Assessment, Limits]:
    """A rubric of so many questions, answers to most of them, and limits with efforts and lead times for every step."""
    made: list[dict[str, Any]] = []
    for n in range(count):
        kind = random.choice(["level", "level", "yes_no", "checklist"])
        if kind == "checklist":
            made.append(b.checklist(f"q{n}", random.randint(2, 3)))
        elif kind == "yes_no":
            gate = b.gate("yes") if random.random() < 0.2 else None
            made.append(b.yes_no(f"q{n}", gate=gate))
        else:
            between = sorted(random.sample(range(1, 10), random.randint(0, 2)))
            gate = b.gate("o1") if random.random() < 0.15 else None
            made.append(b.level(f"q{n}", (F(0), *(F(tenth, 10) for tenth in between), F(1)), gate=gate))
    weights = [random.randint(1, 5) for _ in made] if random.random() < 0.7 else [1] * len(made)
    tree = [
        b.node(
            "all", b.node("part", *((q["id"], F(100 * w, sum(weights))) for q, w in zip(made, weights, strict=True)))
        )
    ]
    rubric = b.rubric(made, tree, bands=BANDS)
    answers = {
        q.id: b.worst(q) if random.random() < 0.5 else random.choice(list(b.values(q)))
        for q in rubric.questions
        if random.random() < 0.85
    }
    assessment = b.answered(rubric, answers)
    for question in rubric.questions:
        if random.random() < 0.4:
            assessment = b.prove(assessment, question)
    return rubric, assessment, random_limits(random, rubric)


def random_limits(random: Random, rubric: Rubric) -> Limits:
    """Efforts and lead times of one of the kinds above, sometimes a lock or an exclusion."""
    effort = random.choice(list(EFFORTS.values()))
    lead = random.choice([*LEADS, *3 * ["any", "long", "quick-dear"]])
    efforts, leads = {}, {}
    for question in rubric.questions:
        for step in (*question.steps, PROOF):
            key = f"{question.id}/{step}"
            efforts[key] = effort(random)
            if step != PROOF:
                leads[key] = F(60 if efforts[key] <= 2 else 7) if lead == "quick-dear" else LEADS[lead](random)
            elif random.random() < 0.05:
                leads[key] = F(3)
    more: dict[str, Any] = {}
    if random.random() < 0.1:
        more["locked"] = random.sample(rubric.order, 1)
    if random.random() < 0.1:
        more["excluded"] = random.sample(sorted(efforts), 1)
    if random.random() < 0.1:
        more["capacity"] = F(random.randint(1, 20), 2)
    return Limits(efforts=efforts, lead_times=leads, **more)


STARTS = [f"2026-12-{day:02}" for day in range(1, 15)]
PER_WEEK = [F(1, 5), F(1), F(5, 2), F(5), F(6), F(7), F(10), F(15), F(20), F(30), F(50), F(10_000)]


def random_days_off(random: Random, start: str) -> list[str]:
    """None, some, or a fortnight from the first day on."""
    kind = random.choice(["none", "none", "some", "fortnight"])
    days = {"none": [], "some": random.sample(range(40), 8), "fortnight": range(14)}[kind]
    return [day_after(start, day) for day in days]


def random_team(random: Random) -> tuple[str, list[str], Fraction]:
    """A start, days off, and person-days a week."""
    start = random.choice(STARTS)
    return start, random_days_off(random, start), random.choice(PER_WEEK)


def random_owners(random: Random, rubric: Rubric, names: str) -> Staffing:
    """Owners of all questions, each with days off and person-days a week of their own."""
    start = random.choice(STARTS)
    per_week = {name: random.choice(PER_WEEK[1:]) for name in names}
    own = {name: random_days_off(random, start) for name in names}
    return by_owner(per_week, {q: random.choice(names) for q in rubric.order}, start, EVERY_WEEKDAY, (), own)


def random_jobs(random: Random) -> tuple[Any, Any, Staffing, list[int], Fraction]:
    """One to four steps about some questions: as the oracle takes them and as a plan has them; who works, on which days."""
    while True:
        made, gates = [], []
        for n in range(random.choice([1, 2, 2, 3])):
            gates.append(random.random() < 0.25)
            kind = random.choice(["level", "checklist", "yes_no"])
            if kind == "checklist":
                made.append(b.checklist(f"q{n}", 2, gate=b.gate("2") if gates[-1] else None))
            elif kind == "yes_no":
                made.append(b.yes_no(f"q{n}", gate=b.gate("yes") if gates[-1] else None))
            else:
                credits = (F(0), *(F(tenth, 10) for tenth in range(2, 2 + 3 * random.randint(0, 2), 3)), F(1))
                made.append(b.level(f"q{n}", credits, gate=b.gate("o1") if gates[-1] else None))
        rubric = b.rubric(made)
        assessment = b.answered(rubric, {q.id: b.worst(q) for q in rubric.questions})
        keys = [f"{q.id}/{step}" for q in rubric.questions for step in (*q.steps, PROOF)]
        efforts = {key: F(random.choice([0, 1, 1, 2, 2, 3, 4, 5]), 2) for key in keys}
        leads = {key: F(random.choice([0, 1, 2, 3, 5, 7, 7, 10])) for key in keys if PROOF not in key}
        posed = aim(
            rubric, assessment, "none", Limits(efforts=efforts, lead_times=leads), random.choice(["ready", "score"])
        )
        raised = tuple((one, random.choice(one.raises)) for one in posed.problem.subjects)
        if sum(len(way.rungs) for _, way in raised) <= 4 and 1 <= sum(way.effort for _, way in raised) <= 6:
            break
    start, off = random.choice(STARTS), []
    if random.random() < 0.3:
        off = [day_after(start, day) for day in random.sample(range(12), 4)]
    per_week = random.choice([F(5, 2), F(5), F(5), F(15, 2), F(10), F(15)])
    staffing = together(per_week, start, EVERY_WEEKDAY, off)
    jobs = [stages_of(subject, way) for subject, way in raised]
    return (
        jobs,
        (rubric, assessment, posed.steps(raised)),
        staffing,
        weekdays(staffing.calendar.first, tuple(off)),
        per_week,
    )


def stages_of(subject: Subject, way: Raise) -> Stages:
    """The rungs of a raise as the oracle takes them."""
    works = [Work(rung.effort, rung.lead_time) for rung in way.rungs if rung.id != PROOF]
    stages = [tuple(works)] if subject.question.parts else [(work,) for work in works]
    proofs = [(Work(rung.effort, rung.lead_time),) for rung in way.rungs if rung.id == PROOF]
    return tuple([stage for stage in stages if stage] + proofs)
