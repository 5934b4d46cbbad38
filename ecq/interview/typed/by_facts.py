"""A message about a question whose facts are written: numbers and picks first, then a denied premise, then its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile
from typing import Literal

from ecq.base.exact import plain
from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts, no_figure_words
from ecq.interview.typed.answers import PLACES
from ecq.interview.typed.claims import (
    EXCEPTION,
    MUCH_MORE,
    OURS,
    REST_NO,
    SEVERAL,
    STATES,
    TOPIC,
    Claim,
    Heard,
    hear,
    hear_at,
    only_of_merchants,
    own_words,
)
from ecq.interview.typed.clauses import (
    DEVICE,
    HARDLY_SO,
    LONGEST,
    NO,
    OTHERS,
    STILL,
    UNFINISHED,
    as_read,
    clauses,
    denials,
    denies_something,
    of_a_part,
    waits,
    without_the_case,
)
from ecq.interview.typed.commands import asks_somebody, command, unsure
from ecq.interview.typed.deciding import MOST_ASKED, about, answered, decide, decide_heard, suppose, surely
from ecq.interview.typed.denial import NEVER, beside, denied, does_not_arise, little_else, reasons_like
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.numerals import NUMBER, number
from ecq.interview.typed.outcomes import Answer, AskFact, NotApplicable, NotUnderstood, PremiseDenied, Understood
from ecq.interview.typed.quantities import (
    MONTHS,
    ONE_TIME,
    OUT_OF,
    UNITS_SAID,
    Reading,
    in_the_same_unit,
    in_whole,
    read_within,
    says_worse,
)
from ecq.interview.typed.replies import denies_another_act, in_breaths, nearly, yes_or_no
from ecq.interview.typed.said import HARDLY, degrees, not_asked, speaks_of
from ecq.interview.typed.sought import sought
from ecq.interview.typed.vocabulary import CONTRAST, GUESS, HEDGE, NEGATION, ONLY, TURN, agreement, tidy
from ecq.rubric.conditions import ProfileValue
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import NO_FIGURE, Invalid
from ecq.rubric.model import Rubric


def read_by_facts(
    message: str,
    question: Question,
    facts: QuestionFacts,
    rubric: Rubric,
    profile: Mapping[str, ProfileValue],
) -> Understood:
    """What a message says of the question; `NotUnderstood` where it says nothing of it."""
    heard, whole = hear_at(message, question, facts), as_read(message[:LONGEST])
    stated = _figure(message, question, facts, heard) if isinstance(question, MeasureQuestion) else None
    away = _AWAY.search(whole) and not heard.claims
    if (
        away
        or (question.answered_by == "choice" and only_of_merchants(whole, question.text.zh))
        or (waits(message) and not heard.by_words)
        or (stated and _of_another(whole, question, facts, heard))
    ):
        return NotUnderstood(note=message)
    no_figure = isinstance(stated, Answer) and stated.value == NO_FIGURE and not _says_none(message, question)
    figure = stated is not None and not no_figure and (isinstance(stated, Answer) or bool(stated.candidates))
    of_others = len(heard.not_now) == len(heard.quotes) and OTHERS.search(whole) and not OURS.search(whole)
    counted = no_figure and not NEVER.search(whole)
    unset = isinstance(question, MeasureQuestion) and question.none is not None and _LIMIT_NOT_SET.search(whole)
    if not (of_others or unset) and (
        ways := denied(message, question, facts, rubric, profile, figure=figure, counted=counted)
    ):
        if not (isinstance(ways, PremiseDenied) and _arises(heard, facts)) or does_not_arise(message):
            return ways
        if left := tuple(way for way in ways.ways if not isinstance(way, NotApplicable)):
            return PremiseDenied(left)
    if no_figure and does_not_arise(message) and not _NOT_IN_A_RULE.search(whole):
        return NotUnderstood(note=message)
    if isinstance(stated, Answer) and stated.doubt and not_asked(message) >= _RATHER_THAN_A_FIGURE:
        return NotUnderstood(note=message)
    if isinstance(stated, Answer) and stated.doubt and _NOT_ONCE.search(whole):
        none = isinstance(question, MeasureQuestion) and question.none is not None
        if none and stated.value == "0":
            return NotUnderstood((NO_FIGURE, "0"), message)
        return Answer(NO_FIGURE, doubt="resembles") if none else NotUnderstood(note=message)
    if stated:
        return (
            stated
            if isinstance(stated, Answer) or stated.candidates
            else reasons_like(message, question, facts) or stated
        )
    if not heard.claims and (like := reasons_like(message, question, facts)):
        return like
    _leave_open(heard, question, facts)
    ask = (
        ()
        if heard.asks
        else (
            *_details(heard, question),
            *_half_said(heard, question, whole),
            *suppose(heard, question, facts),
            *_not_stated(heard, question, facts),
        )
    )
    if heard.planned and not heard.claims and 2 * len(heard.not_now) > len(heard.quotes):
        return NotUnderstood(note=message)
    doubted = _DOUBTED.search(_ABOUT_HALF.sub("", fold(message))) is not None
    heard.unread += [message] if doubted else []
    if ask and not (doubted and any(heard.known.values())):
        return _once_more(AskFact(ask[0], tuple(heard.known.items()), 1, False, ask[1:]), question, facts, heard)
    if heard.planned and heard.claims and not any(claim.holds for claim in heard.claims.values()):
        return NotUnderstood(note=message)
    said = _once_more(
        _safely(decide_heard(question, facts, heard, message), question, facts, heard), question, facts, heard
    )
    said = _both_ways(_less(said, question, facts, heard, message), question, facts, heard, message)
    lowest = isinstance(said, Answer) and not question.credit_of(said.value)
    if isinstance(said, Answer) and lowest and not _denies_only_that(heard, question, facts):
        said = replace(said, doubt=said.doubt or "rest")
    if isinstance(said, Answer) and (said.doubt or lowest) and does_not_arise(message):
        return NotUnderstood(note=message)
    if lowest and not_asked(message) > HARDLY and not _plainly_undone(heard):
        return reasons_like(message, question, facts) or NotUnderstood(note=message)
    if lowest and question.applies is not None and _NOT_TRADED.search(whole):
        return NotUnderstood(note=message)
    if heard.claims or heard.asks or heard.not_now or not (nearest := about(message, facts)):
        return said
    return AskFact(nearest, (), 1, False)


_LIMIT_NOT_SET = later(
    r"(?:没|未|没有|从没)(?:有)?(?:具体|明确|统一|正式)?(?:定|规定|设|约定)(?:过|下来|死)?(?:多久|几天|多少天|期限|时限|多长时间)|\bnever (?:set|fixed|laid down) (?:a|any|the) (?:limit|deadline|time|period)\b"
)
"""What says that no limit is set, which is no reason that the question does not arise."""


def _denies_only_that(heard: Heard, question: Question, facts: QuestionFacts) -> bool:
    """Whether the clauses that deny a fact say nothing besides, so that it is not denied of some time, place or kind alone."""
    denied = (claim for claim in heard.claims.values() if claim.words and not claim.holds)
    left = (as_read(claim.quote).replace(claim.words, " ", 1) for claim in denied)
    return all(little_else(one) or grams(" ".join(beside(one))) <= _words_of(question, facts) for one in left)


_UNDONE = later(
    r"[没未]有?(?:去|真的?|怎么|专门|正式|认真|系统地?)?[做搞弄办测评审查开][\u3400-\u9fff]{0,2}(?:过|了|$)|\b(?:never|(?:have|has|did)(?:n't| not)(?: ever| yet)?) (?:been )?(?:do|did|done|made|make|held|run|ran|carried)\b"
)
"""What says that something was not done, which is no reason for it not to arise."""


def _plainly_undone(heard: Heard) -> bool:
    """Whether all that is claimed is that something was not done, in clauses that say nothing of why."""
    claimed = [as_read(claim.quote) for claim in heard.claims.values()]
    more = any(STATES.search(as_read(quote)) or denies_something(quote) for quote in heard.unread)
    return not (more or heard.open) and bool(claimed) and all(map(_UNDONE.search, claimed))


def _arises(heard: Heard, facts: QuestionFacts) -> bool:
    """Whether a clause that denies nothing states a fact of the question in words of its own, so that it does not fall away."""
    return any(
        claim.words and claim.stated and claim.firm and _raises(claim, facts) and not denies_something(claim.quote)
        for claim in heard.claims.values()
    )


_TELLS_MORE = 4
"""Who says so many clauses names what a figure is of."""


def _of_another(text: str, question: Question, facts: QuestionFacts, heard: Heard) -> bool:
    """Whether a message of several clauses has no word of the question, so that a figure in it is of something else.

    It is not where its own clause names what is counted, or says that it is what was settled, or how many of how many.
    """
    if len(heard.quotes) < _TELLS_MORE or grams(text) & (_words_of(question, facts) - _OF_UNITS):
        return False
    told = [quote for quote in map(as_read, heard.quotes) if re.search(NUMBER, quote)]
    share = getattr(question, "unit", "") == "percent"
    return not any(
        any(facts.of.spans(quote)) or _settled_in_the_end(quote) or (share and OUT_OF.search(quote)) for quote in told
    )


_OF_UNITS = grams("个月，小时，工作日，百分之 working days years months hours percent times")
"""What any figure has beside it, whatever it counts."""


def _words_of(question: Question, facts: QuestionFacts) -> frozenset[str]:
    """What the words of a question are compared by, with those for what it counts."""
    return grams(as_read(f"{question.text.zh} {facts.of.zh} {question.text.en} {facts.of.en}"))


_LONG_AGO = later(
    r"去年|前年|[一两二三四五]年前|(?<!最近)(?<!过去)上一?年度?|\b(?:last year|(?:one|two|three|a|[1-5]) years? ago|in 20[0-9]{2}\b)"
)
_IN_A_YEAR = later("(?:12|十二) ?个月|一年内")


_NOT_SINCE = later(
    r"(?:之后|后来|此后|以后)(?:就|再|都|也)*没|再(?:也)?没|\b(?:not|never|nothing|none) (?:again )?since\b|\bsince then (?:no|never|not)"
)
"""What says that something was not done again."""


def _unread_after(quote: str, heard: Heard) -> list[str]:
    """The clauses right behind one that were not read, as they may say when that was."""
    at = heard.quotes.index(quote) + 1 if quote in heard.quotes else len(heard.quotes)
    return [*takewhile(heard.unread.__contains__, heard.quotes[at : at + 2])]


_OF_ALL = later(r"每一?[家个项种条件份笔款类端]|所有")
_OF_ONE = later(
    r"那一?[家款](?!都)|有一[家款](?!都)|^那个(?=[写标做查测审留发])(?!.*都)|(?<!every )\b(?:one of (?:our|the|them)|with one|that one)\b(?!.*\b(?:all|each|every)\b)"
)


def _leave_open(heard: Heard, question: Question, facts: QuestionFacts) -> None:
    """Leave open what is asked of the last 12 months and was said of last year, what is asked of all and was said of one, and
    whether there is any where that is denied of some, or for a time or a place.

    Of last year nobody knows on which side it lies.
    """
    items = dict(question.choices) if question.parts else {}
    for name, claim in [*heard.claims.items()]:
        asked_of = facts.facts[name].ask or items.get(name)
        if not asked_of:
            continue
        quote = as_read(claim.quote)
        if not claim.holds:
            any_there = facts.options and facts.wanted.get(name, True) and not _OF_EACH.search(asked_of.zh)
            if any_there and claim.words and (of_a_part(quote) or _limited_to(quote, question, asked_of)):
                heard.open.append(name)
            continue
        told = "，".join((quote, *map(as_read, _unread_after(claim.quote, heard))))
        if _IN_A_YEAR.search(asked_of.zh) and _NOT_SINCE.search(told):
            heard.claims[name] = replace(claim, holds=False, firm=False)
        elif (_IN_A_YEAR.search(asked_of.zh) and _LONG_AGO.search(told)) or (
            _OF_ALL.search(asked_of.zh) and _OF_ONE.search(quote)
        ):
            heard.open.append(name)


_LIMITED_TO = later(
    r"晚上|夜[里间]|半夜|凌晨|周[六日末]|节假?日|过年|春节|国庆|大促|双十一|下班(?:以?后)?|[0-9一二三四五六七八九十]+点(?:钟)?[以之]?[后前]|非工作时间|午休|高峰期?|忙的?时候"
    r"|直播|生鲜|二手|跨境|海外|预售|秒杀|定制|虚拟|自营|第三方|外卖|到店|团购|拍卖|租赁|同城|大件|新(?:业务|频道|上的)"
    r"|\b(?:at night|overnight|after (?:hours|[0-9]+ ?(?:[ap]m)?)|(?:on|at|over) (?:the )?weekends?|on (?:sun|satur)days?|(?:on|over|during) (?:the |public )?holidays?|out of hours|(?:during|in|at) (?:the )?(?:peak|sales?|evenings?)|mini[- ]?program|wechat|livestream\w*|live streams?|second[- ]hand|cross[- ]border|pre-?sales?|group[- ]buy\w*|own[- ]brand)\b"
)
"""What names a time, a place or a kind of goods for which alone something is denied."""


def _limited_to(quote: str, question: Question, asked_of: Text) -> bool:
    """Whether a clause as read speaks of a time, a place or a kind that the question does not ask about."""
    about = as_read(f"{question.text.zh} {asked_of.zh} {question.text.en}")
    return any(found[0] not in about for one in (_LIMITED_TO, DEVICE) for found in one.finditer(quote))


_NOT_TRADED = later(
    r"^(?:我们|咱们|平台上?|这里|我司)*(?:不(?:卖|做|经营|涉及)|没有?(?:卖|[^，]{0,4}(?:业务|交易|餐饮|外卖)))"
    r"|\b(?:(?:we|they) (?:do not|don't) (?:sell|have|run)|we have no|not sold|no such)\b"
)
"""What may say that the platform has nothing of what the question is about, which its profile should say."""


def reply_to(asks: AskFact, message: str, question: Question, facts: QuestionFacts) -> Understood | None:
    """What a typed reply to the question about a fact comes to; None where it is no reply to that."""
    short = tidy(fold(message))
    said = agreement(short)
    if said in _REPLIES or _NOT_KNOWN.fullmatch(short):
        return answered(question, facts, asks, _REPLIES.get(said), message)
    heard = hear_at(message, question, facts)
    if heard.asks or heard.not_now or command(short):
        return None
    if nearly(message):
        return _nearly_so(question, facts, asks, message)
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
        plain_no = not begins and (not claimed or NEGATION.search(fold(rest)) or _LIMITED.search(as_read(rest)))
        own = without_the_case(
            as_read(_not_of_others(rest, asks.fact, facts)), as_read(asked_of.zh if asked_of else "")
        )
        any_is_enough = not facts.wanted.get(asks.fact, True) and asks.fact in heard.known and not denies_something(own)
        limited = (
            _LIMITED.search(own)
            or ((question.parts or _EASE.search(own_ask)) and HURDLE.search(own))
            or (denies_something(own) and not (denials(own_ask) and _AGREES.fullmatch(own)))
        )
        mine = heard.claims.get(asks.fact)
        of_another = (
            mine and mine.holds and mine.stated and any(not held for _, held in told.known)
        )  # "yes, but it is small"
        plain_yes = begins and claimed and (any_is_enough or not limited or (facts.options and of_another))
        if plain_yes or plain_no:
            return answered(question, facts, told, begins, message)
        any_there = asked_of and _IF_ANY.search(asked_of.zh) and not _OF_EACH.search(asked_of.zh)
        if begins and claimed and any_there and _LEAVES_OUT.search(as_read(rest)):
            of_all = [name for name, fact in facts.facts.items() if fact.ask and _OF_ALL.search(fact.ask.zh)]
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
    if held is None:
        held = _of_what_was_asked(message, asks.fact, asked_of, facts, heard)
        if held and (_ENGLISH_BUT.search(fold(message)) or HURDLE.search(as_read(message))):
            return _either(question, facts, told, message)
    elif held and asks.fact in heard.open:
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
        each = _OF_ALL.search(asked_of) or re.search(f"(?:都|全){part_only['v']}", asked_of)
        return answered(question, facts, told, False, message) if each else _either(question, facts, told, message)
    if not facts.wanted.get(asks.fact, True):
        return _either(question, facts, told, message) if but_for_some(message) else None
    if not takes_out(message) or not _OF_EACH.search(asked_of):
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


_NO_SUCH = later(r"\bno \w")
_SAYS_LAST = later(r"\b(?:yes|no)$")
_CLEARLY_OF_IT = 2
"""So many words of what is asked stand in what denies a part of it, where no other part has its yes."""


def with_a_hurdle(said: str, asked: str) -> bool:
    """Whether words name a hurdle where it is asked whether something is easy."""
    text = as_read(said)
    return bool(_EASE.search(asked) and _HARD.search(text)) and not NEGATION.search(text)


_SO_AND_NOT = later(
    r"(?P<v>(?![没不未的了都也])[\u3400-\u9fff])[了的到过]?[，,](?:但是?|不过|就是?)?[^，,没不未]{1,10}(?:不|没有?|未)(?:用|会|能|要)?(?P=v)(?![出到])"
)
"""What says of some that it is so, and of others by the same verb that it is not."""
_EASE = later("简便|方便|容易|好找|一键|显著|醒目")
_HARD = later(r"藏|麻烦|费劲|绕|难|[深慢](?!圳|夜|入|度)|[三四五六七八几好多][五六七八几]?[步下层级道]")
"""What asks whether something is easy, and what takes that back."""
_AGREES = later(r"(?:我们|都|也|从来?|一直|确实)*(?:没有?|不|未)(?:有)?[\u3400-\u9fff]{1,3}?[过了的]*")
"""What denies what the question itself denies: "no, none was" to "is nothing taken away?"."""
_LEAVES_OUT = later(
    r"(?:^|[，,]) ?(?:但是?|不过)?(?:就|只|只有|只是|除了?|唯独|仅)[^，不没]{1,10}(?:没有?|不行|不能|不可以|没得|除外|以外|之外)[^，]{0,4}$"
    r"|(?:^|[,，.]) ?(?:except|apart from|bar|save|(?:but |only |just |though )+not) (?:for |in |on |from |the )*[\w -]{2,40}$|(?:^|[,，.]) ?(?:it's |it is )?(?:only |just )+(?:missing|not there|lacking|absent) (?:in|on|from|for) [\w -]{2,40}$"
)
"""What leaves one kind out of what is said to be there: "just not for group buying"."""
_IF_ANY, _OF_EACH = later("有"), later("每|都|所有|全|随时|任何|一直|始终|各|逐|统一|一致|一样|以上")
"""What asks whether there is any, and what asks for more than that."""


def answered_with_words(
    asks: AskFact, held: bool, message: str, question: Question, facts: QuestionFacts, note: str
) -> Understood:
    """What comes of a plain yes or no to the fact that was asked, with what the same message says of others."""
    heard = hear_at(message, question, facts)
    beside = not (heard.asks or heard.not_now) and any(name != asks.fact for name in heard.claims)
    return answered(question, facts, _with_others(asks, heard, facts) if beside else asks, held, note)


def _not_of_others(rest: str, fact: str, facts: QuestionFacts) -> str:
    """What follows a yes or no, without the clauses that name another fact and not the one that was asked."""
    quotes = clauses(rest)
    of_each = [{name for name, claim in hear(quote, facts).claims.items() if claim.words} for quote in quotes]
    return "，".join(quote for quote, named in zip(quotes, of_each, strict=True) if not named or fact in named)


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
        and (claim.stated or not _raises(claim, facts))
    }
    known = dict(asks.known)
    again = tuple(name for name, held in others.items() if known.get(name, held) is not held)
    told = {name: held for name, held in (known | others).items() if name not in again}
    asked = asks.asked - 1 if again else asks.asked
    return replace(asks, known=tuple(told.items()), firm=False, then=(*again, *asks.then), asked=asked)


def _raises(claim: Claim, facts: QuestionFacts) -> bool:
    return claim.holds is facts.wanted.get(claim.fact, True)


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
    doubtful = {*heard.open, *heard.claims} - {name for name, _ in said.known}
    told = {name: held for name, held in told.items() if name not in doubtful}
    again = next((name for name, held in told.items() if known.get(name, held) is not held), None)
    if again and question.parts and len(heard.quotes) > 1:  # it may be said of what stands beside it
        then = (said.fact, *said.then) if isinstance(said, AskFact) else ()
        return AskFact(again, tuple((name, held) for name, held in told.items() if name != again), 1, False, then)
    if not set(told) - {name for name, _ in said.known} or not (question.parts or facts.left(told)):
        return None
    if isinstance(said, AskFact) and said.fact not in told and said.fact in doubtful:
        return replace(said, known=tuple(told.items()), firm=False)
    asked = said.asked - 1 if isinstance(said, AskFact) else 0
    return decide(question, facts, told, False, f"{before}\n{message}", asked)


def what_tells(said: NotUnderstood, message: str, question: Question, facts: QuestionFacts) -> AskFact | None:
    """Instead of two answers that a message may mean, the one fact of those it claims on which it hangs which; None where none does."""
    heard = hear_at(message, question, facts)
    suppose(heard, question, facts)
    for name in heard.known:
        known = {other: held for other, held in heard.known.items() if other != name}
        either = [decide(question, facts, {**known, name: held}, False, message, MOST_ASKED) for held in (True, False)]
        values = {one.value for one in either if isinstance(one, Answer)}
        if len(said.candidates) == len(values) == len(either) and values == {*said.candidates}:
            return AskFact(name, tuple(known.items()), 1, False)
    return None


def settled(asks: AskFact, message: str, question: Question, facts: QuestionFacts, note: str) -> Understood:
    """What is asked of several messages together; where the last one states just that, what comes of it."""
    heard = hear_at(message, question, facts)
    said = heard.claims.get(asks.fact)
    plain = said and said.words and said.stated and not heard.clash and asks.fact not in (*heard.both, *heard.open)
    return answered(question, facts, _with_others(asks, heard, facts), said.holds, note) if said and plain else asks


def _names_it(message: str, asked: str) -> bool:
    """Whether a reply only says where something stands, or who it is, that was asked for."""
    text = as_read(message)
    if denies_something(message) or _LIMITED.search(text) or HURDLE.search(text):
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
    if asked and not _OF_EACH.search(asked.zh) and (alone := _THIS_ALONE.fullmatch(text)):
        text = (
            alone["en"] or alone["only"] or alone["zh"]
            if grams(text) & grams(as_read(f"{asked.zh} {asked.en}"))
            else text
        )
    own = grams(as_read(f"{asked.zh} {asked.en}")) if asked else frozenset()
    if len(message) > _LONGEST_REPLY or not (grams(text) & own or degrees(text, facts)[fact] > 0):
        return None
    return not (denies_something(text) or of_a_part(text) or _LIMITED.search(text) or HARDLY_SO.search(text))


_ENGLISH_BUT = later(r"\b(?:but|though|however)\b")
HURDLE = later(
    r"(?:得|要)(?:翻|找|挖|点)(?:很|好|半|老)|不好找|\b(?:have|has|need) to (?:dig|hunt|search|look hard|scroll)\b|\b(?:would|will|might|could) be (?:hard|difficult|tricky)\b|\b(?:hard|difficult|tricky) to (?:find|reach|see|get)\b"
)
"""What says that something is so only with trouble."""
_THIS_ALONE = later(
    r"(?P<en>[a-z-]+(?: [a-z-]+)?) only(?:，.{0,12})?|only (?P<only>[a-z-]+(?: [a-z-]+)?)|(?:我们)?(?:只|仅)(?:有|是|开|做|支持|用)?(?P<zh>[^，只仅]{2,8})"
)
"""What says that it is only what was asked for: "electronic only"."""
_REPLIES: Mapping[str | None, bool] = {"yes": True, "all": True, "no": False, "none": False}
_NOT_KNOWN = later(
    r"(?:我|这个|这|还|也|真的?)*(?:不(?:太|大|是很)?(?:清楚|知道|确定|了解)|说不好|不好说|没了解过)|(?:i'm |i am |i |we )*(?:not sure|do(?:n't| not) know|no idea|unsure)"
)

_LIMITED = later(
    rf"{UNFINISHED.pattern}|{HEDGE.pattern}|{TURN.pattern}|{CONTRAST.pattern}|[只仅]|部分|有的[^，。]|有时|偶尔|\b(?:only|some|partly|sometimes)\b",
    re.ASCII,
)
"""What follows a yes and may take something back of it."""


_NOT_IN_A_RULE = later(
    r"(?:制度|规则|规定|预案|流程|文件|合同|协议|条款)[^，。]{0,6}(?:没有?|未)(?:写|规定|约定|提|明确|列)"
)
"""What says of a rule that it does not say it, though it may never have been needed."""
_RATHER_THAN_A_FIGURE = 10
"""So much must speak for it that the question does not arise, where a figure is said."""
_AWAY = sought(
    r"(?:下午|晚[点上]|明天|改天|回头|待会儿?|等[会下]儿?|一会儿?|稍后|过会儿?|回来|我们|咱们?)[^，]{0,4}再[^，]{0,3}(?:联系|聊|弄|搞|谈|说|填|回复?[你您])|等我(?:一下|几分钟|[一两三几0-9]+分钟)|\b(?:bear(?:ing)? with me|be (?:right )?(?:back|with you)|(?:talk|speak|chat) (?:later|soon|tomorrow)|hang on a (?:sec|minute|moment))\b"
)
"""What says that somebody will go on later, and nothing of the matter."""
ALWAYS = "[^，。]{0,3}(?:删|清|销毁|丢|漏|落下|超|拖|逾|断|误|迟|晚)"
"""What never happened where something always holds: "never deleted"."""
_NOT_ONCE = later(
    rf"一[次回遍个条项例][都也](?:没|未|不)(?!{ALWAYS})|(?:从来?|压根儿?|根本)(?:就|都|还)?(?:没|未)(?!有?[限期]|{ALWAYS})[^，。]{{0,3}}过|\b(?:not even once|not once|never once|not a single)\b"
)
"""What says that something was never done, though it may name a figure."""


def _not_stated(heard: Heard, question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Take away what would raise the answer and is stated by no words of its own; of this, what is to be asked."""
    for name, claim in list(heard.claims.items()):
        raises = claim.holds is facts.wanted.get(name, True)
        if not claim.stated and (raises or claim.holds):
            del heard.claims[name]
            if raises and (question.parts or _tells(facts, heard.known, name)):
                yield name


def _tells(facts: QuestionFacts, known: Mapping[str, bool], name: str) -> bool:
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


def _less(said: Understood, question: Question, facts: QuestionFacts, heard: Heard, note: str) -> Understood:
    """Instead of an answer that only what was taken by likeness raises, a question about that, or the lower answer beside it."""
    if not isinstance(said, Answer):
        return said
    plain = not any(_denies_by_itself(quote, heard) for quote in heard.quotes)
    like = [
        name
        for name, claim in heard.claims.items()
        if claim.quote in heard.supposed
        and not claim.words
        and claim.holds is facts.wanted.get(name, True)
        and (
            any(map(denies_something, _unread_after(claim.quote, heard)))
            or not (
                _in_its_own_words(name, claim.quote, question, facts, plain=plain)
                or _rather_in_its_words(name, as_read(claim.quote), question, facts)
            )
        )
    ]
    known = {name: held for name, held in heard.known.items() if name not in like}
    if len(like) == 1:
        return (
            AskFact(like[0], tuple(known.items()), 1, False)
            if question.parts or _tells(facts, known, like[0])
            else said
        )
    lower = decide(question, facts, known, False, note, MOST_ASKED) if like else said
    return (
        NotUnderstood((lower.value, said.value), note)
        if isinstance(lower, Answer) and lower.value != said.value
        else said
    )


def _both_ways(said: Understood, question: Question, facts: QuestionFacts, heard: Heard, note: str) -> Understood:
    """Beside an answer in doubt a lower one where something is denied; first where what it rests on stands in one clause with that.

    What rests on a denial among several clauses is never recorded without a press: how far one reaches is misheard most. Nor is
    anything of a message that says that something is left to do, or so of a part.
    """
    not_in_it = isinstance(said, NotUnderstood) and said.candidates and any(map(_NOT_IN_IT.search, heard.unread))
    loose = _may_be_denied(heard, facts) if not_in_it else None
    if loose and (ask := facts.facts[loose].ask) and SEVERAL.search(ask.zh):  # one of these may be what is denied
        return AskFact(loose, tuple((name, held) for name, held in heard.known.items() if name != loose), 1, False)
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
    raising = [name for name, claim in heard.claims.items() if claim.holds is facts.wanted.get(name, True)]
    denied = [name for name in raising if denials(_beside_its_words(heard.claims[name], facts))]
    of_another = {claim.quote for name, claim in heard.claims.items() if name not in raising and claim.words}
    of_another = of_another if facts.options else set()
    denies_more = any(_denies_by_itself(quote, heard) for quote in heard.quotes if quote not in of_another)
    shaky = [name for name in reversed(raising) if _may_reach(heard.claims[name], heard, facts)]
    each = [[name] for name in shaky] if denies_something(note) and denies_more else []
    for without in [denied] if denied else each:
        known = {**heard.known, **{name: not heard.claims[name].holds for name in without}}
        lower = decide(question, facts, known, False, note, MOST_ASKED)
        if isinstance(lower, Answer) and lower.value != said.value:
            return NotUnderstood((lower.value, said.value) if denied else (said.value, lower.value), note)
    return said


def _may_reach(claim: Claim, heard: Heard, facts: QuestionFacts) -> bool:
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


_THOUGH = later(r"\b(?:though|mind you)\b")
_NOT_IN_IT = later(
    r"(?:没有?|未)(?:写|提|列|包[括含]|约定|规定)|里[面头]?(?:也|都|还)?没有?|\bnot in (?:it|there|them|the)\b",
    re.IGNORECASE,
)
"""What says of one thing that it does not stand in a text."""


def _denies_by_itself(quote: str, heard: Heard) -> bool:
    """Whether a clause denies something that no claim has taken: not where it only begins with no, or says that nothing else is there."""
    rest = REST_NO.search(as_read(quote)) and any(not claim.quote for claim in heard.claims.values())
    return denies_something(quote) and not rest and not (quote == heard.quotes[0] and yes_or_no(tidy(fold(quote)), ""))


def _safely(understood: Understood, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
    """Ask instead for what an incomplete list lacks, or for what alone would fail a gate, where something stayed unread."""
    lacks = [name for name, held in heard.known.items() if held is not facts.wanted.get(name, True)]
    if isinstance(understood, Answer) and facts.options and not question.credit_of(understood.value):
        there = any(_raises(claim, facts) and claim.words and claim.stated for claim in heard.claims.values())
        if there and lacks and not denials(as_read(heard.claims[lacks[0]].quote)):
            known = tuple((name, held) for name, held in heard.known.items() if name != lacks[0])
            return AskFact(lacks[0], known, 1, False)
    if not isinstance(understood, Answer):
        return understood
    unread = [quote for quote in heard.unread if not _says_nothing(quote, question, facts)]
    if not (unread or heard.both):
        return understood
    both = next((name for name in heard.both if name in heard.known), None)
    if loose := both or (_may_be_denied(heard, facts) if question.credit_of(understood.value) else None):
        known = tuple((name, held) for name, held in heard.known.items() if name != loose)
        return AskFact(loose, known, 1, False)
    unsaid = [item.id for item in question.parts if item.id not in heard.claims]
    if 0 < len(unsaid) <= MOST_ASKED:
        return AskFact(unsaid[0], tuple(heard.known.items()), 1, False, tuple(unsaid[1:]))
    lowest = not question.credit_of(understood.value) and any(map(affirms, unread))
    if lowest and question.parts and (left := [item.id for item in question.parts if item.id not in heard.claims]):
        return AskFact(_nearest_of(left, heard, facts), tuple(heard.known.items()), 1, False)
    if (heard.clash or facts.options) and lacks and (lowest or question.fails_gate(understood.value)):
        fact = lacks[0]
        least = lowest or understood.value == question.choices[0][0]
        if not least and _plainly_denied(heard.claims[fact], heard):
            return understood
        return AskFact(fact, tuple((name, held) for name, held in heard.known.items() if name != fact), 1, False)
    return understood


def _says_nothing(quote: str, question: Question, facts: QuestionFacts) -> bool:
    """Whether a clause of a few English words neither denies nor limits anything and has no word of the question: "ooh", "to be honest"."""
    text = as_read(quote)
    if HAN.search(text) or len(text.split()) > _A_FEW_WORDS:
        return False
    limits = (
        denies_something(quote)
        or of_a_part(text)
        or _LIMITED.search(text)
        or GUESS.search(text)
        or HARDLY_SO.search(text)
    )
    return not (limits or speaks_of(quote, facts) or grams(text) & _words_of(question, facts))


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


def _once_more(said: Understood, question: Question, facts: QuestionFacts, heard: Heard) -> Understood:
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
            named, apart = "" if _NOT_SINCE.search(as_read(quote)) else named, apart + 1
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


_DOUBTED = sought(
    rf"{HEDGE.pattern}|{GUESS.pattern}|如果|别选|去年|除外|不对$|不$|\b(?:if|except|or so)\b|\bnot$|^(?:not|isn't|不是) "
)
"""What leaves nothing that was said firm."""
_ABOUT_HALF = later(r"(?:大概|大约|差不多|约)(?=有?一半)|\b(?:about|roughly|around|maybe)(?= half\b)")
"""Of how many it is said may be known only roughly: not of all."""


def _half_said(heard: Heard, question: Question, whole: str) -> tuple[str, ...]:
    """The items that list several things of which a message names one and not another: they are asked, the first two."""
    found = []
    for name, text in dict(question.choices).items() if question.parts and len(whole) <= _BRIEF else ():
        claim = heard.claims.get(name)
        listed = _LISTED.search(text.zh)
        if claim is None or not claim.holds or not claim.words or listed is None or _OF_ALL_LISTED.search(whole):
            continue
        things = (listed["first"], *re.split("[、和及与]", listed["rest"])[:-1], listed["last"])
        quote = as_read(claim.quote)
        named = "、" not in quote and any(thing in quote for thing in things if thing)
        if named and not all(thing in whole for thing in things):
            found.append(name)
    for name in found[:MOST_ASKED]:
        del heard.claims[name]
    return tuple(found[:MOST_ASKED])


_LISTED = later(
    r"(?P<first>[\u4e00-\u9fff]{2})(?P<rest>(?:、[\u4e00-\u9fff]{2,5}?)+(?:和|及|以及|与))(?P<last>[\u4e00-\u9fff]{2})"
)
"""Three things or more that are listed in an item: "name, address and contact"."""
_BRIEF = 40
"""In so many characters one says no thing of a list in other words, where another stands in its own."""
_OF_ALL_LISTED = later("等等?|之类|齐全|都全|全都")


def _details(heard: Heard, question: Question) -> tuple[str, ...]:
    """The items named by words that stand in another's text, the one before or one that the clause is more like: they are asked."""
    texts = own_words(question)
    before: str | None = None
    found = []
    for name, claim in list(heard.claims.items()) if texts else ():
        if claim.holds and claim.words and before and before != name:
            named = grams(claim.words)
            if 3 * len(named & grams(texts[before])) >= len(named) > len(named & grams(texts[name])):
                found.append(name)
        if claim.holds and name not in found and HAN.search(claim.words):
            shares = {one: len(grams(as_read(claim.quote)) & grams(text)) for one, text in texts.items()}
            found += [name] * any(claim.words in text and shares[one] > shares[name] for one, text in texts.items())
        before = name if claim.words else before
    for name in found:
        del heard.claims[name]
    return tuple(found)


_NOT_SO = later(
    r"(?:不(?![到足] ?[0-9一二两三四五六七八九十])|没|未)(?!超过|晚于|到期|少于|低于|多于).{0,4}(?<![这那])[0-9一二两三四五六七八九十]|每周|[是对]吧$|\bnot .{0,12}[0-9]|\bnot (?:for |even )*an? (?:year|month|week|day|hour)s?$"
)


_BESIDE = later(
    r"去年到现在|(?<!查看)(?<!能看)[这那][一半两二三][年月周][里内]|(?:等|聊|忙|找|弄|问|翻|想)[^，]{0,2}(?:老|大|好)?半天|(?:最?近|过去)这?[一二两三四五六0-9半]+个?[年月天日周季]度?(?:[里内来]|以来)?|[七7][天日](?:无理由)|一年到头|一天到晚|有一天|第一天|\b(?:(?:from )?day one|all day|one day|the other day|seven[- ]day (?:no[- ]reason|returns?)|7[- ]day (?:no[- ]reason|returns?))\b|\b(?:in|over|during|for) the (?:last|past) (?:\w+ )?(?:years?|months?|days?)\b"
)
"""Figures that belong to something else: the time that is looked at, and the name of a right."""
NOT_THE_RULE = later(
    r"(?:[再你]?等我?|给我|容我)[一两三几0-9]+(?:下|分钟|秒|天|会)|(?:[有没]人|有的人|同事|老板|领导)[^，]{0,6}(?:想|要|提|建议|觉得|说|主张)|(?:律所|律师|顾问|专家|咨询公司)[^，]{0,4}(?:想|要|提|建议|觉得|说|主张)|(?:法律|法规|国家|国标|办法|条例|监管)(?:上|里|规定)?(?:的)?(?:要求|规定|说|是)|\b(?:the|our) (?:\w+ ){1,2}wanted\b|\b(?:somebody|someone|some people|they|he|she|(?:the|our) (?:lawyers?|law firm|consultants?|advisers?)) (?:wanted|suggests?|suggested|says?|said|asked for|proposed|recommends?)\b|\b(?:give me|hang on|wait|back in|just) (?:a|an|one|two|three|five|ten|[0-9]+) (?:secs?|seconds?|min(?:ute)?s?|moments?|hours?|days?)\b|\bthe (?:law|regulation|standard|rule book) (?:says|requires|asks|allows|wants)\b"
)
"""What somebody wished for, what the law says, and how long to wait for the writer, is no figure of the platform."""
_TO_CLAIM = later(
    r"内(?:都|才|就|就?要|也|必须)*(?:能|可以?|允许)?(?:来|去)?(?:提(?!供|醒|前|货|交材料|现|示|升)|申请|报(?!告|送|备|给)|反馈|申诉)|\bto (?:claim|complain|return (?:it|them))\b|(?:申请|提出|受理|报损)(?:的)?(?:期限|时限|期)"
)
"""What says how long people have to ask for something, which is not how long it takes."""


_SETTLED_IN = later("办[完结]|退款|处理|答复|解决")


def time_to_claim(text: str, question: Question) -> bool:
    """Whether a text as read says how long people have to ask for something, where that is not what is asked."""
    return _TO_CLAIM.search(text) is not None and _SETTLED_IN.search(question.text.zh) is not None


_IN_ALL = later(
    r"(?:[总一]共|合计|合(?:起来|在一起|并)|加起来|加一[块起]|平均下来|平均起来|总体|整体|综合(?:[下起]来|算)?)(?=[^，]{0,5}[0-9零一二两三四五六七八九十])|\b(?:in total|altogether|all told|all in all|overall|averag(?:es|ing) out)\b"
)
"""What says that a figure is the sum of others, or what they come to."""
_IN_THE_END = later(
    r"(?:最[后終终]|最後)(?!一|的?时|的?期限|通牒|[两二三几]).{0,40}?(?=[0-9一二两三四五六七八九十])|结论|拍板|敲定|谈妥|傾掂|(?<![规约法肯一稳固决])定(?:下来|[了成为在]|的?是)(?=[^，]{0,4}[0-9一二两三四五六七八九十半])|\b(?:in the end|finally|ended up|settled (?:on|for|at)|landed on|agreed on|the upshot)\b| it is$"
)
"""What says that a figure is what was settled after others were spoken of."""
_TODAY = later(
    r"(?:现在|如今|目前|眼下|而家|当前|现阶段|到了?今[年天])(?=[^，]{0,8}[0-9一二两三四五六七八九十半])|\b(?:now|nowadays|these days|today|currently|presently|at (?:present|the moment))\b"
)
"""What says that a figure is how it is today, where others stand before it."""
_ONE_LEFT_OUT = later(
    r"(?:q[1-4]|第?[一二三四1-4]季度?|[一二三四五六七八九十0-9]+月份?|有一[次回季])[^，0-9]{0,4}(?:[没未漏忘缺])|(?:漏|忘|缺|(?<![至最])少)(?:了|做了?)*(?:q[1-4]|第?[一二三四1-4]季|一[次回季])|\b(?:forgot|missed|skipped|left out) (?:q[1-4]|one|the (?:first|second|third|fourth|last) (?:one|quarter)|(?:spring|summer|autumn|winter))\b|\b(?:except|apart from|bar|but not) (?:for |in )?(?:q[1-4]|(?:last |the )?(?:spring|summer|autumn|winter|first|second|third|fourth|last (?:one|quarter)))\b|[春夏秋冬]天?(?:那[次回]|的)?[^，0-9]{0,2}(?:没[做办搞]|[漏忘缺])"
)
"""What says that one of several times in a year was left out."""


_ONE_MORE = later(
    rf"(?:[加多补再]|额外|另外|还)(?:[做搞来查办测评验加要会]|一?遍|再)*(?P<zh>{NUMBER})[次回遍]|\b(?:plus|and) (?:an(?:other)?|one) (?:extra|more|additional|other)(?: one| time)?\b"
)
"""What adds to the times in a year that were said before it."""


def one_more(message: str, question: Question) -> bool:
    """Whether it is asked how many times a year, and a message adds to the times it says."""
    times = isinstance(question, MeasureQuestion) and question.unit == "times-a-year"
    return times and _ONE_MORE.search(as_read(message[:LONGEST])) is not None


def one_left_out(message: str, question: Question) -> bool:
    """Whether it is asked how many times a year, and a message says that one time was left out."""
    times = isinstance(question, MeasureQuestion) and question.unit == "times-a-year"
    return times and _ONE_LEFT_OUT.search(as_read(message[:LONGEST])) is not None


def _told_in_all(text: str) -> bool:
    """Whether a clause says in a number what others come to; how many cases there were in all is no such number."""
    found = _IN_ALL.search(text)
    return found is not None and re.search(rf"(?>{NUMBER})(?! ?[件条单家份笔起例宗])", text[found.end() :]) is not None


def comes_to(message: str) -> bool:
    """Whether one of several clauses says in a number what the others come to."""
    texts = [as_read(quote) for quote in clauses(message)]
    return len(texts) > 1 and (
        any(_told_in_all(text) or _settled_in_the_end(text) for text in texts) or _today(texts) > 0
    )


def _settled_in_the_end(text: str) -> bool:
    """Whether a clause says in a number what was settled after others were spoken of."""
    return _IN_THE_END.search(text) is not None and re.search(NUMBER, text) is not None


def _today(texts: Sequence[str]) -> int:
    """The place of the clause that says in a number how it is today, after others that say in one how it was; 0 where none does.

    What a rule says is no such other.
    """
    told = [at for at, text in enumerate(texts) if re.search(NUMBER, text)]
    at = next((at for at in reversed(told[1:]) if _TODAY.search(texts[at])), 0)
    return 0 if any(_BY_RULE.search(text) for text in texts[:at]) else at


_BY_RULE = later(
    r"规[则定]|承诺|要求|制度|合同|协议|写|\b(?:rules?|policy|promised?|contract|terms|says?|written|supposed|target|limit)\b"
)


def _of_today(read: list[tuple[str, Reading]], today: str, question: MeasureQuestion) -> list[tuple[str, Reading]]:
    """The figure of today; where the longest or shortest is asked, the worst that was said stands beside it."""
    now = [one for one in read if today and one[0] == today]
    if not now or not _extreme_asked(question):
        return now
    worst = (min if question.better == "higher" else max)(read, key=lambda one: one[1].amount)
    return [worst, *now]


_TWO_UNITS = later(
    r"(?P<ten>[一二三四五六七八九]?十)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?![十百千万])"
)
_LAST_FIGURE = later(rf".*{NUMBER}(?: ?(?:to|到|至|-) ?{NUMBER})?")


def _with_its_unit(text: str, question: MeasureQuestion) -> str:
    """The clause with the unit that is asked for behind its last figure, where it names none."""
    worse = "low" if question.better == "higher" else "high"
    text = _TWO_UNITS.sub(lambda two: f"{two['ten']}{two[worse]}", text)
    unit, found = UNITS_SAID.get(question.unit), _LAST_FIGURE.match(text)
    if unit is None or found is None or read_within(text, question):
        return text
    return f"{text[: found.end()]}{unit[text.isascii()]}{text[found.end() :]}"


_TAKES_BACK = later(
    r"(?:[啊哦噢欸诶呃喔唉哎]|我)*(?:不是|不对|错了|(?:说|记|讲|打)错了?|口误|应该说)(?:[啊哦噢欸诶]|是)*|(?:oh |ah )?(?:no,? )?(?:wait|sorry|scratch that|i mean(?:t)?|correction)(?:,? no)?"
)
"""A clause that only takes back what was said before it."""


def _after_taken_back(quotes: Sequence[str]) -> Sequence[str]:
    """The clauses after the last that takes back a figure; all, where none of those names one."""
    at = next((at for at, quote in reversed([*enumerate(quotes)]) if _TAKES_BACK.fullmatch(as_read(quote))), -1)
    return quotes[at + 1 :] if any(re.search(NUMBER, as_read(quote)) for quote in quotes[at + 1 :]) else quotes


_PUT_RIGHT = later(r"不对|(?:说|记|讲)错了?|口误|\b(?:no,? wait|wait,? no|i mean(?:t)?|scratch that)\b")
"""What takes back the figure before it, said in one breath."""
_ON_THE_NTH = later(
    rf"第(?= ?(?:{NUMBER}) ?(?:天|日|个?工作日|个?小时|个?月)[^，]{{0,3}}才)"
    rf"|(?P<only>\b(?:only|not (?:until|before)|(?:not|n't) [^,.;]{{0,24}}until|as late as)\b[^,.;]{{0,24}}?)\b(?:on )?(?:the )?"
    rf"(?:(?P<kind>working )?day (?P<day>{NUMBER})|(?P<nth>[0-9]{{1,3}}(?=st|nd|rd|th)|{'|'.join(PLACES[1:])})(?:st|nd|rd|th)? (?P<of>working )?day)\b"
)
"""What is done only "on the tenth day" takes ten days."""
_THAT_DAY = later(
    r"(?P<en>\b(?:live|effective|valid|applied|(?:in|into|took|takes) (?:force|effect)) )(?:on |from )?the (?:very )?(?:day|moment) (?:it|they|that|we)\b.*|即日(?=起?(?:生效|实施|执行|上线))"
)
"""What took effect the day it was published took no day."""
_NO_DAY = later(r"\b(?:live|effective|valid|applied|force|effect) the same day$|当[天日]起?就?(?:生效|实施|执行|上线)")
_TOOK_UNTIL = later(rf"(?:{NUMBER}) ?(?:天|日|个?工作日|个?小时|个?月)[^，]{{0,3}}才|\bonly after (?:{NUMBER}) ")


def _days_taken(found: re.Match[str]) -> str:
    """The same with the days that it takes until then."""
    if not found["only"]:
        return ""
    nth = found["nth"]
    days = found["day"] or (str(PLACES.index(nth) + 1) if nth in PLACES else nth)
    return f"only after {days} {found['kind'] or found['of'] or ''}days"


def _same_day(found: re.Match[str]) -> str:
    return f"{found['en']}the same day" if found["en"] else "当日"


def until_then(message: str, question: Question) -> bool:
    """Whether it is asked how long it took at most, which no rule says, and something was done only on a certain day."""
    if not isinstance(question, MeasureQuestion) or question.better != "lower" or "规则" in question.text.zh:
        return False
    return _extreme_asked(question) is not None and _ON_THE_NTH.search(as_read(message[:LONGEST])) is not None


def _that_took_longest(read: list[tuple[str, Reading]]) -> list[tuple[str, Reading]]:
    """Of several figures, where the longest is asked, the one of what was done only then; a rule or what is usual is none."""
    until = [one for one in read if _TOOK_UNTIL.search(one[0])]
    worst = max((reading.amount for _, reading in read), default=None)
    return [one for one in until if one[1].amount == worst] or read


_MONTHS = rf"(?:{MONTHS})"
_MONTH = later(rf"(?:{_MONTHS}|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月)")
_EVERY_MONTHS = later(
    rf"\b(?:every|each) {_MONTHS}(?:(?:,| and| &)+ {_MONTHS})+\b|每年(?:的|都)*{_MONTH.pattern}份?(?:[、和跟及，,]+{_MONTH.pattern}份?)+|{_MONTH.pattern}份?(?:[、和跟及，,]*{_MONTH.pattern}份?)+[^，。0-9]{{0,4}}(?:各|都)"
)
"""The months in which something is done every year."""
_MISSED = later(r"没|未|忘|漏|不|\b(?:no|not|missed|forgot|forgotten|skipped|didn't|nothing|none)\b")
_WAS_DONE = later(r"报|做|交|送|有|是|\b(?:yes|did|done|was|were|filed|reported|sent|submitted)\b")
"""What says beside a month that nothing was done in it, and that something was."""


def _months_done(quotes: Iterable[str]) -> int | None:
    """In how many months something was done, where it is said of some named ones and denied of others: "January yes, July we forgot"."""
    done: dict[str, bool] = {}
    for text in map(as_read, quotes):
        starts = [found.start() for found in _MONTH.finditer(text)]
        for begin, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
            missed, was_done = _MISSED.search(text, begin, end), _WAS_DONE.search(text, begin, end)
            if (month := _MONTH.search(text, begin, end)) and (missed or was_done):
                done[month[0]] = not missed
            elif month:
                return None
    return sum(done.values()) if len({*done.values()}) > 1 else None


_EXCEPTED = later(r"例外|[遗缺]?漏|\b(?:exceptions?|fail|missed)\b")
"""What says that it was done each time where it is denied."""
_NOT_EXACTLY = later(
    r"\b(?:no idea|not sure|(?:don't|do not) know|(?:couldn't|can't) (?:say|tell)) (?:exactly|precisely|the exact)\b|(?:具体|准确|确切)[^，]{0,4}(?:不(?:太)?(?:知道|清楚|记得)|说不[准好])"
)
"""What says only that the writer does not have the exact figure."""
_IN_A_SEASON = later(
    rf"\b(?P<n>once|twice|(?:{NUMBER}) times) (?:in|every|each) (?:the )?(?:spring|summer|autumn|fall|winter|{MONTHS})\b(?! (?:of )?(?:19|20)[0-9]{{2}})"
)
"""What is done once in a season, and no more besides, is done once a year."""
_HOW_OFTEN = later(
    rf"(?P<zh>(?:每|一)个?(?:半年|年|季度?|月))[^，]{{0,6}}(?:{NUMBER})[次回遍]|\b(?:once|twice|(?:{NUMBER}) times) (?P<en>(?:a|per|every|each) (?:year|quarter|month))\b"
)
_ONLY_TIMES = later(
    rf"(?P<zh>(?:{NUMBER})[次回遍])|\b(?:once|twice|(?:{NUMBER}) times)\b(?! (?:a|per|every|each|we|they|it|i|the)\b)"
)


def _with_the_period(texts: list[str], before: list[str]) -> list[str]:
    """ "Now it is once" after "it used to be twice a year": the same period, where only how it was names one."""
    period = next((found for text in before if (found := _HOW_OFTEN.search(text))), None)
    if period is None or any(map(_HOW_OFTEN.search, texts)):
        return texts
    zh, en = period["zh"] or "", period["en"] or ""
    return [_ONLY_TIMES.sub(lambda n: f"{zh}{n[0]}" if n["zh"] else f"{n[0]} {en}".rstrip(), text) for text in texts]


_OTHERS_NOT = later(
    r"没人(?:会|去|来|再|专门)*[管看查核理做]|没(?:有)?(?:再|怎么再?|专门)(?:去)?[管看查核做]|\b(?:nobody|no one) (?:\w+ )?(?:checks?|looks?|bothers?|does)\b|\bnever (?:get |been |gets )?(?:re-?)?(?:checked|looked|reviewed|verified)\b"
)
"""What says of some that nothing is done about them, beside a figure for the others."""
_NOT_ONE = later(r"一[次回个件单]?[^，0-9]{0,4}(?:都|也)(?:没|未|不)|\bnot (?:once|one)\b")


def only_put_away(text: str, question: Question) -> bool:
    """Whether a text as read says how long something is put away, and not what can be looked up, where that is asked."""
    asked_for = isinstance(question, MeasureQuestion) and "查到" in question.text.zh
    return asked_for and _PUT_AWAY.search(text) is not None and not _SEEN.search(text)


_SEEN = later(r"[查看翻调]|下载|\b(?:look|see|view|download|find|visible|show|available|access|go back)\w*")
_PUT_AWAY = later(
    r"归档|存档|档案|日志|财务|凭证|账本|备份|\b(?:archives?|logs?|ledgers?|finance|accounting|backups?)\b"
)


_LATE = r"(?:超|拖|逾|晚|慢)"
_NONE_LATE = later(
    rf"(?:没有?|未|从来?没有?)(?:任何|哪|一)?[个单件笔家条]?[^，统算数]{{0,4}}{_LATE}|{_LATE}[^，统算数]{{0,8}}(?:没有?|未(?:有|见))(?:过|的)?$"
    r"|\b(?:not (?:a single|one|any)|none(?: of them)?|nothing|never|no (?:order|return|refund|case)s?)\b[^,]*\b(?:over|late|overdue|longer than|more than)\b"
)
"""What says that none took longer than it may."""
_NONE_AT_ALL = later(
    r"一[单件笔个条家]也?都?没有?(?:过|的)?$|^(?:not (?:a single )?one|none(?: at all| of them)?|zero)$"
)


def _none_late(texts: Sequence[str]) -> bool:
    """Whether a message says that none took longer, and denies nothing else."""
    said = [text for text in texts if denials(text)]
    return any(map(_NONE_LATE.search, said)) and all(_NONE_LATE.search(one) or _NONE_AT_ALL.search(one) for one in said)


def _figure(message: str, question: MeasureQuestion, facts: QuestionFacts, heard: Heard) -> Answer | NotUnderstood:
    """The only figure in the question's unit that is said of today; or that there is none."""
    nothing = NotUnderstood(note="" if heard.asks else message)
    if heard.asks or only_put_away(as_read(message[:LONGEST]), question):
        return nothing
    months = _EVERY_MONTHS.search(as_read(message[:LONGEST])) if question.unit == "times-a-year" else None
    denied = (quote for quote in heard.quotes if denies_something(quote) and not _EXCEPTED.search(as_read(quote)))
    if months and not heard.not_now and not any(denied):
        named = _MONTH.findall(months[0])
        return Answer(str(len(set(named))), doubt="resembles")
    if question.unit == "times-a-year" and (done := _months_done(heard.quotes)):
        return Answer(str(done), doubt="resembles")
    told = [as_read(quote) for quote in _after_taken_back(clauses(message)) if quote not in heard.not_now]
    texts = [_THAT_DAY.sub(_same_day, _ON_THE_NTH.sub(_days_taken, _PUT_RIGHT.split(text)[-1])) for text in told]
    texts = [in_whole(text, question) for text in texts]
    if len(re.findall(r"\b(?:once|twice|times)\b", " ".join(texts))) == 1:
        texts = [_IN_A_SEASON.sub(r"\g<n> a year", text) for text in texts]
    texts = [_BESIDE.sub("", text) for text in texts if not _NOT_SO.search(text) and not NOT_THE_RULE.search(text)]
    texts = [text for text in texts if not time_to_claim(text, question)]
    texts = [_with_its_unit(text, question) if _told_in_all(text) else text for text in texts]
    texts = _with_the_period(texts, [as_read(quote) for quote in heard.not_now])
    texts = [part for text in texts for part in re.split("[()]", text)]
    at = _today(texts)
    texts = in_the_same_unit(texts, question, alike=at > 0 and question.unit != "times-a-year")
    today = texts[at] if at else ""
    if extreme := _extreme_asked(question):
        led = next((at for at, text in enumerate(texts) if extreme.search(text) and not re.search(NUMBER, text)), -1)
        after = texts[led + 1 :]
        texts = after if led >= 0 and any(read_within(text, question) for text in after) else texts
        texts = [part for text in texts if (part := _of_the_extreme(text, extreme, question))]
    read = [(text, reading) for text in texts if not _NOT_ONE.search(text) and (reading := read_within(text, question))]
    read = [one for one in read if one[1].doubt not in ("range", "resembles") or _NO_DAY.search(one[0])] or read
    in_all = [one for one in read if _IN_ALL.search(one[0])]
    if not in_all and any(map(_told_in_all, texts)):
        return nothing  # what the others come to was said, and not in words that are read
    read = in_all or [one for one in read if _settled_in_the_end(one[0])] or _of_today(read, today, question) or read
    if until_then(message, question):
        read = _that_took_longest(read)
    if len({reading.amount for _, reading in read}) > 1 and not (extreme and len(read) == 2):
        read = _most_like(read, question, facts) + _once_otherwise(read, question, worst_of_all=extreme is not None)
    values = tuple(dict.fromkeys(plain(reading.amount) for _, reading in read))
    if len(values) > 2 or any(isinstance(question.read(value), Invalid) for value in values):
        return nothing
    if len(values) == 2:
        return NotUnderstood(tuple(sorted(values, key=lambda one: question.credit_of(one) or 0)), message)
    if len(values) == 1 and extreme and _once_worse(texts, question):
        return nothing
    if len(values) == 1 and extreme and (worse := _usually_worse(told, values[0], question)):
        return NotUnderstood((worse, values[0]), message)
    if len(values) == 1 and question.none and extreme and any(map(_OTHERS_NOT.search, texts)):
        return NotUnderstood((NO_FIGURE, values[0]), message)
    more = [found for text in texts if text != read[0][0] and (found := _ONE_MORE.search(text))] if read else []
    if len(values) == 1 and more and question.unit == "times-a-year":
        added = read[0][1].amount + sum(number(one["zh"] or "1") or 0 for one in more)
        return NotUnderstood((values[0], plain(added)), message)
    if len(values) == 1 and one_left_out(message, question) and read[0][1].amount > 1:
        return NotUnderstood((plain(read[0][1].amount - 1), values[0]), message)
    without = question.none and any(
        True for text in texts for words in no_figure_words(question) for _ in words.spans(_NOT_EXACTLY.sub("", text))
    )
    if len(values) == 1 and without and (values[0] == "0" or not NEVER.search(as_read(message))):
        return NotUnderstood((NO_FIGURE, values[0]), message)
    if values:
        return Answer(values[0], doubt=read[0][1].doubt or "rest")
    if question.unit == "percent" and _none_late(told):
        return Answer("0" if question.better == "lower" else "100", doubt="resembles")
    planned = heard.planned and any(read_within(as_read(quote), question) for quote in heard.not_now)
    return Answer(NO_FIGURE, doubt="resembles") if without and not planned else nothing


_EXTREMES = (
    (
        "最长 最晚 最久 最多 最慢 最迟",
        later(r"最[长晚久多慢迟]|\b(?:longest|slowest|latest|worst|at (?:most|worst))\b"),
    ),
    ("最短 最少", later(r"最[短少]|\b(?:shortest|least|minimum)\b")),
)
_USUAL = later(
    r"平均|一般|通常|多数|大多|大部分|\b(?:(?:on )?average|averages|usually|typically|normally|mostly|(?<!at )most(?: of|(?= \w+s\b))|mean|median)\b"
)
_LONE = later(
    rf"(?:的?(?:[那一][次回个件笔单])?| (?:one|case|time|of them))?(?:,? ?(?:is|was|took|being|:)| ?(?:是|为|用了?|到过?|花了)?) ?(?!one$)(?P<n>{NUMBER})(?:了|吧|左右)?$"
)


def usual_only(message: str, question: Question) -> bool:
    """Whether a figure may be the average, or what is usual, where the longest or shortest is asked; or one was worse than it."""
    if not isinstance(question, MeasureQuestion) or not _extreme_asked(question):
        return False
    text = as_read(message[:LONGEST])
    otherwise = _USUAL.search(text) or (question.better == "higher" and _THAT_DAY.search(text))
    return bool(otherwise or _once_worse(map(as_read, clauses(message)), question))


def _usually_worse(texts: Sequence[str], figure: str, question: MeasureQuestion) -> str | None:
    """What is usual, where that is worse than the figure, which then cannot be the longest or shortest."""
    usual = [reading.amount for text in texts if _USUAL.search(text) and (reading := read_within(text, question))]
    worst = (min if question.better == "higher" else max)((*usual, Fraction(figure)))
    return plain(worst) if worst != Fraction(figure) and not isinstance(question.read(plain(worst)), Invalid) else None


def _once_worse(texts: Iterable[str], question: MeasureQuestion) -> bool:
    return any(says_worse(text, question) for text in [*texts][1:])


def _extreme_asked(question: MeasureQuestion) -> re.Pattern[str] | None:
    """What names the longest, or the shortest, where that is asked."""
    return next((named for words, named in _EXTREMES if any(one in question.text.zh for one in words.split())), None)


def _of_the_extreme(text: str, named: re.Pattern[str], question: MeasureQuestion) -> str:
    """The part of a clause that may speak of the longest: an average, or what is usual, does not; with its unit where it has none."""
    found = named.search(text)
    if found and re.search(NUMBER, text[found.end() :]):
        text = text[found.start() :]
        lone = _LONE.fullmatch(text, found.end() - found.start())
        unit = UNITS_SAID.get(question.unit)
        return f"{text}{unit[text.isascii()]}" if lone and unit else text
    if found:
        return text
    return "" if _USUAL.search(text) else text


def _says_none(message: str, question: Question) -> bool:
    """Whether a clause says that there is no figure without denying anything: "deleted at once"."""
    texts = [text for text in map(as_read, clauses(message)) if not denials(text)]
    return any(any(words.spans(text)) for text in texts for words in no_figure_words(question))


def _once_otherwise(
    read: list[tuple[str, Reading]], question: MeasureQuestion, *, worst_of_all: bool
) -> list[tuple[str, Reading]]:
    """The worst of several figures, where that is asked or it is said of one time: "twice a year, last year once"."""
    worst = (min if question.better == "higher" else max)(reading.amount for _, reading in read)
    return [one for one in read if one[1].amount == worst and (worst_of_all or ONE_TIME.search(one[0]))]


def _most_like(
    read: list[tuple[str, Reading]], question: MeasureQuestion, facts: QuestionFacts
) -> list[tuple[str, Reading]]:
    """The figures of the clauses that have most words of the question."""
    asked = _words_of(question, facts)
    shares = [len(grams(text) & asked) for text, _ in read]
    return [one for one, share in zip(read, shares, strict=True) if share == max(shares)]
