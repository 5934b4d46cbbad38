"""A sentence taken apart into claims: which facts it says hold, which do not, in whose words, and how firmly.

Clause by clause; a negation belongs to the next words it reaches, else to those before it. What was, what is planned, what
others do and what is asked claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed import said
from ecq.interview.typed.clauses import (
    LONGEST,
    NO,
    OF_ALL_SAID,
    OTHERS,
    PAST,
    TWICE,
    as_read,
    asked,
    clauses,
    denials,
    denies_something,
    without_the_case,
)
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.hearing.claims import FILLER, Claim, Heard, Listener, add, own_words
from ecq.interview.typed.hearing.lists import EXCEPT, NONE, REST_NO, REST_YES, fill_in, led, led_by, of_all_of_them
from ecq.interview.typed.hearing.mentions import NOT_ACHIEVED, Mention, mentioned, with_polarity
from ecq.interview.typed.hearing.stating import (
    MUCH,
    SAYS_OF_ALL,
    STATES,
    TOPIC,
    TURNS,
    between,
    is_stated,
    side_by_side,
)
from ecq.interview.typed.hearing.unnamed import a_limit, likely_about, not_on_paper, of_their_fact
from ecq.interview.typed.hearing.verdicts import SAYS_SO, of_the_last
from ecq.interview.typed.hearing.when_and_whose import HERE, NOW, beside_the_matter, turn
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.not_plain import leave_last_open
from ecq.rubric.kinds import Question

_HEDGE = later(
    r"应该(?:是|有|都)|估计|大概|可能|好像|也许|我猜|吧$|\b(?:maybe|perhaps|probably|i think|i guess|i believe|should be|as far as i know)\b"
)
_THEIRS = later(rf"(?:[嗯呃哎啊那,]|(?:well|so|oh|u[mh]+|the|that|those|our|my),? )*(?:{OTHERS.pattern})", re.ASCII)
"""A message that begins with others: where it never speaks of oneself, all of it is theirs."""
_UNLESS = later(r"\bunless\b.*|\([^)]*(?:除外|except)[^)]*\)")
"""What is said of an exception that the law makes."""
_REASON = later(
    r"^(?:因为|由于|毕竟|because|since|as we|due to|我?刚才(?:在|去|接|有人|被)|sorry,? (?:i |we )?(?:was|were|had to|got)\b)"
)
"""What only says why, or what the writer was just doing."""
_EXCEPT_FOR = later(r"(?<!n't )(?<!not )(?:\b(?:everything|all) )?\bexcept\b(?!.*\b(?:all|everything|rest)\b)")
"""What takes something out of what the same clause named before it: "erased except what the tax law needs"."""
_ADDS, _NOW_ALL = later("[以之]外.{0,4}[也还]"), later("[都全]")
_TAKES_ALL = later(r"[都全没]|\b(?:all|everything|none|no(?:thing|body)|rest|other\w*)\b")
"""What speaks of all but what is taken out: of a row of options the rest is only then taken to be so."""
_ADDS_TOO = later("除了(?=[^，都全没不]{1,10}[也还]是?(?:能|可以|会|有|支持))")
"""What adds to something instead of taking it out."""


def hear(
    message: str,
    facts: QuestionFacts,
    items: Mapping[str, str] | None = None,
    *,
    likely: bool = False,
    case: str = "",
) -> Heard:
    """What a message claims of these facts; `items` are the own words of a checklist's items, `case` the question as read.

    With `likely` also what a clause that names nothing is plainly about by what people said of it. What the question itself
    denies, and a clause only names again, denies nothing.
    """
    told = message[:LONGEST]
    listener = Listener(facts, denies_something(told), items or {}, told if likely else None, case)
    whole = as_read(message[:LONGEST])
    if (theirs := _THEIRS.match(whole)) and not HERE.search(whole, theirs.end()):
        listener.beside["elsewhere"] = False
    listener.heard.asks = asked(message)
    listener.heard.quotes = _lists_joined(clauses(message), message)
    listener.but = _after_but(listener.heard.quotes, message)
    listener.goes_on = _going_on(listener.heard.quotes, message)
    last = [as_read(quote) for quote in listener.heard.quotes[1:][-3:]]
    of_all = any(of_all.search(text) for text in (*last, "，".join(last)) for of_all in OF_ALL_SAID)
    now = NOW.search(last[-1]) if last else None
    figure_now = now and not facts.facts and _A_NUMBER.search(last[-1])
    if (of_all and not now) or (likely and said.not_now(message[:LONGEST]) and not figure_now):
        listener.heard.not_now = listener.heard.quotes
        return listener.heard
    quotes = listener.heard.quotes
    for at, quote in enumerate(quotes):
        verdict = next((text for text in map(as_read, quotes[at + 1 :]) if not _HOW.search(text)), "")
        listener.denied_after = bool(_DENIED_THEN.match(verdict) and not REST_NO.search(verdict))
        _take(listener, quote, as_read(quote))
    if items and listener.heard.denies:
        _unstated(listener.heard, message, items)
    fill_in(listener)
    listener.heard.fit(facts)
    leave_last_open(listener)
    return listener.heard


def hear_at(message: str, question: Question, facts: QuestionFacts) -> Heard:
    """All that a message claims of a question's facts."""
    case = as_read(f"{question.text.zh} {question.text.en}")
    return hear(message, facts, own_words(question), likely=True, case=case)


def claims_by_words(message: str, facts: QuestionFacts) -> bool:
    """Whether a message claims any of these facts in words for it; one that has the characters of none is not heard."""
    there = {*"".join(map(as_read, clauses(message)))}
    return any(map(there.issuperset, facts.letters)) and hear(message, facts).by_words


def _after_but(quotes: list[str], message: str) -> frozenset[str]:
    """The clauses before which a "but" stands, which belongs to none."""
    found, at = set(), 0
    for quote in quotes:
        begin = max(message.find(quote, at), at)
        if _BUT_BEFORE.search(message, at, begin):
            found.add(quote)
        at = begin + len(quote)
    return frozenset(found)


def _going_on(quotes: list[str], message: str) -> frozenset[str]:
    """The clauses that only go on an English list of which its beginning is denied: "it gives no date, the amount and how to cancel"."""
    found: set[str] = set()
    for before, quote in pairwise(quotes):
        denied = before in found or denies_something(before)
        if denied and quote.isascii() and f"{before}, {quote}" in message and not STATES.search(as_read(quote)):
            found.add(quote)
    return frozenset(found)


_BUT_BEFORE = later(r"\b(?:but|though|yet|however)\W*$", re.IGNORECASE)
_WHETHER = later(r"(?:(?:and|but|now|as (?:to|for)),? )*whether (?!.*\bor\b)")
"""What raises something that the next words tell: "whether they are all told, only in the notice"."""
_HOW = later(r"怎么(?!没|不)|怎样|如何|\bhow\b")
"""What only goes on to say of what a verdict behind it is."""
_DEPENDS = later(
    r"(?P<v>[\u3400-\u9fff])[不没](?P=v)[^，。]{0,4}(?:看|由|随|取决|凭|说了算|另说)|[得要就都是]看(?:具体)?情况|^看情况|视[^，。]{0,6}而定|\b(?:depends? (?:on|who|what|how)|(?:is|are|it's|that's|left) up to (?:the|each|them|whoever|every))\b"
)
"""What says that something is so here and not there: "whether it is refunded depends on the shop"."""


def _unstated(heard: Heard, message: str, items: Mapping[str, str]) -> None:
    """Let an item state nothing that is only named where the same sentence goes on with a denial of no other item."""
    said_of, named, at = {claim.quote: claim for claim in heard.claims.values()}, "", 0
    for quote in heard.quotes:
        text, begin = as_read(quote), max(message.find(quote, at), at)
        named = "" if set(message[at:begin]) & _NEW or TURNS.match(text) else named
        at = begin + len(quote)
        if claim := said_of.get(quote):
            only_named = claim.holds and not (_SURELY.search(text) or STATES.search(_NAMES.sub("", text)))
            named = claim.fact if only_named else ""
        elif named and denies_something(quote) and not REST_NO.search(text):
            shares = {name: len(grams(text) & grams(own)) for name, own in items.items()}
            if max(shares.values()) < max(shares[named] + 1, 2):
                heard.claims[named] = replace(heard.claims[named], stated=False)


_NAMES = later(
    r"有害|还有|以及|(?:(?!我们)[^，是会都])*的(?=[\u3400-\u9fff]{2})|抽查|通报|报道|报告|[谁何哪]|能不能|怎么|什么时候"
)
_SURELY = later(r"提前|公布|公开|马上|定期|一律|自愿|都|^如果|\b(?:never|always|we|freely|voluntarily|themselves)\b")
"""What belongs to the name of something, though it may look like a statement; and what makes it one after all."""


def _lists_joined(quotes: Sequence[str], message: str) -> list[str]:
    """The clauses, where the end of an English list that is denied, or of any that was not achieved, stands with its beginning."""
    joined: list[str] = []
    for quote in quotes:
        before = joined[-1] if joined else ""
        fragment = _FRAGMENT.fullmatch(quote) and not _STATED.search(quote)
        goes_on = fragment and len(before.split()) > 3 and not before.endswith(":") and denials(fold(before))
        if goes_on and not re.search(rf"{re.escape(before)}[.;!?\n]\s*{re.escape(quote)}", message):
            joined[-1] = f"{joined[-1]}, {quote}"
        elif NOT_ACHIEVED.search(as_read(before)) and not (denials(as_read(quote)) or SAYS_SO.search(as_read(quote))):
            comma = next((comma for comma in ("，", ",", ", ") if before + comma + quote in message), None)
            joined[-1:] = [before + comma + quote] if comma else [before, quote]
        else:
            joined.append(quote)
    return joined


_FRAGMENT = later(
    r"(?:(?:and|or|nor) )?(?:(?!the\b)[A-Za-z-]+(?: [A-Za-z-]+)?(?: (?:and|or|nor) [A-Za-z-]+)?|(?:by|in|on|at|for|to|of|with|from)(?: (?:the|by|and|or|nor|[A-Za-z/-]+)){1,5})"
)
_STATED = later(
    r"\b(?:yes|no|not|nope|none|done|ok|okay|fine|is|are|was|were|do|does|has|have|well|so|right|there|that|this|it|we|they|nobody|nothing|never|either|neither|honestly|really|though|sadly|sorry|\w+ed|in place)\b|n't\b",
    re.IGNORECASE,
)
_AS_WELL = later(
    r"(?:连|包括|还?包含|不[管论]|无论|甭管|从(?!来|前)|以及|还有|和|跟(?!进)|及(?!时))(?!.{0,20}(?:[没不未]|[都也][有是会做]|[做到]了))"
    r"|(?:along with|together with|including|whether|from|with|plus|be it|or even|let alone|not even)\b(?!.*(?: (?:is|are|do|does|has|have|no|not)\b|n't\b))"
)
"""What belongs to the clause before, of which the next one speaks as well."""
_ONE_LACKS = later(r"(?:就|只有|唯[一独])(?:有)?[一1][点条项个样块](?:没|不)")
_TAG = later(r" (?:though|really|honestly|sadly)$")
_A_NUMBER = later(
    rf"{NUMBER}|\b(?:once|twice|(?:every|each|per|an?) (?:year|quarter|month|week|day)|(?:year|quarter|month|week|dai)ly)\b|每[年季月周天]"
)
_ONLY_SOME, _EVERY = later(r"\bonly\b|只有|只在|仅"), later(r"\b(?:every|each)\b|每|各")


def _take(listener: Listener, quote: str, text: str) -> None:
    """Hear one clause."""
    text = TWICE.sub("", _UNLESS.sub("", text))
    if _REASON.match(text):
        return
    before = listener.past, listener.planned, listener.others
    turn(listener, text)
    named_alone = listener.denied_after and not (STATES.search(text) or denials(text))
    listener.topic = listener.heard.denies and bool(TOPIC.fullmatch(text) or named_alone)
    listener.topic = listener.topic or (text.endswith(":") and quote == listener.heard.quotes[-1])
    mentions = mentioned(text, listener.facts.words, listener.places)
    if listener.likely:
        mentions = of_their_fact(listener, mentions, text)
    if not mentions and not _ONE_LACKS.match(text) and of_the_last(listener, quote, text):
        return
    if listener.likely and not mentions:
        text = without_the_case(text, listener.case) if listener.case and denials(text) else text
        mentions = likely_about(listener, quote, text) or a_limit(listener, text) or not_on_paper(listener, text)
    beside_the_matter(listener, *before, bool(mentions))
    figure_once = not listener.facts.facts and PAST.search(text) and _A_NUMBER.search(text)
    lead = led(listener, text)
    fragment = quote.isascii() and len(quote.split()) <= 4 and not _STATED.search(_TAG.sub("", quote))
    goes_on = not mentions and (fragment or FILLER.fullmatch(text) or _AS_WELL.match(text))
    listener.last, listener.not_ours = listener.last if goes_on else mentions, listener.others or listener.planned
    listener.heard.planned = listener.heard.planned or listener.planned
    if listener.past or listener.others or listener.planned or figure_once:
        listener.heard.not_now.append(quote)
    elif mentions and (_WHETHER.match(text) or _DEPENDS.search(text)):
        listener.heard.open += [one.fact for one in mentions]
    elif EXCEPT.search(_ADDS_TOO.sub("", text)) and mentions and (not _ADDS.search(text) or _NOW_ALL.search(text)):
        but_for = _EXCEPT_FOR.search(text)
        before_it = [one for one in mentions if but_for and one.end <= but_for.start()]
        listener.heard.open += [one.fact for one in before_it]
        listener.excepted += [(mention, quote) for mention in mentions if mention not in before_it]
        if listener.rest is None and (not listener.facts.options or _TAKES_ALL.search(text)):
            none = NONE.search(text) or re.search(r"都没|都不|\bnone\b|\bnothing\b", text)
            listener.rest = not none if listener.heard.all is None else listener.heard.all
    else:
        _take_claims(listener, quote, text, mentions, *lead)


def _take_claims(
    listener: Listener, quote: str, text: str, mentions: list[Mention], lead: bool | None, start: int
) -> None:
    remains = REST_NO.search(text) or REST_YES.search(text)
    if remains:
        listener.rest = not REST_NO.search(text)
        short = len(text) - len(remains[0]) < (MUCH if HAN.search(text) else 3 * MUCH)
        listener.rest_stated = short and not (listener.heard.denies and remains[0] == text)
        mentions = [mention for mention in mentions if mention.end <= remains.start()]
    elif not mentions:
        of_all_of_them(listener, quote, text)
    firm = not _HEDGE.search(text)
    found = with_polarity(text, mentions, listener.facts)
    if lead is not None:
        found = led_by(listener, lead, quote, text, mentions, found, start)
    if mentions and not found:
        listener.heard.unread.append(quote)
    elif mentions:
        listener.heard.unread += between(text, mentions)
    listener.heard.unclear += side_by_side(mentions)
    for mention, holds, sure in found:
        likely = not mention.words and quote in listener.heard.supposed
        if holds and mention.only_named and _said_elsewhere(listener, mention, text, mentions):
            continue
        alone = likely and listener.facts.options and len(listener.facts.left({mention.fact: True})) == 1
        unheard = likely and holds and not mention.opposite and (alone or NO.search(text))
        stated = lead is not None or (not listener.topic and is_stated(text, mention, mentions, holds))
        stated = stated and not (holds and quote in listener.goes_on)
        plain = firm and sure and not (likely or mention.weak)
        claim = Claim(mention.fact, holds, quote, plain, mention.words, stated)
        if unheard:
            listener.unclear.append(mention.fact)
        elif mention.partly and holds is listener.facts.wanted.get(mention.fact, True):
            listener.parts.setdefault(mention.fact, []).append(claim)
        else:
            add(listener, claim)


def _said_elsewhere(listener: Listener, mention: Mention, text: str, mentions: list[Mention]) -> bool:
    """Whether a name adds nothing: its fact was claimed before, or the clause says of it what is another fact."""
    others = any(one.fact != mention.fact and not one.only_named for one in mentions)
    return mention.fact in listener.heard.claims or (others and not SAYS_OF_ALL.search(text, mention.end))


_NEW = set("。；;！!？?\n.")
_DENIED_THEN = later(
    rf"(?:(?:[这那它][个些]?)?(?:[也都就倒还]|[就倒]是)?|(?:制度|规则|规定|协议|合同|文件)[里上中]?(?:面)?(?:[也都就]|一[个句]字?[也都]?)*|(?:those|these|that|it|they|this)(?: \w+)?(?: (?=not|never|no\b)|(?=n't)))?(?:{NO.pattern})",
    re.ASCII,
)
"""What denies what was named alone before it."""
