"""What a description of the platform says: the facts of its profile, what it is called, the grade it aims for.

Facts are found by the words people have for them (`rubrics/facts/common/platform.yaml`). A denial is about the words after
it, else about those before it, and goes on through a list. What is planned, was so once, or is not known says nothing, and
so does what is said both ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ecq.base.patterns import later
from ecq.interview.facts import platform_words
from ecq.interview.typed.clauses import LONGEST, PAST, PLANNED, asked, clauses
from ecq.interview.typed.denial import little_else
from ecq.interview.typed.figures.numerals import NUMBER, number
from ecq.interview.typed.folding import HAN, fold
from ecq.interview.typed.outcomes import ProfileSaid
from ecq.rubric.conditions import Fact, ProfileValue
from ecq.rubric.model import Rubric


@dataclass(frozen=True)
class PlatformSaid:
    """Facts of the profile by id, the platform's name ("" where none is said), and the id of the grade aimed for."""

    facts: Mapping[str, ProfileValue]
    name: str = ""
    target: str | None = None

    def __bool__(self) -> bool:
        return bool(self.facts or self.name or self.target)


def platform_said(message: str, rubric: Rubric) -> PlatformSaid:
    """What a message says of the platform; nothing it does not say in so many words."""
    named: dict[str, dict[str, set[bool]]] = defaultdict(lambda: defaultdict(set))
    message = _ASKED.sub("，", message[:LONGEST])
    text, denied = fold(message), False
    listed: list[_Span] = []
    if size := size_said(text):
        named["size"][size].add(True)
    for clause in clauses(message):
        for part in _runs(fold(clause)):
            if listed and _ONLY_DENIES.fullmatch(part):  # "外卖、化妆品，都没有"
                for one in listed:
                    named[one.fact][one.value] = {False}
            found, denied = _in_clause(part, denied)
            listed = [one for one, _ in found] if _only_names(part) else []
            for one, holds in found:
                named[one.fact][one.value].add(holds)
    said = {one.id: _value(one, named[one.id]) for one in rubric.facts.values() if one.id in named}
    plain = {name: value for name, value in said.items() if value is not None}
    return PlatformSaid(plain, _name(message), _target(text, rubric))


FEWEST = 2
"""So many facts make a sentence one about the profile; a single one may answer the question on screen."""


def profile_said(message: str, rubric: Rubric) -> ProfileSaid | None:
    """The facts of the profile that a message consists of, at any question; None where it asks or is about something else."""
    if asked(message):
        return None
    quotes = [fold(one) for one in clauses(message.replace("、", "，"))]
    if len(quotes) < FEWEST:
        return None
    beside = 0
    for one in quotes:
        names = _spans(one)
        beside += not (size_said(one) or (names and little_else(_without(one, names))))
        if 2 * beside > len(quotes):
            return None
    if len(quotes) - beside < FEWEST:
        return None
    facts = platform_said(message, rubric).facts
    return ProfileSaid(tuple(facts.items())) if len(facts) >= FEWEST else None


def _value(fact: Fact, named: Mapping[str, set[bool]]) -> ProfileValue | None:
    """What the values that were named, and denied, come to; None where that is not plain."""
    ids = [one.id for one in fact.options]
    held = [one for one in ids if named.get(one) == {True}]
    denied = {one for one, ways in named.items() if ways == {False}}
    if "none" in ids and not held and ("any" in denied or denied >= {*ids} - {"none"}):
        held.append("none")
    if "no" in ids and "yes" in denied:
        held.append("no")
    both = any(len(ways) > 1 for ways in named.values())
    if fact.kind == "many":
        return None if both else tuple(dict.fromkeys(held)) or None
    return held[-1] if len({*held}) == 1 and not both else None


# -- words

_UNITS = {"十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_UNITS |= {"million": 1_000_000, "mn": 1_000_000, "m": 1_000_000, "mil": 1_000_000, "thousand": 1_000, "k": 1_000}
_ENDING = "(?:'?s|es|ed|ing)?"


class _Span(NamedTuple):
    start: int
    end: int
    fact: str
    value: str


class _Words(NamedTuple):
    """The words for a value."""

    fact: str
    value: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _by_sign() -> Mapping[str, list[tuple[frozenset[str], _Words]]]:
    """What all a text holds that has one of the words for a value, and those words, by one thing of it."""
    by_sign: dict[str, list[tuple[frozenset[str], _Words]]] = defaultdict(list)
    for fact, values in platform_words().items():
        for value, cues in values.items():
            told = map(fold, filter(None, (*cues.zh.split(), *map(str.strip, cues.en.split(",")))))
            every = sorted(told, key=len, reverse=True)
            words = _Words(fact, value, re.compile("|".join(map(_pattern, every))))
            for needs in map(_needs, every):
                by_sign[min(needs)].append((needs, words))
    return by_sign


def _needs(cue: str) -> frozenset[str]:
    """The characters of a Chinese cue, of an English one those that stand beside each other in its words."""
    if HAN.search(cue):
        return frozenset(re.sub("…|\\.{3}", "", cue))
    return frozenset(a + b for word in re.split("…|\\.{3}|[ -]", cue) for a, b in pairwise(word))


def _pattern(cue: str) -> str:
    parts = re.split("…|\\.{3}", cue)
    if HAN.search(cue):
        return r"[^，,。；;、买]{0,6}?".join(" ?".join(map(re.escape, part)) for part in parts)
    spaced = (r"[ -]".join(re.escape(word) + _ENDING for word in re.split("[ -]", part)) for part in parts)
    return r"(?<![a-z0-9])" + r"(?: \S+){0,3}? ".join(spaced) + r"(?![a-z0-9])"


def _spans(text: str) -> list[_Span]:
    """Where values are named. Words that overlap with longer ones for something else name nothing."""
    there, signs = {*text, *map("".join, pairwise(text))}, _by_sign()
    near = {words for sign in there & signs.keys() for needs, words in signs[sign] if needs <= there}
    found = [_Span(*match.span(), words.fact, words.value) for words in near for match in words.pattern.finditer(text)]

    def less(one: _Span, other: _Span) -> bool:
        longer = other.end - other.start > one.end - one.start
        return longer and other.start < one.end and one.start < other.end and one[2:] != other[2:]

    named = sorted(one for one in found if not any(less(one, other) for other in found))
    # "未成年人的直播" is neither minors nor live streams: what one thing has of another says nothing of either. "食品的B2C平台" is both.
    of = {
        one
        for a, b in pairwise(named)
        if a.fact != b.fact and text[a.end : b.start] == "的" and not _is_a_platform(text, b)
        for one in (a, b)
    }
    return [one for one in named if one not in of and not _counts_people(text, one)]


_A_PLATFORM = later(r"[^，,。；;的]{0,4}?(?:平台|商城|商店|电商|网站|市集|集市|市场|app|小程序)")
_BEFORE_MEMBERS = later(rf"(?:{NUMBER})(?:多|几|来)?(?:{'|'.join(_UNITS)})?(?:多|几|来)?[个名位]?$")
_AFTER_MEMBERS = later(rf"[数有是约近超过大概差不多]{{0,4}}(?:{NUMBER})(?:多|几|来)?(?:{'|'.join(_UNITS)})")


def _is_a_platform(text: str, span: _Span) -> bool:
    return span.fact == "business-model" or _A_PLATFORM.match(text, span.end) is not None


def _counts_people(text: str, span: _Span) -> bool:
    """Whether members are counted, who need not be paying ones: "420万会员"."""
    if text[span.start : span.end] != "会员":
        return False
    return bool(_BEFORE_MEMBERS.search(text[: span.start]) or _AFTER_MEMBERS.match(text, span.end))


# -- denial

_NO = later(
    r"没有?|冇|唔|不(?!少|止|到|满|足|只|光|仅|错|但|过|同|一样|知|敢|算多|用说)|无(?!忧|人)|未(?!成年|满)|非(?!常|处方)|零(?!售|食)|拒绝|懒得|从来?没"
    r"|(?<![a-z])(?:no(?! doubt)|not(?! (?:just|only))|none|never|without|neither|nor|nothing|zero|nobody|resist\w*|refus\w*|cannot|dont|doesnt|nope)(?![a-z])|n't(?![a-z])"
)
_AFTER_DENIAL = later(
    r"(?<=[不没冇](?:卖|做|搞|碰|收|上|有|办|用|涉|要))(?:了|的)?\s+|(?<=[不没冇唔]让(?:卖|做|上))\s+"
)
"""Where a denial at the end of what was dictated without a stop ends: "药不卖 直播也没有"."""
_JOINED = later(r"[、/&+]|以及|还有|和(?!个)|跟|与|及(?!时)|或者?|也|又|\b(?:and|or|nor|plus|as well as)\b")
_VERB = later(
    r"有|卖|做|用(?!户)|搞|是|接|开|走|支持|提供|涉及|面向|带|收|处理|靠|给|上(?!门)|\b(?:have|has|sell|sells|selling|do|does|run|runs|use|uses|with|we|offer|offers|are|is|there|process|processes|take|takes|ship|they|plus)\b"
)
_ONLY_DENIES = later(
    r"(?:这[三几两些]样?|我们|平台|统统|一概|一律|都|也|全|通通|the answer is|and|so|we|do|none of (?:it|them|that)|\s)*(?:没有?|不[卖做搞碰有收]|无|冇|no|neither|don't)+(?:的|啊|了|在|卖|做|搞|处理|收|提供|\s|no|neither)*"
)
"""A clause that denies what was listed before it."""
_UNSAID = later(
    r"有没有|是不是|是否|不确定|不清楚|不知道|不晓得|[吗?？]|除了|(?:还没|尚未|没)想好|别再|别人|有人偷偷|问我|聊过|一句话|[关停取撤][掉消了]了?|下线了"
    r"|\b(?:not sure|don't know|unsure|whether|except|asked about|asks about|asking about|never expected|started as|closed|stopped|ended|discontinued)\b"
)
_ASKED = later(r"[^，,。；;.!！?？\n]*[?？]")
"""What is asked, and says nothing."""


def _runs(clause: str) -> Iterator[str]:
    """A clause in what was dictated as one: a denial that follows what it denies ends there."""
    begin = 0
    for found in _AFTER_DENIAL.finditer(clause):
        if _spans(clause[begin : found.start()]):
            yield clause[begin : found.start()]
            begin = found.end()
    yield clause[begin:]


def _in_clause(clause: str, before: bool) -> tuple[list[tuple[_Span, bool]], bool]:
    """The values a clause names, each with whether it holds; and whether its denial goes on in a list. `before`: one does."""
    if _UNSAID.search(clause) or PLANNED.search(clause) or PAST.search(clause):
        return [], False
    said: list[tuple[_Span, bool]] = []
    listed: list[_Span] = []
    denied = before and _only_names(clause)
    for part in _parts(clause):
        spans, verb = _spans(part), _VERB.search(_without_names(part))
        denials = list(_denials(part, spans))
        if denials:
            reached = _reached(part, spans, denials)
            last_named = bool(spans) and spans[-1] in reached
            said += [(span, not (spans and spans[0] in reached and _follows(spans[0], denials))) for span in listed]
            said += [(span, span not in reached) for span in spans]
            listed, denied = [], last_named or not spans
        elif denied and not verb:
            said += [(span, False) for span in spans]
        else:
            denied = False
            listed += spans
            if verb:
                said += [(span, True) for span in listed]
                listed = []
    return [*said, *((span, True) for span in listed)], denied and bool(said)


def _follows(span: _Span, denials: list[tuple[int, int]]) -> bool:
    """Whether what denies it stands behind it."""
    return denials[0][0] >= span.end


def _reached(part: str, spans: list[_Span], denials: list[tuple[int, int]]) -> set[_Span]:
    """What is denied: where names come first and a denial last, what stands before each denial, else what stands after it."""
    within = {span for span in spans for start, _ in denials if span.start < start < span.end}
    back = bool(spans) and spans[0].end <= denials[0][0] and denials[-1][0] >= spans[-1].end
    reached: set[_Span] = set()
    for place, (start, end) in enumerate(denials):
        since = denials[place - 1][1] if back and place else 0
        those = (
            [s for s in spans if since <= s.start and s.end <= start][::-1]
            if back
            else [s for s in spans if s.start >= end]
        )
        at, first = start if back else end, True
        for span in those:
            between = part[span.end : at] if back else part[at : span.start]
            if not _near(_OWN_VERB.sub("", between), first, back) or (back and not first and _VERB.search(between)):
                break
            reached.add(span)
            at, first = span.start if back else span.end, False
    return reached | within


_OWN_VERB = later(
    r"^(?:再|去|在|有|让|许|准|提供|涉及|处理|接|搞|做|卖|用|开|收|碰|针对|面向|搞过|卖过|什么|任何|啥|的|过|a|any|to|do|sell|have|offer|process|use|take|\s)*"
)
"""What stands between a denial and what it denies."""


def _near(between: str, first: bool, back: bool) -> bool:
    """Whether a denial reaches over these words: to the first name further than from there to the next of a list."""
    if between.isascii():
        return len(between.split()) <= (6 if first else 3)
    return len(between) <= (4 if not first else 14 if back else 9)


def _denials(part: str, spans: list[_Span]) -> Iterator[tuple[int, int]]:
    """Where something is denied, but for denials that belong to the words for a value ("货到付款 付不了款", "还没成年")."""
    own = [one for one in spans if one.value == "none" or part[one.start : one.end] in _words_that_deny()]
    for found in _NO.finditer(part):
        if not any(span.start <= found.start() < span.end for span in own):
            yield found.span()


@lru_cache(maxsize=1)
def _words_that_deny() -> frozenset[str]:
    every = (cues for values in platform_words().values() for cues in values.values())
    return frozenset(
        fold(word) for cues in every for word in (*cues.zh.split(), *cues.en.split(", ")) if _NO.search(fold(word))
    )


def _without_names(text: str) -> str:
    return _without(text, _spans(text))


def _without(text: str, names: list[_Span]) -> str:
    kept = text
    for span in names:
        kept = kept[: span.start] + " " * (span.end - span.start) + kept[span.end :]
    return kept


_SOLD = later(r"\b(?:are|is) (?:sold|offered|available|allowed|there)\b|\bon it\b")
_FEW = 3


def _only_names(clause: str) -> bool:
    """Whether a clause lists things and says nothing of them."""
    left = _SOLD.sub("", _without_names(clause))
    beside = _JOINED.sub("", left).strip()
    return not (_VERB.search(left) or _NO.search(left)) and (
        len(beside) <= _FEW or (beside.isascii() and beside.count(" ") < 2)
    )


def _parts(clause: str) -> list[str]:
    """A clause at what joins; a part that only denies belongs to the one before it."""
    parts: list[str] = []
    end, spans = 0, _spans(clause)
    joints = [one for one in _JOINED.finditer(clause) if not any(s.start < one.start() < s.end for s in spans)]
    for found in (*joints, None):
        start = found.start() if found else len(clause)
        part = clause[end:start]
        if parts and part.strip() and not _spans(part) and _NO.search(part):
            parts[-1] = f"{parts[-1]}，{part}"
        elif part.strip():
            parts.append(part)
        end = found.end() if found else start
    return parts


# -- figures and names

_PEOPLE = r"(?:用户|会员|注册|(?<!个)人(?!脸|工)|消费者|买家|顾客|客户|(?:users?|people|customers?|accounts?|members?|shoppers|buyers|individuals|registered(?= ?(?:[.]?$|[,;])))(?![a-z]))"
_SOMEBODY = later(f"{_PEOPLE}|个人")
_LESS, _MORE = "不到|不足|不满|未满|未到|少于|less than|fewer than|under|below", "超过|超|过|多于|more than|over|above"
_COUNT = (
    rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))? ?(?P<n>{NUMBER})(?:多|几|来)? ?(?P<unit>{'|'.join(_UNITS)})?"
    r"(?![a-z])(?:-odd|-ish|-plus|\+)?"
)
_USERS = (
    later(
        rf"{_COUNT}[ -]?(?:多|来|几|出头)?(?:(?:个|名|位)?(?:的|左右|上下)?(?:注册|活跃|registered |active )?(?:of )?{_PEOPLE}|个人)"
    ),
    later(rf"{_PEOPLE}[^，,。；;0-9]{{0,12}}?{_COUNT}(?![0-9家])"),
)
_A_YEAR = later("(?:19|20)[0-9]{2}")
_SOME = "(?:几|数|好几)"
_VAGUE = (
    ("large", rf"(?:{_SOME}|上|过)千万|千万级|[上过几]亿|tens of millions|hundreds of millions"),
    ("medium", rf"(?:{_SOME}|上|过|近)百万|百万级|millions of|a few million|several million"),
    (
        "small",
        rf"(?:{_SOME}|[二三四五六七八九]?十几|[二三四五六七八九]十来)十?万(?<![几数]万)|{_SOME}十万|hundreds of thousands",
    ),
    ("below-100k", rf"{_SOME}[千万]|tens of thousands|thousands of|a few thousand"),
)
_BELOW = ((100_000, "below-100k"), (1_000_001, "small"), (10_000_001, "medium"))


def size_said(text: str) -> str | None:
    """The value of how many people's information is processed; None where no such figure is said."""
    if not _SOMEBODY.search(text):
        return None
    for found in (found for pattern in _USERS for found in pattern.finditer(text)):
        count = number(found["n"])
        if count is None or (found["unit"] is None and (count < 1_000 or _A_YEAR.fullmatch(found["n"]))):
            continue
        many = count * _UNITS.get(found["unit"] or "", 1) + (1 if found["more"] else -1 if found["less"] else 0)
        return next((name for below, name in _BELOW if many < below), "large")
    if not re.search(_PEOPLE, text):
        return None
    return next((size for size, words in _VAGUE if re.search(words, text)), None)


_OWN_NAME = r"[A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,3}"
_QUOTED = r"[“\"「『《](?P<quoted>[^”\"」』》，,。]{2,20})[”\"」』》]"
_CALLED = tuple(
    later(pattern)
    for pattern in (
        rf"(?:叫做?|名为|我们|我哋|平台|咱们?|called|named)\s*(?:是|係)?\s*{_QUOTED}",
        rf"^\s*{_QUOTED}",
        rf"(?:^|[，,。\s]|我们|我們|我哋|咱们?|平台|公司|名字|店|网站|它|呢个|呢個|這個|这个|就|是)叫做?\s*(?P<name>{_OWN_NAME}|[\u3400-\u9fff]{{2,6}}?)(?=[，,。；;！!、：:\s]|$|的|这|啦|喔)",
        rf"(?:^|[.;!] )(?:[Hh]i,? |[Hh]ello,? )?(?:[Ww]e're|[Ww]e are|[Ww]e run)\s+(?P<name>{_OWN_NAME})(?=\s*(?:$|[,.;:–—-]| and\b))",
        rf"\b(?:called|named|name is|known as|trading as)\s+(?P<name>{_OWN_NAME}|[\u3400-\u9fff]{{2,6}})",
        rf"^\s*(?P<name>{_OWN_NAME}|[\u3400-\u9fff]{{2,6}}?)\s*(?:[：:]|(?:这个?|這個?)名字|\.\s|。|'s (?:a|an)\b|(?: hosts| is a| is an)\b)",
    )
)
_BY_ITS_ENDING = later(
    r"(?:我们|我們|咱们?|这里|這裡)是\s*(?P<name>(?!一?[个家個间間]|综合|綜合|电商|電商|网上|網上|线上|線上|垂直|[大小中]型|购物|購物)[\u3400-\u9fff]{2,6}(?:商城|优选|優選|严选|嚴選|优品|優品|甄选|到家|买菜|買菜|集市|生鲜|生鮮))(?=[，,。；;\s]|$)"
)
"""A name that ends as many do, though the end alone may name a kind of platform."""
_NO_NAME = later(
    r"什么|外[卖賣]|[话話说說]|平台|我们|我們|用户|^(?:We|OK|Small|Yes|No|Medicines|It|So|Our|The|This|That|Basically|Users?|Chinese|Taiwanese|Japanese|Korean|Asian|European|German|French|British|American|Dutch)\b|-(?:based|owned|run|like)\b"
)


def _name(message: str) -> str:
    """What the platform is called, where that is said by a name's place; "" else."""
    for pattern in (*_CALLED, _BY_ITS_ENDING):
        if found := pattern.search(message):
            groups = found.groupdict()
            name = (groups.get("quoted") or groups.get("name") or "").strip()
            of_a_kind = pattern is not _BY_ITS_ENDING and _spans(fold(name))
            if name and not (_NO_NAME.search(name) or of_a_kind):
                return name
    return ""


_STARS = later(
    r"(?P<n>[2-5二三四五两]|two|three|four|five)[ -]?(?:颗|个|粒|顆)?(?:星|stars?|\*)|(?P<m>[2-5二三四五两])颗就"
)
_ANOTHER = later(r"(?:[二三四五2-5]|two|three|four) ?(?:or|to|到|至|或者?|[-~、])? ?$")
_DIGITS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3, "four": 4, "five": 5}


def _target(text: str, rubric: Rubric) -> str | None:
    """The grade with so many stars, where just one number of stars is named and not denied."""
    named = {}
    for found in _STARS.finditer(text):
        said = found["n"] or found["m"]
        named[_DIGITS.get(said) or int(said)] = found.start()
    if len(named) != 1:
        return None
    [(stars, start)] = named.items()
    if _NO.search(text[max(0, start - 4) : start]) or _ANOTHER.search(text[:start]):
        return None
    return next((band.id for band in rubric.bands if band.stars == stars), None)
