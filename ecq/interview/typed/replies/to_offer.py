"""What a message says to the one thing that is offered: yes, no or "put it down", with what it says besides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecq.base.patterns import later
from ecq.interview.typed.folding import HAN, LONGEST_CLAUSE, fold
from ecq.interview.typed.replies.yes_or_no import (
    AGREES_THERE_IS_NONE,
    ENDS,
    LITTLE,
    NTH,
    SAYS_NOTHING,
    SO,
    STOPS,
    Reply,
    in_breaths,
    yes_or_no,
)
from ecq.interview.typed.vocabulary import ASKING, GUESS, in_mandarin, tidy

_TAKE = r"(?:(?:就|先|那就?|你|您|帮我|给我|按|照实?|如实|据实|请|可以|暂时)*+(?:这么|这样子?|这[个条项])?(?:确认|采纳|同意|接受|提交|(?:记|写|填|选|定|存|录)(?:上|下|下来|进去|一下|这个|成这样)?)|(?:please )?(?:do|record|save|take|put|note|enter|tick|keep|use|choose|pick|accept|confirm)(?: (?:it|that|this))?(?: one)?(?: down| in)?(?: so)?|(?:yes )?(?:let's )?go with (?:it|that|this)(?: one)?(?: so| then)?)"
_TAKEN = later(rf"(?:{_TAKE}{ENDS})++")
"""What takes an offer: "put it down"."""
_PUT_IN = later(
    rf"(?:帮我|给我|你|那就?|就|直接|这么|这样|,)*+(?:把?画像)?(?:里)?改(?:了|过来|一下|成这样)?{ENDS}|(?:please )?change it(?: then)?"
)
"""What takes a change of the profile that is offered."""
_UNIT = later(rf"(?:(?!{STOPS.pattern}).)+", re.DOTALL)


@dataclass(frozen=True)
class ToOffer:
    """What a message says to the one thing that is offered, and what it says besides."""

    reply: Reply
    rest: str


def to_offer(message: str, denies: bool = False, profile: bool = False) -> ToOffer | None:
    """Yes or no to an offer at the beginning of a message, or a plain "put it down" at its end; None for any other.

    `denies`: what is offered says itself that something is not so, `profile`: it is a change of the profile.
    """
    if denies and AGREES_THERE_IS_NONE.fullmatch(tidy(fold(message))):
        return ToOffer("yes", "")
    if _AFTER_ASKING.fullmatch(message.strip()):
        return ToOffer("yes", "")
    whole = in_breaths(message[:LONGEST_CLAUSE]) + message[LONGEST_CLAUSE:]
    units = [unit.span() for unit in _UNIT.finditer(whole)]
    said: Reply | None = None
    start = 0
    for a, b in units:
        short = tidy(fold(whole[a:b]))
        if said and SAYS_NOTHING.fullmatch(short):
            start = b
            continue
        meant = _meant(short, denies, profile, after=said)
        if meant is None or (said == "no" and meant == "yes"):
            break
        if said == "yes" and meant == "no" and not denies:
            return None
        said, start = said or meant, b
    rest = STOPS.sub("", whole[start:], count=1) if STOPS.match(whole[start:]) else whole[start:]
    last_of_all = tidy(fold(whole[slice(*units[-1])])) if len(units) > 1 else ""
    if said is None and _TAKEN.fullmatch(last_of_all) and not _IS_WRITTEN.fullmatch(last_of_all):
        said, rest = "yes", whole[: units[-1][0]]
    if said is None and len(units) > 1 and (leads := SO.match(last := fold(whole[slice(*units[-1])]).strip())):
        said = _meant(tidy(last[leads.end() :]), denies, profile, after="yes")
        rest = whole[: units[-1][0]] if said else rest
    rest = _SURELY.sub("", rest).strip()
    weak = said == "yes" and start and len(rest) > LITTLE and _WEAK.fullmatch(tidy(fold(whole[:start])))
    lacks = (
        said == "no"
        and rest
        and start
        and _LACKS.search(fold(whole[:start]))
        and not _OBJECTS.search(fold(whole[:start]))
    )
    return None if said is None or lacks or weak else ToOffer(said, rest)


_AFTER_ASKING = later(
    r"(?!.*(?:\bif\b|如果|要是|算))[^?？]{3,40}[?？]\s*(?:fine|ok(?:ay)?|all right|alright|whatever|never mind|anyway|算了|行吧|好吧)[,，.。\s]+(?:yes|yep|yeah|是的?|对|對)[.。!！]*",
    re.IGNORECASE,
)
"""A yes after all, behind a question that waits for no answer: "who asks? Fine, yes"."""
_ALL_SAID = later(
    rf"(?:嗯+|好|哦|那|也|就|[,，])*(?:(?:就|只有?)(?:是)?[这那](?:些|么多|几[样个条])|(?:别的|其[他它余]的?|剩下的?|再)(?:就|都|也|真)*没有?了?|没有?(?:别的|其[他它余]的?|更多)|(?:说|讲|报)完|齐|全在这|到此为止){ENDS}"
    r"|(?:(?:and|so|well|no|ok(?:ay)?|i think|that),? )*(?:that(?:'s| is| will be|'ll be) (?:about |pretty much |really )?(?:all|it|everything|the lot)(?: (?:we have|there is|of (?:it|them)))?|nothing (?:else|more|further)|no more|none (?:else|other)|(?:i'm |we're |all )?done)"
)
"""What says only that all is said."""


def all_said(message: str) -> bool:
    """Whether a message says only that there is nothing more to be said: "that's all"."""
    return _ALL_SAID.fullmatch(tidy(fold(message[:LONGEST_CLAUSE]))) is not None


_IS_WRITTEN = later(r"(?:都|也|已经?)*[记写填选定存录](?:[上下]|进去)?[了过的]+")
"""What says at the end of words that something is written, and does not ask to write it down."""


def tells_beside(message: str) -> bool:
    """Whether a short message that is no reply tells something all the same: it asks nothing, and is no mere noise."""
    plain = tidy(fold(message))
    words = {word for word in plain.split() if word.isalpha()}
    tells = len({*HAN.findall(plain)}) >= _SEVERAL or (plain.isascii() and len(words) >= _SEVERAL - 1)
    return tells and not (ASKING.search(plain) or GUESS.search(plain) or NTH.search(plain) or yes_or_no(plain, ""))


_SEVERAL = 5
"""So many different characters tell something, or one English word less."""


def says_there_is(message: str) -> bool:
    """Whether any breath of a message says that something is there after all, or was: no yes to what denies it."""
    units = [in_mandarin(tidy(fold(one))) for one in STOPS.split(in_breaths(message[:LONGEST_CLAUSE])) if one]
    return any(_EXISTS.fullmatch(one) or _THERE_IS.search(one) for one in units)


_THERE_IS = later(
    r"\b(?:do|does|did) have (?!no|none)|\b(?:have|has) (?:it|one|some)\b|\bthere(?:'s| is| are) (?!no|none|nothing|not)|以前|之前(?!没)|过去|那会儿|\b(?:used to|in the past|back then|that was)\b"
)
"""What says that there is, or was, something."""


def puts_down(message: str) -> bool:
    """Whether a message says nothing but to put down what lies there: "yes, record it"."""
    short = [tidy(fold(one)) for one in STOPS.split(in_breaths(message[:LONGEST_CLAUSE])) if one]
    said = to_offer(message)
    return said == ToOffer("yes", "") and _TAKEN.fullmatch(short[-1]) is not None and len(short[-1]) > 1


def _meant(short: str, denies: bool, profile: bool, after: Reply | None) -> Reply | None:
    """What one breath says to an offer as a whole."""
    if denies and _EXISTS.fullmatch(in_mandarin(short)):
        return "no"
    if _TAKEN.fullmatch(short) or (profile and _PUT_IN.fullmatch(short)):
        return "yes"
    said = yes_or_no(short, "")
    return said or ("no" if after is None and _OBJECTS.fullmatch(short) else None)


_LACKS = later(r"没|无")
_WEAK = later(
    rf"(?:有|能|会|可以|行|(?:we|they|it|i) (?:do|does|did|have|has|is|are)|there (?:is|are)|no (?:doubt|question)|without a doubt|for sure|naturally|needless to say|肯定|绝对|必须|那是|{ENDS})+"
)
"""A yes with which one also begins to tell something else."""
_EXISTS = later(
    rf"(?:我们|都|也|是|当然|确实)*有{ENDS}|(?:我们|都|也|是)*(?:收|卖|做|用|发|办|开)[的啊呀]{ENDS}|(?:yes,? )?(?:we|they) (?:do|have)|we do have|there (?:is|are)"
)
"""What says that something is there after all."""
_OBJECTS = later(
    r"(?:[啊哎诶唉嗯,]|都|完全|刚才?|好像)*(?:怎么(?:会|可能|能|都).*|(?:胡|瞎|乱)(?:说|讲|扯|写).*|谁说.*|不可能.{0,4}|[^，题]{0,6}?(?:说|搞|弄|听|理解|看|想|读|记)(?:反|错|混|岔|拧|偏|歪)了?(?:吧|啊|呀|的)*|(?:正好|完全|刚好|全)?(?:相反|反了)(?:吧|啊|呀|的)*"
    r"|不是[说指讲问].*|没(?:这么|这样|那么)?[说讲](?:过)?.{0,8}|我(?:可)?没[说讲].*|不是我(?:的意思|[说讲想要].*))"
    r"|no way|nonsense|rubbish|(?:that's|that is|it's|you(?:'ve| have)?(?: got)?|you) .{0,20}(?:wrong(?: way round)?|backwards|mis\w+)|(?:that's|that is|it's) not (?:(?:quite|really|exactly) )?(?:it|that|right|what .*)|i (?:didn't|did not|never) (?:say|said|mean)\b.*|not what i (?:said|meant).*|(?:quite )?the opposite|on the contrary|how come .*|far from it"
)
"""What objects to what is offered."""
_SURELY = later(
    r"(?:^|[,.]\s*)(?:unfortunately|sadly|regrettably|alas|i'm afraid|please)\W*$|(?:^|[，,。]\s*)(?:可惜|遗憾|遺憾|很?不幸|没过就没过|不过就不过|就这样了?|没办法)(?:吧|了)*\W*$|(?:^|[，,。；;]\s*)(?:[这那]不?就?是?有吗|[这那]?(?:不是|不就是|难道不是?|不都)(?:[^，,。；;]{0,4})[吗嗎么麼])\W*$"
)
"""A question that only stresses what was said, and what only regrets it."""
