"""Where it is asked how long something took at most, or at least: which of the figures said may be that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ecq.base.exact import plain
from ecq.base.patterns import later
from ecq.interview.typed.clauses import LONGEST, as_read, clauses
from ecq.interview.typed.figures.in_a_clause import read_within, says_worse
from ecq.interview.typed.figures.numerals import NUMBER
from ecq.rubric.kinds import MeasureQuestion, Question
from ecq.rubric.kinds.base import Invalid

THAT_DAY = later(
    r"(?P<en>\b(?:live|effective|valid|applied|(?:in|into|took|takes) (?:force|effect)) )(?:on |from )?the (?:very )?(?:day|moment) (?:it|they|that|we)\b.*|即日(?=起?(?:生效|实施|执行|上线))"
)
"""What took effect the day it was published took no day."""


_EXTREMES = (
    (
        "最长 最晚 最久 最多 最慢 最迟",
        later(r"最[长晚久多慢迟]|\b(?:longest|slowest|latest|worst|at (?:most|worst))\b"),
    ),
    ("最短 最少", later(r"最[短少]|\b(?:shortest|least|minimum)\b")),
)
_USUAL = later(
    r"平均|一般|通常|多数|大多|大部分|\b(?:(?:on )?average|averages|usually|typically|normally|mostly|(?<!at )most(?: of|(?= \w+s\b))|mean|median)\b"
)


def usual_only(message: str, question: Question) -> bool:
    """Whether a figure may be the average, or what is usual, where the longest or shortest is asked; or one was worse than it."""
    if not isinstance(question, MeasureQuestion) or not extreme_asked(question):
        return False
    text = as_read(message[:LONGEST])
    otherwise = _USUAL.search(text) or (question.better == "higher" and THAT_DAY.search(text))
    return bool(otherwise or once_worse(map(as_read, clauses(message)), question))


def usually_worse(texts: Sequence[str], figure: str, question: MeasureQuestion) -> str | None:
    """What is usual, where that is worse than the figure, which then cannot be the longest or shortest."""
    usual = [reading.amount for text in texts if _USUAL.search(text) and (reading := read_within(text, question))]
    worst = (min if question.better == "higher" else max)((*usual, Fraction(figure)))
    return plain(worst) if worst != Fraction(figure) and not isinstance(question.read(plain(worst)), Invalid) else None


def once_worse(texts: Iterable[str], question: MeasureQuestion) -> bool:
    """Whether a text after the first says that it was worse once."""
    return any(says_worse(text, question) for text in [*texts][1:])


def extreme_asked(question: MeasureQuestion) -> re.Pattern[str] | None:
    """What names the longest, or the shortest, where that is asked."""
    return next((named for words, named in _EXTREMES if any(one in question.text.zh for one in words.split())), None)


def of_the_extreme(text: str, named: re.Pattern[str]) -> str:
    """The part of a clause that may speak of the longest: an average, or what is usual, does not."""
    found = named.search(text)
    if found:
        return text[found.start() :] if re.search(NUMBER, text[found.end() :]) else text
    return "" if _USUAL.search(text) else text
