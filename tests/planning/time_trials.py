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

from ecq.planning import ceilings
from ecq.planning.ceilings import Capped, Group, Work, least_within, out_of_reach

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


TRIALS: dict[str, Trial] = {
    "searching": searching,
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
