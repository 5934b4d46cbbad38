"""What was decided, weighed by how likely a message says each fact that it rests on (`belief.py`); see docs/reading.md.

What it hardly says is asked; what it very likely says beside is known as well, and is not asked; and beside an answer that
rests on something in doubt the other one stands, or that is asked. Nothing more is taken without a press.
"""

from __future__ import annotations

from dataclasses import replace

from ecq.interview.facts import facts_of
from ecq.interview.typed.belief import FEW, Told, belief, rather, told_in
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.deciding import MOST_ASKED, about, answered, decide, tells_apart
from ecq.interview.typed.hearing.sentence import hear_at
from ecq.interview.typed.hearing.stating import LIMITED
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.rubric.kinds import Question

SPOKEN_OF, HARDLY_TOLD, TOLD, RECORDED = 0.2, 0.5, 0.8, 0.97
"""How likely a message says what it was heard to say and is not asked, what is taken for known without, and what is recorded
without a press."""
FIRM, FIRM_LOWER = 0.96, 0.9
"""So likely it says what no other answer need stand beside: what raises the answer, and what does not."""


def weighed(said: Understood, told: Told, message: str, question: Question) -> Understood:
    """What was decided of a message, by how likely it says what that rests on."""
    if unclear := _unclear(said, told, message, question):
        if isinstance(said, Answer | AskFact):
            return unclear
        said = unclear
    if not isinstance(said, Answer | AskFact) or (isinstance(said, Answer) and not said.known):
        return said
    fails = isinstance(said, Answer) and question.fails_gate(said.value)
    begun = _with_what_is_told(
        _without_what_is_not(said, told, FIRM if fails else HARDLY_TOLD), told, message, question
    )
    then: Understood = begun
    for _ in told.facts.facts:
        if not isinstance(then, AskFact) or (holds := rather(told, then.fact, TOLD)) is None:
            break
        then = answered(question, told.facts, replace(then, firm=False, asked=then.asked - 1), holds, message)
    then = _beside(then, told, message, question) if isinstance(then, Answer) and then.known else then
    return _asked_all_the_same(said, begun, then, question) or then


def _asked_all_the_same(
    said: Answer | AskFact, begun: Understood, then: Understood, question: Question
) -> AskFact | None:
    """What was to be asked, where what comes of it would fail a gate."""
    ask = begun if isinstance(begun, AskFact) else said if isinstance(said, AskFact) else None
    match then:
        case Answer(value=value) | NotUnderstood(candidates=(value, *_)):
            return ask if question.fails_gate(value) else None
    return None


def _plainly_heard(told: Told, fact: str) -> bool:
    """Whether few clauses state a fact firmly and not in words that are only like its own, or by a word about all or the rest; what
    raises the answer only where nothing is denied beside it.
    """
    claim, heard = told.heard.claims.get(fact), told.heard
    if claim is None or len(told.texts) > FEW:
        return False
    if heard.denies and claim.words and claim.holds is told.facts.wanted.get(fact, True):
        return False
    return claim.quote not in heard.quotes or (claim.firm and claim.stated and claim.quote not in heard.supposed)


def _limits_itself(message: str) -> bool:
    """Whether a message takes something back: how far that reaches is misheard most."""
    return LIMITED.search(as_read(message)) is not None


def _unclear(said: Understood, told: Told, message: str, question: Question) -> AskFact | None:
    """What a message speaks of and does not plainly say, to be asked before all else; what it is about where nothing was heard of it."""
    heard, facts = told.heard, told.facts
    if heard.asks or not isinstance(said, Answer | AskFact | NotUnderstood):
        return None
    known = {
        name: holds
        for name, holds in heard.known.items()
        if not told.leaves_open(name) and belief(told, name).of(holds) >= HARDLY_TOLD
    }
    spoken = dict.fromkeys(one for one in (*heard.open, *heard.unclear) if rather(told, one, TOLD) is None)
    tells = [name for name in spoken if question.parts or tells_apart(facts, known, name)]
    if not tells and not known and not heard.not_now:
        likeliest = max(facts.facts, key=lambda name: belief(told, name).said)
        nearest = about(message, facts) or (likeliest if belief(told, likeliest).said >= HARDLY_TOLD else None)
        tells = [nearest] if nearest else []
    known = {name: holds for name, holds in known.items() if name not in tells}
    return AskFact(tells[0], tuple(known.items()), 1, False, tuple(tells[1:])) if tells else None


def _without_what_is_not(said: Answer | AskFact, told: Told, least: float) -> Answer | AskFact:
    """Of what was taken for known, what the message says less likely than that is asked first."""
    unlikely = [
        name
        for name, holds in said.known
        if told.leaves_open(name)
        or (belief(told, name).of(holds) < least and not (least == HARDLY_TOLD and _plainly_heard(told, name)))
    ]
    if not unlikely:
        return said
    known = tuple(one for one in said.known if one[0] not in unlikely)
    first, *then = (*unlikely, said.fact, *said.then) if isinstance(said, AskFact) else unlikely
    return AskFact(first, known, 1, False, tuple(then))


def _with_what_is_told(said: Answer | AskFact, told: Told, message: str, question: Question) -> Understood:
    """The same with what was not heard and is very likely said, as far as that can be so with it; no item is ticked for that."""
    known = dict(said.known)
    spoken = {*known, said.fact} if isinstance(said, AskFact) else {*known}
    more = {
        name: holds
        for name in told.facts.facts
        if name not in spoken and (holds := rather(told, name, TOLD)) is not None and not (holds and question.parts)
    }
    together = {**known, **more}
    if not more or not (question.parts or told.facts.left(together)):
        return said
    if isinstance(said, AskFact):
        return replace(said, known=tuple(together.items()))
    after = decide(question, told.facts, together, False, message)
    return after if isinstance(after, Answer | AskFact) else said


def _beside(said: Answer, told: Told, message: str, question: Question) -> Understood:
    """An answer that rests on something in doubt: of a list that is asked; else the other answer stands beside it."""
    known, wanted = dict(said.known), told.facts.wanted
    likely = {
        name: 1.0 if _plainly_heard(told, name) else belief(told, name).of(holds) for name, holds in known.items()
    }
    doubtful = [
        name
        for name, holds in known.items()
        if likely[name] < (FIRM if holds is wanted.get(name, True) else FIRM_LOWER)
    ]
    spoken = _spoken_of(told, said)
    if question.parts and spoken and not doubtful:
        return AskFact(spoken[0], said.known, 1, False, tuple(spoken[1:]))
    if not doubtful:
        unsure = min(likely.values()) < RECORDED or _limits_itself(message)
        return replace(said, doubt="resembles") if said.sure and unsure else said
    least = min(doubtful, key=lambda name: likely[name])
    rest = {name: holds for name, holds in known.items() if name != least}
    ask = AskFact(least, tuple(rest.items()), 1, False)
    if question.parts or len(doubtful) > 1:
        return ask
    raised = known[least] is wanted.get(least, True)
    left = told.facts.left({**rest, least: not known[least]})
    own = question.credit_of(said.value) or 0
    others = [one for one in left if ((question.credit_of(one) or 0) - own) * (-1 if raised else 1) > 0]
    if not others:
        return ask
    pair = (others[-1], said.value) if raised else (said.value, others[0])
    return NotUnderstood(pair, message, ask.known)


def before_a_list(after: Understood, asks: AskFact, words: str, question: Question) -> Understood:
    """What comes of the answer to what was asked; before a list is offered, an item of which all the words typed may say something."""
    facts = facts_of(question)
    if not (
        question.parts and facts and isinstance(after, Answer) and after.doubt == "unsaid" and asks.asked <= MOST_ASKED
    ):
        return after
    spoken = _spoken_of(told_in(hear_at(words, question, facts), question, facts), after)
    return AskFact(spoken[0], after.known, asks.asked + 1, False, tuple(spoken[1:])) if spoken else after


def _spoken_of(told: Told, said: Answer) -> list[str]:
    """The facts of which a message may say that they hold and of which nothing is known."""
    unknown = (name for name in told.facts.facts if name not in dict(said.known))
    return [one for one in unknown if belief(told, one).said >= SPOKEN_OF and rather(told, one, TOLD) is not False]


def said_of_it(message: str, question: Question, fact: str) -> str:
    """The clause of several that rather tells of a fact, as far as a message says anything of it; "" where none does."""
    facts = facts_of(question)
    if facts is None or fact not in facts.facts:
        return ""
    told = told_in(hear_at(message, question, facts), question, facts)
    believed = belief(told, fact)
    return believed.quote if believed.said >= HARDLY_TOLD and len(told.texts) > 1 else ""
