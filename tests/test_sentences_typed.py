"""Sentences people type, and what they come to: tests/cases/sentences/*.yaml, readable without Python.

`question` is where a sentence is typed, `profile` what is known of the platform, `asked` the fact that was asked back before with
what was known then (`given`), or `after` what was said, of which it was asked. The rest is what must be so, by the names of
`LOOKS`: of facts and items `yes`, `no`, or `unsaid`. What is heard is what words say of the facts of a question; what is
overheard, all that a message says of them, by likeness too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import pytest

from ecq.interview.facts import QuestionFacts, facts_of
from ecq.interview.typed.deciding import answered, to_begin_with
from ecq.interview.typed.hearing.sentence import Heard, hear, hear_at
from ecq.interview.typed.outcomes import (
    Answer,
    AskFact,
    AskSaid,
    AskTerm,
    AskWhatIf,
    Correction,
    Go,
    NotApplicable,
    Note,
    NotUnderstood,
    PremiseDenied,
    ShowPage,
    Skip,
    Unsure,
)
from ecq.interview.typed.reading import understand
from ecq.interview.typed.replies.to_what_was_asked import reply_to
from ecq.interview.typed.wanted.commands import whom
from ecq.rubric.loading import load_library
from tests.lists_of_sentences import HOLDS, several, told

LIBRARY = load_library()
RUBRICS = [LIBRARY.rubric(name) for name in LIBRARY.layouts]
SET_UP = {"shows", "question", "profile", "asked", "given", "after", "say"}
KINDS: dict[str, type[Any]] = {
    "answer": Answer,
    "asking": AskFact,
    "note": Note,
    "not-understood": NotUnderstood,
    "not-applicable": NotApplicable,
    "premise-denied": PremiseDenied,
    "skip": Skip,
    "unsure": Unsure,
    "going": Go,
    "no-reply": type(None),
}


class Reading:
    """A sentence at a question, and what it comes to."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.said = case["say"]
        self.rubric = next(one for one in RUBRICS if case["question"] in one.by_id)
        self.question = self.rubric.by_id[case["question"]]
        self.facts = facts_of(self.question) or QuestionFacts()
        self.named = {*self.facts.facts, *(item.id for item in self.question.parts)}
        self.profile = {fact: held(value) for fact, value in case.get("profile", {}).items()}
        known = tuple((fact, HOLDS[holds] is True) for fact, holds in case.get("given", {}).items())
        self.asked = AskFact(case["asked"], known, 1, False) if "asked" in case else None
        if "after" in case:
            self.asked = self.read(case["after"])
            assert isinstance(self.asked, AskFact), self.asked

    def read(self, said: str) -> Any:
        return understand(said, self.question, self.rubric, self.rubric.order, self.profile)

    @cached_property
    def understood(self) -> Any:
        return reply_to(self.asked, self.said, self.question, self.facts) if self.asked else self.read(self.said)

    def answered(self, held: bool | None) -> Any:
        """What comes of a plain yes, no, or that nobody knows."""
        return answered(self.question, self.facts, replace(self.asked, firm=False), held, self.said)

    @cached_property
    def heard(self) -> Heard:
        return hear(self.said, self.facts)

    @cached_property
    def overheard(self) -> Heard:
        return hear_at(self.said, self.question, self.facts)

    def __repr__(self) -> str:
        return f"{self.understood}, heard {self.heard.known}, overheard {self.overheard.known}"

    def of(self, name: str) -> Any:
        """What only some outcomes have."""
        return getattr(self.understood, name, None)

    @property
    def sure(self) -> bool:
        return isinstance(self.understood, Answer) and self.understood.sure

    @property
    def known(self) -> dict[str, bool]:
        return dict(getattr(self.understood, "known", ()))

    @property
    def offered(self) -> list[Any]:
        return [*getattr(self.understood, "candidates", ())]

    @property
    def claims(self) -> dict[str, bool]:
        return {item: claim.holds for item, claim in self.overheard.claims.items() if claim.stated}

    @property
    def come_to(self) -> list[Any]:
        """The value of an answer, or what is offered."""
        return [self.understood.value] if isinstance(self.understood, Answer) else self.offered

    @property
    def ways(self) -> list[Any]:
        """Ways out of a question: the ids of reasons, and facts of the profile with their values."""
        ways = self.understood.ways if isinstance(self.understood, PremiseDenied) else ()
        return [one.reason_id if isinstance(one, NotApplicable) else {one.fact: one.value} for one in ways]

    @property
    def taken(self) -> dict[str, bool]:
        """What a question takes for known, or an answer or all that is offered have in common."""
        if isinstance(self.understood, AskFact):
            return self.known
        values = self.come_to
        if self.question.parts:
            return dict.fromkeys(set.intersection(*map(set, values)) if values else (), True)
        states = [state for state, option in self.facts.states if values == [option]]
        return {one: states[0][one] for one in self.facts.facts if len({state[one] for state in states}) == 1}

    def takes(self, one: str) -> bool:
        """Whether a fact or item is taken to be as is wanted of it."""
        return self.taken.get(one) is self.facts.wanted.get(one, True)


def held(value: Any) -> Any:
    """A value as an assessment holds it."""
    if isinstance(value, dict):
        return {name: held(of) for name, of in value.items()}
    return tuple(map(held, value)) if isinstance(value, list) else value


def has(known: dict[str, bool], wanted: dict[str, str]) -> bool:
    """Whether what is known of each is that."""
    return all(known.get(one) is HOLDS[holds] for one, holds in wanted.items())


def only(known: dict[str, bool], wanted: dict[str, str]) -> bool:
    """Whether that is known and no more."""
    return known.keys() == wanted.keys() and has(known, wanted)


def is_one(reading: Reading, kinds: str | list[str]) -> bool:
    return isinstance(reading.understood, tuple(KINDS[kind] for kind in several(kinds)))


LOOKS: dict[str, Callable[[Reading, Any], bool]] = {
    "becomes": is_one,
    "never": lambda reading, kinds: not is_one(reading, kinds),
    "value": lambda reading, wanted: is_one(reading, "answer") and reading.of("value") == held(wanted),
    "value if any": lambda reading, wanted: reading.of("value") in (None, wanted),
    "never value": lambda reading, value: reading.of("value") != held(value),
    "recorded": lambda reading, wanted: reading.sure is HOLDS[wanted],
    "doubt": lambda reading, wanted: reading.of("doubt") == wanted,
    "note": lambda reading, wanted: reading.of("note") == wanted,
    "offered": lambda reading, wanted: reading.offered == [held(one) for one in wanted],
    "comes to": lambda reading, wanted: sorted(reading.come_to) == sorted(map(held, wanted)),
    "comes to none of": lambda reading, ones: not {*reading.come_to} & {*ones},
    "offered first": lambda reading, wanted: reading.offered[: len(wanted)] == [held(one) for one in wanted],
    "offered at least": lambda reading, number: len(reading.offered) >= int(number),
    "offered has": lambda reading, wanted: held(wanted) in reading.offered,
    "asks": lambda reading, among: is_one(reading, "asking") and reading.of("fact") in several(among),
    "asks alone": lambda reading, fact: (reading.of("fact"), reading.of("asked"), reading.of("then")) == (fact, 1, ()),
    "asks first": lambda reading, wanted: (
        getattr(to_begin_with(reading.said, reading.question, reading.facts), "fact", "nothing")
        in ([*reading.facts.facts] if wanted == "anything" else [wanted])
    ),
    "firm": lambda reading, wanted: reading.of("firm") is HOLDS[wanted],
    "known": lambda reading, wanted: has(reading.known, wanted),
    "known only": lambda reading, wanted: only(reading.known, wanted),
    "known at most": lambda reading, wanted: (
        not is_one(reading, "asking")
        or all(HOLDS[wanted.get(one, "unsaid")] is holds for one, holds in reading.known.items())
    ),
    "known or asked": lambda reading, fact: bool(reading.known.get(fact)) or reading.of("fact") == fact,
    "not known to hold": lambda reading, fact: reading.known.get(fact) is not True,
    "not known to lack": lambda reading, fact: reading.known.get(fact) is not False,
    "takes none of": lambda reading, ones: not any(map(reading.takes, ones)),
    "says nothing of": lambda reading, one: one not in str(reading.understood),
    "heard": lambda reading, wanted: has(reading.heard.known, wanted),
    "heard only": lambda reading, wanted: only(reading.heard.known, wanted),
    "overheard": lambda reading, wanted: has(reading.overheard.known, wanted),
    "overheard only": lambda reading, wanted: only(reading.overheard.known, wanted),
    "claims only": lambda reading, wanted: only(
        {item: holds for item, holds in reading.claims.items() if item not in reading.overheard.open}, wanted
    ),
    "claims": lambda reading, wanted: has(reading.claims, wanted),
    "left open": lambda reading, ones: (
        {*reading.overheard.open} == {*ones} and not reading.overheard.claims.keys() & {*ones}
    ),
    "reason": lambda reading, wanted: (
        reading.understood == NotApplicable() if wanted == "none" else wanted in reading.ways
    ),
    "ways": lambda reading, wanted: reading.ways == [held(one) for one in wanted],
    "words": lambda reading, wanted: wanted == "as said" and reading.of("ways")[0].words == reading.said,
    "answers": lambda reading, holds: reading.understood == reading.answered(HOLDS[holds]),
    "kept": lambda reading, wanted: wanted == "as said" and reading.understood == Note(reading.said),
    "is": lambda reading, wanted: reading.understood == wanted,
    "is not": lambda reading, command: reading.understood != command,
    "sends to": lambda reading, name: reading.understood == "colleague" and whom(reading.said) == name,
    "asks what was said of": lambda reading, topic: reading.understood == AskSaid(topic),
    "asks what if": lambda reading, what: reading.understood == AskWhatIf(what),
    "opens": lambda reading, page: reading.understood == ShowPage(page),
    "goes to": lambda reading, place: reading.understood == Go(place),
    "explains": lambda reading, wanted: wanted == "nothing" and reading.understood == AskTerm(None),
    "puts right the answer before": lambda reading, words: reading.understood == Correction(words, before=True),
}


OF_FACTS = ("known", "not known", "heard", "overheard", "claims", "left open", "takes none of", "says nothing of")
"""How the names of looks begin that are at facts or items."""


@pytest.mark.parametrize("case", [*told("sentences")])
def test_what_a_sentence_comes_to(case: dict[str, Any]) -> None:
    looks = case.keys() - SET_UP
    assert looks
    reading = Reading(case)
    for name in looks:
        named = [case[name]] if isinstance(case[name], str) else case[name]
        assert not name.startswith(OF_FACTS) or reading.named.issuperset(named), "no such fact"
        assert LOOKS[name](reading, case[name]), (name, case[name], reading)
