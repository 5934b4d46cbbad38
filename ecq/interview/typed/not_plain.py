"""What a message names and does not plainly state: such facts are left open."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import as_read
from ecq.interview.typed.hearing.claims import Heard
from ecq.interview.typed.hearing.mentions import DEVICE, of_a_part
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
    whether there is any where that is denied of some, or for a time or a place; and what should not be there and is denied before
    something is made a must.

    Of last year nobody knows on which side it lies.
    """
    items = dict(question.choices) if question.parts else {}
    for name, claim in [*heard.claims.items()]:
        asked_of = facts.facts[name].ask or items.get(name)
        if not asked_of:
            continue
        quote = as_read(claim.quote)
        if not claim.holds:
            behind = heard.quotes[heard.quotes.index(claim.quote) + 1 :] if claim.quote in heard.quotes else []
            if not facts.wanted.get(name, True) and any(_RESTRICTS.search(as_read(one)) for one in behind[:2]):
                heard.open.append(name)  # of what should not be there another kind may be
            any_there = facts.options and facts.wanted.get(name, True) and not OF_EACH.search(asked_of.zh)
            if any_there and claim.words and (of_a_part(quote) or _limited_to(quote, question, asked_of)):
                heard.open.append(name)
            continue
        told = "，".join((quote, *map(as_read, _unread_after(claim.quote, heard))))
        if _IN_A_YEAR.search(asked_of.zh) and _NOT_SINCE.search(told):
            heard.claims[name] = replace(claim, holds=False, firm=False)
        elif (_IN_A_YEAR.search(asked_of.zh) and _LONG_AGO.search(told)) or (
            OF_ALL.search(asked_of.zh) and _OF_ONE.search(quote)
        ):
            heard.open.append(name)


_RESTRICTS = later(r"只[能准许让]|必须|非[得要]|不得不|\b(?:only|must|(?:have|has) to|obliged|required to)\b")
"""What makes something a must."""
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


_NOT_SINCE = later(
    r"(?:之后|后来|此后|以后)(?:就|再|都|也)*没|再(?:也)?没|\b(?:not|never|nothing|none) (?:again )?since\b|\bsince then (?:no|never|not)"
)
"""What says that something was not done again."""


def _unread_after(quote: str, heard: Heard) -> list[str]:
    """The clauses right behind one that were not read, as they may say when that was."""
    at = heard.quotes.index(quote) + 1 if quote in heard.quotes else len(heard.quotes)
    return [*takewhile(heard.unread.__contains__, heard.quotes[at : at + 2])]
