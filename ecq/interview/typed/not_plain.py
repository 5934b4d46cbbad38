"""What a message names and does not plainly state: such facts are left open."""

from __future__ import annotations

from itertools import takewhile

from ecq.base.language import Text
from ecq.base.patterns import later
from ecq.interview.facts import QuestionFacts
from ecq.interview.typed.clauses import UNFINISHED, as_read
from ecq.interview.typed.hearing.claims import Heard, Listener
from ecq.interview.typed.hearing.mentions import DEVICE, of_a_part
from ecq.interview.typed.hearing.stating import STATES
from ecq.rubric.kinds import Question

_LONG_AGO = later(
    r"去年|前年|[一两二三四五]年前|(?<!最近)(?<!过去)上一?年度?|\b(?:last year|(?:one|two|three|a|[1-5]) years? ago)\b"
    r"|(?<![-/0-9a-z从自])(?<!since )(?<!from )20[0-9]{2}(?:年(?![^，]{0,6}(?:起|以来|开始))|\b)"
)
_IN_A_YEAR = later("(?:12|十二) ?个月|一年内|近一年")
OF_ALL = later(r"每一?[家个项种条件份笔款类端]|所有")


def leave_open(heard: Heard, question: Question, facts: QuestionFacts) -> None:
    """Leave open what is asked of the last 12 months and was said of last year, and whether there is any where that is denied of
    some, or for a time or a place.

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
        told = "，".join((quote, *map(as_read, _unread_after(claim.quote, heard))))
        if _IN_A_YEAR.search(asked_of.zh) and _LONG_AGO.search(told):
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


def _unread_after(quote: str, heard: Heard) -> list[str]:
    """The clauses right behind one that were not read, as they may say when that was."""
    at = heard.quotes.index(quote) + 1 if quote in heard.quotes else len(heard.quotes)
    return [*takewhile(heard.unread.__contains__, heard.quotes[at : at + 2])]


def leave_last_open(listener: Listener) -> None:
    """Leave open what was named last where a clause that names nothing says that something is left to do or excepted, or has run out."""
    heard, last, follows = listener.heard, "", False
    for quote in heard.quotes:
        own = next((name for name, claim in reversed(heard.claims.items()) if claim.quote == quote), "")
        follows, last = not own and last != "", own or last
        unread = as_read(quote) if last and (quote in heard.unread or quote in heard.not_now) else ""
        named = as_read(heard.claims[last].quote) if last else ""
        put_off = follows and _PUT_OFF.search(unread) and (_CONCEDED.search(named) or not STATES.search(named))
        again = _VERB_DENIED.search(unread) if follows else None
        denied_again = again and (again[1] or again[2]) in heard.claims[last].quote
        limited = UNFINISHED.search(unread) or _TO_LOOK_UP.search(unread) or denied_again or put_off
        if (limited and heard.claims[last].holds) or EXCEPTION.search(unread):
            heard.open.append(last)
        elif follows and _A_FEW.search(unread):
            said = (name for name, one in heard.claims.items() if one.holds and one.quote == heard.claims[last].quote)
            heard.open += [name for name in said if OF_EACH.search(listener.asks.get(name, ""))]
        elif quote in heard.not_now:
            last = ""


_A_FEW = later(
    r"个别|少数|有几[家个]|^(?:就是?|只是?|唯独|但是?|不过|可是?)(?![这那]样)[^，没不]{0,12}[类种](?:订单|商品|东西|的)?[^，]{0,3}[没不]|\b(?:a (?:few|handful|couple)|one or two|some of (?:the|our))\b"
)
"""What says, behind a clause, of some that it is otherwise."""


EXCEPTION = later(
    r"^(?:(?:除了|除非)|(?:except|apart from|unless)\b)|\b(?:all|each|every)\b[^,.;]* (?:except|apart from) |^(?!.*[没无不]).{1,16}(?:除外|以外|之外|例外)[的啊吧了]*$"
)
_TO_LOOK_UP = later(
    r"(?:有没有|是不是|是否|会不会|能不能|(?P<v>[\u3400-\u9fff])没(?P=v)|有无).*(?:[得要再]|还没)[^，]{0,3}[翻查看问找核]|\b(?:whether|if)\b.*\b(?:i'd|i'll|i would|need to|have to) (?:\w+ )?(?:check|look|ask|find)\b|\b(?:(?:need|have) to (?:check|look|ask|find out)|not sure|don't know|no idea) (?:whether|if)\b"
)
"""What says that it is still to be found out whether something is so."""
_VERB_DENIED = later(r"(?:没有?|未|不)(?:([标报改测审查核写留发退删存公])|(?!有)([\u3400-\u9fff])[了过的啊]*$)")
"""The verb of what was named, said again with a denial: "all are marked, the mini-program is not"."""
_PUT_OFF = later(
    r"(?:明年|后年|年[底后]|下一?个?(?:版本?|期|月|季度?|半年|周|阶段)|[0-9一二三四五六七八九十]+月(?:底|份)?|以后|到时候?|上线)[^，。]{0,6}[才再]|[才再](?:上线|开[通放始]?|做|有|补|弄|搞)"
    r"|\b(?:next|later this) (?:year|quarter|month|week|release|sprint|spring|summer|autumn|winter)\b|\bnot (?:until|before|till)\b"
)
"""What puts off what was named right before it."""
_CONCEDED = later(r"(?P<v>[\u3400-\u9fff])(?:倒)?是(?P=v)")
"""What grants something before it is limited or put off: 有是有."""
