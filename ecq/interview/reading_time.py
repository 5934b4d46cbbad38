"""How long questions take to read, by the length of their words: the one time that is told of an interview.

What thinking and asking others takes is not known and not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
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
        exact = -(-(self.characters if lang in _CHINESE else self.words) // A_MINUTE[lang])
        return exact if exact < 10 else -(-exact // 5) * 5


def length(rubric: Rubric, question_ids: Iterable[str]) -> Length:
    """The length of these questions with what can be chosen in them."""
    known = _lengths(ByDigest(rubric))
    each = [known[question_id] for question_id in question_ids]
    return Length(sum(one.characters for one in each), sum(one.words for one in each))


@lru_cache(maxsize=16)
def _lengths(key: ByDigest) -> Mapping[str, Length]:
    return {question.id: _length(question) for question in key.rubric.questions}


def _length(question: Question) -> Length:
    texts = [question.text, *(words for _, words in question.choices)]
    return Length(sum(len(_CHARACTER.findall(one.zh)) for one in texts), sum(len(one.en.split()) for one in texts))
