"""How answers in doubt are offered: the lowest first, and "no such figure" beside a figure out of a longer message that denies something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import as_read, clauses, denies_something
from ecq.interview.typed.deciding import MOST_ASKED
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.figures.which_figure import after_taken_back
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.interview.typed.said import HARDLY, not_asked
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Value


def with_a_lower(said: Understood, message: str, question: Question, facts: QuestionFacts | None) -> Understood:
    """What was understood, with "no such figure" before a figure in doubt that a message may not mean."""
    if (
        isinstance(question, MeasureQuestion)
        and isinstance(said, Answer)
        and said.doubt
        and question.credit_of(said.value)
    ):
        said = _beside(said, message, question) if _denies_elsewhere(message) else said
    if isinstance(said, NotUnderstood) and len(said.candidates) > 1:
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


def _denies_elsewhere(message: str) -> bool:
    """Whether a message of more than a few words denies something in a clause without a figure."""
    quotes = clauses(message)
    long = LONG_CLAUSE * (1 if HAN.search(as_read(message)) else 3)
    if len(quotes) <= FEW_CLAUSES and len(max(quotes, key=len, default="")) <= long:
        return False
    return any(denies_something(one) and not _FIGURE.search(as_read(one)) for one in after_taken_back(quotes))


FEW_CLAUSES, LONG_CLAUSE = 4, 24
"""What is said in so few clauses, none of them longer than so many characters (English three times as many), is heard well."""
_FIGURE = later(NUMBER)


def _beside(said: Answer, message: str, question: MeasureQuestion) -> Understood:
    """A figure after "no such figure", which it may rather mean; nothing where there is no such answer and the question may not arise."""
    if question.none:
        return NotUnderstood((NO_FIGURE, said.value), said.note, said.known)
    return NotUnderstood(note=message) if not_asked(message) > HARDLY else said
