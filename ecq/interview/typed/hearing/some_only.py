"""What is so of some and not of all: where one clause takes back for a half, a few, an exception or a slower case what another says.

It is looked for once all clauses were heard.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.typed import said
from ecq.interview.typed.clauses import PLANNED, UNFINISHED, as_read, denials
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.hearing.claims import OF_ALL_OF_IT, Claim, Listener
from ecq.interview.typed.hearing.stating import STATES


def leave_last_open(listener: Listener) -> None:
    """Leave open what was named last where a clause that names nothing says that something is left to do or excepted, or has run out.

    Of what is so but for a few, it is so of some and not of each.
    """
    heard, last, follows = listener.heard, "", False
    for quote in heard.quotes:
        own = next((name for name, claim in reversed(heard.claims.items()) if claim.quote == quote), "")
        follows, last = not own and last != "", own or last
        unread = as_read(quote) if last and (quote in heard.unread or quote in heard.not_now) else ""
        others = _THE_OTHERS.match(unread) and PLANNED.search(unread)
        again = _VERB_DENIED.search(unread) if follows else None
        less = (again and (again[1] or again[2]) in heard.claims[last].quote) or (
            _LESS_SO.search(unread) and not denials(unread)
        )
        named = as_read(heard.claims[last].quote) if last else ""
        put_off = _PUT_OFF.search(unread) and (_CONCEDED.search(named) or not STATES.search(named))
        limited = UNFINISHED.search(unread) or _TO_LOOK_UP.search(unread) or (follows and (others or less or put_off))
        few, excepted = _A_FEW.search(unread), EXCEPTION.search(unread)
        every = listener.of_each(last) if excepted and heard.claims[last].holds else None
        if every and few and every not in heard.claims:
            listener.but_for(every, heard.claims[last].quote, heard.claims[last].words)
        elif every and every != last and not _EACH_TIME.search(listener.asks[every]):
            heard.open.append(every)
        elif (limited and heard.claims[last].holds) or excepted:
            heard.open.append(last)
        elif few and follows:
            said = [
                name for name, claim in heard.claims.items() if claim.holds and claim.quote == heard.claims[last].quote
            ]
            heard.open += [name for name in said if OF_ALL_OF_IT.search(listener.asks.get(name, ""))]
        elif quote in heard.not_now:
            last = ""


_A_FEW = later(
    r"个别|少数|有几[家个]|^(?:就是?|只是?|唯独|但是?|不过|可是?)(?![这那]样)[^，没不]{0,12}[类种](?:订单|商品|东西|的)?[^，]{0,3}[没不]|\b(?:a (?:few|handful|couple)|one or two|some of (?:the|our))\b"
)
EXCEPTION = later(
    r"^(?:(?:除了|除非)|(?:except|apart from|unless)\b)|\b(?:all|each|every)\b[^,.;]* (?:except|apart from) |^(?!.*[没无不]).{1,16}(?:除外|以外|之外|例外)[的啊吧了]*$"
)
_EACH_TIME = later(r"每[月年季周天次]|编号|记录")
"""What asks what is done each time, not whether it is so of each."""
_TO_LOOK_UP = later(
    r"(?:有没有|是不是|是否|会不会|能不能|(?P<v>[\u3400-\u9fff])没(?P=v)|有无).*(?:[得要再]|还没)[^，]{0,3}[翻查看问找核]|\b(?:whether|if)\b.*\b(?:i'd|i'll|i would|need to|have to) (?:\w+ )?(?:check|look|ask|find)\b|\b(?:(?:need|have) to (?:check|look|ask|find out)|not sure|don't know|no idea) (?:whether|if)\b"
)
"""What says that it is still to be found out whether something is so."""
_ONE_HALF = later(r"一半|一部分|有[些的]|\b(?:half|some|part)\b")
_OTHER_HALF = later(
    r"(?:但是?|不过)?(?:另外?一?(?:半|部分|些)|剩下|其[余他它]|还?有[些的])|(?:(?:and|but) )?(?:the )?(?:other half|others?|rest|some)\b"
)
"""What speaks of some, and, at the beginning of the next clause, of the others."""
_THE_OTHERS = later(
    r"(?:还有|另外?|剩下|其[余他它]|第[一二三四五六七八九十])|(?:and )?(?:the|one|another) (?:other|rest|last|more|second|third)\b"
)
_VERB_DENIED = later(r"(?:没有?|未|不)(?:([标报改测审查核写留发退删存公])|(?!有)([\u3400-\u9fff])[了过的啊]*$)")
"""The verb of what was named, said again with a denial: "all are marked, the mini-program is not"."""
_LESS_SO = later(
    r"有时(?!间)|偶尔|(?<!不)只[有能]|^(?:但是?|不过|可是?|就是)[^，]{0,3}[只仅](?!是)|\b(?:sometimes|only (?:the|has|have|some))\b"
)
"""What may say, right after it, that what was named is so only in part."""
_PUT_OFF = later(
    r"(?:明年|后年|年[底后]|下一?个?(?:版本?|期|月|季度?|半年|周|阶段)|[0-9一二三四五六七八九十]+月(?:底|份)?|以后|到时候?|上线)[^，。]{0,6}[才再]|[才再](?:上线|开[通放始]?|做|有|补|弄|搞)"
    r"|\b(?:next|later this) (?:year|quarter|month|week|release|sprint|spring|summer|autumn|winter)\b|\bnot (?:until|before|till)\b"
)
"""What puts off what was named right before it."""
_CONCEDED = later(r"(?P<v>[\u3400-\u9fff])(?:倒)?是(?P=v)")
"""What grants something before it is limited or put off: 有是有."""
_LISTED_ALL = later(
    r"(?P<things>[\u3400-\u9fff]{2,6}(?:、[\u3400-\u9fff]{2,6}?)*(?:和|及|与)[\u3400-\u9fff]{2,4}?)(?:也?都|全)"
)
"""Things that are listed in what is asked of all of them."""
_NOT_OF_IT = later(
    r"(?:结果|[那这][边块里个]|页面?|上面?|里面?|的)*(?:就|还|也|是|倒是?|目前|现在|暂时)*"
    r"(?:(?:不|没有?|没法|做不|未)(?:能|到|行|可以|支持|做|有|开|弄|成|了|给|提供|标|写)*|[关看改查搜]不[了到掉])[的了啊呢哦]*"
)
"""What says no more of a thing than that it is not so of it."""
_BY_RULE = later(r"规[则定]|承诺|合同|协议|写|说好|\b(?:rules?|promised?|contract|terms|says|supposed)\b")
_IN_FACT = later(
    r"实际|其实|真要|往往|经常|常常|有时|一般|得要?|\b(?:i'd say|really|in (?:fact|practice|reality)|actually|takes?|took|more like|often|usually|mostly)\b"
)
"""What a figure is by a rule, and what it is in fact."""


def some_of_what_is_listed(listener: Listener) -> None:
    """That what is asked of several things together is not so of each, where a clause denies it of one of them."""
    for name, ask in listener.asks.items():
        listed = _LISTED_ALL.match(ask)
        things = re.split("[、和及与]", listed["things"]) if listed else []
        said = listener.heard.claims.get(name)
        own = [said.quote] if said and not said.holds and not said.words else []
        for quote in (*listener.heard.unread, *own) if len(things) > 1 else ():
            text = as_read(quote)
            denied = [thing for thing in things if text.find(thing) in range(3)]
            if len(denied) != 1 or not _NOT_OF_IT.fullmatch(text, text.find(denied[0]) + len(denied[0])):
                continue
            told = (as_read(one) for one in listener.heard.quotes if one != quote)
            some = any(not denials(one) and any(one.find(thing) >= 0 for thing in things) for one in told)
            if some and listener.of_each(name) == name:
                listener.but_for(name, quote, denied[0])
            else:
                listener.heard.claims[name] = Claim(name, False, quote, False, denied[0])
            listener.heard.unread = [one for one in listener.heard.unread if one != quote]
            listener.heard.both = [one for one in listener.heard.both if one != name]
            break


def of_one_half(listener: Listener) -> None:
    """That what is asked of all is not so, where it is said of one half and denied of the other."""
    for quote, after in pairwise(listener.heard.quotes):
        one, other = as_read(quote), as_read(after)
        if not (_ONE_HALF.search(one) and _OTHER_HALF.match(other)) or bool(denials(one)) is bool(denials(other)):
            continue
        about = [name for name, claim in listener.heard.claims.items() if claim.quote in (quote, after)]
        found = said.about(one, listener.facts) or said.about(other, listener.facts)
        for name in about or ([found.fact] if found else []):
            if OF_ALL_OF_IT.search(listener.asks.get(name, "")):
                listener.heard.claims[name] = Claim(name, False, after, False, other)
                listener.heard.unread = [each for each in listener.heard.unread if each not in (quote, after)]


def slower_than_ruled(listener: Listener) -> None:
    """That something is not done in time, where it takes longer than a clause before says that it may."""
    facts = listener.facts.facts
    in_time = next((name for name, one in facts.items() if "按时" in one.zh or "in time" in one.en), None)
    if in_time is None or in_time in listener.heard.claims:
        return
    ruled = None
    for quote in listener.heard.quotes:
        text = as_read(quote)
        figures = [number(found) for found in re.findall(NUMBER, text)]
        if figures and _BY_RULE.search(text):
            ruled = figures[-1]
        elif ruled and _IN_FACT.search(text) and figures and all(one and one > ruled for one in figures):
            listener.heard.claims[in_time] = Claim(in_time, False, quote, False, quote)
