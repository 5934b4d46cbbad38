"""Whether a clause states what it names: it is no mere case or topic, and no denial beside it is left without an object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ecq.base.patterns import later
from ecq.interview.typed.clauses import ASIDE, NO, UNFINISHED, as_read, denials, denies_something
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.hearing.mentions import Mention
from ecq.interview.typed.vocabulary import CONTRAST, HEDGE, TURN

TURNS = later(r"(?:但|不过|其[他它余]|别的|倒是)|\b(?:but|however|the rest|otherwise)\b")
"""Where a list of what is lacking, or of what is there, ends."""
SEVERAL = later(r"[、和]")
"""In what is asked of a fact: it takes several things together, of which one may be there and another not."""


def plainly_stated(quote: str) -> bool:
    """Whether a clause states something and denies nothing."""
    text = as_read(quote)
    states = STATES.search(text) or (text.isascii() and len(text.split()) <= _ALONE)
    return bool(states) and not denials(text) and not TOPIC.fullmatch(text)


_ALONE = 2
"""So many English words state what they name: "published", "is shown"."""
MUCH_MORE, LONGEST_OF_ONE = 12.0, 32
"""So much more likely a clause of so many characters is about another fact than about the one it names."""


def is_stated(text: str, mention: Mention, mentions: Sequence[Mention], holds: bool) -> bool:
    """Whether a clause states what it names: it is no mere case, and no denial beside it is left without an object."""
    if holds is mention.opposite:
        return True
    if (complained := _COMPLAINED.search(text)) and mention.end <= complained.start():
        return False
    if mention.only_named and not SAYS_OF_ALL.search(text, mention.end):
        return False
    if _CASE.fullmatch(text) or any(one.start() <= mention.start < one.end() for one in _CONTROL.finditer(text)):
        return False
    if not denials(text):
        return True
    text = ASIDE.sub(lambda found: " " * len(found[0]), text)
    follows = next((one for one in mentions if one.start >= mention.end), None)
    before = text[max((one.end for one in mentions if one.end <= mention.start), default=0) : mention.start]
    after = text[mention.end : follows.start if follows else len(text)]
    no_before, no_after = [*NO.finditer(before)], NO.search(after)
    if no_before and not STATES.search(before, no_before[-1].end()):
        return False
    return no_after is None or STATES.search(f"{before[-3:]} {after[: no_after.start()]}") is not None


STATES = later(
    r"有|都|会|[了着]|是|能|可(?!是)|在|做|写|每|[查审给放发标报]|\b(?:is|are|has|have|do|does|did|can|get|gets|will|we|they|every|each|all|included)\b|'(?:s|re|ve)\b"
)
"""What makes a clause one that states something of its own."""
LIMITED = later(
    rf"{UNFINISHED.pattern}|{HEDGE.pattern}|{TURN.pattern}|{CONTRAST.pattern}|[只仅]|部分|有的[^，。]|有时|偶尔|\b(?:only|some|partly|sometimes)\b",
    re.ASCII,
)
"""What follows a yes and may take something back of it."""
SAYS_OF_ALL = later(
    r"完|全|齐|[都已].{0,8}[了好过]|结案|销案|销号|办结|有效|通过|清零|归零|闭环|关闭|解决|修复|处理[好掉了]|搞定|妥|也.{0,8}[删标清]|一[起并]|写[到进明清]|包[括含]|\b(?:all|closed?|fixed|remedied|resolved|cleared|complete[ds]?|done|in full|valid|in date|current|passed|sorted|mended|each|every|too|as well|deleted|state|carry)\b"
)
"""What makes of the name of something that it is done, valid or whole."""
TOPIC = later(
    r"(?:至于|关于).*|.*(?:过程中|之[前后]|(?<=[\u3400-\u9fff]{3})(?<![提在以])前)[啊嘛吧呢哈喔哦呀,:]*|(?!.*[有都会了是能也到]).*(?:[这那][个块边方面件事些种类]+|[啊嘛吧呢哈喔])|(?:as for|about|regarding|(?:is|are) there|(?:do|does|have|has|can) (?:we|they|it|users|the platform))\b.*|.*:"
)
_CASE = later(
    r"(?:然后|而且|那|就|我们|公司|平台|以后)*(?:如果|要是|万一|一旦|假如)(?!.*[就都]).*|.{1,4}一(?=退|关|开|有|发现|收|点|到)(?!.*[就都]).*|.*(?:的话|时候|(?<![计按及准实随限超同])时)[啊嘛吧呢哈喔哦呀,:]*|(?:if|when|once)\b(?!.{12,}\b(?:we|they|it|there)\b).*"
)
"""A clause that only says of what, or in which case, something is to be said."""
_CONTROL = later(
    r"[\"“「『'‘][^\"”」』'’，。]{1,32}[\"”」』'’] ?(?:的|这个|那个)?(?:按[钮键]|选项|入口|菜单|链接|开关|button|link|option|tab|menu|entry)"
    r"|\b(?:button|link|option|tab|menu|entry)(?: (?:called|named|labelled|that says|saying))? [\"“'‘][^\"”'’]{1,48}[\"”'’]"
)
"""The name of a button or a link, which says not what is done: there is a button "delete for good"."""
_COMPLAINED = later(
    r"(?:用户|顾客|客户|商家|买家|老人|有人)[^，]{0,3}(?:投诉|反映|反馈|吐槽|抱怨)(?:过|我们|说|了|到)|\b(?:complained|moaned)\b"
)
"""What somebody complained of is not said to be there."""


def affirms(quote: str) -> bool:
    """Whether a clause that was not read states something and denies nothing, so that it may be more than the lowest answer."""
    text = as_read(quote)
    return STATES.search(text) is not None and not (denies_something(quote) or TOPIC.fullmatch(text))


def between(text: str, mentions: Sequence[Mention]) -> list[str]:
    """What of a text without a stop lies so far from everything named that it may say more than that."""
    much = MUCH if HAN.search(text) else 3 * MUCH
    edges = [0, *(at for one in mentions for at in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > much]


MUCH = 16


def side_by_side(mentions: Sequence[Mention]) -> list[str]:
    """Facts named side by side of which the second's words deny: "messages nobody answers" may be about either."""
    return [
        name
        for one, other in pairwise(mentions)
        if one.fact != other.fact and other.start - one.end in (0, 1) and other.opposite and not one.opposite
        for name in (other.fact,)
        if NO.search(other.words)
    ]
