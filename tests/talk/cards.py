"""`python -m tests.talk.cards --seed 1 --of 200 --langs zh,en` draws cards for who writes sentences.

A card is a question and a state of its facts as plain notes, in the other language than it is to be written in, so that
neither the options nor the words of its facts stand before the writer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

import yaml

from ecq.base.exact import plain
from ecq.base.language import Text
from ecq.interview.facts import facts_of
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.loading import load_library

OTHERS = ("asks", "plans", "past", "elsewhere", "manners", "elsewhere-question")
SPOKEN = ("terse", "rambling", "colloquial", "dictated", "plain")


def main() -> int:
    """Print the cards as YAML."""
    parser = argparse.ArgumentParser(prog="python -m tests.talk.cards")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--of", type=int, required=True, help="how many cards")
    parser.add_argument("--langs", default="zh,en,hant", help="languages to be written in, in turn")
    asked = parser.parse_args()
    cards = list(drawn(Random(asked.seed), asked.of, asked.langs.split(",")))
    yaml.safe_dump(cards, sys.stdout, allow_unicode=True, sort_keys=False, width=1000)
    return 0


def drawn(chance: Random, count: int, langs: list[str]) -> Iterator[dict[str, Any]]:
    """A third of the cards say everything, a third leave facts out, a sixth deny the premise, the rest answer nothing."""
    library = load_library()
    rubrics = [library.rubric(name) for name in library.layouts]
    questions = {one.id: one for rubric in rubrics for one in rubric.by_id.values() if facts_of(one)}
    third, sixth = round(count / 3), round(count / 6)
    kinds = ["full"] * third + ["part"] * third + ["deny"] * sixth
    kinds += [OTHERS[number % len(OTHERS)] for number in range(count - len(kinds))]
    chance.shuffle(kinds)
    waiting: list[str] = []
    for number, kind in enumerate(kinds):
        lang = langs[number % len(langs)]
        fits = False
        while not fits:
            waiting = waiting or chance.sample(sorted(questions), len(questions))
            question = questions[waiting.pop()]
            measured = isinstance(question, MeasureQuestion)
            fits = bool(question.not_applicable) if kind == "deny" else not (kind == "part" and measured)
        state, notes = _card(chance, kind, question, "zh" if lang == "en" else "en")
        how, topic = chance.choice(SPOKEN), _in(question.text, "zh" if lang == "en" else "en")
        yield {"lang": lang, "kind": kind, "how": how, "question": question.id, "state": state, "topic": topic} | {
            "notes": notes
        }


def _card(chance: Random, kind: str, question: Question, seen: str) -> tuple[str, list[str]]:
    if kind == "deny":
        return "", [f"does not arise: {_in(chance.choice(question.not_applicable).text, seen)}"]
    if kind in ("asks", "manners", "elsewhere-question"):
        return "", []
    if isinstance(question, MeasureQuestion):
        figure = chance.choice([*(["none"] if question.none else []), *_figures(chance, question)])
        none = _in(question.none, seen) if figure == "none" and question.none else ""
        return figure, [none or f"figure: {figure} {question.unit}"]
    facts = facts_of(question)
    assert facts is not None
    if question.parts:
        rate = chance.random()
        held = {name: chance.random() < rate for name, _ in question.choices}
        asked = dict(question.choices)
    else:
        option = chance.choice(sorted({option for _, option in facts.states}))
        held = chance.choice([state for state, true in facts.states if true == option])
        asked = {name: fact.ask for name, fact in facts.facts.items() if fact.ask}
    names = chance.sample(list(held), len(held))
    if kind == "part" and len(names) > 1:
        names = names[: chance.randint(1, len(names) - 1)]
    notes = [f"{'YES' if held[name] else 'NO'}: {_in(asked[name], seen)}" for name in names]
    return " ".join(("+" if held[name] else "-") + name for name in sorted(names)), notes


def _figures(chance: Random, question: MeasureQuestion) -> list[str]:
    bounds = [band.bound for band in question.bands if band.bound is not None]
    near = {bound * by for bound in bounds for by in (Fraction(1, 2), 1, 2, 3)}
    near |= {bound + by for bound in bounds for by in (-2, -1, 1, 3)}
    whole = [one for one in sorted(near) if question.least <= one <= question.most and one.denominator == 1]
    return [plain(chance.choice(whole)) for _ in range(2)]


def _in(text: Text, language: str) -> str:
    return str(getattr(text, language))


if __name__ == "__main__":
    sys.exit(main())
