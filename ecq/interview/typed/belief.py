"""How likely a message says of a fact that it holds, or that it does not.

What was heard of a fact (`hearing/`) is right more often in some circumstances than in others, and the words of the clause
that tells of it have stood where it held, where it was denied, or where nothing was said of it. How much each of this speaks
was counted once from the sentences in tests/talk and the states on their cards (`python -m tests.talk.learn --write`): the
words by naive Bayes (rubrics/facts/common/told.json), the circumstances by logistic regression (belief.yaml).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read, denials
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.hearing.claims import Heard
from ecq.interview.typed.hearing.mentions import of_a_part
from ecq.interview.typed.hearing.stating import LIMITED, TOPIC
from ecq.interview.typed.hearing.stating import STATES as STATED
from ecq.interview.typed.nearest import EXCLUDES, grams
from ecq.interview.typed.not_plain import leave_open
from ecq.rubric.kinds import Question
from ecq.rubric.loading import rubric_home

State = Literal["held", "denied", "unsaid"]
STATES: tuple[State, ...] = ("held", "denied", "unsaid")
DRAWN = 0.3
"""So much is added to how often a mark stood in each state, shared out as it stood in all of them."""
FEW = 2
"""What so few clauses say firmly is heard well, and what they only name is not stated."""
ABOUT_IT = 4.0
"""From this degree on a clause is about a fact by itself."""
MANY, LONG = 5, 24
"""A message of more clauses is a long one; so is a clause of more characters, or three times as many in English."""


@dataclass(frozen=True)
class Belief:
    """How likely a message says that a fact holds and that it does not, from 0 to 1, and the clause that tells of it."""

    held: float
    denied: float
    quote: str

    @property
    def said(self) -> float:
        """How likely it says either."""
        return self.held + self.denied

    def of(self, holds: bool) -> float:
        """How likely it says that the fact holds, or that it does not."""
        return self.held if holds else self.denied


@dataclass(frozen=True)
class Told:
    """The clauses of a message as they are read, how many denials each has, and how likely each is about each fact."""

    heard: Heard
    facts: QuestionFacts
    list_of_items: bool
    texts: tuple[str, ...]
    denials: tuple[int, ...]
    degrees: tuple[Mapping[str, float], ...]

    def clause_of(self, fact: str) -> int | None:
        """The clause that claims a fact, else the one most likely about it; None where it is claimed by a word about all or the rest."""
        claim = self.heard.claims.get(fact)
        if claim:
            return self.heard.quotes.index(claim.quote) if claim.quote in self.heard.quotes else None
        return self.likeliest(fact)

    def leaves_open(self, fact: str) -> bool:
        """Whether words leave a fact open, or few clauses that say something of a part only name it where it would raise the answer."""
        claim = self.heard.claims.get(fact)
        named = claim is not None and bool(claim.words) and not claim.stated and len(self.texts) <= FEW
        named = named and any(of_a_part(text) or LIMITED.search(text) for text in self.texts)
        raises = claim is not None and claim.holds is self.facts.wanted.get(fact, True)
        return fact in self.heard.open or (named and raises)

    def likeliest(self, fact: str) -> int | None:
        """The clause most likely about a fact, the first of equals."""
        return max(range(len(self.texts)), key=lambda at: self.degrees[at][fact], default=None)

    def marks(self, fact: str) -> frozenset[str]:
        """The marks of the clause that tells of a fact, with how often it denies."""
        at = self.clause_of(fact)
        return frozenset() if at is None else grams(self.texts[at]) | {f"|{min(self.denials[at], 2)}"}


def told_in(heard: Heard, question: Question, facts: QuestionFacts) -> Told:
    """What beliefs rest on, of a message as it was heard before anything was taken away."""
    leave_open(heard, question, facts)
    texts = tuple(map(as_read, heard.quotes))
    degrees = tuple(said.degrees(text, facts) for text in texts)
    return Told(heard, facts, bool(question.parts), texts, tuple(map(denials, texts)), degrees)


def belief(told: Told, fact: str) -> Belief:
    """How likely a message says that a fact holds, and that it does not."""
    there = circumstances(told, fact)
    sums = [math.fsum(weights.get(name, 0.0) * value for name, value in there.items()) for weights in _weights()]
    held, denied = (math.exp(one) for one in sums)
    at = told.clause_of(fact)
    quote = told.heard.quotes[at] if at is not None else ""
    return Belief(held / (1 + held + denied), denied / (1 + held + denied), quote)


def rather(told: Told, fact: str, least: float = 0.5) -> bool | None:
    """Whether a message says that a fact holds or does not, as far as that is so likely; None where neither is, and where words
    that leave it open would raise the answer.
    """
    believed = belief(told, fact)
    holds = True if believed.held >= least else False if believed.denied >= least else None
    return None if told.leaves_open(fact) and holds is told.facts.wanted.get(fact, True) else holds


def circumstances(
    told: Told, fact: str, counted: Mapping[State, tuple[int, Mapping[str, int]]] | None = None
) -> dict[str, float]:
    """What speaks for a belief, by name; `counted` is how often each mark stood where the fact held, was denied, or unsaid."""
    heard, at, best = told.heard, told.clause_of(fact), told.likeliest(fact)
    claim = heard.claims.get(fact)
    claimed = "none" if claim is None else "held" if claim.holds else "denied"
    here, text = (told.denials[at], told.texts[at]) if at is not None else (0, "")
    found = {
        "claimed": True,
        "in words": claim is not None and bool(claim.words),
        "firm": claim is not None and claim.firm,
        "stated": claim is not None and claim.stated,
        "denied here": here == 1,
        "denied twice": here > 1,
        "unread next": _at(told, at, 1, "unread"),
        "denied next": _at(told, at, 1, "denied"),
        "verdict next": _verdict_next(told, at),
        "denied behind": _denied_behind(told, at),
        "unread before": _at(told, at, -1, "unread"),
        "denied before": _at(told, at, -1, "denied"),
        "long": len(text) > _long(text),
        "English": bool(text) and not HAN.search(text),
        "many": len(told.texts) > MANY,
        "denials": min(sum(told.denials), 4) / 4,
        "wanted": told.facts.wanted.get(fact, True),
        "item": told.list_of_items,
        "open": fact in heard.open,
        "unclear": fact in heard.unclear,
        "filled in": claim is not None and claim.quote not in heard.quotes,
        "alone": len(told.texts) == 1,
        "of a part": of_a_part(text),
        "limited": LIMITED.search(text) is not None,
        "excepted": EXCLUDES.search(text) is not None,
        "topic": TOPIC.fullmatch(text) is not None,
        "states": STATED.search(text) is not None,
        "unread": min(len(heard.unread), 4) / 4,
    }
    circumstance = {f"{claimed}: {name}": float(value) for name, value in found.items() if value}
    if best is not None:
        degrees = told.degrees[best]
        beside = max((degree for name, degree in degrees.items() if name != fact), default=0.0)
        where = f"{claimed}, {min(told.denials[best], 2)} denials"
        circumstance |= {
            f"{where}: likeliest": 1.0,
            f"{where}: degree": _within(degrees[fact], 20) / 10,
            f"{where}: lead": _within(degrees[fact] - beside, 12) / 6,
        }
    stood = _stood(told.facts.question, fact) if counted is None else counted
    for name, speaks in _by_words(told.marks(fact), stood).items():
        circumstance |= {name: _within(speaks, 12), f"{name}, near": math.tanh(speaks / 3)}
    return circumstance


def _at(told: Told, at: int | None, beside: int, what: Literal["unread", "denied"]) -> bool:
    """Whether the clause beside one was not read, or denies something."""
    if at is None or not 0 <= at + beside < len(told.texts):
        return False
    return told.heard.quotes[at + beside] in told.heard.unread if what == "unread" else told.denials[at + beside] > 0


def _long(text: str) -> int:
    """How many characters make a clause a long one."""
    return LONG if HAN.search(text) else 3 * LONG


def _verdict_next(told: Told, at: int | None) -> bool:
    """Whether the clause right after one denies something and is about no fact by itself: "none of it's written", 漏了没做."""
    if at is None or at + 1 >= len(told.texts):
        return False
    return told.denials[at + 1] > 0 and max(told.degrees[at + 1].values()) < ABOUT_IT


def _denied_behind(told: Told, at: int | None) -> bool:
    """Whether any clause after one denies something, up to the next that claims a fact by words."""
    named = {claim.quote for claim in told.heard.claims.values() if claim.words}
    for quote, denied in list(zip(told.heard.quotes, told.denials, strict=True))[
        at + 1 if at is not None else len(told.texts) :
    ]:
        if quote in named or denied:
            return quote not in named
    return False


def _within(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _by_words(marks: frozenset[str], counted: Mapping[State, tuple[int, Mapping[str, int]]]) -> dict[str, float]:
    """How much the marks speak for one state against another (logarithms)."""
    every = sum(size for size, _ in counted.values())
    sums = dict.fromkeys(STATES, 0.0)
    known = [mark for mark in sorted(marks) if any(mark in there for _, there in counted.values())]
    for mark in known:
        share = (sum(there.get(mark, 0) for _, there in counted.values()) + 0.5) / (every + 1)
        for state, (size, there) in counted.items():
            sums[state] += math.log((there.get(mark, 0) + DRAWN * share) / (size + DRAWN))
    return {
        "held or denied": sums["held"] - sums["denied"],
        "held or unsaid": sums["held"] - sums["unsaid"],
        "denied or unsaid": sums["denied"] - sums["unsaid"],
    }


@lru_cache(maxsize=1_024)
def _stood(question: str, fact: str) -> Mapping[State, tuple[int, Mapping[str, int]]]:
    """In how many clauses each state of a fact was told, and how often each mark stood there."""
    states = _told().get(question, {}).get(fact, {})
    return {state: _counted(*states.get(state, (0, {}))) for state in STATES}


def _counted(clauses: int, by_times: Mapping[str, str]) -> tuple[int, Mapping[str, int]]:
    return clauses, {mark: int(times) for times, there in by_times.items() for mark in there.split()}


@lru_cache(maxsize=1)
def _told() -> Mapping[str, Mapping[str, Mapping[str, tuple[int, Mapping[str, str]]]]]:
    """The same of all facts, marks by how often they stood there; nothing where the rubrics are not ECQ's own."""
    path = rubric_home() / "facts" / "common" / "told.json"
    told: dict[str, dict[str, dict[str, tuple[int, dict[str, str]]]]]
    told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return told


@lru_cache(maxsize=1)
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """What each circumstance speaks for it that a fact is said to hold, and that it is said not to."""
    read: dict[str, tuple[float, float]] = yaml.load(
        Path(__file__).with_name("belief.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return {name: held for name, (held, _) in read.items()}, {name: denied for name, (_, denied) in read.items()}
