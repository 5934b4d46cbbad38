"""Conversations, and what is made of what is typed in them: tests/cases/conversations/*.yaml, readable without Python.

    shows: what one would see
    at: the question at which it begins; lang: zh, where it is not another; profile: what is known of the platform
    talk: turns that are always taken
    then: how it may go on, each in a conversation of its own: a turn, or several

A turn is what is typed, or a mapping: `say` (of several each has a conversation of its own), `press`, `go` to a question, or
`answer`; and what must be so after it, by the names of `LOOKS`. Names in capitals are words of ECQ. No turn ends in an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from ecq.assessment.changes import begin
from ecq.interview import words as c
from ecq.telling.text import words as w
from tests.app.walker import Walker

CASES = Path(__file__).parents[1] / "cases" / "conversations"
Turn = dict[str, Any]


class Talk:
    """A visitor in a conversation: the question it is about, and how it stood before the last turn."""

    def __init__(self, walker: Walker, asked: str) -> None:
        self.walker, self.asked = walker.to_question(asked), asked
        self.before: dict[str, object] = {}

    def take(self, turn: Turn) -> None:
        """Say or press something, and look at what must be so."""
        self.before = {name: getattr(self, name) for name in (turn.get("keeps"), turn.get("changes")) if name}
        match turn:
            case {"say": said}:
                self.walker.type(said)
            case {"press": key}:
                self.walker.press(key)
            case {"go": question}:
                self.asked = question
                self.walker.to_question(question)
            case {"answer": value}:
                self.walker.answer(self.walker.rubric.by_id[self.asked], held(value))
        assert self.walker.errors == []
        for name in turn.keys() - {"say", "press", "go", "answer"}:
            assert LOOKS[name](self, turn[name]), (name, turn, self)

    def __repr__(self) -> str:
        return f"{self.given} offers {self.offers}, known {self.known}, heard {self.walker.heard}, at {self.at}"

    @property
    def given(self) -> Any:
        return self.walker.assessment.response(self.asked)

    @property
    def at(self) -> str | None:
        return self.walker.at

    @property
    def reply(self) -> str:
        return self.walker.heard[-1]

    @property
    def known(self) -> dict[str, str]:
        """What is shown to be taken for known, or to be in the list that is offered."""
        shown = next((part["taken"]["facts"] for part in self.walker.conversation["below"] if "taken" in part), [])
        return {fact: "yes" if holds else "no" for fact, _, holds, _ in shown}

    @property
    def offers(self) -> list[str]:
        """What is offered to be pressed; of one list the items it would record."""
        offered, part = self.walker.offered, next((p for p in self.walker.conversation["below"] if "values" in p), {})
        listed = [what for _, what, holds, _ in part.get("taken", {"facts": ()})["facts"] if holds]
        return ["；".join(listed)] if listed and len(offered) == 1 else offered

    def words(self, said: str) -> str:
        """Words of ECQ by their name, an option by its id, or the words themselves."""
        named = getattr(c, said, None) or getattr(w, said, None) if said.isupper() else self.options.get(said)
        return self.walker.words(named) if named else said

    @property
    def options(self) -> dict[str, Any]:
        return dict(getattr(self.walker.rubric.by_id[self.asked], "choices", ()))

    def same_offers(self, wanted: Any) -> bool:
        """As many, those in their order, or for each the items that it ticks."""
        if isinstance(wanted, str):
            return len(self.offers) == int(wanted)
        if all(isinstance(one, list) for one in wanted):
            texts = {one: self.walker.words(text) for one, text in self.options.items()}
            return [{one for one, text in texts.items() if text in offer} for offer in self.offers] == [
                {*one} for one in wanted
            ]
        return self.offers == [self.words(one) for one in wanted]


def held(value: Any) -> Any:
    """A value as an assessment holds it."""
    return tuple(value) if isinstance(value, list) else value


LOOKS: dict[str, Callable[[Talk, Any], bool]] = {
    "value": lambda talk, wanted: (talk.given.value or "") == held(wanted),
    "values": lambda talk, wanted: {q: one.value for q, one in talk.walker.assessment.responses.items()} == wanted,
    "state": lambda talk, wanted: talk.given.state == wanted,
    "reason": lambda talk, wanted: talk.given.reason == wanted,
    "recorded": lambda talk, _: talk.walker.assessment.responses == {},
    "profile": lambda talk, wanted: (
        dict(talk.walker.assessment.profile) == {fact: held(value) for fact, value in wanted.items()}
    ),
    "evidence": lambda talk, wanted: [one.text for one in talk.given.evidence] == wanted,
    "note": lambda talk, wanted: talk.given.note == wanted,
    "note has": lambda talk, wanted: wanted in talk.given.note,
    "offers": Talk.same_offers,
    "offers has": lambda talk, wanted: any(talk.words(wanted) in one for one in talk.offers),
    "offers lacks": lambda talk, wanted: (
        bool(talk.offers) and not any(talk.words(wanted) in one for one in talk.offers)
    ),
    "list": lambda talk, wanted: {one for one, holds in talk.known.items() if holds == "yes"} == {*wanted},
    "known": lambda talk, wanted: talk.known == wanted,
    "known lacks": lambda talk, wanted: wanted not in talk.known,
    "reply": lambda talk, wanted: talk.reply == talk.words(wanted),
    "reply has": lambda talk, wanted: talk.words(wanted) in talk.reply,
    "reply lacks": lambda talk, wanted: talk.words(wanted) not in talk.reply,
    "reply begins": lambda talk, wanted: talk.reply.startswith(talk.words(wanted)),
    "leads to": lambda talk, wanted: any(wanted in one for one in (talk.walker.heading, *talk.offers)),
    "page has": lambda talk, wanted: talk.words(wanted) in talk.walker.html,
    "below": lambda talk, wanted: talk.walker.below == wanted,
    "at": lambda talk, wanted: talk.at != talk.asked if wanted == "elsewhere" else talk.at == wanted,
    "keeps": lambda talk, name: talk.before[name] == getattr(talk, name),
    "changes": lambda talk, name: talk.before[name] != getattr(talk, name),
}


def told() -> Iterator[Any]:
    """Every way that every conversation may go."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            for end in case.get("then", [[]]):
                turns = [*case["talk"], *(end if isinstance(end, list) else [end])]
                turns = [{"say": turn} if isinstance(turn, str) else turn for turn in turns]
                for said in product(*(turn["say"] if isinstance(turn.get("say"), list) else [None] for turn in turns)):
                    taken = [turn | {"say": words} if words else turn for turn, words in zip(turns, said, strict=True)]
                    last = next((str(turn["say"]) for turn in reversed(taken) if "say" in turn), "")
                    yield pytest.param(case, taken, id=f"{case['shows']}: {last}")


@pytest.mark.parametrize(("case", "turns"), [*told()])
def test_what_is_made_of_what_is_typed(walk, store, shipped, case, turns):
    begun = begin(shipped, profile={fact: held(value) for fact, value in case.get("profile", {}).items()})
    talk = Talk(walk(store.add(begun).id, case.get("lang", "zh"), "interview"), case["at"])
    for turn in turns:
        talk.take(turn)
