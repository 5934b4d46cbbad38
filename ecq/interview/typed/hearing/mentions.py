"""Which facts a clause names, and which of them its negations reach: the next words, else those before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ecq.base.patterns import later
from ecq.interview.facts import Cues, QuestionFacts
from ecq.interview.typed.clauses import ASIDE, LEFT_OPEN, NO
from ecq.interview.typed.figures.numerals import number
from ecq.interview.typed.folding import HAN
from ecq.interview.typed.sought import sought

_NEEDLESS = later(r"不用|不必|无需|不需要?|免|(?<=need)n't|(?:n't|not) (?:have|need) to\b|no need\b")
"""What says that something is not needed, not that it is not done."""

_TOGETHER = later(
    r"[、和与及跟或/]|或者?[要给]?|也|还有|以及|、还|[,\s]*(?:and|or|nor|and no|nor any|as well as|it|them|that|this)?[,\s]*(?:(?:by|in|on|at|for|to|of|with|from)\s+(?:the\s+)?)?"
)
_A_PART = sought(
    r"有的(?![啊呀呢哦喔啦吧嘛哈]*(?:$|[，,。；;]))|有些|部分|一部分|一半|半数|个别|偶尔|有时(?![限间效])|大部分|多数|大多|不是每|不是都|不都|没都|(?:没有?|未)能?(?:做到|达到)?(?:全部|所有|完全)|并非都|几乎(?=[都全每所])|(?:基本上?|差不多|大体上?|大致)(?=都)|[一二两三四五六七八九几](?:[一二三四五六七八九多])?成(?![立本文功员交果为]|不变)|百分之(?!百)|(?<![0-9.])[0-9]{1,2}(?:\.[0-9]+)?%|分之[一二两三四五六七八九]"
    r"|\bonly (?:the|those|these) \w+ (?:gets?|got|is|are|was|were|has|have)\b|\b(?:some|sometimes|partly|mostly|most|(?:nearly|almost|pretty much|more or less) (?:all|every\w*|each)|half|a few|not all|not every|not everyone|part of|thirds?|a quarter of|quarters of|percent|per cent|majority|bulk|handful)\b",
    re.ASCII,
)
HARDLY_SO = later(
    r"有点|不太|一般般|勉强|马马虎虎|算不上|太[小低]|\b(?:hardly|barely|not really|could be|tiny|sort of|kind of)\b"
)
"""What says that something is so only with difficulty."""
_PART_OF_A_NAME = later(r"一?部分|some|part of|有的|有些|个别")


def of_a_part(text: str, mentions: Sequence[Mention] = ()) -> bool:
    """Whether a text as read says something of a part only: some, a share."""
    return any(
        not (_PART_OF_A_NAME.fullmatch(of[0]) and any(one.start <= of.start() < one.end for one in mentions))
        for of in _A_PART.finditer(text)
    )


_COUNTED = r"(?P<{0}>[0-9一二两三四五六七八九]|one|two|three|four|five|six)"
_TIME = r" (?:times?|working|hours?|days?|weeks?|months?|years?|sales?|orders?|prices?|pages?)\b"
_HELD = r"(?: one| time)? (?:was (?:in|on|at|this|last|just|held|about|[0-9])|took place|happened)\b"
"""What says of the last time when it was: it is no item of a list."""
_PLACES = later(
    rf"前(?:面)?的?{_COUNTED.format('first')}[项个条样]|(?:最|(?<!售)(?<!事)(?<!之)(?<!以)(?<!然)(?<!今))后(?:面)?的?{_COUNTED.format('last')}[项个条样]|(?:倒数第一|最后一?|末)[项个条样]|第{_COUNTED.format('nth')}(?:[项个条样]|(?=第|[和、同跟及有没都也]|$))"
    rf"|\b(?:the )?(?:first {_COUNTED.format('efirst')}|(?!last{_HELD})last {_COUNTED.format('elast')})\b(?!{_TIME})|\bthe (?!last{_HELD})(?P<ord>first|second|third|fourth|fifth|sixth|last)\b(?!(?: \w+)?{_TIME})(?: (?:one|item|point))?\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


class Mention(NamedTuple):
    """Where a clause names a fact, or its opposite."""

    fact: str
    opposite: bool
    start: int
    end: int
    words: str = ""
    """What names the fact; "" where it is named by its place."""
    only_named: bool = False
    """Whether the words name only what the fact is about."""
    partly: bool = False
    """Whether the words name a part of what the fact takes together."""
    weak: bool = False
    """Whether they may be said of other things too."""


def mentioned(text: str, cues: Mapping[str, tuple[Cues, ...]], places: Sequence[str]) -> list[Mention]:
    """What is named, in order; where names overlap, the longest. What only denies is of the name it stands before."""
    there = frozenset((*text, ""))
    found = [
        _mention(name, kind, text, *span)
        for name, all_cues in cues.items()
        for kind, words in enumerate(all_cues)
        if not words.firsts.isdisjoint(there)
        for span in words.spans(text)
    ]
    for name, (words, *_) in cues.items():
        for start, last, end in words.denied(text) if not words.firsts.isdisjoint(there) else ():
            if not any(one.fact != name and start < one.start < last for one in found) and not (
                WITHOUT_EXCEPTION.search(text, start, end)
            ):
                found.append(Mention(name, True, start, end, text[start:end]))
    for match in _PLACES.finditer(text) if places else ():
        found += [Mention(places[at], False, *match.span()) for at in _places(match, len(places))]
    plainly = {one.fact for one in found if not (one.weak or one.only_named)}
    found = [one for one in found if not (one.weak and one.fact in plainly)]
    found.sort(key=lambda one: (not one.opposite, one.start - one.end, one.start))
    kept: list[Mention] = []
    for one in found:
        clash = [other for other in kept if one.start < other.end and other.start < one.end]
        if all((other.start, other.end) == (one.start, one.end) and other.fact != one.fact for other in clash):
            kept.append(one)
    starts = {one.start for one in kept}
    kept = [one for one in kept if not (one.opposite and one.end in starts and NOT_ACHIEVED.fullmatch(one.words))]
    return sorted(kept, key=lambda one: one.start)


def _mention(name: str, kind: int, text: str, start: int, end: int) -> Mention:
    """A mention (of which words: `QuestionFacts.words`); the "have" that a negation before it has taken is not its own."""
    if text[start] == "有" and text[start - 1 : start] == "没" and end - start > 1:
        start += 1
    opposite = kind in (1, 5) or "并非" in text[start:end]
    return Mention(name, opposite, start, end, text[start:end], kind == 2, kind == 3, kind > 3)


def _places(match: re.Match[str], count: int) -> Sequence[int]:
    first, last, nth = match["first"] or match["efirst"], match["last"] or match["elast"], match["nth"]
    if first or last:
        many = min(int(number(first or last) or 0), count)
        return range(many) if first else range(count - many, count)
    named = _ORDINALS.index(match["ord"]) if match["ord"] in _ORDINALS else count - 1
    at = int(number(nth) or 0) - 1 if nth else named
    return (at,) if 0 <= at < count else ()


def with_polarity(text: str, mentions: Sequence[Mention], facts: QuestionFacts) -> list[tuple[Mention, bool, bool]]:
    """Each mention, whether it holds, and whether that is sure; one whose absence only another's needs is left out."""
    turned = dict.fromkeys(mentions, 0)
    dropped: set[Mention] = set()
    barred = next((one for one in mentions if _WITHOUT_STEP.match(one.words) and _BARRED.match(text, one.end)), None)
    if barred and not barred.opposite:
        return [(barred, False, True)]
    at_once = _RUN_ON if len(mentions) > 1 and len(text) > _RUN_ON and HAN.search(text) else 0
    for no in NO.finditer(text):
        inside = any(one.start <= no.start() < one.end for one in mentions)
        if (no_other := WITHOUT_EXCEPTION.match(text, no.start())) and not any(
            no.start() <= one.start < no_other.end() for one in mentions
        ):
            continue
        only = _NOT_ONLY.match(text, no.start())
        if only and not any(one.start == only.end() - 1 for one in mentions):
            continue
        if inside or any(aside.start() <= no.start() < aside.end() for aside in ASIDE.finditer(text)):
            continue
        reached = [] if _OF_BEFORE.match(no[0]) else _next(text, no, mentions, bool(at_once))
        if not reached and _NEEDLESS.match(text, no.start()):
            continue
        if reached:
            before = [one for one in mentions if one.end <= no.start() and _subject(text[one.end : no.start()])]
            for one in before:
                needed = {name for target in reached for name in facts.follows(target.fact)} if facts.options else set()
                if one.fact not in needed and one.fact not in {target.fact for target in reached}:
                    dropped.add(one)
        else:
            denies = not at_once or _DONE.match(text, no.end())
            reached = _before(text, no, mentions) if denies else []
            if not reached and not any(one.opposite for one in mentions):
                # something is denied, and it is not plain what: of what is said without a stop only what stands beside it
                beside = [
                    one
                    for one in mentions
                    if abs(one.start - no.end()) < at_once or abs(no.start() - one.end) < at_once
                ]
                if not at_once:
                    return []
                dropped.update(beside)
            reached = [one for one in reached if not turned[one]]
        for one in reached:
            turned[one] += 1
    denied = any(turned.values())
    part = of_a_part(text, mentions)
    found: list[tuple[Mention, bool, bool]] = []
    for one in mentions:
        if one in dropped and not turned[one]:
            continue
        holds, unwanted = (turned[one] % 2 == 0) is not one.opposite, not facts.wanted.get(one.fact, True)
        if part and holds and not one.opposite:
            if unwanted:
                found.append((one, True, False))
        else:
            found.append((one, holds, (not part or not holds) and not (at_once and denied)))
    return found


DEVICE = later(
    r"(?:网页|页面)版|小程序|mini[- ]?programs?\b|直播间里?|小黄车|(?<![a-z])(?:app|pc|h5|ios)(?![a-z])|(?:手机|电脑|安卓|苹果)[端版上]|\b(?:on|in) the (?:web(?:site)?|app|site|phone)\b"
)
"""What names one of several devices, of which alone something is denied."""
_OF_BEFORE = later(rf"(?!(?:还|尚|仍)(?:剩|[差欠有])){LEFT_OPEN}")
"""What leaves open only what stands before it."""
WITHOUT_EXCEPTION = later(
    r"(?:没有?|不|无)(?:什么|任何|一[个家条项次])?(?:区别|差别|分别|两样|例外|遗漏|漏|落(?!实)|拖|延误|耽搁|刁难|为难|难为|糊弄|敷衍|打折扣|打马虎)|no (?:difference|exceptions?|strings(?: attached)?|fuss|hassle)\b|without (?:exception|fail|fuss|hassle)\b"
)
"""What only says that something is so of all, or done well: "nobody is given a hard time"."""
_WITHOUT_STEP = later(r"[不没未](?:用|先|有)?(?:登录|注册|实名|绑定|认证|关注|下载|同意|授权)")
_BARRED = later(
    r"(?:的?人|的?用户|的话|的)?(?:[就是也都]|一律|根本)*(?:[^，不没未就]{0,4}不[了到成]|(?:不能|没法|没办法|不可以|不让|不给|不准|不行)[^，]{0,6})"
)
"""What cannot be done without: "not logged in, one cannot report" denies that one can."""


_NOT_ONLY = later(r"不是[只仅光]")
_DONE = later(r"(?:有)?(?:做|搞|弄|办|到|跟|落实|有|过|了|[也都还]|$)")
"""What stands after a negation of what is before it, where the text goes on without a stop."""

_RUN_ON = 20
"""Longer than this what names several facts without a stop is more than one clause."""

_BEFORE_A_NOUN = ("no", "without", "nobody", "nothing", "neither", "nor")


def _subject(between: str) -> bool:
    """Whether what stands before a negation may be what it is said of."""
    return (len(between) <= 3 and not re.search(r"[、a-z]", between)) or _AUXILIARY.fullmatch(between) is not None


_AUXILIARY = later(r" (?:is|are|was|were|do|does|did|has|have|ca|can|could|wo)? ?")


def _next(text: str, no: re.Match[str], mentions: Sequence[Mention], run_on: bool) -> list[Mention]:
    """The mention a negation reaches, and what is joined to it."""
    ahead = [one for one in mentions if one.start >= no.end()]
    if not ahead:
        return []
    between = text[no.end() : ahead[0].start]
    far = len(between) > (4 if run_on else 9) if HAN.search(text) else len(between.split()) > 5
    if far or NO.search(between):
        return []
    if ahead[0].opposite and (between == "了" or len(_SAYS.sub("", between)) > 1):
        return []
    if NOT_ACHIEVED.match(text, no.start()):
        return [one for one in ahead if not NO.search(text, no.end(), one.start)]
    reached = [ahead[0]]
    for one in ahead[1:]:
        joint = text[reached[-1].end : one.start]
        if (
            one.start == reached[-1].start
            or (joint and _TOGETHER.fullmatch(joint) and not NO.search(joint))
            or (one.fact == ahead[0].fact and one.opposite is ahead[0].opposite and not NO.search(joint))
        ):
            reached.append(one)
        elif one.start >= reached[-1].end:
            break
    return reached


NOT_ACHIEVED = later(
    r"(?:没有?|未能?|不)能?(?:够|真正|完全|按要求)?(?:做到|落实|实现|达到)(?![^，。]{1,12}的)|没能|未能|(?:fail(?:s|ed)? to|(?:not|n't) (?:been |yet )?(?:managed? to|able to|succeed(?:ed)? in|got round to)|never (?:managed to|got round to))\b"
)
"""What denies all that is named after it."""
_SAYS = later(
    r"[「」“”\"'\s有]|写[明着]?|约定|规定|出现|要求|强[制迫]|[逼让搞做用会]|什么|任何|所谓的?|\beven\b|\bactually\b"
)
"""What stands between a denial and the words that are not to be found."""


def _before(text: str, no: re.Match[str], mentions: Sequence[Mention]) -> list[Mention]:
    """The mention before a negation, and what is joined to it."""
    behind = [one for one in mentions if one.end <= no.start() and not one.opposite]
    gap, tail = text[behind[-1].end : no.start()] if behind else "", text[no.end() :]
    last = no[0] == "no" and (HAN.search(text) or not tail.strip(" .!"))
    if not behind or (no[0] in _BEFORE_A_NOUN and not last):
        return []
    if HAN.search(text):
        far = len(gap) > 1 and (len(gap) > 5 or len(tail) > 7)
    else:
        verb = re.fullmatch(r"(?: \w+)?", gap) and no[0] in ("n't", "not", "never", "cannot")
        far = not verb and (len(gap.split()) > 3 or len(tail.split()) > 3)
    if far or NO.search(gap):
        return []
    reached = [behind[-1]]
    for one in reversed(behind[:-1]):
        joint = text[one.end : reached[-1].start]
        if one.end == reached[-1].end or _TOGETHER.fullmatch(joint):
            reached.append(one)
        else:
            break
    return reached
