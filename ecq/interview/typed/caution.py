"""How several answers are offered: the lowest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.deciding import MOST_ASKED
from ecq.interview.typed.outcomes import AskFact, NotUnderstood, Understood
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Value


def with_the_lowest_first(said: Understood, question: Question, facts: QuestionFacts | None) -> Understood:
    """What was understood; of several answers the lowest first, and of two what tells them apart where the lower fails a gate."""
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
