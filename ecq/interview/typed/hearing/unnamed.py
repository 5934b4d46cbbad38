"""What a clause is about that names no fact, by what people said of it, by a time limit or by words that nothing is on paper."""

from __future__ import annotations

from ecq.base.patterns import later
from ecq.interview.typed import said
from ecq.interview.typed.clauses import denials
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.hearing.claims import Listener
from ecq.interview.typed.hearing.mentions import HARDLY_SO, Mention
from ecq.interview.typed.hearing.stating import LONGEST_OF_ONE, MUCH_MORE, TOPIC
from ecq.interview.typed.sought import sought

_NOT_ON_PAPER = later(
    r"(?:没有?|未|无)(?:[^，。]{0,4}(?:写下来|成文|书面|纸面|白纸黑字|写成文字))|[只就都全]是?靠?(?:口头|嘴上)|\b(?:nothing|never|(?:not|isn't)(?! (?:just|only|merely))|none of (?:it|that))\b[^,.;]{0,16}\b(?:on paper|in writing|written(?: down)?)\b|\b(?:all|only|just) (?:verbal|by word of mouth)\b"
)
"""What says that something is written nowhere."""
_BRIEF = 12
"""So many characters, or English words, a clause has at most that only says how long something may take."""
_TIME_SAID = sought(
    rf"{NUMBER} ?(?:秒|分钟|个?小时|个?钟头|天|日|个?工作日)|\b{NUMBER} (?:working )?(?:second|minute|hour|day)s?\b"
)
_NO_LIMIT = later(
    r"平均|一般|通常|大概|差不多|用了|花了|拖|超|才|晚|最[长慢久]|[近前上过]|\b(?:average|usually|mostly|took|takes?|late|over|more|worst|last|past|longest|about|ago)\b"
)
"""What says how long something took, or takes as a rule."""


def of_their_fact(listener: Listener, mentions: list[Mention], text: str) -> list[Mention]:
    """What is named, without what a clause names that is much more likely about another fact."""
    if not mentions or len(text) > LONGEST_OF_ONE * (1 if HAN.search(text) else 3):
        return mentions
    degrees = said.degrees(text, listener.facts)
    best = max(degrees.values())
    much = best >= said.PLAINLY
    so = {name for name in degrees if listener.facts.options and degrees[name] == best}
    listed = {
        name
        for one in mentions
        for other in mentions
        if _LISTED.fullmatch(text, one.end, other.start) and _AND_THIS.match(text, other.end)
        for name in (one.fact, other.fact)
    }
    return [
        one
        for one in mentions
        if one.opposite
        or one.fact in listed
        or not (much and one.words and best - degrees[one.fact] >= MUCH_MORE)
        or (so and so & listener.facts.follows(one.fact))
    ]


_LISTED, _AND_THIS = later(r"[^，]{0,2}[、和跟与及](?:按)?| (?:and|or) (?:by )?"), later(r"[都也可能]|$")
"""What stands between two things that are listed, which are both meant then, and behind the second."""


def likely_about(listener: Listener, quote: str, text: str) -> list[Mention]:
    """What a clause that names nothing is plainly about by what people said of it; nothing where a denial may say either."""
    found = said.about(text, listener.facts)
    unclear = (found and _JUST_THERE.fullmatch(text) and "有" not in listener.asks.get(found.fact, "有")) or (
        (TOPIC.fullmatch(text) or HARDLY_SO.search(text)) and not denials(text)
    )
    if found is None or not found.plain or unclear:
        return []
    turned = said.denial_says_it_holds(listener.facts, found.fact)
    if turned is None:
        return []
    listener.heard.supposed.add(quote)
    return [Mention(found.fact, turned, found.start, found.end)]


def a_limit(listener: Listener, text: str) -> list[Mention]:
    """That there is a time limit, where a brief clause names one and it is asked whether there is any."""
    limit = next((name for name, fact in listener.facts.facts.items() if fact.kind == "limit"), None)
    found = _TIME_SAID.search(text)
    long = len(text) > _BRIEF if HAN.search(text) else len(text.split()) > _BRIEF
    if limit is None or not found or long or "公布" in listener.asks.get(limit, "") or _NO_LIMIT.search(text):
        return []
    return [Mention(limit, False, *found.span(), found[0], weak=True)]


def not_on_paper(listener: Listener, text: str) -> list[Mention]:
    """That nothing is written, where it is asked of one thing whether it is."""
    written = [name for name, asked in listener.asks.items() if "书面" in asked or "成文" in asked]
    found = _NOT_ON_PAPER.search(text)
    if len(written) != 1 or not found:
        return []
    return [Mention(written[0], True, *found.span(), found[0], weak=True)]


_JUST_THERE = later(r"[\u3400-\u9fff]{1,4}?(?:是|倒|都|也)*有的?")
"""What says of something that it is there, and nothing of how."""
