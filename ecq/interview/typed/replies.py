"""A typed reply to what was asked back: yes or no in any words, or which of those offered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ecq.interview.typed.answers import PLACES, read_single
from ecq.interview.typed.clauses import unspaced
from ecq.interview.typed.folding import LONGEST_CLAUSE, clauses, fold
from ecq.interview.typed.vocabulary import CONTRAST, GUESS, HEDGE, NEGATION, ONLY, TURN, agreement, in_mandarin, tidy

_ENDS = r"(?:[的了呀啊嘛咯喽哦滴啦喔耶㗎噶]|[ ,，.。!！、])*"
_YES = re.compile(
    rf"(?:(?:对头?|是|系|啱|好|中|没毛病|嗯+|没有?错|不错|正确|当然|确实|可以|行|有|就是|正是|yes|yep|yeah|yup|right|correct|exactly|true|sure|indeed"
    rf"|absolutely|of course|obviously|certainly|definitely|totally|ok(?:ay)?|go ahead|we do have|there (?:is|are)|now (?:it's|it is) (?:good|right|correct|fine)|exactly (?:that|so|this)"
    rf"|(?:that|it|this)(?:'s| is) (?:exactly |just |pretty much )?(?:us|our (?:situation|case)|how it is|what (?:i|we) (?:mean|meant|said)|good|fine)|(?:yes,? )?(?:that|it|this)(?: is|'s) (?:right|correct|it|true|so)|(?:we|they|it|i) (?:do|does|did|have|has|is|are)){_ENDS})+"
    rf"(?:(?:就)?(?:是)?(?:这|这个|这样|这么|那样|这意思|这个意思|我说的)(?:回事|样|子)?{_ENDS})?"
)
_NO = re.compile(
    rf"(?:(?:这个?|那个?)?(?:倒是?|就|也|都|还|真|暂时|目前|我们)*(?:没有?|没得|不行|不得|不可以|不会|不能)|不是|都不是|不对|都不对|不是这[个些]?(?:意思)?|不是那[个些]?(?:意思)?|唔系|不系|错了?|no|nope|nobody(?: does)?|no one(?: does)?|there(?:'s| is| are) none|never|neither|none(?: of (?:them|these|those))?"
    rf"|(?:no,? )?(?:that|it|this)(?: is not|'s not| isn't) (?:it|right|so|true|correct|what i meant?)|not that(?: one)?|wrong){_ENDS}"
)
_NEARLY = re.compile(
    rf"(?:嗯+|是|对)*(?:大概|差不多|应该|基本上?|算)(?:就|也)?(?:是|对|这样|这个意思|的)*(?:吧|了|啦|呀|就是)*{_ENDS}|(?:more or less|pretty much|i (?:think|guess|suppose) so)(?: yes)?"
)
"""A yes that is not quite one: it takes what is offered, and to what is asked it says both."""
_SAID_SO = re.compile(
    r"(?:我|我们)?(?:不是|都|刚才?|刚刚|前面|已经)*(?:都|就|已经)?(?:说|讲)(?:过|了)+.{0,2}|(?:as )?(?:i|we)(?:'ve| have)?(?: already| just)? ?(?:said|told you)(?: so| that| already)*"
)
_BEFORE_PICK = re.compile(
    r"^(?:嗯+|哦|噢|对|好的?|是|那|那就|应该是|就|我[说选要]?|yes|yeah|ok|okay|it's|i'd say|i mean|[ ,，])+"
)
_AFTER_PICK = re.compile(r"(?:那[个条项]|这[个条项]|吧|呢|啊|[ ,，])+$")
_NUMBER_ALONE = re.compile(
    r"(?:选择?|number |no\.? ?)*(?:[0-9]{1,2}|[a-z]|[一二两三四五六七八九十]|one|two|three|four|five|six)号?"
)

_LITTLE = 10
"""So many characters behind a yes to what was offered say nothing of their own."""

Reply = Literal["yes", "no"]


def reply(message: str, asked: str = "") -> Reply | None:
    """Whether a message says yes or no as a whole, or first, with nothing behind it that takes it back; `asked` is the question.

    The verb of the question alone, as people answer in Chinese, says yes, and no with a denial before it.
    """
    short = tidy(fold(message[:LONGEST_CLAUSE]))
    if said := yes_or_no(short, asked):
        return said
    for head, rest in reversed([*clauses(message)]):
        said, more = yes_or_no(tidy(fold(head)), asked), tidy(fold(rest[:LONGEST_CLAUSE]))
        if said == "yes" and asked and _NO.fullmatch(in_mandarin(more)):  # "right, there is none"
            return "no"
        if said and not any(one.search(more) for one in (TURN, CONTRAST, HEDGE, GUESS, ONLY)):
            plain = said == "no" or not NEGATION.search(more)
            stands = _SAID_SO.fullmatch(more) or (plain and (asked or len(more) <= _LITTLE))
            return said if stands else None
    return None


def yes_or_no(short: str, asked: str) -> Reply | None:
    """Whether folded, tidied words say just yes or no to what was `asked`, in any words or by its own verb."""
    short = in_mandarin(short)
    if asked and _OF_ALL.search(asked) and _NOT_ALL.fullmatch(short):
        return "no"
    if _YES.fullmatch(short):
        return "yes"
    if _NO.fullmatch(short):
        return "no"
    if not asked and _NEARLY.fullmatch(short):
        return "yes"
    said = agreement(short)
    if said in ("yes", "no"):
        return said
    return ({"all": "yes", "none": "no"}.get(said or "") or _verb(short, asked)) if asked else None  # type: ignore[return-value]


_OF_ALL = re.compile(r"都|每|全|所有|\b(?:all|every|each)\b")
_NOT_ALL = re.compile(
    r"(?:也|都)?(?:不是|没有?|并非|不)(?:全部?|所有|都|每)(?:[一个件条单家次笔项]|都|有|是)*|(?:只有|只|就)?(?:大|一|小)?部分.*|多数.*"
    r"|(?:not (?:all|every|each)|(?:only )?(?:some|most|a few))(?: of (?:them|those|it))?|usually|mostly|normally|generally|not always|sometimes|一般(?:来说|会|都)?|通常|多半|有时候?"
)
"""What says no where it is asked whether something is so of all."""
_SAID_AGAIN = re.compile(
    r"(?:我们|这个|嗯+|对|是的?|已经?|早就?|也|倒是|[还都从])*(?:(?P<no>没有?|未|不)(?P<verb_no>[\u3400-\u9fff]{1,2}?)(?:[了过的好到])*|(?:有|能|会)?(?P<verb>[\u3400-\u9fff]{1,2}?)(?:[了过的好到])+|有(?P<has>[\u3400-\u9fff]{1,2}))(?:[啊呀呢啦哦哈嘛])*"
    r"|(?:yes|yeah|yep|sure|no|nope)?,? ?(?:it|they|we|there|that|those|these) (?:is|are|do|does|did|has|have|can|was|were)(?P<no_en>n't| not)?(?: indeed)?"
)
"""A reply that only says the question's own verb again."""


def nearly(message: str) -> bool:
    """Whether a message begins with a yes that is not quite one."""
    return any(_NEARLY.fullmatch(tidy(fold(head))) for head, _ in clauses(message[:LONGEST_CLAUSE]))


def _verb(short: str, asked: str) -> Reply | None:
    """ "Checked" to "has it been checked?"."""
    found = _SAID_AGAIN.fullmatch(short)
    if not found or (found["verb"] or found["verb_no"] or found["has"] or "") not in fold(asked):
        return None
    return "no" if found["no"] or found["no_en"] else "yes"


@dataclass(frozen=True)
class Place:
    """Which of those offered a message names: its place from 0, whether by a number alone, and what is said behind it."""

    place: int
    number: bool
    rest: str = ""


def which(message: str, count: int) -> Place | None:
    """The one of so many offered that a message names by its place; None where what follows takes it back."""
    for head, rest in clauses(message):
        short = tidy(unspaced(head))
        if "选项" in short or "option" in short:
            return None
        short = _AFTER_PICK.sub("", _BEFORE_PICK.sub("", short)) or short
        place = read_single(short, count)
        if place is not None:
            doubtful = TURN.search(fold(rest)) or GUESS.search(fold(rest))
            return None if doubtful else Place(place, _NUMBER_ALONE.fullmatch(short) is not None, rest)
    return None


def in_words(place: int) -> str:
    """A place from 1 in English: "second"."""
    return PLACES[place - 1] if place <= len(PLACES) else f"{place}th"
