"""What speaks for it that a message says of a fact that it holds, or does not: counted from sentences and the states on their cards."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.belief import STATES, State, Told, circumstances, told_in
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.rubric.kinds import Question

PARTS = 5
"""Into so many parts the sentences go: circumstances are weighed with words counted in the others."""
FEWEST = 3
"""A mark counts for a fact if it stood so often in clauses that may tell of it."""
PULL = 3e-5
"""How much large weights cost."""

Stood = Mapping[State, tuple[int, Counter[str]]]


class _Case(NamedTuple):
    told: Told
    fact: str
    state: State
    part: int


def beliefs(
    said: Sequence[tuple[Question, QuestionFacts, dict[str, bool], dict[str, Any]]],
) -> tuple[dict[tuple[str, str], Stood], dict[str, tuple[float, float]]]:
    """For each fact what stood in clauses where it held, was denied and was not said; for each circumstance what it speaks for."""
    cases: dict[tuple[str, str], list[_Case]] = defaultdict(list)
    for at, (question, facts, state, case) in enumerate(said):
        told = told_in(hear_at(case["say"], question, facts), question, facts)
        for fact in facts.facts:
            of: State = "unsaid" if fact not in state else "held" if state[fact] else "denied"
            cases[question.id, fact].append(_Case(told, fact, of, at * 7919 % PARTS))
    rows, states = [], []
    for there in cases.values():
        for part in range(PARTS):
            counted = _stood([one for one in there if one.part != part])
            for one in there:
                if one.part == part:
                    rows.append(circumstances(one.told, one.fact, counted))
                    states.append(STATES.index(one.state))
    return {key: _stood(there) for key, there in sorted(cases.items())}, _weighed(rows, np.array(states))


def _stood(cases: Sequence[_Case]) -> Stood:
    """In how many clauses each state was told, and how often each mark stood there."""
    size, stood = Counter[State](), {state: Counter[str]() for state in STATES}
    for one in cases:
        size[one.state] += 1
        stood[one.state].update(one.told.marks(one.fact))
    every = sum(stood.values(), Counter[str]())
    return {
        state: (size[state], Counter({mark: times for mark, times in there.items() if every[mark] >= FEWEST}))
        for state, there in stood.items()
    }


def _weighed(rows: Sequence[Mapping[str, float]], states: Any) -> dict[str, tuple[float, float]]:
    """Logistic regression: what each circumstance speaks for "held" and for "denied", against "unsaid"."""
    names = sorted({name for row in rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    there = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            there[at, place[name]] = value
    spread = there.std(axis=0) + 1e-9
    scaled = there / spread
    is_so = np.stack([states == STATES.index("held"), states == STATES.index("denied")], axis=1).astype(float)

    def cost(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(len(names), 2)
        sums = scaled @ weights
        top = np.maximum(sums.max(axis=1), 0)
        whole = top + np.log(np.exp(sums - top[:, None]).sum(axis=1) + np.exp(-top))
        shares = np.exp(sums - whole[:, None])
        slope = scaled.T @ (shares - is_so) / len(rows) + 2 * PULL * weights
        return float((whole - (sums * is_so).sum(axis=1)).mean() + PULL * (weights**2).sum()), slope.ravel()

    found = minimize(cost, np.zeros(2 * len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    weights = found.x.reshape(len(names), 2) / spread[:, None]
    return {
        name: (round(float(held), 3), round(float(denied), 3))
        for name, (held, denied) in zip(names, weights, strict=True)
    }


def as_files(stood: Mapping[tuple[str, str], Stood], weights: Mapping[str, tuple[float, float]]) -> tuple[str, str]:
    """The two files."""
    told = defaultdict[str, dict[str, Any]](dict)
    for (question, fact), states in stood.items():
        told[question][fact] = {state: (size, _by_times(there)) for state, (size, there) in states.items()}
    lines = [f"{json.dumps(question)}: {json.dumps(facts, ensure_ascii=False)}" for question, facts in told.items()]
    weighed = [
        "# What each circumstance speaks for it that a fact is said to hold, and that it is said not to: made by python -m tests.talk.learn --write"
    ]
    weighed += [f'"{name}": [{held}, {denied}]' for name, (held, denied) in sorted(weights.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n", "\n".join(weighed) + "\n"


def _by_times(counted: Mapping[str, int]) -> dict[int, str]:
    """Marks by how often they stood there, the most frequent first."""
    by_times = defaultdict[int, list[str]](list)
    for mark, times in counted.items():
        by_times[times].append(mark)
    return {times: " ".join(sorted(there)) for times, there in sorted(by_times.items(), reverse=True)}
