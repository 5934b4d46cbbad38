"""What a typed reply to the question about a fact comes to, and what several messages about one question come to together.

In go what was asked and the reply; out comes what is asked next, offered or recorded, or None where it is no reply to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.belief import rather, told_in
from ecq.interview.typed.beside_a_question import without_idle_question
from ecq.interview.typed.clauses import NO, as_read, clauses, denials, denies_something, without_the_case
from ecq.interview.typed.deciding import HARDLY, MOST_ASKED, answered, decide
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.hearing.claims import Claim, Heard, raises_the_answer
from ecq.interview.typed.hearing.mentions import HARDLY_SO, of_a_part
from ecq.interview.typed.hearing.sentence import hear, hear_at
from ecq.interview.typed.hearing.stating import LIMITED
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.not_plain import EXCEPTION, IF_ANY, OF_ALL, OF_EACH
from ecq.interview.typed.outcomes import Answer, AskFact, NotUnderstood, Understood
from ecq.interview.typed.replies.yes_or_no import (
    STOPS,
    denies_another_act,
    hardly,
    in_breaths,
    nearly,
    said_further,
    yes_or_no,
)
from ecq.interview.typed.said import degrees
from ecq.interview.typed.vocabulary import NEGATION, agreement, tidy
from ecq.interview.typed.wanted.commands import asks_somebody, command, unsure
from ecq.rubric.kinds import Question


def reply_to(asks: AskFact, message: str, question: Question, facts: QuestionFacts) -> Understood | None:
    """What a typed reply to the question about a fact comes to; None where it is no reply to that."""
    message = _AND_NO.sub(r"\1 ", without_idle_question(message))
    short = tidy(fold(message))
    said = agreement(short)
    if said in _REPLIES or _NOT_KNOWN.fullmatch(short) or knows_not_whether(message):
        return answered(question, facts, asks, _REPLIES.get(said), message)
    heard = hear_at(message, question, facts)
    if heard.asks or heard.not_now or command(short):
        return None
    if nearly(message):
        return _nearly_so(question, facts, asks, message)
    if hardly(message):  # where a no would flatter, both answers
        wanted = facts.wanted.get(asks.fact, True)
        least = replace(asks, firm=False)
        return answered(question, facts, least, False, message) if wanted else _either(question, facts, asks, message)
    asked_of = facts.facts[asks.fact].ask or dict(question.choices).get(asks.fact)
    told = _with_others(asks, heard, facts)
    spoken = in_breaths(message)
    begins_with = next(iter(clauses(spoken)), "")
    beginning, rest = tidy(fold(begins_with)), spoken[len(begins_with) :]
    behind = rest.strip(" ，,。.；;")
    if unsure(beginning) == "" and behind and unsure(short) is None and not asks_somebody(behind):
        return answered(question, facts, told, heard.known.get(asks.fact), message)  # something else is said
    own_ask = as_read(asked_of.zh if asked_of else "")
    elsewhere = _quotes_of_others(asks.fact, heard, question)
    if some := None if elsewhere else _so_of_some(asks, told, message, own_ask, question, facts):
        return some
    first = yes_or_no(beginning, asked_of.zh if asked_of else "")
    if asked_of and first != "no" and (parts := _parts_told(message, asked_of.en)):
        return (
            answered(question, facts, told, False, message)
            if parts == "lacks"
            else _either(question, facts, told, message)
        )
    if first == "yes" and with_a_hurdle(rest, own_ask):
        hard = {name for name, claim in heard.claims.items() if _HARD.search(as_read(claim.quote))}
        known = {name: held for name, held in told.known if name not in hard}
        return answered(question, facts, replace(told, known=tuple(known.items())), False, message)
    if first:
        begins = first == "yes"
        claimed = heard.known.get(asks.fact, begins)
        mine = heard.claims.get(asks.fact)
        unwanted = mine and mine.holds and not raises_the_answer(mine, facts)
        so_behind = unwanted and mine and mine.quote in clauses(rest) and not denies_something(mine.quote)
        says_no = not claimed or NEGATION.search(fold(rest)) or LIMITED.search(as_read(rest))
        plain_no = not begins and says_no and not so_behind  # "no, gone at once; but you do have to wait"
        own = without_the_case(said_further(as_read(_not_of_others(rest, asks.fact, facts)), own_ask), own_ask)
        others = {*clauses(own)} - {as_read(mine.quote)} if mine else set()
        any_is_enough = not facts.wanted.get(asks.fact, True) and asks.fact in heard.known and not denies_something(own)
        limited = (
            LIMITED.search(own)
            or _forbids(own, own_ask)
            or ((question.parts or _EASE.search(own_ask)) and _HURDLE.search(own))
            or (
                denies_something(own)
                and not (denials(own_ask) and _AGREES.fullmatch(own))
                and not (mine and _denies_only_in_its_words(mine, facts) and not any(map(denies_something, others)))
            )
        )
        of_another = (
            mine and mine.holds and mine.stated and any(not held for _, held in told.known)
        )  # "yes, but it is small"
        plain_yes = begins and claimed and (any_is_enough or not limited or (facts.options and of_another))
        if plain_yes or plain_no:
            return answered(question, facts, told, begins, message)
        any_there = asked_of and IF_ANY.search(asked_of.zh) and not OF_EACH.search(asked_of.zh)
        if begins and claimed and any_there and _LEAVES_OUT.search(as_read(rest)):
            of_all = [name for name, fact in facts.facts.items() if fact.ask and OF_ALL.search(fact.ask.zh)]
            told = replace(told, known=tuple({**dict(told.known), **dict.fromkeys(of_all, False)}.items()), firm=False)
            return answered(question, facts, told, True, message)  # there is one, if not of each
        return _either(question, facts, told, message)
    return _in_other_words(told, heard, asks, message, begins_with, question, facts)


def _in_other_words(
    told: AskFact,
    heard: Heard,
    asks: AskFact,
    message: str,
    begins_with: str,
    question: Question,
    facts: QuestionFacts,
) -> Understood | None:
    """What a reply comes to that begins with neither yes nor no; `told` is what was asked, with what the reply says of other facts."""
    asked_of = facts.facts[asks.fact].ask or dict(question.choices).get(asks.fact)
    held = heard.known.get(asks.fact)
    if held is None and asked_of and _names_it(message, asked_of.zh):
        held = True
    if held is None and asked_of and with_a_hurdle(message, as_read(asked_of.zh)):
        told, held = replace(told, firm=False), False  # "there is a letter, in small print"
    if held is None:
        held = _of_what_was_asked(message, asks.fact, asked_of, facts, heard)
        if held and (_ENGLISH_BUT.search(fold(message)) or _HURDLE.search(as_read(message))):
            return _either(question, facts, told, message)
    elif held and asks.fact in (*heard.open, *heard.unclear):
        return _either(question, facts, asks, message)
    elif held and any(map(denies_something, {*clauses(message)} - _quotes_of_others(asks.fact, heard, question))):
        mine = heard.claims.get(asks.fact)
        plain = mine and mine.words and mine.quote != message
        if mine and plain and not any(map(denies_something, (mine.quote, begins_with))):
            return _either(question, facts, asks, message)
        held = False
    if held is None and (not heard.by_words or heard.clash):
        return None
    if held is None and told.then != asks.then:
        return AskFact(told.then[0], told.known, told.asked + 1, False, told.then[1:])
    if held is None:
        return decide(question, facts, dict(told.known), False, message, asks.asked)
    return answered(question, facts, told, held, message)


def _quotes_of_others(fact: str, heard: Heard, question: Question) -> set[str]:
    """The clauses that name other items of a checklist than the one that was asked."""
    claims = heard.claims.items() if question.parts else ()
    return {claim.quote for name, claim in claims if name != fact and claim.words}


def _so_of_some(
    asks: AskFact, told: AskFact, message: str, asked_of: str, question: Question, facts: QuestionFacts
) -> Understood | None:
    """What comes of a reply that has it so of some and not of others, or takes something out: of each that is a no."""
    if part_only := _SO_AND_NOT.search(as_read(message)):
        told = replace(told, known=tuple((name, held) for name, held in told.known if name in dict(asks.known)))
        each = OF_ALL.search(asked_of) or re.search(f"(?:都|全){part_only['v']}", asked_of)
        return answered(question, facts, told, False, message) if each else _either(question, facts, told, message)
    if not facts.wanted.get(asks.fact, True):
        return _either(question, facts, told, message) if but_for_some(message) else None
    if not takes_out(message) or not OF_EACH.search(asked_of):
        return None
    said = answered(question, facts, told, False, message)
    lowest = isinstance(said, Answer) and not question.credit_of(said.value)
    return _either(question, facts, told, message) if lowest else said


def takes_out(message: str) -> bool:
    """Whether a clause of a reply begins with an exception or ends in one."""
    return any(EXCEPTION.search(as_read(quote)) for quote in clauses(in_breaths(message)))


def but_for_some(message: str) -> bool:
    """Whether a reply says no and leaves something in."""
    text = "，".join(as_read(quote) for quote in clauses(in_breaths(message)))
    return (takes_out(message) and denies_something(text)) or _BUT_THAT.search(text) is not None


_BUT_THAT = later(
    r"^(?:(?:[都也]|我们)*(?:没有?|不是?|不会)[^，]{0,4}|(?:no|nope|not really)\b)，? ?(?:(?:but )?(?:just|only)\b(?! no)|(?:就|只)有?(?!是不|是没|不|没))"
)
"""A no that leaves something in, to what should not be: "no, just the insurance"."""


def _parts_told(message: str, asked: str) -> Literal["lacks", "either"] | None:
    """Whether an English reply says of a part of what is asked together that it is not so, or yes of one thing and no of another."""
    quotes = [as_read(quote) for quote in clauses(message)]
    denied = [quote for quote in quotes if denies_something(quote)]
    if HAN.search(message) or not 0 < len(denied) < len(quotes):
        return None
    ends = {found[0] for quote in quotes if (found := _SAYS_LAST.search(quote))}
    own = grams(as_read(asked))
    least = {quote: 1 if "yes" in ends and not _NO_SUCH.search(quote) else _CLEARLY_OF_IT for quote in denied}
    together = re.search(r",| and ", asked) and not denials(as_read(asked))
    if together and any(len(grams(quote) & own) >= least[quote] for quote in denied):
        return "lacks"
    return "either" if ends == {"yes", "no"} and not any(map(_SAYS_LAST.fullmatch, quotes)) else None


_FAR = 10.0
_WHETHER = later(r"(?P<verb>[\u3400-\u9fff]{1,3})[没不](?P=verb)过?")
"""Asks whether, as the topic of what follows: "逾期没逾期"."""
_AND_NO = later(r"(?<=[.,;!] )(and) no, (?=no|nothing|none|not|never|we do(?:n't| not))", re.IGNORECASE)
"""A no that only begins a denial of something else: "Yes, we do. And no, nothing about prices"."""
_NO_SUCH = later(r"\bno \w")
_SAYS_LAST = later(r"\b(?:yes|no)$")
_CLEARLY_OF_IT = 2
"""So many words of what is asked stand in what denies a part of it, where no other part has its yes."""


def _forbids(said: str, asked: str) -> bool:
    """Whether words forbid by its own verb what is asked to be allowed: 不让拒收, where one may 拒收."""
    verbs = re.findall(r"不(?:让|给|准|许|允许)([\u3400-\u9fff]{2})", said)
    return any(re.search(f"(?:能|可|让|准|允许)[^，]{{0,4}}{verb}", asked) for verb in verbs)


def with_a_hurdle(said: str, asked: str) -> bool:
    """Whether words name a hurdle where it is asked whether something is easy."""
    text = as_read(said)
    return bool(_EASE.search(asked) and _HARD.search(text)) and not NEGATION.search(text)


_SO_AND_NOT = later(
    r"(?P<v>(?![没不未的了都也])[\u3400-\u9fff])[了的到过]?[，,](?:但是?|不过|就是?)?[^，,没不未]{1,10}(?:不|没有?|未)(?:用|会|能|要)?(?P=v)(?![出到])"
)
"""What says of some that it is so, and of others by the same verb that it is not."""
_EASE = later("简便|方便|容易|好找|一键|显著|醒目")
_HARD = later(
    r"字[^，]{0,3}小|小字|不起眼|\b(?:small|tiny|fine) (?:print|font|letters|type)\b|\b(?:buried|tucked away|hidden)\b|藏|麻烦|费劲|绕|难|[深慢](?!圳|夜|入|度)|[三四五六七八几好多][五六七八几]?[步下层级道]"
)
"""What asks whether something is easy, and what takes that back."""
_AGREES = later(r"(?:我们|都|也|从来?|一直|确实)*(?:没有?|不|未)(?:有)?[\u3400-\u9fff]{1,3}?[过了的]*")
"""What denies what the question itself denies: "no, none was" to "is nothing taken away?"."""
_LEAVES_OUT = later(
    r"(?:^|[，,]) ?(?:但是?|不过)?(?:就|只|只有|只是|除了?|唯独|仅)[^，不没]{1,10}(?:没有?|不行|不能|不可以|没得|除外|以外|之外)[^，]{0,4}$"
    r"|(?:^|[,，.]) ?(?:except|apart from|bar|save|(?:but |only |just |though )+not) (?:for |in |on |from |the )*[\w -]{2,40}$|(?:^|[,，.]) ?(?:it's |it is )?(?:only |just )+(?:missing|not there|lacking|absent) (?:in|on|from|for) [\w -]{2,40}$"
)
"""What leaves one kind out of what is said to be there: "just not for group buying"."""


def answered_with_words(
    asks: AskFact, held: bool, message: str, question: Question, facts: QuestionFacts, note: str
) -> Understood:
    """What comes of a plain yes or no to the fact that was asked, with what the same message says of others."""
    heard = hear_at(message, question, facts)
    beside = not (heard.asks or heard.not_now) and any(name != asks.fact for name in heard.claims)
    return answered(question, facts, _with_others(asks, heard, facts) if beside else asks, held, note)


def _not_of_others(rest: str, fact: str, facts: QuestionFacts) -> str:
    """What follows a yes or no, without the clauses that name another fact, or are far rather about another item, and not the one that was asked."""
    quotes = [quote for quote in clauses(rest) if not _WHETHER.fullmatch(fold(quote))]
    of_each = [{name for name, claim in hear(quote, facts).claims.items() if claim.words} for quote in quotes]
    named = zip(quotes, of_each, strict=True)
    return "，".join(
        quote for quote, names in named if fact in names or not (names or _far_rather_another(quote, fact, facts))
    )


def _far_rather_another(quote: str, fact: str, facts: QuestionFacts) -> bool:
    """Whether a clause that names nothing is far likelier to be about another item of a checklist."""
    if facts.options:
        return False
    told = degrees(as_read(quote), facts)
    return max(told.values()) >= max(HARDLY, told[fact] + _FAR)


def _with_others(asks: AskFact, heard: Heard, facts: QuestionFacts) -> AskFact:
    """What was asked, with the other facts that the reply states too: they are not asked any more.

    One that was known otherwise is asked again, as what stands beside a reply may be said of what was asked.
    """
    others = {
        name: claim.holds
        for name, claim in heard.claims.items()
        if name != asks.fact
        and claim.quote  # "都有" to one thing that is asked of all is said of that
        and not heard.clash
        and (claim.stated or not raises_the_answer(claim, facts))
    }
    known = dict(asks.known)
    again = tuple(name for name, held in others.items() if known.get(name, held) is not held)
    if facts.options and others and not facts.left(known | others):  # what was known cannot be so with it
        rest = {name: {other: held for other, held in known.items() if other != name} for name in known}
        again += tuple(name for name in rest if name not in others and facts.left(rest[name] | others))
    told = {name: held for name, held in (known | others).items() if name not in again}
    asked = asks.asked - 1 if again else asks.asked
    return replace(asks, known=tuple(told.items()), firm=False, then=(*again, *asks.then), asked=asked)


def joined(
    said: AskFact | Answer | NotUnderstood,
    before: str,
    known: Mapping[str, bool],
    message: str,
    question: Question,
    facts: QuestionFacts,
) -> Understood | None:
    """What a further message comes to with what was said `before`, of which this much is `known`.

    What it says anew counts; what it puts in doubt is asked. None where that changes nothing, or both fit no state.
    """
    heard = hear_at(message, question, facts)
    told = {**known, **{name: held for name, held in said.known if name in heard.claims}}
    doubtful = {*heard.open, *heard.unclear, *heard.claims} - {name for name, _ in said.known}
    told = {name: held for name, held in told.items() if name not in doubtful}
    again = next((name for name, held in told.items() if known.get(name, held) is not held), None)
    if again and question.parts and len(heard.quotes) > 1:  # it may be said of what stands beside it
        then = (said.fact, *said.then) if isinstance(said, AskFact) else ()
        return AskFact(again, tuple((name, held) for name, held in told.items() if name != again), 1, False, then)
    if not set(told) - {name for name, _ in said.known} or not (question.parts or facts.left(told)):
        return None
    if isinstance(said, AskFact) and said.fact not in told and (said.fact in doubtful or question.parts):
        return replace(said, known=tuple(told.items()), firm=False)
    asked = said.asked - 1 if isinstance(said, AskFact) else 0
    return decide(question, facts, told, False, f"{before}\n{message}", asked)


def what_tells(said: NotUnderstood, message: str, question: Question, facts: QuestionFacts) -> AskFact | None:
    """Instead of two answers that a message may mean, the one fact of those it claims on which it hangs which; None where none does."""
    told = told_in(hear_at(message, question, facts), question, facts)
    heard = {name: holds for name in facts.facts if (holds := rather(told, name)) is not None}
    for name in heard:
        known = {other: held for other, held in heard.items() if other != name}
        either = [decide(question, facts, {**known, name: held}, False, message, MOST_ASKED) for held in (True, False)]
        values = {one.value for one in either if isinstance(one, Answer)}
        if len(said.candidates) == len(values) == len(either) and values == {*said.candidates}:
            return AskFact(name, tuple(known.items()), 1, False)
    return None


def settled(asks: AskFact, message: str, question: Question, facts: QuestionFacts, note: str) -> Understood:
    """What is asked of several messages together; where the last one states just that, what comes of it."""
    heard = told_in(hear_at(message, question, facts), question, facts).heard  # with what is left open
    said = heard.claims.get(asks.fact)
    plain = (
        said
        and said.words
        and said.stated
        and not heard.clash
        and asks.fact not in (*heard.both, *heard.open, *heard.unclear)
    )
    return answered(question, facts, _with_others(asks, heard, facts), said.holds, note) if said and plain else asks


def _denies_only_in_its_words(claim: Claim, facts: QuestionFacts) -> bool:
    """Whether all that a clause denies stands in the words for what it says to hold: "no conditions"."""
    return bool(claim.words and claim.holds) and not denials(as_read(_beside_its_words(claim, facts)))


def _beside_its_words(claim: Claim, facts: QuestionFacts) -> str:
    """A clause without the words for what it says to hold, which may deny something themselves: "no price was raised"."""
    text = fold(claim.quote)
    for a, b in facts.facts[claim.fact].spans(text) if claim.holds else ():
        text = text[:a] + " " * (b - a) + text[b:]
    for a, _ in facts.facts[claim.fact].no.spans(text) if claim.holds else ():
        for no in [*NO.finditer(text, 0, a)][-1:]:  # what denies the opposite: "we make nobody join"
            text = text[: no.start()] + " " * len(no[0]) + text[no.end() :]
    return text


def _names_it(message: str, asked: str) -> bool:
    """Whether a reply only says where something stands, or who it is, that was asked for."""
    text = as_read(message)
    if denies_something(message) or LIMITED.search(text) or _HURDLE.search(text):
        return False
    return bool((_WRITTEN.search(asked) and _WHERE.match(text)) or (_SOMEBODY.search(asked) and _WHO.match(text)))


_WRITTEN, _SOMEBODY = later(r"写明|公布|公开|公示|列明|告知"), later(r"有[^，]{0,6}人[^，]{0,4}[吗？]")
_WHERE = later(
    r"(?:就?(?:写|放|挂|公布|列)?在|都在)[^，]{1,12}(?:里|上|页|底部|下面|中|章|条|公告|协议|规则|政策)|(?:it's |they're |it is |yes,? )?(?:in|on|at|under) (?:the|our|every|each|section)\b"
)
_WHO = later(r"(?:就)?(?:是|由|归)(?!不|没)[^，]{1,12}$|(?:就)?(?:是|由|归)(?!不|没)[^，]{1,12}，")


def _either(question: Question, facts: QuestionFacts, asks: AskFact, message: str) -> Understood:
    """Both answers where a reply begins with a yes or no and goes on to limit it, the lower first; where they are the same, what is left."""
    asks = replace(asks, firm=False)
    last = replace(asks, asked=MOST_ASKED, then=())
    lower, higher = (answered(question, facts, last, held, message) for held in (False, True))
    if isinstance(lower, Answer) and isinstance(higher, Answer) and lower.value != higher.value:
        values = sorted((lower.value, higher.value), key=lambda one: question.credit_of(one) or 0)
        return NotUnderstood(tuple(values), message)
    return answered(question, facts, asks, None, message)


def _nearly_so(question: Question, facts: QuestionFacts, asks: AskFact, message: str) -> Understood:
    """What a yes that is not quite one leaves: the answers of a yes, and the best of a no."""
    known = dict(asks.known)
    no, yes = ((() if question.parts else facts.left({**known, asks.fact: held})) for held in (False, True))
    best = sorted({*no} - {*yes}, key=lambda one: question.credit_of(one) or 0)[-1:]
    left = sorted({*yes, *best}, key=lambda one: question.credit_of(one) or 0)
    several = yes and len(left) > 1
    return NotUnderstood(tuple(left), message, asks.known) if several else _either(question, facts, asks, message)


_LONGEST_REPLY = 80
"""So many characters are read as a reply in other words than yes and no; what is longer says more than that."""


def _of_what_was_asked(message: str, fact: str, asked: Text | None, facts: QuestionFacts, heard: Heard) -> bool | None:
    """Whether a reply without a yes or no says that what was asked is so: not where it denies or limits anything; None where it is about something else.

    What it denies of another fact, or in the words of what was asked ("those who refuse …"), is no denial of this.
    """
    others = {claim.quote for name, claim in heard.claims.items() if name != fact and claim.words}
    quotes = [quote for quote in clauses(message) if quote not in others]
    if others and not any(map(denies_something, quotes)):
        told = degrees("，".join(map(as_read, quotes)), facts)
        if any(told[name] >= told[fact] for name in heard.claims if name != fact):
            return None  # all of it is rather about what it names
        quotes = [quote for quote in quotes if degrees(as_read(quote), facts)[fact] > 0]
        if not quotes:
            return None
    text = without_the_case("，".join(map(as_read, quotes)), as_read(asked.zh) if asked else "")
    if asked and denies_another_act(tidy(fold(message)), fold(asked.zh)):
        return None
    if asked and not OF_EACH.search(asked.zh) and (alone := _THIS_ALONE.fullmatch(text)):
        text = (
            alone["en"] or alone["only"] or alone["zh"]
            if grams(text) & grams(as_read(f"{asked.zh} {asked.en}"))
            else text
        )
    own = grams(as_read(f"{asked.zh} {asked.en}")) if asked else frozenset()
    if len(message) > _LONGEST_REPLY or not (grams(text) & own or degrees(text, facts)[fact] > 0):
        return None
    return not (denies_something(text) or of_a_part(text) or LIMITED.search(text) or HARDLY_SO.search(text))


_ENGLISH_BUT = later(r"\b(?:but|though|however)\b")
_HURDLE = later(
    r"(?:得|要)(?:翻|找|挖|点)(?:很|好|半|老)|不好找|\b(?:have|has|need) to (?:dig|hunt|search|look hard|scroll)\b|\b(?:would|will|might|could) be (?:hard|difficult|tricky)\b|\b(?:hard|difficult|tricky) to (?:find|reach|see|get)\b"
)
"""What says that something is so only with trouble."""
_THIS_ALONE = later(
    r"(?P<en>[a-z-]+(?: [a-z-]+)?) only(?:，.{0,12})?|only (?P<only>[a-z-]+(?: [a-z-]+)?)|(?:我们)?(?:只|仅)(?:有|是|开|做|支持|用)?(?P<zh>[^，只仅]{2,8})"
)
"""What says that it is only what was asked for: "electronic only"."""
_REPLIES: Mapping[str | None, bool] = {"yes": True, "all": True, "no": False, "none": False}


def knows_not_whether(message: str) -> bool:
    """Whether a reply ends with it that nobody knows whether it is so, and says yes or no of nothing before: "there is a number, whether anybody compares it I don't know"."""
    *before, last = STOPS.split(fold(message).strip(" .。!！"))
    first = before[0] if before else last
    return (
        len(before) < 2 and yes_or_no(tidy(first), "") is None and _NOT_KNOWN_WHETHER.fullmatch(tidy(last)) is not None
    )


_NOT_KNOWN_WHETHER = later(
    rf"[^，]{{0,6}}?{_WHETHER.pattern}[^，]{{0,6}}?(?:我|这个|真的?|也|还|就|可|倒|实在)*(?:不(?:太|大)?(?:清楚|知道|确定|了解|好说)|说不[好准])[了的啊呀]*"
    r"|(?:but |and )?(?:whether|if) [\w' -]{3,60} (?:i|we|nobody|no one) (?:(?:really|honestly|just) )*(?:do(?:n't| not) know|can(?:'t|not) (?:say|tell)|knows?)"
    r"|(?:but |and )?(?:i|we) (?:(?:really|honestly|just) )*(?:do(?:n't| not) know|can(?:'t|not) (?:say|tell)|have no idea) (?:whether|if) [\w' -]{3,60}"
)
_NOT_KNOWN = later(
    r"(?:我|这个|这|还|也|真的?)*(?:不(?:太|大|是很)?(?:清楚|知道|确定|了解)|说不好|不好说|没了解过)|(?:i'm |i am |i |we )*(?:not sure|do(?:n't| not) know|no idea|unsure)"
)
