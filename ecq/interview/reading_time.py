"""How long questions take: to read, by the length of their words, and what a visitor was seen to need beside that.

What asking others takes is not known and not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from statistics import median_low
from typing import NamedTuple

from ecq.base.language import LANGS, Lang
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric

_CHINESE = ("zh", "zh-Hant")
A_MINUTE: Mapping[Lang, int] = {lang: 350 if lang in _CHINESE else 220 for lang in LANGS}
"""Chinese characters, or English words, that are read in a minute: an assumption, said wherever the minutes are."""

_CHARACTER = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+")


class Length(NamedTuple):
    """The Chinese characters and the English words of some questions."""

    characters: int
    words: int

    def minutes(self, lang: Lang) -> int:
        """Whole minutes that reading them takes: upward, from ten on to the next five."""
        return _whole(self.seconds(lang))

    def seconds(self, lang: Lang) -> int:
        """Whole seconds that reading them takes, upward."""
        return -(-60 * (self.characters if lang in _CHINESE else self.words) // A_MINUTE[lang])


def _whole(seconds: int) -> int:
    exact = -(-seconds // 60)
    return exact if exact < 10 else -(-exact // 5) * 5


ENOUGH, LATEST, PAUSE = 5, 30, 600
"""From so many answers on a pace is told, of so many at most; what took more seconds was a pause."""


def own_pace(rubric: Rubric, took: Sequence[tuple[str, int]], lang: Lang) -> int | None:
    """The seconds a visitor needs for a question beside reading it: the middle one of the latest answers, given as
    (question, seconds since the answer before), oldest first. None where there are too few.
    """
    known = _lengths(ByDigest(rubric))
    more = [max(0, seconds - known[one].seconds(lang)) for one, seconds in took if seconds <= PAUSE]
    return median_low(more[-LATEST:]) if len(more) >= ENOUGH else None


def minutes_with(read: Length, count: int, pace: int, lang: Lang) -> int:
    """Whole minutes for so many questions of that length at a visitor's own pace."""
    return _whole(read.seconds(lang) + count * pace)


def length(rubric: Rubric, question_ids: Iterable[str]) -> Length:
    """The length of these questions with what can be chosen in them."""
    known = _lengths(ByDigest(rubric))
    return Length(*map(sum, zip(Length(0, 0), *map(known.__getitem__, question_ids), strict=True)))


@lru_cache(maxsize=16)
def _lengths(key: ByDigest) -> Mapping[str, Length]:
    return {question.id: _length(question) for question in key.rubric.questions}


def _length(question: Question) -> Length:
    texts = [question.text, *(words for _, words in question.choices)]
    return Length(sum(len(_CHARACTER.findall(one.zh)) for one in texts), sum(len(one.en.split()) for one in texts))
