"""Which fact a clause is about, and what kind of message one is, by what people wrote.

Both are counted once from the sentences in tests/talk (`python -m tests.talk.learn --write`). For each fact the pairs of
characters and the words of clauses about it are known (rubrics/facts/common/said.yaml); a clause is about the fact that makes
what stands in it much more likely than it is in any clause (naive Bayes). That says nothing of whether the fact holds. For
messages that answer nothing (messages.yaml) it is known how much each mark speaks for them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from pathlib import Path
from typing import Literal

import yaml

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import NO, as_read, clauses
from ecq.interview.typed.nearest import grams, marks
from ecq.rubric.loading import rubric_home

ALIKE = 20
"""So many marks of any clause are added to those of a fact, so that the few clauses known of one do not say too much."""
PLAINLY, LEAD = 8.0, 4.0
"""From this degree on, and this far before the next fact, a clause is plainly about a fact (logarithms of likelihoods)."""

Kind = Literal["not-asked", "past", "plans", "elsewhere"]
SURE: Mapping[Kind, float] = {"not-asked": 2, "past": 32, "plans": 30, "elsewhere": 33}
"""From these degrees on a message is of a kind: of 332 that are of none, in a set not learned from, none is taken for one of the last three."""
HARDLY = -3.0
"""Below this degree it hardly may be that what is asked does not arise."""
MAYBE: Mapping[Kind, float] = {"past": 12, "plans": 5, "elsewhere": 12}
"""Below these degrees a message tells at most beside the matter of what was, is planned, or is so elsewhere."""

FEWEST = 24
"""So many marks a message has at least whose kind can be told: some ten characters, or five words."""


@dataclass(frozen=True)
class About:
    """The fact a clause is most likely about, how far before the next, and where in the clause that stands."""

    fact: str
    degree: float
    lead: float
    start: int
    end: int

    @property
    def plain(self) -> bool:
        """Whether the clause is plainly about it."""
        return self.degree >= PLAINLY and self.lead >= LEAD


@dataclass(frozen=True)
class Said:
    """How often each mark stood in clauses about a fact, and in all of them; `denial` says what one means of a fact.

    "holds": that it holds ("no clause limits…"); "unclear": now this, now that.
    """

    of: Mapping[str, Mapping[str, Mapping[str, int]]]
    denial: Mapping[tuple[str, str], str]
    in_all: Mapping[str, int]
    total: int
    _weights: dict[tuple[str, str], tuple[Mapping[str, float], float]] = field(default_factory=dict)

    def weights(self, question: str, fact: str) -> tuple[Mapping[str, float], float]:
        """What each mark of clauses about a fact speaks for it, and what any other does."""
        if (question, fact) not in self._weights:
            known = self.of.get(question, {}).get(fact, {})
            size = sum(known.values()) + ALIKE
            weights = {
                mark: math.log((times * self.total / (self.in_all[mark] + 0.5) + ALIKE) / size)
                for mark, times in known.items()
            }
            self._weights[question, fact] = weights, math.log(ALIKE / size)
        return self._weights[question, fact]


def degrees(text: str, facts: QuestionFacts) -> dict[str, float]:
    """How much more likely (logarithm) each fact makes a clause, as read."""
    there, weights = grams(text), said().weights
    told = {name: weights(facts.question, name) for name in facts.facts}
    return {name: _added(known, there, other) for name, (known, other) in told.items()}


def speaks_of(message: str, facts: QuestionFacts) -> bool:
    """Whether anything in a message stood in what people said of these facts."""
    there = grams(as_read(message))
    return any(not there.isdisjoint(said().weights(facts.question, name)[0]) for name in facts.facts)


def _added(known: Mapping[str, float], there: frozenset[str], other: float = 0.0) -> float:
    """The sum of what each mark that is there speaks, `other` where it is not known, which does not hang on the order: marks are a set, and the same words are to mean the same every time."""
    return round(math.fsum(map(known.get, there, repeat(other))), 6)


def about(text: str, facts: QuestionFacts) -> About | None:
    """The fact a clause, as read, is most likely about; None where it makes none more likely."""
    degree = degrees(text, facts)
    first, second = [*sorted(degree, key=lambda name: -degree[name]), "", ""][:2]
    if degree.get(first, 0) <= 0:
        return None
    lead = degree[first] - max(0.0, degree.get(second, 0.0))
    return About(first, degree[first], lead, *_where(text, said().weights(facts.question, first)[0]))


def _where(text: str, weights: Mapping[str, float]) -> tuple[int, int]:
    """The part between negations that says most of it."""
    found = [(text.find(mark), mark) for mark in grams(text) if weights.get(mark, 0) > 1]
    places = sorted((at, at + len(mark), weights[mark]) for at, mark in found if at >= 0)
    edges = [0, *(edge for no in NO.finditer(text) for edge in no.span()), len(text)]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        inside = [place for place in places if start <= place[0] and place[1] <= end]
        if inside:
            parts.append((sum(place[2] for place in inside), inside[0][0], max(place[1] for place in inside)))
    return max(parts)[1:] if parts else (0, len(text))


def denial_says_it_holds(facts: QuestionFacts, fact: str) -> bool | None:
    """Whether a denial in a clause about a fact says that it holds; None where that cannot be told."""
    meaning = said().denial.get((facts.question, fact))
    return None if meaning == "unclear" else meaning == "holds"


def not_asked(message: str) -> float:
    """How much speaks for it that what is asked does not arise; people often say so at the end."""
    return max(degree_of("not-asked", message), degree_of("not-asked", "，".join(clauses(message)[-3:])))


@lru_cache(maxsize=400)
def degree_of(kind: Kind, message: str) -> float:
    """How much speaks for it that a message is of a kind and answers nothing (logarithm); of one of a few words that cannot be told."""
    there, weights = marks(as_read(message)), _kinds()[kind]
    return _added(weights, there) if len(there) >= FEWEST else -math.inf


def not_now(message: str) -> bool:
    """Whether a message surely speaks of what was, what is planned, or of others."""
    kinds: tuple[Kind, ...] = ("past", "plans", "elsewhere")
    return any(degree_of(kind, message) >= SURE[kind] for kind in kinds)


@lru_cache(maxsize=1)
def said() -> Said:
    """What is known of all facts; nothing where the rubrics are not ECQ's own."""
    path = rubric_home() / "facts" / "common" / "said.yaml"
    told = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) if path.is_file() else {}
    of: dict[str, dict[str, dict[str, int]]] = {}
    denial, in_all = {}, Counter[str]()
    for question, facts in told.items():
        of[question] = {}
        for fact, counted in facts.items():
            denial[question, fact] = counted.pop("denial", "")
            known = {mark: int(times) for times, there in counted.items() for mark in there.split()}
            of[question][fact] = known
            in_all.update(known)
    return Said(of, denial, in_all, in_all.total() or 1)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[Kind, Mapping[str, float]]:
    text = Path(__file__).with_name("messages.yaml").read_text("utf-8")
    told: dict[Kind, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        kind: {mark: float(weight) for weight, there in weights.items() for mark in there.split("|")}
        for kind, weights in told.items()
    }
