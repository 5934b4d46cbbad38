"""An answer in doubt out of a longer message that denies or limits something: a lower one stands beside it, and first.

A denial whose reach was misheard makes a better answer of words than was meant, and no rule hears each. Who is sure presses
the second; who only presses what is there records the worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import as_read, clauses, denies_something
from ecq.interview.typed.deciding import MOST_ASKED, NEITHER
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.figures.which_figure import after_taken_back
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.hearing.mentions import of_a_part
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.in_doubt import may_reach
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.interview.typed.said import HARDLY, not_asked
from ecq.interview.typed.vocabulary import ONLY, TURN
from ecq.rubric.kinds import ChecklistQuestion, LevelQuestion, MeasureQuestion, Question, YesNoQuestion
from ecq.rubric.kinds.base import NO_FIGURE, Value


def with_a_lower(said: Understood, message: str, question: Question, facts: QuestionFacts | None) -> Understood:
    """What was understood, with a lower answer before one in doubt that a message may not mean."""
    match said:
        case Answer(doubt=str()) if question.credit_of(said.value) and _limits(message, question):
            said = _beside(said, message, question, facts) or said
    match said:
        case NotUnderstood(candidates=(_, _, *_)):
            said = replace(said, candidates=in_order(said.candidates, question))
            return (facts and _of_a_gate(said, question, facts)) or said
    return said


def in_order(offered: Sequence[Value], question: Question) -> tuple[Value, ...]:
    """Answers as they are offered: the lowest first, but what fails a gate last; a figure that does was said in words."""
    figure = isinstance(question, MeasureQuestion)
    fails = {one for one in offered if question.fails_gate(one)}
    last = {one for one in fails if not (figure and one != NO_FIGURE)} if len(fails) < len(offered) else set()
    return tuple(sorted(offered, key=lambda one: (one in last, question.credit_of(one) or 0, one != NO_FIGURE)))


def _of_a_gate(said: NotUnderstood, question: Question, facts: QuestionFacts) -> AskFact | None:
    """Of two answers of which the lower fails a gate and so stands last: what tells them apart, to be asked."""
    higher, lower = map(str, said.candidates[:2])
    if len(said.candidates) > 2 or not question.fails_gate(lower) or question.fails_gate(higher):
        return None
    for name in facts.facts if facts.options else ():
        known = {one: holds for one, holds in said.known if one != name}
        for holds in (True, False):
            left, other = facts.left({**known, name: holds}), facts.left({**known, name: not holds})
            if lower in left and higher not in left and higher in other:
                return AskFact(name, tuple(known.items()), MOST_ASKED, False)
    return None


def _limits(message: str, question: Question) -> bool:
    """Whether a message of more than a few words denies, limits or regrets something; beside a figure, in a clause of its own."""
    quotes, text = clauses(message), as_read(message)
    few = FEW_CLAUSES + (2 if question.parts else 0)
    if len(quotes) <= few and len(max(quotes, key=len, default="")) <= LONG_CLAUSE * (1 if HAN.search(text) else 3):
        return False
    if isinstance(question, MeasureQuestion):
        return any(denies_something(one) and not _FIGURE.search(as_read(one)) for one in after_taken_back(quotes))
    return denies_something(message) or of_a_part(text) or any(one.search(text) for one in (NEITHER, ONLY, TURN))


FEW_CLAUSES, LONG_CLAUSE = 4, 24
"""What is said in so few clauses, of a list in two more, and none of them longer than so many characters (English three times as many), is heard well."""
_FIGURE = later(NUMBER)


def _beside(said: Answer, message: str, question: Question, facts: QuestionFacts | None) -> Understood | None:
    """The answer after a lower one; of a list of which a fact may be misheard, whether that item is there. None where there is none lower."""
    lower: Value | None
    match question:
        case MeasureQuestion():
            if not question.none and not_asked(message) > HARDLY:
                return NotUnderstood(note=message)
            lower = NO_FIGURE if question.none else None
        case ChecklistQuestion():
            held = [name for name, holds in said.known if holds]
            known = tuple(one for one in said.known if one[0] != held[-1]) if held else ()
            return AskFact(held[-1], known, MOST_ASKED, False) if held else None
        case LevelQuestion() | YesNoQuestion():
            lower = _one_lower(said, message, question, facts)
        case _:
            assert_never(question)
    return None if lower is None else NotUnderstood((lower, said.value), said.note, said.known)


def _one_lower(
    said: Answer, message: str, question: LevelQuestion | YesNoQuestion, facts: QuestionFacts | None
) -> Value | None:
    """The highest answer below one that is left where one of the facts it rests on was misheard, first of those that a denial may
    be about; the next one down where it rests on none.
    """
    options = [name for name, _ in question.choices]
    below = options[: options.index(str(said.value))]
    if facts is None or not said.known:
        return below[-1] if below else None
    heard, known = hear_at(message, question, facts), dict(said.known)
    doubtful = [name for name in known if name not in heard.claims or may_reach(heard.claims[name], heard, facts)]
    for names in (doubtful, known):
        others = [facts.left({**known, name: not known[name]}) for name in names]
        if lower := next((one for one in reversed(below) if any(one in left for left in others)), None):
            return lower
    return None
