"""What is asked or offered beside an answer that rests on something in doubt: on likeness, on how far a denial reaches, or on
words beside which a clause stayed unread.

In go an answer that was decided and what was heard; out comes the same, a question about one fact, or two answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import NO, STILL, UNFINISHED, as_read, denials, denies_something
from ecq.interview.typed.deciding import MOST_ASKED, decide, surely
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.hearing.claims import FILLER, Claim, Heard, words_of
from ecq.interview.typed.hearing.lists import REST_NO
from ecq.interview.typed.hearing.mentions import HARDLY_SO, of_a_part
from ecq.interview.typed.hearing.stating import MUCH_MORE, SEVERAL, STATES, TOPIC
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.interview.typed.replies.yes_or_no import yes_or_no
from ecq.interview.typed.said import HARDLY, degrees, speaks_of
from ecq.interview.typed.vocabulary import CONTRAST, GUESS, HEDGE, ONLY, TURN, tidy
from ecq.rubric.kinds import Question

NOT_SINCE = later(
    r"(?:之后|后来|此后|以后)(?:就|再|都|也)*没|再(?:也)?没|\b(?:not|never|nothing|none) (?:again )?since\b|\bsince then (?:no|never|not)"
)
"""What says that something was not done again."""


def unread_after(quote: str, heard: Heard) -> list[str]:
    """The clauses right behind one that were not read, as they may say when that was."""
    at = heard.quotes.index(quote) + 1 if quote in heard.quotes else len(heard.quotes)
    return [*takewhile(heard.unread.__contains__, heard.quotes[at : at + 2])]


def raises_the_answer(claim: Claim, facts: QuestionFacts) -> bool:
    """Whether a claim says what a higher answer needs."""
    return claim.holds is facts.wanted.get(claim.fact, True)


LIMITED = later(
    rf"{UNFINISHED.pattern}|{HEDGE.pattern}|{TURN.pattern}|{CONTRAST.pattern}|[只仅]|部分|有的[^，。]|有时|偶尔|\b(?:only|some|partly|sometimes)\b",
    re.ASCII,
)
"""What follows a yes and may take something back of it."""


def tells_apart(facts: QuestionFacts, known: Mapping[str, bool], name: str) -> bool:
    """Whether it hangs on this fact which answers are left."""
    left = facts.left(known)
    return any(len(facts.left({**known, name: held})) < len(left) for held in (True, False))


def _in_its_own_words(name: str, quote: str, question: Question, facts: QuestionFacts, *, plain: bool) -> bool:
    """Whether a clause that denies nothing says what is asked of a fact, or the item, in nearly the same words, where all of the
    message is `plain`; or in half of them, and as people say it."""
    own, text = facts.facts[name].ask or dict(question.choices).get(name), as_read(quote)
    asked_of = grams(as_read(own.zh if HAN.search(text) else own.en)) if own else frozenset()
    if not asked_of or denials(text):
        return False
    share = len(asked_of & grams(text)) / len(asked_of)
    return (plain and share >= _NEARLY_ALL) or (share >= _HALF and degrees(text, facts)[name] >= _AS_SAID)


_NEARLY_ALL, _HALF, _AS_SAID = 0.75, 0.5, 16


def _rather_in_its_words(name: str, text: str, question: Question, facts: QuestionFacts) -> bool:
    """Whether a clause that states something, clearly about a fact by what people said of it, has words of it as well, and of no other more."""
    items = dict(question.choices) if question.parts else {}
    own = facts.facts[name].ask or items.get(name)
    if own is None or not STATES.search(text) or not surely(text, name, own, facts):
        return False
    asked_of = {one: fact.ask or items.get(one) for one, fact in facts.facts.items()}
    there = grams(text)
    shares = {one: len(there & grams(as_read(f"{ask.zh} {ask.en}"))) for one, ask in asked_of.items() if ask}
    return 0 < shares.get(name, 0) == max(shares.values())


def without_what_is_only_like(
    said: Understood, question: Question, facts: QuestionFacts, heard: Heard, note: str
) -> Understood:
    """Instead of an answer that only what was taken by likeness raises, a question about that, or the lower answer beside it."""
    if not isinstance(said, Answer):
        return said
    plain = not any(_denies_by_itself(quote, heard) for quote in heard.quotes)
    like = [
        name
        for name, claim in heard.claims.items()
        if claim.quote in heard.supposed
        and not claim.words
        and raises_the_answer(claim, facts)
        and (
            any(map(denies_something, unread_after(claim.quote, heard)))
            or not (
                _in_its_own_words(name, claim.quote, question, facts, plain=plain)
                or _rather_in_its_words(name, as_read(claim.quote), question, facts)
            )
        )
    ]
    known = {name: held for name, held in heard.known.items() if name not in like}
    if question.parts and like:
        return _ask_of(like[0], heard, *like[1:])
    if len(like) == 1:
        return _ask_of(like[0], heard) if tells_apart(facts, known, like[0]) else said
    lower = decide(question, facts, known, False, note, MOST_ASKED) if like else said
    if isinstance(lower, Answer) and lower.value != said.value:
        return NotUnderstood((lower.value, said.value), note)
    return said


def both_ways(said: Understood, question: Question, facts: QuestionFacts, heard: Heard, note: str) -> Understood:
    """Beside an answer in doubt a lower one where something is denied; first where what it rests on stands in one clause with that.

    What rests on a denial among several clauses is never recorded without a press: how far one reaches is misheard most. Nor is
    anything of a message that says that something is left to do, or so of a part.
    """
    left = isinstance(said, NotUnderstood) and said.candidates
    that = left and any(map(_THAT_IS_NOT_SO.search, heard.unread))
    loose = _may_be_denied(heard, facts) if that or (left and any(map(_NOT_IN_IT.search, heard.unread))) else None
    if loose and (ask := facts.facts[loose].ask) and (that or SEVERAL.search(ask.zh)):  # it may be what is denied
        return _ask_of(loose, heard)
    if not isinstance(said, Answer):
        return said
    if said.sure:
        mixed = (
            UNFINISHED.search(as_read(note))
            or TURN.search(fold(note))
            or _THOUGH.search(fold(note))
            or ONLY.search(as_read(note))
            or of_a_part(as_read(note))
            or (len(heard.quotes) > 1 and not all(heard.known.values()))
        )
        return replace(said, doubt="resembles") if mixed else said
    raising = [name for name, claim in heard.claims.items() if raises_the_answer(claim, facts)]
    denied = [name for name in raising if denials(_beside_its_words(heard.claims[name], facts))]
    of_another = {claim.quote for name, claim in heard.claims.items() if name not in raising and claim.words}
    of_another = of_another if facts.options else set()
    own_words = {heard.claims[name].quote for name in raising if denies_only_in_its_words(heard.claims[name], facts)}
    denies_more = any(_denies_by_itself(quote, heard) for quote in heard.quotes if quote not in of_another | own_words)
    shaky = [name for name in reversed(raising) if may_reach(heard.claims[name], heard, facts)]
    each = [[name] for name in shaky] if denies_something(note) and denies_more else []
    for without in [denied] if denied else each:
        known = {**heard.known, **{name: not heard.claims[name].holds for name in without}}
        lower = decide(question, facts, known, False, note, MOST_ASKED)
        if isinstance(lower, Answer) and lower.value != said.value:
            if question.parts:
                return _ask_of(without[0], heard, *without[1:])
            return NotUnderstood((lower.value, said.value), note)
    return said


def asked_beside_a_denial(said: Understood, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """What is asked, without taking for known what a denial beside it may be about: that is asked as well."""
    if not isinstance(said, AskFact):
        return said
    known = dict(said.known)
    loose = [name for name in known if name in heard.claims and _beside_a_denial(name, heard, facts)]
    rest = {name: holds for name, holds in known.items() if name not in loose}
    then = dict.fromkeys(name for name in (*loose, *said.then) if question.parts or tells_apart(facts, rest, name))
    return replace(said, known=tuple(rest.items()), then=tuple(then)) if loose else said


def _beside_a_denial(name: str, heard: Heard, facts: QuestionFacts) -> bool:
    """Whether what would raise the answer stands before a denial that no claim has taken and that is not rather about another fact,
    or, where it is denied itself, before something that is made a must.
    """
    claim, of_claims = heard.claims[name], {one.quote for one in heard.claims.values()}
    if claim.quote not in heard.quotes or not raises_the_answer(claim, facts):
        return False
    behind = [*takewhile(lambda one: one not in of_claims, heard.quotes[heard.quotes.index(claim.quote) + 1 :])]
    if not claim.holds and any(_RESTRICTS.search(as_read(one)) for one in behind[:2]):
        return True  # of what should not be there another kind may be
    quote = next((one for one in behind if not FILLER.fullmatch(as_read(one))), "")
    if quote not in {*heard.unread, *heard.supposed} or not denies_something(quote):
        return False
    told = degrees(as_read(quote), facts)
    other = max((told[one] for one in told if one != name), default=0.0)
    return other - told[name] < _RATHER or _OF_THAT.match(as_read(quote)) is not None


_RESTRICTS = later(r"只[能准许让]|必须|非[得要]|不得不|\b(?:only|must|(?:have|has) to|obliged|required to)\b")
"""What makes something a must."""
_OF_THAT = later(r"[这那](?:件?事|一?[个条项块点些])|(?:that|this|those)\b")
"""What speaks of what was just named."""
_RATHER = 3.0
"""So much more likely a denial right behind what is named is about another fact than about that."""


def may_reach(claim: Claim, heard: Heard, facts: QuestionFacts) -> bool:
    """Whether a denial may be about a claim: all but one that its clause plainly states, and that no clause right behind it may deny."""
    text = as_read(claim.quote)
    if not claim.words or not _plainly_said(text) or STILL.search(text) or claim.quote not in heard.quotes:
        return True
    others = {one.quote for one in heard.claims.values() if one.words}
    at = heard.quotes.index(claim.quote)
    behind = [*takewhile(lambda quote: quote not in others, heard.quotes[at + 1 : at + 3])]
    return any(
        denies_something(quote)
        and not (HAN.search(text) and _of_something_else(as_read(quote), claim.fact, text, apart, facts))
        for apart, quote in enumerate(behind, 1)
    )


def _beside_its_words(claim: Claim, facts: QuestionFacts) -> str:
    """A clause without the words for what it says to hold, which may deny something themselves: "no price was raised"."""
    text = fold(claim.quote)
    for a, b in facts.facts[claim.fact].spans(text) if claim.holds else ():
        text = text[:a] + " " * (b - a) + text[b:]
    for a, _ in facts.facts[claim.fact].no.spans(text) if claim.holds else ():
        for no in [*NO.finditer(text, 0, a)][-1:]:  # what denies the opposite: "we make nobody join"
            text = text[: no.start()] + " " * len(no[0]) + text[no.end() :]
    return text


def denies_only_in_its_words(claim: Claim, facts: QuestionFacts) -> bool:
    """Whether all that a clause denies stands in the words for what it says to hold: "no conditions"."""
    return bool(claim.words and claim.holds) and not denials(as_read(_beside_its_words(claim, facts)))


_THOUGH = later(r"\b(?:though|mind you)\b")
_NOT_IN_IT = later(
    r"(?:没有?|未)(?:写|提|列|包[括含]|约定|规定)|里[面头]?(?:也|都|还)?没有?|\bnot in (?:it|there|them|the)\b",
    re.IGNORECASE,
)
"""What says of one thing that it does not stand in a text."""
_THAT_IS_NOT_SO = later(r"^这[个条项]?(?:也|都|还|就)?(?:不是|没|未)")
"""What denies the one thing that was just named."""


def _denies_by_itself(quote: str, heard: Heard) -> bool:
    """Whether a clause denies something that no claim has taken: not where it only begins with no, or says that nothing else is there."""
    rest = REST_NO.search(as_read(quote)) and any(not claim.quote for claim in heard.claims.values())
    return denies_something(quote) and not rest and not (quote == heard.quotes[0] and yes_or_no(tidy(fold(quote)), ""))


def or_what_it_lacks(understood: Understood, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """Ask instead for what an incomplete list lacks, or for what alone would fail a gate, where something stayed unread."""
    if not isinstance(understood, Answer):
        return understood
    lacks = [name for name, held in heard.known.items() if held is not facts.wanted.get(name, True)]
    if facts.options and not question.credit_of(understood.value):
        there = any(raises_the_answer(claim, facts) and claim.words and claim.stated for claim in heard.claims.values())
        if there and lacks and not denials(as_read(heard.claims[lacks[0]].quote)):
            return _ask_of(lacks[0], heard)
    unread = [quote for quote in heard.unread if not _says_nothing(quote, question, facts)]
    if not (unread or heard.both):
        return understood
    both = next((name for name in heard.both if name in heard.known), None)
    if loose := both or (_may_be_denied(heard, facts) if question.credit_of(understood.value) else None):
        return _ask_of(loose, heard)
    unsaid = [item.id for item in question.parts if item.id not in heard.claims]
    if 0 < len(unsaid) <= MOST_ASKED:
        return _ask_of(unsaid[0], heard, *unsaid[1:])
    lowest = not question.credit_of(understood.value) and any(map(affirms, unread))
    if lowest and unsaid:
        return _ask_of(_nearest_of(unsaid, heard, facts), heard)
    if (heard.clash or facts.options) and lacks and (lowest or question.fails_gate(understood.value)):
        least = lowest or understood.value == question.choices[0][0]
        if least or not _plainly_denied(heard.claims[lacks[0]], heard):
            return _ask_of(lacks[0], heard)
    return understood


def _ask_of(fact: str, heard: Heard, *then: str) -> AskFact:
    """The question about a fact, and what is asked after it, where all else that was heard is known."""
    known = tuple((name, held) for name, held in heard.known.items() if name not in (fact, *then))
    return AskFact(fact, known, 1, False, then)


def _says_nothing(quote: str, question: Question, facts: QuestionFacts) -> bool:
    """Whether a clause of a few English words neither denies nor limits anything and has no word of the question: "ooh", "to be honest"."""
    text = as_read(quote)
    if HAN.search(text) or len(text.split()) > _A_FEW_WORDS:
        return False
    limits = (
        denies_something(quote)
        or of_a_part(text)
        or LIMITED.search(text)
        or GUESS.search(text)
        or HARDLY_SO.search(text)
    )
    return not (limits or speaks_of(quote, facts) or grams(text) & words_of(question, facts))


_A_FEW_WORDS = 4


def _plainly_denied(claim: Claim, heard: Heard) -> bool:
    """Whether words of its own deny a fact, and no clause that stayed unread denies anything.

    Of a fact that should not hold: whether they state it in a message that denies nothing.
    """
    return bool(
        claim.words
        and claim.stated
        and not (claim.holds and heard.denies)
        and claim.fact not in heard.both
        and not of_a_part(as_read(claim.quote))
        and not any(map(denies_something, heard.unread))
    )


def affirms(quote: str) -> bool:
    """Whether a clause that was not read states something and denies nothing, so that it may be more than the lowest answer."""
    text = as_read(quote)
    return STATES.search(text) is not None and not (denies_something(quote) or TOPIC.fullmatch(text))


def once_more(said: Understood, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """A question back, with one more behind it where some of a list is there that was not read: a "no" is not yet "none of these"."""
    more = (
        isinstance(said, AskFact)
        and question.parts
        and not any(held for _, held in said.known)
        and any(_affirms_some(quote, heard, facts) for quote in heard.unread)
    )
    return replace(said, asked=0) if isinstance(said, AskFact) and more else said


def _affirms_some(quote: str, heard: Heard, facts: QuestionFacts) -> bool:
    """Whether a clause that was not read may state something of which nothing was heard."""
    told = degrees(as_read(quote), facts) if affirms(quote) else {}
    most = sorted(told, key=lambda name: -told[name])[:2]
    return len(most) > 1 and most[0] not in heard.known and told[most[0]] - told[most[1]] >= _AHEAD


_AHEAD = 5
"""So much more likely what a clause states is about one item than about the next."""


def _nearest_of(names: list[str], heard: Heard, facts: QuestionFacts) -> str:
    """The one of these facts that what was not read and denies nothing is most likely about."""
    told = [degrees(as_read(quote), facts) for quote in heard.unread if affirms(quote)]
    return max(names, key=lambda name: max(one[name] for one in told))


def _may_be_denied(heard: Heard, facts: QuestionFacts) -> str | None:
    """The fact of which a clause that was not read may say that it does not hold."""
    named, said_in, apart = "", "", 0
    for quote in heard.quotes:
        of_quote = [name for name, claim in heard.claims.items() if claim.quote == quote and claim.holds]
        if of_quote:
            named, said_in, apart = of_quote[-1], quote, 0
        else:
            named, apart = "" if NOT_SINCE.search(as_read(quote)) else named, apart + 1
        unread = quote in heard.unread and quote not in heard.supposed and denies_something(quote)
        if named and unread and not _of_something_else(as_read(quote), named, as_read(said_in), apart, facts):
            return named
    return None


_UNLIKE = -24.0
"""Below this degree nothing in a clause was ever said of a fact."""
_ONLY_RAISED = later(
    r"谁|什么|咋|怎么|怎样|如何|哪|多久|多少|(?P<v>[\u3400-\u9fff])[没不](?P=v)|(?:[的嘛呢吧]|时候?|的话|这个|那个|这一?[步块环条])[:，]*$"
    r"|\b(?:how|what|who|when|where|whether|which)\b"
)
"""What only raises a thing, of which the next words tell."""


def _plainly_said(text: str) -> bool:
    """Whether a clause as read states something, has no denial of any kind and does not only raise it."""
    return bool(STATES.search(text)) and not (NO.search(text) or TOPIC.fullmatch(text) or _ONLY_RAISED.search(text))


def _of_something_else(text: str, named: str, said_in: str, apart: int, facts: QuestionFacts) -> bool:
    """Whether a clause that denies is not about the fact that a clause so many before it plainly states.

    Right behind it, it is about that, unless nothing in it was ever said of that, or it is about another by far.
    """
    if not _plainly_said(said_in):
        return False
    told = degrees(text, facts)
    other = max((told[name] for name in told if name != named), default=0.0)
    return told[named] < (HARDLY if apart > 1 else _UNLIKE) or (other > 0 and other - told[named] > MUCH_MORE)
