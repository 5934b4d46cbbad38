"""What claims say of a question: the answer where one is left, else what to ask; see docs/reading.md.

Never taken without a press: what fails a gate, what was hedged, said of a part or said both ways, and anything beside which
something stayed unread.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.claims import Heard
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value

MOST_ASKED = 2
"""So many facts are asked about before all options that are left are offered."""


def decide(
    question: Question, facts: QuestionFacts, known: Mapping[str, bool], firm: bool, note: str, asked: int = 0
) -> Understood:
    """The answer, what to ask about, or the options that are left."""
    if isinstance(question, ChecklistQuestion):
        return _ticked(question, facts, known, firm, note, asked)
    left = facts.left(known)
    if not left:
        return NotUnderstood(note=note)
    if len(left) == 1:
        fails = question.fails_gate(left[0])
        return Answer(left[0], doubt=None if firm and not fails else "resembles")
    fact = _telling(facts, known, left) if asked < MOST_ASKED else None
    if fact is None:
        return NotUnderstood(left, note)
    return AskFact(fact, tuple(known.items()), asked + 1, firm)


def answered(question: Question, facts: QuestionFacts, asks: AskFact, held: bool | None, note: str) -> Understood:
    """What comes of the answer to what was asked; None where that is not known."""
    if held is None:
        return decide(question, facts, dict(asks.known), asks.firm, note, MOST_ASKED)
    known = {**dict(asks.known), asks.fact: held}
    if asks.then and asks.asked < MOST_ASKED and (question.parts or len(facts.left(known)) > 1):
        return AskFact(asks.then[0], tuple(known.items()), asks.asked + 1, asks.firm, asks.then[1:])
    return decide(question, facts, known, asks.firm, note, asks.asked)


def decide_heard(question: Question, facts: QuestionFacts, heard: Heard, note: str) -> Understood:
    """The same of a message that was heard; one that claims nothing is not understood."""
    if heard.asks or not heard.claims:
        return NotUnderstood(note="" if heard.asks else note)
    return decide(question, facts, heard.known, heard.firm, note)


def _telling(facts: QuestionFacts, known: Mapping[str, bool], left: tuple[str, ...]) -> str | None:
    """The fact whose answer leaves the fewest options, whichever it is; the earliest of equals."""
    after = {
        name: sorted(len(facts.left({**known, name: holds})) for holds in (True, False))
        for name in facts.facts
        if name not in known
    }
    if len(left) == 2 and all(most == 2 for _, most in after.values()):
        return None  # no single question tells the two apart, so both are offered
    best = min(after, key=lambda name: (after[name][1], after[name][0]), default=None)
    return best if best is not None and sum(after[best]) < 2 * len(left) else None


def _of_a_gate(question: ChecklistQuestion, there: Value, unsaid: list[str]) -> list[str]:
    """The items not spoken of without which a gate fails: silence must not fail one."""
    if not question.fails_gate(there) or question.fails_gate(question.choose([*there, *unsaid])):
        return []
    return [one for one in unsaid if question.fails_gate(question.choose([*there, *(set(unsaid) - {one})]))]


def _ticked(
    question: ChecklistQuestion, facts: QuestionFacts, known: Mapping[str, bool], firm: bool, note: str, asked: int
) -> Understood:
    """The items that were said to be there; one that nothing was said of is asked about."""
    there = question.choose([name for name, holds in known.items() if holds])
    unsaid = [name for name in facts.facts if name not in known]
    if not unsaid:
        return Answer(there, doubt="resembles")
    alone = unsaid if len(unsaid) == 1 else _of_a_gate(question, there, unsaid)
    if alone and asked < MOST_ASKED:
        return AskFact(alone[0], tuple(known.items()), asked + 1, firm)
    return Answer(there, doubt="unsaid")
