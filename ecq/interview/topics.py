"""Which questions a word is about: "refunds", "假货". By the words that the bank and people have for each question.

A word that few questions have tells more than one that many have; the question's own text more than its options. Must not
know answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from ecq.base.language import Text
from ecq.interview.facts import facts_of, in_own_words
from ecq.interview.typed.folding import fold
from ecq.rubric.kinds import Question
from ecq.rubric.model import ByDigest, Rubric

NEAR = 0.6
"""Questions that come to this share of the best are about the same."""

_TITLE, _TEXT, REST = 1.5, 2.0, 1.0
"""What a fragment tells in the title of a part, in the question itself, in anything else that is said of it."""

_TELLING = 1.5
"""From here on a fragment of a sentence counts: about four and a half times as often in the bank as in talk."""

_KNOWN = 4.0
"""What a name of a topic tells there."""

_SELDOM = 0.0003
"""The share of talk taken for a fragment that no sentence has."""

_APART = 4
"""So many characters may stand between words that name one thing together."""

_NAME_LENGTH, _OFTEN = 2, 4
"""Of a name with a slip: its characters, and so many questions must have the right one."""

_WORDS = yaml.safe_load(Path(__file__).with_name("topics.yaml").read_text(encoding="utf-8"))
_SMALL = frozenset(_WORDS["small"].split())
_PARTICLES = frozenset(_WORDS["particles"])
_KNOWN_AS: Mapping[str, str] = _WORDS["names"]
_NAMED = re.compile(
    "|".join(
        rf"\b{re.escape(one)}\b" if one.isascii() else re.escape(one)
        for one in sorted(_KNOWN_AS, key=len, reverse=True)
    )
)
_FRAGMENT = re.compile(r"[\u3400-\u9fff]|[a-z]+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|ing|ed|es|s|y)$")


def fragments(folded: str) -> Iterator[tuple[str, int, int]]:
    """What is compared, and where it stands: two Han characters beside each other, the beginning of an English word."""
    before = None
    for found in _FRAGMENT.finditer(folded):
        word = found[0]
        if word > "z":
            pair = before[0] + word if before and before.end() == found.start() else ""
            if before and pair and pair not in _SMALL and _PARTICLES.isdisjoint(pair):
                yield pair, before.start(), found.end()
            before = found
        elif len(word) > 2 and word not in _SMALL:
            yield _ENDING.sub("", word)[:6], *found.span()


def about(words: str, rubric: Rubric, least: float = 0, beyond: float = 0) -> list[str]:
    """The questions of a rubric that words are about, the surest first; nothing where no question has any of them.

    Each has at least this share of the words, said of it with more weight than `beyond`.
    """
    bank = _bank(ByDigest(rubric))
    said = in_own_words(_NAMED.sub(lambda found: f" {_KNOWN_AS[found[0]]} ", fold(words)))
    wanted = {fragment for fragment, _, _ in fragments(said)}
    degrees = {
        one: sum(
            held[fragment] * math.log(1 + len(bank.held) / bank.having[fragment]) for fragment in wanted & held.keys()
        )
        for one, held in bank.held.items()
    }
    best = max(degrees.values())
    enough = least * len(wanted)
    near = [
        one
        for one, degree in degrees.items()
        if best
        and degree >= NEAR * best
        and sum(bank.held[one].get(fragment, 0) > beyond for fragment in wanted) >= enough
    ]
    return sorted(near, key=lambda one: -degrees[one])


def with_a_slip(name: str, rubric: Rubric) -> str:
    """The two characters that most questions have of those which are a name of two but for one; "" where few have any."""
    if len(name) != _NAME_LENGTH or name < "\u3400":
        return ""
    having = _bank(ByDigest(rubric)).having
    alike = [word for word in having if len(word) == _NAME_LENGTH and sum(map(str.__ne__, word, name)) == 1]
    best = max(alike, key=lambda word: having[word], default="")
    return best if best and having[best] >= _OFTEN else ""


def spoken_of(words: str, rubric: Rubric, talk: Mapping[str, float]) -> str:
    """The words of a sentence that are about something the bank asks: far more often there than in talk about the self-check.

    `talk` is the share of such sentences that have a fragment.
    """
    folded, bank = fold(words), _bank(ByDigest(rubric))
    found = [(*one.span(), _KNOWN) for one in _NAMED.finditer(folded)]
    for fragment, start, end in fragments(folded):
        own = next((one for one, _, _ in fragments(in_own_words(folded[start:end]))), fragment)
        if share := max(bank.share(fragment), bank.share(own)):
            found.append((start, end, math.log(share / talk.get(fragment, _SELDOM))))
    best, run, reached = (0.0, ""), (0, 0.0), -_APART - 1
    for start, end, degree in sorted(one for one in found if one[2] > _TELLING):
        run = (run[0], run[1] + degree) if start - reached <= _APART else (start, degree)
        reached = max(end, reached) if start - reached <= _APART else end
        best = max(best, (run[1], folded[run[0] : reached]))
    return best[1]


@dataclass(frozen=True)
class _Bank:
    """What each fragment tells of each question that has it, and how many questions have it; in an option alone half of one."""

    held: Mapping[str, Mapping[str, float]]
    having: Mapping[str, float]

    def share(self, fragment: str) -> float:
        return self.having.get(fragment, 0.0) / len(self.held)


@lru_cache(maxsize=8)
def _bank(key: ByDigest) -> _Bank:
    held: dict[str, dict[str, float]] = {}
    having: Counter[str] = Counter()
    for question in key.rubric.questions:
        of = held[question.id] = {}
        for weight, text in _texts(key.rubric, question):
            for fragment in {one for form in (text.zh, text.en) for one, _, _ in fragments(in_own_words(fold(form)))}:
                of[fragment] = max(of.get(fragment, 0.0), weight)
        having.update({fragment: 0.5 if weight == REST else 1 for fragment, weight in of.items()})
    return _Bank(held, having)


def _texts(rubric: Rubric, question: Question) -> Iterator[tuple[float, Text]]:
    yield _TEXT, question.text
    yield from ((_TITLE, rubric.nodes[node].title) for node in rubric.place[question.id])
    yield from ((REST, text) for _, text in question.choices)
    yield REST, question.why
    facts = facts_of(question)
    yield from ((REST, fact.ask) for fact in (facts.facts.values() if facts else ()) if fact.ask)
