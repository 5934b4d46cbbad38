"""The facts that tell answers apart, held against their questions: by going through all their states, and by reading the bank
to itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

from ecq.base.errors import Problem
from ecq.base.language import Text
from ecq.interview.facts import MOST_FACTS, FactsRead, QuestionFacts
from ecq.interview.typed.claims import hear
from ecq.rubric.kinds import Question
from ecq.rubric.loading import Library


def check_facts(library: Library, read: FactsRead) -> Iterator[Problem]:
    """Every problem of the facts that were read beside a library, by file and line."""
    options = {fact.id: {one.id for one in fact.options} for fact in library.profile.facts}
    for name, words in read.profile.items():
        if unknown := sorted(words.options.keys() - options.get(name, set())):
            yield Problem("facts/common/profile.yaml", None, name, f"{', '.join(unknown)}: no option of this fact")
    for document, names in read.documents:
        for name in names:
            question = library.questions.get(name)
            found = ["is not a question of the bank"] if question is None else problems(question, read.questions[name])
            yield from (document.at((name,), message) for message in found)


def problems(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """What is wrong with the facts of one question."""
    known = set(facts.facts)
    if question.answered_by == "choice" and list(facts.options) != [name for name, _ in question.choices]:
        yield "options must be those of the question, in their order"
        return
    if question.parts and list(facts.facts) != [item.id for item in question.parts]:
        yield "facts must be the items of the question, in their order"
        return
    words = [word for holds in facts.options.values() for word in holds.replace("|", " ").split()]
    words += [word for fact in facts.facts.values() for word in fact.so.split()]
    unknown = sorted({word for word in words if word.removeprefix("-") not in known})
    if unknown:
        yield f"{', '.join(unknown)}: no fact of this question"
        return
    if len(known) > MOST_FACTS:
        yield f"has more than {MOST_FACTS} facts, so that not all their states can be gone through"
    if set(facts.set_aside) != {choice.id for choice in question.not_applicable}:
        yield "set_aside must have words for each reason why the question does not apply, and no other"
    if facts.options:
        yield from _of_states(facts)
        yield from _read_to_itself(question, facts)
        yield from _said_of_gates(question, facts)


def _of_states(facts: QuestionFacts) -> Iterator[str]:
    """Options that no state makes true, facts on which nothing hangs, and facts that nobody could be asked for."""
    true = {option for _, option in facts.states}
    for option in facts.options:
        if option not in true:
            yield f"option {option} is true in no state of its facts"
    for name, fact in facts.facts.items():
        if all(facts.option_in({**state, name: not state[name]}) == option for state, option in facts.states):
            yield f"fact {name} tells no two options apart"
        if fact.ask is None:
            yield f"fact {name} has no question (ask)"


def _said_of_gates(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Options that fail a gate and that no fact, nor two, said with words of its own leads to: silence must not."""
    failing = {option for option in facts.options if question.fails_gate(option)}
    said = [
        (name, held)
        for name, fact in facts.facts.items()
        for held, cues in ((True, fact), (False, fact.no))
        if cues.zh and cues.en
    ]
    ways = [facts.left(dict(way)) for way in combinations_with_replacement(said, 2) if len(dict(way)) == len(set(way))]
    reached = {option for left in ways if set(left) <= failing for option in left}
    for option in facts.options:
        if option in failing - reached:
            yield f"option {option} fails a gate, and no fact said with words of its own leads to it alone"


def _read_to_itself(question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Options whose own words, read as a sentence, rule that option out, or leave only another."""
    for option, text in question.choices:
        for lang, words in _read(text):
            left = facts.left(hear(words, facts).known)
            if option not in left:
                yield f"option {option}, read to itself ({lang}), leaves {', '.join(left) or 'nothing'}"


def _read(text: Text) -> tuple[tuple[str, str], ...]:
    """An option's own words, where they state one thing; "any of these" states none."""
    any_of = "任一" in text.zh or "任一项" in text.zh or "或者" in text.zh
    return () if any_of else (("zh", text.zh), ("en", text.en))
