"""A rubric of hundreds of questions with answers and efforts, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from ecq.assessment.model import Assessment
from ecq.planning import Limits
from ecq.rubric.model import Rubric
from tests import building as b

F = Fraction


def large(seed: int, count: int = 300) -> tuple[Rubric, Assessment, Limits, Random]:
    """A rubric of so many questions with random points, credits, efforts, gates and answers."""
    random = Random(seed)
    made = []
    for n in range(count):
        more = {"gate": b.gate("o1")} if random.random() < 0.1 else {}
        if n % 4 == 3:
            made.append(b.checklist(f"q{n}", random.randint(2, 5)))
        else:
            steps = sorted(random.sample(range(1, 10), random.randint(0, 3)))
            made.append(b.level(f"q{n}", (F(0), *(F(step, 10) for step in steps), F(1)), **more))
    sizes = [10] * (count // 10)
    weights = [random.randint(1, 5) for _ in sizes]
    tree = [
        b.node(f"n{k}", b.node(f"i{k}", *(f"q{10 * k + j}" for j in range(10))), points=F(100 * w, sum(weights)))
        for k, w in enumerate(weights)
    ]
    rubric = b.rubric(made, tree)
    answers = {
        q.id: b.worst(q) if random.random() < 0.3 else random.choice(list(b.values(q))) for q in rubric.questions
    }
    assessment = b.answered(rubric, {q: value for q, value in answers.items() if random.random() < 0.9})
    for question in rubric.questions:
        if random.random() < 0.4:
            assessment = b.prove(assessment, question)
    steps = [f"{q.id}/{step}" for q in rubric.questions for step in q.steps]
    efforts = {step: F(random.choice([1, 2, 3, 4, 6, 8, 10, 16, 20, 24, 30, 40]), 2) for step in steps}
    return rubric, assessment, Limits(efforts=efforts), random


HARD: dict[str, Callable[[int, Random], int]] = {
    "proportional": lambda days, random: days,
    "proportional and half a day": lambda days, random: days + 500,
    "all but proportional": lambda days, random: days + random.randint(-3, 3),
    "equal": lambda days, random: 2000,
    "unlike": lambda days, random: random.randint(10_000, 99_999),
}
"""Efforts in thousandths of a day against points, from which the price tells little of what to choose."""


def hardest(kind: str, count: int) -> tuple[Rubric, Assessment, Limits]:
    """Yes-no questions, all answered no, with efforts of five digits to a thousandth of a day."""
    random = Random(count)
    days = [random.randint(10_000, 99_999) for _ in range(count)]
    worth = [(f"q{n}", F(100 * one, sum(days))) for n, one in enumerate(days)]
    rubric = b.rubric([b.yes_no(q) for q, _ in worth], [b.node("all", b.node("part", *worth))])
    efforts = {f"q{n}/yes": F(HARD[kind](one, random), 1000) for n, one in enumerate(days)}
    return rubric, b.answered(rubric, {q: "no" for q, _ in worth}), Limits(efforts=efforts)
