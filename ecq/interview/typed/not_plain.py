"""What a message names and does not plainly state: such facts are left open, or taken out of what was heard and asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.deciding import MOST_ASKED
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.hearing.claims import Heard, own_words
from ecq.interview.typed.hearing.mentions import DEVICE, of_a_part
from ecq.interview.typed.in_doubt import NOT_SINCE, raises_the_answer, tells_apart, unread_after
from ecq.interview.typed.nearest import grams
from ecq.rubric.kinds import Question

_LONG_AGO = later(
    r"去年|前年|[一两二三四五]年前|(?<!最近)(?<!过去)上一?年度?|\b(?:last year|(?:one|two|three|a|[1-5]) years? ago)\b"
    r"|(?<![-/0-9a-z从自])(?<!since )(?<!from )20[0-9]{2}(?:年(?![^，]{0,6}(?:起|以来|开始))|\b)"
)
_IN_A_YEAR = later("(?:12|十二) ?个月|一年内|近一年")
OF_ALL = later(r"每一?[家个项种条件份笔款类端]|所有")
_OF_ONE = later(
    r"那一?[家款](?!都)|有一[家款](?!都)|^那个(?=[写标做查测审留发])(?!.*都)|(?<!every )\b(?:one of (?:our|the|them)|with one|that one)\b(?!.*\b(?:all|each|every)\b)"
)


def leave_open(heard: Heard, question: Question, facts: QuestionFacts) -> None:
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
            any_there = facts.options and facts.wanted.get(name, True) and not OF_EACH.search(asked_of.zh)
            if any_there and claim.words and (of_a_part(quote) or _limited_to(quote, question, asked_of)):
                heard.open.append(name)
            continue
        told = "，".join((quote, *map(as_read, unread_after(claim.quote, heard))))
        if _IN_A_YEAR.search(asked_of.zh) and NOT_SINCE.search(told):
            heard.claims[name] = replace(claim, holds=False, firm=False)
        elif (_IN_A_YEAR.search(asked_of.zh) and _LONG_AGO.search(told)) or (
            OF_ALL.search(asked_of.zh) and _OF_ONE.search(quote)
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


IF_ANY, OF_EACH = later("有"), later("每|都|所有|全|随时|任何|一直|始终|各|逐|统一|一致|一样|以上")
"""What asks whether there is any, and what asks for more than that."""


def not_stated(heard: Heard, question: Question, facts: QuestionFacts) -> Iterator[str]:
    """Take away what would raise the answer and is stated by no words of its own; of this, what is to be asked."""
    for name, claim in list(heard.claims.items()):
        raises = raises_the_answer(claim, facts)
        if not claim.stated and (raises or claim.holds):
            del heard.claims[name]
            if raises and (question.parts or tells_apart(facts, heard.known, name)):
                yield name


def half_said(heard: Heard, question: Question, whole: str) -> tuple[str, ...]:
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


def named_in_another(heard: Heard, question: Question) -> tuple[str, ...]:
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
