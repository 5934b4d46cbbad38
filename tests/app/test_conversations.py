"""Conversations, and what is made of what is typed in them: tests/cases/conversations/*.yaml, readable without Python.

    shows: what one would see
    at: the question at which it begins; lang: zh, where it is not another; profile: what is known of the platform
    talk: turns that are always taken
    then: how it may go on, each in a conversation of its own: a turn, or several

A turn is what is typed, or a mapping: `say`, `press`, `go` to a question, `answer`, `reload`, or `leave` it by words, a key or an
id, and come back; of several to say or to leave by each has a conversation of its own. Then what must be so, by the names of
`LOOKS`; with `remember`, what waits is compared with later. Names in capitals are words of ECQ. No turn ends in an error.
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
from ecq.telling.plan.asked import SINCE_LOST
from ecq.telling.text import words as w
from tests.app.walker import Walker

CASES = Path(__file__).parents[1] / "cases" / "conversations"
Turn = dict[str, Any]


class Talk:
    """A visitor in a conversation: the question it is about, and how it stood before the last turn."""

    def __init__(self, opened: Callable[[], Walker], asked: str) -> None:
        self.opened, self.walker, self.asked = opened, opened().to_question(asked), asked
        self.before: dict[str, Any] = {}
        self.remembered: list[dict[str, Any]] = []

    def take(self, turn: Turn) -> None:
        """Say or press something, and look at what must be so."""
        compared = [turn[name] for name in ("keeps", "changes", "repeats") if name in turn]
        self.before = {name: getattr(self, name) for name in compared}
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
            case {"reload": _}:
                self.walker = self.opened().to_question(self.asked)
            case {"leave": way}:
                self.leave(way)
        assert self.walker.errors == []
        for name in turn.keys() - {"say", "press", "go", "answer", "reload", "leave", "remember"}:
            assert LOOKS[name](self, turn[name]), (name, turn, self)
        if "remember" in turn:
            self.remembered = self.waiting

    def leave(self, way: str) -> None:
        """Away and back: by a key, to another question or an indicator, or by words."""
        walker = self.walker
        if way in walker.pressable:
            walker.press(way)
        elif way in walker.rubric.by_id:
            walker.to_question(way)
        elif way in walker.rubric.nodes:
            walker.to_indicator(way)
        else:
            walker.type(way)
        assert walker.at in (None, self.asked) or self.waiting == []
        walker.go("interview").to_question(self.asked)

    def __repr__(self) -> str:
        return f"{self.given} offers {self.offers}, known {self.known}, heard {self.walker.heard}, below {self.walker.below}, cards {self.cards}, at {self.at}"

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

    def part(self, kind: str, name: str) -> Any:
        """What stands below the question in a part of that kind."""
        return next((part[name] for part in self.walker.conversation["below"] if part["kind"] == kind), [])

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """What stands below the question and waits for a press."""
        return [part for part in self.walker.conversation["below"] if part["kind"] == "understood"]

    @property
    def cards(self) -> dict[str, str]:
        """What each card is about, with the words it rests on."""
        return {self.named(card["title"]): card["quote"] for card in self.part("cards", "cards")}

    @property
    def leads(self) -> dict[str, str]:
        """The questions that words said may be about, with these."""
        return {self.named(title): words for _, title, words in self.part("leads", "there")}

    def named(self, title: str) -> str:
        """The question or fact of that title."""
        of = self.walker.rubric
        return next(one.id for one in (*of.questions, *of.facts.values()) if self.walker.words(one.text) == title)

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
    "quotes": lambda talk, _: not any(talk.walker.words(text) in talk.reply for text in [*talk.options.values()][1:]),
    "leads to": lambda talk, wanted: any(wanted in one for one in (talk.walker.heading, *talk.offers)),
    "page has": lambda talk, wanted: talk.words(wanted) in talk.walker.html,
    "below": lambda talk, wanted: talk.walker.below == wanted,
    "at": lambda talk, wanted: talk.at != talk.asked if wanted == "elsewhere" else talk.at == wanted,
    "heard": lambda talk, wanted: talk.walker.heard[0] == wanted,
    "waits": lambda talk, wanted: (
        talk.waiting == talk.remembered != [] if wanted == "as remembered" else bool(talk.waiting) == (wanted == "yes")
    ),
    "waits with": lambda talk, wanted: [part["words"] for part in talk.waiting] == [wanted],
    "cards": lambda talk, wanted: talk.cards == (wanted or {}),
    "leads": lambda talk, wanted: talk.leads == (wanted or {}),
    "keeps": lambda talk, name: talk.before[name] == getattr(talk, name),
    "changes": lambda talk, name: talk.before[name] != getattr(talk, name),
    "repeats": lambda talk, name: getattr(talk, name).endswith(talk.before[name]),
}


def told() -> Iterator[Any]:
    """Every way that every conversation may go."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader):
            for end in case.get("then", [[]]):
                turns = [*case["talk"], *(end if isinstance(end, list) else [end])]
                turns = [{"say": turn} if isinstance(turn, str) else turn for turn in turns]
                for taken in product(*map(each, turns)):
                    last = next((str(turn["say"]) for turn in reversed(taken) if "say" in turn), "")
                    yield pytest.param(case, taken, id=f"{case['shows']}: {last}")


def each(turn: Turn) -> list[Turn]:
    """A turn for each that it names to say or to leave by."""
    several = [(way, turn[way]) for way in ("say", "leave") if isinstance(turn.get(way), list)]
    return [turn | {way: one} for way, ones in several for one in ones] or [turn]


@pytest.mark.parametrize(("case", "turns"), [*told()])
def test_what_is_made_of_what_is_typed(walk, store, shipped, case, turns):
    begun = begin(shipped, profile={fact: held(value) for fact, value in case.get("profile", {}).items()})
    kept = store.add(begun).id
    talk = Talk(lambda: walk(kept, case.get("lang", "zh"), "interview"), case["at"])
    for turn in turns:
        talk.take(turn)


# -- what no list can hold: every gate of the bank, a self-check of an earlier version, and the order of what comes next


@pytest.fixture
def walker(walk, store, shipped):
    return walk(store.add(begin(shipped)).id, page="interview")


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_guess_that_fails_a_gate_stands_neither_first_nor_alone(walker, shipped, every):
    gates = [question for question in shipped.questions if question.gate and question.answered_by == "choice"]
    for question in gates[::every]:
        walker.to_question(question.id)
        for said in ("没有", question.choices[0][1].zh[:12]):
            walker.type(said)
            if walker.at != question.id:  # its own words were typed
                walker.go("interview").to_question(question.id)
                continue
            proposal = walker.session.proposed
            first = proposal.values[0] if proposal and proposal.values else None
            assert not isinstance(first, str) or not question.fails_gate(first), (question.id, said)


def test_of_a_self_check_of_an_earlier_version_is_told_what_would_be_and_what_changed(walk, store, shipped):
    made, asked = begin(shipped), "availability-target"
    earlier = made.rubric.model_copy(update={"version": "0.0.1", "digest": "0" * 64})
    walker = walk(store.add(made.model_copy(update={"rubric": earlier})).id, page="interview")
    walker.to_question(asked).press(f"option-{asked}-measured").type("如果物流都改好呢？")
    assert "做到最好时（" in walker.heard[1], walker.heard
    walker.type("从昨天以来改了什么？")
    assert SINCE_LOST.zh not in walker.heard[1]
    assert shipped.by_id[asked].text.zh[:6] in "".join(walker.heard[1:]), walker.heard
    assert walker.errors == []


def test_the_rest_of_a_place_comes_next_and_then_the_order_as_it_was(walker):
    walker.go("interview", order="first")
    before = walker.at
    walker.type("去物流配送")
    shown = []
    while "delivery" in walker.rubric.place[str(walker.at)] and walker.at not in shown:
        shown.append(walker.at)
        walker.type("跳过")
    asked = [one for one in walker.rubric.order if "delivery" in walker.rubric.place[one]]
    assert len(shown) > 2
    assert set(shown) <= set(asked)
    assert walker.at == before


def test_of_several_questions_about_something_the_others_come_after_the_one_that_is_chosen(walker):
    walker.go("interview", order="first").type("go to refunds")
    about = walker.offered
    walker.press("understood-1")
    first = walker.at
    walker.type("跳过")
    assert walker.at != first
    assert walker.rubric.by_id[str(walker.at)].text.zh in about
