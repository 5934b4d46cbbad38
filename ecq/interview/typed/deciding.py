"""What claims say of a question: the answer where one is left, else what to propose or to ask; see docs/reading.md.

Never taken without a press: what fails a gate, what was hedged, said of a part or said both ways, and anything beside
which something stayed unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read, clauses, denies_something, waits
from ecq.interview.typed.hearing.claims import Heard
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.rubric.kinds import ChecklistQuestion, MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Value

MOST_ASKED = 2
"""So many facts are asked about before all options that are left are offered."""
BRIEF, OWN_MARKS = 60, 2
"""Up to so many characters, in two clauses, are taken to be about the question on screen; who tells more may tell of anything,
unless so many marks of the question's own words stand in it.
"""


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
        return Answer(left[0], doubt=None if firm and not fails else "resembles", known=tuple(known.items()))
    fact = _telling(facts, known, left) if asked < MOST_ASKED else None
    if fact is None:
        return NotUnderstood(left, note, tuple(known.items()))
    return AskFact(fact, tuple(known.items()), asked + 1, firm)


def answered(question: Question, facts: QuestionFacts, asks: AskFact, held: bool | None, note: str) -> Understood:
    """What comes of the answer to what was asked; None where that is not known."""
    if held is None and question.parts and not asks.known:
        names = [*facts.facts]
        after = names[names.index(asks.fact) + 1 :] if asks.asked < MOST_ASKED else []
        return AskFact(after[0], (), asks.asked + 1, False) if after else NotUnderstood(note=note)
    if held is None:
        return decide(question, facts, dict(asks.known), asks.firm, note, MOST_ASKED)
    known = {**dict(asks.known), asks.fact: held}
    then = tuple(one for one in asks.then if one not in known)
    if then and asks.asked < MOST_ASKED and (question.parts or len(facts.left(known)) > 1):
        return AskFact(then[0], tuple(known.items()), asks.asked + 1, asks.firm, then[1:])
    return decide(question, facts, known, asks.firm, note, asks.asked)


def turned(question: Question, facts: QuestionFacts, asks: AskFact, fact: str, note: str) -> Understood:
    """What comes of it where a fact that was taken for known stands the other way: the same is asked where it still tells.

    What contradicts the fact is no longer known.
    """
    known = {**dict(asks.known), fact: not dict(asks.known)[fact]}
    if not (question.parts or facts.left(known)):
        known = {fact: known[fact]}
    either = [facts.left({**known, asks.fact: holds}) for holds in (True, False)] if not question.parts else []
    if question.parts or (all(either) and either[0] != either[1] and asks.fact not in known):
        return replace(asks, known=tuple(known.items()), firm=False)
    return decide(question, facts, known, False, note, asks.asked - 1)


def decide_heard(question: Question, facts: QuestionFacts, heard: Heard, note: str) -> Understood:
    """The same of a message that was heard; one that claims nothing is not understood."""
    if heard.asks or not heard.claims:
        return NotUnderstood(note="" if heard.asks else note)
    return decide(question, facts, heard.known, heard.firm, note)


def to_begin_with(message: str, question: Question, facts: QuestionFacts) -> AskFact | None:
    """What to ask of a statement that is about the question and in which nothing was heard: the item it is nearest to, or
    what tells a row of options apart best; whether there is anything at all only where the message denies first. None where
    all is of another time or of others, it is asked to wait, or more is said, and no clause of it likely to be about any of its facts.
    """
    quotes = clauses(message)
    if waits(message):
        return None
    if said.not_now(message):
        return None
    likely = (said.about(as_read(one), facts) for one in quotes)
    if not any(found and found.degree >= LEAST for found in likely):
        degrees = (degree for one in quotes for degree in said.degrees(as_read(one), facts).values())
        brief = len(quotes) <= 2 and len(message) <= BRIEF and said.speaks_of(message, facts)
        if not (brief or _in_its_words(message, question, facts)) or max(degrees, default=0) < HARDLY:
            return None
    texts = {name: as_read(f"{text.zh} {text.en}") for name, text in question.choices} if question.parts else {}
    shares = {name: len(grams(as_read(message)) & grams(text)) for name, text in texts.items()}
    if texts:
        nearest = max(shares, key=lambda name: shares[name])
        return AskFact(nearest, (), 1, False) if shares[nearest] else None
    if not facts.options:
        return None
    first = _telling(facts, {}, facts.left({}))
    if first == next(iter(facts.facts)) and not denies_something(clauses(message)[0]):
        there = {first: facts.wanted.get(first, True)}
        first = _telling(facts, there, facts.left(there)) or first
    return AskFact(first, (), 1, False) if first else None


def _in_its_words(message: str, question: Question, facts: QuestionFacts) -> bool:
    """Whether a message has some words of the question, its options or its facts."""
    asked = [fact.ask for fact in facts.facts.values() if fact.ask]
    own = "，".join(f"{text.zh}，{text.en}" for text in (question.text, *dict(question.choices).values(), *asked))
    return len(grams(as_read(message)) & grams(as_read(own))) >= OWN_MARKS


def tells_apart(facts: QuestionFacts, known: Mapping[str, bool], name: str) -> bool:
    """Whether it hangs on this fact which answers are left."""
    left = facts.left(known)
    return any(len(facts.left({**known, name: held})) < len(left) for held in (True, False))


def _telling(facts: QuestionFacts, known: Mapping[str, bool], left: tuple[str, ...]) -> str | None:
    """The fact whose answer leaves the fewest options, whichever it is; the earliest of equals."""
    after = {
        name: sorted(len(facts.left({**known, name: holds})) for holds in (True, False))
        for name in facts.facts
        if name not in known
    }
    after = {name: most for name, most in after.items() if most[0]}  # what follows from what is known tells nothing
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
    """The items that were said to be there; one that nothing was said of is asked about.

    Where at most half are said to be lacking, and none to be there, another is asked before "none of these" is offered.
    """
    if not known:
        return NotUnderstood(note=note)
    there = question.choose([name for name, holds in known.items() if holds])
    unsaid = [name for name in facts.facts if name not in known]
    if not unsaid:
        return Answer(there, doubt="resembles", known=tuple(known.items()))
    alone = unsaid if len(unsaid) == 1 else _of_a_gate(question, there, unsaid)
    few_denied = not there and not asked and 2 * len(known) <= len(facts.facts)
    if (alone or few_denied) and asked < MOST_ASKED:
        return AskFact((alone or unsaid)[0], tuple(known.items()), asked + 1, firm)
    return Answer(there, doubt="unsaid", known=tuple(known.items()))


LEAST = 2.0
"""From this degree on a clause may be about a fact, so that it is asked (see `said.about`)."""

HARDLY = -8.0
"""Below this degree a brief message hardly is about a fact."""


def about(message: str, facts: QuestionFacts) -> str | None:
    """The fact that a message of which nothing was heard is most likely about, to be asked."""
    found = said.about(as_read(message), facts)
    return found.fact if found and found.degree >= said.PLAINLY and found.lead >= 1 else None


def with_the_lowest_first(said: Understood, question: Question, facts: QuestionFacts | None) -> Understood:
    """What was understood; of several answers the lowest first, and of two what tells them apart where the lower fails a gate."""
    if isinstance(said, NotUnderstood) and len(said.candidates) > 1:
        said = replace(said, candidates=in_order(said.candidates, question))
        return (facts and _what_tells_apart(said, question, facts)) or said
    return said


def in_order(offered: Sequence[Value], question: Question) -> tuple[Value, ...]:
    """Answers as they are offered: the lowest first, but what fails a gate last; a figure that does was said in words."""
    figure = isinstance(question, MeasureQuestion)
    fails = {one for one in offered if question.fails_gate(one)}
    last = {one for one in fails if not (figure and one != NO_FIGURE)} if len(fails) < len(offered) else set()
    return tuple(sorted(offered, key=lambda one: (one in last, question.credit_of(one) or 0, one != NO_FIGURE)))


def _what_tells_apart(said: NotUnderstood, question: Question, facts: QuestionFacts) -> AskFact | None:
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
