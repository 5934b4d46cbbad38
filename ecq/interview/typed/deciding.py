"""What claims say of a question: the answer where one is left, else what to propose or to ask; see docs/reading.md.

Never taken without a press: what fails a gate, what was hedged, said of a part or said both ways, and anything beside
which something stayed unread. Of a clause that names no fact it is looked for which it may be about: what it clearly
says of that is proposed, never recorded; else it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import as_read, clauses, denials, denies_something, waits
from ecq.interview.typed.hearing.claims import Claim, Heard
from ecq.interview.typed.hearing.mentions import HARDLY_SO, barred, of_a_part
from ecq.interview.typed.hearing.stating import STATES, TOPIC
from ecq.interview.typed.nearest import EXCLUDES, grams
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.rubric.kinds import ChecklistQuestion, Question
from ecq.rubric.kinds.base import Value

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


LEAST, CLEARLY, LEAD = 2.0, 6.0, 1.5
"""From these degrees on a clause may be about a fact, so that it is asked, and clearly is, where that leads so much (see `said.about`)."""

SURELY = 12.0
"""From this degree on a clause that denies nothing says that a fact holds; what is less likely about it is asked."""

HARDLY = -8.0
"""Below this degree a brief message hardly is about a fact."""

MOST_CLAUSES = 12
"""So many clauses are looked at."""

_OF_EACH = later("每|都|全|各|逐|所有|任何|随时|一律")
"""What asks of each: what is denied of some, or hardly so, is not so."""
_JOINED = later(r"[、也和]|\b(?:and|or|nor)\b")
_SHORT_NO = later(
    r"(?:这个|[也都还就])*(?:没有?|不(?![是能会])|未)[^，的]{0,3}|(?:it |they |we )?\w*(?: not|n't)(?: \w+){0,2}"
)
"""What may deny the clause before it."""
NEITHER = later(
    rf"{HARDLY_SO.pattern}|难|麻烦|慢|拖|藏|可惜|遗憾|无奈|有的|有些|部分|个别|如果|打算|半天|才[找看能]|[二三四五六几多][层级](?:菜单|页)|第[二三四五六][层级页]|\b(?:(?:had|has|have) to (?:ask|look|search|hunt|dig)|(?:two|three|four|several|second|third|fourth) (?:levels?|layers?|menus?|pages?)|hard|slow|differently|buried|some|partly|mostly|if|not all|not every|not always|sadly|unfortunately|alas|regrettably|i'm afraid)\b"
)
"""Beside this a fact is neither plainly there nor plainly not."""


def suppose(heard: Heard, question: Question, facts: QuestionFacts) -> tuple[str, ...]:
    """Claim what a clause that names no fact clearly says of the one it is about; the facts that are to be asked instead.

    Of what is said to hold in a row of options nothing is claimed where no fact was named by words.
    """
    to_ask = list(heard.open)
    items = dict(question.choices) if question.parts else {}
    claimed = bool(items) or heard.by_words
    asked = {name: fact.ask or items.get(name) for name, fact in facts.facts.items()}
    to_ask += [name for name, claim in heard.claims.items() if claim.holds and _in_a_list(claim, heard)]
    for name in to_ask:
        heard.claims.pop(name, None)
    for quote, after in list(zip(heard.unread, [*heard.unread[1:], ""], strict=False))[:MOST_CLAUSES]:
        text = as_read(quote)
        fact, clearly = _likely(text, facts, heard.known)
        ask = asked[fact] if fact else None
        if fact is None or ask is None or not (clearly or (items and heard.claims)):
            continue
        denied = 1 if quote in heard.denied else 0 if quote in heard.affirmed else denials(text)
        if denied and (last := _just_stated(quote, heard, facts)) and _as_likely(text, last, fact, facts):
            heard.claims.pop(last)
            to_ask.insert(0, last)
            continue
        heard.supposed.add(quote)
        plain = (
            quote in heard.quotes
            and (denied < 2 or _JOINED.search(text) or not denials(as_read(f"{ask.zh} {ask.en}")))
            and not NEITHER.search(f"{text} {after}")
            and not of_a_part(text)
            and not barred(text)
            and not EXCLUDES.search(text)
            and (denied or fact not in heard.open)
        )
        follows = heard.quotes[heard.quotes.index(quote) + 1 :][:1] if quote in heard.quotes else []
        plain = plain and not (
            not denied and follows and follows[0] in heard.unread and _SHORT_NO.fullmatch(as_read(follows[0]))
        )
        turned = said.denial_says_it_holds(facts, fact)
        less = denied > 0 and turned is False and facts.wanted.get(fact, True) and _OF_EACH.search(ask.zh)
        plain = plain or bool(less and quote in heard.quotes and not (barred(text) or EXCLUDES.search(text)))
        plain = plain and (denied > 0 or not turned)  # that nothing is denied says not that it does not hold
        claim = Claim(
            fact,
            bool(denied) is bool(turned),
            quote,
            firm=False,
            stated=not TOPIC.fullmatch(text) and (denied > 0 or not heard.denies or bool(STATES.search(text))),
        )
        fits = items or facts.left({**heard.known, fact: claim.holds})
        raises = claim.holds is facts.wanted.get(fact, True)
        clearly = clearly and (not raises or denied > 0 or surely(text, fact, ask, facts))
        if claimed and clearly and plain and fits and turned is not None and not denials(as_read(f"{ask.zh} {ask.en}")):
            heard.claims[fact] = claim
        else:
            to_ask.append(fact)
    return tuple(fact for fact in dict.fromkeys(to_ask) if fact not in heard.claims)


def _just_stated(quote: str, heard: Heard, facts: QuestionFacts) -> str | None:
    """The fact that the clause right before one states."""
    at = heard.quotes.index(quote) if quote in heard.quotes else 0
    before = heard.quotes[at - 1] if at else ""
    return next(
        (n for n, c in heard.claims.items() if c.quote == before and c.holds is facts.wanted.get(n, True)), None
    )


def _as_likely(text: str, last: str, fact: str, facts: QuestionFacts) -> bool:
    """Whether what a clause denies may be what the one before it states, as well as the fact it is most likely about."""
    told = said.degrees(text, facts)
    return told[last] >= LEAST and told[fact] - told[last] < _FAR


_FAR = 4.0
"""So much less likely a denial is not about what was said right before it."""


def surely(text: str, fact: str, ask: Text, facts: QuestionFacts) -> bool:
    """Whether a clause that denies nothing surely says that a fact holds: it is surely about it, or clearly and does with it what is asked."""
    degrees = said.degrees(text, facts)
    if _ONLY_WRITTEN.search(text):
        return False
    if degrees[fact] >= SURELY:
        return True
    lead = degrees[fact] - max([0.0, *(told for name, told in degrees.items() if name != fact)])
    done = [one for one in _DONE if one.search(as_read(ask.zh))]
    return degrees[fact] >= CLEARLY and lead >= said.LEAD and bool(done) and all(one.search(text) for one in done)


_ONLY_WRITTEN = later(
    r"(?:方案|制度|规则|规定|预案|文件|办法|流程|合同|协议|计划书?|[里中上][面头]?)[都也是有]*(?:写|规定|约定|注明|载|列|有)[着了明入有]*[:,]?$|\b(?:says|states|sets out|is written)[:,]?$"
)
"""What says that something is written, and not yet what."""
_DONE = tuple(
    map(
        later,
        (
            "写|列明|规定|约定|注明",
            "[查看][得能]?[到见]|[能可]以?[查看]",
            "公[布开示]|告知|告诉",
            "统计|[清计]?数[过了]",
            "记录|登记|留[档底]|建档",
        ),
    )
)
"""What is done with something that a fact asks for: whether it is written, can be seen, is published, counted or recorded."""


def _in_a_list(claim: Claim, heard: Heard) -> bool:
    """Whether what is named may be what the next clause denies: "name, address and contact are not shown"."""
    at = heard.quotes.index(claim.quote) if claim.quote in heard.quotes else len(heard.quotes)
    after = heard.quotes[at + 1] if at + 1 < len(heard.quotes) else ""
    return not STATES.search(as_read(claim.quote)) and after in heard.unread and denies_something(after)


def about(message: str, facts: QuestionFacts) -> str | None:
    """The fact that a message of which nothing was heard is most likely about, to be asked."""
    found = said.about(as_read(message), facts)
    return found.fact if found and found.degree >= said.PLAINLY and found.lead >= 1 else None


def _likely(text: str, facts: QuestionFacts, known: Mapping[str, bool]) -> tuple[str | None, bool]:
    """The fact nothing was said of that a clause is most likely about, and whether it clearly is."""
    found = said.about(text, facts)
    if found is None or found.fact in known or found.degree < LEAST:
        return None, False
    return found.fact, found.degree >= CLEARLY and found.lead >= LEAD
