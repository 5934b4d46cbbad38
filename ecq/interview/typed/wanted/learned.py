"""What speaks for each wish of the conversation, learned from what people wrote who wanted it (wishes.yaml).

By their words, pairs of words and parts of words: what is said far more often with one wish than with the others speaks for
it (naive Bayes).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from ecq.base.patterns import later
from ecq.interview.topics import fragments
from ecq.interview.typed.folding import fold
from ecq.interview.typed.nearest import marks
from ecq.interview.typed.vocabulary import tidy

NAME = later(r"\[(.*?)\]")
"""A name in such a sentence."""
_NONE = ("answer", "other")
"""What wants nothing of the conversation."""
_BY_CHANCE = 0.00005
"""The share of a wish's marks that any mark might be."""


@dataclass(frozen=True)
class Learned:
    """How much each mark speaks for each wish, what share of the sentences of a wish has a fragment beside its name, and which
    wish some words are alone."""

    known: Mapping[str, Mapping[str, float]]
    talk: Mapping[str, Mapping[str, float]]
    alone: Mapping[str, str]

    def of(self, folded: str, lead: float) -> str | None:
        """The wish that a folded message comes nearest to; None where it does not lead by so much before wanting nothing."""
        degrees = dict.fromkeys(self.talk, 0.0)
        for mark in sorted(marks(folded)):  # in one order, so that the same words come to the same sum
            for wish, degree in self.known.get(mark, {}).items():
                degrees[wish] += degree
        best = max(degrees, key=lambda wish: degrees[wish])
        return best if all(degrees[best] - degrees[one] >= lead for one in _NONE) else None


def learned(sentences: Mapping[str, Sequence[str]], short: Mapping[str, Sequence[str]]) -> Learned:
    """What is learned from sentences, and from short ones that are a wish by themselves, by what they want."""
    known: dict[str, dict[str, float]] = defaultdict(dict)
    talk: dict[str, dict[str, float]] = {}
    for wish, said in sentences.items():
        seen = Counter(mark for one in said for mark in marks(fold(NAME.sub(" ", one))))
        by_chance = seen.total() * _BY_CHANCE
        for mark, times in seen.items():
            known[mark][wish] = math.log(1 + times / by_chance)
        told = Counter(fragment for one in said for fragment in _beside_names(fold(one)))
        talk[wish] = {fragment: times / len(said) for fragment, times in told.items()}
    return Learned(known, talk, {as_said_alone(fold(one)): wish for wish, said in short.items() for one in said})


_AROUND = later(
    r"^(?:(?:(?:我们?|咱们?|那就?|就|想|好的?|嗯|请|麻烦|帮我|能不能|可以)(?=[\u3400-\u9fff]{2})|(?:ok(?:ay)?|so|now|right|well|please|let's|lets|can|could|may|we|i|you|just|want to|need to|like to)\b)[,， ]*)+"
    r"|(?:[,， ]*(?:吧|啊|呀|了|呢|嘛|哦|啦|噢|哈|喇|架|㗎|咯|好吗|行吗|可以吗|please|pls|now|then|for now|for me))+$"
)
_ANY_FIGURE = later(r"[0-9]+(?:\.[0-9]+)?")


def as_said_alone(folded: str) -> str:
    """A short folded message without what is said around it, with one figure for any."""
    short = tidy(folded).rstrip("?~ ")
    return _ANY_FIGURE.sub("0", _AROUND.sub("", _AROUND.sub("", short)) or short)


def _beside_names(folded: str) -> set[str]:
    """The fragments of a sentence that are no part of a name in it; one across its edge is none either."""
    names, cut = [], 0
    for found in NAME.finditer(folded):
        names.append((found.start() - cut, found.end() - cut - 2))
        cut += 2
    found_in = fragments(NAME.sub(r"\1", folded))
    return {fragment for fragment, start, end in found_in if not any(a <= start and end <= b for a, b in names)}


def sentences(name: str = "wishes.yaml") -> dict[str, list[str]]:
    """What people wrote, by what they wanted."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    told: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return told


@lru_cache(maxsize=1)
def known() -> Learned:
    """What is learned from all of them."""
    return learned(sentences(), sentences("short_wishes.yaml"))
