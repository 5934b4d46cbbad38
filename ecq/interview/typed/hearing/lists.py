"""What is said of a list without the names of its items: the rest, all but, none of them, and what leads a list of what is lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ecq.base.patterns import later
from ecq.interview.typed.clauses import NO, as_read, denials
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.hearing.claims import Claim, Listener
from ecq.interview.typed.hearing.mentions import DEVICE, Mention
from ecq.interview.typed.hearing.stating import SEVERAL, STATES, TURNS
from ecq.interview.typed.nearest import grams
from ecq.interview.typed.sought import sought

EXCEPT = sought(
    r"除了|除开|除去|除外|[以之]外(?![部的])|(?<![删免消清解排扣拆剔])除(?=.{1,12}[外])|\b(?:(?<!n't )(?<!not )except(?: that| for)?|save for|barring|excluding|with the exception of|(?:^|, |\b(?:all|each|both|any|every|none|nothing|(?:every|any)(?:thing|one|body|where))\b[^,.;]{0,40} )apart from|(?<!one )(?<!body )(?<!people )other than|all but|everything but)\b"
)
REST_YES = sought(
    r"(?:其[他它余]|别的|剩下)的?(?:[^没不未无]{0,4})(?:都|全)(?![没不未]|.{0,3}[问查]|是(?!的|这样|这么|一样|有|齐|全|做|按|好|ok|没))|另外.{0,3}都有|(?:^|\b(?:and|but|(?<!as )for|so|yes|all|do|does|did|done|has|have|got|only|then),? )(?:the (?:rest|others)|everything else)\b(?!'|.{0,12}\b(?:not?|missing)\b|.{0,12}n't|.{0,24}\b(?:ask|check)\b)"
)
REST_NO = sought(
    r"(?:(?:其[他它余]|剩下)的?(?![^，]{0,6}我(?![们司])|的?还?没问)[^，]{0,4}|(?<![换走用找有])别的[几些项条个样点就都也还全目前暂时现在嘛呢啊倒真]{0,4})(?:没|不|未|无)(?!(?:太|是很|大|再|多|一一|方便)?(?:讲|说|提|谈|聊|归我|清楚|知道|了解|确定|评论|展开|好看))|只有这|\b(?:nothing else(?! (?:is |was )?(?:outstanding|open|missing|pending|overdue|left))|none of the (?:others|rest)|the rest (?:is|are)(?:n't| not)|that's (?:it|all)(?=$|[,.]| we\b))\b"
)
_ALL = later(
    r"^(?:我们|以上|上面|这些|这|全部|[二两三四五六七]|[0-9]|[项条个样])*(?:都|全|全都|全部)(?:有|做|做到|做了|做到了|有在做|在做|符合|满足|落实|具备|达到|是|齐|齐全|包括|覆盖)(?:了|的|到)?$"
    r"|^(?:yes,? )?(?:we (?:do|have|meet|cover|watch) )?(?:all(?: of (?:them|these|it|the above))?|all (?:two|three|four|five|six|seven)(?: of (?:them|these))?|everything(?: (?:listed|here|listed here|on the list))*)(?: (?:are|is))?(?: in place| done| met| watched| here| listed here)?$|^all (?:done|yes|good|true)$|^yes (?:on|to|for) all(?: of (?:them|these)| \w+)?$"
)
NONE = later(
    r"^(?:我们|以上|上面|这些|平台|现在|目前)*(?:都|全都?|一[项条个样]都|什么都|啥都|哪[项条个]都|什么.{0,4}都)(?:还)?(?:没|不|未)(?:有|做|做到|做过|搞|弄|到)?(?:了|过)?$"
    r"|.{0,14}(?:啥|什么|一样|统统|[一哪][项条个样])(?:东西)?(?:都|也)没(?:有)?(?:搞|做|弄|做到|落实|建)?(?:过|到|成)?[了的]?$|^(?:it's (?:a )?)?no (?:on|to|for) all(?: of (?:them|these)| \w+)?$|^.{0,20}nothing to show$"
    r"|^(?:we (?:do|have) )?(?:none(?: of (?:them|these|it|the \w+))?|nothing(?: at all)?)(?: (?:is|are))?(?: in place| done)?$"
)
_NONE_OF_THEM = later(
    r"\bnone(?=$| of (?:them|these|those|it|that|this|the (?:others?|rest|above|items?))\b| (?:is|are|at all|yet|so far|in place|there|done|either)\b)"
)
"""What speaks of all that is asked; "none checked" speaks of what is checked."""
_OF_THOSE = later(r"(?:no, |so |and |but )*none of (?:them|these|those)(?:,? (?:yet|so far|at all|really|either|no))*")
"""What denies what was named before it, not the rest of the list."""
_LEAD_NO = sought(
    r"(?:没有?|未|不)(?:做到|落实|达到|完成|满足|做|搞|弄|行|够|足)(?:好|到位|到)?的(?:地方|部分)?(?:也有|是|有|就是|呢|包括|如下|[几一二两三四五六0-9]+[项条个点件样])*$"
    r"|(?:(?:[有就]|只有|还有)[一1]|[几二两三四五六2-9])[个项条点件样][^，都也]{0,3}(?:没|未|不)[^，]{0,4}(?:就?是|$)|(?:唯[一独](?:的)?(?:一)?[点条项个样]?(?:是|,)?$|唯[一独][^，]{0,8}(?:没|不|差|欠|缺|弱|问题|短板|遗憾|可惜)[^，]{0,4}(?:的|是)?|就[差缺][^，]{0,2}|比较弱的是?|短板是?|美中不足|欠缺的是?)|坑的是|不(?:太|那么|怎么)好看|不好看了|[缺差少]的是|[都全]没有?(?:做到?)?$|^(?:还|也|但是?|目前)?(?:没有?|缺少?|不足|欠缺|未做到|待改进)的?$"
    r"|^(?:就|还|但|目前)?[缺差欠](?:了|的)?[几一二两三四五六0-9]+[项条个点件样块]$|^none of (?:it|them|these|this)$|\b(?:things?|items?|bits?|points?|parts?) (?:that |which )?(?:we|it|they) (?:\w+ ){0,2}?(?:do|does|have|has|are|is)(?:n't| not)\b|\bwhat (?:we|it|they|is|are)(?:'s|'re)? ?(?:\w+ )?(?:do|does|have|has|are|is)?(?:n't| not|missing|lacking)\b|\bnot (?:mandatory|required|in place|covered|done)$|^(?:(?:and|but|so|also) )?(?:not (?:yet )?(?:covered|done|in place|included|met|there|watched|published|so)|missing|lacking|absent|left out) (?:is|are)\b|\b(?:missing|lacking)$|\b(?:the (?:one|only) (?:thing|gap|hole|problem|issue|bit|exception|weak spot))\b(?!,?(?: that| which)? (?:(?:we|it|they) (?:(?:do|does|did|have|has|can)\b(?!n't| not)|'ve)|(?:works?|is (?:done|there|in place|met|fine))\b))"
)
_LIST_NO = later(
    r"(?:(?:and|but|so|also) )?(?:we |they )?(?:(?:do(?:n't| not)|have(?:n't| not)) (?:have|got|do|done)|not (?:in (?:it|there|place)|done|yet|met|there))(?: yet)? ?:"
    r"|(?:但|不过|然后|还|也|目前|暂时|里)*(?:没有?|未|不)(?:写|查|做|列|标|提|说|看|公布|公开|规定|包括|包含|设)(?:到|过|了|好|进去|明)?的?(?:也有|有|就是|是|呢|包括|如下)*:"
)
"""What stands with a colon in front of a list of what is lacking."""
_LEAD_YES = later(
    r"^(?:[^，]{0,6}我们)?(?:都|已经?)?(?:有|做到|具备|做了|写了)(?:写|做)?[的了]?:$|(?<![没不未])做到的(?:是|有|呢|包括|[几一二两三四五六0-9]+[项条个点件样])*$|[有好]的(?:是|呢|包括)$|唯[一独][^，]{0,4}(?:ok|好|做到|有)的?(?:是)?|(?:只有|就)[一1][项条个点样](?:是)?(?:有|做了|做到)[的了]?(?:就?是)?$|\b(?:things?|what) (?:we|it) (?:do|does|have|has)(?! not|n't)|^(?:(?:and|but|so|also) )?(?:we )?(?:have|in (?:it|there|place)|done):"
)
"""What is said in front of a list of what is lacking, or of what is there; the last kind speaks of one thing only."""
_HOW_MANY = later(r"\b(?:both|two|three|four|five|six|seven|[2-9])\b|[二两三四五六七2-9](?=[项条个样])")


def led(listener: Listener, text: str) -> tuple[bool | None, int]:
    """Whether a list of what is lacking, or of what is there, goes on, and from where in this clause."""
    no, yes = (
        _LEAD_NO.search(re.sub(r"^(?:(?:also|and|so|but) )*no:$", "missing", text).rstrip(": ")),
        _LEAD_YES.search(text.rstrip(": ")) or _LEAD_YES.search(text),
    )
    found = no or yes
    if _LIST_NO.fullmatch(text):
        listener.lead = False
        return False, len(text)
    if found:
        listener.lead = not no
        return listener.lead, found.end()
    if TURNS.match(text):
        listener.lead = None
    return listener.lead, 0


def led_by(
    listener: Listener,
    lead: bool,
    quote: str,
    text: str,
    mentions: list[Mention],
    found: list[tuple[Mention, bool, bool]],
    start: int,
) -> list[tuple[Mention, bool, bool]]:
    """What a clause says of each fact under words that lead a list of what is so, or is not."""
    wanted = {one: listener.facts.wanted.get(one.fact, True) is lead for one in mentions if one.start >= start}
    if not lead and denials(text):
        found = [one for one in found if one[1] is not listener.facts.wanted.get(one[0].fact, True)]
    elif not denials(text):
        found = [one for one in found if one[0] not in wanted] + [(one, held, False) for one, held in wanted.items()]
    if not (mentions or lead) and text.endswith(":"):
        listener.heard.supposed.add(quote)
    return found


def of_all_of_them(listener: Listener, quote: str, text: str) -> None:
    """Take what a clause says of everything that is asked, or of none of it; what it says of something else stays unread."""
    text = text.rstrip(": ")
    counted = _HOW_MANY.search(text) if listener.items else None
    if counted and (2 if counted[0] == "both" else number(counted[0])) != len(listener.items):
        listener.heard.unread.append(quote)  # all of something else than the list
    elif _ALL.fullmatch(text) or NONE.fullmatch(text):
        listener.heard.all = bool(_ALL.fullmatch(text))
    elif _NONE_OF_THEM.search(text) and not DEVICE.search(text):
        named = any(claim.words for claim in listener.heard.claims.values())
        listener.rest = listener.rest if named and _OF_THOSE.fullmatch(text) else False
    else:
        listener.heard.unread.append(quote)


def _all_parts(listener: Listener, name: str, parts: Sequence[Claim]) -> bool:
    """Whether words for as many different parts of a fact are said as it takes together."""
    asked_of = listener.asks.get(name) or listener.items.get(name, "")
    told: list[frozenset[str]] = []
    for own in (grams(one.words) for one in parts):
        told += [] if any(own & other for other in told) else [own]
    return len(told) >= max(2, len(SEVERAL.split(asked_of)))


def _follows_from_another(listener: Listener, name: str) -> bool:
    """Whether a fact holds wherever another does that was claimed."""
    there = (one for one, claim in listener.heard.claims.items() if claim.holds and listener.facts.options)
    return any(name in listener.facts.follows(one) for one in there)


def fill_in(listener: Listener) -> None:
    """What "the rest", "all but" and "none of them" say of the facts not named, and what was said of parts."""
    heard, wanted = listener.heard, listener.facts.wanted
    said_in = {name: as_read(claim.quote) for name, claim in heard.claims.items()}
    heard.unclear += [name for name in listener.unclear if not STATES.search(said_in.get(name, ""))]
    for name, parts in listener.parts.items():
        if name not in heard.claims and _all_parts(listener, name, parts):
            heard.claims[name] = parts[0]
        elif name not in heard.claims and not _follows_from_another(listener, name):
            heard.open.append(name)
            follows = {one for one in listener.facts.facts[name].so.split() if one in listener.facts.facts}
            heard.claims |= {one: replace(parts[0], fact=one) for one in follows - heard.claims.keys()}
    for one, quote in listener.excepted:
        holds = wanted.get(one.fact, True) is not (True if listener.rest is None else listener.rest)
        heard.claims[one.fact] = Claim(one.fact, holds, quote, words=one.words)
    if listener.rest is None and not any(NO.search(as_read(quote)) for quote in heard.unread):
        listener.rest = heard.all
    if listener.rest is None or (heard.all is None and not (heard.claims or listener.parts)):
        return
    for name in listener.facts.facts:
        if name not in heard.claims and name not in listener.parts and (listener.rest or wanted.get(name, True)):
            holds = wanted.get(name, True) is listener.rest
            heard.claims[name] = Claim(name, holds, "", firm=heard.all is listener.rest, stated=listener.rest_stated)
